//! Rows of a scenario as documents.

use interdict::scenario::TableWords;
use interdict::scenario::told::{ToldRow, ToldTable};
use serde_json::{Value, json};

/// A row with its cells: all of them, or those of one column.
pub(super) fn row(
    table: &ToldTable,
    row: &ToldRow,
    column: Option<&str>,
    tables: &[TableWords],
) -> Value {
    let form = tables.iter().find(|form| form.name == table.name);
    let cells = (row.cells.iter())
        .filter(|cell| column.is_none_or(|column| column == cell.column))
        .map(|cell| {
            let mut columns = form.iter().flat_map(|form| &form.columns);
            let form = columns.find(|form| form.name == cell.column);
            json!({
                "column": cell.column,
                "value": cell.words,
                "unit": form.and_then(|form| form.unit),
                "is_given": cell.is_given,
                "is_default": cell.is_default,
                "doc": form.map(|form| form.doc),
            })
        });
    json!({ "table": table.name, "row": row.name, "cells": cells.collect::<Vec<Value>>() })
}

/// The tables that have rows, with how many.
pub(super) fn tables<'a>(told: impl Iterator<Item = &'a ToldTable>) -> Value {
    let tables = told
        .filter(|table| !table.rows.is_empty())
        .map(|table| json!({ "table": table.name, "rows": table.rows.len() }));
    json!({ "tables": tables.collect::<Vec<Value>>() })
}

/// The names of the rows of a table.
pub(super) fn names(table: &ToldTable) -> Value {
    let names: Vec<&str> = table.rows.iter().map(|row| row.name.as_str()).collect();
    json!({ "table": table.name, "names": names })
}
