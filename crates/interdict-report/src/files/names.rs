//! Names of files that are made of names of people's things.

use std::fmt::Write as _;

/// Bytes of a part of a name of a file that comes from somebody's name: what stands around it has room beside it
/// on every system.
const LONGEST: usize = 80;

/// Names that some systems keep for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A text as a part of the name of a file that every system takes: letters and digits of any script stay, what may have a
/// meaning for a system becomes `-`, and what is too long is cut and ends with a number made of the whole.
pub fn file_name(text: &str) -> String {
    let is_safe = |one: char| one.is_alphanumeric() || "-_.=+,@".contains(one);
    let safe: String = (text.chars())
        .map(|one| if is_safe(one) { one } else { '-' })
        .collect();
    // a dot in front hides a file, and some systems drop one at the end
    let trimmed = safe.trim_start_matches('.').trim_end_matches('.');
    let is_device = DEVICES.contains(&trimmed.to_lowercase().as_str());
    if trimmed == text && trimmed.len() <= LONGEST && !is_device && !trimmed.is_empty() {
        return safe;
    }
    let is_long = trimmed.len() > LONGEST || is_device || trimmed.is_empty();
    if !is_long {
        return trimmed.to_owned();
    }
    let mut end = trimmed.len().min(LONGEST - 9);
    while !trimmed.is_char_boundary(end) {
        end -= 1;
    }
    let mut digest = interdict_engine::Digest::new("name");
    text.bytes().for_each(|byte| digest.word(u64::from(byte)));
    let mut name = trimmed[..end].to_owned();
    let _ = write!(name, "-{:08x}", digest.finish() >> 32);
    name
}

/// Names of files for several names: each as a file can be called, and no two alike, even where a system takes large and small
/// letters for the same, or one letter in two ways of writing.
pub(crate) fn file_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for (number, name) in names.enumerate() {
        let mut safe = file_name(name);
        // letters beyond ASCII may be written in several ways: a number keeps them apart
        let folded = |name: &str| name.to_lowercase();
        if !name.is_ascii() || safe != name || taken.contains(&folded(&safe)) {
            let _ = write!(safe, "-{number}");
        }
        while taken.contains(&folded(&safe)) {
            safe.push('-');
        }
        taken.push(folded(&safe));
        all.push(safe);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_stays_and_others_are_made_safe() {
        for plain in ["with-guns", "plan-v1.2", "a_b", "дорога"] {
            assert_eq!(file_name(plain), plain);
        }
        assert_eq!(file_name("a/b\\c:d*e\nf g"), "a-b-c-d-e-f-g");
        assert_eq!(file_name("..hidden."), "hidden");
        assert!(file_name("nul").starts_with("nul-"));
        assert!(file_name("").len() > 1);
    }

    #[test]
    fn a_long_name_is_cut_at_a_letter_and_stays_its_own() {
        let long = |last: char| format!("{}{last}", "д".repeat(118));
        let (one, other) = (file_name(&long('а')), file_name(&long('б')));
        assert!(one.len() <= LONGEST && one.starts_with("дддд"), "{one}");
        assert_ne!(one, other);
    }

    #[test]
    fn names_that_a_system_may_take_for_the_same_are_kept_apart() {
        let names = ["A", "a", "\u{e9}", "e\u{301}", "a-1", "b c", "b-c"];
        let files = file_names(names.into_iter());
        let mut folded: Vec<String> = files.iter().map(|name| name.to_lowercase()).collect();
        folded.sort();
        folded.dedup();
        assert_eq!(folded.len(), names.len(), "{files:?}");
        assert_eq!(
            file_names(["base", "with-guns"].into_iter()),
            ["base", "with-guns"]
        );
    }
}
