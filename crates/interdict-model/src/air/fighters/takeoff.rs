//! # Sweeps and screens in the air
//!
//! What happens: sweeps and screens take off at the hours for which they were planned. An interceptor's sweep crosses the screens that are on station
//! on its way; what gets through waits on station for raids. Groups come home, are made ready, and aircraft come out of repair.
//!
//! Rule: a group is no more than what is ready. It flies unless the weather over its station is closed, and when its
//! field is usable. Aircraft that come home fly again after the turn-round.
//!
//! Assumes: a sweep that lost some of its pairs to a screen stays on station with the others; pairs that a screen took on go home.
//!
//! Sources: estimates, with the knobs of `fighters`.
//!
//! Reads: [`FighterUnit`], weather. Writes: [`Skies`], [`FighterUnit`], books, counters. Chance: as in
//! [`fight`].

use bevy_ecs::prelude::*;
use interdict_engine::whole::whole_part;
use interdict_engine::{Clock, RowsMut};
use interdict_scenario::scenario::FighterTask;

use super::fight::{self, Scribe};
use super::skies::{Air, Duty, Group, HOME, Planned, REPAIRED, Skies, TAKES_OFF};
use super::unit::FighterUnit;
use crate::accounts::{Account, Books};
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::FighterRow;
use crate::sky::weather::Visibility;

/// Something is due.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Skies>().agenda.is_due(clock.until)
}

/// Groups take off and come home; aircraft come back from repair. Due when the agenda is.
pub fn fly(
    clock: Res<Clock>,
    air: Air,
    mut skies: ResMut<Skies>,
    mut units: RowsMut<FighterUnit>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let (skies, units) = (&mut *skies, units.slice_mut());
    while let Some(due) = skies.agenda.next_before(clock.until) {
        match due.stamp {
            TAKES_OFF => {
                let planned = skies.planned[due.item as usize];
                let mut scribe = Scribe {
                    books: &mut books,
                    measures: &mut measures,
                };
                begin(&air, clock.day, &planned, skies, units, &mut scribe);
            }
            HOME => {
                let Some(place) = skies.groups.iter().position(|group| group.key == due.key) else {
                    continue;
                };
                let group = skies.groups.remove(place);
                let unit = &mut units[FighterRow(due.item)];
                // of a unit that has left in the meantime nobody comes home
                let home = group.aircraft.min(unit.aloft);
                unit.aloft -= home;
                unit.ready += home;
            }
            stamp => {
                let unit = &mut units[FighterRow(due.item)];
                let commodity = unit.commodity();
                if !unit.is_there(clock.day) {
                    continue;
                }
                let from = if stamp == REPAIRED {
                    // a unit that went and came again has nobody in repair of its earlier tour
                    let Some(others) = unit.in_repair.checked_sub(1) else {
                        continue;
                    };
                    unit.in_repair = others;
                    Account::Repair
                } else {
                    Account::Outside
                };
                unit.ready += 1;
                books.post(commodity, from, Account::Ready, 1);
            }
        }
    }
}

/// A planned group takes off.
fn begin(
    air: &Air,
    day: u16,
    planned: &Planned,
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) {
    let unit = &mut units[planned.unit];
    let aircraft = planned.aircraft.min(unit.ready);
    let cell = air.network.nearest_cell(planned.at);
    let is_closed = air.weather.over_any(cell) == Visibility::Closed;
    if aircraft < 2 || is_closed || !unit.is_there(day) || !unit.can_take_off(&air.fields) {
        return;
    }
    let duty = match unit.task {
        FighterTask::Interceptor => Duty::Sweep,
        _ => Duty::Screen,
    };
    let group = Group {
        key: planned.key,
        unit: planned.unit,
        aircraft,
        through: aircraft,
        duty,
        on: planned.on,
        at: planned.at,
    };
    let way_home = unit.base.distance(planned.at) / unit.speed;
    let ready_again = planned.on.1 + whole_part::<u32>(way_home) + air.rules.turnaround_s();
    skies.take_off(group, ready_again, unit);
    let series = match duty {
        Duty::Sweep => Series::InterceptorSorties,
        _ => Series::ScreenSorties,
    };
    scribe.measures.add(series, i64::from(aircraft));
    if duty == Duty::Sweep {
        let place = skies.groups.len() - 1;
        let crossing = planned.on.0;
        fight::cross_screens(air, crossing, place, planned.at, skies, units, scribe);
    }
}
