//! Which file of a crate leans on which: read from the paths in its text, by name of module.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::repository::{files_under, read};

/// Files of a crate by module (`rail::block`), each with the modules that it names. What stands under `#[cfg(test)]`
/// does not count, nor does a module that only declares another, or exports names of it that it does not use itself.
pub(crate) fn arrows(source: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let (mut texts, mut tests) = (BTreeMap::new(), BTreeSet::new());
    for file in files_under(source, "rs") {
        let short = file.strip_prefix(source).expect("a file of the folder");
        let short = short.with_extension("");
        let module = short.to_string_lossy().replace(['/', '\\'], "::");
        let is_root = module == "lib" || module == "main";
        let module = if is_root { String::new() } else { module };
        let text = read(&file);
        tests.extend(tests_of(&module, &text));
        texts.insert(module, code(&text));
    }
    texts.retain(|module, _| !tests.contains(module));
    let exports = exports(&texts);
    let find = |path: &[String]| resolve(path, &texts, &exports);
    (texts.iter())
        .map(|(module, text)| {
            let named = paths(module, text).into_iter();
            let named = named
                .filter(|path| !path.exported || uses(text, path.of.last()))
                .map(|path| find(&path.of));
            (
                module.clone(),
                named.filter(|other| other != module).collect(),
            )
        })
        .collect()
}

/// Circles: sets of files, each of which leans on all others of its set, in order of name.
pub(crate) fn circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> = arrows
        .keys()
        .map(|from| {
            let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
            while let Some(at) = next.pop() {
                for to in arrows.get(at).into_iter().flatten() {
                    if reached.insert(to) {
                        next.push(to);
                    }
                }
            }
            (from, reached)
        })
        .collect();
    let mut circles = BTreeSet::new();
    for (from, others) in &reached {
        let back = others
            .iter()
            .filter(|other| reached.get(*other).is_some_and(|back| back.contains(from)));
        let circle: Vec<String> = back.map(|&other| other.clone()).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

/// Modules that a file declares for tests alone.
fn tests_of(module: &str, text: &str) -> Vec<String> {
    let after = text.split("#[cfg(test)]\nmod ").skip(1);
    let names = after.filter_map(|rest| rest.split_once(';'));
    let names =
        names.filter(|(name, _)| name.chars().all(|one| one.is_alphanumeric() || one == '_'));
    names
        .map(|(name, _)| match module {
            "" => name.to_owned(),
            _ => format!("{module}::{name}"),
        })
        .collect()
}

/// A path that a file names.
struct Named {
    /// From the root of the crate.
    of: Vec<String>,
    /// It stands in a `pub use`.
    exported: bool,
}

/// What public names stand for: the module that exports a name, and the name.
fn exports(texts: &BTreeMap<String, String>) -> BTreeMap<(String, String), Vec<String>> {
    let mut exports = BTreeMap::new();
    for (module, text) in texts {
        for path in paths(module, text).into_iter().filter(|path| path.exported) {
            match path.of.split_last() {
                Some((last, child)) if last == "*" => {
                    let text = texts.get(&child.join("::")).map_or("", String::as_str);
                    for name in declared(text) {
                        let place = [child, &[name.to_owned()]].concat();
                        exports.insert((module.clone(), name.to_owned()), place);
                    }
                }
                Some((name, _)) => {
                    exports.insert((module.clone(), name.clone()), path.of);
                }
                None => {}
            }
        }
    }
    exports
}

/// Names of items that a text declares: behind their keyword, or at the head of a block of a macro.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    const KEYWORDS: [&str; 7] = ["struct", "enum", "fn", "const", "type", "trait", "static"];
    text.lines().filter_map(|line| {
        let is_head = line.starts_with("    ") && !line.starts_with("     ");
        let mut words = line.split(|one: char| !(one.is_alphanumeric() || one == '_'));
        let first = words.by_ref().find(|word| !word.is_empty())?;
        if is_head && first.starts_with(char::is_uppercase) {
            return Some(first);
        }
        let is_keyword = |word: &str| KEYWORDS.contains(&word);
        let mut all = std::iter::once(first)
            .chain(words)
            .filter(|word| !word.is_empty());
        all.find(|&word| is_keyword(word))?;
        all.find(|&word| !is_keyword(word))
    })
}

/// The file in which what a path names is found.
fn resolve(
    path: &[String],
    texts: &BTreeMap<String, String>,
    exports: &BTreeMap<(String, String), Vec<String>>,
) -> String {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let length = (0..=path.len()).rev();
        let mut modules = length.map(|length| (path[..length].join("::"), length));
        let Some((module, length)) = modules.find(|(module, _)| texts.contains_key(module)) else {
            break;
        };
        let name = path.get(length).cloned().unwrap_or_default();
        // A macro is exported from the file that holds it.
        let holder = path.get(..=length).unwrap_or(&path).to_vec();
        match exports.get(&(module.clone(), name)) {
            Some(exported) if *exported != holder => {
                path = [exported, &path[length + 1..]].concat();
            }
            _ => return module,
        }
    }
    String::new()
}

/// Every path of a text that begins in the crate.
fn paths(module: &str, text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let own: Vec<String> = module
        .split("::")
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    for word in ["crate", "super", "self"] {
        for (at, _) in text.match_indices(&format!("{word}::")) {
            let before = text[..at].chars().next_back();
            let is_part = before
                .is_some_and(|one| one.is_alphanumeric() || one == '_' || one == ':' || one == '$');
            if is_part || text[..at].ends_with("pub(in ") {
                continue;
            }
            let mut base = if word == "crate" {
                Vec::new()
            } else {
                own.clone()
            };
            let mut rest = &text[at..];
            if word == "super" {
                while let Some(after) = rest.strip_prefix("super::") {
                    (rest, _) = (after, base.pop());
                }
            } else {
                rest = &rest[word.len() + 2..];
            }
            let exported = is_exported(&text[..at]);
            let mut names = Vec::new();
            let mut place = 0;
            expand(rest, &mut place, &base, &mut names);
            found.extend(names.into_iter().map(|of| Named { of, exported }));
        }
    }
    // `child::name` in the file that declares the child, in a use or in the midst of the code
    for child in children(text) {
        for (at, _) in text.match_indices(&format!("{child}::")) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|one| one.is_alphanumeric() || one == '_' || one == ':') {
                continue;
            }
            let mut names = Vec::new();
            expand(&text[at..], &mut 0, &own, &mut names);
            let exported = is_exported(&text[..at]);
            found.extend(names.into_iter().map(|of| Named { of, exported }));
        }
    }
    found
}

/// A file itself uses a name that it exports.
fn uses(text: &str, name: Option<&String>) -> bool {
    let Some(name) = name else { return false };
    let is_word = |one: Option<char>| one.is_some_and(|one| one.is_alphanumeric() || one == '_');
    (text.match_indices(name.as_str())).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let is_whole = !is_word(before.chars().next_back()) && !is_word(after.chars().next());
        let statement = before.rfind(';').map_or(before, |end| &before[end + 1..]);
        let statement = statement.trim_start();
        let is_export = statement.starts_with("pub") && statement.contains("use ");
        is_whole && !is_export && !before.ends_with('.')
    })
}

/// Modules that a file declares.
fn children(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("mod ").skip(1);
    let names = after.filter_map(|rest| rest.split_once(';'));
    names
        .map(|(name, _)| name)
        .filter(|name| name.chars().all(|one| one.is_alphanumeric() || one == '_'))
}

/// What stands before a path makes it a `pub use`.
fn is_exported(before: &str) -> bool {
    let statement = before
        .rfind([';', '}'])
        .map_or(before, |end| &before[end + 1..]);
    let statement = statement.trim_start();
    statement.starts_with("pub") && statement.trim_end().ends_with("use")
}

/// The paths that a use tree stands for, from `place` on.
fn expand(text: &str, place: &mut usize, base: &[String], found: &mut Vec<Vec<String>>) {
    let mut path = base.to_vec();
    loop {
        skip_blanks(text, place);
        let rest = &text[*place..];
        if rest.starts_with('{') {
            *place += 1;
            loop {
                skip_blanks(text, place);
                match text[*place..].chars().next() {
                    Some(',') => *place += 1,
                    Some('}') | None => break,
                    Some(_) => {
                        let before = *place;
                        expand(text, place, &path, found);
                        if *place == before {
                            return;
                        }
                    }
                }
            }
            *place += 1;
            return;
        }
        let name: String = rest
            .chars()
            .take_while(|one| one.is_alphanumeric() || *one == '_')
            .collect();
        if name.is_empty() {
            if rest.starts_with('*') {
                *place += 1;
                path.push("*".to_owned());
            }
            break;
        }
        *place += name.len();
        if name != "self" {
            path.push(name);
        }
        if !text[*place..].starts_with("::") {
            break;
        }
        *place += 2;
    }
    if let Some(rest) = text[*place..].strip_prefix(" as ") {
        let name = rest
            .chars()
            .take_while(|one| one.is_alphanumeric() || *one == '_')
            .count();
        *place += 4 + name;
    }
    found.push(path);
}

fn skip_blanks(text: &str, place: &mut usize) {
    *place += text[*place..].len() - text[*place..].trim_start().len();
}

/// A text without comments, words in quotes, and what is compiled for tests alone.
fn code(text: &str) -> String {
    let mut kept = String::new();
    let mut depth_of_test: Option<(usize, bool)> = None;
    for line in text.lines() {
        let line = bare(line);
        if line.trim() == "#[cfg(test)]" {
            depth_of_test = Some((0, false));
            continue;
        }
        if let Some((depth, entered)) = &mut depth_of_test {
            *depth += line.matches('{').count();
            *entered |= line.contains('{') || line.trim_end().ends_with(';');
            *depth = depth.saturating_sub(line.matches('}').count());
            if *entered && *depth == 0 {
                depth_of_test = None;
            }
            continue;
        }
        kept.push_str(&line);
        kept.push('\n');
    }
    kept
}

/// A line without its comment and without what stands in quotes.
fn bare(line: &str) -> String {
    let mut out = String::new();
    let (mut is_quoted, mut before) = (false, ' ');
    let mut rest = line.chars().peekable();
    while let Some(one) = rest.next() {
        match one {
            '"' if before != '\\' && before != '\'' => is_quoted = !is_quoted,
            '/' if !is_quoted && rest.peek() == Some(&'/') => break,
            _ if is_quoted => {}
            _ => out.push(one),
        }
        before = if before == '\\' { ' ' } else { one };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_in_every_spelling() {
        let text = "use crate::a::{b::{C, d}, self};\nmod e;\npub use e::F;\nfn g() { super::h::i(crate::J) }\n\
                    // crate::not\nlet text = \"crate::neither\";\n#[cfg(test)]\nmod tests {\n use crate::nor;\n}\n";
        let mut found: Vec<String> = paths("x::y", &code(text))
            .iter()
            .map(|path| path.of.join("::"))
            .collect();
        found.sort();
        let expected = ["J", "a", "a::b::C", "a::b::d", "x::h::i", "x::y::e::F"];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_child_is_named_where_it_is_called_and_an_export_where_it_is_used() {
        let text = code("mod a;\nmod b;\npub use b::{Used, Shown};\nfn f(_: Used) { a::g() }\n");
        let found = paths("x", &text);
        let named = found.iter().filter(|path| !path.exported);
        let named: Vec<String> = named.map(|path| path.of.join("::")).collect();
        assert_eq!(named, ["x::a::g"]);
        let used = ["Used", "Shown"].map(|name| uses(&text, Some(&name.to_owned())));
        assert_eq!(used, [true, false]);
    }

    #[test]
    fn what_a_file_exports_as_a_whole_is_found_where_it_is_declared() {
        let a = "pub use b::*;\nmod b;\n";
        let b = "table! {\n    /// A road.\n    Road {\n    }\n}\npub const fn of() {}\npub struct Lane;\n";
        let texts = [("", "mod a;"), ("a", a), ("a::b", b), ("c", "")];
        let texts = texts.map(|(module, text)| (module.to_owned(), code(text)));
        let (texts, exports) = (BTreeMap::from(texts.clone()), exports(&texts.into()));
        for name in ["Road", "of", "Lane"] {
            let path = ["a", name].map(str::to_owned);
            assert_eq!(resolve(&path, &texts, &exports), "a::b", "{name}");
        }
        assert_eq!(
            resolve(&["a", "Rail"].map(str::to_owned), &texts, &exports),
            "a"
        );
    }

    #[test]
    fn a_circle_is_found_and_a_line_is_none() {
        let arrows = |pairs: &[(&str, &str)]| {
            let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (from, to) in pairs {
                arrows.entry((*to).to_owned()).or_default();
                arrows
                    .entry((*from).to_owned())
                    .or_default()
                    .insert((*to).to_owned());
            }
            arrows
        };
        assert!(circles(&arrows(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
        let found = circles(&arrows(&[("a", "b"), ("b", "c"), ("c", "b"), ("d", "a")]));
        assert_eq!(found, [["b", "c"]]);
    }
}
