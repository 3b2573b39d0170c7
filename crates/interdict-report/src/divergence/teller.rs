//! Names, dates and values of two runs, as people read them.

use interdict_experiment::diverge::floor::Floor;
use interdict_experiment::diverge::names::{Names, Unnamed};
use interdict_experiment::diverge::{Apart, Divergence, Parting};
use interdict_experiment::sham::NoSham;
use interdict_model::census::Value;
use interdict_model::{Place, Seed};
use interdict_scenario::{Domain, Domains, Scenario};

use crate::figures::{count, date_of, grouped};

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
    pub(super) fn theatre(&self) -> Domains {
        let [base, arm] = self.scenarios;
        base.domains().and(arm.domains())
    }

    /// What the places are called where formations draw.
    pub(super) fn places(&self) -> &'static str {
        if self.theatre().has(Domain::Railway) {
            "railheads"
        } else {
            "depots"
        }
    }
}

/// Knows names and dates.
pub(super) struct Teller<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) names: Names<'a>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(divergence: &'a Divergence, pair: &'a Pair<'a>) -> Result<Self, Unnamed> {
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

    pub(super) fn moment_of(&self, parting: &Parting) -> String {
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

    /// `Northgate, food asked for today: 120 kg in scenario, 140 kg in with-guns`.
    pub(super) fn field(&self, cell: &Apart, second: u32) -> String {
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
    pub(super) fn value(&self, value: Value, at: u32) -> String {
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
}

/// Hours and minutes of a second.
pub(super) fn clock(second: u32) -> String {
    let of_day = second % interdict_quantity::SECONDS_PER_DAY;
    format!("{:02}:{:02}", of_day / 3_600, of_day / 60 % 60)
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
