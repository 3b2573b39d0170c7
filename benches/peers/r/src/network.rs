//! The scenario of R, written as the files that the model reads.
//!
//! Everything follows from two numbers, so the other peers can write it, too: how many corridors there are, and for
//! how many days. See the README for the same in words.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How large R is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Corridors of each kind.
    pub corridors: u32,
    /// Days.
    pub days: u32,
    /// Work and response scatter: the stochastic sister.
    pub scatters: bool,
}

/// The first day is the first of January of a year without a leap day.
const STARTS: (u32, u32) = (1950, 1);

/// The files, by name; `scenario.ron` is the one to begin with.
pub fn written(size: Size) -> BTreeMap<String, String> {
    let mut tables = Tables::new(size);
    for number in 0..size.corridors {
        tables.through(number);
        tables.broken(number);
    }
    tables.files()
}

/// The tables while they are written.
struct Tables {
    size: Size,
    stations: String,
    lines: String,
    roads: String,
    bases: String,
    locomotives: String,
    formations: String,
    stocks: String,
    trucks: String,
    gangs: String,
    raids: Vec<(u32, u32, String, u32)>,
}

impl Tables {
    fn new(size: Size) -> Self {
        let head = |columns: &str| format!("{columns}\n");
        Self {
            size,
            stations: head("id,lat,lon,kind"),
            lines: head("id,from,to,length_km,tracks,running"),
            roads: head("id,from,to,length_km,trucks_per_night"),
            bases: head("id,station,tons_per_day"),
            locomotives: head("id,station,count"),
            formations: head("id,railhead,road_km,tons_per_day,stock_days"),
            stocks: head("station,days"),
            trucks: head("id,station,trucks,task"),
            gangs: head("id,station,men"),
            raids: Vec::new(),
        }
    }

    /// A corridor of two lines: base, junction, railhead.
    fn through(&mut self, number: u32) {
        let id = |letter: &str| format!("A{number:03}{letter}");
        let (base, junction, railhead) = (id("B"), id("J"), id("R"));
        self.station(number, 0, &base, "yard");
        self.station(number, 1, &junction, "station");
        self.station(number, 2, &railhead, "yard");
        self.line(&id("1"), &base, &junction, 40);
        self.line(&id("2"), &junction, &railhead, 32);
        self.base(&base, 4_000, 24);
        self.railhead(&id("F"), &railhead, 1_500 + 37 * (number % 11));
        self.gang(&id("G"), &junction);
        for day in 0..self.size.days {
            if (day + 2 * number).is_multiple_of(3) {
                let second = 28_800 + 1_237 * ((7 * day + 11 * number) % 37);
                self.raid(day, second, &junction, 1 + (day + number) % 3);
            }
        }
    }

    /// A corridor with a river in it that no bridge crosses: base, near bank, far bank, railhead.
    fn broken(&mut self, number: u32) {
        let id = |letter: &str| format!("B{number:03}{letter}");
        let (base, near, far, railhead) = (id("B"), id("M"), id("N"), id("R"));
        self.station(number, 3, &base, "yard");
        self.station(number, 4, &near, "yard");
        self.station(number, 5, &far, "yard");
        self.station(number, 6, &railhead, "yard");
        self.line(&id("1"), &base, &near, 32);
        self.line(&id("2"), &far, &railhead, 24);
        let _ = writeln!(self.roads, "{},{near},{far},6,3000", id("X"));
        let _ = writeln!(self.trucks, "{},{near},300,gap", id("T"));
        self.base(&base, 3_000, 16);
        let _ = writeln!(self.locomotives, "{},{far},10", id("E"));
        self.railhead(&id("F"), &railhead, 900 + 29 * (number % 7));
        self.gang(&id("G"), &near);
        self.gang(&id("H"), &far);
        for day in 0..self.size.days {
            if (day + number) % 4 == 1 {
                let second = 21_600 + 1_409 * ((5 * day + 3 * number) % 41);
                self.raid(day, second, &near, 1 + day % 2);
            }
            if (day + number) % 5 == 2 {
                let second = 32_400 + 1_103 * ((3 * day + 7 * number) % 43);
                self.raid(day, second, &far, 1 + (day + 1) % 3);
            }
        }
    }

    fn station(&mut self, number: u32, place: u32, id: &str, kind: &str) {
        let (north, east) = (f64::from(place) * 0.2, f64::from(number % 400) * 0.05);
        let _ = writeln!(self.stations, "{id},{north:.2},{east:.2},{kind}");
    }

    fn line(&mut self, id: &str, from: &str, to: &str, km: u32) {
        let _ = writeln!(self.lines, "{id},{from},{to},{km},1,always");
    }

    fn base(&mut self, station: &str, tons: u32, engines: u32) {
        let _ = writeln!(self.bases, "{station}-D,{station},{tons}");
        let _ = writeln!(self.locomotives, "{station}-E,{station},{engines}");
    }

    fn railhead(&mut self, formation: &str, station: &str, tons: u32) {
        let _ = writeln!(self.formations, "{formation},{station},0,{tons},3");
        let _ = writeln!(self.stocks, "{station},2");
    }

    fn gang(&mut self, id: &str, station: &str) {
        let _ = writeln!(self.gangs, "{id},{station},400");
    }

    fn raid(&mut self, day: u32, second: u32, station: &str, cuts: u32) {
        self.raids.push((day, second, station.to_owned(), cuts));
    }

    fn files(self) -> BTreeMap<String, String> {
        let mut raids =
            String::from("date,unit,target_kind,target,aircraft,bombs_kg,sighting,hour\n");
        for (day, second, station, cuts) in &self.raids {
            let (date, hour) = (date(*day), f64::from(*second) / 3_600.0);
            let kg = 1_000 * cuts;
            let _ = writeln!(raids, "{date},R,yard,{station},10,{kg},radar,{hour:.6}");
        }
        let last = date(self.size.days - 1);
        let spread = if self.size.scatters { "0.3" } else { "0" };
        let scenario = format!(
            "{HEAD}    starts: \"{}\", ends: \"{last}\",\n{TABLES}    rules: {{\n        \
             \"repair.work_log_sd\": {spread}, \"repair.response_log_sd\": {spread},\n{RULES}    }},\n)\n",
            date(0)
        );
        [
            ("scenario.ron", scenario),
            ("stations.csv", self.stations),
            ("lines.csv", self.lines),
            ("roads.csv", self.roads),
            ("bases.csv", self.bases),
            ("locomotives.csv", self.locomotives),
            ("formations.csv", self.formations),
            ("stocks.csv", self.stocks),
            ("trucks.csv", self.trucks),
            ("gangs.csv", self.gangs),
            ("raids.csv", raids),
        ]
        .map(|(name, text)| (name.to_owned(), text))
        .into()
    }
}

/// The date of a day of the scenario.
fn date(day: u32) -> String {
    interdict_quantity::Date::new(STARTS.0 as i16, STARTS.1 as i8, 1)
        .and_then(|first| first.plus_days(day as i32))
        .map_or_else(String::new, |date| date.to_string())
}

const HEAD: &str =
    "// A railway under scripted cuts, without chance: see the README of this kernel.
Scenario(
    title: \"Kernel R\",
    question: \"What do trains, queues, repair, transloading and consumption cost in the model?\",
    step: \"15 min\", latitude: 0,
    weather: [(id: \"SKY\", lat: 0, lon: 10, visual: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])],
";

const TABLES: &str = "    stations: \"stations.csv\", lines: \"lines.csv\", roads: \"roads.csv\", bases: \"bases.csv\",
    locomotives: \"locomotives.csv\", formations: \"formations.csv\", stocks: \"stocks.csv\",
    trucks: \"trucks.csv\", gangs: \"gangs.csv\", raids: \"raids.csv\",
";

const RULES: &str = "        // One class of supplies, and trains that carry nothing for themselves.
        \"supply.food_share\": 1, \"supply.ammunition_share\": 0, \"supply.fuel_share\": 0,
        \"rail.locomotive_availability\": 1, \"rail.coal_carried_share\": 0,
        \"trucks.loss_per_km\": 0, \"trucks.replacements_per_day\": 0,
        // A raid makes as many cuts as it drops tons.
        \"bombing.radar_cep_m\": 10, \"bombing.yard_radius_m\": 2000, \"bombing.dud\": 0, \"bombing.delayed\": 0,
        \"bombing.raid_bomb_kg\": 500, \"bombing.minor_bridge_share\": 0,
        \"yard.bombs_t_per_cut\": 1, \"yard.stock_loss_per_bomb_t\": 0,
        // Two gangs at each base, as good by night as by day, with all they need.
        \"repair.gangs_at_work\": 0.5, \"repair.night_efficiency\": 1, \"repair.day_efficiency\": 1,
        \"repair.crater_material_kg\": 0, \"repair.churn\": 0, \"repair.far_response_h\": 1,
        \"repair.prepared_share\": 0, \"repair.crater_field_m\": 0, \"repair.gang_exponent\": 1, \"rail.settling_days\": 0,
        \"relocation.gang_review_days\": 0, \"relocation.gang_share\": 0,
        // However long a line is closed, it is waited for.
        \"timetable.wait_for_repair_h\": 240,
";
