//! A comparison, from the question to the answer.
//!
//! A [`Request`] says what is asked, in words and with defaults; a [`Plan`] has checked every word of it before
//! anything is run; a [`Comparison`] holds what was run and what it says. [`compare`] does all of it in one call.

use std::fmt;
use std::sync::atomic::AtomicBool;

use crate::arms::Arms;
use crate::findings::{Findings, Wanted};
use crate::journal::JournalError;
use crate::outcome::{Amount, Catalogue, OtherUnit, OwnOutcome, UnknownOutcome, Window};
use crate::paired::Paired;
use crate::simultaneous::Best;
use crate::stopping::{Looks, Stopping};
use crate::study::{Design, Ending, Keeping, Progress, Study, study};
use crate::why::{self, Question, Why};

pub use crate::why::WhyError;

/// Pairs that are run where nothing is said: enough for a figure in print.
pub const PAIRS: u32 = 200;

/// What is asked of a comparison. [`Request::default`] asks for 200 pairs under seed 1, over all days.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Name of the outcome that is told first, and that amounts are about; `None`: the first of the catalogue.
    pub outcome: Option<String>,
    /// Master seed of all chance.
    pub seed: u64,
    /// Threads; 0: one for each core. They never show in a result.
    pub threads: usize,
    /// When it is enough.
    pub enough: Enough,
    /// First day compared, counted from the start of the scenario.
    pub from: u16,
    /// Of several arms, which one is to be taken.
    pub best: Best,
    /// Of several arms, the difference that nobody minds; `None`: none is too small.
    pub indifference: Option<Amount>,
    /// Whether a change of no consequence is run beside the arms: it shows the floor of noise, and costs one run more a
    /// pair.
    pub has_sham: bool,
    /// Outcomes of one's own, measured beside the catalogue's. Unstable.
    pub own_outcomes: Vec<OwnOutcome>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            outcome: None,
            seed: 1,
            threads: 0,
            enough: Enough::Pairs(PAIRS),
            from: 0,
            best: Best::Most,
            indifference: None,
            has_sham: true,
            own_outcomes: Vec::new(),
        }
    }
}

/// When a comparison is enough.
#[derive(Clone, Debug, PartialEq)]
pub enum Enough {
    /// After so many pairs.
    Pairs(u32),
    /// When the interval of the outcome is this narrow to either side.
    HalfWidth {
        /// Half the width of the interval.
        half_width: Amount,
        /// The most pairs that are run for it.
        at_most: u32,
    },
}

/// What an amount of a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountOf {
    /// The half-width that is enough.
    HalfWidth,
    /// The difference that nobody minds.
    Indifference,
}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestError {
    /// There is no outcome of the name.
    UnknownOutcome(UnknownOutcome),
    /// An amount is in another unit than the outcome.
    OtherUnit(AmountOf, OtherUnit),
    /// No day is left to compare.
    NoDays {
        /// First day that was asked for.
        from: u16,
        /// Days of the scenarios.
        days: u16,
    },
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOutcome(error) => write!(f, "{error}; did you mean `{}`?", error.nearest),
            Self::OtherUnit(of, error) => {
                let what = match of {
                    AmountOf::HalfWidth => "half-width",
                    AmountOf::Indifference => "indifference",
                };
                write!(f, "{what}: {error}")
            }
            Self::NoDays { from, days } => {
                write!(f, "day {from} is no day of scenarios of {days} days")
            }
        }
    }
}

impl std::error::Error for RequestError {}

impl From<UnknownOutcome> for RequestError {
    fn from(error: UnknownOutcome) -> Self {
        Self::UnknownOutcome(error)
    }
}

/// A comparison that can be run: every name and unit of its request is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The arms, the base first.
    pub arms: Arms,
    /// What is measured.
    pub catalogue: Catalogue,
    /// How it is run.
    pub design: Design,
    /// Which arm is wanted.
    pub wanted: Wanted,
}

impl Plan {
    /// The plan of a request.
    ///
    /// # Errors
    /// When a name or a unit of the request is wrong.
    pub fn new(arms: Arms, request: &Request) -> Result<Self, RequestError> {
        let (from, days) = (request.from, arms.base().scenario.days);
        if from >= days {
            return Err(RequestError::NoDays { from, days });
        }
        let window = Window { from, to: days };
        let mut catalogue = Catalogue::of(&arms.scenarios(), window).with(&request.own_outcomes);
        if arms.differ_in_extensions() {
            // they act from the first day on
            catalogue.quiet.clear();
        }
        let watched = catalogue.find_or_first(request.outcome.as_deref())?;
        let amount = |amount: &Amount, of: AmountOf| {
            let value = amount.of(&catalogue.outcomes[watched]);
            value.map_err(|error| RequestError::OtherUnit(of, error))
        };
        let stopping = match &request.enough {
            Enough::Pairs(pairs) => Stopping::Pairs(*pairs),
            Enough::HalfWidth {
                half_width,
                at_most,
            } => Stopping::HalfWidth {
                half_width: amount(half_width, AmountOf::HalfWidth)?,
                looks: Looks {
                    cap: *at_most,
                    ..Looks::default()
                },
            },
        };
        let zone = match &request.indifference {
            Some(zone) => amount(zone, AmountOf::Indifference)?,
            None => 0.0,
        };
        Ok(Self {
            arms: if request.has_sham {
                arms.with_sham()
            } else {
                arms
            },
            design: Design {
                seed: request.seed,
                threads: request.threads,
                stopping,
                watched,
            },
            wanted: Wanted {
                best: request.best,
                zone,
            },
            catalogue,
        })
    }

    /// Runs the pairs. Ends early, with what is done, when `stop` is set; `progress` is told after each pair.
    ///
    /// # Errors
    /// When the journal is of no use.
    pub fn run(
        self,
        keeping: Keeping<'_>,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Comparison, JournalError> {
        let Self {
            arms,
            catalogue,
            design,
            wanted,
        } = self;
        let study = study(&arms, &catalogue, &design, keeping, stop, progress)?;
        let findings = Findings::of(&arms, &catalogue, &design, &study, wanted);
        Ok(Comparison {
            arms,
            catalogue,
            design,
            study,
            findings,
            why: None,
        })
    }
}

/// What was compared, what was run, and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The arms, the base first.
    pub arms: Arms,
    /// What was measured.
    pub catalogue: Catalogue,
    /// How it was run.
    pub design: Design,
    /// Every replication.
    pub study: Study,
    /// What the replications say.
    pub findings: Findings,
    /// Why the arms differ, where that was asked.
    pub why: Option<Why>,
}

/// What is asked when it is asked why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskWhy {
    /// Pairs that are taken apart.
    pub pairs: u32,
    /// Number of the first of them; `None`: the first that the estimate did not use.
    pub from: Option<u32>,
    /// Times that the war is run on, with fresh chance, from each attack that is left out; 0: none is left out.
    pub continuations: u32,
}

impl Default for AskWhy {
    fn default() -> Self {
        Self {
            pairs: 20,
            from: None,
            continuations: 8,
        }
    }
}

impl Comparison {
    /// Whether all pairs that were asked for are run, or as many as it took.
    pub fn is_whole(&self) -> bool {
        self.study.ending != Ending::Interrupted
    }

    /// The effect of an arm on the watched outcome: mean difference, interval, worth of the pairing. Arms count from 1;
    /// `None` where there is no such arm.
    pub fn effect(&self, arm: usize) -> Option<&Paired> {
        self.effect_on(arm, self.design.watched)
    }

    /// The same for an outcome by its place in the catalogue.
    pub fn effect_on(&self, arm: usize, outcome: usize) -> Option<&Paired> {
        let of_arm = self.findings.comparisons.get(arm.checked_sub(1)?)?;
        of_arm.outcomes.get(outcome)
    }

    /// Asks why the arms differ, with runs of its own, and notes the answer. Gives false, and notes nothing, where it was
    /// stopped before the end. `progress` is told runs that are done and planned.
    ///
    /// # Errors
    /// A law that broke; that there are processes from outside, which are not taken apart; or a journal of no use.
    pub fn ask_why(
        &mut self,
        asked: AskWhy,
        keeping: Keeping<'_>,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(u32, u32),
    ) -> Result<bool, WhyError> {
        if self.arms.is_extended() {
            return Err(WhyError::Extended);
        }
        let question = Question {
            arms: &self.arms,
            catalogue: &self.catalogue,
            watched: self.design.watched,
            seed: self.design.seed,
            pairs: asked.pairs,
            first: (asked.from).unwrap_or(self.study.replications.len() as u32),
            continuations: asked.continuations,
            threads: self.design.threads,
        };
        self.why = why::why(&question, keeping, stop, progress)?;
        Ok(self.why.is_some())
    }
}

/// Compares arms with their base: the whole way from a request to what it says, kept nowhere and watched by nobody.
///
/// # Errors
/// When a name or a unit of the request is wrong. Laws that broke are told in the findings, beside the pairs that are
/// whole.
pub fn compare(arms: Arms, request: &Request) -> Result<Comparison, RequestError> {
    let plan = Plan::new(arms, request)?;
    let ran = plan.run(Keeping::Nowhere, &AtomicBool::new(false), &mut |_| ());
    Ok(ran.expect("what is kept nowhere needs no journal"))
}

#[cfg(test)]
mod tests;
