//! What is not known about the knobs, beside what chance does.
//!
//! A point is a value for every knob that has a plausible range; at each, a few pairs of runs under fresh
//! chance. How far pairs differ at one point is chance; how far points differ beyond that is the knobs.

use serde::Serialize;

use crate::matching::{Matched, OverPoints};
use crate::moments::{mean, sorted};
use crate::outcome::Label;
use crate::sham::NoSham;

mod ask;
pub mod corner;
mod design;
mod drawn;
pub mod effect;
mod emulator;
pub mod floor;
pub mod hangs;
mod heading;
pub(crate) mod inputs;
mod moderated;
pub mod morris;
pub mod nested;
pub mod points;
pub mod screen;
pub mod sensitivity;
pub mod shape;
mod share;
mod shrink;
mod trajectories;
mod what;

pub use ask::{Plan, Request, RequestError};
pub use corner::{Corner, Kind};
pub use effect::{Components, Effect};
pub use floor::{Beyond, Floor, Touch};
pub use hangs::Signs;
pub use heading::{BrokenPoint, Heading};
pub use morris::{Manner, Moved};
pub use nested::{About, AtPoint, Nest, Run, Running, run};
pub use points::{Drawn, Held, Points};
pub use screen::{Screened, Screening};
pub use sensitivity::{Leading, Sensitivity, Share};
pub use shape::{Quarter, Shape};

/// What a study over knobs says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Uncertainty {
    /// What was compared, and of which knobs.
    #[serde(flatten)]
    pub heading: Heading,
    /// What was asked for.
    pub asked: Nest,
    /// Place of the outcome that is told first.
    pub watched: usize,
    /// What the outcomes are.
    pub outcomes: Vec<Label>,
    /// The points that all figures are made from.
    pub points: Vec<PointMark>,
    /// How the runs of the base stand to the record; `None` where the scenario has no figures of record.
    pub matched: Option<Matched>,
    /// What a change of no consequence does at the points; `None` where none was run.
    pub floor: Option<Floor>,
    /// Why there is none; `None` where there is one.
    pub no_floor: Option<NoSham>,
    /// Each arm but the base against the base.
    pub comparisons: Vec<OfArm>,
}

/// A point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PointMark {
    /// Its number.
    pub number: u32,
    /// The value of each drawn knob.
    pub values: Vec<f64>,
}

/// An arm against the base.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfArm {
    /// Number of the arm.
    pub arm: usize,
    /// One for each outcome.
    pub outcomes: Vec<Effect>,
    /// What the watched effect hangs on.
    pub sensitivity: Sensitivity,
    /// Where points lie at which it has the other sign, or at which it is lowest; `None` where no box holds
    /// them.
    pub corner: Option<Corner>,
    /// The watched effect over the points that the record does not rule out; `None` where it rules out all.
    pub matched: Option<OverPoints>,
    /// The effect beside that of a change of no consequence; `None` where none was run.
    pub floor: Option<Beyond>,
    /// What its sign hangs on; `None` where hardly any point has the other.
    pub signs: Option<Signs>,
}

impl Uncertainty {
    /// What the points that were run say.
    pub fn of(about: About<'_>, (points, asked): (&Points, Nest), ran: &[AtPoint]) -> Self {
        let About {
            arms,
            catalogue,
            watched,
        } = about;
        let whole: Vec<&AtPoint> = ran.iter().filter(|at| at.is_whole()).collect();
        let matched = Matched::of(&arms.base().scenario, &whole);
        let outcomes = catalogue.outcomes.len();
        Self {
            heading: Heading::of(about, (points, asked), ran),
            asked,
            watched,
            outcomes: catalogue.outcomes.clone(),
            points: (whole.iter())
                .map(|at| PointMark {
                    number: at.number,
                    values: points.values(at.number as usize),
                })
                .collect(),
            floor: Floor::of(arms, outcomes, &whole),
            no_floor: arms.sham().err(),
            comparisons: (1..arms.count())
                .map(|arm| {
                    let mut of_arm = OfArm::of(points, &whole, (arm, outcomes), watched);
                    of_arm.matched = matched
                        .as_ref()
                        .and_then(|matched| matched.effect(&whole, arm, watched));
                    of_arm
                })
                .collect(),
            matched,
        }
    }

    /// The watched effect of an arm; `arm` counts from 1.
    pub fn watched(&self, arm: usize) -> &Effect {
        &self.comparisons[arm - 1].outcomes[self.watched]
    }
}

impl OfArm {
    fn of(
        points: &Points,
        whole: &[&AtPoint],
        (arm, outcomes): (usize, usize),
        watched: usize,
    ) -> Self {
        let effects: Vec<Effect> = (0..outcomes)
            .map(|outcome| {
                let apart = whole.iter().map(|at| at.differences(arm, outcome));
                let base: Vec<f64> = (whole.iter())
                    .flat_map(|at| at.arms[0].iter().flatten())
                    .map(|run| run.outcomes[outcome])
                    .collect();
                Effect::of(&apart.collect::<Vec<_>>(), mean(&base))
            })
            .collect();
        let rows: Vec<usize> = whole.iter().map(|at| at.number as usize).collect();
        let (kind, marked) = kind(&effects[watched]);
        Self {
            arm,
            sensitivity: Sensitivity::of(points, &rows, &effects[watched]),
            corner: Corner::of(points, &rows, kind, &marked),
            signs: Signs::of(points, &rows, &effects[watched]),
            floor: Beyond::of(whole, arm, (&effects, watched)),
            outcomes: effects,
            matched: None,
        }
    }
}

/// Which points a box is looked for: those with the other sign where they are enough, else the lowest.
fn kind(effect: &Effect) -> (Kind, Vec<bool>) {
    let shrunk = effect.shrunk();
    if hangs::are_enough(effect) {
        let marked = shrunk.iter().map(|at| at * effect.mean < 0.0);
        return (Kind::OtherSign, marked.collect());
    }
    let sorted = sorted(shrunk);
    let limit = sorted.get(sorted.len() / 5).copied().unwrap_or(0.0);
    let marked = shrunk.iter().map(|&at| at < limit).collect();
    (Kind::LowestFifth, marked)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_floor;
#[cfg(test)]
mod tests_of_inputs;
#[cfg(test)]
mod tests_of_points;
#[cfg(test)]
mod tests_of_screen;
#[cfg(test)]
mod tests_of_sensitivity;
