//! How formations at the front stood on a day.

use interdict_model::{Record, Series};

/// Whether a day counts as one on which the front was short: less than 90 % of its need was issued.
pub fn is_short(needed: i64, unmet: i64) -> bool {
    10 * unmet > needed
}

/// Reserves of the front when a day ended, in days of its need of that day: stock with formations and lying at
/// their railheads for them. `None` where nothing was needed.
pub fn front_reserves(record: &Record, day: u16) -> Option<f64> {
    let at = |series: Series| record.theatre.at(day, series as usize);
    let (need, stock) = (
        at(Series::FrontNeeded),
        at(Series::FrontStock) + at(Series::FrontRailheadStock),
    );
    (need > 0).then(|| stock as f64 / need as f64)
}
