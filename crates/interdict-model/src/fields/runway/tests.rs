use interdict_engine::{Chance, When};

use super::*;
use crate::chance::{FIELD_HIT, REGISTRY};

fn crater(lane: u16, at_m: i64, work: i64) -> Crater {
    Crater {
        lane,
        at_mm: 1_000 * at_m,
        key: Key(fitting(at_m)),
        work,
        is_ordered: false,
    }
}

fn fitting(at_m: i64) -> u64 {
    at_m.unsigned_abs()
}

fn runway(length_m: i64, lanes: u16, strip_m: i64, craters: &[Crater]) -> Runway {
    let mut runway = Runway::new(1_000 * length_m, lanes, 1_000 * strip_m, 8_000);
    for &crater in craters {
        runway.lay(crater);
    }
    runway
}

/// Work of the craters that reach into a window, one by one.
fn within(runway: &Runway, lane: u16, from_mm: i64) -> i64 {
    let reaches = |crater: &&Crater| {
        crater.lane == lane
            && crater.at_mm + runway.reach_mm > from_mm
            && crater.at_mm - runway.reach_mm < from_mm + runway.strip_mm
    };
    let craters = runway.craters().iter().filter(reaches);
    craters.map(|crater| crater.work).sum()
}

fn power(base: f64, exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

fn choose(of: u32, some: u32) -> f64 {
    (0..some).fold(1.0, |product, k| {
        product * f64::from(of - k) / f64::from(k + 1)
    })
}

/// Chance that a lane with so many craters can be used.
///
/// The n craters divide the lane into n + 1 spacings, and so many of them, together, are all longer than their thresholds
/// with (1 - the sum of the thresholds)^n, where that is positive. The threshold of the two spacings at the ends is
/// (s + r) / L, of the n - 1 others (s + 2r) / L. Inclusion and exclusion give the chance that none is.
fn usable(length_m: f64, strip_m: f64, reach_m: f64, craters: u32) -> f64 {
    if craters == 0 {
        return 1.0;
    }
    let at_end = (strip_m + reach_m) / length_m;
    let between = (strip_m + 2.0 * reach_m) / length_m;
    let mut shut = 0.0;
    for ends in 0..=2 {
        for inner in 0..craters {
            let left = 1.0 - f64::from(ends) * at_end - f64::from(inner) * between;
            let sign = if (ends + inner) % 2 == 0 { 1.0 } else { -1.0 };
            let ways = choose(2, ends) * choose(craters - 1, inner);
            shut += sign * ways * power(left.max(0.0), craters);
        }
    }
    1.0 - shut
}

/// The same where the number of craters is Poisson, over so many lanes alike.
fn usable_by_poisson(mean: f64, lanes: u32) -> f64 {
    let of_lane = mean / f64::from(lanes);
    let mut chance = interdict_engine::math::exp(-of_lane);
    let mut lane = 0.0;
    for craters in 0..60 {
        lane += chance * usable(2_100.0, 1_500.0, 8.0, craters);
        chance *= of_lane / f64::from(craters + 1);
    }
    1.0 - power(1.0 - lane, lanes)
}

#[test]
fn a_lane_is_usable_with_the_chance_of_the_closed_form() {
    let table: [(f64, f64, [f64; 4]); 3] = [
        (2_100.0, 1_500.0, [0.564, 0.236, 0.088, 0.010]),
        (2_100.0, 900.0, [1.0, 0.909, 0.711, 0.345]),
        (1_800.0, 1_500.0, [0.324, 0.078, 0.016, 0.001]),
    ];
    let chance = Chance::new(11, 0, REGISTRY);
    for (place, (length_m, strip_m, expected)) in (0..).zip(table) {
        for (craters, expected) in [1, 2, 3, 5].into_iter().zip(expected) {
            let exact = usable(length_m, strip_m, 8.0, craters);
            assert!((exact - expected).abs() < 0.000_51, "{exact} {expected}");
            let runs = 4_000_u32;
            let mut clear = 0;
            let mut numbers =
                chance.stream(FIELD_HIT, Key(place * 10 + u64::from(craters)), When::on(0));
            for _ in 0..runs {
                let mut runway = Runway::new(
                    interdict_engine::whole::nearest(1_000.0 * length_m),
                    1,
                    interdict_engine::whole::nearest(1_000.0 * strip_m),
                    8_000,
                );
                for n in 0..craters {
                    let at_mm = interdict_engine::whole::whole_part::<i64>(
                        1_000.0 * length_m * numbers.draw(),
                    );
                    runway.lay(Crater {
                        at_mm,
                        ..crater(0, i64::from(n), 1)
                    });
                }
                clear += u32::from(runway.is_clear());
            }
            let seen = f64::from(clear) / f64::from(runs);
            let error = (exact * (1.0 - exact) / f64::from(runs)).max(0.0);
            let four = 4.0 * interdict_engine::math::sqrt(error) + 1e-9;
            assert!(
                (seen - exact).abs() <= four,
                "{seen} for {exact}, {craters} craters"
            );
        }
    }
}

#[test]
fn craters_without_reach_give_the_spacings_of_even_points() {
    // With one threshold x above a half: (n + 1) (1 - x)^n.
    assert!((usable(2_000.0, 1_500.0, 0.0, 1) - 0.5).abs() < 1e-12);
    assert!((usable(2_000.0, 1_500.0, 0.0, 2) - 0.1875).abs() < 1e-12);
    let three = 4.0 * power(2.0 / 7.0, 3);
    assert!((usable(2_100.0, 1_500.0, 0.0, 3) - three).abs() < 1e-12);
}

#[test]
fn poisson_craters_leave_one_of_three_lanes_with_the_figures_of_the_table() {
    for (mean, three, one) in [
        (1.0, 0.997, 0.625),
        (2.0, 0.982, 0.371),
        (4.0, 0.894, 0.119),
        (8.0, 0.590, 0.010),
    ] {
        assert!((usable_by_poisson(mean, 3) - three).abs() < 0.000_51);
        assert!((usable_by_poisson(mean, 1) - one).abs() < 0.000_51);
    }
}

#[test]
fn a_gap_counts_from_edge_to_edge_and_to_both_ends() {
    // From 0 to 1,508 - 8 there are exactly 1,500 m.
    assert!(runway(2_100, 1, 1_500, &[crater(0, 1_508, 1)]).is_clear());
    assert!(!runway(2_100, 1, 1_500, &[crater(0, 1_507, 1)]).is_clear());
    assert!(runway(2_100, 1, 1_500, &[crater(0, 592, 1)]).is_clear());
    assert!(!runway(2_100, 1, 1_500, &[crater(0, 593, 1)]).is_clear());
    let two = [crater(0, 300, 1), crater(0, 1_816, 1)];
    assert!(runway(2_100, 1, 1_500, &two).is_clear());
    let closer = [crater(0, 301, 1), crater(0, 1_816, 1)];
    assert!(!runway(2_100, 1, 1_500, &closer).is_clear());
    assert!(
        runway(2_100, 2, 1_500, &closer).is_clear(),
        "the other lane"
    );
    assert!(!runway(1_400, 3, 1_500, &[]).is_clear(), "too short");
    assert!(runway(1_400, 3, 1_500, &[]).lightest_window().is_none());
}

#[test]
fn the_lightest_window_is_that_of_all_windows_metre_by_metre() {
    let chance = Chance::new(3, 0, REGISTRY);
    let mut numbers = chance.stream(FIELD_HIT, Key(5), When::on(0));
    for case in 0..60 {
        let craters: Vec<Crater> = (0..=(case % 14))
            .map(|n| Crater {
                at_mm: interdict_engine::whole::whole_part(400_000.0 * numbers.draw()),
                lane: interdict_engine::whole::whole_part(2.0 * numbers.draw()),
                work: interdict_engine::whole::whole_part(1.0 + 9.0 * numbers.draw()),
                ..crater(0, n, 0)
            })
            .collect();
        let mut runway = runway(400, 2, 250, &craters);
        let found = runway.lightest_window().expect("there is room");
        let polled = (0..2).flat_map(|lane| (0..=150_000).step_by(500).map(move |at| (lane, at)));
        let least = polled
            .map(|(lane, at)| -> i64 { within(&runway, lane, at) })
            .min();
        // Millimetres matter at the edges: the polled ones can only be heavier.
        assert!(found.work <= least.expect("windows"), "case {case}");
        let (count, work) = runway.order(found);
        assert_eq!(work, found.work);
        assert_eq!(runway.fill_ordered(), count);
        assert!(runway.is_clear(), "case {case}: what was ordered clears it");
    }
}

#[test]
fn the_lightest_strip_after_a_raid_on_namsi_holds_five_or_six_craters() {
    // 39 craters, even over 2,100 m and three lanes: the mean of the lightest strips of 1,500 m is 5.4 (by simulation).
    let chance = Chance::new(4, 0, REGISTRY);
    let mut numbers = chance.stream(FIELD_HIT, Key(8), When::on(0));
    let mut all = 0;
    for _ in 0..500 {
        let craters: Vec<Crater> = (0..39)
            .map(|n| Crater {
                at_mm: interdict_engine::whole::whole_part(2_100_000.0 * numbers.draw()),
                lane: interdict_engine::whole::whole_part(3.0 * numbers.draw()),
                ..crater(0, n, 1)
            })
            .collect();
        let lightest = runway(2_100, 3, 1_500, &craters).lightest_window();
        all += lightest.map_or(0, |window| window.work);
    }
    let mean = f64::from(u32::try_from(all).expect("few")) / 500.0;
    assert!((mean - 5.4).abs() < 0.25, "{mean}");
}

#[test]
fn of_equal_windows_the_lower_lane_goes_first_and_then_the_western() {
    let both = [crater(0, 1_000, 5), crater(1, 1_000, 5)];
    let window = runway(2_000, 2, 1_500, &both).lightest_window();
    assert_eq!(window.map(|w| (w.lane, w.from_mm)), Some((0, 0)));
    let lighter = [crater(0, 1_000, 6), crater(1, 1_000, 5)];
    let window = runway(2_000, 2, 1_500, &lighter).lightest_window();
    assert_eq!(window.map(|w| (w.lane, w.work)), Some((1, 5)));
}
