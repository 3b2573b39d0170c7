//! JSON Schemas of the documents that commands print and folders hold.
//!
//! A test sets real documents beside them: a field that is in a document and not in its schema fails.

macro_rules! schemas {
    ($($name:literal)+) => {
        /// Every document: its name, and the text of its schema.
        pub const SCHEMAS: &[(&str, &str)] = &[
            $( ($name, include_str!(concat!("../../schemas/", $name, ".json"))), )+
        ];
    };
}

schemas! {
    "summary"
    "observed"
    "history"
    "spread"
    "comparison"
    "why"
    "uncertain"
    "screening"
    "worth"
    "calibration"
    "divergence"
    "reproduced"
    "run"
    "folder"
    "datapackage"
    "network"
    "checked"
    "shown"
    "listed"
    "source"
    "explained"
    "knobs"
    "dictionary"
    "bench"
}

/// The text of the schema of a document; `None` where there is no such document.
pub fn of(name: &str) -> Option<&'static str> {
    let found = SCHEMAS.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text)
}
