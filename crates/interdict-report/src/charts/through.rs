//! Through running by area: how much of the time could a train run from end to end?

use interdict_model::{AreaSeries, Record};
use interdict_scenario::Scenario;

use crate::figures::{DAY_S, areas_by_meaning, mean, percent};

use super::canvas::{Side, Type, fitted, sheet, text_width};
use super::frame::{Plot, nothing, titles};
use super::periods::Periods;
use super::theme::{BLUE, HEIGHT, MARGIN, QUIET, SMALL_SIZE, WIDTH};

const COLUMNS: usize = 3;
const PANEL: f64 = 128.0;
/// Panels on one sheet.
const MOST_AREAS: usize = 9;

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let mut areas = areas_by_meaning(scenario);
    let n_more = areas.len().saturating_sub(MOST_AREAS);
    areas.truncate(MOST_AREAS);
    let n_areas = areas.len();
    let columns = n_areas.clamp(1, COLUMNS);
    let panel = if n_areas <= columns { 300.0 } else { PANEL };
    let rows = n_areas.div_ceil(columns);
    let height = if n_areas == 0 {
        HEIGHT
    } else {
        124.0 + rows as f64 * (panel + 60.0)
    };
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, "Through running by area");
        if n_areas == 0 || record.days == 0 {
            return nothing(canvas, "The scenario names no areas, or no day was run");
        }
        let periods = Periods::months(scenario, record.days);
        let more = match n_more {
            0 => String::new(),
            more => format!(". And {more} more areas: summary.json has all"),
        };
        let about = format!(
            "Share of each {} with a path over open lines from gate to gate, or without gates with all lines open; beside the name, of the whole run{more}",
            periods.word
        );
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
        canvas.text((MARGIN, 68.0), &about, set);
        let width = (WIDTH - 2.0 * MARGIN) / columns as f64;
        for (&row, place) in areas.iter().zip(0..) {
            let area = &scenario.areas[row as usize];
            let left = MARGIN + width * (place % columns) as f64;
            let top = 112.0 + (panel + 60.0) * (place / columns) as f64;
            let open: Vec<f64> = record
                .area(row, AreaSeries::ThroughOpen)
                .map(|seconds| seconds as f64 / DAY_S)
                .collect();
            let plot = Plot::between(
                left + 62.0,
                left + width - 6.0,
                top,
                top + panel,
                record.days,
                1.0,
            )
            .up_to(1.0, if panel > 200.0 { 0.25 } else { 0.5 });
            plot.dates(canvas, scenario, "");
            let title = if place % columns == 0 {
                "share of time"
            } else {
                ""
            };
            plot.values_as(canvas, title, |value, _| percent(Some(value)));
            for (value, &(from, to)) in periods.means(&open).iter().zip(&periods.spans) {
                let slit = f64::from(to - from) * 0.08;
                let (from, to) = (f64::from(from) + slit, f64::from(to) - slit);
                if *value > 0.0 {
                    canvas.rect(
                        (plot.x(from), plot.y(*value)),
                        (plot.x(to), plot.bottom),
                        BLUE,
                        1.0,
                    );
                }
            }
            let share = percent(Some(mean(&open)));
            let room = plot.right - plot.left - text_width(&share, SMALL_SIZE) - 14.0;
            let name = format!("{}: {share}", fitted(&area.name, SMALL_SIZE, room));
            let set = Type::new(Side::Start).size(SMALL_SIZE).bold();
            canvas.text((plot.left, top - 11.0), &name, set);
        }
    })
}
