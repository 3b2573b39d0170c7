//! The written form, declared once: every table, every column, its kind, range, default and meaning.
//!
//! Reading, checking and the reference are all driven by these tables, so they cannot part.

mod air;
mod network;
mod record;
mod supply;

/// A table of the written form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TableName {
    Stations,
    Lines,
    Bridges,
    Roads,
    Airfields,
    Bases,
    Stocks,
    Depots,
    Locomotives,
    Formations,
    Trucks,
    Gangs,
    Flak,
    Aircraft,
    AirUnits,
    Raids,
    Weather,
    Areas,
    Phases,
    Observed,
}

impl TableName {
    /// Every table, in the order of the reference.
    pub(crate) const ALL: [Self; 20] = [
        Self::Stations,
        Self::Lines,
        Self::Bridges,
        Self::Roads,
        Self::Airfields,
        Self::Bases,
        Self::Stocks,
        Self::Depots,
        Self::Locomotives,
        Self::Formations,
        Self::Trucks,
        Self::Gangs,
        Self::Flak,
        Self::Aircraft,
        Self::AirUnits,
        Self::Raids,
        Self::Weather,
        Self::Areas,
        Self::Phases,
        Self::Observed,
    ];

    /// Its form.
    pub(crate) const fn form(self) -> &'static Form {
        match self {
            Self::Stations => &network::STATIONS,
            Self::Lines => &network::LINES,
            Self::Bridges => &network::BRIDGES,
            Self::Roads => &network::ROADS,
            Self::Airfields => &network::AIRFIELDS,
            Self::Areas => &network::AREAS,
            Self::Bases => &supply::BASES,
            Self::Stocks => &supply::STOCKS,
            Self::Depots => &supply::DEPOTS,
            Self::Locomotives => &supply::LOCOMOTIVES,
            Self::Formations => &supply::FORMATIONS,
            Self::Trucks => &supply::TRUCKS,
            Self::Gangs => &supply::GANGS,
            Self::Flak => &air::FLAK,
            Self::Aircraft => &air::AIRCRAFT,
            Self::AirUnits => &air::AIR_UNITS,
            Self::Raids => &air::RAIDS,
            Self::Weather => &record::WEATHER,
            Self::Phases => &record::PHASES,
            Self::Observed => &record::OBSERVED,
        }
    }

    /// The table of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|table| table.form().name == name)
    }
}

/// The fields of the scenario itself, read like the one row of a table.
pub(crate) use record::SCENARIO;

/// What a table looks like.
#[derive(Debug)]
pub(crate) struct Form {
    /// Its field in the scenario: `"stations"`.
    pub(crate) name: &'static str,
    /// One of its rows, in a sentence: `"station"`.
    pub(crate) one: &'static str,
    /// The column that names a row; `None` where rows have no name.
    pub(crate) key: Option<&'static str>,
    /// Rows allowed.
    pub(crate) most: usize,
    /// What it is.
    pub(crate) doc: &'static str,
    /// Its columns.
    pub(crate) columns: &'static [Column],
}

impl Form {
    /// The place of the column of this name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// What a column looks like.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: &'static str,
    /// What its cells hold.
    pub(crate) kind: Kind,
    /// What an empty cell means.
    pub(crate) need: Need,
    /// What it means.
    pub(crate) doc: &'static str,
}

/// What an empty cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A fault.
    Required,
    /// This value.
    Default(&'static str),
    /// What is said here.
    Absent(&'static str),
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// The name of the row.
    Id,
    /// Any text.
    Text,
    /// A number in a unit, from low to high.
    Number(&'static str, f64, f64),
    /// A whole number in a unit, from low to high.
    Count(&'static str, f64, f64),
    /// `yes` or `no`.
    Flag,
    /// A date.
    Date,
    /// Dates, or `start`.
    Dates,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// The name of a row in a table.
    One(TableName),
    /// Names of rows in one of some tables.
    Many(&'static [TableName]),
    /// Twelve shares.
    Months,
    /// Names of rows in one of some tables, or `all`, with a value for each.
    Values(&'static [TableName]),
    /// Spans of hours.
    Hours,
}

const fn required(name: &'static str, kind: Kind, doc: &'static str) -> Column {
    Column {
        name,
        kind,
        need: Need::Required,
        doc,
    }
}

const fn default(name: &'static str, kind: Kind, value: &'static str, doc: &'static str) -> Column {
    Column {
        name,
        kind,
        need: Need::Default(value),
        doc,
    }
}

const fn absent(name: &'static str, kind: Kind, means: &'static str, doc: &'static str) -> Column {
    Column {
        name,
        kind,
        need: Need::Absent(means),
        doc,
    }
}

const ID: Column = required(
    "id",
    Kind::Id,
    "short stable name: letters, digits, `-`, `_`",
);
const NAME: Column = absent("name", Kind::Text, "the id", "full name, for people");
const FROM_DAY: Column = absent("from", Kind::Date, "the first day", "first day");
const TO_DAY: Column = absent("to", Kind::Date, "to the end", "last day, included");
const LAT: Column = required("lat", LATITUDE, "degrees north");
const LON: Column = required("lon", LONGITUDE, "degrees east");
const LATITUDE: Kind = Kind::Number("degrees", -89.0, 89.0);
const LONGITUDE: Kind = Kind::Number("degrees", -180.0, 180.0);
const SHARE: Kind = Kind::Number("share", 0.0, 1.0);
const MARK: Column = absent(
    "mark",
    Kind::Choice(&["S", "L", "C", "E"]),
    "not said",
    "S seen in a source, L recalled literature, C computed, E estimate",
);
const SOURCE: Column = absent(
    "source",
    Kind::Text,
    "not said",
    "where the figures come from",
);

/// Rows of a table that has no smaller bound of its own.
pub(crate) const MOST_ROWS: usize = 1_000_000;
/// Most stations, lines and other things of the network.
const MOST_PLACES: usize = 50_000;
