//! The ledgers of all pairs as one list of causes.

use std::collections::BTreeMap;

use interdict_scenario::Scenario;

use super::answer::Entry;
use super::ledger::{Cause, Ledger};
use super::told::Told;

/// Tons by cause, the largest first.
pub(super) fn entries(
    ledgers: &[Ledger],
    scenario: &Scenario,
    arm: usize,
    tons: &dyn Fn(i64) -> f64,
) -> Vec<Entry> {
    let mut by_cause: BTreeMap<(Cause, bool), Vec<f64>> = BTreeMap::new();
    for (pair, ledger) in ledgers.iter().enumerate() {
        for (&cause, &kg) in &ledger.kg {
            let values = by_cause
                .entry(cause)
                .or_insert_with(|| vec![0.0; ledgers.len()]);
            values[pair] = tons(kg);
        }
    }
    let mut entries: Vec<Entry> = (by_cause.into_iter())
        .map(|((cause, lacks_arm), values)| Entry {
            cause,
            line: match cause {
                Cause::LineShut(row) => Some(scenario.lines[row as usize].id.clone()),
                _ => None,
            },
            lacking: if lacks_arm { arm } else { 0 },
            tons_a_day: Told::of(&values),
        })
        .collect();
    entries
        .sort_by(|one, other| (other.tons_a_day.mean.abs()).total_cmp(&one.tons_a_day.mean.abs()));
    entries
}
