//! # Doctrine
//!
//! What happens: before a run it is worked out what a unit goes for in a phase: which lines and bridges have what value,
//! on which stretch of a line, with which bombs, and how its night sorties are shared between trains and track.
//!
//! Rule: a unit follows its own doctrine, or else that of the phase, or else the values of the phase itself. A row of a
//! doctrine gives its value to all things of its kind, to those on a least cut or on the list of a greedy interdictor
//! ([`interdictor`](crate::staff::interdictor)), or adds it to the values of the phase; where several rows name a thing, the highest counts. The
//! share of night sorties that bomb track is the value of track over that of track and trains together; without a row
//! of trains it is that of the phase.
//!
//! Assumes: a doctrine is known and kept to while the phase lasts; things without a value are let be.
//!
//! Sources: figures with the rows of `doctrines`.
//!
//! Reads: the tables `doctrines`, `phases`. Writes: nothing. Chance: none.

use std::cell::OnceCell;

use interdict_scenario::Scenario;
use interdict_scenario::scenario::{AirUnit, Among, Doctrine, ObjectKind, Phase, rows_of};

use crate::staff::interdictor::Interdictor;

/// Doctrines, and what is worked out for them once.
pub(super) struct Doctrines<'a> {
    scenario: &'a Scenario,
    interdictor: OnceCell<Interdictor>,
    cut: OnceCell<Vec<bool>>,
}

/// What a unit goes for in a phase.
#[derive(Clone, Debug)]
pub(super) struct Aims {
    /// Value of each line and of each bridge; negative infinity: none.
    pub(super) lines: Vec<f64>,
    pub(super) bridges: Vec<f64>,
    pub(super) means: Means,
}

/// How it goes for them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Means {
    /// Length of the stretch of a line; 0: the whole.
    pub(super) stretch_m: u32,
    /// Weight of one bomb, for track and for bridges; 0: that of the aircraft.
    pub(super) bomb_kg: [u32; 2],
    /// Share of the night sorties of intruders that bomb track.
    pub(super) track_share: f64,
}

impl<'a> Doctrines<'a> {
    /// Those of a scenario.
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            interdictor: OnceCell::new(),
            cut: OnceCell::new(),
        }
    }

    /// What a unit goes for in a phase.
    pub(super) fn aims(&self, phase: &Phase, unit: &AirUnit) -> Aims {
        let name = if unit.doctrine.is_empty() {
            &phase.doctrine
        } else {
            &unit.doctrine
        };
        let of_phase = Means {
            stretch_m: phase.stretch_m,
            bomb_kg: [phase.bomb_kg; 2],
            track_share: phase.track_share,
        };
        if name.is_empty() {
            return Aims {
                lines: phase.line_value.clone(),
                bridges: phase.bridge_value.clone(),
                means: of_phase,
            };
        }
        let rows = || rows_of(&self.scenario.doctrines, name);
        Aims {
            lines: self.line_values(phase, rows()),
            bridges: self.bridge_values(phase, rows()),
            means: means(rows(), of_phase),
        }
    }

    fn line_values<'b>(&self, phase: &Phase, rows: impl Iterator<Item = &'b Doctrine>) -> Vec<f64> {
        let mut values = vec![f64::NEG_INFINITY; self.scenario.lines.len()];
        for row in rows.filter(|row| row.kind == ObjectKind::Track) {
            let among = self.among(row);
            for (line, value) in values.iter_mut().enumerate() {
                let own = valued(row, among.as_deref(), line, phase.line_value[line]);
                if !self.scenario.lines[line].sanctuary {
                    *value = value.max(own);
                }
            }
        }
        values
    }

    fn bridge_values<'b>(
        &self,
        phase: &Phase,
        rows: impl Iterator<Item = &'b Doctrine>,
    ) -> Vec<f64> {
        let mut values = vec![f64::NEG_INFINITY; self.scenario.bridges.len()];
        for row in rows.filter(|row| row.kind == ObjectKind::Bridge) {
            let among = self.among(row);
            let bridges = values.iter_mut().zip(&self.scenario.bridges).enumerate();
            for (place, (value, bridge)) in bridges {
                let line = bridge.line as usize;
                let own = valued(row, among.as_deref(), line, phase.bridge_value[place]);
                if !self.scenario.lines[line].sanctuary {
                    *value = value.max(own);
                }
            }
        }
        values
    }

    /// By line: it is among those that a row means; `None` where it means all, or those of the phase.
    pub(super) fn among(&self, row: &Doctrine) -> Option<Vec<bool>> {
        let interdictor = || {
            self.interdictor
                .get_or_init(|| Interdictor::new(self.scenario))
        };
        match row.among {
            Among::All | Among::Phase => None,
            Among::Cut => Some(self.cut.get_or_init(|| interdictor().cut()).clone()),
            Among::Greedy => Some(interdictor().greedy(row.count as usize)),
        }
    }
}

/// The value that a row gives to a thing on a line.
fn valued(row: &Doctrine, among: Option<&[bool]>, line: usize, of_phase: f64) -> f64 {
    match among {
        Some(among) if !among[line] => f64::NEG_INFINITY,
        None if row.among == Among::Phase => row.value + of_phase,
        _ => row.value,
    }
}

/// How a doctrine goes for things; what it leaves open is as in the phase.
fn means<'a>(rows: impl Iterator<Item = &'a Doctrine> + Clone, of_phase: Means) -> Means {
    let of = |kind: ObjectKind| rows.clone().filter(move |row| row.kind == kind);
    let most = |kind: ObjectKind, figure: fn(&Doctrine) -> u32| of(kind).map(figure).max();
    let value = |kind: ObjectKind| of(kind).map(|row| row.value).fold(0.0, f64::max);
    let bomb_kg = |kind: ObjectKind, place: usize| match most(kind, |row| row.bomb_kg) {
        None | Some(0) => of_phase.bomb_kg[place],
        Some(kg) => kg,
    };
    let (track, trains) = (value(ObjectKind::Track), value(ObjectKind::Train));
    Means {
        stretch_m: most(ObjectKind::Track, |row| row.stretch_m).unwrap_or(of_phase.stretch_m),
        bomb_kg: [
            bomb_kg(ObjectKind::Track, 0),
            bomb_kg(ObjectKind::Bridge, 1),
        ],
        track_share: if trains > 0.0 {
            track / (track + trains)
        } else {
            of_phase.track_share
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::scenario::Source;
    use interdict_scenario::synthetic::{Shape, generate};

    fn row(kind: ObjectKind, value: f64) -> Doctrine {
        Doctrine {
            id: String::new(),
            doctrine: "D".to_owned(),
            kind,
            among: Among::All,
            count: 1,
            value,
            bomb_kg: 0,
            stretch_m: 0,
            source: Source::default(),
        }
    }

    #[test]
    fn what_a_doctrine_leaves_open_is_as_in_the_phase_and_no_name_is_the_phase_itself() {
        let mut scenario = generate(Shape::small(), 4);
        let (phase, unit) = (&mut scenario.phases[0], &mut scenario.air_units[0]);
        (phase.stretch_m, phase.bomb_kg, phase.track_share) = (9_000, 454, 0.4);
        let plain = (phase.clone(), unit.clone());
        phase.doctrine = "D".to_owned();
        let by_phase = (phase.clone(), unit.clone());
        unit.doctrine = "E".to_owned();
        let by_unit = (phase.clone(), unit.clone());
        let other = Doctrine {
            doctrine: "E".to_owned(),
            bomb_kg: 113,
            stretch_m: 4_000,
            ..row(ObjectKind::Track, 2.0)
        };
        scenario.doctrines = vec![
            row(ObjectKind::Track, 1.0),
            row(ObjectKind::Train, 3.0),
            other,
        ];
        let doctrines = Doctrines::new(&scenario);
        let of = |(phase, unit): &(Phase, AirUnit)| doctrines.aims(phase, unit);
        let means = |stretch_m, bomb_kg, track_share| Means {
            stretch_m,
            bomb_kg,
            track_share,
        };
        assert_eq!(of(&plain).means, means(9_000, [454; 2], 0.4));
        assert_eq!(of(&plain).lines, plain.0.line_value);
        // a stretch that the doctrine puts at 0 is the whole line; a quarter of the nights is for track
        assert_eq!(of(&by_phase).means, means(0, [454; 2], 0.25));
        assert_eq!(of(&by_unit).means, means(4_000, [113, 454], 0.4));
        let open = |line: usize| !scenario.lines[line].sanctuary;
        for (line, &value) in of(&by_unit).lines.iter().enumerate() {
            let expected = if open(line) { 2.0 } else { f64::NEG_INFINITY };
            assert!(value.total_cmp(&expected).is_eq(), "line {line}: {value}");
        }
        assert!(of(&by_unit).bridges.iter().all(|value| value.is_infinite()));
    }
    #[test]
    fn of_several_rows_the_highest_counts_and_what_nobody_may_attack_has_no_value() {
        let mut scenario = generate(Shape::small(), 4);
        scenario.phases[0].doctrine = "D".to_owned();
        let spared = scenario.bridges[0].line as usize;
        scenario.lines[spared].sanctuary = true;
        scenario.doctrines = [(ObjectKind::Track, 2.0), (ObjectKind::Bridge, 3.0)]
            .into_iter()
            .flat_map(|(kind, value)| [row(kind, value), row(kind, 1.0)])
            .collect();
        let aims = Doctrines::new(&scenario).aims(&scenario.phases[0], &scenario.air_units[0]);
        let of = |is_spared: bool, value: f64| if is_spared { f64::NEG_INFINITY } else { value };
        for (line, value) in scenario.lines.iter().zip(&aims.lines) {
            assert!(
                value.total_cmp(&of(line.sanctuary, 2.0)).is_eq(),
                "{}",
                line.id
            );
        }
        for (bridge, value) in scenario.bridges.iter().zip(&aims.bridges) {
            let is_spared = scenario.lines[bridge.line as usize].sanctuary;
            assert!(
                value.total_cmp(&of(is_spared, 3.0)).is_eq(),
                "{}",
                bridge.id
            );
        }
    }

    #[test]
    fn a_row_for_what_has_a_value_in_the_phase_adds_to_it() {
        let mut scenario = generate(Shape::small(), 4);
        let phase = &mut scenario.phases[0];
        phase.doctrine = "D".to_owned();
        phase.line_value.fill(0.5);
        phase.bridge_value.fill(0.25);
        scenario.doctrines = [ObjectKind::Track, ObjectKind::Bridge]
            .map(|kind| Doctrine {
                among: Among::Phase,
                ..row(kind, 2.0)
            })
            .to_vec();
        let aims = Doctrines::new(&scenario).aims(&scenario.phases[0], &scenario.air_units[0]);
        let highest = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        assert!((highest(&aims.lines) - 2.5).abs() < 1e-12);
        assert!((highest(&aims.bridges) - 2.25).abs() < 1e-12);
    }
}
