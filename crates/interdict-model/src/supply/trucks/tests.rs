use super::*;

fn knobs() -> TruckKnobs {
    TruckKnobs {
        payload_kg: 2_000,
        handling_s: 7_200,
        available_milli: 750,
        speed_kmh: 15.0,
        loss_per_m: 2e-7,
        replacements_milli: 5_000,
        outward_milli: 500,
    }
}

#[test]
fn a_night_has_whole_trips_or_a_fraction_of_a_long_one() {
    // 60 km at 15 km/h: 4 h each way and 2 h of handling; 11 h dark: one trip, 150 t for 100.
    assert_eq!(knobs().trips(11 * 3_600, 4 * 3_600), 1_000);
    assert_eq!(knobs().carried(100, 1_000), 150_000);
    assert_eq!(knobs().trips(11 * 3_600, 3_600), 2_000);
    assert_eq!(knobs().trips(10 * 3_600, 9 * 3_600), 500);
}

#[test]
fn trucks_go_full_where_one_class_is_not_there() {
    let wanted = [300, 100, 0, 0, 0];
    assert_eq!(loaded(100, &wanted, &[900; CLASSES]), [75, 25, 0, 0, 0]);
    assert_eq!(
        loaded(100, &wanted, &[0, 900, 900, 0, 0]),
        [0, 100, 0, 0, 0]
    );
    assert_eq!(
        loaded(900, &wanted, &[60, 900, 900, 0, 0]),
        [60, 100, 0, 0, 0]
    );
}

#[test]
fn losses_follow_the_distance_and_never_fall_when_it_grows() {
    for u in [0.01, 0.3, 0.6, 0.9, 0.999] {
        assert!(knobs().lost(u, 500, 30_000) <= knobs().lost(u, 500, 60_000));
    }
    let mean: f64 = (0..10_000)
        .map(|n| f64::from(knobs().lost((f64::from(n) + 0.5) / 1e4, 500, 60_000)))
        .sum::<f64>()
        / 1e4;
    assert!((mean - 500.0 * 0.023_714).abs() < 0.05, "{mean}");
}
