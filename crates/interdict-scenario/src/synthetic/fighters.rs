//! Fighters for a generated theatre.

use interdict_quantity::Key;

use crate::scenario::{
    AirRole, Aircraft, Channels, FighterTask, FighterUnit, Radar, Scenario, Source, Station,
};

/// Puts an interceptor unit, a screen, an escort and a radar into a theatre that was generated, and has somebody fly
/// its raids: everything about its middle, with many aircraft.
pub fn with_fighters(mut theatre: Scenario) -> Scenario {
    let (lat, lon) = middle(&theatre.stations);
    let aircraft = theatre.aircraft.len() as u32;
    theatre.aircraft.push(type_of("FIGHTER", 850.0));
    theatre.aircraft.push(type_of("HEAVY", 370.0));
    let to = theatre.days;
    let unit = |id, task, north, strength| FighterUnit {
        aircraft,
        to,
        ..fighters(id, task, strength, (lat, lon), north)
    };
    theatre.fighters = vec![
        unit("ESCORT", FighterTask::Escort, -2.0, 60),
        unit("GUARD", FighterTask::Interceptor, 1.0, 200),
        unit("SCREEN", FighterTask::Screen, -2.0, 100),
    ];
    theatre.radars = vec![radar((lat, lon), to)];
    if let Some(unit) = theatre.air_units.first().cloned()
        && theatre
            .air_units
            .iter()
            .all(|unit| unit.role != AirRole::Bomber)
    {
        theatre.air_units.push(crate::scenario::AirUnit {
            id: "ZZ-BOMBERS".into(),
            name: "Bombers".into(),
            key: Key::of("air_unit/ZZ-BOMBERS"),
            role: AirRole::Bomber,
            aircraft: aircraft + 1,
            lat: lat - 4.0,
            lon,
            ..unit
        });
    }
    theatre
}

/// The mean place of stations, degrees north and east.
fn middle(stations: &[Station]) -> (f64, f64) {
    let count = stations.len().max(1) as f64;
    let mean = |of: fn(&Station) -> f64| stations.iter().map(of).sum::<f64>() / count;
    (mean(|station| station.lat), mean(|station| station.lon))
}

/// An aircraft type without bombs.
fn type_of(id: &str, speed_kmh: f64) -> Aircraft {
    Aircraft {
        id: id.into(),
        key: Key::of(&format!("aircraft/{id}")),
        bombs: 0,
        bomb_kg: 0,
        miss_m: None,
        vulnerability: 1.0,
        radius_m: 600_000,
        speed_kmh,
        way_height_m: 6_000,
        source: Source::default(),
    }
}

/// A unit of fighters based so many degrees north of a place; its type and its last day are still open.
fn fighters(
    id: &str,
    task: FighterTask,
    strength: u32,
    (lat, lon): (f64, f64),
    north: f64,
) -> FighterUnit {
    FighterUnit {
        channels: Channels::ALL,
        id: id.into(),
        name: id.into(),
        key: FighterUnit::key_of(id),
        task,
        aircraft: 0,
        strength,
        unit: None,
        sorties_per_aircraft: 1.5,
        hours: 150.0,
        prowess: 1.0,
        sweep_share: 0.5,
        base: None,
        lat: lat + north,
        lon,
        station_lat: Some(lat + 0.5),
        station_lon: Some(lon),
        north_limit: None,
        south_limit: None,
        from: 0,
        to: 0,
        source: Source::default(),
    }
}

/// A radar at a place.
fn radar((lat, lon): (f64, f64), to: u16) -> Radar {
    Radar {
        id: "EW".into(),
        name: "EW".into(),
        key: Key::of("radar/EW"),
        lat,
        lon,
        range_m: 240_000,
        aerial_m: 50.0,
        control: true,
        from: 0,
        to,
        source: Source::default(),
    }
}
