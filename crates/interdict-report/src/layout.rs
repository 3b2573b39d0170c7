//! Pages for a terminal: cells in columns that never touch, and lines that fit its width.

use interdict_scenario::text::width;

/// To which side a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words: to the left.
    Left,
    /// Figures: to the right.
    Right,
}

/// Rows of cells in columns, a line each. A column is as wide as said, and wider where a cell needs it: between two
/// cells there is always a blank. Cells beyond the columns stand at the end as they are.
pub fn laid(rows: &[Vec<String>], columns: &[(Side, usize)]) -> Vec<String> {
    let wide = |place: usize, least: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place));
        // the first column has nothing before it
        let gap = usize::from(columns[place].0 == Side::Left || place > 0);
        cells
            .map(|cell| width(cell) + gap)
            .max()
            .unwrap_or(0)
            .max(least)
    };
    let widths: Vec<usize> = (columns.iter().enumerate())
        .map(|(place, &(_, least))| wide(place, least))
        .collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (place, cell) in row.iter().enumerate() {
            let room = widths
                .get(place)
                .map_or(0, |all| all.saturating_sub(width(cell)));
            match columns.get(place) {
                Some((Side::Right, _)) => line.extend([&*" ".repeat(room), cell]),
                Some((Side::Left, _)) => line.extend([cell, &*" ".repeat(room)]),
                None => line.push_str(cell),
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// The narrowest terminal that lines are folded for.
const NARROWEST: usize = 40;

/// A page with its lines folded at blanks to a width. What goes on from a line stands beneath the text that its heading
/// has beside it, so tables and headings stay what they are. Sequences that set weight or colour take no room.
pub fn folded(page: &str, columns: usize) -> String {
    let columns = columns.max(NARROWEST);
    let mut out = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let (bare, end) = match line.strip_suffix('\n') {
            Some(bare) => (bare, "\n"),
            None => (line, ""),
        };
        if shown_width(bare) <= columns {
            out.push_str(line);
        } else {
            fold(bare, columns, &mut out);
            out.push_str(end);
        }
    }
    out
}

fn fold(line: &str, columns: usize, out: &mut String) {
    let hanging = hanging(line).min(columns / 3);
    let mut used = 0;
    let mut is_first = true;
    // blanks belong to the word behind them
    let mut rest = line;
    while !rest.is_empty() {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let word = rest[blanks..]
            .find(' ')
            .map_or(rest.len(), |at| blanks + at);
        let (piece, behind) = rest.split_at(word);
        let size = shown_width(piece);
        if used + size > columns && !is_first {
            out.push('\n');
            out.push_str(&" ".repeat(hanging));
            let bare = &piece[blanks..];
            out.push_str(bare);
            used = hanging + shown_width(bare);
        } else {
            out.push_str(piece);
            used += size;
            is_first = false;
        }
        rest = behind;
    }
}

/// Where the text of a line begins: behind its heading, if one stands before it, or a little in from the line's begin.
fn hanging(line: &str) -> usize {
    let lead = line.len() - line.trim_start_matches(' ').len();
    if lead > 0 {
        return lead;
    }
    let plain = plain(line);
    match plain.find("  ") {
        Some(gap) if gap <= 20 => {
            let text = plain[gap..].find(|sign| sign != ' ').unwrap_or(2);
            width(&plain[..gap]) + text
        }
        _ => 2,
    }
}

/// A line without sequences that set weight or colour.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("\x1b[") {
        plain.push_str(&rest[..at]);
        let behind = &rest[at..];
        rest = behind.find('m').map_or("", |end| &behind[end + 1..]);
    }
    plain.push_str(rest);
    plain
}

fn shown_width(line: &str) -> usize {
    width(&plain(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn cells_never_touch_however_large_they_are() {
        let rows = [
            cells(&["", "mean", "median", "worst"]),
            cells(&["needed", "1,100,000", "1,100,000", "12"]),
        ];
        let columns = [
            (Side::Left, 8),
            (Side::Right, 9),
            (Side::Right, 9),
            (Side::Right, 6),
        ];
        assert_eq!(
            laid(&rows, &columns),
            [
                "              mean    median worst",
                "needed   1,100,000 1,100,000    12"
            ]
        );
    }

    #[test]
    fn letters_that_fill_a_square_are_counted_as_two() {
        let rows = [cells(&["順安", "1"]), cells(&["Nola", "1"])];
        let lines = laid(&rows, &[(Side::Left, 6), (Side::Right, 3)]);
        assert_eq!(lines, ["順安    1", "Nola    1"]);
    }

    #[test]
    fn lines_are_folded_at_blanks_beneath_their_text() {
        let page = "\x1b[1mReserves     \x1b[0mwith formations ten days of need at first\nshort\n  a: one two three four five six seven eight nine ten\n";
        assert_eq!(
            folded(page, 40),
            "\x1b[1mReserves     \x1b[0mwith formations ten days of\n             need at first\nshort\n  a: one two three four five six seven\n  eight nine ten\n"
        );
        assert_eq!(folded(page, 100), page);
        let one_word = format!("{}\n", "x".repeat(90));
        assert_eq!(folded(&one_word, 40), one_word);
    }
}
