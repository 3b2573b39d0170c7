//! Cities: how far each was covered, what would get through, and what a division more or fewer would do.

use interdict_model::{EventKind, Place, Record, Series};
use interdict_scenario::Scenario;
use serde::Serialize;

use crate::figures::rounded;

/// Parts of one in which the record keeps chances.
const MILLION: f64 = 1_000_000.0;

/// How far cities were covered, and what came.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cities {
    /// The cities, in the order of their table.
    pub cities: Vec<CityGuarded>,
    /// Weight of the cities by the chance that a raid is met, summed: the mean of the days.
    pub cover: f64,
    /// Weight of all cities.
    pub weight: f64,
    /// Share of the bombers of a raid that get through, mean over cities by weight and over days.
    pub leak: f64,
    /// Bombers that get through, as expected day by day.
    pub bombers_expected: f64,
    /// Raids that came.
    pub raids: i64,
    /// Of these, raids that fighters met.
    pub raids_met: i64,
    /// Bombers of those raids.
    pub bombers: i64,
    /// Of these, bombers that got through.
    pub bombers_through: i64,
}

/// A city. Shares are means of the days that were run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CityGuarded {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Chance that fighters meet a raid.
    pub cover: f64,
    /// The same at the end.
    pub cover_at_end: f64,
    /// Share of the bombers of a raid that get through.
    pub leak: f64,
    /// By how much one more division on call would raise the cover.
    pub with_one_more: f64,
    /// By how much it would fall if one division on call went elsewhere, or all that there is where that is less.
    pub with_one_fewer: f64,
    /// Raids that came.
    pub raids: i64,
    /// Bombers that got through.
    pub bombers_through: i64,
}

impl Cities {
    /// Of a run.
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        let total = |series| record.total(series);
        let days = f64::from(record.days.max(1));
        let mean = |series| rounded(total(series) as f64 / MILLION / days);
        let rows = 0..scenario.cities.len();
        Self {
            cities: rows
                .map(|row| CityGuarded::of(scenario, record, row))
                .collect(),
            cover: mean(Series::CityCover),
            weight: rounded(scenario.cities.iter().map(|city| city.weight).sum()),
            leak: mean(Series::CityLeak),
            bombers_expected: rounded(total(Series::CityBombersExpected) as f64 / MILLION),
            raids: total(Series::CityRaids),
            raids_met: total(Series::CityRaidsMet),
            bombers: total(Series::CityBombers),
            bombers_through: total(Series::CityBombersThrough),
        }
    }
}

impl CityGuarded {
    fn of(scenario: &Scenario, record: &Record, row: usize) -> Self {
        let city = &scenario.cities[row];
        let of_day = |day: u16, column: usize| record.cities.at(day, column) as f64 / MILLION;
        let covers = || (0..record.days).map(|day| of_day(day, 2 * row));
        let days = f64::from(record.days.max(1));
        let mean = |values: &mut dyn Iterator<Item = f64>| rounded(values.sum::<f64>() / days);
        // chance that one division on call meets a raid
        let rules = &scenario.rules.cities;
        let each = rules.readiness * city.warning.unwrap_or(rules.warning);
        let of_city = |kind: EventKind| {
            (record.events.iter()).filter(move |event| {
                let place = match event.place {
                    Place::City(place) => Some(place.index()),
                    _ => None,
                };
                event.kind == kind && place == Some(row)
            })
        };
        Self {
            id: city.id.clone(),
            name: city.name.clone(),
            cover: mean(&mut covers()),
            cover_at_end: rounded(covers().next_back().unwrap_or(0.0)),
            leak: mean(&mut (0..record.days).map(|day| of_day(day, 2 * row + 1))),
            with_one_more: mean(&mut covers().map(|cover| (1.0 - cover) * each)),
            with_one_fewer: mean(&mut covers().map(|cover| fewer(cover, each))),
            raids: of_city(EventKind::CityRaid).count() as i64,
            bombers_through: of_city(EventKind::CityBombed)
                .map(|event| event.amount)
                .sum(),
        }
    }
}

/// By how much a cover falls when one division goes that meets a raid with a chance.
fn fewer(cover: f64, each: f64) -> f64 {
    if each >= 1.0 {
        return cover;
    }
    cover.min((1.0 - cover) * each / (1.0 - each))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_division_fewer_takes_back_what_it_gave() {
        // of two at 0.7: 0.91 falls to 0.7; of one: to nothing; of half a one: to nothing
        for (cover, falls) in [(0.91, 0.21), (0.7, 0.7), (0.35, 0.35), (0.0, 0.0)] {
            assert!((fewer(cover, 0.7) - falls).abs() < 1e-12, "{cover}");
        }
        assert_eq!(fewer(1.0, 1.0).to_bits(), 1.0_f64.to_bits());
    }
}
