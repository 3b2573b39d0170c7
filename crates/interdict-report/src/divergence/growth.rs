//! How a difference grows, day by day.

use interdict_experiment::diverge::{Divergence, Growth};
use interdict_scenario::Domain;

use super::teller::Pair;
use crate::braille::sparkline;
use crate::figures::{date_of, grouped, tons};

/// Days after the first parting that are shown.
const SHOWN: [u16; 9] = [0, 1, 2, 3, 7, 14, 30, 60, 120];

pub(super) fn table(divergence: &Divergence, pair: &Pair<'_>) -> Vec<String> {
    let growth = &divergence.growth;
    let Some(first) = growth.iter().find(|day| day.things > 0) else {
        return Vec::new();
    };
    let last = growth.last().map_or(first.day, |last| last.day);
    let mut days: Vec<u16> = SHOWN
        .iter()
        .map(|after| first.day + after)
        .filter(|&day| day < last)
        .collect();
    days.push(last);
    let has_supply = pair.theatre().has(Domain::Supply);
    let more = format!("to {} more, t", pair.places());
    let more = if has_supply { &*more } else { "" };
    let row = |day: &str, things: &str, events: &str, more: &str| {
        let text = format!("  {day:<12}{things:>16}{events:>20}{more:>26}");
        text.trim_end().to_owned()
    };
    let mut lines = vec![row("day", "things apart", "events apart", more)];
    for day in days {
        let Growth {
            things,
            events,
            delivered_kg,
            ..
        } = growth[usize::from(day)];
        let date = date_of(pair.scenarios[0], day).to_string();
        let more = grouped(tons(delivered_kg), 0);
        let more = if has_supply { &*more } else { "" };
        lines.push(row(&date, &things.to_string(), &events.to_string(), more));
    }
    let things: Vec<f64> = growth.iter().map(|day| f64::from(day.things)).collect();
    lines.push(format!(
        "  things apart, day by day: {}",
        sparkline(&things, 60)
    ));
    lines
}
