//! Operations that change files, in one place, so that tests can break each of them off.
//!
//! Writers of folders and of journals promise that nothing of the user's is lost wherever they are stopped. A test has to
//! stop them at every operation. It does so with [`breaking`]; where nobody does, an operation looks at one number.

use std::cell::Cell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// How operations of this thread are broken.
#[derive(Clone, Copy, Debug)]
pub enum Break {
    /// The operation of this number fails, from 1, and others do not: a disk that is full for a moment.
    Once(u64),
    /// The operation of this number fails, and all after it: a disk that stays full, or a process that was killed.
    FromOn(u64),
}

#[derive(Clone, Copy)]
struct Broken {
    how: Option<Break>,
    asked: u64,
}

thread_local! {
    static BROKEN: Cell<Broken> = const { Cell::new(Broken { how: None, asked: 0 }) };
}

/// Does something while operations are broken, and gives how many were asked for.
pub fn breaking<T>(how: Break, work: impl FnOnce() -> T) -> (T, u64) {
    let how = Some(how);
    BROKEN.set(Broken { how, asked: 0 });
    let done = work();
    let asked = BROKEN.replace(Broken {
        how: None,
        asked: 0,
    });
    (done, asked.asked)
}

/// Whether the next operation may be done.
fn may() -> io::Result<()> {
    let mut broken = BROKEN.get();
    let Some(how) = broken.how else {
        return Ok(());
    };
    broken.asked += 1;
    BROKEN.set(broken);
    let fails = match how {
        Break::Once(at) => broken.asked == at,
        Break::FromOn(at) => broken.asked >= at,
    };
    if fails {
        return Err(io::Error::new(
            io::ErrorKind::StorageFull,
            "broken off by a test",
        ));
    }
    Ok(())
}

/// Makes a folder.
///
/// # Errors
/// As [`fs::create_dir`].
pub fn create_dir(path: &Path) -> io::Result<()> {
    may()?;
    fs::create_dir(path)
}

/// Makes a folder and those above it.
///
/// # Errors
/// As [`fs::create_dir_all`].
pub fn create_dir_all(path: &Path) -> io::Result<()> {
    may()?;
    fs::create_dir_all(path)
}

/// Gives a file another name.
///
/// # Errors
/// As [`fs::rename`].
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    may()?;
    fs::rename(from, to)
}

/// Removes a file.
///
/// # Errors
/// As [`fs::remove_file`].
pub fn remove_file(path: &Path) -> io::Result<()> {
    may()?;
    fs::remove_file(path)
}

/// Removes an empty folder.
///
/// # Errors
/// As [`fs::remove_dir`].
pub fn remove_dir(path: &Path) -> io::Result<()> {
    may()?;
    fs::remove_dir(path)
}

/// Removes a folder and all that it holds; broken off, it has removed one of its files.
///
/// # Errors
/// As [`fs::remove_dir_all`].
pub fn remove_dir_all(path: &Path) -> io::Result<()> {
    if let Err(broken) = may() {
        let held = fs::read_dir(path)?.flatten().map(|entry| entry.path());
        let first = held.filter(|path| path.is_file()).min();
        if let Some(first) = first {
            fs::remove_file(first)?;
        }
        return Err(broken);
    }
    fs::remove_dir_all(path)
}

/// Opens a file.
///
/// # Errors
/// As [`OpenOptions::open`].
pub fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    may()?;
    options.open(path)
}

/// Cuts a file off, or lengthens it.
///
/// # Errors
/// As [`File::set_len`].
pub fn set_len(file: &File, length: u64) -> io::Result<()> {
    may()?;
    file.set_len(length)
}

/// Writes a new file.
///
/// # Errors
/// As [`fs::write`].
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Out::create(path)?.write_all(bytes)
}

/// A file that is written to; broken off, half of what it was given stands in it.
#[derive(Debug)]
pub struct Out(File);

impl Out {
    /// A new file.
    ///
    /// # Errors
    /// As [`File::create`].
    pub fn create(path: &Path) -> io::Result<Self> {
        may()?;
        File::create(path).map(Self)
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write_or_half(&self.0, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Adds to a file that is open.
///
/// # Errors
/// As [`Write::write_all`].
pub fn add(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    let written = write_or_half(file, bytes)?;
    file.write_all(&bytes[written..])
}

fn write_or_half(mut file: &File, bytes: &[u8]) -> io::Result<usize> {
    if let Err(broken) = may() {
        file.write_all(&bytes[..bytes.len() / 2])?;
        return Err(broken);
    }
    file.write(bytes)
}
