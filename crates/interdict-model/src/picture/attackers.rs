//! # What attackers believe
//!
//! What happens: attackers hold a book of lines: which run, what each has cost, when each was last attacked.
//!
//! Rule: sorties and losses of the week are entered line by line; [`learning`](crate::staff::learning) makes a trailing
//! rate of losses from them.
//!
//! Assumes: units tell each other what they met, so lines have one book.
//!
//! Sources: none needed.
//!
//! Reads: nothing of its own: [`attacks`](crate::reports::attacks) carries it here. Writes: [`AttackersPicture`]. Chance:
//! none.

use bevy_ecs::prelude::Resource;
use interdict_engine::Column;
use interdict_scenario::Scenario;

use crate::row::LineRow;
use crate::state::state;

/// What the attackers believe of each line.
#[derive(Resource, Clone, Debug)]
pub struct AttackersPicture {
    /// Trailing losses per sortie, by line.
    pub losses: Column<LineRow, f64>,
    /// Day of the last attack, by line; [`NEVER`] before the first.
    pub last_attack: Column<LineRow, u16>,
    /// By line: trains can run through.
    pub(crate) is_open: Column<LineRow, bool>,
    /// Sorties and losses of the week, by line.
    pub(crate) week: Column<LineRow, (u32, u32)>,
}

state!(AttackersPicture: losses, last_attack, is_open, week);

/// No attack yet.
pub const NEVER: u16 = u16::MAX;

impl AttackersPicture {
    /// Every line runs, and none was ever attacked.
    pub fn new(scenario: &Scenario) -> Self {
        let lines = scenario.lines.len();
        Self {
            losses: Column::filled(0.0, lines),
            last_attack: Column::filled(NEVER, lines),
            is_open: Column::filled(true, lines),
            week: Column::filled((0, 0), lines),
        }
    }

    /// Trains can run through a line, as far as attackers know.
    pub fn is_line_open(&self, line: LineRow) -> bool {
        self.is_open[line]
    }

    /// Sorties against a line and losses over it since the week began.
    pub fn week(&self, line: LineRow) -> (u32, u32) {
        self.week[line]
    }
}
