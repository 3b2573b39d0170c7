//! # Runway
//!
//! What happens: craters shut parts of a runway. Aircraft use it while one of its lanes has a strip free of craters that is
//! long enough; whoever mends it begins with the strip that takes least work.
//!
//! Rule: a runway of length `L` has `width / lane` lanes. A crater at `x` shuts `[x - r, x + r]` of its lane. The runway can
//! be used while a lane has a gap of at least the strip `s`: between two craters, or between a crater and an end. Of all
//! places for a strip the one with the least work goes first: a strip that begins at the west end of the runway or at the
//! eastern edge of a crater, for any other place holds no fewer craters than one of these. Of equal ones the lower lane
//! goes first, then the more western.
//!
//! With `n` craters, even along one lane, it is shut with `1 - sum over e, i of (-1)^(e+i) C(2,e) C(n-1,i) max(0, 1 - e x_e -
//! i x_i)^n`, `x_e = (s + r) / L` for the two gaps at the ends, `x_i = (s + 2r) / L` for the others: the chance that some
//! gap is long enough, by inclusion and exclusion over the spacings.
//!
//! Assumes: lanes do not share craters; aircraft do not go round a crater.
//!
//! Sources: spacings of even points, as in any text on order statistics; figures with the knobs of `field`, estimates.
//!
//! Reads: nothing. Writes: [`Runway`]. Chance: none.

use interdict_quantity::Key;

use crate::state::state;

/// A crater on a runway that is not filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crater {
    /// Lane, from 0.
    pub lane: u16,
    /// Middle of it, millimetres from the west end.
    pub at_mm: i64,
    /// Identity.
    pub key: Key,
    /// Work to fill it, thousandths of a gang-second.
    pub work: i64,
    /// Gangs have been told to fill it.
    pub is_ordered: bool,
}

state!(Crater: lane, at_mm, key, work, is_ordered);

/// A runway and its craters.
#[derive(Clone, Debug)]
pub struct Runway {
    /// Length, millimetres.
    pub length_mm: i64,
    /// Lanes.
    pub lanes: u16,
    /// Length that aircraft need, millimetres.
    pub strip_mm: i64,
    /// Half of what a crater shuts of its lane, millimetres.
    pub reach_mm: i64,
    /// By lane, from west to east.
    craters: Vec<Crater>,
}

state!(Runway: craters; fixed: length_mm, lanes, strip_mm, reach_mm);

/// A place for a strip, and what has to be filled there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// Work of its craters, thousandths of a gang-second.
    pub work: i64,
    /// Lane.
    pub lane: u16,
    /// Where it begins, millimetres from the west end.
    pub from_mm: i64,
}

impl Runway {
    /// A runway without craters.
    pub fn new(length_mm: i64, lanes: u16, strip_mm: i64, reach_mm: i64) -> Self {
        Self {
            length_mm,
            lanes,
            strip_mm,
            reach_mm,
            craters: Vec::new(),
        }
    }

    /// Its craters, by lane, from west to east.
    pub fn craters(&self) -> &[Crater] {
        &self.craters
    }

    /// A crater is made.
    pub fn lay(&mut self, crater: Crater) {
        let place = self.craters.partition_point(|other| *other < crater);
        self.craters.insert(place, crater);
    }

    /// Aircraft can use it: a lane has a gap that is long enough.
    pub(crate) fn is_clear(&self) -> bool {
        (0..self.lanes).any(|lane| self.longest_gap_mm(lane) >= self.strip_mm)
    }

    /// The longest part of a lane without a crater, millimetres.
    fn longest_gap_mm(&self, lane: u16) -> i64 {
        let (mut free_from, mut longest) = (0, 0);
        for crater in self.in_lane(lane) {
            longest = longest.max(crater.at_mm - self.reach_mm - free_from);
            free_from = crater.at_mm + self.reach_mm;
        }
        longest.max(self.length_mm - free_from)
    }

    fn in_lane(&self, lane: u16) -> &[Crater] {
        let from = self.craters.partition_point(|crater| crater.lane < lane);
        let rest = &self.craters[from..];
        &rest[..rest.partition_point(|crater| crater.lane == lane)]
    }

    /// The place for a strip that takes the least work; `None` where the runway is too short for one.
    pub(crate) fn lightest_window(&self) -> Option<Window> {
        let last_mm = self.length_mm - self.strip_mm;
        let lanes = (0..self.lanes).filter_map(|lane| self.lightest_in_lane(lane, last_mm));
        lanes.min()
    }

    /// The same in one lane: at its west end or just behind a crater. Craters lie in order, so those of a window are a
    /// run, whose work is told by sums from the west.
    fn lightest_in_lane(&self, lane: u16, last_mm: i64) -> Option<Window> {
        let craters = self.in_lane(lane);
        let mut sums = vec![0];
        sums.extend(craters.iter().scan(0, |sum, crater| {
            *sum += crater.work;
            Some(*sum)
        }));
        let behind = craters.iter().map(|crater| crater.at_mm + self.reach_mm);
        let starts = std::iter::once(0).chain(behind);
        let windows = starts.filter(|&from_mm| from_mm <= last_mm).map(|from_mm| {
            let first = craters.partition_point(|crater| crater.at_mm + self.reach_mm <= from_mm);
            let to_mm = from_mm + self.strip_mm;
            let last = craters.partition_point(|crater| crater.at_mm - self.reach_mm < to_mm);
            Window {
                work: sums[last.max(first)] - sums[first],
                lane,
                from_mm,
            }
        });
        windows.min()
    }

    /// Orders the craters of a window to be filled. Their number and work, thousandths of a gang-second.
    pub fn order(&mut self, window: Window) -> (i64, i64) {
        let Window { lane, from_mm, .. } = window;
        let (reach_mm, strip_mm) = (self.reach_mm, self.strip_mm);
        let is_within = |crater: &Crater| {
            crater.lane == lane
                && crater.at_mm + reach_mm > from_mm
                && crater.at_mm - reach_mm < from_mm + strip_mm
        };
        let (mut count, mut work) = (0, 0);
        for crater in self.craters.iter_mut().filter(|crater| is_within(crater)) {
            crater.is_ordered = true;
            count += 1;
            work += crater.work;
        }
        (count, work)
    }

    /// Orders the crater that takes the least work, of equal ones the first, and tells the work; `None` where there is
    /// no crater.
    pub(crate) fn order_lightest(&mut self) -> Option<i64> {
        let lightest = self.craters.iter_mut().min_by_key(|crater| crater.work)?;
        lightest.is_ordered = true;
        Some(lightest.work)
    }

    /// Takes all orders back.
    pub(crate) fn countermand(&mut self) {
        for crater in &mut self.craters {
            crater.is_ordered = false;
        }
    }

    /// What was ordered has been filled. How many craters.
    pub(crate) fn fill_ordered(&mut self) -> i64 {
        let before = self.craters.len();
        self.craters.retain(|crater| !crater.is_ordered);
        interdict_engine::whole::amount(before - self.craters.len())
    }
}

#[cfg(test)]
mod tests;
