//! What is worked out for depots, and what rows of one formation may not say together.

use crate::codes;
use crate::fault::{Fault, quoted};
use crate::forms::TableName;
use crate::reader::Reader;
use crate::rows::at;
use crate::scenario::{Depot, Formation, Scenario};

/// Gives depots their first day within the scenario; they are full at once, where the file does not say by when.
pub(super) fn days_of_depots(scenario: &mut Scenario) {
    for depot in &mut scenario.depots {
        depot.from = depot.begins.clamp(0, i32::from(scenario.days)) as u16;
        if !depot.given.has(at!(Depot, "full_by").place()) {
            depot.full_by = depot.begins;
        }
    }
}

/// Reports rows of one formation that share days or leave days out between them.
pub(super) fn check_moves(scenario: &Scenario, reader: &mut Reader<'_>) {
    let formations = &scenario.formations;
    let mut order: Vec<usize> = (0..formations.len())
        .filter(|&row| formations[row].from < formations[row].to)
        .collect();
    let of = |row: usize| {
        (
            formations[row].formation.as_str(),
            formations[row].from,
            row,
        )
    };
    order.sort_by(|&first, &second| of(first).cmp(&of(second)));
    let mut latest: Option<usize> = None;
    for &row in &order {
        let after = &formations[row];
        let same = |before: &usize| formations[*before].formation == after.formation;
        let Some(before_row) = latest.filter(same) else {
            latest = Some(row);
            continue;
        };
        let before = &formations[before_row];
        if before.to <= after.to {
            latest = Some(row);
        }
        if before.to == after.from {
            continue;
        }
        let (from, to) = (at!(Formation, "from"), at!(Formation, "to"));
        let place = reader.place(TableName::Formations, row, from);
        let ended = reader.place(TableName::Formations, before_row, to);
        let first = quoted(&before.id);
        reader.faults.push(
            Fault::at(codes::MOVES, place, told(before, after))
                .expected(format!("the day after the last of {first}"))
                .related(ended, format!("{first} ends here")),
        );
    }
}

/// What is wrong between two rows of one formation.
fn told(before: &Formation, after: &Formation) -> String {
    let [first, second, whole] = [&before.id, &after.id, &before.formation].map(|id| quoted(id));
    if after.from < before.to {
        return format!("formation {whole} is in two rows at once, {first} and {second}");
    }
    let days = match after.from - before.to {
        1 => "a day".to_owned(),
        days => format!("{days} days"),
    };
    format!("formation {whole} is in no row for {days} between {first} and {second}")
}
