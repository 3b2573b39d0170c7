//! Fighters for a generated theatre.

use interdict_quantity::Key;

use crate::scenario::{
    AirRole, Aircraft, Channels, FighterTask, FighterUnit, Radar, Scenario, Source,
};

/// Puts an interceptor unit, a screen, an escort and a radar into a theatre that was generated, and has somebody fly
/// its raids: everything about its middle, with many aircraft.
pub fn with_fighters(mut theatre: Scenario) -> Scenario {
    let count = theatre.stations.len().max(1) as f64;
    let lat = theatre
        .stations
        .iter()
        .map(|station| station.lat)
        .sum::<f64>()
        / count;
    let lon = theatre
        .stations
        .iter()
        .map(|station| station.lon)
        .sum::<f64>()
        / count;
    let aircraft = theatre.aircraft.len() as u32;
    let type_of = |id: &str, kmh: f64| Aircraft {
        id: id.into(),
        key: Key::of(&format!("aircraft/{id}")),
        bombs: 0,
        bomb_kg: 0,
        miss_m: None,
        vulnerability: 1.0,
        radius_m: 600_000,
        speed_kmh: kmh,
        way_height_m: 6_000,
        source: Source::default(),
    };
    theatre.aircraft.push(type_of("FIGHTER", 850.0));
    theatre.aircraft.push(type_of("HEAVY", 370.0));
    let to = theatre.days;
    let unit = |id: &str, task, north: f64, strength| FighterUnit {
        channels: Channels::ALL,
        id: id.into(),
        name: id.into(),
        key: FighterUnit::key_of(id),
        task,
        aircraft,
        strength,
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
        to,
        source: Source::default(),
    };
    theatre.fighters = vec![
        unit("ESCORT", FighterTask::Escort, -2.0, 60),
        unit("GUARD", FighterTask::Interceptor, 1.0, 200),
        unit("SCREEN", FighterTask::Screen, -2.0, 100),
    ];
    theatre.radars = vec![Radar {
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
    }];
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
