//! What differs by construction: rows that stand in one scenario only, or otherwise in the other.

use std::collections::{BTreeMap, BTreeSet};

use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::told::ToldRow;

/// Keys of what the scenarios do not have alike.
pub type Treated = BTreeSet<Key>;

/// Keys of the rows that the scenarios do not have alike. Rows are compared by what they say and by what was worked out for
/// them from other rows, told by name; remarks on sources do not count.
pub(super) fn keys(base: &Scenario, arm: &Scenario) -> Treated {
    let mut treated = Treated::new();
    for (base, arm) in base.told().iter().zip(&arm.told()) {
        let (base, arm) = (said(&base.rows), said(&arm.rows));
        for key in base.keys().chain(arm.keys()) {
            if base.get(key) != arm.get(key) {
                treated.insert(*key);
            }
        }
    }
    treated
}

/// The words of every row that has an identity.
fn said(rows: &[ToldRow]) -> BTreeMap<Key, Vec<Option<&str>>> {
    let keyed = rows.iter().filter_map(|row| Some((row.key?, row)));
    keyed
        .map(|(key, row)| {
            let cells = row.cells.iter().filter(|cell| !cell.is_remark);
            (key, cells.map(|cell| cell.words.as_deref()).collect())
        })
        .collect()
}
