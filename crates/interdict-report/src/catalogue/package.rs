//! `datapackage.json`: the files of a folder that programs read, with their fields, as a Frictionless Data Package.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use interdict_scenario::rules::Rules;
use serde_json::{Value, json};

use super::files::{self, Field, FileForm};

/// The file.
pub(crate) const FILE: &str = "datapackage.json";

/// The bytes of the package of these files, which lie in a folder. `title` says what was run.
pub(crate) fn bytes(folder: &Path, names: &BTreeSet<String>, title: &str) -> Vec<u8> {
    let known = names
        .iter()
        .filter_map(|name| Some((name, files::form(name)?)));
    let resources: Vec<Value> = known
        .map(|(name, form)| resource(folder, name, form))
        .collect();
    let package = json!({
        "profile": "data-package",
        "name": "interdict-results",
        "title": title,
        "description": "Results of a simulation by interdict; run.json says what made them",
        "resources": resources,
    });
    let mut bytes = serde_json::to_vec_pretty(&package).expect("a package is plain data");
    bytes.push(b'\n');
    bytes
}

fn resource(folder: &Path, name: &str, form: &FileForm) -> Value {
    let (stem, format) = name.rsplit_once('.').unwrap_or((name, ""));
    let media = match format {
        "csv" => "text/csv",
        "jsonl" => "application/jsonl",
        "geojson" => "application/geo+json",
        "parquet" => "application/vnd.apache.parquet",
        _ => "application/json",
    };
    let mut resource = json!({
        "name": stem,
        "path": name,
        "format": format,
        "mediatype": media,
        "description": form.doc,
    });
    if form.fields().is_empty() {
        return resource;
    }
    resource["profile"] = "tabular-data-resource".into();
    if format != "parquet" {
        resource["encoding"] = "utf-8".into();
    }
    let declared = form.fields().iter().map(field);
    let others = others(folder, name, form);
    resource["schema"] = json!({
        "fields": declared.chain(others).collect::<Vec<Value>>(),
        "missingValues": [""],
    });
    resource
}

fn field(field: &Field) -> Value {
    let mut told = json!({
        "name": field.name, "type": field.kind.word(), "description": field.doc,
    });
    if !field.unit.is_empty() {
        told["unit"] = field.unit.into();
    }
    if field.kind == files::FieldKind::DateTime {
        told["format"] = "%Y-%m-%d %H:%M:%S".into();
    }
    if !field.may_be_empty {
        told["constraints"] = json!({ "required": true });
    }
    told
}

/// Fields of a CSV file beyond those that are declared: a knob each, or an effect with its unit in brackets.
fn others(folder: &Path, name: &str, form: &FileForm) -> Vec<Value> {
    if !name.ends_with(".csv") {
        return Vec::new();
    }
    let mut heads = String::new();
    // a file that cannot be read again has been told of by whoever wrote it
    let Ok(file) = File::open(folder.join(name)) else {
        return Vec::new();
    };
    if BufReader::new(file).read_line(&mut heads).is_err() {
        return Vec::new();
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(heads.as_bytes());
    let cells = reader.records().next().and_then(Result::ok);
    let cells = cells.iter().flat_map(csv::StringRecord::iter);
    let knobs = Rules::knobs();
    let other = |head: &str| {
        let knob = knobs
            .iter()
            .find(|knob| Some(&*knob.path()) == head.strip_prefix("rules."));
        let (unit, doc) = match knob {
            Some(knob) => (knob.unit, knob.doc),
            None => (in_brackets(head).unwrap_or_default(), "As its name says"),
        };
        json!({ "name": head, "type": "number", "description": doc, "unit": unit })
    };
    cells.skip(form.fields().len()).map(other).collect()
}

/// The unit at the end of a head: `t/day` of `guns: delivered (t/day)`.
fn in_brackets(head: &str) -> Option<&str> {
    let (_, unit) = head.strip_suffix(')')?.rsplit_once(" (")?;
    Some(unit)
}
