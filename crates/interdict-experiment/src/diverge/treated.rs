//! What differs by construction: rows that stand in one scenario only, or otherwise in the other.

use std::collections::BTreeMap;
use std::fmt::Debug;

use interdict_quantity::Key;
use interdict_scenario::Scenario;

use super::Treated;

/// Keys of the rows that the scenarios do not have alike. Rows are compared by what they say; numbers of
/// other rows count as they are, so where rows of one table move, rows that name them may be left out too.
pub(super) fn keys(base: &Scenario, arm: &Scenario) -> Treated {
    let mut treated = Treated::new();
    macro_rules! compare {
        ($($table:ident),+) => { $( unlike(&base.$table, &arm.$table, |row| row.key, &mut treated); )+ };
    }
    compare!(
        weather,
        stations,
        lines,
        bridges,
        roads,
        airfields,
        locomotives,
        formations,
        trucks,
        gangs,
        flak,
        air_units,
        raids
    );
    treated
}

fn unlike<T: Debug>(base: &[T], arm: &[T], key: impl Fn(&T) -> Key, treated: &mut Treated) {
    let said = |rows: &[T]| -> BTreeMap<Key, String> {
        rows.iter()
            .map(|row| (key(row), format!("{row:?}")))
            .collect()
    };
    let (base, arm) = (said(base), said(arm));
    for key in base.keys().chain(arm.keys()) {
        if base.get(key) != arm.get(key) {
            treated.insert(*key);
        }
    }
}
