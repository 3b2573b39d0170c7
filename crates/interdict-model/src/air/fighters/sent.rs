//! # Units that the schools send
//!
//! What happens: a unit that the schools formed, and that is at the front, flies there as a unit of fighters. What it loses, its
//! school's roll loses; what comes to it there, flies.
//!
//! Rule: in the morning after a unit took up its duty at the front it is there with `fighters.serviceability` of its aircraft, of no more
//! than it has pilots, and with the skill of the hours that its pilots have: those of its course and those with the unit. Each morning
//! the aircraft that it lost are struck off its roll, and of their pilots each is lost with chance `fighters.pilot_lost`; then
//! it is again as strong as aircraft and pilots allow. When its duty ends it goes with all that it has. Nothing else replaces what it lost.
//!
//! Assumes: a pilot who comes down unhurt flies again the next day; pilots and aircraft that come to a unit at the front are no worse
//! than those who went with it; hours in combat count for nothing. The way to the front takes the night.
//!
//! Sources: an estimate, with the knob.
//!
//! Reads: knobs of `fighters`, assignments. Writes: [`FighterUnit`], [`Schools`], books, counters. Chance: `PILOT_LOST` by
//! unit, an attempt for each aircraft lost.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{fit, whole_below};
use interdict_engine::{Chance, Clock, Rows, RowsMut, When, sample};
use interdict_scenario::Scenario;

use super::duel;
use super::rules::AirRules;
use super::tour::{Stay, Tour};
use super::unit::FighterUnit;
use crate::accounts::{Account, Books, Commodity};
use crate::chance::PILOT_LOST;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::schools::assignment::is_at_front;
use crate::schools::{Assignment, Establishment, Schools};

/// Hours of a course that graduates of it have on their type, by unit that the schools form.
#[derive(Resource, Clone, Debug, Default)]
#[component(immutable)]
pub struct CourseHours(Vec<f64>);

impl CourseHours {
    /// The hours of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let units = scenario.establishments.iter();
        let hours = units.map(|unit| {
            let course = &scenario.courses[unit.course as usize];
            course.hours.unwrap_or(scenario.rules.schools.course_h)
        });
        Self(hours.collect())
    }
}

/// Strikes off what units lost, and has those fly that are at the front. Due when the day begins.
pub fn send(
    clock: Res<Clock>,
    chance: Res<Chance>,
    rules: Res<AirRules>,
    hours: Res<CourseHours>,
    assignments: Rows<Assignment>,
    mut schools: ResMut<Schools>,
    mut units: RowsMut<FighterUnit>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    for unit in units.slice_mut() {
        let row = unit.school;
        let Stay::Sent(tour) = &unit.stay else {
            continue;
        };
        let (mut tour, with_it) = (*tour, unit.with_it());
        let school = &mut schools.establishments[row];
        let lost = tour.counted.saturating_sub(with_it);
        let pilots = strike_off(school, &mut tour, lost, rules.fighters.pilot_lost, &chance);
        enter(lost, pilots, &mut books, &mut measures);
        let is_there = tour.lasts(clock.day);
        tour.counted = if is_at_front(assignments.slice(), row) {
            let strength = strength(school, rules.fighters.serviceability);
            if is_there {
                reinforce(unit, strength, &mut books)
            } else {
                let hours = hours.0[row.index()] + school.hours_of_a_pilot();
                tour.skill = duel::skill(hours, rules.combat.skill);
                (tour.from, tour.to, tour.strength) = (clock.day, u16::MAX, strength);
                strength
            }
        } else {
            if is_there {
                tour.to = clock.day;
            }
            0
        };
        unit.stay = Stay::Sent(tour);
    }
}

/// Aircraft that fly at the front: those fit to fly, no more than there are pilots.
fn strength(school: &Establishment, serviceability: f64) -> u32 {
    whole_below(serviceability * school.aircraft.min(school.pilots) as f64)
}

/// Strikes aircraft off the roll of a unit, and the pilots who were lost with them: how many pilots.
fn strike_off(
    school: &mut Establishment,
    tour: &mut Tour,
    lost: u32,
    pilot_lost: f64,
    chance: &Chance,
) -> i64 {
    let mut pilots = 0;
    for n in tour.lost..tour.lost.saturating_add(lost) {
        let when = When::on(0).attempt(fit(n.min(u32::from(u16::MAX))));
        let [u] = chance.draw(PILOT_LOST, school.key, when);
        pilots += i64::from(sample::bernoulli(u, pilot_lost));
    }
    tour.lost = tour.lost.saturating_add(lost);
    pilots = pilots.min(school.pilots);
    school.aircraft -= i64::from(lost);
    school.pilots -= pilots;
    pilots
}

/// What a unit lost, in the books and counters of the schools.
fn enter(aircraft: u32, pilots: i64, books: &mut Books, measures: &mut Measures) {
    let (units, lost) = (Account::Units, Account::Lost);
    books.post(Commodity::SchoolAircraft, units, lost, i64::from(aircraft));
    books.post(Commodity::Airmen, units, lost, pilots);
    measures.add(Series::NewUnitFightersLost, i64::from(aircraft));
    measures.add(Series::NewUnitPilotsLost, pilots);
}

/// Brings a unit at the front to a strength, as far as what stands ready allows: what is with it then.
fn reinforce(unit: &mut FighterUnit, strength: u32, books: &mut Books) -> u32 {
    let (with_it, commodity) = (unit.with_it(), unit.commodity());
    let (more, fewer) = (
        strength.saturating_sub(with_it),
        with_it.saturating_sub(strength).min(unit.ready),
    );
    unit.ready = unit.ready + more - fewer;
    books.post(commodity, Account::Outside, Account::Ready, i64::from(more));
    books.post(
        commodity,
        Account::Ready,
        Account::Withdrawn,
        i64::from(fewer),
    );
    with_it + more - fewer
}

/// Counts the fighters of new units. Due when the day ends.
pub(crate) fn count(units: Rows<FighterUnit>, mut measures: ResMut<Measures>) {
    for unit in units.slice().iter().filter(|unit| unit.is_sent()) {
        let there = i64::from(unit.ready + unit.aloft);
        measures.add(Series::NewUnitFighters, there);
    }
}
