//! A change of no consequence: what any touch of the model does to a pair.
//!
//! Runs under common chance part for good once anything differs between them: one train more is planned, another is hit,
//! other cuts are made. How far they come apart says nothing about the change. So beside the arms an arm is run that
//! changes next to nothing, one light gun more along some line, and what it does to pairs is the floor of noise.
//! (Clinical trials give a placebo for the same reason.)
//!
//! The gun stands along a line that the arms touch, or meet; where they act everywhere, along any line that may be
//! attacked. It comes on the day on which the first arm begins to act. In each pair it stands along another line, drawn by
//! the pair's number in proportion to how the attackers value lines (where nobody comes a gun touches nothing), and has
//! an identity of its own, so that no quirk of one place is taken for the floor.

use std::collections::{BTreeSet, VecDeque};

use interdict_engine::chance::When;
use interdict_engine::{Chance, Digest, Purpose, math};
use interdict_model::Seed;
use interdict_quantity::Key;
use interdict_scenario::scenario::{
    AirRole, AirUnit, Channels, FlakPlace, FlakPosting, Given, LineRow, Source, StationRow,
};
use interdict_scenario::{Domain, Scenario};
use serde::Serialize;

use crate::touched::Touched;

/// Where the gun stands. Who: the word. Attempt: which touch of a pair. In a registry of its own, so that no run can ask
/// the same question.
const PLACE: Purpose = Purpose(1);
const REGISTRY: u32 = u32::MAX - 1;

/// A change of no consequence, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Sham {
    /// First day of the gun.
    pub from: u16,
    /// Lines that it may stand along, ascending.
    pub lines: Vec<LineRow>,
    /// They are lines that the arms touch or meet; otherwise any that may be attacked.
    pub is_near: bool,
    /// Chance that it stands along one of these lines up to each of them.
    up_to: Vec<f64>,
}

/// Why there is no change of no consequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoSham {
    /// It was not asked for.
    NotAsked,
    /// Nobody attacks.
    NobodyAttacks,
    /// No fighter-bombers attack: a light gun reaches nobody, and what it does not touch is no floor.
    NobodyInReach,
    /// No line may be attacked.
    NoLine,
}

impl NoSham {
    /// For people.
    pub const fn told(self) -> &'static str {
        match self {
            Self::NotAsked => "it was not asked for",
            Self::NobodyAttacks => "nobody attacks",
            Self::NobodyInReach => "no fighter-bombers attack, and a light gun reaches nobody else",
            Self::NoLine => "no line may be attacked, so a gun more changes nothing",
        }
    }
}

impl Sham {
    /// The change of no consequence that belongs to some arms.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of(base: &Scenario, arms: &[&Scenario]) -> Result<Self, NoSham> {
        let is_in_reach = |unit: &AirUnit| unit.role == AirRole::FighterBomber;
        let theatre = base.domains();
        if !theatre.has(Domain::Attack) {
            return Err(NoSham::NobodyAttacks);
        }
        // fighter-bombers attack railways
        if !theatre.has(Domain::Railway) || !base.air_units.iter().any(is_in_reach) {
            return Err(NoSham::NobodyInReach);
        }
        let may_be_attacked = |line: &LineRow| {
            base.lines
                .get(*line as usize)
                .is_some_and(|line| !line.sanctuary)
        };
        let any: Vec<LineRow> = (0..base.lines.len() as LineRow)
            .filter(may_be_attacked)
            .collect();
        if any.is_empty() {
            return Err(NoSham::NoLine);
        }
        let touched: Vec<Touched> = arms.iter().map(|arm| Touched::of(base, arm)).collect();
        let from = touched.iter().map(|one| one.from).min().unwrap_or(0);
        // an arm that touches nothing says nothing about where
        let acting = || touched.iter().filter(|one| one.from < base.days);
        let near: BTreeSet<LineRow> = acting()
            .flat_map(|one| one.lines.iter().copied())
            .filter(may_be_attacked)
            .collect();
        let is_near = !near.is_empty() && acting().all(|one| !one.lines.is_empty());
        let from = if from < base.days { from } else { 0 };
        let lines = if is_near {
            near.into_iter().collect()
        } else {
            any
        };
        Ok(Self {
            from,
            up_to: up_to(base, from, &lines),
            lines,
            is_near,
        })
    }

    /// The line of a touch: `number` counts the touches of one pair.
    pub fn line(&self, seed: Seed, number: u16) -> LineRow {
        let chance = Chance::new(seed.seed, seed.replication, REGISTRY);
        let when = When::on(0).attempt(number);
        let [place] = chance.draw(PLACE, Key::of("sham"), when);
        let row = self.up_to.partition_point(|&share| share <= place);
        self.lines[row.min(self.lines.len() - 1)]
    }

    /// The base with one light gun more.
    pub fn scenario(&self, base: &Scenario, seed: Seed, number: u16) -> Scenario {
        let line = self.line(seed, number);
        let mut touched = base.clone();
        let id = format!("sham-{}-{number}", seed.replication);
        touched.flak.push(FlakPosting {
            key: FlakPosting::key_of(&id),
            formation: id.clone(),
            name: String::new(),
            id,
            heavy: 0,
            light: 1,
            strength: 1.0,
            place: FlakPlace::Along(vec![line]),
            depot: depot(base, line),
            mobile: false,
            active: true,
            arrival_kg: 0,
            from: self.from,
            to: base.days,
            channels: Channels::ALL,
            source: Source::default(),
            given: Given::default(),
        });
        touched
    }

    /// What it is, in words: `one light gun more along one of 14 lines near the change, drawn anew for each pair`.
    pub fn told(&self) -> String {
        let drawn = match self.lines.len() {
            1 => "",
            _ => ", drawn anew for each pair",
        };
        format!("{}{drawn}", self.told_once())
    }

    /// The same without how it is drawn.
    pub fn told_once(&self) -> String {
        let near = if self.is_near {
            "near the change"
        } else {
            "that may be attacked"
        };
        match self.lines.len() {
            1 => "one light gun more along a line".to_owned(),
            n => format!("one light gun more along one of {n} lines {near}"),
        }
    }

    /// One number for all that is said here.
    pub fn digest(&self) -> u64 {
        let mut digest = Digest::new("sham");
        digest.pair(u32::from(self.from), self.lines.len() as u32);
        for (&line, &share) in self.lines.iter().zip(&self.up_to) {
            digest.word(u64::from(line));
            digest.real(share);
        }
        digest.finish()
    }
}

/// The chance that one of these lines is attacked, when any of them is, added up from line to line: by what they are worth
/// to the attackers in each phase from a day on, as these weigh it. Equal where nobody chooses among lines.
fn up_to(scenario: &Scenario, from: u16, lines: &[LineRow]) -> Vec<f64> {
    let noise = scenario.rules.targeting.noise;
    let mut weights = vec![0.0; lines.len()];
    for phase in scenario.phases.iter().filter(|phase| phase.to > from) {
        let days = f64::from(phase.to - phase.from.max(from));
        let value = |line: LineRow| phase.line_value.get(line as usize).copied();
        let values: Vec<f64> = (lines.iter())
            .map(|&line| value(line).unwrap_or(f64::NEG_INFINITY))
            .collect();
        let most = values
            .iter()
            .fold(f64::NEG_INFINITY, |most, &value| most.max(value));
        if noise <= 0.0 || !most.is_finite() {
            continue;
        }
        let shares: Vec<f64> = values
            .iter()
            .map(|value| math::exp((value - most) / noise))
            .collect();
        let sum: f64 = shares.iter().sum();
        for (weight, share) in weights.iter_mut().zip(shares) {
            *weight += days * share / sum;
        }
    }
    let mut sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        weights.fill(1.0);
        sum = weights.len() as f64;
    }
    let mut so_far = 0.0;
    let share = |weight: f64| {
        so_far += weight;
        so_far / sum
    };
    weights.into_iter().map(share).collect()
}

/// The station that a gun along a line draws from: of those from which somebody draws already, the one that is reached
/// over the fewest lines; an end of the line where there is none.
fn depot(scenario: &Scenario, line: LineRow) -> StationRow {
    let postings = scenario.flak.iter().filter(|posting| posting.active);
    let mut drawn: BTreeSet<StationRow> = postings.map(|posting| posting.depot).collect();
    drawn.extend(scenario.formations.iter().map(|one| one.railhead));
    let line = &scenario.lines[line as usize];
    let mut seen: BTreeSet<StationRow> = [line.from, line.to].into();
    let mut queue: VecDeque<StationRow> = seen.iter().copied().collect();
    while let Some(at) = queue.pop_front() {
        if drawn.contains(&at) {
            return at;
        }
        for next in &scenario.lines {
            let other = match at {
                at if at == next.from => next.to,
                at if at == next.to => next.from,
                _ => continue,
            };
            if seen.insert(other) {
                queue.push_back(other);
            }
        }
    }
    line.from
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    fn theatre() -> Scenario {
        let shape = Shape {
            days: 20,
            flak: 6,
            air_units: 3,
            ..Shape::small()
        };
        generate(shape, 3)
    }

    #[test]
    fn the_gun_stands_near_the_change_from_its_first_day_on_and_elsewhere_in_each_pair() {
        let mut base = theatre();
        // the last line that may be attacked lies at the end of a branch: not all lines meet it
        let line = base.lines.iter().rposition(|line| !line.sanctuary);
        let line = line.expect("a line that may be attacked") as LineRow;
        (base.flak[0].place, base.flak[0].from) = (FlakPlace::Along(vec![line]), 5);
        let mut arm = base.clone();
        arm.flak[0].active = !base.flak[0].active;
        let sham = Sham::of(&base, &[&arm]).expect("it is attacked");
        assert!(sham.is_near && sham.lines.contains(&line), "{sham:?}");
        assert!(sham.lines.len() < base.lines.len(), "{sham:?}");
        let mut stood = BTreeSet::new();
        for replication in 0..400 {
            let seed = Seed {
                seed: 1,
                replication,
            };
            let touched = sham.scenario(&base, seed, 0);
            assert_eq!(touched.flak[..base.flak.len()], base.flak);
            let gun = touched.flak.last().expect("a gun");
            assert_eq!((gun.from, gun.light, gun.heavy), (5, 1, 0));
            assert_eq!(gun.place, FlakPlace::Along(vec![sham.line(seed, 0)]));
            stood.insert(sham.line(seed, 0));
            assert_eq!(touched, sham.scenario(&base, seed, 0), "it is reproducible");
        }
        // every line that has a chance of more than a few in four hundred
        let mut before = 0.0;
        for (line, &share) in sham.lines.iter().zip(&sham.up_to) {
            assert!(stood.contains(line) || share - before < 0.02, "line {line}");
            before = share;
        }
        assert!((before - 1.0).abs() < 1e-12);
        let everywhere = {
            let mut arm = arm;
            arm.rules.rail.speed_kmh += 1.0;
            Sham::of(&base, &[&arm]).expect("it is attacked")
        };
        assert!(!everywhere.is_near && everywhere.lines.len() >= sham.lines.len());
        assert_eq!(everywhere.from, 0);
    }

    #[test]
    fn lines_are_drawn_as_attackers_value_them() {
        let mut base = theatre();
        let days = base.days;
        let noise = base.rules.targeting.noise;
        let mut phase = base.phases[0].clone();
        (phase.from, phase.to) = (0, days);
        phase.line_value.fill(f64::NEG_INFINITY);
        // one worth so much more that it is chosen three times as often; the rest never
        (phase.line_value[1], phase.line_value[2]) = (0.0, noise * math::ln(3.0));
        base.phases = vec![phase];
        let found = up_to(&base, 0, &[0, 1, 2, 3]);
        for (share, expected) in found.iter().zip([0.0, 0.25, 1.0, 1.0]) {
            assert!((share - expected).abs() < 1e-9, "{found:?}");
        }
        base.phases.clear();
        assert_eq!(up_to(&base, 0, &[0, 1, 2, 3]), [0.25, 0.5, 0.75, 1.0]);
    }

    #[test]
    fn where_no_gun_reaches_anybody_there_is_none() {
        let mut base = theatre();
        base.air_units
            .retain(|unit| unit.role != AirRole::FighterBomber);
        assert_eq!(Sham::of(&base, &[&base]), Err(NoSham::NobodyInReach));
        let mut base = theatre();
        for line in &mut base.lines {
            line.sanctuary = true;
        }
        assert_eq!(Sham::of(&base, &[&base]), Err(NoSham::NoLine));
    }

    #[test]
    fn it_draws_where_somebody_draws_already() {
        let base = theatre();
        let drawn: BTreeSet<StationRow> = (base.flak.iter().filter(|one| one.active))
            .map(|one| one.depot)
            .chain(base.formations.iter().map(|one| one.railhead))
            .collect();
        for line in 0..base.lines.len() as u32 {
            assert!(drawn.contains(&depot(&base, line)), "line {line}");
        }
    }
}
