//! `interdict compare --uncertain`: what is not known about the knobs, beside what chance does.

use interdict::experiment::uncertain::{AtPoint, Nest, Points, Uncertainty, run};
use interdict::experiment::{Arms, Catalogue};
use interdict::report::{Style, comparison};

use crate::args::Compare;
use crate::lasting::stop_on_interrupt;
use crate::outcome::{Done, Failure, INTERRUPTED, NOT_WRITTEN, RUN_FAILED, USAGE, has_color, say};
use crate::run::bar;

/// Compares arms with a base at points over the knobs.
pub(crate) fn uncertain(
    arguments: &Compare,
    arms: &Arms,
    catalogue: &Catalogue,
    watched: usize,
) -> Done {
    if let Some(out) = &arguments.out {
        // better before the work than after it
        comparison::may_write(out).map_err(|error| Failure::new(NOT_WRITTEN, error))?;
    }
    let nest = Nest {
        seed: arguments.seed,
        points: arguments.points,
        pairs_each: arguments.pairs_each,
        threads: arguments.threads,
    };
    let set: Vec<String> = (arguments.sets.iter())
        .map(|(path, _)| path.trim_start_matches("rules.").to_owned())
        .collect();
    let only: Vec<String> = (arguments.only.iter())
        .map(|path| path.trim_start_matches("rules.").to_owned())
        .collect();
    let points = Points::of(arms, &set, nest.seed, nest.points).only(&only);
    may_be_asked(arguments, &points)?;
    let ran = run_points(arguments, arms, catalogue, &points, nest);
    let found = Uncertainty::of(arms, catalogue, (&points, nest), &ran, watched);
    if arguments.json {
        say(&comparison::uncertain_json(&found))?;
    } else {
        let style = if has_color() {
            Style::Bold
        } else {
            Style::Plain
        };
        say(&comparison::uncertain_page(&found, style))?;
    }
    if let Some(out) = &arguments.out {
        let written = comparison::write_uncertain(out, &found, &ran)
            .map_err(|error| Failure::new(NOT_WRITTEN, error))?;
        if !arguments.quiet {
            anstream::eprintln!("wrote {} files to {}", written.len(), out.display());
        }
    }
    ending(&found)
}

/// Whether there is something to draw, and points enough to say something of it.
fn may_be_asked(arguments: &Compare, points: &Points) -> Done {
    if points.drawn.is_empty() {
        return Err(Failure::new(
            USAGE,
            "no knob is left to draw: all that have a plausible range are set, differ, or were not asked for",
        )
        .hint("`interdict knobs` lists paths and plausible ranges"));
    }
    let least = points.least();
    if arguments.points < least {
        let message = format!(
            "{} points say nothing of {} knobs: at least {least} do",
            arguments.points,
            points.drawn.len()
        );
        return Err(Failure::new(USAGE, message).hint(format!(
            "write `--points {least}`, or draw fewer knobs with `--only PATH`"
        )));
    }
    Ok(())
}

/// Runs the points, with a bar of runs for whoever watches; ends with those that are whole when interrupted.
fn run_points(
    arguments: &Compare,
    arms: &Arms,
    catalogue: &Catalogue,
    points: &Points,
    nest: Nest,
) -> Vec<AtPoint> {
    let stop = stop_on_interrupt();
    let bar = bar(nest.runs(arms.count()), arguments.quiet);
    bar.set_message("runs");
    let ran = run(arms, catalogue, points, nest, &stop, &|| bar.inc(1));
    bar.finish_and_clear();
    ran
}

fn ending(found: &Uncertainty) -> Done {
    if let Some(broken) = found.broken.first() {
        let n = found.broken.len();
        let message = format!(
            "a law was broken {n} times; first at point {} of {}: {}",
            broken.point, broken.arm, broken.law
        );
        return Err(Failure::new(RUN_FAILED, message).hint(
            "this is a fault of the engine: please report it with the scenario and the seed",
        ));
    }
    if found.is_interrupted {
        return Err(Failure {
            code: INTERRUPTED,
            message: format!("interrupted after {} points", found.points.len()),
        });
    }
    Ok(())
}
