//! # Rationing
//!
//! What happens: a formation whose stock runs low issues less than it needs, so that it lasts.
//!
//! Rule: class by class, with `s` days of stock and `s1` the days below which it saves, it issues `phi(s)` of its
//! need, `phi = 1` for `s >= s1`, else `f + (1 - f) s/s1`, as far as it has it. What is cut by order and what is
//! missing are two things and booked apart; both are need that was not met.
//!
//! Assumes: a class is saved for its own sake: who is out of bread does not fire less. (With all classes taken
//! together, more food could leave less ammunition.) Who is full never saves, so `s1` is at most what is carried.
//!
//! Sources: knobs.
//!
//! Reads: knobs of `supply`. Writes: nothing. Chance: none.

use bevy_ecs::prelude::Resource;
use interdict_engine::whole::nearest;
use interdict_scenario::Scenario;

use crate::accounts::CLASSES;

/// When and how far formations save, rounded once.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub struct Rations {
    /// Days of stock below which a class is rationed, thousandths.
    below_milli: i64,
    /// Share of the need that is issued from the last stock, thousandths, by class.
    floors_milli: [i64; CLASSES],
}

/// What became of a day's need of one class, kilograms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Issued.
    pub issued: i64,
    /// Cut by order.
    pub rationed: i64,
    /// To be issued, and not there.
    pub missing: i64,
}

impl Rations {
    /// The knobs of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules.supply;
        let milli = |number: f64| nearest::<i64>(1_000.0 * number);
        Self {
            below_milli: milli(rules.ration_below_days.min(rules.carried_days)),
            floors_milli: [
                milli(rules.food_floor),
                milli(rules.ammunition_floor),
                milli(rules.fuel_floor),
                milli(rules.stores_floor),
                1_000,
            ],
        }
    }

    /// What is issued of a class, from this stock for this need.
    pub fn issue(&self, class: usize, need: i64, stock: i64) -> Issue {
        let floor = self.floors_milli[class];
        let ordered = if 1_000 * stock >= self.below_milli * need {
            need
        } else {
            // need f + (1 - f) stock / s1, rounded once.
            let thousandths = floor * need * self.below_milli + (1_000 - floor) * 1_000 * stock;
            thousandths / (1_000 * self.below_milli)
        };
        let issued = ordered.min(stock);
        Issue {
            issued,
            rationed: need - ordered,
            missing: ordered - issued,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::math;
    use interdict_engine::whole::whole_part;

    const NEED: i64 = 1_000_000;

    fn rations(days: f64, floor: f64) -> Rations {
        Rations {
            below_milli: whole_part(1_000.0 * days),
            floors_milli: [whole_part(1_000.0 * floor); CLASSES],
        }
    }

    /// Stock and issue of each day, in days of need: so much comes in before each issue.
    fn run(rations: &Rations, mut stock: i64, inflow: i64, days: usize) -> Vec<(f64, f64)> {
        let day = |_| {
            stock += inflow;
            let before = stock;
            let issue = rations.issue(0, NEED, stock);
            assert_eq!(issue.issued + issue.rationed + issue.missing, NEED);
            assert!(issue.rationed >= 0 && issue.missing >= 0);
            stock -= issue.issued;
            let days = |kg: i64| kg as f64 / NEED as f64;
            (days(before), days(issue.issued))
        };
        (0..days).map(day).collect()
    }

    #[test]
    fn an_inflow_below_need_settles_where_it_is_what_is_issued() {
        // phi(s) = s / s1 = a: s = a s1.
        for (inflow, days) in [(0.6, 7.0), (0.3, 7.0), (0.9, 4.0)] {
            let kg = whole_part(inflow * NEED as f64);
            let (stock, issued) = run(&rations(days, 0.0), 7 * NEED, kg, 400)[399];
            assert!((stock - inflow * days).abs() < 1e-4, "{stock}");
            assert!((issued - inflow).abs() < 1e-5, "{issued}");
        }
    }

    #[test]
    fn without_a_floor_the_stock_decays_and_never_ends() {
        // s1 (1 - 1/s1)^n: 2.379 days after seven.
        let days = run(&rations(7.0, 0.0), 7 * NEED, 0, 60);
        assert!((days[7].0 - 2.379_37).abs() < 1e-4, "{}", days[7].0);
        let mut known = 7.0;
        for &(stock, _) in &days {
            assert!((stock - known).abs() < 1e-4);
            known *= 6.0 / 7.0;
        }
        assert!(days.iter().all(|&(_, issued)| issued > 0.0));
    }

    #[test]
    fn with_half_as_floor_seven_days_last_ten() {
        // In continuous time s1 / (1 - f) ln(1 / f) = 9.7.
        let days = run(&rations(7.0, 0.5), 7 * NEED, 0, 20);
        let first_empty = days.iter().position(|&(stock, _)| stock == 0.0);
        assert_eq!(first_empty, Some(10));
        assert!((7.0 / 0.5 * math::ln(2.0) - 9.704).abs() < 1e-3);
        // Against none, it is gone after seven.
        let plain = run(&rations(0.0, 0.5), 7 * NEED, 0, 20);
        assert_eq!(plain.iter().position(|&(stock, _)| stock == 0.0), Some(7));
    }

    #[test]
    fn who_gets_more_than_the_floor_never_runs_dry_and_who_gets_his_need_is_not_cut() {
        for floor in [0.0, 0.2, 0.5, 0.8] {
            let above = whole_part((floor + 0.05) * NEED as f64);
            let days = run(&rations(7.0, floor), 3 * NEED, above, 500);
            assert!(days.iter().all(|&(stock, issued)| issued < stock));
            let days = run(&rations(7.0, floor), 7 * NEED, NEED, 50);
            assert!(days.iter().all(|&(_, issued)| issued >= 1.0));
        }
    }

    #[test]
    fn more_stock_never_leaves_or_issues_less() {
        for days in [0.0, 0.5, 1.0, 4.0, 7.0] {
            for floor in [0.0, 0.3, 1.0] {
                let rations = rations(days, floor);
                let after = |stock: i64| {
                    let issue = rations.issue(1, 997, stock);
                    (issue.issued, stock - issue.issued)
                };
                for stock in 0..8_000 {
                    let (less, more) = (after(stock), after(stock + 1));
                    assert!(
                        more.0 >= less.0 && more.1 >= less.1,
                        "{days} {floor} {stock}"
                    );
                }
            }
        }
    }

    #[test]
    fn saving_earlier_never_makes_more_dry_days() {
        let dry = |days: f64, inflow: i64| {
            let days = run(&rations(days, 0.4), 7 * NEED, inflow, 100);
            days.iter()
                .filter(|&&(stock, issued)| issued >= stock)
                .count()
        };
        for inflow in [0, 200_000, 390_000, 600_000] {
            let by_threshold: Vec<usize> =
                (0..8).map(|days| dry(f64::from(days), inflow)).collect();
            assert!(
                by_threshold.windows(2).all(|pair| pair[1] <= pair[0]),
                "{by_threshold:?}"
            );
        }
    }
}
