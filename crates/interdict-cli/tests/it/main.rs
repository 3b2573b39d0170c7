//! The command, from the outside: exit code, standard output and standard error of the real binary.
//!
//! Pages lie in `snapshots/`; `INSTA_UPDATE=always cargo test -p interdict-cli --test it` writes them
//! anew, and the difference is then read like any other change. Pages of a run move whenever the model
//! does; all others only with the words.

/// Help, refusals, completions, colour and pipes.
mod asked;
/// `bench`: figures, the file they are kept in, the ratio to earlier ones.
mod benched;
/// `calibrate`: waves, files, refusals.
mod calibrated;
/// `check` on sound and broken scenarios.
mod checked;
/// `compare`: page, JSON, folder, resuming, refusals.
mod compared;
/// `diverge`: where and why two runs part.
mod diverged;
/// Commands that the pages of the repository tell readers to type.
mod documents;
/// Theatres of some domains only: what they say, and what they do not speak of.
mod domains;
/// Slips of a historian, and where each is pointed out.
mod faulty;
/// The folder of a run: written whole, replaced whole, refused whole.
mod folders;
/// An interrupt from the keyboard.
mod interrupted;
/// Journals: proved, locked, never emptied unasked.
mod kept;
/// Long commands that are killed outright, and end the same all the same.
mod killed;
/// From nothing to a comparison, by what the commands print.
mod newcomer;
/// What any touch does, beside what the arms do.
mod noisy;
/// `reproduce`: results made again, to the byte.
mod reproduced;
/// `run` and `history`.
mod runs;
/// Documents beside their schemas.
mod schemas;
/// A desk with scenarios on it, and the command called from there.
mod terminal;
/// `compare --uncertain`: what is not known about the knobs.
mod uncertain;
/// `knobs` and `explain`.
mod words;
/// `worth`: what each request is worth, alone and in company.
mod worthy;
