//! Places and lengths that cannot be true together.

use interdict_quantity::degrees::beside;

use super::looking::{Found, Looking};
use crate::codes;
use crate::fault::quoted;
use crate::forms::TableName;
use crate::scenario::Station;

/// Kilometres of a degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

/// A length may be this much shorter than the straight line, for places are rounded; and so many times longer, for
/// railways wind. Both in km as well, for short lines.
const SHORTER: (f64, f64) = (0.9, 2.0);
const LONGER: (f64, f64) = (4.0, 60.0);

/// A place is far away that is this many times as far from the middle as half of the places are, and this far in km.
const FAR: (f64, f64) = (12.0, 1_500.0);

/// Kilometres between two places, as the crow flies.
pub(super) fn km(one: (f64, f64), other: (f64, f64)) -> f64 {
    let middle = f64::midpoint(one.0, other.0).to_radians();
    let east = (beside(other.1, one.1) - other.1) * libm::cos(middle);
    KM_PER_DEGREE * libm::hypot(one.0 - other.0, east)
}

fn place(station: &Station) -> (f64, f64) {
    (station.lat, station.lon)
}

/// Lines and roads that are shorter than the straight line between their ends, or many times longer.
pub(super) fn lengths(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let lines = scenario
        .lines
        .iter()
        .map(|line| (&line.id, line.from, line.to, line.length_m));
    let roads = scenario
        .roads
        .iter()
        .map(|road| (&road.id, road.from, road.to, road.length_m));
    let told =
        |(row, (id, from, to, length_m)): (usize, (&String, u32, u32, u32))| -> Option<Found> {
            let ends = [from, to].map(|end| scenario.stations.get(end as usize));
            let [Some(from), Some(to)] = ends else {
                return None;
            };
            let (length, straight) = (f64::from(length_m) / 1_000.0, km(place(from), place(to)));
            let is_short = length < straight * SHORTER.0 && length + SHORTER.1 < straight;
            let is_long = length > straight * LONGER.0 && length > straight + LONGER.1;
            let why = match (is_short, is_long) {
                (true, _) => "shorter than the straight line",
                (_, true) => "many times the straight line",
                _ => return None,
            };
            let message = format!(
                "{} is {length:.0} km long, {why}: {} and {} lie {straight:.0} km apart",
                quoted(id),
                quoted(&from.id),
                quoted(&to.id)
            );
            Some((row, "length_km", message))
        };
    let lines: Vec<Found> = lines.enumerate().filter_map(told).collect();
    let roads: Vec<Found> = roads.enumerate().filter_map(told).collect();
    let hint = "look at the length and at the places of both ends";
    looking.warn(codes::LENGTH, TableName::Lines, &lines, hint);
    looking.warn(codes::LENGTH, TableName::Roads, &roads, hint);
}

/// Stations and weather cells in another part of the world than the rest.
pub(super) fn far_away(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let places: Vec<(f64, f64)> = scenario.stations.iter().map(place).collect();
    let Some(middle) = middle(&places) else {
        return;
    };
    let mut apart: Vec<f64> = places.iter().map(|&place| km(place, middle)).collect();
    let reach = {
        apart.sort_by(f64::total_cmp);
        apart[apart.len() / 2]
    };
    let is_far = |place: (f64, f64)| {
        let km = km(place, middle);
        (km > FAR.1 && km > reach * FAR.0).then_some(km)
    };
    let told = |row: usize, id: &str, place: (f64, f64)| -> Option<Found> {
        let km = is_far(place)?;
        let message = format!(
            "{} lies {km:.0} km from the middle of the stations, half of which lie within {reach:.0} km",
            quoted(id)
        );
        Some((row, "lat", message))
    };
    let stations = scenario.stations.iter().enumerate();
    let stations: Vec<Found> = stations
        .filter_map(|(row, station)| told(row, &station.id, place(station)))
        .collect();
    let cells = scenario.weather.iter().enumerate();
    let cells: Vec<Found> = cells
        .filter_map(|(row, cell)| told(row, &cell.id, (cell.lat, cell.lon)))
        .collect();
    let hint = "look at `lat` and `lon`: one of them may have a slip in its sign or a digit";
    looking.warn(codes::FAR_AWAY, TableName::Stations, &stations, hint);
    looking.warn(codes::FAR_AWAY, TableName::Weather, &cells, hint);
    latitude(looking, middle, reach);
}

/// The latitude of the sun in another part of the world than the stations.
fn latitude(looking: &mut Looking<'_>, middle: (f64, f64), reach: f64) {
    let apart = (looking.scenario.latitude - middle.0).abs() * KM_PER_DEGREE;
    if apart > reach.max(100.0) + 1_000.0 {
        let message = format!(
            "the sun is reckoned at latitude {}, and the stations lie about latitude {:.1}",
            looking.scenario.latitude, middle.0
        );
        let hint = "night and day are those of `latitude`";
        looking.warn_whole(codes::FAR_AWAY, &message, hint);
    }
}

/// The place that half of the places lie north and south of, and half east and west; none, where there are too few to
/// tell which is the odd one.
fn middle(places: &[(f64, f64)]) -> Option<(f64, f64)> {
    let first = places.first()?.1;
    if places.len() < 3 {
        return None;
    }
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let lat = median(places.iter().map(|place| place.0).collect());
    let lon = median(places.iter().map(|place| beside(first, place.1)).collect());
    Some((lat, lon))
}
