//! The arms of a comparison: a base and one or more scenarios beside it.

use interdict_engine::Digest;
use interdict_model::extend::Extension;
use interdict_quantity::Date;
use interdict_scenario::scenario::{Channel, Channels, FighterChannel, Way};
use interdict_scenario::{Checked, Rules, Scenario, Unsound};

use crate::sham::{NoSham, Sham};

mod extended;
mod read;

pub use read::{ReadError, names};

/// One scenario of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// What it is called in tables.
    pub name: String,
    /// Why it was made; `None` where nothing is said.
    pub because: Option<String>,
    /// The scenario.
    pub scenario: Scenario,
}

impl Arm {
    /// A checked scenario as an arm.
    pub fn new(name: impl Into<String>, scenario: &Checked) -> Self {
        Self {
            name: name.into(),
            because: scenario.because().map(str::to_owned),
            scenario: scenario.tables().clone(),
        }
    }
}

/// Arms that can be compared: the base first.
#[derive(Clone, Debug, PartialEq)]
pub struct Arms {
    all: Vec<Arm>,
    sham: Result<Sham, NoSham>,
    /// Processes from outside, one extension for each arm; empty where there are none.
    extensions: Vec<Extension>,
}

/// Why scenarios cannot be compared.
#[derive(Clone, Debug, PartialEq)]
pub enum NotComparable {
    /// A comparison needs a base and an arm.
    TooFew,
    /// A scenario was changed by hand and makes no sense any more.
    Unsound {
        /// Name of the arm.
        arm: String,
        /// The first thing that makes none.
        unsound: Unsound,
    },
    /// An arm does not cover the days of the base.
    OtherDays {
        /// Name of the arm.
        arm: String,
        /// First day of the arm.
        starts: Date,
        /// Days of the arm.
        days: u16,
        /// First day of the base.
        base_starts: Date,
        /// Days of the base.
        base_days: u16,
    },
}

impl std::fmt::Display for NotComparable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooFew => write!(f, "a comparison needs a base and at least one arm"),
            Self::Unsound { arm, unsound } => write!(f, "`{arm}` makes no sense: {unsound}"),
            Self::OtherDays {
                arm,
                starts,
                days,
                base_starts,
                base_days,
            } => write!(
                f,
                "`{arm}` covers {days} days from {starts}, the base {base_days} days from {base_starts}"
            ),
        }
    }
}

impl std::error::Error for NotComparable {}

impl Arms {
    /// Takes arms, the base first. Names that are taken get a number.
    ///
    /// # Errors
    /// When there are fewer than two, when one makes no sense, or when they do not cover the same days.
    pub fn new(mut arms: Vec<Arm>) -> Result<Self, NotComparable> {
        let [base, others @ ..] = arms.as_slice() else {
            return Err(NotComparable::TooFew);
        };
        if others.is_empty() {
            return Err(NotComparable::TooFew);
        }
        for arm in &arms {
            arm.scenario
                .sound()
                .map_err(|unsound| NotComparable::Unsound {
                    arm: arm.name.clone(),
                    unsound,
                })?;
        }
        let base = &base.scenario;
        for arm in others {
            let scenario = &arm.scenario;
            if (scenario.starts, scenario.days) != (base.starts, base.days) {
                return Err(NotComparable::OtherDays {
                    arm: arm.name.clone(),
                    starts: scenario.starts,
                    days: scenario.days,
                    base_starts: base.starts,
                    base_days: base.days,
                });
            }
        }
        for place in 1..arms.len() {
            let name = arms[place].name.clone();
            let is_taken = |name: &str| arms[..place].iter().any(|arm| arm.name == name);
            if is_taken(&name) {
                let free = (2..).map(|number| format!("{name}-{number}"));
                let free = free.into_iter().find(|name| !is_taken(name));
                arms[place].name = free.unwrap_or(name);
            }
        }
        Ok(Self {
            all: arms,
            sham: Err(NoSham::NotAsked),
            extensions: Vec::new(),
        })
    }

    /// The same with a change of no consequence that is run beside them, where there is one: an arm more.
    #[must_use]
    pub fn with_sham(mut self) -> Self {
        let scenarios = self.scenarios();
        self.sham = Sham::of(scenarios[0], &scenarios[1..]);
        self
    }

    /// The change of no consequence.
    ///
    /// # Errors
    /// Why none is run.
    pub fn sham(&self) -> Result<&Sham, NoSham> {
        self.sham.as_ref().map_err(|why| *why)
    }

    /// The arms, the base first.
    pub fn all(&self) -> &[Arm] {
        &self.all
    }

    /// The base.
    pub fn base(&self) -> &Arm {
        &self.all[0]
    }

    /// The scenarios, the base's first.
    pub fn scenarios(&self) -> Vec<&Scenario> {
        self.all.iter().map(|arm| &arm.scenario).collect()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Runs in one replication: one of each arm, and one of the change of no consequence.
    pub fn runs(&self) -> usize {
        self.count() + usize::from(self.sham.is_ok())
    }
}

/// The digest of a scenario: equal only where everything that it says is equal, its words included. It is made of what a
/// file would say, floats with all their figures, so what fields are called in code does not enter it.
pub fn digest(scenario: &Scenario) -> u64 {
    let mut digest = Digest::new("scenario");
    let mut words = |text: &str| {
        digest.word(text.len() as u64);
        digest.text(text);
    };
    for table in scenario.told() {
        words(table.name);
        for row in &table.rows {
            words(&row.name);
            for cell in row.cells.iter().filter(|cell| cell.words.is_some()) {
                words(cell.column);
                words(cell.words.as_deref().unwrap_or_default());
            }
        }
    }
    for knob in Rules::knobs() {
        let path = knob.path();
        words(&path);
        let value = scenario.rules.get(&path);
        words(&value.map_or_else(String::new, |value| value.to_string()));
    }
    for (path, source) in &scenario.provenance.knobs {
        words(path);
        words(&source.text);
        words(
            &source
                .mark
                .map_or_else(String::new, |mark| mark.letter().to_string()),
        );
    }
    // what no file says: the channels that an analysis switched off
    let partly = (scenario.flak.iter()).filter(|posting| posting.channels != Channels::ALL);
    for posting in partly {
        words(&posting.id);
        let has = |channel: &&Channel| posting.channels.has(**channel);
        let left = Channel::ALL.iter().filter(has);
        left.for_each(|channel| words(channel.name()));
    }
    let partly = (scenario.fighters.iter()).filter(|unit| unit.channels != Channels::ALL);
    for unit in partly {
        words(&unit.id);
        let has = |way: &&FighterChannel| unit.channels.has(**way);
        let left = FighterChannel::ALL.iter().filter(has);
        left.for_each(|way| words(way.name()));
    }
    digest.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    fn arm(name: &str, scenario: Scenario) -> Arm {
        Arm {
            name: name.to_owned(),
            because: None,
            scenario,
        }
    }

    #[test]
    fn arms_cover_the_same_days_and_have_names_of_their_own() {
        let scenario = generate(Shape::small(), 3);
        let alone = Arms::new(vec![arm("a", scenario.clone())]);
        assert_eq!(alone, Err(NotComparable::TooFew));
        let three = ["a", "a", "a"].map(|name| arm(name, scenario.clone()));
        let three = Arms::new(three.to_vec()).unwrap();
        let names: Vec<&str> = three.all().iter().map(|arm| arm.name.as_str()).collect();
        assert_eq!(names, ["a", "a-2", "a-3"]);
        let mut shorter = scenario.clone();
        shorter.days -= 1;
        let error = Arms::new(vec![arm("a", scenario), arm("b", shorter)]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`b` covers 9 days from 1951-08-01, the base 10 days from 1951-08-01"
        );
    }

    #[test]
    fn a_scenario_that_makes_no_sense_is_no_arm() {
        let scenario = generate(Shape::small(), 3);
        let mut wrong = scenario.clone();
        wrong.flak[0].depot = 9_999;
        let error = Arms::new(vec![arm("a", scenario), arm("b", wrong)]).unwrap_err();
        assert!(
            error.to_string().starts_with("`b` makes no sense: `flak."),
            "{error}"
        );
    }

    #[test]
    fn the_digest_of_a_scenario_sees_the_last_figure_of_a_knob() {
        let scenario = generate(Shape::small(), 3);
        let mut other = scenario.clone();
        assert_eq!(digest(&scenario), digest(&other));
        other.rules.rail.speed_kmh = other.rules.rail.speed_kmh.next_up();
        assert_ne!(digest(&scenario), digest(&other));
    }

    #[test]
    fn the_digest_of_a_scenario_sees_words_rows_and_channels() {
        let scenario = generate(Shape::small(), 3);
        let changes: [fn(&mut Scenario); 8] = [
            |one| one.title.push('!'),
            |one| one.days -= 1,
            |one| one.gangs[0].men += 1,
            |one| one.gangs[0].source.text.push('!'),
            |one| one.lines[0].length_m += 1,
            |one| one.flak[0].channels = Channels::NONE,
            |one| _ = one.trucks.pop(),
            |one| one.formations[0].stock_days = one.formations[0].stock_days.next_up(),
        ];
        let mut digests = vec![digest(&scenario)];
        for change in changes {
            let mut other = scenario.clone();
            change(&mut other);
            digests.push(digest(&other));
        }
        digests.sort_unstable();
        digests.dedup();
        assert_eq!(digests.len(), 1 + changes.len());
    }
}
