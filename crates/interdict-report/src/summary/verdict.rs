//! What held supplies back: of what the front missed, how much lay where, railhead by railhead and day by day.
//!
//! A day's shortage is put down to whoever did not bring it. What had stayed behind at the railhead of those who
//! missed it, in the same classes, was for the trucks to bring. Of the rest, as much as the bases could have sent
//! and did not, or as lay heaped up on the way, was for the line; and what was nowhere was for the bases. So the
//! three add up to the shortage, and the verdict names the one that has more than half of it.
//!
//! Lines are looked at one by one, never by areas: which areas a scenario draws changes nothing here.

use interdict_experiment::outcome::is_short;
use interdict_model::{LineSeries, Record, Series};
use interdict_scenario::{Domain, Scenario};
use serde::Serialize;

use crate::figures::{
    DAY_S, by_day, count, depots, ends_of, fed, grouped, mean, percent, rounded, share, shortened,
    tons_by_day,
};

/// What bound the supply of the front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// Nothing was asked for.
    Nothing,
    /// Everything asked for was brought.
    Demand,
    /// The need was met, but partly out of stocks.
    Stocks,
    /// What was missed lay at the railheads of those who missed it.
    TrucksToFront,
    /// It lay at no railhead of theirs while bases had more to send, or heaps lay on the way.
    Line,
    /// The same in a theatre without a railway: the haul by road from the bases to the depots.
    Road,
    /// The bases had sent all they could.
    Bases,
    /// No cause has more than half of the shortage.
    Unclear,
}

/// A figure that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// What it is.
    pub sign: String,
    /// Its value.
    pub value: f64,
    /// Its value, as people read it.
    pub text: String,
}

/// The verdict: what bound, in words, by which signs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// What bound.
    pub constraint: Constraint,
    /// In words.
    pub words: String,
    /// How much of the shortage each cause has; `None` where there was none.
    pub shares: Option<Shares>,
    /// Every sign looked at, whether it speaks for the verdict or not.
    pub evidence: Vec<Evidence>,
}

/// How much of the front's shortage each cause has: parts of one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shares {
    /// It lay at the railheads of those who missed it.
    pub trucks: f64,
    /// It lay at no railhead of theirs, but bases had more to send or heaps lay on the way; left out without a railway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<f64>,
    /// The same in a theatre without a railway; left out with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub road: Option<f64>,
    /// Bases had sent all they could.
    pub bases: f64,
}

/// The signs, measured.
struct Signs {
    met: Option<f64>,
    brought: Option<f64>,
    shares: Option<Shares>,
    days_no_engine: Option<f64>,
    trains_running: Option<f64>,
    transit_days: f64,
    railhead_days: f64,
    trucked: f64,
    least_open: Option<(f64, u32)>,
    base_use: Option<f64>,
    burnt: Option<f64>,
}

/// Days of what bases send that are always on the way; what lies there beyond it is a heap.
const PASSING_DAYS: f64 = 3.0;
/// From this share of the need on it counts as met.
const MET: f64 = 0.98;

impl Shares {
    /// Of what was to come to the places where formations draw and did not.
    fn way(&self) -> f64 {
        self.line.or(self.road).unwrap_or(0.0)
    }

    fn of(has_railway: bool, record: &Record) -> Option<Self> {
        let day = |series: Series| by_day(record, series);
        let passing = PASSING_DAYS * mean(&day(Series::Entered));
        let (unsent, transit) = (day(Series::BasesUnsent), day(Series::TransitStock));
        let (mut trucks, mut line, mut bases) = (0.0, 0.0, 0.0);
        let missed = day(Series::FrontUnmet).into_iter();
        let lying = day(Series::FrontShortAtRailhead);
        for (day, (missed, lying)) in missed.zip(lying).enumerate() {
            let rest = missed - lying;
            let elsewhere = unsent[day] + (transit[day] - passing).max(0.0);
            trucks += lying;
            line += rest.min(elsewhere);
            bases += (rest - elsewhere).max(0.0);
        }
        let all = trucks + line + bases;
        let way = rounded(share(line, all)?);
        Some(Self {
            trucks: rounded(share(trucks, all)?),
            line: has_railway.then_some(way),
            road: (!has_railway).then_some(way),
            bases: rounded(share(bases, all)?),
        })
    }
}

fn measure(scenario: &Scenario, record: &Record) -> Signs {
    let total = |series| record.total(series) as f64;
    let needed = total(Series::FrontNeeded);
    let days = f64::from(record.days.max(1));
    let has_railway = scenario.domains().has(Domain::Railway);
    let no_engine = || {
        let idle = record.series(Series::EnginesIdle);
        idle.filter(|&idle| idle == 0).count() as f64 / days
    };
    let entered = total(Series::Entered);
    let capacity: i64 = scenario.bases.iter().map(|base| base.kg_per_day).sum();
    let burnt = total(Series::LostOnRail) + total(Series::LostOnGround) + total(Series::LostOnRoad);
    let lying = |series, need| share(mean(&by_day(record, series)), need / days).unwrap_or(0.0);
    Signs {
        met: share(needed - total(Series::FrontUnmet), needed),
        brought: share(total(Series::DeliveredFront), needed),
        shares: Shares::of(has_railway, record),
        days_no_engine: has_railway.then(no_engine),
        trains_running: has_railway.then(|| mean(&by_day(record, Series::TrainsRunning))),
        transit_days: lying(Series::TransitStock, total(Series::Needed)),
        railhead_days: lying(Series::FrontRailheadStock, needed),
        trucked: mean(&tons_by_day(record, Series::Trucked)),
        least_open: least_open(scenario, record),
        base_use: share(entered, capacity as f64 * days),
        burnt: share(burnt, entered),
    }
}

/// Of the lines that carried something, the one that was open least, and how much of the time.
fn least_open(scenario: &Scenario, record: &Record) -> Option<(f64, u32)> {
    let span = f64::from(record.days) * DAY_S;
    let lines = (0..scenario.lines.len() as u32)
        .filter(|&row| record.line(row, LineSeries::Load).any(|kg| kg > 0));
    let least = lines
        .map(|row| {
            let open: i64 = record.line(row, LineSeries::OpenSeconds).sum();
            (open, row)
        })
        .min()?;
    Some((share(least.0 as f64, span)?, least.1))
}

fn decide(signs: &Signs) -> Constraint {
    let Some(met) = signs.met else {
        return Constraint::Nothing;
    };
    match signs.shares {
        Some(_) if met >= MET => {}
        Some(shares) if shares.trucks > 0.5 => return Constraint::TrucksToFront,
        Some(shares) if shares.line.is_some_and(|line| line > 0.5) => return Constraint::Line,
        Some(shares) if shares.road.is_some_and(|road| road > 0.5) => return Constraint::Road,
        Some(shares) if shares.bases > 0.5 => return Constraint::Bases,
        Some(_) => return Constraint::Unclear,
        None => {}
    }
    if signs.brought.is_some_and(|brought| brought >= 0.95) {
        Constraint::Demand
    } else {
        Constraint::Stocks
    }
}

/// What the way to the front is called, and the places where formations draw.
struct Way {
    name: &'static str,
    place: &'static str,
    places: &'static str,
}

impl Way {
    fn of(scenario: &Scenario) -> Self {
        let places = depots(scenario);
        let (name, place) = if scenario.domains().has(Domain::Railway) {
            ("line", "railhead")
        } else {
            ("haul by road", "depot")
        };
        Self {
            name,
            place,
            places,
        }
    }
}

fn words(constraint: Constraint, signs: &Signs, scenario: &Scenario) -> String {
    let part = |share: f64| percent(Some(share));
    let [trucks, on_the_way, bases] = signs.shares.map_or([0.0; 3], |shares| {
        [shares.trucks, shares.way(), shares.bases]
    });
    let [trucks, on_the_way, bases] = [trucks, on_the_way, bases].map(part);
    let who = fed(scenario).noun();
    let Way {
        name: way,
        place,
        places,
    } = Way::of(scenario);
    match constraint {
        Constraint::Nothing => "nothing was asked for".into(),
        Constraint::Demand => format!("demand: {who} got all that was asked for"),
        Constraint::Stocks => format!(
            "nothing yet: the need of {who} was met, but {} of it was brought and stocks gave the rest",
            percent(signs.brought)
        ),
        Constraint::TrucksToFront => format!(
            "the trucks from {places} to the front: {trucks} of what {who} missed lay at the {places} of those who \
             missed it when the trucks had left (the {way} {on_the_way}, the bases {bases})"
        ),
        Constraint::Line | Constraint::Road => {
            let least = signs.least_open.map_or_else(String::new, |(open, row)| {
                let ends = shortened(&ends_of(scenario, row), 40);
                format!("; least open: {ends}, {} of the time", part(open))
            });
            format!(
                "the {way}: {on_the_way} of what {who} missed had not come to the {place} that needed it, while bases \
                 had more to send or heaps lay on the way (trucks to the front {trucks}, the bases {bases}){least}"
            )
        }
        Constraint::Bases => format!(
            "the bases: {bases} of what {who} missed was nowhere, for they had sent all they could (trucks to the \
             front {trucks}, the {way} {on_the_way})"
        ),
        Constraint::Unclear => format!(
            "no single bottleneck: of what {who} missed, trucks to the front have {trucks}, the {way} {on_the_way}, \
             the bases {bases}"
        ),
    }
}

impl Verdict {
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        let signs = measure(scenario, record);
        let constraint = decide(&signs);
        let mut evidence = Vec::new();
        let mut add = |sign: &str, value: Option<f64>, text: String| {
            if let Some(value) = value {
                evidence.push(Evidence {
                    sign: sign.into(),
                    value: rounded(value),
                    text,
                });
            }
        };
        let need = |days: f64| format!("{} days of need", grouped(days, 1));
        add("need met", signs.met, percent(signs.met));
        let railhead = Some(signs.railhead_days);
        add(
            &format!("lying at its {}", depots(scenario)),
            railhead,
            need(signs.railhead_days),
        );
        let transit = Some(signs.transit_days);
        add("lying on the way", transit, need(signs.transit_days));
        let used = percent(signs.base_use);
        add("bases' output used", signs.base_use, used);
        let open = signs.least_open.map(|(open, _)| open);
        add("least open line with traffic", open, percent(open));
        let no_engine = signs.days_no_engine;
        add("days with no engine free", no_engine, percent(no_engine));
        let running = signs.trains_running;
        let trains = grouped(running.unwrap_or(0.0), 1);
        add("trains running", running, trains);
        let trucked = format!("{} t a day", grouped(signs.trucked, 0));
        let sign = match running {
            Some(_) => "trucked round gaps",
            None => "trucked between stations",
        };
        add(sign, Some(signs.trucked), trucked);
        let burnt = percent(signs.burnt);
        add("burnt or lost on the way", signs.burnt, burnt);
        let days = record.series(Series::FrontNeeded);
        let days = days.zip(record.series(Series::FrontUnmet));
        let short = days.filter(|&(needed, unmet)| is_short(needed, unmet));
        let short = short.count() as i64;
        let text = format!("{} of {}", count(short), record.days);
        add("days below 90% of need", Some(short as f64), text);
        Self {
            constraint,
            words: words(constraint, &signs, scenario),
            shares: signs.shares,
            evidence,
        }
    }
}
