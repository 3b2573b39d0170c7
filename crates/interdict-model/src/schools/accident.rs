//! # Accidents in training
//!
//! What happens: aircraft of an academy or of a unit that is being formed are lost in flying accidents, and some of their
//! pilots die.
//!
//! Rule: the clock of accidents runs in minutes flown. The `n`-th aircraft is lost when they pass `E_1 + ... + E_n`, the
//! `E` exponential with the mean that `schools.piston_losses` or `schools.jet_losses` says. The loss is taken inside the
//! day: what is left of the day is flown with one aircraft fewer. The pilot dies with chance `schools.killed`.
//!
//! Assumes: an hour is as dangerous as any other; an aircraft that is lost is lost for good, and nobody mends one that is
//! damaged. Because the clock runs in hours and not in days, more aircraft never make the deadline of one cohort
//! later: at equal hours they have lost as many, and have more left. Several cohorts share what is lost: then hours that a
//! younger one flies early may cost the aircraft that an older one, who waited for its date, would need.
//!
//! Sources: with the knobs of `schools`.
//!
//! Reads: knobs of `schools`. Writes: the clock. Chance: `TRAINING_LOSS` by academy or unit, one attempt for each loss.

use interdict_engine::whole::next_whole;
use interdict_engine::{Chance, When, sample};
use interdict_quantity::Key;

use crate::chance::TRAINING_LOSS;
use crate::state::state;

/// Equal parts of a day in which its rest is counted.
const PARTS: i64 = 1 << 32;

/// When the next aircraft is lost, in minutes flown.
#[derive(Clone, Debug, PartialEq)]
pub struct AccidentClock {
    key: Key,
    rate: f64,
    /// Aircraft lost so far.
    pub losses: u16,
    /// Minutes flown at which the next is lost; `None` before it is drawn.
    next: Option<i64>,
}

state!(AccidentClock: losses, next; fixed: key, rate);

/// What came of a day's flying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flown {
    /// Minutes.
    pub minutes: i64,
    /// Aircraft lost.
    pub lost: i64,
    /// Of their pilots, how many died.
    pub killed: i64,
}

impl AccidentClock {
    /// The clock of an academy or unit that loses so many aircraft a minute.
    pub fn new(key: Key, rate: f64) -> Self {
        Self {
            key,
            rate,
            losses: 0,
            next: None,
        }
    }

    fn when(&self) -> When {
        When::on(0).attempt(self.losses)
    }

    /// Minutes flown at which the next aircraft is lost.
    fn due(&mut self, flown: i64, chance: &Chance) -> i64 {
        if let Some(next) = self.next {
            return next;
        }
        let [u] = chance.draw(TRAINING_LOSS, self.key, self.when());
        let gap = next_whole::<i64>(sample::exponential(u, self.rate));
        let next = flown.saturating_add(gap.max(1));
        self.next = Some(next);
        next
    }

    /// The next aircraft is lost now: whether its pilot dies.
    fn strike(&mut self, killed: f64, chance: &Chance) -> bool {
        let [_, u] = chance.draw(TRAINING_LOSS, self.key, self.when());
        self.losses += 1;
        self.next = None;
        sample::bernoulli(u, killed)
    }
}

/// Flies a day: at most `most` minutes, at `rate(aircraft)` minutes a day, with so many aircraft at first and `flown`
/// minutes behind them.
pub(crate) fn fly_day(
    clock: &mut AccidentClock,
    flown: i64,
    mut aircraft: i64,
    most: i64,
    killed: f64,
    chance: &Chance,
    rate: impl Fn(i64) -> i64,
) -> Flown {
    let mut day = Flown::default();
    let mut rest = PARTS;
    loop {
        let a_day = rate(aircraft);
        let now = flown + day.minutes;
        let can_be_flown = part(a_day, rest).min(most - day.minutes);
        if can_be_flown <= 0 {
            return day;
        }
        let to_go = clock.due(now, chance) - now;
        if can_be_flown < to_go || aircraft == 0 || clock.losses == u16::MAX {
            day.minutes += can_be_flown;
            return day;
        }
        day.minutes += to_go;
        rest -= time_of(to_go, a_day);
        day.killed += i64::from(clock.strike(killed, chance));
        day.lost += 1;
        aircraft -= 1;
    }
}

/// Minutes that a part of a day leaves of a day's.
fn part(a_day: i64, rest: i64) -> i64 {
    let minutes = i128::from(a_day) * i128::from(rest.max(0)) / i128::from(PARTS);
    i64::try_from(minutes).unwrap_or(i64::MAX)
}

/// The part of a day that minutes take at so many a day, rounded up.
fn time_of(minutes: i64, a_day: i64) -> i64 {
    let parts = (i128::from(minutes) * i128::from(PARTS)).div_euclid(i128::from(a_day));
    i64::try_from(parts).map_or(PARTS, |parts| parts + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(rate: f64, flown: i64, aircraft: i64, seed: u64) -> (AccidentClock, Flown) {
        let mut clock = AccidentClock::new(Key::of("academy/A"), rate);
        let chance = Chance::new(seed, 0, 1);
        let day = fly_day(
            &mut clock,
            flown,
            aircraft,
            i64::MAX,
            0.0,
            &chance,
            |left| 100 * left,
        );
        (clock, day)
    }

    #[test]
    fn without_losses_a_day_is_flown_whole() {
        let (clock, day) = day(0.0, 0, 60, 1);
        assert_eq!((day.minutes, day.lost, clock.losses), (6_000, 0, 0));
    }

    #[test]
    fn what_is_lost_is_lost_inside_the_day() {
        // With a loss every other minute or so each aircraft flies but a few of its hundred minutes.
        let (clock, day) = day(0.5, 0, 10, 1);
        assert_eq!((day.lost, clock.losses), (10, 10));
        assert!(day.minutes < 60, "{}", day.minutes);
    }

    #[test]
    fn the_mean_number_of_losses_is_hours_times_rate() {
        // 13,890 h at 2.3 and at 8 in 10,000 h: 3.19 and 11.11; four standard errors over 400 seeds.
        for rate in [2.3, 8.0] {
            let (minutes, mut lost) = (13_890 * 60, 0);
            for seed in 0..400 {
                let mut clock = AccidentClock::new(Key::of("academy/A"), rate / 600_000.0);
                let chance = Chance::new(seed, 0, 1);
                let day = fly_day(&mut clock, 0, 1_000, minutes, 0.0, &chance, |left| {
                    left * 10_000
                });
                assert_eq!(day.minutes, minutes);
                lost += day.lost;
            }
            let (mean, known) = (lost as f64 / 400.0, 1.389 * rate);
            let error = (known / 400.0_f64).sqrt();
            assert!((mean - known).abs() < 4.0 * error, "{mean} for {known}");
        }
    }

    #[test]
    fn more_aircraft_never_leave_fewer_hours_behind() {
        // Day by day from each one's own hours, with losses inside the day.
        for seed in 0..400 {
            let chance = Chance::new(seed, 0, 1);
            let mut before = Vec::new();
            for aircraft in [3, 4, 7] {
                let mut clock = AccidentClock::new(Key::of("academy/A"), 0.001);
                let (mut flown, mut left, mut days) = (0, aircraft, Vec::new());
                for _ in 0..40 {
                    let day = fly_day(&mut clock, flown, left, i64::MAX, 0.0, &chance, |fit| {
                        (97 * fit).min(500)
                    });
                    flown += day.minutes;
                    left -= day.lost;
                    days.push(flown);
                }
                let is_less = days.iter().zip(&before).any(|(now, before)| now < before);
                assert!(!is_less, "seed {seed}: {days:?} after {before:?}");
                before = days;
            }
        }
    }
}
