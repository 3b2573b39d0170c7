//! Which comparison a journal belongs to.

use serde::{Deserialize, Serialize};

use super::{Head, differs};
use crate::arms::Arms;
use crate::outcome::{Catalogue, Label, Window};
use crate::pairs::Replication;

/// Which comparison a journal belongs to. Figures of two studies may be put together only if all is equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Master seed.
    pub seed: u64,
    /// First and last day that figures are taken over, as dates.
    pub days: String,
    /// Days that figures are taken over.
    pub window: Window,
    /// Digest of each arm's scenario, 16 hexadecimal digits, the base first.
    pub arms: Vec<String>,
    /// Digest of the change of no consequence that is run beside them, where one is.
    pub sham: Option<String>,
    /// Names of the outcomes.
    pub outcomes: Vec<String>,
    /// Names of the curves.
    pub curves: Vec<String>,
    /// Ids of the lines.
    pub lines: Vec<String>,
}

impl Mark {
    /// The mark of a study.
    pub fn of(arms: &Arms, catalogue: &Catalogue, seed: u64) -> Self {
        let names = |labels: &[Label]| labels.iter().map(|label| label.name.clone()).collect();
        Self {
            seed,
            days: dates(arms, catalogue.window),
            window: catalogue.window,
            arms: (0..arms.count())
                .map(|arm| format!("{:016x}", arms.digest(arm)))
                .collect(),
            sham: sham_digest(arms),
            outcomes: names(&catalogue.outcomes),
            curves: names(&catalogue.curves),
            lines: catalogue.lines.clone(),
        }
    }
}

/// Digest of the change of no consequence that is run beside arms, where one is: 16 hexadecimal digits.
pub(crate) fn sham_digest(arms: &Arms) -> Option<String> {
    (arms.sham().ok()).map(|sham| format!("{:016x}", sham.digest()))
}

/// In what two changes of no consequence differ, one of a journal and one of this study, by their digests.
pub(crate) fn other_sham(kept: Option<&str>, wanted: Option<&str>) -> String {
    let has = |sham: Option<&str>| match sham {
        Some(_) => "run beside the arms",
        None => "not run",
    };
    let (kept, wanted) = (has(kept), has(wanted));
    if kept == wanted {
        "another change of no consequence is run beside the arms".to_owned()
    } else {
        differs("a change of no consequence", &kept, &wanted)
    }
}

/// First and last day of a window, as dates.
pub(crate) fn dates(arms: &Arms, window: Window) -> String {
    let starts = arms.base().scenario.starts;
    let date = |day: u16| starts.plus_days(i32::from(day)).unwrap_or(starts);
    let last = window.to.saturating_sub(1);
    format!("{} to {}", date(window.from), date(last))
}

impl Head for Mark {
    type Line = Replication;

    const OF: &'static str = "comparison";

    fn difference(&self, other: &Self) -> Option<String> {
        if other.seed != self.seed {
            return Some(differs("the seed", &other.seed, &self.seed));
        }
        if (&other.days, other.window) != (&self.days, self.window) {
            return Some(differs("the time compared", &other.days, &self.days));
        }
        if other.arms.len() != self.arms.len() {
            return Some(differs(
                "the number of arms",
                &other.arms.len(),
                &self.arms.len(),
            ));
        }
        let arm = (0..self.arms.len()).find(|&arm| other.arms[arm] != self.arms[arm]);
        if let Some(arm) = arm {
            return Some(if arm == 0 {
                "the base is another scenario or was changed".to_owned()
            } else {
                format!("arm {arm} is another scenario or was changed")
            });
        }
        if other.sham != self.sham {
            return Some(other_sham(other.sham.as_deref(), self.sham.as_deref()));
        }
        (other != self).then(|| "it keeps other outcomes".to_owned())
    }

    /// Whether a replication has the figures of this study.
    fn fits(&self, replication: &Replication, number: usize) -> bool {
        let sham = replication.sham.iter();
        replication.number as usize == number
            && replication.arms.len() == self.arms.len()
            && replication.sham.is_some() == self.sham.is_some()
            && (replication.arms.iter().chain(sham).flatten()).all(|figures| {
                figures.outcomes.len() == self.outcomes.len()
                    && figures.curves.len() == self.curves.len()
                    && figures.lines.len() == self.lines.len()
                    && (figures.curves.iter())
                        .all(|curve| curve.len() == usize::from(self.window.days()))
            })
    }
}
