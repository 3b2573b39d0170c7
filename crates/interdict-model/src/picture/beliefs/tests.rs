use interdict_scenario::synthetic::{Shape, generate};

use super::*;

/// Cut twice a day when open, mended four times a day when shut.
const BUSY: Rates = Rates {
    cuts: 2.0,
    mends: 4.0,
};

const HOUR: u32 = 3_600;

fn is_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-4, "{found}, not {expected}");
}

fn known(shut: f64) -> Belief {
    Belief {
        shut,
        ..Belief::at_first()
    }
}

fn heard(second: u32, is_shut: bool) -> Heard {
    Heard {
        thing: Thing::Track(LineRow(0)),
        second,
        is_shut,
        source: Source::Pilots,
    }
}

#[test]
fn what_was_seen_grows_old_as_the_chain_of_two_states_does() {
    // 1/3 + (1 - 1/3) exp(-6 t), and 1/3 (1 - exp(-6 t)), with t in days
    for (hours, shut, open) in [(6, 0.482, 0.259), (12, 0.367, 0.317), (24, 0.335, 0.333)] {
        is_near(known(1.0).at(hours * HOUR, BUSY), shut);
        is_near(known(0.0).at(hours * HOUR, BUSY), open);
    }
}

#[test]
fn ten_times_the_rates_age_as_much_in_a_tenth_of_the_time() {
    let fast = Rates {
        cuts: 20.0,
        mends: 40.0,
    };
    for hours in [10, 20, 100] {
        let slow = known(0.9).at(hours * HOUR, BUSY);
        is_near(known(0.9).at(hours * HOUR / 10, fast), slow);
    }
}

#[test]
fn a_report_is_weighed_by_bayes() {
    // (1/3 x 0.6) / (1/3 x 0.6 + 2/3 x 0.1) and (1/3 x 0.4) / (1/3 x 0.4 + 2/3 x 0.9)
    let errors = Errors {
        miss: 0.4,
        wrong: 0.1,
    };
    for (is_shut, expected) in [(true, 0.75), (false, 2.0 / 11.0)] {
        let mut belief = known(1.0 / 3.0);
        belief.hear(&heard(0, is_shut), errors, BUSY);
        is_near(belief.shut, expected);
    }
}

#[test]
fn a_report_that_cannot_be_wrong_is_believed_whatever_was_believed_before() {
    for (prior, is_shut) in [(0.0, true), (1.0, false), (0.4, true), (0.4, false)] {
        let mut belief = known(prior);
        belief.hear(&heard(0, is_shut), Errors::default(), BUSY);
        is_near(belief.shut, f64::from(u8::from(is_shut)));
    }
}

#[test]
fn older_news_says_what_it_would_have_said_in_time_where_nothing_is_cut_or_mended() {
    let (errors, still) = (
        Errors {
            miss: 0.4,
            wrong: 0.1,
        },
        Rates {
            cuts: 1e-12,
            mends: 1e-12,
        },
    );
    let (mut in_time, mut late) = (known(0.5), known(0.5));
    for second in [HOUR, 2 * HOUR] {
        in_time.hear(&heard(second, second == HOUR), errors, still);
    }
    for second in [2 * HOUR, HOUR] {
        late.hear(&heard(second, second == HOUR), errors, still);
    }
    is_near(in_time.shut, late.shut);
    assert_eq!(late.second, 2 * HOUR);
    // and hardly anything where it is days old
    let mut old = known(0.25);
    old.second = 10 * SECONDS_PER_DAY;
    old.hear(&heard(0, true), errors, BUSY);
    is_near(old.shut, 0.25);
}

/// Share of choices that fall on an open line, of four that are each shut with an even chance and of which each is
/// reported once; the choice falls on the line that is believed shut least, of equals on the first.
fn finds_an_open_one(errors: Errors, hours: u32) -> f64 {
    // cut and mended three times a day each, so that nothing is left of what was known but an even chance
    let even = Rates {
        cuts: 3.0,
        mends: 3.0,
    };
    let mut share = 0.0;
    for (truth, report) in (0..16).flat_map(|truth| (0..16).map(move |report| (truth, report))) {
        let is = |bits: u32, line: usize| bits >> line & 1 == 1;
        let mut chance = 1.0 / 16.0;
        let mut believed = [0.0; 4];
        for line in 0..4 {
            let chances = errors.chances(is(report, line));
            chance *= chances[usize::from(!is(truth, line))];
            let mut belief = known(0.5);
            belief.hear(&heard(0, is(report, line)), errors, even);
            believed[line] = belief.at(hours * HOUR, even);
        }
        let least = believed.iter().copied().fold(f64::INFINITY, f64::min);
        let chosen = believed.iter().position(|&shut| shut <= least).unwrap_or(0);
        let now = known(f64::from(u8::from(is(truth, chosen))));
        share += chance * (1.0 - now.at(hours * HOUR, even));
    }
    share
}

#[test]
fn reports_are_worth_what_they_let_be_found() {
    let errors = |miss, wrong| Errors { miss, wrong };
    is_near(finds_an_open_one(errors(0.5, 0.5), 0), 0.5);
    is_near(finds_an_open_one(errors(0.0, 0.0), 0), 1.0 - 0.0625);
    is_near(finds_an_open_one(errors(0.4, 0.1), 0), 0.684);
    for (hours, share) in [(3, 0.707), (6, 0.598), (12, 0.522), (24, 0.501)] {
        is_near(finds_an_open_one(errors(0.0, 0.0), hours), share);
    }
}

#[test]
fn a_line_is_shut_by_its_track_or_by_any_of_its_bridges() {
    let mut scenario = generate(Shape::small(), 4);
    scenario.rules.reports.perfect = false;
    let network = Network::new(&scenario);
    let mut beliefs = Beliefs::new(&scenario, &network);
    let bridge = &scenario.bridges[0];
    let (line, row) = (LineRow(bridge.line), BridgeRow(0));
    is_near(beliefs.line_shut(line, 0), 0.0);
    beliefs.tracks[line].shut = 0.5;
    is_near(beliefs.line_shut(line, 0), 0.5);
    beliefs.bridges[row].shut = 0.5;
    is_near(beliefs.line_shut(line, 0), 0.75);
    beliefs.bridges[row].shut = 1.0;
    is_near(beliefs.line_shut(line, 0), 1.0);
    // a photograph of track is worth nothing after a day, one of a bridge is
    is_near(
        beliefs.shut(Thing::Track(line), 2 * SECONDS_PER_DAY),
        1.0 / 3.0,
    );
    assert!(beliefs.shut(Thing::Bridge(row), 2 * SECONDS_PER_DAY) > 0.8);
}
