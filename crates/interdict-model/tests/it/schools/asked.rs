//! Requests that are asked when a condition holds.

use interdict_model::{EventKind, Record, Series};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Condition, Request};
use interdict_scenario::synthetic::request;

use super::{day_of, forming};
use crate::theatres::{run, scenario};

/// The unit of ten with a request on a condition: it is answered 20 days after it is asked, and there 10 days later.
fn asked(when: Condition, than: u32, for_days: u32, alter: impl FnOnce(&mut Scenario)) -> Record {
    forming(|scenario| {
        let help = scenario.requests[0].clone();
        scenario.requests[0] = Request {
            when,
            than,
            for_days,
            ..help
        };
        alter(scenario);
    })
}

#[test]
fn what_a_condition_asks_for_comes_as_long_after_as_its_dates_say() {
    // No unit is formed from the first day on: asked after seven days of it, on day 6; there on day 36.
    let record = asked(Condition::FewFormed, 1, 7, |_| ());
    assert_eq!(day_of(&record, EventKind::RequestAsked), Some(6));
    assert_eq!(record.formed[0].support, Some(36));
    assert_eq!(record.total(Series::RequestsAsked), 1);
    let arrived = record
        .events
        .iter()
        .find(|event| event.kind == EventKind::RequestArrived);
    assert_eq!(arrived.expect("it arrives").amount, 30);
    // It is not asked before its date.
    let later = asked(Condition::FewFormed, 1, 7, |scenario| {
        let help = &mut scenario.requests[0];
        (help.asked, help.answered) = (50, 70);
    });
    assert_eq!(later.formed[0].support, Some(80));
}

#[test]
fn what_never_comes_to_pass_is_never_asked() {
    let record = asked(Condition::ManyWaiting, 0, 1, |_| ());
    assert_eq!(
        record.total(Series::RequestsAsked),
        0,
        "the unit takes all ten"
    );
    assert_eq!(record.formed[0].support, None);
    // Ten are through at noon of day 20, and a unit of four takes four: six wait on the morning of day 21.
    let waiting = |than: u32| {
        asked(Condition::ManyWaiting, than, 3, |scenario| {
            (
                scenario.establishments[0].pilots,
                scenario.establishments[0].aircraft,
            ) = (4, 4);
        })
    };
    assert_eq!(day_of(&waiting(5), EventKind::RequestAsked), Some(23));
    assert_eq!(day_of(&waiting(6), EventKind::RequestAsked), None);
}

#[test]
fn a_refusal_refuses_what_a_condition_asks_for_too() {
    let record = asked(Condition::FewFormed, 1, 7, |scenario| {
        scenario.requests[0].granted = false;
    });
    assert_eq!(record.total(Series::RequestsAsked), 1);
    assert_eq!(record.total(Series::RequestsArrived), 0);
}

#[test]
fn a_day_on_which_a_condition_does_not_hold_begins_its_days_anew() {
    let mut theatre = scenario(include_str!("../knobs/four_lines.ron"));
    theatre.requests = vec![Request {
        when: Condition::LineShut,
        for_days: 1,
        line: Some(0),
        ..request("HELP", 0, 5)
    }];
    let first = run(&theatre, 5);
    let Some(shut) = day_of(&first, EventKind::RequestAsked) else {
        panic!("the line is shut some morning");
    };
    // No line of this theatre stays shut for all of its days: nobody asks then.
    theatre.requests[0].for_days = theatre.days.into();
    let never = run(&theatre, 5);
    assert_eq!(day_of(&never, EventKind::RequestAsked), None);
    assert!(shut < theatre.days);
    // For one more day in a row than it was shut for at first, it is asked later or never.
    theatre.requests[0].for_days = 2;
    let second = day_of(&run(&theatre, 5), EventKind::RequestAsked);
    assert!(
        second.is_none_or(|second| second > shut),
        "{second:?} {shut}"
    );
}
