//! Where a thing stands in the files: spans of bytes, and the texts they point into.

/// A span of bytes in one of the texts that were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// Number of the text in [`Sources`].
    pub(crate) file: u32,
    /// First byte.
    pub(crate) start: u32,
    /// Byte after the last.
    pub(crate) end: u32,
}

impl Span {
    /// The span `start..end` of the text `file`.
    pub(crate) fn new(file: u32, start: usize, end: usize) -> Self {
        Self {
            file,
            start: start as u32,
            end: end as u32,
        }
    }
}

/// One text: a file, or a `--set` of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// As messages show it: a path, or `--set`.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A place as people count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Every text that was read, in the order of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sources {
    texts: Vec<SourceText>,
    /// Cells of CSV files that were kept so far.
    cells: usize,
}

impl Sources {
    /// Adds a text; its number is what spans carry.
    pub(crate) fn add(&mut self, name: String, text: String) -> u32 {
        self.texts.push(SourceText { name, text });
        (self.texts.len() - 1) as u32
    }

    /// Counts cells of CSV files that are kept; gives how many there are by now, in all files.
    pub(crate) fn count_cells(&mut self, more: usize) -> usize {
        self.cells += more;
        self.cells
    }

    /// The text of this number.
    pub(crate) fn get(&self, file: u32) -> Option<&SourceText> {
        self.texts.get(file as usize)
    }

    /// Every text.
    pub(crate) fn into_texts(self) -> Vec<SourceText> {
        self.texts
    }

    /// What a text says, or nothing where there is no such text.
    pub(crate) fn text(&self, file: u32) -> &str {
        self.get(file).map_or("", |source| source.text.as_str())
    }

    /// First and last place of a span.
    pub(crate) fn places(&self, span: Span) -> (Place, Place) {
        let text = self.text(span.file);
        let start = boundary(text, span.start as usize);
        let end = boundary(text, (span.end as usize).max(start));
        let first = place(text, start, Place { line: 1, column: 1 });
        let last = place(&text[start..], end - start, first);
        (first, last)
    }

    /// The line that a span begins on: its number, its first byte, its text without the line end.
    pub(crate) fn line(&self, span: Span) -> (usize, usize, &str) {
        let text = self.text(span.file);
        let start = boundary(text, span.start as usize);
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let number = text[..first].bytes().filter(|&byte| byte == b'\n').count() + 1;
        (number, first, text[first..last].trim_end_matches('\r'))
    }
}

/// The place `offset` bytes into `text`, which itself begins at `from`.
fn place(text: &str, offset: usize, from: Place) -> Place {
    let before = &text[..offset];
    match before.rfind('\n') {
        None => Place {
            line: from.line,
            column: from.column + before.chars().count(),
        },
        Some(at) => Place {
            line: from.line + before.bytes().filter(|&byte| byte == b'\n').count(),
            column: 1 + before[at + 1..].chars().count(),
        },
    }
}

/// The nearest character boundary at or before `at`.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let mut sources = Sources::default();
        let file = sources.add("a".into(), "äb\r\ncd\n".into());
        let (first, last) = sources.places(Span::new(file, 2, 6));
        assert_eq!((first.line, first.column), (1, 2));
        assert_eq!((last.line, last.column), (2, 2));
        assert_eq!(sources.line(Span::new(file, 2, 3)), (1, 0, "äb"));
        assert_eq!(sources.line(Span::new(file, 99, 99)).0, 3);
    }
}
