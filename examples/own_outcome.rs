//! An outcome of one's own, compared with an interval like any other: the longest time without a loaded train.
//!
//! `cargo run --release --example own_outcome`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use interdict::extend::{OwnOutcome, Window};
use interdict::{Arm, Arms, Change, Enough, Record, Request, Scenario, Series, answers, compare};

/// Days in a row without a train, at their most: a plain function of the record, over the days that are compared.
fn longest_silence(record: &Record, window: Window) -> f64 {
    let arrived: Vec<i64> = record.series(Series::TrainsArrived).collect();
    let spells = window.of(&arrived).split(|&trains| trains > 0);
    spells.map(<[i64]>::len).max().unwrap_or(0) as f64
}

const SILENCE: OwnOutcome = OwnOutcome {
    name: "longest_silence",
    title: "Longest without a train",
    unit: "days",
    doc: "days in a row on which no loaded train was unloaded, at their most",
    of: longest_silence,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = Scenario::load("scenarios/three-stations")?;
    let unguarded = base.with(&[Change::set("flak.BATTERY.active", "no")])?;
    let arms = Arms::new(vec![
        Arm::new("guns", &base),
        Arm::new("no guns", &unguarded),
    ])?;
    let request = Request {
        outcome: Some(SILENCE.name.to_owned()),
        own_outcomes: vec![SILENCE],
        enough: Enough::Pairs(20),
        ..Request::default()
    };
    let compared = compare(arms, &request)?;
    println!("{}", answers(&compared.findings)[0]);
    // it stands beside the outcomes of the catalogue
    for (label, effect) in (compared.catalogue.outcomes.iter().enumerate())
        .filter_map(|(place, label)| Some((label, compared.effect_on(1, place)?)))
        .filter(|(label, _)| ["delivered_front", SILENCE.name].contains(&label.name.as_str()))
    {
        let (low, high) = (effect.interval.low, effect.interval.high);
        println!(
            "{:24} {:+8.1} ({low:+.1} to {high:+.1}) {}",
            label.title, effect.difference, label.unit
        );
    }
    Ok(())
}
