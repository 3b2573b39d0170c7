//! Every knob of every rule, in one place: default, range, unit, source mark, meaning.
//!
//! A knob is addressed everywhere by the same path, `rules.rail.speed_kmh`: in a scenario file, in a
//! counterfactual, on the command line, in a table and on the axis of a chart. It is never renamed
//! and never copied to a second structure. What is counted is a whole number here, what is switched a
//! `bool`: a scenario that says a fraction of it is at fault, and nobody rounds a knob.

mod air;
mod cities;
mod doctrine;
mod field;
mod flak;
mod interception;
mod knob;
mod rail;
mod repair;
mod reports;
mod schools;
mod sky;
mod supply;

pub use air::*;
pub use cities::*;
pub use doctrine::*;
pub use field::*;
pub use flak::*;
pub use interception::*;
pub use knob::{Knob, KnobError, KnobKind, Mark};
pub use rail::*;
pub use repair::*;
pub use reports::*;
pub use schools::*;
pub use sky::*;
pub use supply::*;

use knob::Group;

use crate::forms::TableName;

macro_rules! rules {
    ($( $(#[$doc:meta])* $field:ident: $group:ident [$($table:ident),*], )+) => {
        /// Every knob struct, one per process.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Rules { $( $(#[$doc])* pub $field: $group, )+ }

        impl Rules {
            /// Every knob with its default, in the order of the tick.
            pub fn knobs() -> Vec<Knob> {
                let mut all = Vec::new();
                $( all.extend(<$group as Group>::knobs()); )+
                all
            }

            /// The value at `path` (`"rail.speed_kmh"`), or `None` where there is no such knob.
            pub fn get(&self, path: &str) -> Option<f64> {
                let (group, name) = path.split_once('.')?;
                match group {
                    $( stringify!($field) => self.$field.get(name), )+
                    _ => None,
                }
            }

            /// The tables of which one needs a row for the knobs of a group to act; none: they act everywhere.
            pub(crate) fn tables(group: &str) -> &'static [TableName] {
                match group {
                    $( stringify!($field) => &[$(TableName::$table),*], )+
                    _ => &[],
                }
            }

            /// Path, value and range of the first knob that lies outside its range or is no number.
            pub fn amiss(&self) -> Option<(String, f64, (f64, f64))> {
                $( if let Some((name, value, range)) = self.$field.amiss() {
                    return Some((format!("{}.{name}", stringify!($field)), value, range));
                } )+
                None
            }

            /// Sets the knob at `path`.
            ///
            /// # Errors
            /// When there is no such knob, or it may not have the value: see [`Knob::check`].
            pub fn set(&mut self, path: &str, value: f64) -> Result<(), KnobError> {
                let knob = Self::knobs().into_iter().find(|knob| knob.path() == path);
                let Some(knob) = knob else { return Err(KnobError::Unknown) };
                knob.check(value)?;
                let (group, name) = path.split_once('.').unwrap_or((path, ""));
                match group {
                    $( stringify!($field) => self.$field.set(name, value), )+
                    _ => {}
                }
                Ok(())
            }
        }
    };
}

rules! {
    /// Weather and light.
    sky: Sky [],
    /// Sorties.
    strike: Strike [AirUnits],
    /// Target choice and what attackers learn.
    targeting: Targeting [AirUnits],
    /// Bombs and what they break.
    bombing: Bombing [AirUnits, Raids],
    /// Night search for trains.
    intruder: Intruder [AirUnits],
    /// Anti-aircraft fire.
    flak: Flak [Flak],
    /// Warning of missions.
    warning: Warning [Radars],
    /// Fighters on their way.
    fighters: Fighters [Fighters],
    /// Fights in the air.
    air_combat: AirCombat [Fighters],
    /// Guns and gangs on the move.
    relocation: Relocation [Flak, Gangs],
    /// Gangs at work on the line.
    repair: Repair [Lines],
    /// Spans and by-passes.
    bridge: Bridgework [Bridges],
    /// Blocks and trains.
    rail: Rail [Lines],
    /// The night's plan.
    timetable: Timetable [Lines, Roads],
    /// Loading, unloading, forming trains.
    yard: Yard [Lines],
    /// Road relay.
    trucks: Trucks [Trucks],
    /// Depots, orders, consumption.
    supply: Supply [Formations, Flak, Bases],
    /// Porters.
    porters: Porters [Porters],
    /// Airfields: craters, works, building.
    field: Fieldwork [Airfields],
    /// What each side sees of the truth, how late and how wrongly.
    reports: Reports [],
    /// Bombers with orders.
    bombers: Bombers [Orders],
    /// What forces of bombers learn and tolerate.
    tolerance: Tolerance [Orders],
    /// Schools: training, and units that are formed.
    schools: Schools [Courses, Establishments, Requests],
    /// Cities: who guards them, and raids on them.
    cities: Cities [Cities],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_lies_in_its_range_and_is_addressed_by_its_path() {
        let mut rules = Rules::default();
        for knob in Rules::knobs() {
            let path = knob.path();
            assert!(
                knob.low <= knob.default && knob.default <= knob.high,
                "{path}"
            );
            assert_eq!(
                rules.get(&path).map(f64::to_bits),
                Some(knob.default.to_bits()),
                "{path}"
            );
            assert_eq!(rules.set(&path, knob.high), Ok(()), "{path}");
            assert_eq!(
                rules.get(&path).map(f64::to_bits),
                Some(knob.high.to_bits()),
                "{path}"
            );
            assert!(!knob.doc.is_empty() && !knob.source.is_empty(), "{path}");
            if let Some((low, high)) = knob.plausible {
                assert!(knob.low <= low && low < high && high <= knob.high, "{path}");
                assert!(low <= knob.default && knob.default <= high, "{path}");
                assert_ne!(knob.kind, KnobKind::Switch, "{path}");
            }
            assert_eq!(
                knob.kind == KnobKind::Switch,
                knob.unit == "switch",
                "{path}"
            );
        }
        assert_eq!(rules.set("rail.sped_kmh", 1.0), Err(KnobError::Unknown));
        assert_eq!(
            rules.set("rail.speed_kmh", f64::NAN),
            Err(KnobError::NotFinite)
        );
    }

    #[test]
    fn what_is_counted_is_whole_and_what_is_switched_is_off_or_on() {
        let mut rules = Rules::default();
        assert_eq!(
            rules.set("intruder.attacks_per_patrol", 1.49),
            Err(KnobError::NotWhole {
                below: 1.0,
                above: 2.0,
                unit: "trains"
            })
        );
        assert_eq!(rules.set("intruder.attacks_per_patrol", 4.0), Ok(()));
        assert_eq!(rules.intruder.attacks_per_patrol, 4);
        assert!(rules.set("timetable.transloading", 0.6).is_err());
        assert_eq!(rules.set("timetable.transloading", 0.0), Ok(()));
        assert!(!rules.timetable.transloading);
        for knob in Rules::knobs() {
            let between = 0.5 * (knob.low.floor() + knob.low.floor() + 1.0);
            let is_refused = matches!(knob.check(between), Err(KnobError::NotWhole { .. }));
            assert_eq!(
                is_refused,
                knob.kind != KnobKind::Measured,
                "{}",
                knob.path()
            );
        }
    }
}
