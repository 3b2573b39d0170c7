//! Journals that were altered: what is read back is what was written, or the line is named and the file left alone.

use std::cell::OnceCell;
use std::fs;

use interdict_experiment::journal::{Head, Journal};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

/// A study of numbers that are the squares of their places.
#[derive(Serialize, Deserialize)]
struct Squares {
    seed: u64,
}

impl Head for Squares {
    type Line = [u64; 2];

    const OF: &'static str = "squares";

    fn difference(&self, kept: &Self) -> Option<String> {
        (self.seed != kept.seed).then(|| format!("seed {}", kept.seed))
    }

    fn fits(&self, line: &[u64; 2], number: usize) -> bool {
        line[0] == number as u64
    }
}

thread_local! {
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

/// A journal: as the bytes say, if the first of them is odd; otherwise a whole one, altered as they say, three for each
/// place: where, what is done there, with which byte.
pub fn journal(bytes: &[u8]) {
    let Some((how, rest)) = bytes.split_first() else {
        return;
    };
    FOLDER.with(|folder| {
        let folder = folder.get_or_init(|| tempfile::tempdir().expect("a folder"));
        let path = folder.path().join("of.journal.jsonl");
        let _ = fs::remove_file(&path);
        let head = Squares { seed: 1 };
        let mut begun = Journal::begin(&path, &head).expect("a journal");
        for number in 0..5_u64 {
            begun.add(&[number, number * number]).expect("a line");
        }
        drop(begun);
        let text = if how % 2 == 1 {
            rest.to_vec()
        } else {
            altered(fs::read(&path).expect("the journal"), rest)
        };
        fs::write(&path, &text).expect("written");
        match Journal::resume(&path, &head) {
            Ok((_, kept)) => {
                for (number, line) in kept.iter().enumerate() {
                    let number = number as u64;
                    assert_eq!(*line, [number, number * number], "a line that was never written");
                }
            }
            Err(error) => {
                assert!(fs::read(&path).expect("it is there") == text, "not left alone: {error}");
            }
        }
    });
}

fn altered(mut text: Vec<u8>, edits: &[u8]) -> Vec<u8> {
    for edit in edits.chunks_exact(3) {
        if text.is_empty() {
            break;
        }
        let at = (usize::from(edit[0]) * text.len()) / 256;
        match edit[1] % 5 {
            0 => text[at] = edit[2],
            1 => text[at] ^= 1 << (edit[2] % 8),
            2 => text.insert(at, edit[2]),
            3 => drop(text.drain(at..(at + usize::from(edit[2])).min(text.len()))),
            _ => text.extend_from_within(at..),
        }
    }
    text
}
