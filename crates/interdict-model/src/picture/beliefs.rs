//! # Beliefs
//!
//! What happens: where reports are not perfect, attackers believe of the track of each line, and of each bridge, that it
//! is shut with some probability. Reports move it, and it grows old.
//!
//! Rule: a report is weighed by Bayes: `P' = P a / (P a + (1 - P) b)`, with `a` and `b` the chances of such a report if
//! the thing is shut and if it is open. Between reports `P = pi + (P0 - pi) exp(-(lambda + mu) age)` and
//! `pi = lambda / (lambda + mu)`, with the rates at which attackers believe that things are cut and mended. News that is
//! older than what is known counts with what its age has left of it. A line is believed shut with
//! `1 - (1 - P of its track) x product of (1 - P of its bridges)`.
//!
//! Assumes: attackers know how good each kind of report is; track and bridges fail independently; whatever is cut or
//! mended does so at steady rates.
//!
//! Sources: Bayes; the chain of two states in continuous time; figures with the knobs of `reports`.
//!
//! Reads: knobs of `reports`; [`despatches`](crate::reports::despatches) carries reports here. Writes: [`Beliefs`].
//! Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::{Column, Grouped, math};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;

use crate::network::Network;
use crate::row::{BridgeRow, LineRow};
use crate::state::{choice, state};
use crate::told::untold;

/// Of what attackers hold a belief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// The track of a line, without its bridges.
    Track(LineRow),
    /// A bridge.
    Bridge(BridgeRow),
}

choice!(Thing: Track(line), Bridge(bridge));

/// Who reports to attackers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody has.
    Nobody,
    /// Pilots of flights and raids by day.
    Pilots,
    /// Patrols by night.
    Patrols,
    /// Photographs.
    Photographs,
    /// Agents on the ground.
    Agents,
}

impl Source {
    /// All, in order.
    pub const ALL: [Self; 5] = [
        Self::Nobody,
        Self::Pilots,
        Self::Patrols,
        Self::Photographs,
        Self::Agents,
    ];
}

choice!(Source: Nobody, Pilots, Patrols, Photographs, Agents);

/// What attackers believe of a thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Belief {
    /// Probability that it was shut at `second`.
    pub shut: f64,
    /// The second for which that holds: the last at which somebody looked of whom attackers have heard.
    pub second: u32,
    /// Who looked then.
    pub source: Source,
}

state!(Belief: shut, second, source);

impl Belief {
    /// Open when the scenario begins, and nobody has looked since.
    pub(crate) const fn at_first() -> Self {
        Self {
            shut: 0.0,
            second: 0,
            source: Source::Nobody,
        }
    }

    /// Probability that it is shut at a second.
    pub fn at(&self, second: u32, rates: Rates) -> f64 {
        let left = rates.left(second.saturating_sub(self.second));
        rates.at_last() + (self.shut - rates.at_last()) * left
    }

    /// Takes in what somebody saw at a second.
    pub fn hear(&mut self, heard: &Heard, errors: Errors, rates: Rates) {
        let told = errors.chances(heard.is_shut);
        if heard.second >= self.second {
            let prior = self.at(heard.second, rates);
            *self = Self {
                shut: weighed(prior, heard.is_shut, told),
                second: heard.second,
                source: heard.source,
            };
        } else {
            let left = rates.left(self.second - heard.second);
            let mean = rates.at_last() * told[0] + (1.0 - rates.at_last()) * told[1];
            let aged = told.map(|chance| mean + (chance - mean) * left);
            self.shut = weighed(self.shut, heard.is_shut, aged);
        }
    }
}

/// Probability that a thing is shut after a report, with the chances of such a report if it is shut and if it is open.
/// A report that was held to be impossible is believed.
pub fn weighed(prior: f64, is_shut: bool, [if_shut, if_open]: [f64; 2]) -> f64 {
    let (shut, open) = (prior * if_shut, (1.0 - prior) * if_open);
    if shut + open > 0.0 {
        shut / (shut + open)
    } else {
        f64::from(u8::from(is_shut))
    }
}

/// What somebody saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What was looked at.
    pub thing: Thing,
    /// When.
    pub second: u32,
    /// It was taken for shut.
    pub is_shut: bool,
    /// Who looked.
    pub source: Source,
}

state!(Heard: thing, second, is_shut, source);

/// How often a kind of report is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Errors {
    /// Chance that a shut thing is taken for open.
    pub miss: f64,
    /// Chance that an open thing is taken for shut.
    pub wrong: f64,
}

impl Errors {
    /// Chances of a report if the thing is shut, and if it is open.
    fn chances(self, is_shut: bool) -> [f64; 2] {
        if is_shut {
            [1.0 - self.miss, self.wrong]
        } else {
            [self.miss, 1.0 - self.wrong]
        }
    }

    /// By kind of report, from the knobs of a scenario.
    pub fn of(scenario: &Scenario, source: Source) -> Self {
        let knobs = &scenario.rules.reports;
        let (miss, wrong) = match source {
            Source::Nobody | Source::Agents => (0.0, 0.0),
            Source::Pilots => (knobs.pilots_miss, knobs.pilots_false),
            Source::Patrols => (knobs.patrols_miss, knobs.pilots_false),
            Source::Photographs => (knobs.photo_false, knobs.photo_false),
        };
        Self { miss, wrong }
    }
}

/// How fast things are cut and mended, as attackers believe, times a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Cuts of what is open.
    pub cuts: f64,
    /// Mends of what is shut.
    pub mends: f64,
}

impl Rates {
    /// Probability that a thing is shut when nothing is left of what was known.
    pub(crate) fn at_last(self) -> f64 {
        self.cuts / (self.cuts + self.mends)
    }

    /// Share that an age in seconds leaves of what was known.
    pub fn left(self, age_s: u32) -> f64 {
        math::exp(-(self.cuts + self.mends) * f64::from(age_s) / f64::from(SECONDS_PER_DAY))
    }
}

/// What attackers believe of tracks and bridges; empty where reports are perfect.
#[derive(Resource, Clone, Debug)]
pub struct Beliefs {
    /// By line: its track.
    tracks: Column<LineRow, Belief>,
    bridges: Column<BridgeRow, Belief>,
    /// What attackers may go for, in order of key: tracks of lines that are no sanctuary, and their bridges.
    things: Vec<(Thing, Key)>,
    on_line: Grouped<LineRow, BridgeRow>,
    rates: [Rates; 2],
    /// By source.
    errors: [Errors; 5],
}

state!(Beliefs: tracks, bridges; fixed: things, on_line, rates, errors);
untold!(Beliefs = "attackers' beliefs");

impl Beliefs {
    /// Everything is open and nobody has looked; nothing where reports are perfect.
    pub fn new(scenario: &Scenario, network: &Network) -> Self {
        let knobs = &scenario.rules.reports;
        let lines = if knobs.perfect {
            0
        } else {
            network.lines.len()
        };
        let bridges = if knobs.perfect {
            &[][..]
        } else {
            &scenario.bridges
        };
        let bridges_of = bridges.iter().zip((0..).map(BridgeRow));
        let tracks = (scenario.lines[..lines].iter().zip((0..).map(LineRow)))
            .map(|(line, row)| (Thing::Track(row), line.key, row));
        let spans = (bridges_of.clone())
            .map(|(bridge, row)| (Thing::Bridge(row), bridge.key, LineRow(bridge.line)));
        let mut things: Vec<(Thing, Key)> = (tracks.chain(spans))
            .filter(|&(.., line)| !network.lines[line].sanctuary)
            .map(|(thing, key, _)| (thing, key))
            .collect();
        things.sort_unstable_by_key(|&(_, key)| key);
        let mut on_line: Vec<(LineRow, BridgeRow)> = bridges_of
            .map(|(bridge, row)| (LineRow(bridge.line), row))
            .collect();
        on_line.sort_unstable();
        Self {
            tracks: Column::filled(Belief::at_first(), lines),
            bridges: Column::filled(Belief::at_first(), bridges.len()),
            things,
            on_line: Grouped::of_pairs(lines, on_line),
            rates: [
                (knobs.track_cuts_per_day, knobs.track_mends_per_day),
                (knobs.bridge_cuts_per_day, knobs.bridge_mends_per_day),
            ]
            .map(|(cuts, mends)| Rates { cuts, mends }),
            errors: Source::ALL.map(|source| Errors::of(scenario, source)),
        }
    }

    /// Attackers know what they are told, and no more.
    pub(crate) fn are_held(&self) -> bool {
        !self.tracks.is_empty()
    }

    /// What attackers may go for, in order of key.
    pub fn things(&self) -> &[(Thing, Key)] {
        &self.things
    }

    /// What is believed of a thing.
    pub fn of(&self, thing: Thing) -> &Belief {
        match thing {
            Thing::Track(line) => &self.tracks[line],
            Thing::Bridge(bridge) => &self.bridges[bridge],
        }
    }

    /// Probability that a thing is shut at a second.
    pub fn shut(&self, thing: Thing, second: u32) -> f64 {
        self.of(thing).at(second, self.rates_of(thing))
    }

    /// Probability that trains cannot run through a line at a second.
    pub fn line_shut(&self, line: LineRow, second: u32) -> f64 {
        let mut open = 1.0 - self.shut(Thing::Track(line), second);
        for &bridge in self.on_line.of(line) {
            open *= 1.0 - self.shut(Thing::Bridge(bridge), second);
        }
        1.0 - open
    }

    /// Takes in what somebody saw.
    pub(crate) fn hear(&mut self, heard: &Heard) {
        let (errors, rates) = (
            self.errors[heard.source as usize],
            self.rates_of(heard.thing),
        );
        self.of_mut(heard.thing).hear(heard, errors, rates);
    }

    /// What is believed of a thing, to be written.
    pub(crate) fn of_mut(&mut self, thing: Thing) -> &mut Belief {
        match thing {
            Thing::Track(line) => &mut self.tracks[line],
            Thing::Bridge(bridge) => &mut self.bridges[bridge],
        }
    }

    const fn rates_of(&self, thing: Thing) -> Rates {
        match thing {
            Thing::Track(_) => self.rates[0],
            Thing::Bridge(_) => self.rates[1],
        }
    }
}

#[cfg(test)]
mod tests;
