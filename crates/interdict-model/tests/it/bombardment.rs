//! Bombs laid on a line by the test itself, each in the tick in which it falls.

use interdict_engine::sample::exponential;
use interdict_engine::{Chance, Clock, Purpose, When};
use interdict_model::damage::impact::{Impact, Impacts, Struck};
use interdict_model::{Record, Simulation};
use interdict_quantity::Key;

/// Chance of the tests: no purpose of the model has this number.
pub(crate) const ARRIVALS: Purpose = Purpose(60_001);

/// A crater on a block, known by its number.
pub(crate) fn crater(number: u32, second: u32, block: u32, wait_until: u32) -> Impact {
    let key = Key::of("test/crater").child(1, number);
    Impact {
        second,
        key,
        cause: key,
        struck: Struck::Track {
            block: interdict_model::row::BlockRow(block),
            wait_until,
        },
    }
}

/// Craters on block 0 as a Poisson stream.
pub(crate) fn poisson_craters(replication: u32, per_day: f64, days: u16) -> Vec<Impact> {
    let chance = Chance::new(71, replication, 1);
    let mut stream = chance.stream(ARRIVALS, Key::of("test/arrivals"), When::on(0));
    let (mut now, mut craters) = (0.0, Vec::new());
    loop {
        now += exponential(stream.draw(), per_day / 86_400.0);
        if now >= 86_400.0 * f64::from(days) {
            return craters;
        }
        craters.push(crater(craters.len() as u32, now as u32, 0, 0));
    }
}

/// Runs to the end; `look` sees the world after each tick. Craters are in order of second.
pub(crate) fn run_under(
    simulation: &mut Simulation,
    craters: &[Impact],
    days: u16,
    mut look: impl FnMut(&mut Simulation),
) -> Record {
    let mut left = craters;
    while simulation.day() < days {
        let until = simulation.world_mut().resource::<Clock>().until;
        let falling = left.partition_point(|crater| crater.second < until);
        let mut impacts = simulation.world_mut().resource_mut::<Impacts>();
        impacts.pending.extend_from_slice(&left[..falling]);
        left = &left[falling..];
        simulation.run_tick().expect("no law breaks");
        look(simulation);
    }
    simulation.record()
}

/// A line without traffic, by day and night alike, with so many gangs at its far end.
pub(crate) fn quiet_line(days: u16, km: u32, gangs: u32, rules: &str) -> String {
    let end = interdict_quantity::Date::new(1950, 3, 1)
        .and_then(|start| start.plus_days(i32::from(days) - 1))
        .expect("a date");
    let men = 100 * gangs;
    format!(
        r#"Scenario(
    title: "A quiet line", question: "?", starts: "1950-03-01", ends: "{end}", step: "15 min", latitude: 45.0,
    weather: [(id: "sky", lat: 45.0, lon: 10.0, visual: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])],
    stations: [
        (id: "A", lat: 45.5, lon: 10.0, kind: "yard"),
        (id: "B", lat: 45.0, lon: 10.0, kind: "yard"),
    ],
    lines: [(id: "AB", from: "A", to: "B", length_km: {km}, running: "always")],
    bases: [(id: "base", station: "A", tons_per_day: 0)],
    gangs: [(id: "gangs", station: "B", men: {men})],
    rules: {{ "repair.gangs_at_work": 1.0, "bombing.minor_bridge_share": 0, "repair.churn": 0, "repair.crater_gangs": 1,
        "repair.crater_field_m": 0, "repair.prepared_share": 0, "repair.gang_exponent": 1,
        "repair.improvised_efficiency": 1.0, "repair.reach_km": 500, {rules} }},
)"#
    )
}

/// Repair without spread: response and work in hours, the same by day and night.
pub(crate) fn steady_repair(response_h: f64, work_h: f64) -> String {
    format!(
        r#""repair.response_h": {response_h}, "repair.far_response_h": {response_h}, "repair.response_log_sd": 0,
        "repair.crater_gang_h": {work_h}, "repair.work_log_sd": 0,
        "repair.night_efficiency": 1.0, "repair.day_efficiency": 1.0"#
    )
}

/// Mean and its standard error over replications.
pub(crate) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    (
        mean,
        interdict_engine::math::sqrt(squares / (count - 1.0) / count),
    )
}

/// Asserts that a mean over replications agrees with what is known, within four standard errors, and that
/// these are small enough (`finest`) for the comparison to mean something.
pub(crate) fn agrees(values: &[f64], known: f64, finest: f64, what: &str) {
    let (mean, error) = mean_and_error(values);
    assert!(error < finest, "{what}: standard error {error}");
    assert!(
        (mean - known).abs() < 4.0 * error,
        "{what}: {mean} +- {error}, known {known}"
    );
}
