use super::*;
use interdict_scenario::scenario::StationRow;

fn theatre() -> Scenario {
    generate(Shape::small(), 3)
}

/// What a run of a theatre that was changed by hand ends with.
fn ends_with(change: impl FnOnce(&mut Scenario)) -> String {
    let mut scenario = theatre();
    change(&mut scenario);
    let unsound = scenario.sound().expect_err("it makes no sense");
    let refused = Simulation::verified(&scenario)
        .err()
        .expect("it is refused");
    assert_eq!(refused.path, unsound.path);
    let mut simulation = Simulation::new(&scenario);
    simulation.reset(Seed::default());
    for broken in [simulation.run_tick(), simulation.run_day()] {
        assert_eq!(broken.expect_err("it does not run").law, UNSOUND);
    }
    assert_eq!((simulation.day(), simulation.record().days), (0, 0));
    let broken = run(&scenario, Seed::default()).expect_err("it does not run");
    assert_eq!(
        (broken.law.as_ref(), broken.detail),
        (UNSOUND, unsound.to_string())
    );
    unsound.to_string()
}

#[test]
fn a_reference_to_no_row_ends_a_run_before_it_begins() {
    let said = ends_with(|theatre| theatre.lines[0].from = 9_999 as StationRow);
    assert!(
        said.ends_with("leads to row 9999 of a table of 12 rows"),
        "{said}"
    );
}

#[test]
fn a_tick_that_does_not_divide_a_day_ends_a_run_before_it_begins() {
    let said = ends_with(|theatre| theatre.step = 7_000);
    assert_eq!(said, "`step` is 7000 s, which does not divide a day");
}

#[test]
fn a_knob_that_is_no_number_ends_a_run_before_it_begins() {
    let said = ends_with(|theatre| theatre.rules.rail.speed_kmh = f64::NAN);
    assert!(said.starts_with("`rules.rail.speed_kmh` is NaN"), "{said}");
}

#[test]
fn a_scenario_of_no_days_ends_a_run_before_it_begins() {
    let said = ends_with(|theatre| theatre.days = 0);
    assert_eq!(said, "`days` is 0, which is not from 1 to 3660");
}

#[test]
fn after_the_last_day_there_is_no_further_tick() {
    let mut simulation = Simulation::new(&theatre());
    while simulation.run_day().expect("no law breaks") {}
    let record = simulation.record();
    assert_eq!(simulation.run_tick(), Ok(false));
    assert_eq!(simulation.run_day(), Ok(false));
    assert_eq!(simulation.record(), record);
}
