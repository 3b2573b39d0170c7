//! Arrows between crates, lengths of files, and no theatre by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::repository::{crates, files_under, name, none, read, root, shown};

/// The arrows of `docs/architecture.md`. Who may use a crate may use what lies below it.
const ARROWS: &[(&str, &[&str])] = &[
    ("interdict-cli", &["interdict"]),
    ("interdict", &["interdict-report", "interdict-experiment"]),
    ("interdict-report", &["interdict-experiment"]),
    ("interdict-experiment", &["interdict-model"]),
    (
        "interdict-model",
        &["interdict-scenario", "interdict-engine"],
    ),
    ("interdict-scenario", &["interdict-quantity"]),
    ("interdict-engine", &["interdict-quantity"]),
    ("interdict-quantity", &[]),
];

/// What the deterministic core may use from elsewhere: nothing else may enter it.
const CORE: &[(&str, &[&str])] = &[
    ("interdict-quantity", &["blake3", "jiff"]),
    (
        "interdict-engine",
        &["bevy_ecs", "blake3", "libm", "rand", "rand_chacha"],
    ),
    ("interdict-model", &["bevy_ecs"]),
];

/// Lines of a source file, tests included.
const LONGEST: usize = 400;

/// Columns of a page.
const WIDEST: usize = 100;

/// Words of the theatres in `scenarios/`.
const THEATRES: &[&str] = &[
    "anju",
    "china",
    "chinese",
    "chongchon",
    "chongju",
    "kaesong",
    "korea",
    "korean",
    "kunu",
    "manchuria",
    "manchurian",
    "mao",
    "normandy",
    "opa",
    "pyongyang",
    "saturate",
    "seine",
    "sinanju",
    "sopo",
    "soviet",
    "stalin",
    "strangle",
    "sukchon",
    "sunchon",
    "yalu",
];

/// The crates that a manifest names, by kind of dependency.
fn dependencies(manifest: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut kind = None;
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']');
            let at = header.find("dependencies");
            kind = at.map(|at| {
                let start = header[..at].rfind('.').map_or(0, |dot| dot + 1);
                header[start..at + "dependencies".len()].to_owned()
            });
            let rest = at.map_or("", |at| &header[at + "dependencies".len()..]);
            if let (Some(kind), Some(name)) =
                (kind.take_if(|_| !rest.is_empty()), rest.strip_prefix('.'))
            {
                kinds.entry(kind).or_default().insert(name.to_owned());
            }
        } else if let Some(kind) = &kind
            && let Some(end) = line.find(['=', '.', ' '])
            && !line.starts_with('#')
        {
            let names = kinds.entry(kind.clone()).or_default();
            names.insert(line[..end].trim_matches('"').to_owned());
        }
    }
    kinds
}

/// Whether an arrow, or several in a row, lead from one crate to another.
fn leads(from: &str, to: &str) -> bool {
    let direct = ARROWS.iter().find(|(of, _)| *of == from);
    let direct = direct.map_or(&[][..], |(_, below)| *below);
    direct.iter().any(|next| *next == to || leads(next, to))
}

#[test]
fn crates_lean_only_on_those_below_them() {
    let mut extra = Vec::new();
    for folder in crates() {
        let of = name(&folder);
        assert!(
            ARROWS.iter().any(|(known, _)| *known == of),
            "`{of}` is in no arrow"
        );
        for (kind, names) in dependencies(&read(&folder.join("Cargo.toml"))) {
            let ours = names.iter().filter(|name| name.starts_with("interdict"));
            let ours = ours.filter(|name| !leads(&of, name));
            extra.extend(ours.map(|name| format!("{of} -> {name} ({kind})")));
        }
    }
    none(&extra, "arrows that docs/architecture.md does not have");
}

#[test]
fn the_drawing_of_the_arrows_is_the_one_held_to() {
    let page = read(&root().join("docs/architecture.md"));
    let drawn = "cli ─▶ interdict ─▶ report ─▶ experiment ─▶ model ─┬─▶ scenario ─┬─▶ quantity\n\
                 \x20                                                  └─▶ engine ───┘\n";
    assert!(
        page.contains(drawn),
        "the drawing has changed: change `ARROWS` with it"
    );
    assert_eq!(crates().len(), ARROWS.len());
    for (of, _) in ARROWS {
        assert!(
            page.contains(&format!("| `{of}` |")),
            "`{of}` has no row in the table"
        );
    }
}

#[test]
fn nothing_else_enters_the_deterministic_core() {
    let mut extra = Vec::new();
    for (of, allowed) in CORE {
        let manifest = root().join("crates").join(of).join("Cargo.toml");
        let names = dependencies(&read(&manifest))
            .remove("dependencies")
            .unwrap_or_default();
        let others = names.iter().filter(|name| !name.starts_with("interdict"));
        let others = others.filter(|name| !allowed.contains(&name.as_str()));
        extra.extend(others.map(|name| format!("{of} -> {name}")));
    }
    none(&extra, "crates from elsewhere that the core may not use");
}

#[test]
fn dependencies_are_read_in_every_spelling() {
    let text = "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\nb.workspace = true\n# c = \"1\"\n\
                [dependencies.d]\nversion = \"1\"\n[target.'cfg(unix)'.dependencies]\ne = \"1\"\n\
                [dev-dependencies]\nf = { path = \"f\" }\n[features]\ng = []\n";
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::from([
        ("dependencies".to_owned(), set(&["a", "b", "d", "e"])),
        ("dev-dependencies".to_owned(), set(&["f"])),
    ]);
    assert_eq!(dependencies(text), expected);
}

#[test]
fn no_source_file_is_longer_than_four_hundred_lines() {
    let mut long = Vec::new();
    for folder in crates() {
        for file in files_under(&folder.join("src"), "rs") {
            let lines = read(&file).lines().count();
            if lines > LONGEST {
                long.push(format!("{}: {lines} lines", shown(&file)));
            }
        }
    }
    none(&long, "files to be divided");
}

#[test]
fn no_crate_knows_a_theatre_by_name() {
    let mut found = Vec::new();
    for folder in crates() {
        for file in files_under(&folder.join("src"), "rs") {
            let text = read(&file);
            let is_knobs = shown(&file).starts_with("crates/interdict-scenario/src/rules/");
            let mut cites = false;
            for (row, line) in text.lines().enumerate() {
                // A theatre may be named where a rule or a figure says what it was taken from: in the
                // paragraph of sources of a file, and in the source of a knob, the last text of its row.
                cites = line.starts_with("//! Sources:") || cites && line.len() > "//!".len();
                let bound = match line.rfind(", \"") {
                    Some(source) if is_knobs => &line[..source],
                    _ if cites => "",
                    _ => line,
                };
                for word in words(bound) {
                    if THEATRES.contains(&word.as_str()) {
                        found.push(format!("{}:{}: {word}", shown(&file), row + 1));
                    }
                }
            }
        }
    }
    none(&found, "theatres named in the code");
}

/// The words of a line, in small letters.
fn words(line: &str) -> impl Iterator<Item = String> + '_ {
    let words = line.split(|one: char| !one.is_ascii_alphabetic());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
}

#[test]
fn pages_are_a_hundred_columns_wide() {
    let pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|page| root().join(page));
    let docs = files_under(&root().join("docs"), "md");
    // what is written by a program is as wide as its figures
    let written = |path: &std::path::Path| {
        let shown = shown(path);
        shown == "docs/scenario.md" || shown.starts_with("docs/errors/")
    };
    let mut wide = Vec::new();
    for page in pages.into_iter().chain(docs).filter(|page| !written(page)) {
        let mut is_code = false;
        for (row, line) in read(&page).lines().enumerate() {
            let start = line.trim_start();
            is_code ^= start.starts_with("```");
            let is_free =
                is_code || start.starts_with(['|', '>', '!', '#']) || start.starts_with("```");
            // a long word that cannot be divided stands alone on its line
            let is_one_word = start.split_whitespace().count() <= 1;
            if line.chars().count() > WIDEST && !is_free && !is_one_word {
                wide.push(format!("{}:{}", shown(&page), row + 1));
            }
        }
    }
    none(&wide, "lines to be divided");
}

#[test]
fn the_citation_names_the_version_and_the_repository_of_the_manifest() {
    let citation = read(&root().join("CITATION.cff"));
    let manifest = read(&root().join("Cargo.toml"));
    let of = |key: &str| {
        let line = manifest.lines().find_map(|line| line.strip_prefix(key));
        line.expect("it is there")
            .trim_matches([' ', '=', '"'])
            .to_owned()
    };
    let version = of("version");
    assert!(
        citation.contains(&format!("\nversion: {version}\n")),
        "{version}"
    );
    assert!(citation.contains(&of("repository")), "{citation}");
}
