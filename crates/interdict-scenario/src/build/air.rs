//! What is worked out for guns, units and raids from other rows.

use interdict_quantity::Key;
use interdict_quantity::degrees::beside;

use super::nearest::nearest_place;
use crate::rows::at;
use crate::scenario::{
    Area, FlakPlace, FlakPosting, Line, Raid, RaidTarget, Scenario, Station, StationKind,
};

/// Gives guns a depot, where the file names none: the nearest that is likely. Notes them as estimates.
pub(super) fn depots_of_guns(scenario: &mut Scenario) {
    let depots = likely_depots(scenario);
    let (stations, lines) = (&scenario.stations, &scenario.lines);
    let mut chosen = Vec::new();
    for posting in &mut scenario.flak {
        if posting.given.has(at!(FlakPosting, "depot").place()) {
            continue;
        }
        let centre = centre(&posting.place, stations, lines);
        let nearest = nearest_place(centre, depots.iter().copied());
        if let Some(station) = nearest.and_then(|station| stations.get(station as usize)) {
            chosen.push((posting.id.clone(), station.id.clone()));
        }
        posting.depot = nearest.unwrap_or(0);
    }
    scenario.provenance.chosen_depots = chosen;
}

/// Where guns draw that are given no depot: yards with a line and railheads of formations; where there are none, any
/// station with a line. In a theatre without lines roads take their place; without roads, too, any station will do.
fn likely_depots(scenario: &Scenario) -> Vec<(u32, f64, f64)> {
    let (stations, formations) = (&scenario.stations, &scenario.formations);
    let (lines, roads) = (&scenario.lines, &scenario.roads);
    let mut is_joined = vec![lines.is_empty() && roads.is_empty(); stations.len()];
    let ends_of_lines = lines.iter().flat_map(|line| [line.from, line.to]);
    let roads = roads.iter().filter(|_| lines.is_empty());
    for end in ends_of_lines.chain(roads.flat_map(|road| [road.from, road.to])) {
        if let Some(station) = is_joined.get_mut(end as usize) {
            *station = true;
        }
    }
    let joined = || {
        let all = stations.iter().zip(&is_joined).enumerate();
        all.filter(|(_, (_, is_joined))| **is_joined)
            .map(|(row, (station, _))| (row as u32, station))
    };
    let place = |(row, station): (u32, &Station)| (row, station.lat, station.lon);
    let is_likely = |&(row, station): &(u32, &Station)| {
        station.kind == StationKind::Yard
            || formations.iter().any(|formation| formation.railhead == row)
    };
    let likely: Vec<_> = joined().filter(is_likely).map(place).collect();
    if likely.is_empty() {
        joined().map(place).collect()
    } else {
        likely
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
    // counted from the first end, which may lie on the other side of the 180th meridian
    let first = ends.first().map_or(0.0, |station| station.lon);
    let lon: f64 = ends.iter().map(|station| beside(first, station.lon)).sum();
    (lat / count, lon / count)
}

/// Turns the names of lines and areas in sectors into rows of lines, in order, each once.
pub(super) fn sectors(scenario: &mut Scenario) {
    let (lines, areas) = (&scenario.lines, &scenario.areas);
    for unit in &mut scenario.air_units {
        unit.sector = sector(&unit.sector_named, lines, areas);
    }
    for order in &mut scenario.orders {
        order.sector = sector(&order.sector_named, lines, areas);
    }
}

fn sector(named: &[String], lines: &[Line], areas: &[Area]) -> Vec<u32> {
    let mut sector = Vec::new();
    for name in named {
        match (area_named(areas, name), line_named(lines, name)) {
            (Some(area), _) => sector.extend(&area.lines),
            (None, line) => sector.extend(line),
        }
    }
    sector.sort_unstable();
    sector.dedup();
    sector
}

/// The area of this name.
pub(super) fn area_named<'a>(areas: &'a [Area], name: &str) -> Option<&'a Area> {
    let place = areas.binary_search_by(|area| area.id.as_str().cmp(name));
    place.ok().map(|row| &areas[row])
}

/// The row of the line of this name.
pub(super) fn line_named(lines: &[Line], name: &str) -> Option<u32> {
    let place = lines.binary_search_by(|line| line.id.as_str().cmp(name));
    place.ok().map(|row| row as u32)
}

/// Puts raids in order of day and target, and numbers those of one day on one target from 1 in their keys, in the order
/// of all that a run sees of them. So neither the order of the file nor who flew them means anything for their luck:
/// raids that a run cannot tell apart may change places, and who flew them only says which of them is told as whose.
pub(super) fn number_raids(scenario: &mut Scenario) {
    let name = |raid: &Raid| {
        let (kind, row) = raid.target.row();
        let date = scenario.starts.plus_days(i32::from(raid.day));
        let date = date.map_or_else(String::new, |date| date.to_string());
        let target = scenario.id(kind.table(), row).unwrap_or_default();
        format!("{date}/{}/{target}", kind.word())
    };
    let raids = scenario.raids.iter();
    let mut raids: Vec<(String, Raid)> = raids.map(|raid| (name(raid), raid.clone())).collect();
    raids.sort_by(|(first_name, first), (second_name, second)| {
        let seen =
            (first.day, first_name, seen(first)).cmp(&(second.day, second_name, seen(second)));
        seen.then_with(|| first.unit.cmp(&second.unit))
    });
    let mut number = 0_u32;
    let mut before = String::new();
    for (name, raid) in &mut raids {
        number = if *name == before { number + 1 } else { 1 };
        raid.key = Key::of(&format!("raid/{name}/{number}"));
        before.clone_from(name);
    }
    scenario.raids = raids.into_iter().map(|(_, raid)| raid).collect();
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
        source: _,
    } = raid;
    let at = match target {
        RaidTarget::Track(_, at) => at,
        _ => 0,
    };
    (at, aircraft, bombs_kg, !visual, height_m, second)
}
