//! Bases, stocks, locomotives, formations, trucks, gangs.

use interdict_quantity::Key;

use crate::forms::TableName;
use crate::reader::Reader;
use crate::scenario::{Base, Formation, GangBase, LocomotivePool, Stock, TruckCompany, TruckTask};

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
    reader.each(TableName::Formations, |reader, row| {
        let (from, to) = reader.span(row);
        Formation {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            key: Key::of(&format!("formation/{}", row.id)),
            railhead: row.row("railhead").unwrap_or(0),
            road_m: row.metres("road_km"),
            kg_per_day: row.kg("tons_per_day"),
            stock_days: row.number("stock_days"),
            front: row.flag("front"),
            from,
            to,
            source: row.source(),
        }
    })
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
