//! What each request of a scenario is worth: granted alone, granted last, and in company.
//!
//! Every combination of the requests is run under common chance, each granted or not, whatever the file says of it: two to
//! the power of their number. What follows is exact for these runs: no order is drawn. All of it is attribution inside the
//! model: what the model leaves out has no share.

use std::fmt;
use std::sync::atomic::AtomicBool;

use interdict_scenario::Scenario;
use serde::Serialize;

use crate::arms::{Arm, Arms, NotComparable};
use crate::compare::PAIRS;
use crate::journal::JournalError;
use crate::outcome::{Catalogue, UnknownOutcome, Window};
use crate::stopping::Stopping;
use crate::study::{Design, Ending, Keeping, Progress, Study, study};
use crate::why::Told;
use crate::why::shapley::{Part, apart, parts};

/// The most requests of which every combination is run.
pub const MOST: usize = 8;

/// What is asked. [`Request::default`] asks for 200 replications of all requests under seed 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Ids of the requests; empty: all of the scenario.
    pub of: Vec<String>,
    /// Name of the outcome that is told first; `None`: the first of the catalogue.
    pub outcome: Option<String>,
    /// Master seed of all chance.
    pub seed: u64,
    /// Replications of every combination.
    pub pairs: u32,
    /// Threads; 0: one for each core.
    pub threads: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            of: Vec::new(),
            outcome: None,
            seed: 1,
            pairs: PAIRS,
            threads: 0,
        }
    }
}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestError {
    /// The scenario asks for nothing.
    NoRequest,
    /// There is no request of this id; those that there are.
    Unknown(String, Vec<String>),
    /// There are more requests than can be taken apart: how many.
    TooMany(usize),
    /// There is no outcome of the name.
    UnknownOutcome(UnknownOutcome),
    /// The scenario was changed by hand and makes no sense any more.
    NotComparable(NotComparable),
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRequest => f.write_str("the scenario has no row of `requests`"),
            Self::Unknown(id, known) => {
                write!(
                    f,
                    "there is no request `{id}`; there are: {}",
                    known.join(", ")
                )
            }
            Self::TooMany(count) => {
                write!(
                    f,
                    "{count} requests have too many combinations: at most {MOST}"
                )
            }
            Self::UnknownOutcome(error) => error.fmt(f),
            Self::NotComparable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RequestError {}

/// A study that can be run.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Every combination: bit `i` of an arm's number says whether request `i` is granted.
    pub arms: Arms,
    /// What is measured.
    pub catalogue: Catalogue,
    /// The requests: id and name.
    pub of: Vec<[String; 2]>,
    design: Design,
}

impl Plan {
    /// The plan of a request.
    ///
    /// # Errors
    /// When a name is wrong, there are too many requests, or the tables make no sense.
    pub fn new(tables: &Scenario, request: &Request) -> Result<Self, RequestError> {
        let rows = rows(tables, &request.of)?;
        let all = (0..1_usize << rows.len()).map(|set| Arm {
            name: name(tables, &rows, set),
            because: None,
            scenario: granted(tables, &rows, set),
        });
        let arms = Arms::new(all.collect()).map_err(RequestError::NotComparable)?;
        let window = Window {
            from: 0,
            to: tables.days,
        };
        // curves of so many arms are of no use and take room
        let catalogue = Catalogue::of(&arms.scenarios(), window).without_curves();
        let watched = catalogue.find_or_first(request.outcome.as_deref());
        let watched = watched.map_err(RequestError::UnknownOutcome)?;
        let of = rows.iter().map(|&row| {
            let row = &tables.requests[row];
            [row.id.clone(), row.name.clone()]
        });
        Ok(Self {
            arms,
            catalogue,
            of: of.collect(),
            design: Design {
                seed: request.seed,
                threads: request.threads,
                stopping: Stopping::Pairs(request.pairs),
                watched,
            },
        })
    }

    /// Runs it. Ends early, with what is done, when `stop` is set.
    ///
    /// # Errors
    /// When the journal is of no use.
    pub fn run(
        self,
        keeping: Keeping<'_>,
        stop: &AtomicBool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Worth, JournalError> {
        let Self {
            arms,
            catalogue,
            of,
            design,
        } = self;
        let study = study(&arms, &catalogue, &design, keeping, stop, progress)?;
        Ok(Worth::of(&arms, &catalogue, of, &design, &study))
    }
}

/// Rows of the requests of these ids; of all where none is named.
fn rows(tables: &Scenario, of: &[String]) -> Result<Vec<usize>, RequestError> {
    let requests = &tables.requests;
    let find = |id: &String| {
        let place = requests.iter().position(|request| request.id == *id);
        place.ok_or_else(|| {
            let known = requests.iter().map(|request| request.id.clone());
            RequestError::Unknown(id.clone(), known.collect())
        })
    };
    let mut rows: Vec<usize> = if of.is_empty() {
        (0..requests.len()).collect()
    } else {
        of.iter().map(find).collect::<Result<_, _>>()?
    };
    rows.sort_unstable();
    rows.dedup();
    match rows.len() {
        0 => Err(RequestError::NoRequest),
        count if count > MOST => Err(RequestError::TooMany(count)),
        _ => Ok(rows),
    }
}

/// The scenario in which just these requests are granted.
fn granted(tables: &Scenario, rows: &[usize], set: usize) -> Scenario {
    let mut scenario = tables.clone();
    for (place, &row) in rows.iter().enumerate() {
        scenario.requests[row].granted = set >> place & 1 == 1;
    }
    scenario
}

/// What a combination is called.
fn name(tables: &Scenario, rows: &[usize], set: usize) -> String {
    let there = rows.iter().enumerate();
    let there = there.filter(|(place, _)| set >> place & 1 == 1);
    let names: Vec<&str> = there
        .map(|(_, &row)| tables.requests[row].id.as_str())
        .collect();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join("+")
    }
}

/// What requests are worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worth {
    /// Title of the scenario.
    pub title: String,
    /// Master seed.
    pub seed: u64,
    /// Replications of every combination that ran to their end.
    pub pairs: usize,
    /// All that was asked for was run.
    pub is_whole: bool,
    /// The requests: id and name.
    pub of: Vec<[String; 2]>,
    /// Place of the outcome that is told first.
    pub watched: usize,
    /// Every outcome of the catalogue.
    pub outcomes: Vec<OfOutcome>,
    /// Laws that broke, in words.
    pub broken: Vec<String>,
}

/// What requests are worth in one outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfOutcome {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: &'static str,
    /// Mean where nothing is granted.
    pub without: f64,
    /// What all of them together add.
    pub whole: Told,
    /// Each request, in order.
    pub requests: Vec<Part>,
}

impl Worth {
    fn of(
        arms: &Arms,
        catalogue: &Catalogue,
        of: Vec<[String; 2]>,
        design: &Design,
        study: &Study,
    ) -> Self {
        let (count, players) = (arms.count(), of.len());
        let outcomes = catalogue.outcomes.iter().enumerate().map(|(place, label)| {
            let values = study.outcome(count, place);
            OfOutcome {
                name: label.name.clone(),
                title: label.title.clone(),
                unit: label.unit,
                without: crate::moments::mean(&values[0]),
                whole: Told::of(&apart(&values, count - 1, 0)),
                requests: parts(&values, players),
            }
        });
        Self {
            title: arms.base().scenario.title.clone(),
            seed: design.seed,
            pairs: study.whole().count(),
            is_whole: study.ending != Ending::Interrupted,
            watched: design.watched,
            outcomes: outcomes.collect(),
            of,
            broken: (study.broken())
                .map(|(number, arm, law)| {
                    let name = arms.all().get(arm).map_or("", |arm| &arm.name);
                    format!("replication {number} of {name}: {law}")
                })
                .collect(),
        }
    }

    /// The outcome that is told first.
    pub fn watched(&self) -> &OfOutcome {
        &self.outcomes[self.watched]
    }

    /// Of the outcomes whose name begins so, those that a request moves surely, the largest move first: each with its part.
    pub fn moved(&self, request: usize, begins: &str) -> Vec<(&OfOutcome, Told)> {
        let of = self.outcomes.iter();
        let of = of.filter(|outcome| outcome.name.starts_with(begins));
        let mut moved: Vec<_> = of
            .map(|outcome| (outcome, outcome.requests[request].share))
            .filter(|(_, share)| share.is_told())
            .collect();
        moved.sort_by(|(_, one), (_, other)| other.mean.abs().total_cmp(&one.mean.abs()));
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    use interdict_scenario::load_files;

    /// Two units; the first waits for one request, the second for two.
    const UNITS: &str = r#"Scenario(
    title: "Two units", question: "?", starts: "1951-10-24", ends: "1951-12-31", step: "60 min", latitude: 35.0,
    requests: [
        (id: "ONE", asked: "1951-10-24", answered: "1951-10-25", granted: "no", transfer_days: 5),
        (id: "TWO", asked: "1951-10-24", answered: "1951-10-25", transfer_days: 5),
        (id: "VAIN", asked: "1951-10-24", answered: "1951-10-25", granted: "no"),
    ],
    academies: [(id: "SCHOOL", trainers: 40)],
    courses: [(id: "COURSE", academy: "SCHOOL", hours: 1, wash_out: 0)],
    cohorts: [(id: "C", students: 12, course: "COURSE")],
    establishments: [
        (id: "A", course: "COURSE", pilots: 4, aircraft: 4, detachments: 1),
        (id: "B", course: "COURSE", pilots: 4, aircraft: 4, detachments: 2),
    ],
    deliveries: [
        (id: "A-AC", unit: "A", aircraft: 4), (id: "B-AC", unit: "B", aircraft: 4),
        (id: "A-DET", unit: "A", request: "ONE", detachments: 1),
        (id: "B-DET-1", unit: "B", request: "ONE", detachments: 1), (id: "B-DET-2", unit: "B", request: "TWO", detachments: 1),
    ],
)"#;

    fn worth(request: &Request) -> Result<Worth, RequestError> {
        let files = BTreeMap::from([("s.ron".to_owned(), UNITS.to_owned())]);
        let loaded = load_files(files, "s.ron").unwrap_or_else(|faults| panic!("{faults}"));
        let plan = Plan::new(&loaded.scenario, request)?;
        let ran = plan.run(Keeping::Nowhere, &AtomicBool::new(false), &mut |_| ());
        Ok(ran.expect("no journal"))
    }

    #[test]
    fn two_requests_of_which_one_unit_needs_one_and_another_both_get_one_and_a_half_and_a_half() {
        let found = worth(&Request {
            outcome: Some("units_formed".to_owned()),
            pairs: 12,
            ..Request::default()
        })
        .expect("it can be asked");
        let told = found.watched();
        assert_eq!((found.pairs, told.requests.len()), (12, 3));
        let means = |of: fn(&Part) -> Told| -> Vec<f64> {
            told.requests.iter().map(|part| of(part).mean).collect()
        };
        // Alone ONE forms A; TWO alone none. Without ONE both are lost, without TWO one.
        assert_eq!(means(|part| part.alone), [1.0, 0.0, 0.0]);
        assert_eq!(means(|part| part.last), [2.0, 1.0, 0.0]);
        assert_eq!(means(|part| part.share), [1.5, 0.5, 0.0]);
        assert!((told.whole.mean - 2.0).abs() < 1e-12 && told.without.abs() < 1e-12);
        let units = found.moved(0, "formed.");
        let names: Vec<&str> = units
            .iter()
            .map(|(outcome, _)| outcome.name.as_str())
            .collect();
        assert_eq!(names, ["formed.A", "formed.B"]);
        assert!(found.moved(2, "").is_empty());
    }

    #[test]
    fn only_the_requests_that_are_named_are_taken_apart_and_a_wrong_name_is_told() {
        let named = |id: &str| Request {
            of: vec![id.to_owned()],
            outcome: Some("units_formed".to_owned()),
            pairs: 2,
            ..Request::default()
        };
        // TWO is granted in the file, and stays so.
        let found = worth(&named("ONE")).expect("it can be asked");
        assert!((found.watched().whole.mean - 2.0).abs() < 1e-12);
        assert!(matches!(
            worth(&named("THREE")),
            Err(RequestError::Unknown(..))
        ));
    }
}
