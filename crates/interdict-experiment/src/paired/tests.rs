use super::interval::lean;
use super::*;
use crate::resample::{FOR_INTERVALS, INTERVALS};
use crate::student;
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
fn the_interval_of_few_pairs_is_students_and_says_that_they_are_few() {
    let base = [0.0; 4];
    let arm = [1.0, 2.0, 3.0, 4.0];
    let found = compare(&base, &arm);
    assert_eq!(found.method, Method::Few);
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
    let shifted = |n: usize| compare(&vec![3.0; n], &vec![5.0; n]);
    let eight = shifted(8);
    assert_eq!((eight.method, eight.is_detected()), (Method::Equal, true));
    for n in [2, 7] {
        let few = shifted(n);
        assert_eq!((few.method, few.is_detected()), (Method::TooFew, false));
    }
}

#[test]
fn four_pairs_that_agree_are_not_turned_into_nothing_by_their_skewness() {
    // mean 232.5, sum of squares about it 40,457: standard error 58.06, t(0.975, 3) = 3.1824
    let found = compare(&[0.0; 4], &[304.0, 279.0, 59.0, 288.0]);
    assert_eq!((found.method, found.is_detected()), (Method::Few, true));
    let reach = 3.182_446_305_284_263 * (40_457.0_f64 / 12.0).sqrt();
    assert!((found.interval.low - (232.5 - reach)).abs() < 1e-9);
    assert!((found.interval.high - (232.5 + reach)).abs() < 1e-9);
}

#[test]
fn the_bent_interval_undoes_halls_transform_and_leans_with_the_differences() {
    let arm = [0.0, 1.0, 1.0, 2.0, 2.0, 2.0, 3.0, 3.0, 4.0, 22.0];
    let found = compare(&[0.0; 10], &arm);
    assert_eq!(found.method, Method::Skewed);
    let far = student::critical(ERROR, 9);
    let step = found.deviation / 10.0_f64.sqrt();
    let lean = lean(&arm);
    for (limit, z) in [(found.interval.low, far), (found.interval.high, -far)] {
        let t = (found.difference - limit) / step;
        let bent = t + lean * (t * t / 3.0 + 1.0 / 6.0) + lean * lean * t * t * t / 27.0;
        assert!((bent - z).abs() < 1e-9, "{bent} and {z}");
    }
    let [below, above] = [
        found.difference - found.interval.low,
        found.interval.high - found.difference,
    ];
    assert!(above > 2.0 * below, "{below} and {above}");
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
fn bending_holds_a_skewed_mean_better_than_students_law_does() {
    for (n, least) in [(10_u64, 91), (40, 91)] {
        let trials = 400_u16;
        let (mut bent, mut student) = (0, 0);
        for trial in 0..trials {
            // exponential: skewness 2, mean 1
            let values: Vec<f64> = (0..n)
                .map(|who| sample::exponential(numbers::<1>(trial, who)[0], 1.0))
                .collect();
            let (_, interval) = mean_interval(&values, ERROR);
            let reach =
                student::critical(ERROR, n as u32 - 1) * (variance(&values) / n as f64).sqrt();
            bent += u32::from(interval.holds(1.0));
            student += u32::from((mean(&values) - 1.0).abs() <= reach);
        }
        assert!(bent > student, "{n}: {bent} and {student} of {trials}");
        // standard error of a coverage of 95 % in 400 trials: 1.1 %
        assert!(bent >= 4 * least, "{n}: {bent}");
    }
}

#[test]
fn the_interval_of_the_variance_reduction_holds_the_true_ratio() {
    // base = noise, arm = noise + 0.5 other noise: (1 + 1.25) / 0.25 = 9
    let resamples = Resamples::new(100, 500, INTERVALS);
    let trials = 200_u16;
    let held = (0..trials).filter(|&trial| {
        let pairs: Vec<[f64; 2]> = (0..100)
            .map(|who| numbers::<2>(trial, who).map(sample::normal))
            .collect();
        let base: Vec<f64> = pairs.iter().map(|[a, _]| *a).collect();
        let arm: Vec<f64> = pairs.iter().map(|[a, b]| a + 0.5 * b).collect();
        let found = Paired::of(&base, &arm, ERROR, &resamples);
        found
            .variance_reduction
            .unwrap()
            .interval
            .unwrap()
            .holds(9.0)
    });
    // four standard errors of 95 % in 200 trials: 6.2 %
    let held = held.count();
    assert!(held >= 178, "{held} of {trials}");
}
