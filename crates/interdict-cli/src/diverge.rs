//! `interdict diverge`: where and why two runs part.

use interdict::experiment::diverge;
use interdict::experiment::diverge::floor::{TOUCHES, floor};
use interdict::experiment::sham::{NoSham, Sham};
use interdict::model::Seed;
use interdict::report::Style;
use interdict::report::divergence::{self, Pair};

use crate::args::Diverge;
use crate::compare::read_arms;
use crate::outcome::{Done, Failure, RUN_FAILED, USAGE, has_color, say};

/// Finds where two scenarios part under one seed, and tells what came of it.
pub(crate) fn diverge(arguments: &Diverge) -> Done {
    let paths = [arguments.base.as_path(), arguments.arm.as_path()];
    let arms = read_arms(&paths, &arguments.sets, arguments.quiet)?;
    let [base, arm] = arms.all() else {
        unreachable!("two paths are two arms")
    };
    let scenarios = [&base.scenario, &arm.scenario];
    if scenarios[0].step != scenarios[1].step {
        let message = "the two have ticks of different length: there is no first tick to part in";
        return Err(Failure::new(USAGE, message));
    }
    let seed = Seed {
        seed: arguments.seed,
        replication: arguments.replication,
    };
    let broken = |law| {
        Failure::new(RUN_FAILED, law)
            .hint("this is a fault of the engine: please report it with the scenario and the seed")
    };
    let found = diverge::diverge(scenarios[0], scenarios[1], seed).map_err(broken)?;
    let sham = if arguments.no_sham {
        Err(NoSham::NotAsked)
    } else {
        Sham::of(scenarios[0], &scenarios[1..])
    };
    let floor = match &sham {
        // two runs that never part need no floor to stand on
        _ if found.partings.is_empty() => Err(NoSham::NotAsked),
        Ok(sham) => {
            let beside = floor(scenarios[0], &found.records[0], sham, seed, TOUCHES);
            Ok(beside.map_err(broken)?)
        }
        Err(why) => Err(*why),
    };
    let pair = Pair {
        called: [&base.name, &arm.name],
        scenarios,
        seed,
        floor: floor.as_ref().map_err(|why| *why),
    };
    let unnamed = |unnamed| {
        Failure::new(RUN_FAILED, unnamed).hint(
            "this is a fault of the engine: please report it with both scenarios and the seed",
        )
    };
    if arguments.json {
        return say(&divergence::json(&found, &pair).map_err(unnamed)?);
    }
    let style = if has_color() {
        Style::Bold
    } else {
        Style::Plain
    };
    say(&divergence::page(&found, &pair, style).map_err(unnamed)?)
}
