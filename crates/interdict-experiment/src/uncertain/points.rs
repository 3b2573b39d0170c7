//! Points in the space of the knobs: scrambled Sobol sequences over what is not known.
//!
//! A point gives each knob that has a plausible range a value in it. Each knob follows a sequence of its own
//! that fills its range evenly from the first point on, so that a longer study begins with the points of a
//! shorter one. Sixty-four points have room for sixty-three directions that do not mix: in the dimensions of
//! one Sobol sequence more knobs than that go together in pairs, by rank correlations up to 0.9, and what one
//! does is put down to another. So each knob takes, of many scramblings, the one that goes least with the
//! knobs before it.

use interdict_engine::{Chance, Key, Purpose, When};
use interdict_scenario::rules::{Knob, KnobKind};
use interdict_scenario::{Rules, Scenario};
use serde::Serialize;
use sobol_burley::sample;

pub use super::drawn::{Drawn, Scale};
use super::inputs::{Input, inputs};
use super::what::{What, differs};
use crate::arms::Arms;
use crate::moments::mean;
use crate::paired::ERROR;
use crate::ranks::ranks;
use crate::resample::VERSION;
use crate::student;

/// The scrambling of points. The number is never used again.
const SCRAMBLING: Purpose = Purpose(3);

/// Scramblings that are tried for each knob.
const TRIED: usize = 64;

/// Numbers of points at which knobs shall not go together.
const LOOKS: [usize; 3] = [32, 64, 128];

/// Numbers of 32 bits.
const WORDS: f64 = 4_294_967_296.0;

/// Points below which nothing is said of single knobs.
pub(super) const FEWEST: usize = 16;

/// Why a knob is not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The arms differ in it: it is what is asked about.
    ArmsDiffer,
    /// It was set for all arms when the comparison was asked for.
    WasSet,
    /// Only others were asked for.
    NotAskedFor,
    /// No arm has a row of what it acts on.
    NothingToActOn,
    /// It is a switch, or one by definition.
    BySense,
    /// No plausible range is known: neither a source nor an estimate says between which values it lies.
    NoRange,
}

impl Because {
    /// In words, after the names of the knobs.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ArmsDiffer => "the arms differ in them",
            Self::WasSet => "they were set",
            Self::NotAskedFor => "only others were asked for",
            Self::NothingToActOn => "no arm has a row of what they act on",
            Self::BySense => "they are switches, or one by definition",
            Self::NoRange => {
                "no plausible range is known, for neither a source nor an estimate says between which values they lie"
            }
        }
    }
}

/// A knob that is not drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Its path.
    pub path: String,
    /// Why.
    pub because: Because,
}

/// Points over the knobs.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// What is drawn, in the order of the tick.
    pub drawn: Vec<Drawn>,
    /// What is not, though it has a plausible range.
    pub held: Vec<Held>,
    /// What is not, for it has none.
    pub unranged: Vec<Held>,
    /// Where each point lies in each range, from 0 to 1: `[point][knob]`.
    pub places: Vec<Vec<f64>>,
    /// Points in a row that share their chance: 1 where it is fresh at each.
    pub shared: u32,
}

impl Points {
    /// So many points under a master seed. Knobs in which the arms differ, and those `set` by their path,
    /// are held.
    pub fn of(arms: &Arms, set: &[String], seed: u64, count: u32) -> Self {
        let mut inputs = inputs(&arms.scenarios());
        let unranged = unranged(arms, &inputs);
        inputs.retain(|input| input.acts);
        let (drawn, held) = sorted_out(arms, &inputs, set);
        let of_each = scramblings(inputs.len(), seed);
        let place = |point: u32, knob: &Drawn| f64::from(sample(point, 0, of_each[knob.dimension]));
        Self {
            places: (0..count)
                .map(|point| drawn.iter().map(|knob| place(point, knob)).collect())
                .collect(),
            drawn,
            held,
            unranged,
            shared: 1,
        }
    }

    /// The same with only that drawn whose path begins with one of these, and what moves with it; others stay where they
    /// are.
    #[must_use]
    pub fn only(mut self, paths: &[String]) -> Self {
        if paths.is_empty() {
            return self;
        }
        let names = |asked: &String, one: &Drawn| match asked.strip_prefix("rules.") {
            Some(knob) => one.is_knob() && one.path.starts_with(knob),
            None => one.path.starts_with(&**asked),
        };
        let is_asked = |knob: &Drawn| {
            let mut all = std::iter::once(knob).chain(&knob.with);
            all.any(|one| paths.iter().any(|asked| names(asked, one)))
        };
        let asked: Vec<bool> = self.drawn.iter().map(is_asked).collect();
        for place in &mut self.places {
            let mut asked = asked.iter();
            place.retain(|_| asked.next() == Some(&true));
        }
        let left_out = self.drawn.iter().filter(|knob| !is_asked(knob));
        let left_out = left_out.flat_map(|knob| std::iter::once(knob).chain(&knob.with));
        self.held.extend(left_out.map(|knob| Held {
            path: knob.path.clone(),
            because: Because::NotAskedFor,
        }));
        self.drawn.retain(is_asked);
        self
    }

    /// The least points that say something of so many knobs: at fewer, one that does half of all might pass for
    /// the luckiest of the others. A power of two, for those fill the ranges best.
    pub fn least(&self) -> u32 {
        let deviate = student::normal_critical(ERROR / self.drawn.len().max(1) as f64);
        let points = 1.0 + 2.0 * deviate * deviate;
        (points.ceil() as u32)
            .next_power_of_two()
            .max(FEWEST as u32)
    }

    /// Whether a change of no consequence belongs at each: a screening asks which knobs move the effect, and holds
    /// none of its figures against what any touch does.
    pub fn has_sham(&self) -> bool {
        self.shared == 1
    }

    /// Runs in one pair at a point.
    pub fn runs_in_pair(&self, arms: &Arms) -> usize {
        if self.has_sham() {
            arms.runs()
        } else {
            arms.count()
        }
    }

    /// The values of the drawn knobs at a point; of those that move together, the first.
    pub fn values(&self, point: usize) -> Vec<f64> {
        (self.drawn.iter().zip(&self.places[point]))
            .map(|(knob, &place)| knob.at(place))
            .collect()
    }

    /// A scenario with the knobs of a point.
    ///
    /// # Panics
    /// When a drawn value is not allowed.
    pub fn put_into(&self, scenario: &Scenario, point: usize) -> Scenario {
        let mut scenario = scenario.clone();
        for (knob, &place) in self.drawn.iter().zip(&self.places[point]) {
            knob.put_into(&mut scenario, place);
        }
        scenario
    }
}

/// Some arm has a row of what a knob acts on.
fn acts(arms: &Arms, knob: &Knob) -> bool {
    let mut arms = arms.scenarios().into_iter();
    arms.any(|scenario| scenario.has_use_for(knob.group))
}

/// Every knob of which nobody says between which values it lies, or that has nothing to act on, and why it stays where it
/// is.
fn unranged(arms: &Arms, inputs: &[Input]) -> Vec<Held> {
    let is_input =
        |path: &str| (inputs.iter()).any(|input| input.what == What::Knob && input.path == path);
    let knobs = Rules::knobs().into_iter();
    let without = knobs.filter(|knob| !is_input(&knob.path()) || !acts(arms, knob));
    let held = without.map(|knob| Held {
        path: knob.path(),
        because: if !acts(arms, &knob) {
            Because::NothingToActOn
        } else if knob.kind == KnobKind::Switch || knob.source.contains("by definition") {
            Because::BySense
        } else {
            Because::NoRange
        },
    });
    held.collect()
}

/// The scrambling of each of so many knobs.
pub(crate) fn scramblings(knobs: usize, seed: u64) -> Vec<u32> {
    let chance = Chance::new(seed, 0, VERSION);
    let mut taken: Vec<(u32, Vec<Vec<f64>>)> = Vec::with_capacity(knobs);
    for knob in 0..knobs {
        let mut stream = chance.stream(SCRAMBLING, Key(knob as u64), When::on(0));
        let tried = (0..TRIED).map(|_| (stream.draw() * WORDS) as u32);
        let judged = tried.map(|scrambling| {
            let looks = LOOKS
                .map(|points| standard_ranks(scrambling, points))
                .to_vec();
            // correlations of n points are judged by their standard error, 1 / sqrt(n - 1)
            let togetherness = |others: &[Vec<f64>]| {
                let looks = others.iter().zip(&looks);
                let sizes = looks.map(|(other, own)| {
                    let product: f64 = other.iter().zip(own).map(|(a, b)| a * b).sum();
                    product.abs() * (own.len() as f64 - 1.0).sqrt()
                });
                sizes.fold(0.0, f64::max)
            };
            let most = taken.iter().map(|(_, others)| togetherness(others));
            (most.fold(0.0, f64::max), scrambling, looks)
        });
        let least = judged.min_by(|a, b| a.0.total_cmp(&b.0));
        taken.extend(least.map(|(_, scrambling, looks)| (scrambling, looks)));
    }
    taken
        .into_iter()
        .map(|(scrambling, _)| scrambling)
        .collect()
}

/// Ranks of the first points under a scrambling, of mean zero and length one: products are correlations.
fn standard_ranks(scrambling: u32, points: usize) -> Vec<f64> {
    let column: Vec<f64> = (0..points as u32)
        .map(|point| f64::from(sample(point, 0, scrambling)))
        .collect();
    let ranks = ranks(&column);
    let centre = mean(&ranks);
    let squares: f64 = ranks
        .iter()
        .map(|rank| (rank - centre) * (rank - centre))
        .sum();
    ranks
        .iter()
        .map(|rank| (rank - centre) / squares.sqrt())
        .collect()
}

/// What is drawn and what is held.
fn sorted_out(arms: &Arms, inputs: &[Input], set: &[String]) -> (Vec<Drawn>, Vec<Held>) {
    let (mut drawn, mut held) = (Vec::new(), Vec::new());
    let base = &arms.base().scenario;
    for input in inputs {
        let differs = |other: &&Scenario| differs(&input.path, &input.what, base, other);
        let because = if arms.scenarios().iter().any(differs) {
            Some(Because::ArmsDiffer)
        } else if set.iter().any(|path| input.is_named(path)) {
            Some(Because::WasSet)
        } else {
            None
        };
        if let Some(because) = because {
            held.push(Held {
                path: input.path.clone(),
                because,
            });
        } else {
            let one = Drawn::of(input, input.plausible, input.value);
            drawn.push((one, input.is_against));
        }
    }
    (Drawn::put_together(drawn), held)
}
