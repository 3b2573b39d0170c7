//! The findings as a page of about a hundred columns.

use std::fmt::Write as _;

use interdict_experiment::Findings;
use interdict_experiment::findings::StoppingMark;
use interdict_experiment::paired::{Against, FEW, Interval, Method, Paired};
use interdict_experiment::simultaneous::Best;

use super::page::WIDTH;
use super::sentence::{answer, coverage, decimals, said, scale, state_of_front};
use super::{differing, noise, where_changed};
use crate::figures::{grouped, shortened};
use crate::layout::{Side, laid};
use crate::summary::{Style, wrapped};

/// Columns of the answer, which is not broken without need.
const ANSWER: usize = 110;

pub(super) fn page(findings: &Findings, style: Style) -> String {
    let bold = |text: &str| style.bold(text);
    let width = style.columns(WIDTH);
    let answer_width = if width < WIDTH { width } else { ANSWER };
    let mut page = String::new();
    for arm in 1..findings.arms.len() {
        for line in wrapped(&answer(findings, arm), answer_width) {
            let _ = writeln!(page, "{}", bold(&line));
        }
        let below = [state_of_front(findings, arm), noise::told(findings, arm)];
        for line in (below.iter().flatten()).flat_map(|text| wrapped(text, width)) {
            let _ = writeln!(page, "{line}");
        }
    }
    if findings.stopping.ending == "interrupted" {
        page.push_str("interrupted: the figures are those of the pairs that were done by then\n");
    }
    if findings.pairs > 0 {
        for comparison in &findings.comparisons {
            table(findings, comparison, width, &bold, &mut page);
        }
        several(findings, &mut page);
        where_changed::paragraph(findings, width, &mut page);
    }
    page.push('\n');
    about(findings, width, &mut page);
    page
}

fn table(
    findings: &Findings,
    comparison: &Against,
    width: usize,
    bold: &dyn Fn(&str) -> String,
    page: &mut String,
) {
    let (base, arm) = (&findings.arms[0].name, &findings.arms[comparison.arm].name);
    let rows = || findings.outcomes.iter().zip(&comparison.outcomes);
    let different = || {
        rows()
            .enumerate()
            .filter(|(_, (_, paired))| !is_equal(paired))
    };
    let interval = format!("{} interval", coverage());
    let head = ["mean A", "mean B", "B - A", &interval, "noise", "VRF"].map(str::to_owned);
    let cells: Vec<[String; 6]> = different()
        .map(|(place, (_, paired))| cells(findings, place, paired))
        .collect();
    let widths = widths([10, 10, 10, 20, 6, 7], std::iter::once(&head).chain(&cells));
    let fitting = Fitting::of(&widths, width);
    let _ = writeln!(
        page,
        "\nA: {base}   B: {arm}\n{}",
        bold(&fitting.line("", "unit", &head, &widths))
    );
    for ((_, (label, _)), cells) in different().zip(&cells) {
        let _ = writeln!(
            page,
            "{}",
            fitting.line(&label.title, label.unit, cells, &widths)
        );
    }
    if let Some(left_out) = fitting.left_out(&head) {
        for line in wrapped(&left_out, width) {
            let _ = writeln!(page, "{line}");
        }
    }
    let equal: Vec<String> = rows()
        .filter(|(_, paired)| is_equal(paired))
        .map(|(label, _)| label.title.clone())
        .collect();
    if !equal.is_empty() {
        let text = format!("Equal in every pair: {}", equal.join("; "));
        for line in wrapped(&text, width) {
            let _ = writeln!(page, "{line}");
        }
    }
    // guns fire or not where they stand: only what all arms have in common can get out of step
    let parted: Vec<String> = rows()
        .filter(|(label, _)| !label.is_of_guns)
        .filter_map(|(label, paired)| {
            let worth = paired
                .variance_reduction
                .filter(|worth| worth.ratio < 1.0)?;
            let sure = if worth.hurts() { "" } else { " (perhaps)" };
            Some(format!("{}{sure}", label.title))
        })
        .collect();
    if !parted.is_empty() {
        let text = format!(
            "The pairing hurts here, it makes these less sure and not more (VRF below 1): {}",
            parted.join("; ")
        );
        for line in wrapped(&text, width) {
            let _ = writeln!(page, "{line}");
        }
    }
}

/// Means, difference, interval, spread under a change of no consequence, worth of the pairing.
fn cells(findings: &Findings, place: usize, paired: &Paired) -> [String; 6] {
    let places = decimals(scale(paired));
    let largest = paired.base_mean.abs().max(paired.arm_mean.abs());
    let of_means = places.min(decimals(largest).max(1));
    let number = |value: f64| grouped(value, places);
    let Interval { low, high } = paired.interval;
    let interval = match paired.method {
        Method::TooFew => "too few pairs".to_owned(),
        Method::Skewed => format!("* {} to {}", number(low), number(high)),
        _ => format!("{} to {}", number(low), number(high)),
    };
    [
        grouped(paired.base_mean, of_means),
        grouped(paired.arm_mean, of_means),
        number(paired.difference),
        interval,
        noise::share(findings, place, paired),
        worth(paired),
    ]
}

/// Which columns of figures a page of some width has room for, and how wide its titles are.
struct Fitting {
    /// Whether each of the six is there.
    kept: [bool; 6],
    title: usize,
}

/// Columns of a title, at the most and at the least, and of a unit.
const TITLE: (usize, usize) = (30, 12);
const UNIT: usize = 9;

/// Columns of figures in the order in which they are left out: the worth of the pairing, noise, both means.
const LEFT_OUT: [usize; 4] = [5, 4, 0, 1];

impl Fitting {
    fn of(widths: &[usize; 6], width: usize) -> Self {
        let mut kept = [true; 6];
        let used = |kept: &[bool; 6]| -> usize {
            let columns = widths.iter().zip(kept).filter(|(_, kept)| **kept);
            UNIT + columns.map(|(width, _)| width).sum::<usize>()
        };
        if width < WIDTH {
            for column in LEFT_OUT {
                if used(&kept) + TITLE.1 > width {
                    kept[column] = false;
                }
            }
        }
        let title = match width {
            WIDTH.. => TITLE.0,
            _ => width.saturating_sub(used(&kept)).clamp(TITLE.1, TITLE.0),
        };
        Self { kept, title }
    }

    fn line(&self, title: &str, unit: &str, cells: &[String; 6], widths: &[usize; 6]) -> String {
        let title = shortened(title, self.title - 1);
        let mut line = format!("{title:<0$}{unit:<UNIT$}", self.title);
        for ((cell, &width), _) in (cells.iter().zip(widths))
            .zip(self.kept)
            .filter(|(_, kept)| *kept)
        {
            let _ = write!(line, "{cell:>width$}");
        }
        line
    }

    fn left_out(&self, head: &[String; 6]) -> Option<String> {
        let names = head.iter().zip(self.kept).filter(|(_, kept)| !kept);
        let names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
        (!names.is_empty()).then(|| {
            format!(
                "without room here: {}; a terminal of {WIDTH} columns shows all",
                names.join(", ")
            )
        })
    }
}

/// Columns are as wide as at least said, and as the longest of their cells with a space before it.
pub(super) fn widths<'a, const N: usize>(
    least: [usize; N],
    rows: impl Iterator<Item = &'a [String; N]>,
) -> [usize; N] {
    rows.fold(least, |widths, cells| {
        std::array::from_fn(|column| widths[column].max(cells[column].chars().count() + 1))
    })
}

fn is_equal(paired: &Paired) -> bool {
    paired.equal == paired.pairs
}

fn worth(paired: &Paired) -> String {
    paired.variance_reduction.map_or_else(
        || "-".to_owned(),
        |worth| grouped(worth.ratio, usize::from(worth.ratio < 100.0)),
    )
}

/// All pairs of arms by the watched outcome, and which to take.
fn several(findings: &Findings, page: &mut String) {
    let Some(all) = findings.all_pairs.get(findings.watched) else {
        return;
    };
    let label = &findings.outcomes[findings.watched];
    let unit = said(label.unit);
    let _ = writeln!(
        page,
        "\nAll pairs of arms, {} ({unit}); the intervals hold together with {}",
        label.title,
        coverage()
    );
    let name = |arm: usize| &*findings.arms[arm].name;
    let rows = all.contrasts.iter().map(|pair| {
        let half = pair.interval.half_width();
        let places = decimals(if half > 0.0 { half } else { pair.difference });
        let [low, high] = [pair.interval.low, pair.interval.high].map(|end| grouped(end, places));
        vec![
            format!("{} less {}", name(pair.to), name(pair.from)),
            grouped(pair.difference, places),
            format!("{low} to {high}"),
        ]
    });
    let columns = [(Side::Left, 52), (Side::Right, 10), (Side::Right, 24)];
    for line in laid(&rows.collect::<Vec<_>>(), &columns) {
        let _ = writeln!(page, "{line}");
    }
    if let Some(selection) = findings.selection {
        let best = match selection.best {
            Best::Most => "most",
            Best::Least => "least",
        };
        let zone = grouped(selection.zone, decimals(selection.zone));
        let assured = if selection.is_assured {
            format!(
                "no other arm is better by more than {zone} {unit}, at {}",
                coverage()
            )
        } else {
            format!("another arm may be better by more than {zone} {unit}")
        };
        let _ = writeln!(
            page,
            "{} has the {best}; {assured}; it is best or within that of the best in {:.1} % of resamples",
            name(selection.arm),
            100.0 * selection.share
        );
    }
}

fn about(findings: &Findings, width: usize, page: &mut String) {
    let pairs = format!(
        "{} pairs under seed {}, {} to {} ({} days); {}",
        findings.pairs,
        findings.seed,
        findings.first_day,
        findings.last_day,
        findings.window.days(),
        stopping(
            &findings.stopping,
            &said(findings.outcomes[findings.watched].unit)
        ),
    );
    let pairs = match width {
        WIDTH.. => vec![pairs],
        _ => wrapped(&pairs, width),
    };
    for line in pairs {
        let _ = writeln!(page, "{line}");
    }
    independent(findings, page);
    let vrf = "VRF: variance of independent differences over that of paired ones, about the independent pairs that one \
               pair replaces.";
    let before = (1..findings.arms.len()).filter_map(|arm| noise::days_before(findings, arm));
    let said = (noise::legend(findings).into_iter())
        .chain([vrf.to_owned()])
        .chain(before);
    for line in said.flat_map(|text| wrapped(&text, width)) {
        let _ = writeln!(page, "{line}");
    }
    let has = |method: Method| {
        let mut all = findings.comparisons.iter().flat_map(|one| &one.outcomes);
        all.any(|paired| paired.method == method)
    };
    if has(Method::Skewed) {
        page.push_str(
            "*: the differences are skewed, and the interval is bent by their skewness.\n",
        );
    }
    if has(Method::Few) || has(Method::TooFew) {
        let _ = writeln!(
            page,
            "Fewer than {FEW} pairs: intervals are Student's, which so few cannot check, and differences that are all\n\
             the same are no certainty."
        );
    }
    arms(findings, page);
    for broken in &findings.broken {
        let _ = writeln!(
            page,
            "left out: replication {} of {}: {}",
            broken.replication, broken.arm, broken.law
        );
    }
}

/// How many independent seeds would say as much.
fn independent(findings: &Findings, page: &mut String) {
    let watched = &findings.outcomes[findings.watched];
    for comparison in &findings.comparisons {
        let needed = comparison.outcomes[findings.watched].independent_pairs;
        if let Some(needed) = needed {
            let _ = writeln!(
                page,
                "{}, {}: independent seeds would need about {} pairs for an interval of this width",
                findings.arms[comparison.arm].name,
                watched.title,
                grouped(needed, 0),
            );
        }
    }
}

/// Why each arm was made, and in what it differs from the base.
fn arms(findings: &Findings, page: &mut String) {
    for arm in &findings.arms[1..] {
        if let Some(because) = arm.because.as_ref().filter(|because| !because.is_empty()) {
            let _ = writeln!(page, "{}: {because}", arm.name);
        }
        let _ = writeln!(
            page,
            "{} differs from {} in {}",
            arm.name,
            findings.arms[0].name,
            if arm.differences.is_empty() {
                "nothing"
            } else {
                "this:"
            }
        );
        for line in differing::lines(&arm.differences) {
            let _ = writeln!(page, "  {line}");
        }
    }
}

fn stopping(mark: &StoppingMark, unit: &str) -> String {
    let looks = |half: f64| {
        let looked = mark.looked.len();
        let looks = if looked == 1 { "look" } else { "looks" };
        let half = grouped(half, decimals(half));
        format!("half-width {half} {unit} asked for, {looked} {looks}")
    };
    match (mark.half_width, mark.ending) {
        (Some(half), "half_width_reached") => format!("{}: reached", looks(half)),
        (Some(half), "out_of_pairs") => format!("{}: not reached", looks(half)),
        (_, "interrupted") => "interrupted".to_owned(),
        _ => "as many as were asked for".to_owned(),
    }
}
