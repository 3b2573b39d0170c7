//! # Targets
//!
//! What happens: flights that keep together go for one line or bridge of those that the phase of the campaign, or
//! the doctrine of the unit, puts a value on ([`doctrine`](crate::staff::doctrine)).
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
//! Reads: knobs of `targeting`, phases, doctrines, [`Outlook`]. Writes: [`Targets`]. Chance: `TARGET`, see
//! [`outlook`](crate::staff::outlook).

use bevy_ecs::prelude::Resource;
use interdict_engine::{Chance, Column, Grouped, math, rows};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{AirUnit as WrittenUnit, MOST_FLIGHTS};

use crate::air::unit::AirUnit;
use crate::identity::Identity;
use crate::network::Network;
use crate::row::{BridgeRow, LineRow, UnitRow};
use crate::staff::doctrine::{Aims, Doctrines, Means};
use crate::staff::outlook::{Candidate, Outlook, WAVES, Weights};

rows! {
    /// What a unit may go for in a phase: by phase, then unit.
    struct ListRow;
}

/// Most choices that one unit makes for a day. A scenario is checked not to ask for more.
pub(crate) const MOST_CHOICES: usize = MOST_FLIGHTS as usize;

/// What every unit may go for in every phase.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Targets {
    lists: Grouped<ListRow, Candidate>,
    means: Column<ListRow, Means>,
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
        let (mut lists, mut means) = (Grouped::default(), Column::default());
        let doctrines = Doctrines::new(scenario);
        let bridges = scenario.bridges.iter().zip((0..).map(BridgeRow));
        let mut on_line: Vec<(LineRow, BridgeRow)> = bridges
            .map(|(bridge, row)| (LineRow(bridge.line), row))
            .collect();
        on_line.sort_unstable();
        let written = |unit: &AirUnit| &scenario.air_units[unit.row.index()];
        let sectors: Vec<Sector> = (units.iter())
            .map(|unit| Sector::of(written(unit), network, &on_line))
            .collect();
        for phase in &scenario.phases {
            for (unit, sector) in units.iter().zip(&sectors) {
                let (written, is_intruder) = (written(unit), unit.is_intruder);
                let aims = doctrines.aims(phase, written);
                means.push(aims.means);
                list(
                    scenario,
                    network,
                    &aims,
                    written,
                    is_intruder,
                    sector,
                    &mut lists,
                );
                let own = lists.open_mut();
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
                lists.close();
            }
        }
        Self {
            lists,
            means,
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
    pub fn list(&self, phase: usize, unit: UnitRow) -> &[Candidate] {
        (self.lists).of(ListRow::from_index(phase * self.units + unit.index()))
    }

    /// How a unit goes for its targets in a phase.
    pub(super) fn means(&self, phase: usize, unit: UnitRow) -> Means {
        self.means[ListRow::from_index(phase * self.units + unit.index())]
    }

    /// Makes the choices of a unit for a day, each by itself; `None` where there is no target at all.
    pub fn choose<'a>(
        &'a self,
        chance: &Chance,
        outlook: &mut Outlook,
        day: u16,
        phase: usize,
        unit: UnitRow,
        chosen: &mut [Option<&'a Candidate>],
    ) {
        let list = self.list(phase, unit);
        chosen.fill(None);
        if self.noise <= 0.0 {
            chosen.fill(best(list, &outlook.penalty));
            return;
        }
        let numbers = &mut outlook.numbers[unit];
        for (block, chosen) in chosen.chunks_mut(WAVES).enumerate() {
            let numbers = numbers.of_day(chance, phase, day, block, list);
            let mut least = [f64::INFINITY; WAVES];
            for (candidate, numbers) in list.iter().zip(numbers.chunks_exact(WAVES)) {
                let inverse = candidate.inverse * outlook.factor[candidate.line];
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
fn best<'a>(list: &'a [Candidate], penalty: &Column<LineRow, f64>) -> Option<&'a Candidate> {
    let score = |candidate: &Candidate| candidate.score - penalty[candidate.line];
    let open = list
        .iter()
        .filter(|candidate| score(candidate) > f64::NEG_INFINITY);
    open.max_by(|a, b| score(a).total_cmp(&score(b)).then(b.key.cmp(&a.key)))
}

/// Puts a unit's candidates of a phase on the list.
fn list(
    scenario: &Scenario,
    network: &Network,
    aims: &Aims,
    unit: &WrittenUnit,
    is_intruder: bool,
    sector: &Sector,
    lists: &mut Grouped<ListRow, Candidate>,
) {
    let knobs = &scenario.rules.targeting;
    let base = network.place(unit.lat, unit.lon);
    let score = |value: f64, distance_m: f64| {
        knobs.value_weight * value - knobs.distance_weight * distance_m / 100_000.0
    };
    for &row in &sector.lines {
        let value = aims.lines[row.index()];
        if value.is_finite() {
            lists.push(Candidate {
                key: Identity::Choice {
                    unit: unit.key,
                    target: scenario.lines[row.index()].key,
                }
                .key(),
                line: row,
                bridge: BridgeRow::NONE,
                score: score(value, base.distance(network.along(row, 0.5))),
                inverse: 0.0,
            });
        }
    }
    if is_intruder {
        return;
    }
    for &row in &sector.bridges {
        let value = aims.bridges[row.index()];
        let bridge = &scenario.bridges[row.index()];
        if value.is_finite() {
            lists.push(Candidate {
                key: Identity::Choice {
                    unit: unit.key,
                    target: bridge.key,
                }
                .key(),
                line: LineRow(bridge.line),
                bridge: row,
                score: score(value, base.distance(network.place(bridge.lat, bridge.lon))),
                inverse: 0.0,
            });
        }
    }
}

/// Where a unit may go, ascending: lines that are no sanctuary, and the bridges on them.
struct Sector {
    lines: Vec<LineRow>,
    bridges: Vec<BridgeRow>,
}

impl Sector {
    /// The sector of a unit; `on_line` holds (line, bridge), ascending.
    fn of(unit: &WrittenUnit, network: &Network, on_line: &[(LineRow, BridgeRow)]) -> Self {
        let mut lines: Vec<LineRow> = if unit.sector.is_empty() {
            network.lines.rows().collect()
        } else {
            unit.sector.iter().copied().map(LineRow).collect()
        };
        lines.sort_unstable();
        lines.dedup();
        lines.retain(|&line| !network.lines[line].sanctuary);
        let bridges_of = |&line: &LineRow| {
            let first = on_line.partition_point(|&(of, _)| of < line);
            let on_it = on_line[first..]
                .iter()
                .take_while(move |&&(of, _)| of == line);
            on_it.map(|&(_, bridge)| bridge)
        };
        let mut bridges: Vec<BridgeRow> = lines.iter().flat_map(bridges_of).collect();
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
            key: Key::of("unit").paired(Key::of(&format!("line {row}"))),
            line: LineRow::from_index(row),
            bridge: BridgeRow::NONE,
            score,
            inverse: math::exp((most - score) / noise),
        };
        Targets {
            lists: Grouped::of_pairs(
                1,
                scores
                    .iter()
                    .enumerate()
                    .map(candidate)
                    .map(|one| (ListRow(0), one)),
            ),
            means: vec![Means::default()].into(),
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
            penalty: Column::filled(0.0, lines),
            factor: Column::filled(1.0, lines),
            numbers: Column::filled(Numbers::default(), 1),
        }
    }

    fn shares(targets: &Targets, outlook: &Outlook, waves: u32) -> Column<LineRow, f64> {
        let mut count: Column<LineRow, f64> = Column::filled(0.0, targets.lists.len());
        for replication in 0..waves / 8 {
            let (mut chosen, mut outlook) = ([None; 8], outlook.clone());
            let chance = Chance::new(1, replication, 1);
            targets.choose(&chance, &mut outlook, 11, 0, UnitRow(0), &mut chosen);
            for candidate in chosen.into_iter().flatten() {
                count[candidate.line] += 1.0 / f64::from(waves);
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
        assert!((shares(&sure, &outlook(&sure), 8)[LineRow(1)] - 1.0).abs() < 1e-12);
        let three = targets(&[1.0, 2.0, 0.0], 1.0);
        let mut outlook = outlook(&three);
        outlook.factor[LineRow(1)] = f64::INFINITY;
        assert!(shares(&three, &outlook, 800)[LineRow(1)] < 1e-12);
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
            few.choose(&chance, &mut outlook(&few), 1, 0, UnitRow(0), &mut a);
            more.choose(&chance, &mut outlook(&more), 1, 0, UnitRow(0), &mut b);
            for (a, b) in a.into_iter().flatten().zip(b.into_iter().flatten()) {
                assert!(b.line == a.line || b.line == LineRow(3));
            }
        }
    }
}
