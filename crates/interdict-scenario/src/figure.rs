//! Figures of tables by their paths, as counterfactuals name them: read, and changed in a checked scenario.

use crate::fault::{nearest, quoted};
use crate::forms::{Kind, TableName};

/// Figures of one column of a table: of the row of a name, or of every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigurePath {
    table: TableName,
    /// `None`: every row.
    row: Option<String>,
    column: usize,
}

/// Why a path leads to no figure of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFigure {
    /// What is wrong.
    pub why: String,
    /// What it might have been meant to say.
    pub nearest: Option<String>,
}

/// Tables whose figures say nothing of the war.
const APART: [TableName; 3] = [
    TableName::Observed,
    TableName::Accepted,
    TableName::Uncertain,
];

impl FigurePath {
    /// Whether a table has figures that a path may name: those of the war, in rows that have names.
    pub(crate) fn has(table: TableName) -> bool {
        !APART.contains(&table) && table.form().key.is_some()
    }

    /// The figures that a path names: `trucks.COLUMN.trucks`, `trucks.*.trucks`. Whether there is such a row is another
    /// question.
    ///
    /// # Errors
    /// When no table is called so, or it has no such column of figures.
    pub fn read(path: &str) -> Result<Self, NoFigure> {
        let parts: Vec<&str> = path.split('.').collect();
        let [table, row, column] = parts[..] else {
            return Err(NoFigure {
                why: format!("{} is no path of a figure", quoted(path)),
                nearest: None,
            });
        };
        let known = || TableName::ALL.into_iter().filter(|one| Self::has(*one));
        let Some(table) = known().find(|one| one.form().name == table) else {
            let names = known().map(|one| one.form().name);
            return Err(NoFigure {
                why: format!("{} is no table of the war", quoted(table)),
                nearest: nearest(table, names),
            });
        };
        let columns = table.form().columns;
        let is_figures = |place: &usize| columns[*place].figures().is_some();
        let Some(column) = table.form().column(column).filter(is_figures) else {
            let names = (0..columns.len()).filter(is_figures);
            return Err(NoFigure {
                why: format!(
                    "{} is no column of figures of `{}`",
                    quoted(column),
                    table.form().name
                ),
                nearest: nearest(column, names.map(|place| columns[place].name)),
            });
        };
        Ok(Self {
            table,
            row: (row != "*").then(|| row.to_owned()),
            column,
        })
    }

    /// The path, as it is written.
    pub fn path(&self) -> String {
        self.path_of(self.row.as_deref().unwrap_or("*"))
    }

    /// The path of the figure of one row.
    pub fn path_of(&self, row: &str) -> String {
        let form = self.table.form();
        format!("{}.{row}.{}", form.name, form.columns[self.column].name)
    }

    /// The unit of the figures.
    pub fn unit(&self) -> &'static str {
        match self.table.form().columns[self.column].kind {
            Kind::Number(unit, ..) | Kind::Parts(unit, ..) | Kind::Count(unit, ..) => unit,
            _ => "",
        }
    }

    /// Whether only whole numbers mean anything.
    pub fn is_whole(&self) -> bool {
        matches!(self.table.form().columns[self.column].kind, Kind::Count(..))
    }

    /// Between which values a figure may lie.
    pub fn range(&self) -> (f64, f64) {
        let range = self.table.form().columns[self.column].figures();
        range.unwrap_or((f64::NEG_INFINITY, f64::INFINITY))
    }

    /// Whether every row is meant.
    pub fn is_of_every_row(&self) -> bool {
        self.row.is_none()
    }

    /// Whether both name a figure in common.
    pub fn meets(&self, other: &Self) -> bool {
        let is_one = match (&self.row, &other.row) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        (self.table, self.column) == (other.table, other.column) && is_one
    }

    pub(crate) fn table(&self) -> TableName {
        self.table
    }

    pub(crate) fn place(&self) -> usize {
        self.column
    }

    pub(crate) fn names(&self, row: &str) -> bool {
        self.row.as_deref().is_none_or(|name| name == row)
    }
}
