//! The summary of a run: a value for files, and a page for people.
//!
//! Everything is made from the scenario and the record, so equal runs give equal bytes. Nothing here
//! knows the time of day.

mod answer;
mod cities;
mod damage;
mod fighters;
mod front;
mod lines;
mod rate;
mod schooled;
mod supplied;
mod text;
mod verdict;

use interdict_model::Record;
use interdict_scenario::domain::{ATTACK, RAILWAY};
use interdict_scenario::rules::{Mark, Rules};
use interdict_scenario::{Domain, Domains, Scenario};
use serde::Serialize;

pub use cities::{Cities, CityGuarded};
pub use damage::{Damage, Effort, Guns, Losses, SilentGuns};
pub use fighters::Fighters;
pub use front::{AtFront, FormationFed, Front};
pub use lines::{AreaOpen, LineOpen, Lines};
pub use rate::Rate;
pub use schooled::{NewUnit, Schooled};
pub use supplied::{Supplied, WorstDay};
pub use text::Style;
pub(crate) use text::wrapped;
pub use verdict::{Constraint, Evidence, Shares, Verdict};

use crate::figures::{date_of, rounded, share};

/// Version of the form of [`Summary`] in files. Fields are only added within one version. Since version 2 sections and
/// figures of domains that the theatre has not are left out.
pub const SCHEMA_VERSION: u32 = 2;

/// What came of a run. Each section is there where the theatre has the domains that it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Version of this form.
    pub schema_version: u32,
    /// The scenario's title.
    pub title: String,
    /// The scenario's question.
    pub question: String,
    /// First day.
    pub first_day: String,
    /// Last day that was run; the first day where none was.
    pub last_day: String,
    /// Days run.
    pub days: u16,
    /// Days that the scenario has.
    pub days_of_scenario: u16,
    /// Fewer days were run than the scenario has.
    pub is_stopped_early: bool,
    /// The domains of the theatre.
    pub domains: Domains,
    /// Supply: what was brought, and what held it back.
    #[serde(flatten)]
    pub supply: Option<Supplied>,
    /// Railway: how open areas and lines were.
    #[serde(flatten)]
    pub lines: Option<Lines>,
    /// Railway under attack: cuts and spans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<Damage>,
    /// Losses by cause.
    pub losses: Losses,
    /// Defence: guns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guns: Option<Guns>,
    /// Interception: fighters of both sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fighters: Option<Fighters>,
    /// Attack: effort of the attackers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<Effort>,
    /// Schools: units that were formed, students, what bound their hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schools: Option<Schooled>,
    /// Cities: who guards them, and raids on them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cities: Option<Cities>,
    /// How to run it again, and how well its figures are known.
    pub run: RunMark,
}

/// How to run it again, and how well its figures are known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunMark {
    /// Seed.
    pub seed: u64,
    /// Replication.
    pub replication: u32,
    /// Digest of the run, 16 hexadecimal digits.
    pub digest: String,
    /// Knobs there are.
    pub knobs: usize,
    /// Knobs away from their defaults.
    pub knobs_away_from_default: usize,
    /// Knobs whose value is an estimate.
    pub knobs_estimated: usize,
    /// Rows of the scenario's tables.
    pub figures: u32,
    /// Of these, marked as estimates.
    pub figures_estimated: u32,
    /// Share of those rows that are estimates; `None` where there are none.
    pub share_estimated: Option<f64>,
}

impl Summary {
    /// The summary of a run.
    pub fn of(scenario: &Scenario, record: &Record) -> Self {
        let theatre = scenario.domains();
        let under_attack = RAILWAY.and(ATTACK);
        Self {
            schema_version: SCHEMA_VERSION,
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            first_day: scenario.starts.to_string(),
            last_day: date_of(scenario, record.days.saturating_sub(1)).to_string(),
            days: record.days,
            days_of_scenario: scenario.days,
            is_stopped_early: record.days < scenario.days,
            domains: theatre,
            supply: theatre
                .has(Domain::Supply)
                .then(|| Supplied::of(scenario, record)),
            lines: theatre
                .has(Domain::Railway)
                .then(|| Lines::of(scenario, record)),
            damage: (theatre.has_all(under_attack)).then(|| Damage::of(record)),
            losses: Losses::of(theatre, record),
            guns: theatre
                .has(Domain::Defence)
                .then(|| Guns::of(scenario, record)),
            fighters: Fighters::of(theatre, record),
            effort: theatre
                .has(Domain::Attack)
                .then(|| Effort::of(theatre, record)),
            schools: theatre
                .has(Domain::Schools)
                .then(|| Schooled::of(scenario, record)),
            cities: theatre
                .has(Domain::Cities)
                .then(|| Cities::of(scenario, record)),
            run: run_mark(scenario, record),
        }
    }
}

fn run_mark(scenario: &Scenario, record: &Record) -> RunMark {
    let knobs = Rules::knobs();
    let mut away = 0;
    let mut estimated = 0;
    for knob in &knobs {
        let path = knob.path();
        let is_set = scenario.rules.get(&path).map(f64::to_bits) != Some(knob.default.to_bits());
        let named = (scenario.provenance.knobs.iter())
            .find(|(name, _)| name.trim_start_matches("rules.") == path);
        let mark = named
            .and_then(|(_, source)| source.mark)
            .unwrap_or(knob.mark);
        away += usize::from(is_set);
        estimated += usize::from(mark == Mark::Estimate);
    }
    let tables = &scenario.provenance.tables;
    let figures = tables.iter().map(|(_, rows, _, _)| rows).sum();
    let figures_estimated = tables.iter().map(|(_, _, _, estimates)| estimates).sum();
    RunMark {
        seed: record.seed,
        replication: record.replication,
        digest: format!("{:016x}", record.digest),
        knobs: knobs.len(),
        knobs_away_from_default: away,
        knobs_estimated: estimated,
        figures,
        figures_estimated,
        share_estimated: share(f64::from(figures_estimated), f64::from(figures)).map(rounded),
    }
}
