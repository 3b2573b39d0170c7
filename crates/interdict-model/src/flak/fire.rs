//! # Fire
//!
//! What happens: batteries within reach of an attacker's aim point fire at each aircraft of a flight on
//! its pass. Some are shot down, more are damaged, all feel threatened: some turn back, the others aim
//! worse.
//!
//! Rule: rounds at one aircraft `R = guns x rate x exposure x tracking x share x kept`, where `share` is
//! one over the aircraft of the wave that are in the envelope at once (`exposure / interval`, at most
//! the aircraft of the wave within range), not below a floor, and `kept = (1 - eta)^n` under `n`
//! suppressing flights; rounds are whole and a battery fires what it has. Hazard of a pass
//! `lambda = R / rounds_per_kill x lethality x vulnerability`. Each pair of aircraft and battery has
//! its own clock `t = -ln(u) / lambda`: the earliest below 1 kills and is credited, and below
//! `before_release` the bombs do not fall; a second clock with `delta lambda` damages. Threat
//! `I = sum of rounds x weight / unit`; the miss grows by `1 + kappa I / (1 + I)`; an aircraft turns
//! back with chance `1 - exp(-beta I)`.
//!
//! Assumes: aircraft of a flight attack in trail, one pass; batteries do not wait for better targets.
//!
//! Sources: constant-hazard kill model, for instance P. M. Morse and G. E. Kimball (1946), "Methods of
//! Operations Research"; figures with the knobs.
//!
//! Reads: knobs of `flak`. Writes: rounds of [`Battery`]. Chance: `FLAK_CLOCK` by flight and battery.

use bevy_ecs::prelude::Resource;
use interdict_engine::chance::When;
use interdict_engine::{Chance, math, sample};
use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::chance::FLAK_CLOCK;
use crate::flak::battery::{Battery, Calibre};
use crate::network::Point;

/// Most aircraft in a flight.
pub const FLIGHT: usize = 4;

/// Nobody's row.
pub const NOBODY: u32 = u32::MAX;

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

/// A flight under fire.
#[derive(Clone, Copy, Debug)]
pub struct Attacker {
    /// Identity of the flight.
    pub key: Key,
    /// Where it aims.
    pub at: Point,
    /// Aircraft; at most [`FLIGHT`].
    pub aircraft: u32,
    /// How easily it is brought down.
    pub vulnerability: f64,
    /// Share of a battery's fire that each aircraft draws, by calibre, suppression included.
    pub share: [f64; 2],
}

/// What fire did to a flight.
#[derive(Clone, Copy, Debug)]
pub struct Harm {
    /// Rounds fired, by calibre.
    pub rounds: [i64; 2],
    /// Threat felt.
    pub threat: f64,
    /// Part of the pass at which each aircraft is shot down; 1 or more: it is not.
    pub falls: [f64; FLIGHT],
    /// Who shot it down.
    pub by: [u32; FLIGHT],
    /// Damaged, if not shot down.
    pub damaged: [bool; FLIGHT],
}

impl Harm {
    /// Unharmed.
    pub const NONE: Self = Self {
        rounds: [0; 2],
        threat: 0.0,
        falls: [f64::INFINITY; FLIGHT],
        by: [NOBODY; FLIGHT],
        damaged: [false; FLIGHT],
    };
}

/// Fires the batteries of a list, as far as they reach and have rounds, at a flight.
pub fn fire(
    rules: &FireRules,
    chance: &Chance,
    day: u16,
    target: &Attacker,
    list: &[u32],
    batteries: &mut [Battery],
) -> Harm {
    let mut harm = Harm::NONE;
    for &row in list {
        let battery = &mut batteries[row as usize];
        let gunnery = &rules.guns[battery.calibre as usize];
        let (east, north) = (
            battery.at.east - target.at.east,
            battery.at.north - target.at.north,
        );
        if east * east + north * north > gunnery.range_m * gunnery.range_m {
            continue;
        }
        let share = target.share[battery.calibre as usize];
        let rounds = rules.rounds(battery.calibre, battery.guns, target.aircraft, share);
        let fired = rounds.min(battery.rounds);
        if fired == 0 {
            continue;
        }
        battery.rounds -= fired;
        harm.rounds[battery.calibre as usize] += fired;
        harm.threat += fired as f64 * gunnery.threat;
        let each = fired as f64 / f64::from(target.aircraft);
        let hazard = each * gunnery.kill * target.vulnerability;
        if hazard > 0.0 {
            let numbers = chance.draw(FLAK_CLOCK, target.key.with(battery.key), When::on(day));
            run_clocks(rules, target.aircraft, hazard, row, &numbers, &mut harm);
        }
    }
    harm
}

/// Runs the clocks of one battery against each aircraft.
fn run_clocks(
    rules: &FireRules,
    aircraft: u32,
    hazard: f64,
    row: u32,
    numbers: &[f64; 2 * FLIGHT],
    harm: &mut Harm,
) {
    let damages = hazard * rules.damaged_per_lost;
    for plane in 0..aircraft as usize {
        let (kill, damage) = (numbers[2 * plane], numbers[2 * plane + 1]);
        // exp(-x) is at least 1 - x: most clocks need no logarithm.
        if kill > 1.0 - hazard {
            let falls = sample::exponential(kill, hazard);
            if falls < 1.0 && falls < harm.falls[plane] {
                harm.falls[plane] = falls;
                harm.by[plane] = row;
            }
        }
        if damage > 1.0 - damages && sample::exponential(damage, damages) < 1.0 {
            harm.damaged[plane] = true;
        }
    }
}
