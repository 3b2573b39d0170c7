//! Packages by the hour at which they strike, and batteries that are settled when they are asked.

use bevy_ecs::prelude::{Component, Res, ResMut, Resource, World};
use interdict_engine::{Clock, Rows, RowsMut};

use super::repair::{Gang, Repairs};
use super::{Ground, HOUR};
use crate::air;
use crate::draws::{Draws, Purpose, binomial, none_of, poisson};
use crate::shape::Size;
use crate::state::{
    Cover, Damage, HOURS, MOST_ROUNDS, NEVER, Package, Present, ROUNDS, SUPPRESSED, Track,
};

/// A battery, as it was when it was last asked.
#[derive(Component, Clone, Copy, Debug)]
pub(super) struct Battery {
    rounds: u8,
    /// Resupplies that are in `rounds`.
    resupplies: u16,
    /// The first tick in which it is not suppressed.
    free_from: u32,
}

impl Battery {
    /// The batteries at the start.
    pub(super) fn all(size: Size) -> Vec<Self> {
        let fresh = Self {
            rounds: ROUNDS,
            resupplies: 0,
            free_from: 0,
        };
        vec![fresh; size.batteries as usize]
    }

    /// Rounds after the resupply of a tick: two each day at two o'clock.
    #[inline]
    pub(super) fn rounds_at(self, tick: u32) -> u8 {
        let come = 2 * (resupplies(tick) - u32::from(self.resupplies));
        (u32::from(self.rounds) + come).min(u32::from(MOST_ROUNDS)) as u8
    }
}

/// Resupplies up to and in a tick.
#[inline]
fn resupplies(tick: u32) -> u32 {
    (tick + HOURS - 2) / HOURS
}

/// What the packages of the day are to do, and what stands in their way.
#[derive(Resource)]
pub(super) struct Plan {
    size: Size,
    /// Running sums of what the segments are worth.
    weights: Vec<f64>,
    /// Which sites cover which segment.
    pub(super) cover: Cover,
    /// By hour from six o'clock on, by number.
    by_hour: [Vec<(u32, Package)>; 12],
}

impl Plan {
    /// No plan yet.
    pub(super) fn new(size: Size, cover: Cover) -> Self {
        Self {
            size,
            cover,
            weights: vec![0.0; size.segments as usize],
            by_hour: Default::default(),
        }
    }

    /// Back to the start.
    pub(super) fn reset(&mut self, cover: &Cover) {
        self.cover.clone_from(cover);
        self.by_hour.iter_mut().for_each(Vec::clear);
    }

    fn at(&self, clock: &Clock) -> &[(u32, Package)] {
        let place = (clock.second_of_day / HOUR).wrapping_sub(6) as usize;
        self.by_hour.get(place).map_or(&[], Vec::as_slice)
    }
}

/// The enemy weighs the segments and plans the packages of the day.
pub(super) fn plan(
    mut plan: ResMut<Plan>,
    mut tracks: RowsMut<Track>,
    damage: Rows<Damage>,
    ground: Res<Ground>,
    present: Res<Present>,
    clock: Res<Clock>,
) {
    let network = &ground.0;
    let Plan {
        weights, by_hour, ..
    } = &mut *plan;
    air::weights(weights, network, damage.slice(), tracks.slice_mut());
    by_hour.iter_mut().for_each(Vec::clear);
    for id in 0..network.size.packages {
        let package = air::planned(weights, &present, id, clock.tick);
        if package.hour != NEVER {
            by_hour[package.hour as usize - 6].push((id, package));
        }
    }
}

/// Some package strikes in this hour.
pub(super) fn is_due(world: &World, clock: &Clock) -> bool {
    !world.resource::<Plan>().at(clock).is_empty()
}

/// The packages of this hour are fired at, and bomb.
pub(super) fn strike(
    plan: Res<Plan>,
    mut batteries: RowsMut<Battery>,
    mut damage: RowsMut<Damage>,
    mut gangs: RowsMut<Gang>,
    mut repairs: ResMut<Repairs>,
    mut present: ResMut<Present>,
    clock: Res<Clock>,
) {
    let (tick, size) = (clock.tick, plan.size);
    let (repairs, present) = (&mut *repairs, &mut *present);
    let batteries = batteries.slice_mut();
    let (damage, gangs) = (damage.slice_mut(), gangs.slice_mut());
    for &(id, package) in plan.at(&clock) {
        let sites = plan.cover.of(package.target);
        let (active, losses) = fire(
            batteries,
            size,
            sites,
            id,
            package.aircraft,
            &present.draws,
            tick,
        );
        present.today.losses += u64::from(losses);
        let [aim] = present.draws.draw(Purpose::Bomb, id, tick);
        let chance = air::cut_chance(present.weather, active);
        let cuts = binomial(aim, package.aircraft - losses, chance);
        if cuts > 0 {
            present.today.cuts += u64::from(cuts);
            repairs.hit(
                package.target,
                cuts,
                damage,
                gangs,
                &mut present.today,
                tick,
            );
        }
    }
}

/// The batteries of some sites fire at a package: how many, and what it loses.
fn fire(
    batteries: &mut [Battery],
    size: Size,
    sites: &[u32],
    package: u32,
    aircraft: u32,
    draws: &Draws,
    tick: u32,
) -> (u32, u32) {
    let mut stream = draws.stream(Purpose::Flak, package, tick);
    let mean = 0.003 * f64::from(aircraft);
    let none = none_of(mean);
    let come = resupplies(tick) as u16;
    let (mut active, mut losses) = (0, 0);
    for &site in sites {
        for battery in size.batteries_of(site) {
            let battery = &mut batteries[battery as usize];
            if battery.free_from > tick {
                continue;
            }
            let rounds = battery.rounds_at(tick);
            if rounds == 0 {
                continue;
            }
            battery.rounds = rounds - 1;
            battery.resupplies = come;
            active += 1;
            losses += poisson(stream.draw(), mean, none);
            if stream.draw() < 0.08 {
                battery.free_from = tick + u32::from(SUPPRESSED);
            }
        }
    }
    (active, losses.min(aircraft))
}
