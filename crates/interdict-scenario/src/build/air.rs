//! Guns, aircraft, units, raids.

use interdict_quantity::Key;

use super::nearest_place;
use super::network::sorted;
use crate::codes;
use crate::fault::Fault;
use crate::forms::TableName;
use crate::reader::{Reader, Reading};
use crate::scenario::{
    AirRole, AirUnit, Aircraft, Area, Channels, FlakPlace, FlakPosting, Formation, Line, Raid,
    RaidTarget, Station, StationKind,
};

/// The postings, and those that draw from a depot which nobody named: posting and station.
pub(super) fn flak(
    reader: &mut Reader<'_>,
    stations: &[Station],
    lines: &[Line],
    formations: &[Formation],
) -> (Vec<FlakPosting>, Vec<(String, String)>) {
    let depots = likely_depots(stations, lines, formations);
    let mut chosen = Vec::new();
    let postings = reader.each(TableName::Flak, |reader, row| {
        let (from, to) = reader.span(row);
        let place = place(reader, row);
        let depot = row.row("depot").or_else(|| {
            let nearest = nearest_place(centre(&place, stations, lines), depots.iter().copied());
            let station = nearest.and_then(|station| stations.get(station as usize));
            if let Some(station) = station {
                chosen.push((row.id.clone(), station.id.clone()));
            }
            nearest
        });
        FlakPosting {
            channels: Channels::ALL,
            id: row.id.clone(),
            formation: row.text_or_id("formation"),
            name: row.text_or_id("name"),
            key: FlakPosting::key_of(&row.id),
            heavy: row.count("heavy"),
            light: row.count("light"),
            strength: row.number("strength"),
            place,
            depot: depot.unwrap_or(0),
            mobile: row.flag("mobile"),
            active: row.flag("active"),
            arrival_kg: row.kg("arrival_tons"),
            from,
            to,
            source: row.source(),
        }
    });
    (postings, chosen)
}

/// Where guns draw that are given no depot: yards with a line and railheads of formations; where there are none, any
/// station with a line.
fn likely_depots(
    stations: &[Station],
    lines: &[Line],
    formations: &[Formation],
) -> Vec<(u32, f64, f64)> {
    let mut is_on_line = vec![false; stations.len()];
    for end in lines.iter().flat_map(|line| [line.from, line.to]) {
        if let Some(station) = is_on_line.get_mut(end as usize) {
            *station = true;
        }
    }
    let on_line = || {
        let all = stations.iter().zip(&is_on_line).enumerate();
        all.filter(|(_, (_, is_on_line))| **is_on_line)
            .map(|(row, (station, _))| (row as u32, station))
    };
    let place = |(row, station): (u32, &Station)| (row, station.lat, station.lon);
    let is_likely = |&(row, station): &(u32, &Station)| {
        station.kind == StationKind::Yard
            || formations.iter().any(|formation| formation.railhead == row)
    };
    let likely: Vec<_> = on_line().filter(is_likely).map(place).collect();
    if likely.is_empty() {
        on_line().map(place).collect()
    } else {
        likely
    }
}

/// At a point or along lines: one of them.
fn place(reader: &mut Reader<'_>, row: &Reading<'_>) -> FlakPlace {
    reader.together(row, "lat", "lon");
    let along = row.has("along");
    let is_at = row.has("lat") || row.has("lon");
    if along == is_at {
        let message = if along {
            format!("{} stands both at a point and along lines", row.label())
        } else {
            format!("{} stands nowhere", row.label())
        };
        reader.faults.push(
            Fault::at(codes::PLACE, row.place("along"), message)
                .expected("either `lat` and `lon`, or `along`"),
        );
    }
    if along {
        let lines = sorted(row, "along");
        if lines.is_empty() {
            let message = format!("{} stands along no line", row.label());
            let fault = Fault::at(codes::HOW_MANY, row.place("along"), message);
            reader.faults.push(fault.expected("at least one line"));
        }
        return FlakPlace::Along(lines);
    }
    FlakPlace::At {
        lat: row.number("lat"),
        lon: row.number("lon"),
        radius_m: row.metres("radius_km"),
    }
}

/// The point itself, or the mean of the ends of the lines.
fn centre(place: &FlakPlace, stations: &[Station], lines: &[Line]) -> (f64, f64) {
    let rows = match place {
        FlakPlace::At { lat, lon, .. } => return (*lat, *lon),
        FlakPlace::Along(rows) => rows,
    };
    let ends: Vec<&Station> = (rows.iter())
        .filter_map(|&row| lines.get(row as usize))
        .flat_map(|line| [line.from, line.to])
        .filter_map(|end| stations.get(end as usize))
        .collect();
    let count = ends.len().max(1) as f64;
    let lat: f64 = ends.iter().map(|station| station.lat).sum();
    let lon: f64 = ends.iter().map(|station| station.lon).sum();
    (lat / count, lon / count)
}

pub(super) fn aircraft(reader: &mut Reader<'_>) -> Vec<Aircraft> {
    reader.each(TableName::Aircraft, |_, row| Aircraft {
        id: row.id.clone(),
        key: Key::of(&format!("aircraft/{}", row.id)),
        bombs: row.count("bombs"),
        bomb_kg: row.number("bomb_kg").round() as u32,
        miss_m: row.maybe("miss_m"),
        vulnerability: row.number("vulnerability"),
        radius_m: row.metres("radius_km"),
        source: row.source(),
    })
}

pub(super) fn air_units(reader: &mut Reader<'_>, areas: &[Area]) -> Vec<AirUnit> {
    reader.each(TableName::AirUnits, |reader, row| {
        let (from, to) = reader.span(row);
        AirUnit {
            id: row.id.clone(),
            name: row.text_or_id("name"),
            key: Key::of(&format!("air_unit/{}", row.id)),
            role: [AirRole::FighterBomber, AirRole::Intruder, AirRole::Bomber][row.word("role")],
            aircraft: row.row("aircraft").unwrap_or(0),
            strength: row.count("strength"),
            sorties_per_aircraft: row.number("sorties_per_aircraft"),
            rail_share: row.number("rail_share"),
            sector: expanded(row.rows("sector"), areas),
            lat: row.number("lat"),
            lon: row.number("lon"),
            from,
            to,
            source: row.source(),
        }
    })
}

/// Lines of a list of lines and areas, in order, each once.
fn expanded(rows: &[(TableName, u32)], areas: &[Area]) -> Vec<u32> {
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let mut lines = Vec::new();
    for (table, row) in rows {
        match (table, areas.get(row as usize)) {
            (TableName::Areas, Some(area)) => lines.extend(&area.lines),
            (TableName::Areas, None) => {}
            _ => lines.push(row),
        }
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Raids in order of day and target; those of one day on one target are numbered from 1 in their keys, in the
/// order of all that a run sees of them. So neither the order of the file nor who flew them means anything for
/// their luck: raids that a run cannot tell apart may change places, and who flew them only says which of them
/// is told as whose.
pub(super) fn raids(reader: &mut Reader<'_>) -> Vec<Raid> {
    let mut raids: Vec<(String, Raid)> = reader
        .each(TableName::Raids, |reader, row| raid(reader, row))
        .into_iter()
        .flatten()
        .collect();
    raids.sort_by(|(first_name, first), (second_name, second)| {
        let seen =
            (first.day, first_name, seen(first)).cmp(&(second.day, second_name, seen(second)));
        seen.then_with(|| first.unit.cmp(&second.unit))
    });
    let mut number = 0_u32;
    let mut before = String::new();
    (raids.into_iter())
        .map(|(name, mut raid)| {
            number = if name == before { number + 1 } else { 1 };
            raid.key = Key::of(&format!("raid/{name}/{number}"));
            before = name;
            raid
        })
        .collect()
}

/// All that a run sees of a raid, but for its day and what it went for: these are in its name.
fn seen(raid: &Raid) -> impl Ord + use<> {
    let &Raid {
        key: _,
        day: _,
        unit: _,
        target,
        aircraft,
        bombs_kg,
        visual,
        second,
        height_m,
    } = raid;
    let at = match target {
        RaidTarget::Track(_, at) => at,
        _ => 0,
    };
    (at, aircraft, bombs_kg, !visual, height_m, second)
}

/// A raid and its name (`DATE/kind/target`); `None` outside the scenario's days.
fn raid(reader: &mut Reader<'_>, row: &Reading<'_>) -> Option<(String, Raid)> {
    let tables = [
        TableName::Bridges,
        TableName::Stations,
        TableName::Airfields,
        TableName::Lines,
    ];
    let table = tables[row.word("target_kind")];
    let written = row.text("target");
    let target = reader.names.row(table, &written);
    if target.is_none() && row.has("target") && row.has("target_kind") {
        let fault = reader.dangling(&[table], &written, row.place("target"));
        reader.report(fault, &[table]);
    }
    let day = row.day("date")?;
    if reader.starts.is_some() && !(0..i32::from(reader.days)).contains(&day) {
        reader.outside(row, "date");
        return None;
    }
    let target = target?;
    let date = reader.starts?.plus_days(day)?;
    let kind = ["bridge", "yard", "airfield", "track"][row.word("target_kind")];
    let name = format!("{date}/{kind}/{written}");
    let target = match table {
        TableName::Bridges => RaidTarget::Bridge(target),
        TableName::Stations => RaidTarget::Yard(target),
        TableName::Airfields => RaidTarget::Airfield(target),
        _ => RaidTarget::Track(target, (row.number("at") * 1_000.0).round() as u16),
    };
    let raid = Raid {
        key: Key::default(),
        day: day as u16,
        unit: row.text("unit"),
        target,
        aircraft: row.count("aircraft"),
        bombs_kg: row.number("bombs_kg").round() as u32,
        visual: row.word("sighting") == 0,
        second: row
            .maybe("hour")
            .map(|hour| (3_600.0 * hour).round() as u32),
        height_m: row.number("height_m").round() as u32,
    };
    Some((name, raid))
}
