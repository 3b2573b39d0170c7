//! # Fire
//!
//! What happens: batteries within reach of an attacker's aim point fire at each aircraft of a flight on
//! its pass. Some are shot down, more are damaged, all feel threatened: some turn back, the others aim
//! worse.
//!
//! Rule: rounds at one aircraft `R = guns x rate x exposure x tracking x share x kept`, where `share` is
//! one over the aircraft of the wave that are in the envelope at once (`exposure / interval`, at most
//! the aircraft of the wave within range), not below a floor, and `kept = (1 - eta)^n` under `n`
//! suppressing flights; rounds are whole and a battery fires what it has. On the ground a battery reaches
//! `sqrt(range^2 - height^2)`, with the height of release. Hazard of a pass
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

use interdict_engine::chance::When;
use interdict_engine::witness::weigh;
use interdict_engine::{Chance, math, sample};
use interdict_quantity::Key;
use interdict_scenario::scenario::Channel;

use crate::chance::FLAK_CLOCK;
use crate::flak::battery::Battery;
use crate::flak::gunnery::FireRules;
use crate::network::Point;

/// Most aircraft in a flight.
pub const FLIGHT: usize = 4;

/// Nobody's row.
pub const NOBODY: u32 = u32::MAX;

/// A flight under fire.
#[derive(Clone, Copy, Debug)]
pub struct Attacker {
    /// Identity of the flight.
    pub key: Key,
    /// Where it aims.
    pub at: Point,
    /// Height at which it releases its bombs, metres.
    pub height_m: f64,
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
    /// Threat felt by those who aim.
    pub spoils: f64,
    /// Threat felt by those who may turn back.
    pub scares: f64,
    /// Part of the pass at which each aircraft is shot down; 1 or more: it is not.
    pub falls: [f64; FLIGHT],
    /// Who shot it down.
    pub by: [u32; FLIGHT],
    /// Who damaged it, if it is not shot down.
    pub damaged: [u32; FLIGHT],
}

impl Harm {
    /// Unharmed.
    pub const NONE: Self = Self {
        rounds: [0; 2],
        spoils: 0.0,
        scares: 0.0,
        falls: [f64::INFINITY; FLIGHT],
        by: [NOBODY; FLIGHT],
        damaged: [NOBODY; FLIGHT],
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
        let reach_m = gunnery.reach_m(target.height_m);
        if reach_m < 0.0 || east * east + north * north > reach_m * reach_m {
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
        let threat = fired as f64 * gunnery.threat;
        if battery.channels.has(Channel::Aim) {
            harm.spoils += threat;
        }
        if battery.channels.has(Channel::Aborts) {
            harm.scares += threat;
        }
        let each = fired as f64 / f64::from(target.aircraft);
        let hazard = each * gunnery.kill * target.vulnerability;
        if hazard > 0.0 && battery.channels.has(Channel::Kills) {
            let who = target.key.with(battery.key);
            let numbers = chance.draw(FLAK_CLOCK, who, When::on(day));
            run_clocks(
                rules,
                who,
                target.aircraft,
                hazard,
                row,
                &numbers,
                &mut harm,
            );
        }
    }
    harm
}

/// Runs the clocks of one battery against each aircraft.
fn run_clocks(
    rules: &FireRules,
    who: Key,
    aircraft: u32,
    hazard: f64,
    row: u32,
    numbers: &[f64; 2 * FLIGHT],
    harm: &mut Harm,
) {
    let damages = hazard * rules.damaged_per_lost;
    for plane in 0..aircraft as usize {
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
        let is_first = harm.damaged[plane] == NOBODY;
        if is_first && damage > 1.0 - damages && sample::exponential(damage, damages) < 1.0 {
            harm.damaged[plane] = row;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flak::battery::Calibre;
    use interdict_scenario::scenario::Channels;
    use interdict_scenario::synthetic::{Shape, generate};
    use proptest::prelude::*;

    fn rules(change: impl FnOnce(&mut FireRules)) -> FireRules {
        let mut rules = FireRules::new(&generate(Shape::small(), 1));
        change(&mut rules);
        rules
    }

    fn battery(name: &str, calibre: Calibre, guns: u32, rounds: i64) -> Battery {
        let key = Key::of(name);
        let at = Point::default();
        Battery {
            key,
            at,
            rounds,
            stock: rounds,
            guns,
            posting: 0,
            calibre,
            fires: true,
            channels: Channels::ALL,
        }
    }

    fn attacker(ordinal: u32, aircraft: u32, share: f64) -> Attacker {
        let key = Key::of("flight").child(1, ordinal);
        let at = Point {
            east: 800.0,
            north: 600.0,
        };
        Attacker {
            key,
            at,
            height_m: 0.0,
            aircraft,
            vulnerability: 1.0,
            share: [share; 2],
        }
    }

    fn kills(rules: &FireRules, batteries: &[Battery], flights: u32, share: f64) -> Vec<Harm> {
        let chance = Chance::new(5, 0, 1);
        let list: Vec<u32> = (0..batteries.len() as u32).collect();
        (0..flights)
            .map(|flight| {
                let target = attacker(flight, 4, share);
                fire(rules, &chance, 3, &target, &list, &mut batteries.to_vec())
            })
            .collect()
    }

    fn shot_down(harms: &[Harm]) -> f64 {
        let all = harms.iter().flat_map(|harm| harm.falls);
        all.filter(|&falls| falls < 1.0).count() as f64
    }

    #[test]
    fn survival_falls_exponentially_with_the_hazard() {
        // 12 light guns, 12 s, tracking 0.4: 57.6 rounds an aircraft, 230 at a flight of four.
        let rules = rules(|rules| rules.guns[0].kill *= 20.0);
        let hazard = 230.0 / 4.0 * rules.guns[0].kill;
        for (sites, known) in [(1, hazard), (3, 3.0 * hazard)] {
            let names = ["a", "b", "c"];
            let some = names.map(|name| battery(name, Calibre::Light, 12, 1_000_000));
            let harms = kills(&rules, &some[..sites], 10_000, 1.0);
            let share = shot_down(&harms) / 40_000.0;
            assert!(
                (share + math::exp_m1(-known)).abs() < 0.01,
                "{share} at {known}"
            );
        }
    }

    #[test]
    fn kills_are_credited_in_proportion_to_hazards() {
        let rules = rules(|rules| rules.guns[0].kill *= 20.0);
        let two = [
            battery("a", Calibre::Light, 9, 1 << 40),
            battery("b", Calibre::Light, 3, 1 << 40),
        ];
        let harms = kills(&rules, &two, 20_000, 1.0);
        let first = harms
            .iter()
            .flat_map(|harm| harm.by)
            .filter(|&by| by == 0)
            .count() as f64;
        assert!((first / shot_down(&harms) - 0.75).abs() < 0.01);
    }

    #[test]
    fn many_at_once_share_one_battery() {
        // All at once: kills expected of n aircraft are n (1 - exp(-a / n)), with a what one would meet.
        let rules = rules(|rules| {
            (rules.interval_s, rules.share_floor) = (0.0, 0.0);
            rules.guns[0].kill = 0.5 / (100.0 * rules.guns[0].rounds);
        });
        let site = [battery("a", Calibre::Light, 100, 1 << 40)];
        for (aircraft, known) in [(4_u32, 0.4700), (16, 0.4923), (64, 0.4981)] {
            let share = rules.share(Calibre::Light, aircraft);
            let harms = kills(&rules, &site, 30_000, share);
            let kills = shot_down(&harms) / 30_000.0 / 4.0 * f64::from(aircraft);
            assert!((kills - known).abs() < 0.03, "{kills} of {aircraft}");
        }
        assert!((rules.share(Calibre::Light, 1) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn guns_reach_up_to_their_slant_range() {
        // 1,000 m away on the ground: reached from below 2,291 m with a range of 2,500 m.
        let rules = rules(|rules| rules.guns[0].range_m = 2_500.0);
        let chance = Chance::new(5, 0, 1);
        for (height_m, fires) in [
            (0.0, true),
            (2_291.0, true),
            (2_292.0, false),
            (2_501.0, false),
        ] {
            let mut site = [battery("a", Calibre::Light, 4, 80)];
            let target = Attacker {
                height_m,
                ..attacker(0, 4, 1.0)
            };
            let harm = fire(&rules, &chance, 0, &target, &[0], &mut site);
            assert_eq!(harm.rounds[0] > 0, fires, "{height_m}");
        }
    }

    #[test]
    fn without_rounds_there_is_no_hazard_at_all() {
        let rules = rules(|rules| rules.guns[0].kill = 1.0);
        let mut site = [battery("a", Calibre::Light, 4, 80)];
        let chance = Chance::new(5, 0, 1);
        let first = fire(&rules, &chance, 0, &attacker(0, 4, 1.0), &[0], &mut site);
        assert_eq!((first.rounds[0], site[0].rounds), (77, 3));
        let second = fire(&rules, &chance, 0, &attacker(1, 4, 1.0), &[0], &mut site);
        assert_eq!((second.rounds[0], site[0].rounds), (3, 0));
        let third = fire(&rules, &chance, 0, &attacker(2, 4, 1.0), &[0], &mut site);
        assert_eq!(third.rounds, [0, 0]);
        assert!(third.falls.iter().all(|&falls| falls > 1.0) && third.spoils.abs() < 1e-15);
    }

    #[test]
    fn each_channel_can_be_switched_off_alone() {
        let harmless = rules(|rules| rules.guns.iter_mut().for_each(|guns| guns.kill = 0.0));
        let site = [battery("a", Calibre::Heavy, 16, 1_000)];
        let harm = kills(&harmless, &site, 1, 1.0)[0];
        assert!(harm.spoils > 0.0 && shot_down(&[harm]) < 1.0 && harm.damaged == [NOBODY; 4]);
        assert!(harmless.spoils(harm.spoils) > 1.0 && harmless.turns_back(harm.scares) > 0.0);
        let kills_only = rules(|rules| (rules.kappa, rules.beta) = (0.0, 0.0));
        assert!((kills_only.spoils(9.0) - 1.0).abs() < 1e-15);
        assert!(kills_only.turns_back(9.0).abs() < 1e-15);
    }

    proptest! {
        /// Another battery never saves an aircraft, and never makes it fall later.
        #[test]
        fn another_battery_only_adds_kills(
            sites in prop::collection::vec((any::<bool>(), 1_u32..20, 0_i64..400), 1..6),
            flight in any::<u32>(),
            lethality in 1.0..200.0_f64,
        ) {
            let rules = rules(|rules| rules.guns.iter_mut().for_each(|guns| guns.kill *= lethality));
            let all: Vec<Battery> = sites.iter().enumerate().map(|(row, &(heavy, guns, rounds))| {
                let calibre = if heavy { Calibre::Heavy } else { Calibre::Light };
                battery(&format!("site {row}"), calibre, guns, rounds)
            }).collect();
            let list: Vec<u32> = (0..all.len() as u32).collect();
            let chance = Chance::new(6, 0, 1);
            let target = attacker(flight, 4, 0.7);
            let more = fire(&rules, &chance, 1, &target, &list, &mut all.clone());
            for left_out in 0..all.len() {
                let mut fewer = list.clone();
                fewer.remove(left_out);
                let less = fire(&rules, &chance, 1, &target, &fewer, &mut all.clone());
                for plane in 0..FLIGHT {
                    prop_assert!(more.falls[plane] <= less.falls[plane]);
                    prop_assert!(more.damaged[plane] != NOBODY || less.damaged[plane] == NOBODY);
                }
                prop_assert!(rules.spoils(more.spoils) >= rules.spoils(less.spoils) - 1e-12);
                prop_assert!(rules.turns_back(more.scares) >= rules.turns_back(less.scares) - 1e-12);
            }
        }
    }
}
