//! State: what of a thing can change in a run, field by field.
//!
//! [`state!`] names every field of a struct once: those that are state, those that are fixed for the run, and working
//! room that is made anew whenever it is used. The struct is taken apart without `..`, so a field that is not named is a
//! compile error. State goes into the digest of the day; what is fixed or room does not, and a test puts both back to
//! what they were at first, tick after tick, and finds the same run.

use interdict_engine::Digest;

mod lists;
mod parts;
#[cfg(test)]
pub(crate) mod walk;

#[cfg(test)]
use walk::Walk;

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
/// `state!(RailAgenda(agendas));`. Long lists that are mostly zero stand after `sparse:`, before what is fixed and room;
/// each of these may be left out.
macro_rules! state {
    ($kind:ident ( $field:ident )) => {
        impl $crate::state::State for $kind {
            #[inline]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                let Self($field) = self;
                $crate::state::State::digest($field, digest);
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut $crate::state::walk::Walk) {
                let Self($field) = self;
                walk.through(stringify!($kind), |walk| $field.nudge(walk));
            }

            #[cfg(test)]
            fn fields(put: &mut dyn FnMut(&'static str)) {
                put(stringify!($kind));
                $crate::state::walk::fields_of(|Self($field)| $field, put);
            }
        }
    };
    (
        $kind:ident: $($field:ident),*
        $(; sparse: $($sparse:ident),+)?
        $(; fixed: $($fixed:ident),+)?
        $(; room: $($room:ident),+)?
    ) => {
        impl $crate::state::State for $kind {
            #[inline]
            #[allow(unused_variables, reason = "there may be no state but fixed things and room")]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                let Self {
                    $($field,)* $($($sparse,)+)? $($($fixed: _,)+)? $($($room: _,)+)?
                } = self;
                $($crate::state::State::digest($field, digest);)*
                $($($crate::state::digest_sparse($sparse, digest);)+)?
            }

            #[cfg(test)]
            #[allow(unused_variables, reason = "there may be no state but fixed things and room")]
            fn nudge(&mut self, walk: &mut $crate::state::walk::Walk) {
                $(walk.through(
                    concat!(stringify!($kind), ".", stringify!($field)),
                    |walk| self.$field.nudge(walk),
                );)*
                $($(walk.through(
                    concat!(stringify!($kind), ".", stringify!($sparse)),
                    // the numbers in it, not how many there are
                    |walk| self.$sparse.iter_mut().for_each(|this| this.nudge(walk)),
                );)+)?
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
                    $crate::state::walk::fields_of(|this: &Self| &this.$field, put);
                )*
                $($(put(concat!(stringify!($kind), ".", stringify!($sparse)));)+)?
            }
        }
    };
}

/// The same for an enum: `choice!(TrainState: Idle, Forming, Running);`, or, where variants hold something,
/// `choice!(Struck: Track { block, wait_until }, Span { bridge });`.
macro_rules! choice {
    ($kind:ident: $($variant:ident),+) => {
        impl $crate::state::State for $kind {
            #[inline]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                digest.word(*self as u64);
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut $crate::state::walk::Walk) {
                if walk.ends_here() {
                    const ALL: &[$kind] = &[$($kind::$variant),+];
                    let place = match self { $(Self::$variant => $kind::$variant as usize,)+ };
                    *self = ALL[(place + 1) % ALL.len()];
                }
            }
        }
    };
    ($kind:ident: $($variant:ident $({ $($field:ident),+ })? $(( $($place:ident),+ ))?),+) => {
        impl $crate::state::State for $kind {
            #[inline]
            fn digest(&self, digest: &mut interdict_engine::Digest) {
                match self {
                    $(Self::$variant $({ $($field),+ })? $(($($place),+))? => {
                        digest.word(const { $crate::state::number(stringify!($variant)) });
                        $($($crate::state::State::digest($field, digest);)+)?
                        $($($crate::state::State::digest($place, digest);)+)?
                    })+
                }
            }

            #[cfg(test)]
            fn nudge(&mut self, walk: &mut $crate::state::walk::Walk) {
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

/// Takes in a long list that is mostly zero: what is not, with its place. A list that grows by zeros stays what it was.
#[inline]
pub(crate) fn digest_sparse<T>(these: &[T], digest: &mut Digest)
where
    T: State + Default + PartialEq,
{
    let zero = T::default();
    for (this, place) in these.iter().zip(1..) {
        if *this != zero {
            digest.word(place);
            this.digest(digest);
        }
    }
    digest.word(0);
}

/// A name as a number, for the variants of an enum.
pub(crate) const fn number(name: &str) -> u64 {
    let (bytes, mut place, mut number) = (name.as_bytes(), 0, 0_u64);
    while place < bytes.len() {
        number = number.rotate_left(7) ^ bytes[place] as u64;
        place += 1;
    }
    number
}
