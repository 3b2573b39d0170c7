//! Every fault code, in one table: stable, explained, never reused.
//!
//! A new code goes at the end. A code that is no longer reported keeps its line.

mod table;

use crate::fault::Code;

pub(crate) use table::*;

/// One code and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code.
    pub code: Code,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Title, reason, a wrong and a right example, as Markdown.
    pub text: &'static str,
}

/// Declares codes: name, code, title, reason, wrong and right example.
macro_rules! codes {
    ($( $name:ident $code:literal $title:literal $why:literal wrong $wrong:literal right $right:literal )+) => {
        $( #[doc = $title] pub(crate) const $name: crate::fault::Code = crate::fault::Code($code); )+

        /// Every code, in order.
        pub(super) const ALL: &[super::Explanation] = &[ $( super::Explanation {
            code: $name,
            title: $title,
            text: concat!(
                "# ", $code, ": ", $title, "\n\n", $why, "\n\nWrong:\n\n```text\n", $wrong,
                "\n```\n\nRight:\n\n```text\n", $right, "\n```\n"
            ),
        }, )+ ];
    };
}
pub(crate) use codes;

/// Every code, in order.
pub fn explanations() -> &'static [Explanation] {
    table::ALL
}

/// The explanation of a code, `"I0007"`, as Markdown; `None` where there is no such code.
pub fn explain(code: &str) -> Option<&'static str> {
    (table::ALL.iter())
        .find(|entry| entry.code.as_str().eq_ignore_ascii_case(code.trim()))
        .map(|entry| entry.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_numbered_without_gaps() {
        for (place, entry) in explanations().iter().enumerate() {
            assert_eq!(entry.code.as_str(), format!("I{:04}", place + 1));
        }
        assert!(explain("i0001").is_some());
        assert_eq!(explain("I9999"), None);
    }
}
