//! From the bytes of a file to its text, for every file that a user writes.
//!
//! Editors and spreadsheets of all systems write UTF-8, with or without a byte order mark; some write UTF-16, with one.
//! All are read alike. Line ends of a lone carriage return count as line ends.

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The encoding that the bytes seem to be in: `"UTF-8"` or `"UTF-16"`.
    pub encoding: &'static str,
    /// The line on which the first bad byte stands, from 1.
    pub line: usize,
    /// Whether zeros among the bytes say that it may be UTF-16 without a mark.
    pub has_zeros: bool,
}

/// The text that bytes are: UTF-8 with or without a byte order mark, or UTF-16 of either order with one. The mark is
/// left out.
///
/// # Errors
/// When the bytes are none of these.
pub fn decoded(bytes: Vec<u8>) -> Result<String, NotText> {
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => String::from_utf8(bytes).map_err(|error| {
            let bytes = error.as_bytes();
            not_utf8(bytes, error.utf8_error().valid_up_to())
        })?,
    };
    match text.find('\0') {
        Some(zero) => Err(not_utf8(text.as_bytes(), zero)),
        None => Ok(plain(text)),
    }
}

/// A text without the byte order mark before it, and with line feeds where it ends lines with carriage returns alone.
pub(crate) fn plain(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains('\r') && !text.contains('\n') {
        text = text.replace('\r', "\n");
    }
    text
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    for letter in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        text.push(letter.map_err(|_| not_utf16(&text))?);
    }
    if odd.is_empty() {
        Ok(text)
    } else {
        Err(not_utf16(&text))
    }
}

fn not_utf8(bytes: &[u8], bad: usize) -> NotText {
    NotText {
        encoding: "UTF-8",
        line: line(&bytes[..bad]),
        has_zeros: bytes.contains(&0),
    }
}

fn not_utf16(before: &str) -> NotText {
    NotText {
        encoding: "UTF-16",
        line: line(before.as_bytes()),
        has_zeros: false,
    }
}

fn line(before: &[u8]) -> usize {
    before.split(|&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = [0xfeff].into_iter().chain(text.encode_utf16());
        units.flat_map(bytes).collect()
    }

    #[test]
    fn one_text_is_read_alike_from_every_encoding() {
        let text = "id,name\nA,Gare d’Été 順安 𝄞\n";
        let marked = format!("\u{feff}{text}");
        for bytes in [
            text.as_bytes().to_vec(),
            marked.into_bytes(),
            of_units(text, u16::to_le_bytes),
            of_units(text, u16::to_be_bytes),
            text.replace('\n', "\r").into_bytes(),
        ] {
            assert_eq!(decoded(bytes), Ok(text.to_owned()));
        }
        let windows = text.replace('\n', "\r\n");
        assert_eq!(decoded(windows.clone().into_bytes()), Ok(windows));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_the_line() {
        let mut halved = of_units("a\nb", u16::to_le_bytes);
        halved.pop();
        for (bytes, encoding, line, has_zeros) in [
            (b"a\nb\nGare d\x92\xc9t\xe9".to_vec(), "UTF-8", 3, false),
            (b"a\0\xe9\0".to_vec(), "UTF-8", 1, true),
            (b"a\n\0b\0".to_vec(), "UTF-8", 2, true),
            (halved, "UTF-16", 2, false),
            (vec![0xfe, 0xff, 0xd8, 0x34], "UTF-16", 1, false),
        ] {
            let refused = NotText {
                encoding,
                line,
                has_zeros,
            };
            assert_eq!(decoded(bytes), Err(refused));
        }
    }
}
