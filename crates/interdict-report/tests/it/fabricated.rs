//! A theatre and a run of it, both made up: plausible enough to look at, cheap enough for any length.

use interdict_model::row::{BridgeRow, LineRow};
use interdict_model::{
    AreaSeries, Event, EventKind, FormationSeries, Grid, LineSeries, Place, Record, Series,
};
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
    scenario.areas = vec![
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
    ];
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
    let record = run(&scenario);
    (scenario, record)
}

/// A number from 0 to 1 that a day and a thing decide.
fn noise(day: u16, thing: u32) -> f64 {
    (Key(u64::from(day)).child(7, thing).0 >> 11) as f64 / (1_u64 << 53) as f64
}

/// A record that a campaign of growing weight might leave.
fn run(scenario: &Scenario) -> Record {
    let mut record = zeros(scenario);
    let mut open = vec![0_i64; scenario.lines.len()];
    let mut stocks: Vec<f64> = scenario
        .formations
        .iter()
        .map(|formation| formation.need.kg_per_day(&scenario.rules.supply) as f64 * 8.0)
        .collect();
    for day in 0..record.days {
        let phase = f64::from(day % 335) / 335.0;
        let weight = 4.0 * phase * (1.0 - phase);
        let shares = day_of_lines(&mut record, day, weight, &mut open);
        day_of_areas(scenario, &mut record, day, &shares);
        let core = shares[1..5].iter().sum::<f64>() / 4.0;
        day_of_supply(scenario, &mut record, day, core, &mut stocks);
        day_of_fire(&mut record, day, weight);
    }
    record
}

fn day_of_lines(record: &mut Record, day: u16, weight: f64, open: &mut [i64]) -> Vec<f64> {
    let mut shares = Vec::new();
    let (mut made_all, mut mended_all) = (0, 0);
    for (row, open) in open.iter_mut().enumerate() {
        let thing = row as u32;
        let target = match row {
            0 => 0.0,
            3 | 4 => 14.0,
            1..=6 => 6.0,
            7..=11 => 3.0,
            _ => 1.0,
        };
        let weather = if noise(day, 999) < 0.3 { 0.0 } else { 1.0 };
        let made = (target * weight * weather * (0.4 + 1.2 * noise(day, thing))) as i64;
        let mended = (*open)
            .min(1 + (f64::from(record.days - day).min(9.0) * noise(day, thing + 50)) as i64);
        *open += made - mended;
        let share = (1.0 - 0.06 * *open as f64 - 0.02 * made as f64).clamp(0.0, 1.0);
        shares.push(share);
        let loads = ((1.0 + 6.0 * share) * if row < 8 { 2.0 } else { 1.0 }) as i64;
        let first = row * LineSeries::COUNT;
        let values = record.lines.day_mut(day);
        values[first + LineSeries::OpenSeconds as usize] = (share * 86_400.0) as i64;
        values[first + LineSeries::Cuts as usize] = made;
        values[first + LineSeries::Repaired as usize] = mended;
        values[first + LineSeries::Trains as usize] = loads;
        values[first + LineSeries::Load as usize] = loads * 110_000;
        let place = Place::Line(LineRow(thing));
        let mut event = |kind, second, amount| {
            let second = u32::from(day) * 86_400 + second;
            let key = Key(u64::from(second)).child(1, thing);
            record.events.push(Event {
                second,
                kind,
                place,
                key,
                cause: Key(0),
                amount,
            });
        };
        (0..made).for_each(|cut| event(EventKind::Cut, 36_000 + cut as u32 * 7, 1));
        (0..mended).for_each(|cut| event(EventKind::Mended, 70_000 + cut as u32, 300 + 60 * cut));
        made_all += made;
        mended_all += mended;
    }
    let spans = i64::from(noise(day, 77) < 0.12 * weight);
    if spans > 0 {
        let bridge = (noise(day, 78) * 2.0) as u32;
        let second = u32::from(day) * 86_400 + 40_000;
        let (kind, place) = (EventKind::SpanDown, Place::Bridge(BridgeRow(bridge)));
        let key = Key(u64::from(second));
        record.events.push(Event {
            second,
            kind,
            place,
            key,
            cause: Key(9),
            amount: 1,
        });
    }
    record.events.sort_by_key(|event| (event.second, event.key));
    let standing: i64 = open.iter().sum();
    let values = record.theatre.day_mut(day);
    values[Series::TrackCuts as usize] = made_all;
    values[Series::CutsRepaired as usize] = mended_all;
    values[Series::CutsOpen as usize] = standing;
    values[Series::SpansHit as usize] = spans;
    values[Series::SpansDown as usize] = spans * 2;
    values[Series::DamagePlaces as usize] = made_all + spans;
    shares
}

fn day_of_areas(scenario: &Scenario, record: &mut Record, day: u16, shares: &[f64]) {
    for (row, area) in scenario.areas.iter().enumerate() {
        let lowest = area
            .lines
            .iter()
            .map(|&line| shares[line as usize])
            .fold(1.0, f64::min);
        let column = row * AreaSeries::COUNT + AreaSeries::ThroughOpen as usize;
        record.areas.day_mut(day)[column] = (lowest * 86_400.0) as i64;
    }
}

fn day_of_supply(
    scenario: &Scenario,
    record: &mut Record,
    day: u16,
    core: f64,
    stocks: &mut [f64],
) {
    let present = |formation: &Formation| formation.from <= day && day < formation.to;
    let needed: i64 = scenario
        .formations
        .iter()
        .filter(|f| present(f))
        .map(|f| f.need.kg_per_day(&scenario.rules.supply))
        .sum();
    let delivered = 1_150_000.0 * (0.15 + 0.85 * core) * (0.75 + 0.5 * noise(day, 5));
    let (mut unmet, mut stock_all, mut brought_all) = (0.0, 0.0, 0.0);
    for (row, formation) in scenario.formations.iter().enumerate() {
        if !present(formation) {
            continue;
        }
        let need = formation.need.kg_per_day(&scenario.rules.supply) as f64;
        let brought = (delivered * need / needed as f64 * (0.8 + 0.2 * f64::from(row as u8)))
            .min(need * 12.0 - stocks[row]);
        let short = (need - stocks[row] - brought).max(0.0);
        stocks[row] = (stocks[row] + brought - need).max(0.0);
        let first = row * FormationSeries::COUNT;
        let values = record.formations.day_mut(day);
        values[first + FormationSeries::Stock as usize] = stocks[row] as i64;
        values[first + FormationSeries::Need as usize] = need as i64;
        values[first + FormationSeries::Short as usize] = short as i64;
        unmet += short;
        brought_all += brought;
        stock_all += stocks[row];
    }
    let values = record.theatre.day_mut(day);
    values[Series::Needed as usize] = needed;
    values[Series::FrontNeeded as usize] = needed;
    values[Series::Unmet as usize] = unmet as i64;
    values[Series::FrontUnmet as usize] = unmet as i64;
    values[Series::FrontStock as usize] = stock_all as i64;
    values[Series::DeliveredFront as usize] = brought_all as i64;
    values[Series::FrontShortAtRailhead as usize] = unmet as i64 / 10;
    values[Series::FrontRailheadStock as usize] = needed / 2;
    values[Series::BasesUnsent as usize] = unmet as i64;
    values[Series::Delivered as usize] = delivered as i64;
    values[Series::Entered as usize] = (delivered * 1.05) as i64;
    values[Series::TransitStock as usize] = (needed as f64 * 2.5 * (1.2 - core)) as i64;
    values[Series::EnginesIdle as usize] = (12.0 * core) as i64;
    values[Series::TrainsRunning as usize] = 18;
}

fn day_of_fire(record: &mut Record, day: u16, weight: f64) {
    let spread = |thing: u32, most: f64| (most * weight * noise(day, thing)) as i64;
    let mut figures = vec![
        (Series::SortiesFlown, spread(200, 300.0)),
        (Series::SortiesAborted, spread(201, 20.0)),
        (Series::SortiesOnGuns, spread(202, 30.0)),
        (Series::BombsDropped, spread(203, 600.0)),
        (
            Series::AircraftLost,
            spread(204, 2.4) + spread(205, 6.0) / 5,
        ),
        (Series::AircraftShotDown, spread(204, 2.4)),
        (Series::AircraftWrittenOff, spread(205, 6.0) / 5),
        (Series::AircraftDamaged, spread(205, 6.0)),
        (Series::RoundsHeavy, spread(206, 1_500.0)),
        (Series::RoundsLight, spread(207, 9_000.0)),
        (Series::LocomotivesLost, spread(208, 2.0)),
        (Series::WagonsLost, spread(209, 25.0)),
        (Series::TrucksLost, spread(210, 30.0)),
        (Series::LostOnRail, spread(211, 90_000.0)),
        (Series::LostOnGround, spread(212, 40_000.0)),
        (Series::LostOnRoad, spread(213, 30_000.0)),
    ];
    figures.push((Series::GunsPresent, if day < 120 { 36 } else { 72 }));
    figures.push((Series::FlakConsumed, 14_000));
    for (series, value) in figures {
        record.theatre.day_mut(day)[series as usize] = value;
    }
}
