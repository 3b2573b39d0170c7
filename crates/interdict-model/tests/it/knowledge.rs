//! Nobody knows what nobody told him: a truth is changed, and no decision is another before the first report of it is in.

use interdict_model::Simulation;
use interdict_model::damage::closure::Closures;
use interdict_model::damage::impact::Impacts;
use interdict_model::picture::beliefs::{Heard, Source, Thing};
use interdict_model::picture::{Beliefs, RailwayPicture};
use interdict_model::reports::despatches::Despatches;
use interdict_model::row::{BlockRow, BridgeRow, LineRow};
use interdict_model::{LineSeries, Seed, Series};
use interdict_scenario::Scenario;
use interdict_scenario::rules::Reports;

use crate::bombardment::crater;
use crate::theatres::{run, shipped};

/// What attackers believe and what they order.
const STAFF: [&str; 5] = [
    "attackers' picture",
    "attackers' beliefs",
    "sorties",
    "patrols",
    "photographs",
];

/// The kitchen sink without guns, so that what happens to aircraft hangs on nothing on the ground.
fn theatre(is_perfect: bool) -> Scenario {
    let mut theatre = shipped("kitchen-sink");
    theatre.flak.clear();
    theatre.rules.reports.perfect = is_perfect;
    theatre
}

fn simulation(theatre: &Scenario, replication: u32) -> Simulation {
    let mut simulation = Simulation::with_tick_digests(theatre);
    simulation.reset(Seed {
        seed: 3,
        replication,
    });
    simulation
}

/// Digests of what the staff believe and order, by name.
fn staff(simulation: &Simulation) -> Vec<(&'static str, u64)> {
    let tables = simulation.tables().iter().copied();
    let staff: Vec<_> = tables.filter(|(name, _)| STAFF.contains(name)).collect();
    assert!(staff.len() >= 3, "{staff:?}");
    staff
}

/// The second at which the first report of the one arrives that the other has not, or the other way round.
fn first_other(one: &mut Simulation, other: &mut Simulation) -> Option<u32> {
    let [one, other] =
        [one, other].map(|simulation| simulation.world_mut().resource::<Despatches>().on_the_way());
    let lacks = |sent: &(u32, Heard), by: &[(u32, Heard)]| !by.contains(sent);
    let ours = one.iter().filter(|sent| lacks(sent, &other));
    let theirs = other.iter().filter(|sent| lacks(sent, &one));
    ours.chain(theirs).map(|&(arrives, _)| arrives).min()
}

/// Ticks from a cut that only one of two runs has: to the first other report's arrival, and to the first other table
/// of the staff.
fn ticks_until_known(theatre: &Scenario, block: u32) -> (Option<u32>, Option<u32>) {
    let (mut one, mut other) = (simulation(theatre, 0), simulation(theatre, 0));
    let planted = 2 * 96 + 85;
    let (mut told, mut known) = (None, None);
    for tick in 0..6 * 96 {
        if tick == planted {
            // with a fuse, so that it is there to be seen by day
            let second = tick * 900 + 1;
            let impact = crater(0, second, block, second + 40 * 3_600);
            let mut impacts = other.world_mut().resource_mut::<Impacts>();
            impacts.pending.push(impact);
        }
        for simulation in [&mut one, &mut other] {
            simulation.run_tick().expect("no law breaks");
        }
        if staff(&one) != staff(&other) {
            known = known.or(Some(tick - planted));
        }
        if told.is_none() {
            let arrives = first_other(&mut one, &mut other);
            told = arrives.map(|second| second.div_ceil(900) - planted);
        }
    }
    (told, known)
}

#[test]
fn no_decision_is_another_before_the_first_report_of_what_happened_is_in() {
    let mut theatre = theatre(false);
    theatre.days = 6;
    let (mut learnt, mut latest) = (0, 0);
    for line in 1..theatre.lines.len() {
        let (told, known) = ticks_until_known(&theatre, first_block(&theatre, line));
        assert_eq!(told, known, "nothing is known before the first report");
        learnt += usize::from(known.is_some());
        latest = latest.max(known.unwrap_or(0));
    }
    assert!(learnt >= 4, "cuts that are learnt: {learnt}");
    assert!(latest > 12, "a report takes hours: {latest} ticks");
}

#[test]
fn with_perfect_reports_the_picture_is_the_truth_when_the_next_decision_is_due() {
    let mut theatre = theatre(true);
    theatre.days = 6;
    let block = first_block(&theatre, 1);
    let (told, known) = ticks_until_known(&theatre, block);
    // from 21:15 to midnight
    assert_eq!((told, known), (None, Some(11)));
}

/// The first block of a line.
fn first_block(theatre: &Scenario, line: usize) -> u32 {
    let mut simulation = Simulation::new(theatre);
    let network = simulation
        .world_mut()
        .resource::<interdict_model::network::Network>();
    network.lines[LineRow(line as u32)].first.0
}

#[test]
fn the_staff_of_the_railway_know_of_a_cut_when_the_station_has_reported_it() {
    let mut theatre = theatre(false);
    theatre.phases.clear();
    theatre.raids.clear();
    theatre.rules.reports.stations_miss = 0.0;
    let block = BlockRow(first_block(&theatre, 1));
    let mut simulation = simulation(&theatre, 0);
    // at noon, and at midnight
    for (tick, delay) in [(48, 2), (96 + 96, 4)] {
        while simulation.clock().tick < tick {
            simulation.run_tick().expect("no law breaks");
        }
        let impact = crater(tick, simulation.clock().now + 1, block.0, 0);
        simulation
            .world_mut()
            .resource_mut::<Impacts>()
            .pending
            .push(impact);
        let is_open = |simulation: &mut Simulation| {
            let world = simulation.world_mut();
            let truth = world.resource::<Closures>().is_open(block);
            (truth, world.resource::<RailwayPicture>().is_open(block))
        };
        for _ in 0..delay {
            simulation.run_tick().expect("no law breaks");
            assert_eq!(is_open(&mut simulation), (false, true));
        }
        simulation.run_tick().expect("no law breaks");
        assert_eq!(is_open(&mut simulation), (false, false));
        while !is_open(&mut simulation).0 {
            simulation.run_tick().expect("no law breaks");
        }
        for _ in 0..8 {
            simulation.run_tick().expect("no law breaks");
        }
        assert_eq!(is_open(&mut simulation), (true, true));
    }
}

#[test]
fn notices_that_go_astray_leave_no_line_shut_for_ever() {
    let mut theatre = theatre(false);
    theatre.days = 30;
    theatre.rules.reports.stations_miss = 0.5;
    let mut simulation = simulation(&theatre, 1);
    while simulation.run_day().expect("no law breaks") {}
    // with nothing left on the wire, what is known is what is
    theatre.phases.clear();
    theatre.raids.clear();
    let world = simulation.world_mut();
    let (truth, known) = (
        world.resource::<Closures>(),
        world.resource::<RailwayPicture>(),
    );
    let lines = (0..theatre.lines.len() as u32).map(LineRow);
    let apart = lines.filter(|&line| truth.is_line_open(line) != known.is_line_open(line));
    assert!(
        apart.count() <= 2,
        "lines of which a report may be on its way"
    );
}

#[test]
fn what_is_believed_lies_between_nothing_and_certainty_and_is_as_old_as_the_last_look() {
    let theatre = theatre(false);
    let mut simulation = simulation(&theatre, 2);
    let mut sources = Vec::new();
    while simulation.run_day().expect("no law breaks") {
        let now = simulation.clock().now;
        let beliefs = simulation.world_mut().resource::<Beliefs>();
        for &(thing, _) in beliefs.things() {
            let shut = beliefs.shut(thing, now);
            assert!((0.0..=1.0).contains(&shut), "{thing:?}: {shut}");
            let belief = beliefs.of(thing);
            assert!(belief.second <= now);
            if !sources.contains(&belief.source) {
                sources.push(belief.source);
            }
        }
    }
    for source in [
        Source::Pilots,
        Source::Patrols,
        Source::Photographs,
        Source::Agents,
    ] {
        assert!(
            sources.contains(&source),
            "{source:?} never has the last word"
        );
    }
    let bridge = Thing::Bridge(BridgeRow(0));
    assert!(
        simulation
            .world_mut()
            .resource::<Beliefs>()
            .of(bridge)
            .source
            != Source::Nobody
    );
}

#[test]
fn a_run_with_reports_that_err_is_another_and_stays_the_same_when_run_again() {
    let [perfect, told] = [true, false].map(theatre);
    let (one, other, again) = (run(&perfect, 4), run(&told, 4), run(&told, 4));
    assert_ne!(one.digest, other.digest);
    assert_eq!(other, again);
}

/// The share of sorties that went for what was shut when the target was chosen, over some replications.
fn wasted(theatre: &Scenario) -> f64 {
    let (mut flown, mut wasted) = (0, 0);
    let mut simulation = Simulation::new(theatre);
    for replication in 0..12 {
        simulation.reset(Seed {
            seed: 8,
            replication,
        });
        while simulation.run_day().expect("no law breaks") {}
        let record = simulation.record();
        flown += record.total(Series::SortiesFlown);
        wasted += record.total(Series::SortiesWasted);
    }
    wasted as f64 / flown as f64
}

#[test]
fn better_reports_waste_fewer_sorties() {
    let told = |change: fn(&mut Reports)| {
        let mut theatre = theatre(false);
        let rules = &mut theatre.rules;
        rules.targeting.closed_weight = 6.0;
        (rules.reports.books, rules.reports.agents_seen) = (true, 0.0);
        change(&mut rules.reports);
        wasted(&theatre)
    };
    let perfect = told(|reports| reports.perfect = true);
    let good = told(|reports| {
        (
            reports.pilots_miss,
            reports.pilots_false,
            reports.pilots_delay_h,
        ) = (0.0, 0.0, 0.0);
        (
            reports.photo_seen,
            reports.photo_delay_h,
            reports.photo_targets,
        ) = (1.0, 0.0, 40);
    });
    let ordinary = told(|_| ());
    let late = told(|reports| {
        (reports.pilots_delay_h, reports.photo_delay_h) = (240.0, 480.0);
    });
    let shares = [perfect, good, ordinary, late];
    assert!(shares.is_sorted(), "{shares:?}");
    assert!(late - perfect > 0.1, "{shares:?}");
}

#[test]
fn books_move_nothing_but_themselves() {
    let mut theatre = theatre(false);
    theatre.rules.reports.books = false;
    let without = run(&theatre, 4);
    theatre.rules.reports.books = true;
    theatre.rules.reports.cuts_claimed = 2.0;
    let with = run(&theatre, 4);
    assert_eq!(with.events, without.events);
    for &series in Series::ALL {
        let [one, other] = [&with, &without].map(|record| record.total(series));
        let is_a_book = [
            Series::SortiesWasted,
            Series::SortiesOnShut,
            Series::CutsClaimed,
        ];
        assert_eq!(is_a_book.contains(&series), one != other, "{series:?}");
    }
    // what is claimed adds up, and is twice what was done
    let lines = 0..theatre.lines.len() as u32;
    let total = |series| {
        lines
            .clone()
            .map(|line| with.line(line, series).sum::<i64>())
            .sum::<i64>()
    };
    assert_eq!(total(LineSeries::CutsClaimed), 2 * total(LineSeries::Cuts));
    assert_eq!(
        total(LineSeries::CutsClaimed),
        with.total(Series::CutsClaimed)
    );
}
