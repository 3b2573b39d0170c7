//! Students by course, day by day.

use interdict_model::Record;
use interdict_scenario::Scenario;

use super::canvas::{Pen, fitted, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::theme::{
    BELOW_PLOT, BLUE, Colour, GREEN, HEIGHT, INK, PLOT_LEFT, PLOT_TOP, RED, SKY, SMALL_SIZE, WIDTH,
};

/// Colours of courses, in turn; dashes tell apart those that come round again.
const COLOURS: [Colour; 5] = [BLUE, RED, GREEN, SKY, INK];
const DASHES: [(f64, f64); 3] = [(0.0, 0.0), (7.0, 3.0), (2.0, 3.0)];

/// Courses of which the legend has a line.
const NAMED: usize = 4;

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let courses = record.students.columns();
    let lines = courses.div_ceil(NAMED).max(1) as f64;
    let top = PLOT_TOP + 18.0 * (lines - 1.0);
    sheet(WIDTH, HEIGHT + 18.0 * (lines - 1.0), |canvas| {
        titles(canvas, scenario, record, "Students by course");
        let of = |course: usize| -> Vec<f64> {
            let days = 0..record.days;
            days.map(|day| record.students.at(day, course) as f64)
                .collect()
        };
        let values: Vec<Vec<f64>> = (0..courses).map(of).collect();
        let highest = values.iter().flatten().copied().fold(0.0, f64::max);
        if highest <= 0.0 {
            return nothing(canvas, "No student was at an academy");
        }
        let plot = Plot::new(top, canvas.height - BELOW_PLOT, record.days, highest);
        plot.dates(canvas, scenario, "date");
        plot.values(canvas, "students");
        for (course, values) in values.iter().enumerate() {
            canvas.path(&plot.points(values), pen(course));
        }
        for (row, courses) in scenario.courses.chunks(NAMED).enumerate() {
            let names: Vec<String> = (courses.iter())
                .map(|course| fitted(&course.name, SMALL_SIZE, 170.0))
                .collect();
            let entries: Vec<(Swatch, &str)> = (names.iter().enumerate())
                .map(|(place, name)| (Swatch::Line(pen(NAMED * row + place)), name.as_str()))
                .collect();
            legend(
                canvas,
                PLOT_LEFT,
                PLOT_TOP - 22.0 + 18.0 * row as f64,
                &entries,
            );
        }
    })
}

fn pen(course: usize) -> Pen {
    let (dash, gap) = DASHES[course / COLOURS.len() % DASHES.len()];
    let pen = Pen::new(COLOURS[course % COLOURS.len()], 2.2);
    if dash > 0.0 {
        pen.dashed(dash, gap)
    } else {
        pen
    }
}
