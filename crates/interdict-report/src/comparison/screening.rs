//! Which of many knobs move an effect, as a page and a table for other programs.

use std::fmt::Write as _;
use std::io::{self, Write};

use interdict_experiment::uncertain::{Drawn, Moved, Screened, Screening};

use super::page::paragraph;
use super::sentence::{decimals, lower, said};
use crate::catalogue::files::{SCREENING, heads};
use crate::figures::{counted, grouped};
use crate::summary::Style;

/// Knobs that are told whether or not they stand out, and the most that are told.
const TOLD: usize = 5;
const MOST: usize = 20;

/// The page: the answer of each arm, then its leading knobs.
pub(super) fn page(found: &Screening, style: Style) -> String {
    let mut page = String::new();
    for screened in &found.comparisons {
        let _ = writeln!(page, "{}", style.bold(&answer(found, screened)));
    }
    if found.heading.is_interrupted {
        page.push_str(
            "interrupted: the figures are those of the trajectories that were done by then\n",
        );
    }
    for screened in found.comparisons.iter().filter(|one| !one.knobs.is_empty()) {
        table(found, screened, style, &mut page);
    }
    page.push('\n');
    about(found, &mut page);
    page
}

/// The answer of an arm in a sentence.
pub(super) fn answer(found: &Screening, screened: &Screened) -> String {
    let (arm, base) = (
        &found.heading.arms[screened.arm].name,
        &found.heading.arms[0].name,
    );
    let about = format!("{arm} less {base}, {}", lower(&found.outcome.title));
    let beyond = screened.knobs.iter().filter(|knob| knob.stands_out).count();
    match screened.knobs.first() {
        None => format!("nothing can be said of {arm}: no trajectory was finished"),
        Some(first) if first.mu_star.value <= 0.0 => {
            format!("{about}: no knob moves the effect at all")
        }
        Some(_) if beyond == 0 => {
            format!("{about}: no knob moves the effect by more than chance alone might")
        }
        Some(_) => {
            let leads = screened.knobs.iter().filter(|knob| knob.stands_out);
            let leads: Vec<String> = leads.take(3).map(|knob| named(found, &knob.path)).collect();
            let verb = if beyond == 1 { "moves" } else { "move" };
            format!(
                "{about}: {beyond} of {} {verb} the effect by more than chance alone might, first {}",
                counted(found.heading.drawn.len() as i64, "knob"),
                leads.join(", ")
            )
        }
    }
}

fn table(found: &Screening, screened: &Screened, style: Style, page: &mut String) {
    let unit = said(found.outcome.unit);
    let head = format!(
        "{:<38}{:>24}{:>9}{:>9}{:>8}  {}",
        "  knob", "mu*", "mu", "sigma", "chance", "how"
    );
    let _ = writeln!(
        page,
        "\n{}, {}: how far the effect moves over the whole range, {unit}\n{}",
        found.heading.arms[screened.arm].name,
        found.outcome.title,
        style.bold(head.trim_end())
    );
    let told = screened.knobs.iter().enumerate();
    let told = told.filter(|(place, knob)| *place < TOLD || knob.stands_out);
    for (_, knob) in told.take(MOST) {
        row(found, knob, page);
    }
    let beyond = screened.knobs.iter().filter(|knob| knob.stands_out);
    let only: Vec<String> = (beyond.take(MOST))
        .map(|knob| format!("--only {}", full(found, &knob.path)))
        .collect();
    if !only.is_empty() {
        paragraph(
            &format!(
                "A study over these knobs alone: `--uncertain {}`.",
                only.join(" ")
            ),
            page,
        );
    }
}

fn row(found: &Screening, knob: &Moved, page: &mut String) {
    let places = decimals(
        knob.mu_star
            .interval
            .half_width()
            .max(knob.mu_star.value / 10.0),
    );
    let number = |value: f64| grouped(value, places);
    let mark = if knob.stands_out { " *" } else { "" };
    let star = knob.mu_star;
    let _ = writeln!(
        page,
        "{:<38}{:>24}{:>9}{:>9}{:>8}  {}",
        format!("  {}{mark}", named(found, &knob.path)),
        format!(
            "{} ({} to {})",
            number(star.value),
            number(star.interval.low),
            number(star.interval.high)
        ),
        number(knob.mu.value),
        number(knob.sigma),
        knob.chance.map_or("?".to_owned(), number),
        knob.manner.words()
    );
}

fn about(found: &Screening, page: &mut String) {
    let _ = writeln!(
        page,
        "{} of {} trajectories over {} with {} at each point, under seed {}, {} to {} ({} days)",
        found.trajectories,
        found.asked,
        counted(found.heading.drawn.len() as i64, "knob"),
        counted(i64::from(found.pairs_each), "pair"),
        found.seed,
        found.heading.first_day,
        found.heading.last_day,
        found.heading.window.days(),
    );
    paragraph(
        "mu*: mean size of a knob's elementary effects, each the difference that its step of two thirds of the range makes, \
         for the whole range; with its 95 % interval, trajectories drawn with replacement. mu: their mean with signs. sigma: \
         their standard deviation. chance: what chance alone would give to mu*. *: mu* is beyond that by its interval. how: \
         straight, the same wherever it is measured; one way; or it bends or depends on other knobs.",
        page,
    );
    let together = found
        .heading
        .drawn
        .iter()
        .filter(|one| !one.with.is_empty());
    for one in together {
        let others: Vec<&str> = one.with.iter().map(|other| &*other.path).collect();
        paragraph(
            &format!(
                "Drawn together as {}, and told by the first: {}, {}.",
                one.together.as_deref().unwrap_or_default(),
                one.path,
                others.join(", ")
            ),
            page,
        );
    }
    for broken in &found.heading.broken {
        let _ = writeln!(
            page,
            "left out: the trajectory of point {} of {}: {}",
            broken.point, broken.arm, broken.law
        );
    }
}

fn drawn<'a>(found: &'a Screening, path: &str) -> Option<&'a Drawn> {
    found.heading.drawn.iter().find(|drawn| drawn.path == path)
}

fn full(found: &Screening, path: &str) -> String {
    drawn(found, path).map_or_else(|| path.to_owned(), Drawn::full_path)
}

/// A knob by its path, with how many others move with it.
fn named(found: &Screening, path: &str) -> String {
    let others = drawn(found, path).map_or(0, |drawn| drawn.with.len());
    match others {
        0 => full(found, path),
        others => format!("{} +{others}", full(found, path)),
    }
}

/// Every knob of every arm, the one that moves the effect most first.
pub(super) fn write_table(out: &mut dyn Write, found: &Screening) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(heads(SCREENING))?;
    for screened in &found.comparisons {
        for knob in &screened.knobs {
            let star = knob.mu_star;
            csv.serialize((
                &found.heading.arms[screened.arm].name,
                full(found, &knob.path),
                (star.value, star.interval.low, star.interval.high),
                (knob.mu.value, knob.sigma, knob.chance),
                knob.stands_out,
            ))?;
        }
    }
    csv.flush()
}
