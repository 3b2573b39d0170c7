//! # Bombers with orders
//!
//! What happens: units of bombers come to the theatre and leave it. Raids that were ordered come over their targets, or
//! stay on the ground for weather. Bombers that fall do not fly again until they are replaced.
//!
//! Rule: a raid is flown if the weather over its target is no worse than its order allows, by so many of its aircraft as
//! its unit has; a share of them, each by itself, turns back for technical reasons. Over the target it is as a raid of record. A lost
//! bomber is replaced after a fixed time.
//!
//! Assumes: the weather over the target is known before take-off; bombers that were hit and came home fly again on
//! the next day; raids of record are flown beside these, and take no aircraft from their unit.
//!
//! Sources: figures with the knobs of `bombers`.
//!
//! Reads: knobs of `bombers`, weather, cover. Writes: [`BomberUnit`], [`Bombers`], impacts, books, counters, journal.
//! Chance: `RAID_BOMB` by raid (block 3: who turns back), and those of raids of record.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::nearest;
use interdict_engine::{Agenda, Clock, Column, Rows, RowsMut, sample};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{AirRole, LeastWeather, ObjectKind, RaidTarget};

use crate::accounts::{Account, Books, Commodity};
use crate::air::fighters::meeting::Encounters;
use crate::air::raid::attack::{attack, cell, whereabouts};
use crate::air::raid::coming::{Came, Coming};
use crate::air::raid::over::{Over, Wake};
use crate::chance::RAID_BOMB;
use crate::flak::battery::Battery;
use crate::measure::Measures;
use crate::network::{Network, Point};
use crate::outcomes::Series;
use crate::row::{AirUnitRow, BomberRow, ForceRow, OrderedRow, WatchRow};
use crate::sky::Weather;
use crate::sky::weather::Visibility;
use crate::state::{choice, state};
use crate::told::untold;

/// A unit of bombers that has orders.
#[derive(Component, Clone, Debug)]
pub struct BomberUnit {
    /// Identity.
    pub key: Key,
    /// Row in the scenario's table.
    pub row: AirUnitRow,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Aircraft that it comes with.
    pub strength: u32,
    /// Aircraft that can be ordered.
    pub ready: u32,
    /// Sorties of a ready aircraft and day, at most.
    pub sorties_per_aircraft: f64,
    /// Bombs of one aircraft, kilograms.
    pub load_kg: u32,
    /// How easily its aircraft are brought down.
    pub vulnerability: f64,
    /// Half-width within which one of its bombs cuts the track, metres.
    pub half_width_m: f64,
    /// Base.
    pub base: Point,
}

state!(
    BomberUnit: ready;
    fixed: key, row, from, to, strength, sorties_per_aircraft, load_kg, vulnerability, half_width_m, base
);
untold!(BomberUnit = "bombers");

impl BomberUnit {
    /// It is in the theatre on this day.
    pub fn is_there(&self, day: u16) -> bool {
        self.from <= day && day < self.to
    }
}

/// Units of bombers that are named by an order, in the order of the table.
pub fn units(scenario: &Scenario, network: &Network, half_width_m: f64) -> Vec<BomberUnit> {
    let knobs = &scenario.rules.bombers;
    let is_ordered = |row: usize| (scenario.orders.iter()).any(|order| order.unit as usize == row);
    let units = scenario.air_units.iter().enumerate();
    units
        .filter(|&(row, unit)| unit.role == AirRole::Bomber && is_ordered(row))
        .map(|(row, unit)| {
            let aircraft = &scenario.aircraft[unit.aircraft as usize];
            BomberUnit {
                key: unit.key,
                row: AirUnitRow::from_index(row),
                from: unit.from,
                to: unit.to,
                strength: nearest(f64::from(unit.strength) * knobs.serviceability),
                ready: 0,
                sorties_per_aircraft: unit.sorties_per_aircraft * unit.rail_share,
                load_kg: aircraft.bombs * aircraft.bomb_kg,
                vulnerability: aircraft.vulnerability,
                half_width_m,
                base: network.place(unit.lat, unit.lon),
            }
        })
        .collect()
}

/// A raid that was ordered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ordered {
    /// Identity.
    pub key: Key,
    /// The unit that flies it.
    pub unit: BomberRow,
    /// The force on whose books it stands, and the watch over its losses.
    pub force: ForceRow,
    /// The watch.
    pub watch: WatchRow,
    /// The day whose numbers it takes.
    pub day: u16,
    /// What it goes for.
    pub target: RaidTarget,
    /// Aircraft.
    pub aircraft: u32,
    /// It comes by day.
    pub by_day: bool,
    /// It aims by sight.
    pub by_sight: bool,
    /// Height, metres.
    pub height_m: u32,
    /// The worst weather in which it is flown.
    pub weather: LeastWeather,
}

state!(Ordered: key, unit, force, watch, day, target, aircraft, by_day, by_sight, height_m, weather);

choice!(LeastWeather: Any, Marginal, Visual);
choice!(RaidTarget: Bridge(row), Yard(row), Airfield(row), Track(line, thousandths));

/// What a raid came to, for whoever reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RaidFlown {
    /// The force on whose books it stands.
    pub force: ForceRow,
    /// The watch over its losses.
    pub watch: WatchRow,
    /// What kind of thing it went for.
    pub kind: ObjectKind,
    /// The day that it was ordered for.
    pub day: u16,
    /// Bombers over the target.
    pub sorties: u32,
    /// What came of it.
    pub came: Came,
}

state!(RaidFlown: force, watch, kind, day, sorties, came);
choice!(ObjectKind: Track, Bridge, Yard, Airfield, Train);

/// Raids that were ordered, and bombers to come.
#[derive(Resource, Clone, Debug)]
pub struct Bombers {
    /// By odd and even days.
    pub pools: [Column<OrderedRow, Ordered>; 2],
    /// Raids over their targets; items are rows, stamps pools.
    pub agenda: Agenda,
    /// New bombers; items are rows of units, stamps how many.
    arrivals: Agenda,
    /// What was flown and is not reported.
    pub flown: Vec<RaidFlown>,
    aborts: f64,
    replacement_s: u32,
}

state!(Bombers: pools, agenda, arrivals, flown; fixed: aborts, replacement_s);
untold!(Bombers = "ordered raids");

impl Bombers {
    /// Nobody on the way.
    pub fn new(scenario: &Scenario) -> Self {
        let knobs = &scenario.rules.bombers;
        Self {
            pools: [(); 2].map(|()| Column::default()),
            agenda: Agenda::with_room(64),
            arrivals: Agenda::default(),
            flown: Vec::new(),
            aborts: knobs.aborts,
            replacement_s: nearest::<u32>(knobs.replacement_days * f64::from(SECONDS_PER_DAY)),
        }
    }
}

/// Units come and go, and new bombers arrive. Due when the day begins.
pub(crate) fn come_and_go(
    clock: Res<Clock>,
    mut bombers: ResMut<Bombers>,
    mut units: RowsMut<BomberUnit>,
    mut books: ResMut<Books>,
) {
    let units = units.slice_mut();
    let mut post = |from, to, count: u32| {
        books.post(Commodity::Bombers, from, to, i64::from(count));
    };
    while let Some(due) = bombers.arrivals.next_before(clock.until) {
        let unit = &mut units[BomberRow(due.item)];
        if unit.is_there(clock.day) {
            unit.ready += due.stamp;
            post(Account::Outside, Account::Ready, due.stamp);
        }
    }
    for unit in units.iter_mut() {
        if unit.to == clock.day {
            post(Account::Ready, Account::Withdrawn, unit.ready);
            unit.ready = 0;
        } else if unit.from == clock.day {
            unit.ready = unit.strength;
            post(Account::Outside, Account::Ready, unit.ready);
        }
    }
}

/// An ordered raid is due.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Bombers>().agenda.is_due(clock.until)
}

/// Ordered raids come over their targets. Due when their agenda is.
pub fn bomb(
    clock: Res<Clock>,
    over: Over,
    weather: Res<Weather>,
    mut bombers: ResMut<Bombers>,
    mut units: RowsMut<BomberUnit>,
    mut batteries: RowsMut<Battery>,
    mut encounters: Encounters,
    mut wake: Wake,
) {
    let (units, batteries) = (units.slice_mut(), batteries.slice_mut());
    let bombers = &mut *bombers;
    while let Some(due) = bombers.agenda.next_before(clock.until) {
        let raid = bombers.pools[due.stamp as usize][OrderedRow(due.item)];
        let unit = &mut units[raid.unit];
        let (spot, _) = whereabouts(&over.network, raid.target);
        let seen = weather.over_any(cell(&over, spot));
        let aircraft = raid.aircraft.min(unit.ready);
        if !is_flown_in(raid.weather, seen) || aircraft == 0 {
            wake.measures.add(Series::RaidsCancelled, 1);
            continue;
        }
        let when = When::on(raid.day).block(3);
        let [number] = over.chance.draw::<1>(RAID_BOMB, raid.key, when);
        let turned_back = sample::binomial(number, aircraft, bombers.aborts);
        (wake.measures).add(Series::BombersTurnedBack, i64::from(turned_back));
        let bombing = aircraft - turned_back;
        if bombing == 0 {
            continue;
        }
        let coming = Coming {
            key: raid.key,
            day: raid.day,
            target: raid.target,
            aircraft: bombing,
            bombs_kg: bombing * unit.load_kg,
            by_sight: raid.by_sight,
            by_day: raid.by_day,
            height_m: raid.height_m,
            vulnerability: unit.vulnerability,
            half_width_m: unit.half_width_m,
        };
        let came = attack(
            &over,
            &coming,
            due.second,
            batteries,
            &mut encounters,
            &mut wake,
        );
        let lost = came.lost.min(unit.ready);
        unit.ready -= lost;
        let books = &mut wake.books;
        books.post(
            Commodity::Bombers,
            Account::Ready,
            Account::Lost,
            i64::from(lost),
        );
        if lost > 0 && bombers.replacement_s > 0 {
            let back = due.second + bombers.replacement_s;
            bombers.arrivals.put(back, raid.key, raid.unit.0, lost);
        }
        bombers.flown.push(RaidFlown {
            force: raid.force,
            watch: raid.watch,
            kind: kind_of(raid.target),
            day: raid.day,
            sorties: bombing,
            came,
        });
    }
}

/// Counts the bombers that can be ordered. Due when the day ends.
pub fn count(units: Rows<BomberUnit>, mut measures: ResMut<Measures>) {
    let ready: u32 = units.slice().iter().map(|unit| unit.ready).sum();
    measures.add(Series::BombersReady, i64::from(ready));
}

/// A raid is flown in such weather.
fn is_flown_in(least: LeastWeather, weather: Visibility) -> bool {
    match least {
        LeastWeather::Any => true,
        LeastWeather::Marginal => weather != Visibility::Closed,
        LeastWeather::Visual => weather == Visibility::Visual,
    }
}

/// The kind of a target.
pub(crate) fn kind_of(target: RaidTarget) -> ObjectKind {
    match target {
        RaidTarget::Bridge(_) => ObjectKind::Bridge,
        RaidTarget::Yard(_) => ObjectKind::Yard,
        RaidTarget::Airfield(_) => ObjectKind::Airfield,
        RaidTarget::Track(..) => ObjectKind::Track,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raids_fly_in_the_weather_of_their_order_or_in_better() {
        use LeastWeather::{Any, Marginal, Visual};
        let of = |least| {
            let all = [Visibility::Visual, Visibility::Marginal, Visibility::Closed];
            all.map(|weather| is_flown_in(least, weather))
        };
        assert_eq!(of(Any), [true, true, true]);
        assert_eq!(of(Marginal), [true, true, false]);
        assert_eq!(of(Visual), [true, false, false]);
    }
}
