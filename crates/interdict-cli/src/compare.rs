//! `interdict compare`: arms under common chance, from the first pair to the answer.

use std::path::{Path, PathBuf};

use interdict::experiment::findings::Wanted;
use interdict::experiment::journal::JournalError;
use interdict::experiment::simultaneous::Best;
use interdict::experiment::study::{Keeping, Progress, study};
use interdict::experiment::why::{self, Question, Why};
use interdict::experiment::{
    Arm, Arms, Catalogue, Design, Ending, Findings, Looks, Stopping, Study, Window,
};
use interdict::report::comparison::Compared;
use interdict::report::{Style, comparison};
use interdict::scenario::Scenario;

use crate::args::{Amount, Compare, Which};
use crate::lasting::{journal_beside, stop_on_interrupt};
use crate::load;
use crate::outcome::{
    Done, Failure, INTERRUPTED, NOT_WRITTEN, RUN_FAILED, USAGE, has_color, remark, say,
    stderr_has_color,
};
use crate::run::bar;
use crate::uncertain::uncertain;

/// Pairs that are run where nothing is said: enough for a figure in print.
const PAIRS: u32 = 200;

/// Compares arms with a base.
pub(crate) fn compare(arguments: &Compare) -> Done {
    let arms = read(arguments)?;
    let catalogue = Catalogue::of(&arms.scenarios(), window(arguments, &arms.base().scenario)?);
    let design = design(arguments, &catalogue)?;
    if arguments.uncertain {
        return uncertain(arguments, &arms, &catalogue, design.watched);
    }
    let zone = match &arguments.indifference {
        Some(amount) => in_unit(amount, "--indifference", &catalogue, design.watched)?,
        None => 0.0,
    };
    let best = if arguments.least {
        Best::Least
    } else {
        Best::Most
    };
    let arms = if arguments.no_sham {
        arms
    } else {
        arms.with_sham()
    };
    let journal = arguments.out.as_deref().map(journal_beside).transpose()?;
    if let Some(out) = &arguments.out {
        // better before the work than after it
        comparison::may_write(out).map_err(|error| Failure::new(NOT_WRITTEN, error))?;
    }
    let study = run(arguments, &arms, &catalogue, &design, journal.as_deref())?;
    let findings = Findings::of(&arms, &catalogue, &design, &study, Wanted { best, zone });
    // even who wants no remarks wants to know this
    for warning in comparison::warnings(&findings) {
        anstream::eprintln!("{warning}");
    }
    let is_whole = study.ending != Ending::Interrupted;
    let why = match arguments.why.filter(|_| is_whole) {
        Some(pairs) => ask_why(arguments, &arms, &catalogue, &design, &study, pairs)?,
        None => None,
    };
    let compared = Compared {
        findings: &findings,
        study: &study,
        arms: &arms,
        why: why.as_ref(),
    };
    show(arguments, &compared)?;
    if let Some(out) = &arguments.out {
        let written = comparison::write_comparison(out, &compared)
            .map_err(|error| Failure::new(NOT_WRITTEN, error))?;
        if !arguments.quiet {
            anstream::eprintln!("wrote {} files to {}", written.len(), out.display());
        }
    }
    ending(arguments, &findings, &study)
}

/// The arms as the command line names them.
fn read(arguments: &Compare) -> Result<Arms, Failure> {
    let paths: Vec<&Path> = (std::iter::once(&arguments.base))
        .chain(&arguments.arms)
        .map(PathBuf::as_path)
        .collect();
    read_arms(&paths, &arguments.sets, arguments.quiet)
}

/// The arms of some paths, the base first, all with the same changes.
pub(crate) fn read_arms(
    paths: &[&Path],
    sets: &[(String, String)],
    quiet: bool,
) -> Result<Arms, Failure> {
    let mut arms = Vec::with_capacity(paths.len());
    let mut said = Vec::new();
    for (path, name) in paths.iter().zip(names(paths)) {
        let loaded = load::read(&Which {
            scenario: path.to_path_buf(),
            sets: sets.to_vec(),
        })?;
        if !loaded.warnings.is_empty() && !quiet {
            let warnings = loaded.warnings.render(stderr_has_color());
            if !said.contains(&warnings) {
                anstream::eprintln!("{warnings}");
                said.push(warnings);
            }
        }
        arms.push(Arm {
            name,
            because: loaded.because,
            scenario: loaded.scenario,
        });
    }
    Arms::new(arms).map_err(|error| {
        Failure::new(USAGE, error).hint("give all of them the same first and last day")
    })
}

/// Names of arms: of the file, or of the folder where several scenarios are called the same.
fn names(paths: &[&Path]) -> Vec<String> {
    let of = |path: &Path| {
        path.file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
    };
    let files: Vec<PathBuf> = (paths.iter())
        .map(|path| {
            let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
            if path.is_dir() {
                path.join("scenario.ron")
            } else {
                path
            }
        })
        .collect();
    (files.iter())
        .map(|file| {
            let name = of(file);
            let is_shared = files.iter().any(|other| other != file && of(other) == name);
            match file.parent().and_then(Path::file_name) {
                Some(folder) if is_shared => folder.to_string_lossy().into_owned(),
                _ => name,
            }
        })
        .collect()
}

fn window(arguments: &Compare, base: &Scenario) -> Result<Window, Failure> {
    let from = match &arguments.from {
        Some(date) => load::days_from(base, date)?,
        None => 0,
    };
    Ok(Window {
        from,
        to: base.days,
    })
}

/// The outcome of a name, or the first that there is.
pub(crate) fn outcome(catalogue: &Catalogue, name: Option<&str>) -> Result<usize, Failure> {
    if catalogue.outcomes.is_empty() {
        let message = format!("a theatre of {} has no outcome", catalogue.domains);
        return Err(Failure::new(USAGE, message).hint("see `interdict explain domains`"));
    }
    let Some(name) = name else {
        return Ok(0);
    };
    if let Some(watched) = catalogue.outcome(name) {
        return Ok(watched);
    }
    let lacking = catalogue.lacking(name);
    if !lacking.is_empty() {
        let message = format!("the outcome `{name}` needs domains that no arm has: {lacking}");
        let hint = format!("the theatre is made of {}", catalogue.domains);
        return Err(Failure::new(USAGE, message).hint(hint));
    }
    let names = catalogue.outcomes.iter().map(|label| label.name.as_str());
    let nearest = names
        .clone()
        .max_by(|a, b| {
            let near = |known: &str| strsim::jaro_winkler(known, name);
            near(a).total_cmp(&near(b))
        })
        .unwrap_or_default();
    let all: Vec<&str> = names.collect();
    Err(
        Failure::new(USAGE, format!("there is no outcome `{name}`")).hint(format!(
            "did you mean `{nearest}`? There are: {}",
            all.join(", ")
        )),
    )
}

fn design(arguments: &Compare, catalogue: &Catalogue) -> Result<Design, Failure> {
    let watched = outcome(catalogue, arguments.outcome.as_deref())?;
    let stopping = match &arguments.until_half_width {
        Some(amount) => Stopping::HalfWidth {
            half_width: in_unit(amount, "--until-half-width", catalogue, watched)?,
            looks: Looks {
                cap: arguments.at_most,
                ..Looks::default()
            },
        },
        None => Stopping::Pairs(arguments.pairs.unwrap_or(PAIRS)),
    };
    Ok(Design {
        seed: arguments.seed,
        threads: arguments.threads,
        stopping,
        watched,
    })
}

/// An amount of the watched outcome.
fn in_unit(
    amount: &Amount,
    flag: &str,
    catalogue: &Catalogue,
    watched: usize,
) -> Result<f64, Failure> {
    let label = &catalogue.outcomes[watched];
    if amount.unit.is_empty() || amount.unit == label.unit {
        return Ok(amount.value);
    }
    let message = format!(
        "`{flag}` is in `{}`, but `{}` is in `{}`",
        amount.unit, label.name, label.unit
    );
    Err(Failure::new(USAGE, message).hint(format!("write `{} {}`", amount.value, label.unit)))
}

/// Runs the pairs, with a bar for whoever watches; ends with what is done when interrupted.
fn run(
    arguments: &Compare,
    arms: &Arms,
    catalogue: &Catalogue,
    design: &Design,
    journal: Option<&Path>,
) -> Result<Study, Failure> {
    let stop = stop_on_interrupt();
    let bar = bar(0, arguments.quiet);
    bar.set_message("pairs");
    let mut is_new = true;
    let mut progress = |at: Progress| {
        bar.set_length(u64::from(at.planned));
        bar.set_position(u64::from(at.done));
        if std::mem::take(&mut is_new) {
            // what a journal brought was not run in this time
            bar.reset_eta();
        }
    };
    let keeping = match journal {
        None => Keeping::Nowhere,
        Some(path) if arguments.resume => Keeping::Resume(path),
        Some(path) => Keeping::Anew(path),
    };
    let study = study(arms, catalogue, design, keeping, &stop, &mut progress);
    bar.finish_and_clear();
    study.map_err(|error| {
        let code = match error {
            JournalError::File(..) => NOT_WRITTEN,
            _ => USAGE,
        };
        Failure::new(code, error)
    })
}

/// Asks why; `None`, with a word about it, where it was interrupted.
fn ask_why(
    arguments: &Compare,
    arms: &Arms,
    catalogue: &Catalogue,
    design: &Design,
    study: &Study,
    pairs: u32,
) -> Result<Option<Why>, Failure> {
    let question = Question {
        arms,
        catalogue,
        watched: design.watched,
        seed: design.seed,
        pairs,
        // by default pairs that the estimate did not use
        first: (arguments.why_from).unwrap_or(study.replications.len() as u32),
        continuations: arguments.continuations,
        threads: design.threads,
    };
    let stop = stop_on_interrupt();
    let bar = bar(0, arguments.quiet);
    bar.set_message("runs for why");
    let mut progress = |done: u32, planned: u32| {
        bar.set_length(u64::from(planned));
        bar.set_position(u64::from(done));
    };
    let why = why::why(&question, &stop, &mut progress);
    bar.finish_and_clear();
    let why = why.map_err(|law| Failure::new(RUN_FAILED, law))?;
    if why.is_none() {
        remark("interrupted while asking why: what follows is the comparison alone");
    }
    Ok(why)
}

fn show(arguments: &Compare, compared: &Compared<'_>) -> Done {
    let (findings, why) = (compared.findings, compared.why);
    if arguments.json {
        return say(&comparison::json(findings, why));
    }
    let style = if has_color() {
        Style::Bold
    } else {
        Style::Plain
    };
    say(&comparison::page(findings, style))?;
    let base = &compared.arms.base().scenario;
    why.map_or(Ok(()), |why| {
        say(&comparison::why_page(why, findings, base, style))
    })
}

fn ending(arguments: &Compare, findings: &Findings, study: &Study) -> Done {
    if let Some(broken) = findings.broken.first() {
        let n = findings.broken.len();
        let message = format!(
            "{n} runs broke a law; the first is replication {} of {}: {}",
            broken.replication, broken.arm, broken.law
        );
        return Err(Failure::new(RUN_FAILED, message).hint(
            "this is a fault of the engine: please report it with the scenario and the seed",
        ));
    }
    if study.ending == Ending::Interrupted {
        let mut message = format!("interrupted after {} pairs", study.replications.len());
        if arguments.out.is_some() {
            message.push_str("\n\nhint: the same command with `--resume` goes on from there");
        }
        return Err(Failure {
            code: INTERRUPTED,
            message,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arms_are_called_after_their_files_and_after_their_folders_where_files_are_called_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["one", "two"] {
            std::fs::create_dir(path(name)).unwrap();
        }
        let names = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|name| path(name)).collect();
            let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
            super::names(&paths)
        };
        assert_eq!(
            names(&["one", "one/with-guns.ron"]),
            ["scenario", "with-guns"]
        );
        assert_eq!(names(&["one", "two"]), ["one", "two"]);
        assert_eq!(names(&["one", "one"]), ["scenario", "scenario"]);
    }
}
