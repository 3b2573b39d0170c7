//! The map of a theatre without a railway: its roads, and what stands beside them.

use interdict_model::Record;
use interdict_scenario::Scenario;

use super::legend::{Mark, draw_marks_of, scale_bar};
use super::marks::draw_marks;
use super::projection::{BELOW, Projection, degrees, outline};
use super::stations::{stations, ways};
use crate::charts::canvas::{Pen, sheet};
use crate::charts::frame::{nothing, titles};
use crate::charts::theme::{HEIGHT, QUIET, WIDTH};

/// Roads between stations, depots and bases, guns and airfields where there are any.
pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let title = "The theatre: roads and stations";
    if scenario.stations.is_empty() {
        return sheet(WIDTH, HEIGHT, |canvas| {
            titles(canvas, scenario, record, title);
            nothing(canvas, "The scenario has no stations");
        });
    }
    let projection = Projection::around(scenario, &[]);
    let height = projection.frame.bottom + BELOW;
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, title);
        outline(canvas, &projection.frame);
        for ends in ways(scenario) {
            let [from, to] = ends.map(|row| projection.at(degrees(scenario, row)));
            if let Some(inside) = projection.frame.clip(from, to) {
                canvas.path(&inside, Pen::new(QUIET, 1.6).dashed(6.0, 3.0));
            }
        }
        let marks = draw_marks(canvas, scenario, record, &projection);
        stations(canvas, scenario, &projection, marks);
        scale_bar(canvas, &projection);
        let mut told = vec![Mark::Road, Mark::Yard, Mark::Station];
        told.extend((!scenario.flak.is_empty()).then_some(Mark::Guns));
        told.extend((!scenario.airfields.is_empty()).then_some(Mark::Airfield));
        draw_marks_of(canvas, &projection, &told);
    })
}
