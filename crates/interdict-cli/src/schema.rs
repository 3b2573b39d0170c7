//! `interdict schema`: what the documents look like that commands print and folders hold.

use std::fmt::Write as _;

use interdict::report::catalogue::schemas::{SCHEMAS, of};

use crate::args::Schema;
use crate::outcome::{Done, Failure, USAGE, say};

/// Prints the schema of a document, or lists the documents.
pub(crate) fn schema(arguments: &Schema) -> Done {
    let Some(name) = &arguments.name else {
        let mut page = String::new();
        for (name, text) in SCHEMAS {
            let schema: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
            let about = schema["description"].as_str().unwrap_or_default();
            let _ = writeln!(page, "{name:<14}{about}");
        }
        return say(&page);
    };
    if let Some(text) = of(name) {
        return say(text);
    }
    let names: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
    let message = format!("there is no document `{name}`");
    Err(Failure::new(USAGE, message).hint(format!("there are: {}", names.join(", "))))
}
