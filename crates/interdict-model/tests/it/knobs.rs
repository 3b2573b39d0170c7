//! What each knob does: one row for each. Turned from a low to a high value, on one of two scenarios, a series goes up, or
//! down, or at least changes. A knob without a row fails, and so does a rule that no longer reads its knob.
//!
//! Both sides of a row share their chance. The kitchen sink has every rule on and is wild: what an attack spares goes on
//! to draw another. Where a rule shows itself only by itself, its row is on `four_lines.ron`, where raids come whatever
//! happens. A row says by how much a knob is turned, not by how much the series moves: that is left to goldens.

mod attack;
mod damage;
mod fields;
mod interception;
mod orders;
mod railway;
mod reports;
mod schools;
mod supplies;

use std::collections::BTreeSet;

use interdict_model::{LineSeries, Seed, Series, Simulation};
use interdict_scenario::rules::Knob;
use interdict_scenario::{Rules, Scenario};

use crate::theatres::{scenario, shipped};

/// Fighters stay on the ground: what an attack spares goes on to draw another.
const NO_FIGHTERS: &[(&str, f64)] = &[("fighters.serviceability", 0.0)];

/// Nothing stands in the yards that bombs hit, no bombers have orders, and fighters burn no fuel: whatever else is looked
/// at is as wild as it was without them. Rows of these rules set them on.
const STILL: &[(&str, f64)] = &[
    ("yard.suffers", 0.0),
    ("bombers.serviceability", 0.0),
    ("field.fuel_t_per_sortie", 0.0),
];

/// Replications of each side of a row.
const REPLICATIONS: u32 = 2;

/// What is looked at, added up over days and replications.
#[derive(Clone, Copy, Debug)]
enum Outcome {
    /// A series of the theatre.
    Of(Series),
    /// A series of the lines, all together.
    OfLines(LineSeries),
}

/// What happens when the knob is turned up.
#[derive(Clone, Copy, Debug)]
enum Then {
    Up,
    Down,
    Changes,
}

/// A knob, turned.
#[derive(Clone, Copy, Debug)]
struct Row {
    path: &'static str,
    from: f64,
    to: f64,
    outcome: Outcome,
    then: Then,
    /// On the four lines, not in the kitchen sink.
    is_calm: bool,
    /// Knobs that are set on either side.
    with: &'static [(&'static str, f64)],
    /// Knobs that switch the rule off: with these the knob does nothing at all.
    off: &'static [(&'static str, f64)],
}

const fn row(path: &'static str, (from, to): (f64, f64), outcome: Outcome, then: Then) -> Row {
    Row {
        path,
        from,
        to,
        outcome,
        then,
        is_calm: false,
        with: &[],
        off: &[],
    }
}

const fn up(path: &'static str, turned: (f64, f64), series: Series) -> Row {
    row(path, turned, Outcome::Of(series), Then::Up)
}

const fn down(path: &'static str, turned: (f64, f64), series: Series) -> Row {
    row(path, turned, Outcome::Of(series), Then::Down)
}

const fn changes(path: &'static str, turned: (f64, f64), series: Series) -> Row {
    row(path, turned, Outcome::Of(series), Then::Changes)
}

/// Lines are open for longer.
const fn opens(path: &'static str, turned: (f64, f64)) -> Row {
    row(
        path,
        turned,
        Outcome::OfLines(LineSeries::OpenSeconds),
        Then::Up,
    )
}

/// Lines are open for less long.
const fn closes(path: &'static str, turned: (f64, f64)) -> Row {
    row(
        path,
        turned,
        Outcome::OfLines(LineSeries::OpenSeconds),
        Then::Down,
    )
}

impl Row {
    /// On the four lines.
    const fn calm(self) -> Self {
        Self {
            is_calm: true,
            ..self
        }
    }

    const fn with(self, with: &'static [(&'static str, f64)]) -> Self {
        Self { with, ..self }
    }

    const fn off_by(self, off: &'static [(&'static str, f64)]) -> Self {
        Self { off, ..self }
    }
}

/// What one side of a row comes to: the outcome of each replication, and the digests of the records.
fn side(theatre: &Scenario, row: &Row, value: f64, also: &[(&str, f64)]) -> (Vec<i64>, Vec<u64>) {
    let mut theatre = theatre.clone();
    for &(path, value) in row.with.iter().chain(also).chain(&[(row.path, value)]) {
        let set = theatre.rules.set(path, value);
        assert_eq!(set, Ok(()), "{path} = {value}, for {}", row.path);
    }
    let mut simulation = Simulation::new(&theatre);
    let mut totals = Vec::new();
    let mut digests = Vec::new();
    for replication in 0..REPLICATIONS {
        simulation.reset(Seed {
            seed: 5,
            replication,
        });
        while simulation.run_day().expect("no law breaks") {}
        let record = simulation.record();
        digests.push(record.digest);
        totals.push(match row.outcome {
            Outcome::Of(series) => record.total(series),
            Outcome::OfLines(series) => (0..theatre.lines.len() as u32)
                .map(|line| record.line(line, series).sum::<i64>())
                .sum(),
        });
    }
    (totals, digests)
}

/// Turns the knobs of some rows.
fn turn(rows: &[Row]) {
    let (mut sink, calm) = (shipped("kitchen-sink"), four_lines());
    for &(path, value) in STILL {
        assert_eq!(sink.rules.set(path, value), Ok(()), "{path}");
    }
    turn_on(rows, &sink, &calm);
}

/// The same, on a theatre for ordinary rows and one for calm ones.
fn turn_on(rows: &[Row], sink: &Scenario, calm: &Scenario) {
    let mut wrong = Vec::new();
    for row in rows {
        let theatre = if row.is_calm { calm } else { sink };
        let [(low, _), (high, _)] = [row.from, row.to].map(|value| side(theatre, row, value, &[]));
        let [least, most] = [&low, &high].map(|totals| totals.iter().sum::<i64>());
        let holds = match row.then {
            Then::Up => least < most,
            Then::Down => least > most,
            // two sums can agree by chance
            Then::Changes => low != high,
        };
        if !holds {
            wrong.push(format!("{}: {low:?} -> {high:?}, {:?}", row.path, row.then));
        }
        if !row.off.is_empty() {
            let [low, high] = [row.from, row.to].map(|value| side(theatre, row, value, row.off).1);
            if low != high {
                wrong.push(format!("{} moves something with {:?}", row.path, row.off));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn four_lines() -> Scenario {
    scenario(include_str!("knobs/four_lines.ron"))
}

#[test]
fn every_knob_has_a_row_and_every_row_a_knob() {
    let knobs: BTreeSet<String> = Rules::knobs().iter().map(Knob::path).collect();
    let all = [
        attack::ROWS,
        damage::ROWS,
        fields::ROWS,
        interception::ROWS,
        orders::ROWS,
        railway::ROWS,
        reports::ROWS,
        schools::ROWS,
        supplies::ROWS,
    ]
    .concat();
    let rows: BTreeSet<String> = all.iter().map(|row| row.path.to_owned()).collect();
    let without: Vec<&String> = knobs.difference(&rows).collect();
    assert!(without.is_empty(), "knobs without a row: {without:?}");
    let unknown: Vec<&String> = rows.difference(&knobs).collect();
    assert!(unknown.is_empty(), "rows without a knob: {unknown:?}");
    assert_eq!(rows.len(), all.len(), "a knob has one row");
    assert!(
        all.iter().all(|row| row.from < row.to),
        "knobs are turned up"
    );
}

#[test]
fn the_kitchen_sink_has_every_rule_on() {
    let theatre = shipped("kitchen-sink");
    let mut simulation = Simulation::new(&theatre);
    simulation.reset(Seed {
        seed: 1,
        replication: 0,
    });
    while simulation.run_day().expect("no law breaks") {}
    let record = simulation.record();
    let idle: Vec<&str> = (Series::ALL.iter())
        .filter(|&&series| record.total(series) == 0)
        .map(|series| series.name())
        .collect();
    assert!(idle.is_empty(), "nothing comes of {idle:?}");
}

#[test]
fn knobs_of_the_fight_in_the_air_do_what_their_rows_say() {
    turn(interception::ROWS);
}
