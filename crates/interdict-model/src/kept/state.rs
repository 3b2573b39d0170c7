//! State: what of a thing can change in a run, field by field.
//!
//! [`state!`] names every field of a struct once: those that are state, those that are fixed for the run, and working
//! room that is made anew whenever it is used. The struct is taken apart without `..`, so a field that is not named is a
//! compile error. State goes into the digest of the day; what is fixed or room does not, and a test puts both back to
//! what they were at first, tick after tick, and finds the same run.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use interdict_engine::{Agenda, Clock, Digest, Ledger};
use interdict_quantity::Key;

#[cfg(test)]
use super::walk::Walk;

/// What can change in a run.
pub(crate) trait State {
    /// Takes all of it into a digest.
    fn digest(&self, digest: &mut Digest);

    /// The same for things that lie side by side: small numbers share a word.
    #[inline]
    fn digest_all(these: &[Self], digest: &mut Digest)
    where
        Self: Sized,
    {
        for this in these {
            this.digest(digest);
        }
    }

    /// Alters the part of it at which a walk ends.
    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk);

    /// Puts back everything but the state.
    #[cfg(test)]
    fn keep_only_state(&mut self, _fresh: &Self) {}

    /// Names every field of it and of what it is made of.
    #[cfg(test)]
    fn fields(_put: &mut dyn FnMut(&'static str))
    where
        Self: Sized,
    {
    }
}

/// Names the fields of a struct: `state!(Yard: busy, queue; fixed: key, places; room: sums);`, or those of a tuple:
/// `state!(RailAgenda(agendas));`. What is fixed and what is room may be left out where there is none.
macro_rules! state {
    ($kind:ident ( $field:ident )) => {
        impl $crate::kept::state::State for $kind {
            #[inline]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                let Self($field) = self;
                $crate::kept::state::State::digest($field, digest);
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut $crate::kept::walk::Walk) {
                let Self($field) = self;
                walk.through(stringify!($kind), |walk| $field.nudge(walk));
            }

            #[cfg(test)]
            fn fields(put: &mut dyn FnMut(&'static str)) {
                put(stringify!($kind));
                $crate::kept::walk::fields_of(|Self($field)| $field, put);
            }
        }
    };
    (
        $kind:ident: $($field:ident),*
        $(; fixed: $($fixed:ident),+)?
        $(; room: $($room:ident),+)?
    ) => {
        impl $crate::kept::state::State for $kind {
            #[inline]
            #[allow(unused_variables, reason = "there may be no state but fixed things and room")]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                let Self { $($field,)* $($($fixed: _,)+)? $($($room: _,)+)? } = self;
                $($crate::kept::state::State::digest($field, digest);)*
            }

            #[cfg(test)]
            #[allow(unused_variables, reason = "there may be no state but fixed things and room")]
            fn nudge(&mut self, walk: &mut $crate::kept::walk::Walk) {
                $(walk.through(
                    concat!(stringify!($kind), ".", stringify!($field)),
                    |walk| self.$field.nudge(walk),
                );)*
            }

            #[cfg(test)]
            #[allow(unused_variables, reason = "there may be nothing but state")]
            fn keep_only_state(&mut self, fresh: &Self) {
                $(self.$field.keep_only_state(&fresh.$field);)*
                $($(self.$fixed.clone_from(&fresh.$fixed);)+)?
                $($(self.$room.clone_from(&fresh.$room);)+)?
            }

            #[cfg(test)]
            #[allow(unused_variables, reason = "there may be no state but fixed things and room")]
            fn fields(put: &mut dyn FnMut(&'static str)) {
                $(
                    put(concat!(stringify!($kind), ".", stringify!($field)));
                    $crate::kept::walk::fields_of(|this: &Self| &this.$field, put);
                )*
            }
        }
    };
}

/// The same for an enum: `choice!(TrainState: Idle, Forming, Running);`, or, where variants hold something,
/// `choice!(Struck: Track { block, wait_until }, Span { bridge });`.
macro_rules! choice {
    ($kind:ident: $($variant:ident),+) => {
        impl $crate::kept::state::State for $kind {
            #[inline]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                digest.word(*self as u64);
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut $crate::kept::walk::Walk) {
                if walk.ends_here() {
                    const ALL: &[$kind] = &[$($kind::$variant),+];
                    let place = match self { $(Self::$variant => $kind::$variant as usize,)+ };
                    *self = ALL[(place + 1) % ALL.len()];
                }
            }
        }
    };
    ($kind:ident: $($variant:ident $({ $($field:ident),+ })? $(( $($place:ident),+ ))?),+) => {
        impl $crate::kept::state::State for $kind {
            #[inline]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                match self {
                    $(Self::$variant $({ $($field),+ })? $(($($place),+))? => {
                        digest.word(const { $crate::kept::state::number(stringify!($variant)) });
                        $($($crate::kept::state::State::digest($field, digest);)+)?
                        $($($crate::kept::state::State::digest($place, digest);)+)?
                    })+
                }
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut $crate::kept::walk::Walk) {
                match self {
                    $(Self::$variant $({ $($field),+ })? $(($($place),+))? => {
                        $($($field.nudge(walk);)+)?
                        $($($place.nudge(walk);)+)?
                    })+
                }
            }
        }
    };
}

pub(crate) use {choice, state};

/// A name as a number, for the variants of an enum.
pub(crate) const fn number(name: &str) -> u64 {
    let (bytes, mut place, mut number) = (name.as_bytes(), 0, 0_u64);
    while place < bytes.len() {
        number = number.rotate_left(7) ^ bytes[place] as u64;
        place += 1;
    }
    number
}

macro_rules! wide {
    ($($kind:ty),+) => {$(
        impl State for $kind {
            #[inline]
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
                    *self = ((*self as u64) ^ 1) as _;
                }
            }
        }
    )+};
}

narrow!(u8: 8, u16: 4, u32: 2);

impl State for bool {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.word(u64::from(*self));
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

impl<T: State, const N: usize> State for [T; N] {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        T::digest_all(self, digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        self.iter_mut().for_each(|it| it.nudge(walk));
    }

    #[cfg(test)]
    fn fields(put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

impl<T: State> State for Vec<T> {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.len() as u64);
        T::digest_all(self, digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        self.iter_mut().for_each(|it| it.nudge(walk));
        if !self.is_empty() && walk.ends_here() {
            self.pop();
        }
    }

    #[cfg(test)]
    fn fields(put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

/// What a heap holds, in whatever order it lies there.
impl State for BinaryHeap<Reverse<u32>> {
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.len() as u64);
        digest.unordered(self.iter().map(|&Reverse(number)| [u64::from(number)]));
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        let mut all = std::mem::take(self).into_sorted_vec();
        all.iter_mut().for_each(|Reverse(it)| it.nudge(walk));
        if !all.is_empty() && walk.ends_here() {
            all.pop();
        }
        *self = all.into();
    }
}

impl<K: State + Ord + Copy, V: State> State for BTreeMap<K, V> {
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.len() as u64);
        for (key, value) in self {
            key.digest(digest);
            value.digest(digest);
        }
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        let mut all: Vec<(K, V)> = std::mem::take(self).into_iter().collect();
        all.nudge(walk);
        *self = all.into_iter().collect();
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
        digest.numbers(self.words());
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        use crate::accounts::{ACCOUNTS, COMMODITIES};
        let (accounts, commodities) = (ACCOUNTS.len() as u16, COMMODITIES.len() as u16);
        for (commodity, from) in (0..commodities).flat_map(|c| (0..accounts).map(move |a| (c, a))) {
            if walk.ends_here() {
                self.post(commodity, from, (from + 1) % accounts, 1);
            }
        }
    }
}

state!(Clock: tick, now, until, day, second_of_day; fixed: step);
