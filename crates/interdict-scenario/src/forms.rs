//! What tables and columns look like: their kinds, ranges, defaults and meanings.
//!
//! Each table is declared once, by [`table!`](crate::table) in `scenario/`; reading, checking, the reference and the
//! differences are all driven by that declaration, so they cannot part.

use interdict_quantity::Key;

use crate::tables::every_table;

/// Makes the names of tables.
macro_rules! names {
    ($( $(#[$doc:meta])+ $name:ident $field:ident: $row:ident [$($domain:ident)?], )+) => {
        /// A table of the written form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum TableName { $( $(#[$doc])+ $name, )+ }

        impl TableName {
            /// Every table, in the order of the reference.
            pub(crate) const ALL: [Self; [$( stringify!($name), )+].len()] = [$( Self::$name, )+];
        }
    };
}

every_table!(names);

/// What a table looks like.
#[derive(Debug)]
pub(crate) struct Form {
    /// Its field in the scenario: `"stations"`.
    pub(crate) name: &'static str,
    /// One of its rows, in a sentence: `"station"`.
    pub(crate) one: &'static str,
    /// What stands before the name of a row in its key: `"station"` for `station/A`; empty where rows have no key, or
    /// one that is given to them later.
    pub(crate) kin: &'static str,
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
    /// The key of the row of this name; `None` where rows have none, or one that is given to them later.
    pub(crate) fn key_of(&self, id: &str) -> Option<Key> {
        (!self.kin.is_empty()).then(|| Key::of(&format!("{}/{id}", self.kin)))
    }

    /// The place of the column of this name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The place of the column by which a change names rows: their name, or their date where they have none.
    pub(crate) fn named_by(&self) -> Option<usize> {
        match self.key {
            Some(key) => self.column(key),
            None => self.of_kind(Kind::FirstDay),
        }
    }

    /// The place of the first column of this kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == kind)
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
    /// What it means: one sentence or more.
    pub(crate) doc: &'static str,
}

impl Column {
    /// Whether it says something about the figures, or about the file, instead of the war.
    pub(crate) fn is_remark(&self) -> bool {
        [MARK.name, SOURCE.name, "title", "question"].contains(&self.name)
    }
}

/// What an empty cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A fault.
    Required,
    /// This value.
    Default(&'static str),
    /// The id of the row.
    TheId,
    /// What is said here.
    Absent(&'static str),
    /// A value that is worked out from other rows, as is said here. The row keeps in `given` whether the file gives one.
    Worked(&'static str),
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
    /// A number in a unit, from low to high, kept as a whole number of equal parts of the unit: kilometres as metres.
    Parts(&'static str, f64, f64, u32),
    /// A whole number in a unit, from low to high.
    Count(&'static str, f64, f64),
    /// `yes` or `no`.
    Flag,
    /// A date, kept as it is.
    Date,
    /// A first day: kept within the scenario.
    FirstDay,
    /// A last day: kept as the day after, within the scenario.
    LastDay,
    /// A last day of use: kept as the day after, or never.
    LastUse,
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

const fn column(name: &'static str, kind: Kind, need: Need, doc: &'static str) -> Column {
    Column {
        name,
        kind,
        need,
        doc,
    }
}

/// The columns that many tables have.
pub(crate) const ID: Column = column(
    "id",
    Kind::Id,
    Need::Required,
    "Short stable name: letters, digits, `-`, `_`.",
);
pub(crate) const NAME: Column = column("name", Kind::Text, Need::TheId, "Full name, for people.");
pub(crate) const FROM: Column = column(
    "from",
    Kind::FirstDay,
    Need::Absent("the first day"),
    "First day.",
);
pub(crate) const TO: Column = column(
    "to",
    Kind::LastDay,
    Need::Absent("to the end"),
    "Last day, included.",
);
pub(crate) const LAT: Column = column("lat", LATITUDE, Need::Required, "Degrees north.");
pub(crate) const LON: Column = column("lon", LONGITUDE, Need::Required, "Degrees east.");
pub(crate) const STATION: Column = column(
    "station",
    Kind::One(TableName::Stations),
    Need::Required,
    "Where.",
);
pub(crate) const MARK: Column = column(
    "mark",
    Kind::Choice(&["S", "L", "C", "E"]),
    Need::Absent("not said"),
    "S seen in a source, L recalled literature, C computed, E estimate.",
);
pub(crate) const SOURCE: Column = column(
    "source",
    Kind::Text,
    Need::Absent("not said"),
    "Where the figures come from.",
);

pub(crate) const LATITUDE: Kind = Kind::Number("degrees", -89.0, 89.0);
pub(crate) const LONGITUDE: Kind = Kind::Number("degrees", -180.0, 180.0);
pub(crate) const SHARE: Kind = Kind::Number("share", 0.0, 1.0);
/// Any figure.
pub(crate) const FIGURE: Kind = Kind::Number("figure", -1e15, 1e15);

/// A number of kilometres, kept in metres.
pub(crate) const fn km(low: f64, high: f64) -> Kind {
    Kind::Parts("km", low, high, 1_000)
}

/// A number of tons (`"t"` or `"t/day"`), kept in kilograms.
pub(crate) const fn tons(unit: &'static str, high: f64) -> Kind {
    Kind::Parts(unit, 0.0, high, 1_000)
}

/// Rows of a table that has no smaller bound of its own.
pub(crate) const MOST_ROWS: usize = 1_000_000;
/// Most stations, lines and other things of the network.
pub(crate) const MOST_PLACES: usize = 50_000;
