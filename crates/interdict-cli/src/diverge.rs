//! `interdict diverge`: where and why two runs part.

use interdict::experiment::diverge::{PartError, part};
use interdict::model::Seed;
use interdict::report::divergence::{self, Pair};

use crate::args::Diverge;
use crate::document::say_document;
use crate::load::read_arms;
use crate::outcome::{Done, ENGINE, Failure, RUN_FAILED, USAGE, say_page, style};

/// Finds where two scenarios part under one seed, and tells what came of it.
pub(crate) fn diverge(arguments: &Diverge) -> Done {
    let paths = [arguments.base.as_path(), arguments.arm.as_path()];
    let (arms, _) = read_arms(&paths, &arguments.sets, arguments.quiet)?;
    let seed = Seed {
        seed: arguments.seed,
        replication: arguments.replication,
    };
    let parted = part(&arms, seed, !arguments.no_sham).map_err(|error| match error {
        PartError::OtherTicks(_) | PartError::Extended => Failure::new(USAGE, error),
        PartError::Law(law) => Failure::new(RUN_FAILED, law).hint(ENGINE),
    })?;
    let (found, names) = (&parted.divergence, &arms.all()[..2]);
    let pair = Pair {
        called: [&names[0].name, &names[1].name],
        scenarios: [&names[0].scenario, &names[1].scenario],
        seed,
        floor: parted.floor.as_ref().map_err(|why| *why),
    };
    let unnamed = |unnamed| {
        Failure::new(RUN_FAILED, unnamed).hint(
            "this is a fault of the engine: please report it with both scenarios and the seed",
        )
    };
    if arguments.json {
        let json = divergence::json(found, &pair).map_err(unnamed)?;
        return say_document("divergence", &json);
    }
    say_page(&divergence::page(found, &pair, style()).map_err(unnamed)?)
}
