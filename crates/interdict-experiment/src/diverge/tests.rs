use std::sync::atomic::{AtomicU16, Ordering::Relaxed};

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

#[test]
fn jobs_of_raids_and_hauls_by_truck_have_names() {
    let shape = Shape {
        days: 16,
        raids: 6,
        ..Shape::small()
    };
    let theatre = generate(shape, 9);
    let record = || interdict_model::run(&theatre, SEED).expect("no law breaks");
    let names = names::Names::new([&theatre, &theatre], &[record(), record()]);
    let starts = |key: Key, day: u16, start: &str| {
        let name = names.of(key, day);
        assert!(name.starts_with(start), "{name}");
    };
    let raid = &theatre.raids[0];
    starts(raid.key, raid.day, "the raid of ");
    starts(raid.key.child(24, 3), raid.day, "hit 4 of the raid of ");
    let in_yard = raid.key.child(24, 0).child(4, 2);
    starts(in_yard, raid.day, "cut 3 in the yard by the raid of ");
    let [from, to] = [0, 1].map(|row| theatre.stations[row].key);
    let way = from.with(to);
    starts(way.child(10, 5 << 12 | 1), 6, "wave of trucks 2 from ");
    starts(way.child(9, 5 << 12), 5, "train 1 from ");
    let bridge = theatre.bridges[0].key;
    starts(bridge.child(3, 5), 6, "the switch to another crossing at ");
    starts(bridge.child(5, 5 << 8 | 1), 6, "the by-pass begun beside ");
    let convoy = theatre.trucks[0].key.with(theatre.formations[0].key);
    starts(convoy, 0, "trucks ");
    for road in &theatre.roads {
        let [from, to] = [road.from, road.to].map(|row| theatre.stations[row as usize].key);
        starts(to.with(from).with(road.key), 0, "trucks from ");
    }
    starts(Key::of("nobody"), 5, "something without a name");
}
