//! Generated theatres: for benches, for property tests, for trying things out.
//!
//! Chains of stations lead from one base to the front, joined by cross lines and accompanied by roads.
//! Everything is written as a scenario file and read back, so that what comes out has passed every
//! check that a historian's file has to pass.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::load::load_files;
use crate::scenario::Scenario;

/// How large a generated theatre is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Stations; at least 2 a branch.
    pub stations: u32,
    /// Chains of stations from the base to the front; at least 1.
    pub branches: u32,
    /// Days; 1 to 3,660.
    pub days: u16,
    /// Bridges.
    pub bridges: u32,
    /// Postings of four guns each.
    pub flak: u32,
    /// Attacking units.
    pub air_units: u32,
    /// Raids of record.
    pub raids: u32,
    /// Bases of repair troops.
    pub gangs: u32,
}

impl Shape {
    /// A dozen stations for ten days: runs in no time.
    pub const fn small() -> Self {
        Self {
            stations: 12,
            branches: 2,
            days: 10,
            bridges: 4,
            flak: 6,
            air_units: 2,
            raids: 3,
            gangs: 3,
        }
    }

    /// About the size of a real theatre: 100 stations, 300 batteries, eleven months.
    pub const fn theatre() -> Self {
        Self {
            stations: 100,
            branches: 4,
            days: 335,
            bridges: 80,
            flak: 300,
            air_units: 12,
            raids: 600,
            gangs: 25,
        }
    }
}

/// The generator SplitMix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number below `end`; 0 where `end` is 0.
    fn below(&mut self, end: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u32
    }

    /// A whole number from `low` to `high`.
    fn within(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }
}

/// A theatre of this shape. The same shape and seed always give the same scenario.
///
/// # Panics
/// When what was written does not pass the checks, which would be a mistake of this crate.
pub fn generate(shape: Shape, seed: u64) -> Scenario {
    match load_files(written(shape, seed), "scenario.ron") {
        Ok(loaded) => loaded.scenario,
        Err(faults) => panic!("a generated theatre has faults (seed {seed}, {shape:?}):\n{faults}"),
    }
}

/// The files of a theatre of this shape, by name; `scenario.ron` is the one to begin with.
pub fn written(shape: Shape, seed: u64) -> BTreeMap<String, String> {
    let mut theatre = Theatre::new(shape, seed);
    let mut files = BTreeMap::new();
    let network = theatre.network();
    let supply = theatre.supply();
    let air = theatre.air();
    for (name, text) in network.into_iter().chain(supply).chain(air) {
        files.insert(name.to_owned(), text);
    }
    let ends = interdict_quantity::Date::new(1951, 8, 1)
        .and_then(|starts| starts.plus_days(i32::from(theatre.shape.days) - 1))
        .map_or_else(String::new, |date| date.to_string());
    let tables: String = (files.keys())
        .filter_map(|name| Some((name.strip_suffix(".csv")?, name)))
        .fold(String::new(), |text, (table, name)| {
            text + &format!("    {table}: \"{name}\",\n")
        });
    let scenario = format!(
        "Scenario(\n    title: \"Generated theatre\",\n    question: \"None: it was generated from seed \
         {seed}\",\n    starts: \"1951-08-01\", ends: \"{ends}\",\n    step: \"15 min\", latitude: 39.6,\n\
         {tables}    phases: [(id: \"all\", from: \"1951-08-01\", to: \"{ends}\", lines: [(\"all\", 1.0), \
         (\"B0\", 2.0)], bridges: [(\"all\", 1.0)])],\n)\n"
    );
    files.insert("scenario.ron".to_owned(), scenario);
    files
}

/// A theatre while it is written.
struct Theatre {
    shape: Shape,
    chance: Chance,
    /// Stations by branch, the base first in each.
    chains: Vec<Vec<u32>>,
    lines: Vec<(u32, u32, usize)>,
    digits: usize,
}

type Files = Vec<(&'static str, String)>;

impl Theatre {
    fn new(mut shape: Shape, seed: u64) -> Self {
        shape.branches = shape.branches.clamp(1, 1_000);
        shape.stations = shape.stations.clamp(1 + shape.branches, 50_000);
        shape.days = shape.days.clamp(1, 3_660);
        let mut chains = vec![vec![0]; shape.branches as usize];
        for station in 1..shape.stations {
            chains[((station - 1) % shape.branches) as usize].push(station);
        }
        let mut lines = Vec::new();
        for (branch, chain) in chains.iter().enumerate() {
            lines.extend(chain.windows(2).map(|pair| (pair[0], pair[1], branch)));
        }
        for (branch, pair) in chains.windows(2).enumerate() {
            let cross = pair[0].iter().zip(&pair[1]).skip(5).step_by(5);
            lines.extend(cross.map(|(&from, &to)| (from, to, branch)));
        }
        let most = [
            shape.stations,
            shape.flak,
            shape.raids,
            shape.bridges,
            shape.gangs,
        ];
        let most = most.into_iter().max().unwrap_or(0).max(shape.air_units);
        Self {
            shape,
            chance: Chance(seed),
            chains,
            lines,
            digits: most.to_string().len().max(3),
        }
    }

    /// An id with leading zeros, so that ids sort by number.
    fn id(&self, prefix: char, number: u32) -> String {
        format!("{prefix}{number:0width$}", width = self.digits)
    }

    /// Degrees north and east of a station.
    fn place(&self, station: u32) -> (f64, f64) {
        let branch = station.saturating_sub(1) % self.shape.branches;
        let rank = if station == 0 {
            0
        } else {
            (station - 1) / self.shape.branches + 1
        };
        let longest = f64::from(self.shape.stations / self.shape.branches + 1);
        let south = f64::from(rank) * (6.0 / longest).min(0.2);
        (
            42.0 - south,
            124.0 + f64::from(branch) * (6.0 / f64::from(self.shape.branches)),
        )
    }

    fn network(&mut self) -> Files {
        let mut stations = String::from("id,lat,lon,kind,shelter\n");
        for station in 0..self.shape.stations {
            let (lat, lon) = self.place(station);
            let kind = if station % 5 == 0 { "yard" } else { "station" };
            let (id, shelter) = (self.id('S', station), self.chance.below(3));
            let _ = writeln!(stations, "{id},{lat:.4},{lon:.4},{kind},{shelter}");
        }
        let mut lines = String::from("id,from,to,length_km,tracks,sanctuary,running\n");
        let mut areas = String::from("id,lines\n");
        let mut roads = String::from("id,from,to,length_km,trucks_per_night\n");
        let mut by_branch = vec![Vec::new(); self.chains.len()];
        for (number, (from, to, branch)) in self.lines.clone().into_iter().enumerate() {
            let id = self.id('L', number as u32);
            let length = self.chance.within(12, 40);
            let tracks = 1 + u32::from(self.chance.below(4) == 0);
            let (from_id, to_id) = (self.id('S', from), self.id('S', to));
            let running = if from == 0 { "yes,always" } else { "no,night" };
            let _ = writeln!(lines, "{id},{from_id},{to_id},{length},{tracks},{running}");
            if number % 2 == 0 {
                let (road, trucks) = (self.id('R', number as u32), self.chance.within(50, 500));
                let _ = writeln!(roads, "{road},{from_id},{to_id},{},{trucks}", length + 6);
            }
            by_branch[branch].push(id);
        }
        for (branch, ids) in by_branch.iter().enumerate() {
            let _ = writeln!(areas, "B{branch},{}", ids.join(" "));
        }
        let mut bridges = String::from("id,line,at,length_m,class,bypasses\n");
        for bridge in 0..self.shape.bridges {
            let line = self.chance.below(self.lines.len() as u32);
            let (id, line) = (self.id('X', bridge), self.id('L', line));
            let (at, length) = (self.chance.within(5, 95), self.chance.within(40, 700));
            let class = ["timber", "girder", "truss", "masonry"][self.chance.below(4) as usize];
            let bypass = if self.chance.below(3) == 0 {
                "start"
            } else {
                ""
            };
            let _ = writeln!(bridges, "{id},{line},0.{at:02},{length},{class},{bypass}");
        }
        vec![
            ("stations.csv", stations),
            ("lines.csv", lines),
            ("areas.csv", areas),
            ("roads.csv", roads),
            ("bridges.csv", bridges),
            ("airfields.csv", "id,lat,lon\nF0,40.0,125.0\n".to_owned()),
        ]
    }

    fn supply(&mut self) -> Files {
        let base = self.id('S', 0);
        let branches = self.chains.len() as u32;
        let mut formations = String::from("id,railhead,road_km,tons_per_day,stock_days\n");
        let mut trucks = String::from("id,station,trucks,task\n");
        let mut stocks = String::from("station,days\n");
        for branch in 0..branches {
            let end = self.chains[branch as usize].last().copied().unwrap_or(0);
            let railhead = self.id('S', end);
            let (road, tons) = (self.chance.within(0, 60), self.chance.within(200, 600));
            let _ = writeln!(
                formations,
                "{},{railhead},{road},{tons},5",
                self.id('A', branch)
            );
            let count = self.chance.within(100, 400);
            let _ = writeln!(trucks, "{},{railhead},{count},front", self.id('T', branch));
            let _ = writeln!(trucks, "{},{base},40,gap", self.id('U', branch));
            let _ = writeln!(stocks, "{railhead},{}", self.chance.within(0, 6));
        }
        let mut gangs = String::from("id,station,men\n");
        for gang in 0..self.shape.gangs {
            let station = self.chance.below(self.shape.stations);
            let (id, station) = (self.id('G', gang), self.id('S', station));
            let _ = writeln!(gangs, "{id},{station},{}", self.chance.within(200, 3_000));
        }
        let tons = 900 * branches;
        vec![
            (
                "bases.csv",
                format!("id,station,tons_per_day\nN,{base},{tons}\n"),
            ),
            (
                "locomotives.csv",
                format!("id,station,count\nP,{base},{}\n", 30 * branches),
            ),
            ("formations.csv", formations),
            ("trucks.csv", trucks),
            ("stocks.csv", stocks),
            ("gangs.csv", gangs),
        ]
    }

    fn air(&mut self) -> Files {
        let mut flak = String::from("id,heavy,light,lat,lon,along,mobile\n");
        for posting in 0..self.shape.flak {
            let id = self.id('Q', posting);
            let guns = if self.chance.below(3) == 0 {
                "4,0"
            } else {
                "0,4"
            };
            let place = if self.chance.below(2) == 0 {
                let station = self.chance.below(self.shape.stations);
                let (lat, lon) = self.place(station);
                format!("{lat:.4},{lon:.4},")
            } else {
                let line = self.chance.below(self.lines.len() as u32);
                format!(",,{}", self.id('L', line))
            };
            let mobile = if self.chance.below(4) == 0 {
                "yes"
            } else {
                "no"
            };
            let _ = writeln!(flak, "{id},{guns},{place},{mobile}");
        }
        let mut units = String::from("id,role,aircraft,strength,sector,lat,lon\n");
        for unit in 0..self.shape.air_units {
            let (role, aircraft) = [
                ("fighter-bomber", "jet"),
                ("fighter-bomber", "prop"),
                ("intruder", "light"),
            ][unit as usize % 3];
            let sector = match self.chance.below(2) {
                0 => String::new(),
                _ => format!("B{}", self.chance.below(self.chains.len() as u32)),
            };
            let (id, strength) = (self.id('W', unit), self.chance.within(18, 75));
            let _ = writeln!(
                units,
                "{id},{role},{aircraft},{strength},{sector},37.0,127.0"
            );
        }
        let mut raids = String::from("date,unit,target_kind,target,aircraft,bombs_kg,sighting\n");
        let starts = interdict_quantity::Date::new(1951, 8, 1);
        for _ in 0..self.shape.raids {
            let day = self.chance.below(u32::from(self.shape.days)) as i32;
            let Some(date) = starts.and_then(|starts| starts.plus_days(day)) else {
                continue;
            };
            let target = match self
                .chance
                .below(if self.shape.bridges > 0 { 4 } else { 3 })
            {
                0 => format!("yard,{}", self.id('S', 0)),
                1 => "airfield,F0".to_owned(),
                2 => format!("track,{}", self.id('L', 0)),
                _ => format!("bridge,{}", self.id('X', self.shape.bridges - 1)),
            };
            let (aircraft, sighting) = (self.chance.within(3, 12), self.chance.below(2));
            let sighting = ["visual", "radar"][sighting as usize];
            let _ = writeln!(
                raids,
                "{date},bombers,{target},{aircraft},{},{sighting}",
                aircraft * 9_000
            );
        }
        vec![
            ("flak.csv", flak),
            ("air_units.csv", units),
            ("raids.csv", raids),
            (
                "aircraft.csv",
                "id,bombs,bomb_kg,radius_km\njet,2,454,600\nprop,2,454,700\nlight,6,227,1000\n"
                    .to_owned(),
            ),
            ("weather.csv", WEATHER.to_owned()),
        ]
    }
}

/// Weather of a theatre on a monsoon coast, west and east.
const WEATHER: &str = "id,lat,lon,visual\n\
    west,40.0,125.0,0.7 0.7 0.6 0.6 0.5 0.4 0.3 0.4 0.6 0.7 0.7 0.7\n\
    east,40.0,129.0,0.7 0.7 0.6 0.6 0.5 0.4 0.3 0.4 0.6 0.7 0.7 0.7\n";
