//! Formations that move, that eat from a base, that go short; lines that are given up; guns that are sent.

use interdict_model::accounts::{Account, Books, Class, Commodity};
use interdict_model::flak::posting::Posting;
use interdict_model::supply::consumption::Formation;
use interdict_model::supply::depot::Depots;
use interdict_model::{Event, EventKind, FormationSeries, LineSeries, Record, Series, Simulation};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::synthetic::{Shape, generate};

use crate::theatres::{one_line, run, scenario, simulation};
use interdict_model::row::StationRow;

/// Every formation in so many rows, one after the other, of the same content.
fn in_rows(theatre: &Scenario, count: u16) -> Scenario {
    let mut split = theatre.clone();
    split.formations.clear();
    for row in &theatre.formations {
        let days = row.to - row.from;
        for part in 0..count {
            let mut own = row.clone();
            own.id = format!("{}-{part}", row.id);
            own.key = Key::of(&format!("formation/{}", own.id));
            own.from = row.from + days * part / count;
            own.to = row.from + days * (part + 1) / count;
            split.formations.push(own);
        }
    }
    split
}

/// A series of all rows of a formation together.
fn summed(record: &Record, rows: std::ops::Range<u32>, series: FormationSeries) -> Vec<i64> {
    let mut sum = vec![0; usize::from(record.days)];
    for row in rows {
        let days = record.formation(row, series);
        sum.iter_mut().zip(days).for_each(|(sum, kg)| *sum += kg);
    }
    sum
}

/// Runs two theatres, and sees every kind of thing alike when each day ends: all but the formations, who know their
/// present row, and the counters, of which there is one for each row.
fn run_alike(one: &Scenario, other: &Scenario) -> (Record, Record) {
    let (mut one, mut other) = (simulation(one, 5), simulation(other, 5));
    while one.run_day().expect("no law breaks") {
        assert!(other.run_day().expect("no law breaks"));
        let tables = one.tables().iter().zip(other.tables());
        let differ = tables.filter(|(one, other)| one != other);
        let differ: Vec<&str> = differ.map(|(one, _)| one.0).collect();
        let of_rows = ["measures", "formations"];
        assert!(
            differ.iter().all(|kind| of_rows.contains(kind)),
            "{differ:?}"
        );
    }
    (one.record(), other.record())
}

#[test]
fn a_formation_in_one_two_or_five_rows_is_one_formation() {
    for seed in [3, 8] {
        let theatre = generate(
            Shape {
                days: 30,
                ..Shape::small()
            },
            seed,
        );
        for count in [2_u16, 5] {
            let (one, many) = run_alike(&theatre, &in_rows(&theatre, count));
            assert!(one.total(Series::Unmet) > 0 && one.total(Series::TrucksLost) > 0);
            assert_eq!(one.theatre, many.theatre);
            assert_eq!(one.balances, many.balances);
            let what = |event: &Event| (event.second, event.kind, event.key, event.amount);
            assert!(one.events.iter().map(what).eq(many.events.iter().map(what)));
            for row in 0..theatre.formations.len() as u32 {
                let rows = row * u32::from(count)..(row + 1) * u32::from(count);
                for &series in FormationSeries::ALL {
                    let of_one = one.formation(row, series);
                    assert!(of_one.eq(summed(&many, rows.clone(), series)));
                }
            }
        }
    }
}

/// An army that is at B until day 9, then at A, where no base sends anything.
fn moving(stock_days: f64, rules: &str) -> Scenario {
    let text = one_line(20, 40, "", &format!(r#""supply.ration_below_days": 0, {rules}"#))
        .replace("tons_per_day: 1000000", "tons_per_day: 0")
        .replace(
            r#"(id: "army", railhead: "B", tons_per_day: 100000, stock_days: 0)"#,
            &format!(
                r#"(id: "late", formation: "army", railhead: "A", tons_per_day: 50, stock_days: 7, from: "1950-03-11"),
                (id: "early", formation: "army", railhead: "B", tons_per_day: 100, stock_days: {stock_days}, to: "1950-03-10")"#
            ),
        );
    scenario(&text)
}

#[test]
fn moving_back_fills_nobody_up() {
    let theatre = moving(0.0, "");
    let record = run(&theatre, 1);
    let stock = summed(&record, 0..2, FormationSeries::Stock);
    assert_eq!(stock, vec![0; 20]);
    let short = |row| {
        record
            .formation(row, FormationSeries::Short)
            .collect::<Vec<i64>>()
    };
    // Rows stand in order of their names: early, late.
    assert_eq!(short(0)[..10], [100_000; 10]);
    assert_eq!(short(1)[10..], [50_000; 10]);
    assert_eq!(record.total(Series::Unmet), 1_500_000);
}

#[test]
fn stock_goes_along_and_what_cannot_be_carried_stays() {
    // 30 days of 100 t; ten are eaten; 7 go along, 13 stay at B and are nobody's.
    let theatre = moving(30.0, "");
    let mut simulation = simulation(&theatre, 1);
    for _ in 0..20 {
        simulation.run_day().expect("no law breaks");
    }
    let depot: i64 = simulation.world_mut().resource::<Depots>().stock[StationRow(1)]
        .iter()
        .sum();
    assert_eq!(depot, 1_300_000);
    let stock = summed(&simulation.record(), 0..2, FormationSeries::Stock);
    assert_eq!((stock[9], stock[10]), (2_000_000, 650_000));
    assert_eq!(stock[19], 700_000 - 500_000);
}

#[test]
fn a_formation_at_a_base_lives_from_the_base() {
    for (tons, fed) in [(1_000, 100_000), (100, 100_000), (60, 60_000)] {
        let rules = r#""supply.ration_below_days": 0"#;
        let text = one_line(30, 40, "", rules)
            .replace("tons_per_day: 1000000", &format!("tons_per_day: {tons}"))
            .replace(
                "railhead: \"B\", tons_per_day: 100000",
                "railhead: \"A\", tons_per_day: 100",
            );
        let record = run(&scenario(&text), 1);
        let consumed: Vec<i64> = record.series(Series::Consumed).collect();
        // It comes with nothing: the first morning it has nothing to issue.
        assert_eq!(consumed[0], 0);
        assert!(
            consumed[1..].iter().all(|&kg| kg == fed),
            "{tons}: {consumed:?}"
        );
        // All of it is the base's, and no more than the base had.
        let entered: Vec<i64> = record.series(Series::Entered).collect();
        assert!(entered.iter().all(|&kg| kg <= 1_000 * tons));
        assert!(record.total(Series::Entered) >= record.total(Series::Consumed));
        assert_eq!(
            record.total(Series::DeliveredFront) - record.total(Series::Consumed),
            {
                let stock = record.formation(0, FormationSeries::Stock).last();
                stock.unwrap_or(0)
            }
        );
    }
}

#[test]
fn trucks_load_at_a_base_as_at_any_railhead() {
    let tables = r#"trucks: [(id: "columns", station: "A", trucks: 500)],"#;
    let rules = r#""supply.ration_below_days": 0, "trucks.loss_per_km": 0"#;
    let text = one_line(30, 40, tables, rules).replace(
        "railhead: \"B\", tons_per_day: 100000",
        "railhead: \"A\", road_km: 40, tons_per_day: 100",
    );
    let record = run(&scenario(&text), 1);
    assert!(record.series(Series::Unmet).skip(1).all(|kg| kg == 0));
}

#[test]
fn nothing_runs_on_a_line_that_was_given_up() {
    let text = one_line(30, 40, "", r#""supply.ration_below_days": 0"#)
        .replace(
            "running: \"always\"",
            "running: \"always\", closes: \"1950-03-10\"",
        )
        .replace("tons_per_day: 100000", "tons_per_day: 1000");
    let record = run(&scenario(&text), 1);
    let open: Vec<i64> = record.line(0, LineSeries::OpenSeconds).collect();
    assert_eq!(open[..10], [86_400; 10]);
    assert_eq!(open[10..], [0; 20]);
    let trains: Vec<i64> = record.line(0, LineSeries::Trains).collect();
    assert!(trains[..10].iter().sum::<i64>() > 0);
    assert_eq!(trains[10..].iter().sum::<i64>(), 0);
    let closed = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::LineClosed);
    assert_eq!(closed.count(), 1);
    // Given up before the first day, it is never open; to be used to the end, it is as if nothing were said.
    let never = text.replace("1950-03-10", "1950-02-20");
    assert_eq!(run(&scenario(&never), 1).total(Series::TrainsDispatched), 0);
    let last = text.replace("1950-03-10", "1950-03-30");
    let unsaid = text.replace(", closes: \"1950-03-10\"", "");
    assert_eq!(
        run(&scenario(&last), 1).theatre,
        run(&scenario(&unsaid), 1).theatre
    );
}

#[test]
fn what_is_saved_and_what_is_missing_are_the_shortfall() {
    let mut theatre = generate(
        Shape {
            days: 40,
            flak: 0,
            ..Shape::small()
        },
        3,
    );
    for base in &mut theatre.bases {
        base.kg_per_day /= 3;
    }
    let sums = |theatre: &Scenario| {
        let record = run(theatre, 2);
        let [unmet, rationed, missing] = [Series::Unmet, Series::Rationed, Series::Missing]
            .map(|series| record.series(series).collect::<Vec<i64>>());
        let both = rationed
            .iter()
            .zip(&missing)
            .map(|(one, other)| one + other);
        assert!(both.eq(unmet.iter().copied()));
        let met = record.total(Series::Consumed);
        assert_eq!(
            record.total(Series::Needed) - met,
            unmet.iter().sum::<i64>()
        );
        assert!(record.total(Series::FrontRationed) <= record.total(Series::FrontUnmet));
        (rationed.iter().sum::<i64>(), missing.iter().sum::<i64>())
    };
    let (rationed, missing) = sums(&theatre);
    assert!(rationed > 0);
    theatre.rules.supply.ration_below_days = 0.0;
    let (none, more) = sums(&theatre);
    assert_eq!(none, 0);
    assert!(more > missing);
}

#[test]
fn an_army_cut_off_issues_what_the_recursion_says() {
    // One class, seven days with it, nothing comes, no floor: 7 (6/7)^n days are left.
    let rules = r#""supply.food_share": 1, "supply.ammunition_share": 0, "supply.fuel_share": 0,
        "supply.ration_below_days": 7, "supply.food_floor": 0"#;
    let text = one_line(20, 40, "", rules)
        .replace("tons_per_day: 1000000", "tons_per_day: 0")
        .replace("stock_days: 0", "stock_days: 7");
    let record = run(&scenario(&text), 1);
    let stock = record.formation(0, FormationSeries::Stock);
    let mut known = 700e6;
    for (day, kg) in stock.enumerate() {
        known *= 6.0 / 7.0;
        assert!(
            (kg as f64 - known).abs() < 10.0,
            "day {day}: {kg} and {known}"
        );
    }
    assert_eq!(record.total(Series::Missing), 0);
}

#[test]
fn men_need_what_their_posture_asks() {
    let rows = r#"(id: "a", formation: "army", railhead: "B", men: 40000, to: "1950-03-05"),
        (id: "b", formation: "army", railhead: "B", men: 40000, posture: "attack", from: "1950-03-06", to: "1950-03-08"),
        (id: "c", formation: "army", railhead: "B", men: 20000, posture: "rest", from: "1950-03-09")"#;
    let text = one_line(10, 40, "", "").replace(
        r#"(id: "army", railhead: "B", tons_per_day: 100000, stock_days: 0)"#,
        rows,
    );
    let record = run(&scenario(&text), 1);
    let needed: Vec<i64> = record.series(Series::Needed).collect();
    assert_eq!(needed[..5], [120_000; 5]);
    assert_eq!(needed[5..8], [280_000; 3]);
    assert_eq!(needed[8..], [44_000; 2]);
}

/// Puts stores into the depot at B, from outside.
fn give_stores(simulation: &mut Simulation, kg: i64) {
    let world = simulation.world_mut();
    world.resource_mut::<Depots>().stock[StationRow(1)][Class::Stores as usize] += kg;
    let mut books = world.resource_mut::<Books>();
    books.post(Commodity::Stores, Account::Outside, Account::Depots, kg);
}

#[test]
fn guns_that_are_sent_fire_when_the_last_of_their_trains_has_come() {
    let tables = r#"flak: [(id: "guns", light: 24, lat: 45.0, lon: 10.0, depot: "B", from: "1950-03-03", arrival_tons: 900)],"#;
    let text = one_line(12, 40, tables, "")
        .replace("tons_per_day: 1000000", "tons_per_day: 0")
        .replace("tons_per_day: 100000,", "tons_per_day: 0,");
    let theatre = scenario(&text);
    let mut simulation = simulation(&theatre, 1);
    let mut awaited = Vec::new();
    for day in 0..12 {
        if day == 4 || day == 7 {
            give_stores(&mut simulation, 600_000);
        }
        simulation.run_day().expect("no law breaks");
        let world = simulation.world_mut();
        let mut postings = world.query::<&Posting>();
        awaited.extend(postings.iter(world).map(|posting| posting.awaits(day)));
    }
    assert_eq!(awaited[..2], [0, 0]);
    assert_eq!(awaited[2..4], [900_000; 2]);
    assert_eq!(awaited[4..7], [300_000; 3]);
    assert_eq!(awaited[7..], [0; 5]);
    let record = simulation.record();
    let guns: Vec<i64> = record.series(Series::GunsPresent).collect();
    assert_eq!(guns, [0, 0, 0, 0, 0, 0, 0, 24, 24, 24, 24, 24]);
    assert_eq!(record.total(Series::GunsArriving), 900_000);
    // Without tons of arrival they are there on their day.
    let at_once = scenario(&text.replace(", arrival_tons: 900", ""));
    let guns: Vec<i64> = run(&at_once, 1).series(Series::GunsPresent).collect();
    assert_eq!(guns[..4], [0, 0, 24, 24]);
}

#[test]
fn a_formation_of_two_rows_is_one_thing_in_the_world() {
    let mut simulation = simulation(&moving(3.0, ""), 1);
    let world = simulation.world_mut();
    let mut formations = world.query::<&Formation>();
    let posts: Vec<usize> = formations.iter(world).map(|one| one.posts.len()).collect();
    assert_eq!(posts, [2]);
}
