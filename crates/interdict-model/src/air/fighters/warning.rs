//! # Warning
//!
//! What happens: radars see a mission come, and interceptors hear of it.
//!
//! Rule: a radar that works sees a mission of `n` aircraft with `1 - (1 - p)^n`, from the first second at which the mission is within its range and above its
//! horizon. Interceptors hear of the first sight after a delay that is log-normal and one for a mission, and believe a size that is
//! the true one times a log-normal factor.
//!
//! Assumes: a radar sees every mission apart from others; who leads fighters goes on seeing what it has seen.
//!
//! Sources: estimates, with the knobs of `warning`.
//!
//! Reads: [`AirRules`]. Writes: nothing. Chance: `WARNING` by mission (delay, size), and by mission with radar (works, sees).

use interdict_engine::chance::When;
use interdict_engine::whole::nearest;
use interdict_engine::{Chance, sample};

use super::rules::AirRules;
use crate::air::mission::{Mission, horizon_m};
use crate::chance::WARNING;
use crate::identity::Identity;

/// What interceptors hear of a mission.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// Second at which the order to take off can be given.
    pub second: f64,
    /// Believed number of aircraft, at least 1.
    pub size: u32,
    /// The radar leads fighters.
    pub control: bool,
}

/// What interceptors hear of a mission, if anything.
pub fn plot(rules: &AirRules, chance: &Chance, day: u16, mission: &Mission) -> Option<Plot> {
    let knobs = &rules.warning;
    let when = When::on(mission.day);
    let mut first: Option<(f64, bool)> = None;
    for radar in (rules.radars.iter()).filter(|radar| radar.from <= day && day < radar.to) {
        let range = radar
            .range_m
            .min(horizon_m(radar.aerial_m, mission.height_m));
        let Some(second) = mission.comes_within(radar.at, range) else {
            continue;
        };
        let who = Identity::Encounter {
            mission: mission.key,
            group: radar.key,
        };
        let [works, sees] = chance.draw::<2>(WARNING, who.key(), when);
        let misses = sample::power(1.0 - knobs.detects_one, mission.aircraft);
        let is_seen = works < knobs.works && sees < 1.0 - misses;
        if is_seen && first.is_none_or(|(before, _)| second < before) {
            first = Some((second, radar.control));
        }
    }
    let (seen, control) = first?;
    let [delay, size] = chance.draw::<2>(WARNING, mission.key, when);
    let median = if control {
        knobs.delay_control_min
    } else {
        knobs.delay_min
    };
    let delay = 60.0 * sample::log_normal(delay, median, knobs.delay_log_sd);
    let size = f64::from(mission.aircraft) * sample::log_normal(size, 1.0, knobs.size_log_sd);
    Some(Plot {
        second: seen + delay,
        size: nearest::<u32>(size.min(1e6)).max(1),
        control,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::math;
    use interdict_quantity::Key;
    use interdict_scenario::rules::{AirCombat, Fighters, Warning};

    use crate::air::fighters::rules::Radar;
    use crate::chance::REGISTRY;
    use crate::network::Point;

    /// Chance that a delay is no longer than so many minutes.
    fn told_within(minutes: f64, median: f64, log_sd: f64) -> f64 {
        math::normal_cdf(math::ln(minutes / median) / log_sd)
    }

    fn point(east_km: f64, north_km: f64) -> Point {
        Point {
            east: 1_000.0 * east_km,
            north: 1_000.0 * north_km,
        }
    }

    fn radar(name: &str, range_km: f64) -> Radar {
        Radar {
            key: Key::of(name),
            at: point(0.0, 0.0),
            range_m: 1_000.0 * range_km,
            aerial_m: 10.0,
            control: false,
            from: 0,
            to: 100,
        }
    }

    fn rules(radars: Vec<Radar>) -> AirRules {
        AirRules {
            warning: Warning::default(),
            fighters: Fighters::default(),
            combat: AirCombat::default(),
            radars,
            bombers: None,
            has_fighters: true,
        }
    }

    fn mission(n: u32) -> Mission {
        Mission {
            key: Key::of("wave").child(1, n),
            day: 3,
            from: point(0.0, -500.0),
            to: point(0.0, -100.0),
            over: 300_000,
            speed: 150.0,
            height_m: 3_000.0,
            aircraft: 8,
            is_bomber: false,
        }
    }

    #[test]
    fn delays_follow_their_law() {
        for (minutes, share) in [
            (3.0, 0.042),
            (6.0, 0.5),
            (8.0, 0.764),
            (10.0, 0.899),
            (15.0, 0.989),
        ] {
            assert!(
                (told_within(minutes, 6.0, 0.4) - share).abs() < 1e-3,
                "{minutes} min"
            );
        }
        let chance = Chance::new(1, 0, REGISTRY);
        let rules = rules(vec![radar("EW", 240.0)]);
        let plots: Vec<Plot> = (0..2_000)
            .filter_map(|n| plot(&rules, &chance, 3, &mission(n)))
            .collect();
        let works = plots.len() as f64 / 2_000.0;
        assert!((works - 0.9).abs() < 0.03, "seen {works}");
        let seen = mission(0).comes_within(point(0.0, 0.0), 238_700.0).unwrap();
        let soon = plots
            .iter()
            .filter(|plot| plot.second - seen <= 480.0)
            .count();
        let soon = soon as f64 / plots.len() as f64;
        assert!((soon - 0.764).abs() < 0.03, "{soon} within 8 min");
    }

    #[test]
    fn one_more_station_warns_no_later() {
        let chance = Chance::new(2, 0, REGISTRY);
        let (one, two) = (
            rules(vec![radar("EW", 200.0)]),
            rules(vec![radar("EW", 200.0), radar("EW2", 230.0)]),
        );
        let mut sooner = 0;
        for n in 0..500 {
            let late = |rules: &AirRules| {
                plot(rules, &chance, 3, &mission(n)).map_or(f64::INFINITY, |plot| plot.second)
            };
            assert!(late(&two) <= late(&one));
            sooner += u32::from(late(&two) < late(&one));
        }
        assert!(sooner > 300, "the farther one sees first: {sooner}");
        assert_eq!(plot(&rules(Vec::new()), &chance, 3, &mission(0)), None);
        assert_eq!(
            plot(&one, &chance, 100, &mission(0)),
            None,
            "the station has gone"
        );
    }
}
