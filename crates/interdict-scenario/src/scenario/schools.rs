//! Schools: who teaches, who learns, and the units that are formed.

use interdict_quantity::Key;

use crate::codes;
use crate::fault::{Fault, quoted};
use crate::forms::{SHARE, TableName, tons};
use crate::reader::Reader;
use crate::rows::{At, Reading, at};
use crate::table::{table, words};

/// Row in [`Scenario::academies`](super::Scenario::academies).
pub type AcademyRow = u32;
/// Row in [`Scenario::courses`](super::Scenario::courses).
pub type CourseRow = u32;
/// Row in [`Scenario::establishments`](super::Scenario::establishments).
pub type EstablishmentRow = u32;

words! {
    /// How the flying hours of an academy are shared out over its cohorts.
    Credit {
        /// The cohort that is furthest on in the calendar first.
        Oldest = "oldest",
        /// By `priority`, the lowest first.
        List = "list",
        /// In proportion to what each could fly.
        Even = "even",
    }
}

table! {
    /// A place where students learn to fly: its means are shared by its courses.
    Academy {
        name: "academies", one: "academy", kin: "academy", key: Some("id"), most: 1_000,
        doc: "Where students learn to fly. What is scarcest among its means bounds the hours of a day.",
    }
    id;
    name;
    key;
    /// Aircraft to train on.
    trainers: u32 = Count("aircraft", 0.0, 5_000.0), Default("0");
    /// They are jets: serviceability and losses of the rules are those of jets.
    jet: bool = Flag, Default("no");
    /// Share of its aircraft that are fit to fly.
    serviceability: Option<f64> = SHARE, Absent("the rule's default");
    /// Aircraft lost in ten thousand hours.
    losses: Option<f64> = Number("aircraft", 0.0, 1_000.0), Absent("the rule's default");
    /// Instructors who fly.
    instructors: Option<u32> = Count("instructors", 0.0, 10_000.0), Absent("they are no limit");
    /// Maintenance battalions.
    battalions: Option<u32> = Count("battalions", 0.0, 1_000.0), Absent("they are no limit");
    /// Airfields.
    fields: Option<u32> = Count("fields", 0.0, 1_000.0), Absent("they are no limit");
    /// Fuel of an hour's flying.
    fuel_kg_per_h: f64 = Number("kg/h", 0.0, 10_000.0), Default("0");
    /// Fuel on the first day.
    fuel_t as fuel_kg: i64 = tons("t", 1_000_000.0), Default("0");
    /// How hours are shared out over its cohorts.
    credit: Credit = Choice(Credit::WORDS), Default("oldest");
    /// Share of every day on which it can be flown, beside what the weather cell says.
    flyable: f64 = SHARE, Default("1");
    /// Weather cell: the weather at noon is that of the day.
    cell: Option<u32> = One(TableName::Weather), Absent("no weather but `flyable`");
    source;
}

words! {
    /// How graduates are shared out over the units that want them.
    Posting {
        /// By `priority` of the units, the lowest first.
        List = "list",
        /// In proportion to what each still wants.
        Even = "even",
    }
}

table! {
    /// One stage of training.
    Course {
        name: "courses", one: "course", kin: "course", key: Some("id"), most: 1_000,
        doc: "Stages of training. A cohort goes from course to course until one has no `next`.",
    }
    id;
    name;
    key;
    /// Where it is taught.
    academy: AcademyRow = One(TableName::Academies), Required;
    /// Flying hours of a student.
    hours: Option<f64> = Number("h", 0.1, 1_000.0), Absent("the rule's default");
    /// Least days of the course calendar: nobody is through before, whatever the means.
    least_days: u32 = Count("d", 0.0, 2_000.0), Default("0");
    /// Chance that a student fails at the end.
    wash_out: Option<f64> = SHARE, Absent("the rule's default");
    /// The course that follows.
    next: Option<u32> = One(TableName::Courses), Absent("its graduates are pilots for units");
    /// Of those of a cohort who are through, so many stay as instructors of its academy.
    keeps: u32 = Count("instructors", 0.0, 10_000.0), Default("0");
    /// How its graduates are shared out over units.
    posting: Posting = Choice(Posting::WORDS), Default("list");
    source;
}

table! {
    /// Students who learn together.
    Cohort {
        name: "cohorts", one: "cohort", kin: "cohort", key: Some("id"), most: 10_000,
        doc: "Students who learn together, from their first course on.",
    }
    id;
    name;
    key;
    /// How many begin.
    students: u32 = Count("students", 0.0, 16_000.0), Required;
    /// Their first course.
    course: CourseRow = One(TableName::Courses), Required;
    /// Day on which the course calendar begins for them.
    from as begins: i32 = FirstDay, Absent("the first day");
    /// Flying hours of their first course that each has behind himself.
    hours_done: f64 = Number("h", 0.0, 1_000.0), Default("0");
    /// Place in the list of an academy that credits by list.
    priority: u32 = Count("place", 0.0, 10_000.0), Default("0");
    source;
}

table! {
    /// A unit that is to be formed: what it needs.
    Establishment {
        name: "establishments", one: "unit to be formed", kin: "establishment", key: Some("id"), most: 1_000,
        doc: "Units that are to be formed: pilots, aircraft, support and a field each needs, and by when.",
    }
    id;
    name;
    key;
    /// The course whose graduates it gets.
    course: CourseRow = One(TableName::Courses), Required;
    /// Pilots.
    pilots: u32 = Count("pilots", 0.0, 10_000.0), Required;
    /// Aircraft.
    aircraft: u32 = Count("aircraft", 0.0, 5_000.0), Required;
    /// They are jets: serviceability and losses of the rules are those of jets.
    jet: bool = Flag, Default("no");
    /// Share of its aircraft that are fit to fly.
    serviceability: Option<f64> = SHARE, Absent("the rule's default");
    /// Aircraft lost in ten thousand hours.
    losses: Option<f64> = Number("aircraft", 0.0, 1_000.0), Absent("the rule's default");
    /// Support detachments that service its aircraft: without them it flies less.
    detachments: u32 = Count("detachments", 0.0, 100.0), Default("0");
    /// Advisers: without them its hours bring it on more slowly.
    advisers: u32 = Count("advisers", 0.0, 1_000.0), Default("0");
    /// Hours of a pilot with his unit until it is ready.
    hours: Option<f64> = Number("h", 0.0, 1_000.0), Absent("the rule's default");
    /// First day on which its airfield can be used.
    field_from: i32 = Date, Absent("there is one from the start");
    /// Place in the list of a course that posts by list.
    priority: u32 = Count("place", 0.0, 10_000.0), Default("0");
    /// Last day on which it is in time.
    by as due: u16 = LastDay, Absent("the last day");
    /// Weather cell: the weather at noon is that of the day.
    cell: Option<u32> = One(TableName::Weather), Absent("no weather");
    source;
}

table! {
    /// What comes to an academy or a unit on a day.
    Delivery {
        name: "deliveries", one: "delivery", kin: "delivery", key: Some("id"), most: 10_000,
        doc: "What comes to an academy or to a unit: on its day, or after a request is granted.",
    }
    checked by checked_delivery;
    id;
    key;
    /// The academy it goes to.
    academy: Option<u32> = One(TableName::Academies), Absent("see `unit`");
    /// The unit it goes to.
    unit: Option<u32> = One(TableName::Establishments), Absent("see `academy`");
    /// The request that brings it.
    request: Option<u32> = One(TableName::Requests), Absent("it comes without being asked for");
    /// Day on which it comes; of what a request brings, the first on which it may.
    from: u16 = FirstDay, Absent("the first day");
    /// Days from the arrival of the request until it is there: what has to be trained first.
    after_days: u32 = Count("d", 0.0, 2_000.0), Default("0");
    /// Aircraft.
    aircraft: u32 = Count("aircraft", 0.0, 5_000.0), Default("0");
    /// Instructors.
    instructors: u32 = Count("instructors", 0.0, 10_000.0), Default("0");
    /// Maintenance battalions.
    battalions: u32 = Count("battalions", 0.0, 1_000.0), Default("0");
    /// Airfields.
    fields: u32 = Count("fields", 0.0, 1_000.0), Default("0");
    /// Fuel.
    fuel_t as fuel_kg: i64 = tons("t", 1_000_000.0), Default("0");
    /// Support detachments.
    detachments: u32 = Count("detachments", 0.0, 100.0), Default("0");
    /// Advisers.
    advisers: u32 = Count("advisers", 0.0, 1_000.0), Default("0");
    source;
}

words! {
    /// What a division does on a day.
    Duty {
        /// It teaches at an academy.
        Teach = "teach",
        /// It is on call for the defence of the interior.
        Call = "call",
        /// It is at the front.
        Front = "front",
    }
}

table! {
    /// A division for a span of days: rows of one division do not share days, for it is at one place.
    TrainingDivision {
        name: "training_divisions", one: "training division", kin: "training_division", key: Some("id"), most: 1_000,
        doc: "Divisions that can teach, with instructors and aircraft of their own. On a day a division teaches, or is on \
              call, or is at the front: rows of one `division` do not share days.",
    }
    checked by checked_division;
    id;
    /// Whose row it is.
    division: String = Text, TheId;
    name;
    key;
    /// What it does.
    duty: Duty = Choice(Duty::WORDS), Default("teach");
    /// The academy where it teaches.
    academy: Option<u32> = One(TableName::Academies), Absent("it does not teach");
    /// Instructors whom it brings.
    instructors: u32 = Count("instructors", 0.0, 10_000.0), Default("0");
    /// Aircraft to train on that it brings.
    trainers: u32 = Count("aircraft", 0.0, 5_000.0), Default("0");
    /// Maintenance battalions that it brings.
    battalions: u32 = Count("battalions", 0.0, 1_000.0), Default("0");
    /// The request that brings it.
    request: Option<u32> = One(TableName::Requests), Absent("it is there without being asked for");
    /// The city that it guards while it is on call, and in part while it teaches.
    city: Option<u32> = One(TableName::Cities), Absent("it guards none");
    from;
    to;
    source;
}

impl TrainingDivision {
    /// Identity of the division, whatever the row.
    pub fn division_key(&self) -> Key {
        Key::of(&format!("division/{}", self.division))
    }
}

/// A delivery goes to an academy or to a unit, and brings what can be used there.
fn checked_delivery(delivery: &Delivery, row: &Reading<'_, Delivery>, reader: &mut Reader<'_>) {
    let (academy, unit) = (at!(Delivery, "academy"), at!(Delivery, "unit"));
    if row.is_written(academy) == row.is_written(unit) {
        let message = format!("{} goes to an academy or to a unit", row.label());
        reader.faults.push(
            Fault::at(codes::EITHER, row.place(unit), message)
                .expected("either `academy` or `unit`"),
        );
        return;
    }
    let to_academy = row.is_written(academy);
    let brings: [(At<Delivery>, bool, bool); 6] = [
        (at!(Delivery, "instructors"), delivery.instructors > 0, true),
        (at!(Delivery, "battalions"), delivery.battalions > 0, true),
        (at!(Delivery, "fields"), delivery.fields > 0, true),
        (at!(Delivery, "fuel_t"), delivery.fuel_kg > 0, true),
        (
            at!(Delivery, "detachments"),
            delivery.detachments > 0,
            false,
        ),
        (at!(Delivery, "advisers"), delivery.advisers > 0, false),
    ];
    for (column, is_there, for_academy) in brings {
        if is_there && for_academy != to_academy {
            let (wants, has) = if for_academy {
                ("academy", "unit")
            } else {
                ("unit", "academy")
            };
            let message = format!(
                "{} brings {} to {has}s, which have no use for them",
                row.label(),
                quoted(column.name())
            );
            reader.faults.push(
                Fault::at(codes::TOGETHER, row.place(column), message)
                    .expected(format!("`{wants}` instead of `{has}`")),
            );
        }
    }
}

/// Who teaches, teaches somewhere.
fn checked_division(
    division: &TrainingDivision,
    row: &Reading<'_, TrainingDivision>,
    reader: &mut Reader<'_>,
) {
    let academy = at!(TrainingDivision, "academy");
    if (division.duty == Duty::Teach) != row.is_written(academy) {
        let (message, expected) = if division.duty == Duty::Teach {
            (
                format!("{} teaches nowhere", row.label()),
                "`academy`, or another `duty`",
            )
        } else {
            (
                format!("{} has an academy and does not teach", row.label()),
                "`duty: \"teach\"`, or no `academy`",
            )
        };
        reader
            .faults
            .push(Fault::at(codes::TOGETHER, row.place(academy), message).expected(expected));
    }
    let city = at!(TrainingDivision, "city");
    if division.duty == Duty::Front && row.is_written(city) {
        let message = format!("{} guards a city from the front", row.label());
        let fault = Fault::at(codes::TOGETHER, row.place(city), message);
        let expected = "`duty: \"call\"` or `\"teach\"`, or no `city`";
        reader.faults.push(fault.expected(expected));
    }
}
