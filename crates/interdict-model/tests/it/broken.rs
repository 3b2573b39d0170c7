//! The laws themselves: a fault is planted in an account or in a column, and when the day ends the run says which law
//! is broken.

use std::collections::BTreeSet;

use bevy_ecs::component::Mutable;
use bevy_ecs::prelude::*;
use interdict_model::accounts::{ACCOUNTS, Account, Books, COMMODITIES, Class, Commodity};
use interdict_model::air::AirUnit;
use interdict_model::air::bombers::BomberUnit;
use interdict_model::air::fighters::FighterUnit;
use interdict_model::damage::gang::GangBase;
use interdict_model::fields::{Fields, Tank};
use interdict_model::flak::Battery;
use interdict_model::rail::block::Block;
use interdict_model::rail::train::Train;
use interdict_model::row::{
    AcademyRow, AirfieldRow, CohortRow, DivisionRow, EstablishmentRow, StationRow,
};
use interdict_model::schools::{Assignment, Schools};
use interdict_model::supply::consumption::Formation;
use interdict_model::supply::depot::Depots;
use interdict_model::supply::porters::Porters;
use interdict_model::supply::trucks::Company;
use interdict_model::{BrokenLaw, Seed, Simulation};
use interdict_quantity::Key;
use interdict_scenario::scenario::{
    AirRole, AirUnit as WrittenUnit, Among, Answer, BomberOrder, Doctrine, Duty, LeastWeather,
    ObjectKind, PorterCompany, Source,
};
use interdict_scenario::synthetic::{
    Shape, assignment, generate, with_cities, with_fighters, with_schools,
};

const COLUMNS: &str = "columns equal accounts";
const COMING: &str = "what is coming is on the way";

/// The account that a column stands for, as the law names it.
fn named(commodity: Commodity, account: Account) -> String {
    let (commodity, account) = (
        COMMODITIES[commodity as usize],
        ACCOUNTS[account as usize].name,
    );
    format!("{commodity} in `{account}`")
}

/// Every account that columns are held against.
fn accounts() -> Vec<(Commodity, Account)> {
    use Account::{
        Depots, Formations, Graduates, Idle, Instructors, Ready, Repair, Road, Students, Trains,
        Transit, Units, Used,
    };
    use Commodity::*;
    let supplies = [Food, Ammunition, Fuel, Stores, Shells];
    let places = [Depots, Transit, Trains, Road, Formations];
    let supplies = supplies.map(|class| places.map(|place| (class, place)));
    let mut all: Vec<_> = supplies.into_iter().flatten().collect();
    all.extend([(Locomotives, Ready), (Locomotives, Repair)]);
    all.extend([(Trucks, Ready), (Commodity::Porters, Ready)]);
    all.extend([(Aircraft, Ready), (Aircraft, Repair)]);
    all.extend([(LightRounds, Ready), (HeavyRounds, Ready)]);
    all.extend([(Interceptors, Ready), (Interceptors, Repair)]);
    all.extend([(Escorts, Ready), (Escorts, Repair)]);
    all.extend([(Bombers, Ready), (Fuel, Account::Fields)]);
    all.extend([(GangMinutes, Idle), (GangMinutes, Used)]);
    let schooled = [Students, Graduates, Instructors, Units];
    all.extend(schooled.map(|account| (Airmen, account)));
    all.extend([(SchoolAircraft, Ready), (SchoolAircraft, Units)]);
    all.extend([(TrainingMinutes, Used), (AviationFuel, Ready)]);
    all
}

/// Runs to the last tick of the fourth day, plants a fault, and runs the tick.
fn broken_by(simulation: &mut Simulation, plant: impl FnOnce(&mut World)) -> Option<BrokenLaw> {
    simulation.reset(Seed::default());
    while simulation.clock().tick + 1 < 4 * 96 {
        simulation.run_tick().expect("no law breaks");
    }
    plant(simulation.world_mut());
    simulation.run_tick().err()
}

fn theatre() -> Simulation {
    let mut theatre = with_cities(with_schools(with_fighters(generate(Shape::small(), 7))));
    // the unit is never formed, so it has no duty yet
    theatre.establishments[0].field_from = 1_000;
    let days = theatre.days;
    theatre
        .assignments
        .push(assignment("LATER", 0, Duty::Front, days));
    let mut twice = theatre.training_divisions[0].clone();
    (twice.id, twice.key) = ("TWICE".into(), Key::of("training_division/TWICE"));
    twice.from = 8;
    theatre.training_divisions[0].to = 8;
    theatre.training_divisions.push(twice);
    theatre.rules.field.works = true;
    theatre.airfields[0].depot = Some(theatre.formations[0].railhead);
    theatre.fighters[0].base = Some(0);
    let mut new = theatre.fighters[1].clone();
    (new.id, new.key, new.unit) = ("NEW".into(), Key::of("fighter_unit/NEW"), Some(0));
    theatre.fighters.push(new);
    theatre.porters.push(PorterCompany {
        id: "BEARERS".into(),
        key: Key::of("porters/BEARERS"),
        station: theatre.formations[0].railhead,
        carriers: 500,
        from: 0,
        to: theatre.days,
        source: Source::default(),
    });
    let is_bomber = |unit: &WrittenUnit| unit.role == AirRole::Bomber;
    let unit = theatre.air_units.iter().position(is_bomber);
    theatre.doctrines.push(Doctrine {
        id: "YARDS".into(),
        doctrine: "YARDS".into(),
        kind: ObjectKind::Yard,
        among: Among::All,
        count: 1,
        value: 1.0,
        bomb_kg: 0,
        stretch_m: 0,
        source: Source::default(),
    });
    theatre.orders.push(BomberOrder {
        id: "NIGHTLY".into(),
        key: Key::of("order/NIGHTLY"),
        unit: unit.expect("there are bombers") as u32,
        force: String::new(),
        doctrine: "YARDS".into(),
        sorties_per_day: 10.0,
        aircraft: 5,
        by_day: false,
        by_sight: false,
        weather: LeastWeather::Any,
        height_m: 6_000,
        sector_named: vec![],
        sector: vec![],
        fields: vec![],
        answer: Answer::Nothing,
        from: 0,
        to: theatre.days,
        source: Source::default(),
    });
    Simulation::new(&theatre)
}

/// Alters the first row of a kind of which something holds.
fn first<T: Component<Mutability = Mutable>>(
    world: &mut World,
    holds: impl Fn(&T) -> bool,
    alter: impl FnOnce(&mut T),
) {
    let mut rows = world.query::<&mut T>();
    let row = rows.iter_mut(world).find(|row| holds(row));
    alter(&mut row.expect("there is one"));
}

#[test]
fn without_a_fault_no_law_breaks() {
    assert_eq!(broken_by(&mut theatre(), |_| ()), None);
}

#[test]
fn a_posting_that_no_column_knows_of_breaks_the_law_of_its_account() {
    let mut simulation = theatre();
    for (commodity, account) in accounts() {
        let broken = broken_by(&mut simulation, |world| {
            let mut books = world.resource_mut::<Books>();
            books.post(commodity, Account::Outside, account, 1);
        });
        let broken = broken.unwrap_or_else(|| panic!("{} has a law", named(commodity, account)));
        assert_eq!((&*broken.law, broken.day), (COLUMNS, 3));
        let found = broken.detail.starts_with(&named(commodity, account));
        assert!(found, "{} for {}", broken.detail, named(commodity, account));
    }
}

#[test]
fn a_column_that_no_posting_knows_of_breaks_the_law_of_its_account() {
    use Account::{Formations, Idle, Ready, Repair, Trains, Transit};
    type Plant = fn(&mut World);
    let cases: [(Commodity, Account, Plant); 18] = [
        (Commodity::Food, Account::Depots, |world| {
            world.resource_mut::<Depots>().stock[StationRow(1)][Class::Food as usize] += 1;
        }),
        (Commodity::Shells, Transit, |world| {
            world.resource_mut::<Depots>().transit[StationRow(1)][Class::Shells as usize] += 1;
        }),
        (Commodity::Fuel, Trains, |world| {
            first::<Train>(world, |_| true, |train| train.load[2] += 1);
        }),
        (Commodity::Stores, Formations, |world| {
            first::<Formation>(world, |_| true, |formation| formation.stock[3] += 1);
        }),
        (Commodity::Fuel, Account::Fields, |world| {
            first::<Tank>(world, |_| true, |tank| tank.kg += 1);
        }),
        (Commodity::Trucks, Ready, |world| {
            first::<Company>(world, |_| true, |company| company.trucks += 1);
        }),
        (Commodity::Porters, Ready, |world| {
            first::<Porters>(world, |_| true, |company| company.carriers += 1);
        }),
        (Commodity::Aircraft, Ready, |world| {
            first::<AirUnit>(world, |_| true, |unit| unit.ready += 1);
        }),
        (Commodity::Aircraft, Repair, |world| {
            first::<AirUnit>(world, |_| true, |unit| unit.in_repair += 1);
        }),
        (Commodity::Bombers, Ready, |world| {
            first::<BomberUnit>(world, |_| true, |unit| unit.ready += 1);
        }),
        (Commodity::LightRounds, Ready, |world| {
            let light = |battery: &Battery| battery.calibre.rounds() == Commodity::LightRounds;
            first(world, light, |battery| battery.rounds += 1);
        }),
        (Commodity::HeavyRounds, Ready, |world| {
            let heavy = |battery: &Battery| battery.calibre.rounds() == Commodity::HeavyRounds;
            first(world, heavy, |battery| battery.rounds += 1);
        }),
        (Commodity::GangMinutes, Idle, |world| {
            first::<GangBase>(world, |_| true, |base| base.minutes[0] += 1);
        }),
        (Commodity::GangMinutes, Idle, |world| {
            first::<GangBase>(world, |_| true, |base| base.minutes[1] += 1);
        }),
        (Commodity::Airmen, Account::Students, |world| {
            world.resource_mut::<Schools>().cohorts[CohortRow(1)].students += 1;
        }),
        (Commodity::SchoolAircraft, Ready, |world| {
            world.resource_mut::<Schools>().academies[AcademyRow(0)].trainers += 1;
        }),
        (Commodity::TrainingMinutes, Account::Used, |world| {
            world.resource_mut::<Schools>().academies[AcademyRow(0)].flown += 1;
        }),
        (Commodity::AviationFuel, Ready, |world| {
            world.resource_mut::<Schools>().academies[AcademyRow(0)].fuel_kg += 1;
        }),
    ];
    let mut simulation = theatre();
    for (commodity, account, plant) in cases {
        let broken = broken_by(&mut simulation, plant);
        let broken = broken.unwrap_or_else(|| panic!("{} has a law", named(commodity, account)));
        assert_eq!(broken.law, COLUMNS);
        let found = broken.detail.starts_with(&named(commodity, account));
        assert!(found, "{} for {}", broken.detail, named(commodity, account));
    }
}

/// A law, the fault that breaks it, and what is said of it.
type Case = (&'static str, fn(&mut World), &'static str);

const CASES: [Case; 16] = [
    (
        "books balance",
        |world| {
            let mut books = world.resource_mut::<Books>();
            let (from, to) = (Account::LostOnRoad, Account::Outside);
            books.post(Commodity::Fuel, from, to, 1_000_000_000);
        },
        "fuel in account `lost on the road` stands at -",
    ),
    (
        COMING,
        |world| world.resource_mut::<Depots>().coming[StationRow(1)][0] += 5,
        "class 0: noted ",
    ),
    (
        COMING,
        |world| world.resource_mut::<Depots>().coming_transit[StationRow(1)][4] += 5,
        "class 4: noted ",
    ),
    (
        "one direction on single track",
        |world| {
            let is_free = |block: &Block| !block.is_double && block.inside == [0; 2];
            first(world, is_free, |block| block.inside = [1; 2]);
        },
        "block ",
    ),
    (
        "trains are where blocks say",
        |world| {
            let is_free = |block: &Block| block.inside == [0; 2];
            first(world, is_free, |block| block.inside[0] = 1);
        },
        "",
    ),
    (
        "places are taken by trains",
        |world| {
            let is_free = |block: &Block| block.at_end == [0; 2];
            first(world, is_free, |block| block.at_end[1] = 1);
        },
        "",
    ),
    (
        "gangs at work are at jobs",
        |world| first::<GangBase>(world, |_| true, |base| base.busy += 1),
        "base 0: ",
    ),
    (
        "craters are filled or open",
        |world| world.resource_mut::<Fields>().fields[AirfieldRow(0)].filled += 1,
        "airfield 0: ",
    ),
    (
        "a field in use is finished and clear",
        |world| world.resource_mut::<Fields>().fields[AirfieldRow(0)].stages = 2,
        "airfield 0",
    ),
    (
        "fighters in the air are in groups",
        |world| {
            let is_ready = |unit: &FighterUnit| unit.ready > 0;
            first(world, is_ready, |unit| {
                unit.ready -= 1;
                unit.aloft += 1;
            });
        },
        "unit ",
    ),
    (
        "who is sent has its aircraft",
        |world| {
            let of_guard = |unit: &FighterUnit| unit.commodity() == Commodity::Interceptors;
            let has_many = |unit: &FighterUnit| of_guard(unit) && unit.ready > 20;
            first(world, has_many, |unit| unit.ready -= 20);
            first(world, FighterUnit::is_sent, |unit| unit.ready += 20);
        },
        "20 at the front, 6 with the unit",
    ),
    (
        "hours flown are credited",
        |world| world.resource_mut::<Schools>().cohorts[CohortRow(0)].credited += 1,
        "",
    ),
    (
        "nobody is through before the date",
        |world| {
            let mut schools = world.resource_mut::<Schools>();
            let cohort = &mut schools.cohorts[CohortRow(1)];
            cohort.stages[0].date = 9;
            cohort.stage = 1;
        },
        "cohort 1, stage 1",
    ),
    (
        "a division is at one place",
        |world| {
            let mut schools = world.resource_mut::<Schools>();
            // the guests and the guests once more; between them stands who guards the city
            for row in [0, 2].map(DivisionRow) {
                schools.divisions[row].is_there = true;
            }
        },
        "row 0",
    ),
    (
        "a new unit is at one place",
        |world| {
            let mut schools = world.resource_mut::<Schools>();
            schools.establishments[EstablishmentRow(0)].formed = Some(0);
            for mut assignment in world.query::<&mut Assignment>().iter_mut(world) {
                assignment.is_there = true;
            }
        },
        "assignment 0",
    ),
    (
        "who is on duty is formed",
        |world| {
            let mut duties = world.query::<&mut Assignment>();
            let mut first = duties.iter_mut(world).next().expect("there is one");
            first.is_there = true;
        },
        "assignment 0",
    ),
];

#[test]
fn a_planted_fault_breaks_its_law_and_no_other_is_told() {
    let mut simulation = theatre();
    for (law, plant, detail) in CASES {
        let broken = broken_by(&mut simulation, plant).unwrap_or_else(|| panic!("{law}"));
        assert_eq!((&*broken.law, broken.day), (law, 3), "{}", broken.detail);
        assert!(broken.detail.starts_with(detail), "{}", broken.detail);
    }
}

#[test]
fn every_commodity_is_held_against_a_column() {
    let held: BTreeSet<usize> = accounts().iter().map(|(what, _)| *what as usize).collect();
    let without: Vec<&str> = (COMMODITIES.iter().enumerate())
        .filter(|(commodity, _)| !held.contains(commodity))
        .map(|(_, &name)| name)
        .collect();
    assert!(without.is_empty(), "no law for {without:?}");
}

#[test]
fn every_law_has_a_fault_that_breaks_it() {
    let texts = [
        (include_str!("../../src/laws.rs"), 2),
        (include_str!("../../src/laws/schools.rs"), 1),
    ];
    let name = |call: &'static str| call.split('"').nth(1).expect("a law has a name");
    let written: BTreeSet<&str> = (texts.into_iter())
        .flat_map(|(text, other)| text.split("hold(").skip(other).map(name))
        .collect();
    let mut broken: BTreeSet<&str> = CASES.map(|(law, ..)| law).into();
    broken.insert(COLUMNS);
    assert_eq!(written, broken);
}
