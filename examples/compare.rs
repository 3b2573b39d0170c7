//! A paired comparison from code: what does a battery at the bridge do for the front?
//!
//! `cargo run --release --example compare -- scenarios/three-stations flak.BATTERY.active=no`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use interdict::{Arm, Arms, Change, Enough, Request, Scenario, answers, compare};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = (arguments.next()).unwrap_or_else(|| "scenarios/three-stations".to_owned());
    let changes: Vec<String> = arguments.collect();
    let changes = if changes.is_empty() {
        vec![Change::set("flak.BATTERY.active", "no")]
    } else {
        let read = changes.iter().map(|text| text.parse());
        read.collect::<Result<Vec<Change>, _>>()?
    };

    // a scenario, and the same with the changes: checked anew, the first stays as it is
    let base = Scenario::load(path)?;
    let changed = base.with(&changes)?;
    let arms = Arms::new(vec![
        Arm::new("as it was", &base),
        Arm::new("changed", &changed),
    ])?;

    // pairs under common chance; every other part of the request has a default
    let request = Request {
        enough: Enough::Pairs(40),
        ..Request::default()
    };
    let compared = compare(arms, &request)?;

    // the answer in a sentence, and the figures behind it
    println!("{}", answers(&compared.findings)[0]);
    let effect = compared
        .effect(1)
        .expect("there is one arm beside the base");
    let label = &compared.catalogue.outcomes[compared.design.watched];
    println!(
        "{}: {:+.1} {} ({:+.1} to {:+.1}), {} pairs",
        label.title,
        effect.difference,
        label.unit,
        effect.interval.low,
        effect.interval.high,
        effect.pairs
    );
    Ok(())
}
