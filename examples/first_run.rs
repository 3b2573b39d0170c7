//! Load a scenario, run it, and say what reached the front.
//!
//! `cargo run --release --example first_run -- scenarios/three-stations`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use interdict::{Scenario, Seed, Series, run};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "scenarios/three-stations".to_owned());
    let scenario = Scenario::load(path)?;
    let seed = Seed {
        seed: 1,
        replication: 0,
    };
    let record = run(&scenario, seed)?;
    let tons_a_day = |series| record.total(series) as f64 / 1_000.0 / f64::from(record.days);
    println!("{}", scenario.title);
    println!("needed    {:8.0} t/day", tons_a_day(Series::Needed));
    println!("to railheads {:5.0} t/day", tons_a_day(Series::Delivered));
    println!("short     {:8.0} t/day", tons_a_day(Series::Unmet));
    println!("digest    {:016x}", record.digest);
    Ok(())
}
