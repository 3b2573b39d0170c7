//! Why an arm differs, by the ways in which guns or fighters act.

use std::fmt::Write as _;

use interdict_experiment::Findings;
use interdict_experiment::why::mechanism::{NotApart, Shares};
use interdict_experiment::why::{OfArm, Told};

use super::{put, signed};
use crate::comparison::sentence::{decimals, said};
use crate::figures::{grouped, shortened};

/// The shares of the watched outcome, first in a sentence.
pub(super) fn write(of_arm: &OfArm, findings: &Findings, page: &mut String) {
    let label = &findings.outcomes[findings.watched];
    let shares = match &of_arm.channels {
        Ok(shares) => shares.iter().find(|shares| shares.outcome == label.name),
        Err(NotApart::Same) => {
            return put(
                page,
                "It has the guns and the fighters of the base: the channels by which they act have no part in the difference.",
            );
        }
        Err(NotApart::OtherThings) => {
            return put(
                page,
                "It differs in more than guns, or more than fighters: the effect is not taken apart by channels.",
            );
        }
    };
    let Some(shares) = shares else { return };
    put(page, &sentence(shares, &said(label.unit)));
    let count = match shares.channels.len() {
        4 => "four".to_owned(),
        6 => "six".to_owned(),
        count => count.to_string(),
    };
    let _ = writeln!(
        page,
        "\n{:<30}{:>12}{:>22}{:>12}{:>12}",
        format!("{}, {}", shortened(&label.title, 22), label.unit),
        "share",
        format!("95 % of all {count}"),
        "alone",
        "if last"
    );
    let places = decimals(shares.whole.mean);
    let number = |value: f64| grouped(value, places);
    let interval = |told: &Told| format!("{} to {}", number(told.low), number(told.high));
    for share in &shares.channels {
        let _ = writeln!(
            page,
            "{:<30}{:>12}{:>22}{:>12}{:>12}",
            share.channel,
            number(share.share.mean),
            interval(&share.share),
            number(share.alone.mean),
            number(share.last.mean)
        );
    }
    let _ = writeln!(
        page,
        "{:<30}{:>12}{:>22}",
        "all together",
        number(shares.whole.mean),
        interval(&shares.whole)
    );
    let text = format!(
        "share: what a channel adds, averaged over all orders in which channels may join (Shapley); the {count} intervals hold \
         together with 95 %. alone: without the others. if last: what is lost when it alone is taken away. Where these \
         differ, channels interact.",
    );
    put(page, &text);
}

fn sentence(shares: &Shares, unit: &str) -> String {
    let mut told: Vec<&_> = shares
        .channels
        .iter()
        .filter(|share| share.share.is_told())
        .collect();
    told.sort_by(|one, other| other.share.mean.abs().total_cmp(&one.share.mean.abs()));
    let whole = &shares.whole;
    let places = decimals(whole.mean);
    if told.is_empty() {
        return format!(
            "No channel of the {} has an effect that can be told from chance; together they make {} {unit}.",
            shares.of.name(),
            grouped(whole.mean, places)
        );
    }
    let parts: Vec<String> = (told.iter())
        .map(|share| format!("{} {}", share.channel, signed(share.share.mean, places)))
        .collect();
    let others = if told.len() == shares.channels.len() {
        ""
    } else {
        " The other channels cannot be told from nothing."
    };
    format!(
        "Of {} {unit}: {}.{others}",
        signed(whole.mean, places),
        parts.join(", ")
    )
}
