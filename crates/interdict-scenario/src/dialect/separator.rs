//! What sets the cells of a table apart, and what only looks like a table.

use crate::forms::Form;

/// Marks that set cells apart, the language's own first.
const MARKS: [char; 4] = [',', ';', '\t', '|'];

/// How the cells of a file are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cells {
    /// The mark between them.
    pub(crate) mark: char,
    /// Where the table begins: behind empty lines and a line that only says what the mark is.
    pub(crate) start: usize,
}

/// The mark in words.
pub(crate) fn called(mark: char) -> &'static str {
    match mark {
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "upright strokes",
        _ => "commas",
    }
}

/// Looks at the first lines of a table: a line `sep=;` says what the mark is; otherwise it is the mark by which the
/// most names of columns are found in the header.
pub(crate) fn of(form: &Form, text: &str) -> Cells {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim().trim_matches('"');
        if let Some(mark) = said(bare) {
            return Cells {
                mark,
                start: start + line.len(),
            };
        }
        let is_empty = bare
            .trim_matches([',', ';', '\t', '|', ' ', '"'])
            .is_empty();
        if is_empty || bare.starts_with('#') {
            start += line.len();
            continue;
        }
        let known = |mark: char| {
            let heads = bare.split(mark).filter(|head| column(form, head).is_some());
            heads.count()
        };
        let most = MARKS.into_iter().map(known).max().unwrap_or(0);
        let mark = MARKS.into_iter().find(|&mark| known(mark) == most);
        return Cells {
            mark: mark.unwrap_or(','),
            start,
        };
    }
    Cells {
        mark: ',',
        start: 0,
    }
}

/// The mark that a line `sep=;` names.
fn said(line: &str) -> Option<char> {
    let mark = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("SEP="))?;
    let mut letters = mark.chars();
    match (letters.next(), letters.next()) {
        // the line is trimmed, and a tab with it
        (None, _) => Some('\t'),
        (Some(mark), None) => MARKS.contains(&mark).then_some(mark),
        _ => None,
    }
}

/// The column that a head of a table names, in whatever letters.
pub(crate) fn column(form: &Form, head: &str) -> Option<usize> {
    let head = head.trim().trim_matches('"').trim();
    form.column(head).or_else(|| {
        let plain = head.to_lowercase().replace([' ', '-'], "_");
        form.column(&plain)
    })
}

/// What a text is that is no table: a web page, another format. In words, with what to do.
pub(crate) fn not_a_table(text: &str) -> Option<(&'static str, &'static str)> {
    const SAVE: &str = "open it in a spreadsheet and save it as \"CSV UTF-8\"";
    let start = text.trim_start();
    if start.starts_with('<') {
        Some(("a web page or XML", SAVE))
    } else if start.starts_with("{\\rtf") {
        Some(("a document of a word processor", SAVE))
    } else if start.starts_with("%PDF") {
        Some(("a PDF", SAVE))
    } else if start.starts_with(['[', '{']) {
        Some((
            "JSON",
            "write the rows into the scenario file, or save them as CSV",
        ))
    } else {
        None
    }
}
