//! A decision that parted, as a sentence: what was to be decided, the number that was drawn, its limits.

use interdict_engine::Purpose;
use interdict_experiment::diverge::{Parting, Weighed};
use interdict_model::chance;

use super::teller::{Teller, precise};

/// What a decision is about: its question, what is weighed, and in which unit.
struct Question {
    happens: &'static str,
    number: &'static str,
    limit: &'static str,
}

fn question(purpose: Purpose) -> Question {
    let drawn = |happens, limit| Question {
        happens,
        number: "the number drawn is",
        limit,
    };
    match purpose {
        chance::FLOWN => drawn("it is flown", "the share that fly"),
        chance::AIM_POINT => drawn("it goes for the guns", "the share that do"),
        chance::ABORT => drawn(
            "an aircraft turns back under fire",
            "the chance to turn back",
        ),
        chance::OPEN_FIRE => drawn("guns open fire", "the chance that any does"),
        chance::FLAK_CLOCK => drawn("an aircraft is shot down", "the chance to be shot down"),
        chance::BOMB => Question {
            happens: "it falls near enough to cut the track",
            number: "it falls so many metres from the track:",
            limit: "the most that still cuts",
        },
        chance::BREAK => drawn(
            "the hit drops a span or has a delayed fuse",
            "the chance of that",
        ),
        chance::FIND => drawn("the patrol finds a train", "the chance to find it"),
        _ => drawn("it happens", "the limit"),
    }
}

pub(super) fn told(weighed: &Weighed, parting: &Parting, teller: &Teller<'_>) -> String {
    let Question {
        happens,
        number,
        limit,
    } = question(weighed.purpose);
    let who = teller.name(weighed.who, parting.second);
    let [base, arm] = teller.pair.called;
    match (weighed.base, weighed.arm) {
        (Some((drawn, of_base)), Some((other, of_arm))) => {
            let only = if drawn < of_base { base } else { arm };
            let numbers = if drawn.to_bits() == other.to_bits() {
                format!("{number} {} in both", precise(drawn))
            } else {
                format!(
                    "{number} {} in {base} and {} in {arm}",
                    precise(drawn),
                    precise(other)
                )
            };
            let limits = if of_base.to_bits() == of_arm.to_bits() {
                format!("{limit} {} in both", precise(of_base))
            } else {
                format!(
                    "{limit} {} in {base} and {} in {arm}",
                    precise(of_base),
                    precise(of_arm)
                )
            };
            format!("{who}: in {only} only {happens}; {numbers}, {limits}")
        }
        (Some((drawn, limit_of)), None) => one(&who, base, happens, number, drawn, limit, limit_of),
        (None, Some((drawn, limit_of))) => one(&who, arm, happens, number, drawn, limit, limit_of),
        (None, None) => who,
    }
}

fn one(
    who: &str,
    arm: &str,
    happens: &str,
    number: &str,
    drawn: f64,
    limit: &str,
    limit_of: f64,
) -> String {
    format!(
        "{who}: in {arm} only {happens}; {number} {}, {limit} {}; in the other the question did not arise",
        precise(drawn),
        precise(limit_of)
    )
}
