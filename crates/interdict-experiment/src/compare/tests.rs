use super::*;
use crate::arms::Arm;
use interdict_engine::Due;
use interdict_model::Nature;
use interdict_model::extend::{Extension, OwnKnob, OwnKnobs, OwnMeasures, OwnSeries, Res, ResMut};
use interdict_scenario::synthetic::{Shape, generate};

fn arms() -> Arms {
    let base = generate(Shape::small(), 3);
    let mut slow = base.clone();
    slow.rules.rail.speed_kmh *= 0.5;
    let arm = |name: &str, scenario| Arm {
        name: name.to_owned(),
        because: None,
        scenario,
    };
    Arms::new(vec![arm("base", base), arm("slow", slow)]).unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

#[test]
fn a_comparison_from_code_says_what_its_parts_say_by_hand() {
    let request = Request {
        outcome: Some("delivered".to_owned()),
        enough: Enough::Pairs(6),
        ..Request::default()
    };
    let compared = compare(arms(), &request).unwrap();
    assert!(compared.is_whole());
    assert_eq!(compared.study.replications.len(), 6);
    assert_eq!(
        compared.catalogue.outcomes[compared.design.watched].name,
        "delivered"
    );
    let effect = compared.effect(1).expect("there is an arm");
    let values = compared.study.outcome(2, compared.design.watched);
    let apart: f64 = values[1]
        .iter()
        .zip(&values[0])
        .map(|(arm, base)| arm - base)
        .sum();
    assert!((effect.difference - apart / 6.0).abs() < 1e-9);
    assert!(
        effect.difference < 0.0,
        "slow trains bring less: {}",
        effect.difference
    );
    assert_eq!((compared.effect(0), compared.effect(2)), (None, None));
    let again = compare(
        arms(),
        &Request {
            threads: 3,
            ..request
        },
    )
    .unwrap();
    assert_eq!(again.findings, compared.findings, "threads never show");
}

#[test]
fn a_request_is_checked_before_anything_is_run() {
    let wrong = |request: Request| Plan::new(arms(), &request).unwrap_err();
    let unknown = wrong(Request {
        outcome: Some("deliverd".to_owned()),
        ..Request::default()
    });
    assert_eq!(
        unknown.to_string(),
        "there is no outcome `deliverd`; did you mean `delivered`?"
    );
    let zone = wrong(Request {
        indifference: Some(amount("3 %")),
        ..Request::default()
    });
    let expected = "indifference: the amount is in `%`, but `delivered_front` is in `t/day`";
    assert_eq!(zone.to_string(), expected);
    let half_width = wrong(Request {
        enough: Enough::HalfWidth {
            half_width: amount("3 kg"),
            at_most: 100,
        },
        ..Request::default()
    });
    assert!(matches!(
        half_width,
        RequestError::OtherUnit(AmountOf::HalfWidth, _)
    ));
}

#[test]
fn a_comparison_that_is_stopped_says_so_and_why_is_asked_of_fresh_pairs() {
    let request = Request {
        enough: Enough::Pairs(50),
        has_sham: false,
        ..Request::default()
    };
    let stop = AtomicBool::new(false);
    let plan = Plan::new(arms(), &request).unwrap();
    let mut compared = plan
        .run(Keeping::Nowhere, &stop, &mut |at| {
            stop.store(at.done >= 2, std::sync::atomic::Ordering::Relaxed);
        })
        .unwrap();
    assert!(!compared.is_whole());
    let done = compared.study.replications.len() as u32;
    assert!((2..50).contains(&done));
    let asked = AskWhy {
        pairs: 2,
        continuations: 0,
        ..AskWhy::default()
    };
    // the flag is still set: nothing is answered and nothing kept
    let answered = compared.ask_why(asked, Keeping::Nowhere, &stop, &mut |_, _| ());
    assert!(matches!(answered, Ok(false)), "{answered:?}");
    assert_eq!(compared.why, None);
    let answered = compared.ask_why(
        asked,
        Keeping::Nowhere,
        &AtomicBool::new(false),
        &mut |_, _| (),
    );
    assert!(matches!(answered, Ok(true)), "{answered:?}");
    assert_eq!(compared.why.as_ref().map(|why| why.first), Some(done));
}

fn rust(mut measures: ResMut<OwnMeasures>, knobs: Res<OwnKnobs>) {
    measures.add(&SPOTS, knobs.value(&RATE) as i64);
}

const RATE: OwnKnob = OwnKnob {
    path: "rust.rate",
    default: 0.0,
    low: 0.0,
    high: 10.0,
    unit: "spots",
    doc: "spots of rust a day",
};

const SPOTS: OwnSeries = OwnSeries {
    name: "rust_spots",
    unit: "spots",
    nature: Nature::Flow,
    doc: "spots of rust",
};

#[test]
fn own_outcomes_of_own_processes_are_compared_and_keep_journals_apart() {
    let rusting = |rate: f64| {
        let extension = Extension::new().knob(RATE).series(SPOTS);
        let extension = extension.after("formations consume", "it rusts", Due::DayEnds, rust);
        extension.set("rust.rate", rate).expect("in its range")
    };
    let with_rust = |rate: f64| {
        let of = |arm: &Arm| rusting(if arm.name == "slow" { rate } else { 1.0 });
        arms().extended(of).expect("the step is there")
    };
    let spots = OwnOutcome {
        name: "spots",
        title: "Spots",
        unit: "spots",
        doc: "spots of rust in the window",
        of: |record, window| {
            let days: Vec<i64> = record.own(&SPOTS).into_iter().flatten().collect();
            window.of(&days).iter().sum::<i64>() as f64
        },
    };
    let request = Request {
        outcome: Some("spots".to_owned()),
        own_outcomes: vec![spots],
        enough: Enough::Pairs(3),
        from: 2,
        ..Request::default()
    };
    let mut compared = compare(with_rust(3.0), &request).unwrap();
    let effect = compared.effect(1).expect("there is an arm");
    let days = f64::from(compared.catalogue.window.days());
    assert!(
        (effect.base_mean - days).abs() < 1e-9,
        "{}",
        effect.base_mean
    );
    assert!(
        (effect.difference - 2.0 * days).abs() < 1e-9,
        "{}",
        effect.difference
    );
    let why = compared.ask_why(
        AskWhy::default(),
        Keeping::Nowhere,
        &AtomicBool::new(false),
        &mut |_, _| (),
    );
    assert!(matches!(why, Err(WhyError::Extended)), "{why:?}");
    let digests = |arms: &Arms| [arms.digest(0), arms.digest(1)];
    let [three, four, none] = [
        digests(&with_rust(3.0)),
        digests(&with_rust(4.0)),
        digests(&arms()),
    ];
    assert!(three[0] == four[0] && three[1] != four[1] && three[0] != none[0]);
    let nowhere = |_: &Arm| Extension::new().after("the moon rises", "x", Due::DayEnds, || ());
    assert!(arms().extended(nowhere).is_err());
}
