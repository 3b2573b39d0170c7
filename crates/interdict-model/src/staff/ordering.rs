//! # Raids to order
//!
//! What happens: every evening each order in force sends its raids of the next day: so many, for what, and when.
//!
//! Rule: an order has so many sorties a day, no more than its unit's ready aircraft allow; what is less than a raid is
//! owed to the next day. Each raid goes for the object with the highest score: value, distance and shut lines as in
//! [`target`](crate::staff::target), less `targeting.loss_weight` for each per cent that its kind is believed to cost,
//! more `tolerance.result_weight` for each hit per sortie that its kind is believed to bring, plus `targeting.noise`
//! times a standard Gumbel number.
//!
//! Assumes: units send what they have in the evening; raids of a day know nothing of one another.
//!
//! Sources: as in [`target`](crate::staff::target); figures with the rows of `orders` and the knobs of `tolerance`.
//!
//! Reads: [`OrderBook`], [`BomberUnit`], [`AttackersPicture`], [`Beliefs`], [`ForcesPicture`]. Writes: [`Bombers`], [`Standing`].
//! Chance: `TARGET` by unit and object (block: four raids), `RAID_TIME` by raid, `AIM_POINT` by raid on track.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{fit, nearest, whole_part};
use interdict_engine::{Chance, Clock, Column, Rows, math};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::scenario::RaidTarget;

use crate::air::bombers::{BomberUnit, Bombers, Ordered};
use crate::chance::{AIM_POINT, RAID_TIME, TARGET};
use crate::definitions::TASKING;
use crate::identity::Identity;
use crate::picture::beliefs::Thing;
use crate::picture::forces::ForcesPicture;
use crate::picture::{AttackersPicture, Beliefs};
use crate::row::{BomberRow, BridgeRow, LineRow};
use crate::staff::objects::Object;
use crate::staff::orders::{Amended, Order, OrderBook, Standing};

/// Raids whose numbers come in one draw.
const FOUR: usize = 4;

/// The next day's raids are ordered in this tick: in the evening, and before the first day.
pub fn is_due(_: &World, clock: &Clock) -> bool {
    clock.tick == 0 || clock.covers(TASKING)
}

/// What those who order raids look at.
struct Desk<'a> {
    book: &'a OrderBook,
    chance: &'a Chance,
    shut: &'a dyn Fn(&Object) -> f64,
    picture: &'a ForcesPicture,
    day: u16,
}

/// Orders the raids of the next day.
pub(crate) fn order_raids(
    clock: Res<Clock>,
    chance: Res<Chance>,
    book: Res<OrderBook>,
    lines: Res<AttackersPicture>,
    beliefs: Res<Beliefs>,
    units: Rows<BomberUnit>,
    mut picture: ResMut<ForcesPicture>,
    mut standing: ResMut<Standing>,
    mut bombers: ResMut<Bombers>,
) {
    let evening = clock.covers(TASKING);
    let day = clock.day + u16::from(evening);
    if evening {
        book.look_back(day, &mut picture, &mut standing);
    }
    let pool = usize::from(day % 2);
    bombers.pools[pool].clear();
    if day >= book.days {
        return;
    }
    let shut = |object: &Object| is_shut(object, &lines, &beliefs, clock.now);
    let desk = Desk {
        book: &book,
        chance: &chance,
        shut: &shut,
        picture: &picture,
        day,
    };
    let units = units.slice();
    let mut left: Column<BomberRow, u32> = (units.iter())
        .map(|unit| {
            let ready = if unit.from == day {
                unit.strength
            } else {
                unit.ready
            };
            let there = f64::from(u8::from(unit.is_there(day)));
            nearest(1_000.0 * there * f64::from(ready) * unit.sorties_per_aircraft)
        })
        .collect();
    for (row, order) in book.orders.by_row() {
        let amended = standing.of_mut(row);
        if day < order.from || order.to <= day || amended.is_shut {
            continue;
        }
        let sorties = order.sorties.min(left[order.unit]);
        left[order.unit] -= sorties;
        let raid = 1_000 * order.aircraft;
        let all = amended.owed + sorties;
        amended.owed = all % raid;
        for n in 0..all / raid {
            let Some(ordered) = desk.raid(order, *amended, n) else {
                break;
            };
            let second = desk.second(ordered.key, ordered.by_day);
            let item = bombers.pools[pool].push(ordered);
            let stamp = fit(pool);
            bombers.agenda.put(second, ordered.key, item.0, stamp);
        }
    }
}

impl Desk<'_> {
    /// The next raid of an order; `None` where it goes for nothing.
    fn raid(&self, order: &Order, amended: Amended, n: u32) -> Option<Ordered> {
        let day = self.day;
        let object = self.choose(order, amended, n as usize)?;
        let key = Identity::OrderedRaid {
            order: order.key,
            day,
            n,
        }
        .key();
        let target = match object.target {
            RaidTarget::Track(line, _) => {
                let [along] = self.chance.draw::<1>(AIM_POINT, key, When::on(day));
                RaidTarget::Track(line, whole_part(1_000.0 * along))
            }
            target => target,
        };
        let by_day = order.by_day && !amended.by_night;
        Some(Ordered {
            key,
            unit: order.unit,
            force: order.force,
            watch: order.watches[usize::from(by_day)],
            day,
            target,
            aircraft: order.aircraft,
            by_day,
            by_sight: order.by_sight && by_day,
            height_m: order.height_m + amended.higher_m,
            weather: order.weather,
        })
    }

    /// The second over the target.
    fn second(&self, raid: Key, by_day: bool) -> u32 {
        let [number] = self.chance.draw::<1>(RAID_TIME, raid, When::on(self.day));
        let (from, hours) = self.book.hours[usize::from(by_day)];
        let second = whole_part::<u32>(3_600.0 * (from + hours * number));
        u32::from(self.day) * SECONDS_PER_DAY + second
    }

    /// The object with the highest score; the smaller key where two are equal.
    fn choose<'a>(&self, order: &'a Order, amended: Amended, n: usize) -> Option<&'a Object> {
        let believed = self.picture.books[order.force].map(|entry| {
            let (losses, hits) = (
                entry.losses(self.book.prior),
                entry.hits(self.book.prior[1]),
            );
            self.book.results * hits - 100.0 * self.book.losses * losses
        });
        let when = When::on(self.day).block(fit(n / FOUR));
        let score = |object: &Object| {
            let known =
                object.score + believed[object.kind] - self.book.closed * (self.shut)(object);
            if self.book.noise > 0.0 {
                let numbers: [f64; FOUR] = self.chance.draw(TARGET, object.key, when);
                known - self.book.noise * math::ln(-math::ln(numbers[n % FOUR]))
            } else {
                known
            }
        };
        let open = order
            .objects
            .iter()
            .filter(|one| amended.goes_for(one.kind));
        let scored = open.map(|object| (score(object), object));
        let best = scored
            .max_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| other.key.cmp(&one.key)));
        best.map(|(_, object)| object)
    }
}

/// Probability that an object is shut to trains already, as attackers believe.
fn is_shut(object: &Object, lines: &AttackersPicture, beliefs: &Beliefs, now: u32) -> f64 {
    let on_line = |line: LineRow| f64::from(u8::from(!lines.is_line_open(line)));
    match object.target {
        RaidTarget::Bridge(row) if beliefs.are_held() => {
            beliefs.shut(Thing::Bridge(BridgeRow(row)), now)
        }
        RaidTarget::Track(row, _) if beliefs.are_held() => beliefs.line_shut(LineRow(row), now),
        RaidTarget::Bridge(_) | RaidTarget::Track(..) => on_line(object.line),
        RaidTarget::Yard(_) | RaidTarget::Airfield(_) => 0.0,
    }
}

#[cfg(test)]
mod tests;
