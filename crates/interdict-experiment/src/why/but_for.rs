//! But for one attack: the base run again without what one flight or raid struck, and the tons that this
//! was worth.
//!
//! The gain is counted over some days after the attack. Later the two courses of events are apart in
//! everything, and what one has more by then says nothing about the attack any more.

use std::collections::BTreeMap;

use interdict_model::{BrokenLaw, Event, EventKind, Record, Seed, Simulation};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;
use rayon::prelude::*;

use super::ledger::Ledger;
use crate::outcome::Window;

/// Days after an attack over which its cost is counted, its own included.
pub const DAYS: u16 = 14;

/// One attack, and what would have been without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ButFor {
    /// The line that it shut.
    pub line: u32,
    /// The flight or raid.
    pub by: Key,
    /// Kilograms that the ledger puts down to it: not sent in the base for this line was shut by it.
    pub ledger_kg: i64,
    /// Kilograms delivered more without it, over [`DAYS`].
    pub gained_kg: i64,
    /// When it shut the line first.
    pub second: u32,
}

/// The attacks that shut lines for most tons of a ledger, at most so many, each left out alone: the most
/// gained first.
///
/// # Errors
/// A broken law.
pub fn but_for(
    base: &Scenario,
    record: &Record,
    ledger: &Ledger,
    window: Window,
    most: usize,
) -> Result<Vec<ButFor>, BrokenLaw> {
    let mut tried: Vec<(u32, Key, i64)> = (ledger.by_closer.iter())
        .map(|(&(line, by), &kg)| (line, by, kg))
        .collect();
    tried.sort_by_key(|&(line, by, kg)| (-kg, line, by));
    tried.truncate(most);
    let second = |by: Key| {
        let shut = |event: &&Event| event.kind == EventKind::LineClosed && event.cause == by;
        record
            .events
            .iter()
            .find(shut)
            .map_or(0, |event| event.second)
    };
    let seed = Seed {
        seed: record.seed,
        replication: record.replication,
    };
    // one flight may have shut two lines: it is left out once
    let mut causes: Vec<Key> = tried.iter().map(|&(_, by, _)| by).collect();
    causes.sort_unstable();
    causes.dedup();
    let runs: Result<Vec<i64>, BrokenLaw> = (causes.par_iter())
        .map_init(
            || Simulation::new(base),
            |simulation, &by| {
                simulation.reset(seed);
                simulation.spare(vec![by]);
                while simulation.run_day()? {}
                let from = (second(by) / SECONDS_PER_DAY) as u16;
                let to = from.saturating_add(DAYS).min(window.to);
                let days = Window { from, to };
                Ok(delivered(&simulation.record(), days) - delivered(record, days))
            },
        )
        .collect();
    let gained: BTreeMap<Key, i64> = causes.into_iter().zip(runs?).collect();
    let mut found: Vec<ButFor> = (tried.into_iter())
        .map(|(line, by, ledger_kg)| ButFor {
            line,
            by,
            ledger_kg,
            gained_kg: gained[&by],
            second: second(by),
        })
        .collect();
    found.sort_by_key(|one| (-one.gained_kg, one.line, one.by));
    Ok(found)
}

fn delivered(record: &Record, window: Window) -> i64 {
    let days = record.series(interdict_model::Series::Delivered);
    days.skip(usize::from(window.from))
        .take(usize::from(window.days()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_model::run;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn an_attack_that_is_left_out_strikes_nothing_and_one_that_is_not_there_changes_nothing() {
        let shape = Shape {
            days: 20,
            air_units: 4,
            ..Shape::small()
        };
        let base = generate(shape, 9);
        let seed = Seed {
            seed: 5,
            replication: 0,
        };
        let record = run(&base, seed).expect("no law breaks");
        let window = Window { from: 0, to: 20 };
        let cut = record
            .events
            .iter()
            .find(|event| event.kind == EventKind::Cut);
        let cut = cut.expect("a cut");
        let mut simulation = Simulation::new(&base);
        let mut without = |by: Key| {
            simulation.reset(seed);
            simulation.spare(vec![by]);
            while simulation.run_day().expect("no law breaks") {}
            simulation.record()
        };
        let spared = without(cut.cause);
        assert!(
            spared
                .events
                .iter()
                .all(|event| event.kind != EventKind::Cut || event.cause != cut.cause)
        );
        assert_eq!(without(Key::of("nobody")), record);
        let mut ledger = Ledger::default();
        ledger.by_closer.insert((0, cut.cause), 5_000);
        ledger.by_closer.insert((1, Key::of("nobody")), 9_000);
        let found = but_for(&base, &record, &ledger, window, 20).expect("no law breaks");
        let shut = |event: &&Event| event.kind == EventKind::LineClosed && event.cause == cut.cause;
        let from = (record.events.iter().find(shut))
            .map_or(0, |event| event.second / SECONDS_PER_DAY) as u16;
        let days = Window {
            from,
            to: (from + DAYS).min(20),
        };
        let gained = delivered(&spared, days) - delivered(&record, days);
        let of = |by: Key| {
            found
                .iter()
                .find(|one| one.by == by)
                .map(|one| one.gained_kg)
        };
        assert_eq!(
            (of(cut.cause), of(Key::of("nobody"))),
            (Some(gained), Some(0))
        );
    }
}
