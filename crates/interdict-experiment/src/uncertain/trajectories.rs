//! Trajectories through the ranges of the knobs: from a place, one knob after another goes to another level.
//!
//! Each trajectory begins at a place of a grid of four levels drawn at random and moves every knob once, in an order drawn
//! at random, by two thirds of its range, up or down (Morris, Technometrics 33, 1991). A trajectory is a function of the
//! seed and its number, so that a longer screening begins with the trajectories of a shorter one.

use interdict_engine::{Chance, Key, Purpose, When};

use crate::resample::VERSION;

/// The drawing of trajectories. The number is never used again.
const TRAJECTORIES: Purpose = Purpose(42);

/// How far a knob moves, as a share of its range.
pub(super) const STEP: f64 = 2.0 / 3.0;

/// Which knob each step of a trajectory moves, and its places: one more than knobs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trajectory {
    pub(super) order: Vec<usize>,
    pub(super) places: Vec<Vec<f64>>,
}

impl Trajectory {
    /// The trajectory of a number through the ranges of so many knobs.
    pub(super) fn of(seed: u64, number: u32, knobs: usize) -> Self {
        let chance = Chance::new(seed, 0, VERSION);
        let mut stream = chance.stream(TRAJECTORIES, Key(u64::from(number)), When::on(0));
        let mut place = Vec::with_capacity(knobs);
        let mut ends = Vec::with_capacity(knobs);
        for _ in 0..knobs {
            let low = if stream.draw() < 0.5 { 0.0 } else { 1.0 - STEP };
            let high = low + STEP;
            let (from, to) = if stream.draw() < 0.5 {
                (low, high)
            } else {
                (high, low)
            };
            place.push(from);
            ends.push(to);
        }
        let mut order: Vec<usize> = (0..knobs).collect();
        for last in (1..knobs).rev() {
            let other = ((stream.draw() * (last + 1) as f64) as usize).min(last);
            order.swap(last, other);
        }
        let mut places = vec![place.clone()];
        for &knob in &order {
            place[knob] = ends[knob];
            places.push(place.clone());
        }
        Self { order, places }
    }

    /// How far each step moved its knob, with its sign.
    pub(super) fn steps(&self) -> impl Iterator<Item = (usize, f64)> {
        let steps = self.places.windows(2).zip(&self.order);
        steps.map(|(two, &knob)| (knob, two[1][knob] - two[0][knob]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trajectory_moves_every_knob_once_by_two_thirds_of_its_range() {
        let mut ups = 0;
        for number in 0..200 {
            let found = Trajectory::of(7, number, 9);
            assert_eq!(found.places.len(), 10);
            let mut moved: Vec<usize> = found.steps().map(|(knob, _)| knob).collect();
            moved.sort_unstable();
            assert_eq!(moved, (0..9).collect::<Vec<_>>());
            for (knob, step) in found.steps() {
                assert!((step.abs() - STEP).abs() < 1e-12, "{knob}: {step}");
                ups += u32::from(step > 0.0);
            }
            for two in found.places.windows(2) {
                let differ = two[0]
                    .iter()
                    .zip(&two[1])
                    .filter(|(a, b)| a.to_bits() != b.to_bits());
                assert_eq!(differ.count(), 1);
            }
            assert!(
                found
                    .places
                    .iter()
                    .flatten()
                    .all(|at| (0.0..=1.0).contains(at))
            );
        }
        // half of 1,800 steps go up: four standard errors are 85
        assert!((815..985).contains(&ups), "{ups}");
        assert_eq!(Trajectory::of(7, 3, 9), Trajectory::of(7, 3, 9));
        assert_ne!(Trajectory::of(7, 3, 9), Trajectory::of(7, 4, 9));
        assert_ne!(Trajectory::of(7, 3, 9), Trajectory::of(8, 3, 9));
    }
}
