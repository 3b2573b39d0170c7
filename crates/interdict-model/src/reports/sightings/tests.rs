use interdict_scenario::synthetic::{Shape, generate};

use interdict_quantity::Key;

use super::*;
use crate::row::LineRow;

const LOOKS: u32 = 8_000;

fn eyes(change: impl FnOnce(&mut Scenario)) -> Eyes {
    let mut scenario = generate(Shape::small(), 4);
    scenario.rules.reports.perfect = false;
    change(&mut scenario);
    Eyes::new(&scenario)
}

/// Shares of looks that take a thing for shut, and that say nothing.
fn shares(eyes: &Eyes, source: Source, thing: Thing, is_shut: bool, by_day: bool) -> [f64; 2] {
    let chance = Chance::new(3, 0, 1);
    let mut counts = [0.0; 2];
    for n in 0..LOOKS {
        let look = Sighting {
            observer: Key(u64::from(n)),
            second: 0,
            thing,
            source,
        };
        match eyes.look(&chance, &look, is_shut, by_day) {
            Some(seen) => counts[0] += f64::from(u8::from(seen)) / f64::from(LOOKS),
            None => counts[1] += 1.0 / f64::from(LOOKS),
        }
    }
    counts
}

/// Within four standard errors of a share.
fn is_share(found: f64, expected: f64) {
    let error = (expected * (1.0 - expected) / f64::from(LOOKS)).sqrt();
    assert!(
        (found - expected).abs() <= 4.0 * error,
        "{found}, not {expected}"
    );
}

#[test]
fn reports_are_wrong_as_often_as_the_knobs_say() {
    let eyes = eyes(|_| ());
    let track = Thing::Track(LineRow(0));
    let told = |source, is_shut| shares(&eyes, source, track, is_shut, true);
    is_share(told(Source::Pilots, true)[0], 0.7);
    is_share(told(Source::Pilots, false)[0], 0.15);
    is_share(told(Source::Patrols, true)[0], 0.4);
    let [shut, unread] = told(Source::Photographs, true);
    is_share(shut, 0.6 * 0.97);
    is_share(unread, 0.4);
    is_share(told(Source::Photographs, false)[0], 0.6 * 0.03);
}

#[test]
fn a_bridge_whose_span_is_taken_away_looks_shut_by_day_and_to_most_who_look() {
    let eyes = eyes(|scenario| {
        scenario.bridges[0].removable = true;
        (
            scenario.rules.reports.pilots_miss,
            scenario.rules.reports.pilots_false,
        ) = (0.0, 0.0);
    });
    let told = |bridge, by_day| {
        let thing = Thing::Bridge(BridgeRow(bridge));
        shares(&eyes, Source::Pilots, thing, false, by_day)[0]
    };
    is_share(told(0, true), 0.8);
    is_share(told(0, false), 0.0);
    is_share(told(1, true), 0.0);
}

#[test]
fn more_that_is_missed_turns_reports_of_cuts_into_none_and_never_the_other_way() {
    let [some, more] = [0.2, 0.5].map(|miss| eyes(|s| s.rules.reports.pilots_miss = miss));
    let (chance, thing) = (Chance::new(3, 1, 1), Thing::Track(LineRow(0)));
    for n in 0..500 {
        let look = Sighting {
            observer: Key(n),
            second: 0,
            thing,
            source: Source::Pilots,
        };
        for is_shut in [false, true] {
            let [one, other] = [&some, &more].map(|eyes| eyes.look(&chance, &look, is_shut, true));
            assert!(one == other || (is_shut && other == Some(false)));
        }
    }
}
