//! `interdict explain` and `interdict knobs`: what the words mean.

use std::fmt::Write as _;

use interdict::model::{AreaSeries, FormationSeries, LineSeries, Nature, Series};
use interdict::scenario::rules::{Knob, KnobKind};
use interdict::scenario::{Domain, Rules, explain as explain_code, knobs_json, knobs_table};

use crate::args::{Explain, Knobs};
use crate::dictionary;
use crate::outcome::{Done, Failure, USAGE, say};

/// Lists knobs.
pub(crate) fn knobs(arguments: &Knobs) -> Done {
    let filter = arguments.filter.trim_start_matches("rules.");
    if !Rules::knobs()
        .iter()
        .any(|knob| knob.path().contains(filter))
    {
        let message = format!("no knob contains `{filter}`");
        return Err(nearest(Failure::new(USAGE, message), filter));
    }
    if arguments.json {
        say(&format!("{:#}\n", knobs_json(filter)))
    } else {
        say(&knobs_table(filter))
    }
}

/// Explains a code, a knob or a series.
pub(crate) fn explain(arguments: &Explain) -> Done {
    let what = arguments.what.trim();
    if let Some(text) = explain_code(&what.to_uppercase()) {
        return say(&format!("{}\n", text.trim_end()));
    }
    if what == "tick" {
        return say(&tick());
    }
    if what == "domains" {
        return say(&domains());
    }
    let path = what.trim_start_matches("rules.");
    if let Some(knob) = Rules::knobs().into_iter().find(|knob| knob.path() == path) {
        return say(&knob_page(&knob));
    }
    let pages: Vec<String> = (series_page(what).into_iter())
        .chain(dictionary::explained(what))
        .collect();
    if !pages.is_empty() {
        return say(&pages.join("\n"));
    }
    let message = format!("`{what}` is no fault code, knob, series, outcome or event");
    Err(nearest(Failure::new(USAGE, message), path))
}

/// What a theatre can be made of.
fn domains() -> String {
    let mut page =
        "A theatre has a domain when one of the domain's tables has a row\n\n".to_owned();
    for domain in Domain::ALL {
        let (name, doc, tables) = (domain.name(), domain.doc(), domain.table_names());
        let _ = writeln!(
            page,
            "{name:<10}{doc}\n{:10}tables: {}",
            "",
            tables.join(", ")
        );
    }
    page
}

/// The steps of the tick, from the smallest theatre there is with every domain.
fn tick() -> String {
    let scenario =
        interdict::scenario::synthetic::generate(interdict::scenario::synthetic::Shape::small(), 0);
    let simulation = interdict::model::Simulation::new(&scenario);
    let mut page = "One tick, in order: phase, step, when it is due\n\n".to_owned();
    for (phase, name, due) in simulation.steps() {
        let _ = writeln!(page, "{phase:<10}{name:<38}{due}");
    }
    page
}

/// The plausible range with its unit.
fn plausible(knob: &Knob) -> String {
    match knob.plausible {
        Some(_) => format!("{} {}", knob.plausible_words(), knob.unit),
        None => "nobody says".to_owned(),
    }
}

/// What a scenario may say, with its unit.
fn allowed(knob: &Knob) -> String {
    match knob.kind {
        KnobKind::Measured => format!("{} {}", knob.allowed_words(), knob.unit),
        KnobKind::Whole => format!("{} to {} {}, whole", knob.low, knob.high, knob.unit),
        KnobKind::Switch => knob.allowed_words(),
    }
}

fn knob_page(knob: &Knob) -> String {
    format!(
        "rules.{}\n\n{}\n\ndefault    {} {unit}\nallowed    {}\nplausible  {}\nmark       {} ({:?})\nsource     {}\n",
        knob.path(),
        knob.doc,
        knob.default,
        allowed(knob),
        plausible(knob),
        knob.mark.letter(),
        knob.mark,
        knob.source,
        unit = knob.unit,
    )
}

fn series_page(name: &str) -> Option<String> {
    let mut found = Vec::new();
    let mut note = |scope: &str, unit: &str, nature: Nature, doc: &str| {
        let nature = match nature {
            Nature::Flow => "what happened on the day",
            Nature::State => "how things stood when the day ended",
        };
        found.push(format!(
            "{name} ({scope})\n\n{doc}\n\nunit     {unit}\nnature   {nature}\n"
        ));
    };
    if let Some(series) = Series::by_name(name) {
        note(
            "theatre, by day",
            series.unit(),
            series.nature(),
            series.doc(),
        );
    }
    if let Some(series) = LineSeries::by_name(name) {
        note("line, by day", series.unit(), series.nature(), series.doc());
    }
    if let Some(series) = FormationSeries::by_name(name) {
        note(
            "formation, by day",
            series.unit(),
            series.nature(),
            series.doc(),
        );
    }
    if let Some(series) = AreaSeries::by_name(name) {
        note("area, by day", series.unit(), series.nature(), series.doc());
    }
    (!found.is_empty()).then(|| found.join("\n"))
}

/// Adds the nearest thing that can be explained.
pub(crate) fn nearest(failure: Failure, word: &str) -> Failure {
    let knobs = Rules::knobs().into_iter().map(|knob| knob.path());
    let series = Series::ALL.iter().map(|series| series.name().to_owned());
    let best = knobs
        .chain(series)
        .map(|name| (strsim::damerau_levenshtein(word, &name), name))
        .min()
        .filter(|(distance, _)| *distance <= 2 + word.len() / 3);
    match best {
        Some((_, name)) => failure.hint(format!("did you mean `{name}`?")),
        None => failure.hint("`interdict knobs` lists the knobs"),
    }
}
