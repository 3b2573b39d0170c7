//! Things that have their identity from others: jobs of repair, trips of trains, waves of trucks.

use interdict_quantity::Key;
use interdict_scenario::Scenario;

use super::called;

/// Hits of a raid that are tried, and cuts that bombs on a yard make.
const HITS: u32 = 2_000;
const CUTS: u32 = 200;

/// Departures a night from one station to another that are tried.
const DEPARTURES: u32 = 64;

/// The raid, the hit of a raid, or the cut by bombs on a yard.
pub(super) fn of_raids(scenario: &Scenario, key: Key) -> Option<String> {
    scenario.raids.iter().find_map(|raid| {
        let name = || {
            let date = scenario.starts.plus_days(i32::from(raid.day));
            let date = date.map_or_else(String::new, |date| format!(" on {date}"));
            format!("the raid of {}{date}", raid.unit)
        };
        if raid.key == key {
            return Some(name());
        }
        let hit = |ordinal: u32| raid.key.child(24, ordinal);
        if let Some(ordinal) = (0..HITS).find(|&ordinal| hit(ordinal) == key) {
            return Some(format!("hit {} of {}", ordinal + 1, name()));
        }
        // all that fell within a yard is one impact, and makes several cuts
        let cut = (0..CUTS).find(|&cut| hit(0).child(4, cut) == key)?;
        Some(format!("cut {} in the yard by {}", cut + 1, name()))
    })
}

/// The trip of a train or the wave of trucks from a station to another, about a day.
pub(super) fn of_departures(scenario: &Scenario, key: Key, day: u16) -> Option<String> {
    for from in &scenario.stations {
        for to in &scenario.stations {
            let way = from.key.with(to.key);
            for night in day.saturating_sub(2)..=day + 1 {
                for ordinal in 0..DEPARTURES {
                    let which = u32::from(night) << 12 | ordinal;
                    let what = if way.child(9, which) == key {
                        "train"
                    } else if way.child(10, which) == key {
                        "wave of trucks"
                    } else {
                        continue;
                    };
                    let [start, end] = [from, to].map(|one| called(&one.name, &one.id));
                    let date = scenario.starts.plus_days(i32::from(night));
                    let date = date.map_or_else(String::new, |date| format!(" of {date}"));
                    return Some(format!(
                        "{what} {} from {start} to {end}, night{date}",
                        ordinal + 1
                    ));
                }
            }
        }
    }
    None
}

/// The switch to another crossing of a bridge, or the by-pass begun beside it, about a day.
pub(super) fn of_bridges(scenario: &Scenario, key: Key, day: u16) -> Option<String> {
    scenario.bridges.iter().find_map(|bridge| {
        let name = called(&bridge.name, &bridge.id);
        for day in u32::from(day.saturating_sub(30))..=u32::from(day) + 1 {
            if bridge.key.child(3, day) == key {
                return Some(format!("the switch to another crossing at {name}"));
            }
            if (0..32).any(|down| bridge.key.child(5, day << 8 | down) == key) {
                return Some(format!("the by-pass begun beside {name}"));
            }
        }
        None
    })
}
