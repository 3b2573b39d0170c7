//! What stands at the head of every answer over knobs: what was compared, over which days, by which program, and what was
//! drawn.

use interdict_model::chance::REGISTRY;
use interdict_scenario::Scenario;
use serde::Serialize;

use super::nested::{About, AtPoint, Nest};
use super::points::{Drawn, Held, Points};
use crate::arms::{Arms, digest};
use crate::broken::{BrokenRun, told};
use crate::differences::differences;
use crate::findings::{ArmMark, SCHEMA_VERSION};
use crate::outcome::Window;

/// What was compared, and of which knobs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heading {
    /// Version of this form.
    pub schema_version: u32,
    /// Version of the program.
    pub version: String,
    /// Version of the registry of chance.
    pub registry: u32,
    /// First day compared.
    pub first_day: String,
    /// Last day compared.
    pub last_day: String,
    /// The same, as days of the scenario.
    pub window: Window,
    /// Whether it was stopped before all was done.
    pub is_interrupted: bool,
    /// Points that are left out, for a law broke.
    pub broken: Vec<BrokenPoint>,
    /// The arms, the base first.
    pub arms: Vec<ArmMark>,
    /// Knobs and figures that were drawn.
    pub drawn: Vec<Drawn>,
    /// Those that were not, though they have a plausible range.
    pub held: Vec<Held>,
    /// Knobs that have none.
    pub unranged: Vec<Held>,
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

impl Heading {
    /// Of the points that were run.
    pub(super) fn of(about: About<'_>, (points, nest): (&Points, Nest), ran: &[AtPoint]) -> Self {
        let (arms, window) = (about.arms, about.catalogue.window);
        let base = &arms.base().scenario;
        Self {
            schema_version: SCHEMA_VERSION,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: REGISTRY,
            first_day: date(base, window.from),
            last_day: date(base, window.to.saturating_sub(1)),
            window,
            is_interrupted: ran.len() < nest.points as usize,
            broken: broken(arms, ran),
            arms: marks(arms),
            drawn: points.drawn.clone(),
            held: points.held.clone(),
            unranged: points.unranged.clone(),
        }
    }
}

/// A day of a scenario as a date.
pub(super) fn date(scenario: &Scenario, day: u16) -> String {
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

fn broken(arms: &Arms, ran: &[AtPoint]) -> Vec<BrokenPoint> {
    let names = (arms.all().iter().map(|arm| &*arm.name)).chain(["the change of no consequence"]);
    let of_point = |at: &AtPoint| {
        let laws = at.each().zip(names.clone()).filter_map(|(result, arm)| {
            Some(BrokenPoint {
                point: at.number,
                arm: arm.to_owned(),
                law: result.as_ref().err()?.clone(),
            })
        });
        laws.collect::<Vec<_>>()
    };
    ran.iter().flat_map(of_point).collect()
}
