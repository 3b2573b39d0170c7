//! The main series over many replications of one scenario: flows a day, states at the end.

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use interdict_model::{BrokenLaw, Nature, Record, Seed, Series, Simulation};
use interdict_scenario::Scenario;

use serde::{Deserialize, Serialize};

use crate::arms::digest;
use crate::broken::BrokenRun;
use crate::journal::{Head, Journal, JournalError, Keeping};
use crate::ordered::{in_order, workers};
use crate::replicate::Replications;
use crate::spread::Spread;

/// The series that are told.
pub const MAIN: &[Series] = &[
    Series::DeliveredFront,
    Series::FrontNeeded,
    Series::FrontUnmet,
    Series::Delivered,
    Series::Entered,
    Series::TrainsArrived,
    Series::Trucked,
    Series::DamagePlaces,
    Series::TrackCuts,
    Series::SortiesFlown,
    Series::AircraftLost,
    Series::LocomotivesLost,
    Series::TrucksLost,
    Series::FrontStock,
    Series::FrontRailheadStock,
    Series::FormedInTime,
    Series::ReadyInTime,
    Series::Graduates,
    Series::SchoolAircraftLost,
    Series::CityCover,
    Series::CityLeak,
    Series::CityBombersExpected,
];

/// How the main series are spread over replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Spreads {
    /// Replications that ran to their end.
    pub whole: usize,
    /// Each series with its spread, in the order of [`MAIN`], as far as the domains of the theatre have it; empty where no replication is whole.
    pub of: Vec<(Series, Spread)>,
    /// Replications that a broken law ended.
    pub broken: Vec<BrokenRun>,
}

/// What one replication came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ran {
    /// Its number, from 0.
    pub number: u32,
    /// Digest of its record, and one figure for each of [`MAIN`]: a flow a day, a state as the last day ended; or which law
    /// broke.
    pub told: Result<(u64, Vec<f64>), BrokenRun>,
    /// Of each unit that is to be formed, the days on which it was formed and ready; empty where a law broke.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formed: Vec<[Option<u16>; 2]>,
}

/// Which replications a journal belongs to. More go on from those that are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    seed: u64,
    scenario: String,
    days: u16,
    series: Vec<String>,
}

impl Head for Mark {
    type Line = Ran;

    const OF: &'static str = "replications";

    fn difference(&self, kept: &Self) -> Option<String> {
        if kept == self {
            None
        } else if kept.seed != self.seed {
            Some(format!(
                "the seed there is {}, here {}",
                kept.seed, self.seed
            ))
        } else if kept.scenario != self.scenario || kept.days != self.days {
            Some("the scenario is another or was changed".to_owned())
        } else {
            Some("it keeps other series".to_owned())
        }
    }

    fn fits(&self, ran: &Ran, number: usize) -> bool {
        let told = ran.told.as_ref();
        ran.number as usize == number
            && told.map_or(true, |(_, figures)| figures.len() == self.series.len())
    }
}

/// Runs replications and gives each, in order of number: a prefix of all where `stop` is set. `done` is told after each how
/// many are done, those that a journal keeps among them.
///
/// # Errors
/// When the journal is of no use.
pub fn each(
    scenario: &Scenario,
    plan: Replications,
    keeping: Keeping<'_>,
    stop: &AtomicBool,
    done: &mut dyn FnMut(u32),
) -> Result<Vec<Ran>, JournalError> {
    let mark = Mark {
        seed: plan.seed,
        scenario: format!("{:016x}", digest(scenario)),
        days: scenario.days,
        series: MAIN.iter().map(|series| series.name().to_owned()).collect(),
    };
    let (mut journal, mut all) = Journal::open(keeping, &mark)?;
    all.truncate(plan.count as usize);
    // worlds that nobody uses just now
    let idle: Mutex<Vec<Simulation>> = Mutex::default();
    let shelf = || idle.lock().unwrap_or_else(PoisonError::into_inner);
    let one = |number: u32, _: usize, is_over: &dyn Fn() -> bool| {
        let kept = shelf().pop();
        let mut world = kept.unwrap_or_else(|| Simulation::new(scenario));
        world.reset(Seed {
            seed: plan.seed,
            replication: number,
        });
        let mut formed = Vec::new();
        let told = loop {
            if is_over() {
                return None;
            }
            match world.run_day() {
                Ok(true) => {}
                Ok(false) => {
                    let record = world.record();
                    let units = record.formed.iter();
                    formed.extend(units.map(|unit| [unit.formed, unit.ready]));
                    break Ok((record.digest, figures(&record)));
                }
                Err(law) => {
                    let replication = number;
                    break Err(BrokenRun { replication, law });
                }
            }
        };
        shelf().push(world);
        Some(Ran {
            number,
            told,
            formed,
        })
    };
    let workers = workers(plan.threads, u64::from(plan.count));
    if let (Some(journal), Some(last)) = (&journal, all.last()) {
        // another build may tell another story
        let number = last.number;
        in_order(&workers, number..number + 1, 1, stop, one, |_, again| {
            if again.iter().all(|again| again == last) {
                Ok(())
            } else {
                Err(journal.other_engine(number))
            }
        })?;
    }
    done(all.len() as u32);
    let left = all.len() as u32..plan.count;
    in_order(&workers, left, 1, stop, one, |_, ran| {
        for ran in ran {
            if let Some(journal) = &mut journal {
                journal.add(&ran)?;
            }
            all.push(ran);
        }
        done(all.len() as u32);
        Ok::<(), JournalError>(())
    })?;
    Ok(all)
}

impl Spreads {
    /// Runs the replications. `done` is told after each how many are done.
    pub fn run(scenario: &Scenario, plan: Replications, mut done: impl FnMut(u32)) -> Self {
        let never = AtomicBool::new(false);
        let ran = each(scenario, plan, Keeping::Nowhere, &never, &mut done);
        Self::of(
            scenario,
            &ran.expect("what is kept nowhere needs no journal"),
        )
    }

    /// The spread of replications that were run.
    pub fn of(scenario: &Scenario, ran: &[Ran]) -> Self {
        let kept: Vec<&Vec<f64>> = (ran.iter())
            .filter_map(|ran| ran.told.as_ref().ok())
            .map(|(_, figures)| figures)
            .collect();
        let broken = ran.iter().filter_map(|ran| ran.told.as_ref().err());
        let column = |column: usize| kept.iter().map(move |figures| figures[column]);
        let theatre = scenario.domains();
        let of = (MAIN.iter().enumerate())
            .filter(|(_, series)| theatre.has_all(series.needs()))
            .filter_map(|(place, &series)| Some((series, Spread::of(column(place))?)))
            .collect();
        Self {
            whole: kept.len(),
            of,
            broken: broken.cloned().collect(),
        }
    }
}

/// Flows a day, states at the end.
fn figures(record: &Record) -> Vec<f64> {
    let days = f64::from(record.days.max(1));
    (MAIN.iter())
        .map(|&series| match series.nature() {
            Nature::Flow => record.total(series) as f64 / days,
            Nature::State => record.series(series).last().unwrap_or(0) as f64,
        })
        .collect()
}

/// Plays one course of events day by day until so many days are done, and tells after each day how many are. Gives `None`
/// where `stop` was set before.
///
/// # Errors
/// A law that broke.
pub fn play(
    simulation: &mut Simulation,
    seed: Seed,
    days: u16,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(u16),
) -> Result<Option<Record>, BrokenLaw> {
    simulation.reset(seed);
    while simulation.day() < days {
        if stop.load(std::sync::atomic::Ordering::Relaxed) {
            return Ok(None);
        }
        if !simulation.run_day()? {
            break;
        }
        progress(simulation.day());
    }
    Ok(Some(simulation.record()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn a_spread_is_that_of_the_records_and_a_played_run_ends_where_it_is_stopped() {
        let scenario = generate(Shape::small(), 3);
        let plan = Replications {
            seed: 4,
            count: 3,
            threads: 2,
        };
        let spreads = Spreads::run(&scenario, plan, |_| ());
        assert_eq!((spreads.whole, spreads.broken.len()), (3, 0));
        let mut simulation = Simulation::new(&scenario);
        let no = AtomicBool::new(false);
        let mut needed = Vec::new();
        for replication in 0..3 {
            let seed = Seed {
                seed: 4,
                replication,
            };
            let days = scenario.days;
            let record = play(&mut simulation, seed, days, &no, &mut |_| ()).unwrap();
            let record = record.expect("nobody stops it");
            needed.push(record.total(Series::FrontNeeded) as f64 / f64::from(days));
        }
        let (_, spread) = (spreads.of.iter())
            .find(|(series, _)| *series == Series::FrontNeeded)
            .expect("it is told");
        let mean = needed.iter().sum::<f64>() / 3.0;
        assert!((spread.mean() - mean).abs() < 1e-6);
        let stop = AtomicBool::new(false);
        let mut told = Vec::new();
        let stopped = play(&mut simulation, Seed::default(), 5, &stop, &mut |day| {
            told.push(day);
            stop.store(day == 2, std::sync::atomic::Ordering::Relaxed);
        });
        assert_eq!((stopped, told), (Ok(None), vec![1, 2]));
    }

    #[test]
    fn replications_go_on_from_their_journal_to_the_same_figures() {
        let scenario = generate(Shape::small(), 3);
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let kept = |count: u32, threads: usize, keeping: Keeping<'_>, most: u32| {
            let plan = Replications {
                seed: 4,
                count,
                threads,
            };
            let stop = AtomicBool::new(false);
            let mut done =
                |so_far| stop.store(so_far >= most, std::sync::atomic::Ordering::Relaxed);
            each(&scenario, plan, keeping, &stop, &mut done).unwrap()
        };
        let whole = kept(6, 2, Keeping::Anew(&path("whole")), 99);
        let part = kept(6, 2, Keeping::Anew(&path("part")), 2);
        assert!((2..6).contains(&part.len()));
        assert_eq!(kept(6, 1, Keeping::Resume(&path("part")), 99), whole);
        let read = |name: &str| std::fs::read(path(name)).unwrap();
        assert!(read("whole") == read("part"));
        assert_eq!(kept(3, 1, Keeping::Resume(&path("part")), 99), whole[..3]);
    }
}
