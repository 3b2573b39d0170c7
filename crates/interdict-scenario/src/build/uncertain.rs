//! What is not known: whether its paths lead to figures, and its ranges to what figures may be.

use std::collections::BTreeMap;

use crate::codes;
use crate::fault::{Fault, nearest, quoted};
use crate::figure::FigurePath;
use crate::forms::TableName;
use crate::reader::Reader;
use crate::rows::{At, at};
use crate::rules::{Knob, KnobKind, Rules};
use crate::scenario::{Scenario, UncertainFigure};
use crate::source::Span;

/// What a row is about.
enum About {
    Knob(String),
    Figures(FigurePath),
}

impl About {
    fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Knob(one), Self::Knob(other)) => one == other,
            (Self::Figures(one), Self::Figures(other)) => one.meets(other),
            _ => false,
        }
    }
}

/// Values that a row gives ends to.
struct Found {
    about: About,
    /// What the scenario says, one for each figure.
    values: Vec<f64>,
    range: (f64, f64),
    is_whole: bool,
    unit: &'static str,
}

/// Reports rows that lead to no figure, that leave what a figure may be, or that are about what an earlier row is about;
/// warns of those that have no effect.
pub(super) fn check_uncertain(scenario: &Scenario, reader: &mut Reader<'_>) {
    let knobs = Rules::knobs();
    let mut seen: Vec<(usize, About)> = Vec::new();
    for (row, figure) in scenario.uncertain.iter().enumerate() {
        let path = place(reader, row, at!(UncertainFigure, "path"));
        let found = match figure.knob() {
            Some(name) => knob(scenario, &knobs, name, path),
            None => figures(scenario, reader, &figure.path, figure.factor, path),
        };
        match found {
            Ok(found) => {
                check_range(reader, row, figure, &found);
                if let Some((first, _)) = seen.iter().find(|(_, other)| other.meets(&found.about)) {
                    let first = *first;
                    let other = place(reader, first, at!(UncertainFigure, "path"));
                    let message = format!("{} is drawn twice", quoted(&figure.path));
                    let fault = Fault::at(codes::DRAWN_TWICE, path, message)
                        .expected("one row for each knob and figure")
                        .related(other, "the first of them");
                    reader.report(fault, &[]);
                }
                seen.push((row, found.about));
            }
            Err(Some(fault)) => reader.report(*fault, &[]),
            Err(None) => {}
        }
    }
    warn_of_lone(scenario, reader);
}

fn place(reader: &Reader<'_>, row: usize, column: At<UncertainFigure>) -> Span {
    reader.place(TableName::Uncertain, row, column)
}

fn knob(
    scenario: &Scenario,
    knobs: &[Knob],
    name: &str,
    place: Span,
) -> Result<Found, Option<Box<Fault>>> {
    let Some(knob) = knobs.iter().find(|knob| knob.path() == name) else {
        let paths: Vec<String> = knobs.iter().map(Knob::path).collect();
        let near = nearest(name, paths.iter().map(String::as_str));
        let message = format!("there is no knob {}", quoted(name));
        let fault = Fault::at(codes::UNKNOWN_KNOB, place, message)
            .expected("the path of a knob, such as `rules.rail.speed_kmh`")
            .nearest(near.map(|near| format!("rules.{near}")));
        return Err(Some(Box::new(fault)));
    };
    if knob.kind == KnobKind::Switch {
        let message = format!("{} is a switch, and no figure", quoted(name));
        let fault = Fault::at(codes::NO_FIGURE, place, message)
            .expected("a knob that is measured or counted")
            .hint("a counterfactual asks what a switch does");
        return Err(Some(Box::new(fault)));
    }
    Ok(Found {
        about: About::Knob(name.to_owned()),
        values: vec![scenario.rules.get(name).unwrap_or(knob.default)],
        range: (knob.low, knob.high),
        is_whole: knob.kind == KnobKind::Whole,
        unit: knob.unit,
    })
}

/// The figures of a path; no fault where their rows may be among those that could not be read.
fn figures(
    scenario: &Scenario,
    reader: &Reader<'_>,
    written: &str,
    is_factor: bool,
    place: Span,
) -> Result<Found, Option<Box<Fault>>> {
    let refused = |code, message: String, expected: &str, near: Option<String>| {
        let fault = Fault::at(code, place, message)
            .expected(expected)
            .nearest(near);
        Err(Some(Box::new(fault)))
    };
    let path = match FigurePath::read(written) {
        Ok(path) => path,
        Err(error) => {
            let expected = "`rules.group.knob` or `table.ID.column`, a column of figures";
            return refused(codes::NO_FIGURE, error.why, expected, error.nearest);
        }
    };
    if path.is_of_every_row() && !is_factor {
        let message = format!(
            "{} names every row, and one value fits one",
            quoted(written)
        );
        let expected = "`factor` `yes`, and the ends as factors; or the id of a row";
        return refused(codes::NO_FIGURE, message, expected, None);
    }
    let found = scenario.figures(&path);
    if found.is_empty() {
        return Err(leads_nowhere(reader, &path, written, place).map(Box::new));
    }
    Ok(Found {
        values: found.into_iter().map(|(_, value)| value).collect(),
        range: path.range(),
        is_whole: path.is_whole(),
        unit: path.unit(),
        about: About::Figures(path),
    })
}

/// Warns of a path to a row that is not there, or that says no figure. Nothing is said where a counterfactual may have taken
/// it away, where the whole table is gone, or where the row may be among those that could not be read.
fn leads_nowhere(
    reader: &Reader<'_>,
    path: &FigurePath,
    written: &str,
    place: Span,
) -> Option<Fault> {
    let (table, form) = (path.table(), path.table().form());
    let rows = reader.book.table(table);
    if rows.is_partial || rows.rows.is_empty() || reader.book.is_changed {
        return None;
    }
    let id = written.split('.').nth(1).unwrap_or_default();
    let is_there = path.is_of_every_row() || reader.names.all(table).any(|name| name == id);
    let message = if is_there {
        format!("{} is empty in the scenario", quoted(written))
    } else {
        format!("no row of `{}` is named {}", form.name, quoted(id))
    };
    let near = (!is_there)
        .then(|| nearest(id, reader.names.all(table)))
        .flatten();
    let fault = Fault::at(codes::MATCHES_NOTHING, place, message)
        .warning()
        .expected(format!("the name of a {} that says the figure", form.one))
        .nearest(near);
    Some(fault.hint("it is not drawn"))
}

/// Reports ends that no figure may have.
fn check_range(reader: &mut Reader<'_>, row: usize, figure: &UncertainFigure, found: &Found) {
    let (least, most) = found.range;
    let columns = [
        (at!(UncertainFigure, "from"), figure.from),
        (at!(UncertainFigure, "to"), figure.to),
    ];
    for (column, end) in columns {
        let span = place(reader, row, column);
        let beyond = (found.values.iter())
            .map(|value| if figure.factor { end * value } else { end })
            .find(|value| !(least..=most).contains(value));
        if let Some(value) = beyond {
            let message = format!(
                "{} would be {value} {}, which it may not be",
                quoted(&figure.path),
                found.unit
            );
            let fault = Fault::at(codes::OUT_OF_RANGE, span, message);
            let fault = fault.expected(format!("{least} to {most} {}", found.unit));
            reader.report(fault, &[]);
        } else if found.is_whole && !figure.factor && end.fract().abs() > 0.0 {
            let message = format!(
                "{} is counted, and {end} is not whole",
                quoted(&figure.path)
            );
            let fault = Fault::at(codes::NOT_WHOLE, span, message);
            let fault = fault.expected(format!("{} or {}", end.floor(), end.ceil()));
            reader.report(fault, &[]);
        }
    }
    if figure.factor && found.values.iter().all(|value| value.abs() <= 0.0) {
        let span = place(reader, row, at!(UncertainFigure, "factor"));
        let message = format!("{} is 0, and so are its multiples", quoted(&figure.path));
        let fault = Fault::at(codes::NO_USE, span, message).warning();
        reader.report(fault.hint("leave `factor` out and give values"), &[]);
    }
}

/// Warns of names in `together` that one row alone has.
fn warn_of_lone(scenario: &Scenario, reader: &mut Reader<'_>) {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, figure) in scenario.uncertain.iter().enumerate() {
        rows.entry(&figure.together).or_default().push(row);
    }
    rows.remove("");
    for (name, rows) in rows.into_iter().filter(|(_, rows)| rows.len() == 1) {
        let span = place(reader, rows[0], at!(UncertainFigure, "together"));
        let message = format!("no other row moves together as {}", quoted(name));
        let fault = Fault::at(codes::NO_USE, span, message).warning();
        reader.report(
            fault.hint("rows that move together have one name here"),
            &[],
        );
    }
}
