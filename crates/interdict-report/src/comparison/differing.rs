//! In what scenarios differ, in a few lines: one for each difference, or one for each table where there are many.

use interdict_experiment::differences::{Difference, Of};

use crate::figures::shortened;

/// Lines that are shown; files hold every difference.
const SHOWN: usize = 12;

/// Differences of one kind in one table that are told one by one, where there are many in all.
const ALIKE: usize = 2;

/// Columns of a value of a scenario's row.
const VALUE: usize = 40;

/// The lines.
pub(super) fn lines(differences: &[Difference]) -> Vec<String> {
    if differences.len() <= SHOWN {
        return differences.iter().map(one).collect();
    }
    let mut groups: Vec<(Kind, Vec<&Difference>)> = Vec::new();
    for difference in differences {
        let kind = Kind::of(difference);
        match groups.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, group)) => group.push(difference),
            None => groups.push((kind, vec![difference])),
        }
    }
    let mut lines: Vec<String> = Vec::new();
    for (kind, group) in &groups {
        if group.len() <= ALIKE {
            lines.extend(group.iter().map(|difference| one(difference)));
        } else {
            lines.push(kind.told(group));
        }
    }
    if lines.len() > SHOWN {
        let more = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(format!("and {more} more, in the files of `--out`"));
    }
    lines
}

/// What is alike: rows of a table that were added or removed, or a column of its rows.
#[derive(PartialEq)]
struct Kind {
    table: String,
    column: Option<String>,
    is_added: bool,
}

impl Kind {
    fn of(difference: &Difference) -> Self {
        let mut parts = difference.path.split('.');
        let table = parts.next().unwrap_or("").to_owned();
        let column = match difference.of {
            Of::Value => Some(parts.next_back().unwrap_or("").to_owned()),
            Of::Row => None,
        };
        Self {
            table,
            column,
            is_added: difference.arm.is_some(),
        }
    }

    fn told(&self, group: &[&Difference]) -> String {
        let count = group.len();
        let row = |difference: &Difference| {
            let path = &difference.path[self.table.len()..];
            let path = path.trim_start_matches('.');
            let path = self.column.as_ref().map_or(path, |column| {
                path.strip_suffix(column)
                    .unwrap_or(path)
                    .trim_end_matches('.')
            });
            shortened(path, 24)
        };
        let ends = match (group.first(), group.last()) {
            (Some(first), Some(last)) => format!("{} to {}", row(first), row(last)),
            _ => String::new(),
        };
        match &self.column {
            Some(column) if self.table == "rules" => {
                format!("rules: {count} knobs, the last {column}")
            }
            Some(column) => format!("{}: {column} of {count} rows, {ends}", self.table),
            None if self.is_added => format!("{}: {count} rows added, {ends}", self.table),
            None => format!("{}: {count} rows removed, {ends}", self.table),
        }
    }
}

fn one(one: &Difference) -> String {
    let short = |value: &Option<String>| {
        let value = value.as_deref().unwrap_or("not given");
        shortened(value, VALUE)
    };
    match (one.of, &one.arm) {
        (Of::Value, arm) => format!("{}: {} -> {}", one.path, short(&one.base), short(arm)),
        (Of::Row, Some(_)) => format!("{} added: {}", one.path, short(&one.arm)),
        (Of::Row, None) => format!("{} removed", one.path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: String, is_added: bool) -> Difference {
        let words = Some("aircraft: 9".to_owned());
        Difference {
            path,
            of: Of::Row,
            base: words.clone().filter(|_| !is_added),
            arm: words.filter(|_| is_added),
        }
    }

    #[test]
    fn a_swapped_table_is_told_in_a_few_lines() {
        let mut differences = vec![Difference {
            path: "ends".to_owned(),
            of: Of::Value,
            base: Some("1951-08-30".to_owned()),
            arm: Some("1951-09-30".to_owned()),
        }];
        differences.extend((10..310).map(|day| row(format!("raids.{day}"), false)));
        differences.extend((10..60).map(|day| row(format!("raids.{day}-b"), true)));
        differences.push(row("gangs.g1".to_owned(), true));
        assert_eq!(
            lines(&differences),
            [
                "ends: 1951-08-30 -> 1951-09-30",
                "raids: 300 rows removed, 10 to 309",
                "raids: 50 rows added, 10-b to 59-b",
                "gangs.g1 added: aircraft: 9"
            ]
        );
        assert_eq!(lines(&differences[..3]).len(), 3);
    }

    #[test]
    fn one_column_of_many_rows_is_one_line() {
        let change = |n: usize| Difference {
            path: format!("raids.1951-08-{n:02}.aircraft"),
            of: Of::Value,
            base: Some("9".to_owned()),
            arm: Some("0".to_owned()),
        };
        let differences: Vec<Difference> = (1..=20).map(change).collect();
        assert_eq!(
            lines(&differences),
            ["raids: aircraft of 20 rows, 1951-08-01 to 1951-08-20"]
        );
    }
}
