//! # Missions
//!
//! What happens: aircraft leave their base, come over a target at a known second, and go home.
//!
//! Rule: the second over the target is decided first; the way there is dated backwards from it, and the way home
//! forwards, straight and at one speed. A mission is above the horizon of a station within
//! `4.12 (sqrt h_aerial + sqrt h_way)` kilometres (heights in metres), and is seen from the first second at which it is also within the
//! station's range. Who waits at a point `f`, free from second `r` on and flying `v`, meets it at the least `t >= r`
//! with `|p(t) - f| <= v (t - r)`.
//!
//! Assumes: ways are straight; forming up and changes of height are within the knobs of warning; terrain masks nothing.
//!
//! Sources: radar horizon with four thirds of the earth's radius, M. I. Skolnik (1962), "Introduction to Radar
//! Systems".
//!
//! Reads: nothing. Writes: nothing. Chance: none.

use interdict_engine::math;
use interdict_quantity::Key;

use crate::network::Point;

/// Aircraft that fly together from a base over a target and home.
#[derive(Clone, Copy, Debug)]
pub struct Mission {
    /// Identity: of the wave, or of the raid.
    pub key: Key,
    /// The day whose numbers it takes.
    pub day: u16,
    /// Where it comes from.
    pub from: Point,
    /// What it goes for.
    pub to: Point,
    /// Second over the target.
    pub over: u32,
    /// Speed on the way, metres a second.
    pub speed: f64,
    /// Height on the way, metres.
    pub height_m: f64,
    /// Aircraft.
    pub aircraft: u32,
    /// Bombers, not fighter-bombers.
    pub is_bomber: bool,
}

/// A straight way at one speed.
#[derive(Clone, Copy, Debug)]
pub struct Leg {
    /// Where it begins.
    pub from: Point,
    /// Second at which it begins.
    pub begins: f64,
    /// Second at which it ends.
    pub ends: f64,
    /// Metres east and north a second.
    pub speed: Point,
}

impl Mission {
    /// Metres from base to target.
    fn length(&self) -> f64 {
        self.from.distance(self.to)
    }

    /// The way in and the way home.
    pub fn legs(&self) -> [Leg; 2] {
        let (length, over) = (self.length(), f64::from(self.over));
        let lasts = length / self.speed;
        let way = |from: Point, to: Point, begins: f64| {
            let part = |from: f64, to: f64| {
                if lasts > 0.0 {
                    (to - from) / lasts
                } else {
                    0.0
                }
            };
            Leg {
                from,
                begins,
                ends: begins + lasts,
                speed: Point {
                    east: part(from.east, to.east),
                    north: part(from.north, to.north),
                },
            }
        };
        [
            way(self.from, self.to, over - lasts),
            way(self.to, self.from, over),
        ]
    }

    /// The first second at which it is within `range_m` of a point, on the way in or home.
    pub(crate) fn comes_within(&self, at: Point, range_m: f64) -> Option<f64> {
        let mut legs = self.legs().into_iter();
        legs.find_map(|leg| leg.comes_within(at, range_m, leg.begins))
    }

    /// The first second from `ready` on at which somebody from `at` meets it, who is on his way since `free` at `speed` metres
    /// a second, and where.
    pub fn meets(&self, at: Point, speed: f64, [free, ready]: [f64; 2]) -> Option<(f64, Point)> {
        let mut legs = self.legs().into_iter();
        legs.find_map(|leg| {
            let second = leg.meets(at, speed, [free, ready])?;
            Some((second, leg.at(second)))
        })
    }
}

impl Leg {
    /// Where it leads at a second.
    pub fn at(&self, second: f64) -> Point {
        let passed = second - self.begins;
        Point {
            east: self.from.east + passed * self.speed.east,
            north: self.from.north + passed * self.speed.north,
        }
    }

    /// The first second, not before `after`, at which it is within `range_m` of a point.
    pub(crate) fn comes_within(&self, at: Point, range_m: f64, after: f64) -> Option<f64> {
        let after = after.max(self.begins);
        if after > self.ends {
            return None;
        }
        let here = self.at(after);
        if here.distance(at) <= range_m {
            return Some(after);
        }
        let (east, north) = (here.east - at.east, here.north - at.north);
        let a = self.speed.east * self.speed.east + self.speed.north * self.speed.north;
        let half_b = east * self.speed.east + north * self.speed.north;
        let c = east * east + north * north - range_m * range_m;
        let root = half_b * half_b - a * c;
        if a <= 0.0 || half_b >= 0.0 || root < 0.0 {
            return None;
        }
        let second = after + (-half_b - math::sqrt(root)) / a;
        (second <= self.ends).then_some(second)
    }

    /// The first second from `ready` on, not before `free`, at which somebody reaches it who is on his way from `at` since
    /// `free`.
    pub fn meets(&self, at: Point, speed: f64, [free, ready]: [f64; 2]) -> Option<f64> {
        let start = self.begins.max(ready).max(free);
        if start > self.ends {
            return None;
        }
        // at the start he may have flown for start - free seconds already
        let (here, flown) = (self.at(start), speed * (start - free));
        let (east, north) = (here.east - at.east, here.north - at.north);
        let c = east * east + north * north - flown * flown;
        if c <= 0.0 {
            return Some(start);
        }
        let a =
            self.speed.east * self.speed.east + self.speed.north * self.speed.north - speed * speed;
        let half_b = east * self.speed.east + north * self.speed.north - flown * speed;
        let wait = least_root(a, half_b, c)?;
        (start + wait <= self.ends).then_some(start + wait)
    }
}

/// The least positive root of `a s^2 + 2 half_b s + c`, where c is positive.
fn least_root(a: f64, half_b: f64, c: f64) -> Option<f64> {
    if a.abs() < 1e-9 {
        return (half_b < 0.0).then(|| -c / (2.0 * half_b));
    }
    let root = half_b * half_b - a * c;
    if root < 0.0 {
        return None;
    }
    let root = math::sqrt(root);
    // both ends in a form that does not cancel
    let [one, other] = if half_b <= 0.0 {
        let sum = -half_b + root;
        [c / sum, sum / a]
    } else {
        let sum = -half_b - root;
        [sum / a, c / sum]
    };
    let least = |one: f64, other: f64| if one <= other { one } else { other };
    match (one > 0.0, other > 0.0) {
        (true, true) => Some(least(one, other)),
        (true, false) => Some(one),
        (false, true) => Some(other),
        (false, false) => None,
    }
}

/// How far a station sees a mission at a height above its horizon, metres.
pub(crate) fn horizon_m(aerial_m: f64, height_m: f64) -> f64 {
    4_120.0 * (math::sqrt(aerial_m) + math::sqrt(height_m))
}

/// Distance from a point to a straight way between two others, metres.
pub(crate) fn distance_to_way(at: Point, from: Point, to: Point) -> f64 {
    let (east, north) = (to.east - from.east, to.north - from.north);
    let length2 = east * east + north * north;
    if length2 <= 0.0 {
        return at.distance(from);
    }
    let along = ((at.east - from.east) * east + (at.north - from.north) * north) / length2;
    let along = along.clamp(0.0, 1.0);
    at.distance(Point {
        east: from.east + along * east,
        north: from.north + along * north,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn point(east_km: f64, north_km: f64) -> Point {
        Point {
            east: 1_000.0 * east_km,
            north: 1_000.0 * north_km,
        }
    }

    /// A leg from 400 km south on, `aside` kilometres to one side, northwards at a speed.
    fn northwards(from: Point, kmh: f64) -> Leg {
        Leg {
            from,
            begins: 0.0,
            ends: 1e5,
            speed: point(0.0, kmh / 3_600.0),
        }
    }

    fn close(found: Option<f64>, expected: f64) {
        let found = found.expect("they meet");
        // expected to the second, or to a tenth of it
        assert!((found - expected).abs() < 0.3, "{found} for {expected}");
    }

    #[test]
    fn the_horizon_is_that_of_the_tables() {
        for (height_m, km) in [
            (300.0, 84.4),
            (1_000.0, 143.3),
            (3_000.0, 238.7),
            (5_500.0, 318.6),
            (7_300.0, 365.0),
        ] {
            let found = horizon_m(10.0, height_m) / 1_000.0;
            assert!((found - km).abs() < 0.06, "{found} km at {height_m} m");
        }
    }

    #[test]
    fn a_mission_is_seen_when_it_comes_within_range() {
        let leg = northwards(point(60.0, -400.0), 370.0);
        let radar = point(0.0, 0.0);
        close(leg.comes_within(radar, 240_000.0, 0.0), 1_631.0);
        close(leg.comes_within(radar, 113_000.0, 0.0), 2_960.0);
        assert_eq!(leg.comes_within(radar, 59_000.0, 0.0), None);
    }

    #[test]
    fn fighters_meet_head_on_from_behind_and_across() {
        let at = point(0.0, 0.0);
        let towards = northwards(point(0.0, -200.0), 780.0);
        let speed = |kmh: f64| kmh / 3.6;
        close(towards.meets(at, speed(850.0), [0.0; 2]), 441.7);
        close(towards.meets(at, speed(850.0), [600.0; 2]), 754.6);
        let away = northwards(point(0.0, 20.0), 780.0);
        close(away.meets(at, speed(850.0), [0.0; 2]), 1_028.6);
        assert_eq!(
            away.meets(at, speed(700.0), [0.0; 2]),
            None,
            "slower from behind"
        );
        let equal = Leg {
            speed: point(-800.0 / 3_600.0, 0.0),
            ..northwards(point(120.0, 30.0), 0.0)
        };
        let found = equal.meets(at, speed(800.0), [0.0; 2]).expect("they meet");
        let meeting = equal.at(found);
        assert!((meeting.distance(at) - speed(800.0) * found).abs() < 1e-3);
    }

    #[test]
    fn who_is_free_later_meets_no_earlier() {
        let leg = northwards(point(35.0, -200.0), 780.0);
        let mut before = 0.0;
        for free in 0..30 {
            let free = 30.0 * f64::from(free);
            let found = leg
                .meets(point(0.0, 0.0), 236.0, [free; 2])
                .unwrap_or(f64::INFINITY);
            assert!(found >= before, "{found} after {before}");
            before = found;
        }
    }

    #[test]
    fn who_climbs_first_meets_later_on_the_way_if_he_can_follow() {
        let at = point(0.0, 0.0);
        let towards = northwards(point(0.0, -200.0), 780.0);
        // at 441.7 s they would meet; at 900 s the mission is 5 km north of him, and he is faster or not
        let soon = towards.meets(at, 850.0 / 3.6, [0.0, 900.0]);
        close(soon, 900.0);
        let follows = towards.meets(at, 850.0 / 3.6, [1_000.0, 1_200.0]);
        assert!(follows.is_some_and(|second| second > 1_200.0));
        assert_eq!(towards.meets(at, 700.0 / 3.6, [1_000.0, 1_200.0]), None);
    }

    #[test]
    fn the_way_is_dated_backwards_from_the_target() {
        let mission = Mission {
            key: Key(1),
            day: 0,
            from: point(0.0, -100.0),
            to: point(0.0, 0.0),
            over: 10_000,
            speed: 400.0 / 3.6,
            height_m: 3_000.0,
            aircraft: 8,
            is_bomber: false,
        };
        let [inward, home] = mission.legs();
        // 100 km at 400 km/h are 900 s
        assert!(inward.at(9_100.0).distance(mission.from) < 1e-6);
        assert!(inward.at(10_000.0).distance(mission.to) < 1e-6);
        assert!(home.at(10_900.0).distance(mission.from) < 1e-6);
        let seen = mission.comes_within(point(0.0, 0.0), 50_000.0);
        close(seen, 9_550.0);
    }

    #[test]
    fn a_way_that_passes_is_as_far_as_its_nearest_point() {
        let (from, to) = (point(0.0, 0.0), point(100.0, 0.0));
        assert!((distance_to_way(point(50.0, 30.0), from, to) - 30_000.0).abs() < 1e-6);
        assert!((distance_to_way(point(-40.0, 30.0), from, to) - 50_000.0).abs() < 1e-6);
        assert!((distance_to_way(point(3.0, 4.0), from, from) - 5_000.0).abs() < 1e-6);
    }
}
