//! The knobs of schools, and what of a day can be flown.

use bevy_ecs::prelude::Resource;
use interdict_scenario::Scenario;
use interdict_scenario::rules;

use crate::row::CellRow;
use crate::sky::weather::Visibility;
use crate::sky::{Sky, Weather};

const MINUTES: f64 = 60.0;
const HOUR_S: f64 = 3_600.0;

/// The knobs of schools, hours as minutes.
#[derive(Resource, Clone, Copy, Debug)]
#[component(immutable)]
pub struct SchoolKnobs {
    /// Minutes that a student flies on a full day.
    pub student: f64,
    /// Minutes that an instructor flies.
    pub instructor: f64,
    /// Minutes that an aircraft flies that is fit.
    pub trainer: f64,
    /// Minutes that a battalion keeps up.
    pub battalion: f64,
    /// Minutes that a field has room for.
    pub field: f64,
    /// Light of a full day, seconds.
    full_day_s: f64,
    /// Share of a full day in marginal weather.
    marginal: f64,
    /// Chance that the pilot of an aircraft that is lost dies.
    pub killed: f64,
    /// Part of its hours that a unit flies without detachments.
    pub without_detachments: f64,
    /// Part of its hours that a unit flies without advisers.
    pub without_advisers: f64,
    /// Days of a transfer in the middle of their spread.
    pub transfer_days: f64,
    /// Spread of these days.
    pub transfer_log_sd: f64,
    /// Days by which answers are later.
    pub answer_delay: i32,
}

impl SchoolKnobs {
    /// The knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules.schools;
        Self {
            student: MINUTES * rules.student_h,
            instructor: MINUTES * rules.instructor_h,
            trainer: MINUTES * rules.trainer_h,
            battalion: MINUTES * rules.battalion_h,
            field: MINUTES * rules.field_h,
            full_day_s: HOUR_S * rules.full_day_h,
            marginal: rules.marginal,
            killed: rules.killed,
            without_detachments: rules.without_detachments,
            without_advisers: rules.without_advisers,
            transfer_days: rules.transfer_days,
            transfer_log_sd: rules.transfer_log_sd,
            answer_delay: rules.answer_delay_days.into(),
        }
    }

    /// Share of a full flying day that light and weather leave over a cell.
    pub fn flyable(&self, sky: &Sky, weather: &Weather, day: u16, cell: Option<CellRow>) -> f64 {
        let light_s = 86_400.0 - f64::from(sky.dark_seconds(day));
        let seen = match weather.over_any(cell) {
            Visibility::Visual => 1.0,
            Visibility::Marginal => self.marginal,
            Visibility::Closed => 0.0,
        };
        seen * (light_s / self.full_day_s).min(1.0)
    }
}

/// Serviceability of an academy or a unit that says none.
pub(super) fn serviceability(rules: &rules::Schools, jet: bool, own: Option<f64>) -> f64 {
    own.unwrap_or(if jet {
        rules.jet_serviceability
    } else {
        rules.piston_serviceability
    })
}

/// Aircraft lost in a minute, at an academy or a unit that says nothing of losses.
pub(super) fn losses_a_minute(rules: &rules::Schools, jet: bool, own: Option<f64>) -> f64 {
    let in_10_000_h = own.unwrap_or(if jet {
        rules.jet_losses
    } else {
        rules.piston_losses
    });
    in_10_000_h / (10_000.0 * MINUTES)
}

/// Hours as whole minutes.
pub(super) fn minutes(hours: f64) -> i64 {
    interdict_engine::whole::nearest(MINUTES * hours)
}
