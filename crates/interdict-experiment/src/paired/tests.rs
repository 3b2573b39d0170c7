use super::*;
use crate::resample::{FOR_INTERVALS, INTERVALS};
use interdict_engine::{Chance, Key, Purpose, When, sample};

fn compare(base: &[f64], arm: &[f64]) -> Paired {
    let resamples = Resamples::new(base.len(), FOR_INTERVALS, INTERVALS);
    Paired::of(base, arm, ERROR, &resamples)
}

fn check(found: f64, expected: f64) {
    let tolerance = 1e-12 * expected.abs().max(1.0);
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} instead of {expected}"
    );
}

#[test]
fn a_handful_of_pairs_gives_what_paper_gives() {
    // differences 1, 2, 3, 4, -5: mean 1, sum of squares about it 0 + 1 + 4 + 9 + 36 = 50
    let base = [10.0, 20.0, 30.0, 40.0, 50.0];
    let arm = [11.0, 22.0, 33.0, 44.0, 45.0];
    let found = compare(&base, &arm);
    check(found.base_mean, 30.0);
    check(found.arm_mean, 31.0);
    check(found.difference, 1.0);
    check(found.deviation, 12.5_f64.sqrt());
    check(found.quantiles.p50, 2.0);
    check(found.quantiles.p25, 1.0);
    assert_eq!((found.agreeing, found.opposing, found.equal), (4, 1, 0));
    check(found.opposing_share(), 0.2);
    // Var base 250; arm: deviations -20, -9, 2, 13, 14, squares 400 + 81 + 4 + 169 + 196 = 850
    check(
        found.variance_reduction.unwrap().ratio,
        (250.0 + 212.5) / 12.5,
    );
    check(found.independent_pairs.unwrap(), 37.0 * 5.0);
    // covariance (400 + 90 + 0 + 130 + 280) / 4
    check(
        found.correlation.unwrap(),
        225.0 / (250.0_f64 * 212.5).sqrt(),
    );
    // means of two: 1 2 3 4 -5 1.5 2 2.5 -2 2.5 3 -1.5 3.5 -1 -0.5, the eighth of fifteen
    check(found.hodges_lehmann, 2.0);
}

#[test]
fn the_interval_of_even_differences_is_students() {
    let base = [0.0; 4];
    let arm = [1.0, 2.0, 3.0, 4.0];
    let found = compare(&base, &arm);
    assert_eq!(found.method, Method::Student);
    // t(0.975, 3) = 3.182446; standard error sqrt(5/3)/2
    let reach = 3.182_446_305_284_263 * (5.0_f64 / 3.0).sqrt() / 2.0;
    assert!((found.interval.low - (2.5 - reach)).abs() < 1e-9);
    assert!((found.interval.half_width() - reach).abs() < 1e-9);
    assert_eq!(found.correlation, None);
    check(found.variance_reduction.unwrap().ratio, 1.0);
}

#[test]
fn equal_differences_leave_nothing_to_be_unsure_of() {
    let base = [3.0, 8.0, 1.0];
    let same = compare(&base, &base);
    assert_eq!(same.method, Method::Equal);
    let limits = [same.difference, same.interval.low, same.interval.high];
    assert!(
        limits.iter().all(|limit| limit.to_bits() == 0),
        "{limits:?}"
    );
    assert_eq!((same.agreeing, same.opposing, same.equal), (0, 0, 3));
    assert_eq!(
        (same.variance_reduction, same.independent_pairs),
        (None, None)
    );
    assert!(!same.is_detected());
    let shifted = compare(&base, &[5.0, 10.0, 3.0]);
    assert_eq!(
        (shifted.method, shifted.is_detected()),
        (Method::Equal, true)
    );
}

#[test]
fn one_pair_and_none_say_nothing() {
    let one = compare(&[1.0], &[4.0]);
    assert_eq!((one.method, one.is_detected()), (Method::TooFew, false));
    check(one.difference, 3.0);
    assert_eq!(compare(&[], &[]).method, Method::TooFew);
}

/// Uniform numbers of a study of this file.
fn numbers<const N: usize>(trial: u16, who: u64) -> [f64; N] {
    Chance::new(17, 0, 0).draw(Purpose(9), Key(who), When::on(trial))
}

#[test]
fn resampling_holds_a_skewed_mean_better_than_students_law_does() {
    let (trials, n) = (400_u16, 40_u64);
    let resamples = Resamples::new(40, FOR_INTERVALS, INTERVALS);
    let base = [0.0; 40];
    let (mut resampled, mut student) = (0, 0);
    for trial in 0..trials {
        let arm: Vec<f64> = (0..n)
            .map(|who| {
                let [u] = numbers::<1>(trial, who);
                sample::log_normal(u, 1.0, 1.0)
            })
            .collect();
        let truth = interdict_engine::math::exp(0.5);
        let found = Paired::of(&base, &arm, ERROR, &resamples);
        let reach = student::critical(ERROR, 39) * found.deviation / 40.0_f64.sqrt();
        resampled += u32::from(found.interval.holds(truth));
        student += u32::from((found.difference - truth).abs() <= reach);
    }
    assert!(resampled > student, "{resampled} and {student} of {trials}");
    // standard error of a coverage of 95 % in 400 trials: 1.1 %
    assert!(resampled >= 400 * 90 / 100, "{resampled}");
}

#[test]
fn the_interval_of_the_variance_reduction_holds_the_true_ratio() {
    // base = noise, arm = noise + 0.5 other noise: (1 + 1.25) / 0.25 = 9
    let resamples = Resamples::new(100, 1_000, INTERVALS);
    let trials = 200_u16;
    let held = (0..trials).filter(|&trial| {
        let pairs: Vec<[f64; 2]> = (0..100)
            .map(|who| numbers::<2>(trial, who).map(sample::normal))
            .collect();
        let base: Vec<f64> = pairs.iter().map(|[a, _]| *a).collect();
        let arm: Vec<f64> = pairs.iter().map(|[a, b]| a + 0.5 * b).collect();
        let found = Paired::of(&base, &arm, ERROR, &resamples);
        found.variance_reduction.unwrap().interval.holds(9.0)
    });
    // four standard errors of 95 % in 200 trials: 6.2 %
    let held = held.count();
    assert!(held >= 178, "{held} of {trials}");
}
