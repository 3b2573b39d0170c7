//! The runs: wave after wave, each where the ones before leave something open.
//!
//! A point is a place in the box of knobs, run several times under chance of its own. The first wave fills the
//! box evenly; after each, a stand-in for every figure is made from the points that are not ruled out by the stand-ins
//! before, and the next wave's points are drawn from what is left.

use std::sync::atomic::{AtomicBool, Ordering};

use interdict_model::{Seed, Simulation};
use interdict_scenario::Scenario;
use serde::{Deserialize, Serialize};

use super::cut::CUT;
use super::emulator::Emulator;
use super::implausible::{Noise, by_figure};
use super::region::{Left, Stand};
use super::space::Space;
use super::target::Targets;
use crate::arms::digest;
use crate::broken::{BrokenRun, to_the_end};
use crate::journal::{Head, Journal, JournalError, Keeping, differs};
use crate::moments::mean;
use crate::uncertain::points::Drawn;
use crate::{observed, ordered};

/// How a calibration is made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// Master seed of all chance, that of the points included.
    pub seed: u64,
    /// Waves.
    pub waves: u32,
    /// Points in each.
    pub points: u32,
    /// Runs at each point.
    pub replications: u32,
    /// Threads; 0: one for each core.
    #[serde(skip)]
    pub threads: usize,
}

impl Plan {
    /// The least points for so many knobs: a mean, a slope for each, and one that is left to tell the error.
    pub fn least_points(knobs: usize) -> u32 {
        knobs as u32 + 2
    }

    /// Points in all waves.
    pub fn all_points(self) -> u32 {
        self.waves * self.points
    }
}

/// What one run told of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Digest of its record.
    pub digest: u64,
    /// What it gives for each figure; `None` where it gives nothing.
    pub figures: Vec<Option<f64>>,
}

/// A point that was run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ran {
    /// Its number, from 0, over all waves.
    pub number: u32,
    /// Its place in the box.
    pub place: Vec<f64>,
    /// Its runs; or which law broke, and where.
    pub runs: Result<Vec<Told>, BrokenRun>,
}

impl Ran {
    /// What the runs gave; `None` where a law broke.
    pub fn told(&self) -> Option<Vec<Vec<Option<f64>>>> {
        let runs = self.runs.as_ref().ok()?.iter();
        Some(runs.map(|run| run.figures.clone()).collect())
    }
}

/// Which calibration a journal belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
    seed: u64,
    scenario: String,
    points: u32,
    replications: u32,
    knobs: Vec<(String, f64, f64)>,
    figures: Vec<(String, f64)>,
}

impl Head for Mark {
    type Line = Ran;

    const OF: &'static str = "calibration";

    fn difference(&self, kept: &Self) -> Option<String> {
        if kept == self {
            None
        } else if kept.seed != self.seed {
            Some(differs("the seed", &kept.seed, &self.seed))
        } else if kept.points != self.points {
            Some(differs(
                "the number of points of a wave",
                &kept.points,
                &self.points,
            ))
        } else if kept.replications != self.replications {
            let (kept, wanted) = (kept.replications, self.replications);
            Some(differs("the number of runs at a point", &kept, &wanted))
        } else if kept.knobs != self.knobs {
            Some("other knobs are calibrated there, or within other ranges".to_owned())
        } else if kept.scenario != self.scenario {
            Some("the scenario is another or was changed".to_owned())
        } else {
            Some("the figures of record or their discrepancies are others".to_owned())
        }
    }

    fn fits(&self, ran: &Ran, number: usize) -> bool {
        ran.number as usize == number
            && ran.place.len() == self.knobs.len()
            && ran
                .runs
                .iter()
                .flatten()
                .all(|run| run.figures.len() == self.figures.len())
    }
}

/// All that was run, and what it leaves open.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The points, in order of number.
    pub ran: Vec<Ran>,
    /// The stand-ins of each whole wave.
    pub stands: Vec<Stand>,
    /// What was left after each whole wave.
    pub left: Vec<Left>,
    /// Whether it was stopped before all waves were done.
    pub is_interrupted: bool,
}

/// What is calibrated: a scenario, the knobs, the record.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The knobs.
    pub space: &'a Space,
    /// The record.
    pub targets: &'a Targets,
    /// How.
    pub plan: Plan,
}

impl Task<'_> {
    fn mark(&self) -> Mark {
        let knobs = self.space.knobs.iter();
        let figures = self.targets.figures.iter();
        Mark {
            seed: self.plan.seed,
            scenario: format!("{:016x}", digest(self.scenario)),
            points: self.plan.points,
            replications: self.plan.replications,
            knobs: knobs.flat_map(Drawn::marks).collect(),
            figures: figures
                .map(|figure| (figure.id.clone(), figure.discrepancy))
                .collect(),
        }
    }

    /// Runs a point; `None` where it was broken off.
    fn point(&self, number: u32, place: &[f64], is_over: &dyn Fn() -> bool) -> Option<Ran> {
        let scenario = self.space.put_into(self.scenario, place);
        let mut world = Simulation::new(&scenario);
        let each = self.plan.replications;
        let mut runs = Vec::with_capacity(each as usize);
        for replication in number * each..(number + 1) * each {
            let seed = Seed {
                seed: self.plan.seed,
                replication,
            };
            if let Err(broken) = to_the_end(&mut world, seed, is_over)? {
                return Some(Ran {
                    number,
                    place: place.to_vec(),
                    runs: Err(broken),
                });
            }
            let record = world.record();
            let told = observed::simulate(&scenario, &record);
            let figures = self.targets.figures.iter();
            runs.push(Told {
                digest: record.digest,
                figures: figures
                    .map(|figure| told[figure.place].clone().ok())
                    .collect(),
            });
        }
        Some(Ran {
            number,
            place: place.to_vec(),
            runs: Ok(runs),
        })
    }

    /// The stand-ins that a wave's points give. Points that stand-ins before rule out teach nothing about
    /// what is left, and are used only where too few others are there.
    fn stand(&self, ran: &[Ran], before: &[Stand]) -> Stand {
        let is_left = |ran: &&Ran| {
            let mut stands = before.iter();
            stands.all(|stand| stand.judge(self.targets, &ran.place).worst() <= CUT)
        };
        let whole = || ran.iter().filter(|ran| ran.runs.is_ok());
        let mut from: Vec<&Ran> = whole().filter(is_left).collect();
        if from.len() < Plan::least_points(self.space.sides()) as usize {
            from = whole().collect();
        }
        let told: Vec<Vec<Vec<Option<f64>>>> = from.iter().filter_map(|ran| ran.told()).collect();
        let runs: Vec<&[Vec<Option<f64>>]> = told.iter().map(Vec::as_slice).collect();
        let figures = self.targets.figures.len();
        let by_point: Vec<Vec<Vec<f64>>> =
            runs.iter().map(|runs| by_figure(runs, figures)).collect();
        let emulator = |figure: usize| {
            let points = from.iter().zip(&by_point);
            let known = points.filter(|(_, values)| !values[figure].is_empty());
            let (places, means): (Vec<&[f64]>, Vec<f64>) = known
                .map(|(ran, values)| (&*ran.place, mean(&values[figure])))
                .unzip();
            if 2 * means.len() < from.len() || means.len() < 2 {
                Emulator::blind()
            } else {
                Emulator::of(&places, &means)
            }
        };
        Stand {
            emulators: (0..figures).map(emulator).collect(),
            noise: Noise::of(&runs, figures),
        }
    }
}

/// Runs the waves. It ends early, with what is done, when `stop` is set; `progress` is told how many of how
/// many points are done.
///
/// # Errors
/// When the journal is of no use.
pub fn waves(
    task: Task<'_>,
    keeping: Keeping<'_>,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Course, JournalError> {
    let plan = task.plan;
    let workers = ordered::workers(plan.threads, u64::from(plan.points));
    let (mut journal, kept) = Journal::open(keeping, &task.mark())?;
    if let (Some(journal), Some(last)) = (&journal, kept.last()) {
        // another build may tell another story
        let is_over = || stop.load(Ordering::Relaxed);
        let again = task.point(last.number, &last.place, &is_over);
        if again.is_some_and(|again| again != *last) {
            return Err(journal.other_engine(last.number * plan.replications));
        }
    }
    let mut course = Course {
        ran: Vec::new(),
        stands: Vec::new(),
        left: Vec::new(),
        is_interrupted: false,
    };
    let mut next = task.space.evenly(plan.points);
    for wave in 0..plan.waves {
        let first = wave * plan.points;
        let known = kept.iter().skip(first as usize).take(plan.points as usize);
        for (ran, place) in known.zip(&next) {
            if let (Some(journal), true) = (&journal, ran.place != *place) {
                return Err(journal.other_engine(ran.number * plan.replications));
            }
            course.ran.push(ran.clone());
        }
        progress(course.ran.len() as u32, plan.all_points());
        let ran = &mut course.ran;
        ordered::in_order(
            &workers,
            ran.len() as u32..first + plan.points,
            1,
            stop,
            |number, _, is_over| task.point(number, &next[(number - first) as usize], is_over),
            |_, points| {
                for point in points {
                    if let Some(journal) = &mut journal {
                        journal.add(&point)?;
                    }
                    ran.push(point);
                }
                progress(ran.len() as u32, plan.all_points());
                Ok(())
            },
        )?;
        if course.ran.len() < (first + plan.points) as usize {
            course.is_interrupted = true;
            break;
        }
        let stand = task.stand(&course.ran, &course.stands);
        course.stands.push(stand);
        let look = (plan.seed, plan.points as usize);
        let left = Left::of(task.space, task.targets, &course.stands, look);
        next = left.next(plan.points as usize);
        course.left.push(left);
    }
    Ok(course)
}
