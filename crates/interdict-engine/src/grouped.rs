//! Several values for each thing of a kind: all in one place, those of one row after those of the row before.

use crate::row::{Row, number_of};
use core::marker::PhantomData;

/// Values by row: any number for each, in the order in which they were put.
#[derive(Clone, Debug)]
pub struct Grouped<R, T> {
    values: Vec<T>,
    /// Where the values of each row begin, and where those of the last end.
    first: Vec<u32>,
    kind: PhantomData<fn(R)>,
}

impl<R: Row, T> Grouped<R, T> {
    /// Values of so many rows, from pairs in ascending order of rows.
    pub fn of_pairs(count: usize, pairs: impl IntoIterator<Item = (R, T)>) -> Self {
        let mut all = Self::default();
        for (row, value) in pairs {
            while all.count() < row.index() {
                all.close();
            }
            all.push(value);
        }
        while all.count() < count {
            all.close();
        }
        all
    }

    /// The values of a row.
    #[inline]
    pub fn of(&self, row: R) -> &[T] {
        let (first, end) = (self.first[row.index()], self.first[row.index() + 1]);
        &self.values[first as usize..end as usize]
    }

    /// How many rows are closed.
    pub fn count(&self) -> usize {
        self.first.len() - 1
    }

    /// How many values there are of all rows.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// No row has a value.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values of all rows, row by row.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The values of all closed rows, one row after the other.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        let bounds = self.first.windows(2);
        bounds.map(|bounds| &self.values[bounds[0] as usize..bounds[1] as usize])
    }

    /// Where the values of each row begin, and where those of the last closed row end.
    pub fn bounds(&self) -> &[u32] {
        &self.first
    }

    /// From bounds and values, as [`bounds`](Self::bounds) and [`values`](Self::values) give them.
    pub const fn from_parts(first: Vec<u32>, values: Vec<T>) -> Self {
        Self {
            values,
            first,
            kind: PhantomData,
        }
    }

    /// Forgets everything, keeps its room, and makes room for so many values.
    pub fn clear(&mut self, values: usize) {
        self.values.clear();
        self.values.reserve(values);
        self.first.truncate(1);
    }

    /// Adds a value to the row that is open: the one after those that are closed.
    #[inline]
    pub fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Adds values to the row that is open.
    #[inline]
    pub fn extend(&mut self, values: impl IntoIterator<Item = T>) {
        self.values.extend(values);
    }

    /// The values of the row that is open.
    pub fn open_mut(&mut self) -> &mut [T] {
        let first = self.first[self.count()];
        &mut self.values[first as usize..]
    }

    /// Closes the row that is open.
    #[inline]
    pub fn close(&mut self) {
        self.first.push(number_of(self.values.len()));
    }
}

impl<R, T> Default for Grouped<R, T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            first: vec![0],
            kind: PhantomData,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::rows! {
        /// A house.
        struct HouseRow;
    }

    #[test]
    fn each_row_has_its_own_values_also_when_they_are_none() {
        let pairs = [(1, 'a'), (1, 'b'), (3, 'c')].map(|(house, name)| (HouseRow(house), name));
        let mut names = Grouped::of_pairs(5, pairs);
        let of = |house| String::from_iter(names.of(HouseRow(house)));
        assert_eq!([0, 1, 2, 3, 4].map(of), ["", "ab", "", "c", ""]);
        assert_eq!((names.count(), names.len()), (5, 3));
        names.clear(2);
        names.extend("zy".chars());
        names.open_mut().sort_unstable();
        names.close();
        assert_eq!(names.of(HouseRow(0)), ['y', 'z']);
        assert!(names.iter().eq([names.values()]));
    }
}
