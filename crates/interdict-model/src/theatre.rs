//! What exists: one line for each kind of thing that a checked scenario brings into the world.
//!
//! The world is populated once. For another replication it is put back in place: every column and
//! resource that can change is overwritten from its fresh state, which is kept beside it.

use bevy_ecs::component::Mutable;
use bevy_ecs::prelude::*;
use interdict_engine::{Chance, Clock, columns};
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, CLASSES, Commodity};
use crate::chance::REGISTRY;
use crate::damage::bridge::bridges;
use crate::damage::closure::Closures;
use crate::damage::cut::Churn;
use crate::damage::flood::Floods;
use crate::damage::gang::gang_bases;
use crate::damage::impact::Impacts;
use crate::damage::job::Jobs;
use crate::damage::order::DamageKnobs;
use crate::damage::pace::RepairKnobs;
use crate::damage::reach::Reach;
use crate::damage::reserve::{Reserve, Worth};
use crate::identity::Identity;
use crate::islands::Islands;
use crate::laws::Laws;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::{AreaSeries, FormationSeries, LineSeries, Series};
use crate::picture::{AttackersPicture, DefendersPicture, RailwayPicture};
use crate::rail::block::blocks;
use crate::rail::dispatcher::{Passage, RailAgenda, RailKnobs};
use crate::rail::planning::PlanKnobs;
use crate::rail::throughput::narrowest;
use crate::rail::timetable::{Timetable, directions};
use crate::rail::train::{Train, TrainHits};
use crate::rail::yard::{Yard, yards};
use crate::record::Grid;
use crate::recording::{Gates, Tape};
use crate::sky::{Sky, Weather};
use crate::supply::consumption::formations;
use crate::supply::depot::Depots;
use crate::supply::rationing::Rations;
use crate::supply::shortage::LeftBehind;
use crate::supply::targets::StockTargets;
use crate::supply::trucks::{GapTrucks, TruckKnobs, companies};
use crate::{air, flak, staff};

/// Puts one kind of thing back to its fresh state.
type Restore = Box<dyn Fn(&mut World) + Send + Sync>;

/// How to put the world back.
pub(crate) struct Fresh {
    restores: Vec<Restore>,
}

impl Fresh {
    /// Puts everything back, with the chance of another replication.
    pub(crate) fn restore(&self, world: &mut World, seed: u64, replication: u32) {
        for restore in &self.restores {
            restore(world);
        }
        world.insert_resource(Chance::new(seed, replication, REGISTRY));
    }

    /// Rows of one kind: put in now, and overwritten later.
    pub(crate) fn rows<T>(&mut self, world: &mut World, rows: Vec<T>)
    where
        T: Component<Mutability = Mutable> + Clone,
    {
        columns::populate(world, &rows);
        self.restores
            .push(Box::new(move |world| columns::reset(world, &rows)));
    }

    /// A resource: put in now, and overwritten later.
    pub(crate) fn resource<T>(&mut self, world: &mut World, resource: T)
    where
        T: Resource<Mutability = Mutable> + Clone,
    {
        world.insert_resource(resource.clone());
        self.restores.push(Box::new(move |world| {
            world.resource_mut::<T>().clone_from(&resource);
        }));
    }
}

/// Brings everything that a scenario names into the world.
pub(crate) fn populate(world: &mut World, scenario: &Scenario) -> Fresh {
    let mut fresh = Fresh {
        restores: Vec::new(),
    };
    let network = Network::new(scenario);
    common_ground(world, &mut fresh, scenario, &network);
    railway(world, &mut fresh, scenario, &network);
    supplies(world, &mut fresh, scenario);
    damage(world, &mut fresh, scenario, &network);
    attack(world, &mut fresh, scenario, &network);
    world.insert_resource(network);
    fresh
}

fn common_ground(world: &mut World, fresh: &mut Fresh, scenario: &Scenario, network: &Network) {
    let (lines, areas) = (scenario.lines.len(), scenario.areas.len());
    let formations = scenario.formations.len();
    fresh.resource(world, Clock::new(scenario.step));
    fresh.resource(world, Laws::default());
    fresh.resource(world, Measures::new(lines, formations, areas));
    fresh.resource(world, Journal::default());
    fresh.resource(world, Closures::new(scenario, network));
    fresh.resource(world, Impacts::default());
    fresh.resource(world, RailwayPicture::new(network));
    fresh.resource(world, AttackersPicture::new(scenario));
    fresh.resource(world, DefendersPicture::new(scenario));
    world.insert_resource(Floods::new(scenario));
    fresh.resource(world, Gates::new(scenario));
    fresh.resource(
        world,
        Tape {
            theatre: Grid::new(scenario.days, Series::COUNT),
            lines: Grid::new(scenario.days, lines * LineSeries::COUNT),
            formations: Grid::new(scenario.days, formations * FormationSeries::COUNT),
            areas: Grid::new(scenario.days, areas * AreaSeries::COUNT),
            daily: Vec::new(),
            ticks: Vec::new(),
            tables: Vec::new(),
        },
    );
    world.insert_resource(Sky::new(scenario));
    fresh.resource(world, Weather::new(scenario, network));
}

fn railway(world: &mut World, fresh: &mut Fresh, scenario: &Scenario, network: &Network) {
    let rules = &scenario.rules;
    let hours = |hours: f64| (3_600.0 * hours).round() as u32;
    let knobs = RailKnobs::new(scenario);
    let (trains, mut yards) = trains_in_yards(scenario, &knobs);
    for yard in &mut yards {
        yard.idle.sort_unstable();
    }
    let all = blocks(scenario, network);
    let narrowest = (network.lines.iter())
        .map(|line| {
            let blocks = line.first as usize..(line.first + line.blocks) as usize;
            narrowest(&all[blocks], u32::from(knobs.fleet_size))
        })
        .collect();
    let engines = trains.len();
    fresh.rows(world, all);
    fresh.rows(world, trains);
    fresh.rows(world, yards);
    fresh.rows(world, passages(scenario));
    let islands = Islands::new(scenario);
    fresh.resource(world, RailAgenda::new(&islands));
    fresh.resource(world, TrainHits::default());
    fresh.resource(world, Timetable::new(scenario, &islands, engines));
    world.insert_resource(islands);
    world.insert_resource(knobs);
    world.insert_resource(PlanKnobs {
        transload_s: i64::from(hours(rules.timetable.transload_penalty_h)),
        urgency_s: i64::from(hours(rules.timetable.urgency_h_per_day)),
        front_first_days: rules.timetable.front_first_days.into(),
        age_s: i64::from(hours(rules.timetable.age_h_per_day)),
        change_s: i64::from(hours(rules.timetable.change_h)),
        gap_use: (1_000.0 * rules.timetable.gap_use).round() as u64,
        transloading: rules.timetable.transloading,
        card_nights: rules.timetable.card_nights,
        card_spells: rules.timetable.card_spells,
        fill_days: rules.timetable.fill_days.into(),
        most_loads: rules.timetable.most_loads.into(),
        plenty_days: rules.timetable.plenty_days.into(),
        narrowest,
    });
}

/// One train for each locomotive in service, idle in its yard.
fn trains_in_yards(scenario: &Scenario, knobs: &RailKnobs) -> (Vec<Train>, Vec<Yard>) {
    let mut yards = yards(scenario);
    let mut trains = Vec::new();
    for pool in &scenario.locomotives {
        let fit = (u64::from(pool.count) * u64::from(knobs.available_milli) + 500) / 1_000;
        for ordinal in 0..fit as u32 {
            yards[pool.station as usize].idle.push(trains.len() as u32);
            trains.push(Train::idle_at(
                Identity::Engine {
                    pool: pool.key,
                    n: ordinal,
                }
                .key(),
                pool.station,
                knobs.wagons,
            ));
        }
    }
    (trains, yards)
}

/// Which crossings each line counts for.
fn passages(scenario: &Scenario) -> Vec<Passage> {
    let mut passages = vec![Passage::default(); scenario.lines.len()];
    for (row, area) in scenario
        .areas
        .iter()
        .enumerate()
        .filter(|(_, area)| area.crossing)
    {
        for &line in &area.lines {
            let ends = &scenario.lines[line as usize];
            for direction in directions(ends.from, ends.to, &area.gates_from, &area.gates_to) {
                passages[line as usize].areas[direction].push(row as u32);
            }
        }
    }
    passages
}

fn supplies(world: &mut World, fresh: &mut Fresh, scenario: &Scenario) {
    let mut books = Books::new();
    let mut depots = Depots::new(scenario.stations.len(), &scenario.rules.supply);
    let formations = formations(scenario);
    for formation in formations.iter().filter(|formation| formation.is_there(0)) {
        for class in 0..CLASSES {
            depots.standing[formation.railhead as usize][class] += formation.need[class];
        }
    }
    for stock in &scenario.stocks {
        let place = stock.station as usize;
        for class in 0..CLASSES {
            let daily = depots.standing[place][class];
            depots.stock[place][class] += (daily as f64 * stock.days).round() as i64;
        }
        books.move_supplies(Account::Outside, Account::Depots, &depots.stock[place]);
    }
    let engines: u32 = {
        let available = RailKnobs::new(scenario).available_milli;
        let fit = |count: u32| ((u64::from(count) * u64::from(available) + 500) / 1_000) as u32;
        scenario
            .locomotives
            .iter()
            .map(|pool| fit(pool.count))
            .sum()
    };
    books.post(
        Commodity::Locomotives,
        Account::Outside,
        Account::Ready,
        i64::from(engines),
    );
    fresh.rows(world, formations);
    let companies = companies(scenario);
    let gap = GapTrucks::new(scenario.stations.len(), &companies);
    fresh.rows(world, companies);
    fresh.resource(world, LeftBehind::new(&depots));
    fresh.resource(world, depots);
    fresh.resource(world, books);
    fresh.resource(world, gap);
    fresh.resource(world, StockTargets::new(scenario));
    world.insert_resource(Rations::new(scenario));
    world.insert_resource(TruckKnobs::new(scenario));
}

fn damage(world: &mut World, fresh: &mut Fresh, scenario: &Scenario, network: &Network) {
    fresh.rows(world, gang_bases(scenario));
    fresh.rows(world, bridges(scenario, network));
    fresh.resource(world, Jobs::default());
    fresh.resource(world, Churn::new(scenario, network.block_line.len()));
    fresh.resource(world, Worth::new(scenario));
    world.insert_resource(Reach::new(scenario, network));
    world.insert_resource(DamageKnobs::new(scenario));
    world.insert_resource(RepairKnobs::new(scenario));
    world.insert_resource(Reserve::new(scenario));
}

fn attack(world: &mut World, fresh: &mut Fresh, scenario: &Scenario, network: &Network) {
    let (postings, batteries, baggage) = flak::posting::postings(scenario, network);
    let units = air::unit::units(scenario);
    let sights = air::bombing::Sights::new(scenario);
    fresh.resource(world, flak::Cover::new(scenario, network, &batteries));
    fresh.resource(world, baggage);
    fresh.resource(world, staff::relocation::Relocation::new(scenario));
    fresh.resource(world, staff::Outlook::new(scenario, &units));
    world.insert_resource(staff::target::Targets::new(scenario, network, &units));
    fresh.resource(world, air::Sorties::new());
    fresh.resource(world, air::Hangar::new(scenario));
    fresh.resource(world, air::flown::Flown::default());
    world.insert_resource(staff::learning::Learning::new(scenario));
    fresh.resource(world, air::flying::Flying::new(scenario));
    fresh.resource(world, air::intruder::Patrols::new(scenario));
    fresh.resource(world, air::raid::Raids::new(scenario, &sights));
    fresh.resource(world, flak::silence::Silences::new(postings.len()));
    fresh.rows(world, postings);
    fresh.rows(world, batteries);
    fresh.rows(world, units);
    world.insert_resource(flak::FireRules::new(scenario));
    world.insert_resource(flak::resupply::FlakNeeds::new(scenario));
    world.insert_resource(staff::tasking::Tasking::new(scenario));
    world.insert_resource(sights);
}
