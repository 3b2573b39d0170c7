//! Units that are to be formed: when each had what it needs, when it was formed and ready, and by when it shall be.

use interdict_model::{Formed, Record};
use interdict_scenario::Scenario;

use super::canvas::{Canvas, Pen, Side, Type, fitted, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{
    BELOW_PLOT, BLUE, Colour, FAINT, GREEN, INK, MARGIN, PLOT_RIGHT, PLOT_TOP, QUIET, RED, SAND,
    SKY, SMALL_SIZE, WIDTH,
};

/// Height of a unit's row.
const ROW: f64 = 34.0;
/// Left edge of the bars: room for names.
const LEFT: f64 = 250.0;

/// What a unit needs, in the order of the model, each with its colour.
const GATES: [(&str, Colour); 4] = [
    ("pilots there", BLUE),
    ("aircraft there", RED),
    ("support there", GREEN),
    ("airfield there", SAND),
];

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let rows = record.formed.len().max(1) as f64;
    let bottom = PLOT_TOP + ROW * rows;
    sheet(WIDTH, bottom + BELOW_PLOT, |canvas| {
        titles(canvas, scenario, record, "Units, planned and formed");
        if record.formed.is_empty() {
            return nothing(canvas, "No unit is to be formed");
        }
        let plot = Plot::between(LEFT, PLOT_RIGHT, PLOT_TOP, bottom, record.days, 1.0);
        plot.dates(canvas, scenario, "date");
        for (formed, place) in record.formed.iter().zip(0_u32..) {
            let middle = PLOT_TOP + ROW * (f64::from(place) + 0.5);
            let name = &scenario.establishments[formed.unit.index()].name;
            let name = fitted(name, SMALL_SIZE, LEFT - MARGIN - 10.0);
            let set = Type::new(Side::Start).size(SMALL_SIZE);
            canvas.text((MARGIN, middle), &name, set);
            bars(canvas, &plot, formed, middle, record.days);
        }
        let mut entries: Vec<(Swatch, &str)> = vec![
            (Swatch::Area(FAINT, 0.5), "planned"),
            (Swatch::Area(SKY, 1.0), "formed"),
            (Swatch::Area(GREEN, 0.8), "ready"),
        ];
        entries.extend(GATES.map(|(words, colour)| (Swatch::Line(Pen::new(colour, 5.0)), words)));
        legend(canvas, MARGIN, PLOT_TOP - 22.0, &entries);
    })
}

/// The row of a unit: its plan, the time for which it was formed and ready, and the days of its gates.
fn bars(canvas: &Canvas<'_>, plot: &Plot, formed: &Formed, middle: f64, days: u16) {
    let at = |day: u16| plot.x(f64::from(day));
    let due = formed.due.min(days);
    canvas.rect(
        (plot.left, middle - 11.0),
        (at(due), middle + 11.0),
        FAINT,
        0.5,
    );
    let end = plot.right;
    if let Some(day) = formed.formed {
        canvas.rect((at(day), middle - 6.0), (end, middle + 6.0), SKY, 1.0);
    }
    if let Some(day) = formed.ready {
        canvas.rect((at(day), middle - 6.0), (end, middle + 6.0), GREEN, 0.8);
    }
    let line = [(at(due), middle - 13.0), (at(due), middle + 13.0)];
    canvas.path(&line, Pen::new(INK, 1.6));
    let gates = [formed.pilots, formed.aircraft, formed.support, formed.field];
    for ((day, (_, colour)), place) in gates.into_iter().zip(GATES).zip(0_u32..) {
        if let Some(day) = day {
            let y = middle - 7.5 + 5.0 * f64::from(place);
            canvas.disc((at(day), y), 3.2, colour, Pen::new(QUIET, 0.6));
        }
    }
}
