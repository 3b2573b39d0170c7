//! The outcomes of an area: how open it was, or what passed it.

use interdict_scenario::Domains;
use interdict_scenario::domain::{ALWAYS, RAILWAY, SUPPLY};

use super::label::Label;

/// What is measured of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfArea {
    /// Share of the time that trains could run through.
    Open,
    /// Longest spell of days without a second of through running.
    LongestClosure,
    /// Tons a day that passed.
    Passed,
}

impl OfArea {
    /// What the outcome of an area needs whose name begins so.
    pub(super) fn needs(stem: &str) -> Domains {
        match stem {
            "passed" => SUPPLY,
            "through_open" | "longest_closure" => RAILWAY,
            _ => ALWAYS,
        }
    }

    /// The outcome of an area.
    pub(super) fn label(self, id: &str, name: &str) -> Label {
        let (stem, title, unit, doc) = match self {
            Self::Open => (
                "through_open",
                "Open",
                "%",
                "share of the time that a path over open lines led through",
            ),
            Self::LongestClosure => (
                "longest_closure",
                "Longest closure",
                "days",
                "longest spell of whole days without through running",
            ),
            Self::Passed => (
                "passed",
                "Passed",
                "t/day",
                "supplies that crossed, by rail and road",
            ),
        };
        Label {
            name: format!("{stem}.{id}"),
            title: format!("{title}, {name}"),
            unit,
            doc: format!("{name}: {doc}"),
            verb: None,
            is_of_guns: false,
        }
    }
}
