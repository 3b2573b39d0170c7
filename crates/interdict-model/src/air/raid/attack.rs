//! A raid over its target, whoever sent it: who meets it, what fire does to it, and what its bombs hit.

use interdict_engine::chance::When;
use interdict_engine::whole::fit;
use interdict_engine::{math, sample};
use interdict_quantity::Key;
use interdict_scenario::scenario::{Channel, RaidTarget};

use super::coming::{Came, Coming};
use super::fall::Fall;
use super::over::{Over, Wake};
use crate::air::delivery::count_rounds;
use crate::air::fighters::fight::Scribe;
use crate::air::fighters::meeting::Encounters;
use crate::air::fighters::skies::Met;
use crate::air::mission::Mission;
use crate::chance::{FLAK_CLOCK, OPEN_FIRE, RAID_BOMB};
use crate::flak::battery::{Battery, Calibre};
use crate::flak::cover::Spot;
use crate::flak::gunnery::{Attack, chord_m};
use crate::identity::Identity;
use crate::network::Network;
use crate::outcomes::Series;
use crate::picture::beliefs::{Source, Thing};
use crate::record::{EventKind, Place};
use crate::row::{AirfieldRow, BridgeRow, CellRow, LineRow, StationRow};

/// A raid comes over its target.
pub(in crate::air) fn attack(
    over: &Over,
    raid: &Coming,
    second: u32,
    batteries: &mut [Battery],
    encounters: &mut Encounters,
    wake: &mut Wake,
) -> Came {
    let (spot, place) = whereabouts(&over.network, raid.target);
    let met = are_met(over, raid, second, spot, place, encounters, wake);
    let present = raid.aircraft - met.gone;
    let harm = fire_at(over, raid, present, spot, batteries);
    count_rounds(&[0, harm.rounds], &mut wake.books, &mut wake.measures);
    let when = When::on(raid.day).block(1);
    let [first] = over.chance.draw::<1>(RAID_BOMB, raid.key, when);
    let fell = sample::binomial(first, harm.lost, over.rules.before_release);
    let left = present - harm.lost;
    let turned_back = sample::binomial(harm.luck, left, over.rules.turns_back(harm.scares));
    let bombing = present - fell.min(present) - turned_back;
    let aircraft = u64::from(raid.aircraft.max(1));
    let kg: u32 = fit(u64::from(raid.bombs_kg) * u64::from(bombing) / aircraft);
    let spread = over.sights.raid_sd_m[usize::from(raid.by_sight)] * over.rules.spoils(harm.spoils);
    let fall = Fall {
        second,
        raid,
        kg,
        spread,
    };
    let before = wake.impacts.pending.len();
    fall.strike(over, spot, &mut wake.impacts);
    let hits = fit(wake.impacts.pending.len() - before);
    if let Some(thing) = looked_at(&over.network, spot).filter(|_| harm.lost < raid.aircraft) {
        (wake.sightings).note(raid.key, second, thing, Source::Pilots);
    }
    fall.count(over, spot, &mut wake.measures);
    let to_fighters = met.fell_before + met.fell_after.min(left);
    let lost = harm.lost + to_fighters;
    for (series, amount) in [
        (Series::BomberSorties, raid.aircraft),
        (Series::BomberTons, kg),
        (Series::BombersLost, lost),
        (Series::BombersLostToFighters, to_fighters),
    ] {
        wake.measures.add(series, i64::from(amount));
    }
    let amount = i64::from(raid.aircraft);
    wake.journal
        .note(second, EventKind::Raid, place, raid.key, Key(0), amount);
    Came { lost, hits }
}

/// Where a target lies, and what it is called in the journal.
pub(in crate::air) fn whereabouts(network: &Network, target: RaidTarget) -> (Spot, Place) {
    match target {
        RaidTarget::Bridge(row) => {
            let row = BridgeRow(row);
            (Spot::Bridge(row), Place::Bridge(row))
        }
        RaidTarget::Yard(row) => {
            let row = StationRow(row);
            (Spot::Station(row), Place::Station(row))
        }
        RaidTarget::Airfield(row) => {
            let row = AirfieldRow(row);
            (Spot::Airfield(row), Place::Airfield(row))
        }
        RaidTarget::Track(line, thousandths) => {
            let line = LineRow(line);
            let block = network.block_at(line, f64::from(thousandths) / 1_000.0);
            (Spot::Block(block), Place::Line(line))
        }
    }
}

/// What fighters did to a raid.
#[derive(Clone, Copy, Default)]
struct MetRaid {
    /// Bombers that fell or let go of their bombs before.
    gone: u32,
    fell_before: u32,
    fell_after: u32,
}

/// Sees which fighters meet a raid on its way.
fn are_met(
    over: &Over,
    raid: &Coming,
    second: u32,
    spot: Spot,
    place: Place,
    encounters: &mut Encounters,
    wake: &mut Wake,
) -> MetRaid {
    let (Some(bombers), false) = (encounters.bombers(), encounters.is_none()) else {
        return MetRaid::default();
    };
    let mission = Mission {
        key: raid.key,
        day: raid.day,
        from: bombers.at,
        to: over.cover.point(spot),
        over: second,
        speed: bombers.speed,
        height_m: f64::from(raid.height_m),
        aircraft: raid.aircraft,
        is_bomber: true,
    };
    let mut scribe = Scribe {
        books: &mut wake.books,
        measures: &mut wake.measures,
    };
    let cell = cell(over, spot);
    let met = encounters.meet(&mission, cell, raid.by_day, &mut scribe);
    if met.is_empty() {
        return MetRaid::default();
    }
    let count = |which: fn(&&Met) -> bool| fit::<u32, _>(met.iter().filter(which).count());
    let let_go = count(|met| met.before && met.jettisoned && !met.fell);
    let fell_before = count(|met| met.before && met.fell);
    let fell_after = count(|met| !met.before && met.fell);
    wake.measures.add(Series::Jettisoned, i64::from(let_go));
    let fell = i64::from(fell_before + fell_after);
    wake.journal
        .note(second, EventKind::RaidMet, place, raid.key, Key(0), fell);
    MetRaid {
        gone: let_go + fell_before,
        fell_before,
        fell_after,
    }
}

/// The weather cell over a target; `None` where no line of the railway tells.
pub(in crate::air) fn cell(over: &Over, spot: Spot) -> Option<CellRow> {
    let network = &over.network;
    match spot {
        Spot::Block(block) => Some(network.cell_over(block)),
        Spot::Bridge(bridge) => Some(network.cell_over(network.bridge_block[bridge])),
        Spot::Station(_) | Spot::Airfield(_) => network.nearest_cell(over.cover.point(spot)),
    }
}

/// What a raid looks at: a bridge, or the track of a line.
fn looked_at(network: &Network, spot: Spot) -> Option<Thing> {
    match spot {
        Spot::Bridge(bridge) => Some(Thing::Bridge(bridge)),
        Spot::Block(block) => Some(Thing::Track(network.block_line[block])),
        Spot::Station(_) | Spot::Airfield(_) => None,
    }
}

/// What fire did to a raid.
struct Harm {
    rounds: i64,
    lost: u32,
    spoils: f64,
    scares: f64,
    /// A number for those that turn back.
    luck: f64,
}

fn fire_at(
    over: &Over,
    raid: &Coming,
    aircraft: u32,
    spot: Spot,
    batteries: &mut [Battery],
) -> Harm {
    let rules = &over.rules;
    let [luck] = over
        .chance
        .draw::<1>(RAID_BOMB, raid.key, When::on(raid.day).block(2));
    let mut harm = Harm {
        rounds: 0,
        lost: 0,
        spoils: 0.0,
        scares: 0.0,
        luck,
    };
    let gunnery = &rules.guns[Calibre::Heavy as usize];
    let reach_m2 = gunnery.reach_m2(f64::from(raid.height_m));
    let night = if raid.by_day { 1.0 } else { rules.night_factor };
    let kill = gunnery.kill * raid.vulnerability / (rules.high_factor * night);
    let (at, mut alive) = (over.cover.point(spot), aircraft);
    for &row in over.cover.firing(spot) {
        let battery = &mut batteries[row];
        let distance_m = battery.at.distance(at);
        let distance_m2 = distance_m * distance_m;
        if battery.calibre != Calibre::Heavy || distance_m2 > reach_m2 || alive == 0 {
            continue;
        }
        let key = Identity::Duel {
            attacker: raid.key,
            battery: battery.key,
        }
        .key();
        let chord = chord_m(reach_m2, distance_m2);
        let wanted = open_fire(over, raid, aircraft, key, chord, battery);
        battery.is_attacked_by(raid.key);
        let fired = battery.spend(wanted);
        harm.rounds += fired;
        let each = fired as f64 / f64::from(aircraft);
        if battery.channels.has(Channel::Aim) {
            harm.spoils += each * gunnery.threat;
        }
        if battery.channels.has(Channel::Aborts) {
            harm.scares += each * gunnery.threat;
        }
        if kill > 0.0 && fired > 0 && battery.channels.has(Channel::Kills) {
            let [number] = over.chance.draw::<1>(FLAK_CLOCK, key, When::on(raid.day));
            let lost = sample::binomial(number, aircraft, -math::exp_m1(-each * kill));
            let lost = lost.min(alive);
            alive -= lost;
            harm.lost += lost;
        }
    }
    harm
}

/// Rounds that a battery wants to fire at the bombers of a raid.
fn open_fire(
    over: &Over,
    raid: &Coming,
    aircraft: u32,
    who: Key,
    chord_m: f64,
    battery: &Battery,
) -> i64 {
    let rules = &over.rules;
    let [at_first, at_others] = rules.bursts(Calibre::Heavy, Attack::Level, chord_m);
    let bombers = f64::from(aircraft);
    let mut burst = at_others;
    if battery.wave != raid.key {
        burst += (at_first - at_others) / bombers;
    }
    let opens = rules.guns[Calibre::Heavy as usize].engage * rules.share(Calibre::Heavy, aircraft);
    if opens <= 0.0 || burst <= 0.0 {
        return 0;
    }
    let [number, rest] = over.chance.draw(OPEN_FIRE, who, When::on(raid.day));
    let guns = sample::binomial(number, battery.guns.saturating_mul(aircraft), opens);
    sample::round_by_chance(rest, f64::from(guns) * burst)
}
