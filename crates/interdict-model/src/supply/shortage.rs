//! # Shortages
//!
//! What happens: nothing but reckoning. When a formation goes short, somebody did not bring what it lacks: the
//! trucks from its railhead, if it lay there; whoever fills the railhead, if it did not. Two figures keep the
//! two apart, class by class, for food that lies at a railhead does not feed a gun that lacks shells.
//!
//! Rule: after the trucks have loaded in the evening, what stays behind at each station is noted. In the morning,
//! of what a station's formations miss of a class, `min(missed, stayed behind)` is put down to the trucks, each
//! formation's part by what it misses, rounded down. What comes in during the night was not there for the trucks
//! of the evening and is not put down to them. At the end of the day a railhead's stock is dealt to those who draw
//! there by their need of each class; and what bases had left to send is added up.
//!
//! Assumes: goods at a railhead are for whoever draws there; guns and gangs that draw there too are not looked at.
//!
//! Sources: none needed.
//!
//! Reads: [`Formation`], depots. Writes: [`LeftBehind`], series. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Column, Rows};
use interdict_quantity::mass;

use crate::accounts::{CLASSES, Supplies};
use crate::measure::Measures;
use crate::outcomes::{FormationSeries, Series};
use crate::row::StationRow;
use crate::state::state;
use crate::supply::depot::Depots;
use crate::supply::formation::Formation;
use crate::told::untold;

/// What the trucks of the last evening left behind.
#[derive(Resource, Clone, Debug)]
pub(crate) struct LeftBehind {
    /// By station and class, kilograms.
    pub stock: Column<StationRow, Supplies>,
    /// By station and class: what those who draw there share in, kilograms. Made anew whenever it is used.
    sums: Column<StationRow, Supplies>,
}

state!(LeftBehind: stock; room: sums);
untold!(LeftBehind = "left behind");

impl LeftBehind {
    /// Before the first evening: what lies there.
    pub(crate) fn new(depots: &Depots) -> Self {
        Self {
            stock: depots.stock.clone(),
            sums: Column::filled([0; CLASSES], depots.stock.len()),
        }
    }

    /// Adds up, by station, an amount of each formation that is there on a day.
    fn add_up(&mut self, formations: &[Formation], day: u16, of: fn(&Formation) -> &Supplies) {
        self.sums.fill([0; CLASSES]);
        for formation in formations.iter().filter(|one| one.is_there(day)) {
            let sums = &mut self.sums[formation.railhead];
            for (sum, kg) in sums.iter_mut().zip(of(formation)) {
                *sum += kg;
            }
        }
    }

    /// A formation's part in what lies at its station, all classes: by its weight, and `most` of each class.
    fn part(
        &self,
        lying: &Supplies,
        station: StationRow,
        weight: &Supplies,
        most: &Supplies,
    ) -> i64 {
        let sums = &self.sums[station];
        (0..CLASSES)
            .filter(|&class| sums[class] > 0)
            .map(|class| {
                let part = mass::share(lying[class], weight[class], sums[class]);
                most[class].min(part)
            })
            .sum()
    }
}

/// Notes what lies at stations when the trucks have loaded. Due in the evening, after them.
pub(crate) fn note_what_stays(depots: Res<Depots>, mut left: ResMut<LeftBehind>) {
    left.stock.clone_from(&depots.stock);
}

/// Says of each shortage how much of it lay at the railhead. Due once a day, after formations consume.
pub(crate) fn trace(
    clock: Res<Clock>,
    formations: Rows<Formation>,
    mut left: ResMut<LeftBehind>,
    mut measures: ResMut<Measures>,
) {
    let formations = formations.slice();
    left.add_up(formations, clock.day, |formation| &formation.missed);
    for formation in formations {
        if !formation.is_there(clock.day) {
            continue;
        }
        let (lying, missed) = (&left.stock[formation.railhead], &formation.missed);
        let kg = left.part(lying, formation.railhead, missed, missed);
        measures.add_formation(formation.row, FormationSeries::ShortAtRailhead, kg);
        if formation.front {
            measures.add(Series::FrontShortAtRailhead, kg);
        }
    }
}

/// Deals the stock of railheads to those who draw there, and adds up what bases did not send. Due when the day ends.
pub(crate) fn count_reserves(
    clock: Res<Clock>,
    formations: Rows<Formation>,
    depots: Res<Depots>,
    mut left: ResMut<LeftBehind>,
    mut measures: ResMut<Measures>,
) {
    const ALL: Supplies = [i64::MAX; CLASSES];
    let formations = formations.slice();
    left.add_up(formations, clock.day, |formation| &formation.need);
    for formation in formations {
        if !formation.is_there(clock.day) {
            continue;
        }
        let lying = &depots.stock[formation.railhead];
        let kg = left.part(lying, formation.railhead, &formation.need, &ALL);
        measures.add_formation(formation.row, FormationSeries::Railhead, kg);
        if formation.front {
            measures.add(Series::FrontRailheadStock, kg);
        }
    }
    let unsent = depots.base_left_kg.iter().map(|left| left.max(&0)).sum();
    measures.add(Series::BasesUnsent, unsent);
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: StationRow = StationRow(0);

    fn left(food: i64, shells: i64) -> LeftBehind {
        let mut depots = Depots::new(1, &interdict_scenario::rules::Supply::default());
        depots.stock[HERE] = [food, shells, 0, 0, 0];
        LeftBehind::new(&depots)
    }

    fn part(left: &mut LeftBehind, missed: Supplies, of_all: Supplies) -> i64 {
        left.sums[HERE] = of_all;
        left.part(&left.stock[HERE], HERE, &missed, &missed)
    }

    #[test]
    fn what_lies_there_counts_only_in_the_class_that_is_missed() {
        let mut left = left(1_000, 0);
        assert_eq!(part(&mut left, [0, 300, 0, 0, 0], [0, 300, 0, 0, 0]), 0);
        assert_eq!(
            part(&mut left, [200, 300, 0, 0, 0], [200, 300, 0, 0, 0]),
            200
        );
    }

    #[test]
    fn two_that_miss_more_than_lies_there_share_it_by_what_they_miss() {
        let mut left = left(900, 0);
        let of_all = [3_000, 0, 0, 0, 0];
        assert_eq!(part(&mut left, [1_000, 0, 0, 0, 0], of_all), 300);
        assert_eq!(part(&mut left, [2_000, 0, 0, 0, 0], of_all), 600);
    }
}
