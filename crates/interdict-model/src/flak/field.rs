//! The field: where batteries stand, in squares, so that who asks for those near a point need not ask all.

use crate::flak::battery::Battery;
use crate::network::Point;
use crate::row::BatteryRow;
use interdict_engine::whole::whole_below;

/// Batteries by square.
pub(super) struct Field {
    side_m: f64,
    /// Square, from south to north and in each row from west to east, and row of the battery; ascending.
    stand: Vec<((i64, i64), BatteryRow)>,
}

impl Field {
    /// Squares with sides of this many metres.
    pub(super) fn new(side_m: f64, batteries: &[Battery]) -> Self {
        let mut field = Self {
            side_m: side_m.max(1.0),
            stand: Vec::with_capacity(batteries.len()),
        };
        for (battery, row) in batteries.iter().zip((0..).map(BatteryRow)) {
            field.stand.push((field.square(battery.at), row));
        }
        field.stand.sort_unstable();
        field
    }

    fn square(&self, at: Point) -> (i64, i64) {
        let part = |metres: f64| whole_below::<i64>(metres / self.side_m);
        (part(at.north), part(at.east))
    }

    /// Rows of the batteries in the square of a point and the eight about it, ascending: at least all that are no
    /// farther than the side of a square.
    pub(super) fn around(&self, point: Point, rows: &mut Vec<BatteryRow>) {
        rows.clear();
        let (north, east) = self.square(point);
        for north in north - 1..=north + 1 {
            let first = (self.stand).partition_point(|&(square, _)| square < (north, east - 1));
            let here = self.stand[first..].iter();
            let here = here.take_while(|&&(square, _)| square <= (north, east + 1));
            rows.extend(here.map(|&(_, row)| row));
        }
        rows.sort_unstable();
    }
}
