//! # Trucks
//!
//! What happens: trucks carry supplies from railheads to the formations that draw there, by night, and
//! round gaps of the railway (see `hauling`).
//!
//! Rule: a truck makes `floor(dark / (2 d/v + handling))` trips in a night, or, when a trip takes longer
//! than a night, lies up by day and makes the fraction. A night's lift is trucks x availability x
//! trips x payload. Of the trips, `Binomial(trips, 1 - exp(-q 2 d))` are lost, by inversion, so that a
//! lower `q` never loses more; `trucks.lost_outward` of the lost, rounded up, are lost on the way out with what they
//! carry, the others coming back empty. Losses are made good at a rate for the whole theatre, in proportion to
//! what companies lack.
//!
//! Assumes: petrol for the trucks is within the formations' need; a company stays at its railhead.
//!
//! Sources: Chinese accounts of the rear services (3,800 trucks, sentry posts); the rest estimates.
//!
//! Reads: knobs of `trucks`, `Sky`. Writes: [`Company`], depots, formations, books.
//! Chance: `TRUCKS_LOST`.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{fit, nearest, next_whole};
use interdict_engine::{Chance, Clock, Column, RowsMut, When, math, sample};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::TruckTask;

use crate::accounts::{Account, Books, CLASSES, Commodity, Supplies};
use crate::chance;
use crate::identity::Identity;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::{CompanyRow, StationRow};
use crate::sky::Sky;
use crate::state::state;
use crate::supply::consumption::Formation;
use crate::supply::depot::Depots;
use crate::told::untold;

/// Trucks of one home station and task.
#[derive(Component, Clone, Debug)]
pub struct Company {
    /// Identity.
    pub key: Key,
    /// Where they load.
    pub station: StationRow,
    /// Fit or not, but there.
    pub trucks: i64,
    /// By establishment.
    pub establishment: i64,
    /// What for.
    pub task: TruckTask,
    /// First day and day after the last.
    pub days: (u16, u16),
}

state!(Company: trucks; fixed: key, station, establishment, task, days);

/// The companies of a scenario.
pub fn companies(scenario: &Scenario) -> Vec<Company> {
    let row = |company: &interdict_scenario::scenario::TruckCompany| Company {
        key: company.key,
        station: StationRow(company.station),
        trucks: 0,
        establishment: i64::from(company.trucks),
        task: company.task,
        days: (company.from, company.to),
    };
    scenario.trucks.iter().map(row).collect()
}

/// Knobs of trucks, rounded once.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct TruckKnobs {
    /// Load of a truck, kilograms.
    pub payload_kg: i64,
    /// Loading and unloading of a trip, seconds.
    pub handling_s: u32,
    /// Share of trucks in service, thousandths.
    pub available_milli: i64,
    /// Kilometres an hour.
    pub speed_kmh: f64,
    /// Loss rate, per metre.
    pub loss_per_m: f64,
    /// New trucks a day, thousandths.
    pub replacements_milli: i64,
    /// Share of the lost that are lost on the way out, thousandths.
    pub outward_milli: i64,
}

impl TruckKnobs {
    /// The knobs of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules.trucks;
        Self {
            payload_kg: nearest::<i64>(1_000.0 * rules.payload_t),
            handling_s: nearest::<u32>(3_600.0 * rules.handling_h),
            available_milli: nearest::<i64>(1_000.0 * rules.availability),
            speed_kmh: rules.speed_kmh,
            loss_per_m: rules.loss_per_km / 1_000.0,
            replacements_milli: nearest::<i64>(1_000.0 * rules.replacements_per_day),
            outward_milli: nearest::<i64>(1_000.0 * rules.lost_outward),
        }
    }

    /// Trips of a night over a drive, in thousandths of a trip.
    pub(crate) fn trips(&self, night_s: u32, drive_s: u32) -> i64 {
        let cycle = u64::from(2 * drive_s + self.handling_s).max(1);
        let milli = 1_000 * u64::from(night_s) / cycle;
        if milli >= 1_000 {
            fit(milli / 1_000 * 1_000)
        } else {
            fit(milli)
        }
    }

    /// What a fleet carries in so many thousandths of a trip, kilograms.
    pub(crate) fn carried(&self, trucks: i64, trips_milli: i64) -> i64 {
        trucks * self.available_milli / 1_000 * self.payload_kg * trips_milli / 1_000
    }

    /// Trucks lost of so many trips over a distance both ways.
    pub(crate) fn lost(&self, u: f64, trips: u32, metres: u32) -> u32 {
        let there_and_back = 2.0 * f64::from(metres);
        let p = -math::exp_m1(-self.loss_per_m * there_and_back);
        sample::binomial(u, trips, p)
    }

    /// Trucks that a load needs.
    pub(crate) fn loads(&self, kg: i64) -> i64 {
        (kg + self.payload_kg - 1) / self.payload_kg
    }

    /// Of a load, what goes with the trucks that are lost on the way out.
    pub(crate) fn burnt(&self, load: &Supplies, lost: i64) -> Supplies {
        let kg: i64 = load.iter().sum();
        let out = (lost * self.outward_milli + 999) / 1_000;
        let outward = (out * self.payload_kg).min(kg);
        let mut shares = Vec::with_capacity(CLASSES);
        mass::split(outward, load, &mut shares);
        let mut burnt = [0; CLASSES];
        burnt.copy_from_slice(&shares);
        burnt
    }
}

/// Trucks at each station that may be sent round gaps: rebuilt when companies come and go.
#[derive(Resource, Clone, Debug, Default)]
pub(crate) struct GapTrucks {
    by_station: Column<StationRow, i64>,
    /// Who they belong to: (station, company), ascending.
    companies: Vec<(StationRow, CompanyRow)>,
    /// Kilograms that may still be lifted tonight, by station.
    pub lift_kg: Column<StationRow, i64>,
}

state!(GapTrucks: by_station, lift_kg; fixed: companies);
untold!(GapTrucks = "gap trucks");

impl GapTrucks {
    /// Stations with these companies, as long as they have no trucks.
    pub(crate) fn new(stations: usize, companies: &[Company]) -> Self {
        let of_gap = companies.iter().zip((0..).map(CompanyRow));
        let of_gap = of_gap.filter(|(company, _)| company.task == TruckTask::Gap);
        let mut companies: Vec<(StationRow, CompanyRow)> = of_gap
            .map(|(company, row)| (company.station, row))
            .collect();
        companies.sort_unstable();
        Self {
            by_station: Column::filled(0, stations),
            companies,
            lift_kg: Column::filled(0, stations),
        }
    }

    /// Trucks at a station.
    pub(crate) fn at(&self, station: StationRow) -> i64 {
        self.by_station[station]
    }

    /// Companies at a station whose trucks these are, as (station, company).
    pub(crate) fn companies(&self, station: StationRow) -> &[(StationRow, CompanyRow)] {
        let first = self.companies.partition_point(|&(at, _)| at < station);
        let end = self.companies.partition_point(|&(at, _)| at <= station);
        &self.companies[first..end]
    }

    /// Takes lost trucks off a station.
    pub(crate) fn lose(&mut self, station: StationRow, trucks: i64) {
        self.by_station[station] -= trucks;
    }
}

/// Brings companies in and out on their days, and makes good some losses. Due every day.
pub(crate) fn muster(
    clock: Res<Clock>,
    knobs: Res<TruckKnobs>,
    mut companies: RowsMut<Company>,
    mut gap: ResMut<GapTrucks>,
    mut books: ResMut<Books>,
) {
    let companies = companies.slice_mut();
    let day = clock.day;
    for company in companies.iter_mut() {
        if company.days.0 == day {
            books.post(
                Commodity::Trucks,
                Account::Outside,
                Account::Ready,
                company.establishment,
            );
            company.trucks = company.establishment;
        }
        if company.days.1 == day {
            books.post(
                Commodity::Trucks,
                Account::Ready,
                Account::Withdrawn,
                company.trucks,
            );
            company.trucks = 0;
        }
    }
    let lacking = |company: &Company| {
        if company.days.0 <= day && day < company.days.1 {
            (company.establishment - company.trucks).max(0)
        } else {
            0
        }
    };
    let wants: Vec<i64> = companies.iter().map(lacking).collect();
    let all: i64 = wants.iter().sum();
    if all > 0 {
        let through = |day: u16| i64::from(day) * knobs.replacements_milli / 1_000;
        let new = (through(day + 1) - through(day)).min(all);
        let mut shares = Vec::with_capacity(wants.len());
        mass::split(new, &wants, &mut shares);
        for (company, &share) in companies.iter_mut().zip(&shares) {
            let share = share.min(company.establishment - company.trucks).max(0);
            company.trucks += share;
            books.post(Commodity::Trucks, Account::Outside, Account::Ready, share);
        }
    }
    gap.by_station.fill(0);
    for company in companies
        .iter()
        .filter(|company| company.task == TruckTask::Gap)
    {
        gap.by_station[company.station] += company.trucks;
    }
}

/// Carries a night's supplies from railheads to formations. Due once a night.
pub(crate) fn supply_front(
    clock: Res<Clock>,
    knobs: Res<TruckKnobs>,
    sky: Res<Sky>,
    chance: Res<Chance>,
    mut companies: RowsMut<Company>,
    mut formations: RowsMut<Formation>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let formations = formations.slice_mut();
    let drawing = drawing(formations, clock.day);
    let night = sky.dark_seconds(clock.day);
    for company in companies
        .slice_mut()
        .iter_mut()
        .filter(|c| c.task == TruckTask::Front)
    {
        if company.trucks == 0 {
            continue;
        }
        let in_service = company.trucks * knobs.available_milli / 1_000;
        let mut trips_left = in_service * 1_000;
        for formation in neediest(formations, &drawing, company.station) {
            let formation = &mut formations[formation];
            let drive_s = next_whole::<u32>(f64::from(formation.road_m) * 3.6 / knobs.speed_kmh);
            let per_truck = knobs.trips(night, drive_s).max(1);
            let lift = trips_left.max(0) / 1_000 * knobs.payload_kg * per_truck / 1_000;
            let there = &mut depots.stock[company.station];
            let mut sent = loaded(lift, &formation.room(), there);
            for (there, kg) in there.iter_mut().zip(sent) {
                *there -= kg;
            }
            let trips = knobs.loads(sent.iter().sum());
            if trips == 0 {
                continue;
            }
            trips_left -= trips * 1_000 * 1_000 / per_truck;
            let who = Identity::Convoy {
                company: company.key,
                formation: formation.key,
            }
            .key();
            let [u]: [f64; 1] = chance.draw(chance::TRUCKS_LOST, who, When::on(clock.day));
            let lost = i64::from(knobs.lost(u, fit(trips), formation.road_m));
            let lost = lost.min(company.trucks);
            company.lose(lost, &mut books, &mut measures);
            let burnt = knobs.burnt(&sent, lost);
            let mut brought = 0;
            for class in 0..CLASSES {
                sent[class] -= burnt[class];
                formation.stock[class] += sent[class];
                brought += sent[class];
            }
            books.move_supplies(Account::Depots, Account::Formations, &sent);
            books.move_supplies(Account::Depots, Account::LostOnRoad, &burnt);
            measures.add(Series::LostOnRoad, burnt.iter().sum());
            if formation.front {
                measures.add(Series::DeliveredFront, brought);
            }
        }
    }
}

/// What a lift loads of what is wanted and there, classes in proportion: a class that is not there leaves its
/// place to the others.
pub(super) fn loaded(lift: i64, wanted: &Supplies, there: &Supplies) -> Supplies {
    let mut can_go = [0; CLASSES];
    for class in 0..CLASSES {
        can_go[class] = wanted[class].min(there[class]);
    }
    let mut shares = Vec::with_capacity(CLASSES);
    mass::split(lift.min(can_go.iter().sum()), &can_go, &mut shares);
    let mut loaded = [0; CLASSES];
    loaded.copy_from_slice(&shares);
    loaded
}

/// Formations that draw on a day, as (railhead, row), ascending.
pub(super) fn drawing(formations: &[Formation], day: u16) -> Vec<(StationRow, usize)> {
    let mut drawing: Vec<(StationRow, usize)> = (formations.iter().zip(0..))
        .filter(|(formation, _)| formation.is_there(day))
        .map(|(formation, row)| (formation.railhead, row))
        .collect();
    drawing.sort_unstable();
    drawing
}

/// Formations that draw at a station, the one with the fewest days of supply first, of all that are [`drawing`].
pub(super) fn neediest(
    formations: &[Formation],
    drawing: &[(StationRow, usize)],
    station: StationRow,
) -> Vec<usize> {
    let first = drawing.partition_point(|&(railhead, _)| railhead < station);
    let here = drawing[first..].iter();
    let here = here.take_while(|&&(railhead, _)| railhead == station);
    let mut rows: Vec<usize> = here.map(|&(_, row)| row).collect();
    rows.sort_by_key(|&row| (formations[row].hours_of_supply(), row));
    rows
}

impl Company {
    /// Takes lost trucks off the strength.
    pub fn lose(&mut self, trucks: i64, books: &mut Books, measures: &mut Measures) {
        self.trucks -= trucks;
        books.post(Commodity::Trucks, Account::Ready, Account::Lost, trucks);
        measures.add(Series::TrucksLost, trucks);
    }
}

#[cfg(test)]
mod tests;
