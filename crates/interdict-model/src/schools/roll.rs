//! # The roll of the schools
//!
//! What happens: everybody and everything of the schools stands on one roll; when the day ends students are counted by
//! course.
//!
//! Rule: students of a course are those of the cohorts that are in it, those who have their hours and wait for their date
//! among them. Divisions are counted by what they do.
//!
//! Assumes: nothing.
//!
//! Sources: none: a count.
//!
//! Reads: [`Schools`]. Writes: counters, the students by course. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{Delivery, Duty, Posting};

use crate::measure::Measures;
use crate::outcomes::Series;
use crate::record::{Formed, Grid};
use crate::row::{AcademyRow, CohortRow, CourseRow, DivisionRow, EstablishmentRow, RequestRow};
use crate::schools::academy::Academy;
use crate::schools::cohort::Cohort;
use crate::schools::establishment::Establishment;
use crate::schools::request::{Division, Request};
use crate::state::state;

/// A course, as far as a run can change it.
#[derive(Clone, Debug)]
pub struct Course {
    /// Graduates who wait for a unit.
    pub waiting: i64,
    /// Where it is taught.
    pub academy: AcademyRow,
    /// Of those of a cohort who are through, so many stay as instructors.
    pub keeps: i64,
    /// How graduates are shared out over units.
    pub posting: Posting,
    /// The units that want its graduates, in the order of their list.
    pub units: Vec<EstablishmentRow>,
}

state!(Course: waiting; fixed: academy, keeps, posting, units);

/// Everything of the schools.
#[derive(Resource, Clone, Debug, Default)]
pub struct Schools {
    /// Academies.
    pub academies: Column<AcademyRow, Academy>,
    /// Courses.
    pub courses: Column<CourseRow, Course>,
    /// Cohorts.
    pub cohorts: Column<CohortRow, Cohort>,
    /// Units that are to be formed.
    pub establishments: Column<EstablishmentRow, Establishment>,
    /// Requests.
    pub requests: Column<RequestRow, Request>,
    /// Divisions that can teach.
    pub divisions: Column<DivisionRow, Division>,
    /// What comes.
    pub deliveries: Vec<Delivery>,
    /// Cohorts by academy and day: made anew each day.
    pub(super) flying: Vec<CohortRow>,
}

state!(
    Schools: academies, courses, cohorts, establishments, requests, divisions;
    fixed: deliveries;
    room: flying
);

impl Schools {
    /// The schools of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let establishments: Column<EstablishmentRow, _> = Establishment::all(scenario).collect();
        let courses = (0..)
            .map(CourseRow)
            .zip(&scenario.courses)
            .map(|(row, course)| {
                let mut units: Vec<EstablishmentRow> =
                    EstablishmentRow::first(establishments.len())
                        .filter(|&unit| establishments[unit].course == row)
                        .collect();
                units.sort_by_key(|&unit| {
                    let unit = &establishments[unit];
                    (unit.priority, unit.key)
                });
                Course {
                    waiting: 0,
                    academy: AcademyRow(course.academy),
                    keeps: course.keeps.into(),
                    posting: course.posting,
                    units,
                }
            });
        Self {
            academies: Academy::all(scenario).collect(),
            courses: courses.collect(),
            cohorts: Cohort::all(scenario).collect(),
            requests: Request::all(scenario).collect(),
            divisions: Division::all(scenario).collect(),
            deliveries: scenario.deliveries.clone(),
            flying: Vec::new(),
            establishments,
        }
    }

    /// What the record says of the units.
    pub fn told(&self) -> Vec<Formed> {
        let rows = EstablishmentRow::first(self.establishments.len());
        rows.map(|row| self.establishments[row].told(row)).collect()
    }
}

/// Students by course and day.
#[derive(Resource, Clone, Debug, Default)]
pub struct SchoolLog {
    /// One column a course.
    pub students: Grid,
}

impl SchoolLog {
    /// Room for the days of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            students: Grid::new(scenario.days, scenario.courses.len()),
        }
    }
}

/// Counts students by course, and divisions by duty. Due when the day ends.
pub fn count(
    clock: Res<Clock>,
    schools: Res<Schools>,
    mut log: ResMut<SchoolLog>,
    mut measures: ResMut<Measures>,
) {
    let by_course = log.students.day_mut(clock.day);
    for cohort in &schools.cohorts {
        if let Some(stage) = cohort.now() {
            by_course[stage.course.index()] += cohort.students;
        }
    }
    measures.add(Series::Students, by_course.iter().sum());
    for division in schools
        .divisions
        .iter()
        .filter(|division| division.is_there)
    {
        let series = match division.duty {
            Duty::Teach => Series::DivisionsTeaching,
            Duty::Call => Series::DivisionsOnCall,
            Duty::Front => Series::DivisionsAtFront,
        };
        measures.add(series, 1);
    }
    let in_units = schools.establishments.iter().map(|unit| unit.pilots);
    measures.add(Series::PilotsInUnits, in_units.sum());
}

/// The identity of what brought something: of a request, or nobody.
pub(super) fn cause(schools: &Schools, request: Option<u32>) -> Key {
    request.map_or(Key(0), |row| schools.requests[RequestRow(row)].key)
}
