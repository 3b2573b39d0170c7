//! Texts of a scenario as data: no text can steer a terminal, forge a line, break a picture or turn its neighbours round.

use std::borrow::Cow;

/// What stands for a sign that cannot be shown.
const STAND_IN: char = '\u{fffd}';

/// How a sign of a text is shown.
enum Shown {
    Itself,
    /// It ends a line, or moves along it.
    Blank,
    /// It steers whatever shows it.
    StandIn,
}

fn shown(sign: char) -> Shown {
    match sign {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Shown::Blank,
        // controls of ASCII and of ISO 6429; signs that set the direction of what follows; tags; signs that are none
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => Shown::StandIn,
        sign if (sign as u32) & 0xfffe == 0xfffe => Shown::StandIn,
        _ => Shown::Itself,
    }
}

/// Whether every sign of a text can be shown as it is.
pub fn is_seen(text: &str) -> bool {
    text.chars()
        .all(|sign| matches!(shown(sign), Shown::Itself))
}

/// A text on one line, in which every sign can be seen: ends of lines and tabs are blanks, signs that steer a terminal or
/// the direction of writing are `\u{fffd}`. Whatever is shown of a scenario, a file name or an argument goes through
/// here once.
pub fn seen(text: &str) -> Cow<'_, str> {
    replaced(text, |_| false)
}

/// A sentence of our own that holds such texts, likewise on one line; texts in it may be [`isolated`].
pub fn line_seen(text: &str) -> Cow<'_, str> {
    replaced(text, is_isolate)
}

/// A text with every sign replaced that cannot be shown, but for some.
fn replaced(text: &str, is_kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_fine = |sign: char| is_kept(sign) || matches!(shown(sign), Shown::Itself);
    if text.chars().all(is_fine) {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut after_end = false;
    for sign in text.chars() {
        match shown(sign) {
            _ if is_fine(sign) => whole.push(sign),
            Shown::Itself | Shown::StandIn => whole.push(STAND_IN),
            // `\r\n` is one blank
            Shown::Blank if sign == '\n' && after_end => {}
            Shown::Blank => whole.push(' '),
        }
        after_end = sign == '\r';
    }
    Cow::Owned(whole)
}

/// A page of our own, of whatever texts: lines and tabs stay, colours and weights of a terminal (`ESC [ 1 m`) stay where
/// they may, and every other sign that cannot be shown is replaced.
pub fn page_seen(page: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| matches!(sign, '\n' | '\t') || matches!(shown(sign), Shown::Itself);
    if page.chars().all(is_plain) {
        return Cow::Borrowed(page);
    }
    let mut whole = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(sign) = rest.chars().next() {
        let length = style_length(rest).unwrap_or(sign.len_utf8());
        match shown(sign) {
            _ if length > sign.len_utf8() || is_plain(sign) => whole.push_str(&rest[..length]),
            Shown::Blank => whole.push(' '),
            _ if is_isolate(sign) => whole.push(sign),
            _ => whole.push(STAND_IN),
        }
        rest = &rest[length..];
    }
    Cow::Owned(whole)
}

/// Bytes of a sequence that sets colour or weight, where a text begins with one.
fn style_length(text: &str) -> Option<usize> {
    let figures = text.strip_prefix("\x1b[")?;
    let length = (figures.bytes())
        .take_while(|byte| byte.is_ascii_digit() || *byte == b';')
        .count();
    (length <= 16 && figures[length..].starts_with('m')).then_some(length + 3)
}

/// Columns of a terminal that a text takes: two for letters that fill a square, none for marks on others.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(sign: char) -> usize {
    match sign {
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Opens and closes a text whose direction stays within it.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

fn is_isolate(sign: char) -> bool {
    sign == ISOLATE.0 || sign == ISOLATE.1
}

/// A text that has been [`seen`], kept to itself where it holds letters that are written from the right: what stands
/// beside it is not turned round.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_from_right) {
        Cow::Owned(format!("{}{text}{}", ISOLATE.0, ISOLATE.1))
    } else {
        Cow::Borrowed(text)
    }
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin.
fn is_from_right(sign: char) -> bool {
    matches!(sign, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_the_direction_of_writing_is_replaced() {
        for (text, shown) in [
            ("A\u{1b}]0;pwned\u{7}x", "A\u{fffd}]0;pwned\u{fffd}x"),
            ("A\u{9b}31mB", "A\u{fffd}31mB"),
            ("A\u{202e}B\u{2066}C", "A\u{fffd}B\u{fffd}C"),
            ("A\0B\u{b}C\u{ffff}D", "A\u{fffd}B C\u{fffd}D"),
            (
                "one\r\ntwo\nthree\u{2028}four\tfive",
                "one two three four five",
            ),
            (
                "키우시 안주, 順安, سكة حديد, Gare d’Été",
                "키우시 안주, 順安, سكة حديد, Gare d’Été",
            ),
            ("می‌شود", "می‌شود"),
        ] {
            assert_eq!(seen(text), shown);
            assert!(is_seen(&seen(text)));
        }
    }

    #[test]
    fn a_page_keeps_its_lines_and_weights_and_nothing_else_that_steers() {
        let page = "\x1b[1mRun\x1b[0m\tdigest\n\x1b]0;x\u{7}\x1b[2J\u{9b}2J\u{202e}\r.\n";
        let kept =
            "\x1b[1mRun\x1b[0m\tdigest\n\u{fffd}]0;x\u{fffd}\u{fffd}[2J\u{fffd}2J\u{fffd} .\n";
        assert_eq!(page_seen(page), kept);
        assert_eq!(page_seen("plain\n"), "plain\n");
    }

    #[test]
    fn widths_are_those_of_a_terminal() {
        for (text, columns) in [
            ("Nola", 4),
            ("안주", 4),
            ("順安 x", 6),
            ("e\u{301}", 1),
            ("\u{2068}سكة\u{2069}", 3),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn a_text_from_the_right_is_kept_to_itself() {
        assert_eq!(isolated("سكة"), "\u{2068}سكة\u{2069}");
        assert_eq!(isolated("Ostia"), "Ostia");
        assert_eq!(page_seen(&isolated("سكة")), isolated("سكة"));
    }
}
