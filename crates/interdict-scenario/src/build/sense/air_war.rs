//! What an air war cannot mean: units that reach nobody, fields that no aircraft can use, targets that nobody may attack.

use super::looking::{Found, Looking};
use super::places::km;
use crate::codes;
use crate::fault::quoted;
use crate::forms::TableName;
use crate::scenario::{Duty, FighterTask, FighterUnit, RaidTarget, Scenario};

/// Places are rounded: what lies this much beyond a radius, in km, may be meant.
const NEAR: f64 = 10.0;

/// Units of fighters whose station, or whose every target, lies beyond their radius or their limits.
pub(super) fn reach(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let units = scenario.fighters.iter().enumerate();
    let found: Vec<Found> = units
        .filter_map(|(row, unit)| lost(scenario, row, unit))
        .collect();
    let hint = "it meets nobody";
    looking.warn(codes::OUT_OF_REACH, TableName::Fighters, &found, hint);
}

/// Why a unit of fighters meets nobody.
fn lost(scenario: &Scenario, row: usize, unit: &FighterUnit) -> Option<Found> {
    let aircraft = scenario.aircraft.get(unit.aircraft as usize)?;
    let tolerance = 1.0 + scenario.rules.fighters.radius_tolerance;
    let radius = f64::from(aircraft.radius_m) / 1_000.0 * tolerance;
    let field = unit
        .base
        .and_then(|row| scenario.airfields.get(row as usize));
    let forward = field.map(|field| (field.lat, field.lon));
    let away = |place: (f64, f64)| {
        let homes = [Some((unit.lat, unit.lon)), forward].into_iter().flatten();
        homes
            .map(|home| km(home, place))
            .fold(f64::INFINITY, f64::min)
    };
    let is_allowed = |lat: f64| {
        unit.south_limit.is_none_or(|limit| limit <= lat)
            && unit.north_limit.is_none_or(|limit| lat <= limit)
    };
    let (who, flies) = (quoted(&unit.id), quoted(&aircraft.id));
    let station = unit.station_lat.zip(unit.station_lon);
    if let (FighterTask::Screen, Some(station)) = (unit.task, station) {
        let way = away(station);
        if way > radius + NEAR {
            let text = format!(
                "{who} patrols {way:.0} km from its base, and {flies} flies {radius:.0} km"
            );
            return Some((row, "station_lat", text));
        }
        let text = || format!("{who} patrols where it may not fight");
        return (!is_allowed(station.0)).then(|| (row, "station_lat", text()));
    }
    let stations = scenario.stations.iter().map(|one| (one.lat, one.lon));
    let fields = scenario.airfields.iter().map(|one| (one.lat, one.lon));
    let mut places = stations.chain(fields).peekable();
    places.peek()?;
    let is_in_reach = places.any(|at| is_allowed(at.0) && away(at) <= radius + NEAR);
    let text = || format!("{who} reaches no station or airfield: {flies} flies {radius:.0} km");
    (!is_in_reach).then(|| (row, "aircraft", text()))
}

/// Units of the schools that nobody sends to the front.
pub(super) fn sent(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let is_sent = |school: u32| {
        let mut rows = scenario.assignments.iter();
        rows.any(|row| row.unit == school && row.duty == Duty::Front)
    };
    let found: Vec<Found> = (scenario.fighters.iter().enumerate())
        .filter(|(_, unit)| unit.unit.is_some_and(|school| !is_sent(school)))
        .map(|(row, unit)| {
            let text = format!("nobody sends {} to the front", quoted(&unit.id));
            (row, "unit", text)
        })
        .collect();
    let hint = "it never flies; give its unit a row of `assignments` with `duty: \"front\"`";
    looking.warn(codes::NEVER_SENT, TableName::Fighters, &found, hint);
}

/// Raids that fly farther than their aircraft have fuel for.
pub(super) fn fuel(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let mut found: Vec<Found> = Vec::new();
    for (row, raid) in scenario.raids.iter().enumerate() {
        let unit = scenario.air_units.iter().find(|unit| unit.id == raid.unit);
        let aircraft = unit.and_then(|unit| scenario.aircraft.get(unit.aircraft as usize));
        let (Some(unit), Some(aircraft)) = (unit, aircraft) else {
            continue;
        };
        let Some(target) = place(scenario, raid.target) else {
            continue;
        };
        let (way, radius) = (
            km((unit.lat, unit.lon), target),
            f64::from(aircraft.radius_m) / 1_000.0,
        );
        if way > radius + NEAR {
            let (who, flies) = (quoted(&unit.id), quoted(&aircraft.id));
            let text = format!(
                "{who} flies {way:.0} km to its target, and {flies} has fuel for {radius:.0} km"
            );
            found.push((row, "target", text));
        }
    }
    let hint = "the raid is flown all the same";
    looking.warn(codes::OUT_OF_REACH, TableName::Raids, &found, hint);
}

/// Degrees north and east of a target; of a line and its bridges, of the station at which the line begins.
fn place(scenario: &Scenario, target: RaidTarget) -> Option<(f64, f64)> {
    let station = |row: u32| {
        let station = scenario.stations.get(row as usize);
        station.map(|station| (station.lat, station.lon))
    };
    match target {
        RaidTarget::Yard(row) => station(row),
        RaidTarget::Airfield(row) => {
            let field = scenario.airfields.get(row as usize);
            field.map(|field| (field.lat, field.lon))
        }
        RaidTarget::Bridge(_) | RaidTarget::Track(..) => {
            station(scenario.lines.get(line(scenario, target)?)?.from)
        }
    }
}

/// The line of a target, if it is on one.
fn line(scenario: &Scenario, target: RaidTarget) -> Option<usize> {
    let row = match target {
        RaidTarget::Track(row, _) => row,
        RaidTarget::Bridge(row) => scenario.bridges.get(row as usize)?.line,
        RaidTarget::Yard(_) | RaidTarget::Airfield(_) => return None,
    };
    Some(row as usize)
}

/// Airfields whose runway is shorter than the strip that their aircraft need, where runways have craters at all.
pub(super) fn runways(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    if !scenario.rules.field.works {
        return;
    }
    let mut found: Vec<Found> = Vec::new();
    for (row, field) in scenario.airfields.iter().enumerate() {
        let strip = field
            .strip_m
            .map_or(scenario.rules.field.strip_m, f64::from);
        let runway = f64::from(field.runway_m);
        if runway < strip {
            let who = quoted(&field.id);
            let text = format!(
                "the runway of {who} has {runway:.0} m, and its aircraft need {strip:.0} m"
            );
            found.push((row, "runway_m", text));
        }
    }
    let hint = "nobody ever flies from it";
    looking.warn(codes::SHORT_FIELD, TableName::Airfields, &found, hint);
}

/// Raids on lines that nobody may attack.
pub(super) fn sanctuaries(looking: &mut Looking<'_>) {
    let scenario = looking.scenario;
    let raids = scenario.raids.iter().enumerate();
    let found: Vec<Found> = raids
        .filter_map(|(row, raid)| {
            let line = scenario.lines.get(line(scenario, raid.target)?)?;
            let text = || format!("a raid goes for {}, a sanctuary", quoted(&line.id));
            line.sanctuary.then(|| (row, "target", text()))
        })
        .collect();
    let hint = "the raid is flown all the same";
    looking.warn(codes::IN_SANCTUARY, TableName::Raids, &found, hint);
}
