//! What rows of the schools may not say together: courses that never end, a division in two places.

use crate::codes;
use crate::fault::{Fault, quoted};
use crate::forms::TableName;
use crate::reader::Reader;
use crate::rows::at;
use crate::scenario::{Assignment, Condition, Course, Request, Scenario, TrainingDivision};

/// Reports courses that lead back to themselves, each circle once.
pub(super) fn check_courses(scenario: &Scenario, reader: &mut Reader<'_>) {
    let courses = &scenario.courses;
    let next = |row: usize| courses[row].next.map(|next| next as usize);
    let mut is_told = vec![false; courses.len()];
    for first in 0..courses.len() {
        let mut at = next(first);
        let mut steps = 0;
        while let Some(row) = at.filter(|&row| row != first && row < courses.len()) {
            steps += 1;
            at = if steps > courses.len() {
                None
            } else {
                next(row)
            };
        }
        if at != Some(first) || is_told[first] {
            continue;
        }
        let mut row = first;
        while !is_told[row] {
            is_told[row] = true;
            row = next(row).unwrap_or(first);
        }
        let place = reader.place(TableName::Courses, first, at!(Course, "next"));
        let message = format!("course {} leads back to itself", quoted(&courses[first].id));
        reader.faults.push(
            Fault::at(codes::LOOP, place, message)
                .expected("courses that end with one without `next`"),
        );
    }
}

/// Reports rows of one division that share days.
pub(super) fn check_divisions(scenario: &Scenario, reader: &mut Reader<'_>) {
    let divisions = &scenario.training_divisions;
    let mut order: Vec<usize> = (0..divisions.len())
        .filter(|&row| divisions[row].from < divisions[row].to)
        .collect();
    let of = |row: usize| (divisions[row].division.as_str(), divisions[row].from, row);
    order.sort_by(|&first, &second| of(first).cmp(&of(second)));
    let mut latest: Option<usize> = None;
    for row in order {
        let after = &divisions[row];
        let same = |&before: &usize| divisions[before].division == after.division;
        if let Some(before_row) = latest.filter(same) {
            let before = &divisions[before_row];
            if after.from < before.to {
                let (from, to) = (at!(TrainingDivision, "from"), at!(TrainingDivision, "to"));
                let place = reader.place(TableName::TrainingDivisions, row, from);
                let ended = reader.place(TableName::TrainingDivisions, before_row, to);
                let [first, second, whole] =
                    [&before.id, &after.id, &before.division].map(|id| quoted(id));
                let message =
                    format!("division {whole} is in two rows at once, {first} and {second}");
                reader.faults.push(
                    Fault::at(codes::MOVES, place, message)
                        .expected(format!("a day after the last of {first}"))
                        .related(ended, format!("{first} ends here")),
                );
            }
            if before.to >= after.to {
                continue;
            }
        }
        latest = Some(row);
    }
}

/// Reports rows of one unit that share days.
pub(super) fn check_assignments(scenario: &Scenario, reader: &mut Reader<'_>) {
    let rows = &scenario.assignments;
    for (after_row, after) in rows.iter().enumerate() {
        let shares = |before: &&Assignment| {
            before.unit == after.unit && before.from < after.to && after.from < before.to
        };
        let Some(before) = rows[..after_row].iter().find(shares) else {
            continue;
        };
        let place = reader.place(TableName::Assignments, after_row, at!(Assignment, "from"));
        let unit = scenario.establishments.get(after.unit as usize);
        let unit = quoted(unit.map_or("", |unit| &unit.id));
        let [first, second] = [&before.id, &after.id].map(|id| quoted(id));
        let message = format!("unit {unit} is in two rows at once, {first} and {second}");
        reader.faults.push(
            Fault::at(codes::MOVES, place, message)
                .expected(format!("days that are not those of {first}")),
        );
    }
}

/// Reports conditions that can never hold in this scenario.
pub(super) fn check_conditions(scenario: &Scenario, reader: &mut Reader<'_>) {
    for (row, request) in scenario.requests.iter().enumerate() {
        let (column, wanting, expected) = match request.when {
            Condition::FewFormed if scenario.establishments.is_empty() => (
                at!(Request, "when"),
                "for units, of which the scenario has none",
                "rows of `establishments`",
            ),
            Condition::FewFormed if request.than == 0 => (
                at!(Request, "when"),
                "until fewer than 0 units are formed",
                "`than`, a number of units above 0",
            ),
            Condition::ManyWaiting if scenario.cohorts.is_empty() => (
                at!(Request, "when"),
                "for pilots, of whom the scenario has none",
                "rows of `cohorts`",
            ),
            _ => continue,
        };
        let place = reader.place(TableName::Requests, row, column);
        let message = format!("request {} waits {wanting}", quoted(&request.id));
        let fault = Fault::at(codes::NEVER_HOLDS, place, message);
        reader.faults.push(fault.expected(expected));
    }
}
