//! Tables and columns of the written form, for programs.

use serde_json::{Value, json};

use crate::domain::Domain;
use crate::forms::{Column, Form, Kind, Need, TableName};
use crate::reference::{empty, holds};

/// Every table with its columns: a list of `{ table, domain, doc, most_rows, columns }`, and of each column
/// `{ column, holds, unit, low, high, required, when_empty, doc }`. The first table is the head of the scenario.
pub fn tables_json() -> Value {
    let tables = TableName::ALL.into_iter().map(|table| {
        let domain = Domain::of(table).map(Domain::name);
        (table.form(), domain)
    });
    std::iter::once((Form::of_scenario(), None))
        .chain(tables)
        .map(|(form, domain)| {
            json!({
                "table": form.name,
                "domain": domain,
                "doc": form.doc,
                "most_rows": form.most,
                "columns": form.columns.iter().map(column).collect::<Vec<Value>>(),
            })
        })
        .collect()
}

fn column(column: &Column) -> Value {
    let (unit, range) = match column.kind {
        Kind::Number(unit, low, high)
        | Kind::Parts(unit, low, high, _)
        | Kind::Count(unit, low, high) => (Some(unit), Some([low, high])),
        _ => (None, None),
    };
    json!({
        "column": column.name,
        "holds": holds(column.kind),
        "unit": unit,
        "low": range.map(|range| range[0]),
        "high": range.map(|range| range[1]),
        "required": column.need == Need::Required,
        "when_empty": empty(column),
        "doc": column.doc,
    })
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
