//! Every fault code, in one table: stable, explained, never reused.
//!
//! A new code goes at the end. A code that is no longer reported keeps its line.

mod explanation;
mod table;

pub use explanation::Explanation;
pub(crate) use table::*;

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
