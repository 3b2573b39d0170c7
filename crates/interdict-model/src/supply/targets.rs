//! # Stock targets
//!
//! What happens: some depots shall hold more, or less, than the rule's days of what is drawn from them: depots that
//! a command has filled for what is to come, and reserves of formations at their railheads.
//!
//! Rule: a row of `depots` is a target from its first day to its last; with `full_by` it rises evenly, from
//! `1/n` of it on the first of `n` days to all of it on the last. A formation's row with `reserve_days` adds
//! `(reserve_days - supply.target_days) x need` to its railhead, which may be negative. Targets are wanted, ordered and
//! brought like everything else; they are nobody's need, and never a shortfall.
//!
//! Assumes: what lies in a filled depot is at the hand of all who draw there.
//!
//! Sources: the scenario.
//!
//! Reads: knobs of `supply`. Writes: [`StockTargets`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_engine::{Clock, Column};
use interdict_quantity::mass;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Posture;

use crate::accounts::{CLASSES, Supplies};
use crate::row::StationRow;
use crate::state::state;
use crate::supply::formation::{needs, weights};
use crate::told::untold;

/// What depots shall hold today beyond the rule's days of use, by station: kilograms by class, negative where they shall
/// hold less.
#[derive(Resource, Clone, Debug)]
pub(crate) struct StockTargets {
    /// Today's, by station.
    pub by_station: Column<StationRow, Supplies>,
    targets: Vec<Target>,
}

state!(StockTargets: by_station; fixed: targets);
untold!(StockTargets = "stock targets");

/// One target.
#[derive(Clone, Debug)]
struct Target {
    station: StationRow,
    days: (u16, u16),
    /// Days over which it rises: first, and last, on which all of it is wanted.
    rises: (i32, i32),
    kg: Supplies,
}

impl Target {
    fn on(&self, day: u16) -> Supplies {
        if day < self.days.0 || day >= self.days.1 {
            return [0; CLASSES];
        }
        let over = i64::from(self.rises.1 - self.rises.0 + 1).max(1);
        let gone = i64::from(i32::from(day) - self.rises.0 + 1).clamp(0, over);
        self.kg.map(|kg| kg * gone / over)
    }
}

impl StockTargets {
    /// The targets of a scenario, as they are on its first day.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules.supply;
        let shares = weights(rules, Posture::Defence);
        let mut split = Vec::new();
        let mut targets = Vec::new();
        for depot in &scenario.depots {
            mass::split(depot.kg, &shares, &mut split);
            let mut kg = [0; CLASSES];
            kg.copy_from_slice(&split);
            targets.push(Target {
                station: StationRow(depot.station),
                days: (depot.from, depot.to),
                rises: (depot.begins, depot.full_by),
                kg,
            });
        }
        for (row, need) in scenario.formations.iter().zip(needs(scenario)) {
            if let Some(days) = row.reserve_days {
                let more = days - f64::from(rules.target_days);
                targets.push(Target {
                    station: StationRow(row.railhead),
                    days: (row.from, row.to),
                    rises: (i32::from(row.from), i32::from(row.from)),
                    kg: need.map(|kg| nearest::<i64>(kg as f64 * more)),
                });
            }
        }
        let mut all = Self {
            by_station: Column::filled([0; CLASSES], scenario.stations.len()),
            targets,
        };
        all.set(0);
        all
    }

    /// Sets the targets of a day.
    fn set(&mut self, day: u16) {
        for target in &self.targets {
            self.by_station[target.station] = [0; CLASSES];
        }
        for target in &self.targets {
            let today = target.on(day);
            let place = &mut self.by_station[target.station];
            for (place, kg) in place.iter_mut().zip(today) {
                *place += kg;
            }
        }
    }
}

/// Sets today's targets. Due when the day begins.
pub(crate) fn set_targets(clock: Res<Clock>, mut targets: ResMut<StockTargets>) {
    targets.set(clock.day);
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::scenario::Depot;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn a_target_rises_evenly_and_ends_and_reserves_count_from_the_rules_days() {
        let mut scenario = generate(Shape::small(), 4);
        let depot = Depot {
            id: "D".into(),
            key: interdict_quantity::Key::of("depot/D"),
            station: 3,
            kg: 100_000,
            from: 0,
            to: 30,
            begins: -5,
            full_by: 14,
            source: scenario.bases[0].source.clone(),
            given: scenario.flak[0].given,
        };
        scenario.depots = vec![depot];
        let mut targets = StockTargets::new(&scenario);
        // 20 days from five before the start; food is 45 %.
        for (day, share) in [(0, 6), (4, 10), (14, 20), (29, 20), (30, 0)] {
            targets.set(day);
            let food = targets.by_station[StationRow(3)][0];
            assert_eq!(food, 45_000 * share / 20, "day {day}");
        }
        let need = needs(&scenario)[0];
        let row = &mut scenario.formations[0];
        row.reserve_days = Some(4.0);
        let railhead = StationRow(row.railhead);
        scenario.depots.clear();
        let targets = StockTargets::new(&scenario);
        assert_eq!(targets.by_station[railhead], need.map(|kg| -6 * kg));
        row_without_a_reserve_has_no_target(scenario);
    }

    fn row_without_a_reserve_has_no_target(mut scenario: Scenario) {
        scenario.formations[0].reserve_days = None;
        let targets = StockTargets::new(&scenario);
        assert!(targets.by_station.iter().all(|kg| *kg == [0; CLASSES]));
    }
}
