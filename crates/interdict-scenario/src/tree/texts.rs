//! Texts in quotes: what their escapes say.

/// What the text between two quotes says, or the byte at which an escape is bad.
pub(super) fn unescaped(text: &str) -> Result<String, usize> {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        whole.push_str(&rest[..place]);
        let at = text.len() - rest.len() + place;
        let (sign, length) = escape(&rest[place..]).ok_or(at)?;
        whole.push(sign);
        rest = &rest[place + length..];
    }
    whole.push_str(rest);
    Ok(whole)
}

/// The sign that an escape says, and its bytes; those of RON and of JSON.
fn escape(text: &str) -> Option<(char, usize)> {
    let letter = text.chars().nth(1)?;
    let sign = match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        'b' => '\u{8}',
        'f' => '\u{c}',
        '\\' | '"' | '\'' | '/' => letter,
        'x' => return Some((char::from_u32(hex(text.get(2..4)?)?)?, 4)),
        'u' if text[2..].starts_with('{') => {
            let end = text.find('}')?;
            let sign = char::from_u32(hex(&text[3..end])?)?;
            return Some((sign, end + 1));
        }
        'u' => return of_json(text),
        _ => return None,
    };
    Some((sign, 2))
}

/// `\uD834\uDD1E`: four digits, or twice four.
fn of_json(text: &str) -> Option<(char, usize)> {
    let first = hex(text.get(2..6)?)?;
    if let Some(sign) = char::from_u32(first) {
        return Some((sign, 6));
    }
    let second = hex(text.get(6..)?.strip_prefix("\\u")?.get(..4)?)?;
    let both = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    let sign = char::decode_utf16(both).next()?.ok()?;
    Some((sign, 12))
}

fn hex(digits: &str) -> Option<u32> {
    let is_hex =
        (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_of_both_languages_are_read() {
        for (text, said) in [
            (r#"a\n\t\"b\\"#, "a\n\t\"b\\"),
            (r"\u{1F600}\x41", "😀A"),
            (r"\uD834\uDD1E \u00e9 \/", "𝄞 é /"),
            ("plain", "plain"),
        ] {
            assert_eq!(unescaped(text).as_deref(), Ok(said));
        }
        for (text, at) in [(r"ab\q", 2), (r"\u{zz}", 0), (r"é\uD834", 2), ("a\\", 1)] {
            assert_eq!(unescaped(text), Err(at), "{text}");
        }
    }
}
