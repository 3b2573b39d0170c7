//! What the census tells is what the columns hold, in the unit that it names: held against the books, which are kept
//! by other hands, and against figures of the scenario.

use std::collections::BTreeMap;

use interdict_model::accounts::{Account, Books, Commodity};
use interdict_model::census::{self, Kind, Value};
use interdict_model::damage::impact::Impacts;
use interdict_model::flak::Baggage;
use interdict_model::flak::battery::Calibre;
use interdict_model::{Seed, Simulation};
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

use crate::bombardment::crater;
use crate::theatres::{one_line, scenario, simulation};

/// Sums of the whole numbers that the census tells of a kind, by field, each with its unit.
fn sums(
    simulation: &mut Simulation,
    scenario: &Scenario,
    kind: Kind,
) -> BTreeMap<&'static str, (i64, &'static str)> {
    let mut sums = BTreeMap::new();
    census::visit(simulation.world_mut(), scenario, kind, &mut |cell| {
        if let Value::Whole(number, unit) = cell.value {
            let (sum, of) = sums.entry(cell.field).or_insert((0, unit));
            assert_eq!(*of, unit, "{} has one unit", cell.field);
            *sum += number;
        }
    });
    sums
}

/// Asserts that a field adds up to a figure in a unit.
#[track_caller]
fn tells(
    sums: &BTreeMap<&'static str, (i64, &'static str)>,
    field: &str,
    (figure, unit): (i64, &'static str),
) {
    let told = sums.get(field).copied().unwrap_or((0, unit));
    assert_eq!(told, (figure, unit), "{field}");
}

#[test]
fn what_is_told_of_stocks_and_stores_adds_up_to_the_books() {
    let shape = Shape {
        days: 12,
        air_units: 4,
        ..Shape::small()
    };
    let theatre = generate(shape, 4);
    let mut simulation = Simulation::unverified(&theatre);
    simulation.reset(Seed::default());
    let mut on_trains = 0;
    while simulation.run_day().expect("no law breaks") {
        let world = simulation.world_mut();
        let books = world.resource::<Books>().clone();
        let on_the_road = Calibre::ALL.map(|calibre| world.resource::<Baggage>().rounds(calibre));
        let of = |kind| sums(&mut simulation, &theatre, kind);
        let [depots, trains, formations, trucks, guns, units] = [
            Kind::Depots,
            Kind::Trains,
            Kind::Formations,
            Kind::Trucks,
            Kind::Guns,
            Kind::AirUnits,
        ]
        .map(of);
        let in_account = |commodity, account| books.balance(commodity, account);
        let mut loaded = 0;
        for (class, commodity) in [
            ("food", Commodity::Food),
            ("ammunition", Commodity::Ammunition),
            ("fuel", Commodity::Fuel),
            ("stores", Commodity::Stores),
            ("shells", Commodity::Shells),
        ] {
            let kg = |account| (in_account(commodity, account), "kg");
            tells(&depots, class, kg(Account::Depots));
            tells(
                &depots,
                &format!("{class} in transit"),
                kg(Account::Transit),
            );
            tells(&formations, class, kg(Account::Formations));
            loaded += in_account(commodity, Account::Trains);
        }
        tells(&trains, "load", (loaded, "kg"));
        on_trains += loaded;
        let ready = |commodity| in_account(commodity, Account::Ready);
        tells(&trucks, "trucks", (ready(Commodity::Trucks), "trucks"));
        let aircraft = ready(Commodity::Aircraft);
        tells(&units, "aircraft fit to fly", (aircraft, "aircraft"));
        let repair = in_account(Commodity::Aircraft, Account::Repair);
        tells(&units, "aircraft in repair", (repair, "aircraft"));
        let rounds = ready(Commodity::LightRounds) + ready(Commodity::HeavyRounds);
        let with_guns = rounds - on_the_road.iter().sum::<i64>();
        tells(&guns, "rounds with the guns", (with_guns, "rounds"));
    }
    assert!(on_trains > 0);
}

#[test]
fn what_is_told_of_a_crater_is_its_work_in_gang_seconds() {
    let rules = r#""repair.gangs_at_work": 1.0, "repair.work_log_sd": 0, "repair.response_log_sd": 0,
        "repair.response_h": 2, "repair.far_response_h": 2, "repair.crater_gang_h": 8, "repair.churn": 0,
        "bombing.minor_bridge_share": 0, "repair.crater_field_m": 0, "repair.prepared_share": 0"#;
    let gangs = r#"gangs: [(id: "gang", station: "B", men: 200)],"#;
    let theatre = scenario(&one_line(2, 40, gangs, rules));
    let mut simulation = simulation(&theatre, 1);
    let mut impacts = simulation.world_mut().resource_mut::<Impacts>();
    impacts.pending.push(crater(1, 43_200, 0, 0));
    // At one o'clock it has been struck, and nobody knows of it yet.
    while simulation.clock().now < 13 * 3_600 {
        simulation.run_tick().expect("no law breaks");
    }
    let damage = sums(&mut simulation, &theatre, Kind::Damage);
    tells(&damage, "work left", (8 * 3_600, "gang-seconds"));
    tells(&damage, "gangs at work", (0, "gangs"));
    let bases = sums(&mut simulation, &theatre, Kind::Gangs);
    tells(&bases, "gangs present", (2, "gangs"));
    let lines = sums(&mut simulation, &theatre, Kind::Lines);
    tells(&lines, "obstacles", (1, "obstacles"));
}
