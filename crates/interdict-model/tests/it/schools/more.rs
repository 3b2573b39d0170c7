//! What more of a resource may never do: make a deadline later.

use interdict_engine::{Chance, Purpose, When};
use interdict_model::Series;
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{
    Academy, Course, Credit, Delivery, Establishment, Source, WeatherCell,
};
use interdict_scenario::synthetic::{academy, cohort, course, delivery, establishment};

use super::empty;
use crate::theatres::run;

/// A drawn theatre of one or two academies, with two courses that may share one, weather, and a unit. One cohort alone may
/// lose aircraft and run out of fuel. Several may not: what one of them burns or loses early is not there for the other.
/// And where the second course has an academy of its own, all come to it by way of the first: a cohort that joined there
/// could find before it an older one whom more of a resource has brought sooner. In those cases more of a resource may
/// make a deadline later, and only on average does not.
fn drawn(n: u32, is_alone: bool) -> Scenario {
    let chance = Chance::new(77, n, 1);
    let mut numbers = chance.stream(Purpose(1), Key(1), When::on(0));
    let mut below = |count: u32| (numbers.draw() * f64::from(count)) as u32;
    let mut scenario = empty(150);
    scenario.weather = vec![WeatherCell {
        id: "SKY".into(),
        key: Key::of("weather/SKY"),
        lat: 40.0,
        lon: 116.0,
        visual_share: [0.5; 12],
        source: Source::default(),
    }];
    let rule = [Credit::Oldest, Credit::List][below(2) as usize];
    scenario.academies = (0..=below(2))
        .map(|n| Academy {
            instructors: Some(2 + below(6)),
            battalions: Some(1),
            fields: Some(1),
            fuel_kg_per_h: if is_alone { 100.0 } else { 0.0 },
            fuel_kg: i64::from(1_000 * below(30)),
            losses: Some(if is_alone { 300.0 } else { 0.0 }),
            credit: rule,
            cell: Some(0),
            ..academy(&format!("SCHOOL-{n}"), 4 + below(12))
        })
        .collect();
    let academies = scenario.academies.len() as u32;
    let first = Course {
        least_days: 5 + below(20),
        wash_out: Some(0.1),
        next: Some(1),
        ..course("A", 0, f64::from(2 + below(8)))
    };
    let second = Course {
        least_days: 5 + below(20),
        ..course("B", academies - 1, f64::from(2 + below(8)))
    };
    scenario.courses = vec![first, second];
    let cohorts = if is_alone { 1 } else { 2 + below(3) };
    scenario.cohorts = (0..cohorts)
        .map(|n| {
            let first = if academies == 1 { below(2) } else { 0 };
            let (students, begins) = (5 + below(30), below(40).cast_signed());
            cohort(&format!("C{n}"), first, students, begins)
        })
        .collect();
    scenario.establishments = vec![Establishment {
        hours: Some(4.0),
        ..establishment("UNIT", 1, 10 + below(20), 150)
    }];
    scenario.deliveries = vec![Delivery {
        aircraft: 30,
        ..delivery("CRAFT", 0, 10)
    }];
    scenario
}

/// Pilots who are through by the end of each day, and the days on which the unit was formed and ready.
fn progress(scenario: &Scenario) -> (Vec<i64>, [u16; 2]) {
    let record = run(scenario, 1);
    let mut sum = 0;
    let through = record.series(Series::Graduates).map(|pilots| {
        sum += pilots;
        sum
    });
    let unit = record.formed[0];
    let days = [unit.formed, unit.ready].map(|day| day.unwrap_or(u16::MAX));
    (through.collect(), days)
}

/// More of a resource, and whether a stock that runs out is among what is scarce.
type More = fn(&mut Academy);

const RESOURCES: [(&str, More); 5] = [
    ("trainers", |academy| academy.trainers += 3),
    ("instructors", |academy| {
        academy.instructors = academy.instructors.map(|count| count + 2);
    }),
    ("battalions", |academy| academy.battalions = Some(2)),
    ("fields", |academy| academy.fields = Some(2)),
    ("fuel", |academy| academy.fuel_kg += 7_000),
];

/// Gives drawn theatres more of each resource: none of their dates may come later. How many moved.
fn give_more(theatres: u32, is_alone: bool) -> [u32; 5] {
    let mut moved = [0; 5];
    for n in 0..theatres {
        let base = drawn(n, is_alone);
        let (through, days) = progress(&base);
        for ((name, more), moved) in RESOURCES.iter().zip(&mut moved) {
            let mut arm = base.clone();
            arm.academies.iter_mut().for_each(more);
            let (also, sooner) = progress(&arm);
            let is_later = through.iter().zip(&also).any(|(base, arm)| arm < base);
            assert!(
                !is_later,
                "{name}, theatre {n}: {through:?} became {also:?}"
            );
            let is_later = sooner[0] > days[0] || sooner[1] > days[1];
            assert!(!is_later, "{name}, theatre {n}: {sooner:?} after {days:?}");
            *moved += u32::from(through != also);
        }
    }
    moved
}

#[test]
fn more_of_a_resource_never_makes_a_deadline_of_several_cohorts_later() {
    let moved = give_more(150, false);
    assert!(moved[0] > 20 && moved[1] > 20, "{moved:?}");
}

#[test]
fn more_of_a_resource_never_makes_the_deadline_of_one_cohort_later_though_aircraft_are_lost_and_fuel_runs_out()
 {
    let moved = give_more(150, true);
    assert!(moved[0] > 10 && moved[1] > 2 && moved[4] > 10, "{moved:?}");
}
