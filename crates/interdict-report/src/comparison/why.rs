//! Why arms differ, as a page: channels, causes, attacks, prices.

mod channels;

use std::fmt::Write as _;

use interdict_experiment::Findings;
use interdict_experiment::why::but_for;
use interdict_experiment::why::ledger::Cause;
use interdict_experiment::why::{Entry, OfArm, Told, Why};
use interdict_scenario::{Domain, Scenario};

use super::page::{WIDTH, paragraph, signed};
use super::sentence::decimals;
use crate::figures::{date_of, grouped, shortened};
use crate::summary::{Style, wrapped};

/// Causes of tons that are shown; files hold all.
const CAUSES: usize = 10;

/// Attacks that are shown.
const ATTACKS: usize = 5;

/// Why the arms differ. `base` gives lines their names and seconds their dates.
pub fn why_page(why: &Why, findings: &Findings, base: &Scenario, style: Style) -> String {
    let bold = |text: &str| style.bold(text);
    let mut page = String::new();
    for of_arm in &why.arms {
        let arm = &findings.arms[of_arm.arm].name;
        let _ = writeln!(
            page,
            "\n{}",
            bold(&format!(
                "Why {arm} differs ({}; all of it inside the model)",
                pairs(why, findings)
            ))
        );
        let has = |domain| findings.domains.has(domain);
        if has(Domain::Defence) || has(Domain::Interception) {
            channels::write(of_arm, findings, &mut page);
        }
        if findings.domains.has(Domain::Supply) {
            causes(of_arm, findings, base, &mut page);
        }
        attacks(of_arm, why, findings, base, &mut page);
    }
    if !why.prices.is_empty() {
        prices(why, findings, &bold, &mut page);
    }
    page
}

/// Which pairs: `20 pairs, 200 to 219, none of them in the estimate`.
fn pairs(why: &Why, findings: &Findings) -> String {
    let (first, last) = (why.first, why.first + why.pairs - 1);
    let run = findings.pairs + findings.broken.len();
    let whose = if (first as usize) < run {
        "that the estimate is made from, too"
    } else {
        "none of them in the estimate"
    };
    format!("{} pairs, {first} to {last}, {whose}", why.pairs)
}

fn has_railway(findings: &Findings) -> bool {
    findings.domains.has(Domain::Railway)
}

fn causes(of_arm: &OfArm, findings: &Findings, base: &Scenario, page: &mut String) {
    let arm = &findings.arms[of_arm.arm].name;
    let _ = writeln!(
        page,
        "\nWhere the tons at {} come from, {arm} less {}, t/day",
        if has_railway(findings) {
            "railheads"
        } else {
            "depots"
        },
        findings.arms[0].name
    );
    let places = decimals(of_arm.delivered.mean).max(1);
    let row = |told: &Told, text: &str, page: &mut String| {
        let numbers = format!("{:>9}", signed(told.mean, places));
        let error = format!("+-{}", grouped(told.error, places));
        let mut lines = wrapped(text, WIDTH - 22).into_iter();
        let first = lines.next().unwrap_or_default();
        let _ = writeln!(page, "{numbers} {error:<9}  {first}");
        for line in lines {
            let _ = writeln!(page, "{:21}{line}", "");
        }
    };
    for entry in of_arm.ledger.iter().take(CAUSES) {
        row(
            &entry.tons_a_day,
            &cause(entry, of_arm.arm, findings, base),
            page,
        );
    }
    let rest: Vec<f64> = of_arm
        .ledger
        .iter()
        .skip(CAUSES)
        .map(|entry| entry.tons_a_day.mean)
        .collect();
    if !rest.is_empty() {
        let sum: f64 = rest.iter().sum();
        let _ = writeln!(
            page,
            "{:>9} {:9}  {} more causes",
            signed(sum, places),
            "",
            rest.len()
        );
    }
    row(
        &of_arm.delivered,
        "all causes: the difference, to the kilogram",
        page,
    );
    let text = format!(
        "+-: standard error. {} are matched by errand (from where, to where, for whom, which of \
         the night); {} t a day that both delivered by other errands of the same night are set off.",
        if has_railway(findings) {
            "Trains and waves of trucks"
        } else {
            "Waves of trucks"
        },
        grouped(of_arm.set_off.mean, 0)
    );
    paragraph(&text, page);
}

fn cause(entry: &Entry, arm: usize, findings: &Findings, base: &Scenario) -> String {
    let lacking = &findings.arms[entry.lacking].name;
    let having = if entry.lacking == 0 { arm } else { 0 };
    let other = &findings.arms[having].name;
    match entry.cause {
        Cause::LineShut(_) => {
            let line = entry.line.as_deref().unwrap_or_default();
            format!(
                "not sent in {lacking}: {} was shut longer than in {other}",
                line_name(line, base)
            )
        }
        Cause::NotSent if !has_railway(findings) => {
            format!("not sent in {lacking}: no trucks, cargo, need or road left")
        }
        Cause::NotSent => {
            format!(
                "not sent in {lacking}, no line shut longer: no engine, cargo, need or path left"
            )
        }
        Cause::Burnt => format!("burnt on the way in {lacking}"),
        Cause::PutOff => {
            format!("sent in {lacking}, but put off on the way before a line that was shut")
        }
        Cause::OtherLoad => format!("delivered in both, with less on board in {lacking}"),
        Cause::OtherDay => format!("delivered in both, outside the days compared in {lacking}"),
    }
}

fn line_name(id: &str, base: &Scenario) -> String {
    let line = base.lines.iter().find(|line| line.id == id);
    line.map_or_else(
        || id.to_owned(),
        |line| {
            let [from, to] = [line.from, line.to].map(|row| &base.stations[row as usize]);
            let called = |station: &interdict_scenario::scenario::Station| {
                if station.name.is_empty() {
                    station.id.clone()
                } else {
                    station.name.clone()
                }
            };
            format!("{} - {}", called(from), called(to))
        },
    )
}

fn attacks(of_arm: &OfArm, why: &Why, findings: &Findings, base: &Scenario, page: &mut String) {
    if of_arm.attacks.is_empty() {
        return;
    }
    let text = format!(
        "But for one attack, in {} of pair {}: tons at railheads that the ledger puts down to it, and tons gained without \
         it in {} days, mean of {} continuations with fresh chance after the attack",
        findings.arms[0].name,
        why.first,
        but_for::DAYS,
        why.continuations
    );
    page.push('\n');
    paragraph(&text, page);
    // those that are told first, then in order of the ledger
    let (told, others): (Vec<_>, Vec<_>) =
        (of_arm.attacks.iter()).partition(|attack| attack.gained_t.is_told());
    let shown = ATTACKS.max(told.len());
    for attack in told.iter().chain(&others).take(shown) {
        let day = (attack.second / interdict_quantity::SECONDS_PER_DAY) as u16;
        let date = date_of(base, day);
        let gained = attack.gained_t;
        let text = format!(
            "{:>7}{:>8} +-{:<6}{:<6} {date} {}",
            grouped(attack.ledger_t, 0),
            signed(gained.mean, 0),
            grouped(gained.error, 0),
            if gained.is_told() { "" } else { "noise" },
            attack.told
        );
        let _ = writeln!(page, "{}", shortened(&text, WIDTH));
    }
    let n = of_arm.attacks.len();
    let each = match told.len() {
        0 => format!(
            "None of the {n} attacks to which the ledger puts down most can be told from noise"
        ),
        told if told == n => format!("All {n} attacks can be told from noise"),
        told => format!(
            "Of the {n} attacks to which the ledger puts down most, {told} can be told from noise"
        ),
    };
    let together = of_arm.attacks_gain.map_or_else(String::new, |gain| {
        let seen = if gain.is_told() {
            ""
        } else {
            ", which is not told from nothing"
        };
        format!(
            "; the mean gain without one of them is {} t (95 % interval {} to {}){seen}",
            signed(gain.mean, 0),
            grouped(gain.low, 0),
            grouped(gain.high, 0)
        )
    });
    let text = format!(
        "{each}{together}. +-: standard error. noise: the interval holds zero; the intervals of all {n} hold together with \
         95 %."
    );
    paragraph(&text, page);
}

fn prices(why: &Why, findings: &Findings, bold: &dyn Fn(&str) -> String, page: &mut String) {
    let Some(label) = findings
        .outcomes
        .iter()
        .find(|label| label.name == why.outcome)
    else {
        return;
    };
    let base = &findings.arms[0].name;
    let head = format!(
        "What bound {base}: {} gained by a little more ({})",
        label.title.to_lowercase(),
        label.unit
    );
    let _ = writeln!(page, "\n{}", bold(&head));
    paragraph(
        &format!(
            "Gains by finite difference; the {} intervals hold together with 95 %.",
            why.prices.len()
        ),
        page,
    );
    let largest = why
        .prices
        .first()
        .map_or(1.0, |price| price.gain.mean.abs().max(0.1));
    let places = decimals(largest);
    for price in &why.prices {
        let gain = format!(
            "{:>8}{:>18}",
            signed(price.gain.mean, places),
            format!(
                "{} to {}",
                grouped(price.gain.low, places),
                grouped(price.gain.high, places)
            )
        );
        let each = match price.added {
            Some(added) if price.gain.is_told() => {
                let worth = price.gain.mean / added;
                format!(
                    "; average gain {} for each {}",
                    signed(worth, decimals(worth).max(1)),
                    price.one
                )
            }
            _ => String::new(),
        };
        let _ = writeln!(page, "{gain}  {}: {}{each}", price.means, price.more);
    }
}
