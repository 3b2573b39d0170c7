//! # Resupply
//!
//! What happens: guns eat every day and have their rounds made up, both from the depot that they draw
//! from. So guns cost the line trains.
//!
//! Rule: rations and fuel are `guns x men to a gun x kilograms a man x consumption`; rounds are made up
//! to the stock of each battery as far as the depot has shells of their packed weight (times
//! `consumption`). Rounds become rounds when they are with the guns; half a round is kept until the
//! other half comes. What the depot has not is fetched from the nearest yard within `trucks.local_km` by
//! road, if it lies there. Rounds are missing from the day on which they were fired until they come; only the first day
//! counts as need and as shortfall, and what lacks is ordered for as long as it lacks (see `lack`).
//!
//! Assumes: a theatre without supply gives guns all that they need, from outside; heavy rounds before light ones; the share of food in rations and fuel is that of formations; guns have
//! trucks of their own for a short way.
//!
//! Sources: knobs.
//!
//! Reads: knobs of `flak`, `supply` and `trucks`. Writes: depots, [`Battery`], books. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_engine::{Column, RowsMut};
use interdict_scenario::scenario::{Channel, StationKind};
use interdict_scenario::{Domain, Scenario};

use crate::accounts::{Account, Books, Class};
use crate::flak::battery::{Battery, Calibre};
use crate::flak::posting::{Posting, hand_out};
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::StationRow;
use crate::supply::depot::Depots;

/// What a gun costs.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct FlakNeeds {
    /// Grams of food and fuel a gun and day.
    rations_g: [i64; 2],
    /// Grams of one packed round, by calibre, as far as the line has to bring them.
    round_g: [i64; 2],
    /// By station: the nearest other yard that guns which draw there can reach by road.
    next_yard: Column<StationRow, Option<StationRow>>,
}

impl FlakNeeds {
    /// From the knobs of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let (flak, supply) = (&scenario.rules.flak, &scenario.rules.supply);
        let is_brought = scenario.domains().has(Domain::Supply);
        let consumption = if is_brought { flak.consumption } else { 0.0 };
        let grams = |kg: f64| nearest::<i64>(1_000.0 * kg * consumption);
        let gun = flak.men_per_gun * supply.flak_base_kg_per_man;
        let shared = supply.food_share + supply.fuel_share;
        let food = if shared > 0.0 {
            supply.food_share / shared
        } else {
            1.0
        };
        Self {
            rations_g: [grams(gun * food), grams(gun * (1.0 - food))],
            round_g: [grams(flak.light_round_kg), grams(flak.heavy_round_kg)],
            next_yard: next_yards(scenario),
        }
    }

    /// Food and fuel that a posting needs in a day, kilograms.
    pub(crate) fn rations_kg(&self, posting: &Posting) -> [i64; 2] {
        if !posting.channels.has(Channel::Consumption) {
            return [0; 2];
        }
        let guns = i64::from(posting.guns[0] + posting.guns[1]);
        self.rations_g.map(|grams| guns * grams / 1_000)
    }

    /// Packed weight of the rounds that a posting's batteries lack, by calibre, kilograms.
    pub(crate) fn lacking_kg(&self, posting: &Posting, own: &[Battery]) -> [i64; 2] {
        let lacking = lacking(own);
        Calibre::ALL.map(|calibre| {
            let grams = lacking[calibre as usize] * self.round_g(posting, calibre);
            ((grams - posting.loose_g[calibre as usize]).max(0) + 999) / 1_000
        })
    }

    fn round_g(&self, posting: &Posting, calibre: Calibre) -> i64 {
        i64::from(posting.channels.has(Channel::Consumption)) * self.round_g[calibre as usize]
    }

    /// Gives from a posting's depot, and what that has not from the next yard.
    fn give(
        &self,
        depots: &mut Depots,
        books: &mut Books,
        posting: &Posting,
        class: Class,
        kg: i64,
    ) -> i64 {
        if kg == 0 {
            return 0;
        }
        let given = depots.give(books, posting.depot, class, kg, Account::Consumed);
        match self.next_yard[posting.depot] {
            Some(yard) if given < kg => {
                given + depots.give(books, yard, class, kg - given, Account::Consumed)
            }
            _ => given,
        }
    }
}

/// Rounds of a calibre that batteries lack.
fn lacking(batteries: &[Battery]) -> [i64; 2] {
    let mut rounds = [0; 2];
    for battery in batteries {
        rounds[battery.calibre as usize] += battery.stock - battery.rounds;
    }
    rounds
}

/// By station: the nearest other yard by road within `trucks.local_km`, ties to the first road.
fn next_yards(scenario: &Scenario) -> Column<StationRow, Option<StationRow>> {
    let reach_m = nearest::<u32>(1_000.0 * scenario.rules.trucks.local_km);
    let mut nearest: Column<StationRow, Option<(u32, StationRow)>> =
        Column::filled(None, scenario.stations.len());
    for road in &scenario.roads {
        for (from, to) in [(road.from, road.to), (road.to, road.from)] {
            let is_yard = scenario.stations[to as usize].kind == StationKind::Yard;
            let best = &mut nearest[StationRow(from)];
            if is_yard
                && road.length_m <= reach_m
                && best.is_none_or(|(far, _)| road.length_m < far)
            {
                *best = Some((road.length_m, StationRow(to)));
            }
        }
    }
    let yard = |found: &Option<(u32, StationRow)>| found.map(|(_, yard)| yard);
    nearest.iter().map(yard).collect()
}

/// Guns draw rations, fuel and rounds. Due once a day.
pub(crate) fn resupply_guns(
    needs: Res<FlakNeeds>,
    mut postings: RowsMut<Posting>,
    mut batteries: RowsMut<Battery>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let batteries = batteries.slice_mut();
    for posting in postings
        .slice_mut()
        .iter_mut()
        .filter(|posting| posting.is_there)
    {
        let mut drawn = draw_rations(&needs, posting, &mut depots, &mut books, &mut measures);
        drawn += draw_rounds(
            &needs,
            posting,
            batteries,
            &mut depots,
            &mut books,
            &mut measures,
        );
        measures.add(Series::Consumed, drawn);
        measures.add(Series::FlakConsumed, drawn);
    }
}

fn draw_rations(
    needs: &FlakNeeds,
    posting: &Posting,
    depots: &mut Depots,
    books: &mut Books,
    measures: &mut Measures,
) -> i64 {
    let mut drawn = 0;
    let rations = [Class::Food, Class::Fuel]
        .into_iter()
        .zip(needs.rations_kg(posting));
    for (class, kg) in rations {
        let given = needs.give(depots, books, posting, class, kg);
        measures.add(Series::Needed, kg);
        measures.add(Series::Unmet, kg - given);
        measures.add(Series::Missing, kg - given);
        drawn += given;
    }
    drawn
}

fn draw_rounds(
    needs: &FlakNeeds,
    posting: &mut Posting,
    batteries: &mut [Battery],
    depots: &mut Depots,
    books: &mut Books,
    measures: &mut Measures,
) -> i64 {
    let own = &mut batteries[posting.rows()];
    let (mut asked, mut drawn) = (0, 0);
    let wanted = needs.lacking_kg(posting, own);
    let lacking = lacking(own);
    for calibre in [Calibre::Heavy, Calibre::Light] {
        let (lacking, grams) = (lacking[calibre as usize], needs.round_g(posting, calibre));
        let kg = wanted[calibre as usize];
        let given = needs.give(depots, books, posting, Class::Shells, kg);
        let loose = &mut posting.loose_g[calibre as usize];
        *loose += 1_000 * given;
        let rounds = if grams > 0 {
            lacking.min(*loose / grams)
        } else {
            lacking
        };
        *loose -= rounds * grams;
        books.post(calibre.rounds(), Account::Outside, Account::Ready, rounds);
        hand_out(own, calibre, rounds);
        asked += kg;
        drawn += given;
    }
    // What lacked yesterday is no new need: what was fired since is.
    let new = asked - posting.backlog_kg.min(asked);
    let short = (asked - drawn - posting.backlog_kg).max(0);
    posting.backlog_kg = asked - drawn;
    if new > 0 {
        depots.due[posting.depot][Class::Shells as usize] += new;
    }
    measures.add(Series::Needed, new);
    measures.add(Series::Unmet, short);
    measures.add(Series::Missing, short);
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flak::posting::postings;
    use crate::network::Network;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn a_round_fired_is_a_round_that_the_line_has_to_bring() {
        let mut scenario = generate(Shape::small(), 4);
        scenario.flak.truncate(1);
        let posting = &mut scenario.flak[0];
        (
            posting.active,
            posting.light,
            posting.heavy,
            posting.strength,
        ) = (true, 4, 4, 1.0);
        let network = Network::new(&scenario);
        let (mut rows, mut batteries, _) = postings(&scenario, &network);
        let needs = FlakNeeds::new(&scenario);
        let mut measures = Measures::new(1, 1, 1);
        let (mut books, mut depots) = (
            Books::new(),
            Depots::new(scenario.stations.len(), &scenario.rules.supply),
        );
        let place = rows[0].depot;
        let shells = Class::Shells as usize;
        depots.stock[place][shells] = 1_000;
        for battery in &mut batteries {
            battery.rounds = battery.stock;
        }
        batteries[1].rounds -= 40;
        batteries[0].rounds -= 100;
        let posting = &mut rows[0];
        let mut draw = |depots: &mut Depots, batteries: &mut [Battery]| {
            draw_rounds(
                &needs,
                posting,
                batteries,
                depots,
                &mut books,
                &mut measures,
            )
        };
        // 40 heavy rounds weigh 880 kg; of 220 kg for 100 light ones only 120 are there.
        assert_eq!(draw(&mut depots, &mut batteries), 1_000);
        assert_eq!(batteries[1].rounds, batteries[1].stock);
        assert_eq!(batteries[0].stock - batteries[0].rounds, 100 - 54);
        assert_eq!(depots.due[place][shells], 1_100);
        assert_eq!(draw(&mut depots, &mut batteries), 0);
        assert_eq!(depots.due[place][shells], 1_100);
        depots.stock[place][shells] = 5_000;
        assert_eq!(draw(&mut depots, &mut batteries), 100);
        assert_eq!(batteries[0].rounds, batteries[0].stock);
    }
}
