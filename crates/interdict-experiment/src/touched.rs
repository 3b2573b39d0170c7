//! What an arm touches: from which day on it acts, and along which lines.
//!
//! Guns, gangs, bridges and raids act where they stand. What changes the flow of supplies (need, trucks, engines, stock)
//! or the attack acts everywhere at once. Rows of tables with dates act from their first day; where nothing but the last day differs, from the
//! earlier of the two last days. Everything else (knobs, the network, stocks) acts from the start.

use std::collections::{BTreeMap, BTreeSet};

use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{
    AirUnit, Depot, FlakPlace, FlakPosting, Formation, GangBase, LineRow, Phase, Raid, RaidTarget,
    StationRow, TruckCompany,
};

/// What an arm touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// First day on which it can make a difference; the length of the scenario where it touches nothing.
    pub from: u16,
    /// Lines that it names, and those that meet them or the stations that it names at an end. Empty where it acts
    /// everywhere: a knob, a unit of aircraft, the need of a formation.
    pub lines: BTreeSet<LineRow>,
}

/// Gathers what differs.
struct Gathered {
    from: u16,
    has_place: bool,
    lines: BTreeSet<LineRow>,
    stations: BTreeSet<StationRow>,
}

impl Touched {
    /// What an arm touches against its base.
    pub fn of(base: &Scenario, arm: &Scenario) -> Self {
        let mut found = Gathered {
            from: base.days,
            has_place: true,
            lines: BTreeSet::new(),
            stations: BTreeSet::new(),
        };
        found.dated(&base.flak, &arm.flak);
        found.dated(&base.gangs, &arm.gangs);
        found.dated(&base.trucks, &arm.trucks);
        found.dated(&base.formations, &arm.formations);
        found.dated(&base.depots, &arm.depots);
        found.dated(&base.air_units, &arm.air_units);
        found.dated(&base.raids, &arm.raids);
        found.dated(&base.phases, &arm.phases);
        found.withdrawals(base, arm);
        found.undated(base, arm);
        let mut lines = BTreeSet::new();
        if found.has_place {
            for &line in &found.lines {
                let [from, to] = ends(base, line);
                found.stations.extend([from, to]);
            }
            let rows = 0..base.lines.len() as LineRow;
            lines.extend(rows.filter(|&line| {
                let is_end = |station| found.stations.contains(&station);
                found.lines.contains(&line) || ends(base, line).into_iter().any(is_end)
            }));
        }
        Self {
            from: found.from,
            lines,
        }
    }
}

fn ends(scenario: &Scenario, line: LineRow) -> [StationRow; 2] {
    let line = &scenario.lines[line as usize];
    [line.from, line.to]
}

impl Gathered {
    /// Rows that have dates.
    fn dated<T: Dated>(&mut self, base: &[T], arm: &[T]) {
        let by_id = |rows: &[T]| -> BTreeMap<Key, T> {
            rows.iter()
                .map(|row| (row.identity(), row.clone()))
                .collect()
        };
        let (base, arm) = (by_id(base), by_id(arm));
        for id in base.keys().chain(arm.keys()) {
            let day = match (base.get(id), arm.get(id)) {
                (Some(one), Some(other)) if one == other => continue,
                (Some(one), Some(other)) if one.clone().until(0) == other.clone().until(0) => {
                    one.last().min(other.last())
                }
                (Some(one), Some(other)) => one.first().min(other.first()),
                (Some(one), None) | (None, Some(one)) => one.first(),
                (None, None) => continue,
            };
            self.from = self.from.min(day);
            for row in [base.get(id), arm.get(id)].into_iter().flatten() {
                let (mut lines, mut stations) = (Vec::new(), Vec::new());
                row.place(&mut lines, &mut stations);
                self.has_place &= !lines.is_empty() || !stations.is_empty();
                self.lines.extend(lines);
                self.stations.extend(stations);
            }
        }
    }

    /// Guns that have another posting after this one take their rounds along: a later posting may already act when an
    /// earlier one of the same formation ends.
    fn withdrawals(&mut self, base: &Scenario, arm: &Scenario) {
        let unlike = |one: &Scenario, other: &Scenario| -> Vec<String> {
            let is_new = |row: &&FlakPosting| !other.flak.contains(row);
            let names = one.flak.iter().filter(is_new);
            names.map(|row| row.formation.clone()).collect()
        };
        let mut formations = unlike(base, arm);
        formations.extend(unlike(arm, base));
        for row in base.flak.iter().chain(&arm.flak) {
            if formations.contains(&row.formation) && row.to < base.days {
                self.from = self.from.min(row.to);
            }
        }
    }

    /// All that acts from the start.
    fn undated(&mut self, base: &Scenario, arm: &Scenario) {
        let mut same = arm.clone();
        same.flak.clone_from(&base.flak);
        same.gangs.clone_from(&base.gangs);
        same.trucks.clone_from(&base.trucks);
        same.formations.clone_from(&base.formations);
        same.depots.clone_from(&base.depots);
        same.air_units.clone_from(&base.air_units);
        same.raids.clone_from(&base.raids);
        same.phases.clone_from(&base.phases);
        // words, and what is only measured
        same.title.clone_from(&base.title);
        same.question.clone_from(&base.question);
        same.provenance.clone_from(&base.provenance);
        same.areas.clone_from(&base.areas);
        same.observed.clone_from(&base.observed);
        same.uncertain.clone_from(&base.uncertain);
        same.accepted.clone_from(&base.accepted);
        if same == *base {
            return;
        }
        self.from = 0;
        for (one, other) in base.bridges.iter().zip(&same.bridges) {
            if one != other {
                self.lines.insert(one.line);
            }
        }
        let is_placed = same.bridges.len() == base.bridges.len() && {
            same.bridges.clone_from(&base.bridges);
            same == *base
        };
        self.has_place &= is_placed;
    }
}

/// A row that acts over a span of days.
trait Dated: Clone + PartialEq {
    fn identity(&self) -> Key;
    fn first(&self) -> u16;
    /// Day after its last.
    fn last(&self) -> u16;
    /// The same up to another day.
    fn until(self, to: u16) -> Self;
    /// Lines and stations that it names.
    fn place(&self, lines: &mut Vec<LineRow>, stations: &mut Vec<StationRow>);
}

macro_rules! dated {
    ($($table:ty, $identity:expr, $place:expr;)+) => { $(
        impl Dated for $table {
            fn identity(&self) -> Key { $identity(self) }
            fn first(&self) -> u16 { self.from }
            fn last(&self) -> u16 { self.to }
            fn until(mut self, to: u16) -> Self {
                self.to = to;
                self
            }
            fn place(&self, lines: &mut Vec<LineRow>, stations: &mut Vec<StationRow>) {
                let place: fn(&Self, &mut Vec<LineRow>, &mut Vec<StationRow>) = $place;
                place(self, lines, stations);
            }
        }
    )+ };
}

dated! {
    FlakPosting, |row: &FlakPosting| row.key, |row, lines, stations| match &row.place {
        FlakPlace::Along(along) => lines.extend(along),
        FlakPlace::At { .. } => stations.push(row.depot),
    };
    GangBase, |row: &GangBase| row.key, |row, _, stations| stations.push(row.station);
    TruckCompany, |row: &TruckCompany| row.key, |_, _, _| ();
    Formation, |row: &Formation| row.key, |_, _, _| ();
    Depot, |row: &Depot| row.key, |_, _, _| ();
    AirUnit, |row: &AirUnit| row.key, |_, _, _| ();
    Phase, Phase::key, |_, _, _| ();
}

impl Dated for Raid {
    fn identity(&self) -> Key {
        self.key
    }

    fn first(&self) -> u16 {
        self.day
    }

    fn last(&self) -> u16 {
        self.day
    }

    fn until(self, _: u16) -> Self {
        self
    }

    fn place(&self, lines: &mut Vec<LineRow>, stations: &mut Vec<StationRow>) {
        match self.target {
            RaidTarget::Track(line, _) => lines.push(line),
            RaidTarget::Yard(station) => stations.push(station),
            RaidTarget::Bridge(_) | RaidTarget::Airfield(_) => {}
        }
    }
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
        let mut theatre = generate(shape, 3);
        for guns in &mut theatre.flak {
            (guns.active, guns.from, guns.to) = (true, 4, 20);
        }
        theatre
    }

    #[test]
    fn a_row_with_dates_acts_from_its_first_day_and_where_it_stands() {
        let base = theatre();
        let same = Touched::of(&base, &base);
        assert_eq!((same.from, same.lines.len()), (20, 0));
        let mut arm = base.clone();
        arm.flak[0].light += 4;
        arm.flak[0].place = FlakPlace::Along(vec![1]);
        let mut base = base;
        base.flak[0].place = FlakPlace::Along(vec![1]);
        let more = Touched::of(&base, &arm);
        assert_eq!(more.from, 4);
        let [from, to] = ends(&base, 1);
        for line in 0..base.lines.len() as u32 {
            let meets = ends(&base, line).iter().any(|end| [from, to].contains(end));
            assert_eq!(more.lines.contains(&line), meets, "line {line}");
        }
        let mut longer = base.clone();
        longer.flak[0].to = 12;
        assert_eq!(Touched::of(&base, &longer).from, 12);
        // an earlier place of the same formation is left otherwise when it goes on
        let mut goes_on = base.clone();
        goes_on.flak[1].to = 7;
        let base = goes_on.clone();
        let mut next = goes_on.flak[1].clone();
        (next.key, next.from, next.to) = (Key::of("next"), 9, 20);
        goes_on.flak.push(next);
        assert_eq!(Touched::of(&base, &goes_on).from, 7);
    }

    #[test]
    fn a_knob_acts_from_the_start_and_has_no_place() {
        let base = theatre();
        let mut arm = base.clone();
        arm.flak[0].light += 4;
        arm.rules.rail.speed_kmh += 1.0;
        let found = Touched::of(&base, &arm);
        assert_eq!((found.from, found.lines.len()), (0, 0));
        let mut engines = base.clone();
        engines.locomotives[0].count += 1;
        let found = Touched::of(&base, &engines);
        assert_eq!(found.from, 0);
        assert!(found.lines.is_empty(), "{found:?}");
        let mut bridge = base.clone();
        bridge.bridges[0].length_m += 1;
        let found = Touched::of(&base, &bridge);
        assert!(found.from == 0 && found.lines.contains(&base.bridges[0].line));
        let mut gang = base.clone();
        gang.gangs[0].men += 100;
        let station = base.gangs[0].station;
        let lines = Touched::of(&base, &gang).lines;
        assert!(!lines.is_empty());
        assert!((lines.iter()).all(|&line| ends(&base, line).contains(&station)));
        let mut words = base.clone();
        words.title.push('!');
        assert_eq!(Touched::of(&base, &words).from, 20);
    }
}
