//! # What is photographed
//!
//! What happens: every evening the staff of the attackers choose the lines and bridges of which they want photographs the
//! next day.
//!
//! Rule: those that nobody has looked at for longest, or ordered photographs of; as many as the sorties free for railways
//! have room for on their strips: `floor(photo_sorties x photo_share) x photo_targets`. Of equals, the smaller key.
//!
//! Assumes: a strip may hold any two things; nothing but age speaks for one.
//!
//! Sources: none needed.
//!
//! Reads: [`Beliefs`]. Writes: [`Photographs`]. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::Clock;

use crate::air::photograph::Photographs;
use crate::definitions::TASKING;
use crate::picture::Beliefs;

/// Photographs are ordered in this tick: in the evening, where reports are not perfect.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    clock.covers(TASKING) && world.resource::<Beliefs>().are_held()
}

/// Orders the next day's photographs.
pub(crate) fn order_photographs(
    clock: Res<Clock>,
    beliefs: Res<Beliefs>,
    mut photographs: ResMut<Photographs>,
) {
    photographs.ordered.clear();
    let known = |thing| beliefs.of(thing).second.max(photographs.last(thing));
    let mut oldest: Vec<_> = (beliefs.things().iter())
        .map(|&(thing, key)| (known(thing), key, thing))
        .collect();
    oldest.sort_unstable_by_key(|&(known, key, _)| (known, key));
    for (_, key, thing) in oldest.into_iter().take(photographs.most as usize) {
        photographs.order(thing, key, clock.now);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::network::Network;
    use bevy_ecs::system::RunSystemOnce;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn all_are_photographed_in_turn_before_one_is_again() {
        let mut scenario = generate(Shape::small(), 4);
        let knobs = &mut scenario.rules.reports;
        (knobs.perfect, knobs.photo_sorties) = (false, 3);
        (knobs.photo_share, knobs.photo_targets) = (1.0, 1);
        let mut world = World::new();
        let beliefs = Beliefs::new(&scenario, &Network::new(&scenario));
        let count = beliefs.things().len();
        world.insert_resource(beliefs);
        world.insert_resource(Photographs::new(&scenario));
        let mut seen = BTreeSet::new();
        for day in (0..).take(count.div_ceil(3)) {
            let mut clock = Clock::new(900);
            while clock.now < day * 86_400 + TASKING {
                clock.advance();
            }
            world.insert_resource(clock);
            assert!(is_due(&world, &clock));
            world.run_system_once(order_photographs).expect("a system");
            let ordered = &world.resource::<Photographs>().ordered;
            assert_eq!(ordered.len(), 3);
            seen.extend(ordered.iter().map(|(_, key)| *key));
        }
        assert_eq!(seen.len(), count);
    }
}
