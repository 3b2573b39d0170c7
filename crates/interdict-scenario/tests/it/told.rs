//! What a scenario says is told in the words of its file, so that every difference is a change that can be written down.

use std::collections::BTreeSet;

use interdict_scenario::told::ToldRow;
use interdict_scenario::{Scenario, load_files, load_files_with};

use crate::small::{SMALL, STATIONS, files};

/// A change of each column of each table (and of the scenario itself): path and value. Where one alone would be a fault,
/// those that go with it follow.
const CHANGES: &[&[(&str, &str)]] = &[
    &[("starts", "1951-07-31")],
    &[("ends", "1951-08-31")],
    &[("step", "20 min")],
    &[("latitude", "40.125")],
    &[("stations.A.name", "")],
    &[("stations.A.lat", "40.2")],
    &[("stations.A.lon", "124.45")],
    &[("stations.A.kind", "station")],
    &[("stations.A.shelter", "7")],
    &[("stations.A.places", "9")],
    &[("lines.A-B.from", "C")],
    &[("lines.A-B.to", "C")],
    &[("lines.A-B.name", "Coast line")],
    &[("lines.A-B.length_km", "51.3 mi")],
    &[("lines.A-B.tracks", "2")],
    &[("lines.A-B.running", "always")],
    &[("lines.A-B.sanctuary", "yes")],
    &[("lines.A-B.speed_kmh", "22.5")],
    &[("lines.A-B.passing_km", "1E+01")],
    &[("lines.A-B.opens", "1951-08-03")],
    &[("lines.A-B.closes", "1951-08-20")],
    &[("lines.A-B.cell", "west")],
    &[("bridges.ford.name", "The ford")],
    &[("bridges.ford.line", "B-C")],
    &[("bridges.ford.at", "0.3")],
    &[("bridges.ford.length_m", "301")],
    &[("bridges.ford.class", "truss")],
    &[("bridges.ford.bypasses", "1951-08-09 1951-08-12")],
    &[("bridges.ford.removable", "yes")],
    &[("bridges.ford.lat", "39.8"), ("bridges.ford.lon", "124.9")],
    &[("roads.A-B-road.name", "The road")],
    &[("roads.A-B-road.from", "C")],
    &[("roads.A-B-road.to", "C")],
    &[("roads.A-B-road.length_km", "91")],
    &[("roads.A-B-road.trucks_per_night", "201")],
    &[("airfields.strip.name", "The strip")],
    &[("airfields.strip.lat", "39.95")],
    &[("airfields.strip.lon", "125.1")],
    &[("airfields.strip.runway_m", "1500")],
    &[("airfields.strip.width_m", "45")],
    &[("airfields.strip.strip_m", "900")],
    &[("airfields.strip.stands", "earth")],
    &[("airfields.strip.depot", "C")],
    &[("airfields.strip.labour", "30000")],
    &[("airfields.strip.labour_from", "1951-08-02")],
    &[("airfields.strip.labour_to", "1951-08-22")],
    &[("airfields.strip.parked", "64")],
    &[("airfields.strip.shelters", "45")],
    &[("bases.north.station", "B")],
    &[("bases.north.tons_per_day", "1999.5")],
    &[("stocks.C.days", "3.25")],
    &[("depots.winter.station", "A")],
    &[("depots.winter.tons", "1200.5")],
    &[("depots.winter.full_by", "1951-08-20")],
    &[("depots.winter.from", "1951-07-20")],
    &[("depots.winter.to", "1951-08-25")],
    &[("locomotives.pool.station", "B")],
    &[("locomotives.pool.count", "41")],
    &[("formations.army.formation", "eighth")],
    &[("formations.army.name", "The army")],
    &[("formations.army.railhead", "B")],
    &[("formations.army.road_km", "12.345")],
    &[("formations.army.tons_per_day", "350.125")],
    &[
        ("formations.army.tons_per_day", ""),
        ("formations.army.men", "40000"),
        ("formations.army.posture", "rest"),
    ],
    &[("formations.army.stock_days", "0.1")],
    &[("formations.army.reserve_days", "4")],
    &[("formations.army.front", "no")],
    &[("formations.army.from", "1951-08-02")],
    &[("formations.army.to", "1951-08-22")],
    &[("trucks.t1.station", "A")],
    &[("trucks.t1.trucks", "201")],
    &[("trucks.t1.task", "gap")],
    &[("trucks.t1.from", "1951-08-02")],
    &[("trucks.t1.to", "1951-08-22")],
    &[("porters.bearers.station", "A")],
    &[("porters.bearers.carriers", "401")],
    &[("porters.bearers.from", "1951-08-02")],
    &[("porters.bearers.to", "1951-08-22")],
    &[("gangs.g1.name", "The gang")],
    &[("gangs.g1.station", "C")],
    &[("gangs.g1.men", "3001")],
    &[("gangs.g1.from", "1951-08-02")],
    &[("gangs.g1.to", "1951-08-22")],
    &[("flak.point.formation", "61st")],
    &[("flak.point.name", "The point")],
    &[("flak.point.heavy", "5")],
    &[("flak.point.light", "13")],
    &[("flak.point.strength", "0.85")],
    &[("flak.point.lat", "39.75")],
    &[("flak.point.lon", "125.3")],
    &[("flak.point.radius_km", "2.345")],
    &[
        ("flak.point.lat", ""),
        ("flak.point.lon", ""),
        ("flak.point.along", "A-C A-B"),
    ],
    &[("flak.spread.along", "B-C")],
    &[("flak.point.depot", "A")],
    &[("flak.point.mobile", "yes")],
    &[("flak.point.active", "no")],
    &[("flak.point.arrival_tons", "120.5")],
    &[("flak.point.from", "1951-08-02")],
    &[("flak.point.to", "1951-08-22")],
    &[("flak.spread.to", "1951-07-15")],
    &[("aircraft.jet.bombs", "3")],
    &[("aircraft.jet.bomb_kg", "500")],
    &[("aircraft.jet.miss_m", "40.5")],
    &[("aircraft.jet.vulnerability", "1.1")],
    &[("aircraft.jet.radius_km", "812.5")],
    &[("aircraft.jet.speed_kmh", "700.5")],
    &[("aircraft.jet.way_height_m", "4500")],
    &[("air_units.group.name", "The group")],
    &[("air_units.group.role", "intruder")],
    &[("air_units.group.aircraft", "prop")],
    &[("air_units.group.strength", "76")],
    &[("air_units.group.sorties_per_aircraft", "0.9")],
    &[("air_units.group.rail_share", "70 %")],
    &[("air_units.group.sector", "A-B core")],
    &[("air_units.group.doctrine", "bridges")],
    &[("air_units.group.lat", "37.1")],
    &[("air_units.group.lon", "127.1")],
    &[("air_units.group.from", "1951-08-02")],
    &[("air_units.group.to", "1951-08-22")],
    &[("fighters.wing.name", "The wing")],
    &[("fighters.wing.task", "escort")],
    &[("fighters.wing.aircraft", "prop")],
    &[("fighters.wing.strength", "44")],
    &[("fighters.wing.sorties_per_aircraft", "0.9")],
    &[("fighters.wing.hours", "250")],
    &[("fighters.wing.prowess", "0.7")],
    &[("fighters.wing.sweep_share", "0.3")],
    &[("fighters.wing.base", "strip")],
    &[("fighters.wing.lat", "40.6")],
    &[("fighters.wing.lon", "125.1")],
    &[("fighters.wing.north_limit", "42")],
    &[("fighters.wing.south_limit", "38.9")],
    &[("fighters.wing.from", "1951-08-02")],
    &[("fighters.wing.to", "1951-08-22")],
    &[
        ("fighters.wing.station_lat", "40"),
        ("fighters.wing.station_lon", "125.5"),
    ],
    &[("radars.hill.name", "The hill")],
    &[("radars.hill.lat", "40.3")],
    &[("radars.hill.lon", "124.6")],
    &[("radars.hill.range_km", "113")],
    &[("radars.hill.aerial_m", "30")],
    &[("radars.hill.control", "yes")],
    &[("radars.hill.from", "1951-08-02")],
    &[("radars.hill.to", "1951-08-22")],
    &[("raids.1951-08-02.unit", "3rd")],
    &[
        ("raids.1951-08-02.target_kind", "yard"),
        ("raids.1951-08-02.target", "B"),
    ],
    &[("raids.1951-08-02.target", "A-B")],
    &[("raids.1951-08-02.at", "0.375")],
    &[("raids.1951-08-02.aircraft", "4")],
    &[("raids.1951-08-02.bombs_kg", "5001")],
    &[("raids.1951-08-02.sighting", "radar")],
    &[("raids.1951-08-02.hour", "13.1")],
    &[("raids.1951-08-02.height_m", "5999")],
    &[("weather.west.lat", "39.6")],
    &[("weather.west.lon", "125.1")],
    &[(
        "weather.west.visual",
        "0.6 0.6 0.6 0.5 0.5 0.4 0.3 0.4 0.5 0.6 0.6 0.61",
    )],
    &[("areas.core.name", "The core")],
    &[("areas.core.lines", "A-B")],
    &[("areas.core.roads", "A-B-road")],
    &[("areas.core.gates_from", "B A")],
    &[("areas.core.gates_to", "B")],
    &[("areas.core.crossing", "yes")],
    &[("phases.first.name", "The first")],
    &[("phases.first.from", "1951-08-02")],
    &[("phases.first.to", "1951-08-13")],
    &[("phases.first.rail_share", "0.9")],
    &[("phases.first.track_share", "0.1")],
    &[("phases.first.lines", "core:2 A-C:1e-1 all:0.25 B-C:-3")],
    &[("phases.first.bridges", "ford:0.5")],
    &[("phases.first.stretch_km", "11.5")],
    &[("phases.first.hours", "6-8.5 17-18")],
    &[("phases.first.bomb_kg", "227")],
    &[("phases.first.doctrine", "rails")],
    &[("orders.raids.unit", "others")],
    &[("orders.raids.force", "command")],
    &[("orders.raids.doctrine", "bridges")],
    &[("orders.raids.sorties_per_day", "12.5")],
    &[("orders.raids.aircraft", "8")],
    &[("orders.raids.light", "day")],
    &[("orders.raids.sighting", "visual")],
    &[("orders.raids.weather", "marginal")],
    &[("orders.raids.height_m", "7100")],
    &[("orders.raids.sector", "A-B core")],
    &[("orders.raids.fields", "strip")],
    &[("orders.raids.answer", "give-up")],
    &[("orders.raids.from", "1951-08-02")],
    &[("orders.raids.to", "1951-08-22")],
    &[
        ("doctrines.open.doctrine", "bridges"),
        ("doctrines.spans.doctrine", "rails"),
    ],
    &[("doctrines.open.kind", "train")],
    &[("doctrines.open.among", "greedy")],
    &[("doctrines.open.count", "3")],
    &[("doctrines.open.value", "-0.5")],
    &[("doctrines.open.bomb_kg", "454")],
    &[("doctrines.open.stretch_km", "12.5")],
    &[("accepted.meant.warning", "I0059")],
    &[("accepted.meant.of", "roads")],
    &[("accepted.meant.because", "it is so")],
    &[("observed.cuts.quantity", "Cuts of the line")],
    &[("requests.help.name", "Help")],
    &[("requests.help.asked", "1951-07-20")],
    &[("requests.help.answered", "1951-08-09")],
    &[("requests.help.granted", "no")],
    &[("requests.help.transfer_days", "12.5")],
    &[
        ("requests.help.when", "few-formed"),
        ("requests.help.than", "2"),
    ],
    &[("requests.help.than", "3")],
    &[("requests.help.for_days", "4")],
    &[
        ("requests.help.when", "line-shut"),
        ("requests.help.line", "A-B"),
    ],
    &[("academies.school.name", "The school")],
    &[("academies.school.trainers", "31")],
    &[("academies.school.jet", "yes")],
    &[("academies.school.serviceability", "0.55")],
    &[("academies.school.losses", "3.5")],
    &[("academies.school.instructors", "20")],
    &[("academies.school.battalions", "2")],
    &[("academies.school.fields", "3")],
    &[("academies.school.fuel_kg_per_h", "180.5")],
    &[("academies.school.fuel_t", "12.5")],
    &[("academies.school.credit", "even")],
    &[("academies.school.flyable", "0.6")],
    &[("academies.school.cell", "west")],
    &[("courses.wings.name", "The wings")],
    &[("courses.wings.academy", "depot")],
    &[("courses.wings.hours", "40.5")],
    &[("courses.wings.least_days", "30")],
    &[("courses.wings.wash_out", "0.2")],
    &[("courses.wings.next", "jets")],
    &[("courses.wings.keeps", "3")],
    &[("courses.wings.posting", "even")],
    &[("cohorts.spring.name", "The spring")],
    &[("cohorts.spring.students", "41")],
    &[("cohorts.spring.course", "jets")],
    &[("cohorts.spring.from", "1951-07-20")],
    &[("cohorts.spring.hours_done", "4.5")],
    &[("cohorts.spring.priority", "2")],
    &[("establishments.squadron.name", "The squadron")],
    &[("establishments.squadron.course", "jets")],
    &[("establishments.squadron.pilots", "13")],
    &[("establishments.squadron.aircraft", "13")],
    &[("establishments.squadron.jet", "yes")],
    &[("establishments.squadron.serviceability", "0.55")],
    &[("establishments.squadron.losses", "3.5")],
    &[("establishments.squadron.detachments", "1")],
    &[("establishments.squadron.advisers", "5")],
    &[("establishments.squadron.hours", "12.5")],
    &[("establishments.squadron.field_from", "1951-08-12")],
    &[("establishments.squadron.priority", "2")],
    &[("establishments.squadron.by", "1951-08-20")],
    &[("establishments.squadron.cell", "west")],
    &[
        ("deliveries.first.academy", "school"),
        ("deliveries.first.unit", ""),
    ],
    &[("deliveries.first.unit", "flight")],
    &[("deliveries.first.request", "help")],
    &[("deliveries.first.from", "1951-08-06")],
    &[("deliveries.first.after_days", "7")],
    &[("deliveries.first.aircraft", "13")],
    &[("deliveries.tools.instructors", "2")],
    &[("deliveries.tools.battalions", "1")],
    &[("deliveries.tools.fields", "1")],
    &[("deliveries.tools.fuel_t", "3.5")],
    &[("deliveries.first.detachments", "1")],
    &[("deliveries.first.advisers", "5")],
    &[("training_divisions.guests.division", "others")],
    &[("training_divisions.guests.name", "The guests")],
    &[
        ("training_divisions.guests.duty", "call"),
        ("training_divisions.guests.academy", ""),
    ],
    &[("training_divisions.guests.academy", "depot")],
    &[("training_divisions.guests.instructors", "7")],
    &[("training_divisions.guests.trainers", "8")],
    &[("training_divisions.guests.battalions", "1")],
    &[("training_divisions.guests.request", "help")],
    &[("training_divisions.guests.city", "capital")],
    &[("training_divisions.guests.from", "1951-08-02")],
    &[("training_divisions.guests.to", "1951-08-22")],
    &[("assignments.home.unit", "flight")],
    &[("assignments.home.duty", "front")],
    &[("assignments.home.city", "capital")],
    &[("assignments.home.once", "formed")],
    &[("assignments.home.from", "1951-08-02")],
    &[("assignments.home.to", "1951-08-22")],
    &[("cities.capital.name", "The capital")],
    &[("cities.capital.lat", "40.2")],
    &[("cities.capital.lon", "116.2")],
    &[("cities.capital.weight", "2.5")],
    &[("cities.capital.warning", "0.45")],
    &[("cities.capital.guns", "0.15")],
    &[("cities.capital.raids_per_month", "2.5")],
    &[("cities.capital.kept", "0.35")],
    &[("cities.capital.bombers_least", "3")],
    &[("cities.capital.bombers_most", "18")],
    &[("observed.cuts.series", "bombs")],
    &[("observed.cuts.area", "")],
    &[("observed.cuts.per_series", "bombs")],
    &[("observed.cuts.per_area", "core")],
    &[("observed.cuts.measure", "mean")],
    &[("observed.cuts.factor", "1e-3")],
    &[("observed.cuts.from", "1951-08-02")],
    &[("observed.cuts.to", "1951-08-22")],
    &[("observed.cuts.value", "7.5")],
    &[("observed.cuts.low", "5.5")],
    &[("observed.cuts.high", "9.5")],
    &[("observed.cuts.unit", "places")],
    &[("observed.cuts.group", "bombing")],
    &[("observed.cuts.discrepancy", "15 %")],
    &[("uncertain.aim.path", "rules.flak.beta")],
    &[("uncertain.aim.from", "0.9")],
    &[("uncertain.aim.to", "1.3")],
    &[("uncertain.aim.factor", "yes")],
    &[("uncertain.aim.together", "guns")],
    &[
        ("uncertain.aim.against", "yes"),
        ("uncertain.aim.together", "guns"),
    ],
];

/// The small scenario with a depot, porters, and a second type of aircraft.
fn with(sets: &[(String, String)]) -> Scenario {
    let text = SMALL
        .replace(
            "    airfields: [",
            "    accepted: [(id: \"meant\", warning: \"I0058\", of: \"aircraft\", because: \"to come\")],\n    airfields: [",
        )
        .replace(
            "aircraft: [",
            "aircraft: [(id: \"prop\", bombs: 4, bomb_kg: 227), ",
        )
        .replace(
            "observed: [",
            "uncertain: [(id: \"aim\", path: \"rules.flak.kappa\", from: 0.8, to: 1.4)], observed: [",
        )
        .replace(
            "air_units: [",
            "air_units: [(id: \"heavies\", role: \"bomber\", aircraft: \"prop\", strength: 30, lat: 36.0, lon: 127.0), \
             (id: \"others\", role: \"bomber\", aircraft: \"prop\", strength: 20, lat: 36.0, lon: 127.0), ",
        )
        .replace(
            "gangs: [",
            "depots: [(id: \"winter\", station: \"B\", tons: 1200, from: \"1951-07-15\")], \
             fighters: [(id: \"wing\", task: \"interceptor\", aircraft: \"jet\", strength: 40, lat: 40.5, lon: 125.0)], \
             radars: [(id: \"hill\", lat: 40.2, lon: 124.5)], \
             requests: [(id: \"help\", asked: \"1951-07-25\", answered: \"1951-08-05\")], \
             academies: [(id: \"depot\"), (id: \"school\", trainers: 30)], \
             courses: [(id: \"jets\", academy: \"school\"), (id: \"wings\", academy: \"school\")], \
             cohorts: [(id: \"spring\", students: 40, course: \"wings\")], \
             establishments: [(id: \"flight\", course: \"wings\", pilots: 4, aircraft: 4), \
                 (id: \"squadron\", course: \"wings\", pilots: 12, aircraft: 12)], \
             deliveries: [(id: \"first\", unit: \"squadron\", aircraft: 12), (id: \"tools\", academy: \"school\")], \
             training_divisions: [(id: \"guests\", academy: \"school\")], \
             assignments: [(id: \"home\", unit: \"squadron\")], \
             cities: [(id: \"capital\", lat: 40.0, lon: 116.0)], \
             doctrines: [(id: \"open\", doctrine: \"rails\", kind: \"track\"), \
             (id: \"spans\", doctrine: \"bridges\", kind: \"bridge\")], \
             orders: [(id: \"raids\", unit: \"heavies\", doctrine: \"rails\", sorties_per_day: 9)], \
             porters: [(id: \"bearers\", station: \"C\", carriers: 400)], gangs: [",
        );
    match load_files_with(files(&text), "scenario.ron", sets) {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("{sets:?}: {faults}"),
    }
}

fn owned(sets: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |&(path, value): &(&str, &str)| (path.to_owned(), value.to_owned());
    sets.iter().map(own).collect()
}

/// Paths of cells that two scenarios do not say alike, with what the second says; nothing for nothing.
fn apart(base: &Scenario, arm: &Scenario) -> Vec<(String, String)> {
    let mut apart = Vec::new();
    for (base, arm) in base.told().iter().zip(&arm.told()) {
        let name = |row: &ToldRow| row.name.clone();
        let mut names: Vec<String> = base.rows.iter().map(name).collect();
        assert_eq!(names, arm.rows.iter().map(name).collect::<Vec<_>>());
        names.dedup();
        for (one, other) in base.rows.iter().zip(&arm.rows) {
            for (cell, new) in one.cells.iter().zip(&other.cells) {
                if cell.said() != new.said() {
                    let path = [base.name, &one.name, cell.column];
                    let path = path.into_iter().filter(|part| !part.is_empty());
                    let path = path.collect::<Vec<_>>().join(".");
                    apart.push((path, new.said().unwrap_or_default().to_owned()));
                }
            }
        }
    }
    apart
}

#[test]
fn every_difference_is_a_change_that_gives_the_arm() {
    let base = with(&[]);
    for sets in CHANGES {
        let arm = with(&owned(sets));
        let told = apart(&base, &arm);
        assert!(!told.is_empty(), "{sets:?} is not told");
        let mut again = with(&told);
        again.provenance.clone_from(&arm.provenance);
        assert_eq!(again, arm, "{sets:?} is told as {told:?}");
    }
}

#[test]
fn what_a_change_says_is_told_and_nothing_else() {
    let base = with(&[]);
    // a figure in another unit is told in the unit of its column, a list in the order of rows
    let others = [
        ("lines.A-B.length_km", "82.559"),
        ("lines.A-B.passing_km", "10"),
        ("step", "20"),
        ("air_units.group.rail_share", "0.7000000000000001"),
        ("flak.point.along", "A-B A-C"),
        ("areas.core.gates_from", "A B"),
        ("phases.first.lines", "core:2 A-C:0.1 all:0.25 B-C:-3"),
        ("observed.cuts.factor", "0.001"),
        ("observed.cuts.discrepancy", "0.15"),
    ];
    for sets in CHANGES
        .iter()
        .filter(|sets| !["starts", "ends"].contains(&sets[0].0))
    {
        let mut told = apart(&base, &with(&owned(sets)));
        let mut said = owned(sets);
        for (path, value) in &mut said {
            if let Some((_, other)) = others.iter().find(|(other, _)| other == path) {
                (*other).clone_into(value);
            }
        }
        // guns along lines have no radius; what ends before the scenario began before it, too
        told.retain(|(path, _)| path != "flak.point.radius_km" || said[0].0 == *path);
        told.retain(|(path, _)| path != "flak.spread.from");
        told.retain(|(path, _)| path != "raids.1951-08-02.at" || said[0].0 == *path);
        let inside =
            |(path, value): &(String, String)| (path.clone(), value.replace("07-15", "07-31"));
        let said: BTreeSet<_> = said.iter().map(inside).collect();
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), said);
    }
}

#[test]
fn every_column_is_among_the_changes() {
    let changed: BTreeSet<(&str, &str)> = (CHANGES.iter().copied().flatten())
        .map(|(path, _)| match path.split_once('.') {
            Some((table, rest)) => (table, rest.rsplit('.').next().unwrap_or_default()),
            None => ("", *path),
        })
        .collect();
    let mut columns = 0;
    for table in with(&[]).told() {
        let row = table
            .rows
            .first()
            .unwrap_or_else(|| panic!("no row of {}", table.name));
        for cell in row.cells.iter().filter(|cell| !cell.is_remark) {
            let names_the_row = matches!(
                (table.name, cell.column),
                (_, "id") | ("stocks", "station") | ("raids", "date")
            );
            let is_changed = changed.contains(&(table.name, cell.column));
            assert!(
                is_changed || names_the_row,
                "{}.{}",
                table.name,
                cell.column
            );
            columns += 1;
        }
    }
    assert!(columns > 150, "{columns}");
}

#[test]
fn what_was_worked_out_is_told_and_not_said() {
    let scenario = load_files(files(SMALL), "scenario.ron").unwrap().scenario;
    let told = scenario.told();
    let cell = |table: &str, row: &str, column: &str| {
        let table = told.iter().find(|one| one.name == table).unwrap();
        let row = table.rows.iter().find(|one| one.name == row).unwrap();
        let cell = row.cells.iter().find(|one| one.column == column).unwrap();
        (cell.words.clone().unwrap_or_default(), cell.is_given)
    };
    assert_eq!(cell("flak", "point", "depot"), ("C".to_owned(), false));
    assert_eq!(cell("lines", "A-B", "cell"), ("west".to_owned(), false));
    assert_eq!(cell("bridges", "ford", "lat"), ("40".to_owned(), false));
    assert_eq!(
        cell("lines", "A-B", "length_km"),
        ("80.467".to_owned(), true)
    );
    assert_eq!(
        cell("stations", "B", "name"),
        ("Beta, east".to_owned(), true)
    );
    assert_eq!(
        cell("formations", "army", "to"),
        ("1951-08-20".to_owned(), true)
    );
    assert_eq!(cell("gangs", "g1", "to"), (String::new(), false));
    // an area that grows changes no sector that names it
    let wider = SMALL.replace("lines: [\"A-B\", \"B-C\"]", "lines: [\"A-B\"]");
    let wider = load_files(files(&wider), "scenario.ron").unwrap().scenario;
    assert_eq!(
        apart(&scenario, &wider),
        [("areas.core.lines".to_owned(), "A-B".to_owned())]
    );
    assert_ne!(scenario.air_units[0].sector, wider.air_units[0].sector);
    assert!(STATIONS.contains("Beta, east"));
}
