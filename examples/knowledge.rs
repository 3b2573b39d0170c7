//! What the attackers know of one cut, and when: from the crater to the target that is crossed out, and back.
//!
//! `cargo run --release --example knowledge`

#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use interdict::model::definitions::{SENDING, TASKING};
use interdict::model::measure::Journal;
use interdict::model::picture::Beliefs;
use interdict::model::picture::beliefs::{Heard, Thing};
use interdict::model::reports::despatches::Despatches;
use interdict::model::row::LineRow;
use interdict::model::{EventKind, Place};
use interdict::{Change, Scenario, Seed, Simulation};

/// Ticks for which a line is followed after it was cut.
const TICKS: u32 = 36 * 4;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let told = Change::set("rules.reports.perfect", "0");
    let scenario = Scenario::load("scenarios/kitchen-sink")?.with(&[told])?;
    let mut simulation = Simulation::new(&scenario);
    simulation.reset(Seed {
        seed: 1,
        replication: 0,
    });
    let Some(line) = first_cut_that_is_told(&mut simulation)? else {
        println!("no cut was told");
        return Ok(());
    };
    println!(
        "track of {}, in {}",
        scenario.lines[line.index()].id,
        scenario.title
    );
    println!("day   time  believed shut");
    let (mut noted, mut sent) = (0, Vec::new());
    let mut last = simulation.clock().now;
    for _ in 0..TICKS {
        follow(&mut simulation, line, &mut noted, &mut sent, last);
        last = simulation.clock().now;
        if !simulation.run_tick()? {
            break;
        }
    }
    Ok(())
}

/// Runs until a look at a line that was cut on the day is on its way to the attackers as what it is.
fn first_cut_that_is_told(
    simulation: &mut Simulation,
) -> Result<Option<LineRow>, Box<dyn std::error::Error>> {
    while simulation.run_tick()? {
        let now = simulation.clock().now;
        if simulation.day() < 5 {
            continue;
        }
        let world = simulation.world_mut();
        let told = |&(_, heard): &(u32, Heard)| match heard.thing {
            Thing::Track(line) if heard.is_shut && heard.second + 900 > now => Some(line),
            _ => None,
        };
        let lines: Vec<LineRow> = {
            let sent = world.resource::<Despatches>().on_the_way();
            sent.iter().filter_map(told).collect()
        };
        let events = &world.resource::<Journal>().events;
        let is_new = |line: &LineRow| {
            let here = |kind, second: u32| {
                let mut all = events.iter().filter(|event| event.second + second > now);
                all.any(|event| event.kind == kind && event.place == Place::Line(*line))
            };
            here(EventKind::LineClosed, 900) && !here(EventKind::LineOpened, 86_400)
        };
        if let Some(line) = lines.into_iter().find(is_new) {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

/// Tells what has happened on a line since a second, what was told of it, and what is decided on it.
fn follow(
    simulation: &mut Simulation,
    line: LineRow,
    noted: &mut u32,
    known: &mut Vec<(u32, Heard)>,
    last: u32,
) {
    let clock = simulation.clock();
    let (now, thing) = (clock.now, Thing::Track(line));
    let world = simulation.world_mut();
    let beliefs = world.resource::<Beliefs>();
    let say = |second: u32, what: &str| {
        let shut = 100.0 * beliefs.line_shut(line, second);
        let (day, minute) = (second / 86_400, second / 60 % 1_440);
        println!(
            "{day:>3}  {:02}:{:02}  {shut:>8.0} %  {what}",
            minute / 60,
            minute % 60
        );
    };
    let events = world.resource::<Journal>().events.iter();
    let since = (*noted).max(last.saturating_sub(900));
    for event in events.filter(|event| event.place == Place::Line(line) && event.second >= since) {
        match event.kind {
            EventKind::Cut => say(event.second, "a bomb cuts the track"),
            EventKind::Mended => say(event.second, "a cut is mended"),
            EventKind::LineClosed => say(event.second, "LINE CLOSED to trains"),
            EventKind::LineOpened => say(event.second, "LINE OPEN again"),
            _ => {}
        }
        *noted = now;
    }
    let mut on_the_way = world.resource::<Despatches>().on_the_way();
    on_the_way.retain(|(_, heard)| heard.thing == thing);
    let words = |heard: &Heard| {
        let taken = if heard.is_shut { "shut" } else { "open" };
        format!("{:?} take it for {taken}", heard.source).to_lowercase()
    };
    for (arrives, heard) in &on_the_way {
        if !known.contains(&(*arrives, *heard)) {
            let hours = (arrives - heard.second) / 3_600;
            say(
                heard.second,
                &format!("{}; the report takes {hours} h", words(heard)),
            );
        }
    }
    for (_, heard) in known.iter().filter(|sent| !on_the_way.contains(sent)) {
        let age = (now - heard.second) / 3_600;
        say(
            now,
            &format!("the report of {age} h ago arrives: {}", words(heard)),
        );
    }
    *known = on_the_way;
    if clock.covers(SENDING) {
        say(now, "patrols of the night are sent on this belief");
    }
    if clock.covers(TASKING) {
        say(now, "flights of the next day are tasked on this belief");
    }
}
