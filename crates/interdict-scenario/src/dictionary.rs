//! Tables and columns of the written form, for dictionaries and programs.

use serde::Serialize;
use serde_json::Value;

use crate::domain::Domain;
use crate::forms::{Column, Form, Kind, Need, TableName};
use crate::reference::{empty, holds};

/// A table of the written form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableWords {
    /// Its name; the head of the scenario is `scenario`.
    #[serde(rename = "table")]
    pub name: &'static str,
    /// The domain that it belongs to; `None` for common ground.
    pub domain: Option<&'static str>,
    /// What it is.
    pub doc: &'static str,
    /// Rows allowed.
    pub most_rows: usize,
    /// Its columns.
    pub columns: Vec<ColumnWords>,
}

/// A column of the written form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnWords {
    /// Its name.
    #[serde(rename = "column")]
    pub name: &'static str,
    /// What its cells hold, in words.
    pub holds: String,
    /// Unit of its numbers; `None` where it holds none.
    pub unit: Option<&'static str>,
    /// The least number allowed.
    pub low: Option<f64>,
    /// The largest number allowed.
    pub high: Option<f64>,
    /// Whether an empty cell is a fault.
    pub required: bool,
    /// What an empty cell means.
    pub when_empty: String,
    /// What it means.
    pub doc: &'static str,
}

/// Every table with its columns; the first is the head of the scenario.
pub fn table_words() -> Vec<TableWords> {
    let tables = TableName::ALL.into_iter().map(|table| {
        let domain = Domain::of(table).map(Domain::name);
        (table.form(), domain)
    });
    std::iter::once((Form::of_scenario(), None))
        .chain(tables)
        .map(|(form, domain)| TableWords {
            name: form.name,
            domain,
            doc: form.doc,
            most_rows: form.most,
            columns: form.columns.iter().map(column).collect(),
        })
        .collect()
}

/// The same as JSON: a list of `{ table, domain, doc, most_rows, columns }`, and of each column
/// `{ column, holds, unit, low, high, required, when_empty, doc }`.
pub fn tables_json() -> Value {
    serde_json::to_value(table_words()).expect("tables are plain data")
}

fn column(column: &Column) -> ColumnWords {
    let (unit, range) = match column.kind {
        Kind::Number(unit, low, high)
        | Kind::Parts(unit, low, high, _)
        | Kind::Count(unit, low, high) => (Some(unit), Some([low, high])),
        _ => (None, None),
    };
    ColumnWords {
        name: column.name,
        holds: holds(column.kind),
        unit,
        low: range.map(|range| range[0]),
        high: range.map(|range| range[1]),
        required: column.need == Need::Required,
        when_empty: empty(column),
        doc: column.doc,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_columns_and_every_column_a_meaning() {
        let tables = tables_json();
        let tables = tables.as_array().expect("a list");
        assert_eq!(tables.len(), 1 + TableName::ALL.len());
        for table in tables {
            let columns = table["columns"].as_array().expect("a list");
            assert!(!columns.is_empty(), "{table}");
            for column in columns {
                assert!(
                    column["doc"].as_str().is_some_and(|doc| !doc.is_empty()),
                    "{column}"
                );
                assert_eq!(
                    column["unit"].is_null(),
                    column["high"].is_null(),
                    "{column}"
                );
            }
        }
    }
}
