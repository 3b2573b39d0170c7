use super::*;
use crate::flak::battery::Calibre;
use crate::row::PostingRow;
use interdict_engine::whole::fit;
use interdict_scenario::scenario::Channels;
use interdict_scenario::synthetic::{Shape, generate};
use proptest::prelude::*;

/// The rules of the defaults: 8 light or 2 heavy rounds to a burst.
fn rules(change: impl FnOnce(&mut FireRules)) -> FireRules {
    let mut rules = FireRules::new(&generate(Shape::small(), 1));
    change(&mut rules);
    rules
}

/// Every gun opens fire.
fn all_fire(rules: &mut FireRules) {
    rules.guns.iter_mut().for_each(|guns| guns.engage = 1.0);
}

fn battery(name: &str, calibre: Calibre, guns: u32, rounds: i64) -> Battery {
    Battery {
        key: Key::of(name),
        at: Point::default(),
        rounds,
        stock: rounds,
        guns,
        posting: PostingRow(0),
        calibre,
        fires: true,
        channels: Channels::ALL,
        wave: Key(0),
        attacked: false,
        silent: false,
    }
}

fn attacker(ordinal: u32, aircraft: u32, share: f64) -> Attacker {
    Attacker {
        gone: [false; FLIGHT],
        key: Key::of("flight").child(1, ordinal),
        wave: Key::of("wave").child(1, ordinal),
        at: Point {
            east: 800.0,
            north: 600.0,
        },
        height_m: 0.0,
        aircraft,
        vulnerability: 1.0,
        share: [share; 2],
    }
}

/// What so many lone flights of four meet, the batteries being whole for each of them.
fn kills(rules: &FireRules, batteries: &[Battery], flights: u32, share: f64) -> Vec<Harm> {
    let chance = Chance::new(5, 0, 1);
    let list: Vec<BatteryRow> = BatteryRow::first(batteries.len()).collect();
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
fn survival_is_that_of_a_binomial_number_of_guns_with_an_exponential_hazard_each() {
    // One gun fires with chance e and then kills with hazard a: of G guns an aircraft survives with
    // (1 - e + e exp(-a))^G, and with exp(-G a) where all fire.
    for (sites, engage) in [(1, 0.15), (3, 0.15), (1, 1.0), (3, 1.0)] {
        let rules = rules(|rules| {
            rules.guns[0].kill *= 60.0;
            rules.guns[0].engage = engage;
        });
        let names = ["a", "b", "c"];
        let some = names.map(|name| battery(name, Calibre::Light, 12, 1_000_000));
        let harms = kills(&rules, &some[..sites], 10_000, 1.0);
        let gun = 1.0 + engage * math::exp_m1(-8.0 * rules.guns[0].kill);
        let known = 1.0 - sample::power(gun, 12 * fit::<u32, _>(sites));
        let share = shot_down(&harms) / 40_000.0;
        // four standard errors of a share of 40,000
        assert!((share - known).abs() < 0.01, "{share} at {known}");
    }
}

#[test]
fn kills_are_credited_in_proportion_to_hazards() {
    let rules = rules(|rules| {
        all_fire(rules);
        rules.guns[0].kill *= 60.0;
    });
    let two = [
        battery("a", Calibre::Light, 9, 1 << 40),
        battery("b", Calibre::Light, 3, 1 << 40),
    ];
    let harms = kills(&rules, &two, 20_000, 1.0);
    let by = harms.iter().flat_map(|harm| harm.by);
    let first = by.filter(|&by| by == BatteryRow(0)).count() as f64;
    assert!((first / shot_down(&harms) - 0.75).abs() < 0.01);
}

#[test]
fn a_day_of_flights_costs_the_rounds_and_aircraft_of_the_closed_form() {
    // 24 guns, 1,000 lone flights of four, e = 0.15, 8 rounds a burst: 24 x 4,000 x 1.2 = 115,200 rounds
    // a day, and 115,200 over the rounds to a kill lost.
    let rules = rules(|_| {});
    let sites = ["a", "b", "c", "d", "e", "f"];
    let sites = sites.map(|name| battery(name, Calibre::Light, 4, 1 << 40));
    let chance = Chance::new(5, 0, 1);
    let list: Vec<BatteryRow> = BatteryRow::first(6).collect();
    let (mut rounds, mut lost) = (Vec::new(), 0.0);
    for day in 0..40 {
        let mut fired = 0;
        for flight in 0..1_000 {
            let target = attacker(flight, 4, 1.0);
            let harm = fire(&rules, &chance, day, &target, &list, &mut sites.clone());
            fired += harm.rounds[0];
            lost += shot_down(&[harm]);
        }
        // 8 rounds x Binomial(96,000, 0.15): standard deviation 885, four of them 3.1 per cent
        assert!((fired - 115_200).abs() < 3_540, "{fired} on day {day}");
        rounds.push(fired);
    }
    let mean = rounds.iter().sum::<i64>() as f64 / 40.0;
    assert!((mean / 115_200.0 - 1.0).abs() < 0.005, "{mean}");
    let known = 40.0 * 115_200.0 * rules.guns[0].kill;
    assert!(
        (lost - known).abs() < 4.0 * known.sqrt(),
        "{lost} for {known}"
    );
}

#[test]
fn guns_are_dry_after_their_stock_over_the_rounds_to_an_aircraft() {
    // 600 rounds a gun at 1.2 an aircraft: 500 aircraft, not one wave.
    let rules = rules(|_| {});
    let chance = Chance::new(5, 0, 1);
    let mut seen = 0.0;
    for number in 0..200 {
        let mut site = [battery(&format!("{number}"), Calibre::Light, 4, 2_400)];
        let mut aircraft = 0;
        while site[0].rounds > 0 {
            let target = attacker(aircraft, 1, 1.0);
            fire(&rules, &chance, 3, &target, &[BatteryRow(0)], &mut site);
            aircraft += 1;
        }
        seen += f64::from(aircraft) / 200.0;
    }
    // 300 bursts at 0.6 an aircraft: standard deviation 27, of the mean of 200 1.9
    assert!((seen - 500.0).abs() < 7.6, "{seen}");
}

#[test]
fn many_at_once_share_one_battery() {
    // All at once: each of n aircraft finds 1 / n of the guns free, so that of 100 guns with a hazard of
    // 0.005 each n (1 - (1 - (1 - exp(-0.005)) / n)^100) kills are expected.
    let rules = rules(|rules| {
        all_fire(rules);
        rules.interval_s = 0.0;
        rules.guns[0].kill = 0.005 / 8.0;
    });
    let site = [battery("a", Calibre::Light, 100, 1 << 40)];
    for (aircraft, known) in [(4_u32, 0.4692), (16, 0.4911), (64, 0.4968)] {
        let share = rules.share(Calibre::Light, aircraft);
        let harms = kills(&rules, &site, 30_000, share);
        let kills = shot_down(&harms) / 30_000.0 / 4.0 * f64::from(aircraft);
        assert!((kills - known).abs() < 0.03, "{kills} of {aircraft}");
    }
}

#[test]
fn a_gun_that_is_busy_with_one_aircraft_is_out_for_the_next() {
    // 6 s of fire and 3 s to be laid anew; heavy guns 10 and 3.
    let share = |interval_s: f64, calibre, aircraft| {
        let rules = rules(|rules| rules.interval_s = interval_s);
        rules.share(calibre, aircraft)
    };
    for (interval_s, calibre, aircraft, known) in [
        (18.0, Calibre::Light, 24, 1.0),
        (9.0, Calibre::Light, 24, 1.0),
        (6.0, Calibre::Light, 24, 6.0 / 9.0),
        (10.0, Calibre::Heavy, 24, 10.0 / 13.0),
        (1.0, Calibre::Light, 4, 0.25),
        (0.0, Calibre::Light, 4, 0.25),
        (0.0, Calibre::Light, 1, 1.0),
    ] {
        let found = share(interval_s, calibre, aircraft);
        assert!((found - known).abs() < 1e-12, "{found} at {interval_s} s");
    }
}

#[test]
fn only_the_first_aircraft_of_a_wave_finds_guns_that_have_to_react() {
    // 8 s under aim: 3 s of fire, 4 rounds, at the first aircraft, and 6 s, 8 rounds, at each after it.
    let chord = 8.0 * 700.0 / 3.6;
    let rules = rules(|rules| {
        all_fire(rules);
        let half = chord / 2.0;
        rules.guns[0].range_m = math::sqrt(1_000.0 * 1_000.0 + half * half);
    });
    let chance = Chance::new(5, 0, 1);
    let mut site = [battery("a", Calibre::Light, 2, 1_000)];
    let mut wave_of = |flight: u32, wave: u32| {
        let mut target = attacker(flight, 4, 1.0);
        target.wave = Key::of("wave").child(2, wave);
        fire(&rules, &chance, 0, &target, &[BatteryRow(0)], &mut site).rounds[0]
    };
    let rounds = [wave_of(0, 0), wave_of(1, 0), wave_of(2, 1)];
    assert_eq!(rounds, [2 * (4 + 3 * 8), 2 * 4 * 8, 2 * (4 + 3 * 8)]);
    let rim = rules.guns[0].range_m * rules.guns[0].range_m;
    let bursts =
        |distance_m2| rules.bursts(Calibre::Light, Attack::Dive, chord_m(rim, distance_m2));
    for at_the_edge in [bursts(rim), bursts(rim + 1.0)].concat() {
        assert!(at_the_edge.abs() < 1e-12, "{at_the_edge}");
    }
    assert!(bursts(0.9 * rim)[1] > bursts(0.99 * rim)[1]);
}

#[test]
fn guns_reach_up_to_their_slant_range() {
    // 1,000 m away on the ground: reached from below 2,291 m with a range of 2,500 m; and a chord is left to fire at.
    let rules = rules(|rules| {
        rules.guns[0].range_m = 2_500.0;
        rules.guns[0].engage = 1.0;
        rules.reaction_s = 0.0;
    });
    let chance = Chance::new(5, 0, 1);
    for (height_m, fires) in [
        (0.0, true),
        (2_200.0, true),
        (2_292.0, false),
        (2_501.0, false),
    ] {
        let mut site = [battery("a", Calibre::Light, 40, 80)];
        let target = Attacker {
            height_m,
            ..attacker(0, 4, 1.0)
        };
        let harm = fire(&rules, &chance, 0, &target, &[BatteryRow(0)], &mut site);
        assert_eq!(harm.rounds[0] > 0, fires, "{height_m}");
    }
}

#[test]
fn without_rounds_there_is_no_hazard_at_all() {
    // Four guns, four aircraft, 8 rounds each: 128 rounds at a flight.
    let rules = rules(|rules| {
        all_fire(rules);
        rules.guns[0].kill = 1.0;
    });
    let mut site = [battery("a", Calibre::Light, 4, 200)];
    let chance = Chance::new(5, 0, 1);
    for (flight, fired, left) in [(0, 128, 72), (1, 72, 0), (2, 0, 0)] {
        assert!(!site[0].silent);
        let target = attacker(flight, 4, 1.0);
        let harm = fire(&rules, &chance, 0, &target, &[BatteryRow(0)], &mut site);
        assert_eq!((harm.rounds[0], site[0].rounds), (fired, left));
        if fired == 0 {
            assert!(harm.falls.iter().all(|&falls| falls > 1.0) && harm.spoils.abs() < 1e-15);
        }
    }
    assert!(site[0].silent && site[0].attacked);
}

#[test]
fn each_channel_can_be_switched_off_alone() {
    let harmless = rules(|rules| rules.guns.iter_mut().for_each(|guns| guns.kill = 0.0));
    let site = [battery("a", Calibre::Heavy, 16, 1_000)];
    let harm = kills(&harmless, &site, 1, 1.0)[0];
    assert!(harm.spoils > 0.0 && shot_down(&[harm]) < 1.0 && harm.damaged == [BatteryRow::NONE; 4]);
    assert!(harmless.spoils(harm.spoils) > 1.0 && harmless.turns_back(harm.scares) > 0.0);
    let kills_only = rules(|rules| (rules.kappa, rules.beta) = (0.0, 0.0));
    assert!((kills_only.spoils(9.0) - 1.0).abs() < 1e-15);
    assert!(kills_only.turns_back(9.0).abs() < 1e-15);
}

fn sites_of(sites: &[(bool, u32, i64)]) -> Vec<Battery> {
    let one = |(row, &(heavy, guns, rounds)): (usize, &(bool, u32, i64))| {
        let calibre = if heavy {
            Calibre::Heavy
        } else {
            Calibre::Light
        };
        battery(&format!("site {row}"), calibre, guns, rounds)
    };
    sites.iter().enumerate().map(one).collect()
}

/// Asserts that no aircraft is better off under the one than under the other.
fn is_no_milder(rules: &FireRules, more: &Harm, less: &Harm) -> Result<(), TestCaseError> {
    for plane in 0..FLIGHT {
        prop_assert!(more.falls[plane] <= less.falls[plane]);
        prop_assert!(
            more.damaged[plane].known().is_some() || less.damaged[plane].known().is_none()
        );
    }
    prop_assert!(rules.spoils(more.spoils) >= rules.spoils(less.spoils) - 1e-12);
    prop_assert!(rules.turns_back(more.scares) >= rules.turns_back(less.scares) - 1e-12);
    Ok(())
}

proptest! {
    /// Another battery never saves an aircraft, and never makes it fall later.
    #[test]
    fn another_battery_only_adds_kills(
        sites in prop::collection::vec((any::<bool>(), 1_u32..20, 0_i64..400), 1..6),
        flight in any::<u32>(),
        lethality in 1.0..400.0_f64,
    ) {
        let rules = rules(|rules| rules.guns.iter_mut().for_each(|guns| guns.kill *= lethality));
        let all = sites_of(&sites);
        let list: Vec<BatteryRow> = BatteryRow::first(all.len()).collect();
        let chance = Chance::new(6, 0, 1);
        let target = attacker(flight, 4, 0.7);
        let more = fire(&rules, &chance, 1, &target, &list, &mut all.clone());
        for left_out in 0..all.len() {
            let mut fewer = list.clone();
            fewer.remove(left_out);
            let less = fire(&rules, &chance, 1, &target, &fewer, &mut all.clone());
            is_no_milder(&rules, &more, &less)?;
        }
    }

    /// Guns that open fire more readily, or more guns in a battery, spare no aircraft while rounds last.
    #[test]
    fn readier_guns_and_more_of_them_only_add_kills(
        sites in prop::collection::vec((any::<bool>(), 1_u32..20), 1..4),
        flight in any::<u32>(),
        lethality in 1.0..400.0_f64,
        engage in 0.0..0.9_f64,
        more in 0.0..0.1_f64,
    ) {
        let with = |engage: f64| rules(|rules| {
            rules.guns.iter_mut().for_each(|guns| (guns.kill, guns.engage) = (guns.kill * lethality, engage));
        });
        let chance = Chance::new(6, 0, 1);
        let target = attacker(flight, 4, 0.7);
        let list: Vec<BatteryRow> = BatteryRow::first(sites.len()).collect();
        let meets = |rules: &FireRules, added: u32| {
            let sites: Vec<_> = sites.iter().map(|&(heavy, guns)| (heavy, guns + added, 1 << 40)).collect();
            fire(rules, &chance, 1, &target, &list, &mut sites_of(&sites))
        };
        let (few, readier, many) = (meets(&with(engage), 0), meets(&with(engage + more), 0), meets(&with(engage), 2));
        is_no_milder(&with(engage), &readier, &few)?;
        is_no_milder(&with(engage), &many, &few)?;
    }
}
