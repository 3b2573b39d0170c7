//! From measured numbers to whole ones, and from wide numbers to narrow ones: every such step has a name here.
//!
//! Which way a real number becomes whole is part of a rule and is said where it is done: [`nearest`], [`whole_part`],
//! [`whole_below`] or [`next_whole`]. What no number of the kind holds becomes the nearest that does. A whole number is narrowed with [`fit`]
//! where a bound is known, and a debug build looks whether it holds.
//!
//! ```
//! use interdict_engine::whole::{fit, nearest, next_whole, whole_part};
//!
//! assert_eq!((nearest::<i64>(-2.5), whole_part::<i64>(-2.5), next_whole::<i64>(-2.5)), (-3, -2, -2));
//! assert_eq!(nearest::<u16>(-1.0), 0);
//! let seconds: u32 = fit(7_i64 * 86_400);
//! ```

use core::fmt::Debug;

/// A kind of whole number that real numbers are turned into.
pub trait Whole: Copy {
    /// A real number without its fraction; the nearest of its kind where it is beyond all.
    fn without_fraction(real: f64) -> Self;
}

/// A kind of whole number of which some are numbers of another kind.
pub trait Fits<N>: Copy + Debug {
    /// The same number, of the other kind.
    fn cast(self) -> N;
    /// There is such a number.
    fn does_fit(self) -> bool;
}

macro_rules! whole {
    ($($kind:ty),+) => {$(
        impl Whole for $kind {
            #[inline]
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is beyond all becomes the last")]
            fn without_fraction(real: f64) -> Self {
                real as Self
            }
        }
    )+};
}

macro_rules! fits {
    ($($from:ty => $($to:ty),+;)+) => {$($(
        impl Fits<$to> for $from {
            #[inline]
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_possible_wrap,
                reason = "whoever asks knows a bound"
            )]
            fn cast(self) -> $to {
                self as $to
            }

            #[inline]
            fn does_fit(self) -> bool {
                <$to>::try_from(self).is_ok()
            }
        }
    )+)+};
}

whole!(u8, u16, u32, u64, usize, i64);

fits! {
    u16 => u8;
    u32 => u8, u16;
    u64 => u16, u32, usize, i64;
    i8 => u8;
    i64 => u16, u32, u64, usize;
    usize => u8, u16, u32, i64;
}

/// The nearest whole number; of two as near, the one farther from 0.
#[inline]
pub fn nearest<N: Whole>(real: f64) -> N {
    N::without_fraction(real.round())
}

/// The whole number that is left when the fraction is cut off.
#[inline]
pub fn whole_part<N: Whole>(real: f64) -> N {
    N::without_fraction(real)
}

/// The greatest whole number that is no greater.
#[inline]
pub fn whole_below<N: Whole>(real: f64) -> N {
    N::without_fraction(real.floor())
}

/// The least whole number that is no less.
#[inline]
pub fn next_whole<N: Whole>(real: f64) -> N {
    N::without_fraction(real.ceil())
}

/// The same number of a narrower kind, where a bound is known.
#[inline]
#[track_caller]
pub fn fit<N, M: Fits<N>>(number: M) -> N {
    debug_assert!(number.does_fit(), "{number:?} is beyond its bound");
    number.cast()
}

/// How many there are, as an amount.
#[inline]
pub fn amount(count: usize) -> i64 {
    fit(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_all_becomes_the_last() {
        assert_eq!(nearest::<u32>(1e20), u32::MAX);
        assert_eq!(whole_part::<i64>(f64::NEG_INFINITY), i64::MIN);
        assert_eq!(whole_part::<u64>(f64::NAN), 0);
        assert_eq!(next_whole::<u16>(6.000_1), 7);
        assert_eq!(whole_below::<i64>(-0.5), -1);
    }

    #[test]
    fn a_number_within_its_bound_stays_what_it_is() {
        assert_eq!(fit::<u32, i64>(4_000_000_000), 4_000_000_000);
        assert_eq!(fit::<u16, usize>(65_535), 65_535);
        assert_eq!(amount(12), 12);
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "-1 is beyond its bound")]
    fn a_number_beyond_its_bound_is_found_out() {
        fit::<u32, i64>(-1);
    }
}
