//! What is worked out for lines and bridges from other rows.

use interdict_quantity::degrees::beside;

use super::nearest::nearest_place;
use crate::rows::at;
use crate::scenario::{Bridge, Line, Scenario, Station};

/// Gives every line the weather cell nearest to its middle, where the file names none.
pub(super) fn cells_of_lines(scenario: &mut Scenario) {
    let (stations, weather) = (&scenario.stations, &scenario.weather);
    for line in &mut scenario.lines {
        if !line.given.has(at!(Line, "cell").place()) {
            let place = between(stations, line.from, line.to, 0.5);
            let cells = weather.iter().enumerate();
            let cells = cells.map(|(row, cell)| (row as u32, cell.lat, cell.lon));
            line.cell = nearest_place(place, cells).unwrap_or(0);
        }
    }
}

/// Puts every bridge on its line, where the file does not say where it stands.
pub(super) fn places_of_bridges(scenario: &mut Scenario) {
    let (stations, lines) = (&scenario.stations, &scenario.lines);
    for bridge in &mut scenario.bridges {
        let line = lines.get(bridge.line as usize);
        let (from, to) = line.map_or((0, 0), |line| (line.from, line.to));
        let (lat, lon) = between(stations, from, to, bridge.at);
        if !bridge.given.has(at!(Bridge, "lat").place()) {
            bridge.lat = lat;
        }
        if !bridge.given.has(at!(Bridge, "lon").place()) {
            bridge.lon = lon;
        }
    }
}

/// The point on the straight line between two stations, `at` 0 to 1.
fn between(stations: &[Station], from: u32, to: u32, at: f64) -> (f64, f64) {
    let (Some(from), Some(to)) = (stations.get(from as usize), stations.get(to as usize)) else {
        return (0.0, 0.0);
    };
    let east = beside(from.lon, to.lon) - from.lon;
    let lon = beside(0.0, from.lon + at * east);
    (from.lat + at * (to.lat - from.lat), lon)
}
