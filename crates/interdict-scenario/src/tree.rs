//! RON as a tree with places: what every fault points into.
//!
//! The scanner reads a text into a tree in which every value keeps its span, names keep their order, and duplicates are
//! still there to be found. It says what is wrong in the words of the language and at the sign where the slip is. Its
//! depth and the number of its values are bounded. JSON of the same form is read as well.

mod json;
mod node;
mod scanner;
mod slips;
mod texts;

use crate::codes;
use crate::fault::{Fault, Faults};
pub(crate) use node::{Kind, Name, Node};
use scanner::Scanner;

/// Reads RON, or reports why it cannot be read.
pub(crate) fn read(text: &str, file: u32, faults: &mut Faults) -> Option<Node> {
    let mut scanner = Scanner::new(text, file);
    let read = scanner.document();
    if let Some((span, blank)) = scanner.odd_blank() {
        let message = format!(
            "U+{:04X}, a blank of another kind, is read as a blank",
            blank as u32
        );
        let fault = Fault::at(codes::DIALECT, span, message).warning();
        faults.push(fault.hint("word processors put it there"));
    }
    match read {
        Ok(node) => Some(node),
        Err(fault) => {
            faults.push(*fault);
            None
        }
    }
}

#[cfg(test)]
mod tests;
