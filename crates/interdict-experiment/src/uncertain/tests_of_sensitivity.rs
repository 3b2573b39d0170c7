//! Indices, shapes and boxes, against functions whose own are known.

use super::corner::{Corner, Kind};
use super::effect::Effect;
use super::points::Points;
use super::sensitivity::{Leading, Sensitivity};
use super::shape::Shape;
use super::tests::normal;
use super::tests_of_points::arms;
use interdict_engine::math;

/// Places of so many points in the first knobs.
fn places(seed: u64, count: u32, knobs: usize) -> Vec<Vec<f64>> {
    let points = Points::of(&arms(), &[], seed, count);
    let places = points.places.into_iter();
    places.map(|place| place[..knobs].to_vec()).collect()
}

/// Of a function of places, without chance.
fn of(places: &[Vec<f64>], function: impl Fn(&[f64]) -> f64) -> Sensitivity {
    let values: Vec<f64> = places.iter().map(|place| function(place)).collect();
    let noise = vec![0.0; values.len()];
    Sensitivity::of_values(places, (&values, &noise), 100)
}

fn knob(found: &Sensitivity, knob: usize) -> &Leading {
    let named = found.knobs.iter().find(|leading| leading.knob == knob);
    named.expect("it is named")
}

/// Ishigami and Homma (1990), a = 7, b = 0.1: shares 0.3139, 0.4424 and 0 alone, 0.5576, 0.4424 and 0.2437 in
/// all (Sobol' and Levitan 1999).
fn ishigami(place: &[f64]) -> f64 {
    let x = |knob: usize| core::f64::consts::PI * (2.0 * place[knob] - 1.0);
    let (sine, other) = (math::sin(x(0)), math::sin(x(1)));
    sine + 7.0 * other * other + 0.1 * x(2) * x(2) * x(2) * x(2) * sine
}

#[test]
fn the_shares_of_a_function_with_known_ones_are_found() {
    for (seed, knobs) in [(5, 3), (6, 40)] {
        let found = of(&places(seed, 1_024, knobs), ishigami);
        let expected = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
        for (number, (first, total)) in expected.into_iter().enumerate() {
            let leading = knob(&found, number);
            assert!((leading.first.value - first).abs() < 0.02, "{leading:?}");
            assert!((leading.total.value - total).abs() < 0.02, "{leading:?}");
        }
        assert!(found.told.expect("told") > 0.98, "{:?}", found.told);
        // the third does nothing alone, and is named for what it does with the first
        let third = knob(&found, 2);
        assert!(third.total.interval.low > 0.1, "{third:?}");
        assert_eq!(knob(&found, 0).shape, Shape::Rising);
    }
}

#[test]
fn a_hump_is_seen_where_ranks_see_nothing() {
    let places = places(5, 64, 60);
    let hump = |place: &[f64]| -16.0 * (place[7] - 0.5) * (place[7] - 0.5) + 0.3 * place[3];
    let found = of(&places, hump);
    let first = &found.knobs[0];
    assert_eq!((first.knob, first.shape), (7, Shape::Hump));
    assert!(first.stands_out && first.first.value > 0.9, "{first:?}");
    let means: Vec<f64> = first.quarters.iter().map(|quarter| quarter.mean).collect();
    assert!(
        means[1] - means[0] > 1.5 && means[2] - means[3] > 1.5,
        "{means:?}"
    );
    // an upside down one, a straight one, and one that goes down
    let dip = of(&places, |place| -hump(place));
    assert_eq!(dip.knobs[0].shape, Shape::Dip);
    let line = of(&places, |place| place[9]);
    assert_eq!(
        (line.knobs[0].knob, line.knobs[0].shape),
        (9, Shape::Rising)
    );
    let line = of(&places, |place| -place[9]);
    assert_eq!(line.knobs[0].shape, Shape::Falling);
}

#[test]
fn chance_within_points_is_taken_off_the_shares_and_their_intervals_hold_them() {
    // half of the knobs' variance each, and as much chance on top as both together
    let function = |place: &[f64]| {
        let line = |knob: usize| 12.0_f64.sqrt() * (place[knob] - 0.5);
        line(2) + line(5)
    };
    let mut held = 0;
    let trials = 40_u16;
    let mut sum = 0.0;
    for trial in 0..trials {
        let places = places(u64::from(trial), 128, 20);
        let values: Vec<f64> = (places.iter().zip(0..))
            .map(|(place, row)| function(place) + 2.0_f64.sqrt() * normal::<1>(trial, row)[0])
            .collect();
        let found = Sensitivity::of_values(&places, (&values, &[2.0; 128]), 200);
        let leading = knob(&found, 2);
        held += u32::from(leading.first.interval.holds(0.5));
        sum += leading.first.value;
        assert!(leading.stands_out && knob(&found, 5).stands_out);
    }
    let mean = sum / f64::from(trials);
    assert!((mean - 0.5).abs() < 0.06, "{mean}");
    // 38 expected
    assert!(held >= 33, "{held} of {trials}");
}

#[test]
fn among_many_knobs_none_stands_out_by_luck_but_once_in_twenty_studies() {
    let places = places(5, 64, 40);
    let trials = 100_u16;
    let mut wrong = 0;
    for trial in 0..trials {
        let values: Vec<f64> = (0..64).map(|who| normal::<1>(trial, who)[0]).collect();
        // as if none of it were chance within points
        let found = Sensitivity::of_values(&places, (&values, &[0.0; 64]), 0);
        wrong += u32::from(found.beyond().count() > 0);
    }
    // 5 expected; four standard errors above: 9
    assert!(wrong <= 13, "{wrong} of {trials}");
}

#[test]
fn nothing_is_said_of_too_few_points_or_of_chance_alone() {
    let few = of(&places(5, 15, 3), |place| place[0]);
    assert!(few.knobs.is_empty() && few.told.is_none());
    let flat = of(&places(5, 64, 3), |_| 4.0);
    assert!(flat.knobs.is_empty());
    let values = [1.0, -1.0].repeat(32);
    let chance = Sensitivity::of_values(&places(5, 64, 3), (&values, &[2.0; 64]), 0);
    assert!(chance.knobs.is_empty());
}

#[test]
fn a_box_is_found_where_points_of_a_kind_lie() {
    let points = Points::of(&arms(), &[], 5, 256);
    let rows: Vec<usize> = (0..256).collect();
    let is_in = |row: &usize| points.places[*row][4] > 0.6 && points.places[*row][11] < 0.5;
    let marked: Vec<bool> = rows.iter().map(is_in).collect();
    let found = Corner::of(&points, &rows, Kind::OtherSign, &marked).expect("a box");
    assert_eq!(found.limits.len(), 2, "{found:?}");
    assert!(
        found.coverage() > 0.85 && found.density() > 0.85,
        "{found:?}"
    );
    assert!(
        found.density_unseen.expect("some lie in one") > 0.75,
        "{found:?}"
    );
    let of = |knob: usize| {
        let path = &points.drawn[knob].path;
        let limit = found.limits.iter().find(|limit| limit.path == *path);
        limit.expect("it limits")
    };
    let (lower, upper) = (&points.drawn[4], &points.drawn[11]);
    let near = |value: Option<f64>, drawn: &super::Drawn, place: f64| {
        let range = drawn.high - drawn.low;
        value.is_some_and(|value| (value - drawn.at(place)).abs() < 0.1 * range)
    };
    assert!(
        of(4).to.is_none() && near(of(4).from, lower, 0.6),
        "{found:?}"
    );
    assert!(
        of(11).from.is_none() && near(of(11).to, upper, 0.5),
        "{found:?}"
    );
    // luck makes boxes, too, but not of points that the search has not seen
    let lucky: Vec<bool> = (0..256).map(|who| normal::<1>(3, who)[0] > 1.0).collect();
    if let Some(found) = Corner::of(&points, &rows, Kind::OtherSign, &lucky) {
        let unseen = found.density_unseen.unwrap_or(0.0);
        assert!(unseen < 0.35 && found.density() > unseen, "{found:?}");
    }
    let few = vec![true; 4]
        .into_iter()
        .chain(vec![false; 252])
        .collect::<Vec<_>>();
    assert!(Corner::of(&points, &rows, Kind::OtherSign, &few).is_none());
}

#[test]
fn an_effect_of_one_knob_is_of_that_knob_by_name() {
    let points = Points::of(&arms(), &[], 5, 64);
    let rows: Vec<usize> = (0..64).collect();
    let knob = (points.drawn.iter()).position(|drawn| drawn.path == "flak.kappa");
    let knob = knob.expect("it is drawn");
    let groups: Vec<Vec<f64>> = (rows.iter())
        .map(|&row| {
            let chance = normal::<2>(7, row as u64);
            chance
                .map(|chance| 1.0 - 3.0 * points.places[row][knob] + 0.4 * chance)
                .to_vec()
        })
        .collect();
    let effect = Effect::of(&groups, 0.0);
    let found = Sensitivity::of(&points, &rows, &effect);
    assert_eq!(found.tried, points.drawn.len());
    let first = &found.knobs[0];
    assert_eq!((&*first.path, first.shape), ("flak.kappa", Shape::Falling));
    assert!(
        first.stands_out && first.first.interval.high > 0.9,
        "{first:?}"
    );
    // known, it leaves at most a third of the spread
    assert!(first.narrows > 0.65, "{first:?}");
    // -1/2 in the mean: blind, one leaves the arm; who knows takes it below a third: 1/6
    assert!((first.worth - 1.0 / 6.0).abs() < 0.03, "{first:?}");
    assert!((first.ends.0 - 0.85).abs() < 0.2 && (first.ends.1 + 1.85).abs() < 0.2);
}
