//! What requests are worth, as a page, a table and JSON.

use std::fmt::Write as _;

use interdict_experiment::why::Told;
use interdict_experiment::worth::{OfOutcome, Worth};

use crate::catalogue::files::{WORTH, heads};
use crate::figures::{counted, grouped};
use crate::layout::{Side, laid};
use crate::summary::{Style, wrapped};

/// Columns of the page.
const WIDTH: usize = 100;

/// Units and cities that are named of a request.
const NAMED: usize = 3;

/// Version of the form of the JSON.
const SCHEMA_VERSION: u32 = 1;

/// The page: the outcome that is told first, request by request, and what each moved.
pub fn page(worth: &Worth, style: Style) -> String {
    let told = worth.watched();
    let width = style.columns(WIDTH);
    let mut page = format!("{}\n\n", style.bold(&worth.title));
    for line in wrapped(&answer(worth), width) {
        let _ = writeln!(page, "{line}");
    }
    let heads = ["", "alone", "last", "in company", "95 % together"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for ([id, name], part) in worth.of.iter().zip(&told.requests) {
        rows.push(vec![
            id.clone(),
            signed(part.alone.mean),
            signed(part.last.mean),
            signed(part.share.mean),
            interval(part.share),
            format!("  {name}"),
        ]);
    }
    let mut columns = vec![(Side::Left, 12)];
    columns.extend([(Side::Right, 10); 3]);
    columns.push((Side::Right, 18));
    page.push('\n');
    for line in laid(&rows, &columns) {
        let _ = writeln!(page, "{line}");
    }
    page.push('\n');
    for place in 0..worth.of.len() {
        for line in wrapped(&moved(worth, place), width) {
            let _ = writeln!(page, "{line}");
        }
    }
    page.push('\n');
    let note = "Alone: granted by itself. Last: what is lost when it alone is refused. In company: what it adds when it \
                joins those before it, the mean of all orders (Shapley); these add up to the whole. Where the three differ, \
                requests act on each other. All of it is inside the model.";
    for line in wrapped(note, width) {
        let _ = writeln!(page, "{line}");
    }
    page
}

/// The answer in one sentence.
fn answer(worth: &Worth) -> String {
    let told = worth.watched();
    format!(
        "{}: {} {} with none of {}, {} with all ({}); {} replications of {} combinations under seed {}.",
        told.title,
        figure(told.without),
        told.unit,
        counted(worth.of.len() as i64, "request"),
        signed(told.whole.mean),
        interval(told.whole),
        worth.pairs,
        1_usize << worth.of.len(),
        worth.seed
    )
}

/// What a request moved: units, cities, and which bottleneck.
fn moved(worth: &Worth, request: usize) -> String {
    let id = &worth.of[request][0];
    let points = |begins: &str| -> Vec<String> {
        let moved = worth.moved(request, begins);
        let named = moved.iter().take(NAMED).map(|(outcome, share)| {
            let name = outcome.name.split('.').nth(1).unwrap_or_default();
            format!("{name} {} points", signed(share.mean))
        });
        named.collect()
    };
    let mut parts = Vec::new();
    let [formed, ready, cover] = ["formed.", "ready.", "cover."].map(points);
    for (what, moved) in [("formed in time", formed), ("ready in time", ready)] {
        if !moved.is_empty() {
            parts.push(format!("{what}: {}", moved.join(", ")));
        }
    }
    if let Some(bottleneck) = bottleneck(worth, request) {
        parts.push(bottleneck);
    }
    if !cover.is_empty() {
        parts.push(format!("cover: {}", cover.join(", ")));
    }
    if parts.is_empty() {
        return format!("{id} moves no unit, no bottleneck and no cover for sure.");
    }
    format!("{id}: {}.", parts.join("; "))
}

/// Which bottleneck a request moved: the means that bind on the fewest days more, and on the most days more.
fn bottleneck(worth: &Worth, request: usize) -> Option<String> {
    let moved = worth.moved(request, "bound_by_");
    let name = |outcome: &OfOutcome| outcome.name.trim_start_matches("bound_by_").to_owned();
    let less = moved.iter().find(|(_, share)| share.mean < 0.0);
    let more = moved.iter().find(|(_, share)| share.mean > 0.0);
    let tell = |found: Option<&(&OfOutcome, Told)>, than: &str| {
        found.map(|(outcome, share)| {
            let days = grouped(share.mean.abs(), 0);
            format!("{} bind on {days} days of academies {than}", name(outcome))
        })
    };
    let told: Vec<String> = [tell(less, "fewer"), tell(more, "more")]
        .into_iter()
        .flatten()
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// A number with as many decimals as its size asks for.
fn figure(value: f64) -> String {
    grouped(value, if value.abs() >= 100.0 { 0 } else { 2 })
}

fn signed(value: f64) -> String {
    let told = figure(value.abs());
    let is_nothing = told.bytes().all(|byte| byte == b'0' || byte == b'.');
    match (is_nothing, value < 0.0) {
        (true, _) => told,
        (false, true) => format!("-{told}"),
        (false, false) => format!("+{told}"),
    }
}

fn interval(told: Told) -> String {
    format!("{} to {}", signed(told.low), signed(told.high))
}

/// Every outcome, request by request.
///
/// # Panics
/// Never: plain data can be written.
pub fn json(worth: &Worth) -> String {
    let mut page = serde_json::to_value(worth).expect("plain data");
    page["schema_version"] = SCHEMA_VERSION.into();
    format!("{page:#}\n")
}

/// Every outcome and request, one a row.
pub fn table(worth: &Worth) -> String {
    let mut table = heads(WORTH).collect::<Vec<_>>().join(",") + "\n";
    for outcome in &worth.outcomes {
        for ([id, _], part) in worth.of.iter().zip(&outcome.requests) {
            let kinds = [
                ("alone", part.alone),
                ("last", part.last),
                ("company", part.share),
            ];
            for (kind, told) in kinds {
                let (name, unit) = (&outcome.name, outcome.unit);
                let Told {
                    mean, low, high, ..
                } = told;
                let _ = writeln!(table, "{name},{unit},{id},{kind},{mean:?},{low:?},{high:?}");
            }
        }
    }
    table
}
