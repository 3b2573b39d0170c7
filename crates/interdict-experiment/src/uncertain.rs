//! What is not known about the knobs, beside what chance does.
//!
//! A point is a value for every knob that has a plausible range; at each, a few pairs of runs under fresh
//! chance. How far pairs differ at one point is chance; how far points differ beyond that is the knobs.

use interdict_model::chance::REGISTRY;
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::arms::{Arms, digest};
use crate::broken::{BrokenRun, told};
use crate::differences::differences;
use crate::findings::{ArmMark, SCHEMA_VERSION};
use crate::matching::{Matched, OverPoints};
use crate::moments::{mean, sorted};
use crate::outcome::{Catalogue, Label, Window};

mod ask;
pub mod corner;
mod design;
mod drawn;
pub mod effect;
mod emulator;
pub mod hangs;
pub(crate) mod inputs;
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
pub use hangs::Signs;
pub use morris::{Manner, Moved};
pub use nested::{AtPoint, Nest, Run, run};
pub use points::{Drawn, Held, Points};
pub use screen::{Screened, Screening};
pub use sensitivity::{Leading, Sensitivity, Share};
pub use shape::{Quarter, Shape};

/// What a study over knobs says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Uncertainty {
    /// Version of this form.
    pub schema_version: u32,
    /// Version of the program.
    pub version: String,
    /// Version of the registry of chance.
    pub registry: u32,
    /// What was asked for.
    pub asked: Nest,
    /// First day compared.
    pub first_day: String,
    /// Last day compared.
    pub last_day: String,
    /// The same, as days of the scenario.
    pub window: Window,
    /// Whether it was stopped before all points were done.
    pub is_interrupted: bool,
    /// Points that are left out, for a law broke.
    pub broken: Vec<BrokenPoint>,
    /// The arms, the base first.
    pub arms: Vec<ArmMark>,
    /// Place of the outcome that is told first.
    pub watched: usize,
    /// What the outcomes are.
    pub outcomes: Vec<Label>,
    /// Knobs that were drawn.
    pub drawn: Vec<Drawn>,
    /// Knobs that were not, though they have a plausible range.
    pub held: Vec<Held>,
    /// Knobs that have none.
    pub unranged: Vec<Held>,
    /// The points that all figures are made from.
    pub points: Vec<PointMark>,
    /// How the runs of the base stand to the record; `None` where the scenario has no figures of record.
    pub matched: Option<Matched>,
    /// Each arm but the base against the base.
    pub comparisons: Vec<OfArm>,
}

/// A point at which a law broke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BrokenPoint {
    /// Its number.
    pub point: u32,
    /// Name of the arm.
    pub arm: String,
    /// In which replication, which law, and where.
    #[serde(serialize_with = "told")]
    pub law: BrokenRun,
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
    /// What its sign hangs on; `None` where hardly any point has the other.
    pub signs: Option<Signs>,
}

impl Uncertainty {
    /// What the points that were run say.
    pub fn of(
        arms: &Arms,
        catalogue: &Catalogue,
        (points, asked): (&Points, Nest),
        ran: &[AtPoint],
        watched: usize,
    ) -> Self {
        let base = arms.base();
        let whole: Vec<&AtPoint> = ran.iter().filter(|at| at.is_whole()).collect();
        let matched = Matched::of(&base.scenario, &whole);
        Self {
            schema_version: SCHEMA_VERSION,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: REGISTRY,
            asked,
            first_day: date(&base.scenario, catalogue.window.from),
            last_day: date(&base.scenario, catalogue.window.to.saturating_sub(1)),
            window: catalogue.window,
            is_interrupted: ran.len() < asked.points as usize,
            broken: broken(arms, ran),
            arms: marks(arms),
            watched,
            outcomes: catalogue.outcomes.clone(),
            drawn: points.drawn.clone(),
            held: points.held.clone(),
            unranged: points.unranged.clone(),
            points: (whole.iter())
                .map(|at| PointMark {
                    number: at.number,
                    values: points.values(at.number as usize),
                })
                .collect(),
            comparisons: (1..arms.count())
                .map(|arm| {
                    let size = (arm, catalogue.outcomes.len());
                    let mut of_arm = OfArm::of(points, &whole, size, watched);
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
            outcomes: effects,
            matched: None,
        }
    }
}

/// A day of a scenario as a date.
fn date(scenario: &Scenario, day: u16) -> String {
    let date = scenario.starts.plus_days(i32::from(day));
    date.unwrap_or(scenario.starts).to_string()
}

/// What is told of the arms.
fn marks(arms: &Arms) -> Vec<ArmMark> {
    let base = &arms.base().scenario;
    (arms.all().iter())
        .map(|arm| ArmMark {
            name: arm.name.clone(),
            title: arm.scenario.title.clone(),
            because: arm.because.clone(),
            digest: format!("{:016x}", digest(&arm.scenario)),
            differences: differences(base, &arm.scenario),
        })
        .collect()
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

fn broken(arms: &Arms, ran: &[AtPoint]) -> Vec<BrokenPoint> {
    let of_point = |at: &AtPoint| {
        let laws = at.arms.iter().zip(arms.all());
        let laws = laws.filter_map(|(result, arm)| {
            Some(BrokenPoint {
                point: at.number,
                arm: arm.name.clone(),
                law: result.as_ref().err()?.clone(),
            })
        });
        laws.collect::<Vec<_>>()
    };
    ran.iter().flat_map(of_point).collect()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_inputs;
#[cfg(test)]
mod tests_of_points;
#[cfg(test)]
mod tests_of_screen;
#[cfg(test)]
mod tests_of_sensitivity;
