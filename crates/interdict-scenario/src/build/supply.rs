//! Bases, stocks, depots, locomotives, formations, trucks, gangs.

use interdict_quantity::Key;

use crate::codes;
use crate::fault::{Fault, quoted};
use crate::forms::TableName;
use crate::reader::{Reader, Reading};
use crate::scenario::{
    Base, Depot, Formation, GangBase, LocomotivePool, Need, Posture, Stock, TruckCompany, TruckTask,
};
use crate::source::Span;

pub(super) fn bases(reader: &mut Reader<'_>) -> Vec<Base> {
    reader.each(TableName::Bases, |_, row| Base {
        id: row.id.clone(),
        key: Key::of(&format!("base/{}", row.id)),
        station: row.row("station").unwrap_or(0),
        kg_per_day: row.kg("tons_per_day"),
        source: row.source(),
    })
}

pub(super) fn stocks(reader: &mut Reader<'_>) -> Vec<Stock> {
    reader.each(TableName::Stocks, |_, row| Stock {
        station: row.row("station").unwrap_or(0),
        days: row.number("days"),
        source: row.source(),
    })
}

pub(super) fn depots(reader: &mut Reader<'_>) -> Vec<Depot> {
    reader.each(TableName::Depots, |reader, row| {
        let (from, to) = reader.span(row);
        let begins = row.day("from").unwrap_or(0);
        let full_by = row.day("full_by").unwrap_or(begins);
        if full_by < begins {
            let message = format!("{} is full before it is begun", row.label());
            reader.faults.push(
                Fault::at(codes::END_BEFORE_START, row.place("full_by"), message)
                    .expected("a date not before `from`"),
            );
        }
        Depot {
            id: row.id.clone(),
            key: Key::of(&format!("depot/{}", row.id)),
            station: row.row("station").unwrap_or(0),
            kg: row.kg("tons"),
            from,
            to,
            begins,
            full_by,
            source: row.source(),
        }
    })
}

pub(super) fn locomotives(reader: &mut Reader<'_>) -> Vec<LocomotivePool> {
    reader.each(TableName::Locomotives, |_, row| LocomotivePool {
        id: row.id.clone(),
        key: Key::of(&format!("locomotive/{}", row.id)),
        station: row.row("station").unwrap_or(0),
        count: row.count("count"),
        source: row.source(),
    })
}

pub(super) fn formations(reader: &mut Reader<'_>) -> Vec<Formation> {
    let mut places = Vec::new();
    let formations = reader.each(TableName::Formations, |reader, row| {
        let (from, to) = reader.span(row);
        places.push((row.place("from"), row.place("to")));
        Formation {
            id: row.id.clone(),
            formation: row.text_or_id("formation"),
            name: row.text_or_id("name"),
            key: Key::of(&format!("formation/{}", row.id)),
            railhead: row.row("railhead").unwrap_or(0),
            road_m: row.metres("road_km"),
            need: need(reader, row),
            stock_days: row.number("stock_days"),
            reserve_days: row.maybe("reserve_days"),
            front: row.flag("front"),
            from,
            to,
            source: row.source(),
        }
    });
    check_moves(reader, &formations, &places);
    formations
}

/// Tons, or men with their posture: one of them.
fn need(reader: &mut Reader<'_>, row: &Reading<'_>) -> Need {
    let (tons, men) = (row.is_written("tons_per_day"), row.is_written("men"));
    if tons == men {
        let (message, column) = if tons {
            let message = format!("{} says what it needs in tons and in men", row.label());
            (message, "men")
        } else {
            let message = format!("{} does not say what it needs", row.label());
            (message, "tons_per_day")
        };
        let fault = Fault::at(codes::EITHER, row.place(column), message);
        reader
            .faults
            .push(fault.expected("either `tons_per_day` or `men`"));
    }
    if tons && !men && row.is_written("posture") {
        let message = format!("{} has a `posture` but no `men`", row.label());
        let fault = Fault::at(codes::TOGETHER, row.place("posture"), message);
        reader
            .faults
            .push(fault.expected("`men` instead of `tons_per_day`"));
    }
    if men {
        let posture = [Posture::Defence, Posture::Attack, Posture::Rest][row.word("posture")];
        Need::Men(row.count("men"), posture)
    } else {
        Need::Kilograms(row.kg("tons_per_day"))
    }
}

/// Reports rows of one formation that share days or leave days out between them.
fn check_moves(reader: &mut Reader<'_>, formations: &[Formation], places: &[(Span, Span)]) {
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
        let [first, second, whole] =
            [&before.id, &after.id, &before.formation].map(|id| quoted(id));
        let message = if after.from < before.to {
            format!("formation {whole} is in two rows at once, {first} and {second}")
        } else {
            let days = after.from - before.to;
            let days = if days == 1 {
                "a day".to_owned()
            } else {
                format!("{days} days")
            };
            format!("formation {whole} is in no row for {days} between {first} and {second}")
        };
        reader.faults.push(
            Fault::at(codes::MOVES, places[row].0, message)
                .expected(format!("the day after the last of {first}"))
                .related(places[before_row].1, format!("{first} ends here")),
        );
    }
}

pub(super) fn trucks(reader: &mut Reader<'_>) -> Vec<TruckCompany> {
    reader.each(TableName::Trucks, |reader, row| {
        let (from, to) = reader.span(row);
        TruckCompany {
            id: row.id.clone(),
            key: Key::of(&format!("truck/{}", row.id)),
            station: row.row("station").unwrap_or(0),
            trucks: row.count("trucks"),
            task: [TruckTask::Front, TruckTask::Gap][row.word("task")],
            from,
            to,
            source: row.source(),
        }
    })
}

pub(super) fn gangs(reader: &mut Reader<'_>) -> Vec<GangBase> {
    reader.each(TableName::Gangs, |reader, row| {
        let (from, to) = reader.span(row);
        GangBase {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            key: Key::of(&format!("gang/{}", row.id)),
            station: row.row("station").unwrap_or(0),
            men: row.count("men"),
            from,
            to,
            source: row.source(),
        }
    })
}
