//! Cuts as customers and gangs as servers: what queueing theory says about an open line.

use interdict_engine::sample::{exponential, poisson};
use interdict_engine::{Chance, Purpose, When, math};
use interdict_model::damage::job::Jobs;
use interdict_model::{EventKind, LineSeries, Record, Seed, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::bombardment::{agrees, crater, poisson_craters, quiet_line, run_under, steady_repair};
use crate::theatres::scenario;

const WORK: Purpose = Purpose(60_002);
const RAIDS: Purpose = Purpose(60_003);

/// Seconds of the events of a kind.
fn seconds(record: &Record, kind: EventKind) -> Vec<u32> {
    let of_kind = record.events.iter().filter(|event| event.kind == kind);
    of_kind.map(|event| event.second).collect()
}

fn begin(scenario: &Scenario, replication: u32) -> Simulation {
    let mut simulation = Simulation::unverified(scenario);
    simulation.reset(Seed {
        seed: 5,
        replication,
    });
    simulation
}

/// Three laws of the time from cut to mended, each with a mean of three hours.
fn laws_of_three_hours() -> [String; 3] {
    let efficient = r#""repair.night_efficiency": 1.0, "repair.day_efficiency": 1.0"#;
    let by_work = 2.0 * math::exp(-0.125);
    let by_response = 2.0 * math::exp(-0.5);
    [
        steady_repair(1.0, 2.0),
        format!(
            r#""repair.response_h": 1, "repair.far_response_h": 1, "repair.response_log_sd": 0,
            "repair.crater_gang_h": {by_work}, "repair.work_log_sd": 0.5, {efficient}"#
        ),
        format!(
            r#""repair.response_h": {by_response}, "repair.far_response_h": {by_response}, "repair.response_log_sd": 1.0,
            "repair.crater_gang_h": 1, "repair.work_log_sd": 0, {efficient}"#
        ),
    ]
}

#[test]
fn with_gangs_for_all_the_line_is_open_as_poisson_says_whatever_the_law_of_repair() {
    // 8 cuts a day, 3 h each: exp(-1).
    let days = 300;
    for (law, rules) in laws_of_three_hours().into_iter().enumerate() {
        let theatre = scenario(&quiet_line(days, 8, 400, &rules));
        let shares: Vec<f64> = (0..10)
            .map(|replication| {
                let craters = poisson_craters(replication, 8.0, days);
                let mut simulation = begin(&theatre, replication);
                let record = run_under(&mut simulation, &craters, days, |_| ());
                let open: i64 = record.line(0, LineSeries::OpenSeconds).skip(2).sum();
                open as f64 / 86_400.0 / f64::from(days - 2)
            })
            .collect();
        agrees(&shares, math::exp(-1.0), 0.005, &format!("law {law}"));
    }
}

#[test]
fn spells_are_as_long_as_the_busy_periods_of_endless_servers() {
    // Open 1/lambda = 3 h, closed (e^a - 1)/lambda with a = 1: 5.155 h. Cuts of a tick are posted before
    // its repairs, so that a line that opens and is cut within one tick was never open: hence short ticks.
    let days = 250;
    let text = quiet_line(days, 8, 400, &steady_repair(1.0, 2.0)).replace("15 min", "1 min");
    let theatre = scenario(&text);
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for replication in 0..8 {
        let craters = poisson_craters(replication, 8.0, days);
        let record = run_under(&mut begin(&theatre, replication), &craters, days, |_| ());
        let closing = seconds(&record, EventKind::LineClosed);
        let opening = seconds(&record, EventKind::LineOpened);
        let hours = |from: &[u32], to: &[u32]| {
            let spells = from.iter().zip(to);
            let sum: f64 = spells.clone().map(|(a, b)| f64::from(b - a)).sum();
            sum / 3_600.0 / spells.count() as f64
        };
        closed.push(hours(&closing, &opening));
        open.push(hours(&opening, &closing[1..]));
    }
    agrees(&open, 3.0, 0.08, "open");
    agrees(&closed, 3.0 * (math::exp(1.0) - 1.0), 0.16, "closed");
}

#[test]
fn a_queue_of_cuts_before_gangs_is_erlangs() {
    // Work of a quarter of an hour on average, exponential: set by the test while the job is not yet known.
    let (days, work_s) = (200, 900.0);
    let known = [
        (3, 2.0, 0.1111, 0.8889),
        (4, 2.0, 0.1304, 0.1739),
        (2, 1.5, 0.1429, 1.9286),
    ];
    for (gangs, load, none, waiting) in known {
        let theatre = scenario(&quiet_line(days, 8, gangs, &steady_repair(1.0, 1.0)));
        let (mut empty, mut queues) = (Vec::new(), Vec::new());
        for replication in 0..8 {
            let chance = Chance::new(72, replication, 1);
            let craters = poisson_craters(replication, load * 86_400.0 / work_s, days);
            let (mut ticks, mut idle, mut queue) = (0, 0, 0);
            let mut simulation = begin(&theatre, replication);
            run_under(&mut simulation, &craters, days, |simulation| {
                let mut jobs = simulation.world_mut().resource_mut::<Jobs>();
                let count = jobs.waiting.iter().count();
                let at_work = jobs.slots.iter().any(|job| job.is_open && job.gangs > 0);
                (ticks, queue) = (ticks + 1, queue + count);
                idle += u32::from(count == 0 && !at_work);
                let fresh = |since: u32, known: u32| since + 3_600 == known;
                for job in jobs
                    .slots
                    .iter_mut()
                    .filter(|job| job.is_open && job.gangs == 0)
                {
                    assert!(fresh(job.since, job.known));
                    let [u] = chance.draw::<1>(WORK, job.key, When::on(0));
                    job.stage.work = (1_000.0 * exponential(u, 1.0 / work_s)) as i64;
                }
            });
            empty.push(f64::from(idle) / f64::from(ticks));
            queues.push(queue as f64 / f64::from(ticks));
        }
        agrees(&empty, none, 0.004, &format!("{gangs} gangs without work"));
        agrees(
            &queues,
            waiting,
            0.05,
            &format!("cuts waiting for {gangs} gangs"),
        );
    }
}

#[test]
fn day_raids_and_night_repair_leave_what_the_table_says() {
    // Raids by day, repair from 18:00 for 11 h, four gangs, 3 h a cut: 11 - 3 ceil(N/4) hours, if any are left.
    let table = [
        (2, 8.25),
        (4, 6.88),
        (6, 5.39),
        (8, 3.95),
        (10, 2.67),
        (12, 1.64),
    ];
    let days = 400;
    let theatre = scenario(&quiet_line(days, 8, 4, &steady_repair(0.0, 3.0)));
    for (mean, hours) in table {
        let chance = Chance::new(73, mean, 1);
        let (mut craters, mut opens) = (Vec::new(), Vec::new());
        // Every other day, so that a night of many cuts does not run into the next raid.
        for day in (0..days).step_by(2) {
            let [u] = chance.draw::<1>(RAIDS, Key(0), When::on(day));
            let cuts = poisson(u, f64::from(mean));
            let noon = 86_400 * u32::from(day) + 43_200;
            for cut in 0..cuts {
                let number = 100 * u32::from(day) + cut;
                craters.push(crater(number, noon + 60 * cut, 0, noon + 21_600));
            }
            opens.push((cuts > 0).then_some(noon + 21_600 + 10_800 * cuts.div_ceil(4)));
        }
        let record = run_under(&mut begin(&theatre, 0), &craters, days, |_| ());
        let known: Vec<u32> = opens.iter().flatten().copied().collect();
        assert_eq!(seconds(&record, EventKind::LineOpened), known);
        let left: Vec<f64> = opens
            .iter()
            .map(|opened| {
                opened.map_or(11.0, |second| {
                    let dusk = second / 172_800 * 172_800 + 64_800;
                    (11.0 - f64::from(second - dusk) / 3_600.0).max(0.0)
                })
            })
            .collect();
        agrees(&left, hours, 0.3, &format!("{mean} cuts a day"));
    }
}

#[test]
fn cuts_open_are_cuts_a_day_times_days_open() {
    let days = 200;
    let [_, rules, _] = laws_of_three_hours();
    let theatre = scenario(&quiet_line(days, 8, 3, &rules));
    let craters = poisson_craters(3, 8.0, days);
    let mut open_at_ticks = 0;
    let record = run_under(&mut begin(&theatre, 3), &craters, days, |simulation| {
        open_at_ticks += simulation.world_mut().resource::<Jobs>().open[0];
    });
    let end = u32::from(days) * 86_400;
    let mended = |key: Key| {
        let mut events = record.events.iter();
        let event = events.find(|event| event.kind == EventKind::Mended && event.key == key);
        event.map_or(end, |event| event.second)
    };
    let spells: Vec<(u32, u32)> = craters.iter().map(|c| (c.second, mended(c.key))).collect();
    // A cut counts at every end of a tick after it was made and not after it was mended: exactly.
    let ticks: u32 = spells
        .iter()
        .map(|(since, until)| until / 900 - since / 900)
        .sum();
    assert_eq!(open_at_ticks, i64::from(ticks));
    // Little's law: L = lambda W.
    let mean_open = open_at_ticks as f64 / f64::from(end / 900);
    let mean_spell: f64 =
        spells.iter().map(|(a, b)| f64::from(b - a)).sum::<f64>() / spells.len() as f64;
    let a_second = spells.len() as f64 / f64::from(end);
    assert!((mean_open / (a_second * mean_spell) - 1.0).abs() < 0.01);
}
