//! The signals of a chain of lines, which let trains into its blocks.

use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::railway::Railway;

/// The signals.
#[derive(Clone)]
pub(crate) struct Signals {
    blocks: Vec<u32>,
}

impl Signals {
    pub(crate) const fn new(blocks: Vec<u32>) -> Self {
        Self { blocks }
    }
}

impl Agent for Signals {
    fn step(&mut self, state: &mut dyn State) {
        let railway = Railway::of(state);
        loop {
            let entry = |&block: &u32| {
                let (second, side) = railway.next_entry(block)?;
                Some((second, block, side))
            };
            let next = self.blocks.iter().filter_map(entry).min();
            let Some((second, block, side)) = next.filter(|next| next.0 < railway.until()) else {
                return;
            };
            railway.enter(block, side, second);
        }
    }
}
