//! A run of the fabricated theatre: a record that nobody simulated.

use interdict_model::row::{BridgeRow, LineRow};
use interdict_model::{
    AreaSeries, Event, EventKind, FormationSeries, LineSeries, Place, Record, Series,
};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::Formation;

use super::zeros;

/// A number from 0 to 1 that a day and a thing decide.
fn noise(day: u16, thing: u32) -> f64 {
    (Key(u64::from(day)).child(7, thing).0 >> 11) as f64 / (1_u64 << 53) as f64
}

/// A record that a campaign of growing weight might leave.
pub(super) fn run(scenario: &Scenario) -> Record {
    let mut record = zeros(scenario);
    let mut open = vec![0_i64; scenario.lines.len()];
    let mut stocks: Vec<f64> = scenario
        .formations
        .iter()
        .map(|formation| formation.need.kg_per_day(&scenario.rules.supply) as f64 * 8.0)
        .collect();
    for day in 0..record.days {
        let phase = f64::from(day % 335) / 335.0;
        let weight = 4.0 * phase * (1.0 - phase);
        let shares = day_of_lines(&mut record, day, weight, &mut open);
        day_of_areas(scenario, &mut record, day, &shares);
        let core = shares[1..5].iter().sum::<f64>() / 4.0;
        day_of_supply(scenario, &mut record, day, core, &mut stocks);
        day_of_fire(&mut record, day, weight);
    }
    record
}

fn day_of_lines(record: &mut Record, day: u16, weight: f64, open: &mut [i64]) -> Vec<f64> {
    let mut shares = Vec::new();
    let (mut made_all, mut mended_all) = (0, 0);
    for (row, open) in open.iter_mut().enumerate() {
        let thing = row as u32;
        let target = match row {
            0 => 0.0,
            3 | 4 => 14.0,
            1..=6 => 6.0,
            7..=11 => 3.0,
            _ => 1.0,
        };
        let weather = if noise(day, 999) < 0.3 { 0.0 } else { 1.0 };
        let made = (target * weight * weather * (0.4 + 1.2 * noise(day, thing))) as i64;
        let mended = (*open)
            .min(1 + (f64::from(record.days - day).min(9.0) * noise(day, thing + 50)) as i64);
        *open += made - mended;
        let share = (1.0 - 0.06 * *open as f64 - 0.02 * made as f64).clamp(0.0, 1.0);
        shares.push(share);
        let loads = ((1.0 + 6.0 * share) * if row < 8 { 2.0 } else { 1.0 }) as i64;
        let first = row * LineSeries::COUNT;
        let values = record.lines.day_mut(day);
        values[first + LineSeries::OpenSeconds as usize] = (share * 86_400.0) as i64;
        values[first + LineSeries::Cuts as usize] = made;
        values[first + LineSeries::Repaired as usize] = mended;
        values[first + LineSeries::Trains as usize] = loads;
        values[first + LineSeries::Load as usize] = loads * 110_000;
        let place = Place::Line(LineRow(thing));
        let mut event = |kind, second, amount| {
            let second = u32::from(day) * 86_400 + second;
            let key = Key(u64::from(second)).child(1, thing);
            record.events.push(Event {
                second,
                kind,
                place,
                key,
                cause: Key(0),
                amount,
            });
        };
        (0..made).for_each(|cut| event(EventKind::Cut, 36_000 + cut as u32 * 7, 1));
        (0..mended).for_each(|cut| event(EventKind::Mended, 70_000 + cut as u32, 300 + 60 * cut));
        made_all += made;
        mended_all += mended;
    }
    let spans = i64::from(noise(day, 77) < 0.12 * weight);
    if spans > 0 {
        let bridge = (noise(day, 78) * 2.0) as u32;
        let second = u32::from(day) * 86_400 + 40_000;
        let (kind, place) = (EventKind::SpanDown, Place::Bridge(BridgeRow(bridge)));
        let key = Key(u64::from(second));
        record.events.push(Event {
            second,
            kind,
            place,
            key,
            cause: Key(9),
            amount: 1,
        });
    }
    record.events.sort_by_key(|event| (event.second, event.key));
    let standing: i64 = open.iter().sum();
    let values = record.theatre.day_mut(day);
    values[Series::TrackCuts as usize] = made_all;
    values[Series::CutsRepaired as usize] = mended_all;
    values[Series::CutsOpen as usize] = standing;
    values[Series::SpansHit as usize] = spans;
    values[Series::SpansDown as usize] = spans * 2;
    values[Series::DamagePlaces as usize] = made_all + spans;
    shares
}

fn day_of_areas(scenario: &Scenario, record: &mut Record, day: u16, shares: &[f64]) {
    for (row, area) in scenario.areas.iter().enumerate() {
        let lowest = area
            .lines
            .iter()
            .map(|&line| shares[line as usize])
            .fold(1.0, f64::min);
        let column = row * AreaSeries::COUNT + AreaSeries::ThroughOpen as usize;
        record.areas.day_mut(day)[column] = (lowest * 86_400.0) as i64;
    }
}

fn day_of_supply(
    scenario: &Scenario,
    record: &mut Record,
    day: u16,
    core: f64,
    stocks: &mut [f64],
) {
    let present = |formation: &Formation| formation.from <= day && day < formation.to;
    let needed: i64 = scenario
        .formations
        .iter()
        .filter(|f| present(f))
        .map(|f| f.need.kg_per_day(&scenario.rules.supply))
        .sum();
    let delivered = 1_150_000.0 * (0.15 + 0.85 * core) * (0.75 + 0.5 * noise(day, 5));
    let (mut unmet, mut stock_all, mut brought_all) = (0.0, 0.0, 0.0);
    for (row, formation) in scenario.formations.iter().enumerate() {
        if !present(formation) {
            continue;
        }
        let need = formation.need.kg_per_day(&scenario.rules.supply) as f64;
        let brought = (delivered * need / needed as f64 * (0.8 + 0.2 * f64::from(row as u8)))
            .min(need * 12.0 - stocks[row]);
        let short = (need - stocks[row] - brought).max(0.0);
        stocks[row] = (stocks[row] + brought - need).max(0.0);
        let first = row * FormationSeries::COUNT;
        let values = record.formations.day_mut(day);
        values[first + FormationSeries::Stock as usize] = stocks[row] as i64;
        values[first + FormationSeries::Need as usize] = need as i64;
        values[first + FormationSeries::Short as usize] = short as i64;
        unmet += short;
        brought_all += brought;
        stock_all += stocks[row];
    }
    let values = record.theatre.day_mut(day);
    values[Series::Needed as usize] = needed;
    values[Series::FrontNeeded as usize] = needed;
    values[Series::Unmet as usize] = unmet as i64;
    values[Series::FrontUnmet as usize] = unmet as i64;
    values[Series::FrontStock as usize] = stock_all as i64;
    values[Series::DeliveredFront as usize] = brought_all as i64;
    values[Series::FrontShortAtRailhead as usize] = unmet as i64 / 10;
    values[Series::FrontRailheadStock as usize] = needed / 2;
    values[Series::BasesUnsent as usize] = unmet as i64;
    values[Series::Delivered as usize] = delivered as i64;
    values[Series::Entered as usize] = (delivered * 1.05) as i64;
    values[Series::TransitStock as usize] = (needed as f64 * 2.5 * (1.2 - core)) as i64;
    values[Series::EnginesIdle as usize] = (12.0 * core) as i64;
    values[Series::TrainsRunning as usize] = 18;
}

fn day_of_fire(record: &mut Record, day: u16, weight: f64) {
    let spread = |thing: u32, most: f64| (most * weight * noise(day, thing)) as i64;
    let mut figures = vec![
        (Series::SortiesFlown, spread(200, 300.0)),
        (Series::SortiesAborted, spread(201, 20.0)),
        (Series::SortiesOnGuns, spread(202, 30.0)),
        (Series::BombsDropped, spread(203, 600.0)),
        (
            Series::AircraftLost,
            spread(204, 2.4) + spread(205, 6.0) / 5,
        ),
        (Series::AircraftShotDown, spread(204, 2.4)),
        (Series::AircraftWrittenOff, spread(205, 6.0) / 5),
        (Series::AircraftDamaged, spread(205, 6.0)),
        (Series::RoundsHeavy, spread(206, 1_500.0)),
        (Series::RoundsLight, spread(207, 9_000.0)),
        (Series::LocomotivesLost, spread(208, 2.0)),
        (Series::WagonsLost, spread(209, 25.0)),
        (Series::TrucksLost, spread(210, 30.0)),
        (Series::LostOnRail, spread(211, 90_000.0)),
        (Series::LostOnGround, spread(212, 40_000.0)),
        (Series::LostOnRoad, spread(213, 30_000.0)),
    ];
    figures.push((Series::GunsPresent, if day < 120 { 36 } else { 72 }));
    figures.push((Series::FlakConsumed, 14_000));
    for (series, value) in figures {
        record.theatre.day_mut(day)[series as usize] = value;
    }
}
