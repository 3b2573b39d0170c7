//! # Raids of record
//!
//! What happens: bombers come on the days of record, in the strength of record, with the bombs of
//! record. What they hit is the model's.
//!
//! Rule: the hour is that of the record, or drawn evenly from the hours of raids by sight or by radar. Only heavy guns reach them,
//! within `sqrt(range^2 - height^2)`, as at dive attackers but at the bombers' speed: all bombers
//! together draw the fire of `Binomial(guns x bombers, engage x share)` guns. With the factor for height
//! and, by night, for night on the rounds to a kill, each battery's kills are binomial. Bombs of those that neither fell first nor
//! turned back hit with one chance each, by the rectangle rule or its like, and hits are drawn
//! binomially: spans and approaches of a bridge, tonnage within a yard, craters on a runway, cuts of
//! the track.
//!
//! Assumes: bombs of a raid fall independently about one aim point; raids flew whatever the weather,
//! for they are of record; losses of bombers do not change later raids.
//!
//! Sources: figures with the knobs of `bombing` and `flak`.
//!
//! Reads: the raids, cover. Writes: impacts, [`Battery`], what was seen, books, counters, journal. Chance: `RAID_TIME`
//! and `RAID_BOMB` by raid, `OPEN_FIRE` and `FLAK_CLOCK` by raid and battery.

use bevy_ecs::prelude::*;
use interdict_engine::chance::When;
use interdict_engine::whole::{fit, nearest, whole_part};
use interdict_engine::{Agenda, Chance, Clock, Column, RowsMut, math, sample};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{AirRole, Channel, Raid, RaidTarget};

use crate::air::bombing::Sights;
use crate::air::delivery::count_rounds;
use crate::air::fighters::fight::Scribe;
use crate::air::fighters::meeting::Encounters;
use crate::air::fighters::skies::Met;
use crate::air::mission::Mission;
use crate::chance::{FLAK_CLOCK, OPEN_FIRE, RAID_BOMB, RAID_TIME};
use crate::flak::battery::{Battery, Calibre};
use crate::flak::cover::Spot;
use crate::flak::gunnery::{Attack, chord_m};
use crate::identity::Identity;
use crate::network::Network;
use crate::outcomes::Series;
use crate::picture::beliefs::{Source, Thing};
use crate::record::{EventKind, Place};
use crate::row::{AirfieldRow, BridgeRow, CellRow, LineRow, RaidRow, StationRow};
use crate::state::state;

mod fall;
mod over;

use fall::Fall;
use over::{Over, Wake};

/// The raids of record.
#[derive(Resource, Clone, Debug)]
pub struct Raids {
    of_record: Column<RaidRow, Raid>,
    /// First raid of each day and one more: raids are kept in order of day and key.
    first: Vec<RaidRow>,
    /// Those of today and tonight; items are rows.
    pub agenda: Agenda,
    vulnerability: f64,
    half_width_m: f64,
    /// First hour and hours within which raids come for which the record has none: by radar, by sight.
    hours: [(f64, f64); 2],
}

state!(Raids: agenda; fixed: of_record, first, vulnerability, half_width_m, hours);

impl Raids {
    /// The raids of a scenario.
    pub fn new(scenario: &Scenario, sights: &Sights) -> Self {
        let mut raids = scenario.raids.clone();
        // Names of units are for people; without them the raids are cheap to put back.
        for raid in &mut raids {
            raid.unit = String::new();
        }
        raids.sort_by_key(|raid| (raid.day, raid.key));
        let first = (0..=scenario.days)
            .map(|day| RaidRow::from_index(raids.partition_point(|raid| raid.day < day)))
            .collect();
        let bomber = scenario
            .air_units
            .iter()
            .find(|unit| unit.role == AirRole::Bomber);
        let vulnerability = bomber.map_or(1.0, |unit| {
            scenario.aircraft[unit.aircraft as usize].vulnerability
        });
        let rules = &scenario.rules.bombing;
        let half_width_m = sights.half_width(nearest::<u32>(sights.raid_bomb_kg));
        Self {
            of_record: raids.into(),
            first,
            agenda: Agenda::with_room(64),
            vulnerability,
            half_width_m,
            hours: [
                (rules.raid_by_radar_from_h, rules.raid_by_radar_hours),
                (rules.raid_by_sight_from_h, rules.raid_by_sight_hours),
            ],
        }
    }
}

/// Puts the day's raids on the agenda. Due when the day begins.
pub fn schedule_raids(clock: Res<Clock>, chance: Res<Chance>, mut raids: ResMut<Raids>) {
    let day = usize::from(clock.day);
    let Some(&[first, last]) = raids
        .first
        .get(day..day + 2)
        .and_then(|two| two.first_chunk())
    else {
        return;
    };
    for row in (first.0..last.0).map(RaidRow) {
        let raid = &raids.of_record[row];
        let second = raid.second.unwrap_or_else(|| {
            let [number] = chance.draw::<1>(RAID_TIME, raid.key, When::on(raid.day));
            let (from, hours) = raids.hours[usize::from(raid.visual)];
            whole_part(3_600.0 * (from + hours * number))
        });
        let key = raid.key;
        raids.agenda.put(
            u32::from(clock.day) * SECONDS_PER_DAY + second,
            key,
            row.0,
            0,
        );
    }
}

/// A raid is due.
pub fn is_due(world: &World, clock: &Clock) -> bool {
    world.resource::<Raids>().agenda.is_due(clock.until)
}

/// Raids come over their targets. Due when their agenda is.
pub fn bomb(
    clock: Res<Clock>,
    over: Over,
    mut raids: ResMut<Raids>,
    mut batteries: RowsMut<Battery>,
    mut encounters: Encounters,
    mut wake: Wake,
) {
    let batteries = batteries.slice_mut();
    while let Some(due) = raids.agenda.next_before(clock.until) {
        let raid = &raids.of_record[RaidRow(due.item)];
        let (spot, place) = whereabouts(&over.network, raid);
        let met = are_met(
            &over,
            raid,
            due.second,
            spot,
            place,
            &mut encounters,
            &mut wake,
        );
        let present = raid.aircraft - met.gone;
        let harm = fire_at(&over, raid, present, spot, raids.vulnerability, batteries);
        count_rounds(&[0, harm.rounds], &mut wake.books, &mut wake.measures);
        let [first] = over
            .chance
            .draw::<1>(RAID_BOMB, raid.key, When::on(raid.day).block(1));
        let fell = sample::binomial(first, harm.lost, over.rules.before_release);
        let left = present - harm.lost;
        let turned_back = sample::binomial(harm.luck, left, over.rules.turns_back(harm.scares));
        let bombing = present - fell.min(present) - turned_back;
        let aircraft = u64::from(raid.aircraft.max(1));
        let kg: u32 = fit(u64::from(raid.bombs_kg) * u64::from(bombing) / aircraft);
        let spread =
            over.sights.raid_sd_m[usize::from(raid.visual)] * over.rules.spoils(harm.spoils);
        let fall = Fall {
            second: due.second,
            raid,
            kg,
            spread,
            half_width_m: raids.half_width_m,
        };
        fall.strike(&over, spot, &mut wake.impacts);
        if let Some(thing) = looked_at(&over.network, spot).filter(|_| harm.lost < raid.aircraft) {
            (wake.sightings).note(raid.key, due.second, thing, Source::Pilots);
        }
        fall.count(&over, spot, &mut wake.measures);
        wake.measures
            .add(Series::BomberSorties, i64::from(raid.aircraft));
        wake.measures.add(Series::BomberTons, i64::from(kg));
        let to_fighters = met.fell_before + met.fell_after.min(left);
        for (series, lost) in [
            (Series::BombersLost, harm.lost + to_fighters),
            (Series::BombersLostToFighters, to_fighters),
        ] {
            wake.measures.add(series, i64::from(lost));
        }
        let amount = i64::from(raid.aircraft);
        wake.journal
            .note(due.second, EventKind::Raid, place, raid.key, Key(0), amount);
    }
}

fn whereabouts(network: &Network, raid: &Raid) -> (Spot, Place) {
    match raid.target {
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
    raid: &Raid,
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
    let met = encounters.meet(&mission, cell, raid.visual, &mut scribe);
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
fn cell(over: &Over, spot: Spot) -> Option<CellRow> {
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
    raid: &Raid,
    aircraft: u32,
    spot: Spot,
    vulnerability: f64,
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
    let night = if raid.visual { 1.0 } else { rules.night_factor };
    let kill = gunnery.kill * vulnerability / (rules.high_factor * night);
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
    raid: &Raid,
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
