//! # Fire
//!
//! What happens: batteries within reach of an attacker's aim point fire at each aircraft of a flight on
//! its pass. Some are shot down, more are damaged, all feel threatened: some turn back, the others aim
//! worse.
//!
//! Rule: at each aircraft `Binomial(guns, engage x share x kept)` guns of a battery open fire, each for
//! `t = min(burst, chord / speed - reaction)`: the chord of its reach at the distance of the aim point, the
//! reaction only at the first aircraft of a wave that comes within this battery's reach. `share =
//! interval / (burst + relay)`, not above 1 and not below 1 over the aircraft of the wave within reach, are
//! the guns that are not busy with another; `kept = (1 - eta)^n` under `n` suppressing flights. Rounds at a
//! flight, `rate x t` summed over the guns that fire, are rounded up or down by chance; a battery fires what
//! it has, dealt evenly to the guns that fire. On the ground a battery reaches `sqrt(range^2 - height^2)`, with the
//! height of release. With `R` of them at one aircraft the hazard of its pass is
//! `lambda = R / rounds_per_kill x lethality x vulnerability`. Each pair of aircraft and battery has
//! its own clock `t = -ln(u) / lambda`: the earliest below 1 kills and is credited, and below
//! `before_release` the bombs do not fall; a second clock with `delta lambda` damages. Threat
//! `I = sum of rounds x weight / unit`; the miss grows by `1 + kappa I / (1 + I)`; an aircraft turns
//! back with chance `1 - exp(-beta I)`.
//!
//! Assumes: aircraft of a flight attack in trail, one pass straight past the aim point; guns decide each for
//! itself, and do not save rounds.
//!
//! Sources: constant-hazard kill model, for instance P. M. Morse and G. E. Kimball (1946), "Methods of
//! Operations Research"; rounds to an action from the record of a regiment, Chen and Chen (2010), with the
//! knobs.
//!
//! Reads: knobs of `flak`. Writes: rounds and marks of [`Battery`]. Chance: `OPEN_FIRE` and `FLAK_CLOCK` by
//! flight and battery.

use interdict_engine::chance::When;
use interdict_engine::witness::weigh;
use interdict_engine::{Chance, math, sample};
use interdict_quantity::Key;
use interdict_scenario::scenario::Channel;

use crate::chance::{FLAK_CLOCK, OPEN_FIRE};
use crate::flak::battery::Battery;
use crate::flak::gunnery::{Attack, FireRules, chord_m};
use crate::identity::Identity;
use crate::network::Point;
use crate::row::BatteryRow;

/// Most aircraft in a flight.
pub(crate) const FLIGHT: usize = 4;

/// A flight under fire.
#[derive(Clone, Copy, Debug)]
pub struct Attacker {
    /// Identity of the flight.
    pub key: Key,
    /// Identity of its wave.
    pub wave: Key,
    /// Where it aims.
    pub at: Point,
    /// Height at which it releases its bombs, metres.
    pub height_m: f64,
    /// Aircraft; at most [`FLIGHT`].
    pub aircraft: u32,
    /// Which of them are not there any more: they fell or turned back before.
    pub gone: [bool; FLIGHT],
    /// How easily it is brought down.
    pub vulnerability: f64,
    /// Share of a battery's guns that is free for each aircraft, by calibre, suppression included.
    pub share: [f64; 2],
}

/// What fire did to a flight.
#[derive(Clone, Copy, Debug)]
pub struct Harm {
    /// Rounds fired, by calibre.
    pub rounds: [i64; 2],
    /// Threat felt by those who aim.
    pub spoils: f64,
    /// Threat felt by those who may turn back.
    pub scares: f64,
    /// Part of the pass at which each aircraft is shot down; 1 or more: it is not.
    pub falls: [f64; FLIGHT],
    /// Who shot it down; [`BatteryRow::NONE`] where nobody did.
    pub by: [BatteryRow; FLIGHT],
    /// Who damaged it, if it is not shot down.
    pub damaged: [BatteryRow; FLIGHT],
}

impl Harm {
    /// Unharmed.
    pub const NONE: Self = Self {
        rounds: [0; 2],
        spoils: 0.0,
        scares: 0.0,
        falls: [f64::INFINITY; FLIGHT],
        by: [BatteryRow::NONE; FLIGHT],
        damaged: [BatteryRow::NONE; FLIGHT],
    };
}

/// Fires the batteries of a list, as far as they reach and have rounds, at a flight.
pub fn fire(
    rules: &FireRules,
    chance: &Chance,
    day: u16,
    target: &Attacker,
    list: &[BatteryRow],
    batteries: &mut [Battery],
) -> Harm {
    let mut harm = Harm::NONE;
    for &row in list {
        let battery = &mut batteries[row];
        let gunnery = &rules.guns[battery.calibre as usize];
        let (east, north) = (
            battery.at.east - target.at.east,
            battery.at.north - target.at.north,
        );
        let distance_m2 = east * east + north * north;
        let reach_m2 = gunnery.reach_m2(target.height_m);
        if distance_m2 > reach_m2 {
            continue;
        }
        let who = Identity::Duel {
            attacker: target.key,
            battery: battery.key,
        }
        .key();
        let chord = chord_m(reach_m2, distance_m2);
        let salvo = open_fire(rules, chance, day, target, who, chord, battery);
        battery.is_attacked_by(target.wave);
        let fired = battery.spend(salvo.rounds);
        if fired == 0 {
            continue;
        }
        harm.rounds[battery.calibre as usize] += fired;
        let threat = fired as f64 * gunnery.threat;
        if battery.channels.has(Channel::Aim) {
            harm.spoils += threat;
        }
        if battery.channels.has(Channel::Aborts) {
            harm.scares += threat;
        }
        let kill = salvo.part(fired) * gunnery.kill * target.vulnerability;
        if kill > 0.0 && battery.channels.has(Channel::Kills) {
            let hazards = salvo.at.map(|rounds| rounds * kill);
            let numbers = chance.draw(FLAK_CLOCK, who, When::on(day));
            run_clocks(rules, who, &hazards, row, &numbers, &mut harm);
        }
    }
    harm
}

/// What a battery wants to fire at a flight.
struct Salvo {
    /// Whole rounds at all of it.
    rounds: i64,
    /// Mean rounds at each aircraft.
    at: [f64; FLIGHT],
}

impl Salvo {
    /// The part of it that was fired: 1, unless rounds ran out.
    fn part(&self, fired: i64) -> f64 {
        if fired == self.rounds {
            1.0
        } else {
            fired as f64 / self.at.iter().sum::<f64>()
        }
    }
}

/// The guns of a battery that open fire at each aircraft of a flight, and how long they fire.
fn open_fire(
    rules: &FireRules,
    chance: &Chance,
    day: u16,
    target: &Attacker,
    who: Key,
    chord_m: f64,
    battery: &Battery,
) -> Salvo {
    let calibre = battery.calibre;
    let [at_first, at_others] = rules.bursts(calibre, Attack::Dive, chord_m);
    let mut burst = if battery.wave == target.wave {
        at_others
    } else {
        at_first
    };
    let opens = rules.guns[calibre as usize].engage * target.share[calibre as usize];
    let mut salvo = Salvo {
        rounds: 0,
        at: [0.0; FLIGHT],
    };
    if opens <= 0.0 || at_others <= 0.0 {
        return salvo;
    }
    let numbers: [f64; FLIGHT + 1] = chance.draw(OPEN_FIRE, who, When::on(day));
    let mut rounds = 0.0;
    let planes = salvo.at.iter_mut().take(target.aircraft as usize);
    let present = planes
        .zip(&numbers)
        .zip(target.gone)
        .filter(|(_, gone)| !gone);
    for ((at, &number), _) in present {
        weigh(OPEN_FIRE, who, || {
            (1.0 - number, 1.0 - sample::power(1.0 - opens, battery.guns))
        });
        let guns = sample::binomial(number, battery.guns, opens);
        *at = f64::from(guns) * burst;
        rounds += *at;
        burst = at_others;
    }
    salvo.rounds = sample::round_by_chance(numbers[FLIGHT], rounds);
    salvo
}

/// Runs the clocks of one battery against each aircraft that it fires at.
fn run_clocks(
    rules: &FireRules,
    who: Key,
    hazards: &[f64; FLIGHT],
    row: BatteryRow,
    numbers: &[f64; 2 * FLIGHT],
    harm: &mut Harm,
) {
    for (plane, &hazard) in hazards.iter().enumerate() {
        if hazard <= 0.0 {
            continue;
        }
        let damages = hazard * rules.damaged_per_lost;
        let (kill, damage) = (numbers[2 * plane], numbers[2 * plane + 1]);
        weigh(FLAK_CLOCK, who, || (1.0 - kill, -math::exp_m1(-hazard)));
        // exp(-x) is at least 1 - x: most clocks need no logarithm.
        if kill > 1.0 - hazard {
            let falls = sample::exponential(kill, hazard);
            if falls < 1.0 && falls < harm.falls[plane] {
                harm.falls[plane] = falls;
                harm.by[plane] = row;
            }
        }
        let is_first = harm.damaged[plane] == BatteryRow::NONE;
        if is_first && damage > 1.0 - damages && sample::exponential(damage, damages) < 1.0 {
            harm.damaged[plane] = row;
        }
    }
}

#[cfg(test)]
mod tests;
