//! How the fields of rows stand in the cells of a file: taken from them when a scenario is read, told in their words when
//! scenarios are compared.
//!
//! What is told is what a file would have to say to give the same row: dates for days, ids for rows, the words of choices,
//! figures in the unit of the column. So a difference between two scenarios is a change that can be written down.

mod figures;

use interdict_quantity::{Date, Key};

use crate::forms::{Column, Form, Kind, Need, TableName};
use crate::reader::{Field, Names};
use crate::rules::Mark;
use crate::scenario::{Given, Source};
use crate::seeking::Seeking;
use crate::sound::unsound::Sound;
use crate::sounding::Sounding;
use crate::told::{ToldCell, ToldRow};

/// The value of one or more columns.
pub(crate) trait Held: Sized {
    /// Takes the cells of its columns. Where a cell could not be read, a neutral value stands in.
    fn taken(cells: &mut Cells<'_>) -> Self;

    /// Tells one cell for each of its columns.
    fn told(&self, telling: &mut Telling<'_>);

    /// Holds the value against its columns. Of one column that has neither range nor rows there is nothing to hold.
    ///
    /// # Errors
    /// What makes no sense.
    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.pass(1)
    }

    /// Passes over its columns; what is a figure may be changed on the way.
    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        seeking.pass(1);
    }
}

/// The cells of one row that have been read, in the order of the columns.
pub(crate) struct Cells<'a> {
    form: &'static Form,
    fields: &'a [Field],
    next: usize,
    /// The name of the row.
    pub(crate) id: &'a str,
    /// The names of all rows.
    pub(crate) names: &'a Names,
    days: u16,
    /// The identity that the row has been given.
    pub(crate) key: Option<Key>,
}

impl<'a> Cells<'a> {
    /// The cells of a row.
    pub(crate) fn new(
        form: &'static Form,
        fields: &'a [Field],
        id: &'a str,
        names: &'a Names,
        days: u16,
    ) -> Self {
        Self {
            form,
            fields,
            next: 0,
            id,
            names,
            days,
            key: None,
        }
    }

    /// The next column and its cell.
    pub(crate) fn next(&mut self) -> (&'static Column, &'a Field) {
        let place = self.next;
        self.next += 1;
        (&self.form.columns[place], &self.fields[place])
    }

    /// Which of the words of the next column; the first where nothing is given.
    pub(crate) fn next_word(&mut self) -> usize {
        match self.next() {
            (_, Field::Word(word)) => *word,
            _ => 0,
        }
    }

    /// Whether anything is given in the next cell, which stays the next.
    pub(crate) fn is_next_given(&self) -> bool {
        self.fields[self.next] != Field::Nothing
    }

    /// The text of the next cell; empty where nothing is given.
    pub(crate) fn next_text(&mut self) -> &'a str {
        match self.next() {
            (_, Field::Text(text)) => text,
            _ => "",
        }
    }

    fn clipped(&self, day: i32) -> u16 {
        day.clamp(0, i32::from(self.days)) as u16
    }
}

/// A row while it is told, in the order of the columns.
pub(crate) struct Telling<'a> {
    form: &'static Form,
    about: &'a About<'a>,
    id: &'a str,
    row: ToldRow,
}

/// What of a scenario is needed to tell its rows.
pub(crate) struct About<'a> {
    /// First day.
    pub(crate) starts: Date,
    /// Days.
    pub(crate) days: u16,
    /// The name of a row, where there is such a row.
    pub(crate) calls: &'a dyn Fn(TableName, u32) -> Option<String>,
}

impl<'a> Telling<'a> {
    /// A row of which nothing is told yet.
    pub(crate) fn new(form: &'static Form, about: &'a About<'a>, id: &'a str) -> Self {
        let row = ToldRow {
            name: String::new(),
            key: None,
            cells: Vec::with_capacity(form.columns.len()),
        };
        Self {
            form,
            about,
            id,
            row,
        }
    }

    /// The column that is told next.
    pub(crate) fn column(&self) -> &'static Column {
        &self.form.columns[self.row.cells.len()]
    }

    /// Tells the next cell; `None` where it is empty.
    pub(crate) fn tell(&mut self, words: Option<String>) {
        let column = self.column();
        self.row.cells.push(ToldCell {
            column: column.name,
            is_given: words.is_some(),
            is_default: matches!((column.need, &words), (Need::Default(silent), Some(words)) if silent == words),
            is_remark: column.is_remark(),
            words,
        });
    }

    /// Tells names, or an empty cell where there are none.
    pub(crate) fn tell_list(&mut self, words: &[String]) {
        self.tell((!words.is_empty()).then(|| words.join(" ")));
    }

    /// The name of a row.
    pub(crate) fn name(&self, table: TableName, row: u32) -> Option<String> {
        (self.about.calls)(table, row)
    }

    /// The date of a day.
    pub(crate) fn date(&self, day: i32) -> Option<String> {
        let date = self.about.starts.plus_days(day);
        date.map(|date| date.to_string())
    }

    /// The row that was told, named by the cell of its key (by its date, where rows have no name).
    ///
    /// # Panics
    /// When another number of cells was told than the table has columns: a mistake of this crate.
    pub(crate) fn finished(mut self) -> ToldRow {
        assert_eq!(self.row.cells.len(), self.form.columns.len());
        let name = self.form.named_by();
        let name = name.and_then(|place| self.row.cells[place].words.clone());
        self.row.name = name.unwrap_or_default();
        self.row
    }
}

impl Held for Key {
    fn taken(cells: &mut Cells<'_>) -> Self {
        cells.key = cells.form.key_of(cells.id);
        cells.key.unwrap_or_default()
    }

    fn told(&self, telling: &mut Telling<'_>) {
        telling.row.key = Some(*self);
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.pass(0)
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        seeking.pass(0);
    }
}

impl Held for Given {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let mut given = Self::default();
        for (place, (column, field)) in cells.form.columns.iter().zip(cells.fields).enumerate() {
            if matches!(column.need, Need::Worked(_)) && *field != Field::Nothing {
                given.add(place);
            }
        }
        given
    }

    fn told(&self, telling: &mut Telling<'_>) {
        for (place, cell) in telling.row.cells.iter_mut().enumerate() {
            if matches!(telling.form.columns[place].need, Need::Worked(_)) {
                cell.is_given = self.has(place);
            }
        }
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.pass(0)
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        seeking.pass(0);
    }
}

impl Held for String {
    fn taken(cells: &mut Cells<'_>) -> Self {
        match cells.next() {
            (_, Field::Text(text)) => text.clone(),
            (_, Field::Rows(rows)) => (rows.first())
                .map_or_else(Self::new, |&(table, row)| cells.names.id(table, row).into()),
            (column, _) if column.need == Need::TheId => cells.id.to_owned(),
            _ => Self::new(),
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let is_id = telling.column().need == Need::TheId && *self == telling.id;
        telling.tell((!self.is_empty() && !is_id).then(|| self.clone()));
    }
}

impl Held for Source {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let mark = match cells.next() {
            (column, Field::Word(word)) => words_of(column.kind)[*word]
                .chars()
                .next()
                .and_then(Mark::from_letter),
            _ => None,
        };
        Self {
            mark,
            text: String::taken(cells),
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        telling.tell(self.mark.map(|mark| mark.letter().to_string()));
        self.text.told(telling);
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.pass(2)
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        seeking.pass(2);
    }
}

fn words_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Choice(words) => words,
        _ => &[],
    }
}

/// Yes or no; of a choice between two words, whether it is the first.
impl Held for bool {
    fn taken(cells: &mut Cells<'_>) -> Self {
        match cells.next() {
            (_, Field::Word(word)) => *word == 0,
            (_, field) => *field == Field::Flag(true),
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let words = match telling.column().kind {
            Kind::Choice(words) => words,
            _ => &["yes", "no"],
        };
        telling.tell(Some(words[usize::from(!self)].to_owned()));
    }
}
