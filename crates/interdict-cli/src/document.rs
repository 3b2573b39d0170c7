//! Documents on stdout: one form of head before what each of them holds.

use serde_json::{Map, Value};

use crate::made::PROGRAM;
use crate::outcome::{Done, say};

/// Writes a document to stdout. In front stands which one it is and which program printed it; what follows is the
/// document as files hold it.
///
/// # Panics
/// Never: `text` is what this program made, and that is JSON.
pub(crate) fn say_document(schema: &str, text: &str) -> Done {
    let value: Value = serde_json::from_str(text).expect("a document of this program is JSON");
    let is_long = text.trim_end().contains('\n');
    say(&shown(schema, value, is_long))
}

/// The same of a value, in lines.
pub(crate) fn say_value(schema: &str, value: Value) -> Done {
    say(&shown(schema, value, true))
}

fn shown(schema: &str, value: Value, is_long: bool) -> String {
    let version = value["schema_version"].as_u64().unwrap_or(1);
    let mut document = Map::new();
    let mut put = |name: &str, value: Value| document.insert(name.to_owned(), value);
    put("schema", format!("interdict.{schema}/{version}").into());
    put("program", "interdict".into());
    put("version", PROGRAM.version.into());
    put("commit", PROGRAM.commit.into());
    put("schema_version", version.into());
    match value {
        Value::Object(parts) => document.extend(parts),
        other => {
            document.insert("parts".to_owned(), other);
        }
    }
    let document = Value::Object(document);
    if is_long {
        format!("{document:#}\n")
    } else {
        format!("{document}\n")
    }
}
