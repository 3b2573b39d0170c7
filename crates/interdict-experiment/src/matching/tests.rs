//! Implausibility, targets and spaces, against closed forms.

use super::cut::{CUT, rare};
use super::implausible::{Expected, Noise};
use super::region::Volume;
use super::*;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Measure, Observed, Source};
use interdict_scenario::synthetic::{Shape, generate};

pub(super) fn figure(id: &str, series: &str, range: [f64; 3]) -> Observed {
    Observed {
        id: id.to_owned(),
        quantity: format!("figure {id}"),
        series: series.to_owned(),
        area: String::new(),
        per_series: String::new(),
        per_area: String::new(),
        measure: Measure::Sum,
        factor: 1.0,
        from: 0,
        to: 2,
        value: range[0],
        low: range[1],
        high: range[2],
        unit: String::new(),
        group: String::new(),
        discrepancy: None,
        source: Source::default(),
    }
}

fn with(figures: &[Observed]) -> Scenario {
    let mut scenario = generate(Shape::small(), 3);
    scenario.observed = figures.to_vec();
    scenario
}

fn check(found: f64, expected: f64) {
    let tolerance = 1e-9 * expected.abs().max(1.0);
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} instead of {expected}"
    );
}

fn still(figures: usize) -> Noise {
    let line = |i: usize| (0..figures).map(|j| f64::from(u8::from(i == j))).collect();
    Noise {
        variance: vec![0.0; figures],
        correlation: (0..figures).map(line).collect(),
    }
}

fn expect(mean: f64, replication: f64) -> Expected {
    Expected {
        mean: Some(mean),
        replication,
        emulator: 0.0,
    }
}

#[test]
fn each_side_of_a_range_has_a_deviation_of_its_own_and_variances_add_up() {
    // 15, 11 to 16: 4 / 1.96 = 2.041 below, 1 / 1.96 = 0.5102 above
    let scenario = with(&[figure("12", "track_cuts", [15.0, 11.0, 16.0])]);
    let targets = Targets::of(&scenario, 0.0).unwrap();
    let judge = |mean: f64, replication: f64| {
        let judged = still(1).judge(&targets, &[expect(mean, replication)]);
        judged.worst()
    };
    let side = student_side();
    check(judge(11.0, 0.0), side);
    check(judge(16.0, 0.0), side);
    check(judge(17.0, 0.0), 2.0 * side);
    // below, with a variance of runs of 16 beside that of the record
    let below = 4.0 / side;
    check(judge(9.0, 16.0), 6.0 / (16.0 + below * below).sqrt());
    // a tenth of the figure that the model may be off: 1.5
    let targets = Targets::of(&scenario, 0.1).unwrap();
    let judged = still(1).judge(&targets, &[expect(17.0, 0.0)]);
    check(judged.figures[0], 2.0 / (1.0 / (side * side) + 2.25).sqrt());
}

/// The end of a range in deviations: 1.96.
fn student_side() -> f64 {
    crate::student::normal_critical(0.05)
}

#[test]
fn figures_that_go_together_are_one_piece_of_evidence_and_figures_that_part_are_more() {
    let mut figures = [
        figure("a", "track_cuts", [100.0, 99.99, 100.01]),
        figure("b", "track_cuts", [100.0, 99.99, 100.01]),
    ];
    for figure in &mut figures {
        figure.group = "bombs".to_owned();
    }
    let targets = Targets::of(&with(&figures), 0.0).unwrap();
    assert_eq!(targets.groups.len(), 1);
    let mut noise = still(2);
    let judge = |noise: &Noise, a: f64, b: f64| {
        let expected = [expect(100.0 + a, 100.0), expect(100.0 + b, 100.0)];
        noise.judge(&targets, &expected).worst()
    };
    // apart: 9 + 9 over what two squared deviates exceed as rarely as one exceeds 9
    let alone = judge(&noise, 30.0, 30.0);
    assert!((alone - CUT * (18.0 / rare(2)).sqrt()).abs() < 1e-3);
    noise.correlation = vec![vec![1.0, 0.9], vec![0.9, 1.0]];
    // by hand: d' V^-1 d = 2 x 9 / (1 + 0.9) for both up, 2 x 9 / (1 - 0.9) for one up and one down
    let same = judge(&noise, 30.0, 30.0);
    let parted = judge(&noise, 30.0, -30.0);
    assert!(
        (same - CUT * (18.0 / 1.9 / rare(2)).sqrt()).abs() < 1e-3,
        "{same}"
    );
    assert!(
        (parted - CUT * (180.0 / rare(2)).sqrt()).abs() < 1e-2,
        "{parted}"
    );
    assert!(same < CUT && alone > CUT);
}

#[test]
fn three_deviations_are_as_rare_for_a_group_as_for_a_figure() {
    // two squared deviates: exp(-x / 2) = 0.002_699_796, x = 11.829; the others: Press and others, Numerical
    // Recipes, section 15.6, 99.73 %
    for (freedom, printed) in [
        (1, 9.0),
        (2, 11.829),
        (3, 14.16),
        (4, 16.25),
        (5, 18.21),
        (6, 20.06),
    ] {
        let found = rare(freedom);
        assert!((found - printed).abs() < 0.01, "{freedom}: {found}");
    }
}

#[test]
fn a_figure_that_runs_do_not_tell_is_no_match() {
    let targets = Targets::of(&with(&[figure("a", "track_cuts", [5.0, 4.0, 6.0])]), 0.1);
    let nothing = Expected {
        mean: None,
        replication: 0.0,
        emulator: 0.0,
    };
    assert!(still(1).judge(&targets.unwrap(), &[nothing]).is_ruled_out());
}

#[test]
fn noise_is_pooled_over_points_and_its_correlations_are_within_them() {
    let runs = |centre: f64, apart: &[(f64, f64)]| -> Vec<Vec<Option<f64>>> {
        let runs = apart.iter();
        runs.map(|(a, b)| vec![Some(centre + a), Some(centre + b)])
            .collect()
    };
    // the points differ much, the runs within them little and against each other
    let (first, second) = (
        runs(0.0, &[(-1.0, 2.0), (1.0, -2.0)]),
        runs(500.0, &[(-3.0, 4.0), (3.0, -4.0)]),
    );
    let noise = Noise::of(&[&first, &second], 2);
    // variances 2 and 18, 8 and 32
    check(noise.variance[0], 10.0);
    check(noise.variance[1], 20.0);
    check(noise.correlation[0][1], -1.0);
    // at the first point: its own 2 once and 10 ten times, and half as much again for the mean of two
    check(noise.expected(&first)[0].replication, 102.0 / 11.0 * 1.5);
    check(noise.expected(&first)[0].mean.unwrap(), 0.0);
}

#[test]
fn a_record_that_cannot_be_held_against_a_model_is_refused_by_name() {
    let flat = with(&[
        figure("flat", "track_cuts", [5.0, 5.0, 5.0]),
        figure("fine", "track_cuts", [5.0, 4.0, 6.0]),
    ]);
    let errors = Targets::of(&flat, 0.1).unwrap_err();
    assert_eq!(errors, [TargetError::NoRange("flat".to_owned())]);
    let unknown = with(&[figure("odd", "gooseberries", [5.0, 4.0, 6.0])]);
    assert_eq!(
        Targets::of(&unknown, 0.1).unwrap_err(),
        [TargetError::NoFigures]
    );
    let mut both = unknown.observed.clone();
    both.push(figure("fine", "track_cuts", [5.0, 4.0, 6.0]));
    let targets = Targets::of(&with(&both), 0.1).unwrap();
    assert_eq!(targets.left_out[0].id, "odd");
    assert_eq!((targets.figures.len(), targets.figures[0].place), (1, 1));
}

#[test]
fn knobs_are_asked_for_by_name_or_process_with_a_range_or_the_plausible_one() {
    let scenario = generate(Shape::small(), 3);
    let asked = |name: &str, range| Asked {
        name: name.to_owned(),
        range,
    };
    let of = |asked: &[Asked], set: &[&str]| {
        let set: Vec<String> = set.iter().map(|&path| path.to_owned()).collect();
        Space::of(&scenario, asked, &set, 1)
    };
    let space = of(
        &[
            asked("rules.flak", None),
            asked("flak.kappa", Some((0.9, 1.1))),
        ],
        &["flak.beta"],
    );
    let space = space.unwrap();
    let kappa = space.knobs.iter().find(|knob| knob.path == "flak.kappa");
    assert_eq!(kappa.map(|knob| (knob.low, knob.high)), Some((0.9, 1.1)));
    assert!(
        space
            .knobs
            .iter()
            .all(|knob| knob.path.starts_with("flak."))
    );
    assert!(space.knobs.iter().all(|knob| knob.path != "flak.beta"));
    for (asked, set, error) in [
        (
            asked("flak.kapa", None),
            None,
            "no knob and no process is called `flak.kapa`",
        ),
        (
            asked("flak.kappa", Some((2.0, 1.0))),
            None,
            "wrong way round: 2 is not below 1",
        ),
        (
            asked("flak.kappa", Some((f64::NAN, 1.0))),
            None,
            "wrong way round",
        ),
        (
            asked("flak.kappa", Some((0.5, 9.0))),
            None,
            "0.5 to 9 factor, leaves what is allowed: 0 to 4 factor",
        ),
        (
            asked("flak.lethality", None),
            None,
            "has no plausible range: say one",
        ),
        (
            asked("flak", Some((0.0, 1.0))),
            None,
            "a range belongs to one knob",
        ),
        (
            asked("flak.kappa", None),
            Some("flak.kappa"),
            "is set by `--set` and asked for",
        ),
    ] {
        let errors = of(&[asked], set.as_slice()).unwrap_err();
        assert!(errors[0].to_string().contains(error), "{}", errors[0]);
    }
    let all = of(&[], &[]).unwrap();
    assert!(all.sides() > 40);
    assert_eq!(all.evenly(8)[..3], all.evenly(3)[..]);
}

#[test]
fn a_volume_of_nothing_and_of_all_has_an_interval() {
    let none = Volume::of(0, 10_000);
    assert!(none.interval.low <= 1e-12 && none.interval.high > 0.000_3);
    assert!(none.interval.high < 0.000_4);
    let all = Volume::of(10_000, 10_000);
    assert!(all.interval.low > 0.999_6 && all.interval.high >= 1.0 - 1e-12);
    // Wilson by hand for 5 of 10
    let half = Volume::of(5, 10);
    assert!((half.interval.low - 0.236_6).abs() < 1e-4, "{half:?}");
}
