//! # Academies
//!
//! What happens: on a day an academy produces as many flying hours as the scarcest of its means allows, and that one is
//! noted as binding.
//!
//! Rule: minutes a day = the least of students x their hours, instructors x theirs, trainers x serviceability x theirs,
//! battalions x theirs, fields x theirs, each times the share of a full flying day that light, weather and `flyable`
//! leave; and of fuel / fuel of an hour. Of equals the first in this order is said to bind; where nothing of the day can be
//! flown, the weather. An academy of whose students nobody has an hour to fly does not count.
//!
//! Assumes: means stand in for each other nowhere; trainers that are not fit are another set each day, so their share
//! counts and no queue of a workshop; students who have their hours wait on the ground.
//!
//! Sources: Leontief's production by fixed proportions; figures with the knobs of `schools`.
//!
//! Reads: knobs of `schools`. Writes: [`Academy`]. Chance: none of its own.

use interdict_engine::whole::{next_whole, whole_below};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Credit;

use crate::outcomes::Series;
use crate::row::CellRow;
use crate::schools::accident::AccidentClock;
use crate::schools::knobs::{SchoolKnobs, losses_a_minute, serviceability};
use crate::state::state;

/// What can bind, in the order in which it is named where two are as scarce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// There are too few students with hours to fly.
    Students,
    /// Instructors.
    Instructors,
    /// Aircraft to train on.
    Trainers,
    /// Maintenance battalions.
    Battalions,
    /// Airfields.
    Fields,
    /// Fuel.
    Fuel,
    /// Light and weather leave nothing.
    Weather,
}

impl Means {
    /// The series that counts the days on which it binds.
    pub const fn series(self) -> Series {
        match self {
            Self::Students => Series::BoundByStudents,
            Self::Instructors => Series::BoundByInstructors,
            Self::Trainers => Series::BoundByTrainers,
            Self::Battalions => Series::BoundByBattalions,
            Self::Fields => Series::BoundByFields,
            Self::Fuel => Series::BoundByFuel,
            Self::Weather => Series::BoundByWeather,
        }
    }
}

/// Where students learn to fly.
#[derive(Clone, Debug)]
pub struct Academy {
    /// Identity.
    pub key: Key,
    /// Aircraft to train on.
    pub trainers: i64,
    /// Instructors; `None`: no limit.
    pub instructors: Option<i64>,
    /// Of its own graduates, those who stayed as instructors.
    pub raised: i64,
    /// Battalions; `None`: no limit.
    pub battalions: Option<i64>,
    /// Fields; `None`: no limit.
    pub fields: Option<i64>,
    /// Fuel, kilograms.
    pub fuel_kg: i64,
    /// Minutes flown.
    pub flown: i64,
    /// When aircraft are lost.
    pub accidents: AccidentClock,
    /// How minutes are shared out.
    pub credit: Credit,
    serviceability: f64,
    /// Share of every day that can be flown.
    pub flyable: f64,
    /// Its weather.
    pub cell: Option<CellRow>,
    /// Fuel of a minute, kilograms; 0: it is no limit.
    fuel_a_minute: f64,
}

state!(
    Academy: trainers, instructors, raised, battalions, fields, fuel_kg, flown, accidents;
    fixed: key, credit, serviceability, flyable, cell, fuel_a_minute
);

impl Academy {
    /// The academies of a scenario, in order.
    pub fn all(scenario: &Scenario) -> impl Iterator<Item = Self> + '_ {
        let rules = &scenario.rules.schools;
        scenario.academies.iter().map(|academy| Self {
            key: academy.key,
            trainers: academy.trainers.into(),
            instructors: academy.instructors.map(i64::from),
            raised: 0,
            battalions: academy.battalions.map(i64::from),
            fields: academy.fields.map(i64::from),
            fuel_kg: academy.fuel_kg,
            flown: 0,
            accidents: AccidentClock::new(
                academy.key,
                losses_a_minute(rules, academy.jet, academy.losses),
            ),
            credit: academy.credit,
            serviceability: serviceability(rules, academy.jet, academy.serviceability),
            flyable: academy.flyable,
            cell: academy.cell.map(CellRow),
            fuel_a_minute: academy.fuel_kg_per_h / 60.0,
        })
    }

    /// Minutes that so many aircraft fly on a day of which so much can be flown.
    pub(crate) fn of_trainers(&self, trainers: i64, share: f64, knobs: &SchoolKnobs) -> i64 {
        whole_below(trainers as f64 * self.serviceability * knobs.trainer * share)
    }

    /// Minutes that instructors, battalions and fields allow on a day of which so much can be flown, each.
    fn of_others(&self, share: f64, knobs: &SchoolKnobs) -> [i64; 3] {
        let of = |count: Option<i64>, each: f64| {
            count.map_or(i64::MAX, |count| whole_below(count as f64 * each * share))
        };
        [
            of(self.instructors, knobs.instructor),
            of(self.battalions, knobs.battalion),
            of(self.fields, knobs.field),
        ]
    }

    /// Minutes for which there is fuel.
    pub(crate) fn of_fuel(&self) -> i64 {
        if self.fuel_a_minute > 0.0 {
            whole_below(self.fuel_kg as f64 / self.fuel_a_minute)
        } else {
            i64::MAX
        }
    }

    /// Burns the fuel of so many minutes: kilograms.
    pub(crate) fn burn(&mut self, minutes: i64) -> i64 {
        let kg = next_whole::<i64>(minutes as f64 * self.fuel_a_minute).min(self.fuel_kg);
        self.fuel_kg -= kg;
        kg
    }

    /// What binds on a day on which students could fly so many minutes, and the most that all but aircraft allow.
    pub fn bound(&self, students: i64, share: f64, knobs: &SchoolKnobs) -> (Means, i64) {
        let [instructors, battalions, fields] = self.of_others(share, knobs);
        let limits = [
            (students, Means::Students),
            (instructors, Means::Instructors),
            (
                self.of_trainers(self.trainers, share, knobs),
                Means::Trainers,
            ),
            (battalions, Means::Battalions),
            (fields, Means::Fields),
            (self.of_fuel(), Means::Fuel),
        ];
        let binding = limits
            .into_iter()
            .min()
            .map_or(Means::Students, |(_, means)| means);
        let binding = if share > 0.0 { binding } else { Means::Weather };
        (binding, instructors.min(battalions).min(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_quantity::Date;
    use interdict_scenario::scenario;

    fn knobs() -> SchoolKnobs {
        let starts = Date::new(1951, 10, 24).expect("a date");
        SchoolKnobs::new(&Scenario::empty(starts, 10))
    }

    fn academy(alter: impl FnOnce(&mut Academy)) -> Academy {
        let mut academy = Academy {
            key: Key::of("academy/A"),
            trainers: 60,
            instructors: Some(40),
            raised: 0,
            battalions: Some(3),
            fields: Some(2),
            fuel_kg: 100_000,
            flown: 0,
            accidents: AccidentClock::new(Key::of("academy/A"), 0.0),
            credit: scenario::Credit::Oldest,
            serviceability: 0.7,
            flyable: 1.0,
            cell: None,
            fuel_a_minute: 10.0,
        };
        alter(&mut academy);
        academy
    }

    #[test]
    fn the_scarcest_means_bind_and_of_equals_the_first_named() {
        let bound = |academy: &Academy, students| academy.bound(students, 1.0, &knobs()).0;
        let plenty = 1_000_000;
        // 60 x 0.7 x 1.5 h = 63 h against 120, 180 and 240 h, and fuel for 166 h
        assert_eq!(bound(&academy(|_| ()), plenty), Means::Trainers);
        assert_eq!(bound(&academy(|_| ()), 63 * 60), Means::Students);
        let few = academy(|academy| academy.instructors = Some(20));
        assert_eq!(bound(&few, plenty), Means::Instructors);
        let few = academy(|academy| academy.battalions = Some(1));
        assert_eq!(bound(&few, plenty), Means::Battalions);
        let few = academy(|academy| academy.fields = Some(0));
        assert_eq!(bound(&few, plenty), Means::Fields);
        let few = academy(|academy| academy.fuel_kg = 10_000);
        assert_eq!(bound(&few, plenty), Means::Fuel);
        let none = academy(|_| ()).bound(plenty, 0.0, &knobs());
        assert_eq!(none.0, Means::Weather);
    }

    #[test]
    fn fuel_lasts_for_no_more_than_it_is_for() {
        let mut academy = academy(|academy| academy.fuel_kg = 105);
        assert_eq!(academy.of_fuel(), 10);
        assert_eq!((academy.burn(10), academy.fuel_kg), (100, 5));
        assert_eq!(academy.of_fuel(), 0);
    }
}
