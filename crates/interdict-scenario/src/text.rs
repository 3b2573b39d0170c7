//! From the bytes of a file to its text, for every file that a user writes.
//!
//! Editors and spreadsheets of all systems write UTF-8, with or without a byte order mark; some write UTF-16, with one.
//! All are read alike. Line ends of a lone carriage return count as line ends.

mod seen;

pub use seen::{is_seen, isolated, line_seen, page_seen, seen, width};

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// What the bytes seem to be.
    pub kind: NotTextKind,
    /// The line on which the first bad byte stands, from 1.
    pub line: usize,
    /// What can be read, with `\u{fffd}` for what cannot.
    pub readable: String,
    /// Bytes of `readable` before the first bad one.
    pub before: usize,
}

/// What bytes that are no text seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTextKind {
    /// Text in UTF-16 that breaks its rules.
    BrokenUtf16,
    /// UTF-16 without a byte order mark: every second byte or so is zero.
    Utf16WithoutMark,
    /// A worksheet of a spreadsheet: xlsx, ods or xls.
    Worksheet,
    /// Text in an older encoding, such as a code page of Windows.
    CodePage,
    /// No text of any kind: zeros and other control characters all over.
    Binary,
}

impl NotTextKind {
    /// What it is, after "this is".
    pub fn told(self) -> &'static str {
        match self {
            Self::BrokenUtf16 => "not UTF-16 text, though it begins like it",
            Self::Utf16WithoutMark => "not UTF-8 text: it looks like UTF-16 without a mark",
            Self::Worksheet => "a worksheet (xlsx, ods or xls) and not text",
            Self::Binary => "not text",
            Self::CodePage => {
                "not UTF-8 text: it looks like an older encoding, such as Latin-1 or a code page of Windows"
            }
        }
    }

    /// What to do.
    pub fn hint(self) -> &'static str {
        "save it as UTF-8; a spreadsheet calls that \"CSV UTF-8\""
    }
}

/// The text that bytes are: UTF-8 with or without a byte order mark, or UTF-16 of either order with one. The mark is
/// left out.
///
/// # Errors
/// When the bytes are none of these.
pub fn decoded(bytes: Vec<u8>) -> Result<String, NotText> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if bytes.starts_with(ZIP) || bytes.starts_with(OLE) {
        return Err(NotText::at(NotTextKind::Worksheet, String::new()));
    }
    let zeros = bytes.split(|&byte| byte == 0).count() - 1;
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => match String::from_utf8(bytes) {
            Ok(text) => match kind_of_zeros(&text, zeros) {
                None => text,
                Some(kind) => {
                    let before = text.find('\0').unwrap_or(0);
                    return Err(NotText::in_text(kind, text, before));
                }
            },
            Err(error) => {
                let before = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let kind = if zeros == 0 {
                    NotTextKind::CodePage
                } else {
                    NotTextKind::Utf16WithoutMark
                };
                return Err(NotText::in_text(kind, text, before));
            }
        },
    };
    Ok(plain(text))
}

/// What a text is that holds so many zeros; `None`: a text, with a slip.
fn kind_of_zeros(text: &str, zeros: usize) -> Option<NotTextKind> {
    let controls = text
        .chars()
        .filter(|sign| sign.is_control() && !sign.is_whitespace())
        .count();
    match zeros {
        0 => None,
        _ if 10 * (controls - zeros) > text.len() => Some(NotTextKind::Binary),
        _ if 4 * zeros >= text.len() => Some(NotTextKind::Utf16WithoutMark),
        _ => None,
    }
}

impl NotText {
    /// Bytes of which what can be read ends with `text`.
    fn at(kind: NotTextKind, text: String) -> Self {
        let before = text.len();
        Self::in_text(kind, text, before)
    }

    fn in_text(kind: NotTextKind, text: String, before: usize) -> Self {
        Self {
            kind,
            line: text[..before].split('\n').count(),
            readable: text,
            before,
        }
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
        match letter {
            Ok(letter) => text.push(letter),
            Err(_) => return Err(NotText::at(NotTextKind::BrokenUtf16, text)),
        }
    }
    if odd.is_empty() {
        Ok(text)
    } else {
        Err(NotText::at(NotTextKind::BrokenUtf16, text))
    }
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
    fn bytes_that_are_no_text_are_refused_with_what_they_seem_to_be_and_the_line() {
        let mut halved = of_units("a\nb", u16::to_le_bytes);
        halved.pop();
        for (bytes, kind, line) in [
            (
                b"a\nb\nGare d\x92\xc9t\xe9".to_vec(),
                NotTextKind::CodePage,
                3,
            ),
            (b"a\0\xe9\0".to_vec(), NotTextKind::Utf16WithoutMark, 1),
            (b"a\n\0b\0".to_vec(), NotTextKind::Utf16WithoutMark, 2),
            (halved, NotTextKind::BrokenUtf16, 2),
            (vec![0xfe, 0xff, 0xd8, 0x34], NotTextKind::BrokenUtf16, 1),
            (b"PK\x03\x04...".to_vec(), NotTextKind::Worksheet, 1),
        ] {
            let refused = decoded(bytes).unwrap_err();
            assert_eq!((refused.kind, refused.line), (kind, line));
        }
    }

    #[test]
    fn a_single_zero_is_a_sign_of_the_text() {
        let text = "id,name,lat,lon\nA,Al\0pha,40,124\n";
        assert_eq!(decoded(text.into()), Ok(text.to_owned()));
    }
}
