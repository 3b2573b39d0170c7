//! The statistics, against closed forms.

use super::effect::{Components, Effect};
use super::hangs::Signs;
use super::points::Points;
use super::tests_of_points::{arms, rank_correlation};
use crate::moments::variance;
use crate::ranks::{rank_sum, ranks};
use interdict_engine::{Chance, Key, Purpose, When, sample};

fn check(found: f64, expected: f64) {
    let tolerance = 1e-12 * expected.abs().max(1.0);
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} instead of {expected}"
    );
}

/// Normal numbers of a study of this file.
pub(super) fn normal<const N: usize>(trial: u16, who: u64) -> [f64; N] {
    let numbers: [f64; N] = Chance::new(23, 0, 0).draw(Purpose(11), Key(who), When::on(trial));
    numbers.map(sample::normal)
}

/// Effects of mean 10 with these deviations of knobs and chance, four pairs a point.
fn layout(trial: u16, points: u64, knobs: f64, chance: f64) -> Vec<Vec<f64>> {
    (0..points)
        .map(|point| {
            let [knob, pairs @ ..] = normal::<5>(trial, point);
            (pairs.iter())
                .map(|pair| 10.0 + knobs * knob + chance * pair)
                .collect()
        })
        .collect()
}

#[test]
fn two_points_of_two_pairs_give_what_paper_gives() {
    // means 2 and 6, variances 2 and 2: between 8, within 2, knobs 8 - 2/2 = 7
    let found = Effect::of(&[vec![1.0, 3.0], vec![5.0, 7.0]], 50.0);
    check(found.components.knobs, 7.0_f64.sqrt());
    check(found.components.chance, 2.0_f64.sqrt());
    check(found.components.share.unwrap(), 7.0 / 9.0);
    check(found.mean, 4.0);
    check(found.error, 2.0);
    // t(0.975, 1) = 12.7062
    assert!((found.interval.half_width() - 25.412_4).abs() < 1e-4);
    assert!(!found.is_detected());
    // drawn together by sqrt(7 / 8)
    let apart = 2.0 * (7.0_f64 / 8.0).sqrt();
    check(found.shrunk()[0], 4.0 - apart);
    // a twentieth of two values is the lower one
    check(found.band.low, 4.0 - apart);
    check(found.band.high, 4.0 + apart);
    assert_eq!((found.other_sign_raw, found.other_sign), (0, 0));
    check(found.base_mean, 50.0);
}

#[test]
fn what_chance_alone_would_give_is_no_effect_of_knobs() {
    // means equal: between 0, less than within / 2
    let found = Effect::of(&[vec![-1.0, 3.0], vec![0.0, 2.0], vec![-4.0, 6.0]], 0.0);
    check(found.components.knobs, 0.0);
    assert_eq!(found.components.share, Some(0.0));
    assert!(!found.components.is_told);
    assert_eq!(found.shrunk(), [1.0; 3]);
    check(found.band.half_width(), 0.0);
}

#[test]
fn points_without_chance_are_not_shrunk() {
    let found = Effect::of(&[vec![4.0, 4.0], vec![-1.0, -1.0], vec![3.0, 3.0]], 0.0);
    assert_eq!(found.shrunk(), [4.0, -1.0, 3.0]);
    assert_eq!((found.other_sign_raw, found.other_sign), (1, 1));
    assert!(found.components.is_told);
    assert_eq!(found.components.share, Some(1.0));
}

#[test]
fn nothing_at_all_is_exactly_nothing() {
    let found = Effect::of(&vec![vec![0.0; 4]; 8], 300.0);
    let zeros = [
        found.mean,
        found.error,
        found.interval.low,
        found.interval.high,
        found.band.low,
        found.band.high,
        found.components.knobs,
        found.components.chance,
    ];
    assert!(zeros.iter().all(|zero| zero.to_bits() == 0), "{zeros:?}");
    assert!(found.is_nothing() && !found.is_detected() && !found.components.is_told);
    assert!(Effect::of(&[], 0.0).is_nothing());
    let one = Effect::of(&[vec![1.0, 3.0]], 0.0);
    assert!(!one.is_nothing() && !one.is_detected() && !one.components.is_told);
}

#[test]
fn the_components_are_those_that_were_put_in() {
    let (points, each) = (500_u64, 4.0);
    for (trial, knobs, chance) in [(0, 3.0, 5.0), (1, 1.0, 8.0), (2, 6.0, 1.0)] {
        let groups = layout(trial, points, knobs, chance);
        let found = Effect::of(&groups, 0.0);
        let n = points as f64;
        let (knobs_2, chance_2) = (knobs * knobs, chance * chance);
        // standard errors of mean squares of normal numbers: sigma^2 sqrt(2 / freedom)
        let of_chance = chance_2 * (2.0 / (n * (each - 1.0))).sqrt();
        let of_means = (knobs_2 + chance_2 / each) * (2.0 / (n - 1.0)).sqrt();
        let of_knobs = (of_means * of_means + (of_chance / each) * (of_chance / each)).sqrt();
        let Components {
            knobs: k,
            chance: c,
            ..
        } = found.components;
        assert!((c * c - chance_2).abs() <= 4.0 * of_chance, "{c}");
        assert!((k * k - knobs_2).abs() <= 4.0 * of_knobs, "{k}");
        let of_mean = ((knobs_2 + chance_2 / each) / n).sqrt();
        assert!((found.mean - 10.0).abs() <= 4.0 * of_mean, "{}", found.mean);
        // an eighth of chance is too little to be told by five hundred points
        assert_eq!(found.components.is_told, knobs > 0.2 * chance);
        // shrunk points are spread as the knobs spread the effect, exactly
        check(variance(found.shrunk()), k * k);
    }
}

#[test]
fn knobs_that_do_nothing_are_told_from_chance_once_in_twenty_studies() {
    let trials = 1_000_u16;
    let told = (0..trials)
        .filter(|&trial| Components::of(&layout(trial, 32, 0.0, 1.0)).is_told)
        .count();
    // 50 expected; four standard errors: 4 sqrt(1000 x 0.05 x 0.95) = 27.6
    assert!((23..=77).contains(&told), "{told} of {trials}");
}

#[test]
fn the_ends_of_the_band_lie_in_their_intervals_about_as_often_as_said() {
    // normal knobs of 3 and chance of 2: the band is 10 -+ 1.645 x 3
    let trials = 100_u16;
    let mut held = [0_u32; 2];
    for trial in 0..trials {
        let found = Effect::of(&layout(trial, 64, 3.0, 2.0), 0.0);
        let ends = [found.band_low, found.band_high];
        for (held, (interval, sign)) in held.iter_mut().zip(ends.into_iter().zip([-1.0, 1.0])) {
            *held += u32::from(interval.holds(10.0 + sign * 4.934_6));
        }
        assert!(found.band_low.holds(found.band.low) && found.band_high.holds(found.band.high));
    }
    // 95 expected; three standard errors below: 7
    assert!(held.iter().all(|&n| n >= 88), "{held:?} of {trials}");
}

#[test]
fn ranks_share_what_ties_share() {
    assert_eq!(ranks(&[30.0, 10.0, 20.0, 20.0]), [4.0, 1.0, 2.5, 2.5]);
    assert_eq!(ranks(&[5.0; 3]), [2.0; 3]);
    assert!(ranks(&[]).is_empty());
}

#[test]
fn rank_correlations_are_spearmans() {
    let first = [1.0, 10.0, 100.0, 1_000.0, 1e4];
    check(
        rank_correlation(&first, &[2.0, 3.0, 5.0, 7.0, 11.0]).unwrap(),
        1.0,
    );
    // ranks 2 1 4 3 5: squares of differences 1 1 1 1 0: 1 - 6 x 4 / (5 x 24)
    check(
        rank_correlation(&first, &[0.2, 0.1, 0.4, 0.3, 0.5]).unwrap(),
        0.8,
    );
    // ties: ranks 1 2.5 2.5 4 beside 1 2 3 4: covariance 4.5, squares 4.5 and 5
    check(
        rank_correlation(&[1.0, 2.0, 2.0, 3.0], &[1.0, 2.0, 3.0, 4.0]).unwrap(),
        4.5 / (4.5_f64 * 5.0).sqrt(),
    );
    assert_eq!(rank_correlation(&first, &[7.0; 5]), None);
}

#[test]
fn a_rank_sum_is_standardised() {
    // the two highest of five: 4 + 5 against 2 x 6 / 2, variance 2 x 3 x 6 / 12 = 3
    let values = [1.0, 5.0, 2.0, 4.0, 3.0];
    let marked = [false, true, false, true, false];
    check(rank_sum(&values, &marked), 3.0_f64.sqrt());
    check(rank_sum(&values, &[false; 5]), 0.0);
}

/// Points over all knobs, and the rows of all of them.
fn points(count: u32) -> (Points, Vec<usize>) {
    let points = Points::of(&arms(), &[], 5, count);
    (points, (0..count as usize).collect())
}

#[test]
fn a_sign_that_is_one_knob_is_parted_by_that_knob() {
    let (points, rows) = points(64);
    let knob = (points.drawn.iter())
        .position(|drawn| drawn.path == "flak.beta")
        .unwrap();
    // below a quarter of the range the effect turns
    let effect = |row: &usize| vec![points.places[*row][knob] - 0.25; 2];
    let effect = Effect::of(&rows.iter().map(effect).collect::<Vec<_>>(), 0.0);
    assert_eq!(effect.other_sign, 16);
    let found = Signs::of(&points, &rows, &effect).unwrap();
    let first = &found.knobs[0];
    assert_eq!((&*first.path, first.stands_out), ("flak.beta", true));
    // medians of the lower quarter and of the rest: an eighth and five eighths
    assert!((first.apart + 0.5).abs() < 0.02, "{}", first.apart);
    assert!(first.other < first.same && first.z < 0.0);
    let plain = Effect::of(&vec![vec![1.0, 1.0]; 64], 0.0);
    assert_eq!(Signs::of(&points, &rows, &plain), None);
}
