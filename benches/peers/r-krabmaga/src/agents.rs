//! The agents, and the order in which they step.

mod formation;
mod gangs;
mod raiders;
mod signals;
mod staff;
mod train;
mod trucks;
mod yard;

use kernel_r::built::Built;
use krabmaga::engine::schedule::Schedule;

/// Puts all agents on the schedule, each to step once a tick.
pub(crate) fn schedule(built: &Built, schedule: &mut Schedule) {
    let mut ordering = 0;
    let mut add = |agent: Box<dyn krabmaga::engine::agent::Agent>| {
        schedule.schedule_repeating(agent, 0.0, ordering);
        ordering += 1;
    };
    add(Box::<raiders::Raiders>::default());
    for base in 0..built.gangs.len() {
        add(Box::new(gangs::Gangs::new(base, built.gangs[base])));
    }
    add(Box::<staff::Staff>::default());
    let rows = || built.corridors.iter().enumerate();
    for (row, _) in rows().filter(|(_, corridor)| corridor.road.is_some()) {
        add(Box::new(trucks::Trucks::new(row)));
    }
    let chains = || rows().flat_map(|(row, of)| (0..of.chains.len()).map(move |at| (row, at)));
    for (row, chain) in chains() {
        add(Box::new(yard::Yard::new(row, chain)));
    }
    for train in 0..built.train_home.len() as u32 {
        add(Box::new(train::TrainAgent::new(train)));
    }
    for (row, chain) in chains() {
        let lines = built.corridors[row].chains[chain].lines.iter();
        let lines = lines.map(|&line| &built.lines[line as usize]);
        let blocks = lines.flat_map(|line| line.first..line.first + line.blocks);
        add(Box::new(signals::Signals::new(blocks.collect())));
    }
    for &formation in &built.formations {
        add(Box::new(formation::FormationAgent::new(formation)));
    }
}
