//! From a path to a checked scenario.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::build;
use crate::change::{self, Change};
use crate::codes;
use crate::fault::{Fault, Faults, nearest, quoted};
use crate::reader::cell;
use crate::rows::at;
use crate::scenario::{Head, Scenario};
use crate::shelf::Shelf;
use crate::source::{SourceText, Span};
use crate::tree::{self, Kind, Name, Node};
use crate::written::{Beside, Book, unrepeated};

/// Counterfactuals that may rest on one another.
pub const DEEPEST_BASE: usize = 16;

/// Changes of one counterfactual.
const MOST_CHANGES: usize = 10_000;

/// A scenario that has been read and found sound.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// Why a counterfactual was made; `None` for a scenario.
    pub because: Option<String>,
    /// The file that a counterfactual rests on, as it can be given to [`load`]; `None` for a scenario.
    pub base: Option<PathBuf>,
    /// Warnings; may be empty.
    pub warnings: Faults,
    /// Every text that was read, in the order of reading: what a run has to keep to be repeated.
    pub texts: Vec<SourceText>,
}

/// Reads and checks a scenario: a folder (its `scenario.ron`), a scenario file, or a counterfactual.
/// `sets` are changes of the command line: path and value.
///
/// # Errors
/// Every fault found, at once.
pub fn load(path: &Path, sets: &[(String, String)]) -> Result<Loaded, Faults> {
    let mut faults = Faults::default();
    match Shelf::open(path, &mut faults) {
        Some((mut shelf, entry)) => load_from(&mut shelf, &entry, sets, faults),
        None => Err(faults),
    }
}

/// Reads and checks a scenario from texts in memory, by name; `entry` is the one to begin with.
///
/// # Errors
/// Every fault found, at once.
pub fn load_files(files: BTreeMap<String, String>, entry: &str) -> Result<Loaded, Faults> {
    load_files_with(files, entry, &[])
}

/// As [`load_files`], with changes of the command line.
///
/// # Errors
/// Every fault found, at once.
pub fn load_files_with(
    files: BTreeMap<String, String>,
    entry: &str,
    sets: &[(String, String)],
) -> Result<Loaded, Faults> {
    load_from(&mut Shelf::memory(files), entry, sets, Faults::default())
}

/// What a counterfactual says beside its changes.
struct About {
    base: String,
    because: String,
    title: Option<Node>,
}

fn load_from(
    shelf: &mut Shelf,
    entry: &str,
    sets: &[(String, String)],
    faults: Faults,
) -> Result<Loaded, Faults> {
    let Opened {
        mut book,
        mut faults,
        because,
        base,
    } = open(shelf, entry, faults)?;
    for (path, value) in sets {
        let change = command_line(path, value, &mut faults);
        change::apply(&mut book, change, &mut faults);
    }
    let scenario = build::scenario(&book, &mut faults);
    faults.sort();
    match scenario {
        Some(scenario) => Ok(Loaded {
            scenario,
            because,
            base: base.map(|base| PathBuf::from(shelf.shown(&base))),
            texts: faults.sources.clone().into_texts(),
            warnings: faults,
        }),
        None => Err(faults),
    }
}

/// A scenario as written, before it is built.
pub(crate) struct Opened {
    /// Its tables, with the changes of every counterfactual on the way.
    pub(crate) book: Book,
    /// What was read, and what was found in it so far.
    pub(crate) faults: Faults,
    /// Why a counterfactual was made.
    pub(crate) because: Option<String>,
    /// What a counterfactual rests on, as it names it.
    base: Option<String>,
}

/// Reads a scenario or a counterfactual up to the point where it can be built.
pub(crate) fn open(shelf: &mut Shelf, entry: &str, mut faults: Faults) -> Result<Opened, Faults> {
    let mut abouts = Vec::new();
    let Some(book) = read_chain(shelf, entry, &mut abouts, &mut faults) else {
        faults.sort();
        return Err(faults);
    };
    let about = abouts.into_iter().next();
    let (because, base) = about.map(|about| (about.because, about.base)).unzip();
    Ok(Opened {
        book,
        faults,
        because,
        base,
    })
}

/// A change of the command line, as if it were a file of one line: `path=value`.
pub(crate) fn command_line(path: &str, value: &str, faults: &mut Faults) -> Change {
    let text = format!("{path}={value}");
    let end = text.len();
    let file = faults.sources.add("--set".to_owned(), text);
    let name = Name {
        text: path.trim().into(),
        span: Span::new(file, 0, path.len()),
    };
    Change::Give(
        name,
        Node::text(value, Span::new(file, path.len() + 1, end)),
    )
}

/// The scenario at the root of a chain of counterfactuals, with every change applied.
fn read_chain(
    shelf: &mut Shelf,
    entry: &str,
    abouts: &mut Vec<About>,
    faults: &mut Faults,
) -> Option<Book> {
    let mut name = entry.to_owned();
    let mut named_at = None;
    let mut seen: Vec<String> = Vec::new();
    let mut changes: Vec<Vec<Change>> = Vec::new();
    let mut book = loop {
        if seen.contains(&name) || seen.len() > DEEPEST_BASE {
            let message = if seen.contains(&name) {
                format!("{} rests on itself", quoted(&name))
            } else {
                format!("more than {DEEPEST_BASE} counterfactuals rest on one another")
            };
            let mut fault = Fault::new(codes::BASE_CHAIN, message);
            fault.span = named_at;
            faults.push(fault.expected("a chain of bases that ends in a scenario"));
            return None;
        }
        seen.push(name.clone());
        let file = shelf.read(&name, named_at, faults)?;
        let text = faults.sources.text(file).to_owned();
        let node = tree::read(&text, file, faults)?.document();
        let span = node.span;
        match node.kind {
            Kind::Fields(Some(kind), fields) if &*kind.text == "Scenario" => {
                break Book::read(fields, span, &name, shelf, faults);
            }
            Kind::Fields(Some(kind), fields) if &*kind.text == "Counterfactual" => {
                let mut beside = Beside { by: &name, shelf };
                let (about, base, list) = counterfactual(fields, span, &mut beside, faults)?;
                name.clone_from(&about.base);
                named_at = Some(base);
                abouts.push(about);
                changes.push(list);
            }
            _ => {
                let span = Span {
                    end: span.start + 1,
                    ..span
                };
                let message = "this is neither a scenario nor a counterfactual";
                faults.push(
                    Fault::at(codes::NOT_A_SCENARIO, span, message)
                        .expected("`Scenario( ... )` or `Counterfactual( ... )`"),
                );
                return None;
            }
        }
    };
    for change in changes.into_iter().rev().flatten() {
        change::apply(&mut book, change, faults);
    }
    let title = abouts.iter().find_map(|about| about.title.clone());
    if let Some(title) = title {
        let column = at!(Head, "title").place();
        book.head.cells.retain(|(other, _)| *other != column);
        book.head.cells.push((column, title));
    }
    Some(book)
}

/// The fields of `Counterfactual( ... )`: what it says, where its base is named, its changes.
fn counterfactual(
    fields: Vec<(Name, Node)>,
    span: Span,
    beside: &mut Beside<'_>,
    faults: &mut Faults,
) -> Option<(About, Span, Vec<Change>)> {
    let mut base = None;
    let mut because = String::new();
    let mut title = None;
    let mut changes = Vec::new();
    for (name, node) in unrepeated(fields, faults) {
        match (&*name.text, node.kind) {
            ("base", Kind::Text(text)) => base = Some((text.to_string(), node.span)),
            ("because", Kind::Text(text)) => because = cell::seen(&text, node.span, faults),
            ("title", Kind::Text(text)) => title = Some(Node::text(&text, node.span)),
            ("changes", Kind::List(items)) if items.len() > MOST_CHANGES => {
                let message = format!("there are {} changes", items.len());
                let fault = Fault::at(codes::HOW_MANY, node.span, message);
                faults.push(fault.expected(format!("at most {MOST_CHANGES}")));
            }
            ("changes", Kind::List(items)) => {
                changes = (items.into_iter())
                    .filter_map(|item| change::read(item, beside, faults))
                    .collect();
            }
            (field @ ("base" | "because" | "title" | "changes"), _) => {
                let wanted = if field == "changes" {
                    "a list"
                } else {
                    "a text"
                };
                let message = format!("`{field}` is not {wanted}");
                faults.push(Fault::at(codes::WRONG_TYPE, node.span, message).expected(wanted));
            }
            (other, _) => {
                let known = ["base", "title", "because", "changes"];
                let message = format!("{} is not a field of a counterfactual", quoted(other));
                faults.push(
                    Fault::at(codes::UNKNOWN_FIELD, name.span, message)
                        .expected(format!("one of {}", known.join(", ")))
                        .nearest(nearest(other, known.into_iter())),
                );
            }
        }
    }
    let Some((base, place)) = base else {
        let span = Span {
            end: span.start + 14,
            ..span
        };
        let message = "the counterfactual has no `base`";
        let fault = Fault::at(codes::MISSING, span, message);
        faults.push(fault.expected("`base: \"scenario.ron\"`"));
        return None;
    };
    let base = Shelf::resolved(beside.by, &base, Some(place), faults)?;
    let about = About {
        base,
        because,
        title,
    };
    Some((about, place, changes))
}
