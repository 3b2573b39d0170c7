//! Schools: dates that can be worked out by hand, and what more of a resource may never do.

use interdict_engine::math;
use interdict_model::{EventKind, Record, Seed, Series, Simulation};
use interdict_quantity::{Date, Key};
use interdict_scenario::scenario::{
    Academy, Course, Delivery, Establishment, Request, Source, WeatherCell,
};
use interdict_scenario::synthetic::{academy, cohort, course, delivery, establishment, request};
use interdict_scenario::{Scenario, load_files};

use crate::theatres::run;

mod asked;
mod guarded;
mod more;
mod sent;

/// A theatre of schools alone, an hour a tick, in which nothing fails and nothing is lost.
fn empty(days: u16) -> Scenario {
    let starts = Date::new(1951, 10, 24).expect("a date");
    let mut scenario = Scenario::empty(starts, days);
    (scenario.step, scenario.latitude) = (3_600, 35.0);
    let rules = &mut scenario.rules.schools;
    (rules.wash_out, rules.killed) = (0.0, 0.0);
    (rules.piston_losses, rules.jet_losses) = (0.0, 0.0);
    scenario
}

/// 463 pilots who fly 30 hours each on so many aircraft, of which 0.7 are fit, for 1.5 hours on a full day.
fn conversion(trainers: u32, days: u16) -> Scenario {
    let mut scenario = empty(days);
    scenario.academies = vec![Academy {
        flyable: 0.6,
        ..academy("SCHOOL", trainers)
    }];
    scenario.courses = vec![course("CONVERSION", 0, 30.0)];
    scenario.cohorts = vec![cohort("PILOTS", 0, 463, 0)];
    scenario
}

/// Day, from 0, of the first event of a kind.
fn day_of(record: &Record, kind: EventKind) -> Option<u16> {
    let mut events = record.events.iter();
    let event = events.find(|event| event.kind == kind)?;
    u16::try_from(event.second / 86_400).ok()
}

#[test]
fn pilots_by_hours_over_aircraft_by_hours_and_weather_is_the_time_it_takes() {
    // 463 x 30 h / (A x 0.7 x 1.5 h x 0.6): 367.5 days with 60 aircraft, 143.17 with 154, 142.24 with 155.
    for (trainers, days) in [(60, 367.5), (154, 143.17), (155, 142.24)] {
        let record = run(&conversion(trainers, 400), 1);
        let last = f64::from(day_of(&record, EventKind::CourseDone).expect("they are through"));
        assert!(
            last < days && days <= last + 1.0,
            "{trainers}: day {last} for {days} days"
        );
        assert_eq!(record.total(Series::Graduates), 463);
        assert_eq!(record.total(Series::SchoolMinutes), 463 * 30 * 60);
        // Until the last day aircraft bind.
        let bound = record.total(Series::BoundByTrainers);
        assert!((bound as f64 - last).abs() <= 1.0, "{bound} of {last} days");
    }
}

#[test]
fn under_coin_weather_155_aircraft_are_in_time_by_a_coin_too() {
    // On a flyable day 155 aircraft fly 162.75 h, so 86 of 143 days must be flyable: P(Bin(143, 0.6) >= 86) = 0.523.
    let mut scenario = conversion(155, 143);
    scenario.academies[0].flyable = 1.0;
    scenario.academies[0].cell = Some(0);
    scenario.weather = vec![WeatherCell {
        id: "SKY".into(),
        key: Key::of("weather/SKY"),
        lat: 40.0,
        lon: 116.0,
        visual_share: [0.6; 12],
        source: Source::default(),
    }];
    (
        scenario.rules.sky.persistence,
        scenario.rules.sky.marginal_share_of_rest,
    ) = (0.0, 0.0);
    let known: f64 = (86..=143).map(|days| binomial(143, days, 0.6)).sum();
    assert!((known - 0.523).abs() < 0.001, "{known}");
    let (mut simulation, mut in_time) = (Simulation::new(&scenario), 0);
    let replications = 1_000;
    for replication in 0..replications {
        let seed = 3;
        simulation.reset(Seed { seed, replication });
        while simulation.run_day().expect("no law breaks") {}
        in_time += i64::from(simulation.record().total(Series::Graduates) > 0);
    }
    let share = in_time as f64 / f64::from(replications);
    let error = (known * (1.0 - known) / f64::from(replications)).sqrt();
    assert!((share - known).abs() < 4.0 * error, "{share} for {known}");
}

/// P(Bin(n, p) = k), by logarithms of factorials.
fn binomial(n: u32, k: u32, p: f64) -> f64 {
    let ln_factorial = |n: u32| (1..=n).map(|one| math::ln(f64::from(one))).sum::<f64>();
    let ways = ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
    math::exp(ways + f64::from(k) * math::ln(p) + f64::from(n - k) * math::ln(1.0 - p))
}

#[test]
fn students_at_a_school_are_arrivals_by_the_time_they_stay() {
    // Little's law: 100 every 30 days who stay for 45 are 150 on average.
    let mut scenario = empty(400);
    scenario.academies = vec![academy("SCHOOL", 1_000)];
    scenario.courses = vec![Course {
        least_days: 45,
        ..course("COURSE", 0, 1.0)
    }];
    scenario.cohorts = (0..14)
        .map(|n| cohort(&format!("C{n:02}"), 0, 100, 30 * n))
        .collect();
    let record = run(&scenario, 1);
    let students: Vec<i64> = record.series(Series::Students).collect();
    assert_eq!(students[90..390].iter().sum::<i64>(), 150 * 300);
}

#[test]
fn nobody_is_through_before_the_calendar_says_however_many_aircraft_there_are() {
    let mut scenario = empty(120);
    scenario.academies = vec![academy("SCHOOL", 5_000)];
    scenario.courses = vec![
        Course {
            least_days: 40,
            next: Some(1),
            ..course("A", 0, 1.0)
        },
        Course {
            least_days: 25,
            ..course("B", 0, 1.0)
        },
    ];
    scenario.cohorts = vec![cohort("C", 0, 10, 7)];
    let record = run(&scenario, 1);
    let done = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::CourseDone);
    let days: Vec<u32> = done.map(|event| event.second / 86_400).collect();
    assert_eq!(days, [7 + 40, 7 + 40 + 25]);
}

#[test]
fn who_stays_to_teach_is_counted_once_and_teaches() {
    let mut scenario = empty(60);
    scenario.academies = vec![Academy {
        instructors: Some(2),
        ..academy("SCHOOL", 100)
    }];
    scenario.courses = vec![Course {
        keeps: 3,
        ..course("COURSE", 0, 6.0)
    }];
    // Two instructors teach 6 h a day: two students are through after two days, and both stay.
    scenario.cohorts = vec![cohort("A", 0, 2, 0), cohort("B", 0, 40, 10)];
    let record = run(&scenario, 1);
    assert_eq!(record.total(Series::InstructorsRaised), 2 + 3);
    assert_eq!(record.total(Series::Graduates), 37);
    // Four instructors then teach 12 h a day: 40 x 6 h are flown in 20 days.
    let done = record
        .events
        .iter()
        .filter(|event| event.kind == EventKind::CourseDone);
    let days: Vec<u32> = done.map(|event| event.second / 86_400).collect();
    assert_eq!(days[1], 10 + 20 - 1);
}

/// A unit of ten that waits for pilots until day 20, with aircraft from day 5 on.
fn forming(alter: impl FnOnce(&mut Scenario)) -> Record {
    let mut scenario = empty(200);
    scenario.academies = vec![academy("SCHOOL", 1_000)];
    scenario.courses = vec![Course {
        least_days: 20,
        ..course("COURSE", 0, 1.0)
    }];
    scenario.cohorts = vec![cohort("C", 0, 10, 0)];
    scenario.establishments = vec![Establishment {
        detachments: 2,
        hours: Some(7.0),
        ..establishment("UNIT", 0, 10, 100)
    }];
    scenario.requests = vec![Request {
        transfer_days: Some(10.0),
        ..request("HELP", 0, 20)
    }];
    scenario.deliveries = vec![
        Delivery {
            aircraft: 10,
            ..delivery("CRAFT", 0, 5)
        },
        Delivery {
            request: Some(0),
            detachments: 2,
            ..delivery("HELPERS", 0, 0)
        },
    ];
    (
        scenario.rules.schools.manning,
        scenario.rules.schools.transfer_log_sd,
    ) = (1.0, 0.0);
    alter(&mut scenario);
    run(&scenario, 1)
}

#[test]
fn a_unit_is_formed_with_the_last_of_its_gates_and_ready_when_its_hours_are_flown() {
    let record = forming(|_| ());
    let unit = record.formed[0];
    let gates = [unit.pilots, unit.aircraft, unit.support, unit.field];
    assert_eq!(gates, [Some(20), Some(5), Some(30), Some(0)]);
    assert_eq!(unit.formed, Some(30));
    // Ten pilots by an hour a day, at a half for the ten days without detachments: 5 h each, then 2 h more.
    assert_eq!((unit.flown_min, unit.ready), (10 * 7 * 60, Some(31)));
    assert_eq!(record.total(Series::ReadyInTime), 1);
}

#[test]
fn a_refusal_a_late_answer_and_a_late_field_each_cost_what_they_must() {
    let refused = forming(|scenario| scenario.requests[0].granted = false);
    assert_eq!(
        (refused.formed[0].support, refused.formed[0].formed),
        (None, None)
    );
    assert_eq!(refused.total(Series::RequestsArrived), 0);
    let late = forming(|scenario| scenario.rules.schools.answer_delay_days = 30);
    assert_eq!(late.formed[0].formed, Some(60));
    // Half hours until then: the seven are flown before it is formed, on day 33.
    assert_eq!(late.formed[0].ready, Some(60));
    let field = forming(|scenario| scenario.establishments[0].field_from = 110);
    assert_eq!(
        (field.formed[0].formed, field.total(Series::FormedInTime)),
        (Some(110), 0)
    );
}

#[test]
fn graduates_go_by_list_or_in_proportion_to_what_is_wanted() {
    let pilots = |even: bool| {
        let record = forming(|scenario| {
            scenario.establishments = ["A", "B"]
                .map(|id| establishment(id, 0, if id == "A" { 6 } else { 9 }, 100))
                .to_vec();
            scenario.establishments[0].priority = 1;
            if even {
                scenario.courses[0].posting = interdict_scenario::scenario::Posting::Even;
            }
        });
        [0, 1].map(|unit: usize| record.formed[unit].pilots_there)
    };
    assert_eq!(pilots(false), [1, 9]);
    assert_eq!(pilots(true), [4, 6]);
}

#[test]
fn with_everything_twice_dates_stay_and_with_twice_the_aircraft_alone_flying_days_halve() {
    let last = |scenario: &Scenario| day_of(&run(scenario, 1), EventKind::CourseDone);
    let base = conversion(60, 400);
    let mut twice = conversion(120, 400);
    twice.cohorts[0].students *= 2;
    assert_eq!(last(&twice), last(&base));
    assert_eq!(
        (last(&base), last(&conversion(120, 400))),
        (Some(367), Some(183))
    );
    let mut grounded = base;
    grounded.academies[0].flyable = 0.0;
    assert_eq!(last(&grounded), None);
    let record = run(&grounded, 1);
    assert_eq!(record.total(Series::BoundByWeather), 400);
}

#[test]
fn a_theatre_of_schools_alone_loads_and_runs() {
    let text = r#"Scenario(
    title: "School", question: "?", starts: "1936-03-02", ends: "1936-06-30", step: "60 min", latitude: 47.0,
    academies: [(id: "SCHOOL", trainers: 14)],
    courses: [(id: "WINGS", academy: "SCHOOL", hours: 4)],
    cohorts: [(id: "SPRING", students: 12, course: "WINGS")],
)"#;
    let files = [("s.ron".to_owned(), text.to_owned())].into();
    let loaded =
        load_files(files, "s.ron").unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    assert!(loaded.warnings.is_empty());
    assert!(run(&loaded.scenario, 1).total(Series::Graduates) > 8);
}
