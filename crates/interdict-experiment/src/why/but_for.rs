//! But for one attack: the base without what one flight or raid struck, and the tons that this was worth.
//!
//! One run without it beside one with it says little: the two come apart in everything, and what one has more is mostly
//! chance. So the course of events is kept as it was up to the attack, and from then on is played several times with
//! fresh chance, each time once with the attack and once without it. What is gained is the mean over these continuations,
//! with its standard error. It is counted over some days after the attack: later nothing of it is left but noise.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use interdict_model::{BrokenLaw, Event, EventKind, Record, Seed, Simulation};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;

use super::kept::Kept;
use super::ledger::Ledger;
use super::question::WhyError;
use super::told::Told;
use crate::ordered::Workers;
use crate::outcome::Window;
use crate::paired::ERROR;

/// Days after an attack over which its cost is counted, its own included.
pub const DAYS: u16 = 14;

/// First replication number of continuations: far from those of pairs.
const FRESH: u32 = 1 << 31;

/// Continuations that are run beside each other, about.
const AT_ONCE: usize = 32;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The days compared.
    pub window: Window,
    /// The most attacks.
    pub most: usize,
    /// Continuations of each.
    pub continuations: u32,
}

/// One attack, and what would have been without it.
#[derive(Clone, Debug, PartialEq)]
pub struct ButFor {
    /// The line that it shut.
    pub line: u32,
    /// The flight or raid.
    pub by: Key,
    /// Kilograms that the ledger puts down to it: not sent in the base for this line was shut by it.
    pub ledger_kg: i64,
    /// When it struck last.
    pub second: u32,
    /// Kilograms delivered more without it over [`DAYS`], in each continuation.
    pub gained_kg: Vec<i64>,
}

/// The attacks that shut lines for most tons of a ledger, at most so many, each left out alone, the dearest by the
/// ledger first. `None` where it was stopped. `done` is told how many runs are finished more.
///
/// # Errors
/// A broken law, or a journal that cannot be written.
pub(super) fn but_for(
    workers: &Workers,
    (base, record, ledger): (&Scenario, &Record, &Ledger),
    asked: Asked,
    kept: &mut Kept,
    stop: &AtomicBool,
    done: &mut dyn FnMut(u32),
) -> Result<Option<Vec<ButFor>>, WhyError> {
    let mut found = dearest(record, ledger);
    found.truncate(asked.most);
    let together = (AT_ONCE / asked.continuations.max(1) as usize).max(1);
    let mut first = FRESH;
    for some in found.chunks_mut(together) {
        let pieces = some.len() as u32 * asked.continuations;
        let piece = |simulation: &mut Simulation, piece: u32| {
            let (place, fresh) = ((piece / asked.continuations) as usize, first + piece);
            let one = Continued {
                seed: Seed {
                    seed: record.seed,
                    replication: record.replication,
                },
                second: some[place].second,
                fresh,
                window: asked.window,
            };
            let with = one.delivered(simulation, None, stop)?;
            let without = one.delivered(simulation, Some(some[place].by), stop)?;
            let gained = with.zip(without).map(|(with, without)| without - with);
            Ok::<_, BrokenLaw>(gained.map(|kg| (place, kg)))
        };
        let known: Option<Vec<(usize, i64)>> = kept.known("attacks")?;
        let gained = if let Some(known) = known {
            known
        } else {
            let gained = workers.map(0..pieces, || Simulation::new(base), piece)?;
            let Some(gained) = gained.into_iter().collect::<Option<Vec<_>>>() else {
                return Ok(None);
            };
            kept.keep("attacks", &gained)?;
            gained
        };
        first += pieces;
        for (place, kg) in gained {
            if let Some(one) = some.get_mut(place) {
                one.gained_kg.push(kg);
            }
        }
        done(2 * asked.continuations * some.len() as u32);
    }
    Ok(Some(found))
}

/// The attacks to which a ledger puts down tons, the dearest first. A line is shut by a bomb: all bombs of a flight or raid
/// on a line are one attack.
fn dearest(record: &Record, ledger: &Ledger) -> Vec<ButFor> {
    let hits = record.events.iter().filter(|event| {
        matches!(event.kind, EventKind::Cut | EventKind::SpanDown) && event.cause != Key(0)
    });
    let (mut attack_of, mut last_hit) = (BTreeMap::new(), BTreeMap::new());
    for &Event {
        key, cause, second, ..
    } in hits
    {
        attack_of.insert(key, cause);
        let last = last_hit.entry(cause).or_insert(second);
        *last = second.max(*last);
    }
    let mut attacks: BTreeMap<(u32, Key), i64> = BTreeMap::new();
    for (&(line, closer), &kg) in &ledger.by_closer {
        let by = attack_of.get(&closer).copied().unwrap_or(closer);
        *attacks.entry((line, by)).or_default() += kg;
    }
    let mut found: Vec<ButFor> = (attacks.into_iter())
        .map(|((line, by), ledger_kg)| ButFor {
            line,
            by,
            ledger_kg,
            second: last_hit.get(&by).copied().unwrap_or(0),
            gained_kg: Vec::new(),
        })
        .collect();
    found.sort_by_key(|one| (-one.ledger_kg, one.line, one.by));
    found
}

/// A course of events up to a second, and fresh chance from then on.
struct Continued {
    seed: Seed,
    second: u32,
    /// Replication number of what comes after.
    fresh: u32,
    window: Window,
}

impl Continued {
    /// Kilograms delivered over the days after that second, with or without what an attack struck; `None` where it was
    /// stopped.
    fn delivered(
        &self,
        simulation: &mut Simulation,
        without: Option<Key>,
        stop: &AtomicBool,
    ) -> Result<Option<i64>, BrokenLaw> {
        simulation.reset(self.seed);
        simulation.spare(without.into_iter().collect());
        while simulation.clock().now <= self.second {
            simulation.run_tick()?;
        }
        simulation.branch(self.fresh);
        let from = (self.second / SECONDS_PER_DAY) as u16;
        let to = from.saturating_add(DAYS).min(self.window.to);
        while simulation.day() < to && simulation.run_day()? {
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
        }
        Ok(Some(delivered(&simulation.record(), Window { from, to })))
    }
}

fn delivered(record: &Record, window: Window) -> i64 {
    let days = record.series(interdict_model::Series::Delivered);
    days.skip(usize::from(window.from))
        .take(usize::from(window.days()))
        .sum()
}

/// Tons gained but for each attack: intervals that hold together for all of them, and the mean over all attacks with an
/// interval of its own. Continuations of different attacks have nothing in common.
pub fn gains(found: &[ButFor]) -> (Vec<Told>, Option<Told>) {
    let tons = |kg: &[i64]| -> Vec<f64> { kg.iter().map(|&kg| kg as f64 / 1_000.0).collect() };
    let miss = ERROR / found.len().max(1) as f64;
    let each = (found.iter()).map(|one| Told::with_error(&tons(&one.gained_kg), miss));
    let continuations = found.first().map_or(0, |one| one.gained_kg.len());
    let mean = |place: usize| {
        let kg: i64 = found.iter().map(|one| one.gained_kg[place]).sum();
        kg as f64 / 1_000.0 / found.len() as f64
    };
    let together = (continuations > 0).then(|| {
        let means: Vec<f64> = (0..continuations).map(mean).collect();
        Told::of(&means)
    });
    (each.collect(), together)
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_model::run;
    use interdict_scenario::synthetic::{Shape, generate};

    const SEED: Seed = Seed {
        seed: 5,
        replication: 0,
    };

    fn theatre() -> Scenario {
        let shape = Shape {
            days: 20,
            air_units: 4,
            ..Shape::small()
        };
        generate(shape, 9)
    }

    fn asked(continuations: u32) -> Asked {
        Asked {
            window: Window { from: 0, to: 20 },
            most: 20,
            continuations,
        }
    }

    #[test]
    fn an_attack_that_is_left_out_strikes_nothing_and_one_that_is_not_there_changes_nothing() {
        let base = theatre();
        let record = run(&base, SEED).expect("no law breaks");
        let mut cuts = record
            .events
            .iter()
            .filter(|event| event.kind == EventKind::Cut);
        let cut = cuts.next().expect("a cut");
        let mut simulation = Simulation::new(&base);
        let mut without = |by: Key| {
            simulation.reset(SEED);
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
    }

    #[test]
    fn an_attack_that_struck_nothing_gains_exactly_nothing_in_every_continuation() {
        let base = theatre();
        let record = run(&base, SEED).expect("no law breaks");
        // two bombs of one flight: they are one attack
        let cuts = || (record.events.iter()).filter(|event| event.kind == EventKind::Cut);
        let two = |cut: &&Event| cuts().filter(|other| other.cause == cut.cause).count() > 1;
        let flight = cuts().find(two).expect("a flight that cuts twice").cause;
        let bombs: Vec<&Event> = cuts().filter(|cut| cut.cause == flight).collect();
        let mut ledger = Ledger::default();
        ledger.by_closer.insert((0, bombs[0].key), 3_000);
        ledger.by_closer.insert((0, bombs[1].key), 2_000);
        ledger.by_closer.insert((1, Key::of("nobody")), 9_000);
        let (stop, mut runs) = (AtomicBool::new(false), 0);
        let mut count = |more: u32| runs += more;
        let workers = crate::ordered::workers(2, 2);
        let found = but_for(
            &workers,
            (&base, &record, &ledger),
            asked(6),
            &mut Kept::nowhere(),
            &stop,
            &mut count,
        );
        let found = found.expect("no law breaks").expect("nobody stops it");
        assert_eq!(runs, 2 * 2 * 6);
        assert_eq!((found[0].by, found[1].by), (Key::of("nobody"), flight));
        assert_eq!(found[1].ledger_kg, 5_000);
        assert_eq!(found[1].second, bombs.last().expect("two").second);
        assert_eq!(found[0].gained_kg, [0; 6]);
        // chance after the attack is fresh: continuations are not one and the same
        let gained = &found[1].gained_kg;
        assert!(gained.iter().any(|kg| kg != &gained[0]), "{gained:?}");
        let (each, together) = gains(&found);
        assert!(!each[0].is_told() && each[0].error.abs() < 1e-12);
        let mean = gained.iter().sum::<i64>() as f64 / 6.0 / 1_000.0;
        assert!((each[1].mean - mean).abs() < 1e-9);
        let together = together.expect("there are attacks");
        assert!((together.mean - mean / 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_continuation_is_the_course_of_events_up_to_the_attack() {
        let base = theatre();
        let record = run(&base, SEED).expect("no law breaks");
        let second = 9 * SECONDS_PER_DAY + 43_200;
        let one = |fresh: u32, to: u16| {
            let mut simulation = Simulation::new(&base);
            let continued = Continued {
                seed: SEED,
                second,
                fresh,
                window: Window { from: 0, to },
            };
            let stop = AtomicBool::new(false);
            let delivered = continued.delivered(&mut simulation, None, &stop);
            delivered.expect("no law breaks").expect("nobody stops it")
        };
        // the same chance goes on: what was delivered is what was delivered
        let days = Window { from: 9, to: 20 };
        assert_eq!(one(SEED.replication, 20), delivered(&record, days));
        assert_ne!(one(FRESH, 20), delivered(&record, days));
    }
}
