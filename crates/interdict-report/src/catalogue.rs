//! The catalogue: every word that stands in a file of results or of a scenario, with its unit and its meaning.
//!
//! `interdict dictionary`, `interdict explain`, `docs/data.md` and the `datapackage.json` of each folder are made of it.
//! The words themselves are declared where they belong: series and events in the model, outcomes and curves in the
//! experiments, tables, columns and knobs in the scenario language, files and their fields in [`files`].

pub mod files;
pub(crate) mod package;
mod page;
pub mod schemas;
mod word;
mod words;

use serde::Serialize;
use serde_json::{Value, json};

pub use files::{Field, FieldKind, FileForm, Holds};
pub use page::{document, listed};
pub use word::{Word, WordKind};

/// Version of the form of the JSON.
pub const SCHEMA_VERSION: u32 = 2;

/// A document with the version of its form in front, where its own fields do not say it: the first.
#[derive(Serialize)]
pub(crate) struct Versioned<'a, T> {
    schema_version: u32,
    #[serde(flatten)]
    parts: &'a T,
}

/// A document with the version of its form in front.
pub(crate) fn versioned<T: Serialize>(parts: &T) -> Versioned<'_, T> {
    Versioned {
        schema_version: 1,
        parts,
    }
}

/// Every word, kind by kind.
pub fn words() -> Vec<Word> {
    words::all()
}

/// The words that a name stands for. A knob may be named without `rules.`; an outcome of a place with the place's own id.
pub fn named(name: &str) -> Vec<Word> {
    let all = words();
    let is_named = |word: &Word| {
        word.name == name
            || word.kind == WordKind::Knob && word.name.strip_prefix("rules.") == Some(name)
    };
    let found: Vec<Word> = all.iter().filter(|word| is_named(word)).cloned().collect();
    if !found.is_empty() {
        return found;
    }
    let Some((stem, _)) = name.split_once('.') else {
        return Vec::new();
    };
    let of_places = [WordKind::Outcome, WordKind::Curve];
    let is_of_place = |word: &&Word| {
        let place = word.name.strip_prefix(stem);
        let place = place.and_then(|place| place.strip_prefix('.'));
        of_places.contains(&word.kind) && place.is_some_and(is_placeholder)
    };
    all.iter().filter(is_of_place).cloned().collect()
}

/// Whether a part of a name stands for an id: `AREA`.
fn is_placeholder(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|one| one.is_ascii_uppercase())
}

/// The page of a word, for people.
pub fn explained(word: &Word) -> String {
    page::explained(word)
}

/// The whole catalogue as JSON: a list for each kind of word, files with their fields, tables with their columns.
pub fn json() -> Value {
    let all = words();
    let mut document = json!({
        "schema_version": SCHEMA_VERSION,
        "registry": interdict_model::chance::REGISTRY,
    });
    for kind in &WordKind::ALL[..4] {
        let of_kind = all.iter().filter(|word| word.kind == *kind);
        document[kind.plural()] = of_kind.map(|word| json!(word)).collect();
    }
    document["files"] = json!(files::FILES);
    document["tables"] = interdict_scenario::tables_json();
    document["knobs"] = interdict_scenario::knobs_json("");
    document
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_has_a_meaning_and_no_two_of_a_kind_and_scope_share_a_name() {
        let mut seen = BTreeSet::new();
        for word in words() {
            assert!(!word.doc.is_empty(), "{}", word.name);
            let place = (word.kind, word.scope.clone(), word.name.clone());
            assert!(seen.insert(place), "{} stands there twice", word.name);
        }
    }

    #[test]
    fn what_is_measured_has_a_unit() {
        let measured = [
            WordKind::Series,
            WordKind::Outcome,
            WordKind::Curve,
            WordKind::Knob,
        ];
        for word in words() {
            if measured.contains(&word.kind) {
                assert!(!word.unit.is_empty(), "{}", word.name);
            }
        }
    }

    #[test]
    fn a_name_is_found_in_every_kind() {
        for (name, kind) in [
            ("delivered_kg", WordKind::Series),
            ("delivered_front", WordKind::Outcome),
            ("through_open.SOME-AREA", WordKind::Outcome),
            ("span_mended", WordKind::Event),
            ("series.csv", WordKind::File),
            ("events.jsonl.amount", WordKind::Field),
            ("flak", WordKind::Table),
            ("lines.length_km", WordKind::Column),
            ("rail.speed_kmh", WordKind::Knob),
            ("rules.rail.speed_kmh", WordKind::Knob),
        ] {
            assert!(named(name).iter().any(|word| word.kind == kind), "{name}");
        }
        assert_eq!(named("flapdoodle.AREA"), []);
    }
}
