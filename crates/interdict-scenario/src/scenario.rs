//! The checked scenario: names resolved to rows, units converted, order fixed by name.
//!
//! Every table is sorted by `id`, so the order of declaration in a file means nothing. A reference to
//! another thing is its row in that table. Days count from the scenario's first day, 0; spans of days
//! are half-open (`from..to`) and clipped to the scenario's length.
//!
//! A field means what its column means, but for its unit (the suffix of its name says which) and for last days, which are
//! kept as the day after.

mod air;
mod channels;
mod cities;
mod doctrine;
mod head;
mod interception;
mod network;
mod provenance;
mod record;
mod requests;
mod row;
mod schools;
mod supply;
mod uncertain;

pub use air::*;
pub use channels::*;
pub use cities::*;
pub use doctrine::*;
pub(crate) use head::Head;
pub use interception::*;
pub use network::*;
pub use provenance::*;
pub use record::*;
pub use requests::*;
pub use row::*;
pub use schools::*;
pub use supply::*;
pub use uncertain::*;

use interdict_quantity::{Date, Key};

use crate::figure::FigurePath;
use crate::forms::{Form, TableName};
use crate::held::About;
use crate::reader::Reader;
use crate::rows::Table;
use crate::rules::Rules;
use crate::seeking::Seeking;
use crate::sound::unsound::Sound;
use crate::sounding::Sounding;
use crate::tables::every_table;
use crate::told::ToldTable;

/// Makes of the list of tables all that has a part for each of them.
macro_rules! tables {
    ($( $(#[$doc:meta])+ $name:ident $field:ident: $row:ident [$($domain:ident)?], )+) => {
        impl TableName {
            /// Its form.
            pub(crate) const fn form(self) -> &'static Form {
                match self { $( Self::$name => &<$row as Table>::FORM, )+ }
            }
        }

        /// A scenario that has passed every check: a run cannot fail for want of sense in it.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Scenario {
            /// What it is called.
            pub title: String,
            /// The question it was written to answer.
            pub question: String,
            /// First day.
            pub starts: Date,
            /// Days to run.
            pub days: u16,
            /// Seconds of one tick; divides a day.
            pub step: u32,
            /// Where the sun is reckoned, degrees north.
            pub latitude: f64,
            $( $(#[$doc])+ pub $field: Vec<$row>, )+
            /// Every knob.
            pub rules: Rules,
            /// How well the figures are known.
            pub provenance: Provenance,
        }

        impl Scenario {
            /// Reads every table; what hangs on more than one row is worked out afterwards.
            pub(crate) fn read(reader: &mut Reader<'_>, head: Head, starts: Date, rules: Rules) -> Self {
                Self {
                    title: head.title,
                    question: head.question,
                    starts,
                    days: reader.days,
                    step: head.step_s,
                    latitude: head.latitude,
                    $( $field: reader.each(TableName::$name), )+
                    rules,
                    provenance: Provenance::default(),
                }
            }

            /// The name of a row, where there is such a row.
            pub(crate) fn id(&self, table: TableName, row: u32) -> Option<&str> {
                match table { $( TableName::$name => self.$field.get(row as usize).map(Table::id), )+ }
            }

            /// A scenario of so many days with nothing in it and every knob at its default, to build on in code.
            pub fn empty(starts: Date, days: u16) -> Self {
                Self {
                    title: String::new(),
                    question: String::new(),
                    starts,
                    days,
                    step: 900,
                    latitude: 0.0,
                    $( $field: Vec::new(), )+
                    rules: Rules::default(),
                    provenance: Provenance::default(),
                }
            }

            /// Rows of a table.
            pub(crate) fn rows(&self, table: TableName) -> usize {
                match table { $( TableName::$name => self.$field.len(), )+ }
            }

            /// Every row that has a key from the start, with its kind and its name: `truck company T-1`.
            pub fn named(&self) -> Vec<(Key, String)> {
                let mut named = Vec::new();
                $( named.extend(self.$field.iter().filter_map(named_row)); )+
                named
            }

            /// The figures of a path, by the names of their rows; rows whose cell is empty have none.
            pub fn figures(&self, path: &FigurePath) -> Vec<(String, f64)> {
                match path.table() {
                    $( TableName::$name => figures(&self.$field, path), )+
                }
            }

            /// Puts other figures in place of those of a path: `with` gives the new one for the old one, both in the unit
            /// of the column. What the column does not allow is moved to the nearest end, and what is counted is rounded.
            pub fn set_figures(&mut self, path: &FigurePath, with: &mut dyn FnMut(f64) -> f64) {
                match path.table() {
                    $( TableName::$name => for row in &mut self.$field {
                        put(row, path, with);
                    } )+
                }
            }

            /// Holds every row against its columns.
            pub(crate) fn rows_sound(&self) -> Sound {
                let rows = |table| self.rows(table);
                $( for row in &self.$field {
                    row.sound(&mut Sounding::new(const { &<$row as Table>::FORM }, row.id(), &rows))?;
                } )+
                Ok(())
            }

            /// Every table in the words of the file; the fields of the scenario first, as one row without a name.
            pub fn told(&self) -> Vec<ToldTable> {
                let head = Head {
                    title: self.title.clone(),
                    question: self.question.clone(),
                    starts: 0,
                    ends: i32::from(self.days) - 1,
                    step_s: self.step,
                    latitude: self.latitude,
                };
                let calls = |table, row| self.id(table, row).map(str::to_owned);
                let about = About { starts: self.starts, days: self.days, calls: &calls };
                vec![
                    about.told("", &[head]),
                    $( about.told(stringify!($field), &self.$field), )+
                ]
            }
        }
    };
}

/// The figures of a path in rows of its table.
fn figures<T: Table + Clone>(rows: &[T], path: &FigurePath) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| path.names(row.id())) {
        let mut with = |value: f64| {
            found.push((row.id().to_owned(), value));
            value
        };
        put(&mut row.clone(), path, &mut with);
    }
    found
}

/// Puts another figure into a row, where a path names the row.
fn put<T: Table>(row: &mut T, path: &FigurePath, with: &mut dyn FnMut(f64) -> f64) {
    if path.names(row.id()) {
        let mut seeking = Seeking::new(const { &T::FORM }, path.place(), with);
        row.seek(&mut seeking);
        seeking.finished();
    }
}

/// The key of a row and what it is called; `None` where rows of its table have no key, or one that is given later.
fn named_row<T: Table>(row: &T) -> Option<(Key, String)> {
    let (form, id) = (const { &T::FORM }, row.id());
    let key = form.key_of(id)?;
    Some((key, format!("{} {id}", form.one)))
}

impl Scenario {
    /// The day of a date, from 0; `None` where it lies outside the scenario.
    pub fn day_of(&self, date: Date) -> Option<u16> {
        let day = u16::try_from(self.starts.days_until(date)).ok()?;
        (day < self.days).then_some(day)
    }
}

every_table!(tables);

impl Form {
    /// The fields of the scenario itself, read like the one row of a table.
    pub(crate) const fn of_scenario() -> &'static Self {
        &Head::FORM
    }
}

impl TableName {
    /// The table of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|table| table.form().name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic::{Shape, generate, with_fighters, with_schools};

    #[test]
    fn a_table_has_one_name_in_the_list_and_in_its_block() {
        let told = generate(Shape::small(), 3).told();
        let listed: Vec<&str> = told[1..].iter().map(|table| table.name).collect();
        assert_eq!(listed, TableName::ALL.map(|table| table.form().name));
    }

    #[test]
    fn every_figure_of_every_table_is_read_and_set_by_its_path() {
        let scenario = with_schools(with_fighters(generate(Shape::small(), 3)));
        let mut seen = 0;
        for table in TableName::ALL
            .into_iter()
            .filter(|one| FigurePath::has(*one))
        {
            let form = table.form();
            let figures = form
                .columns
                .iter()
                .filter(|column| column.figures().is_some());
            for column in figures {
                let path = FigurePath::read(&format!("{}.*.{}", form.name, column.name)).unwrap();
                assert_eq!(path.path(), format!("{}.*.{}", form.name, column.name));
                let old = scenario.figures(&path);
                let mut moved = scenario.clone();
                let (low, high) = path.range();
                // to the nearer of the ends of a tenth to either side
                let mut with = |value: f64| (0.9 * value - 1.0).clamp(low, high);
                moved.set_figures(&path, &mut with);
                let new = moved.figures(&path);
                assert_eq!(old.len(), new.len());
                for ((row, old), (_, new)) in old.iter().zip(&new) {
                    // what is counted is rounded, and so are metres, kilograms and the like
                    let wanted = with(*old);
                    let near = [
                        (wanted - new).abs() <= 0.51e-3,
                        (wanted.round() - new).abs() <= 0.0,
                    ];
                    let is_near = near[1] || (near[0] && !path.is_whole());
                    assert!(is_near, "{}: {old} {new}", path.path_of(row));
                    seen += 1;
                }
                assert_eq!(moved.sound(), Ok(()), "{}", path.path());
                // nothing else moves
                let mut back = moved;
                let mut olds = old.iter().map(|(_, value)| *value);
                back.set_figures(&path, &mut |_| olds.next().unwrap_or(0.0));
                assert_eq!(back, scenario, "{}", path.path());
            }
        }
        assert!(seen > 100, "{seen}");
    }

    #[test]
    fn a_path_that_leads_to_no_figure_says_what_is_near() {
        let near = |path: &str| FigurePath::read(path).unwrap_err().nearest;
        assert_eq!(near("truks.*.trucks").as_deref(), Some("trucks"));
        assert_eq!(near("trucks.*.truks").as_deref(), Some("trucks"));
        assert_eq!(near("trucks"), None);
        for path in [
            "stations.A.lat",
            "bridges.A.at",
            "trucks.A.task",
            "observed.1.value",
        ] {
            assert!(FigurePath::read(path).is_err(), "{path}");
        }
        let all = FigurePath::read("trucks.*.trucks").unwrap();
        let one = FigurePath::read("trucks.A.trucks").unwrap();
        assert!(all.meets(&one) && one.meets(&all) && one.meets(&one));
        assert!(!one.meets(&FigurePath::read("trucks.B.trucks").unwrap()));
        assert!(!all.meets(&FigurePath::read("gangs.*.men").unwrap()));
    }
}
