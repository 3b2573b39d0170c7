//! In what an arm differs from its base: knobs, rows of tables, and fields of rows.
//!
//! A field that names another row (a station, a line) is held in a scenario as the number of that row.
//! Where an arm has other rows in the tables that are so named, the numbers move without a change of
//! meaning; such fields are then left out.

use std::collections::BTreeMap;
use std::fmt::Debug;

use interdict_scenario::{Rules, Scenario};
use serde::Serialize;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What differs: `rules.rail.speed_kmh`, `flak.ID.active`, or a whole row `flak.ID`.
    pub path: String,
    /// In the base; `None` where the row is not there.
    pub base: Option<String>,
    /// In the arm; `None` where the row is not there.
    pub arm: Option<String>,
}

/// Fields that hold numbers of rows, or one figure for each row, in some tables or in all.
const REFERENCES: &[(&str, &[&str])] = &[
    ("station", &[]),
    ("from", &["lines", "roads"]),
    ("to", &["lines", "roads"]),
    ("line", &[]),
    ("railhead", &[]),
    ("depot", &[]),
    ("aircraft", &["air_units"]),
    ("sector", &[]),
    ("lines", &[]),
    ("roads", &[]),
    ("gates_from", &[]),
    ("gates_to", &[]),
    ("place", &["flak"]),
    ("target", &[]),
    ("line_value", &[]),
    ("bridge_value", &[]),
];

/// Fields that say nothing about the war: words for people, and what follows from the id.
const WORDS: &[&str] = &["source", "key"];

/// What an arm has that its base has not, or otherwise: knobs first, then tables.
pub fn differences(base: &Scenario, arm: &Scenario) -> Vec<Difference> {
    let mut found = Vec::new();
    for (path, base, arm) in [
        ("latitude", base.latitude, arm.latitude),
        ("step", f64::from(base.step), f64::from(arm.step)),
    ] {
        number(path.to_owned(), base, arm, &mut found);
    }
    for knob in Rules::knobs() {
        let path = knob.path();
        if let (Some(base), Some(arm)) = (base.rules.get(&path), arm.rules.get(&path)) {
            number(format!("rules.{path}"), base, arm, &mut found);
        }
    }
    let (base_tables, arm_tables) = (tables(base), tables(arm));
    let is_moved = [
        "stations",
        "lines",
        "bridges",
        "roads",
        "airfields",
        "aircraft",
    ]
    .iter()
    .any(|&table| !base_tables[table].keys().eq(arm_tables[table].keys()));
    for (table, rows) in &base_tables {
        let first = found.len();
        rows_of(table, rows, &arm_tables[table], is_moved, &mut found);
        for difference in &mut found[first..] {
            let field = difference.path.rsplit('.').next().unwrap_or_default();
            let told = |scenario, value: &mut Option<String>| {
                if let Some(value) = value {
                    *value = in_words(scenario, table, field, value);
                }
            };
            told(base, &mut difference.base);
            told(arm, &mut difference.arm);
        }
    }
    found
}

/// A field's value with names for row numbers and dates for days, where it is one of those.
fn in_words(scenario: &Scenario, table: &str, field: &str, value: &str) -> String {
    let number = value.parse::<u32>();
    let told = match (field, number) {
        ("from" | "to", Ok(day)) if !matches!(table, "lines" | "roads") => {
            let inside = day < u32::from(scenario.days);
            let date = scenario.starts.plus_days(day as i32);
            date.filter(|_| inside).map(|date| date.to_string())
        }
        ("station" | "railhead" | "depot", Ok(row)) => {
            let station = scenario.stations.get(row as usize);
            station.map(|station| station.id.clone())
        }
        ("place", Err(_)) => {
            let lines = value
                .strip_prefix("Along([")
                .and_then(|rest| rest.strip_suffix("])"));
            lines.map(|lines| {
                let rows = lines
                    .split(", ")
                    .filter_map(|row| row.parse::<usize>().ok());
                let names = rows.filter_map(|row| scenario.lines.get(row));
                let names: Vec<&str> = names.map(|line| line.id.as_str()).collect();
                format!("along {}", names.join(" "))
            })
        }
        _ => None,
    };
    told.unwrap_or_else(|| value.to_owned())
}

fn number(path: String, base: f64, arm: f64, found: &mut Vec<Difference>) {
    if base.to_bits() != arm.to_bits() {
        found.push(Difference {
            path,
            base: Some(base.to_string()),
            arm: Some(arm.to_string()),
        });
    }
}

/// Fields of a row: name and value.
type Fields = Vec<(String, String)>;
/// Rows by id.
type Rows = BTreeMap<String, Fields>;

fn rows_of(table: &str, base: &Rows, arm: &Rows, is_moved: bool, found: &mut Vec<Difference>) {
    let whole = |fields: &Fields| {
        let fields = fields
            .iter()
            .filter(|(name, _)| !is_skipped(table, name, is_moved));
        let texts: Vec<String> = fields
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        texts.join(", ")
    };
    for (id, fields) in base {
        let path = format!("{table}.{id}");
        let Some(others) = arm.get(id) else {
            found.push(Difference {
                path,
                base: Some(whole(fields)),
                arm: None,
            });
            continue;
        };
        for ((name, value), (_, other)) in fields.iter().zip(others) {
            if value != other && !is_skipped(table, name, is_moved) {
                found.push(Difference {
                    path: format!("{path}.{name}"),
                    base: Some(value.clone()),
                    arm: Some(other.clone()),
                });
            }
        }
    }
    for (id, fields) in arm.iter().filter(|(id, _)| !base.contains_key(*id)) {
        found.push(Difference {
            path: format!("{table}.{id}"),
            base: None,
            arm: Some(whole(fields)),
        });
    }
}

fn is_skipped(table: &str, field: &str, is_moved: bool) -> bool {
    let is_reference = (REFERENCES.iter())
        .any(|(name, tables)| *name == field && (tables.is_empty() || tables.contains(&table)));
    WORDS.contains(&field) || is_moved && is_reference
}

fn tables(scenario: &Scenario) -> BTreeMap<&'static str, Rows> {
    macro_rules! by_id {
        ($($table:ident)+) => {
            vec![ $( (stringify!($table), rows(&scenario.$table, |_, row| row.id.clone())), )+ ]
        };
    }
    let mut tables = by_id!(
        weather stations lines bridges roads airfields bases locomotives formations trucks gangs flak
        aircraft air_units phases areas
    );
    tables.push((
        "stocks",
        rows(&scenario.stocks, |place, stock| {
            let station = scenario.stations.get(stock.station as usize);
            station.map_or_else(|| place.to_string(), |station| station.id.clone())
        }),
    ));
    tables.push((
        "raids",
        rows(&scenario.raids, |_, raid| {
            let date = scenario.starts.plus_days(i32::from(raid.day));
            let date = date.map_or_else(|| raid.day.to_string(), |date| date.to_string());
            format!("{date}/{}/{:08x}", raid.unit, raid.key.0 >> 32)
        }),
    ));
    tables.into_iter().collect()
}

fn rows<T: Debug>(rows: &[T], id: impl Fn(usize, &T) -> String) -> Rows {
    (rows.iter().enumerate())
        .map(|(place, row)| (id(place, row), fields(row)))
        .collect()
}

/// The fields of a struct as its debugging text shows them, each value on one line.
fn fields(row: &impl Debug) -> Fields {
    let text = format!("{row:#?}");
    let mut fields: Fields = Vec::new();
    for line in text.lines() {
        let inner = line.trim_start();
        match line.len() - inner.len() {
            0 => {}
            4 if !inner.starts_with(['}', ']', ')']) => {
                let (name, value) = inner.split_once(": ").unwrap_or((inner, ""));
                let value = value.trim_end_matches(',').to_owned();
                fields.push((name.to_owned(), value));
            }
            _ => {
                if let Some((_, value)) = fields.last_mut() {
                    if !value.ends_with(['(', '[']) {
                        value.push(' ');
                    }
                    value.push_str(inner);
                }
            }
        }
    }
    for (_, value) in &mut fields {
        *value = value.trim_end_matches(',').replace(" }", "}");
        for close in [")", "]"] {
            *value = value.replace(&format!(", {close}"), close);
            *value = value.replace(&format!(",{close}"), close);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    fn texts(base: &Scenario, arm: &Scenario) -> Vec<String> {
        let found = differences(base, arm).into_iter();
        let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        found
            .map(|one| format!("{}: {} to {}", one.path, text(one.base), text(one.arm)))
            .collect()
    }

    #[test]
    fn a_scenario_does_not_differ_from_itself() {
        let base = generate(Shape::small(), 3);
        assert_eq!(differences(&base, &base), []);
    }

    #[test]
    fn knobs_fields_and_rows_are_named() {
        let base = generate(Shape::small(), 3);
        let mut arm = base.clone();
        arm.rules.rail.speed_kmh = 12.5;
        arm.gangs[0].men += 100;
        let removed = arm.flak.remove(0);
        arm.lines[0].source.text = "elsewhere".to_owned();
        let found = texts(&base, &arm);
        let speed = base.rules.rail.speed_kmh;
        assert_eq!(found[0], format!("rules.rail.speed_kmh: {speed} to 12.5"));
        let gone = format!("flak.{}: id: \"{}\"", removed.id, removed.id);
        assert!(found[1].starts_with(&gone), "{}", found[1]);
        assert!(found[1].ends_with(" to -"), "{}", found[1]);
        let gang = &base.gangs[0];
        assert_eq!(
            found[2],
            format!("gangs.{}.men: {} to {}", gang.id, gang.men, gang.men + 100)
        );
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn rows_that_moved_down_are_not_changed() {
        let base = generate(Shape::small(), 3);
        let mut arm = base.clone();
        let mut station = base.stations[0].clone();
        station.id = "0-FIRST".to_owned();
        arm.stations.insert(0, station);
        for line in &mut arm.lines {
            line.from += 1;
            line.to += 1;
        }
        for stock in &mut arm.stocks {
            stock.station += 1;
        }
        let found = differences(&base, &arm);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].path.as_str(), &found[0].base),
            ("stations.0-FIRST", &None)
        );
    }

    #[test]
    fn rows_are_told_by_name_and_days_by_date() {
        let theatre = generate(Shape::small(), 3);
        let (line, station) = (&theatre.lines[1].id, &theatre.stations[1].id);
        let told = |table, field, value: &str| in_words(&theatre, table, field, value);
        assert_eq!(told("flak", "place", "Along([1])"), format!("along {line}"));
        assert_eq!(told("flak", "depot", "1"), *station);
        let second = theatre.starts.plus_days(1).unwrap().to_string();
        assert_eq!(told("flak", "from", "1"), second);
        // The end of a line is a station there, and no day.
        assert_eq!(told("lines", "from", "1"), "1");
        assert_eq!(told("flak", "to", "65535"), "65535");
        assert_eq!(told("flak", "heavy", "48"), "48");
    }
}
