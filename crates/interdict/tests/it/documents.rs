//! Links lead somewhere, scenario folders are whole, and the account of the model is complete.

use std::path::PathBuf;

use interdict::scenario::Rules;
use interdict::scenario::rules::Knob;

use crate::processes::processes;
use crate::repository::{entries, files_under, none, read, root, scenarios, shown};

/// Pages for readers, where they are there already.
fn pages() -> Vec<PathBuf> {
    let root = root();
    let mut pages = files_under(&root.join("docs"), "md");
    pages.extend(files_under(&root.join("scenarios"), "md"));
    pages.extend(
        entries(&root)
            .into_iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == "md")),
    );
    pages
}

/// The text of a page without its blocks and pieces of code.
fn prose(text: &str) -> String {
    let mut prose = String::new();
    let mut is_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            prose.extend(line.split('`').step_by(2));
            prose.push('\n');
        }
    }
    prose
}

#[test]
fn links_lead_to_files_that_are_there() {
    let mut dead = Vec::new();
    let mut live = 0;
    for page in pages() {
        let prose = prose(&read(&page));
        for piece in prose.split("](").skip(1) {
            let target = piece.split([')', ' ', '#']).next().unwrap_or("");
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            if page.parent().expect("a folder").join(target).exists() {
                live += 1;
            } else {
                dead.push(format!("{}: {target}", shown(&page)));
            }
        }
    }
    none(&dead, "links that lead nowhere");
    assert!(live > 40, "links are found as they are written: {live}");
}

#[test]
fn every_scenario_has_its_story_its_file_and_its_golden() {
    let mut missing = Vec::new();
    for folder in scenarios() {
        for file in ["README.md", "scenario.ron", "golden.ron"] {
            if !folder.join(file).is_file() {
                missing.push(format!("{}/{file}", shown(&folder)));
            }
        }
    }
    none(&missing, "files that a scenario lacks");
    assert!(scenarios().len() >= 3, "scenarios are where they were");
}

#[test]
fn the_account_of_the_model_tells_of_every_process() {
    let page = root().join("docs/model.md");
    if page.is_file() {
        let text = read(&page);
        let told = |short: &str| text.contains(short.trim_end_matches(".rs"));
        let untold = processes().into_iter().map(|(short, _)| short);
        let untold: Vec<String> = untold.filter(|short| !told(short)).collect();
        none(&untold, "processes that docs/model.md does not name");
    }
}

#[test]
fn knobs_named_in_pages_are_there() {
    let knobs: Vec<String> = Rules::knobs().iter().map(Knob::path).collect();
    let mut unknown = Vec::new();
    let mut known = 0;
    for page in pages() {
        let text = read(&page);
        for line in text.lines() {
            for piece in line.split('`').skip(1).step_by(2) {
                let Some(path) = knob_path(piece, &knobs) else {
                    continue;
                };
                if knobs.iter().any(|knob| knob == path) {
                    known += 1;
                } else {
                    unknown.push(format!("{}: `{path}`", shown(&page)));
                }
            }
        }
    }
    none(&unknown, "knobs that are not there");
    assert!(known > 0, "knobs are found as they are written");
}

/// The piece as the path of a knob, where it has the form of one: a group that there is, and a name.
fn knob_path<'a>(piece: &'a str, knobs: &[String]) -> Option<&'a str> {
    let path = piece.strip_prefix("rules.");
    let is_rule = path.is_some();
    let path = path.unwrap_or(piece);
    let (group, name) = path.split_once('.')?;
    let is_word = |word: &str| {
        let plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
        !word.is_empty() && word.chars().all(plain)
    };
    let is_group = knobs.iter().any(|knob| {
        knob.split_once('.')
            .is_some_and(|(other, _)| other == group)
    });
    let is_file = ["rs", "md", "csv", "ron"].contains(&name);
    // `group.knob` stands for any of them.
    let is_any = path == "group.knob";
    (is_word(group) && is_word(name) && !is_any && !is_file && (is_group || is_rule))
        .then_some(path)
}
