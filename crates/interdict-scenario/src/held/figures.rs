//! Figures, days, rows and lists of them.

use super::{Cells, Held, Telling};
use crate::forms::{Column, Kind, Need};
use crate::reader::Field;
use crate::seeking::Seeking;
use crate::sound::unsound::Sound;
use crate::sounding::Sounding;

impl Held for f64 {
    fn taken(cells: &mut Cells<'_>) -> Self {
        Option::taken(cells).unwrap_or(0.0)
    }

    fn told(&self, telling: &mut Telling<'_>) {
        telling.tell(Some(self.to_string()));
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.figure(*self)
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        *self = seeking.figure(*self);
    }
}

impl Held for Option<f64> {
    fn taken(cells: &mut Cells<'_>) -> Self {
        match cells.next() {
            (_, Field::Number(number)) => Some(*number),
            _ => None,
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        telling.tell(self.map(|number| number.to_string()));
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        match self {
            Some(value) => sounding.figure(*value),
            None => sounding.pass(1),
        }
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        match self {
            Some(value) => value.seek(seeking),
            None => seeking.pass(1),
        }
    }
}

/// A whole number, of the parts in which its column is kept.
fn whole(cells: &mut Cells<'_>) -> Option<f64> {
    match cells.next() {
        (column, Field::Number(number)) => Some((number * parts(column)).round()),
        _ => None,
    }
}

/// Equal parts of the unit of a column.
fn parts(column: &Column) -> f64 {
    match column.kind {
        Kind::Parts(_, _, _, parts) => f64::from(parts),
        _ => 1.0,
    }
}

/// A number of parts in the unit of the column.
fn in_unit(column: &Column, whole: f64) -> String {
    (whole / parts(column)).to_string()
}

impl Held for i64 {
    fn taken(cells: &mut Cells<'_>) -> Self {
        whole(cells).unwrap_or(0.0) as Self
    }

    fn told(&self, telling: &mut Telling<'_>) {
        telling.tell(Some(in_unit(telling.column(), *self as f64)));
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.figure(*self as f64)
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        *self = seeking.figure(*self as f64).round() as Self;
    }
}

impl Held for u8 {
    fn taken(cells: &mut Cells<'_>) -> Self {
        whole(cells).unwrap_or(0.0) as Self
    }

    fn told(&self, telling: &mut Telling<'_>) {
        telling.tell(Some(self.to_string()));
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.figure(f64::from(*self))
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        *self = seeking.figure(f64::from(*self)).round() as Self;
    }
}

/// A whole number, or the row that the column names.
impl Held for u32 {
    fn taken(cells: &mut Cells<'_>) -> Self {
        Option::taken(cells).unwrap_or(0)
    }

    fn told(&self, telling: &mut Telling<'_>) {
        Some(*self).told(telling);
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.number_or_row(*self)
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        *self = seeking.figure(f64::from(*self)).round() as Self;
    }
}

impl Held for Option<u32> {
    fn taken(cells: &mut Cells<'_>) -> Self {
        match cells.next() {
            (_, Field::Rows(rows)) => rows.first().map(|&(_, row)| row),
            (column, Field::Number(number)) => Some((number * parts(column)).round() as u32),
            _ => None,
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let column = telling.column();
        let told = self.and_then(|value| match column.kind {
            Kind::One(table) => telling.name(table, value),
            _ => Some(in_unit(column, f64::from(value))),
        });
        telling.tell(told);
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        match self {
            Some(value) => sounding.number_or_row(*value),
            None => sounding.pass(1),
        }
    }

    fn seek(&mut self, seeking: &mut Seeking<'_>) {
        match self {
            Some(value) => value.seek(seeking),
            None => seeking.pass(1),
        }
    }
}

/// A day within the scenario: a first one, or the day after a last one.
impl Held for u16 {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let (column, field) = cells.next();
        let day = match field {
            Field::Day(day) => Some(*day),
            _ => None,
        };
        match (column.kind, day) {
            (Kind::LastDay, Some(day)) => cells.clipped(day.saturating_add(1)),
            (Kind::LastDay, None) => cells.days,
            (Kind::LastUse, Some(day)) => {
                day.saturating_add(1).clamp(0, i32::from(Self::MAX)) as Self
            }
            (Kind::LastUse, None) => Self::MAX,
            (_, day) => cells.clipped(day.unwrap_or(0)),
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let (column, day) = (telling.column(), i32::from(*self));
        let is_optional = column.need != Need::Required;
        let silent = match column.kind {
            Kind::LastDay => telling.about.days,
            Kind::LastUse => Self::MAX,
            _ => 0,
        };
        if is_optional && *self == silent {
            return telling.tell(None);
        }
        if column.kind == Kind::FirstDay {
            return telling.tell(telling.date(day));
        }
        let last = telling.date(day - 1);
        // What ends before the scenario began before it, too.
        if let (0, Some(from)) = (day, telling.form.of_kind(Kind::FirstDay))
            && let Some(from) = telling.row.cells.get_mut(from)
        {
            from.words.clone_from(&last);
            from.is_given = true;
        }
        telling.tell(last);
    }
}

/// A day that may lie outside the scenario.
impl Held for i32 {
    fn taken(cells: &mut Cells<'_>) -> Self {
        match cells.next() {
            (_, Field::Day(day)) => *day,
            _ => 0,
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let is_silent = matches!(telling.column().need, Need::Absent(_)) && *self == 0;
        let date = telling.date(*self).filter(|_| !is_silent);
        telling.tell(date);
    }
}

/// Days of the scenario. Those before it stand for its first, those after it are left out.
impl Held for Vec<u16> {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let days = i32::from(cells.days);
        match cells.next() {
            (_, Field::Days(all)) => (all.iter().filter(|&&day| day < days))
                .map(|&day| day.max(0) as u16)
                .collect(),
            _ => Self::new(),
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let dates = self.iter().filter_map(|&day| telling.date(i32::from(day)));
        telling.tell_list(&dates.collect::<Vec<_>>());
    }
}

/// Rows of one table, in order, each once.
impl Held for Vec<u32> {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let mut rows: Self = match cells.next() {
            (_, Field::Rows(rows)) => rows.iter().map(|&(_, row)| row).collect(),
            _ => Self::new(),
        };
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let table = match telling.column().kind {
            Kind::Many([table]) => *table,
            _ => return telling.tell(None),
        };
        let ids = self.iter().filter_map(|&row| telling.name(table, row));
        telling.tell_list(&ids.collect::<Vec<_>>());
    }

    fn sound(&self, sounding: &mut Sounding<'_>) -> Sound {
        sounding.several(self)
    }
}

/// Names of rows of several tables, in the order of tables and rows, each once.
impl Held for Vec<String> {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let mut rows = match cells.next() {
            (_, Field::Rows(rows)) => rows.clone(),
            _ => Vec::new(),
        };
        rows.sort_unstable();
        rows.dedup();
        (rows.into_iter())
            .map(|(table, row)| cells.names.id(table, row).to_owned())
            .collect()
    }

    fn told(&self, telling: &mut Telling<'_>) {
        telling.tell_list(self);
    }
}

/// Names of rows with their values, in the order of the file; `all` names every row.
impl Held for Vec<(String, f64)> {
    fn taken(cells: &mut Cells<'_>) -> Self {
        let (_, Field::Values(values)) = cells.next() else {
            return Self::new();
        };
        (values.iter())
            .map(|&(what, value)| {
                let name = what.map_or("all", |(table, row)| cells.names.id(table, row));
                (name.to_owned(), value)
            })
            .collect()
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let pairs = self.iter().map(|(name, value)| format!("{name}:{value}"));
        telling.tell_list(&pairs.collect::<Vec<_>>());
    }
}

/// Spans of hours.
impl Held for Vec<(f64, f64)> {
    fn taken(cells: &mut Cells<'_>) -> Self {
        match cells.next() {
            (_, Field::Hours(hours)) => hours.clone(),
            _ => Self::new(),
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let spans = self.iter().map(|(from, to)| format!("{from}-{to}"));
        telling.tell_list(&spans.collect::<Vec<_>>());
    }
}

/// Twelve shares.
impl Held for [f64; 12] {
    fn taken(cells: &mut Cells<'_>) -> Self {
        match cells.next() {
            (_, Field::Months(months)) => (**months).try_into().unwrap_or([0.0; 12]),
            _ => [0.0; 12],
        }
    }

    fn told(&self, telling: &mut Telling<'_>) {
        let shares = self.iter().map(ToString::to_string);
        telling.tell_list(&shares.collect::<Vec<_>>());
    }
}
