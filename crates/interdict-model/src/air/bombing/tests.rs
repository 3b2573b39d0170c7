use super::*;
use interdict_scenario::synthetic::{Shape, generate};

fn sights(aim_share: f64) -> Sights {
    let mut scenario = generate(Shape::small(), 1);
    scenario.rules.bombing.aim_share = aim_share;
    scenario.rules.bombing.dud = 0.0;
    Sights::new(&scenario)
}

/// Mean and variance of the bombs of `bombs` within `half` metres, and the share of passes with one.
fn passes(sights: &Sights, bombs: u32, spread: f64, half: f64) -> (f64, f64, f64) {
    let chance = Chance::new(7, 0, 1);
    let (mut sum, mut squares, mut some) = (0.0, 0.0, 0.0);
    let count = 40_000_u32;
    for pass in 0..count {
        let mut hits = 0.0;
        let flight = Key::of("flight").child(1, pass);
        sights.drop_bombs(
            &chance,
            flight,
            0,
            &[true],
            bombs,
            spread,
            |_, _, across, _| {
                hits += f64::from(u8::from(across.abs() <= half));
            },
        );
        sum += hits;
        squares += hits * hits;
        some += f64::from(u8::from(hits > 0.0));
    }
    let mean = sum / f64::from(count);
    (
        mean,
        squares / f64::from(count) - mean * mean,
        some / f64::from(count),
    )
}

#[test]
fn a_bomb_by_radar_hits_a_runway_with_the_chance_of_the_rectangle() {
    // CEP 148 m: s = 125.7 m; 2,100 m by 60 m: (2 Phi(8.35) - 1) (2 Phi(0.2387) - 1) = 0.1886.
    let hits = hits_rectangle(1_050.0, 30.0, 148.0 / CEP);
    assert!((hits - 0.1886).abs() < 0.000_05, "{hits}");
}

#[test]
fn with_errors_of_their_own_hits_are_binomial() {
    let p = hits_strip(5.0, 40.0);
    assert!((p - 0.099_48).abs() < 1e-5);
    let (mean, variance, some) = passes(&sights(0.0), 8, 40.0, 5.0);
    assert!((mean - 8.0 * p).abs() < 0.02 && (variance - 8.0 * p * (1.0 - p)).abs() < 0.03);
    assert!((some - 0.568).abs() < 0.01, "{some}");
}

#[test]
fn a_common_aim_error_bunches_hits() {
    // Aim 35 m, own 15 m: mean 0.1045 a bomb, some 0.3136, variance 0.4846 of four.
    let spread = math::sqrt(35.0 * 35.0 + 15.0 * 15.0);
    let sights = sights(35.0 * 35.0 / (spread * spread));
    let (mean, variance, some) = passes(&sights, 4, spread, 5.0);
    assert!((mean / 4.0 - 0.1045).abs() < 0.003, "{mean}");
    assert!((variance - 0.4846).abs() < 0.02, "{variance}");
    assert!((some - 0.3136).abs() < 0.01, "{some}");
}

#[test]
fn forty_bombs_hit_four_times_as_often_as_ten_and_the_first_ten_alike() {
    let sights = sights(0.3);
    let (ten, _, _) = passes(&sights, 10, 40.0, 5.0);
    let (forty, _, _) = passes(&sights, 40, 40.0, 5.0);
    assert!((forty / ten - 4.0).abs() < 0.05, "{ten} {forty}");
    let fall = |bombs| {
        let mut fallen = Vec::new();
        let chance = Chance::new(8, 0, 1);
        let told = |plane, bomb, across: f64, _: &dyn Fn() -> f64| {
            fallen.push((plane, bomb, across.to_bits()));
        };
        sights.drop_bombs(&chance, Key(7), 0, &[true; 4], bombs, 40.0, told);
        fallen
    };
    let (few, many) = (fall(10), fall(95));
    let first: Vec<_> = (many.iter()).filter(|fallen| fallen.1 < 10).collect();
    assert!(few.iter().eq(first));
    assert_eq!(many.len(), 4 * 95);
}

#[test]
fn a_raid_of_half_a_million_bombs_has_a_fuse_for_each() {
    let mut scenario = generate(Shape::small(), 1);
    scenario.rules.bombing.delayed = 1.0;
    let (sights, chance) = (Sights::new(&scenario), Chance::new(7, 0, 1));
    let fuse = |bomb| sights.wait_until(&chance, Key(3), 0, bomb, 0);
    let first: Vec<u32> = (0..1_000).map(fuse).collect();
    for further in [IN_AN_ATTEMPT, 30 * IN_AN_ATTEMPT] {
        let others: Vec<u32> = (further..further + 1_000).map(fuse).collect();
        assert!(first != others);
        let mean = others.iter().sum::<u32>() / 1_000;
        assert!((11 * 3_600..14 * 3_600).contains(&mean), "{mean}");
    }
}

#[test]
fn a_wider_spread_never_brings_another_hit() {
    let sights = sights(0.85);
    let chance = Chance::new(8, 0, 1);
    for pass in 0..2_000 {
        let flight = Key::of("flight").child(1, pass);
        let hits = |spread| {
            let mut hits = Vec::new();
            sights.drop_bombs(
                &chance,
                flight,
                0,
                &[true; 4],
                4,
                spread,
                |plane, bomb, across, _| {
                    if across.abs() <= 5.0 {
                        hits.push((plane, bomb));
                    }
                },
            );
            hits
        };
        let near = hits(30.0);
        assert!(hits(45.0).iter().all(|bomb| near.contains(bomb)));
    }
}

#[test]
fn half_widths_meet_the_knobs_and_grow_with_the_bomb() {
    let sights = sights(0.85);
    for (kg, known) in [(113, 3.5), (227, 5.0), (454, 6.5)] {
        assert!((sights.half_width(kg) - known).abs() < 0.01, "{kg}");
    }
    assert!((1..1_200).all(|kg| sights.half_width(kg) < sights.half_width(kg + 1)));
}

#[test]
fn a_bridge_is_hit_as_the_rectangle_rule_says() {
    let p = hits_rectangle(300.0, 4.5, 148.0 / CEP);
    assert!((p - 0.0281).abs() < 1e-4, "{p}");
    assert!((hits_circle(148.0, 148.0 / CEP) - 0.5).abs() < 1e-12);
}
