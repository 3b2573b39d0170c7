//! Knobs of the plan, rounded once.

use bevy_ecs::prelude::Resource;
use interdict_engine::Column;

use crate::rail::throughput::Throughput;
use crate::row::LineRow;

/// Knobs of the timetable, rounded once, and what the lines let through, as they were built.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct PlanKnobs {
    /// Cost of a double handling, seconds.
    pub transload_s: i64,
    /// Cost of a day of supply that a railhead has already, seconds.
    pub urgency_s: i64,
    /// Days of supply by which the front comes before others.
    pub front_first_days: i64,
    /// What a day of waiting for a lot takes off the cost, seconds.
    pub age_s: i64,
    /// What each change that is still to come makes a place dearer, seconds.
    pub change_s: i64,
    /// A line of which less of the night could be used is a gap, thousandths.
    pub gap_use: u64,
    /// Gaps may be crossed by road.
    pub transloading: bool,
    /// Nights of its rate that a card holds at most.
    pub card_nights: f64,
    /// Mean spells of closure that it outlasts.
    pub card_spells: f64,
    /// Days in which railheads are filled.
    pub fill_days: i64,
    /// Train-loads for one railhead in a night, at most.
    pub most_loads: i64,
    /// Days of supply from which one railhead is no less urgent than another.
    pub plenty_days: i64,
    /// By line: the blocks that can be its narrowest.
    pub narrowest: Column<LineRow, Vec<Throughput>>,
}
