//! What exists: one line for each kind of thing that a checked scenario brings into the world.
//!
//! The world is populated once. For another replication it is put back in place: every column and
//! resource that can change is overwritten from its fresh state, which is kept beside it.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{self, nearest};
use interdict_engine::{Clock, Column};
use interdict_scenario::{Domain, Scenario};

use crate::accounts::{Account, Books, CLASSES, Commodity};
use crate::cities::{Cities, CityLog};
use crate::damage::bridge::bridges;
use crate::damage::churn::Churn;
use crate::damage::closure::Closures;
use crate::damage::flood::Floods;
use crate::damage::gang::gang_bases;
use crate::damage::impact::Impacts;
use crate::damage::job::Jobs;
use crate::damage::order::DamageKnobs;
use crate::damage::pace::RepairKnobs;
use crate::damage::reach::Reach;
use crate::damage::reserve::{Reserve, Worth};
use crate::damage::yards::YardStrikes;
use crate::fields::{FieldKnobs, Fields, tanks};
use crate::identity::Identity;
use crate::islands::Islands;
use crate::kept::Theatre;
use crate::laws::Laws;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::picture::{AttackersPicture, Beliefs, DefendersPicture, RaidsPicture, RailwayPicture};
use crate::rail::block::blocks;
use crate::rail::dispatcher::{Passage, RailAgenda, RailKnobs};
use crate::rail::knobs::PlanKnobs;
use crate::rail::throughput::narrowest;
use crate::rail::timetable::{Timetable, direction_through};
use crate::rail::train::{Train, TrainHits};
use crate::rail::yard::{Yard, yards};
use crate::recording::{Gates, Tape};
use crate::reports::claims::ClaimBook;
use crate::reports::despatches::Despatches;
use crate::reports::sightings::Eyes;
use crate::reports::stations::Wire;
use crate::row::{AreaRow, LineRow, StationRow, TrainRow};
use crate::schools::assignment::assignments;
use crate::schools::request::pending;
use crate::schools::{SchoolKnobs, SchoolLog, Schools};
use crate::sky::{Sky, Weather};
use crate::supply::consumption::formations;
use crate::supply::depot::Depots;
use crate::supply::porters::{PorterKnobs, porters};
use crate::supply::rationing::Rations;
use crate::supply::shortage::LeftBehind;
use crate::supply::targets::StockTargets;
use crate::supply::trucks::{GapTrucks, TruckKnobs, companies};
use crate::{air, flak, reports, staff};

/// Brings everything that a scenario names into the world.
pub(crate) fn populate(world: &mut World, scenario: &Scenario) {
    let mut theatre = Theatre::new(world);
    let network = Network::new(scenario);
    common_ground(&mut theatre, scenario, &network);
    railway(&mut theatre, scenario, &network);
    supplies(&mut theatre, scenario);
    damage(&mut theatre, scenario, &network);
    attack(&mut theatre, scenario, &network);
    interception(&mut theatre, scenario, &network);
    schools(&mut theatre, scenario);
    cities(&mut theatre, scenario);
    theatre.ground(network);
    theatre.populated();
}

fn common_ground(theatre: &mut Theatre, scenario: &Scenario, network: &Network) {
    let (lines, areas) = (scenario.lines.len(), scenario.areas.len());
    let formations = scenario.formations.len();
    theatre.resource(Clock::new(scenario.step));
    theatre.output(Laws::default(), "a broken law ends the run");
    theatre.resource(Measures::new(lines, formations, areas));
    theatre.output(
        Journal::default(),
        "the digest of the run takes in every event",
    );
    theatre.resource(Closures::new(scenario, network));
    theatre.resource(Impacts::default());
    theatre.resource(RailwayPicture::new(network));
    theatre.resource(AttackersPicture::new(scenario));
    theatre.resource(DefendersPicture::new(scenario));
    let told = !scenario.rules.reports.perfect;
    theatre.resource_where(told, Beliefs::new(scenario, network));
    theatre.resource_where(told, Despatches::default());
    theatre.resource_where(told, Wire::new(scenario, network));
    theatre.ground(Eyes::new(scenario));
    theatre.ground(Floods::new(scenario));
    theatre.resource(Gates::new(scenario));
    let tape = Tape::new(scenario);
    theatre.output(tape, "the digest of the run takes in every day of it");
    theatre.ground(Sky::new(scenario));
    theatre.resource(Weather::new(scenario, network));
}

fn railway(theatre: &mut Theatre, scenario: &Scenario, network: &Network) {
    let rules = &scenario.rules;
    let hours = |hours: f64| nearest::<u32>(3_600.0 * hours);
    let knobs = RailKnobs::new(scenario);
    let (trains, mut yards) = trains_in_yards(scenario, &knobs);
    for yard in &mut yards {
        yard.idle.sort_unstable();
    }
    let all = blocks(scenario, network);
    let narrowest = (network.lines.iter())
        .map(|line| narrowest(line.part_of(&all), u32::from(knobs.fleet_size)))
        .collect();
    let engines = trains.len();
    theatre.rows(all.into_vec());
    theatre.rows(trains.into_vec());
    theatre.rows(yards.into_vec());
    theatre.ground_rows(&passages(scenario).into_vec());
    let islands = Islands::new(scenario);
    theatre.resource(RailAgenda::new(&islands));
    theatre.resource(TrainHits::default());
    theatre.resource(Timetable::new(scenario, &islands, engines));
    theatre.ground(islands);
    theatre.ground(knobs);
    theatre.ground(PlanKnobs {
        transload_s: i64::from(hours(rules.timetable.transload_penalty_h)),
        urgency_s: i64::from(hours(rules.timetable.urgency_h_per_day)),
        front_first_days: rules.timetable.front_first_days.into(),
        age_s: i64::from(hours(rules.timetable.age_h_per_day)),
        change_s: i64::from(hours(rules.timetable.change_h)),
        gap_use: nearest::<u64>(1_000.0 * rules.timetable.gap_use),
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
fn trains_in_yards(
    scenario: &Scenario,
    knobs: &RailKnobs,
) -> (Column<TrainRow, Train>, Column<StationRow, Yard>) {
    let mut yards = yards(scenario);
    let mut trains = Column::default();
    for pool in &scenario.locomotives {
        let fit = (u64::from(pool.count) * u64::from(knobs.available_milli) + 500) / 1_000;
        let station = StationRow(pool.station);
        for n in 0..whole::fit(fit) {
            let key = Identity::Engine { pool: pool.key, n }.key();
            let train = trains.push(Train::idle_at(key, station, knobs.wagons));
            yards[station].idle.push(train);
        }
    }
    (trains, yards)
}

/// Which crossings each line counts for.
fn passages(scenario: &Scenario) -> Column<LineRow, Passage> {
    let mut passages = Column::filled(Passage::default(), scenario.lines.len());
    let areas = (0..).map(AreaRow).zip(&scenario.areas);
    for (row, area) in areas.filter(|(_, area)| area.crossing) {
        for &line in &area.lines {
            let ends = &scenario.lines[line as usize];
            let gates = [&area.gates_from[..], &area.gates_to];
            if let Some(direction) = direction_through(ends.from, ends.to, gates) {
                passages[LineRow(line)].areas[direction].push(row);
            }
        }
    }
    passages
}

fn supplies(theatre: &mut Theatre, scenario: &Scenario) {
    let mut books = Books::new();
    let mut depots = Depots::new(scenario.stations.len(), &scenario.rules.supply);
    for base in &scenario.bases {
        depots.base_daily_kg[StationRow(base.station)] += base.kg_per_day;
    }
    let formations = formations(scenario);
    for formation in formations.iter().filter(|formation| formation.is_there(0)) {
        for class in 0..CLASSES {
            depots.standing[formation.railhead][class] += formation.need[class];
        }
    }
    for stock in &scenario.stocks {
        let place = StationRow(stock.station);
        for class in 0..CLASSES {
            let daily = depots.standing[place][class];
            depots.stock[place][class] += nearest::<i64>(daily as f64 * stock.days);
        }
        books.move_supplies(Account::Outside, Account::Depots, &depots.stock[place]);
    }
    let engines: u32 = {
        let available = RailKnobs::new(scenario).available_milli;
        let fit = |count: u32| {
            whole::fit::<u32, _>((u64::from(count) * u64::from(available) + 500) / 1_000)
        };
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
    theatre.rows(formations);
    let companies = companies(scenario);
    let gap = GapTrucks::new(scenario.stations.len(), &companies);
    theatre.rows(companies);
    theatre.resource(LeftBehind::new(&depots));
    theatre.resource(depots);
    theatre.resource(books);
    theatre.resource(gap);
    theatre.resource(StockTargets::new(scenario));
    theatre.ground(Rations::new(scenario));
    theatre.ground(TruckKnobs::new(scenario));
    theatre.rows(porters(scenario));
    theatre.ground(PorterKnobs::new(scenario));
}

fn damage(theatre: &mut Theatre, scenario: &Scenario, network: &Network) {
    theatre.rows(gang_bases(scenario).into_vec());
    theatre.rows(bridges(scenario, network).into_vec());
    theatre.resource(Jobs::default());
    theatre.resource(Churn::new(scenario, network.block_line.len()));
    theatre.resource(Worth::new(scenario));
    theatre.resource(Reach::new(scenario, network));
    theatre.ground(DamageKnobs::new(scenario));
    theatre.ground(RepairKnobs::new(scenario));
    theatre.ground(Reserve::new(scenario));
    theatre.resource_where(scenario.rules.field.works, Fields::new(scenario));
    theatre.rows(tanks(scenario));
    theatre.ground(FieldKnobs::new(scenario));
    let suffer = scenario.rules.yard.suffers;
    theatre.resource_where(suffer, YardStrikes::new(scenario));
}

fn attack(theatre: &mut Theatre, scenario: &Scenario, network: &Network) {
    let (postings, batteries, baggage) = flak::posting::postings(scenario, network);
    let units = air::unit::units(scenario, network);
    let sights = air::bombing::Sights::new(scenario);
    theatre.resource(flak::Cover::new(scenario, network, &batteries));
    theatre.resource(baggage);
    theatre.ground(staff::relocation::Relocation::new(scenario));
    theatre.resource(staff::Outlook::new(scenario, &units));
    theatre.ground(staff::target::Targets::new(scenario, network, &units));
    theatre.resource(air::Sorties::new());
    theatre.resource(air::Hangar::new(scenario));
    theatre.resource(air::flown::Flown::default());
    let told = !scenario.rules.reports.perfect;
    let kept = scenario.rules.reports.books;
    theatre.resource_where(kept, air::waste::Waste::new(scenario));
    theatre.resource_where(kept, ClaimBook::new(scenario));
    theatre.resource_where(told, air::sighting::Sightings::new(scenario));
    theatre.resource_where(told, air::photograph::Photographs::new(scenario));
    theatre.ground(staff::learning::Learning::new(scenario));
    theatre.resource(air::flying::Flying::new(scenario));
    theatre.resource(air::intruder::Patrols::new(scenario));
    theatre.resource(air::raid::Raids::new(scenario, &sights));
    let is_ordered = !scenario.orders.is_empty();
    let half_width_m = sights.half_width(nearest::<u32>(sights.raid_bomb_kg));
    let bombers = air::bombers::units(scenario, network, half_width_m);
    let orders = staff::orders::OrderBook::new(scenario, network, &bombers);
    theatre.resource_where(is_ordered, air::bombers::Bombers::new(scenario));
    theatre.resource_where(is_ordered, orders.books());
    theatre.resource_where(is_ordered, staff::orders::Standing::new(scenario));
    theatre.ground(reports::results::Reckoning::new(scenario));
    theatre.ground(orders);
    theatre.rows(bombers);
    theatre.resource(flak::silence::Silences::new(postings.len()));
    theatre.rows(postings);
    theatre.rows(batteries);
    theatre.rows(units);
    theatre.ground(flak::FireRules::new(scenario));
    theatre.ground(flak::resupply::FlakNeeds::new(scenario));
    theatre.ground(staff::tasking::Tasking::new(scenario));
    theatre.ground(sights);
}

fn interception(theatre: &mut Theatre, scenario: &Scenario, network: &Network) {
    let is_there = scenario.domains().has(Domain::Interception);
    theatre.rows(air::fighters::unit::units(scenario, network));
    theatre.resource_where(is_there, air::fighters::Skies::new());
    theatre.resource_where(is_there, RaidsPicture::default());
    theatre.ground(air::fighters::AirRules::new(scenario, network));
    theatre.ground(air::fighters::sent::CourseHours::new(scenario));
}

fn schools(theatre: &mut Theatre, scenario: &Scenario) {
    let is_there = scenario.domains().has(Domain::Schools);
    theatre.resource_where(is_there, Schools::new(scenario));
    theatre.rows(assignments(scenario));
    theatre.rows(pending(scenario));
    theatre.ground(SchoolKnobs::new(scenario));
    let log = SchoolLog::new(scenario);
    theatre.output(
        log,
        "the digest of the run takes in the students of every day",
    );
}

fn cities(theatre: &mut Theatre, scenario: &Scenario) {
    theatre.ground(Cities::new(scenario));
    let log = CityLog::new(scenario);
    theatre.output(log, "the digest of the run takes in the cover of every day");
}
