//! What a study over knobs says to people: sentences on data that can be reckoned by hand.

use interdict_engine::math;
use interdict_experiment::matching::Matched;
use interdict_experiment::uncertain::points::Scale;
use interdict_experiment::uncertain::{About, AtPoint, Nest, Points, Run, Uncertainty};
use interdict_experiment::{Arm, Arms, Catalogue, Window};
use interdict_report::OutputFolder;
use interdict_report::{Style, comparison};
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

/// A study in which the arm delivered so much more than the base, `apart[point][pair]`, and everything else
/// was zero.
fn study(apart: &[Vec<f64>], asked: u32) -> (Uncertainty, Vec<AtPoint>) {
    study_of(&generate(Shape::small(), 3), apart, asked)
}

/// The same of a scenario.
fn study_of(scenario: &Scenario, apart: &[Vec<f64>], asked: u32) -> (Uncertainty, Vec<AtPoint>) {
    let arms = ["scenario", "with-guns"].map(|name| Arm {
        name: name.to_owned(),
        because: None,
        scenario: scenario.clone(),
    });
    let arms = Arms::new(arms.to_vec()).expect("they cover the same days");
    let catalogue = Catalogue::of(&arms.scenarios(), Window { from: 0, to: 2 });
    let place = catalogue.outcome("delivered").expect("an outcome");
    let nest = Nest {
        seed: 1,
        points: asked,
        pairs_each: 2,
        threads: 1,
    };
    let points = Points::of(&arms, &[], nest.seed, nest.points);
    let run = |value: f64| {
        let mut outcomes = vec![0.0; catalogue.outcomes.len()];
        outcomes[place] = value;
        Run {
            digest: 0,
            outcomes,
            beside: Vec::new(),
        }
    };
    let about = About {
        arms: &arms,
        catalogue: &catalogue,
        watched: place,
    };
    let ran: Vec<AtPoint> = (apart.iter().zip(0..))
        .map(|(pairs, number)| AtPoint {
            number,
            arms: vec![
                Ok(pairs.iter().map(|_| run(300.0)).collect()),
                Ok(pairs.iter().map(|apart| run(300.0 + apart)).collect()),
            ],
            sham: None,
        })
        .collect();
    let found = Uncertainty::of(about, (&points, nest), &ran);
    (found, ran)
}

fn answer(apart: &[Vec<f64>]) -> String {
    comparison::uncertain_answers(&study(apart, apart.len() as u32).0).join("\n")
}

/// Effects at 64 points that follow one knob, from -20 at the low end of its range to 80 at the high one,
/// without any chance.
fn following(path: &str) -> Vec<Vec<f64>> {
    let (found, _) = study(&vec![vec![0.0; 2]; 64], 64);
    let knob = found
        .heading
        .drawn
        .iter()
        .position(|knob| knob.path == path);
    let knob = knob.expect("it is drawn");
    let (low, high) = (
        found.heading.drawn[knob].low,
        found.heading.drawn[knob].high,
    );
    let share = |value: f64| match found.heading.drawn[knob].scale {
        Scale::Even => (value - low) / (high - low),
        Scale::Logarithmic => math::ln(value / low) / math::ln(high / low),
    };
    (found.points.iter())
        .map(|point| vec![100.0 * share(point.values[knob]) - 20.0; 2])
        .collect()
}

#[test]
fn the_effect_is_said_over_knobs_with_its_mean_and_what_it_hangs_on() {
    let said = answer(&following("flak.kappa"));
    // one value in each sixty-fourth of -20 to 80: the twentieth lies at rank 3.55, 3.05 / 64 of the way
    // give or take half a step, -15.2 +- 0.8; likewise 75.2
    let between = said.split(" lies between ").nth(1).expect("a band");
    let ends: Vec<f64> = (between.split(" t a day").next().expect("a unit"))
        .split(" and ")
        .map(|end| end.parse().expect("a number"))
        .collect();
    assert!(
        (ends[0] + 15.2).abs() < 0.8 && (ends[1] - 75.2).abs() < 0.8,
        "{said}"
    );
    assert!(said.contains(" t a day (90 %); its mean, 30"), "{said}");
    assert!(
        said.ends_with(
            "; 13 of 64 points have the other sign; it hangs most on flak.kappa (100% of what the knobs do, rising)"
        ),
        "{said}"
    );
}

#[test]
fn what_cannot_be_said_is_not_said() {
    assert_eq!(
        answer(&[]),
        "nothing can be said of with-guns: no point was finished"
    );
    assert_eq!(
        answer(&vec![vec![0.0, 0.0]; 3]),
        "no difference: with-guns and scenario have the same figure (delivered to railheads) in every pair at each of 3 points"
    );
    assert_eq!(
        answer(&[vec![4.0, 6.0]]),
        "with-guns less scenario, delivered to railheads: 5.0 t a day at the only point, which says nothing about the knobs"
    );
    // means 11 and 9, variances 200: between 2, far below 200 / 2; standard error 1, t(0.975, 1) = 12.7
    assert_eq!(
        answer(&[vec![1.0, 21.0], vec![-1.0, 19.0]]),
        "with-guns less scenario, delivered to railheads: the knobs move the effect by no more than chance alone might; its mean, 10, is known to within 13 (95 %), so it may be nothing"
    );
}

#[test]
fn the_page_gives_the_answer_first_then_outcomes_knobs_and_signs() {
    let (found, _) = study(&following("flak.kappa"), 64);
    let page = comparison::uncertain_page(&found, Style::Plain);
    let mut lines = page.lines();
    assert_eq!(
        lines.next(),
        comparison::uncertain_answers(&found)
            .first()
            .map(String::as_str)
    );
    let said = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "rules.flak.kappa * 100 % (100 to 100)",
        "*: 1 knob stands out: does alone more than ",
        "Best to know: rules.flak.kappa. Known, it would narrow the spread over the knobs by 100%",
        // -20 to 80: below a fifth of the range the base is better, by 10 in the mean of that fifth
        "gains 2.0 t a day by knowing rules.flak.kappa first.",
        "A box: rules.flak.kappa at most ",
        "ends of the band, each with its 95 % interval: -1",
        "Points with the other sign: 11% to 32% of all (95 %)",
        "Held, for they are switches, or one by definition: ",
    ] {
        assert!(said.contains(expected), "{expected} is not said in\n{page}");
    }
    assert!(
        page.contains("\nWhere the sign is the other (13 points), medians there, in the other 51, and how far apart in the range:\n  rules.flak.kappa "),
        "{page}"
    );
    assert!(
        page.contains("\n64 points of 2 pairs each under seed 1, 256 runs, 1951-08-01 to 1951-08-02 (2 days)\n"),
        "{page}"
    );
    let mut below = page.lines().skip(1);
    assert!(below.all(|line| line.chars().count() <= 112), "{page}");
}

#[test]
fn an_interrupted_study_says_so() {
    let (found, _) = study(&[vec![4.0, 6.0], vec![14.0, 16.0]], 9);
    let page = comparison::uncertain_page(&found, Style::Plain);
    assert!(
        page.contains(
            "\ninterrupted: the figures are those of the points that were done by then\n"
        )
    );
    assert!(page.contains("; so few points do not say what it hangs on\n"));
}

#[test]
fn files_hold_every_point_and_are_replaced_as_a_whole() {
    let (found, ran) = study(&following("flak.beta"), 64);
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("out");
    for _ in 0..2 {
        let written =
            comparison::write_uncertain(OutputFolder::claim(&dir).unwrap(), &found, &ran).unwrap();
        let names: Vec<String> = (written.iter())
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .filter(|name| !name.ends_with(".png"))
            .collect();
        let expected = [
            "tornado-with-guns.svg",
            "uncertain-with-guns.svg",
            "datapackage.json",
            "interdict-output.json",
            "points.csv",
            "uncertain.json",
            "uncertain.txt",
        ];
        assert_eq!(names, expected);
    }
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let points = read("points.csv");
    let mut rows = points.lines();
    let head: Vec<&str> = rows.next().unwrap().split(',').collect();
    assert_eq!(
        head.len(),
        1 + found.heading.drawn.len() + found.outcomes.len()
    );
    assert_eq!(
        (head[0], head[1]),
        ("point", &*format!("rules.{}", found.heading.drawn[0].path))
    );
    assert!(head.contains(&"with-guns: delivered (t/day)"), "{head:?}");
    assert_eq!(rows.count(), 64);
    let svg = read("charts/uncertain-with-guns.svg");
    assert!(
        svg.contains("over what is not known about the knobs") && svg.contains("effect, t/day")
    );
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    let svg = read("charts/tornado-with-guns.svg");
    assert!(
        svg.contains("flak.beta")
            && svg.contains("100% (100% to 100%) alone")
            && svg.contains("rising")
    );
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    let json: serde_json::Value = serde_json::from_str(&read("uncertain.json")).unwrap();
    let first = &json["comparisons"][0]["sensitivity"]["knobs"][0];
    assert_eq!(
        (&first["path"], &first["shape"]),
        (&"flak.beta".into(), &"rising".into())
    );
    assert_eq!(json["points"].as_array().map(Vec::len), Some(64));
    assert_eq!(json["asked"]["pairs_each"], 2);
    let (one, ran) = study(&[vec![1.0, 2.0]], 1);
    comparison::write_uncertain(OutputFolder::claim(&dir).unwrap(), &one, &ran).unwrap();
    assert!(read("charts/uncertain-with-guns.svg").contains("Fewer than two points"));
}

/// What the page says of the record where the runs of the base tell `told[point]` for the first of its figures,
/// 100 with a range of 90 to 110, and no run can tell the second.
fn matched(told: &[f64]) -> String {
    let mut scenario = generate(Shape::small(), 3);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/anju-1951");
    let loaded = interdict_scenario::load(&folder, &[]).expect("it loads");
    scenario.observed = loaded.scenario.observed[..2].to_vec();
    for (figure, series) in scenario.observed.iter_mut().zip(["track_cuts", "geese"]) {
        (figure.value, figure.low, figure.high) = (100.0, 90.0, 110.0);
        series.clone_into(&mut figure.series);
        (figure.from, figure.to, figure.discrepancy) = (0, 2, Some(0.0));
        figure.area.clear();
        figure.per_series.clear();
    }
    let apart: Vec<Vec<f64>> = (0..told.len())
        .map(|point| vec![50.0 + point as f64, 70.0 + point as f64])
        .collect();
    let (mut found, mut ran) = study_of(&scenario, &apart, told.len() as u32);
    for (at, &told) in ran.iter_mut().zip(told) {
        for run in at.arms[0].iter_mut().flatten() {
            run.beside = vec![Some(told), None];
        }
    }
    let whole: Vec<&AtPoint> = ran.iter().collect();
    found.matched = Matched::of(&scenario, &whole);
    let record = found.matched.as_ref().expect("a record");
    found.comparisons[0].matched = record.effect(&whole, 1, found.watched);
    let page = comparison::uncertain_page(&found, Style::Plain);
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn given_the_record_the_effect_is_said_over_points_that_are_not_ruled_out() {
    // 110 is 1.96 deviations away, 116 more than three
    let page = matched(&[100.0, 110.0, 116.0, 80.0, 90.0]);
    for said in [
        "runs of scenario are held against 1 figure in 1 group",
        "3 of 5 points are not ruled out, so about 60% (15% to 95%, 95 %) of what the knobs could be is not ruled out.",
        // points 0, 1 and 4, whose pairs differ by 60, 61 and 64 in the mean
        "its mean is 61.7 (95 % interval 56.5 to 66.8); 0 of 3 have the other sign.",
        "Not told by any run: ",
        ", there is no series `geese` there.",
    ] {
        assert!(page.contains(said), "{said} is not said in\n{page}");
    }
    let page = matched(&[200.0, 150.0, 300.0]);
    for said in [
        "0 of 3 points are not ruled out, so at most 71% (95 %) of what the knobs could be is not ruled out.",
        // 50 away, with 10 / 1.96 to a deviation
        "These points refute the base: nothing is said of the effect. No point comes near, whatever the knobs: ",
        "record 100, mean of points 217, nearest 9.8 deviations).",
        "The best, point 1, is ruled out at 9.8 deviations, by ",
    ] {
        assert!(page.contains(said), "{said} is not said in\n{page}");
    }
    assert!(!page.contains("have the other sign. Not told"), "{page}");
}
