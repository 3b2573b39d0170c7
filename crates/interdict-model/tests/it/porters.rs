//! Porters against what their rule comes to by hand.

use interdict_model::supply::porters::Porters;
use interdict_model::{Record, Seed, Series, Simulation};
use interdict_scenario::Scenario;

use crate::theatres::{one_line, run, scenario};

/// An army that needs 500 t a day and has nothing, so far from a railhead with plenty, and those who carry.
fn army(days: u16, road_km: u32, tables: &str, rules: &str) -> Scenario {
    let tables = format!(r#"stocks: [(station: "B", days: 60)], {tables}"#);
    let text = one_line(days, 40, &tables, rules)
        .replace("tons_per_day: 100000", "tons_per_day: 500")
        .replace(
            "railhead: \"B\",",
            &format!("railhead: \"B\", road_km: {road_km},"),
        );
    scenario(&text)
}

fn bearers(carriers: u32) -> String {
    format!(r#"porters: [(id: "bearers", station: "B", carriers: {carriers})],"#)
}

const SAFE: &str = r#""porters.loss_per_night": 0"#;

fn by_day(record: &Record, series: Series) -> Vec<i64> {
    record.series(series).collect()
}

#[test]
fn what_carriers_bring_in_a_night_is_what_the_rule_says() {
    // 2,000 carriers, 25 kg: 15 km in one stage, 24.1 kg of each load arrive; 50 km in three, 666 loads of 22.3 kg.
    for (road_km, carriers, brought) in [(15, 2_000, 48_200), (50, 1_998, 14_851)] {
        let record = run(&army(6, road_km, &bearers(2_000), SAFE), 1);
        assert_eq!(by_day(&record, Series::Portered), [brought; 6]);
        assert_eq!(by_day(&record, Series::DeliveredFront), [brought; 6]);
        let eaten = (carriers * 900 + 999) / 1_000;
        assert_eq!(by_day(&record, Series::PortersAte), [eaten; 6]);
        assert_eq!(record.total(Series::PortersLost), 0);
    }
    // 560 km are 28 stages, on which 25.2 kg of 25 are eaten.
    let too_far = run(&army(6, 560, &bearers(2_000), SAFE), 1);
    assert_eq!(too_far.total(Series::Portered), 0);
    assert_eq!(too_far.total(Series::PortersAte), 0);
}

#[test]
fn porters_carry_what_trucks_leave_and_no_more() {
    let trucks = |trucks: u32| format!(r#"trucks: [(id: "T", station: "B", trucks: {trucks})],"#);
    let both = |there: u32| format!("{} {}", trucks(there), bearers(2_000));
    let safe = format!(r#"{SAFE}, "trucks.loss_per_km": 0"#);
    let of = |tables: &str| run(&army(6, 15, tables, &safe), 1);
    let plenty = of(&both(5_000));
    let alone = of(&trucks(5_000));
    // trucks bring all that is wanted: nobody marches, and nothing else is otherwise
    assert_eq!(plenty.total(Series::Portered), 0);
    assert_eq!(plenty.theatre, alone.theatre);
    assert_eq!(plenty.events, alone.events);
    let few = of(&both(10));
    let on_wheels = of(&trucks(10)).total(Series::DeliveredFront);
    assert!(few.total(Series::Portered) > 0);
    assert_eq!(
        few.total(Series::DeliveredFront),
        on_wheels + few.total(Series::Portered)
    );
}

#[test]
fn a_company_without_carriers_is_no_company() {
    let none = run(&army(6, 15, "", ""), 1);
    let nobody = run(&army(6, 15, &bearers(0), ""), 1);
    assert_eq!(none.theatre, nobody.theatre);
    assert_eq!(none.events, nobody.events);
}

#[test]
fn carriers_are_lost_at_their_rate_and_no_one_else_is() {
    // 2,000 march each night: the mean after n nights is 2,000 (1 - p)^n.
    let theatre = army(30, 15, &bearers(2_000), r#""porters.loss_per_night": 0.01"#);
    let mut simulation = Simulation::new(&theatre);
    let mut left = Vec::new();
    for replication in 0..60 {
        simulation.reset(Seed {
            seed: 3,
            replication,
        });
        while simulation.run_day().expect("no law breaks") {}
        let lost = simulation.record().total(Series::PortersLost);
        let world = simulation.world_mut();
        let mut companies = world.query::<&Porters>();
        let there: i64 = companies.iter(world).map(|company| company.carriers).sum();
        assert_eq!(there + lost, 2_000);
        left.push(there as f64);
    }
    let mean = left.iter().sum::<f64>() / left.len() as f64;
    // 0.99^30 = 0.739_700; a carrier is there or not, so the variance is 2,000 x 0.7397 x 0.2603
    let error = (2_000.0 * 0.739_7 * 0.260_3_f64 / 60.0).sqrt();
    assert!((mean - 1_479.4).abs() < 4.0 * error, "{mean}");
}

#[test]
fn more_danger_never_loses_fewer_carriers_or_brings_more() {
    let of = |loss: f64| {
        let rules = format!(r#""porters.loss_per_night": {loss}"#);
        run(&army(20, 30, &bearers(3_000), &rules), 5)
    };
    let records = [0.0, 0.0002, 0.001, 0.01, 0.05].map(of);
    for pair in records.windows(2) {
        let [safe, dangerous] = [&pair[0], &pair[1]];
        assert!(safe.total(Series::PortersLost) <= dangerous.total(Series::PortersLost));
        assert!(safe.total(Series::Portered) >= dangerous.total(Series::Portered));
        assert!(safe.total(Series::LostOnRoad) <= dangerous.total(Series::LostOnRoad));
    }
    assert!(records[4].total(Series::LostOnRoad) > 0);
}
