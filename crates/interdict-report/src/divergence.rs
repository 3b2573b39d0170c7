//! Where two runs part, told to people: the first moment, what was drawn, what came of it, how it grew.

use interdict_experiment::diverge::floor::Floor;
use interdict_experiment::diverge::names::{Names, Unnamed};
use interdict_experiment::diverge::{Apart, Divergence, Parting, Weighed};
use interdict_experiment::sham::NoSham;
use interdict_model::census::Value;
use interdict_model::{Place, Seed};
use interdict_scenario::{Domain, Domains, Scenario};
use serde_json::{Value as Json, json};

use crate::figures::{count, date_of, grouped};
use crate::summary::{Style, wrapped};

mod chain;
mod decision;
mod floor;
mod growth;

/// Columns of the page.
const WIDTH: usize = 102;

/// Fields that are shown of each parting; JSON holds all.
const FIELDS: usize = 3;

/// Decisions that are shown of each parting.
const DECISIONS: usize = 3;

/// What is compared: names and scenarios of the base and the arm, and the seed.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What the arms are called, the base first.
    pub called: [&'a str; 2],
    /// Their scenarios.
    pub scenarios: [&'a Scenario; 2],
    /// The seed that both ran under.
    pub seed: Seed,
    /// What changes of no consequence do to the same pair, or why that is not known.
    pub floor: Result<&'a Floor, NoSham>,
}

impl Pair<'_> {
    /// The domains of both together.
    fn theatre(&self) -> Domains {
        let [base, arm] = self.scenarios;
        base.domains().and(arm.domains())
    }

    /// What the places are called where formations draw.
    fn places(&self) -> &'static str {
        if self.theatre().has(Domain::Railway) {
            "railheads"
        } else {
            "depots"
        }
    }
}

/// The divergence as a page.
///
/// # Errors
/// Something in it has no name: a fault of the engine.
pub fn page(divergence: &Divergence, pair: &Pair<'_>, style: Style) -> Result<String, Unnamed> {
    let bold = |text: &str| style.bold(text);
    let teller = Teller::new(divergence, pair)?;
    let mut lines = Vec::new();
    let Some(first) = divergence.partings.first() else {
        return Ok(same(divergence, pair));
    };
    let [base, arm] = pair.called;
    let title = format!("{arm} parts from {base} {}", teller.moment_of(first));
    lines.extend(wrapped(&title, WIDTH).into_iter().map(|line| bold(&line)));
    for cell in first.cells.iter().take(FIELDS) {
        lines.push(format!("  {}", teller.field(cell, first.second)));
    }
    more(first.cells.len(), FIELDS, "fields", &mut lines);
    for weighed in first.weighed.iter().take(DECISIONS) {
        let text = teller.decision(weighed, first);
        lines.extend(
            wrapped(&text, WIDTH - 2)
                .into_iter()
                .map(|line| format!("  {line}")),
        );
    }
    more(first.weighed.len(), DECISIONS, "decisions", &mut lines);
    lines.extend(
        wrapped(&drawn(first, pair), WIDTH - 2)
            .into_iter()
            .map(|line| format!("  {line}")),
    );
    lines.push(String::new());
    lines.push(bold("How much of it is noise"));
    let told = floor::told(divergence, pair);
    lines.extend(told.iter().flat_map(|text| wrapped(text, WIDTH)));
    lines.push(String::new());
    lines.push(bold("What parted, each kind of thing for the first time"));
    for parting in &divergence.partings {
        teller.parting(parting, &mut lines);
    }
    lines.push(String::new());
    lines.push(bold("What came of it"));
    let told = chain::told(divergence, &teller);
    lines.extend(told.iter().flat_map(|text| wrapped(text, WIDTH)));
    lines.push(String::new());
    lines.push(bold("How it grew"));
    lines.extend(growth::table(divergence, pair));
    lines.push(String::new());
    let text = format!(
        "Both under seed {}, replication {}. Left out: what stands in one scenario only or otherwise in the other, \
         which differs by construction.",
        pair.seed.seed, pair.seed.replication
    );
    lines.extend(wrapped(&text, WIDTH));
    lines.push(String::new());
    Ok(lines.join("\n"))
}

fn same(divergence: &Divergence, pair: &Pair<'_>) -> String {
    let [base, arm] = pair.called;
    format!(
        "{arm} and {base} never part under seed {}, replication {}: everything but what differs by construction is \
         the same at the end of each of {} days\n",
        pair.seed.seed,
        pair.seed.replication,
        divergence.growth.len()
    )
}

/// What chance was asked in a step.
fn drawn(parting: &Parting, pair: &Pair<'_>) -> String {
    let [base, arm] = pair.called;
    match (parting.draws, parting.weighed.is_empty()) {
        ([0, 0, _], _) => {
            "nothing was drawn in this step: what was there already made the difference".to_owned()
        }
        ([ours, theirs, both], is_empty) => {
            let told = format!(
                "numbers asked for in this step: {ours} in {base}, {theirs} in {arm}, {both} of them the same question"
            );
            if is_empty {
                format!(
                    "{told}; none came to lie on the other side of a limit, so the law it was put into changed"
                )
            } else {
                told
            }
        }
    }
}

fn more(there: usize, shown: usize, what: &str, lines: &mut Vec<String>) {
    if there > shown {
        lines.push(format!("  and {} more {what}", there - shown));
    }
}

/// The divergence as one line of JSON: every field that differs at each parting, and every day.
///
/// # Errors
/// Something in it has no name: a fault of the engine.
pub fn json(divergence: &Divergence, pair: &Pair<'_>) -> Result<String, Unnamed> {
    let teller = Teller::new(divergence, pair)?;
    let partings: Vec<Json> = (divergence.partings.iter())
        .map(|parting| {
            let fields: Vec<Json> = (parting.cells.iter())
                .map(|cell| {
                    json!({
                        "key": format!("{:016x}", cell.who.0),
                        "thing": teller.name(cell.who, parting.second),
                        "field": cell.field,
                        "base": cell.base.map(|value| teller.value(value, parting.second)),
                        "arm": cell.arm.map(|value| teller.value(value, parting.second)),
                    })
                })
                .collect();
            let decisions: Vec<Json> = (parting.weighed.iter())
                .map(|weighed| {
                    json!({
                        "purpose": weighed.purpose.0,
                        "key": format!("{:016x}", weighed.who.0),
                        "base": weighed.base,
                        "arm": weighed.arm,
                        "told": teller.decision(weighed, parting),
                    })
                })
                .collect();
            json!({
                "kind": parting.kind.name(),
                "second": parting.second,
                "date": teller.date(parting.second),
                "clock": clock(parting.second),
                "phase": parting.step.map(|step| step.0),
                "step": parting.step.map(|step| step.1),
                "fields": fields,
                "decisions": decisions,
                "draws": { "base": parting.draws[0], "arm": parting.draws[1], "both": parting.draws[2] },
            })
        })
        .collect();
    let json = json!({
        "schema_version": 1,
        "version": env!("CARGO_PKG_VERSION"),
        "seed": pair.seed.seed,
        "replication": pair.seed.replication,
        "base": pair.called[0],
        "arm": pair.called[1],
        "partings": partings,
        "noise": floor::json(divergence, pair),
        "chain": chain::told(divergence, &teller),
        "growth": divergence.growth,
    });
    Ok(format!("{json}\n"))
}

/// Hours and minutes of a second.
pub(super) fn clock(second: u32) -> String {
    let of_day = second % interdict_quantity::SECONDS_PER_DAY;
    format!("{:02}:{:02}", of_day / 3_600, of_day / 60 % 60)
}

/// Knows names and dates.
pub(super) struct Teller<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) names: Names<'a>,
}

impl<'a> Teller<'a> {
    fn new(divergence: &'a Divergence, pair: &'a Pair<'a>) -> Result<Self, Unnamed> {
        let names = Names::new(pair.scenarios, &divergence.identities, divergence.keys())?;
        Ok(Self { pair, names })
    }

    pub(super) fn date(&self, second: u32) -> String {
        let day = (second / interdict_quantity::SECONDS_PER_DAY) as u16;
        date_of(self.pair.scenarios[0], day).to_string()
    }

    /// `1951-10-24 06:00`.
    pub(super) fn at(&self, second: u32) -> String {
        format!("{} {}", self.date(second), clock(second))
    }

    pub(super) fn name(&self, key: interdict_quantity::Key, second: u32) -> String {
        let day = (second / interdict_quantity::SECONDS_PER_DAY) as u16;
        self.names.of(key, day)
    }

    fn moment_of(&self, parting: &Parting) -> String {
        let when = format!(
            "on {} at {}",
            self.date(parting.second),
            clock(parting.second)
        );
        match parting.step {
            Some((phase, step)) => format!("{when}, in phase `{phase}`, step `{step}`"),
            None => format!("{when}, before the first step of the tick"),
        }
    }

    fn parting(&self, parting: &Parting, lines: &mut Vec<String>) {
        let step = parting.step.map_or("before the first step", |step| step.1);
        lines.push(format!(
            "  {}  {}: {step}",
            self.at(parting.second),
            parting.kind.name()
        ));
        let first = parting
            .cells
            .first()
            .map(|cell| self.field(cell, parting.second));
        if let Some(first) = first {
            let others = match parting.cells.len() - 1 {
                0 => String::new(),
                n => format!(" (and {n} more)"),
            };
            indented(&format!("{first}{others}"), lines);
        }
        if let Some(weighed) = parting.weighed.first() {
            indented(&self.decision(weighed, parting), lines);
        }
    }

    /// `Northgate, food asked for today: 120 kg in scenario, 140 kg in with-guns`.
    fn field(&self, cell: &Apart, second: u32) -> String {
        let told = |value: Option<Value>| {
            value.map_or_else(|| "nothing".to_owned(), |value| self.value(value, second))
        };
        let [base, arm] = self.pair.called;
        format!(
            "{}, {}: {} in {base}, {} in {arm}",
            self.name(cell.who, second),
            cell.field,
            told(cell.base),
            told(cell.arm)
        )
    }

    /// A value of a field at a second of the run.
    fn value(&self, value: Value, at: u32) -> String {
        match value {
            Value::Whole(number, "") => count(number),
            Value::Whole(1, unit) => format!("1 {}", unit.strip_suffix('s').unwrap_or(unit)),
            Value::Whole(number, unit) => format!("{} {unit}", count(number)),
            Value::Real(number) => precise(number),
            Value::Word(word) => word.to_owned(),
            Value::At(second) => self.at(second),
            Value::Station(row) => self.names.place(Place::Station(row), 0),
            Value::Line(row) => self.names.place(Place::Line(row), 0),
            Value::Thing(key) => self.name(key, at),
        }
    }

    fn decision(&self, weighed: &Weighed, parting: &Parting) -> String {
        decision::told(weighed, parting, self)
    }
}

fn indented(text: &str, lines: &mut Vec<String>) {
    let wrapped = wrapped(text, WIDTH - 6);
    lines.extend(wrapped.into_iter().map(|line| format!("      {line}")));
}

/// A measured number with as many figures as tell it apart from its like.
pub(super) fn precise(number: f64) -> String {
    let size = number.abs();
    if size >= 1_000.0 {
        grouped(number, 0)
    } else if size >= 1.0 {
        grouped(number, 2)
    } else {
        format!("{number:.4}")
    }
}
