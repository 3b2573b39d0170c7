//! From degrees to points on the sheet.

use interdict_engine::math;
use interdict_quantity::degrees::beside;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{LineRow, StationRow};

use super::super::canvas::{Canvas, Pen};
use super::super::labels::Area;
use super::super::theme::{FAINT, MARGIN, WIDTH};

/// Room below the frame, points.
pub(super) const BELOW: f64 = 34.0;
/// Width of the column with the legend.
const COLUMN: f64 = 196.0;
/// Upper edge of the map.
const TOP: f64 = 66.0;
/// Room around the outermost stations, points.
const ROOM: f64 = 34.0;

/// From degrees to points: equirectangular at the middle latitude, one scale both ways.
pub(crate) struct Projection {
    west: f64,
    /// Degrees east, halfway across.
    middle: f64,
    north: f64,
    narrowing: f64,
    pub(crate) points_per_degree: f64,
    offset: (f64, f64),
    pub(crate) frame: Area,
}

impl Projection {
    /// Fits the ends of some lines, or without lines all stations; the rest may lie outside.
    pub(crate) fn around(scenario: &Scenario, lines: &[LineRow]) -> Self {
        let mut within: Vec<(f64, f64)> = lines
            .iter()
            .map(|&row| &scenario.lines[row as usize])
            .flat_map(|line| [line.from, line.to])
            .map(|row| degrees(scenario, row))
            .collect();
        if within.is_empty() {
            within = scenario
                .stations
                .iter()
                .map(|station| (station.lat, station.lon))
                .collect();
        }
        // counted from the side of the first, where places lie on both sides of the 180th meridian
        let first = within.first().map_or(0.0, |place| place.1);
        for place in &mut within {
            place.1 = beside(first, place.1);
        }
        let range = |pick: fn(&(f64, f64)) -> f64| {
            let low = within.iter().map(pick).fold(f64::INFINITY, f64::min);
            let high = within.iter().map(pick).fold(f64::NEG_INFINITY, f64::max);
            (low, high)
        };
        let (south, north) = range(|place| place.0);
        let (west, east) = range(|place| place.1);
        let middle = f64::midpoint(south, north);
        let narrowing = math::cos(middle.to_radians()).max(0.05);
        // a network on one spot or one meridian still needs some extent
        let wide = ((east - west) * narrowing).max(0.02);
        let high = (north - south).max(0.02);
        let (room_x, most_y) = (WIDTH - COLUMN - 2.0 * MARGIN, 860.0);
        let points_per_degree = ((room_x - 2.0 * ROOM) / wide).min((most_y - 2.0 * ROOM) / high);
        let drawn = (high * points_per_degree + 2.0 * ROOM).max(380.0);
        let spare = |room: f64, span: f64| (room - span * points_per_degree) / 2.0;
        let middle_x = (wide - (east - west) * narrowing) / 2.0 * points_per_degree;
        let middle_y = (high - (north - south)) / 2.0 * points_per_degree;
        Self {
            west,
            middle: f64::midpoint(west, east),
            north,
            narrowing,
            points_per_degree,
            offset: (
                MARGIN + spare(room_x, wide) + middle_x,
                TOP + spare(drawn, high) + middle_y,
            ),
            frame: Area {
                left: MARGIN,
                top: TOP,
                right: MARGIN + room_x,
                bottom: TOP + drawn,
            },
        }
    }

    pub(crate) fn at(&self, (lat, lon): (f64, f64)) -> (f64, f64) {
        (
            self.offset.0
                + (beside(self.middle, lon) - self.west) * self.narrowing * self.points_per_degree,
            self.offset.1 + (self.north - lat) * self.points_per_degree,
        )
    }
}

/// Latitude and longitude of a station.
pub(crate) fn degrees(scenario: &Scenario, row: StationRow) -> (f64, f64) {
    let station = &scenario.stations[row as usize];
    (station.lat, station.lon)
}

/// The frame of the map.
pub(crate) fn outline(canvas: &Canvas<'_>, area: &Area) {
    let corners = [
        (area.left, area.top),
        (area.right, area.top),
        (area.right, area.bottom),
        (area.left, area.bottom),
        (area.left, area.top),
    ];
    canvas.path(&corners, Pen::new(FAINT, 0.8));
}
