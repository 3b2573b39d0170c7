//! Why an arm differs, by the ways in which guns or fighters act.

use std::fmt::Write as _;

use interdict_experiment::Findings;
use interdict_experiment::why::mechanism::{NotApart, Shares};
use interdict_experiment::why::{OfArm, Told};

use crate::comparison::page::{paragraph, signed};
use crate::comparison::sentence::{decimals, said};
use crate::figures::{grouped, shortened};
use crate::layout::{Side, laid};

/// The channel, its share, the interval of it, what it does alone and as the last.
const COLUMNS: [(Side, usize); 5] = [
    (Side::Left, 30),
    (Side::Right, 12),
    (Side::Right, 22),
    (Side::Right, 12),
    (Side::Right, 12),
];

/// The shares of the watched outcome, first in a sentence.
pub(super) fn write(of_arm: &OfArm, findings: &Findings, page: &mut String) {
    let label = &findings.outcomes[findings.watched];
    let shares = match &of_arm.channels {
        Ok(shares) => shares.iter().find(|shares| shares.outcome == label.name),
        Err(NotApart::Same) => {
            return paragraph(
                "It has the guns and the fighters of the base: the channels by which they act have no part in the difference.",
                page,
            );
        }
        Err(NotApart::OtherThings) => {
            return paragraph(
                "It differs in more than guns, or more than fighters: the effect is not taken apart by channels.",
                page,
            );
        }
    };
    let Some(shares) = shares else { return };
    paragraph(&sentence(shares, &said(label.unit)), page);
    let count = match shares.channels.len() {
        4 => "four".to_owned(),
        6 => "six".to_owned(),
        count => count.to_string(),
    };
    let what = format!("{}, {}", shortened(&label.title, 22), label.unit);
    let all = format!("95 % of all {count}");
    let head = [&*what, "share", &all, "alone", "if last"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let places = decimals(shares.whole.mean);
    let number = |value: f64| grouped(value, places);
    let interval = |told: &Told| format!("{} to {}", number(told.low), number(told.high));
    rows.extend(shares.channels.iter().map(|share| {
        vec![
            share.channel.to_string(),
            number(share.share.mean),
            interval(&share.share),
            number(share.alone.mean),
            number(share.last.mean),
        ]
    }));
    let whole = &shares.whole;
    let all = [
        "all together".to_owned(),
        number(whole.mean),
        interval(whole),
    ];
    rows.push(all.to_vec());
    page.push('\n');
    for line in laid(&rows, &COLUMNS) {
        let _ = writeln!(page, "{line}");
    }
    let text = format!(
        "share: what a channel adds, averaged over all orders in which channels may join (Shapley); the {count} intervals hold \
         together with 95 %. alone: without the others. if last: what is lost when it alone is taken away. Where these \
         differ, channels interact.",
    );
    paragraph(&text, page);
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
