use interdict_scenario::scenario::RaidTarget;
use interdict_scenario::synthetic::{Shape, generate};
use interdict_scenario::{Change, Checked, Scenario, Why};

fn theatre() -> Checked {
    Checked::generate(Shape::small(), 3).expect("a theatre that can be written")
}

#[test]
fn a_checked_scenario_is_read_like_its_tables_and_is_the_one_that_load_gives() {
    let theatre = theatre();
    let plain = generate(Shape::small(), 3);
    assert_eq!(theatre.tables(), &plain);
    assert_eq!(theatre.stations.len(), 12);
    assert_eq!((theatre.because(), theatre.warnings().errors()), (None, 0));
    assert!(theatre.sound().is_ok());
}

#[test]
fn changes_give_another_scenario_and_leave_the_first_as_it_was() {
    let theatre = theatre();
    let id = &theatre.bridges[0].id;
    let changed = theatre
        .with(&[
            Change::set("rules.rail.speed_kmh", 12.5),
            Change::remove(format!("bridges.{id}")),
            "title=Another".parse().expect("a change"),
        ])
        .expect("changes that may be made");
    assert!((changed.rules.rail.speed_kmh - 12.5).abs() < 1e-12);
    assert_eq!(changed.bridges.len() + 1, theatre.bridges.len());
    assert_eq!(changed.title, "Another");
    assert_eq!(theatre, self::theatre());
    // changes add up
    let twice = changed
        .with(&[Change::set("rules.rail.speed_kmh", 13)])
        .expect("one more");
    assert_eq!(twice.title, "Another");
    assert!((twice.rules.rail.speed_kmh - 13.0).abs() < 1e-12);
}

#[test]
fn a_row_is_added_as_a_file_would_write_it() {
    let theatre = theatre();
    let line = &theatre.lines[0].id;
    let row = format!("(id: \"NEW\", heavy: 4, along: [\"{line}\"])");
    let armed = theatre
        .with(&[Change::add("flak", row)])
        .expect("a row that may be added");
    assert_eq!(armed.flak.len(), theatre.flak.len() + 1);
    let wrong = theatre.with(&[Change::add("flack", "(id: \"NEW\")")]);
    assert!(
        wrong
            .expect_err("no such table")
            .to_string()
            .contains("there is no table")
    );
    let torn = theatre.with(&[Change::add("flak", "(id: ")]);
    assert!(torn.is_err());
}

#[test]
fn what_no_file_may_say_no_change_may_say_either() {
    let theatre = theatre();
    let line = theatre.lines[0].id.clone();
    for (path, value, said) in [
        (format!("lines.{line}.from"), "9999", "9999"),
        ("step".to_owned(), "7 min", "does not divide a day"),
        ("rules.rail.speed_kmh".to_owned(), "NaN", "NaN"),
        ("rules.rail.speed_kmh".to_owned(), "1e300", "out of range"),
        ("ends".to_owned(), "1951-07-31", "before it starts"),
        ("rules.rail.sped_kmh".to_owned(), "15", "there is no knob"),
        (format!("lines.{line}"), "15", "is a row or a table"),
        (String::new(), "15", "leads to nothing"),
    ] {
        let faults = theatre.with(&[Change::set(path.clone(), value)]);
        let faults = faults.expect_err(&path).to_string();
        assert!(faults.contains(said), "{path}={value}: {faults}");
    }
    // every fault at once, each with its place
    let both = theatre.with(&[
        Change::set("rules.rail.speed_kmh", f64::NAN),
        Change::remove("bridges.NOWHERE"),
    ]);
    assert_eq!(both.expect_err("two faults").errors(), 2);
}

#[test]
fn a_change_to_the_value_that_is_there_is_a_warning_so_a_sweep_may_pass_it() {
    let theatre = theatre();
    let speed = theatre.rules.rail.speed_kmh;
    let same = theatre
        .with(&[Change::set("rules.rail.speed_kmh", speed)])
        .expect("no fault");
    assert_eq!(same.rules, theatre.rules);
    assert_eq!(
        same.warnings().warnings(),
        theatre.warnings().warnings() + 1
    );
}

/// What is wrong with tables that were changed by hand.
fn unsound(change: impl FnOnce(&mut Scenario)) -> (String, Why) {
    let mut tables = theatre().into_tables();
    change(&mut tables);
    let unsound = tables.sound().expect_err("it makes no sense");
    assert!(unsound.to_string().contains(&unsound.path));
    (unsound.path, unsound.why)
}

#[test]
fn tables_that_were_changed_by_hand_are_asked_for_rows_ranges_and_lengths() {
    let theatre = theatre();
    let line = &theatre.lines[0].id;
    let (path, why) = unsound(|tables| tables.lines[0].from = 9_999);
    assert_eq!(path, format!("lines.{line}.from"));
    assert_eq!(
        why,
        Why::NoSuchRow {
            row: 9_999,
            rows: 12
        }
    );
    let (path, why) = unsound(|tables| tables.lines[0].to = tables.lines[0].from);
    assert_eq!((path, why), (format!("lines.{line}.to"), Why::Loop));
    let (_, why) = unsound(|tables| tables.step = 0);
    assert_eq!(why, Why::Step(0));
    for number in [f64::NAN, f64::INFINITY, -1.0] {
        let (path, _) = unsound(|tables| tables.rules.rail.speed_kmh = number);
        assert_eq!(path, "rules.rail.speed_kmh");
        let (path, _) = unsound(|tables| tables.formations[0].stock_days = number);
        assert!(path.ends_with(".stock_days"), "{path}");
    }
    let (path, _) = unsound(|tables| tables.locomotives[0].count = u32::MAX);
    assert!(path.ends_with(".count"), "{path}");
    let (path, why) = unsound(|tables| _ = tables.phases[0].line_value.pop());
    assert!(
        path.ends_with(".lines") && matches!(why, Why::Length { .. }),
        "{path}"
    );
    let (path, _) = unsound(|tables| tables.air_units[0].sector.push(77_777));
    assert!(path.ends_with(".sector"), "{path}");
    let (path, _) = unsound(|tables| tables.trucks[0].station = 12);
    assert!(path.ends_with(".station"), "{path}");
    let (path, _) = unsound(|tables| tables.formations[0].road_m = 5_000_001);
    assert!(path.ends_with(".road_km"), "{path}");
    let (path, _) = unsound(|tables| tables.raids[0].height_m = 20_001);
    assert!(path.starts_with("raids.*."), "{path}");
    let (path, _) = unsound(|tables| {
        tables.raids[0].target = RaidTarget::Yard(12);
    });
    assert_eq!(path, "raids.*.target");
    let (path, _) = unsound(|tables| tables.days = 0);
    assert_eq!(path, "days");
}
