//! An anti-aircraft site with its batteries, settled when a package comes.

use kernel_w::draws::{Draws, Purpose, none_of, poisson};
use kernel_w::state::{HOURS, MOST_ROUNDS, ROUNDS, SUPPRESSED};
use nexosim::model::{Context, Model};
use serde::{Deserialize, Serialize};

use crate::time::tick_of;

/// A battery, as it was when it was last asked.
#[derive(Clone, Serialize, Deserialize)]
struct Battery {
    rounds: u32,
    free_from: u32,
}

/// An anti-aircraft site.
#[derive(Serialize, Deserialize)]
pub(crate) struct Site {
    id: u32,
    seed: u64,
    batteries: Vec<Battery>,
    /// Resupplies that are in the rounds.
    resupplies: u32,
    /// The last tick in which something came, and numbers drawn in it.
    tick: u32,
    drawn: u32,
}

#[Model]
impl Site {
    pub(crate) fn new(id: u32, seed: u64, batteries: usize) -> Self {
        let fresh = Battery {
            rounds: u32::from(ROUNDS),
            free_from: 0,
        };
        Self {
            id,
            seed,
            batteries: vec![fresh; batteries],
            resupplies: 0,
            tick: 0,
            drawn: 0,
        }
    }

    /// A package of so many aircraft comes: how many batteries fire, and what it loses -- replier.
    pub(crate) async fn fire(&mut self, aircraft: u32, context: &Context<Self>) -> (u32, u32) {
        let tick = tick_of(context.time());
        let resupplies = (tick + HOURS - 2) / HOURS;
        let come = 2 * (resupplies - self.resupplies);
        self.resupplies = resupplies;
        if tick != self.tick {
            (self.tick, self.drawn) = (tick, 0);
        }
        let draws = Draws::new(self.seed);
        let mut stream = draws.stream(Purpose::Flak, self.id, tick);
        stream.pass(self.drawn);
        let mean = 0.003 * f64::from(aircraft);
        let none = none_of(mean);
        let (mut active, mut losses) = (0, 0);
        for battery in &mut self.batteries {
            battery.rounds = (battery.rounds + come).min(u32::from(MOST_ROUNDS));
            if battery.rounds == 0 || battery.free_from > tick {
                continue;
            }
            battery.rounds -= 1;
            active += 1;
            self.drawn += 2;
            losses += poisson(stream.draw(), mean, none);
            if stream.draw() < 0.08 {
                battery.free_from = tick + u32::from(SUPPRESSED);
            }
        }
        (active, losses)
    }
}
