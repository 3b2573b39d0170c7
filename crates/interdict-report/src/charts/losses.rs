//! Losses by cause: what did the attack cost, and what did it cost the attacker?

use interdict_model::{Record, Series};
use interdict_scenario::Scenario;

use crate::figures::{by_day, grouped, tons_by_day};

use super::canvas::{Canvas, Side, Type, sheet};
use super::frame::{Plot, Swatch, legend, nothing, titles};
use super::periods::Periods;
use super::theme::{BLUE, Colour, MARGIN, QUIET, RED, SAND, SMALL_SIZE, WIDTH};

const PANEL: f64 = 170.0;

/// One panel: what it is called, its unit, and its parts from the ground up.
struct Panel {
    title: &'static str,
    unit: &'static str,
    parts: &'static [(Series, &'static str, Colour)],
}

const PANELS: [Panel; 6] = [
    Panel {
        title: "Supplies burnt or lost",
        unit: "tons",
        parts: &[
            (Series::LostOnRail, "rail", BLUE),
            (Series::LostOnGround, "ground", SAND),
            (Series::LostOnRoad, "road", RED),
        ],
    },
    Panel {
        title: "Locomotives disabled",
        unit: "engines",
        parts: &[(Series::LocomotivesLost, "", BLUE)],
    },
    Panel {
        title: "Wagons destroyed",
        unit: "wagons",
        parts: &[(Series::WagonsLost, "", BLUE)],
    },
    Panel {
        title: "Trucks lost",
        unit: "trucks",
        parts: &[(Series::TrucksLost, "", BLUE)],
    },
    Panel {
        title: "Fighter-bombers",
        unit: "aircraft",
        parts: &[
            (Series::AircraftShotDown, "shot down", RED),
            (Series::AircraftWrittenOff, "written off", SAND),
        ],
    },
    Panel {
        title: "Bombers lost to guns",
        unit: "aircraft",
        parts: &[(Series::BombersLost, "", RED)],
    },
];

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let height = 108.0 + 2.0 * (PANEL + 84.0);
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, "Losses by cause");
        if record.days == 0 {
            return nothing(canvas, "No day was run");
        }
        let periods = Periods::months(scenario, record.days);
        let about = format!(
            "Losses of each {}; beside the name, of the whole run",
            periods.word
        );
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
        canvas.text((MARGIN, 68.0), &about, set);
        let width = (WIDTH - 2.0 * MARGIN) / 3.0;
        for (panel, place) in PANELS.iter().zip(0_u8..) {
            let left = MARGIN + width * f64::from(place % 3);
            let top = 126.0 + (PANEL + 78.0) * f64::from(place / 3);
            draw_panel(
                canvas,
                scenario,
                record,
                &periods,
                panel,
                (left, top, width),
            );
        }
    })
}

fn draw_panel(
    canvas: &Canvas<'_>,
    scenario: &Scenario,
    record: &Record,
    periods: &Periods,
    panel: &Panel,
    (left, top, width): (f64, f64, f64),
) {
    let is_mass = panel.unit == "tons";
    let read = |series| {
        if is_mass {
            tons_by_day(record, series)
        } else {
            by_day(record, series)
        }
    };
    let parts: Vec<Vec<f64>> = panel
        .parts
        .iter()
        .map(|&(series, _, _)| periods.sums(&read(series)))
        .collect();
    let stacked = |place: usize| parts.iter().map(|part| part[place]).sum::<f64>();
    let highest = (0..periods.spans.len()).map(stacked).fold(0.0, f64::max);
    let (right, bottom) = (left + width - 8.0, top + PANEL);
    let plot = Plot::between(left + 66.0, right, top, bottom, record.days, highest);
    plot.dates(canvas, scenario, "");
    plot.values(canvas, panel.unit);
    for (place, &(from, to)) in periods.spans.iter().enumerate() {
        let slit = f64::from(to - from) * 0.08;
        let (from, to) = (plot.x(f64::from(from) + slit), plot.x(f64::from(to) - slit));
        let mut ground = 0.0;
        for (part, &(_, _, colour)) in parts.iter().zip(panel.parts) {
            let value = part[place];
            if value > 0.0 {
                canvas.rect(
                    (from, plot.y(ground + value)),
                    (to, plot.y(ground)),
                    colour,
                    1.0,
                );
            }
            ground += value;
        }
    }
    let total = |part: &Vec<f64>| part.iter().sum::<f64>();
    let counted = if is_mass {
        let all = parts.iter().map(total).sum();
        format!("{} t", grouped(all, usize::from(all < 10.0)))
    } else {
        let each = parts.iter().zip(panel.parts);
        let each = each.map(|(part, (_, words, _))| format!("{} {words}", grouped(total(part), 0)));
        each.collect::<Vec<_>>().join(", ")
    };
    let title = format!("{}: {}", panel.title, counted.trim_end());
    canvas.text(
        (plot.left, top - 27.0),
        &title,
        Type::new(Side::Start).size(SMALL_SIZE).bold(),
    );
    if panel.parts.len() > 1 {
        let entries: Vec<_> = panel
            .parts
            .iter()
            .map(|&(_, words, colour)| (Swatch::Area(colour, 1.0), words))
            .collect();
        legend(canvas, plot.left, top - 11.0, &entries);
    }
}
