//! What a change does where the record leaves the knobs open: pairs of runs at the points that are not ruled out.

use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::over_points::{OverPoints, over};
use super::standing::Standing;
use super::waves::{Course, Task};
use crate::arms::Arms;
use crate::journal::Keeping;
use crate::outcome::{Catalogue, Label};
use crate::uncertain::nested::{self, AtPoint, Nest};
use crate::uncertain::points::Points;

/// The effect of an arm on an outcome over points that are not ruled out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Name of the arm.
    pub arm: String,
    /// The outcome.
    pub outcome: Label,
    /// The effect.
    pub effect: OverPoints,
}

/// Knobs that are calibrated and in which an arm differs: it would be put back to the base there.
pub fn clashes(task: &Task<'_>, arms: &Arms) -> Vec<String> {
    let base = &arms.base().scenario;
    let mut paths = Vec::new();
    let drawn = task.space.knobs.iter();
    for knob in drawn.flat_map(|knob| std::iter::once(knob).chain(&knob.with)) {
        if (1..arms.count()).any(|arm| knob.differs(base, &arms.all()[arm].scenario)) {
            paths.push(knob.path.clone());
        }
    }
    paths
}

/// Runs the arms, the base first, at every point of a course that is not ruled out, in order of number, as
/// many pairs at each as runs were made there; gives the effect of each arm on an outcome, none where no
/// point is left. `done` is called after each run.
pub fn changes(
    task: &Task<'_>,
    course: &Course,
    (arms, catalogue, outcome): (&Arms, &Catalogue, usize),
    stop: &AtomicBool,
    done: &(dyn Fn() + Sync),
) -> Vec<Change> {
    let places = left(task, course);
    let nest = Nest {
        seed: task.plan.seed,
        points: places.len() as u32,
        pairs_each: task.plan.replications,
        threads: task.plan.threads,
    };
    let points = Points {
        drawn: task.space.knobs.clone(),
        held: Vec::new(),
        unranged: Vec::new(),
        places,
        shared: 1,
    };
    let about = nested::About {
        arms,
        catalogue,
        watched: outcome,
    };
    let running = nested::Running {
        keeping: Keeping::Nowhere,
        stop,
        done,
    };
    let ran = nested::run(about, (&points, nest), running);
    let ran = ran.expect("what is kept nowhere needs no journal");
    let whole: Vec<&AtPoint> = ran.iter().filter(|at| at.is_whole()).collect();
    let of_arm = |arm: usize| {
        let apart: Vec<Vec<f64>> = (whole.iter())
            .map(|at| at.differences(arm, outcome))
            .collect();
        Some(Change {
            arm: arms.all()[arm].name.clone(),
            outcome: catalogue.outcomes[outcome].clone(),
            effect: over(&apart)?,
        })
    };
    (1..arms.count()).filter_map(of_arm).collect()
}

/// The places of the points that are not ruled out by their own runs.
pub fn left(task: &Task<'_>, course: &Course) -> Vec<Vec<f64>> {
    let Some(stand) = course.stands.last() else {
        return Vec::new();
    };
    let whole = course.ran.iter().filter_map(|ran| Some((ran, ran.told()?)));
    let (ran, told): (Vec<_>, Vec<_>) = whole.unzip();
    let runs: Vec<&[Vec<Option<f64>>]> = told.iter().map(Vec::as_slice).collect();
    let standing = Standing::of(task.targets, &stand.noise, &runs);
    let left = standing.not_ruled_out.iter();
    left.map(|&row| ran[row].place.clone()).collect()
}
