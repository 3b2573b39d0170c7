//! One region of a generated theatre: its tables, row by row.

use std::fmt::Write as _;

use super::Shape;

/// Regions from west to east, and rows of them from north to south.
const COLUMNS: u32 = 51;
const ROWS: u32 = 24;

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

/// A region while it is written.
pub(super) struct Region {
    shape: Shape,
    number: u32,
    chance: Chance,
    /// Stations by branch, the base first in each.
    chains: Vec<Vec<u32>>,
    lines: Vec<(u32, u32, usize)>,
    digits: usize,
}

type Files = Vec<(&'static str, String)>;

impl Region {
    /// The region of this number in a theatre of this shape. All regions are drawn alike, so that a theatre of many
    /// has exactly as much for each station as a theatre of one.
    pub(super) fn new(shape: Shape, number: u32, seed: u64) -> Self {
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
            number,
            chance: Chance(seed),
            chains,
            lines,
            digits: most.saturating_mul(shape.regions).to_string().len().max(3),
        }
    }

    /// Its tables, by name of the file.
    pub(super) fn files(mut self) -> Files {
        let mut files = self.network();
        files.extend(self.supply());
        files.extend(self.air());
        files
    }

    /// An id with leading zeros, so that ids sort by number; numbers go on from region to region.
    fn id(&self, prefix: char, number: u32) -> String {
        let shape = &self.shape;
        let of_region = match prefix {
            'S' => shape.stations,
            'X' => shape.bridges,
            'G' => shape.gangs,
            'Q' => shape.flak,
            'W' => shape.air_units,
            'A' | 'T' | 'U' => shape.branches,
            _ => self.lines.len() as u32,
        };
        let number = self.number * of_region + number;
        format!("{prefix}{number:0width$}", width = self.digits)
    }

    /// The area of a branch.
    fn area(&self, branch: u32) -> String {
        format!("B{}", self.number * self.shape.branches + branch)
    }

    /// How much farther north and east than the first region it lies, degrees. Regions are at most 6 degrees
    /// wide and high; so they are kept a degree apart and within the globe, to the south as long as that goes.
    fn shift(&self) -> (f64, f64) {
        let (row, column) = (self.number / COLUMNS, self.number % COLUMNS);
        let north = 6 - ((row + 6) % ROWS) as i32;
        let east = ((column + 43) % COLUMNS) as i32 - 43;
        (7.0 * f64::from(north), 7.0 * f64::from(east))
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
        let (north, east) = self.shift();
        (
            42.0 - south + north,
            124.0 + f64::from(branch) * (6.0 / f64::from(self.shape.branches)) + east,
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
            let _ = writeln!(areas, "{},{}", self.area(branch as u32), ids.join(" "));
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
        let (north, east) = self.shift();
        let airfield = format!("F{},{:.1},{:.1}", self.number, 40.0 + north, 125.0 + east);
        vec![
            ("stations.csv", stations),
            ("lines.csv", lines),
            ("areas.csv", areas),
            ("roads.csv", roads),
            ("bridges.csv", bridges),
            ("airfields.csv", format!("id,lat,lon\n{airfield}\n")),
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
        let (base_id, pool) = match self.number {
            0 => ("N".to_owned(), "P".to_owned()),
            number => (format!("N{number}"), format!("P{number}")),
        };
        vec![
            (
                "bases.csv",
                format!("id,station,tons_per_day\n{base_id},{base},{tons}\n"),
            ),
            (
                "locomotives.csv",
                format!("id,station,count\n{pool},{base},{}\n", 30 * branches),
            ),
            ("formations.csv", formations),
            ("trucks.csv", trucks),
            ("stocks.csv", stocks),
            ("gangs.csv", gangs),
        ]
    }

    fn air(&mut self) -> Files {
        let (flak, units, raids) = (self.flak(), self.air_units(), self.raids());
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

    /// Guns at stations and along lines.
    fn flak(&mut self) -> String {
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
        flak
    }

    /// Units of fighter-bombers and intruders.
    fn air_units(&mut self) -> String {
        let mut units = String::from("id,role,aircraft,strength,sector,lat,lon\n");
        let (north, east) = self.shift();
        let base = format!("{:.1},{:.1}", 37.0 + north, 127.0 + east);
        let branches: Vec<String> = (0..self.shape.branches)
            .map(|branch| self.area(branch))
            .collect();
        let everywhere = branches.join(" ");
        for unit in 0..self.shape.air_units {
            let (role, aircraft) = [
                ("fighter-bomber", "jet"),
                ("fighter-bomber", "prop"),
                ("intruder", "light"),
            ][unit as usize % 3];
            let sector = match self.chance.below(2) {
                0 if self.shape.regions == 1 => String::new(),
                0 => everywhere.clone(),
                _ => {
                    let branch = self.chance.below(self.chains.len() as u32);
                    self.area(branch)
                }
            };
            let (id, strength) = (self.id('W', unit), self.chance.within(18, 75));
            let _ = writeln!(units, "{id},{role},{aircraft},{strength},{sector},{base}");
        }
        units
    }

    /// Raids of record, on whatever there is.
    fn raids(&mut self) -> String {
        let mut raids = String::from("date,unit,target_kind,target,aircraft,bombs_kg,sighting\n");
        let starts = interdict_quantity::Date::new(1951, 8, 1);
        let bombers = match self.number {
            0 => "bombers".to_owned(),
            number => format!("bombers-{number}"),
        };
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
                1 => format!("airfield,F{}", self.number),
                2 => format!("track,{}", self.id('L', 0)),
                _ => format!("bridge,{}", self.id('X', self.shape.bridges - 1)),
            };
            let (aircraft, sighting) = (self.chance.within(3, 12), self.chance.below(2));
            let sighting = ["visual", "radar"][sighting as usize];
            let _ = writeln!(
                raids,
                "{date},{bombers},{target},{aircraft},{},{sighting}",
                aircraft * 9_000
            );
        }
        raids
    }
}

/// Weather of a theatre on a monsoon coast, west and east.
const WEATHER: &str = "id,lat,lon,visual\n\
    west,40.0,125.0,0.7 0.7 0.6 0.6 0.5 0.4 0.3 0.4 0.6 0.7 0.7 0.7\n\
    east,40.0,129.0,0.7 0.7 0.6 0.6 0.5 0.4 0.3 0.4 0.6 0.7 0.7 0.7\n";
