//! Days before an arm acts: both arms must be equal there, to the bit.
//!
//! An arm that acts from a date on can have no effect before it. If it has one all the same, either something else
//! differs between the arms or the engine looks ahead, and no figure of the comparison can be trusted. What is
//! compared: every series of the theatre and of the shared lines on each day before, and every event.

use interdict_engine::Digest;
use interdict_model::{EventKind, LineSeries, Record};
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::arms::Arms;
use crate::outcome::Catalogue;
use crate::study::Study;
use crate::touched::Touched;

/// What the days before an arm acts say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placebo {
    /// Day from which it acts.
    pub acts_from: String,
    /// Days before it.
    pub days: u16,
    /// Pairs that were looked at.
    pub pairs: usize,
    /// Replications in which something differed before it: there should be none.
    pub unlike: Vec<u32>,
}

/// Days of the scenario on which arms begin to act, other than the first, each once.
pub(crate) fn days(base: &Scenario, arms: &[&Scenario]) -> Vec<u16> {
    let acts = arms.iter().map(|arm| Touched::of(base, arm).from);
    let mut days: Vec<u16> = acts.filter(|day| (1..base.days).contains(day)).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// One number for all that was recorded before a day: series of the theatre, series of lines by row, events.
pub(crate) fn before(scenario: &Scenario, record: &Record, lines: &[u32], day: u16) -> u64 {
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

/// The days before each arm acts; `None` for an arm that acts from the first day, or never.
pub(crate) fn placebos(arms: &Arms, catalogue: &Catalogue, study: &Study) -> Vec<Option<Placebo>> {
    let base = &arms.base().scenario;
    let of_arm = |(arm, other): (usize, &crate::arms::Arm)| {
        let day = Touched::of(base, &other.scenario).from;
        let place = catalogue.quiet.iter().position(|&quiet| quiet == day)?;
        let date = base.starts.plus_days(i32::from(day)).unwrap_or(base.starts);
        let (mut pairs, mut unlike) = (0, Vec::new());
        for one in study.whole() {
            let [ours, theirs] = [0, arm].map(|arm| {
                let figures = one.arms.get(arm)?.as_ref().ok()?;
                figures.early.get(place)
            });
            pairs += 1;
            if ours != theirs {
                unlike.push(one.number);
            }
        }
        Some(Placebo {
            acts_from: date.to_string(),
            days: day,
            pairs,
            unlike,
        })
    };
    arms.all().iter().enumerate().skip(1).map(of_arm).collect()
}
