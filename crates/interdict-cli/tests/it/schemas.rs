//! Documents of commands and folders beside their schemas.

use serde_json::{Map, Value, json};

use crate::terminal::Desk;

const TWO: &str = "scenarios/two-routes";
const ARM: &str = "scenarios/two-routes/pass-held.ron";

/// The schema of a document, as the command prints it.
fn schema(name: &str) -> Value {
    Desk::empty().call(&["schema", name]).quiet().json()
}

/// In what a document is not as its schema says; a field that the schema does not name counts.
fn faults(document: &Value, schema: &Value, place: &str, found: &mut Vec<String>) {
    if let Some(branches) = schema["anyOf"].as_array() {
        let each = branches.iter().map(|branch| {
            let mut found = Vec::new();
            faults(document, branch, place, &mut found);
            found
        });
        let least = each.min_by_key(Vec::len).unwrap_or_default();
        found.extend(least);
        return;
    }
    let kinds = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |kind: &str| match kind {
        "integer" => document.is_i64() || document.is_u64(),
        "number" => document.is_number(),
        "string" => document.is_string(),
        "boolean" => document.is_boolean(),
        "null" => document.is_null(),
        "array" => document.is_array(),
        "object" => document.is_object(),
        _ => false,
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind)) {
        found.push(format!("{place}: {document} is none of {kinds:?}"));
        return;
    }
    if !schema["const"].is_null() && schema["const"] != *document {
        found.push(format!("{place}: {document} is not {}", schema["const"]));
    }
    for (number, one) in document.as_array().into_iter().flatten().enumerate() {
        faults(one, &schema["items"], &format!("{place}[{number}]"), found);
    }
    if let Some(fields) = document.as_object() {
        of_fields(fields, schema, place, found);
    }
}

fn of_fields(fields: &Map<String, Value>, schema: &Value, place: &str, found: &mut Vec<String>) {
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        if !fields.contains_key(name) {
            found.push(format!("{place} has no `{name}`"));
        }
    }
    for (name, value) in fields {
        let known = schema["properties"].get(name);
        match known.or(schema.get("additionalProperties")) {
            Some(known) => faults(value, known, &format!("{place}.{name}"), found),
            None => found.push(format!("{place}.{name} stands in no schema")),
        }
    }
}

fn all_faults(document: &Value, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    faults(document, schema, "", &mut found);
    found
}

/// Asserts that a document is as its schema says, and that without any of the fields that have to be there, or with a
/// text for a number, it would not be.
fn holds(name: &str, document: &Value) {
    let schema = schema(name);
    let found = all_faults(document, &schema);
    assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
    let required = schema["required"].as_array().expect("a list");
    assert!(!required.is_empty(), "{name}");
    for field in required.iter().filter_map(Value::as_str) {
        let mut broken = document.clone();
        broken.as_object_mut().expect("fields").shift_remove(field);
        assert_ne!(
            all_faults(&broken, &schema),
            [""; 0],
            "{name} without {field}"
        );
        let mut broken = document.clone();
        broken[field] = json!({ "of": "another kind" });
        if !document[field].is_object() {
            assert_ne!(
                all_faults(&broken, &schema),
                [""; 0],
                "{name} with another {field}"
            );
        }
    }
}

/// Asserts the same of what a command prints, and that its head says which document it is.
fn prints(desk: &Desk, name: &str, command: &[&str]) -> Value {
    let document = desk.call(&[command, &["--json"]].concat()).json();
    let version = &document["schema_version"];
    assert_eq!(document["schema"], format!("interdict.{name}/{version}"));
    for field in ["program", "version", "commit"] {
        assert!(document[field].is_string(), "{name}: {field}");
    }
    holds(name, &document);
    document
}

/// Asserts the same of a file.
fn keeps(desk: &Desk, name: &str, file: &str) {
    let document = serde_json::from_str(&desk.read(file)).expect("JSON");
    holds(name, &document);
}

#[test]
fn words_and_things_of_a_scenario_are_told_as_their_schemas_say() {
    let desk = Desk::with(&["two-routes"]);
    prints(&desk, "knobs", &["knobs"]);
    prints(&desk, "dictionary", &["dictionary"]);
    for what in [
        "I0007",
        "tick",
        "domains",
        "flak",
        "delivered_kg",
        "rail.speed_kmh",
    ] {
        prints(&desk, "explained", &["explain", what]);
    }
    let station = prints(&desk, "listed", &["list", TWO, "stations"])["names"][0].clone();
    let station = format!("stations.{}", station.as_str().expect("a name"));
    prints(&desk, "listed", &["list", TWO]);
    prints(&desk, "shown", &["explain", &station, "--in", TWO]);
    prints(&desk, "shown", &["show", TWO, &station]);
    prints(&desk, "shown", &["show", TWO, "rules.rail.speed_kmh"]);
    prints(&desk, "checked", &["check", TWO]);
    desk.write("bad/scenario.ron", "Scenario(title: 3)");
    prints(&desk, "checked", &["check", TWO, "bad"]);
}

#[test]
fn a_run_and_what_it_leaves_are_as_their_schemas_say() {
    let desk = Desk::with(&["two-routes", "three-stations", "flying-school"]);
    for (scenario, out) in [(TWO, "two"), ("scenarios/three-stations", "three")] {
        let run = ["run", scenario, "--out", out, "--no-png", "--quiet"];
        prints(&desk, "summary", &run);
        for (name, file) in [
            ("summary", "summary.json"),
            ("run", "run.json"),
            ("folder", "interdict-output.json"),
            ("datapackage", "datapackage.json"),
            ("network", "network.geojson"),
        ] {
            keeps(&desk, name, &format!("{out}/{file}"));
        }
    }
    let school = ["run", "scenarios/flying-school", "--no-files", "--quiet"];
    prints(&desk, "summary", &school);
    prints(&desk, "reproduced", &["reproduce", "three"]);
    let several = ["run", TWO, "--replications=3", "--out=several", "--quiet"];
    prints(&desk, "spread", &several);
    keeps(&desk, "spread", "several/spread.json");
}

#[test]
fn comparisons_are_told_as_their_schemas_say() {
    let desk = Desk::with(&["two-routes", "flying-school"]);
    let pairs = ["compare", TWO, ARM, "--pairs=3", "--quiet"];
    prints(
        &desk,
        "comparison",
        &[&pairs[..], &["--why=2", "--out=why"]].concat(),
    );
    keeps(&desk, "comparison", "why/comparison.json");
    keeps(&desk, "why", "why/why.json");
    prints(&desk, "divergence", &["diverge", TWO, ARM]);
    let worth = ["worth", "scenarios/flying-school", "--pairs=2", "--quiet"];
    prints(&desk, "worth", &worth);
}

#[test]
fn every_document_has_a_schema_that_says_what_it_is() {
    let desk = Desk::empty();
    let list = desk.call(&["schema"]).quiet().stdout;
    assert!(list.lines().count() > 20, "{list}");
    for line in list.lines() {
        let name = line.split_whitespace().next().expect("a name");
        let schema = schema(name);
        assert!(line.len() > 20, "{line}");
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{name}"
        );
        assert_eq!(schema["type"], "object", "{name}");
    }
    let slip = desk.call(&["schema", "sumary"]);
    assert_eq!(slip.code, Some(2));
}
