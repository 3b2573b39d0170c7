//! # Patrols of the night
//!
//! What happens: at noon units of intruders lay out the coming night: how many patrols they send, over which lines, at
//! which hours, and which of them go for the track instead of trains.
//!
//! Rule: patrols of a night `= floor(ready x sorties per aircraft x share free for railways x share that
//! does not bomb track x share of patrols against railways)`; each goes to a line chosen like any target, at an hour
//! drawn evenly over the night. Those for the track are counted likewise, with the share of the phase, or of the doctrine,
//! that bombs track.
//!
//! Assumes: units send what they have at noon.
//!
//! Sources: none needed.
//!
//! Reads: knobs of `intruder`, phases, [`AttackersPicture`], [`Beliefs`], [`AirUnit`]. Writes: [`Patrols`]. Chance: `TARGET`; `AIM_POINT`
//! by patrol.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::whole_part;
use interdict_engine::{Chance, Clock, Rows};

use crate::air::intruder::Patrols;
use crate::air::patrol::{Patrol, Task};
use crate::air::unit::AirUnit;
use crate::chance::AIM_POINT;
use crate::identity::Identity;
use crate::network::Network;
use crate::picture::{AttackersPicture, Beliefs};
use crate::row::UnitRow;
use crate::sky::Sky;
use crate::staff::outlook::Outlook;
use crate::staff::target::{MOST_CHOICES, Targets};
use crate::staff::tasking::{Tasking, offered};

/// Lays out the coming night's patrols. Due at [`SENDING`](crate::definitions::SENDING).
pub(crate) fn send_patrols(
    clock: Res<Clock>,
    chance: Res<Chance>,
    sky: Res<Sky>,
    picture: Res<AttackersPicture>,
    beliefs: Res<Beliefs>,
    network: Res<Network>,
    tasking: Res<Tasking>,
    units: Rows<AirUnit>,
    targets: Res<Targets>,
    mut outlook: ResMut<Outlook>,
    mut patrols: ResMut<Patrols>,
) {
    let day = clock.day;
    let patrols = &mut *patrols;
    patrols.sent.clear();
    let Some(phase) = targets.phase(day) else {
        return;
    };
    if !units
        .slice()
        .iter()
        .any(|unit| unit.is_intruder && unit.is_there(day))
    {
        return;
    }
    outlook.survey(&targets.weights, day, clock.now, &picture, &beliefs);
    let dusk = sky.next_dark(clock.now);
    let night = f64::from(sky.next_light(dusk) - dusk);
    for (row, unit) in (0..).map(UnitRow).zip(units.slice()) {
        if !unit.is_intruder || !unit.is_there(day) {
            continue;
        }
        let means = targets.means(phase, row);
        let left = patrols.rail_share * (1.0 - means.track_share);
        let searching = offered(unit.ready, unit.sorties_per_aircraft * left) as usize;
        let bombing = offered(unit.ready, unit.sorties_per_aircraft * means.track_share) as usize;
        let count = (searching + bombing).min(MOST_CHOICES);
        let mut chosen = [None; MOST_CHOICES];
        let chosen = &mut chosen[..count];
        targets.choose(&chance, &mut outlook, day, phase, row, chosen);
        for (ordinal, target) in (0..).zip(chosen.iter()) {
            let Some(target) = target else { continue };
            let key = Identity::Patrol {
                unit: unit.key,
                day,
                n: ordinal,
            }
            .key();
            let [hour, along] = chance.draw::<2>(AIM_POINT, key, When::on(day));
            let task = if (ordinal as usize) < searching {
                Task::Trains
            } else {
                let stretch = means.stretch_m;
                let (from, to) = tasking.stretch(&chance, &network, target.line, day, stretch);
                Task::Track(network.block_at(target.line, from + along * (to - from)))
            };
            let patrol = patrols.sent.push(Patrol {
                key,
                unit: row,
                day,
                line: target.line,
                task,
            });
            let second = dusk + whole_part::<u32>(night * hour);
            patrols.agenda.put(second, key, patrol.0, 0);
        }
    }
}
