//! What two runs do not have in common: fields of things at one moment, and events.

use std::collections::{BTreeMap, BTreeSet};

use interdict_model::census::{Cell, Value};
use interdict_model::{Event, EventKind, Record};
use interdict_quantity::Key;

use super::course::{Snapshot, hash, mixed};
use super::treated::Treated;

/// A field that differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apart {
    /// The thing.
    pub who: Key,
    /// The field.
    pub field: &'static str,
    /// In the base; `None` where it is not there.
    pub base: Option<Value>,
    /// In the arm; `None` where it is not there.
    pub arm: Option<Value>,
}

/// The fields in which two snapshots differ, in order of identity and field.
pub(super) fn cells(base: &Snapshot, arm: &Snapshot) -> Vec<Apart> {
    // a thing may have a field twice, as a plan has two ways to one place
    type Fields = BTreeMap<(Key, &'static str), (Vec<Value>, Vec<Value>)>;
    let differing = things_apart(&base.cells, &arm.cells);
    let of_these = |cell: &&Cell| differing.contains(&cell.who);
    let mut fields = Fields::new();
    for cell in base.cells.iter().filter(of_these) {
        let both = fields.entry((cell.who, cell.field)).or_default();
        both.0.push(cell.value);
    }
    for cell in arm.cells.iter().filter(of_these) {
        let both = fields.entry((cell.who, cell.field)).or_default();
        both.1.push(cell.value);
    }
    let mut apart = Vec::new();
    for ((who, field), (base, arm)) in fields {
        for place in 0..base.len().max(arm.len()) {
            let (base, arm) = (base.get(place).copied(), arm.get(place).copied());
            if base != arm {
                apart.push(Apart {
                    who,
                    field,
                    base,
                    arm,
                });
            }
        }
    }
    apart
}

/// Things whose cells are not the same in both, in the same order. Most things are the same, so each is looked at as one
/// number first, and field by field only where that differs.
fn things_apart(base: &[Cell], arm: &[Cell]) -> BTreeSet<Key> {
    let (base, arm) = (by_thing(base), by_thing(arm));
    let (mut ours, mut theirs) = (base.iter().peekable(), arm.iter().peekable());
    let mut apart = BTreeSet::new();
    loop {
        let (one, other) = (ours.peek(), theirs.peek());
        let next = match (one, other) {
            (None, None) => return apart,
            (Some((one, _)), Some((other, _))) => *one.min(other),
            (Some((who, _)), None) | (None, Some((who, _))) => *who,
        };
        let one = ours.next_if(|(who, _)| *who == next);
        let other = theirs.next_if(|(who, _)| *who == next);
        if one != other {
            apart.insert(next);
        }
    }
}

/// Each thing once, in order of identity, with one number for all of its cells in their order.
fn by_thing(cells: &[Cell]) -> Vec<(Key, u64)> {
    let mut things: Vec<(Key, u64)> = Vec::new();
    for cell in cells {
        match things.last_mut() {
            Some((who, sum)) if *who == cell.who => *sum = mixed(*sum ^ hash(cell)),
            _ => things.push((cell.who, hash(cell))),
        }
    }
    // a thing may be met again further on: what was said of it first stays first
    things.sort_by_key(|(who, _)| *who);
    things.dedup_by(|(who, more), (before, sum)| {
        let is_same = who == before;
        if is_same {
            *sum = mixed(*sum ^ *more);
        }
        is_same
    });
    things
}

/// Events that one run has and the other has not, or has at another time or in another amount.
#[derive(Clone, Debug, Default)]
pub struct EventsApart {
    /// In the base only.
    pub base: Vec<Event>,
    /// In the arm only.
    pub arm: Vec<Event>,
    /// In both, but not alike: as it is in the base, and in the arm.
    pub otherwise: Vec<(Event, Event)>,
    /// Events that both have alike.
    pub alike: usize,
}

/// Events of one kind and identity, in order of time.
type ById = BTreeMap<(EventKind, Key, &'static str), Vec<Event>>;

impl EventsApart {
    /// Matches the events of two records by kind, identity and kind of place, the first with the first. What
    /// belongs to the treatment is left out.
    pub fn of(base: &Record, arm: &Record, treated: &Treated) -> Self {
        let by_id = |record: &Record| {
            let mut all = ById::new();
            for event in &record.events {
                if event.kind != EventKind::GunsPosted && !treated.contains(&event.key) {
                    let table = table(event);
                    all.entry((event.kind, event.key, table))
                        .or_default()
                        .push(*event);
                }
            }
            all
        };
        let (base, mut arm) = (by_id(base), by_id(arm));
        let mut apart = Self::default();
        for (id, ours) in base {
            let theirs = arm.remove(&id).unwrap_or_default();
            for place in 0..ours.len().max(theirs.len()) {
                match (ours.get(place), theirs.get(place)) {
                    (Some(one), Some(other))
                        if (one.second, one.amount) == (other.second, other.amount) =>
                    {
                        apart.alike += 1;
                    }
                    (Some(one), Some(other)) => apart.otherwise.push((*one, *other)),
                    (Some(one), None) => apart.base.push(*one),
                    (None, Some(other)) => apart.arm.push(*other),
                    (None, None) => {}
                }
            }
        }
        apart.arm.extend(arm.into_values().flatten());
        let by_time = |event: &Event| (event.second, event.kind, event.key);
        apart.base.sort_by_key(by_time);
        apart.arm.sort_by_key(by_time);
        apart
            .otherwise
            .sort_by_key(|(one, other)| (one.second.min(other.second), one.kind, one.key));
        apart
    }

    /// Every event that is not alike in both; of those that are in both, the base's.
    pub fn all(&self) -> impl Iterator<Item = &Event> {
        let otherwise = self.otherwise.iter().map(|(base, _)| base);
        self.base.iter().chain(&self.arm).chain(otherwise)
    }
}

/// Closures carry the key of what closed the line: one cut may close and another open it.
fn table(event: &Event) -> &'static str {
    use interdict_model::Place;
    match event.place {
        Place::Station(_) => "station",
        Place::Line(_) => "line",
        Place::Bridge(_) => "bridge",
        Place::Road(_) => "road",
        Place::Airfield(_) => "airfield",
        Place::Posting(_) => "flak",
        Place::Formation(_) => "formation",
        Place::Academy(_) => "academy",
        Place::Course(_) => "course",
        Place::Establishment(_) => "establishment",
        Place::Request(_) => "request",
        Place::City(_) => "city",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells that two numbers say: things, fields, values, in some order.
    fn snapshot(mut seed: u64) -> Snapshot {
        let mut next = |most: u64| {
            seed = mixed(seed);
            seed % most
        };
        let mut cells = Vec::new();
        for _ in 0..next(12) {
            let who = Key(next(4));
            for field in ["load", "state", "load"].iter().take(next(4) as usize) {
                let value = Value::Whole(next(3) as i64, "kg");
                let owner = who;
                cells.push(Cell {
                    who,
                    owner,
                    field,
                    value,
                });
            }
        }
        let mut snapshot = Snapshot::default();
        snapshot.cells.extend(cells);
        snapshot
    }

    /// The same question asked of every field.
    fn field_by_field(base: &Snapshot, arm: &Snapshot) -> Vec<Apart> {
        let fields = |snapshot: &Snapshot| {
            let mut fields: BTreeMap<_, Vec<Value>> = BTreeMap::new();
            for cell in &snapshot.cells {
                fields
                    .entry((cell.who, cell.field))
                    .or_default()
                    .push(cell.value);
            }
            fields
        };
        let (base, arm) = (fields(base), fields(arm));
        let names: BTreeSet<_> = base.keys().chain(arm.keys()).copied().collect();
        let mut apart = Vec::new();
        for (who, field) in names {
            let of = |all: &BTreeMap<_, Vec<Value>>, place: usize| {
                all.get(&(who, field))
                    .and_then(|values| values.get(place).copied())
            };
            for place in 0..40 {
                let (base, arm) = (of(&base, place), of(&arm, place));
                if base != arm {
                    apart.push(Apart {
                        who,
                        field,
                        base,
                        arm,
                    });
                }
            }
        }
        apart
    }

    #[test]
    fn things_that_are_the_same_as_one_number_have_no_field_that_differs() {
        let mut differing = 0;
        for seed in 0..3_000 {
            let base = snapshot(seed);
            // another world, the same one, and the same with its things in another order
            let mut turned = base.clone();
            turned.cells.sort_by_key(|cell| std::cmp::Reverse(cell.who));
            for arm in [snapshot(seed + 1), base.clone(), turned] {
                let found = cells(&base, &arm);
                differing += usize::from(!found.is_empty());
                assert_eq!(found, field_by_field(&base, &arm), "{seed}");
            }
        }
        assert!(differing > 2_000, "{differing}");
    }
}
