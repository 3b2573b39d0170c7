//! What a fault code means, and how codes are declared.

use crate::fault::Code;

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
        $( #[doc = $title] pub(crate) const $name: $crate::fault::Code = $crate::fault::Code($code); )+

        /// Every code, in order.
        pub(super) const ALL: &[$crate::codes::explanation::Explanation] = &[ $( $crate::codes::explanation::Explanation {
            code: $name,
            title: $title,
            text: concat!(
                "# ", $code, ": ", $title, "\n\n", $why, "\n\nWrong:\n\n```text\n", $wrong,
                "\n```\n\nRight:\n\n```text\n", $right, "\n```\n"
            ),
        }, )+ ];
    };
}
pub(super) use codes;
