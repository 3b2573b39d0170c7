//! Losses by cause: what did the attack cost, and what did it cost the attacker?

use interdict_model::{Record, Series};
use interdict_scenario::{Domains, Scenario};

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

const PANELS: [Panel; 7] = [
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
        title: "Bombers lost",
        unit: "aircraft",
        parts: &[(Series::BombersLost, "", RED)],
    },
    Panel {
        title: "Fighters lost, and to fighters",
        unit: "aircraft",
        parts: &[
            (Series::InterceptorsLost, "interceptors", BLUE),
            (Series::EscortsLost, "screens and escorts", SAND),
            (Series::LostToFighters, "fighter-bombers to fighters", RED),
        ],
    },
];

/// Panels of one row.
const COLUMNS: usize = 3;

/// The parts of a panel that a theatre can lose.
fn parts(panel: &Panel, theatre: Domains) -> Vec<(Series, &'static str, Colour)> {
    let parts = panel.parts.iter().copied();
    parts
        .filter(|(series, ..)| theatre.has_all(series.needs()))
        .collect()
}

/// The panels of a theatre: those with a part that it can lose.
fn panels(theatre: Domains) -> Vec<&'static Panel> {
    let panels = PANELS.iter();
    panels
        .filter(|panel| !parts(panel, theatre).is_empty())
        .collect()
}

/// Whether a theatre of these domains can lose anything.
pub(super) fn applies_to(theatre: Domains) -> bool {
    !panels(theatre).is_empty()
}

pub(super) fn draw(scenario: &Scenario, record: &Record) -> String {
    let panels = panels(scenario.domains());
    let rows = panels.len().div_ceil(COLUMNS).max(1);
    let height = 108.0 + rows as f64 * (PANEL + 84.0);
    sheet(WIDTH, height, |canvas| {
        titles(canvas, scenario, record, "Losses by cause");
        if record.days == 0 {
            return nothing(canvas, "No day was run");
        }
        if panels.is_empty() {
            return nothing(canvas, "Nothing can be lost in this theatre");
        }
        let periods = Periods::months(scenario, record.days);
        let about = format!(
            "Losses of each {}; beside the name, of the whole run",
            periods.word
        );
        let set = Type::new(Side::Start).size(SMALL_SIZE).colour(QUIET);
        canvas.text((MARGIN, 68.0), &about, set);
        let width = (WIDTH - 2.0 * MARGIN) / 3.0;
        for (panel, place) in panels.iter().zip(0_u8..) {
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
    let shown = parts(panel, scenario.domains());
    let parts: Vec<Vec<f64>> = (shown.iter())
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
        for (part, &(_, _, colour)) in parts.iter().zip(&shown) {
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
        let each = parts.iter().zip(&shown);
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
        let entries: Vec<_> = shown
            .iter()
            .map(|&(_, words, colour)| (Swatch::Area(colour, 1.0), words))
            .collect();
        legend(canvas, plot.left, top - 11.0, &entries);
    }
}
