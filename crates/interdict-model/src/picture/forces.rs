//! # What forces of bombers believe
//!
//! What happens: each force keeps books of its raids: for each kind of thing that it goes for, sorties, losses and hits
//! as reported; and for each light and zone a sum that says whether losses are above what is tolerated.
//!
//! Rule: `rate = (a + sum d^k x_k) / (b + sum d^k n_k)` with `x_k` the losses (or hits) and `n_k` the sorties of the week
//! `k` weeks ago, `d` the part of a week's evidence that a week leaves, `b` the sorties that the prior is worth and `a / b` the prior itself. The sum of a light and
//! zone is `S = max(0, S + losses - k sorties)` raid by raid, `k = (p1 - p0) / ln(p1 / p0)` between a rate `p0` that is
//! tolerated and a rate `p1` that is not; losses pass the tolerance when `S` reaches its limit.
//!
//! Assumes: a force counts its own losses exactly and hears of its hits as reported; kinds that are not attacked fall
//! back to the prior.
//!
//! Sources: discounted counts with a conjugate prior; E. S. Page (1954), "Continuous inspection schemes", Biometrika 41,
//! with the weights of the sequential test of two Poisson rates.
//!
//! Reads: knobs of `tolerance`. Writes: [`ForcesPicture`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::{Column, math};
use interdict_scenario::Scenario;

use crate::row::{ForceRow, WatchRow};
use crate::state::state;
use crate::told::untold;

/// Kinds of things that bombers go for.
pub const KINDS: usize = 4;

/// What is on the books of one kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Entry {
    /// Sorties, losses and hits of the weeks before, each with what is left of its weight.
    pub before: [f64; 3],
    /// The same of this week.
    pub week: [u32; 3],
}

state!(Entry: before, week);

impl Entry {
    /// Ends a week.
    pub(crate) fn end_week(&mut self, kept: f64) {
        for (before, week) in self.before.iter_mut().zip(&mut self.week) {
            *before = kept * *before + f64::from(std::mem::take(week));
        }
    }

    /// Losses per sortie, as believed.
    pub fn losses(&self, prior: [f64; 2]) -> f64 {
        (prior[0] * prior[1] + self.before[1]) / (prior[1] + self.before[0])
    }

    /// Hits per sortie, as believed; without a prior.
    pub fn hits(&self, prior_sorties: f64) -> f64 {
        self.before[2] / (prior_sorties + self.before[0])
    }
}

/// A watch over the losses of a force by one light in one zone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Watch {
    /// How far losses are above what is tolerated.
    pub sum: f64,
    /// Day after that on which losses passed the tolerance; 0: they have not.
    pub alarm: u16,
}

state!(Watch: sum, alarm);

impl Watch {
    /// Takes in a raid of a day; says whether losses have passed the tolerance with it.
    pub fn see(&mut self, limits: Limits, [sorties, losses]: [u32; 2], day: u16) -> bool {
        let more = f64::from(losses) - limits.borne * f64::from(sorties);
        self.sum = (self.sum + more).max(0.0);
        let passes = self.alarm == 0 && self.sum >= limits.alarm;
        if passes {
            self.alarm = day + 1;
        }
        passes
    }
}

/// What is tolerated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Losses per sortie that add nothing.
    pub borne: f64,
    /// Sum at which losses have passed the tolerance.
    pub alarm: f64,
}

impl Limits {
    /// From the knobs of a scenario. Rates the wrong way round, or alike, tolerate the lower one.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.tolerance;
        Self {
            borne: borne(knobs.tolerated, knobs.intolerable),
            alarm: knobs.alarm,
        }
    }
}

/// Losses per sortie that speak for neither of two rates.
pub(crate) fn borne(tolerated: f64, intolerable: f64) -> f64 {
    if intolerable > tolerated && tolerated > 0.0 {
        (intolerable - tolerated) / math::ln(intolerable / tolerated)
    } else {
        intolerable.max(tolerated)
    }
}

/// The books of all forces.
#[derive(Resource, Clone, Debug)]
pub struct ForcesPicture {
    /// By force, then by kind of thing.
    pub books: Column<ForceRow, [Entry; KINDS]>,
    /// By force, zone and light.
    pub watches: Column<WatchRow, Watch>,
}

state!(ForcesPicture: books, watches);
untold!(ForcesPicture = "books of forces");

impl ForcesPicture {
    /// Nothing on the books of so many forces and watches.
    pub fn new(forces: usize, watches: usize) -> Self {
        Self {
            books: Column::filled([Entry::default(); KINDS], forces),
            watches: Column::filled(Watch::default(), watches),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::RAID_BOMB;
    use interdict_engine::Chance;
    use interdict_engine::chance::When;
    use interdict_engine::sample;
    use interdict_quantity::Key;

    fn limits() -> Limits {
        Limits {
            borne: borne(0.01, 0.04),
            alarm: 2.0,
        }
    }

    #[test]
    fn four_losses_in_two_hundred_sorties_a_week_are_believed_after_a_while() {
        let mut entry = Entry::default();
        assert!((entry.losses([0.01, 100.0]) - 0.01).abs() < 1e-12);
        for _ in 0..60 {
            entry.week = [200, 4, 0];
            entry.end_week(0.7);
        }
        // (1 + 4 / 0.3) / (100 + 200 / 0.3)
        let expected = (1.0 + 4.0 / 0.3) / (100.0 + 200.0 / 0.3);
        assert!((entry.losses([0.01, 100.0]) - expected).abs() < 1e-9);
        assert!((expected - 0.0187).abs() < 5e-5);
        // what is no more visited is believed of less and less, until only the prior is left
        for _ in 0..80 {
            entry.end_week(0.7);
        }
        assert!((entry.losses([0.01, 100.0]) - 0.01).abs() < 1e-9);
    }

    #[test]
    fn the_raids_of_three_days_pass_the_tolerance_on_the_second() {
        assert!((borne(0.01, 0.04) - 0.02164).abs() < 5e-6);
        let mut watch = Watch::default();
        let days = [([9, 1], 0.81), ([9, 3], 3.61), ([8, 1], 4.44)];
        let mut alarms = Vec::new();
        for (day, (raid, sum)) in (21..).zip(days) {
            if watch.see(limits(), raid, day) {
                alarms.push(day);
            }
            assert!((watch.sum - sum).abs() < 5e-3, "{} for {sum}", watch.sum);
        }
        assert_eq!((alarms, watch.alarm), (vec![22], 23));
    }

    #[test]
    fn raids_of_nine_pass_the_tolerance_the_sooner_the_more_they_lose() {
        let chance = Chance::new(11, 0, 1);
        // mean raids until the alarm, by 4,000 to 30,000 runs of a program of its own; a geometric law has its mean as its
        // deviation at most
        for (rate, expected, runs) in [
            (0.005, 1_294.0, 1_500_u32),
            (0.01, 193.8, 4_000),
            (0.04, 11.45, 8_000),
            (0.1, 3.86, 8_000),
        ] {
            let mut raids = 0_u32;
            for run in 0..runs {
                let (mut watch, mut raid) = (Watch::default(), 0_u32);
                loop {
                    let key = Key((u64::from(run) << 32) | u64::from(raid));
                    let [number] = chance.draw::<1>(RAID_BOMB, key, When::on(0));
                    let lost = sample::binomial(number, 9, rate);
                    raid += 1;
                    if watch.see(limits(), [9, lost], 0) {
                        break;
                    }
                }
                raids += raid;
            }
            let mean = f64::from(raids) / f64::from(runs);
            let error = expected / f64::from(runs).sqrt();
            assert!(
                (mean - expected).abs() < 4.0 * error + 0.05,
                "{rate}: {mean} for {expected}"
            );
        }
    }
    #[test]
    fn hits_are_believed_of_as_if_the_sorties_of_the_prior_had_brought_none() {
        let entry = Entry {
            before: [150.0, 0.0, 30.0],
            week: [0; 3],
        };
        assert!((entry.hits(100.0) - 0.12).abs() < 1e-12);
        assert!(Entry::default().hits(100.0).abs() < 1e-12);
    }
}
