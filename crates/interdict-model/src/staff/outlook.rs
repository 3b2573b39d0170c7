//! # Outlook
//!
//! What happens: when targets are chosen, it is looked up what speaks against each line today, and the
//! noise of the choices is drawn for some days at once.
//!
//! Rule: penalties as in [`target`](crate::staff::target); where reports are not perfect, that of a closed line counts with
//! the probability that the line is shut, so that a score is `P(open) x score if open + P(shut) x score if shut`. A number belongs to unit, target, eight days,
//! four waves; it is drawn when it is first asked for and kept while the phase and the eight days last.
//!
//! Assumes: nothing beyond the picture that attackers have of the lines.
//!
//! Sources: none needed.
//!
//! Reads: [`AttackersPicture`], [`Beliefs`]. Writes: [`Outlook`]. Chance: `TARGET` by unit and target.

use bevy_ecs::prelude::Resource;
use interdict_engine::chance::When;
use interdict_engine::whole::fit;
use interdict_engine::{Chance, Column, math};
use interdict_scenario::Scenario;

use crate::air::unit::AirUnit;
use crate::chance::TARGET;
use crate::picture::attackers::NEVER;
use crate::picture::{AttackersPicture, Beliefs};
use crate::row::{BridgeRow, LineRow, UnitRow};
use crate::state::state;
use crate::told::untold;
use interdict_quantity::Key;

/// What speaks against each line today, and the numbers that choices of these days are made with.
#[derive(Resource, Clone, Debug)]
pub struct Outlook {
    /// Today's penalty of each line; infinite: no target.
    pub(super) penalty: Column<LineRow, f64>,
    /// `exp(penalty / noise)`.
    pub(super) factor: Column<LineRow, f64>,
    /// By unit.
    pub(super) numbers: Column<UnitRow, Numbers>,
}

state!(Outlook:; room: penalty, factor, numbers);
untold!(Outlook = "outlook");

/// What speaks against a line, as weights in the score.
#[derive(Clone, Debug)]
pub struct Weights {
    pub(super) noise: f64,
    pub(super) losses: f64,
    pub(super) loss_tolerance: f64,
    pub(super) closed: f64,
    pub(super) recency: f64,
    pub(super) recency_days: u16,
}

impl Weights {
    /// From the knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.targeting;
        Self {
            noise: knobs.noise,
            losses: knobs.loss_weight,
            loss_tolerance: knobs.loss_tolerance,
            closed: knobs.closed_weight,
            recency: knobs.recency_weight,
            recency_days: knobs.recency_days,
        }
    }
}

/// What a unit may go for in a phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Identity of the pair of unit and target.
    pub key: Key,
    /// The line.
    pub line: LineRow,
    /// The bridge on it; [`BridgeRow::NONE`] for the line itself.
    pub bridge: BridgeRow,
    /// Score before what changes from day to day.
    pub score: f64,
    /// `exp(-score / noise)`, up to a factor common to the list.
    pub(super) inverse: f64,
}

/// Numbers of one unit for some days: by block of waves, day, candidate, wave. They are pure functions
/// of who asks and when; they are kept only because eight days of them cost little more than one.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// Phase and first day that they are for; none yet where it is empty.
    of: Option<(usize, u16)>,
    /// Blocks of waves drawn for them.
    blocks: usize,
    /// The numbers of these blocks, each in a piece of its own, so that none is moved when another comes; what lies
    /// behind them is of earlier days.
    values: Vec<Vec<f64>>,
}

/// Days and waves that one draw is for.
pub(super) const DAYS: usize = 8;
pub(super) const WAVES: usize = 4;

impl Outlook {
    /// Nothing speaks against any line.
    pub fn new(scenario: &Scenario, units: &[AirUnit]) -> Self {
        Self {
            penalty: Column::filled(0.0, scenario.lines.len()),
            factor: Column::filled(1.0, scenario.lines.len()),
            numbers: Column::filled(Numbers::default(), units.len()),
        }
    }

    /// Forgets the numbers that are kept: chance is another from now on.
    pub(crate) fn forget(&mut self) {
        for numbers in &mut self.numbers {
            numbers.of = None;
        }
    }

    /// Looks at what speaks against each line for attacks on a day.
    pub(crate) fn survey(
        &mut self,
        weights: &Weights,
        day: u16,
        now: u32,
        picture: &AttackersPicture,
        beliefs: &Beliefs,
    ) {
        for line in self.penalty.rows() {
            let losses = picture.losses[line];
            let mut penalty = weights.losses * 100.0 * losses;
            if beliefs.are_held() {
                penalty += weights.closed * beliefs.line_shut(line, now);
            } else if !picture.is_line_open(line) {
                penalty += weights.closed;
            }
            let last = picture.last_attack[line];
            if last != NEVER && day - last <= weights.recency_days {
                penalty += weights.recency;
            }
            if losses > weights.loss_tolerance {
                penalty = f64::INFINITY;
            }
            self.penalty[line] = penalty;
            if weights.noise > 0.0 {
                self.factor[line] = math::exp(penalty / weights.noise);
            }
        }
    }
}

impl Numbers {
    /// Numbers of a block for one day, by candidate and wave.
    pub(super) fn of_day(
        &mut self,
        chance: &Chance,
        phase: usize,
        day: u16,
        block: usize,
        list: &[Candidate],
    ) -> &[f64] {
        let first = day - day % fit::<u16, _>(DAYS);
        if self.of != Some((phase, first)) {
            (self.of, self.blocks) = (Some((phase, first)), 0);
        }
        let size = DAYS * list.len() * WAVES;
        while self.blocks <= block {
            if self.values.len() == self.blocks {
                self.values.push(Vec::new());
            }
            let values = &mut self.values[self.blocks];
            if values.len() < size {
                values.resize(size, 0.0);
            }
            for (row, candidate) in list.iter().enumerate() {
                let when = When::on(first).block(fit(self.blocks));
                let drawn: [f64; DAYS * WAVES] = chance.draw(TARGET, candidate.key, when);
                for (day, waves) in drawn.chunks_exact(WAVES).enumerate() {
                    let place = (day * list.len() + row) * WAVES;
                    values[place..place + WAVES].copy_from_slice(waves);
                }
            }
            self.blocks += 1;
        }
        let start = usize::from(day - first) * list.len() * WAVES;
        &self.values[block][start..start + list.len() * WAVES]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Network;
    use crate::picture::beliefs::{Belief, Heard, Source, Thing};
    use crate::row::LineRow;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn a_line_attacked_of_late_draws_less_until_its_days_are_over() {
        let mut scenario = generate(Shape::small(), 4);
        let rules = &mut scenario.rules.targeting;
        (rules.recency_weight, rules.recency_days) = (1.5, 2);
        let weights = Weights::new(&scenario);
        let mut picture = AttackersPicture::new(&scenario);
        picture.last_attack[LineRow(1)] = 10;
        let mut outlook = Outlook::new(&scenario, &[]);
        let beliefs = Beliefs::new(&scenario, &Network::new(&scenario));
        for (day, penalty) in [(10, 1.5), (12, 1.5), (13, 0.0)] {
            outlook.survey(&weights, day, 0, &picture, &beliefs);
            let of = |line| outlook.penalty[LineRow(line)];
            let is_near = |line, value: f64| (of(line) - value).abs() < 1e-12;
            assert!(is_near(0, 0.0) && is_near(1, penalty), "day {day}");
            // the larger the factor, the longer a choice of this line takes to come
            assert_eq!(
                outlook.factor[LineRow(1)] > outlook.factor[LineRow(0)],
                penalty > 0.0
            );
        }
    }

    #[test]
    fn what_is_certain_weighs_as_what_is_seen() {
        let mut scenario = generate(Shape::small(), 4);
        let network = Network::new(&scenario);
        let (weights, nothing) = (Weights::new(&scenario), Beliefs::new(&scenario, &network));
        scenario.rules.reports.perfect = false;
        let mut beliefs = Beliefs::new(&scenario, &network);
        let mut picture = AttackersPicture::new(&scenario);
        picture.losses[LineRow(1)] = 0.002;
        for line in [LineRow(0), LineRow(1)] {
            picture.is_open[line] = false;
            beliefs.hear(&Heard {
                thing: Thing::Track(line),
                second: 0,
                is_shut: true,
                source: Source::Agents,
            });
        }
        let [mut seen, mut believed] = [(); 2].map(|()| Outlook::new(&scenario, &[]));
        seen.survey(&weights, 3, 0, &picture, &nothing);
        believed.survey(&weights, 3, 0, &picture, &beliefs);
        let bits = |outlook: &Outlook| -> Vec<u64> {
            let both = outlook.penalty.iter().chain(outlook.factor.iter());
            both.map(|number| number.to_bits()).collect()
        };
        assert_eq!(bits(&seen), bits(&believed));
        // an even chance weighs half
        let half = Belief {
            shut: 0.5,
            ..Belief::at_first()
        };
        *beliefs.of_mut(Thing::Track(LineRow(0))) = half;
        believed.survey(&weights, 3, 0, &picture, &beliefs);
        assert!((believed.penalty[LineRow(0)] - 0.5 * weights.closed).abs() < 1e-12);
    }

    #[test]
    fn numbers_of_earlier_days_leave_no_trace() {
        let chance = Chance::new(1, 0, 1);
        let candidate = |row| Candidate {
            key: Key(u64::from(row)),
            line: LineRow(row),
            bridge: BridgeRow::NONE,
            score: 0.0,
            inverse: 1.0,
        };
        let many: Vec<Candidate> = (0..9).map(candidate).collect();
        let few = &many[2..5];
        let mut used = Numbers::default();
        used.of_day(&chance, 0, 3, 2, &many);
        for (day, block) in [(9, 1), (12, 3), (17, 0)] {
            let mut fresh = Numbers::default();
            assert_eq!(
                used.of_day(&chance, 1, day, block, few),
                fresh.of_day(&chance, 1, day, block, few)
            );
        }
    }
}
