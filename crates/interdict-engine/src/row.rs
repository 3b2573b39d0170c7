//! Rows: the address of one thing among others of its kind, and columns that only its own kind of row can index.
//!
//! A row is a number, and a theatre has a dozen kinds of them. Each kind is a type of its own, so that the row of a
//! block cannot be given where the row of a line is asked for. Rows cost nothing: they are the number, in memory and in
//! a digest.
//!
//! ```
//! use interdict_engine::{Column, rows};
//!
//! rows! {
//!     /// A house.
//!     pub struct HouseRow;
//!     /// A street.
//!     pub struct StreetRow;
//! }
//!
//! let length_m: Column<StreetRow, u32> = vec![250, 900].into();
//! let street: Column<HouseRow, StreetRow> = [1, 0, 1].map(StreetRow).into_iter().collect();
//! assert_eq!(length_m[street[HouseRow(2)]], 900);
//! ```
//!
//! A column does not know the rows of others:
//!
//! ```compile_fail,E0277
//! # use interdict_engine::{Column, rows};
//! # rows! {
//! #     /// A house.
//! #     pub struct HouseRow;
//! #     /// A street.
//! #     pub struct StreetRow;
//! # }
//! let length_m: Column<StreetRow, u32> = vec![250, 900].into();
//! length_m[HouseRow(1)];
//! ```

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut, Index, IndexMut};

/// The address of one thing among others of its kind: declared with [`rows!`](crate::rows).
pub trait Row: Copy + 'static {
    /// The place in a column.
    fn index(self) -> usize;
    /// The row at a place in a column.
    fn from_index(index: usize) -> Self;
}

/// The number of a row at a place in a column.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "memory holds fewer than four thousand million things of a kind"
)]
pub const fn number_of(index: usize) -> u32 {
    debug_assert!(index < u32::MAX as usize, "a row has a number");
    index as u32
}

/// Declares kinds of rows: each a number of its own type, by which columns and slices can be indexed.
///
/// A slice can be indexed by any kind of row: it does not say whose column it is. A [`Column`] does.
#[macro_export]
macro_rules! rows {
    ($($(#[$doc:meta])* $see:vis struct $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(transparent)]
        $see struct $name(pub u32);

        #[allow(dead_code, reason = "a kind need not be asked everything")]
        impl $name {
            /// No row, where there is no room for an option.
            $see const NONE: Self = Self(u32::MAX);

            /// The place in a column.
            #[inline]
            $see const fn index(self) -> usize {
                self.0 as usize
            }

            /// The row at a place in a column.
            #[inline]
            $see const fn from_index(index: usize) -> Self {
                Self($crate::row::number_of(index))
            }

            /// The rows of so many things, ascending.
            #[inline]
            $see fn first(count: usize) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
                (0..$crate::row::number_of(count)).map(Self)
            }

            /// The row itself, or nothing where it is none.
            #[inline]
            $see fn known(self) -> Option<Self> {
                (self != Self::NONE).then_some(self)
            }

            /// The row that stands so many places further on.
            #[inline]
            #[must_use]
            $see const fn plus(self, places: u32) -> Self {
                Self(self.0 + places)
            }
        }

        impl $crate::row::Row for $name {
            #[inline]
            fn index(self) -> usize {
                self.index()
            }

            #[inline]
            fn from_index(index: usize) -> Self {
                Self::from_index(index)
            }
        }

        impl<T> core::ops::Index<$name> for [T] {
            type Output = T;

            #[inline]
            fn index(&self, row: $name) -> &T {
                &self[row.index()]
            }
        }

        impl<T> core::ops::IndexMut<$name> for [T] {
            #[inline]
            fn index_mut(&mut self, row: $name) -> &mut T {
                &mut self[row.index()]
            }
        }
    )+};
}

/// One value for each thing of a kind, in the order of its rows. Beyond being indexed it is a slice.
pub struct Column<R, T> {
    values: Vec<T>,
    kind: PhantomData<fn(R)>,
}

impl<R: Row, T> Column<R, T> {
    /// The same value for each of so many things.
    pub fn filled(value: T, count: usize) -> Self
    where
        T: Clone,
    {
        vec![value; count].into()
    }

    /// All rows, ascending.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = R> + ExactSizeIterator + use<R, T> {
        (0..self.values.len()).map(R::from_index)
    }

    /// All rows with their values, ascending.
    #[inline]
    pub fn by_row(&self) -> impl DoubleEndedIterator<Item = (R, &T)> + ExactSizeIterator {
        let values = self.values.iter().enumerate();
        values.map(|(index, value)| (R::from_index(index), value))
    }

    /// All rows with their values to be written, ascending.
    #[inline]
    pub fn by_row_mut(
        &mut self,
    ) -> impl DoubleEndedIterator<Item = (R, &mut T)> + ExactSizeIterator {
        let values = self.values.iter_mut().enumerate();
        values.map(|(index, value)| (R::from_index(index), value))
    }

    /// The value of a thing, if it has one.
    #[inline]
    pub fn at(&self, row: R) -> Option<&T> {
        self.values.get(row.index())
    }

    /// Appends the value of a new thing, and returns its row.
    pub fn push(&mut self, value: T) -> R {
        self.values.push(value);
        R::from_index(self.values.len() - 1)
    }

    /// Makes sure that there is a value for a row: new things have this one.
    #[inline]
    pub fn reach(&mut self, row: R, value: T)
    where
        T: Clone,
    {
        let count = self.values.len().max(row.index() + 1);
        self.values.resize(count, value);
    }

    /// Makes it this long: new things have this value.
    pub fn resize(&mut self, count: usize, value: T)
    where
        T: Clone,
    {
        self.values.resize(count, value);
    }

    /// The values without their rows.
    pub fn into_vec(self) -> Vec<T> {
        self.values
    }

    /// Forgets all values, and keeps the room.
    pub fn clear(&mut self) {
        self.values.clear();
    }
}

impl<R: Row, T> Index<R> for Column<R, T> {
    type Output = T;

    #[inline]
    fn index(&self, row: R) -> &T {
        &self.values[row.index()]
    }
}

impl<R: Row, T> IndexMut<R> for Column<R, T> {
    #[inline]
    fn index_mut(&mut self, row: R) -> &mut T {
        &mut self.values[row.index()]
    }
}

impl<R, T> Deref for Column<R, T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.values
    }
}

impl<R, T> DerefMut for Column<R, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.values
    }
}

impl<R, T> Default for Column<R, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<R, T: Clone> Clone for Column<R, T> {
    fn clone(&self) -> Self {
        self.values.clone().into()
    }

    // The room is kept: theatres are put back for each replication.
    fn clone_from(&mut self, other: &Self) {
        self.values.clone_from(&other.values);
    }
}

impl<R, T: fmt::Debug> fmt::Debug for Column<R, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.values.fmt(formatter)
    }
}

impl<R, T: PartialEq> PartialEq for Column<R, T> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<R, T> From<Vec<T>> for Column<R, T> {
    fn from(values: Vec<T>) -> Self {
        Self {
            values,
            kind: PhantomData,
        }
    }
}

impl<R, T> FromIterator<T> for Column<R, T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Vec::from_iter(values).into()
    }
}

impl<'a, R, T> IntoIterator for &'a Column<R, T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.values.iter()
    }
}

impl<'a, R, T> IntoIterator for &'a mut Column<R, T> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.values.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    rows! {
        /// A letter.
        struct LetterRow;
    }

    #[test]
    fn a_column_is_read_and_written_by_its_rows() {
        let mut letters: Column<LetterRow, char> = "abc".chars().collect();
        letters[LetterRow(1)] = 'x';
        assert_eq!(letters.push('d'), LetterRow(3));
        letters.reach(LetterRow(5), '-');
        letters.reach(LetterRow(0), '-');
        assert_eq!(String::from_iter(&letters), "axcd--");
        assert_eq!(
            letters.by_row().nth(2).map(|(row, &letter)| (row, letter)),
            Some((LetterRow(2), 'c'))
        );
        assert_eq!(letters.rows().last(), Some(LetterRow(5)));
        assert_eq!(letters.at(LetterRow(6)), None);
    }

    #[test]
    fn a_slice_and_an_array_know_rows_too() {
        let mut letters = ['a', 'b'];
        letters[LetterRow(0)] = 'x';
        let slice = &mut letters[..];
        slice[LetterRow(1)] = 'y';
        assert_eq!(letters, ['x', 'y']);
    }

    #[test]
    fn no_row_is_none() {
        assert_eq!(LetterRow::NONE.known(), None);
        assert_eq!(LetterRow(7).known(), Some(LetterRow(7)));
        assert_eq!(LetterRow(7).plus(2).index(), 9);
        let some: Vec<LetterRow> = LetterRow::first(2).collect();
        assert_eq!(some, [LetterRow(0), LetterRow(1)]);
    }

    #[test]
    #[should_panic(expected = "index out of bounds")]
    fn a_row_beyond_the_column_is_found_out() {
        let letters: Column<LetterRow, char> = "abc".chars().collect();
        let _ = letters[LetterRow(3)];
    }
}
