//! Schools for a generated theatre.

use interdict_quantity::Key;

use crate::scenario::{
    Academy, Cohort, Condition, Course, Credit, Delivery, Duty, Establishment, Posting, Request,
    Scenario, Source, TrainingDivision,
};

/// An academy without limits but its aircraft.
pub fn academy(id: &str, trainers: u32) -> Academy {
    Academy {
        id: id.into(),
        name: id.into(),
        key: Key::of(&format!("academy/{id}")),
        trainers,
        jet: false,
        serviceability: None,
        losses: None,
        instructors: None,
        battalions: None,
        fields: None,
        fuel_kg_per_h: 0.0,
        fuel_kg: 0,
        credit: Credit::Oldest,
        flyable: 1.0,
        cell: None,
        source: Source::default(),
    }
}

/// A course of so many hours at the academy of a row.
pub fn course(id: &str, academy: u32, hours: f64) -> Course {
    Course {
        id: id.into(),
        name: id.into(),
        key: Key::of(&format!("course/{id}")),
        academy,
        hours: Some(hours),
        least_days: 0,
        wash_out: None,
        next: None,
        keeps: 0,
        posting: Posting::List,
        source: Source::default(),
    }
}

/// A cohort of so many students that begins a course on a day.
pub fn cohort(id: &str, course: u32, students: u32, begins: i32) -> Cohort {
    Cohort {
        id: id.into(),
        name: id.into(),
        key: Key::of(&format!("cohort/{id}")),
        students,
        course,
        begins,
        hours_done: 0.0,
        priority: 0,
        source: Source::default(),
    }
}

/// A unit that wants so many pilots of a course, and as many aircraft, by the end.
pub fn establishment(id: &str, course: u32, pilots: u32, due: u16) -> Establishment {
    Establishment {
        id: id.into(),
        name: id.into(),
        key: Key::of(&format!("establishment/{id}")),
        course,
        pilots,
        aircraft: pilots,
        jet: false,
        serviceability: None,
        losses: None,
        detachments: 0,
        advisers: 0,
        hours: None,
        field_from: 0,
        priority: 0,
        due,
        cell: None,
        source: Source::default(),
    }
}

/// A delivery without anything in it, to the unit of a row.
pub fn delivery(id: &str, unit: u32, from: u16) -> Delivery {
    Delivery {
        id: id.into(),
        key: Key::of(&format!("delivery/{id}")),
        academy: None,
        unit: Some(unit),
        request: None,
        from,
        after_days: 0,
        aircraft: 0,
        instructors: 0,
        battalions: 0,
        fields: 0,
        fuel_kg: 0,
        detachments: 0,
        advisers: 0,
        source: Source::default(),
    }
}

/// A request that is asked and answered on two days, and granted.
pub fn request(id: &str, asked: i32, answered: i32) -> Request {
    Request {
        id: id.into(),
        name: id.into(),
        key: Key::of(&format!("request/{id}")),
        asked,
        answered,
        granted: true,
        transfer_days: None,
        when: Condition::Date,
        than: 0,
        for_days: 1,
        line: None,
        source: Source::default(),
    }
}

/// A division that does something on all of so many days, and brings nothing.
pub fn division(id: &str, duty: Duty, days: u16) -> TrainingDivision {
    TrainingDivision {
        id: id.into(),
        division: id.into(),
        name: id.into(),
        key: Key::of(&format!("training_division/{id}")),
        duty,
        academy: None,
        instructors: 0,
        trainers: 0,
        battalions: 0,
        request: None,
        city: None,
        from: 0,
        to: days,
        source: Source::default(),
    }
}

/// Puts an academy with a course, two cohorts, a unit, a request and a division that teaches into a theatre.
pub fn with_schools(mut theatre: Scenario) -> Scenario {
    let days = theatre.days;
    theatre.academies = vec![Academy {
        instructors: Some(10),
        battalions: Some(1),
        fields: Some(1),
        fuel_kg_per_h: 200.0,
        fuel_kg: 100_000,
        losses: Some(200.0),
        ..academy("ACADEMY", 10)
    }];
    theatre.courses = vec![Course {
        wash_out: Some(0.2),
        keeps: 1,
        ..course("COURSE", 0, 4.0)
    }];
    theatre.cohorts = vec![cohort("FIRST", 0, 6, 0), cohort("SECOND", 0, 20, 1)];
    theatre.requests = vec![Request {
        transfer_days: Some(1.0),
        ..request("HELP", 0, 1)
    }];
    theatre.establishments = vec![Establishment {
        detachments: 1,
        advisers: 2,
        hours: Some(2.0),
        ..establishment("UNIT", 0, 4, days)
    }];
    theatre.deliveries = vec![
        Delivery {
            aircraft: 6,
            ..delivery("CRAFT", 0, 0)
        },
        Delivery {
            request: Some(0),
            detachments: 1,
            advisers: 2,
            ..delivery("HELPERS", 0, 0)
        },
    ];
    theatre.training_divisions = vec![TrainingDivision {
        academy: Some(0),
        instructors: 4,
        trainers: 4,
        battalions: 1,
        request: Some(0),
        ..division("GUESTS", Duty::Teach, days)
    }];
    theatre
}
