//! # Stations report
//!
//! What happens: stations report blocks that were shut or opened, and days that are known; the staff note them before
//! they plan and before trains move.
//!
//! Rule: notices are entered in the order in which things happened.
//!
//! Assumes: reports are complete, exact and in time.
//!
//! Sources: none needed.
//!
//! Reads: notices of [`Closures`]. Writes: [`RailwayPicture`]. Chance: none.

use bevy_ecs::prelude::*;

use crate::damage::closure::Closures;
use crate::network::Network;
use crate::picture::RailwayPicture;

/// Carries what stations report into the picture. Due when they have something to report.
pub fn report(
    network: Res<Network>,
    mut closures: ResMut<Closures>,
    mut picture: ResMut<RailwayPicture>,
) {
    for notice in closures.notices.drain(..) {
        picture.enter(notice, &network);
    }
}
