//! History matching: which knobs the record leaves open, wave by wave, and whether it leaves any.
//!
//! Points over the plausible ranges of the knobs are run, each several times, and held against the figures of
//! record. Knobs at which the record would be too far off are ruled out ([`implausible`]). A stand-in for the
//! runs says how implausible knobs are that nobody ran ([`emulator`]), what volume is left, and where the next
//! wave should go ([`region`]). Nothing is fitted: what is left is what the record cannot tell apart, and where
//! nothing is left, the model is refuted within its ranges. No figure is dropped for how runs fare.

use interdict_model::chance::REGISTRY;
use serde::Serialize;

use crate::arms::digest;
use crate::broken::{BrokenRun, told_points};
use crate::moments::{mean, quantile, sorted};
use crate::paired::Interval;
use crate::uncertain::points::Drawn;

mod ask;
pub mod change;
mod cut;
pub mod emulator;
pub mod implausible;
mod linear;
pub mod over_points;
pub mod region;
pub mod space;
pub mod standing;
pub mod target;
pub mod waves;

pub use ask::{About, AboutError, Calibrating, Request, RequestError};
pub use change::{Change, changes, clashes};
pub use cut::CUT;
pub use implausible::Noise;
pub use over_points::{Matched, OverPoints};
pub use region::Volume;
pub use space::{Asked, Space, SpaceError};
pub use standing::Standing;
pub use target::{DISCREPANCY, Group, LeftOut, Target, TargetError, Targets};
pub use waves::{Course, Plan, Ran, Task, waves};

/// Version of the form of a calibration.
const SCHEMA_VERSION: u32 = 1;

/// Points that are told in full: the least implausible ones.
const TOLD: usize = 5;

/// What a calibration says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Version of this form.
    pub schema_version: u32,
    /// Version of the program.
    pub version: String,
    /// Version of the registry of chance.
    pub registry: u32,
    /// Title of the scenario.
    pub title: String,
    /// Digest of the scenario.
    pub digest: String,
    /// How it was made.
    pub plan: Plan,
    /// What is beyond it is ruled out.
    pub cut: f64,
    /// Share of a figure that the model may be off where the figure says nothing itself.
    pub discrepancy: f64,
    /// What it comes to.
    pub verdict: Verdict,
    /// Whether it was stopped before all waves were done.
    pub is_interrupted: bool,
    /// The waves that are whole.
    pub waves: Vec<Wave>,
    /// The figures of record.
    pub figures: Vec<Figure>,
    /// Their groups.
    pub groups: Vec<Group>,
    /// Figures that no run can tell.
    pub left_out: Vec<LeftOut>,
    /// The knobs.
    pub knobs: Vec<Side>,
    /// The least implausible points, the best first.
    pub best: Vec<Point>,
    /// What changes do over the points that are not ruled out, where that was asked.
    pub changes: Vec<Change>,
    /// Every point that came to its end.
    pub points: Vec<Point>,
    /// The best point as changes of the base: path and value of each knob and figure.
    #[serde(skip)]
    sets: Vec<(String, f64)>,
    /// Points at which a law broke, and which.
    #[serde(serialize_with = "told_points")]
    pub broken: Vec<(u32, BrokenRun)>,
}

/// What a calibration comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Points that were run are not ruled out: so many.
    NotRefuted {
        /// Points.
        points: usize,
    },
    /// Every point that was run is ruled out, but the stand-ins leave some knobs that nobody ran, or no second
    /// wave has tested that they leave none.
    Open,
    /// Every point of two waves or more is ruled out, and the stand-ins leave nothing.
    Refuted {
        /// Figures that neither a point nor a stand-in comes near, whatever the knobs.
        alone: Vec<String>,
        /// Groups that rule the best point out.
        together: Vec<String>,
    },
    /// No wave is whole yet.
    Nothing,
}

/// A whole wave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wave {
    /// Its number, from 1.
    pub number: usize,
    /// Points of it that are not ruled out by their own runs.
    pub not_ruled_out: usize,
    /// Points of it in all.
    pub points: usize,
    /// What is left after it.
    pub volume: Volume,
    /// The stand-ins, one for each figure.
    pub stand_ins: Vec<StandIn>,
}

/// What a stand-in is made of, and how well it foretells.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StandIn {
    /// The figure's id.
    pub id: String,
    /// Knobs, squares and products.
    pub terms: Vec<String>,
    /// Standard error at points kept back.
    pub error: f64,
    /// Share of the variance from point to point that is foretold at points kept back.
    pub foretold: Option<f64>,
    /// Points it was made from.
    pub points: usize,
}

/// A figure of record and the runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The figure.
    #[serde(flatten)]
    pub target: Target,
    /// What the first wave's runs give before anything is ruled out; `None` where none gives anything.
    pub prior: Option<Prior>,
    /// The least that it alone comes to at any point that was run.
    pub least: f64,
    /// The same where the stand-ins were asked.
    pub least_foretold: f64,
    /// What it comes to at the best point.
    pub at_best: f64,
    /// Mean of the best point's runs.
    pub best_mean: Option<f64>,
    /// Standard deviation from run to run, the mean over points.
    pub deviation: f64,
}

/// What runs give before anything is ruled out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Prior {
    /// Mean.
    pub mean: f64,
    /// Between which values 95 of 100 runs lie.
    pub range: Interval,
    /// Share of runs below the figure of record: 0 or 1 says that the record lies beyond all of them.
    pub below: f64,
}

/// A knob and what is left of its range.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// The knob.
    #[serde(flatten)]
    pub knob: Drawn,
    /// Between which values the places lie that are left; `None` where nothing is.
    pub left: Option<Interval>,
    /// Between which values nine of ten of them lie.
    pub middle: Option<Interval>,
    /// Its value at the best point.
    pub best: Option<f64>,
}

/// A point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Its number.
    pub number: u32,
    /// Its wave, from 1.
    pub wave: u32,
    /// What its worst group comes to.
    pub worst: f64,
    /// The values of the knobs.
    pub values: Vec<f64>,
    /// What each group comes to.
    pub groups: Vec<f64>,
    /// The mean of its runs for each figure.
    pub means: Vec<Option<f64>>,
}

impl Calibration {
    /// What a course of waves says; `discrepancy` is told along.
    pub fn of(task: &Task<'_>, discrepancy: f64, course: &Course) -> Self {
        let Task {
            scenario,
            space,
            targets,
            plan,
        } = *task;
        let whole: Vec<&Ran> = course.ran.iter().filter(|ran| ran.runs.is_ok()).collect();
        let told: Vec<Vec<Vec<Option<f64>>>> = whole.iter().filter_map(|ran| ran.told()).collect();
        let runs: Vec<&[Vec<Option<f64>>]> = told.iter().map(Vec::as_slice).collect();
        let count = targets.figures.len();
        let noise = match course.stands.last() {
            Some(stand) => stand.noise.clone(),
            None => Noise::of(&runs, count),
        };
        let standing = Standing::of(targets, &noise, &runs);
        let points: Vec<Point> = (whole.iter().enumerate())
            .map(|(row, ran)| {
                let judged = &standing.judged[row];
                let expected = noise.expected(runs[row]);
                Point {
                    number: ran.number,
                    wave: ran.number / plan.points + 1,
                    worst: judged.worst(),
                    values: space.values(&ran.place),
                    groups: judged.groups.clone(),
                    means: expected.iter().map(|expected| expected.mean).collect(),
                }
            })
            .collect();
        let broken = course.ran.iter();
        let broken = broken.filter_map(|ran| Some((ran.number, ran.runs.as_ref().err()?.clone())));
        Self {
            schema_version: SCHEMA_VERSION,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            registry: REGISTRY,
            title: scenario.title.clone(),
            digest: format!("{:016x}", digest(scenario)),
            plan,
            cut: CUT,
            discrepancy,
            verdict: verdict(targets, course, &standing),
            is_interrupted: course.is_interrupted,
            waves: whole_waves(task, course, &points),
            figures: figures(task, course, (&whole, &told), (&noise, &standing)),
            groups: targets.groups.clone(),
            left_out: targets.left_out.clone(),
            knobs: sides(space, course, standing.best.map(|best| &points[best])),
            best: (standing.in_order().into_iter().take(TOLD))
                .map(|row| points[row].clone())
                .collect(),
            sets: (standing.best)
                .map_or_else(Vec::new, |best| space.sets(scenario, &whole[best].place)),
            changes: Vec::new(),
            broken: broken.collect(),
            points,
        }
    }

    /// The best point's knobs and figures as `--set` takes them: `rules.flak.kappa=0.02`.
    pub fn sets(&self) -> &[(String, f64)] {
        &self.sets
    }
}

fn verdict(targets: &Targets, course: &Course, standing: &Standing) -> Verdict {
    let Some(left) = course.left.last() else {
        return Verdict::Nothing;
    };
    if !standing.not_ruled_out.is_empty() {
        return Verdict::NotRefuted {
            points: standing.not_ruled_out.len(),
        };
    }
    // what stand-ins alone rule out is not believed before a wave has gone where it is least bad
    if !left.places.is_empty() || course.left.len() < 2 {
        return Verdict::Open;
    }
    let alone = standing.out_of_reach().into_iter();
    let groups = standing.against_the_best().into_iter();
    Verdict::Refuted {
        alone: (alone.filter(|&figure| left.least[figure] > CUT))
            .map(|figure| targets.figures[figure].id.clone())
            .collect(),
        together: groups
            .map(|group| targets.groups[group].name.clone())
            .collect(),
    }
}

fn whole_waves(task: &Task<'_>, course: &Course, points: &[Point]) -> Vec<Wave> {
    let waves = course.stands.iter().zip(&course.left).zip(1..);
    waves
        .map(|((stand, left), number)| {
            let own = || points.iter().filter(|point| point.wave == number);
            let stand_ins = task.targets.figures.iter().zip(&stand.emulators);
            Wave {
                number: number as usize,
                not_ruled_out: own().filter(|point| point.worst <= CUT).count(),
                points: own().count(),
                volume: left.volume,
                stand_ins: stand_ins
                    .map(|(target, emulator)| StandIn {
                        id: target.id.clone(),
                        terms: (emulator.terms.iter())
                            .map(|&term| task.space.words(term))
                            .collect(),
                        error: emulator.error,
                        foretold: emulator.foretold,
                        points: emulator.points,
                    })
                    .collect(),
            }
        })
        .collect()
}

fn figures(
    task: &Task<'_>,
    course: &Course,
    (whole, told): (&[&Ran], &[Vec<Vec<Option<f64>>>]),
    (noise, standing): (&Noise, &Standing),
) -> Vec<Figure> {
    let first = |row: &usize| whole[*row].number < task.plan.points;
    let of_figure = |(place, target): (usize, &Target)| {
        let rows = (0..whole.len()).filter(first);
        let values: Vec<f64> = rows
            .flat_map(|row| told[row].iter().filter_map(|run| run[place]))
            .collect();
        let ordered = sorted(&values);
        let below = values.iter().filter(|&&value| value < target.value).count();
        let best = standing.best;
        Figure {
            target: target.clone(),
            prior: (!values.is_empty()).then(|| Prior {
                mean: mean(&values),
                range: Interval {
                    low: quantile(&ordered, 0.025),
                    high: quantile(&ordered, 0.975),
                },
                below: below as f64 / values.len() as f64,
            }),
            least: standing.least[place],
            least_foretold: (course.left.last()).map_or(f64::INFINITY, |left| left.least[place]),
            at_best: best.map_or(f64::INFINITY, |best| standing.judged[best].figures[place]),
            best_mean: best.and_then(|best| noise.expected(&told[best])[place].mean),
            deviation: noise.variance[place].sqrt(),
        }
    };
    let figures = task.targets.figures.iter().enumerate();
    figures.map(of_figure).collect()
}

fn sides(space: &Space, course: &Course, best: Option<&Point>) -> Vec<Side> {
    let left = course.left.last().map_or(&[][..], |left| &left.places);
    (space.knobs.iter().enumerate())
        .map(|(number, knob)| {
            let places: Vec<f64> = left.iter().map(|place| place[number]).collect();
            let places = sorted(&places);
            let between = |low: f64, high: f64| {
                (!places.is_empty()).then(|| Interval {
                    low: knob.at(quantile(&places, low)),
                    high: knob.at(quantile(&places, high)),
                })
            };
            Side {
                knob: knob.clone(),
                left: between(0.0, 1.0),
                middle: between(0.05, 0.95),
                best: best.map(|best| best.values[number]),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_waves;
