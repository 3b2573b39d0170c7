//! A run by the tick: look at the world after each step, and stop at the first cut of a line.
//!
//! `cargo run --release --example step_by_step`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use interdict::model::damage::closure::Closures;
use interdict::{Scenario, Seed, Simulation};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let scenario = Scenario::load("scenarios/three-stations")?;
    let mut simulation = Simulation::new(&scenario);
    simulation.reset(Seed {
        seed: 1,
        replication: 0,
    });
    let steps: Vec<&str> = simulation.steps().map(|(_, name, _)| name).collect();
    println!("{} steps in a tick, from `{}` on", steps.len(), steps[0]);

    // the world is looked at after every step that ran: columns and resources of the model, by their types
    let mut shut_by = None;
    while shut_by.is_none() {
        let clock = simulation.clock();
        let went_on = simulation.run_tick_and(|step, world| {
            let shut = !world.resource::<Closures>().changed.is_empty();
            if shut && shut_by.is_none() {
                shut_by = Some((clock, steps[step]));
            }
        })?;
        if !went_on {
            break;
        }
    }
    match shut_by {
        Some((clock, step)) => println!(
            "a line was shut on day {} at {:02}:{:02}, by the step `{step}`",
            clock.day,
            clock.second_of_day / 3_600,
            clock.second_of_day / 60 % 60
        ),
        None => println!("no line was shut"),
    }

    // a record can be asked for at any time; from here on it runs by the day
    println!("events so far: {}", simulation.record().events.len());
    while simulation.day() < 10 && simulation.run_day()? {}
    println!("events in ten days: {}", simulation.record().events.len());
    Ok(())
}
