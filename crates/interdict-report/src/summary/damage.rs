//! What was broken and mended, burnt and shot down, and with how much effort.

use interdict_model::{EventKind, Record, Series, Silence};
use interdict_scenario::{Domains, Scenario};
use serde::Serialize;

use crate::figures::{by_day, mean, median, rounded, share, tons};

/// Cuts and spans: made, mended, still open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Damage {
    /// Cuts made.
    pub cuts_made: i64,
    /// Cuts mended.
    pub cuts_mended: i64,
    /// Cuts not yet mended when the run ended.
    pub cuts_open_at_end: i64,
    /// Median time that the mended cuts were open, minutes; `None` where none was mended.
    pub median_minutes_open: Option<f64>,
    /// Spans and by-passes put out of use.
    pub spans_hit: i64,
    /// Spans and by-passes mended.
    pub spans_mended: i64,
    /// Spans and by-passes out of use when the run ended.
    pub spans_down_at_end: i64,
    /// Median time that the mended spans were out of use, hours; `None` where none was mended.
    pub median_hours_down: Option<f64>,
}

/// What was lost, by cause. A loss is left out where the theatre has not the domains that it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Losses {
    /// Fighter-bombers lost to guns: shot down or written off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aircraft_lost: Option<i64>,
    /// Of these, shot down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aircraft_shot_down: Option<i64>,
    /// Of these, damaged, brought home and written off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aircraft_written_off: Option<i64>,
    /// Fighter-bombers damaged by guns, those written off among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aircraft_damaged: Option<i64>,
    /// Bombers shot down, by guns or by fighters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bombers_lost: Option<i64>,
    /// Locomotives disabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locomotives: Option<i64>,
    /// Wagons destroyed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wagons: Option<i64>,
    /// Trucks lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trucks: Option<i64>,
    /// Supplies burnt in trains, tons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub burnt_on_rail_tons: Option<f64>,
    /// Supplies burnt on the ground, tons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub burnt_on_ground_tons: Option<f64>,
    /// Supplies lost with trucks, tons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost_on_road_tons: Option<f64>,
}

/// The guns and what they fired.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Guns {
    /// Guns in position, mean of the days.
    pub present_mean: f64,
    /// Guns in position, most on a day.
    pub present_most: i64,
    /// Heavy rounds fired.
    pub rounds_heavy: i64,
    /// Light rounds fired.
    pub rounds_light: i64,
    /// Rounds of both kinds for each fighter-bomber or bomber lost to guns; `None` where none was.
    pub rounds_per_aircraft_lost: Option<f64>,
    /// Rations, fuel and rounds that the guns drew from their depots, tons a day; left out without supply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drawn_tons_per_day: Option<f64>,
    /// Share of the guns under attack, by days, that wanted to fire and had no round; `None` where no gun
    /// ever came under attack.
    pub silent_share: Option<f64>,
    /// Postings whose guns stood without rounds under attack, worst first.
    pub silent: Vec<SilentGuns>,
}

/// How often the guns of a posting stood without rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SilentGuns {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Days on which attackers came within reach of its guns.
    pub days_under_attack: u32,
    /// Of these, days on which some of them wanted to fire and had no round.
    pub days_silent: u32,
    /// Guns that stood without rounds, added up over those days.
    pub gun_days_silent: i64,
}

/// The attackers' effort. What needs a railway or guns is left out without them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Effort {
    /// Sorties of fighter-bombers against railways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sorties: Option<i64>,
    /// Of these, turned back by fire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sorties_aborted: Option<i64>,
    /// Of these, against guns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sorties_on_guns: Option<i64>,
    /// Bombs aimed at track and bridges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bombs: Option<i64>,
    /// Places damaged: cuts and spans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage_places: Option<i64>,
    /// Bombs for each place damaged; `None` where none was.
    pub bombs_per_place: Option<f64>,
    /// Night patrols against trains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patrols: Option<i64>,
    /// Bombers over their targets in raids of record.
    pub bomber_sorties: i64,
    /// Bombs dropped by bombers, tons.
    pub bomber_tons: f64,
}

/// The total of a series, where the theatre has the domains that the series needs.
fn told(theatre: Domains, record: &Record) -> impl Fn(Series) -> Option<i64> {
    move |series| (theatre.has_all(series.needs())).then(|| record.total(series))
}

fn median_amount(record: &Record, kind: EventKind) -> Option<f64> {
    let amounts: Vec<f64> = record
        .events
        .iter()
        .filter(|event| event.kind == kind)
        .map(|event| event.amount as f64)
        .collect();
    median(&amounts)
}

fn at_end(record: &Record, series: Series) -> i64 {
    record.series(series).last().unwrap_or(0)
}

impl Damage {
    pub(super) fn of(record: &Record) -> Self {
        Self {
            cuts_made: record.total(Series::TrackCuts),
            cuts_mended: record.total(Series::CutsRepaired),
            cuts_open_at_end: at_end(record, Series::CutsOpen),
            median_minutes_open: median_amount(record, EventKind::Mended),
            spans_hit: record.total(Series::SpansHit),
            spans_mended: record.total(Series::SpansRepaired),
            spans_down_at_end: at_end(record, Series::SpansDown),
            median_hours_down: median_amount(record, EventKind::SpanMended),
        }
    }
}

impl Losses {
    pub(super) fn of(theatre: Domains, record: &Record) -> Self {
        let of = told(theatre, record);
        Self {
            aircraft_lost: of(Series::AircraftLost),
            aircraft_shot_down: of(Series::AircraftShotDown),
            aircraft_written_off: of(Series::AircraftWrittenOff),
            aircraft_damaged: of(Series::AircraftDamaged),
            bombers_lost: of(Series::BombersLost),
            locomotives: of(Series::LocomotivesLost),
            wagons: of(Series::WagonsLost),
            trucks: of(Series::TrucksLost),
            burnt_on_rail_tons: of(Series::LostOnRail).map(tons),
            burnt_on_ground_tons: of(Series::LostOnGround).map(tons),
            lost_on_road_tons: of(Series::LostOnRoad).map(tons),
        }
    }
}

impl Guns {
    pub(super) fn of(scenario: &Scenario, record: &Record) -> Self {
        let heavy = record.total(Series::RoundsHeavy);
        let light = record.total(Series::RoundsLight);
        let lost = record.total(Series::AircraftLost) + record.total(Series::BombersLost)
            - record.total(Series::BombersLostToFighters);
        let drawn: Vec<f64> = record.series(Series::FlakConsumed).map(tons).collect();
        Self {
            present_mean: rounded(mean(&by_day(record, Series::GunsPresent))),
            present_most: record.series(Series::GunsPresent).max().unwrap_or(0),
            rounds_heavy: heavy,
            rounds_light: light,
            rounds_per_aircraft_lost: share((heavy + light) as f64, lost as f64).map(rounded),
            drawn_tons_per_day: (scenario.domains().has_all(Series::FlakConsumed.needs()))
                .then(|| rounded(mean(&drawn))),
            silent_share: share(
                record.total(Series::GunsSilent) as f64,
                record.total(Series::GunsUnderAttack) as f64,
            )
            .map(rounded),
            silent: silent(scenario, &record.silences),
        }
    }
}

fn silent(scenario: &Scenario, silences: &[Silence]) -> Vec<SilentGuns> {
    let mut worst: Vec<&Silence> = silences.iter().collect();
    worst.sort_by_key(|silence| (-silence.gun_days_silent, silence.posting));
    let told = |silence: &Silence| {
        let posting = &scenario.flak[silence.posting.index()];
        SilentGuns {
            id: posting.id.clone(),
            name: posting.name.clone(),
            days_under_attack: silence.days_under_attack,
            days_silent: silence.days_silent,
            gun_days_silent: silence.gun_days_silent,
        }
    };
    worst.into_iter().map(told).collect()
}

impl Effort {
    pub(super) fn of(theatre: Domains, record: &Record) -> Self {
        let of = told(theatre, record);
        let (bombs, places) = (of(Series::BombsDropped), of(Series::DamagePlaces));
        let per_place = bombs.zip(places);
        let per_place = per_place.and_then(|(bombs, places)| share(bombs as f64, places as f64));
        Self {
            sorties: of(Series::SortiesFlown),
            sorties_aborted: of(Series::SortiesAborted),
            sorties_on_guns: of(Series::SortiesOnGuns),
            bombs,
            damage_places: places,
            bombs_per_place: per_place.map(rounded),
            patrols: of(Series::PatrolsFlown),
            bomber_sorties: record.total(Series::BomberSorties),
            bomber_tons: tons(record.total(Series::BomberTons)),
        }
    }
}
