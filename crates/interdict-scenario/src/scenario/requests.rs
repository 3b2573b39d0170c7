//! What a force that is being built asks for: on a date, or when something has come to pass.

use crate::codes;
use crate::fault::Fault;
use crate::forms::TableName;
use crate::reader::Reader;
use crate::rows::{Reading, at};
use crate::table::{table, words};

/// Row in [`Scenario::requests`](super::Scenario::requests).
pub type RequestRow = u32;

words! {
    /// On what it depends whether something is asked.
    Condition {
        /// On nothing: it is asked on its date.
        Date = "date",
        /// Fewer than `than` units are formed.
        FewFormed = "few-formed",
        /// More than `than` pilots are through and wait for a unit.
        ManyWaiting = "many-waiting",
        /// The line of the row is shut, as far as those who run it know.
        LineShut = "line-shut",
    }
}

table! {
    /// Something that was asked of somebody else, and the answer.
    Request {
        name: "requests", one: "request", kin: "request", key: Some("id"), most: 1_000,
        doc: "What is asked of somebody else, and the answer: a switch with dates. What a request brings names it.",
    }
    checked by checked_request;
    id;
    name;
    key;
    /// Day on which it is asked; with a condition, the first day on which it may be.
    asked: i32 = Date, Required;
    /// Day on which it is answered; `schools.answer_delay_days` is added. With a condition, the answer takes as many days
    /// from the day on which it is asked.
    answered: i32 = Date, Required;
    /// The answer: what it brings comes, or never comes.
    granted: bool = Flag, Default("yes");
    /// Days from the answer until what it brings is there, in the middle of their spread.
    transfer_days: Option<f64> = Number("d", 0.0, 400.0), Absent("the rule's default");
    /// The condition on which it is asked, looked at when a day begins.
    when: Condition = Choice(Condition::WORDS), Default("date");
    /// Units or pilots of the condition.
    than: u32 = Count("units or pilots", 0.0, 100_000.0), Default("0");
    /// Days in a row on which the condition has held when it is asked.
    for_days: u32 = Count("d", 1.0, 2_000.0), Default("1");
    /// The line of the condition.
    line: Option<u32> = One(TableName::Lines), Absent("the condition is about none");
    source;
}

/// Nobody answers what has not been asked.
fn checked_request(request: &Request, row: &Reading<'_, Request>, reader: &mut Reader<'_>) {
    if row.has(at!(Request, "asked"))
        && row.has(at!(Request, "answered"))
        && request.answered < request.asked
    {
        let message = format!("{} is answered before it is asked", row.label());
        reader.faults.push(
            Fault::at(
                codes::END_BEFORE_START,
                row.place(at!(Request, "answered")),
                message,
            )
            .expected("a date not before `asked`"),
        );
    }
    let line = at!(Request, "line");
    if (request.when == Condition::LineShut) != row.is_written(line) {
        let (message, expected) = if request.when == Condition::LineShut {
            (
                format!("{} waits for a line and names none", row.label()),
                "`line`, the id of a line of the scenario",
            )
        } else {
            (
                format!("{} names a line and does not wait for one", row.label()),
                "`when: \"line-shut\"`, or no `line`",
            )
        };
        let fault = Fault::at(codes::TOGETHER, row.place(line), message);
        reader.faults.push(fault.expected(expected));
    }
}
