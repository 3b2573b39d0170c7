use super::*;
use interdict_model::Series;
use interdict_model::{Grid, Seed, run};
use interdict_scenario::synthetic::{Shape, generate};

fn scenario() -> Scenario {
    generate(Shape::small(), 3)
}

/// A record of which only the series of the theatre are of interest.
fn record(scenario: &Scenario, days: u16, series: &[(Series, &[i64])]) -> Record {
    let mut record = run(scenario, Seed::default()).expect("no law breaks");
    record.days = days;
    record.theatre = Grid::new(days, Series::COUNT);
    record.lines = Grid::new(days, record.lines.columns());
    for &(series, values) in series {
        for (day, &value) in values.iter().enumerate() {
            record.theatre.day_mut(day as u16)[series as usize] = value;
        }
    }
    record
}

fn measured(record: &Record, window: Window) -> impl Fn(&str) -> f64 {
    let scenario = scenario();
    let catalogue = Catalogue::of(&[&scenario], window);
    let figures = catalogue.measure(&scenario, record);
    move |name| figures.outcomes[catalogue.outcome(name).expect(name)]
}

fn check(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 1e-12,
        "{found} instead of {expected}"
    );
}

#[test]
fn figures_are_those_of_the_window_only() {
    let series: [(Series, &[i64]); 10] = [
        (Series::Delivered, &[9_000, 1_000, 2_000, 6_000]),
        (Series::FlakConsumed, &[9_000, 500, 500, 500]),
        (Series::FrontUnmet, &[700, 100, 0, 251]),
        (Series::FrontNeeded, &[1_000, 1_000, 0, 500]),
        (Series::FrontRailheadStock, &[5_000, 1_000, 9, 500]),
        (Series::DeliveredFront, &[8_000, 1_000, 1_000, 4_000]),
        (Series::FrontStock, &[100, 2_000, 10, 1_500]),
        (Series::TrackCuts, &[50, 3, 0, 4]),
        (Series::GunsUnderAttack, &[99, 0, 12, 28]),
        (Series::GunsSilent, &[99, 0, 4, 6]),
    ];
    let record = record(&scenario(), 4, &series);
    let of = measured(&record, Window { from: 1, to: 4 });
    check(of("guns_silent_share"), 25.0);
    check(of("delivered"), 3.0);
    check(of("net"), 2.5);
    check(of("worst_ten_days"), 3.0);
    check(of("delivered_front"), 2.0);
    // exactly nine tenths is not short, and what is not needed is not missed
    check(of("front_days_short"), 1.0);
    check(of("front_longest_short"), 1.0);
    check(of("front_first_short"), 3.0);
    check(of("front_need_met"), 100.0 * (1_500.0 - 351.0) / 1_500.0);
    // days of three and of four
    check(of("front_reserve_days"), 3.5);
    check(of("front_least_supply"), 2.0);
    check(of("front_stock_end"), 1.5);
    check(of("track_cuts"), 7.0);
    check(of("flak_consumed"), 0.5);
}

#[test]
fn the_worst_spell_is_ten_days_and_none_short_is_the_day_after_the_last() {
    let delivered: Vec<i64> = (0..12)
        .map(|day| if day < 2 { 0 } else { 10_000 })
        .collect();
    let record = record(&scenario(), 12, &[(Series::Delivered, &delivered)]);
    let of = measured(&record, Window { from: 0, to: 12 });
    check(of("worst_ten_days"), 8.0);
    check(of("front_first_short"), 13.0);
}

#[test]
fn aircraft_lost_are_those_of_the_series_and_bombers_are_counted_apart() {
    let series: [(Series, &[i64]); 4] = [
        (Series::AircraftLost, &[3, 1]),
        (Series::AircraftShotDown, &[2, 0]),
        (Series::AircraftWrittenOff, &[1, 1]),
        (Series::BombersLost, &[5, 0]),
    ];
    let record = record(&scenario(), 2, &series);
    let of = measured(&record, Window { from: 0, to: 2 });
    check(of("aircraft_lost"), 4.0);
    check(of("aircraft_shot_down") + of("aircraft_written_off"), 4.0);
    check(of("bombers_lost"), 5.0);
}

#[test]
fn every_outcome_and_curve_has_a_number_and_a_name_of_its_own() {
    let scenario = scenario();
    let window = Window {
        from: 2,
        to: scenario.days,
    };
    let catalogue = Catalogue::of(&[&scenario, &scenario], window);
    let record = run(&scenario, Seed::default()).expect("no law breaks");
    let figures = catalogue.measure(&scenario, &record);
    assert_eq!(figures.outcomes.len(), catalogue.outcomes.len());
    assert_eq!(figures.curves.len(), catalogue.curves.len());
    let days = usize::from(window.days());
    assert!(figures.curves.iter().all(|curve| curve.len() == days));
    assert!(figures.outcomes.iter().all(|figure| figure.is_finite()));
    for labels in [&catalogue.outcomes, &catalogue.curves] {
        let mut names: Vec<&str> = labels.iter().map(|label| label.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), labels.len());
    }
}

#[test]
fn an_area_counts_only_where_every_arm_has_it() {
    let text = r#"Scenario(title: "t", question: "q", starts: "1950-09-01", ends: "1950-09-05",
        step: "15 min", latitude: 45.0,
        weather: [(id: "w", lat: 45.0, lon: 10.5, visual: [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9])],
        stations: [(id: "A", lat: 45.5, lon: 10.5, kind: "yard"), (id: "B", lat: 45.0, lon: 10.5, kind: "yard")],
        lines: [(id: "L", from: "A", to: "B", length_km: 60)],
        bases: [(id: "A", station: "A", tons_per_day: 3000)],
        locomotives: [(id: "S", station: "A", count: 12)],
        formations: [(id: "F", name: "F", railhead: "B", road_km: 10, tons_per_day: 300)],
        trucks: [(id: "T", station: "B", trucks: 400)],
        areas: [(id: "line", name: "All", lines: ["L"], gates_from: ["A"], gates_to: ["B"]),
                (id: "over", name: "Over", lines: ["L"], gates_from: ["A"], gates_to: ["B"], crossing: "yes"),
                (id: "gateless", name: "Gateless", lines: ["L"])],
    )"#;
    let files = BTreeMap::from([("s.ron".to_owned(), text.to_owned())]);
    let loaded = interdict_scenario::load_files(files, "s.ron");
    let with = loaded.unwrap_or_else(|faults| panic!("{faults}")).scenario;
    let mut without = with.clone();
    without.areas.retain(|area| area.id != "line");
    let window = Window { from: 0, to: 5 };
    let both = Catalogue::of(&[&with, &with], window);
    assert!(both.outcome("through_open.line").is_some());
    assert!(both.outcome("passed.over").is_some());
    assert!(both.outcome("through_open.gateless").is_none());
    let shared = Catalogue::of(&[&with, &without], window);
    assert!(shared.outcome("through_open.line").is_none());
    // nobody attacks: the line is always open, and what passes it is what the railhead gets
    let record = run(&with, Seed::default()).expect("no law breaks");
    let figures = both.measure(&with, &record);
    let of = |name: &str| figures.outcomes[both.outcome(name).unwrap()];
    check(of("through_open.line"), 100.0);
    check(of("longest_closure.line"), 0.0);
    assert!(of("passed.over") > 0.0 && of("passed.over") >= of("delivered"));
    // another row order in the other arm
    let moved = shared.measure(&without, &record);
    assert_eq!(moved.outcomes.len(), shared.outcomes.len());
}

#[test]
fn a_line_that_is_never_cut_is_always_open_and_damage_adds_up_to_the_theatre_s() {
    let scenario = scenario();
    let record = run(&scenario, Seed::default()).expect("no law breaks");
    let window = Window {
        from: 0,
        to: record.days,
    };
    let catalogue = Catalogue::of(&[&scenario], window);
    assert_eq!(catalogue.lines.len(), scenario.lines.len());
    let figures = catalogue.measure(&scenario, &record);
    let days = f64::from(record.days);
    let damaged: f64 = figures
        .lines
        .iter()
        .map(|[_, damage]| damage * days / 100.0)
        .sum();
    check(damaged.round(), record.total(Series::DamagePlaces) as f64);
    let mut never_cut = 0;
    for (row, [open, damage]) in figures.lines.iter().enumerate() {
        assert!((0.0..=100.0).contains(open), "{open}");
        let cuts: i64 = record.line(row as u32, LineSeries::Cuts).sum();
        let spans: i64 = record.line(row as u32, LineSeries::Spans).sum();
        if cuts + spans == 0 && scenario.lines[row].opens_day == 0 {
            never_cut += 1;
            check(*open, 100.0);
            check(*damage, 0.0);
        }
    }
    assert!(never_cut > 0);
}

/// A theatre without a railway: roads, trucks, raids and guns.
fn by_road() -> Scenario {
    let mut scenario = generate(Shape::small(), 3);
    scenario.lines.clear();
    scenario.bridges.clear();
    scenario.locomotives.clear();
    scenario.gangs.clear();
    scenario
}

#[test]
fn without_a_railway_no_outcome_speaks_of_one() {
    let scenario = by_road();
    let window = Window { from: 0, to: 3 };
    let catalogue = Catalogue::of(&[&scenario], window);
    for label in catalogue.outcomes.iter().chain(&catalogue.curves) {
        let said = format!(
            "{} {} {} {:?}",
            label.name, label.title, label.doc, label.verb
        );
        let words = said.split(|letter: char| !letter.is_alphabetic());
        for word in words.map(str::to_lowercase) {
            let is_of_railways = [
                "rail",
                "train",
                "line",
                "locomotive",
                "engine",
                "wagon",
                "gap",
            ];
            let is_of_railways = is_of_railways.iter().any(|of| word.starts_with(of));
            assert!(!is_of_railways, "{said}");
        }
    }
    for words in OFF_RAIL {
        let place = catalogue.outcome(words.name).expect("an outcome of roads");
        assert_eq!(catalogue.outcomes[place].title, words.title);
    }
    assert_eq!(catalogue.lacking("trains_arrived"), RAILWAY);
    assert_eq!(catalogue.lacking("through_open.core"), RAILWAY);
    assert_eq!(catalogue.lacking("delivered"), ALWAYS);
}

#[test]
fn arms_together_have_the_outcomes_of_what_one_of_them_has() {
    let with = generate(Shape::small(), 3);
    let mut without = with.clone();
    without.flak.clear();
    let window = Window { from: 0, to: 3 };
    let alone = Catalogue::of(&[&without], window);
    assert_eq!(alone.outcome("rounds_heavy"), None);
    assert_eq!(alone.lacking("rounds_heavy").to_string(), "defence");
    let both = Catalogue::of(&[&without, &with], window);
    assert!(both.outcome("rounds_heavy").is_some());
    let record = run(&without, Seed::default()).expect("no law breaks");
    let figures = both.measure(&without, &record);
    assert_eq!(figures.outcomes.len(), both.outcomes.len());
    assert_eq!(figures.curves.len(), both.curves.len());
}

#[test]
fn a_unit_that_is_to_be_formed_has_outcomes_whose_mean_is_a_chance() {
    use interdict_scenario::synthetic::with_schools;
    let scenario = with_schools(scenario());
    let window = Window { from: 0, to: 10 };
    let catalogue = Catalogue::of(&[&scenario], window);
    let mut record = run(&scenario, Seed::default()).expect("no law breaks");
    let of = |record: &Record, name: &str| {
        let figures = catalogue.measure(&scenario, record);
        figures.outcomes[catalogue.outcome(name).expect(name)]
    };
    let names = ["formed.UNIT", "ready.UNIT", "formed_day.UNIT"];
    record.formed[0].due = 5;
    for (formed, ready, known) in [
        (Some(4), Some(5), [100.0, 0.0, 5.0]),
        (Some(5), None, [0.0, 0.0, 6.0]),
        (None, None, [0.0, 0.0, f64::from(record.days) + 1.0]),
        (Some(0), Some(3), [100.0, 100.0, 1.0]),
    ] {
        (record.formed[0].formed, record.formed[0].ready) = (formed, ready);
        for (name, known) in names.into_iter().zip(known) {
            assert!((of(&record, name) - known).abs() < 1e-9, "{name}");
        }
    }
    assert!(catalogue.lacking("ready.UNIT").is_empty());
    let other = Catalogue::of(&[&generate(Shape::small(), 3)], window);
    assert_eq!(other.lacking("ready.UNIT").to_string(), "schools");
}
