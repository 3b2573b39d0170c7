//! The record of a run: a value, complete and comparable, from which everything shown is made.

use interdict_quantity::Key;
use interdict_scenario::Scenario;

use crate::outcomes::{AreaSeries, FormationSeries, LineSeries, OwnSeries, Series};
use crate::row::{
    AcademyRow, AirfieldRow, BridgeRow, CityRow, CourseRow, EstablishmentRow, FlakRow,
    FormationRow, LineRow, RequestRow, RoadRow, StationRow,
};
use crate::state::state;

/// Everything that a run leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The seed it was run with.
    pub seed: u64,
    /// The replication number it was run with.
    pub replication: u32,
    /// Days run; fewer than the scenario's when it was stopped early.
    pub days: u16,
    /// Series of the theatre: one column a [`Series`].
    pub theatre: Grid,
    /// Series of lines: columns by line, then [`LineSeries`].
    pub lines: Grid,
    /// Series of formations: columns by formation, then [`FormationSeries`].
    pub formations: Grid,
    /// Series of areas: columns by area, then [`AreaSeries`].
    pub areas: Grid,
    /// What happened, in order of second and key.
    pub events: Vec<Event>,
    /// Postings whose guns stood without rounds under attack, in order of their rows.
    pub silences: Vec<Silence>,
    /// Units to be formed, in order of their rows: which gates opened and when.
    pub formed: Vec<Formed>,
    /// Students by course: one column a course; none where there are no schools.
    pub students: Grid,
    /// Cover and leak of cities in millionths: two columns a city; none where there are no cities.
    pub cities: Grid,
    /// Final balances of the ledger: commodity, account, amount.
    pub balances: Vec<(&'static str, &'static str, i64)>,
    /// Series of processes from outside; empty where there are none.
    pub own: OwnRecord,
    /// Digest of the whole state at the end of each day: of everything in the world that can change, but for what is
    /// in this record itself and what processes from outside keep.
    pub daily_digests: Vec<u64>,
    /// Digest of each tick, where it was asked for; empty otherwise.
    pub tick_digests: Vec<u64>,
    /// Digest of the run: the daily ones, every series and every event.
    pub digest: u64,
}

/// The series of processes from outside, day by day.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OwnRecord {
    /// The series.
    pub series: Vec<OwnSeries>,
    /// One column for each.
    pub grid: Grid,
}

/// How often the guns of a posting stood without rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence {
    /// Row of the posting in the scenario's table.
    pub posting: FlakRow,
    /// Days on which an attacker came within reach of its guns.
    pub days_under_attack: u32,
    /// Of these, days on which some of them wanted to fire and had no round.
    pub days_silent: u32,
    /// Guns that stood without rounds, added up over those days.
    pub gun_days_silent: i64,
}

state!(Silence: posting, days_under_attack, days_silent, gun_days_silent);

/// How far a unit came that was to be formed. Days count from the start of the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formed {
    /// Row of the unit in the scenario's table.
    pub unit: EstablishmentRow,
    /// Day on which it had its pilots.
    pub pilots: Option<u16>,
    /// Day on which it had its aircraft.
    pub aircraft: Option<u16>,
    /// Day on which it had its support detachments.
    pub support: Option<u16>,
    /// Day on which it had its airfield.
    pub field: Option<u16>,
    /// Day on which it was formed.
    pub formed: Option<u16>,
    /// Day on which it was ready.
    pub ready: Option<u16>,
    /// Day after the last on which it is in time.
    pub due: u16,
    /// Pilots with it at the end.
    pub pilots_there: i64,
    /// Aircraft with it at the end.
    pub aircraft_there: i64,
    /// Minutes that it has flown.
    pub flown_min: i64,
}

/// Whole numbers by day and column.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Grid {
    columns: usize,
    values: Vec<i64>,
}

impl Grid {
    /// A grid of zeros.
    pub fn new(days: u16, columns: usize) -> Self {
        Self {
            columns,
            values: vec![0; usize::from(days) * columns],
        }
    }

    /// The value of a day and column.
    pub fn at(&self, day: u16, column: usize) -> i64 {
        self.values[usize::from(day) * self.columns + column]
    }

    /// The values of a day.
    pub fn day(&self, day: u16) -> &[i64] {
        let first = usize::from(day) * self.columns;
        &self.values[first..first + self.columns]
    }

    /// The values of a day, to be written.
    pub fn day_mut(&mut self, day: u16) -> &mut [i64] {
        let first = usize::from(day) * self.columns;
        &mut self.values[first..first + self.columns]
    }

    /// All values, day by day.
    pub fn values(&self) -> &[i64] {
        &self.values
    }

    /// Columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Sets everything to zero.
    pub fn clear(&mut self) {
        self.values.fill(0);
    }

    /// Drops the days from `days` on.
    pub fn truncate(&mut self, days: u16) {
        self.values.truncate(usize::from(days) * self.columns);
    }
}

/// Makes the kinds of events.
macro_rules! events {
    ($( $kind:ident $name:literal, $unit:literal, $doc:literal; )+) => {
        /// What kind of thing happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventKind {
            $( #[doc = $doc] $kind, )+
        }

        impl EventKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$( Self::$kind, )+];

            /// Its stable name.
            pub const fn name(self) -> &'static str {
                match self {
                    $( Self::$kind => $name, )+
                }
            }

            /// Unit of its amount; empty where the amount says nothing.
            pub const fn unit(self) -> &'static str {
                match self {
                    $( Self::$kind => $unit, )+
                }
            }

            /// What it means, and what its amount counts.
            pub const fn doc(self) -> &'static str {
                match self {
                    $( Self::$kind => $doc, )+
                }
            }
        }
    };
}

events! {
    Wave "wave", "sorties", "A wave of fighter-bombers attacked a line (place); amount: sorties";
    Raid "raid", "aircraft", "A raid of record (place: bridge, station, airfield or line); amount: aircraft";
    Cut "cut", "cuts", "A cut was made on a line; amount: 1";
    Mended "mended", "min", "A cut was mended; amount: minutes it was open";
    SpanDown "span_down", "spans", "A span or by-pass of a bridge, or a small bridge of a line (place: the line), went out of use; amount: 1";
    SpanMended "span_mended", "h", "A span, by-pass or small bridge was mended; amount: hours it was out of use";
    LineClosed "line_closed", "", "A line closed to trains; amount: 0";
    LineOpened "line_opened", "min", "A line reopened; amount: minutes it was closed";
    AircraftShotDown "aircraft_shot_down", "aircraft", "A fighter-bomber was shot down over a line; amount: 1. With those written off: all that were lost";
    TrainLeft "train_left", "kg", "A loaded train left a station for its railhead; amount: kilograms";
    TrainUnloaded "train_unloaded", "kg", "A train was unloaded at a station; amount: kilograms";
    Delivered "delivered", "kg", "Supplies reached the railhead (place) that they were meant for; amount: kilograms. Key: of the train or the wave of trucks that brought them";
    TrainHit "train_hit", "kg", "A train was hit on a line; amount: kilograms burnt";
    Trucked "trucked", "kg", "Cargo was carried by truck over a road; amount: kilograms";
    GunsPosted "guns_posted", "guns", "Guns took position or left; place: the posting; amount: guns, negative on leaving";
    WentShort "went_short", "kg", "A formation went short on a day; amount: kilograms";
    GunsSilent "guns_silent", "guns", "Guns of a posting wanted to fire on a day and had no round; amount: guns";
    AircraftWrittenOff "aircraft_written_off", "aircraft", "A fighter-bomber was damaged over a line (place), brought home and written off; amount: 1";
    LostToFighters "lost_to_fighters", "aircraft", "A fighter-bomber on its way to or from a line (place) was lost to fighters; amount: 1";
    RaidMet "raid_met", "aircraft", "Fighters met a raid of record (place: its target); amount: bombers shot down";
    FieldShut "field_shut", "craters", "An airfield that aircraft could use was shut by craters; amount: craters that are not filled";
    FieldOpened "field_usable_again", "min", "Aircraft can use an airfield, for the first time or again; amount: minutes for which they could not";
    StageBuilt "stage_built", "stage", "A stage of an airfield came to stand; amount: 1 earth, 2 base, 3 surface, 4 revetments";
    RequestArrived "request_arrived", "d", "What a request brings arrived (place: the request); amount: days since it was asked";
    SchoolDelivery "school_delivery", "", "Something was delivered to an academy or a unit (place); amount: aircraft, people and detachments";
    CourseDone "course_done", "students", "A cohort was through with a course (place); amount: those who passed";
    TrainingLoss "training_loss", "aircraft", "Aircraft of an academy or a unit (place) were lost in accidents; amount: aircraft";
    UnitFormed "unit_formed", "pilots", "A unit was formed (place); amount: its pilots";
    UnitReady "unit_ready", "pilots", "A unit was ready (place); amount: its pilots";
    RequestAsked "request_asked", "d", "A request was asked because its condition held (place); amount: days for which it had held";
    UnitOnCall "unit_on_call", "h", "A unit went on call (place); amount: hours that each pilot has flown with it";
    UnitAtFront "unit_at_front", "h", "A unit went to the front (place); amount: hours that each pilot has flown with it";
    CityRaid "city_raid", "bombers", "A city was raided (place); amount: bombers";
    CityBombed "city_bombed", "bombers", "Bombers of a raid got through to a city (place); amount: bombers";
}

/// Where something happened: a row of one of the scenario's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A station.
    Station(StationRow),
    /// A line.
    Line(LineRow),
    /// A bridge.
    Bridge(BridgeRow),
    /// A road.
    Road(RoadRow),
    /// An airfield.
    Airfield(AirfieldRow),
    /// An anti-aircraft posting.
    Posting(FlakRow),
    /// A formation.
    Formation(FormationRow),
    /// An academy.
    Academy(AcademyRow),
    /// A course.
    Course(CourseRow),
    /// A unit to be formed.
    Establishment(EstablishmentRow),
    /// A request.
    Request(RequestRow),
    /// A city.
    City(CityRow),
}

impl Place {
    /// The id of the thing in its scenario, with its table: `("line", "MAE-SAN")`.
    pub fn name(self, scenario: &Scenario) -> (&'static str, &str) {
        match self {
            Self::Station(row) => ("station", &scenario.stations[row.index()].id),
            Self::Line(row) => ("line", &scenario.lines[row.index()].id),
            Self::Bridge(row) => ("bridge", &scenario.bridges[row.index()].id),
            Self::Road(row) => ("road", &scenario.roads[row.index()].id),
            Self::Airfield(row) => ("airfield", &scenario.airfields[row.index()].id),
            Self::Posting(row) => ("flak", &scenario.flak[row.index()].id),
            Self::Formation(row) => ("formation", &scenario.formations[row.index()].id),
            Self::Academy(row) => ("academy", &scenario.academies[row.index()].id),
            Self::Course(row) => ("course", &scenario.courses[row.index()].id),
            Self::Establishment(row) => ("establishment", &scenario.establishments[row.index()].id),
            Self::Request(row) => ("request", &scenario.requests[row.index()].id),
            Self::City(row) => ("city", &scenario.cities[row.index()].id),
        }
    }
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Second from the start of the scenario.
    pub second: u32,
    /// What kind of thing.
    pub kind: EventKind,
    /// Where.
    pub place: Place,
    /// Its identity: of the cut, the train, the flight.
    pub key: Key,
    /// The identity of what caused it; zero where nothing did.
    pub cause: Key,
    /// How much, as the kind says.
    pub amount: i64,
}

impl Record {
    /// A series of the theatre, day by day.
    pub fn series(&self, series: Series) -> impl Iterator<Item = i64> + '_ {
        (0..self.days).map(move |day| self.theatre.at(day, series as usize))
    }

    /// Sum of a series of the theatre over all days.
    pub fn total(&self, series: Series) -> i64 {
        self.series(series).sum()
    }

    /// A series of a process from outside, day by day; `None` where the run had no such series.
    pub fn own(&self, series: &OwnSeries) -> Option<impl Iterator<Item = i64> + '_> {
        let name = series.name;
        let column = self
            .own
            .series
            .iter()
            .position(|known| known.name == name)?;
        Some((0..self.days).map(move |day| self.own.grid.at(day, column)))
    }

    /// Sum of such a series over all days.
    pub fn own_total(&self, series: &OwnSeries) -> Option<i64> {
        Some(self.own(series)?.sum())
    }

    /// A series of a line, day by day.
    pub fn line(&self, line: u32, series: LineSeries) -> impl Iterator<Item = i64> + '_ {
        let column = line as usize * LineSeries::COUNT + series as usize;
        (0..self.days).map(move |day| self.lines.at(day, column))
    }

    /// A series of a formation, day by day.
    pub fn formation(&self, row: u32, series: FormationSeries) -> impl Iterator<Item = i64> + '_ {
        let column = row as usize * FormationSeries::COUNT + series as usize;
        (0..self.days).map(move |day| self.formations.at(day, column))
    }

    /// A series of an area, day by day.
    pub fn area(&self, row: u32, series: AreaSeries) -> impl Iterator<Item = i64> + '_ {
        let column = row as usize * AreaSeries::COUNT + series as usize;
        (0..self.days).map(move |day| self.areas.at(day, column))
    }

    /// A series by its name, of an area (row in the scenario's table) or of the theatre, day by day.
    /// In an area, a line's series is the sum over the area's lines, and `damage_places` its cuts
    /// and spans. `None` where there is no such series there.
    pub fn named(&self, scenario: &Scenario, series: &str, area: Option<u32>) -> Option<Vec<i64>> {
        let Some(area) = area else {
            return Series::by_name(series).map(|series| self.series(series).collect());
        };
        if let Some(series) = AreaSeries::by_name(series) {
            return Some(self.area(area, series).collect());
        }
        let parts: Vec<LineSeries> = if series == "damage_places" {
            vec![LineSeries::Cuts, LineSeries::Spans]
        } else {
            vec![LineSeries::by_name(series)?]
        };
        let mut days = vec![0; usize::from(self.days)];
        for &line in &scenario.areas[area as usize].lines {
            for &part in &parts {
                for (day, value) in self.line(line, part).enumerate() {
                    days[day] += value;
                }
            }
        }
        Some(days)
    }
}
