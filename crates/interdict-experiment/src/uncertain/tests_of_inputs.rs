//! What the table of what is not known draws, alone and together.

use interdict_scenario::scenario::{Source, UncertainFigure};
use interdict_scenario::synthetic::{Shape, generate};
use interdict_scenario::{FigurePath, Scenario};

use super::points::{Because, Points};
use crate::arms::{Arm, Arms};
use crate::matching::{Asked, Space};

fn row(id: &str, path: &str, (from, to): (f64, f64)) -> UncertainFigure {
    UncertainFigure {
        id: id.to_owned(),
        path: path.to_owned(),
        from,
        to,
        factor: path.contains('*'),
        together: String::new(),
        against: false,
        source: Source::default(),
    }
}

fn together(row: UncertainFigure, against: bool) -> UncertainFigure {
    UncertainFigure {
        together: "guns".to_owned(),
        against,
        ..row
    }
}

/// Aim, losses and light rounds as one; need and trucks by a factor.
fn rows() -> Vec<UncertainFigure> {
    vec![
        together(row("aim", "rules.flak.kappa", (0.5, 2.0)), false),
        together(
            row("losses", "rules.flak.damaged_per_lost", (6.0, 9.0)),
            true,
        ),
        together(row("guns", "flak.*.light", (0.5, 1.5)), false),
        row("need", "formations.*.tons_per_day", (0.8, 1.2)),
        row("burst", "rules.flak.light_burst_s", (3.0, 9.0)),
    ]
}

fn theatre(uncertain: Vec<UncertainFigure>) -> Scenario {
    let mut scenario = generate(Shape::small(), 3);
    scenario.uncertain = uncertain;
    scenario
}

fn arms(base: Scenario, arm: Scenario) -> Arms {
    let all = [(base, "base"), (arm, "arm")].map(|(scenario, name)| Arm {
        name: name.to_owned(),
        because: None,
        scenario,
    });
    Arms::new(all.to_vec()).unwrap()
}

fn figures(scenario: &Scenario, path: &str) -> Vec<f64> {
    let path = FigurePath::read(path).unwrap();
    let figures = scenario.figures(&path).into_iter();
    figures.map(|(_, value)| value).collect()
}

#[test]
fn what_was_set_together_moves_with_one_draw_each_within_its_own_range() {
    let arms = arms(theatre(rows()), theatre(rows()));
    let points = Points::of(&arms, &[], 5, 32);
    let lead = (points.drawn.iter().position(|one| one.path == "flak.kappa")).unwrap();
    let others: Vec<&str> = points.drawn[lead]
        .with
        .iter()
        .map(|one| &*one.path)
        .collect();
    assert_eq!(others, ["flak.damaged_per_lost", "flak.*.light"]);
    assert!(points.drawn.iter().all(|one| !others.contains(&&*one.path)));
    let guns = figures(&theatre(rows()), "flak.*.light");
    for point in 0..32 {
        let at = points.put_into(&arms.base().scenario, point);
        let place = points.places[point][lead];
        assert!((at.rules.flak.kappa - (0.5 + 1.5 * place)).abs() < 1e-12);
        // against: low where the others are high
        assert!((at.rules.flak.damaged_per_lost - (9.0 - 3.0 * place)).abs() < 1e-9);
        for (guns, now) in guns.iter().zip(figures(&at, "flak.*.light")) {
            let wanted = ((0.5 + place) * guns).round();
            assert!((now - wanted).abs() < 1e-9, "{guns} {now} {wanted}");
        }
    }
}

#[test]
fn rows_of_the_table_shift_no_draw_of_a_knob_that_has_none() {
    let plain = Points::of(&arms(theatre(Vec::new()), theatre(Vec::new())), &[], 5, 8);
    let found = Points::of(&arms(theatre(rows()), theatre(rows())), &[], 5, 8);
    // need and the burst, which has no plausible range of its own; losses and guns move with the aim
    assert_eq!(found.drawn.len(), plain.drawn.len() + 2 - 1);
    for (knob, drawn) in plain.drawn.iter().enumerate() {
        let now = found.drawn.iter().position(|one| one.path == drawn.path);
        let Some(now) = now else {
            assert_eq!(drawn.path, "flak.damaged_per_lost");
            continue;
        };
        for point in 0..8 {
            let (before, after) = (plain.places[point][knob], found.places[point][now]);
            assert_eq!(before.to_bits(), after.to_bits(), "{}", drawn.path);
        }
    }
    let burst = |points: &Points| {
        points
            .unranged
            .iter()
            .any(|held| held.path == "flak.light_burst_s")
    };
    assert!(burst(&plain) && !burst(&found));
}

#[test]
fn a_figure_in_which_arms_differ_or_that_was_set_is_held() {
    let mut arm = theatre(rows());
    let need = FigurePath::read("formations.*.tons_per_day").unwrap();
    arm.set_figures(&need, &mut |old| old + 1.0);
    let points = Points::of(&arms(theatre(rows()), arm), &[], 5, 8);
    let because = |points: &Points, path: &str| {
        let held = points.held.iter().find(|held| held.path == path);
        held.map(|held| held.because)
    };
    assert_eq!(
        because(&points, "formations.*.tons_per_day"),
        Some(Because::ArmsDiffer)
    );
    let same = arms(theatre(rows()), theatre(rows()));
    let one = format!(
        "formations.{}.tons_per_day",
        theatre(rows()).formations[0].id
    );
    let set = [one, "rules.flak.kappa".to_owned()];
    let points = Points::of(&same, &set, 5, 8);
    assert_eq!(
        because(&points, "formations.*.tons_per_day"),
        Some(Because::WasSet)
    );
    // the next of those that are against none leads then
    let lead = (points.drawn.iter())
        .find(|one| one.path == "flak.*.light")
        .unwrap();
    assert_eq!((lead.is_against, lead.with[0].is_against), (false, true));
    // what an arm has and the base has not is drawn where it stands
    let mut more = theatre(rows());
    let mut posting = more.flak[0].clone();
    "more".clone_into(&mut posting.id);
    more.flak.push(posting);
    let points = Points::of(&arms(theatre(rows()), more), &[], 5, 8);
    assert_eq!(because(&points, "flak.*.light"), None);
}

#[test]
fn who_asks_for_one_of_those_that_move_together_gets_all_of_them() {
    let both = arms(theatre(rows()), theatre(rows()));
    let only = |path: &str| {
        let points = Points::of(&both, &[], 5, 8).only(&[path.to_owned()]);
        points
            .drawn
            .iter()
            .map(|one| one.path.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(only("rules.flak.damaged_per_lost"), ["flak.kappa"]);
    assert_eq!(only("formations"), ["formations.*.tons_per_day"]);
    assert!(only("rules.formations").is_empty());
}

#[test]
fn a_calibration_moves_them_together_too_and_its_best_point_can_be_set() {
    let scenario = theatre(rows());
    let asked = |name: &str, range| Asked {
        name: name.to_owned(),
        range,
    };
    let wanted = [
        asked("flak.kappa", Some((0.6, 0.8))),
        asked("formations.*.tons_per_day", None),
        asked("rail.speed_kmh", None),
    ];
    let space = Space::of(&scenario, &wanted, &[], 7).unwrap();
    let paths: Vec<&str> = space.knobs.iter().map(|one| &*one.path).collect();
    assert_eq!(
        paths,
        ["flak.kappa", "rail.speed_kmh", "formations.*.tons_per_day"]
    );
    assert_eq!(space.knobs[0].with.len(), 2);
    let place = [0.5, 0.2, 0.9];
    let at = space.put_into(&scenario, &place);
    assert!((at.rules.flak.kappa - 0.7).abs() < 1e-12);
    let mut set = scenario.clone();
    for (path, value) in space.sets(&scenario, &place) {
        match path.strip_prefix("rules.") {
            Some(knob) => assert_eq!(set.rules.set(knob, value), Ok(())),
            None => set.set_figures(&FigurePath::read(&path).unwrap(), &mut |_| value),
        }
    }
    assert_eq!(set, at);
    let set = ["flak.kappa".to_owned()];
    assert!(Space::of(&scenario, &wanted, &set, 7).is_err());
}
