//! Who is who: the identity of everything that comes from something else, and the key it goes by.
//!
//! Rows of tables take their keys from their ids. What comes from them (a battery of a posting, a flight of a
//! unit, a bomb of a flight, a trip by a way) takes its key from theirs, and only in this file. Keys enter chance
//! and decide ties.
//!
//! A key cannot be read back. Whoever wants names listens with [`Identities::write_down`] while things are made;
//! where nobody listens, a key costs one look at a flag.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use interdict_quantity::Key;

/// Declares each kind once: what it is, whom it comes from and which of theirs it is, and its key.
macro_rules! identities {
    ($( #[doc = $doc:literal] $kind:ident { $($field:ident: $type:ty),+ } = $key:expr; )+) => {
        /// What has its identity from something else: from whom, and which of theirs it is.
        ///
        /// A key in it is that of a row of a table or of another identity. Numbers count from 0.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Identity {
            $(
                #[doc = $doc]
                #[expect(missing_docs, reason = "a field is called after whom it is, or `n`: which of theirs")]
                $kind { $($field: $type),+ },
            )+
        }

        impl Identity {
            #[inline]
            fn made(self) -> Key {
                match self {
                    $( Self::$kind { $($field),+ } => $key, )+
                }
            }
        }
    };
}

// The registry: append only. Among children of one kind of parent a number is never used again, and a new kind
// takes a number above all others. A change of what stands behind a `=` moves draws.
identities! {
    /// A block of a line.
    Block { line: Key, n: u32 } = line.child(1, n);
    /// The way from a station to another.
    Way { from: Key, to: Key } = from.paired(to);
    /// The way from a station to another over a road between them.
    RoadWay { way: Key, road: Key } = way.paired(road);
    /// A locomotive of a row of the table.
    Engine { pool: Key, n: u32 } = pool.child(2, n);
    /// The switch to a crossing of a bridge that has come to stand by a day.
    SwitchBack { bridge: Key, day: u16 } = bridge.child(3, u32::from(day));
    /// The switch to the next crossing of a bridge, of which a bomb took one out of use.
    SwitchOver { impact: Key, crossing: u8 } = impact.child(3, u32::from(crossing));
    /// A cut of the track by bombs on a yard.
    YardCut { impact: Key, n: u32 } = impact.child(4, n);
    /// A by-pass begun on a day beside a bridge that has so many crossings.
    ByPass { bridge: Key, day: u16, crossings: u32 } = bridge.child(5, of_day(day, crossings));
    /// Trains that an entry of a plan sends from a station.
    TrainsPlanned { station: Key, n: u32 } = station.child(7, n);
    /// Trucks that an entry of a plan sends from a station.
    TrucksPlanned { station: Key, n: u32 } = station.child(8, n);
    /// The trip of a train: which of the night's departures by this way.
    Trip { way: Key, night: u16, n: u32 } = way.child(9, of_night(night, n));
    /// A wave of trucks: which of the night's departures by this way.
    TruckWave { way: Key, night: u16, n: u32 } = way.child(10, of_night(night, n));
    /// A light battery of a posting.
    LightBattery { posting: Key, n: u32 } = posting.child(10, n);
    /// A heavy battery of a posting.
    HeavyBattery { posting: Key, n: u32 } = posting.child(11, n);
    /// Flights of a unit that go for one place together: which of the day's.
    Wave { unit: Key, day: u16, n: u32 } = unit.child(20, of_day(day, n));
    /// A flight of a unit: which of the day's, whatever wave it flies with.
    Flight { unit: Key, day: u16, n: u32 } = unit.child(21, of_day(day, n));
    /// A bomb of an aircraft of a flight.
    Bomb { flight: Key, plane: u16, n: u16 } = flight.child(22, of_day(plane, u32::from(n)));
    /// A bomb of a patrol.
    PatrolBomb { patrol: Key, n: u16 } = patrol.child(22, u32::from(n));
    /// An aircraft of a flight.
    Aircraft { flight: Key, n: u32 } = flight.child(23, n);
    /// Something that the bombs of a raid of record hit.
    Hit { raid: Key, n: u32 } = raid.child(24, n);
    /// A single aircraft sent out for a night: which of its unit's.
    Patrol { unit: Key, day: u16, n: u32 } = unit.child(25, of_day(day, n));
    /// A patrol that may come upon a train on its trip.
    Search { patrol: Key, trip: Key } = patrol.paired(trip);
    /// A battery that fires at a flight or a raid.
    Duel { attacker: Key, battery: Key } = attacker.paired(battery);
    /// A unit that may go for a target: a line, or a bridge.
    Choice { unit: Key, target: Key } = unit.paired(target);
    /// A sweep or a screen of a unit of fighters: which of the day's.
    Sweep { unit: Key, day: u16, n: u32 } = unit.child(40, of_day(day, n));
    /// Fighters, or a radar, that a mission comes near; or a group that another comes near.
    Encounter { mission: Key, group: Key } = mission.paired(group);
    /// An aircraft of a group of fighters.
    Fighter { group: Key, n: u32 } = group.child(41, n);
    /// Trucks of a company on their way to a formation.
    Convoy { company: Key, formation: Key } = company.paired(formation);
    /// A crater that a raid made at an airfield.
    Crater { raid: Key, n: u32 } = raid.child(27, n);
    /// The men of an airfield's own.
    FieldLabour { airfield: Key, n: u32 } = airfield.child(28, n);
    /// A work at an airfield: which of all that were begun there.
    FieldWork { airfield: Key, n: u32 } = airfield.child(29, n);
    /// An idle engine in a yard that bombs strike.
    EngineStruck { impact: Key, engine: Key } = impact.paired(engine);
    /// A raid that was ordered: which of the day's.
    OrderedRaid { order: Key, day: u16, n: u32 } = order.child(60, of_day(day, n));
    /// A raid that could come to a city: which of the day's.
    CityRaid { city: Key, day: u16, n: u32 } = city.child(61, of_day(day, n));
}

/// A number below 256 on a day.
#[inline]
fn of_day(day: u16, n: u32) -> u32 {
    u32::from(day) << 8 | n
}

/// A number below 4,096 in a night.
#[inline]
fn of_night(night: u16, n: u32) -> u32 {
    u32::from(night) << 12 | n
}

impl Identity {
    /// Its key. Where somebody listens, what it stands for is written down.
    #[inline]
    pub fn key(self) -> Key {
        let key = self.made();
        if IS_HEARD.get() {
            hear(key, self);
        }
        key
    }
}

thread_local! {
    static IS_HEARD: Cell<bool> = const { Cell::new(false) };
    static HEARD: RefCell<Identities> = const { RefCell::new(Identities::nobody()) };
}

#[cold]
fn hear(key: Key, identity: Identity) {
    HEARD.with_borrow_mut(|heard| heard.note(key, identity));
}

/// What keys stand for, of all that was made while somebody listened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identities {
    known: BTreeMap<Key, Identity>,
    clashes: Vec<[Identity; 2]>,
}

impl Identities {
    /// Of nobody yet.
    pub const fn nobody() -> Self {
        Self {
            known: BTreeMap::new(),
            clashes: Vec::new(),
        }
    }

    /// Does some work, and writes down whoever gets a key in it, on this thread. Changes nothing of the work.
    pub fn write_down<T>(&mut self, work: impl FnOnce() -> T) -> T {
        /// Gives back what was heard, also when the work breaks off, and lets whoever listened before go on.
        struct Until<'a> {
            own: &'a mut Identities,
            before: Option<Identities>,
        }
        impl Drop for Until<'_> {
            fn drop(&mut self) {
                IS_HEARD.set(self.before.is_some());
                *self.own = HEARD.replace(self.before.take().unwrap_or_default());
            }
        }
        let was_heard = IS_HEARD.replace(true);
        let before = HEARD.replace(std::mem::take(self));
        let until = Until {
            own: self,
            before: was_heard.then_some(before),
        };
        let done = work();
        drop(until);
        done
    }

    /// Whom a key stands for; `None` where it was made of no other key, as those of rows of tables are, or while
    /// nobody listened.
    pub fn of(&self, key: Key) -> Option<Identity> {
        self.known.get(&key).copied()
    }

    /// All of them, in the order of their keys.
    pub fn all(&self) -> impl ExactSizeIterator<Item = Identity> + '_ {
        self.known.values().copied()
    }

    /// Two who go by one key: a fault of the registry. Empty unless there is one.
    pub fn clashes(&self) -> &[[Identity; 2]] {
        &self.clashes
    }

    fn note(&mut self, key: Key, identity: Identity) {
        let known = *self.known.entry(key).or_insert(identity);
        if known != identity && !self.clashes.contains(&[known, identity]) {
            self.clashes.push([known, identity]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flight(n: u32) -> Identity {
        let unit = Key::of("air_unit/WING");
        Identity::Flight { unit, day: 3, n }
    }

    #[test]
    fn who_gets_a_key_is_written_down_while_somebody_listens_and_no_longer() {
        let (mut outer, mut inner) = (Identities::nobody(), Identities::nobody());
        let unheard = flight(0).key();
        let keys = outer.write_down(|| {
            let first = flight(1).key();
            let second = inner.write_down(|| flight(2).key());
            [first, second, flight(3).key()]
        });
        assert!(!IS_HEARD.get(), "nobody listens any more");
        assert_eq!(flight(0).key(), unheard);
        assert_eq!(outer.of(unheard), None);
        assert_eq!(
            keys.map(|key| outer.of(key)),
            [Some(flight(1)), None, Some(flight(3))]
        );
        assert_eq!(inner.of(keys[1]), Some(flight(2)));
        assert_eq!((outer.all().len(), inner.all().len()), (2, 1));
        assert_eq!(keys, [1, 2, 3].map(|n| flight(n).key()));
    }

    #[test]
    fn what_was_heard_is_kept_when_the_work_breaks_off() {
        let mut heard = Identities::nobody();
        let work = std::panic::AssertUnwindSafe(|| {
            heard.write_down(|| {
                flight(1).key();
                panic!("breaks off")
            })
        });
        assert!(std::panic::catch_unwind(work).is_err());
        flight(2).key();
        assert_eq!(
            (heard.of(flight(1).key()), heard.all().len()),
            (Some(flight(1)), 1)
        );
    }

    #[test]
    fn two_who_go_by_one_key_are_found() {
        // A day has room for 256 flights of a unit, and no unit offers more: on an even day that is one bit of
        // the day, so flight 256 of day 2 would be flight 0 of day 3.
        let unit = Key::of("air_unit/WING");
        let [one, other] = [(2, 256), (3, 0)].map(|(day, n)| Identity::Flight { unit, day, n });
        let mut heard = Identities::nobody();
        let [key, same, _] = heard.write_down(|| [one, other, one].map(Identity::key));
        assert_eq!(key, same);
        assert_eq!(
            (heard.of(key), heard.clashes()),
            (Some(one), &[[one, other]][..])
        );
    }
}
