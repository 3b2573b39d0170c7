//! The checked scenario, built table by table from what was read.
//!
//! Every builder is total: where a cell could not be read, a neutral value stands in, so that one
//! fault does not hide the next. A scenario with faults never leaves this crate.

mod air;
mod check;
mod network;
mod record;
mod supply;

use interdict_quantity::Date;

use crate::codes;
use crate::fault::{Fault, Faults, nearest, quoted};
use crate::forms::{SCENARIO, TableName};
use crate::reader::{LONGEST_DAYS, Names, Reader, Reading, cell};
use crate::rules::{KnobError, Mark, Rules};
use crate::scenario::{Provenance, Scenario, Source};
use crate::tree::{Kind, Node};
use crate::written::{Book, Setting};

/// The scenario that a book says, or `None` when there are faults.
pub(crate) fn scenario(book: &Book, faults: &mut Faults) -> Option<Scenario> {
    let names = Names::read(book, faults);
    let mut reader = Reader {
        book,
        names: &names,
        faults,
        starts: None,
        days: 0,
        provenance: Vec::new(),
    };
    let head = reader.read(&SCENARIO, &book.head, "");
    let (starts, days) = calendar(&mut reader, &head);
    reader.starts = starts;
    reader.days = days;
    let (rules, knobs) = rules(&book.settings, reader.faults);
    let weather = record::weather(&mut reader);
    let stations = network::stations(&mut reader);
    let lines = network::lines(&mut reader, &stations, &weather);
    let bridges = network::bridges(&mut reader, &stations, &lines);
    let roads = network::roads(&mut reader);
    let airfields = network::airfields(&mut reader);
    let areas = network::areas(&mut reader);
    let bases = supply::bases(&mut reader);
    let stocks = supply::stocks(&mut reader);
    let depots = supply::depots(&mut reader);
    let locomotives = supply::locomotives(&mut reader);
    let formations = supply::formations(&mut reader);
    let trucks = supply::trucks(&mut reader);
    let gangs = supply::gangs(&mut reader);
    let (flak, chosen_depots) = air::flak(&mut reader, &stations, &lines, &roads, &formations);
    let aircraft = air::aircraft(&mut reader);
    let air_units = air::air_units(&mut reader, &areas);
    let raids = air::raids(&mut reader);
    let phases = record::phases(&mut reader, &lines, &bridges, &areas);
    let observed = record::observed(&mut reader);
    check::needed(&mut reader);
    let mut tables = std::mem::take(&mut reader.provenance);
    tables.sort_by_key(|(name, ..)| TableName::named(name));
    let scenario = Scenario {
        title: head.text("title"),
        question: head.text("question"),
        starts: starts.or_else(|| Date::new(1950, 1, 1))?,
        days,
        step: step(&mut reader, &head),
        latitude: head.number("latitude"),
        weather,
        stations,
        lines,
        bridges,
        roads,
        airfields,
        bases,
        stocks,
        depots,
        locomotives,
        formations,
        trucks,
        gangs,
        flak,
        aircraft,
        air_units,
        raids,
        phases,
        areas,
        observed,
        rules,
        provenance: Provenance {
            tables,
            knobs,
            chosen_depots,
        },
    };
    check::collisions(&scenario, faults);
    check::cut_off(&scenario, book, &names, faults);
    check::no_trucks(&scenario, book, &names, faults);
    (faults.errors() == 0).then_some(scenario)
}

/// First day and number of days.
fn calendar(reader: &mut Reader<'_>, head: &Reading<'_>) -> (Option<Date>, u16) {
    let date = |column: &str| {
        let place = SCENARIO.column(column)?;
        let Kind::Text(text) = &reader.book.head.cell(place)?.kind else {
            return None;
        };
        text.parse::<Date>().ok()
    };
    let (Some(starts), Some(ends)) = (date("starts"), date("ends")) else {
        return (None, 1);
    };
    let days = starts.days_until(ends).saturating_add(1);
    if days < 1 {
        let message = format!("the scenario ends on {ends}, before it starts");
        reader.faults.push(
            Fault::at(codes::END_BEFORE_START, head.place("ends"), message)
                .expected(format!("a date not before {starts}")),
        );
    }
    if days > LONGEST_DAYS {
        let message = format!("the scenario has {days} days");
        reader.faults.push(
            Fault::at(codes::TOO_LONG, head.place("ends"), message)
                .expected(format!("at most {LONGEST_DAYS} days")),
        );
    }
    (Some(starts), days.clamp(1, LONGEST_DAYS) as u16)
}

/// Seconds of a tick.
fn step(reader: &mut Reader<'_>, head: &Reading<'_>) -> u32 {
    let seconds = (head.maybe("step").unwrap_or(15.0) * 60.0).round() as u32;
    if seconds == 0 || 86_400 % seconds != 0 {
        let message = format!("a step of {seconds} s does not divide a day");
        reader.faults.push(
            Fault::at(codes::STEP, head.place("step"), message)
                .expected("a step that divides a day: 1, 5, 10, 15, 20, 30 or 60 min"),
        );
        return 900;
    }
    seconds
}

/// The knobs, and where those that are set come from.
fn rules(settings: &[Setting], faults: &mut Faults) -> (Rules, Vec<(String, Source)>) {
    let knobs = Rules::knobs();
    let paths: Vec<String> = knobs.iter().map(crate::rules::Knob::path).collect();
    let mut rules = Rules::default();
    let mut sources = Vec::new();
    for setting in settings {
        let place = paths.iter().position(|path| **path == *setting.path.text);
        let Some(knob) = place.map(|place| &knobs[place]) else {
            let near = faults.nearest(&setting.path.text, paths.iter().map(String::as_str));
            let message = format!("there is no knob {}", quoted(&setting.path.text));
            faults.push(
                Fault::at(codes::UNKNOWN_KNOB, setting.path.span, message)
                    .expected("the path of a knob, such as `rail.speed_kmh`")
                    .nearest(near),
            );
            continue;
        };
        let Some((node, source)) = figure_of(&setting.value, faults) else {
            continue;
        };
        let value = match cell::number(node, knob.unit) {
            Ok(value) => value,
            Err(fault) => {
                faults.push(*fault);
                continue;
            }
        };
        if let Err(KnobError::OutOfRange { low, high, unit }) = rules.set(&knob.path(), value) {
            let shown = cell::figure(value);
            let message = format!("`{}` is out of range: {shown} {unit}", knob.path());
            faults.push(
                Fault::at(codes::KNOB_RANGE, node.span, message)
                    .expected(format!("{low} to {high} {unit}")),
            );
        }
        sources.push((knob.path(), source));
    }
    sources.sort_by(|first, second| first.0.cmp(&second.0));
    (rules, sources)
}

/// The figure of a setting, and its source: `5` or `(value: 5, mark: "E", source: "...")`.
fn figure_of<'a>(value: &'a Node, faults: &mut Faults) -> Option<(&'a Node, Source)> {
    let Kind::Fields(None, fields) = &value.kind else {
        return Some((value, Source::default()));
    };
    let mut source = Source::default();
    let mut figure = None;
    for (name, node) in fields {
        match &*name.text {
            "value" => figure = Some(node),
            "source" => match cell::text(node) {
                Ok(text) => text.clone_into(&mut source.text),
                Err(fault) => faults.push(*fault),
            },
            "mark" => {
                let mut letters = cell::text(node).unwrap_or("").chars();
                source.mark = letters.next().and_then(Mark::from_letter);
                if source.mark.is_none() || letters.next().is_some() {
                    let fault = Fault::at(codes::UNKNOWN_WORD, node.span, "this is not a mark");
                    faults.push(fault.expected("one of S, L, C, E"));
                }
            }
            other => {
                let message = format!("{} is not a field of a knob", quoted(other));
                let fault = Fault::at(codes::UNKNOWN_FIELD, name.span, message);
                let near = nearest(other, ["value", "mark", "source"].into_iter());
                faults.push(fault.expected("`value`, `mark` or `source`").nearest(near));
            }
        }
    }
    if figure.is_none() {
        let message = "this knob has no `value`";
        faults.push(Fault::at(codes::MISSING, value.span, message).expected("`value: ...`"));
    }
    Some((figure?, source))
}

/// Square of the distance between two places, in a measure fit for comparing near ones.
fn apart(first: (f64, f64), second: (f64, f64)) -> f64 {
    let middle = f64::midpoint(first.0, second.0).to_radians();
    let mut east = (first.1 - second.1).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    let (north, east) = (first.0 - second.0, east * libm::cos(middle));
    north * north + east * east
}

/// The row whose place is nearest; of equally near ones, the first.
fn nearest_place(place: (f64, f64), places: impl Iterator<Item = (u32, f64, f64)>) -> Option<u32> {
    let mut best: Option<(f64, u32)> = None;
    for (row, lat, lon) in places {
        let distance = apart(place, (lat, lon));
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, row));
        }
    }
    best.map(|(_, row)| row)
}
