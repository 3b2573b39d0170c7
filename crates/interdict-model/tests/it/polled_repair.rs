//! Repair by the agenda against repair looked at second by second, and what fewer cuts may do.

use std::collections::BTreeMap;

use interdict_engine::sample::log_normal;
use interdict_engine::{Chance, When};
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

const DAYS: u16 = 24;

/// Three blocks; work and response spread, night and day unlike, ground that gets worse.
fn theatre(gangs: u32, at_one_cut: u32) -> Scenario {
    let rules = r#""repair.response_h": 1.5, "repair.far_response_h": 1.5, "repair.response_log_sd": 0.5,
        "repair.crater_gang_h": 4, "repair.work_log_sd": 0.5,
        "repair.night_efficiency": 0.7, "repair.day_efficiency": 0.4"#;
    let text = quiet_line(DAYS, 24, gangs, rules)
        .replace(r#""repair.churn": 0"#, r#""repair.churn": 0.1"#)
        .replace(
            r#""repair.crater_gangs": 1"#,
            &format!(r#""repair.crater_gangs": {at_one_cut}"#),
        );
    scenario(&text)
}

/// A cut as somebody sees it who comes by every second.
struct Seen {
    key: Key,
    known: u32,
    left: i64,
    gangs: i64,
    waits: bool,
}

/// What came of it: when each cut was mended, and the gang-seconds worked by the end of each day.
struct Polled {
    mended: BTreeMap<Key, u32>,
    worked: Vec<i64>,
}

/// Length of a block of the only line, metres.
fn block_m(theatre: &Scenario, block: u32) -> u32 {
    Network::new(theatre).block_m[block as usize]
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
        let before = f64::from(earlier[block as usize]);
        earlier[block as usize] += 1;
        let km = f64::from(block_m(theatre, block)) / 1_000.0;
        let more = (1.0 + repair.churn * before / km).min(repair.churn_cap);
        let [by_work] = chance.draw::<1>(WORK, cut.key, When::on(0));
        let [by_response] = chance.draw::<1>(RESPONSE, cut.key, When::on(0));
        let gang_s = 3_600.0 * log_normal(by_work, repair.crater_gang_h * more, repair.work_log_sd);
        let response = log_normal(by_response, repair.response_h, repair.response_log_sd);
        Seen {
            key: cut.key,
            known: cut.second + (3_600.0 * response).round() as u32,
            left: (1_000.0 * gang_s).round() as i64,
            gangs: 0,
            waits: false,
        }
    };
    let mut seen: Vec<Seen> = cuts.iter().map(see).collect();
    seen.sort_by_key(|cut| cut.key);
    seen
}

/// Looks at every cut in every second.
fn poll(theatre: &Scenario, seed: u64, cuts: &[Impact], gangs: i64) -> Polled {
    let repair = &theatre.rules.repair;
    let most = repair.crater_gangs as i64;
    let efficiency =
        [repair.night_efficiency, repair.day_efficiency].map(|e| (1_000.0 * e).round());
    let sky = Sky::new(theatre);
    let mut cuts = seen(theatre, seed, cuts);
    let (mut free, mut busy_s) = (gangs, 0);
    let (mut mended, mut worked) = (BTreeMap::new(), Vec::new());
    for second in 0..86_400 * u32::from(DAYS) {
        for place in 0..cuts.len() {
            let cut = &mut cuts[place];
            if cut.known == second {
                cut.gangs = free.min(most);
                cut.waits = cut.gangs == 0;
                free -= cut.gangs;
            } else if cut.gangs > 0 && cut.left <= 0 && !mended.contains_key(&cut.key) {
                mended.insert(cut.key, second);
                free += std::mem::take(&mut cut.gangs);
                while free > 0 {
                    let waiting = cuts.iter_mut().filter(|cut| cut.waits);
                    let Some(next) = waiting.min_by_key(|cut| (cut.known, cut.key)) else {
                        break;
                    };
                    (next.waits, next.gangs) = (false, free.min(most));
                    free -= next.gangs;
                }
            }
        }
        let efficiency = efficiency[usize::from(!sky.is_dark(second))] as i64;
        for cut in cuts.iter_mut().filter(|cut| cut.gangs > 0) {
            cut.left -= cut.gangs * efficiency;
            busy_s += cut.gangs;
        }
        if second % 86_400 == 86_399 {
            worked.push(busy_s);
        }
    }
    Polled { mended, worked }
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

    /// To the second, and to the gang-minute.
    #[test]
    fn the_agenda_mends_when_somebody_looking_every_second_would(
        cuts in prop::collection::vec((0_u32..200_000, 0_u32..3), 1..14),
        gangs in 1_u32..5,
        at_one_cut in 1_u32..4,
        seed in any::<u64>(),
    ) {
        let theatre = theatre(gangs, at_one_cut);
        let craters = craters(&cuts);
        let record = run_under(&mut simulation(&theatre, seed), &craters, DAYS, |_| ());
        let polled = poll(&theatre, seed, &craters, i64::from(gangs));
        let mended = mended(&record);
        prop_assert_eq!(&mended, &polled.mended);
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
