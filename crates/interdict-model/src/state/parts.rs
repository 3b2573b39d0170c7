//! What state is made of: numbers, rows, keys, and what the engine keeps for everybody.

use interdict_engine::row::Row;
use interdict_engine::whole::fit;
use interdict_engine::{Agenda, Clock, Digest, Ledger};
use interdict_quantity::Key;

#[cfg(test)]
use super::walk::Walk;
use super::{State, choice, state};
use crate::row::{
    AirUnitRow, AirfieldRow, ArcRow, AreaRow, BatteryRow, BlockRow, BomberRow, BridgeRow, CellRow,
    CompanyRow, Direction, FighterRow, FlakRow, FlightRow, FlightsRow, ForceRow, FormationRow,
    GangRow, GunnersRow, HaulRow, IslandRow, JobRow, LegRow, LineRow, NodeRow, OrderRow,
    OrderedRow, PatrolRow, PostingRow, QueueRow, RaidRow, RoadRow, StationRow, Step, TrainRow,
    UnitRow, WatchRow, WaveRow,
};

/// Any whole number that takes a word, by its bits.
macro_rules! wide {
    ($($kind:ty),+) => {$(
        impl State for $kind {
            #[inline]
            #[allow(clippy::cast_sign_loss, reason = "a digest takes bits, not numbers")]
            fn digest(&self, digest: &mut Digest) {
                digest.word(*self as u64);
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut Walk) {
                if walk.ends_here() {
                    *self ^= 1;
                }
            }
        }
    )+};
}

wide!(u64, i64, i32);

/// Takes in small numbers, so many to a word.
#[inline]
fn packed<T, const TO_A_WORD: usize>(these: &[T], number: impl Fn(&T) -> u64, digest: &mut Digest) {
    let word = |some: &[T]| {
        let places = (0..).step_by(64 / TO_A_WORD);
        let numbers = some.iter().map(&number).zip(places);
        numbers.fold(0, |word, (number, place)| word | number << place)
    };
    let (whole, rest) = these.as_chunks::<TO_A_WORD>();
    for some in whole {
        digest.word(word(some));
    }
    if !rest.is_empty() {
        digest.word(word(rest));
    }
}

macro_rules! narrow {
    ($($kind:ty: $to_a_word:literal),+) => {$(
        impl State for $kind {
            #[inline]
            fn digest(&self, digest: &mut Digest) {
                digest.word(u64::from(*self));
            }

            #[inline]
            fn digest_all(these: &[Self], digest: &mut Digest) {
                packed::<_, $to_a_word>(these, |&number| u64::from(number), digest);
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut Walk) {
                if walk.ends_here() {
                    *self ^= 1;
                }
            }
        }
    )+};
}

narrow!(u8: 8, u16: 4, u32: 2);

/// A row is its number.
macro_rules! rows {
    ($($row:ident),+ $(,)?) => {$(
        impl State for $row {
            #[inline]
            fn digest(&self, digest: &mut Digest) {
                self.0.digest(digest);
            }

            #[inline]
            fn digest_all(these: &[Self], digest: &mut Digest) {
                packed::<_, 2>(these, |row| u64::from(row.0), digest);
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut Walk) {
                self.0.nudge(walk);
            }
        }
    )+};
}

rows!(
    LineRow,
    BlockRow,
    StationRow,
    RoadRow,
    AreaRow,
    IslandRow,
    TrainRow,
    LegRow,
    HaulRow,
    WaveRow,
    CompanyRow,
    FormationRow,
    BridgeRow,
    GangRow,
    JobRow,
    BatteryRow,
    PostingRow,
    AirfieldRow,
    UnitRow,
    BomberRow,
    ForceRow,
    OrderRow,
    OrderedRow,
    WatchRow,
    RaidRow,
    AirUnitRow,
    ArcRow,
    CellRow,
    FlakRow,
    FlightRow,
    FlightsRow,
    GunnersRow,
    NodeRow,
    PatrolRow,
    FighterRow,
    QueueRow,
);

/// A step is its number, too.
impl<R: Row> State for Step<R> {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.place() as u64);
    }

    #[inline]
    fn digest_all(these: &[Self], digest: &mut Digest) {
        packed::<_, 2>(these, |step| step.place() as u64, digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        if walk.ends_here() {
            *self = self.reversed();
        }
    }
}

choice!(Direction: Ahead, Back);

impl State for bool {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.word(u64::from(*self));
    }

    #[inline]
    fn digest_all(these: &[Self], digest: &mut Digest) {
        packed::<_, 8>(these, |&is| u64::from(is), digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        if walk.ends_here() {
            *self = !*self;
        }
    }
}

impl State for f64 {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.real(*self);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        if walk.ends_here() {
            *self = Self::from_bits(self.to_bits() ^ 1);
        }
    }
}

impl State for Key {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.0);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        self.0.nudge(walk);
    }
}

impl<A: State, B: State> State for (A, B) {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        self.0.digest(digest);
        self.1.digest(digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        self.0.nudge(walk);
        self.1.nudge(walk);
    }
}

impl<A: State, B: State, C: State> State for (A, B, C) {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        self.0.digest(digest);
        self.1.digest(digest);
        self.2.digest(digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        self.0.nudge(walk);
        self.1.nudge(walk);
        self.2.nudge(walk);
    }
}

impl<T: State> State for Option<T> {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.word(u64::from(self.is_some()));
        if let Some(it) = self {
            it.digest(digest);
        }
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        if let Some(it) = self {
            it.nudge(walk);
            if walk.ends_here() {
                *self = None;
            }
        }
    }

    #[cfg(test)]
    fn fields(put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

impl State for Agenda {
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.len() as u64);
        let pair = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
        digest.unordered(
            (self.entries()).map(|due| [due.key.0, pair(due.second, due.item), due.stamp.into()]),
        );
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        let mut all: Vec<interdict_engine::DueEntry> = self.entries().copied().collect();
        all.sort_unstable();
        for due in &mut all {
            due.key.nudge(walk);
            due.second.nudge(walk);
            due.item.nudge(walk);
            due.stamp.nudge(walk);
        }
        if !all.is_empty() && walk.ends_here() {
            all.pop();
        }
        self.clear();
        for due in all {
            self.put(due.second, due.key, due.item, due.stamp);
        }
    }
}

impl State for Ledger {
    fn digest(&self, digest: &mut Digest) {
        // What is not zero, with commodity and account: a new one of either leaves the digest as it was.
        let width = crate::accounts::ACCOUNTS.len();
        for (place, &amount) in self.words().iter().enumerate() {
            if amount != 0 {
                digest.pair(fit(place / width), fit(place % width));
                digest.number(amount);
            }
        }
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        use crate::accounts::{ACCOUNTS, COMMODITIES};
        let (accounts, commodities) = (
            fit::<u16, _>(ACCOUNTS.len()),
            fit::<u16, _>(COMMODITIES.len()),
        );
        for (commodity, from) in (0..commodities).flat_map(|c| (0..accounts).map(move |a| (c, a))) {
            if walk.ends_here() {
                self.post(commodity, from, (from + 1) % accounts, 1);
            }
        }
    }
}

state!(Clock: tick, now, until, day, second_of_day; fixed: step);
