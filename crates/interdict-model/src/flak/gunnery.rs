//! # Gunnery
//!
//! What happens: from the knobs of fire it is worked out which share of the guns opens fire at an
//! aircraft, for how long, what a round does, and what those who are fired at make of it.
//!
//! Rule: see [`fire`](mod@crate::flak::fire).
//!
//! Assumes: see there.
//!
//! Sources: with the knobs.
//!
//! Reads: knobs of `flak`. Writes: [`FireRules`]. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::{math, sample};
use interdict_scenario::Scenario;

use crate::flak::battery::Calibre;

/// What a calibre does.
#[derive(Clone, Copy, Debug)]
pub struct Gunnery {
    /// Chance that a gun opens fire at an aircraft in reach.
    pub engage: f64,
    /// Rounds a second of a gun that fires.
    pub rounds_a_s: f64,
    /// Longest burst at one aircraft, seconds.
    pub burst_s: f64,
    /// Chance of a kill by one round.
    pub kill: f64,
    /// Threat felt from one round.
    pub threat: f64,
    /// Slant range, metres.
    pub range_m: f64,
}

impl Gunnery {
    /// Square of how far on the ground it reaches what comes at a height, square metres: the foot of the slant range. Below
    /// zero where that is too high.
    pub(crate) fn reach_m2(&self, height_m: f64) -> f64 {
        self.range_m * self.range_m - height_m * height_m
    }

    /// How far on the ground it reaches what comes at a height, metres; below zero where that is too high.
    pub(crate) fn reach_m(&self, height_m: f64) -> f64 {
        let reach_m2 = self.reach_m2(height_m);
        if reach_m2 < 0.0 {
            -1.0
        } else {
            math::sqrt(reach_m2)
        }
    }
}

/// How it is attacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Attack {
    /// In a dive.
    Dive,
    /// By bombers that fly level.
    Level,
}

/// Length of the path within a reach that passes a gun at some distance, by the squares of both, metres.
pub(crate) fn chord_m(reach_m2: f64, distance_m2: f64) -> f64 {
    2.0 * math::sqrt((reach_m2 - distance_m2).max(0.0))
}

/// The knobs of fire, ready for use.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct FireRules {
    /// By calibre.
    pub guns: [Gunnery; 2],
    /// Seconds between aircraft of a wave.
    pub interval_s: f64,
    /// Seconds until a gun that has fired is laid on another aircraft.
    pub relay_s: f64,
    /// Seconds until guns open fire at the first aircraft of a wave.
    pub reaction_s: f64,
    /// Speed of an attacker on its pass, metres a second: of a dive attacker, of a bomber.
    pub speed_m_s: [f64; 2],
    /// See the knob.
    pub kappa: f64,
    /// See the knob.
    pub beta: f64,
    /// See the knob.
    pub before_release: f64,
    /// See the knob.
    pub damaged_per_lost: f64,
    /// See the knob.
    pub suppression_share: f64,
    /// See the knob.
    pub suppression_effect: f64,
    /// See the knob.
    pub night_factor: f64,
    /// See the knob.
    pub high_factor: f64,
    /// See the knob.
    pub claims_per_kill: f64,
}

impl FireRules {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.flak;
        let light = Gunnery {
            engage: knobs.light_engage,
            rounds_a_s: knobs.light_rate / 60.0,
            burst_s: knobs.light_burst_s,
            kill: knobs.lethality / knobs.light_rounds_per_kill,
            threat: 1.0 / knobs.threat_unit,
            range_m: 1_000.0 * knobs.light_range_km,
        };
        let heavy = Gunnery {
            engage: knobs.heavy_engage,
            rounds_a_s: knobs.heavy_rate / 60.0,
            burst_s: knobs.heavy_burst_s,
            kill: knobs.lethality / knobs.heavy_rounds_per_kill,
            threat: knobs.heavy_weight / knobs.threat_unit,
            range_m: 1_000.0 * knobs.heavy_range_km,
        };
        Self {
            guns: [light, heavy],
            interval_s: scenario.rules.strike.interval_s,
            relay_s: knobs.relay_s,
            reaction_s: knobs.reaction_s,
            speed_m_s: [knobs.attack_speed_kmh, knobs.bomber_speed_kmh].map(|kmh| kmh / 3.6),
            kappa: knobs.kappa,
            beta: knobs.beta,
            before_release: knobs.before_release,
            damaged_per_lost: knobs.damaged_per_lost,
            suppression_share: knobs.suppression_share,
            suppression_effect: knobs.suppression_effect,
            night_factor: knobs.night_factor,
            high_factor: knobs.high_factor,
            claims_per_kill: knobs.claims_per_kill,
        }
    }

    /// Share of a battery's guns that is free for each of so many aircraft, one behind the other: the
    /// others are still firing at an earlier one, or being laid anew. All are free for one that comes alone.
    pub fn share(&self, calibre: Calibre, aircraft: u32) -> f64 {
        let most = f64::from(aircraft.max(1));
        let busy_s = self.guns[calibre as usize].burst_s + self.relay_s;
        if busy_s > self.interval_s * most {
            1.0 / most
        } else if busy_s > self.interval_s {
            self.interval_s / busy_s
        } else {
            1.0
        }
    }

    /// Rounds that a gun fires in one burst at an aircraft whose path crosses `chord_m` of its reach: at the
    /// first aircraft of a wave, and at each later one.
    pub(crate) fn bursts(&self, calibre: Calibre, by: Attack, chord_m: f64) -> [f64; 2] {
        let gunnery = &self.guns[calibre as usize];
        let under_aim_s = chord_m / self.speed_m_s[by as usize];
        [under_aim_s - self.reaction_s, under_aim_s]
            .map(|time_s| gunnery.rounds_a_s * time_s.clamp(0.0, gunnery.burst_s))
    }

    /// Share of its fire that a site keeps under suppressing flights.
    pub fn kept(&self, flights: u32) -> f64 {
        sample::power(1.0 - self.suppression_effect, flights)
    }

    /// How much the miss grows under a threat.
    pub fn spoils(&self, threat: f64) -> f64 {
        1.0 + self.kappa * threat / (1.0 + threat)
    }

    /// Chance that an aircraft turns back under a threat.
    pub(crate) fn turns_back(&self, threat: f64) -> f64 {
        -math::exp_m1(-self.beta * threat)
    }
}
