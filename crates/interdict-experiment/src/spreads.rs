//! The main series over many replications of one scenario: flows a day, states at the end.

use std::sync::atomic::AtomicBool;

use interdict_model::{BrokenLaw, Nature, Record, Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::broken::BrokenRun;
use crate::replicate::{Replications, replicate};
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
];

/// How the main series are spread over replications.
#[derive(Clone, Debug, PartialEq)]
pub struct Spreads {
    /// Replications that ran to their end.
    pub whole: usize,
    /// Each series of the theatre's domains with its spread, in the order of [`MAIN`]; empty where no replication is whole.
    pub of: Vec<(Series, Spread)>,
    /// Replications that a broken law ended.
    pub broken: Vec<BrokenRun>,
}

impl Spreads {
    /// Runs the replications. `done` is called after each, from any thread.
    pub fn run(scenario: &Scenario, plan: Replications, done: impl Fn() + Sync) -> Self {
        let runs = replicate(scenario, plan, |record| figures(&record), done);
        let mut kept = Vec::with_capacity(runs.len());
        let mut broken = Vec::new();
        for (replication, run) in (0..).zip(runs) {
            match run {
                Ok(figures) => kept.push(figures),
                Err(law) => broken.push(BrokenRun { replication, law }),
            }
        }
        let column = |column: usize| kept.iter().map(move |figures| figures[column]);
        let theatre = scenario.domains();
        let told = |series: &Series| theatre.has_all(series.needs());
        let of = (MAIN.iter().enumerate())
            .filter(|(_, series)| told(series))
            .filter_map(|(place, &series)| Some((series, Spread::of(column(place))?)))
            .collect();
        Self {
            whole: kept.len(),
            of,
            broken,
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
        let spreads = Spreads::run(&scenario, plan, || ());
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
}
