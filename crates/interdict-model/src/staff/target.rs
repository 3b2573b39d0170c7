//! # Targets
//!
//! What happens: flights that keep together go for one line or bridge of those that the phase of the campaign
//! puts a value on.
//!
//! Rule: score `= value_weight x value - distance_weight x distance - loss_weight x trailing losses in
//! per cent - closed_weight (line closed when the choice is made) - recency_weight (attacked lately)`;
//! the highest of score plus `noise` times a standard Gumbel number wins. That is the same as the
//! smallest of `-ln(u) exp(-score / noise)`, which is what is computed. Lines in a sanctuary, outside
//! the unit's sector, or beyond its tolerance of losses are no targets.
//!
//! Assumes: attackers see in the evening which lines are closed; a bridge has the losses and the state
//! of its line.
//!
//! Sources: discrete choice with extreme-value noise, D. McFadden (1974), "Conditional logit analysis of
//! qualitative choice behavior".
//!
//! Reads: knobs of `targeting`, phases, [`Outlook`]. Writes: [`Targets`]. Chance: `TARGET`, see
//! [`outlook`](crate::staff::outlook).

use bevy_ecs::prelude::Resource;
use interdict_engine::{Chance, math};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{AirUnit as WrittenUnit, MOST_FLIGHTS, Phase};

use crate::air::sortie::NO_BRIDGE;
use crate::air::unit::AirUnit;
use crate::identity::Identity;
use crate::network::Network;
use crate::staff::outlook::{Candidate, Outlook, WAVES, Weights};

/// Most choices that one unit makes for a day. A scenario is checked not to ask for more.
pub const MOST_CHOICES: usize = MOST_FLIGHTS as usize;

/// What every unit may go for in every phase.
#[derive(Resource, Clone, Debug)]
pub struct Targets {
    /// Candidates of phase `p` and unit `u`: `lists[first[p * units + u]..first[p * units + u + 1]]`.
    lists: Vec<Candidate>,
    first: Vec<u32>,
    units: usize,
    /// First day and day after the last of each phase.
    spans: Vec<(u16, u16)>,
    pub(super) noise: f64,
    /// What speaks against a line.
    pub(super) weights: Weights,
}

impl Targets {
    /// The targets of a scenario for these units.
    pub fn new(scenario: &Scenario, network: &Network, units: &[AirUnit]) -> Self {
        let knobs = &scenario.rules.targeting;
        let (mut lists, mut first) = (Vec::new(), vec![0]);
        let bridges = scenario.bridges.iter().zip(0..);
        let mut on_line: Vec<(u32, u32)> =
            bridges.map(|(bridge, row)| (bridge.line, row)).collect();
        on_line.sort_unstable();
        let written = |unit: &AirUnit| &scenario.air_units[unit.row as usize];
        let sectors: Vec<Sector> = (units.iter())
            .map(|unit| Sector::of(written(unit), network, &on_line))
            .collect();
        for phase in &scenario.phases {
            for (unit, sector) in units.iter().zip(&sectors) {
                let start = lists.len();
                list(
                    scenario,
                    network,
                    phase,
                    written(unit),
                    unit.is_intruder,
                    sector,
                    &mut lists,
                );
                let own = &mut lists[start..];
                let most = own
                    .iter()
                    .fold(f64::NEG_INFINITY, |most, c| most.max(c.score));
                for candidate in own {
                    candidate.inverse = if knobs.noise > 0.0 {
                        math::exp((most - candidate.score) / knobs.noise)
                    } else {
                        0.0
                    };
                }
                first.push(lists.len() as u32);
            }
        }
        Self {
            lists,
            first,
            units: units.len(),
            spans: scenario
                .phases
                .iter()
                .map(|phase| (phase.from, phase.to))
                .collect(),
            noise: knobs.noise,
            weights: Weights::new(scenario),
        }
    }

    /// The phase of a day.
    pub fn phase(&self, day: u16) -> Option<usize> {
        self.spans
            .iter()
            .position(|&(from, to)| from <= day && day < to)
    }

    /// What a unit may go for in a phase.
    pub fn list(&self, phase: usize, unit: u32) -> &[Candidate] {
        let place = phase * self.units + unit as usize;
        &self.lists[self.first[place] as usize..self.first[place + 1] as usize]
    }

    /// Makes the choices of a unit for a day, each by itself; `None` where there is no target at all.
    pub fn choose<'a>(
        &'a self,
        chance: &Chance,
        outlook: &mut Outlook,
        day: u16,
        phase: usize,
        unit: u32,
        chosen: &mut [Option<&'a Candidate>],
    ) {
        let list = self.list(phase, unit);
        chosen.fill(None);
        if self.noise <= 0.0 {
            chosen.fill(best(list, &outlook.penalty));
            return;
        }
        let numbers = &mut outlook.numbers[unit as usize];
        for (block, chosen) in chosen.chunks_mut(WAVES).enumerate() {
            let numbers = numbers.of_day(chance, phase, day, block, list);
            let mut least = [f64::INFINITY; WAVES];
            for (candidate, numbers) in list.iter().zip(numbers.chunks_exact(WAVES)) {
                let inverse = candidate.inverse * outlook.factor[candidate.line as usize];
                for (wave, chosen) in chosen.iter_mut().enumerate() {
                    // -ln(u) is at least 1 - u: most need no logarithm.
                    if (1.0 - numbers[wave]) * inverse < least[wave] {
                        let value = -math::ln(numbers[wave]) * inverse;
                        if value < least[wave] {
                            least[wave] = value;
                            *chosen = Some(candidate);
                        }
                    }
                }
            }
        }
    }
}

/// The highest score, without noise; the smaller key where two are equal.
fn best<'a>(list: &'a [Candidate], penalty: &[f64]) -> Option<&'a Candidate> {
    let score = |candidate: &Candidate| candidate.score - penalty[candidate.line as usize];
    let open = list
        .iter()
        .filter(|candidate| score(candidate) > f64::NEG_INFINITY);
    open.max_by(|a, b| score(a).total_cmp(&score(b)).then(b.key.cmp(&a.key)))
}

/// Puts a unit's candidates of a phase on the list.
fn list(
    scenario: &Scenario,
    network: &Network,
    phase: &Phase,
    unit: &WrittenUnit,
    is_intruder: bool,
    sector: &Sector,
    lists: &mut Vec<Candidate>,
) {
    let knobs = &scenario.rules.targeting;
    let base = network.place(unit.lat, unit.lon);
    let score = |value: f64, distance_m: f64| {
        knobs.value_weight * value - knobs.distance_weight * distance_m / 100_000.0
    };
    for &row in &sector.lines {
        let value = phase.line_value[row as usize];
        if value.is_finite() {
            lists.push(Candidate {
                key: Identity::Choice {
                    unit: unit.key,
                    target: scenario.lines[row as usize].key,
                }
                .key(),
                line: row,
                bridge: NO_BRIDGE,
                score: score(value, base.distance(network.along(row, 0.5))),
                inverse: 0.0,
            });
        }
    }
    if is_intruder {
        return;
    }
    for &row in &sector.bridges {
        let value = phase.bridge_value[row as usize];
        let bridge = &scenario.bridges[row as usize];
        if value.is_finite() {
            lists.push(Candidate {
                key: Identity::Choice {
                    unit: unit.key,
                    target: bridge.key,
                }
                .key(),
                line: bridge.line,
                bridge: row,
                score: score(value, base.distance(network.place(bridge.lat, bridge.lon))),
                inverse: 0.0,
            });
        }
    }
}

/// Where a unit may go, ascending: lines that are no sanctuary, and the bridges on them.
struct Sector {
    lines: Vec<u32>,
    bridges: Vec<u32>,
}

impl Sector {
    /// The sector of a unit; `on_line` holds (line, bridge), ascending.
    fn of(unit: &WrittenUnit, network: &Network, on_line: &[(u32, u32)]) -> Self {
        let mut lines: Vec<u32> = if unit.sector.is_empty() {
            (0..network.lines.len() as u32).collect()
        } else {
            unit.sector.clone()
        };
        lines.sort_unstable();
        lines.dedup();
        lines.retain(|&line| !network.lines[line as usize].sanctuary);
        let bridges_of = |&line: &u32| {
            let first = on_line.partition_point(|&(of, _)| of < line);
            let on_it = on_line[first..]
                .iter()
                .take_while(move |&&(of, _)| of == line);
            on_it.map(|&(_, bridge)| bridge)
        };
        let mut bridges: Vec<u32> = lines.iter().flat_map(bridges_of).collect();
        bridges.sort_unstable();
        Self { lines, bridges }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::outlook::Numbers;
    use interdict_quantity::Key;

    fn targets(scores: &[f64], noise: f64) -> Targets {
        let most = scores
            .iter()
            .fold(f64::NEG_INFINITY, |most: f64, &score| most.max(score));
        let candidate = |(row, &score): (usize, &f64)| Candidate {
            key: Key::of("unit").with(Key::of(&format!("line {row}"))),
            line: row as u32,
            bridge: NO_BRIDGE,
            score,
            inverse: math::exp((most - score) / noise),
        };
        Targets {
            lists: scores.iter().enumerate().map(candidate).collect(),
            first: vec![0, scores.len() as u32],
            units: 1,
            spans: vec![(0, 100)],
            noise,
            weights: Weights {
                noise,
                losses: 0.5,
                loss_tolerance: 0.03,
                closed: 0.5,
                recency: 0.0,
                recency_days: 0,
            },
        }
    }

    fn outlook(targets: &Targets) -> Outlook {
        let lines = targets.lists.len();
        Outlook {
            penalty: vec![0.0; lines],
            factor: vec![1.0; lines],
            numbers: vec![Numbers::default(); 1],
        }
    }

    fn shares(targets: &Targets, outlook: &Outlook, waves: u32) -> Vec<f64> {
        let mut count = vec![0.0; targets.lists.len()];
        for replication in 0..waves / 8 {
            let (mut chosen, mut outlook) = ([None; 8], outlook.clone());
            let chance = Chance::new(1, replication, 1);
            targets.choose(&chance, &mut outlook, 11, 0, 0, &mut chosen);
            for candidate in chosen.into_iter().flatten() {
                count[candidate.line as usize] += 1.0 / f64::from(waves);
            }
        }
        count
    }

    #[test]
    fn choices_follow_the_logit() {
        let scores = [1.0, 2.0, 0.0, 3.0];
        let sum: f64 = scores.iter().map(|&score| math::exp(score)).sum();
        let targets = targets(&scores, 1.0);
        for (share, score) in shares(&targets, &outlook(&targets), 40_000)
            .iter()
            .zip(scores)
        {
            assert!((share - math::exp(score) / sum).abs() < 0.01, "{share}");
        }
    }

    #[test]
    fn without_noise_the_best_is_chosen_and_a_line_out_of_tolerance_never() {
        let sure = targets(&[1.0, 2.0, 0.0], 0.0);
        assert!((shares(&sure, &outlook(&sure), 8)[1] - 1.0).abs() < 1e-12);
        let three = targets(&[1.0, 2.0, 0.0], 1.0);
        let mut outlook = outlook(&three);
        outlook.factor[1] = f64::INFINITY;
        assert!(shares(&three, &outlook, 800)[1] < 1e-12);
    }

    #[test]
    fn another_target_takes_choices_only_for_itself() {
        let (few, more) = (
            targets(&[2.0, 1.5, 1.0], 1.0),
            targets(&[2.0, 1.5, 1.0, 1.2], 1.0),
        );
        for replication in 0..200 {
            let chance = Chance::new(2, replication, 1);
            let (mut a, mut b) = ([None; 5], [None; 5]);
            few.choose(&chance, &mut outlook(&few), 1, 0, 0, &mut a);
            more.choose(&chance, &mut outlook(&more), 1, 0, 0, &mut b);
            for (a, b) in a.into_iter().flatten().zip(b.into_iter().flatten()) {
                assert!(b.line == a.line || b.line == 3);
            }
        }
    }
}
