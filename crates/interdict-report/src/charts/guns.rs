//! Guns, what they fired and what they hit.

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use crate::figures::by_day;

use super::canvas::{Canvas, Pen, Side, Type, sheet};
use super::frame::{Plot, Swatch, legend_before, nothing, titles};
use super::periods::Periods;
use super::theme::{
    BELOW_PLOT, BLUE, Colour, FAINT, INK, PLOT_LEFT, PLOT_TOP, RED, SAND, SKY, SMALL_SIZE, WIDTH,
};

/// Height of a panel, and of the room between two.
const PANEL: f64 = 150.0;
const ROOM: f64 = 66.0;

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let theatre = scenario.domains();
    let has_aircraft = theatre.has_all(Series::AircraftDamaged.needs());
    let panels = if has_aircraft { 3.0 } else { 2.0 };
    let height = PLOT_TOP + panels * PANEL + (panels - 1.0) * ROOM + BELOW_PLOT;
    sheet(WIDTH, height, |canvas| {
        let title = if has_aircraft {
            "Guns, rounds and aircraft"
        } else {
            "Guns and rounds"
        };
        titles(canvas, scenario, record, title);
        if record.days == 0 {
            return nothing(canvas, "No day was run");
        }
        let guns = by_day(record, Series::GunsPresent);
        let highest = guns.iter().copied().fold(0.0, f64::max);
        let plot = Plot::new(PLOT_TOP, PLOT_TOP + PANEL, record.days, highest);
        plot.dates(canvas, scenario, "");
        plot.values(canvas, "guns");
        let steps = plot.steps(&guns, 1);
        canvas.shape(&steps, FAINT, 0.6);
        canvas.path(&steps[1..steps.len() - 1], Pen::new(INK, 1.8));
        heading(canvas, PLOT_TOP, "Guns in position");

        let periods = Periods::weeks(scenario, record.days);
        let each = periods.word;
        let second = Stack {
            title: format!("Rounds fired, by {each}"),
            unit: format!("rounds a {each}"),
            date: if has_aircraft { "" } else { "date" },
            parts: [
                (Series::RoundsHeavy, "heavy", BLUE),
                (Series::RoundsLight, "light", SKY),
            ],
        };
        second.draw(canvas, scenario, record, &periods, PLOT_TOP + PANEL + ROOM);
        if !has_aircraft {
            return;
        }
        let third = Stack {
            title: format!("Fighter-bombers shot down and damaged, by {each}"),
            unit: format!("aircraft a {each}"),
            date: "date",
            parts: [
                (Series::AircraftShotDown, "shot down", RED),
                (Series::AircraftDamaged, "damaged", SAND),
            ],
        };
        third.draw(
            canvas,
            scenario,
            record,
            &periods,
            PLOT_TOP + 2.0 * (PANEL + ROOM),
        );
    })
}

fn heading(canvas: &Canvas<'_>, top: f64, title: &str) {
    let set = Type::new(Side::Start).size(SMALL_SIZE).bold();
    canvas.text((PLOT_LEFT, top - 12.0), title, set);
}

/// A panel of bars of two series, one upon the other.
struct Stack {
    title: String,
    unit: String,
    date: &'static str,
    parts: [(Series, &'static str, Colour); 2],
}

impl Stack {
    fn draw(
        &self,
        canvas: &Canvas<'_>,
        scenario: &Scenario,
        record: &Record,
        periods: &Periods,
        top: f64,
    ) {
        let [first, second] = self
            .parts
            .map(|(series, _, _)| periods.sums(&by_day(record, series)));
        let highest = first
            .iter()
            .zip(&second)
            .map(|(a, b)| a + b)
            .fold(0.0, f64::max);
        let plot = Plot::new(top, top + PANEL, record.days, highest);
        plot.dates(canvas, scenario, self.date);
        plot.values(canvas, &self.unit);
        for (place, &(from, to)) in periods.spans.iter().enumerate() {
            let slit = f64::from(to - from) * 0.08;
            let (left, right) = (plot.x(f64::from(from) + slit), plot.x(f64::from(to) - slit));
            let levels = [0.0, first[place], first[place] + second[place]];
            for (level, (_, _, colour)) in levels.windows(2).zip(self.parts) {
                if level[1] > level[0] {
                    canvas.rect(
                        (left, plot.y(level[1])),
                        (right, plot.y(level[0])),
                        colour,
                        1.0,
                    );
                }
            }
        }
        heading(canvas, top, &self.title);
        let entries = self
            .parts
            .map(|(_, words, colour)| (Swatch::Area(colour, 1.0), words));
        legend_before(canvas, plot.right, top - 12.0, &entries);
    }
}
