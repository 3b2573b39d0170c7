//! Repair by the agenda against repair looked at second by second, and what fewer cuts may do.

use std::collections::BTreeMap;

use interdict_engine::sample::log_normal;
use interdict_engine::{Chance, When, math};
use interdict_model::chance::{REGISTRY, RESPONSE, WORK};
use interdict_model::damage::impact::{Impact, Struck};
use interdict_model::network::Network;
use interdict_model::sky::Sky;
use interdict_model::{EventKind, LineSeries, Record, Series};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use proptest::prelude::*;

use crate::bombardment::{crater, quiet_line, run_under};
use crate::theatres::{scenario, simulation};
use interdict_model::row::BlockRow;

const DAYS: u16 = 24;

/// How a theatre of the tests works.
#[derive(Clone, Copy, Debug)]
struct Way {
    gangs: u32,
    at_one_cut: u32,
    /// Share of work prepared at the dump, hundredths.
    prepared: u32,
    panels: u32,
    /// Nothing is laid by day.
    by_night: bool,
    /// Productivity in the end, halves.
    practice: u32,
}

/// Three blocks; work and response spread, night and day unlike, ground that gets worse.
fn theatre(way: Way) -> Scenario {
    let (prepared, practice) = (
        f64::from(way.prepared) / 100.0,
        f64::from(way.practice) / 2.0,
    );
    let (panels, by_day) = (way.panels, if way.by_night { 0.0 } else { 0.4 });
    let rules = format!(
        r#""repair.response_h": 1.5, "repair.far_response_h": 1.5, "repair.response_log_sd": 0.5,
        "repair.crater_gang_h": 4, "repair.work_log_sd": 0.5, "repair.panels_per_base": {panels},
        "repair.dump_gangs": 2, "repair.dump_efficiency": 0.9,
        "repair.practice": {practice}, "repair.practice_days": 10, "repair.practice_from_day": 2,
        "repair.night_efficiency": 0.7, "repair.day_efficiency": {by_day}"#
    );
    let text = quiet_line(DAYS, 24, way.gangs, &rules)
        .replace(r#""repair.churn": 0"#, r#""repair.churn": 0.1"#)
        .replace(
            r#""repair.gang_exponent": 1"#,
            r#""repair.gang_exponent": 0.8"#,
        )
        .replace(
            r#""repair.prepared_share": 0"#,
            &format!(r#""repair.prepared_share": {prepared}"#),
        )
        .replace(
            r#""repair.crater_gangs": 1"#,
            &format!(r#""repair.crater_gangs": {}"#, way.at_one_cut),
        );
    scenario(&text)
}

/// A stage as somebody sees it who comes by every second.
#[derive(Clone, Copy)]
struct Part {
    left: i64,
    most: i64,
    at_dump: bool,
}

/// A cut likewise.
struct Seen {
    key: Key,
    known: u32,
    parts: Vec<Part>,
    gangs: i64,
    /// It waits for gangs, and cannot go on before this second.
    waits_from: Option<u32>,
}

/// What came of it: when each cut was mended, the gang-seconds worked by the end of each day, panels laid.
struct Polled {
    mended: BTreeMap<Key, u32>,
    worked: Vec<i64>,
    laid: i64,
}

/// Length of a block of the only line, metres.
fn block_m(theatre: &Scenario, block: BlockRow) -> u32 {
    Network::new(theatre).block_m[block]
}

/// The cuts with their work and the second from which they are known, by the rules of damage.
fn seen(theatre: &Scenario, seed: u64, cuts: &[Impact]) -> Vec<Seen> {
    let repair = &theatre.rules.repair;
    let chance = Chance::new(seed, 0, REGISTRY);
    let mut earlier = [0_u32; 3];
    let see = |cut: &Impact| {
        let Struck::Track { block, .. } = cut.struck else {
            panic!("only track is struck here");
        };
        let before = f64::from(earlier[block]);
        earlier[block] += 1;
        let km = f64::from(block_m(theatre, block)) / 1_000.0;
        let more = (1.0 + repair.churn * before / km).min(repair.churn_cap);
        let [by_work] = chance.draw::<1>(WORK, cut.key, When::on(0));
        let [by_response] = chance.draw::<1>(RESPONSE, cut.key, When::on(0));
        let gang_s = 3_600.0 * log_normal(by_work, repair.crater_gang_h * more, repair.work_log_sd);
        let response = log_normal(by_response, repair.response_h, repair.response_log_sd);
        let work = (1_000.0 * gang_s).round() as i64;
        let first = (work as f64 * repair.prepared_share).round() as i64;
        let part = |left, most: u16, at_dump| Part {
            left,
            most: most.into(),
            at_dump,
        };
        let mut parts = vec![part(work - first, repair.crater_gangs, false)];
        if first > 0 {
            parts.insert(0, part(first, repair.dump_gangs, true));
        }
        Seen {
            key: cut.key,
            known: cut.second + (3_600.0 * response).round() as u32,
            parts,
            gangs: 0,
            waits_from: None,
        }
    };
    let mut seen: Vec<Seen> = cuts.iter().map(see).collect();
    seen.sort_by_key(|cut| cut.key);
    seen
}

/// The yard of the only base, as somebody sees it who comes by every second.
struct Yard {
    free: i64,
    panels: i64,
    panel: i64,
    laid: i64,
}

impl Yard {
    /// A cut takes a panel if it can, and gangs if it can go on now.
    fn start(&mut self, cut: &mut Seen, second: u32, sky: &Sky, by_night: bool) {
        if cut.parts[0].at_dump && self.panel > 0 && self.panels >= self.panel {
            self.panels -= self.panel;
            self.laid += 1;
            cut.parts.remove(0);
        }
        self.go_on(cut, second, sky, by_night);
    }

    fn go_on(&mut self, cut: &mut Seen, second: u32, sky: &Sky, by_night: bool) {
        cut.waits_from = None;
        if by_night && !cut.parts[0].at_dump && !sky.is_dark(second) {
            cut.waits_from = Some(sky.next_dark(second));
            return;
        }
        cut.gangs = self.free.min(cut.parts[0].most);
        self.free -= cut.gangs;
    }

    /// Free gangs take what waits, and then join others.
    fn employ(&mut self, cuts: &mut [Seen], second: u32, sky: &Sky, by_night: bool) {
        while self.free > 0 {
            let waits = |cut: &&mut Seen| cut.waits_from.is_some_and(|from| from <= second);
            let next = cuts
                .iter_mut()
                .filter(waits)
                .min_by_key(|cut| (cut.known, cut.key));
            let Some(next) = next else { break };
            self.start(next, second, sky, by_night);
        }
        while self.free > 0 {
            let short = |cut: &&mut Seen| cut.gangs > 0 && cut.gangs < cut.parts[0].most;
            let next = cuts
                .iter_mut()
                .filter(short)
                .min_by_key(|cut| (cut.known, cut.key));
            let Some(next) = next else { break };
            let more = self.free.min(next.parts[0].most - next.gangs);
            next.gangs += more;
            self.free -= more;
        }
    }
}

/// Looks at every cut in every second.
fn poll(theatre: &Scenario, seed: u64, cuts: &[Impact], way: Way) -> Polled {
    let repair = &theatre.rules.repair;
    let milli = |share: f64| (1_000.0 * share).round() as i64;
    let spot = [repair.night_efficiency, repair.day_efficiency].map(milli);
    let dump = milli(repair.dump_efficiency);
    let crowd = |gangs: i64| milli(math::exp(0.8 * math::ln(gangs as f64)));
    let practice = |second: u32| {
        let days = (f64::from(second / 86_400) - repair.practice_from_day).max(0.0);
        let grown = (repair.practice - 1.0) * math::exp(-days / repair.practice_days);
        milli(repair.practice - grown)
    };
    let (sky, by_night) = (Sky::new(theatre), way.by_night);
    let mut cuts = seen(theatre, seed, cuts);
    let panel = milli(3_600.0 * repair.crater_gang_h * repair.prepared_share);
    let mut yard = Yard {
        free: i64::from(way.gangs),
        panels: 0,
        panel,
        laid: 0,
    };
    let (mut mended, mut worked, mut busy_s) = (BTreeMap::new(), Vec::new(), 0);
    for second in 0..86_400 * u32::from(DAYS) {
        for place in 0..cuts.len() {
            let cut = &mut cuts[place];
            if cut.known == second {
                if yard.free > 0 {
                    yard.start(cut, second, &sky, by_night);
                } else {
                    cut.waits_from = Some(second);
                }
            } else if cut.waits_from == Some(second) {
                yard.employ(&mut cuts, second, &sky, by_night);
            } else if cut.gangs > 0 && cut.parts[0].left <= 0 {
                yard.free += std::mem::take(&mut cut.gangs);
                cut.parts.remove(0);
                if cut.parts.is_empty() {
                    mended.insert(cut.key, second);
                } else {
                    yard.go_on(cut, second, &sky, by_night);
                }
                yard.employ(&mut cuts, second, &sky, by_night);
            }
        }
        let (practised, on_spot) = (practice(second), spot[usize::from(!sky.is_dark(second))]);
        for cut in cuts.iter_mut().filter(|cut| cut.gangs > 0) {
            let efficiency = if cut.parts[0].at_dump { dump } else { on_spot };
            cut.parts[0].left -= crowd(cut.gangs) * efficiency * practised / 1_000_000;
            busy_s += cut.gangs;
        }
        let made = yard.free * (dump * practised / 1_000);
        yard.panels = (yard.panels + made).min(panel * i64::from(way.panels));
        if second % 86_400 == 86_399 {
            worked.push(busy_s);
        }
    }
    Polled {
        mended,
        worked,
        laid: yard.laid,
    }
}

fn mended(record: &Record) -> BTreeMap<Key, u32> {
    let events = record.events.iter();
    events
        .filter(|event| event.kind == EventKind::Mended)
        .map(|event| (event.key, event.second))
        .collect()
}

/// Craters from seconds and blocks; the number is the identity.
fn craters(cuts: &[(u32, u32)]) -> Vec<Impact> {
    let cuts = cuts.iter().enumerate();
    let mut craters: Vec<Impact> = cuts
        .map(|(number, &(second, block))| crater(number as u32, second, block, 0))
        .collect();
    craters.sort_unstable();
    craters
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// To the second, to the gang-minute and to the panel: stages, gangs that join, practice, and work by night alone.
    #[test]
    fn the_agenda_mends_when_somebody_looking_every_second_would(
        cuts in prop::collection::vec((0_u32..200_000, 0_u32..3), 1..14),
        gangs in 1_u32..5,
        at_one_cut in 1_u32..4,
        prepared in prop::sample::select(vec![0_u32, 30, 60]),
        panels in 0_u32..4,
        by_night in any::<bool>(),
        practice in 2_u32..5,
        seed in any::<u64>(),
    ) {
        let way = Way { gangs, at_one_cut, prepared, panels, by_night, practice };
        let theatre = theatre(way);
        let craters = craters(&cuts);
        let record = run_under(&mut simulation(&theatre, seed), &craters, DAYS, |_| ());
        let polled = poll(&theatre, seed, &craters, way);
        let mended = mended(&record);
        prop_assert_eq!(&mended, &polled.mended);
        prop_assert_eq!(record.total(Series::PanelsLaid), polled.laid);
        // The line opens when what is mended is all that was cut up to the end of that tick.
        let all_mended = |&second: &u32| {
            let made = craters.iter().filter(|cut| cut.second / 900 <= second / 900).count();
            made == mended.values().filter(|&&other| other <= second).count()
        };
        let mut opens: Vec<u32> = mended.values().copied().filter(all_mended).collect();
        opens.sort_unstable();
        opens.dedup();
        let of_kind = record.events.iter().filter(|event| event.kind == EventKind::LineOpened);
        let opened: Vec<u32> = of_kind.map(|event| event.second).collect();
        prop_assert_eq!(opened, opens);
        let (mut worked, mut present) = (0, 0);
        for (day, &gang_s) in polled.worked.iter().enumerate() {
            worked += record.theatre.at(day as u16, Series::GangHoursWorked as usize);
            present += record.theatre.at(day as u16, Series::GangHoursPresent as usize);
            prop_assert_eq!(worked, gang_s / 60);
            prop_assert_eq!(present, i64::from(gangs) * 1_440 * (day as i64 + 1));
            prop_assert!(worked <= present);
        }
    }

    /// Like gangs, one to a cut, first come first served: a cut that is not made delays no other.
    #[test]
    fn a_cut_less_never_mends_another_later(
        cuts in prop::collection::vec(0_u32..100_000, 2..16),
        left_out in any::<prop::sample::Index>(),
        gangs in 1_u32..4,
        seed in any::<u64>(),
    ) {
        let rules = r#""repair.response_h": 1, "repair.far_response_h": 1, "repair.response_log_sd": 0,
            "repair.crater_gang_h": 4, "repair.work_log_sd": 0.8"#;
        let theatre = scenario(&quiet_line(DAYS, 8, gangs, rules));
        let more = craters(&cuts.iter().map(|&second| (second, 0)).collect::<Vec<_>>());
        let mut fewer = more.clone();
        fewer.remove(left_out.index(fewer.len()));
        let [more, fewer] = [more, fewer].map(|craters| {
            run_under(&mut simulation(&theatre, seed), &craters, DAYS, |_| ())
        });
        let before = mended(&more);
        for (key, second) in mended(&fewer) {
            prop_assert!(before.get(&key).is_none_or(|&before| second <= before));
        }
        let open = |record: &Record| record.line(0, LineSeries::OpenSeconds).sum::<i64>();
        prop_assert!(open(&fewer) >= open(&more));
    }
}
