//! A theatre and a run of it, both made up: plausible enough to look at, cheap enough for any length.

mod run;

use interdict_model::{AreaSeries, FormationSeries, Grid, LineSeries, Record, Series};
use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{
    AirRole, AirUnit, Aircraft, Airfield, Area, Base, Bridge, BridgeClass, Channels, FieldStage,
    FlakPlace, FlakPosting, Formation, Given, Line, Measure, Need, Observed, Running, Source,
    Station, StationKind,
};

const STATIONS: [(&str, &str, f64, f64, bool); 16] = [
    ("BAS", "Baseford", 45.60, 10.10, true),
    ("NOR", "Northgate", 45.20, 10.25, true),
    ("ELM", "Elmstead", 45.05, 10.34, false),
    ("MIL", "Millbridge", 44.92, 10.42, false),
    ("OAK", "Oakham", 44.80, 10.48, false),
    ("JUN", "Juniper Junction", 44.68, 10.55, true),
    ("WES", "Westerham", 44.60, 10.30, false),
    ("ASH", "Ashcombe", 44.48, 10.22, false),
    ("SOU", "Southwick", 44.36, 10.35, true),
    ("EAS", "Eastleigh", 44.62, 10.82, false),
    ("HAR", "Harwell", 44.52, 11.00, false),
    ("RIV", "Riverton", 44.40, 11.12, false),
    ("COA", "Coastguard", 44.28, 11.30, true),
    ("FRO", "Frontier Halt", 44.16, 10.52, false),
    ("HIL", "Hillcrest", 44.86, 10.86, false),
    ("QUA", "Quarry", 44.95, 11.05, false),
];

const LINES: [(&str, &str); 16] = [
    ("BAS", "NOR"),
    ("NOR", "ELM"),
    ("ELM", "MIL"),
    ("MIL", "OAK"),
    ("OAK", "JUN"),
    ("JUN", "WES"),
    ("WES", "ASH"),
    ("ASH", "SOU"),
    ("JUN", "EAS"),
    ("EAS", "HAR"),
    ("HAR", "RIV"),
    ("RIV", "COA"),
    ("SOU", "FRO"),
    ("OAK", "HIL"),
    ("HIL", "QUA"),
    ("SOU", "RIV"),
];

fn station_row(id: &str) -> u32 {
    STATIONS
        .iter()
        .position(|station| station.0 == id)
        .expect("a known station") as u32
}

fn source(text: &str) -> Source {
    Source {
        text: text.into(),
        mark: None,
    }
}

/// A scenario with nothing in it but its title, and a record of it with zeros.
pub(crate) fn bare(days: u16) -> (Scenario, Record) {
    let scenario = Scenario {
        title: "The valley line".into(),
        question: "Would guns at the junction have paid for themselves?".into(),
        latitude: 44.7,
        ..Scenario::empty("1951-08-01".parse().expect("a date"), days)
    };
    let record = zeros(&scenario);
    (scenario, record)
}

/// A record of zeros of a scenario.
pub(crate) fn zeros(scenario: &Scenario) -> Record {
    let days = scenario.days;
    Record {
        seed: 1,
        replication: 0,
        days,
        theatre: Grid::new(days, Series::COUNT),
        lines: Grid::new(days, scenario.lines.len() * LineSeries::COUNT),
        formations: Grid::new(days, scenario.formations.len() * FormationSeries::COUNT),
        areas: Grid::new(days, scenario.areas.len() * AreaSeries::COUNT),
        events: vec![],
        silences: vec![],
        formed: vec![],
        students: Grid::default(),
        balances: vec![],
        own: interdict_model::extend::OwnRecord::default(),
        daily_digests: vec![],
        tick_digests: vec![],
        digest: 0x0123_4567_89ab_cdef,
    }
}

/// Two stations, one line, nothing else.
pub(crate) fn one_line(days: u16) -> (Scenario, Record) {
    let (mut scenario, _) = bare(days);
    scenario.stations = stations().into_iter().take(2).collect();
    scenario.lines = lines().into_iter().take(1).collect();
    scenario.lines[0].sanctuary = false;
    let record = zeros(&scenario);
    (scenario, record)
}

fn stations() -> Vec<Station> {
    STATIONS
        .iter()
        .map(|&(id, name, lat, lon, is_yard)| Station {
            id: id.into(),
            name: name.into(),
            key: Key::of(id),
            lat,
            lon,
            kind: if is_yard {
                StationKind::Yard
            } else {
                StationKind::Station
            },
            shelter: 2,
            places: None,
            source: Source::default(),
        })
        .collect()
}

fn lines() -> Vec<Line> {
    LINES
        .iter()
        .map(|&(from, to)| Line {
            id: format!("{from}-{to}"),
            name: "Valley".into(),
            key: Key::of(from).paired(Key::of(to)),
            from: station_row(from),
            to: station_row(to),
            length_m: 18_000,
            tracks: 1,
            running: Running::Night,
            sanctuary: from == "BAS",
            speed_kmh: None,
            passing_km: None,
            opens_day: 0,
            closes_day: u16::MAX,
            cell: 0,
            source: Source::default(),
            given: Given::default(),
        })
        .collect()
}

fn area(id: &str, name: &str, lines: &[u32], from: &str, to: &str) -> Area {
    Area {
        id: id.into(),
        name: name.into(),
        key: Key::of(id),
        lines: lines.to_vec(),
        roads: vec![],
        gates_from: vec![station_row(from)],
        gates_to: vec![station_row(to)],
        crossing: false,
        source: Source::default(),
    }
}

fn formation(id: &str, days: u16, kg_per_day: i64, from: u16) -> Formation {
    Formation {
        id: id.into(),
        formation: id.into(),
        name: format!("Army {id}"),
        key: Key::of(id),
        railhead: station_row("SOU"),
        road_m: 40_000,
        need: Need::Kilograms(kg_per_day),
        stock_days: 8.0,
        reserve_days: None,
        front: true,
        from,
        to: days,
        source: Source::default(),
    }
}

fn posting(id: &str, place: FlakPlace) -> FlakPosting {
    FlakPosting {
        channels: Channels::ALL,
        id: id.into(),
        formation: id.into(),
        name: id.into(),
        key: Key::of(id),
        heavy: 12,
        light: 24,
        strength: 0.9,
        place,
        depot: station_row("JUN"),
        mobile: false,
        active: true,
        arrival_kg: 0,
        from: 0,
        to: 1_000,
        source: Source::default(),
        given: Given::default(),
    }
}

fn bridge(id: &str, line: u32, lat: f64, lon: f64) -> Bridge {
    Bridge {
        id: id.into(),
        name: format!("{id} bridge"),
        key: Key::of(id),
        line,
        at: 0.5,
        length_m: 240,
        class: BridgeClass::Truss,
        bypasses: vec![0],
        removable: false,
        lat,
        lon,
        source: Source::default(),
        given: Given::default(),
    }
}

fn observed(id: &str, series: &str, area: &str, days: (u16, u16), range: (f64, f64)) -> Observed {
    Observed {
        id: id.into(),
        quantity: format!("Figure {id} of the staff history"),
        series: series.into(),
        area: area.into(),
        per_series: String::new(),
        per_area: String::new(),
        measure: Measure::Sum,
        factor: 1.0,
        from: days.0,
        to: days.1,
        value: f64::midpoint(range.0, range.1),
        low: range.0,
        high: range.1,
        group: String::new(),
        discrepancy: None,
        unit: "places".into(),
        source: source("staff history, p. 12"),
    }
}

fn airfield() -> Airfield {
    Airfield {
        id: "F1".into(),
        name: "Elm field".into(),
        key: Key::of("F1"),
        lat: 45.0,
        lon: 10.6,
        runway_m: 1_200,
        width_m: 60,
        strip_m: None,
        stands: FieldStage::Ready,
        labour: 0,
        labour_from: 0,
        labour_to: u16::MAX,
        depot: None,
        parked: 0,
        shelters: 0,
        source: Source::default(),
    }
}

fn base() -> Base {
    Base {
        id: "B1".into(),
        key: Key::of("B1"),
        station: 0,
        kg_per_day: 2_000_000,
        source: Source::default(),
    }
}

/// Somebody who attacks.
fn wing(days: u16) -> AirUnit {
    AirUnit {
        id: "WING".into(),
        name: "Wing".into(),
        key: Key::of("WING"),
        role: AirRole::FighterBomber,
        aircraft: 0,
        strength: 40,
        sorties_per_aircraft: 0.8,
        rail_share: 1.0,
        sector_named: vec![],
        sector: vec![],
        doctrine: String::new(),
        lat: 43.0,
        lon: 10.0,
        from: 0,
        to: days,
        source: Source::default(),
    }
}

/// Areas with gates, and one that holds nearly everything.
fn areas() -> Vec<Area> {
    vec![
        area(
            "coast",
            "Coast line, Juniper Junction to Coastguard",
            &[8, 9, 10, 11],
            "JUN",
            "COA",
        ),
        area(
            "core",
            "Core: Northgate to Juniper Junction",
            &[1, 2, 3, 4],
            "NOR",
            "JUN",
        ),
        area(
            "south",
            "South: Juniper Junction to Southwick",
            &[7, 5, 6],
            "JUN",
            "SOU",
        ),
        area(
            "all",
            "All bombed lines",
            &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
            "NOR",
            "FRO",
        ),
    ]
}

/// The whole theatre, of so many days.
pub(crate) fn theatre(days: u16) -> (Scenario, Record) {
    let (mut scenario, _) = bare(days);
    scenario.stations = stations();
    scenario.lines = lines();
    scenario.bridges = vec![
        bridge("Mill", 3, 44.86, 10.45),
        bridge("Ash", 6, 44.54, 10.26),
        bridge("River", 10, 44.46, 11.06),
    ];
    scenario.airfields = vec![airfield()];
    scenario.bases = vec![base()];
    scenario.areas = areas();
    scenario.formations = vec![
        formation("I", days, 300_000, 0),
        formation("II", days, 250_000, 0),
        formation("III", days, 200_000, days / 3),
    ];
    scenario.flak = vec![
        posting(
            "G1",
            FlakPlace::At {
                lat: 44.70,
                lon: 10.60,
                radius_m: 3_000,
            },
        ),
        posting("G2", FlakPlace::Along(vec![1, 2])),
    ];
    scenario.air_units = vec![wing(days)];
    scenario.aircraft = vec![Aircraft {
        id: "JET".into(),
        key: Key::of("JET"),
        bombs: 2,
        bomb_kg: 227,
        miss_m: None,
        vulnerability: 1.0,
        radius_m: 500_000,
        speed_kmh: 650.0,
        way_height_m: 3_000,
        source: Source::default(),
    }];
    scenario.observed = vec![
        observed("1", "damage_places", "core", (0, 30), (50.0, 400.0)),
        observed("2", "damage_places", "", (0, 30), (10.0, 20.0)),
        observed("3", "night_hours", "", (0, 30), (1.0, 2.0)),
        observed("4", "track_cuts", "", (900, 930), (1.0, 2.0)),
        observed("5", "track_cuts", "nowhere", (0, 30), (1.0, 2.0)),
    ];
    scenario.provenance.tables = vec![("lines".into(), 16, 14, 5), ("stations".into(), 16, 16, 2)];
    let _ = scenario.rules.set("rail.speed_kmh", 22.0);
    let record = run::run(&scenario);
    (scenario, record)
}
