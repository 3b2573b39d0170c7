//! What one change may move and what it may not: guns that do nothing, guns out of reach, a raid left out.

use interdict_model::{Event, EventKind, LineSeries, Record, Seed, Series, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Channels, FlakPlace, FlakPosting};
use interdict_scenario::synthetic::{Shape, generate};

use crate::theatres::{shipped, simulation};

/// Series that count guns and rounds.
const OWN: [Series; 5] = [
    Series::GunsPresent,
    Series::GunsUnderAttack,
    Series::GunsSilent,
    Series::RoundsHeavy,
    Series::RoundsLight,
];

/// Tables that hold guns and rounds: postings and batteries, whom they cover, what they carry on the road and how they
/// stood silent, and the ledger with its rounds. What else is in the ledger is compared by itself.
const OF_GUNS: [&str; 6] = [
    "postings",
    "batteries",
    "cover",
    "baggage",
    "silences",
    "books",
];

/// Asserts that two arms agree, table by table and day by day, in everything but the guns.
pub(crate) fn agree_but_for_guns(without: &mut Simulation, with: &mut Simulation, days: u16) {
    for day in 0..days {
        assert!(without.run_day().expect("no law breaks"));
        assert!(with.run_day().expect("no law breaks"));
        assert_eq!(without.tables().len(), with.tables().len());
        for (one, other) in without.tables().iter().zip(with.tables()) {
            assert!(
                one == other || OF_GUNS.contains(&one.0),
                "{} and {} on day {day}",
                one.0,
                other.0
            );
        }
    }
    let [one, other] = [without.record(), with.record()];
    for day in 0..days {
        for series in Series::ALL.iter().filter(|series| !OWN.contains(series)) {
            let [a, b] = [&one, &other].map(|record| record.theatre.at(day, *series as usize));
            assert_eq!(a, b, "{} on day {day}", series.name());
        }
    }
    for (column, (a, b)) in one
        .lines
        .values()
        .iter()
        .zip(other.lines.values())
        .enumerate()
    {
        let series = LineSeries::ALL[column % LineSeries::COUNT];
        let is_of_guns = matches!(series, LineSeries::RoundsHeavy | LineSeries::RoundsLight);
        assert!(a == b || is_of_guns, "{}", series.name());
    }
    assert_eq!(one.formations, other.formations);
    assert_eq!(one.areas, other.areas);
    assert_eq!(but_guns(&one), but_guns(&other));
    assert_eq!(but_rounds(&one), but_rounds(&other));
}

fn but_guns(record: &Record) -> Vec<Event> {
    let events = record.events.iter();
    events
        .filter(|event| !matches!(event.kind, EventKind::GunsPosted | EventKind::GunsSilent))
        .copied()
        .collect()
}

fn but_rounds(record: &Record) -> Vec<(&'static str, &'static str, i64)> {
    let balances = record.balances.iter();
    balances
        .filter(|(commodity, _, _)| !commodity.ends_with("rounds"))
        .copied()
        .collect()
}

#[test]
fn guns_that_do_nothing_change_no_other_table_of_the_real_theatre() {
    let mut theatre = shipped("anju-1951");
    theatre.days = 60;
    let knobs = &mut theatre.rules.flak;
    (knobs.lethality, knobs.kappa, knobs.beta) = (0.0, 0.0, 0.0);
    (knobs.consumption, knobs.suppression_share) = (0.0, 0.0);
    let mut asked_for = theatre.clone();
    let division = asked_for
        .flak
        .iter_mut()
        .find(|guns| guns.id == "SOV-ZADX")
        .expect("the division that was asked for");
    (division.active, division.from, division.to) = (true, 5, 60);
    let (mut without, mut with) = (simulation(&theatre, 8), simulation(&asked_for, 8));
    agree_but_for_guns(&mut without, &mut with, 60);
    let [few, many] = [without, with].map(|arm| arm.record().total(Series::RoundsLight));
    assert!(many > few && few > 0, "{few} and {many}");
}

/// More guns, from day 3 on.
fn with_guns(theatre: &Scenario, place: FlakPlace) -> Scenario {
    let mut more = theatre.clone();
    let name = "zz-division".to_owned();
    more.flak.push(FlakPosting {
        channels: Channels::ALL,
        key: Key::of(&name),
        id: name.clone(),
        formation: name,
        name: String::new(),
        heavy: 200,
        light: 200,
        strength: 1.0,
        place,
        depot: theatre.bases[0].station,
        mobile: false,
        active: true,
        arrival_kg: 0,
        from: 3,
        to: theatre.days,
        source: theatre.flak[0].source.clone(),
        given: theatre.flak[0].given,
    });
    more
}

/// A theatre in which nobody flies before day 30. Its guns are deadly, and eat nothing.
fn thirty_quiet_days() -> Scenario {
    let shape = Shape {
        days: 40,
        air_units: 4,
        raids: 0,
        ..Shape::small()
    };
    let mut theatre = generate(shape, 5);
    for unit in &mut theatre.air_units {
        unit.from = 30;
    }
    theatre.rules.flak.consumption = 0.0;
    theatre
}

#[test]
fn guns_that_nobody_comes_near_change_nothing_until_somebody_does() {
    let theatre = thirty_quiet_days();
    let lines = 0..theatre.lines.len() as u32;
    let guarded = with_guns(&theatre, FlakPlace::Along(lines.collect()));
    let (mut without, mut with) = (simulation(&theatre, 2), simulation(&guarded, 2));
    agree_but_for_guns(&mut without, &mut with, 30);
    for _ in 30..40 {
        assert!(without.run_day().expect("no law breaks"));
        assert!(with.run_day().expect("no law breaks"));
    }
    assert_ne!(but_guns(&without.record()), but_guns(&with.record()));
}

#[test]
fn guns_out_of_everybodys_reach_never_change_anything() {
    let theatre = thirty_quiet_days();
    let far = FlakPlace::At {
        lat: 20.0,
        lon: 90.0,
        radius_m: 2_000,
    };
    let guarded = with_guns(&theatre, far);
    let (mut without, mut with) = (simulation(&theatre, 2), simulation(&guarded, 2));
    agree_but_for_guns(&mut without, &mut with, 40);
    assert!(without.record().total(Series::TrackCuts) > 0);
}

/// Runs two theatres to the end: their records, and the first tick in which any kind of thing but one differs.
fn first_apart(one: &Scenario, other: &Scenario, but: &str) -> (Record, Record, Option<u32>) {
    let days = one.days;
    let [mut one, mut other] = [one, other].map(|theatre| {
        let mut simulation = Simulation::with_tick_digests(theatre);
        simulation.reset(Seed {
            seed: 4,
            replication: 0,
        });
        simulation
    });
    let mut apart = None;
    while one.day() < days {
        let tick = one.clock().tick;
        for simulation in [&mut one, &mut other] {
            simulation.run_tick().expect("no law breaks");
        }
        let mut tables = one.tables().iter().zip(other.tables());
        let differs = tables.any(|(one, other)| one != other && one.0 != but);
        apart = apart.or(differs.then_some(tick));
    }
    (one.record(), other.record(), apart)
}

#[test]
fn a_raid_left_out_changes_no_other_raid_and_nothing_before_it() {
    let theatre = shipped("two-routes");
    let mut fewer = theatre.clone();
    let of_day = fewer.raids.iter().position(|raid| raid.day == 23);
    let raid = fewer.raids.remove(of_day.expect("a raid of that day"));
    let (with, without, apart) = first_apart(&theatre, &fewer, "raids");
    // The first moment at which anything differs is the tick of the raid; it is on the day's agenda before.
    let event = with.events.iter().find(|event| event.key == raid.key);
    let second = event.expect("it came").second;
    assert_eq!(apart, Some(second / theatre.step));
    assert_ne!(with.lines, without.lines);
    // The other raids come at their time and in their strength, and their bombs fall where they fell.
    let of_others = |record: &Record, kind: EventKind| -> Vec<(u32, Key, i64)> {
        let events = record.events.iter().filter(|event| event.kind == kind);
        let others = events.filter(|event| event.key != raid.key && event.cause != raid.key);
        others
            .map(|event| (event.second, event.key, event.amount))
            .collect()
    };
    for (kind, least) in [(EventKind::Raid, 4), (EventKind::Cut, 1)] {
        assert!(of_others(&with, kind).len() >= least);
        assert_eq!(of_others(&with, kind), of_others(&without, kind));
    }
}
