//! # Raids on cities
//!
//! What happens: raids that could come are drawn day by day; those that come are met by fighters or not, and each of their
//! bombers gets through or does not.
//!
//! Rule: on each day a city has `N` raids that could come, `N` Poisson with the mean `raids_per_month` / 30.4. Each comes
//! with the chance `kept`, with a number of bombers that is as likely as any other between the least and the most. Fighters
//! meet it with the chance `cover` of the day; of a raid that is met they stop each bomber with `cities.stopped`, and guns
//! stop each of the others with the city's chance. A change of a chance moves the threshold and never the number that is
//! drawn, so what guards better never lets more through in the same replication.
//!
//! Assumes: raids come by day and know nothing of who guards; losses do not deter the next raid; what bombs do to a city is
//! not modelled.
//!
//! Sources: the raid of 6 February 1950 on Shanghai for numbers: 17 aircraft, 14 of them bombers by one account; figures
//! with the knobs of `cities`.
//!
//! Reads: [`Cities`], divisions of [`Schools`], assignments. Writes: counters, journal. Chance: `CITY_RAID` by city and
//! day, and by raid that could come; `CITY_BOMBER` by raid.

use bevy_ecs::prelude::*;
use interdict_engine::whole::whole_part;
use interdict_engine::{Chance, Clock, Rows, When, sample};
use interdict_quantity::Key;

use crate::chance::{CITY_BOMBER, CITY_RAID};
use crate::cities::city::{Cities, City};
use crate::cities::cover::cover;
use crate::identity::Identity;
use crate::measure::{Journal, Measures};
use crate::outcomes::Series;
use crate::record::{EventKind, Place};
use crate::schools::{Assignment, Schools};

/// Raids of a day have numbers below this.
const MOST: u32 = 255;

/// A raid that came.
struct Raid {
    key: Key,
    bombers: u32,
    is_met: bool,
}

/// Raids come. Due every day at noon, after cover is counted.
pub fn raid(
    clock: Res<Clock>,
    cities: Res<Cities>,
    schools: Res<Schools>,
    assignments: Rows<Assignment>,
    chance: Res<Chance>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    for (row, city) in cities.cities.by_row() {
        let [u] = chance.draw(CITY_RAID, city.key, When::on(clock.day));
        let candidates = sample::poisson(u, city.candidates).min(MOST);
        measures.add(Series::CityCandidates, candidates.into());
        for n in 0..candidates {
            let day = clock.day;
            let who = city.key;
            let key = Identity::CityRaid { city: who, day, n }.key();
            let covered = || cover(row, &cities, &schools, assignments.slice());
            let Some(raid) = comes(key, city, clock.day, &chance, covered) else {
                continue;
            };
            let through = through(&raid, city, cities.stopped, clock.day, &chance);
            measures.add(Series::CityRaids, 1);
            measures.add(Series::CityRaidsMet, raid.is_met.into());
            measures.add(Series::CityBombers, raid.bombers.into());
            measures.add(Series::CityBombersThrough, through);
            let (place, bombers) = (Place::City(row), raid.bombers.into());
            journal.note(clock.now, EventKind::CityRaid, place, key, who, bombers);
            if through > 0 {
                journal.note(clock.now, EventKind::CityBombed, place, key, who, through);
            }
        }
    }
}

/// A raid that could come, if it comes.
fn comes(
    key: Key,
    city: &City,
    day: u16,
    chance: &Chance,
    cover: impl FnOnce() -> f64,
) -> Option<Raid> {
    let [kept, size, met] = chance.draw(CITY_RAID, key, When::on(day));
    let (least, most) = city.bombers;
    let more = size * f64::from(most - least + 1);
    sample::bernoulli(kept, city.kept).then(|| Raid {
        key,
        bombers: least + whole_part::<u32>(more).min(most - least),
        is_met: sample::bernoulli(met, cover()),
    })
}

/// Bombers of a raid that get through.
fn through(raid: &Raid, city: &City, stopped: f64, day: u16, chance: &Chance) -> i64 {
    let mut numbers = chance.stream(CITY_BOMBER, raid.key, When::on(day));
    let mut left = 0;
    for _ in 0..raid.bombers {
        let [by_fighters, by_guns] = [numbers.draw(), numbers.draw()];
        let is_stopped = raid.is_met && sample::bernoulli(by_fighters, stopped);
        left += i64::from(!is_stopped && !sample::bernoulli(by_guns, city.guns));
    }
    left
}
