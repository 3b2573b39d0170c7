//! Airfields: runways that raids shut, gangs that open them, fields that are built.

use interdict_model::fields::Fields;
use interdict_model::row::AirfieldRow;
use interdict_model::{Event, EventKind, LineSeries, Record, Series};
use interdict_scenario::Scenario;

use crate::theatres::{run, scenario, simulation};

const DAY_S: u32 = 86_400;

/// Work is as it is on average, day and night alike, and gangs come an hour after the bombs.
const EVEN: &str = r#""field.works": 1, "repair.work_log_sd": 0, "repair.response_h": 1, "repair.far_response_h": 1,
    "repair.response_log_sd": 0, "repair.day_efficiency": 1, "repair.night_efficiency": 1, "repair.gangs_at_work": 1,
    "bombing.dud": 0"#;

/// One field, and raids on it by sight at noon; no railway.
fn field(columns: &str, raids: &[(u32, u32)], rules: &str) -> Scenario {
    let raids: Vec<String> = (raids.iter())
        .map(|(day, bombs)| {
            format!(
                r#"(date: "1951-10-{day:02}", target_kind: "airfield", target: "F", aircraft: 20, bombs_kg: {}, hour: 12)"#,
                227 * bombs
            )
        })
        .collect();
    scenario(&format!(
        r#"Scenario(
    title: "A field", question: "When can it be used?", starts: "1951-10-01", ends: "1951-10-30", latitude: 40.0,
    weather: [(id: "sky", lat: 40.0, lon: 125.0, visual: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])],
    airfields: [(id: "F", lat: 40.0, lon: 125.0, {columns})],
    aircraft: [(id: "HEAVY", bombs: 40, bomb_kg: 227)],
    air_units: [(id: "BOMBERS", role: "bomber", aircraft: "HEAVY", strength: 0, lat: 38.0, lon: 125.0)],
    raids: [{}],
    rules: {{ {EVEN}, {rules} }},
)"#,
        raids.join(", ")
    ))
}

fn events(record: &Record, kind: EventKind) -> Vec<Event> {
    let all = record.events.iter().filter(|event| event.kind == kind);
    all.copied().collect()
}

fn seconds(record: &Record, kind: EventKind) -> Vec<u32> {
    events(record, kind)
        .iter()
        .map(|event| event.second)
        .collect()
}

/// Seconds of the days of a record on which the only field could be used.
fn usable_s(record: &Record) -> i64 {
    record.total(Series::FieldUsableSeconds)
}

#[test]
fn a_shut_field_opens_when_the_lightest_strip_is_filled_to_the_second() {
    let theatre = field("runway_m: 2100, labour: 1000", &[(3, 300)], "");
    let mut shut = 0;
    for seed in 0..12 {
        let mut simulation = simulation(&theatre, seed);
        let noon = 2 * DAY_S + DAY_S / 2;
        while simulation.clock().now <= noon {
            simulation.run_tick().expect("no law breaks");
        }
        let fields = simulation.world_mut().resource::<Fields>();
        let runway = &fields.fields[AirfieldRow(0)].runway;
        let craters = runway.craters().iter().filter(|crater| crater.is_ordered);
        let in_strip = craters.count() as u32;
        let is_shut = !fields.is_usable(AirfieldRow(0));
        let record = run(&theatre, seed);
        let opened = seconds(&record, EventKind::FieldOpened);
        if is_shut {
            // 150 man-hours a crater and at most 40 men at each: gangs of 100 with room, of ten that there are.
            let men = 40 * in_strip;
            let gangs = (men / 100).clamp(1, 10);
            let hands = f64::from(if men < 100 { men } else { 100 * gangs });
            let work_s = 3_600.0 * 150.0 * f64::from(in_strip) / hands;
            let expected = noon + 3_600 + work_s.ceil() as u32;
            assert_eq!(opened, vec![expected], "{in_strip} craters, seed {seed}");
            assert!(work_s >= 3.75 * 3_600.0, "no crater takes more than 40 men");
            let lost_s = i64::from(expected - noon);
            assert_eq!(usable_s(&record), i64::from(30 * DAY_S) - lost_s);
            shut += 1;
        } else {
            assert_eq!(opened, Vec::<u32>::new());
        }
    }
    assert!(shut >= 6, "{shut} of 12 raids shut the field");
}

#[test]
fn without_hands_a_field_stays_shut_and_on_a_runway_too_short_nobody_begins() {
    let theatre = field("runway_m: 2100", &[(3, 600)], "");
    let record = run(&theatre, 1);
    assert_eq!(seconds(&record, EventKind::FieldShut).len(), 1);
    assert_eq!(usable_s(&record), i64::from(2 * DAY_S + DAY_S / 2));
    assert_eq!(record.total(Series::FieldGangMinutes), 0);
    let short = field("runway_m: 1400, labour: 1000", &[(3, 600)], "");
    let record = run(&short, 1);
    assert_eq!(usable_s(&record), 0);
    assert_eq!(record.total(Series::FieldCratersFilled), 0);
}

#[test]
fn what_shuts_nothing_is_filled_in_the_end() {
    let theatre = field("runway_m: 2100, labour: 1000", &[(3, 300), (9, 300)], "");
    let record = run(&theatre, 3);
    let [made, filled] = [Series::FieldCraters, Series::FieldCratersFilled];
    assert!(record.total(made) > 60);
    assert_eq!(record.total(made), record.total(filled));
    assert_eq!(record.series(Series::FieldCratersOpen).last(), Some(0));
    // All the work: 150 man-hours a crater; 40 of a gang's 100 men have room at one, so it is there for 3.75 h.
    let least = record.total(made) * 150 * 60 / 100;
    assert!(record.total(Series::FieldGangMinutes) >= least);
}

#[test]
fn twice_the_work_with_twice_the_hands_takes_as_long() {
    let raids = [(3, 300), (4, 300), (8, 500), (15, 200)];
    let columns = |men: u32| format!("runway_m: 2100, labour: {men}");
    let rules = |times: u32| {
        let (work, men) = (150 * times, 100 * times);
        format!(r#""field.crater_man_h": {work}, "field.crater_men": {men}"#)
    };
    for seed in 0..6 {
        let [once, twice] =
            [1, 2].map(|times| run(&field(&columns(300 * times), &raids, &rules(times)), seed));
        let shut = |record: &Record| seconds(record, EventKind::FieldShut);
        let opened = |record: &Record| seconds(record, EventKind::FieldOpened);
        assert_eq!(shut(&once), shut(&twice), "seed {seed}");
        assert_eq!(opened(&once), opened(&twice), "seed {seed}");
    }
}

#[test]
fn after_one_raid_fewer_bombs_never_open_a_field_later() {
    // With room for all men at each crater it is the hands that bind, so the time goes with the craters of the strip.
    let rules = r#""field.crater_men": 1000"#;
    let open = |bombs: u32, seed: u64| {
        let theatre = field("runway_m: 2100, labour: 500", &[(3, bombs)], rules);
        seconds(&run(&theatre, seed), EventKind::FieldOpened)
            .pop()
            .unwrap_or(0)
    };
    let mut later = 0;
    for seed in 0..25 {
        let [few, more, many] = [80, 160, 320].map(|bombs| open(bombs, seed));
        assert!(
            few <= more && more <= many,
            "seed {seed}: {few} {more} {many}"
        );
        later += u32::from(few < many);
    }
    assert!(later > 15, "{later}");
}

#[test]
fn a_field_is_built_in_the_least_time_where_men_are_plenty() {
    let columns = r#"stands: "nothing", labour: 30000, labour_from: "1951-10-03", shelters: 45"#;
    let days = r#""field.earth_days": 8, "field.base_days": 7, "field.surface_days": 5, "field.shelters_days": 4,
        "field.build_man_h": 100000"#;
    let theatre = field(columns, &[], days);
    let record = run(&theatre, 1);
    let stands: Vec<u32> = [10, 17, 22, 26].map(|day| day * DAY_S).into();
    assert_eq!(seconds(&record, EventKind::StageBuilt), stands);
    assert_eq!(seconds(&record, EventKind::FieldOpened), vec![22 * DAY_S]);
    assert_eq!(usable_s(&record), i64::from(8 * DAY_S));
    // 100,000 man-hours, to the minute.
    let minutes = record.total(Series::FieldGangMinutes);
    assert!((minutes - 60_000).abs() <= 30, "{minutes}");
}

#[test]
fn each_crater_in_an_unfinished_field_sets_it_back() {
    let columns = r#"stands: "base", labour: 30000, runway_m: 2100"#;
    let rules = r#""field.surface_days": 10, "field.build_man_h": 100000, "field.setback_h": 1"#;
    let theatre = field(columns, &[(3, 100), (6, 100)], rules);
    for seed in 0..4 {
        let record = run(&theatre, seed);
        let craters = record.total(Series::FieldCraters) as u32;
        assert!(craters > 20);
        let surface = seconds(&record, EventKind::StageBuilt)[0];
        assert_eq!(surface, 10 * DAY_S + 3_600 * craters, "seed {seed}");
        let filled = record.total(Series::FieldCratersFilled);
        assert_eq!(filled, i64::from(craters));
        assert_eq!(seconds(&record, EventKind::FieldShut), Vec::<u32>::new());
    }
}

#[test]
fn without_men_nothing_is_built() {
    let theatre = field(r#"stands: "surface""#, &[], "");
    assert_eq!(run(&theatre, 1).total(Series::FieldStages), 0);
    let theatre = field(r#"stands: "base""#, &[], "");
    assert_eq!(usable_s(&run(&theatre, 1)), 0);
}

/// A line that is cut and a field that is shut, with gangs at one base.
fn line_and_field(rules: &str) -> Scenario {
    let text = format!(
        r#"Scenario(
    title: "A line and a field", question: "Who is mended first?", starts: "1951-10-01", ends: "1951-10-20", latitude: 40.0,
    weather: [(id: "sky", lat: 40.0, lon: 125.0, visual: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])],
    stations: [
        (id: "A", lat: 40.2, lon: 125.0, kind: "yard"),
        (id: "B", lat: 40.0, lon: 125.0, kind: "yard"),
    ],
    lines: [(id: "AB", from: "A", to: "B", length_km: 25)],
    airfields: [(id: "F", lat: 40.0, lon: 125.1, runway_m: 2100)],
    bases: [(id: "base", station: "A", tons_per_day: 5000)],
    locomotives: [(id: "engines", station: "A", count: 12)],
    formations: [(id: "army", railhead: "B", tons_per_day: 600)],
    gangs: [(id: "company", station: "B", men: 400)],
    raids: [
        (date: "1951-10-03", target_kind: "track", target: "AB", at: 0.6, aircraft: 20, bombs_kg: 136200, hour: 10, height_m: 3000),
        (date: "1951-10-03", target_kind: "airfield", target: "F", aircraft: 20, bombs_kg: 136200, hour: 12),
        (date: "1951-10-05", target_kind: "track", target: "AB", at: 0.4, aircraft: 20, bombs_kg: 136200, hour: 10, height_m: 3000),
        (date: "1951-10-05", target_kind: "airfield", target: "F", aircraft: 20, bombs_kg: 136200, hour: 12),
    ],
    rules: {{ {EVEN}, "repair.panels_per_base": 0, "repair.crater_gang_h": 5, "bombing.delayed": 0,
        "bombing.minor_bridge_share": 0, {rules} }},
)"#
    );
    scenario(&text)
}

#[test]
fn gangs_at_a_field_are_not_on_the_line() {
    let open = |record: &Record| record.line(0, LineSeries::OpenSeconds).sum::<i64>();
    let with = |tons: u32| line_and_field(&format!(r#""field.worth_t_per_day": {tons}"#));
    let (mut line_s, mut field_s) = ([0; 2], [0; 2]);
    for seed in 0..4 {
        let records = [0, 100_000].map(|tons| run(&with(tons), seed));
        for (side, record) in records.iter().enumerate() {
            line_s[side] += open(record);
            field_s[side] += usable_s(record);
            assert!(record.total(Series::FieldCraters) > 0);
        }
        // Nobody comes to the field: the line is mended as if there were none.
        let mut alone = line_and_field("");
        alone.rules.field.works = false;
        assert_eq!(records[0].lines, run(&alone, seed).lines);
        assert_eq!(records[0].total(Series::FieldGangMinutes), 0);
    }
    assert!(line_s[1] < line_s[0], "{line_s:?}");
    assert!(field_s[1] > field_s[0], "{field_s:?}");
}

#[test]
fn a_field_of_one_worth_goes_first_and_of_another_last() {
    // The line is struck two hours earlier, so all gangs are at work when the field begins to wait.
    let first_mended = |tons: f64| {
        let record = run(
            &line_and_field(&format!(r#""field.worth_t_per_day": {tons}"#)),
            2,
        );
        let after = |second: &u32| *second > 4 * DAY_S;
        let mut field = seconds(&record, EventKind::FieldOpened);
        field.retain(after);
        let mut line = seconds(&record, EventKind::LineOpened);
        line.retain(after);
        (field[0], line[0])
    };
    let (field, line) = first_mended(100_000.0);
    assert!(field < line, "{field} {line}");
    let (field_late, line_early) = first_mended(0.01);
    assert!(
        field_late > field && line_early < line,
        "{field_late} {line_early}"
    );
}

#[test]
fn with_the_rules_off_what_a_field_has_means_nothing() {
    let bare = field("runway_m: 2100", &[(3, 300)], "");
    let full = field(
        r#"runway_m: 2100, strip_m: 2000, stands: "earth", labour: 900, parked: 60, shelters: 4"#,
        &[(3, 300)],
        r#""field.worth_t_per_day": 9000"#,
    );
    let [bare, full] = [bare, full].map(|mut theatre| {
        theatre.rules.field.works = false;
        theatre
    });
    assert_eq!(run(&bare, 5), run(&full, 5));
    assert_eq!(run(&bare, 5).total(Series::FieldCraters), 0);
}

#[test]
fn aircraft_on_the_ground_are_lost_with_the_chance_of_the_bombs_about_them() {
    let theatre = field("runway_m: 2100, parked: 400", &[(3, 209)], "");
    let lost: i64 = (0..40)
        .map(|seed| run(&theatre, seed).total(Series::ParkedLost))
        .sum();
    // 1 - exp(-209 x 1,500 / 1,500,000) = 0.1886 of 16,000, within four standard errors.
    assert!((lost as f64 / 16_000.0 - 0.1886).abs() < 0.0124, "{lost}");
}
