//! The page on schools: units, people, losses, and what bound the hours.

use std::fmt::Write as _;

use super::Page;
use crate::figures::{count, counted, grouped, shortened};
use crate::summary::{NewUnit, Schooled};

/// Units that are named on the page.
const NAMED: usize = 16;

/// Columns of the name of a unit, and of a date.
const NAME: usize = 33;
const DATE: usize = 12;

impl Schooled {
    /// Units line by line, then what became of the students, and what bound.
    pub(super) fn write(&self, page: &mut Page) {
        let mut heading = "Units";
        if !self.units.is_empty() {
            page.row(heading, &columns("", "formed", "ready", "by", ""));
            heading = "";
        }
        for unit in self.units.iter().take(NAMED) {
            page.row(heading, &unit.told());
        }
        if self.units.len() > NAMED {
            let more = format!("({} more units: summary.json)", self.units.len() - NAMED);
            page.item(heading, &more);
        }
        let mut people = format!(
            "{} were through, {} failed, {} still at academies at the end; {} died in accidents",
            counted(self.graduates, "student"),
            count(self.failed),
            count(self.students_at_end),
            count(self.killed)
        );
        if self.instructors_raised > 0 {
            let _ = write!(
                people,
                "; {} stayed to teach",
                count(self.instructors_raised)
            );
        }
        page.item("Students", &people);
        let hours = format!(
            "{} h at academies, {} h with units; {} lost in accidents",
            grouped(self.academy_hours, 0),
            grouped(self.unit_hours, 0),
            count(self.aircraft_lost) + " aircraft"
        );
        page.item("Hours", &hours);
        let bound: Vec<String> = (self.bound_by.iter())
            .map(|(name, days)| format!("{name} on {}", counted(*days, "day")))
            .collect();
        if !bound.is_empty() {
            page.item("What bound", &(bound.join(", ") + " of academies"));
        }
        page.gap();
    }
}

impl NewUnit {
    fn told(&self) -> String {
        let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "-".into());
        columns(
            &self.name,
            &date(&self.formed),
            &date(&self.ready),
            &self.by,
            &self.last,
        )
    }
}

fn columns(name: &str, formed: &str, ready: &str, by: &str, last: &str) -> String {
    let name = shortened(name, NAME - 1);
    let line = format!("{name:<NAME$}{formed:<DATE$}{ready:<DATE$}{by:<DATE$}{last}");
    line.trim_end().to_owned()
}
