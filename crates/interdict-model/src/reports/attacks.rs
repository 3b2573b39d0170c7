//! # Attacks are reported
//!
//! What happens: before attackers decide, and before guns are moved, what was flown since the last time is entered in the
//! pictures of both sides, and attackers learn which lines run.
//!
//! Rule: a line runs, in their picture, when it runs at the time of the report; where reports are not perfect, they learn
//! nothing of it here, but by [`sightings`](crate::reports::sightings). A sortie counts for the line it went for.
//!
//! Assumes: reports of what was flown are complete, exact and in time, on either side.
//!
//! Sources: none needed.
//!
//! Reads: [`Closures`], [`Flown`], [`Beliefs`] (whether they are held). Writes: [`AttackersPicture`], [`DefendersPicture`], [`Flown`]. Chance: none.

use bevy_ecs::prelude::*;

use crate::air::flown::Flown;
use crate::damage::closure::Closures;
use crate::picture::{AttackersPicture, Beliefs, DefendersPicture};

/// Carries what was flown, and which lines run, into the pictures of both sides.
pub fn report(
    closures: Res<Closures>,
    beliefs: Res<Beliefs>,
    mut flown: ResMut<Flown>,
    mut attackers: ResMut<AttackersPicture>,
    mut defenders: ResMut<DefendersPicture>,
) {
    for over in flown.over.drain(..) {
        attackers.week[over.line].0 += over.sorties;
        attackers.last_attack[over.line] = over.day;
        defenders.attacked[over.line] += over.sorties;
    }
    for line in flown.lost.drain(..) {
        attackers.week[line].1 += 1;
    }
    if beliefs.are_held() {
        return;
    }
    for (line, is_open) in attackers.is_open.by_row_mut() {
        *is_open = closures.is_line_open(line);
    }
}
