//! What state is made of: several of a kind.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use interdict_engine::row::Row;
use interdict_engine::{Column, Digest, Grouped};

use super::State;
#[cfg(test)]
use super::walk::Walk;
use crate::row::WaveRow;

impl<T: State, const N: usize> State for [T; N] {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        T::digest_all(self, digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        for it in self.iter_mut() {
            it.nudge(walk);
        }
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
        for it in self.iter_mut() {
            it.nudge(walk);
        }
        if !self.is_empty() && walk.ends_here() {
            self.pop();
        }
    }

    #[cfg(test)]
    fn fields(put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

/// As the values in it.
impl<R: Row, T: State + Clone> State for Column<R, T> {
    #[inline]
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.len() as u64);
        T::digest_all(self, digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        for it in self.iter_mut() {
            it.nudge(walk);
        }
        if let Some(any) = self.first().cloned()
            && walk.ends_here()
        {
            self.resize(self.len() - 1, any);
        }
    }

    #[cfg(test)]
    fn fields(put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

/// As its bounds and its values.
impl<R: Row, T: State + Clone> State for Grouped<R, T> {
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.bounds().len() as u64);
        u32::digest_all(self.bounds(), digest);
        digest.word(self.values().len() as u64);
        T::digest_all(self.values(), digest);
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        let (mut first, mut values) = (self.bounds().to_vec(), self.values().to_vec());
        first.nudge(walk);
        values.nudge(walk);
        *self = Self::from_parts(first, values);
    }

    #[cfg(test)]
    fn fields(put: &mut dyn FnMut(&'static str)) {
        T::fields(put);
    }
}

/// What a heap holds, in whatever order it lies there.
impl State for BinaryHeap<Reverse<WaveRow>> {
    fn digest(&self, digest: &mut Digest) {
        digest.word(self.len() as u64);
        digest.unordered(self.iter().map(|&Reverse(wave)| [u64::from(wave.0)]));
    }

    #[cfg(test)]
    fn nudge(&mut self, walk: &mut Walk) {
        let mut all = std::mem::take(self).into_sorted_vec();
        for Reverse(it) in &mut all {
            it.nudge(walk);
        }
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
