//! Cities that may be raided from the air, and what the units that schools formed do once they are there.

use super::schools::{Duty, EstablishmentRow};
use crate::codes;
use crate::fault::Fault;
use crate::forms::{SHARE, TableName};
use crate::reader::Reader;
use crate::rows::{Reading, at};
use crate::table::{table, words};

/// Row in [`Scenario::cities`](super::Scenario::cities).
pub type CityRow = u32;

table! {
    /// A city that may be raided from the air.
    City {
        name: "cities", one: "city", kin: "city", key: Some("id"), most: 1_000,
        doc: "Cities that may be raided from the air, in the interior. Who guards one names it: `training_divisions.city` \
              and `assignments.city`.",
    }
    checked by checked_city;
    id;
    name;
    key;
    lat;
    lon;
    /// What it weighs among the cities: cover is summed with it.
    weight: f64 = Number("weight", 0.0, 1_000.0), Default("1");
    /// Chance that a raid is seen early enough for fighters on call to meet it: radar, eye posts, distance.
    warning: Option<f64> = SHARE, Absent("the rule's default");
    /// Chance that its guns bring down or turn back a bomber that fighters left.
    guns: Option<f64> = SHARE, Absent("the rule's default");
    /// Raids that could come in a month of 30.4 days: the most that `kept` can leave.
    raids_per_month: f64 = Number("raids/month", 0.0, 31.0), Default("1");
    /// Chance that a raid that could come does come.
    kept: Option<f64> = SHARE, Absent("the rule's default");
    /// Bombers of a raid, at least.
    bombers_least: u32 = Count("bombers", 1.0, 500.0), Default("4");
    /// Bombers of a raid, at most: each number from the least on is as likely.
    bombers_most: u32 = Count("bombers", 1.0, 500.0), Default("17");
    source;
}

words! {
    /// How far a unit has to be before it takes up a duty.
    Since {
        /// It is ready: its pilots have their hours with it.
        Ready = "ready",
        /// It is formed, whatever its pilots have flown.
        Formed = "formed",
    }
}

table! {
    /// What a unit that was formed does, for a span of days.
    Assignment {
        name: "assignments", one: "assignment", kin: "assignment", key: Some("id"), most: 1_000,
        doc: "What units do once they are formed: they are on call, for a city or not, or at the front. Rows of one `unit` do \
              not share days. A unit at the front flies no more hours of its own training.",
    }
    checked by checked_assignment;
    id;
    key;
    /// The unit.
    unit: EstablishmentRow = One(TableName::Establishments), Required;
    /// What it does: `call` or `front`.
    duty: Duty = Choice(Duty::WORDS), Default("call");
    /// The city that it guards while it is on call.
    city: Option<u32> = One(TableName::Cities), Absent("it guards none");
    /// How far it has to be.
    once: Since = Choice(Since::WORDS), Default("ready");
    from;
    to;
    source;
}

/// A raid has no fewer bombers than its least number.
fn checked_city(city: &City, row: &Reading<'_, City>, reader: &mut Reader<'_>) {
    if city.bombers_least > city.bombers_most {
        let most = at!(City, "bombers_most");
        let message = format!(
            "{} is raided by {} bombers at least and by {} at most",
            row.label(),
            city.bombers_least,
            city.bombers_most
        );
        reader.faults.push(
            Fault::at(codes::ORDER, row.place(most), message)
                .expected(format!("a number not below {}", city.bombers_least)),
        );
    }
}

/// Units do not teach, and nobody guards a city from the front.
fn checked_assignment(
    assignment: &Assignment,
    row: &Reading<'_, Assignment>,
    reader: &mut Reader<'_>,
) {
    let (duty, city) = (at!(Assignment, "duty"), at!(Assignment, "city"));
    let (column, message, expected) = match assignment.duty {
        Duty::Teach => (
            duty,
            format!("{} has a unit teach", row.label()),
            "`call` or `front`: who teaches stands in `training_divisions`",
        ),
        Duty::Front if row.is_written(city) => (
            city,
            format!("{} guards a city from the front", row.label()),
            "`duty: \"call\"`, or no `city`",
        ),
        _ => return,
    };
    let fault = Fault::at(codes::TOGETHER, row.place(column), message);
    reader.faults.push(fault.expected(expected));
}
