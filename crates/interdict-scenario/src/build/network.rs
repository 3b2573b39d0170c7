//! Stations, lines, bridges, roads, airfields, areas.

use interdict_quantity::Key;

use super::nearest_place;
use crate::codes;
use crate::fault::Fault;
use crate::forms::TableName;
use crate::reader::{Reader, Reading};
use crate::scenario::{
    Airfield, Area, Bridge, BridgeClass, Line, Road, Running, Station, StationKind, WeatherCell,
};

pub(super) fn stations(reader: &mut Reader<'_>) -> Vec<Station> {
    reader.each(TableName::Stations, |_, row| Station {
        id: row.id.clone(),
        name: row.text_or_id("name"),
        key: Key::of(&format!("station/{}", row.id)),
        lat: row.number("lat"),
        lon: row.number("lon"),
        kind: [StationKind::Station, StationKind::Yard][row.word("kind")],
        shelter: row.count("shelter"),
        places: row.maybe("places").map(|places| places as u32),
        source: row.source(),
    })
}

/// Reports a line or road whose two ends are one station.
fn check_ends(reader: &mut Reader<'_>, row: &Reading<'_>) {
    if row.row("from").is_some() && row.row("from") == row.row("to") {
        let message = format!("{} ends where it begins", row.label());
        reader.faults.push(
            Fault::at(codes::LOOP, row.place("to"), message)
                .expected("another station than `from`"),
        );
    }
}

pub(super) fn lines(
    reader: &mut Reader<'_>,
    stations: &[Station],
    weather: &[WeatherCell],
) -> Vec<Line> {
    reader.each(TableName::Lines, |reader, row| {
        check_ends(reader, row);
        let (from, to) = (row.row("from").unwrap_or(0), row.row("to").unwrap_or(0));
        let place = middle(stations, from, to, 0.5);
        let cells = (weather.iter().enumerate()).map(|(at, cell)| (at as u32, cell.lat, cell.lon));
        let cell = (row.row("cell")).or_else(|| nearest_place(place, cells));
        let opens = row.day("opens").unwrap_or(0);
        let closes = closes(reader, row, opens);
        Line {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            key: Key::of(&format!("line/{}", row.id)),
            from,
            to,
            length_m: row.metres("length_km"),
            tracks: row.count("tracks") as u8,
            running: [Running::Night, Running::Always][row.word("running")],
            sanctuary: row.flag("sanctuary"),
            speed_kmh: row.maybe("speed_kmh"),
            passing_km: row.maybe("passing_km"),
            opens_day: opens.clamp(0, i32::from(reader.days)) as u16,
            closes_day: closes,
            cell: cell.unwrap_or(0),
            source: row.source(),
        }
    })
}

/// The day after the last on which a line can be used.
fn closes(reader: &mut Reader<'_>, row: &Reading<'_>, opens: i32) -> u16 {
    let Some(last) = row.day("closes") else {
        return u16::MAX;
    };
    if row.has("opens") && last < opens {
        let message = format!("{} closes before it opens", row.label());
        reader.faults.push(
            Fault::at(codes::END_BEFORE_START, row.place("closes"), message)
                .expected("a date not before `opens`")
                .related(row.place("opens"), "it opens here"),
        );
    }
    last.saturating_add(1).clamp(0, i32::from(u16::MAX)) as u16
}

/// The point on the straight line between two stations, `at` 0 to 1.
fn middle(stations: &[Station], from: u32, to: u32, at: f64) -> (f64, f64) {
    let (Some(from), Some(to)) = (stations.get(from as usize), stations.get(to as usize)) else {
        return (0.0, 0.0);
    };
    let mut east = to.lon - from.lon;
    if east.abs() > 180.0 {
        east -= 360.0_f64.copysign(east);
    }
    let mut lon = from.lon + at * east;
    if lon.abs() > 180.0 {
        lon -= 360.0_f64.copysign(lon);
    }
    (from.lat + at * (to.lat - from.lat), lon)
}

pub(super) fn bridges(
    reader: &mut Reader<'_>,
    stations: &[Station],
    lines: &[Line],
) -> Vec<Bridge> {
    reader.each(TableName::Bridges, |reader, row| {
        reader.together(row, "lat", "lon");
        let line = row.row("line").unwrap_or(0);
        let at = row.number("at");
        let ends = lines
            .get(line as usize)
            .map_or((0, 0), |line| (line.from, line.to));
        let (lat, lon) = middle(stations, ends.0, ends.1, at);
        let days = i32::from(reader.days);
        let bypasses = row.day_list("bypasses").iter().copied();
        Bridge {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            key: Key::of(&format!("bridge/{}", row.id)),
            line,
            at,
            length_m: row.number("length_m").round() as u32,
            class: [
                BridgeClass::Timber,
                BridgeClass::Girder,
                BridgeClass::Truss,
                BridgeClass::Masonry,
            ][row.word("class")],
            bypasses: (bypasses.filter(|&day| day < days))
                .map(|day| day.max(0) as u16)
                .collect(),
            lat: row.maybe("lat").unwrap_or(lat),
            lon: row.maybe("lon").unwrap_or(lon),
            source: row.source(),
        }
    })
}

pub(super) fn roads(reader: &mut Reader<'_>) -> Vec<Road> {
    reader.each(TableName::Roads, |reader, row| {
        check_ends(reader, row);
        Road {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            key: Key::of(&format!("road/{}", row.id)),
            from: row.row("from").unwrap_or(0),
            to: row.row("to").unwrap_or(0),
            length_m: row.metres("length_km"),
            trucks_per_night: row.count("trucks_per_night"),
            source: row.source(),
        }
    })
}

pub(super) fn airfields(reader: &mut Reader<'_>) -> Vec<Airfield> {
    reader.each(TableName::Airfields, |_, row| Airfield {
        id: row.id.clone(),
        name: row.text_or_id("name"),
        key: Key::of(&format!("airfield/{}", row.id)),
        lat: row.number("lat"),
        lon: row.number("lon"),
        runway_m: row.number("runway_m").round() as u32,
        source: row.source(),
    })
}

/// The rows that a cell names, in order, each once.
pub(super) fn sorted(row: &Reading<'_>, column: &str) -> Vec<u32> {
    let mut rows: Vec<u32> = row.rows(column).iter().map(|&(_, row)| row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

pub(super) fn areas(reader: &mut Reader<'_>) -> Vec<Area> {
    reader.each(TableName::Areas, |reader, row| {
        reader.together(row, "gates_from", "gates_to");
        Area {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            key: Key::of(&format!("area/{}", row.id)),
            lines: sorted(row, "lines"),
            roads: sorted(row, "roads"),
            gates_from: sorted(row, "gates_from"),
            gates_to: sorted(row, "gates_to"),
            crossing: row.flag("crossing"),
        }
    })
}
