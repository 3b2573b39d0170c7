//! The dispatcher's desk: everything the railway looks at and writes on while it works through its
//! agenda, as plain slices. The work itself is told in `movement`, `unloading`, `departure`, `hits`.

use bevy_ecs::prelude::*;
use bevy_ecs::system::SystemParam;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::{Agenda, Chance, Clock, Column, Rows, RowsMut};
use interdict_scenario::Scenario;

use crate::accounts::{Books, Supplies};
use crate::damage::closure::Closures;
use crate::damage::yards::YardStrikes;
use crate::islands::Islands;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::picture::RailwayPicture;
use crate::rail::block::Block;
use crate::rail::timetable::Timetable;
use crate::rail::train::{Train, TrainHits};
use crate::rail::yard::Yard;
use crate::row::{
    AreaRow, BlockRow, ByDirection, HaulRow, IslandRow, LegRow, StationRow, TrainRow, WaveRow,
};
use crate::sky::Sky;
use crate::state::state;
use crate::supply::depot::{Depots, OrderRules};
use crate::supply::trucks::{Company, GapTrucks, TruckKnobs};
use crate::told::untold;

/// Knobs of the railway, rounded once.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct RailKnobs {
    /// Trains of one direction that may follow each other while the other waits.
    pub fleet_size: u16,
    /// A train must be in the next station this long before first light, seconds.
    pub dawn_margin_s: u32,
    /// A closed line is waited for when it reopens within this, seconds.
    pub wait_s: u32,
    /// Time to form a train, seconds.
    pub forming_s: u32,
    /// Time to unload one, seconds.
    pub unloading_s: u32,
    /// Load of one wagon, kilograms.
    pub wagon_kg: i64,
    /// Wagons of a full rake.
    pub wagons: u32,
    /// Repair of a disabled locomotive, seconds.
    pub locomotive_repair_s: u32,
    /// Delay of a train whose locomotive is disabled on the way, seconds.
    pub relief_s: u32,
    /// Coal a train carries for itself, grams per metre.
    pub coal_g_per_m: i64,
    /// How depots order.
    pub orders: OrderRules,
    /// Weights of the classes when a load is shared out, thousandths.
    pub class_weights: Supplies,
    /// Seconds after which a station that waits for a lot is sent a train of its own.
    pub small_lot_s: u32,
    /// What a passing train sets down at a small station at most, kilograms.
    pub set_down_kg: i64,
    /// Halt of a train that sets down wagons, seconds.
    pub set_down_s: u32,
    /// Stations at which one train sets down wagons, at most.
    pub set_down_stations: usize,
    /// Share of its room that a train sets down on its way at most, thousandths.
    pub set_down_milli: i64,
    /// Share of its room that makes a train worth sending, thousandths.
    pub least_load_milli: i64,
    /// Seconds until a departure that could not be made is tried again.
    pub retry_s: u32,
    /// Seconds of running within which an empty engine counts as there.
    pub engine_call_s: u32,
    /// Share of locomotives in service, thousandths.
    pub available_milli: u32,
    /// What bombs do to what stands in yards.
    pub yards: YardKnobs,
}

/// What bombs do to what stands in yards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct YardKnobs {
    /// Chances for each ton, if few fall: an idle engine is disabled, a wagon destroyed.
    pub engine_hit: f64,
    /// A wagon is destroyed.
    pub wagon_hit: f64,
    /// Bombs that block a place, kilograms.
    pub kg_per_place: f64,
    /// Time for which it is blocked, seconds.
    pub place_repair_s: u32,
    /// Longer repair in the shop for each ton, seconds.
    pub shop_delay_s: f64,
}

impl RailKnobs {
    /// The knobs of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules;
        let minutes = |minutes: f64| nearest::<u32>(60.0 * minutes);
        let hours = |hours: f64| nearest::<u32>(3_600.0 * hours);
        let milli = |share: f64| nearest::<i64>(1_000.0 * share);
        let wagon_kg = nearest::<i64>(1_000.0 * rules.rail.wagon_load_t);
        let train_kg = nearest::<i64>(1_000.0 * rules.rail.train_load_t);
        Self {
            fleet_size: rules.rail.fleet_size,
            dawn_margin_s: minutes(rules.rail.dawn_margin_min),
            wait_s: hours(rules.timetable.wait_for_repair_h),
            forming_s: minutes(rules.yard.forming_min),
            unloading_s: hours(rules.yard.unloading_h),
            wagon_kg,
            wagons: fit((train_kg / wagon_kg).max(1)),
            locomotive_repair_s: hours(24.0 * rules.rail.locomotive_repair_days),
            relief_s: hours(rules.rail.relief_h),
            coal_g_per_m: nearest::<i64>(rules.rail.coal_kg_per_km * rules.rail.coal_carried_share),
            orders: OrderRules {
                order_days: i64::from(rules.supply.target_days) + i64::from(rules.supply.lead_days),
                lead_days: rules.supply.lead_days.into(),
                lot_kg: wagon_kg,
            },
            class_weights: [
                rules.supply.food_weight,
                rules.supply.ammunition_weight,
                rules.supply.fuel_weight,
                rules.supply.stores_weight,
                rules.supply.shells_weight,
            ]
            .map(|weight| nearest::<i64>(1_000.0 * weight)),
            small_lot_s: hours(24.0 * rules.supply.small_lot_days),
            set_down_kg: i64::from(rules.rail.set_down_wagons) * wagon_kg,
            set_down_s: minutes(rules.rail.set_down_min),
            set_down_stations: rules.rail.set_down_stations.into(),
            set_down_milli: milli(rules.rail.set_down_share),
            least_load_milli: milli(rules.yard.least_load_share),
            retry_s: minutes(rules.yard.retry_min),
            engine_call_s: hours(rules.rail.engine_call_h),
            available_milli: nearest::<u32>(1_000.0 * rules.rail.locomotive_availability),
            yards: YardKnobs {
                engine_hit: rules.yard.engine_hit_per_bomb_t,
                wagon_hit: rules.yard.wagon_hit_per_bomb_t,
                kg_per_place: 1_000.0 * rules.yard.bombs_t_per_place,
                place_repair_s: hours(rules.yard.place_repair_h),
                shop_delay_s: 3_600.0 * rules.yard.shop_delay_h_per_bomb_t,
            },
        }
    }

    /// What a full rake carries, kilograms.
    pub(crate) fn full_load(&self) -> i64 {
        self.wagon_kg * i64::from(self.wagons)
    }

    /// A mass is worth a train of so much room.
    pub(crate) fn is_worth_a_train(&self, kg: i64, room: i64) -> bool {
        1_000 * kg >= self.least_load_milli * room
    }
}

/// The railway's agenda, one for each island: what happens in a tick on one has nothing to do with the others, and
/// going through them one after the other keeps what is looked at together.
#[derive(Resource, Clone, Debug, Default)]
pub struct RailAgenda(pub Column<IslandRow, Agenda>);

state!(RailAgenda(agendas));
untold!(RailAgenda = "rail agenda");

impl RailAgenda {
    /// Empty agendas.
    pub fn new(islands: &Islands) -> Self {
        Self(Column::filled(Agenda::default(), islands.count()))
    }

    /// Something is due before `until`.
    pub fn is_due(&self, until: u32) -> bool {
        self.0.iter().any(|agenda| agenda.is_due(until))
    }
}

/// What an entry of the railway's agenda is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A train's present state ends.
    Train(TrainRow),
    /// A block looks at its waiting trains again.
    Block(BlockRow),
    /// A departure of the timetable.
    Leg(LegRow),
    /// A wave of trucks of the timetable leaves.
    Haul(HaulRow),
    /// A wave of trucks arrives.
    Arrival(WaveRow),
    /// Blocked places of a yard are cleared.
    Places(StationRow),
}

impl Item {
    /// As a number: kind in the upper four bits.
    pub const fn code(self) -> u32 {
        match self {
            Self::Train(row) => row.0,
            Self::Block(row) => row.0 | (1 << 28),
            Self::Leg(row) => row.0 | (2 << 28),
            Self::Haul(row) => row.0 | (3 << 28),
            Self::Arrival(row) => row.0 | (4 << 28),
            Self::Places(row) => row.0 | (5 << 28),
        }
    }

    /// From a number.
    pub const fn of(code: u32) -> Self {
        let row = code & ((1 << 28) - 1);
        match code >> 28 {
            0 => Self::Train(TrainRow(row)),
            1 => Self::Block(BlockRow(row)),
            2 => Self::Leg(LegRow(row)),
            3 => Self::Haul(HaulRow(row)),
            4 => Self::Arrival(WaveRow(row)),
            _ => Self::Places(StationRow(row)),
        }
    }
}

/// Everything the railway's systems ask the world for.
#[derive(SystemParam)]
pub struct Railway<'w, 's> {
    /// The clock.
    pub clock: Res<'w, Clock>,
    chance: Res<'w, Chance>,
    network: Res<'w, Network>,
    islands: Res<'w, Islands>,
    sky: Res<'w, Sky>,
    knobs: Res<'w, RailKnobs>,
    closures: ResMut<'w, Closures>,
    picture: Res<'w, RailwayPicture>,
    agenda: ResMut<'w, RailAgenda>,
    timetable: ResMut<'w, Timetable>,
    depots: ResMut<'w, Depots>,
    books: ResMut<'w, Books>,
    measures: ResMut<'w, Measures>,
    journal: ResMut<'w, Journal>,
    hits: ResMut<'w, TrainHits>,
    yard_strikes: ResMut<'w, YardStrikes>,
    gap: ResMut<'w, GapTrucks>,
    truck_knobs: Res<'w, TruckKnobs>,
    trains: RowsMut<'w, 's, Train>,
    blocks: RowsMut<'w, 's, Block>,
    yards: RowsMut<'w, 's, Yard>,
    passages: Rows<'w, 's, Passage>,
    companies: RowsMut<'w, 's, Company>,
}

/// Which crossings a line counts for, by direction: a component of each line's row.
#[derive(Component, Clone, Debug, Default)]
#[component(immutable)]
pub(crate) struct Passage {
    /// Areas, by direction.
    pub areas: ByDirection<Vec<AreaRow>>,
}

/// The desk: plain references, taken once a run.
pub struct Dispatcher<'a> {
    pub(crate) chance: &'a Chance,
    pub(crate) network: &'a Network,
    pub(crate) islands: &'a Islands,
    pub(crate) sky: &'a Sky,
    pub(crate) knobs: &'a RailKnobs,
    pub(crate) closures: &'a mut Closures,
    pub(crate) picture: &'a RailwayPicture,
    pub(crate) agenda: &'a mut [Agenda],
    pub(crate) timetable: &'a mut Timetable,
    pub(crate) depots: &'a mut Depots,
    pub(crate) books: &'a mut Books,
    pub(crate) measures: &'a mut Measures,
    pub(crate) journal: &'a mut Journal,
    pub(crate) hits: &'a mut TrainHits,
    pub(crate) yard_strikes: &'a mut YardStrikes,
    pub(crate) gap: &'a mut GapTrucks,
    pub(crate) truck_knobs: &'a TruckKnobs,
    pub(crate) trains: &'a mut [Train],
    pub(crate) blocks: &'a mut [Block],
    pub(crate) yards: &'a mut [Yard],
    pub(crate) passages: &'a [Passage],
    pub(crate) companies: &'a mut [Company],
}

impl Dispatcher<'_> {
    /// The agenda for what happens at a station, or on the way from there.
    #[inline]
    pub(crate) fn agenda_at(&mut self, station: StationRow) -> &mut Agenda {
        // Most theatres are one island, and there is no need to ask which.
        let island = match self.agenda.len() {
            1 => IslandRow(0),
            _ => self.islands.place(station).0,
        };
        &mut self.agenda[island]
    }

    /// The agenda for what happens in a block.
    #[inline]
    pub(crate) fn agenda_in(&mut self, block: BlockRow) -> &mut Agenda {
        if self.agenda.len() == 1 {
            return &mut self.agenda[0];
        }
        let line = self.network.block_line[block];
        self.agenda_at(self.network.lines[line].from)
    }
}

impl Railway<'_, '_> {
    /// The desk.
    pub fn desk(&mut self) -> Dispatcher<'_> {
        Dispatcher {
            chance: &self.chance,
            network: &self.network,
            islands: &self.islands,
            sky: &self.sky,
            knobs: &self.knobs,
            closures: &mut self.closures,
            picture: &self.picture,
            agenda: &mut self.agenda.0,
            timetable: &mut self.timetable,
            depots: &mut self.depots,
            books: &mut self.books,
            measures: &mut self.measures,
            journal: &mut self.journal,
            hits: &mut self.hits,
            yard_strikes: &mut self.yard_strikes,
            gap: &mut self.gap,
            truck_knobs: &self.truck_knobs,
            trains: self.trains.slice_mut(),
            blocks: self.blocks.slice_mut(),
            yards: self.yards.slice_mut(),
            passages: self.passages.slice(),
            companies: self.companies.slice_mut(),
        }
    }
}
