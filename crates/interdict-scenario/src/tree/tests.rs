//! Slips of the pen: what is said of them, and at which sign.

use super::read;
use crate::fault::Faults;

/// Message, line and column, and the hint, of the one fault of a text.
fn slip(text: &str) -> (String, usize, usize, String) {
    let mut faults = Faults::default();
    let file = faults.sources.add("a.ron".into(), text.into());
    assert!(read(text, file, &mut faults).is_none(), "{text}");
    let fault = faults.iter().next().expect("there is a fault");
    let (_, first, _) = faults.place(fault).expect("it has a place");
    let message = fault
        .message
        .trim_start_matches("the text cannot be read: ");
    let hint = fault.hint.clone().unwrap_or_default();
    (message.to_owned(), first.line, first.column, hint)
}

/// A text, what is said of it, and the line and column.
const SLIPS: &[(&str, &str, usize, usize)] = &[
    // commas
    (
        "S(\n  a: 1\n\n  b: 2)",
        "a comma or `)` is missing here",
        2,
        7,
    ),
    (
        "S(\n  a: \"x\" b: 2)",
        "a comma or `)` is missing here",
        2,
        9,
    ),
    (
        "S(a: [1, 2\n  b: 3)",
        "a comma or `]` is missing here",
        1,
        11,
    ),
    (
        "S(a: 1; b: 2)",
        "`;` stands where a comma or `)` was expected",
        1,
        7,
    ),
    (
        "S(a: 1,, b: 2)",
        "`,` stands where the name of a field was expected",
        1,
        8,
    ),
    // brackets
    (
        "S(\n  a: [1, 2),\n)",
        "`)` stands where a comma or `]` was expected",
        2,
        11,
    ),
    ("S(\n  a: [1, 2],\n\n\n", "`)` is missing", 2, 13),
    ("S(a: 1)\n\n)", "`)` closes nothing that is open", 3, 1),
    ("S(a: 1)\nmore", "there is text after the end", 2, 1),
    // texts
    (
        "S(a: stations.csv)",
        "`stations.csv` is a text and needs quotes",
        1,
        6,
    ),
    (
        "S(\n  a: 'x')",
        "`'` stands where a value was expected",
        2,
        6,
    ),
    (
        "S(\n  a: “x”)",
        "`“` stands where a value was expected",
        2,
        6,
    ),
    ("S(a: \"x)", "this text does not end", 1, 6),
    (
        "S(\n  a: \"x,\n  b: \"y\",\n)",
        "this text runs over the end of its line, and what follows it is no comma",
        2,
        6,
    ),
    (
        "S(a: \"C:\\tab\\q\")",
        "there is no such escape in a text",
        1,
        13,
    ),
    // colons
    ("S(a: 1, b \"x\")", "a colon is missing behind `b`", 1, 10),
    ("S(a = 1)", "`=` stands where a colon was expected", 1, 5),
    (
        "S(r: (\"rail.x\": 18))",
        "a colon stands behind a text",
        1,
        15,
    ),
    // figures
    (
        "S(\n  a: 42,8,\n  b: 1)",
        "a comma stands within a figure",
        2,
        8,
    ),
    ("S(a: 62 mi)", "a comma or `)` is missing here", 1, 8),
    (
        "S(a: 40%)",
        "`%` stands where a comma or `)` was expected",
        1,
        8,
    ),
    // values
    (
        "S(\n\n  a: ,)",
        "`,` stands where a value was expected",
        3,
        6,
    ),
    ("", "the file is empty", 1, 1),
    ("\n\n\n§", "`§` stands where a value was expected", 4, 1),
];

#[test]
fn a_slip_is_told_where_it_is_and_in_plain_words() {
    for &(text, message, line, column) in SLIPS {
        let (said, at_line, at_column, _) = slip(text);
        assert_eq!(
            (&*said, at_line, at_column),
            (message, line, column),
            "{text}"
        );
    }
    for (text, hint) in [
        ("S(a: 42\n b: 1)", ""),
        ("S(a: 42,8)", "write `42.8`"),
        (
            "S(a: 62 mi)",
            "a figure with its unit is a text, in quotes: `\"62 mi\"`",
        ),
        (
            "S(a: 'x')",
            "a text is written in double quotes: `\"text\"`",
        ),
    ] {
        assert_eq!(slip(text).3, hint, "{text}");
    }
}

#[test]
fn a_blank_of_another_kind_is_read_and_told_at_its_place() {
    let text = "S(\n\u{a0}a: 1,\u{200b} b: 2)";
    let mut faults = Faults::default();
    let file = faults.sources.add("a.ron".into(), text.into());
    assert!(read(text, file, &mut faults).is_some());
    assert_eq!((faults.errors(), faults.warnings()), (0, 1));
    let told = faults.iter().next().unwrap();
    assert_eq!(
        told.message,
        "U+00A0, a blank of another kind, is read as a blank"
    );
    let (_, first, _) = faults.place(told).unwrap();
    assert_eq!((first.line, first.column), (2, 1));
}
