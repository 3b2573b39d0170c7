//! The ledger difference: every ton that one arm delivers and the other does not, with its cause.
//!
//! Deliveries are matched by errand: the third train of a night from a station to another for a railhead, or
//! the third wave of trucks. What the other arm delivered by other errands of the same night is set off
//! against it: a train that went another way instead is no gain. What is left of a night is put down to
//! the errands that were lacking, in proportion. An errand that was not run gets the line on the way from
//! the bases that was shut most longer in the arm that lacks it, over the day before. The causes add up to
//! the difference exactly, in kilograms.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use interdict_model::{Event, EventKind, Place, Record};
use interdict_quantity::{Key, SECONDS_PER_DAY, mass};
use interdict_scenario::Scenario;
use serde::{Deserialize, Serialize};

use crate::outcome::Window;

/// What happened to a ton in the arm that did not deliver it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It was not sent: a line on the way from the bases was shut longer than in the other arm.
    LineShut(u32),
    /// It was not sent though no line on the way was shut longer: no engine, no cargo, no need, or no path
    /// left that night.
    NotSent,
    /// It was sent and burnt on the way.
    Burnt,
    /// It was sent and put off on the way before a line that was shut, or still on the way when the last day
    /// ended.
    PutOff,
    /// It was delivered in both, in another load.
    OtherLoad,
    /// It was delivered in both, but outside the days compared in one.
    OtherDay,
}

/// Kilograms by cause, more in the arm than in the base.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Ledger {
    /// By cause, and by the arm that did not deliver (or had the smaller load): `false` the base, `true` the
    /// arm. Values of `true` are zero or less.
    pub kg: BTreeMap<(Cause, bool), i64>,
    /// What the base delivered.
    pub base_kg: i64,
    /// What the arm delivered.
    pub arm_kg: i64,
    /// Kilograms that both arms delivered by other errands of the same night.
    pub set_off_kg: i64,
    /// Kilograms that were not sent for a line that a flight or raid had shut, by that flight or raid; in the
    /// base only.
    pub by_closer: BTreeMap<(u32, Key), i64>,
}

/// How a ledger stands in a journal: its maps as lists.
#[derive(Serialize, Deserialize)]
struct Kept {
    kg: Vec<((Cause, bool), i64)>,
    sums_kg: [i64; 3],
    by_closer: Vec<((u32, u64), i64)>,
}

impl From<Ledger> for Kept {
    fn from(ledger: Ledger) -> Self {
        let by_closer = ledger.by_closer.into_iter();
        Self {
            kg: ledger.kg.into_iter().collect(),
            sums_kg: [ledger.base_kg, ledger.arm_kg, ledger.set_off_kg],
            by_closer: by_closer
                .map(|((line, closer), kg)| ((line, closer.0), kg))
                .collect(),
        }
    }
}

impl From<Kept> for Ledger {
    fn from(kept: Kept) -> Self {
        let [base_kg, arm_kg, set_off_kg] = kept.sums_kg;
        let by_closer = kept.by_closer.into_iter();
        Self {
            kg: kept.kg.into_iter().collect(),
            base_kg,
            arm_kg,
            set_off_kg,
            by_closer: by_closer
                .map(|((line, closer), kg)| ((line, Key(closer)), kg))
                .collect(),
        }
    }
}

/// What one run did on each errand.
#[derive(Default)]
struct Errand {
    delivered_kg: i64,
    /// Delivered inside and outside the window.
    ever_kg: i64,
    left: Option<Event>,
    is_burnt: bool,
    railhead: Option<u32>,
}

/// One run, ready to be asked.
struct Told {
    errands: BTreeMap<Key, Errand>,
    /// By line: when it closed, when it opened again, and by whom it was closed.
    shut: BTreeMap<u32, Vec<(u32, u32, Key)>>,
}

impl Told {
    fn of(record: &Record, window: Window) -> Self {
        let mut told = Self {
            errands: BTreeMap::new(),
            shut: BTreeMap::new(),
        };
        let inside = |second: u32| {
            let day = (second / SECONDS_PER_DAY) as u16;
            (window.from..window.to).contains(&day)
        };
        for event in &record.events {
            match (event.kind, event.place) {
                (EventKind::TrainLeft | EventKind::Trucked, _) => {
                    told.errand(event).left = Some(*event);
                }
                (EventKind::TrainHit, _) if event.amount > 0 => told.errand(event).is_burnt = true,
                (EventKind::Delivered, Place::Station(station)) => {
                    let errand = told.errand(event);
                    errand.railhead = Some(station.0);
                    errand.ever_kg += event.amount;
                    if inside(event.second) {
                        errand.delivered_kg += event.amount;
                    }
                }
                (EventKind::LineClosed, Place::Line(line)) => {
                    let spells = told.shut.entry(line.0).or_default();
                    spells.push((event.second, u32::MAX, event.cause));
                }
                (EventKind::LineOpened, Place::Line(line)) => {
                    let spells = told.shut.entry(line.0).or_default();
                    if let Some(spell) = spells.last_mut() {
                        spell.1 = event.second;
                    }
                }
                _ => {}
            }
        }
        told
    }

    fn errand(&mut self, event: &Event) -> &mut Errand {
        self.errands.entry(event.key).or_default()
    }

    fn is_shut(&self, line: u32, second: u32) -> bool {
        self.spells(line, second, second + 1).next().is_some()
    }

    /// Spells in which a line was shut, as far as they lie between two seconds: how long, and by whom.
    fn spells(&self, line: u32, from: u32, to: u32) -> impl Iterator<Item = (u32, Key)> + '_ {
        let spells = self.shut.get(&line).map_or(&[][..], Vec::as_slice);
        // spells lie one after the other
        let first = spells.partition_point(|spell| spell.1 <= from);
        (spells[first..].iter())
            .take_while(move |spell| spell.0 < to)
            .map(move |&(closed, opened, by)| (opened.min(to) - closed.max(from), by))
    }

    /// Seconds for which a line was shut between two.
    fn shut_s(&self, line: u32, from: u32, to: u32) -> i64 {
        self.spells(line, from, to)
            .map(|(seconds, _)| i64::from(seconds))
            .sum()
    }
}

/// One errand of which the arms delivered unlike amounts.
struct Unlike {
    night: u32,
    cause: Cause,
    lacks_arm: bool,
    /// More in the arm.
    kg: i64,
    by: Option<Key>,
}

impl Ledger {
    /// The ledger difference of two runs.
    ///
    /// # Panics
    /// When the causes do not add up to the difference: a fault of ours.
    pub fn of(scenario: &Scenario, base: &Record, arm: &Record, window: Window) -> Self {
        let told = [Told::of(base, window), Told::of(arm, window)];
        let mut ledger = Self::default();
        let ways = Ways::new(scenario);
        let keys: BTreeSet<Key> = told
            .iter()
            .flat_map(|told| told.errands.keys().copied())
            .collect();
        let none = Errand::default();
        let mut nights: BTreeMap<u32, Vec<Unlike>> = BTreeMap::new();
        for key in keys {
            let [ours, theirs] = told
                .each_ref()
                .map(|told| told.errands.get(&key).unwrap_or(&none));
            ledger.base_kg += ours.delivered_kg;
            ledger.arm_kg += theirs.delivered_kg;
            let kg = theirs.delivered_kg - ours.delivered_kg;
            if kg == 0 {
                continue;
            }
            // whoever has less of it is asked why
            let lacks_arm = kg < 0;
            let (having, lacking) = if lacks_arm { (0, 1) } else { (1, 0) };
            let errands = [ours, theirs];
            let (cause, by) = cause(&ways, &told, errands, having, lacking);
            let left = errands[having].left.map_or(0, |event| event.second);
            let night = left.saturating_sub(NOON) / SECONDS_PER_DAY;
            nights.entry(night).or_default().push(Unlike {
                night,
                cause,
                lacks_arm,
                kg,
                by,
            });
        }
        for unlike in nights.into_values() {
            ledger.put_down(&unlike);
        }
        let sum: i64 = ledger.kg.values().sum();
        assert_eq!(
            sum,
            ledger.arm_kg - ledger.base_kg,
            "causes add up to the difference"
        );
        ledger
    }

    /// Puts down a night: what one arm has more of is dealt out to the errands that the other lacked.
    fn put_down(&mut self, unlike: &[Unlike]) {
        debug_assert!(unlike.windows(2).all(|two| two[0].night == two[1].night));
        let net: i64 = unlike.iter().map(|one| one.kg).sum();
        let all: i64 = unlike.iter().map(|one| one.kg.abs()).sum();
        self.set_off_kg += (all - net.abs()) / 2;
        let lacking: Vec<&Unlike> = (unlike.iter())
            .filter(|one| net != 0 && one.lacks_arm == (net < 0))
            .collect();
        let weights: Vec<i64> = lacking.iter().map(|one| one.kg.abs()).collect();
        let mut shares = Vec::new();
        mass::split(net.abs(), &weights, &mut shares);
        for (one, kg) in lacking.into_iter().zip(shares) {
            let kg = kg * net.signum();
            *self.kg.entry((one.cause, one.lacks_arm)).or_default() += kg;
            if let (Cause::LineShut(line), false, Some(by)) = (one.cause, one.lacks_arm, one.by) {
                *self.by_closer.entry((line, by)).or_default() += kg;
            }
        }
    }
}

/// Noon: a night is counted from noon to noon.
const NOON: u32 = SECONDS_PER_DAY / 2;

/// Why one run has less of an errand than the other, and who shut the line where one was shut.
fn cause(
    ways: &Ways,
    told: &[Told; 2],
    errands: [&Errand; 2],
    having: usize,
    lacking: usize,
) -> (Cause, Option<Key>) {
    let (has, lacks) = (errands[having], errands[lacking]);
    if lacks.delivered_kg > 0 {
        return (Cause::OtherLoad, None);
    }
    if lacks.ever_kg > 0 {
        return (Cause::OtherDay, None);
    }
    if lacks.left.is_some() {
        let cause = if lacks.is_burnt {
            Cause::Burnt
        } else {
            Cause::PutOff
        };
        return (cause, None);
    }
    let (Some(left), Some(railhead)) = (has.left, has.railhead) else {
        return (Cause::NotSent, None);
    };
    // the way that was open where it was sent; where none was open all the way, any
    let to = left.second;
    let open = |line: u32| !told[having].is_shut(line, to);
    let way = ways
        .to(railhead, &open)
        .or_else(|| ways.to(railhead, &|_| true));
    let from = to.saturating_sub(SECONDS_PER_DAY);
    let longer =
        |line: u32| told[lacking].shut_s(line, from, to) - told[having].shut_s(line, from, to);
    let worst = (way.into_iter().flatten())
        .map(|line| (longer(line), std::cmp::Reverse(line)))
        .max();
    match worst {
        Some((seconds, std::cmp::Reverse(line))) if seconds > 0 => {
            let longest = told[lacking].spells(line, from, to).max();
            (Cause::LineShut(line), longest.map(|(_, by)| by))
        }
        _ => (Cause::NotSent, None),
    }
}

/// The lines of a scenario, as ways from station to station.
struct Ways {
    /// By station: line, other end, metres.
    from: Vec<Vec<(u32, u32, u32)>>,
    /// Stations of bases.
    bases: Vec<u32>,
}

impl Ways {
    fn new(scenario: &Scenario) -> Self {
        let mut from = vec![Vec::new(); scenario.stations.len()];
        for (row, line) in scenario.lines.iter().enumerate() {
            let row = row as u32;
            from[line.from as usize].push((row, line.to, line.length_m));
            from[line.to as usize].push((row, line.from, line.length_m));
        }
        let mut bases: Vec<u32> = scenario.bases.iter().map(|base| base.station).collect();
        bases.sort_unstable();
        bases.dedup();
        Self { from, bases }
    }

    /// The lines of the shortest way from any base to a station, over lines that are open; of equal ones the
    /// one that is found first, in order of rows.
    fn to(&self, station: u32, is_open: &dyn Fn(u32) -> bool) -> Option<Vec<u32>> {
        let mut reached: Vec<Option<(u64, Option<(u32, u32)>)>> = vec![None; self.from.len()];
        let mut heap = BinaryHeap::new();
        for &base in &self.bases {
            reached[base as usize] = Some((0, None));
            heap.push((std::cmp::Reverse(0_u64), base));
        }
        while let Some((std::cmp::Reverse(metres), at)) = heap.pop() {
            if at == station {
                break;
            }
            if reached[at as usize].is_some_and(|(best, _)| best < metres) {
                continue;
            }
            for &(line, other, length) in &self.from[at as usize] {
                let far = metres + u64::from(length);
                if is_open(line) && reached[other as usize].is_none_or(|(best, _)| far < best) {
                    reached[other as usize] = Some((far, Some((line, at))));
                    heap.push((std::cmp::Reverse(far), other));
                }
            }
        }
        let mut way = Vec::new();
        let mut at = station;
        while let (_, Some((line, before))) = reached[at as usize]? {
            way.push(line);
            at = before;
        }
        way.reverse();
        Some(way)
    }
}

#[cfg(test)]
mod tests;
