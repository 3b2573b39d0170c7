//! # Daylight
//!
//! What happens: the sun rises and sets, the moon waxes and wanes. Trains run and intruders search in
//! the dark; fighter-bombers come by day.
//!
//! Rule: declination of the sun on day `n` of the year `d = 23.45 sin(2 pi (284 + n) / 365)` degrees;
//! it stands `h` below the horizon at the hour angle `H` with
//! `cos H = (sin(-h) - sin lat sin d) / (cos lat cos d)`, so dawn is at `12 - H / 15` hours and dusk at
//! `12 + H / 15`. The lighted share of the moon is `(1 - cos phase) / 2`, the phase running through one
//! circle in 29.530588 days.
//!
//! Assumes: sun time is clock time; one latitude serves the whole theatre; a night with a moon of at
//! least the stated share is moonlit throughout.
//!
//! Sources: the declination formula of P. I. Cooper (1969), "The absorption of radiation in solar
//! stills"; the mean synodic month.
//!
//! Reads: knobs of `sky`. Writes: [`Sky`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::math;
use interdict_engine::whole::nearest;
use interdict_quantity::SECONDS_PER_DAY;
use interdict_scenario::Scenario;

const PI: f64 = core::f64::consts::PI;
const NOON: f64 = 43_200.0;
const SYNODIC_MONTH_DAYS: f64 = 29.530_588;

/// Dawn, dusk and moon of every day of a scenario.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Sky {
    /// Second of the day at which it is light enough, by day.
    dawn: Vec<u32>,
    /// Second of the day from which it is dark, by day.
    dusk: Vec<u32>,
    /// The night that begins on this day is moonlit.
    moonlit: Vec<bool>,
}

/// Night or day, and the second at which it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayOrNight {
    /// It is dark.
    Night {
        /// The first light second.
        until: u32,
    },
    /// It is light.
    Day {
        /// The first dark second.
        until: u32,
    },
}

impl Sky {
    /// The sky of a scenario; it reaches two days beyond its end.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.sky;
        let days = i32::from(scenario.days) + 2;
        let first = scenario.starts;
        let (mut dawn, mut dusk, mut moonlit) = (Vec::new(), Vec::new(), Vec::new());
        for day in 0..days {
            let date = first.plus_days(day).unwrap_or(first);
            let half = half_day(
                scenario.latitude,
                date.day_of_year(),
                knobs.dark_below_degrees,
            );
            dawn.push(nearest::<u32>(NOON - half));
            dusk.push(nearest::<u32>(NOON + half));
            let age = f64::from(day) + 1.0 - knobs.first_new_moon_day;
            moonlit.push(lighted_share(age) >= knobs.moonlit_from);
        }
        Self {
            dawn,
            dusk,
            moonlit,
        }
    }

    fn row(&self, day: u32) -> usize {
        (day as usize).min(self.dawn.len() - 1)
    }

    /// It is dark at this second of the scenario.
    #[inline]
    pub fn is_dark(&self, second: u32) -> bool {
        let row = self.row(second / SECONDS_PER_DAY);
        let of_day = second % SECONDS_PER_DAY;
        of_day < self.dawn[row] || of_day >= self.dusk[row]
    }

    /// Whether it is dark at this second of the scenario, and until when it stays so.
    #[inline]
    pub(crate) fn day_or_night(&self, second: u32) -> DayOrNight {
        let day = second / SECONDS_PER_DAY;
        let (row, midnight) = (self.row(day), day * SECONDS_PER_DAY);
        let (dawn, dusk) = (midnight + self.dawn[row], midnight + self.dusk[row]);
        if second < dawn {
            DayOrNight::Night { until: dawn }
        } else if second < dusk {
            DayOrNight::Day { until: dusk }
        } else {
            let dawn = self.dawn[self.row(day + 1)];
            DayOrNight::Night {
                until: midnight + SECONDS_PER_DAY + dawn,
            }
        }
    }

    /// The first dark second at or after this one.
    pub fn next_dark(&self, second: u32) -> u32 {
        if self.is_dark(second) {
            return second;
        }
        let day = second / SECONDS_PER_DAY;
        day * SECONDS_PER_DAY + self.dusk[self.row(day)]
    }

    /// The second at which the present night ends; by day, at which the next one does.
    pub fn next_light(&self, second: u32) -> u32 {
        let day = second / SECONDS_PER_DAY;
        let dawn = day * SECONDS_PER_DAY + self.dawn[self.row(day)];
        if second < dawn {
            return dawn;
        }
        (day + 1) * SECONDS_PER_DAY + self.dawn[self.row(day + 1)]
    }

    /// Dark seconds from midnight to midnight.
    pub fn dark_seconds(&self, day: u16) -> u32 {
        let row = self.row(u32::from(day));
        self.dawn[row] + SECONDS_PER_DAY - self.dusk[row]
    }

    /// Seconds of the day of dawn and dusk.
    pub fn light(&self, day: u16) -> (u32, u32) {
        let row = self.row(u32::from(day));
        (self.dawn[row], self.dusk[row])
    }

    /// The night that begins on this day is moonlit.
    pub(crate) fn is_moonlit(&self, day: u16) -> bool {
        self.moonlit[self.row(u32::from(day))]
    }
}

/// Seconds from noon until the sun stands `below` degrees under the horizon; 0 in polar night, half a
/// day in polar day.
pub fn half_day(latitude: f64, day_of_year: i16, below: f64) -> f64 {
    let radians = PI / 180.0;
    let turn = 2.0 * PI * f64::from(284 + i32::from(day_of_year)) / 365.0;
    let declination = 23.45 * math::sin(turn) * radians;
    let latitude = latitude * radians;
    let cosine = (math::sin(-below * radians) - math::sin(latitude) * math::sin(declination))
        / (math::cos(latitude) * math::cos(declination));
    math::acos(cosine.clamp(-1.0, 1.0)) / PI * NOON
}

/// Lighted share of the moon so many days after a new moon.
pub(crate) fn lighted_share(days: f64) -> f64 {
    0.5 * (1.0 - math::cos(2.0 * PI * days / SYNODIC_MONTH_DAYS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::whole::fit;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn days_are_as_long_as_the_almanac_says() {
        let hours = |latitude, day, below| 2.0 * half_day(latitude, day, below) / 3_600.0;
        let check = |found: f64, known: f64| assert!((found - known).abs() < 1.0 / 60.0, "{found}");
        check(hours(39.6, 355, 0.833), 9.37);
        check(hours(39.6, 81, 0.833), 12.14);
        check(hours(39.6, 172, 0.833), 14.97);
        check(24.0 - hours(39.6, 355, 6.0), 13.62);
        check(24.0 - hours(39.6, 172, 6.0), 7.94);
        check(hours(49.0, 355, 0.833), 8.22);
        check(hours(49.0, 172, 0.833), 16.20);
        check(hours(21.0, 355, 0.833), 10.85);
        check(hours(21.0, 172, 0.833), 13.41);
        assert!((hours(80.0, 172, 0.833) - 24.0).abs() < 1e-9);
    }

    #[test]
    fn day_or_night_is_what_the_single_questions_say() {
        let scenario = generate(Shape::small(), 1);
        let sky = Sky::new(&scenario);
        let days = u32::from(scenario.days) + 3;
        let at_the_turn = (0..days - 1).flat_map(|day| {
            let (dawn, dusk) = sky.light(fit(day));
            [dawn - 1, dawn, dusk - 1, dusk].map(|second| day * SECONDS_PER_DAY + second)
        });
        let seconds = (0..days * SECONDS_PER_DAY).step_by(97).chain(at_the_turn);
        for second in seconds {
            let expected = if sky.is_dark(second) {
                DayOrNight::Night {
                    until: sky.next_light(second),
                }
            } else {
                DayOrNight::Day {
                    until: sky.next_dark(second),
                }
            };
            assert_eq!(sky.day_or_night(second), expected);
        }
    }

    #[test]
    fn night_and_day_fill_the_day_and_follow_each_other() {
        let sky = Sky::new(&generate(Shape::small(), 1));
        for day in 0..10_u16 {
            let dark = (0..SECONDS_PER_DAY)
                .filter(|second| sky.is_dark(u32::from(day) * SECONDS_PER_DAY + second))
                .count();
            assert_eq!(fit::<u32, _>(dark), sky.dark_seconds(day));
        }
        for second in (0..9 * SECONDS_PER_DAY).step_by(777) {
            let (dark, light) = (sky.next_dark(second), sky.next_light(second));
            assert!(sky.is_dark(dark) && (dark == second || !sky.is_dark(dark - 1)));
            assert!(!sky.is_dark(light) && sky.is_dark(light - 1) && light > second);
        }
    }

    #[test]
    fn the_moon_is_new_at_first_and_full_after_half_a_month() {
        assert!(lighted_share(0.0) < 1e-12 && lighted_share(29.530_588) < 1e-9);
        assert!((lighted_share(29.530_588 / 2.0) - 1.0).abs() < 1e-12);
        assert!((lighted_share(29.530_588 / 4.0) - 0.5).abs() < 1e-12);
    }
}
