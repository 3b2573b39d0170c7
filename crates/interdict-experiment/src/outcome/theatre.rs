//! The outcomes and curves of the whole theatre, one by one.

use interdict_model::{Formed, Record, Series};
use interdict_scenario::{Domain, Domains};

use super::front::{front_reserves, is_short};
use super::window::{KG_PER_TON, Window, in_window, longest, per_day, total};

/// One scalar of the whole theatre, before areas are known.
pub(super) struct Scalar {
    pub(super) name: &'static str,
    pub(super) needs: Domains,
    pub(super) title: &'static str,
    pub(super) unit: &'static str,
    pub(super) doc: &'static str,
    pub(super) verb: Option<&'static str>,
    pub(super) is_of_guns: bool,
    pub(super) of: fn(&Record, Window) -> f64,
}

/// One curve of the whole theatre.
pub(super) struct Curve {
    pub(super) name: &'static str,
    pub(super) needs: Domains,
    pub(super) title: &'static str,
    pub(super) unit: &'static str,
    pub(super) doc: &'static str,
    pub(super) of: fn(&Record, u16) -> f64,
}

/// Parts of one in which chances are written down.
const MILLION: f64 = 1_000_000.0;

fn tons_a_day(record: &Record, series: Series, window: Window) -> f64 {
    per_day(total(record, series, window) / KG_PER_TON, window)
}

fn last(record: &Record, series: Series, window: Window) -> f64 {
    in_window(record.series(series), window)
        .last()
        .map_or(0.0, |value| value as f64)
}

/// What guns draw was delivered for their sake only: what is left served everyone else.
fn net(record: &Record, window: Window) -> f64 {
    tons_a_day(record, Series::Delivered, window) - tons_a_day(record, Series::FlakConsumed, window)
}

/// Days that an outcome of the worst spell looks at.
const SPELL: usize = 10;

/// Tons a day over the ten days in a row that brought least; over all days where there are fewer.
fn worst_spell(record: &Record, window: Window) -> f64 {
    let days: Vec<i64> = in_window(record.series(Series::Delivered), window).collect();
    let width = SPELL.min(days.len()).max(1);
    let least = days
        .windows(width)
        .map(|spell| spell.iter().sum::<i64>())
        .min();
    least.unwrap_or(0) as f64 / KG_PER_TON / width as f64
}

fn short_days(record: &Record, window: Window) -> impl Iterator<Item = bool> {
    let unmet = in_window(record.series(Series::FrontUnmet), window);
    let needed = in_window(record.series(Series::FrontNeeded), window);
    needed
        .zip(unmet)
        .map(|(needed, unmet)| is_short(needed, unmet))
}

/// Need that was met, per cent; all of it where nothing was needed.
fn need_met(record: &Record, window: Window) -> f64 {
    let [needed, unmet] =
        [Series::FrontNeeded, Series::FrontUnmet].map(|series| total(record, series, window));
    if needed > 0.0 {
        100.0 * (needed - unmet) / needed
    } else {
        100.0
    }
}

/// Stock with formations and at their railheads over the need of the day, mean of the days with a need.
fn reserves(record: &Record, window: Window) -> f64 {
    let days = (window.from..window.to).filter_map(|day| front_reserves(record, day));
    let days: Vec<f64> = days.collect();
    days.iter().sum::<f64>() / days.len().max(1) as f64
}

/// Stock over the day's need; a day without need is left out.
fn days_of_supply(record: &Record, day: u16) -> Option<f64> {
    let need = record.theatre.at(day, Series::FrontNeeded as usize);
    let stock = record.theatre.at(day, Series::FrontStock as usize);
    (need > 0).then(|| stock as f64 / need as f64)
}

macro_rules! scalars {
    ($( $name:literal, [$($domain:ident),*], $title:literal, $unit:literal, $verb:expr, $guns:literal, $doc:literal,
        $of:expr; )+) => {
        /// Outcomes of the theatre, each with the domains that it needs; names are stable.
        pub(super) const SCALARS: &[Scalar] = &[ $( Scalar {
            name: $name, needs: Domains::of(&[$(Domain::$domain),*]), title: $title, unit: $unit, doc: $doc, verb: $verb, is_of_guns: $guns, of: $of,
        }, )+ ];
    };
}

scalars! {
    "delivered_front", [Supply], "Delivered to the front", "t/day", Some("brought to the front"), false,
        "brought from railheads to formations at the front, by truck or drawn on the spot",
        |record, window| tons_a_day(record, Series::DeliveredFront, window);
    "front_need_met", [Supply], "Need met at the front", "%", None, false,
        "share of the need of formations at the front that was issued to them", need_met;
    "front_days_short", [Supply], "Days below 90 % of need", "days", None, false,
        "days on which formations at the front were issued less than 90 % of their need",
        |record, window| short_days(record, window).filter(|&is_short| is_short).count() as f64;
    "front_reserve_days", [Supply], "Reserves of the front", "days", None, false,
        "stock with formations at the front and at their railheads for them, in days of their need: the mean", reserves;
    "front_unmet", [Supply], "Shortfall at the front", "t/day", Some("was short, at the front, of"), false,
        "needed by formations at the front but not issued",
        |record, window| tons_a_day(record, Series::FrontUnmet, window);
    "delivered", [Supply], "Delivered to railheads", "t/day", Some("delivered to railheads"), false,
        "unloaded at the railhead it was meant for, by rail or road",
        |record, window| tons_a_day(record, Series::Delivered, window);
    "net", [Supply, Defence], "To railheads less guns' draw", "t/day", Some("delivered to railheads, less what the guns drew,"), false,
        "delivered to railheads, less the rations, fuel and rounds that guns drew", net;
    "unmet", [Supply], "Shortfall", "t/day", Some("was short of"), false,
        "needed by those who draw supplies but not there",
        |record, window| tons_a_day(record, Series::Unmet, window);
    "worst_ten_days", [Supply], "Worst ten days at railheads", "t/day", None, false,
        "delivered to railheads over the ten days in a row that brought least", worst_spell;
    "front_longest_short", [Supply], "Longest spell short there", "days", None, false,
        "longest spell of such days in a row",
        |record, window| longest(short_days(record, window));
    "front_first_short", [Supply], "First day short there", "day", None, false,
        "first such day, counted from 1 at the first day compared; the day after the last where there is none",
        |record, window| {
            let place = short_days(record, window).position(|is_short| is_short);
            place.unwrap_or(usize::from(window.days())) as f64 + 1.0
        };
    "front_least_supply", [Supply], "Least supply at the front", "days", None, false,
        "stock with formations at the front over their need of the day, at its lowest",
        |record, window| {
            let days = (window.from..window.to).filter_map(|day| days_of_supply(record, day));
            days.reduce(f64::min).unwrap_or(0.0)
        };
    "front_stock_end", [Supply], "Front stock at the end", "t", None, false,
        "stock with formations at the front when the last day ended",
        |record, window| last(record, Series::FrontStock, window) / KG_PER_TON;
    "trains_arrived", [Railway, Supply], "Trains arrived", "trains", None, false,
        "loaded trains unloaded", |record, window| total(record, Series::TrainsArrived, window);
    "trucked", [Supply], "Trucked round gaps", "t/day", Some("trucked"), false,
        "carried by truck round gaps of the railway",
        |record, window| tons_a_day(record, Series::Trucked, window);
    "track_cuts", [Railway, Attack], "Track cuts", "cuts", None, false,
        "craters that need work of their own", |record, window| total(record, Series::TrackCuts, window);
    "damage_places", [Railway, Attack], "Places damaged", "places", None, false,
        "cuts and spans", |record, window| total(record, Series::DamagePlaces, window);
    "sorties_flown", [Railway, Attack], "Sorties against railways", "sorties", None, false,
        "sorties of fighter-bombers against railways",
        |record, window| total(record, Series::SortiesFlown, window);
    "aircraft_lost", [Railway, Attack, Defence], "Fighter-bombers lost", "aircraft", None, false,
        "fighter-bombers lost to guns: shot down or written off",
        |record, window| total(record, Series::AircraftLost, window);
    "aircraft_shot_down", [Railway, Attack, Defence], "Fighter-bombers shot down", "aircraft", None, false,
        "fighter-bombers shot down by guns",
        |record, window| total(record, Series::AircraftShotDown, window);
    "aircraft_written_off", [Railway, Attack, Defence], "Fighter-bombers written off", "aircraft", None, false,
        "fighter-bombers damaged by guns, brought home and written off",
        |record, window| total(record, Series::AircraftWrittenOff, window);
    "bombers_lost", [Attack], "Bombers lost", "aircraft", None, false,
        "bombers shot down, by guns or by fighters", |record, window| total(record, Series::BombersLost, window);
    "locomotives_lost", [Railway, Attack], "Locomotives lost", "engines", None, false,
        "locomotives disabled", |record, window| total(record, Series::LocomotivesLost, window);
    "trucks_lost", [Supply], "Trucks lost", "trucks", None, false,
        "trucks lost", |record, window| total(record, Series::TrucksLost, window);
    "lost", [Supply], "Supplies lost", "t", Some("lost"), false,
        "supplies burnt in trains and on the ground, or lost with trucks",
        |record, window| {
            let lost = [Series::LostOnRail, Series::LostOnGround, Series::LostOnRoad];
            lost.iter().map(|&series| total(record, series, window)).sum::<f64>() / KG_PER_TON
        };
    "flak_consumed", [Supply, Defence], "Drawn by guns", "t/day", None, true,
        "rations, fuel and rounds that guns drew from the line",
        |record, window| tons_a_day(record, Series::FlakConsumed, window);
    "rounds_heavy", [Defence], "Heavy rounds", "rounds", None, true,
        "heavy rounds fired", |record, window| total(record, Series::RoundsHeavy, window);
    "rounds_light", [Defence], "Light rounds", "rounds", None, true,
        "light rounds fired", |record, window| total(record, Series::RoundsLight, window);
    "guns_silent_share", [Attack, Defence], "Guns silent under attack", "%", None, true,
        "share of the guns under attack, by days, that wanted to fire and had no round",
        |record, window| {
            let attacked = total(record, Series::GunsUnderAttack, window);
            100.0 * total(record, Series::GunsSilent, window) / attacked.max(1.0)
        };
    "lost_to_fighters", [Railway, Attack, Interception], "Fighter-bombers lost to fighters", "aircraft", None, false,
        "fighter-bombers lost to fighters: shot down, or damaged and written off at home",
        |record, window| total(record, Series::LostToFighters, window);
    "bombers_lost_to_fighters", [Attack, Interception], "Bombers lost to fighters", "aircraft", None, false,
        "bombers shot down by fighters",
        |record, window| total(record, Series::BombersLostToFighters, window);
    "sorties_jettisoned", [Attack, Interception], "Sorties that let go of their bombs", "sorties", None, false,
        "attackers that let go of their bombs before fighters and turned back",
        |record, window| total(record, Series::Jettisoned, window);
    "missions_met", [Attack, Interception], "Missions met by fighters", "meetings", None, false,
        "meetings of fighters with missions, on the way to their targets and home",
        |record, window| {
            total(record, Series::MetBefore, window) + total(record, Series::MetAfter, window)
        };
    "interceptor_sorties", [Interception], "Sorties of interceptors", "sorties", None, false,
        "sweeps and scrambles", |record, window| total(record, Series::InterceptorSorties, window);
    "screen_sorties", [Interception], "Sorties of screens", "sorties", None, false,
        "sorties of fighters that screen", |record, window| total(record, Series::ScreenSorties, window);
    "interceptors_lost", [Interception], "Interceptors lost", "aircraft", None, false,
        "interceptors shot down", |record, window| total(record, Series::InterceptorsLost, window);
    "escorts_lost", [Interception], "Screens and escorts lost", "aircraft", None, false,
        "fighters of the attackers shot down",
        |record, window| total(record, Series::EscortsLost, window);
    "new_unit_fighters", [Interception, Schools], "Fighters of new units at the front", "aircraft", None, false,
        "fighters of units that the schools sent to the front, ready or in the air, mean of the days",
        |record, window| per_day(total(record, Series::NewUnitFighters, window), window);
    "new_unit_fighters_lost", [Interception, Schools], "Fighters that new units lost", "aircraft", None, false,
        "fighters that units of the schools lost at the front",
        |record, window| total(record, Series::NewUnitFightersLost, window);
    "field_days", [Attack], "Airfields usable", "field-days", None, false,
        "days for which aircraft could use airfields, added up over airfields; none without `field.works`",
        |record, window| total(record, Series::FieldUsableSeconds, window) / 86_400.0;
    "field_fuel", [Supply, Interception], "Fuel drawn by airfields", "t/day", None, false,
        "fuel that airfields drew from their depots; none where no field names one",
        |record, window| tons_a_day(record, Series::FieldFuelDrawn, window);
    "field_gang_share", [Railway, Attack], "Gangs at airfields", "%", None, false,
        "share of all gang time at work that went to airfields",
        |record, window| {
            let all = total(record, Series::GangHoursWorked, window);
            100.0 * total(record, Series::FieldGangMinutes, window) / all.max(1.0)
        };
    "wasted_share", [Railway, Attack], "Sorties on lines shut when chosen", "%", None, false,
        "share of the sorties of fighter-bombers that went for a line that was shut when the target was chosen; 0 where `reports.books` are not kept",
        |record, window| {
            let flown = total(record, Series::SortiesFlown, window);
            100.0 * total(record, Series::SortiesWasted, window) / flown.max(1.0)
        };
    "units_formed_in_time", [Schools], "Units formed in time", "units", None, false,
        "units that were formed by their date",
        |record, window| total(record, Series::FormedInTime, window);
    "units_ready_in_time", [Schools], "Units ready in time", "units", None, false,
        "units that were ready by their date",
        |record, window| total(record, Series::ReadyInTime, window);
    "units_formed", [Schools], "Units formed", "units", None, false,
        "units that were formed, in time or late",
        |record, window| total(record, Series::UnitsFormed, window);
    "pilots_graduated", [Schools], "Pilots through", "pilots", None, false,
        "students who were through with their last course",
        |record, window| total(record, Series::Graduates, window);
    "airmen_killed", [Schools], "Airmen killed in training", "airmen", None, false,
        "students and pilots who died in accidents",
        |record, window| total(record, Series::AirmenKilled, window);
    "training_aircraft_lost", [Schools], "Aircraft lost in training", "aircraft", None, false,
        "aircraft of academies and of units that are being formed, lost in accidents",
        |record, window| total(record, Series::SchoolAircraftLost, window);
    "academy_hours", [Schools], "Hours flown at academies", "h", None, false,
        "flying hours of students",
        |record, window| total(record, Series::SchoolMinutes, window) / 60.0;
    "unit_hours", [Schools], "Hours flown by new units", "h", None, false,
        "flying hours of units that are being formed",
        |record, window| total(record, Series::UnitMinutes, window) / 60.0;
    "bound_by_students", [Schools], "Days bound by students", "days", None, false,
        "days of academies whose hours were bounded by students",
        |record, window| total(record, Series::BoundByStudents, window);
    "bound_by_instructors", [Schools], "Days bound by instructors", "days", None, false,
        "days of academies whose hours were bounded by instructors",
        |record, window| total(record, Series::BoundByInstructors, window);
    "bound_by_trainers", [Schools], "Days bound by trainers", "days", None, false,
        "days of academies whose hours were bounded by trainers",
        |record, window| total(record, Series::BoundByTrainers, window);
    "bound_by_battalions", [Schools], "Days bound by battalions", "days", None, false,
        "days of academies whose hours were bounded by battalions",
        |record, window| total(record, Series::BoundByBattalions, window);
    "bound_by_fields", [Schools], "Days bound by airfields", "days", None, false,
        "days of academies whose hours were bounded by airfields",
        |record, window| total(record, Series::BoundByFields, window);
    "bound_by_fuel", [Schools], "Days bound by fuel", "days", None, false,
        "days of academies whose hours were bounded by fuel",
        |record, window| total(record, Series::BoundByFuel, window);
    "bound_by_weather", [Schools], "Days bound by weather", "days", None, false,
        "days of academies whose hours were bounded by weather",
        |record, window| total(record, Series::BoundByWeather, window);
    "division_days_teaching", [Schools], "Divisions teaching", "days", None, false,
        "days on which divisions taught, added up",
        |record, window| total(record, Series::DivisionsTeaching, window);
    "division_days_on_call", [Schools], "Divisions on call", "days", None, false,
        "days on which divisions were on call for the interior, added up",
        |record, window| total(record, Series::DivisionsOnCall, window);
    "unit_days_on_call", [Schools], "New units on call", "days", None, false,
        "days on which units that were formed were on call for the interior, added up",
        |record, window| total(record, Series::UnitsOnCall, window);
    "unit_days_at_front", [Schools], "New units at the front", "days", None, false,
        "days on which units that were formed were at the front, added up",
        |record, window| total(record, Series::UnitsAtFront, window);
    "requests_asked", [Schools], "Requests asked on a condition", "requests", None, false,
        "requests that were asked because their condition held",
        |record, window| total(record, Series::RequestsAsked, window);
    "city_cover", [Cities], "Cover of cities", "weight", None, false,
        "weight of the cities by the chance that fighters meet a raid, summed: the mean of the days",
        |record, window| per_day(total(record, Series::CityCover, window) / MILLION, window);
    "city_leak", [Cities], "Leak of cities", "%", None, false,
        "share of the bombers of a raid that get through, mean over cities by weight: the mean of the days",
        |record, window| per_day(total(record, Series::CityLeak, window) / MILLION, window) * 100.0;
    "city_bombers_expected", [Cities], "Bombers through, expected", "bombers", None, false,
        "bombers that get through to cities, as expected day by day",
        |record, window| total(record, Series::CityBombersExpected, window) / MILLION;
    "city_raids", [Cities], "Raids on cities", "raids", None, false,
        "raids on cities that came: few and far between, so compare cover and leak",
        |record, window| total(record, Series::CityRaids, window);
    "city_bombers_through", [Cities], "Bombers through", "bombers", None, false,
        "bombers that got through to cities in the raids that came: compare cover and leak",
        |record, window| total(record, Series::CityBombersThrough, window);
}

/// An outcome or a curve where there is no railway, in words that speak of none.
pub(super) struct OffRail {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) verb: Option<&'static str>,
    pub(super) doc: &'static str,
}

macro_rules! off_rail {
    ($( $name:literal, $title:literal, $verb:expr, $doc:literal; )+) => {
        /// What is called otherwise in a theatre without a railway.
        pub(super) const OFF_RAIL: &[OffRail] = &[ $( OffRail {
            name: $name, title: $title, verb: $verb, doc: $doc,
        }, )+ ];
    };
}

off_rail! {
    "delivered_front", "Delivered to the front", Some("brought to the front"),
        "brought from depots to formations at the front, by truck or drawn on the spot";
    "front_reserve_days", "Reserves of the front", None,
        "stock with formations at the front and at their depots for them, in days of their need: the mean";
    "delivered", "Delivered to depots", Some("delivered to depots"), "unloaded at the depot it was meant for";
    "net", "To depots less guns' draw", Some("delivered to depots, less what the guns drew,"),
        "delivered to depots, less the rations, fuel and rounds that guns drew";
    "worst_ten_days", "Worst ten days at depots", None,
        "delivered to depots over the ten days in a row that brought least";
    "trucked", "Trucked between stations", Some("trucked"), "carried by truck from one station to another";
    "lost", "Supplies lost", Some("lost"), "supplies burnt on the ground or lost with trucks";
    "flak_consumed", "Drawn by guns", None, "rations, fuel and rounds that guns drew from their depots";
}

/// Units of which the day that is asked for has come by a day.
fn formed_by(record: &Record, day: u16, of: impl Fn(&Formed) -> Option<u16>) -> f64 {
    let is_by = |unit: &&Formed| of(unit).is_some_and(|formed| formed <= day);
    record.formed.iter().filter(is_by).count() as f64
}

fn at(record: &Record, series: Series, day: u16) -> f64 {
    record.theatre.at(day, series as usize) as f64
}

macro_rules! curves {
    ($( $name:literal, [$($domain:ident),*], $title:literal, $unit:literal, $doc:literal, $of:expr; )+) => {
        /// Curves of the theatre, each with the domains that it needs; names are stable.
        pub(super) const CURVES: &[Curve] = &[ $( Curve {
            name: $name, needs: Domains::of(&[$(Domain::$domain),*]), title: $title, unit: $unit, doc: $doc, of: $of,
        }, )+ ];
    };
}

curves! {
    "delivered_front", [Supply], "Delivered to the front", "t", "brought on the day to formations at the front",
        |record, day| at(record, Series::DeliveredFront, day) / KG_PER_TON;
    "delivered", [Supply], "Delivered to railheads", "t", "unloaded on the day at the railhead it was meant for",
        |record, day| at(record, Series::Delivered, day) / KG_PER_TON;
    "unmet", [Supply], "Shortfall", "t", "needed on the day but not there",
        |record, day| at(record, Series::Unmet, day) / KG_PER_TON;
    "front_stock", [Supply], "Front stock", "t", "stock with formations at the front when the day ended",
        |record, day| at(record, Series::FrontStock, day) / KG_PER_TON;
    "trucked", [Supply], "Trucked round gaps", "t", "carried by truck on the day round gaps of the railway",
        |record, day| at(record, Series::Trucked, day) / KG_PER_TON;
    "trains_arrived", [Railway, Supply], "Trains arrived", "trains", "loaded trains unloaded on the day",
        |record, day| at(record, Series::TrainsArrived, day);
    "track_cuts", [Railway, Attack], "Track cuts", "cuts", "craters made on the day that need work of their own",
        |record, day| at(record, Series::TrackCuts, day);
    "cuts_open", [Railway, Attack], "Cuts open", "cuts", "cuts not mended when the day ended",
        |record, day| at(record, Series::CutsOpen, day);
    "aircraft_lost", [Railway, Attack, Defence], "Fighter-bombers lost", "aircraft", "fighter-bombers shot down or written off on the day",
        |record, day| at(record, Series::AircraftLost, day);
    "students", [Schools], "Students", "students", "students at academies when the day ended",
        |record, day| at(record, Series::Students, day);
    "units_formed", [Schools], "Units formed", "units", "units that were formed by the end of the day",
        |record, day| formed_by(record, day, |unit| unit.formed);
    "units_ready", [Schools], "Units ready", "units", "units that were ready by the end of the day",
        |record, day| formed_by(record, day, |unit| unit.ready);
    "city_cover", [Cities], "Cover of cities", "weight", "weight of the cities by the chance that fighters meet a raid, summed",
        |record, day| at(record, Series::CityCover, day) / MILLION;
    "city_leak", [Cities], "Leak of cities", "%", "share of the bombers of a raid that get through, mean over cities by weight",
        |record, day| at(record, Series::CityLeak, day) * 100.0 / MILLION;
}
