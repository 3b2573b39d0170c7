//! What two runs do not have in common: fields of things at one moment, and events.

use std::collections::BTreeMap;

use interdict_model::census::Value;
use interdict_model::{Event, EventKind, Record};
use interdict_quantity::Key;

use super::course::Snapshot;
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
    let mut fields = Fields::new();
    for cell in &base.cells {
        let both = fields.entry((cell.who, cell.field)).or_default();
        both.0.push(cell.value);
    }
    for cell in &arm.cells {
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
