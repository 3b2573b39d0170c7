//! What bound: the tons that a little more of each means would have brought, under the same numbers.
//!
//! What is told is a finite difference: a tenth more of one means, or an hour more of night, and nothing
//! else changed. The means with the largest gain is what bound; one without a gain was not scarce. A tenth
//! and not one piece, for one gang in eighty is lost in the noise of chance; where a tenth is less than one piece, one
//! piece, for nothing more would gain exactly nothing. The intervals of all means hold together, for the page picks
//! among them.

use interdict_scenario::domain::{RAILWAY, SUPPLY};
use interdict_scenario::scenario::{GangBase, TruckTask};
use interdict_scenario::{Domain, Rules, Scenario};
use serde::Serialize;

use super::told::Told;
use crate::paired::ERROR;

/// How much more of a means is given: a tenth.
const MORE: f64 = 0.1;

/// A scenario with a little more of one means.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The means.
    pub means: &'static str,
    /// How much more of it, in words.
    pub more: String,
    /// How many of it were added, where they can be counted.
    pub added: Option<f64>,
    /// One of them: `gang`.
    pub one: &'static str,
    /// The scenario.
    pub scenario: Scenario,
}

/// What more of a means brings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// The means.
    pub means: String,
    /// How much more of it.
    pub more: String,
    /// Gain, in the unit of the outcome.
    pub gain: Told,
    /// How many were added.
    pub added: Option<f64>,
    /// One of them.
    pub one: String,
}

/// A base with a little more of each means. Means that a scenario has not are left out, and so are those of domains
/// that it has not.
pub fn variants(base: &Scenario) -> Vec<Variant> {
    let theatre = base.domains();
    let has_railway = theatre.has(Domain::Railway);
    let mut all = Vec::new();
    gangs(base, &mut all);
    locomotives(base, &mut all);
    let [to_front, between] = if has_railway {
        ["trucks from railheads to the front", "trucks round gaps"]
    } else {
        ["trucks from depots to the front", "trucks between stations"]
    };
    trucks(base, TruckTask::Front, to_front, &mut all);
    trucks(base, TruckTask::Gap, between, &mut all);
    supplies(base, &mut all);
    if theatre.has_one_of(RAILWAY.and(SUPPLY)) {
        night(base, &mut all);
    }
    if has_railway {
        speed(base, &mut all);
    }
    if theatre.has_all(RAILWAY.and(SUPPLY)) {
        material(base, &mut all);
    }
    all
}

/// A tenth more of each of some numbers, in whole pieces: what is left over is handed on to the next, so that many small
/// numbers get a tenth among them; where all of it is less than one piece, the largest gets one. How many that is.
fn tenth<'a>(numbers: impl Iterator<Item = &'a mut u32>) -> u32 {
    let mut numbers: Vec<&mut u32> = numbers.collect();
    let (mut due, mut given) = (0.0, 0);
    for number in &mut numbers {
        due += f64::from(**number) * MORE;
        let more = due.round() as u32 - given;
        **number += more;
        given += more;
    }
    if given == 0
        && let Some(largest) = numbers.iter_mut().max()
        && **largest > 0
    {
        **largest += 1;
        given = 1;
    }
    given
}

/// What is told of a tenth, or of what is more than that because pieces are whole.
fn a_tenth(added: u32, of: u32, one: &str) -> String {
    if f64::from(added) <= 1.25 * MORE * f64::from(of) {
        "a tenth more".to_owned()
    } else {
        format!("{added} {one} more on {of}: a tenth is no whole one")
    }
}

/// Men at work on the day that has fewest of them and on the day that has most; days without any are left out.
fn men_by_day(scenario: &Scenario) -> (u32, u32) {
    let on = |day: u16| -> u32 {
        let there = |gang: &&GangBase| gang.from <= day && day < gang.to;
        scenario
            .gangs
            .iter()
            .filter(there)
            .map(|gang| gang.men)
            .sum()
    };
    let days = || (0..scenario.days).map(on).filter(|&men| men > 0);
    (days().min().unwrap_or(0), days().max().unwrap_or(0))
}

/// A tenth more men at every base, and as many as make a gang on the day that has fewest.
fn gangs(base: &Scenario, all: &mut Vec<Variant>) {
    let mut scenario = base.clone();
    let (fewest, most) = men_by_day(base);
    if fewest == 0 {
        return;
    }
    let share = MORE.max(men_of_a_gang(base) / f64::from(fewest));
    for gang in &mut scenario.gangs {
        gang.men += (f64::from(gang.men) * share).ceil() as u32;
    }
    let added = f64::from(men_by_day(&scenario).1 - most) / 100.0;
    let more = if share > MORE {
        format!(
            "{:.0} % more men: a tenth is less than one gang",
            100.0 * share
        )
    } else {
        "a tenth more men".to_owned()
    };
    push(all, "repair gangs", &more, added, "100 men", scenario);
}

/// Men that it takes for one more gang of 100 at work.
fn men_of_a_gang(base: &Scenario) -> f64 {
    100.0 / base.rules.repair.gangs_at_work
}

fn locomotives(base: &Scenario, all: &mut Vec<Variant>) {
    let mut scenario = base.clone();
    let there: u32 = base.locomotives.iter().map(|pool| pool.count).sum();
    let engines = tenth(scenario.locomotives.iter_mut().map(|pool| &mut pool.count));
    let more = a_tenth(engines, there, "locomotive");
    let added = f64::from(engines);
    push(all, "locomotives", &more, added, "locomotive", scenario);
}

fn trucks(base: &Scenario, task: TruckTask, means: &'static str, all: &mut Vec<Variant>) {
    let mut scenario = base.clone();
    let of_task = scenario.trucks.iter_mut();
    let of_task = of_task.filter(|company| company.task == task);
    let companies: Vec<&mut u32> = of_task.map(|company| &mut company.trucks).collect();
    let there: u32 = companies.iter().map(|trucks| **trucks).sum();
    let trucks = tenth(companies.into_iter());
    let more = a_tenth(trucks, there, "truck");
    push(all, means, &more, f64::from(trucks), "truck", scenario);
}

fn supplies(base: &Scenario, all: &mut Vec<Variant>) {
    let mut scenario = base.clone();
    let mut kg = 0;
    for base in &mut scenario.bases {
        let more = (base.kg_per_day as f64 * MORE).round() as i64;
        kg += more;
        base.kg_per_day += more;
    }
    push(
        all,
        "supplies at the bases",
        "a tenth more a day",
        kg as f64 / 1_000.0,
        "t a day",
        scenario,
    );
}

/// Trains and trucks may run from sunset to sunrise instead of through the darker part of the night only.
fn night(base: &Scenario, all: &mut Vec<Variant>) {
    let mut scenario = base.clone();
    scenario.rules.sky.dark_below_degrees = 0.0;
    let hours = |scenario: &Scenario| {
        let sky = interdict_model::sky::Sky::new(scenario);
        let seconds: u64 = (0..scenario.days)
            .map(|day| u64::from(sky.dark_seconds(day)))
            .sum();
        seconds as f64 / 3_600.0 / f64::from(scenario.days.max(1))
    };
    let more = hours(&scenario) - hours(base);
    if more > 0.0 {
        let who = if base.domains().has(Domain::Railway) {
            "trains run"
        } else {
            "trucks drive"
        };
        let told = format!("{more:.1} h more each night ({who} from sunset to sunrise)");
        push(all, "hours of night", &told, more, "hour", scenario);
    }
}

/// Trains a tenth faster, or by as much as the knob may still be raised.
fn speed(base: &Scenario, all: &mut Vec<Variant>) {
    let mut scenario = base.clone();
    let knobs = Rules::knobs();
    let knob = knobs.iter().find(|knob| knob.path() == "rail.speed_kmh");
    let highest = knob.expect("there is such a knob").high;
    let speed = &mut scenario.rules.rail.speed_kmh;
    let share = MORE.min(highest / *speed - 1.0);
    if share <= 0.0 {
        return;
    }
    *speed = (*speed * (1.0 + share)).min(highest);
    for line in &mut scenario.lines {
        line.speed_kmh = line.speed_kmh.map(|kmh| kmh * (1.0 + share));
    }
    let more = if share < MORE {
        format!(
            "trains {:.0} % faster: they may not run a tenth faster",
            100.0 * share
        )
    } else {
        "trains a tenth faster".to_owned()
    };
    put(
        all,
        Variant {
            means: "capacity of the lines",
            more,
            added: None,
            one: "",
            scenario,
        },
    );
}

/// Adds a variant that a scenario may be: what is more than may be said is no price.
fn put(all: &mut Vec<Variant>, variant: Variant) {
    if variant.scenario.sound().is_ok() {
        all.push(variant);
    }
}

fn material(base: &Scenario, all: &mut Vec<Variant>) {
    let mut scenario = base.clone();
    let repair = &mut scenario.rules.repair;
    repair.crater_material_kg *= 1.0 - MORE;
    scenario.rules.bridge.span_material_kg *= 1.0 - MORE;
    put(
        all,
        Variant {
            means: "rails and timber",
            more: "a tenth less needed for each repair".to_owned(),
            added: None,
            one: "",
            scenario,
        },
    );
}

fn push(
    all: &mut Vec<Variant>,
    means: &'static str,
    more: &str,
    added: f64,
    one: &'static str,
    scenario: Scenario,
) {
    if added > 0.0 {
        let more = more.to_owned();
        let added = Some(added);
        put(
            all,
            Variant {
                means,
                more,
                added,
                one,
                scenario,
            },
        );
    }
}

/// Gains of the variants, the largest first: the outcome of the base and of each variant, pair by pair.
pub fn prices(variants: &[Variant], base: &[f64], values: &[Vec<f64>]) -> Vec<Price> {
    let mut prices: Vec<Price> = (variants.iter().zip(values))
        .map(|(variant, values)| {
            let gains: Vec<f64> = base
                .iter()
                .zip(values)
                .map(|(base, value)| value - base)
                .collect();
            Price {
                means: variant.means.to_owned(),
                more: variant.more.clone(),
                gain: Told::with_error(&gains, ERROR / variants.len() as f64),
                added: variant.added,
                one: variant.one.to_owned(),
            }
        })
        .collect();
    prices.sort_by(|one, other| other.gain.mean.abs().total_cmp(&one.gain.mean.abs()));
    prices
}

#[cfg(test)]
mod tests;
