//! A walk through a state to its n-th part: for the test that every part of it moves the digest.

use super::State;

/// A walk that ends at one part.
pub(crate) struct Walk {
    /// Parts still to be passed; `None` once it has ended.
    left: Option<usize>,
    /// The fields on the way to where it is, or to where it has ended.
    way: Vec<&'static str>,
}

impl Walk {
    /// A walk that passes so many parts and ends at the next.
    pub(crate) fn past(parts: usize) -> Self {
        Self {
            left: Some(parts),
            way: Vec::new(),
        }
    }

    /// Asked at each part: whether the walk ends here.
    pub(crate) fn ends_here(&mut self) -> bool {
        match self.left {
            Some(0) => {
                self.left = None;
                true
            }
            Some(left) => {
                self.left = Some(left - 1);
                false
            }
            None => false,
        }
    }

    /// Walks through a field.
    pub(crate) fn through(&mut self, field: &'static str, parts: impl FnOnce(&mut Self)) {
        if self.left.is_none() {
            return;
        }
        self.way.push(field);
        parts(self);
        if self.left.is_some() {
            self.way.pop();
        }
    }

    /// The fields on the way to its end; `None` where there were not so many parts.
    pub(crate) fn way(&self) -> Option<&[&'static str]> {
        self.left.is_none().then_some(self.way.as_slice())
    }
}

/// Names the fields of what a field holds.
pub(crate) fn fields_of<S, T: State>(_: fn(&S) -> &T, put: &mut dyn FnMut(&'static str)) {
    T::fields(put);
}

/// Alters each part of a thing in turn, and tells the altered thing, with the fields on the way to the part.
pub(crate) fn each_part<T: State + Clone>(thing: &T, told: &mut dyn FnMut(T, &[&'static str])) {
    for parts in 0.. {
        let (mut altered, mut walk) = (thing.clone(), Walk::past(parts));
        altered.nudge(&mut walk);
        let Some(way) = walk.way() else { break };
        told(altered, way);
    }
}
