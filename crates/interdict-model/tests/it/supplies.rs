//! Stocks and trucks against the formulas of stores: how long it lasts, what remains of a fleet.

use interdict_model::accounts::{Account, Books, Class};
use interdict_model::supply::depot::Depots;
use interdict_model::supply::trucks::Company;
use interdict_model::{EventKind, FormationSeries, Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::bombardment::agrees;
use crate::theatres::{one_line, scenario, simulation};
use interdict_model::row::StationRow;

/// All supplies are food.
const ONE_CLASS: &str =
    r#""supply.food_share": 1, "supply.ammunition_share": 0, "supply.fuel_share": 0"#;

/// A base that sends less than the army eats, from a railhead that orders as much as it can get.
fn hungry(days: u16, tons_a_day: u32) -> Scenario {
    let rules = format!(
        r#"{ONE_CLASS}, "supply.target_days": 120, "supply.carried_days": 1, "rail.train_load_t": 100,
        "rail.wagon_load_t": 10"#
    );
    let text = one_line(days, 40, r#"stocks: [(station: "B", days: 10)],"#, &rules)
        .replace(
            "tons_per_day: 1000000",
            &format!("tons_per_day: {tons_a_day}"),
        )
        .replace("tons_per_day: 100000,", "tons_per_day: 1000,")
        .replace("stock_days: 0", "stock_days: 1");
    scenario(&text)
}

/// Puts food into the depot at the railhead, from outside.
fn give(simulation: &mut Simulation, kg: i64) {
    let world = simulation.world_mut();
    world.resource_mut::<Depots>().stock[StationRow(1)][Class::Food as usize] += kg;
    let mut gift = [0; 5];
    gift[Class::Food as usize] = kg;
    let mut books = world.resource_mut::<Books>();
    books.move_supplies(Account::Outside, Account::Depots, &gift);
}

#[test]
fn a_stock_that_loses_more_than_it_gets_is_empty_when_the_division_says() {
    // 10 days with the depot, 1,000 t a day go, so many come: S / (d - a). The army has one day more with itself:
    // what it draws in the evening it eats the next morning.
    for (tons_a_day, days) in [(0_i64, 10), (600, 25), (750, 40), (900, 100)] {
        let mut simulation = simulation(&hungry(110, 0), 1);
        for _ in 0..110 {
            give(&mut simulation, 1_000 * tons_a_day);
            simulation.run_day().expect("no law breaks");
        }
        let record = simulation.record();
        let mut events = record.events.iter();
        let first = events.find(|event| event.kind == EventKind::WentShort);
        let day = first.map(|event| event.second / 86_400);
        assert_eq!(day, Some(days + 1), "{tons_a_day} t a day");
        // From then on it is short of the difference, every day.
        let rest = record.series(Series::Unmet).skip(days as usize + 2);
        assert!(
            rest.into_iter()
                .all(|kg| kg == 1_000_000 - 1_000 * tons_a_day)
        );
    }
}

#[test]
fn more_that_comes_never_leaves_less_in_stock() {
    let theatre = hungry(50, 700);
    let stocks = |gift_kg: i64| -> (Vec<i64>, i64) {
        let mut simulation = simulation(&theatre, 1);
        let mut stocks = Vec::new();
        while simulation.run_day().expect("no law breaks") {
            if simulation.day() == 12 {
                give(&mut simulation, gift_kg);
            }
            let depot: i64 = simulation.world_mut().resource::<Depots>().stock[StationRow(1)]
                .iter()
                .sum();
            let day = simulation.day() - 1;
            let army = simulation
                .record()
                .formation(0, FormationSeries::Stock)
                .nth(day.into());
            stocks.push(depot + army.unwrap_or(0));
        }
        (stocks, simulation.record().total(Series::Unmet))
    };
    let mut before = stocks(0);
    for gift_kg in [1, 40_000, 2_500_000, 9_000_000] {
        let after = stocks(gift_kg);
        let pairs = before.0.iter().zip(&after.0);
        assert!(pairs.clone().all(|(less, more)| more >= less));
        assert!(after.1 <= before.1);
        assert!(pairs.skip(12).any(|(less, more)| more > less));
        before = after;
    }
}

/// So many trucks that drive 60 km and back every night, as long as there are any. On the equator: in June a night of
/// 45 degrees is shorter than their trip.
fn columns(days: u16, trucks: u32, rules: &str) -> Scenario {
    let tables = format!(
        r#"stocks: [(station: "B", days: 500)], trucks: [(id: "columns", station: "B", trucks: {trucks})],"#
    );
    let rules = format!(
        r#"{ONE_CLASS}, "trucks.availability": 1, "trucks.speed_kmh": 20, "trucks.handling_h": 2,
        "trucks.loss_per_km": 0.0002, "supply.carried_days": 60, {rules}"#
    );
    let text = one_line(days, 40, &tables, &rules)
        .replace("latitude: 45.0", "latitude: 0")
        .replace("tons_per_day: 1000000", "tons_per_day: 0")
        .replace("railhead: \"B\",", "railhead: \"B\", road_km: 60,");
    scenario(&text)
}

/// Trucks left at the end of each day.
fn trucks_left(theatre: &Scenario, replication: u32) -> Vec<f64> {
    let mut simulation = Simulation::new(theatre);
    simulation.reset(Seed {
        seed: 6,
        replication,
    });
    let mut left = Vec::new();
    while simulation.run_day().expect("no law breaks") {
        let world = simulation.world_mut();
        let mut companies = world.query::<&Company>();
        left.push(
            companies
                .iter(world)
                .map(|company| company.trucks)
                .sum::<i64>() as f64,
        );
    }
    left
}

#[test]
fn a_fleet_without_replacements_decays_with_the_distance_driven() {
    // 120 km a night at 0.0002 lost a kilometre: 1,000 exp(-0.024 t).
    let theatre = columns(60, 1_000, r#""trucks.replacements_per_day": 0"#);
    let runs: Vec<Vec<f64>> = (0..80).map(|run| trucks_left(&theatre, run)).collect();
    for night in [1_u16, 20, 60] {
        let left: Vec<f64> = runs.iter().map(|run| run[usize::from(night) - 1]).collect();
        let known = 1_000.0 * interdict_engine::math::exp(-0.024 * f64::from(night));
        agrees(&left, known, 5.0, &format!("night {night}"));
    }
}

#[test]
fn a_fleet_with_replacements_settles_where_losses_eat_them() {
    // Five new ones a day. N* = R / (q m) = 208 in continuous time; night by night, with p = 1 - exp(-q m), it is
    // R / p = 210.8 when the new ones have come and 205.8 when the night is over.
    let theatre = columns(500, 600, r#""trucks.replacements_per_day": 5"#);
    let settled: Vec<f64> = (0..80)
        .map(|run| {
            let left = trucks_left(&theatre, run);
            left[250..].iter().sum::<f64>() / 250.0
        })
        .collect();
    let lost = -interdict_engine::math::exp_m1(-0.024);
    agrees(&settled, 5.0 / lost - 5.0, 1.0, "after the night");
    assert!((5.0 / 0.024 - 208.3_f64).abs() < 0.1 && (5.0 / lost - 2.5 - 208.3).abs() < 0.1);
}
