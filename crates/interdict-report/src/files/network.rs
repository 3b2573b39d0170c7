//! `network.geojson`: lines and stations in their places, with their totals over the run.
//!
//! Positions are degrees east, then degrees north (RFC 7946). A line over the 180th meridian is split there.

use interdict_model::{EventKind, LineSeries, Place, Record};
use interdict_quantity::calendar::SECONDS_PER_DAY;
use interdict_quantity::degrees::beside;
use interdict_scenario::domain::{ATTACK, SUPPLY};
use interdict_scenario::scenario::Station;
use interdict_scenario::{Domain, Domains, Scenario};
use serde_json::{Map, Value, json};

use crate::figures::date_of;

/// Version of the form of the file.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// Seconds of an hour.
const HOUR_S: f64 = 3_600.0;

/// The bytes of the file; `None` where the theatre has no railway.
pub(super) fn bytes(scenario: &Scenario, record: &Record) -> Option<Vec<u8>> {
    if !scenario.domains().has(Domain::Railway) {
        return None;
    }
    let lines = (0..scenario.lines.len()).map(|row| line(scenario, record, row));
    let stations = stations(scenario, record);
    let last = date_of(scenario, record.days.saturating_sub(1));
    let collection = json!({
        "type": "FeatureCollection",
        "schema_version": SCHEMA_VERSION,
        "title": scenario.title,
        "first_day": scenario.starts.to_string(),
        "last_day": last.to_string(),
        "days": record.days,
        "units": units(scenario),
        "features": lines.chain(stations).collect::<Vec<Value>>(),
    });
    let mut bytes = serde_json::to_vec(&collection).expect("a network is plain data");
    bytes.push(b'\n');
    Some(bytes)
}

/// Unit of each figure, by its name.
fn units(scenario: &Scenario) -> Value {
    let mut units: Map<String, Value> = LineSeries::of(scenario.domains())
        .map(|series| (series.name().to_owned(), series.unit().into()))
        .collect();
    units.insert("length_km".to_owned(), "km".into());
    units.insert("shut_h".to_owned(), "h".into());
    for (name, unit, _) in Traffic::default().told(scenario) {
        units.insert(name.to_owned(), unit.into());
    }
    Value::Object(units)
}

/// A line: every series of lines summed over the run, and for how long trains could not run.
fn line(scenario: &Scenario, record: &Record, row: usize) -> Value {
    let line = &scenario.lines[row];
    let ends = [line.from, line.to].map(|end| &scenario.stations[end as usize]);
    let mut told = json!({
        "kind": "line", "id": line.id, "from": ends[0].id, "to": ends[1].id,
        "length_km": f64::from(line.length_m) / 1_000.0,
    });
    for series in LineSeries::of(scenario.domains()) {
        let sum: i64 = record.line(row as u32, series).sum();
        told[series.name()] = sum.into();
        if series == LineSeries::OpenSeconds {
            let span = i64::from(record.days) * i64::from(SECONDS_PER_DAY);
            told["shut_h"] = ((span - sum) as f64 / HOUR_S).into();
        }
    }
    let geometry = between([ends[0].lon, ends[0].lat], [ends[1].lon, ends[1].lat]);
    feature(&format!("line/{}", line.id), geometry, told)
}

/// What came and went at a station.
#[derive(Clone, Copy, Default)]
struct Traffic {
    sent_kg: i64,
    unloaded_kg: i64,
    delivered_kg: i64,
    raids: i64,
    raid_aircraft: i64,
}

impl Traffic {
    /// Each figure that the theatre has: name, unit, value.
    fn told(self, scenario: &Scenario) -> impl Iterator<Item = (&'static str, &'static str, i64)> {
        let theatre = scenario.domains();
        let of_domains = [
            (SUPPLY, "sent_kg", "kg", self.sent_kg),
            (SUPPLY, "unloaded_kg", "kg", self.unloaded_kg),
            (SUPPLY, "delivered_kg", "kg", self.delivered_kg),
            (ATTACK, "raids", "raids", self.raids),
            (ATTACK, "raid_aircraft", "aircraft", self.raid_aircraft),
        ];
        let told = move |(needs, name, unit, value): (Domains, _, _, _)| {
            theatre.has_all(needs).then_some((name, unit, value))
        };
        of_domains.into_iter().filter_map(told)
    }
}

/// Stations with what was sent, unloaded and delivered there, and the raids of record on them.
fn stations(scenario: &Scenario, record: &Record) -> Vec<Value> {
    let mut all = vec![Traffic::default(); scenario.stations.len()];
    for event in &record.events {
        let Place::Station(row) = event.place else {
            continue;
        };
        let traffic = &mut all[row.index()];
        match event.kind {
            EventKind::TrainLeft => traffic.sent_kg += event.amount,
            EventKind::TrainUnloaded => traffic.unloaded_kg += event.amount,
            EventKind::Delivered => traffic.delivered_kg += event.amount,
            EventKind::Raid => {
                traffic.raids += 1;
                traffic.raid_aircraft += event.amount;
            }
            _ => {}
        }
    }
    let told = |(station, traffic): (&Station, Traffic)| {
        let mut told = json!({ "kind": "station", "id": station.id, "name": station.name });
        for (name, _, value) in traffic.told(scenario) {
            told[name] = value.into();
        }
        let point = json!({ "type": "Point", "coordinates": [station.lon, station.lat] });
        feature(&format!("station/{}", station.id), point, told)
    };
    scenario.stations.iter().zip(all).map(told).collect()
}

fn feature(id: &str, geometry: Value, properties: Value) -> Value {
    json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties })
}

/// The straight way between two places (east, north), the shorter way round.
fn between(from: [f64; 2], to: [f64; 2]) -> Value {
    let east = beside(from[0], to[0]);
    let side = if east > 180.0 {
        180.0
    } else if east < -180.0 {
        -180.0
    } else {
        return json!({ "type": "LineString", "coordinates": [from, to] });
    };
    let north = from[1] + (side - from[0]) / (east - from[0]) * (to[1] - from[1]);
    json!({
        "type": "MultiLineString",
        "coordinates": [[from, [side, north]], [[-side, north], to]],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_180th_meridian_is_split_where_it_crosses() {
        // a third of the way: 178 to 184 degrees, the meridian at 180
        let split = between([178.0, 50.0], [-176.0, 53.0]);
        let halves = json!([
            [[178.0, 50.0], [180.0, 51.0]],
            [[-180.0, 51.0], [-176.0, 53.0]]
        ]);
        assert_eq!(split["coordinates"], halves);
        let back = between([-176.0, 53.0], [178.0, 50.0]);
        let halves = json!([
            [[-176.0, 53.0], [-180.0, 51.0]],
            [[180.0, 51.0], [178.0, 50.0]]
        ]);
        assert_eq!(back["coordinates"], halves);
        let plain = between([125.0, 39.0], [126.0, 40.0]);
        assert_eq!(plain["coordinates"], json!([[125.0, 39.0], [126.0, 40.0]]));
    }
}
