//! What the runs behind why have answered, kept in a journal as it comes.
//!
//! The questions come in one order, whatever the threads: so the journal is a list of answers, and who goes on from it is
//! given each before the runs are made that would give it again.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::question::{Question, WhyError};
use crate::journal::{Head, Journal, JournalError, Keeping, dates, differs};

/// Which inquiry a journal belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    seed: u64,
    days: String,
    arms: Vec<String>,
    outcomes: Vec<String>,
    watched: usize,
    pairs: u32,
    first: u32,
    continuations: u32,
}

impl Mark {
    pub(super) fn of(question: &Question<'_>) -> Self {
        let arms = question.arms;
        let outcomes = question.catalogue.outcomes.iter();
        Self {
            seed: question.seed,
            days: dates(arms, question.catalogue.window),
            arms: (0..arms.count())
                .map(|arm| format!("{:016x}", arms.digest(arm)))
                .collect(),
            outcomes: outcomes.map(|label| label.name.clone()).collect(),
            watched: question.watched,
            pairs: question.pairs,
            first: question.first,
            continuations: question.continuations,
        }
    }
}

/// One answer.
#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    number: usize,
    /// What was asked.
    of: String,
    answer: Value,
}

impl Head for Mark {
    type Line = Line;

    const OF: &'static str = "why";

    fn difference(&self, kept: &Self) -> Option<String> {
        if kept == self {
            None
        } else if kept.seed != self.seed {
            Some(differs("the seed", &kept.seed, &self.seed))
        } else if kept.days != self.days {
            Some(differs("the time compared", &kept.days, &self.days))
        } else if kept.pairs != self.pairs {
            Some(differs(
                "the number of pairs taken apart",
                &kept.pairs,
                &self.pairs,
            ))
        } else if kept.first != self.first {
            Some(differs(
                "the first pair taken apart",
                &kept.first,
                &self.first,
            ))
        } else if kept.continuations != self.continuations {
            let (kept, wanted) = (kept.continuations, self.continuations);
            Some(differs("the number of continuations", &kept, &wanted))
        } else if kept.arms != self.arms {
            Some("the base or an arm is another scenario or was changed".to_owned())
        } else {
            Some("it is about other outcomes".to_owned())
        }
    }

    fn fits(&self, line: &Line, number: usize) -> bool {
        line.number == number
    }
}

/// Answers that are kept, and where further ones are.
pub(super) struct Kept {
    journal: Option<Journal>,
    known: std::vec::IntoIter<Line>,
    number: usize,
}

impl Kept {
    /// Answers that are kept nowhere.
    #[cfg(test)]
    pub(super) fn nowhere() -> Self {
        Self {
            journal: None,
            known: Vec::new().into_iter(),
            number: 0,
        }
    }

    pub(super) fn open(
        question: &Question<'_>,
        keeping: Keeping<'_>,
    ) -> Result<Self, JournalError> {
        let (journal, known) = Journal::open(keeping, &Mark::of(question))?;
        Ok(Self {
            journal,
            known: known.into_iter(),
            number: 0,
        })
    }

    /// The answer to the next question, where it is kept.
    pub(super) fn known<T: DeserializeOwned>(&mut self, of: &str) -> Result<Option<T>, WhyError> {
        let Some(line) = self.known.next() else {
            return Ok(None);
        };
        self.number += 1;
        let answer = (line.of == of).then(|| serde_json::from_value(line.answer).ok());
        match (answer.flatten(), &self.journal) {
            (None, Some(journal)) => Err(journal.damaged(self.number + 1).into()),
            (answer, _) => Ok(answer),
        }
    }

    /// Keeps an answer to the next question.
    pub(super) fn keep(&mut self, of: &str, answer: &impl Serialize) -> Result<(), WhyError> {
        if let Some(journal) = &mut self.journal {
            journal.add(&Line {
                number: self.number,
                of: of.to_owned(),
                answer: serde_json::to_value(answer).expect("an answer is plain data"),
            })?;
        }
        self.number += 1;
        Ok(())
    }
}
