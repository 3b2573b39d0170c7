//! The checked scenario, built table by table from what was read.
//!
//! Every builder is total: where a cell could not be read, a neutral value stands in, so that one
//! fault does not hide the next. A scenario with faults never leaves this crate.

mod air;
mod check;
mod doctrine;
mod nearest;
mod network;
mod record;
mod schools;
mod sense;
mod supply;
mod uncertain;

use interdict_quantity::Date;

use crate::codes;
use crate::fault::{Fault, Faults, nearest, quoted};
use crate::forms::TableName;
use crate::reader::{LONGEST_DAYS, Names, Reader, cell};
use crate::rows::{At, Reading, at};
use crate::rules::{Knob, KnobError, KnobKind, Mark, Rules};
use crate::scenario::{Head, Scenario, Source};
use crate::source::Span;
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
        keys: Vec::new(),
    };
    let reading = reader.read_row::<Head>(&book.head, "", &[]);
    let (starts, days) = calendar(&mut reader, &reading);
    reader.starts = starts;
    reader.days = days;
    let mut head = reader.row(&reading)?;
    head.step_s = step(&mut reader, &reading, head.step_s);
    let (rules, knobs) = rules(&book.settings, reader.faults);
    let starts = starts.or_else(|| Date::new(1950, 1, 1))?;
    let mut scenario = Scenario::read(&mut reader, head, starts, rules);
    // a range of what is not known is no figure of the war, well known or not
    reader
        .provenance
        .retain(|(table, ..)| *table != TableName::Uncertain.form().name);
    scenario.provenance.tables = std::mem::take(&mut reader.provenance);
    scenario.provenance.knobs = knobs;
    network::cells_of_lines(&mut scenario);
    network::places_of_bridges(&mut scenario);
    air::depots_of_guns(&mut scenario);
    air::sectors(&mut scenario);
    air::number_raids(&mut scenario);
    supply::days_of_depots(&mut scenario);
    supply::check_moves(&scenario, &mut reader);
    schools::check_courses(&scenario, &mut reader);
    schools::check_divisions(&scenario, &mut reader);
    schools::check_assignments(&scenario, &mut reader);
    schools::check_conditions(&scenario, &mut reader);
    doctrine::check_doctrines(&scenario, &mut reader);
    record::order_phases(&mut scenario, &mut reader);
    record::values_of_targets(&mut scenario);
    uncertain::check_uncertain(&scenario, &mut reader);
    check::needed(&mut reader);
    let mut keys = std::mem::take(&mut reader.keys);
    let raids = scenario.raids.iter();
    keys.extend(raids.map(|raid| (raid.key, raid.unit.clone())));
    check::collisions(keys, faults);
    check::cut_off(&scenario, book, &names, faults);
    check::no_trucks(&scenario, book, &names, faults);
    check::many_flights(&scenario, book, &names, faults);
    sense::look(&scenario, book, &names, faults);
    (faults.errors() == 0).then_some(scenario)
}

/// First day and number of days.
fn calendar(reader: &mut Reader<'_>, head: &Reading<'_, Head>) -> (Option<Date>, u16) {
    let date = |column: At<Head>| cell::date_of(reader.book.head.cell(column.place())?).ok();
    let (first, last) = (at!(Head, "starts"), at!(Head, "ends"));
    let (Some(starts), Some(ends)) = (date(first), date(last)) else {
        return (None, 1);
    };
    let days = starts.days_until(ends).saturating_add(1);
    if days < 1 {
        let message = format!("the scenario ends on {ends}, before it starts");
        reader.faults.push(
            Fault::at(codes::END_BEFORE_START, head.place(last), message)
                .expected(format!("a date not before {starts}")),
        );
    }
    if days > LONGEST_DAYS {
        let message = format!("the scenario has {days} days");
        reader.faults.push(
            Fault::at(codes::TOO_LONG, head.place(last), message)
                .expected(format!("at most {LONGEST_DAYS} days")),
        );
    }
    (Some(starts), days.clamp(1, LONGEST_DAYS) as u16)
}

/// Seconds of a tick.
fn step(reader: &mut Reader<'_>, head: &Reading<'_, Head>, seconds: u32) -> u32 {
    let step = at!(Head, "step");
    if !head.has(step) {
        return 900;
    }
    if seconds == 0 || 86_400 % seconds != 0 {
        let message = format!("a step of {seconds} s does not divide a day");
        reader.faults.push(
            Fault::at(codes::STEP, head.place(step), message)
                .expected("a step that divides a day: 1, 5, 10, 15, 20, 30 or 60 min"),
        );
        return 900;
    }
    seconds
}

/// The knobs, and where those that are set come from.
fn rules(settings: &[Setting], faults: &mut Faults) -> (Rules, Vec<(String, Source)>) {
    let knobs = Rules::knobs();
    let paths: Vec<String> = knobs.iter().map(Knob::path).collect();
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
        if let Err(error) = rules.set(&knob.path(), value) {
            faults.push(refused(knob, node.span, value, error));
        }
        sources.push((knob.path(), source));
    }
    sources.sort_by(|first, second| first.0.cmp(&second.0));
    (rules, sources)
}

/// Why a knob may not have a value.
fn refused(knob: &Knob, span: Span, value: f64, error: KnobError) -> Fault {
    let (path, unit) = (knob.path(), knob.unit);
    let shown = cell::figure(value);
    if let KnobError::NotWhole { below, above, .. } = error {
        let message = match knob.kind {
            KnobKind::Switch => format!("`{path}` is neither off nor on: {shown}"),
            _ => format!("`{path}` is not whole: {shown} {unit}"),
        };
        return Fault::at(codes::NOT_WHOLE, span, message).expected(format!("{below} or {above}"));
    }
    let message = format!("`{path}` is out of range: {shown} {unit}");
    let (low, high) = (knob.low, knob.high);
    Fault::at(codes::KNOB_RANGE, span, message).expected(format!("{low} to {high} {unit}"))
}

/// The figure of a setting, and its source: `5` or `(value: 5, mark: "E", source: "...")`.
fn figure_of<'a>(value: &'a Node, faults: &mut Faults) -> Option<(&'a Node, Source)> {
    let fields: Vec<(&str, Span, &Node)> = match &value.kind {
        Kind::Fields(None, fields) => (fields.iter())
            .map(|(name, node)| (&*name.text, name.span, node))
            .collect(),
        // JSON
        Kind::Map(entries) => (entries.iter())
            .filter_map(|(name, node)| match &name.kind {
                Kind::Text(text) => Some((&**text, name.span, node)),
                _ => None,
            })
            .collect(),
        _ => return Some((value, Source::default())),
    };
    let mut source = Source::default();
    let mut figure = None;
    for (name, place, node) in fields {
        match name {
            "value" => figure = Some(node),
            "source" => match cell::text(node) {
                Ok(text) => source.text = cell::seen(text, node.span, faults),
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
                let fault = Fault::at(codes::UNKNOWN_FIELD, place, message);
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
