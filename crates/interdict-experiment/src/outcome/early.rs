//! What was recorded before an arm begins to act, as one number for each such day.

use interdict_engine::Digest;
use interdict_model::{EventKind, LineSeries, Record};
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;

use crate::touched::Touched;

/// Days of the scenario on which arms begin to act, other than the first, each once.
pub(super) fn days(base: &Scenario, arms: &[&Scenario]) -> Vec<u16> {
    let acts = arms.iter().map(|arm| Touched::of(base, arm).from);
    let mut days: Vec<u16> = acts.filter(|day| (1..base.days).contains(day)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// One number for all that was recorded before a day: series of the theatre, series of lines by row, events.
pub(super) fn before(scenario: &Scenario, record: &Record, lines: &[u32], day: u16) -> u64 {
    let mut digest = Digest::new("before");
    for past in 0..day.min(record.days) {
        digest.numbers(record.theatre.day(past));
        for &line in lines {
            let first = line as usize * LineSeries::COUNT;
            digest.numbers(&record.lines.day(past)[first..first + LineSeries::COUNT]);
        }
    }
    let until = u32::from(day) * SECONDS_PER_DAY;
    for event in record
        .events
        .iter()
        .take_while(|event| event.second < until)
    {
        // where guns stand is what the arms differ in, and shows no effect
        if event.kind == EventKind::GunsPosted {
            continue;
        }
        digest.pair(event.second, event.kind as u32);
        digest.word(event.key.0);
        digest.word(event.cause.0);
        digest.number(event.amount);
        digest.text(event.place.name(scenario).1);
    }
    digest.finish()
}
