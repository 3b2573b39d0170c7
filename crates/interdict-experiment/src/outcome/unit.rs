//! The outcomes of a unit that is to be formed: whether it was in time, and when it was formed.

use interdict_model::Formed;
use interdict_scenario::Domains;
use interdict_scenario::domain::{ALWAYS, SCHOOLS};

use super::label::Label;

/// What is measured of a unit that is to be formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfUnit {
    /// 100 where it was formed by its date, else 0: the mean is the chance, in per cent.
    Formed,
    /// The same of being ready.
    Ready,
    /// The day on which it was formed.
    FormedDay,
}

impl OfUnit {
    pub(super) const ALL: [Self; 3] = [Self::Formed, Self::Ready, Self::FormedDay];

    /// What the outcome of a unit needs whose name begins so.
    pub(super) fn needs(stem: &str) -> Domains {
        match stem {
            "formed" | "ready" | "formed_day" => SCHOOLS,
            _ => ALWAYS,
        }
    }

    /// The outcome of a unit.
    pub(super) fn label(self, id: &str, name: &str) -> Label {
        let (stem, title, unit, doc) = match self {
            Self::Formed => (
                "formed",
                "Formed in time",
                "%",
                "100 where it was formed by its date, else 0: the mean is the chance",
            ),
            Self::Ready => (
                "ready",
                "Ready in time",
                "%",
                "100 where it was ready by its date, else 0: the mean is the chance",
            ),
            Self::FormedDay => (
                "formed_day",
                "Day formed",
                "day",
                "day on which it was formed, counted from 1 at the first day of the scenario; the day after the last that \
                 was run where it was not",
            ),
        };
        Label {
            name: format!("{stem}.{id}"),
            title: format!("{title}, {id}"),
            unit,
            doc: format!("{name}: {doc}"),
            verb: None,
            is_of_guns: false,
        }
    }

    /// The figure of a run of so many days.
    pub(super) fn of(self, formed: &Formed, days: u16) -> f64 {
        let in_time = |day: Option<u16>| match day {
            Some(day) if day < formed.due => 100.0,
            _ => 0.0,
        };
        match self {
            Self::Formed => in_time(formed.formed),
            Self::Ready => in_time(formed.ready),
            Self::FormedDay => f64::from(formed.formed.unwrap_or(days)) + 1.0,
        }
    }
}
