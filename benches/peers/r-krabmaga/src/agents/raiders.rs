//! Those who cut the railway.

use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::{Cut, Railway};

/// The script of the raids.
#[derive(Clone, Default)]
pub(crate) struct Raiders {
    next: usize,
}

impl Agent for Raiders {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        while let Some(&raid) = railway.built.raids.get(self.next) {
            if raid.second >= railway.until() {
                return;
            }
            self.next += 1;
            for cut in 0..raid.cuts {
                let (block, key) = railway.built.cut(raid, cut);
                let line = railway.built.blocks[block as usize].line as usize;
                railway.obstacles[block as usize] += 1;
                if railway.obstacles[block as usize] == 1 {
                    railway.closed[line] += 1;
                    if railway.closed[line] == 1 {
                        railway.note_change(line);
                    }
                }
                let base = railway.built.gangs_of[line] as usize;
                railway.reports[base].push(Cut {
                    second: raid.second,
                    key,
                    block,
                });
            }
        }
    }
}
