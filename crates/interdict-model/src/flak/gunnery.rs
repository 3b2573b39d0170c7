//! # Gunnery
//!
//! What happens: from the knobs of fire it is worked out how many rounds guns aim at an aircraft, what a
//! round does, and what those who are fired at make of it.
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
    /// Rounds that one gun aims at an aircraft on its pass, undisturbed.
    pub rounds: f64,
    /// Seconds of exposure.
    pub exposure_s: f64,
    /// Chance of a kill by one round.
    pub kill: f64,
    /// Threat felt from one round.
    pub threat: f64,
    /// Slant range, metres.
    pub range_m: f64,
}

impl Gunnery {
    /// How far on the ground it reaches what comes at a height, metres: the foot of the slant range. Not a metre of
    /// ground (below zero) where that is too high.
    pub fn reach_m(&self, height_m: f64) -> f64 {
        if height_m > self.range_m {
            return -1.0;
        }
        math::sqrt(self.range_m * self.range_m - height_m * height_m)
    }
}

/// The knobs of fire, ready for use.
#[derive(Resource, Clone, Debug)]
pub struct FireRules {
    /// By calibre.
    pub guns: [Gunnery; 2],
    /// Seconds between aircraft of a wave.
    pub interval_s: f64,
    /// See the knob.
    pub share_floor: f64,
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
            rounds: knobs.light_rate / 60.0 * knobs.light_exposure_s * knobs.tracking,
            exposure_s: knobs.light_exposure_s,
            kill: knobs.lethality / knobs.light_rounds_per_kill,
            threat: 1.0 / knobs.threat_unit,
            range_m: 1_000.0 * knobs.light_range_km,
        };
        let heavy = Gunnery {
            rounds: knobs.heavy_rate / 60.0 * knobs.heavy_exposure_s * knobs.tracking,
            exposure_s: knobs.heavy_exposure_s,
            kill: knobs.lethality / knobs.heavy_rounds_per_kill,
            threat: knobs.heavy_weight / knobs.threat_unit,
            range_m: 1_000.0 * knobs.heavy_range_km,
        };
        Self {
            guns: [light, heavy],
            interval_s: scenario.rules.strike.interval_s,
            share_floor: knobs.share_floor,
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

    /// Share of a battery's fire that each of so many aircraft draws.
    pub fn share(&self, calibre: Calibre, aircraft: u32) -> f64 {
        let most = f64::from(aircraft.max(1));
        let at_once = if self.interval_s > 0.0 {
            (self.guns[calibre as usize].exposure_s / self.interval_s).clamp(1.0, most)
        } else {
            most
        };
        (1.0 / at_once).max(self.share_floor)
    }

    /// Whole rounds that so many guns fire at one after another of some aircraft.
    pub fn rounds(&self, calibre: Calibre, guns: u32, aircraft: u32, share: f64) -> i64 {
        let each = f64::from(guns) * self.guns[calibre as usize].rounds * share;
        (each * f64::from(aircraft)).round() as i64
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
    pub fn turns_back(&self, threat: f64) -> f64 {
        -math::exp_m1(-self.beta * threat)
    }
}
