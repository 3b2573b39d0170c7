use super::*;
use interdict_model::{Seed, Series, run};
use interdict_scenario::synthetic::{Shape, generate};

fn theatre() -> Scenario {
    let shape = Shape {
        days: 20,
        air_units: 4,
        flak: 6,
        ..Shape::small()
    };
    generate(shape, 9)
}

fn record(scenario: &Scenario, replication: u32) -> Record {
    let seed = Seed {
        seed: 5,
        replication,
    };
    run(scenario, seed).expect("no law breaks")
}

const ALL: Window = Window { from: 0, to: 20 };

#[test]
fn causes_add_up_to_what_the_record_says_was_delivered() {
    let base = theatre();
    let mut arm = base.clone();
    arm.rules.bombing.dud = 0.5;
    let mut causes = BTreeSet::new();
    for replication in 0..6 {
        let (one, other) = (record(&base, replication), record(&arm, replication));
        for window in [ALL, Window { from: 5, to: 12 }] {
            let ledger = Ledger::of(&base, &one, &other, window);
            let delivered = |record: &Record| -> i64 {
                let days = record
                    .series(Series::Delivered)
                    .skip(usize::from(window.from));
                days.take(usize::from(window.days())).sum()
            };
            assert_eq!(
                (ledger.base_kg, ledger.arm_kg),
                (delivered(&one), delivered(&other))
            );
            assert!(
                ledger
                    .kg
                    .iter()
                    .all(|((_, lacks_arm), kg)| *lacks_arm == (*kg < 0))
            );
            let by_closer: i64 = ledger.by_closer.values().sum();
            let shut: i64 = (ledger.kg.iter())
                .filter(|((cause, lacks_arm), _)| matches!(cause, Cause::LineShut(_)) && !lacks_arm)
                .map(|(_, kg)| kg)
                .sum();
            assert_eq!(by_closer, shut);
            causes.extend(ledger.kg.keys().map(|(cause, _)| match cause {
                Cause::LineShut(_) => Cause::LineShut(0),
                other => *other,
            }));
        }
    }
    assert!(causes.len() >= 3, "{}", causes.len());
}

#[test]
fn equal_runs_have_an_empty_ledger_and_a_line_that_was_shut_is_named() {
    let base = theatre();
    let one = record(&base, 0);
    assert!(Ledger::of(&base, &one, &one, ALL).kg.is_empty());
    // the same run, told without its closures and with one train less in the base
    let mut fewer = one.clone();
    let left = |event: &&Event| event.kind == EventKind::TrainLeft;
    let delivered = |key: Key| {
        one.events
            .iter()
            .any(|event| event.kind == EventKind::Delivered && event.key == key)
    };
    let train = (one.events.iter().filter(left))
        .find(|event| delivered(event.key))
        .expect("a train");
    fewer.events.retain(|event| event.key != train.key);
    let railhead = (one.events.iter())
        .find(|event| event.kind == EventKind::Delivered && event.key == train.key)
        .map(|event| event.place);
    let Some(Place::Station(to)) = railhead else {
        panic!("supplies are delivered at stations")
    };
    let told = Told::of(&one, ALL);
    let open = |line: u32| !told.is_shut(line, train.second);
    let way = Ways::new(&base).to(to.0, &open).expect("a way");
    let ledger = Ledger::of(&base, &fewer, &one, ALL);
    assert_eq!(
        ledger.kg.keys().copied().collect::<Vec<_>>(),
        [(Cause::NotSent, false)]
    );
    let closer = Key::of("a flight");
    let closed = Event {
        second: train.second - 1,
        kind: EventKind::LineClosed,
        place: Place::Line(interdict_model::row::LineRow(way[0])),
        key: closer,
        cause: closer,
        amount: 0,
    };
    fewer.events.push(closed);
    fewer.events.sort_by_key(|event| event.second);
    let ledger = Ledger::of(&base, &fewer, &one, ALL);
    assert_eq!(
        ledger.kg.keys().copied().collect::<Vec<_>>(),
        [(Cause::LineShut(way[0]), false)]
    );
    assert_eq!(
        ledger.by_closer.keys().copied().collect::<Vec<_>>(),
        [(way[0], closer)]
    );
}

#[test]
fn the_shortest_way_goes_round_what_is_shut() {
    let theatre = theatre();
    let ways = Ways::new(&theatre);
    let base = theatre.bases[0].station;
    assert_eq!(ways.to(base, &|_| true), Some(Vec::new()));
    let railhead = theatre.formations[0].railhead;
    let direct = ways.to(railhead, &|_| true).expect("a way");
    assert!(!direct.is_empty());
    let last = direct[direct.len() - 1];
    let round = ways.to(railhead, &|line| line != last);
    assert!(round.is_none_or(|way| !way.contains(&last) && way != direct));
}

#[test]
fn what_went_by_another_errand_of_the_night_is_set_off() {
    let unlike = |cause, kg: i64| Unlike {
        night: 3,
        cause,
        lacks_arm: kg < 0,
        kg,
        by: Some(Key(7)),
    };
    let mut ledger = Ledger::default();
    ledger.put_down(&[
        unlike(Cause::LineShut(2), 600),
        unlike(Cause::NotSent, 300),
        unlike(Cause::NotSent, -500),
    ]);
    // of 900 gained 500 went another way: 400 are left, two thirds of them for the line
    assert_eq!(ledger.set_off_kg, 500);
    let kg: Vec<_> = ledger.kg.into_iter().collect();
    assert_eq!(
        kg,
        [
            ((Cause::LineShut(2), false), 267),
            ((Cause::NotSent, false), 133)
        ]
    );
    assert_eq!(ledger.by_closer, BTreeMap::from([((2, Key(7)), 267)]));
}
