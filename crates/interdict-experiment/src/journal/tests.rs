use super::*;
use crate::disk::{Break, breaking};

/// A study of numbers that are the squares of their places.
#[derive(serde::Serialize, serde::Deserialize)]
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

const HEAD: Squares = Squares { seed: 1 };

/// A folder with a journal of so many lines; its path.
fn written(lines: u64) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("of.journal.jsonl");
    let mut journal = Journal::begin(&path, &HEAD).unwrap();
    for number in 0..lines {
        journal.add(&[number, number * number]).unwrap();
    }
    (folder, path)
}

fn resumed(path: &Path) -> Result<Vec<[u64; 2]>, String> {
    let resumed = Journal::resume(path, &HEAD);
    resumed
        .map(|(_, kept)| kept)
        .map_err(|error| error.to_string())
}

#[test]
fn the_journal_lies_beside_the_folder_and_inside_where_nothing_can_lie_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("b");
    let beside = folder.path().join("b.journal.jsonl");
    assert_eq!(place(&out, Of::Study).unwrap(), beside);
    fs::create_dir(&out).unwrap();
    assert_eq!(place(&out, Of::Study).unwrap(), beside);
    assert!(!beside.exists(), "the trial leaves nothing");
    // a name that has no room for more
    let long = folder.path().join("d".repeat(250));
    fs::create_dir(&long).unwrap();
    let why = long.join(".interdict-why.jsonl");
    assert_eq!(place(&long, Of::Why).unwrap(), why);
}

#[test]
fn any_byte_that_is_altered_is_noticed_in_its_line() {
    let (_folder, path) = written(4);
    let whole = fs::read(&path).unwrap();
    assert_eq!(resumed(&path).unwrap()[3], [3, 9]);
    let line_of = |at: usize| whole[..at].split(|&byte| byte == b'\n').count();
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] ^= 1;
        fs::write(&path, &altered).unwrap();
        let noticed = resumed(&path);
        match noticed {
            // the end of the last line is where a break tears it
            Ok(kept) => assert!(at + 1 == whole.len() && kept.len() == 3, "{at}: {kept:?}"),
            Err(said) if at < BEGINNING => assert!(said.contains("journal"), "{at}: {said}"),
            Err(said) => {
                let line = format!("line {} of the journal", line_of(at));
                assert!(said.contains(&line), "{at}: {said}");
            }
        }
    }
}

/// Bytes that every journal begins with: without them a file is none.
const BEGINNING: usize = 8;

#[test]
fn a_line_that_is_lacking_doubled_or_of_another_journal_is_noticed() {
    let (_folder, path) = written(4);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (_other, other) = written(2);
    let other = fs::read_to_string(other).unwrap();
    let other = other.replace("[0,0]", "[0,1]");
    let other: Vec<&str> = other.split_inclusive('\n').collect();
    for (name, mixed) in [
        ("lacking", [lines[0], lines[1], lines[3]].concat()),
        ("doubled", [lines[0], lines[1], lines[1]].concat()),
        ("of another", [lines[0], other[1], lines[2]].concat()),
    ] {
        fs::write(&path, mixed).unwrap();
        let said = resumed(&path).unwrap_err();
        assert!(said.contains("of the journal"), "{name}: {said}");
    }
}

#[test]
fn a_torn_end_is_cut_off_and_lines_may_end_as_an_editor_ends_them() {
    let (_folder, path) = written(3);
    let whole = fs::read_to_string(&path).unwrap();
    for torn in ["{\"sum\":\"01", "\0\0\0\0"] {
        fs::write(&path, format!("{whole}{torn}")).unwrap();
        assert_eq!(resumed(&path).unwrap().len(), 3);
        assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    }
    fs::write(&path, whole.replace('\n', "\r\n")).unwrap();
    assert_eq!(resumed(&path).unwrap().len(), 3);
    fs::write(&path, "{\"su").unwrap();
    assert_eq!(resumed(&path).unwrap().len(), 0);
}

#[test]
fn what_is_no_journal_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.journal.jsonl");
    for text in ["precious\n", "{\"mine\":1}\n", "p"] {
        fs::write(&path, text).unwrap();
        for opened in [
            Journal::begin(&path, &HEAD).map(drop),
            Journal::resume(&path, &HEAD).map(drop),
        ] {
            assert!(matches!(opened, Err(JournalError::NotAJournal(_))));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[cfg(unix)]
#[test]
fn a_journal_is_not_written_through_a_link() {
    let (folder, path) = written(1);
    for aim in ["of.journal.jsonl", "nowhere"] {
        let link = folder.path().join(format!("link-to-{aim}"));
        std::os::unix::fs::symlink(aim, &link).unwrap();
        let opened = Journal::begin(&link, &HEAD).map(drop);
        assert!(matches!(opened, Err(JournalError::Link(_))), "{aim}");
    }
    assert_eq!(resumed(&path).unwrap().len(), 1);
    assert!(!folder.path().join("nowhere").exists());
}

#[test]
fn one_at_a_time_writes_a_journal() {
    let (_folder, path) = written(2);
    let (first, _) = Journal::resume(&path, &HEAD).unwrap();
    let second = Journal::begin(&path, &HEAD).map(drop);
    assert!(matches!(second, Err(JournalError::Busy(_))));
    drop(first);
    assert_eq!(resumed(&path).unwrap().len(), 2);
}

#[test]
fn another_study_or_kind_of_study_is_refused_with_the_reason() {
    let (_folder, path) = written(1);
    let other = Journal::resume(&path, &Squares { seed: 2 }).map(drop);
    let said = other.unwrap_err().to_string();
    assert!(said.contains("of another study: seed 1"), "{said}");
    fs::write(&path, "{\"schema_version\":4,\"version\":\"0.1.0\"}\n").unwrap();
    let said = resumed(&path).unwrap_err();
    assert!(said.contains("an earlier form"), "{said}");
}

/// Keeps numbers up to the fifth in a journal, from where it stands; how many it keeps at the end.
fn kept_on(keeping: Keeping<'_>) -> Result<usize, JournalError> {
    let (journal, kept) = Journal::open(keeping, &HEAD)?;
    let mut journal = journal.expect("it is kept somewhere");
    for number in kept.len() as u64..5 {
        journal.add(&[number, number * number])?;
    }
    Ok(5)
}

#[test]
fn wherever_writing_is_stopped_the_same_command_goes_on_to_the_same_bytes() {
    let (_folder, whole) = written(5);
    let whole = fs::read(whole).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/of.journal.jsonl");
    let (_, count) = breaking(Break::Once(0), || kept_on(Keeping::Resume(&path)));
    assert!(count >= 8, "{count} operations");
    for at in 1..=count {
        for how in [Break::Once(at), Break::FromOn(at)] {
            fs::remove_dir_all(folder.path().join("new")).unwrap();
            let (stopped, _) = breaking(how, || kept_on(Keeping::Resume(&path)));
            assert!(stopped.is_err(), "{how:?}");
            assert_eq!(kept_on(Keeping::Resume(&path)).unwrap(), 5, "{how:?}");
            assert!(fs::read(&path).unwrap() == whole, "{how:?}");
        }
    }
}

#[test]
fn who_goes_on_after_a_line_that_could_not_be_written_keeps_no_half_of_it() {
    let (_folder, path) = written(2);
    let (mut journal, _) = Journal::resume(&path, &HEAD).unwrap();
    let (added, _) = breaking(Break::Once(1), || journal.add(&[2_u64, 4]));
    assert!(added.is_err());
    journal.add(&[2_u64, 4]).unwrap();
    drop(journal);
    assert_eq!(resumed(&path).unwrap().len(), 3);
}

#[test]
fn a_journal_that_is_set_aside_is_never_lost_on_the_way() {
    let (_folder, own) = written(5);
    let own = fs::read(own).unwrap();
    let other = |path: &Path| {
        let mut journal = Journal::begin(path, &Squares { seed: 2 }).unwrap();
        journal.add(&[0_u64, 0]).unwrap();
        fs::read(path).unwrap()
    };
    for at in 0..14 {
        for how in [Break::Once(at), Break::FromOn(at)] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("of.journal.jsonl");
            let there = other(&path);
            let keeping = Keeping::Over(&path, Some(1));
            let (_, _) = breaking(how, || kept_on(keeping));
            let aside = fs::read(folder.path().join("of.journal.jsonl.before"));
            let is_whole = |kept: &[u8]| kept == there;
            assert!(
                aside.is_ok_and(|kept| is_whole(&kept)) || is_whole(&fs::read(&path).unwrap()),
                "{how:?}"
            );
            kept_on(keeping).unwrap();
            assert!(fs::read(&path).unwrap() == own, "{how:?}");
        }
    }
}
