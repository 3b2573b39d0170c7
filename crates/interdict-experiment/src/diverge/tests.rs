use std::sync::atomic::{AtomicU16, Ordering::Relaxed};

use super::names::{Names, Unnamed};
use super::*;
use interdict_engine::{Purpose, When};
use interdict_model::census::Value;
use interdict_model::damage::gang::GangBase;
use interdict_model::{EventKind, Identity, Simulation, chance};
use interdict_scenario::synthetic::{Shape, generate};

const SEED: Seed = Seed {
    seed: 3,
    replication: 1,
};

/// A small theatre under attack.
fn theatre() -> Scenario {
    let shape = Shape {
        days: 16,
        air_units: 4,
        flak: 6,
        ..Shape::small()
    };
    generate(shape, 9)
}

fn found(fault: &Fault) -> Divergence {
    let theatre = theatre();
    diverge_with(&theatre, &theatre, SEED, Some(fault)).expect("no law breaks")
}

fn nothing(_: Purpose, _: Key, _: When, _: &mut [f64]) {}

#[test]
fn a_run_never_parts_from_itself() {
    let theatre = theatre();
    let same = diverge(&theatre, &theatre, SEED).expect("no law breaks");
    assert!(same.partings.is_empty());
    assert_eq!(same.events.all().count(), 0);
    assert!(same.events.alike > 0);
    assert!(
        same.growth
            .iter()
            .all(|day| day.things == 0 && day.events == 0 && day.delivered_kg == 0)
    );
    assert_eq!(same.growth.len(), 16);
}

/// Tick and row at which a gang base is robbed of a gang.
const ROBBED: (u32, usize) = (700, 1);

fn rob(simulation: &mut Simulation) {
    if simulation.clock().tick == ROBBED.0 {
        let world = simulation.world_mut();
        let mut bases = world.query::<&mut GangBase>();
        let mut base = bases.iter_mut(world).nth(ROBBED.1).expect("a base");
        base.lent -= 1;
    }
}

#[test]
fn a_difference_planted_between_two_ticks_is_named_by_tick_thing_and_field() {
    let divergence = found(&Fault {
        before: rob,
        drawn: nothing,
    });
    let first = &divergence.partings[0];
    assert_eq!(
        (first.kind, first.second, first.step),
        (Kind::Gangs, 700 * 900, None)
    );
    let [cell] = first.cells[..] else {
        panic!("one field: {:?}", first.cells)
    };
    assert_eq!(
        (cell.who, cell.field),
        (theatre().gangs[ROBBED.1].key, "gangs present")
    );
    let (Some(Value::Whole(base, _)), Some(Value::Whole(arm, _))) = (cell.base, cell.arm) else {
        panic!("whole numbers: {cell:?}")
    };
    assert_eq!(base - arm, 1);
    let days: Vec<u16> = (divergence.growth.iter())
        .filter(|day| day.things > 0)
        .map(|day| day.day)
        .collect();
    assert_eq!(days[0], 7);
    assert!(divergence.growth[..7].iter().all(|day| day.events == 0));
}

/// Day on which a flight of the first unit stays at home: the second of the first two.
static DAY: AtomicU16 = AtomicU16::new(0);

fn grounded() -> Key {
    let unit = theatre().air_units[0].key;
    let day = DAY.load(Relaxed);
    Identity::Flight { unit, day, n: 1 }.key()
}

fn ground(purpose: Purpose, who: Key, _: When, numbers: &mut [f64]) {
    if purpose == chance::FLOWN && who == grounded() {
        numbers[0] = 0.999;
    }
}

#[test]
fn a_number_planted_in_a_draw_is_found_with_its_step_and_its_limit() {
    // the first day on which that flight would have flown
    let planted = (5..15).map(|day| {
        DAY.store(day, Relaxed);
        found(&Fault {
            before: |_| (),
            drawn: ground,
        })
    });
    let flies = |divergence: &Divergence| !divergence.partings.is_empty();
    let divergence = planted
        .into_iter()
        .find(flies)
        .expect("it flies on some day");
    let first = &divergence.partings[0];
    let (unit, day) = (theatre().air_units[0].key, DAY.load(Relaxed));
    let wave = Identity::Wave { unit, day, n: 0 }.key();
    let flown = (divergence.records[0].events.iter())
        .find(|event| event.kind == EventKind::Wave && event.key == wave)
        .expect("the wave flies where nothing is planted");
    assert_eq!(first.second, flown.second / 900 * 900);
    assert_eq!(first.step, Some(("strike", "flights attack")));
    let flight = grounded();
    let decision = first.weighed[0];
    assert_eq!((decision.purpose, decision.who), (chance::FLOWN, flight));
    let (Some((number, limit)), Some((planted, same))) = (decision.base, decision.arm) else {
        panic!("decided in both: {decision:?}")
    };
    assert!(number < limit && (planted - 0.999).abs() < 1e-12);
    assert_eq!(limit.to_bits(), same.to_bits());
    let mut partings = divergence.partings.iter();
    let flights = partings.find(|parting| parting.kind == Kind::Flights);
    let flights = flights.expect("flights part");
    assert_eq!((flights.second, flights.step), (first.second, first.step));
    assert!(
        flights
            .cells
            .iter()
            .any(|cell| cell.who == flight && cell.arm.is_none())
    );
    // the wave is smaller, and nothing that came before it is otherwise
    let events: Vec<_> = divergence.events.all().collect();
    assert!(events.iter().any(|event| event.key == wave));
    assert!(events.iter().all(|event| event.second >= first.second));
}

#[test]
fn guns_that_do_nothing_are_treatment_and_part_nothing() {
    let mut base = theatre();
    let knobs = &mut base.rules.flak;
    (knobs.lethality, knobs.kappa, knobs.beta) = (0.0, 0.0, 0.0);
    (knobs.consumption, knobs.suppression_share) = (0.0, 0.0);
    for guns in &mut base.flak {
        guns.active = true;
    }
    let mut arm = base.clone();
    arm.flak[0].light += 40;
    let same = diverge(&base, &arm, SEED).expect("no law breaks");
    assert!(same.partings.is_empty(), "{:?}", same.partings.first());
    assert_eq!(
        treated::keys(&base, &arm),
        Treated::from([base.flak[0].key])
    );
}

/// What a thing is called about a day.
fn called(theatre: &Scenario, identities: &Identities, key: Key, day: u16) -> String {
    let names = Names::new([theatre, theatre], identities, [key]);
    names.expect("it was written down").of(key, day)
}

#[test]
fn who_comes_from_others_is_called_after_them() {
    let shape = Shape {
        days: 16,
        raids: 6,
        ..Shape::small()
    };
    let theatre = &generate(shape, 9);
    let mut identities = Identities::nobody();
    let mut called = |make: &dyn Fn() -> Identity, day| {
        let key = identities.write_down(|| make().key());
        called(theatre, &identities, key, day)
    };
    let raid = theatre.raids[0].key;
    let hit = || Identity::Hit { raid, n: 3 }.key();
    assert!(called(&|| Identity::Hit { raid, n: 3 }, 0).starts_with("hit 4 of the raid of "));
    let in_yard = || Identity::YardCut {
        impact: hit(),
        n: 2,
    };
    assert!(called(&in_yard, 0).starts_with("cut 3 in the yard by the raid of "));
    let [from, to] = [0, 1].map(|row| theatre.stations[row].key);
    let way = || Identity::Way { from, to }.key();
    let [start, end] = [0, 1].map(|row| &theatre.stations[row].id);
    let night = format!(" from {start} to {end}, night of 1951-08-06");
    let (wing, guns) = (&theatre.air_units[0].id, &theatre.flak[0].id);
    let wave = || Identity::TruckWave {
        way: way(),
        night: 5,
        n: 1,
    };
    assert_eq!(called(&wave, 6), format!("wave of trucks 2{night}"));
    let trip = || Identity::Trip {
        way: way(),
        night: 5,
        n: 0,
    };
    assert_eq!(called(&trip, 5), format!("train 1{night}"));
    let unit = theatre.air_units[0].key;
    let flight = || Identity::Flight { unit, day: 3, n: 4 };
    let bomb = || Identity::Bomb {
        flight: flight().key(),
        plane: 1,
        n: 0,
    };
    // whose day it is is told where it is another's
    let told = format!("bomb 1 of aircraft 2 of flight 5 of {wing}");
    assert_eq!(called(&bomb, 3), told);
    assert_eq!(called(&bomb, 9), format!("{told} of 1951-08-04"));
    let posting = theatre.flak[0].key;
    let battery = || Identity::LightBattery { posting, n: 0 }.key();
    let duel = || Identity::Duel {
        attacker: flight().key(),
        battery: battery(),
    };
    let told = format!("flight 5 of {wing}, under fire of light battery 1 of {guns}");
    assert_eq!(called(&duel, 3), told);
    let patrol = || Identity::Patrol { unit, day: 3, n: 0 }.key();
    let search = || Identity::Search {
        patrol: patrol(),
        trip: trip().key(),
    };
    assert_eq!(
        called(&search, 3),
        format!("patrol 1 of {wing}, in search of train 1{night}")
    );
    let bridge = theatre.bridges[0].key;
    let switch = || Identity::SwitchOver {
        impact: bomb().key(),
        crossing: 1,
    };
    assert!(called(&switch, 3).starts_with("the switch to another crossing after bomb 1 of "));
    let by_pass = || Identity::ByPass {
        bridge,
        day: 5,
        crossings: 1,
    };
    assert!(called(&by_pass, 3).starts_with("the by-pass begun beside bridge "));
}

#[test]
fn a_key_that_nobody_was_written_down_for_has_no_name() {
    let theatre = theatre();
    let nobody = Identities::nobody();
    let unit = theatre.air_units[0].key;
    let flight = Identity::Flight { unit, day: 3, n: 4 }.key();
    let names = |key| Names::new([&theatre, &theatre], &nobody, [key]).map(|_| ());
    assert_eq!(names(unit), Ok(()));
    assert_eq!(names(flight), Err(Unnamed(flight)));
}
