//! # Fighters attack a mission
//!
//! What happens: fighters that came near a mission find it or not. Its escort takes on some of them; the others attack.
//!
//! Rule: fighters find a mission with `1 - exp(-sigma)`, `sigma` the knob times control, light, weather and `1 + g ln n`. Each takes
//! on one aircraft, the one with the smallest number first: it may fall, be damaged, or let go of its bombs and turn back; of the
//! others some let go, too. Those that are attacked shoot back. On the way home there is nothing to let go.
//!
//! Assumes: who is attacked twice is as easy to hit as who is attacked once; an aircraft that lets go of its bombs is out of the reach of guns
//! and of other fighters.
//!
//! Sources: see the knobs of `air_combat`.
//!
//! Reads: weather, [`Sky`]. Writes: [`Skies`], [`FighterUnit`], books, counters. Chance: `CONTACT`, `AIR_COMBAT` and `JETTISON` by
//! mission with group; what [`fight`] draws.

use interdict_engine::chance::When;
use interdict_engine::math;
use interdict_engine::whole::{amount, fit, next_whole, whole_below, whole_part};
use interdict_quantity::Key;
use interdict_scenario::scenario::FighterChannel;

use super::duel::{falls, shared, smallest};
use super::fight::{self, Scribe};
use super::skies::{Air, Duty, Met, Skies};
use super::unit::FighterUnit;
use crate::air::mission::Mission;
use crate::chance::{AIR_COMBAT, CONTACT, JETTISON};
use crate::identity::Identity;
use crate::outcomes::Series;
use crate::row::CellRow;
use crate::sky::Sky;
use crate::sky::weather::Visibility;

/// Above every number that is drawn: nobody is left out.
const ALL: f64 = 1.0;
/// The number of who is gone: nobody finds him.
const GONE: f64 = 2.0;

/// Fighters that meet a mission.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comer {
    pub(super) second: f64,
    pub(super) key: Key,
    /// Place among the groups.
    pub(super) place: usize,
    /// Factor of control on contact.
    pub(super) control: f64,
}

/// Light, weather and size as a factor on contact.
pub(super) fn seeing(air: &Air, sky: &Sky, mission: &Mission, cell: Option<CellRow>) -> f64 {
    let knobs = &air.rules.combat;
    let light = if !sky.is_dark(mission.over) {
        1.0
    } else if sky.is_moonlit(mission.day) {
        knobs.light_moon
    } else {
        knobs.light_dark
    };
    let weather = match air.weather.over_any(cell) {
        Visibility::Visual => 1.0,
        Visibility::Marginal => knobs.weather_marginal,
        Visibility::Closed => knobs.weather_closed,
    };
    light * weather * (1.0 + knobs.size_gain * math::ln(f64::from(mission.aircraft.max(1))))
}

/// Whether fighters find the mission that they come near.
pub(super) fn finds(
    air: &Air,
    mission: &Mission,
    comer: &Comer,
    seeing: f64,
    skies: &Skies,
) -> bool {
    if skies.groups[comer.place].through < 2 {
        return false;
    }
    let who = Identity::Encounter {
        mission: mission.key,
        group: comer.key,
    };
    let [number] = air
        .chance
        .draw::<1>(CONTACT, who.key(), When::on(mission.day));
    number < -math::exp_m1(-air.rules.combat.contact * comer.control * seeing)
}

/// Fighters that have found a mission: the escort takes on some, the others attack.
pub(super) fn fight_it(
    air: &Air,
    mission: &Mission,
    comer: &Comer,
    escort: &[usize],
    met: &mut [Met],
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) {
    let knobs = &air.rules.combat;
    let second = whole_part::<u32>(comer.second);
    let is_before = comer.second < f64::from(mission.over);
    let series = if is_before {
        Series::MetBefore
    } else {
        Series::MetAfter
    };
    scribe.measures.add(series, 1);
    let mut attack = skies.groups[comer.place].through;
    for &place in escort {
        let pairs = skies.groups[place].aircraft / 2;
        let most = whole_below::<u32>(knobs.escort_takes * f64::from(pairs));
        let caught = 2 * fight::caught(
            air,
            second,
            [comer.place, place],
            attack / 2,
            ALL,
            most,
            skies,
        );
        let holds = units[skies.groups[place].unit]
            .channels
            .has(FighterChannel::Holding);
        attack -= if holds { caught } else { 0 };
        if caught > 0 {
            fight::fight(
                air,
                second,
                [comer.place, place],
                [caught, 2 * pairs],
                skies,
                units,
                scribe,
            );
        }
    }
    skies.groups[comer.place].duty = Duty::Home;
    let attack = attack.min(skies.groups[comer.place].aircraft);
    let taken_on = take_on(
        air,
        mission,
        comer,
        attack,
        is_before,
        met,
        &units[skies.groups[comer.place].unit],
        scribe,
    );
    // those who are attacked shoot back
    let hazard = knobs.kill_in_return / units[skies.groups[comer.place].unit].skill();
    let total = f64::from(attack.min(taken_on));
    let by = comer.place;
    fight::harm(
        air,
        second,
        comer.place,
        by,
        attack,
        total,
        hazard,
        skies,
        units,
        scribe,
    );
}

/// So many fighters take on aircraft of a mission. Returns how many they take on.
fn take_on(
    air: &Air,
    mission: &Mission,
    comer: &Comer,
    attack: u32,
    is_before: bool,
    met: &mut [Met],
    unit: &FighterUnit,
    scribe: &mut Scribe,
) -> u32 {
    let knobs = &air.rules.combat;
    let who = Identity::Encounter {
        mission: mission.key,
        group: comer.key,
    }
    .key();
    let numbers = numbers(air, who, mission.day, met.len());
    // who is gone is out of reach
    let ranks: Vec<f64> = (numbers.iter().zip(met.iter()))
        .map(|(numbers, met)| {
            if met.fell || met.jettisoned {
                GONE
            } else {
                numbers[0]
            }
        })
        .collect();
    let mut chosen = Vec::new();
    let most = next_whole::<u32>(knobs.engages * f64::from(attack));
    smallest(&ranks, ALL, most as usize, &mut chosen);
    let (kill, passes) = if mission.is_bomber {
        (knobs.kill_bomber, f64::from(knobs.passes))
    } else {
        (knobs.kill_striker, 1.0)
    };
    let [kills, frightens] =
        [FighterChannel::Kills, FighterChannel::Jettison].map(|way| unit.channels.has(way));
    let deadly = kill * passes * unit.prowess * unit.skill();
    let shots = f64::from(attack) * knobs.engages.min(1.0);
    let count: u32 = fit(chosen.len());
    for (rank, &place) in (0..).zip(&chosen) {
        let [_, fall, damage, go] = numbers[place];
        let hazard = deadly * shared(shots, count, rank);
        let this = &mut met[place];
        this.before = is_before;
        this.by = comer.key;
        let lets_go = if mission.is_bomber {
            knobs.jettison_bomber
        } else {
            knobs.jettison_striker
        };
        if kills && falls(fall, hazard) {
            this.fell = true;
            continue;
        }
        this.damaged |= kills && falls(damage, hazard * knobs.damaged_per_lost);
        this.jettisoned = frightens && is_before && go < lets_go;
    }
    if frightens && is_before && !mission.is_bomber {
        for (this, numbers) in met.iter_mut().zip(&numbers) {
            let is_free = this.by == Key(0) && !this.jettisoned;
            if is_free && numbers[3] < knobs.jettison_others {
                this.jettisoned = true;
                this.before = true;
            }
        }
    }
    scribe.measures.add(Series::TakenOn, amount(chosen.len()));
    fit(chosen.len())
}

/// For each of so many aircraft: which are taken on first, whether they fall, are damaged, let go of their bombs.
fn numbers(air: &Air, who: Key, day: u16, aircraft: usize) -> Vec<[f64; 4]> {
    let mut stream = air.chance.stream(AIR_COMBAT, who, When::on(day));
    let mut letting_go = air.chance.stream(JETTISON, who, When::on(day));
    let mut next = || {
        let [rank, fall, damage] = std::array::from_fn(|_| stream.draw());
        [rank, fall, damage, letting_go.draw()]
    };
    (0..aircraft).map(|_| next()).collect()
}
