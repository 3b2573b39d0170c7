//! # Fighters fight fighters
//!
//! What happens: a screen takes on pairs of interceptors that cross its front; an escort takes on pairs that attack its raid.
//! On both sides aircraft fall or are damaged.
//!
//! Rule: of a screen of `s` pairs, a pair that crosses is seen with `q = 1 - exp(-s w / W)`, `w` the width that a pair sees
//! and `W` the front. Each pair has one number; those below `q` are caught, the smallest first, as many as the screen takes on. The fight is that
//! of [`duel`](crate::air::fighters::duel).
//!
//! Assumes: who is caught neither gets through nor returns to the fight; one crossing meets each screen on station once.
//!
//! Sources: see the knobs of `air_combat`.
//!
//! Reads: [`FighterUnit`]. Writes: [`Skies`], [`FighterUnit`], books, counters. Chance: `CONTACT` and `AIR_COMBAT` by group
//! with group, `AIRCRAFT_REPAIR` by aircraft of a group.

use interdict_engine::chance::When;
use interdict_engine::whole::{fit, whole_below, whole_part};
use interdict_engine::{math, sample};
use interdict_quantity::{Key, SECONDS_PER_DAY};
use interdict_scenario::rules::AirCombat;
use interdict_scenario::scenario::FighterChannel;

use super::duel::{falls, shared, shots, smallest};
use super::skies::{Air, Duty, Group, REPAIRED, REPLACED, Skies};
use super::unit::FighterUnit;
use crate::accounts::{Account, Books, Commodity};
use crate::air::mission::distance_to_way;
use crate::chance::{AIR_COMBAT, AIRCRAFT_REPAIR, CONTACT};
use crate::definitions::LONGEST_REPAIR_DAYS;
use crate::identity::Identity;
use crate::measure::Measures;
use crate::network::Point;
use crate::outcomes::Series;

/// Where a fight is written down.
pub struct Scribe<'a> {
    /// Books.
    pub books: &'a mut Books,
    /// Counters.
    pub measures: &'a mut Measures,
}

/// Lets a group of interceptors cross the screens that are on station; notes how many of its aircraft get through.
pub(super) fn cross_screens(
    air: &Air,
    second: u32,
    place: usize,
    to: Point,
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) {
    let knobs = &air.rules.combat;
    let half_front = 500.0 * knobs.screen_front_km;
    let from = units[skies.groups[place].unit].base;
    let mut through = skies.groups[place].through;
    for other in 0..skies.groups.len() {
        let screen = skies.groups[other];
        let is_on = screen.on.0 <= second && second <= screen.on.1;
        let is_near = distance_to_way(screen.at, from, to) <= half_front;
        if screen.duty != Duty::Screen || !is_on || !is_near || through < 2 || screen.aircraft < 2 {
            continue;
        }
        let (seen, most) = net(knobs, screen.aircraft / 2);
        let caught = 2 * caught(air, second, [place, other], through / 2, seen, most, skies);
        if units[screen.unit].channels.has(FighterChannel::Holding) {
            through -= caught;
        }
        if caught > 0 {
            scribe
                .measures
                .add(Series::InterceptorsCaught, i64::from(caught));
            fight(
                air,
                second,
                [place, other],
                [caught, screen.aircraft],
                skies,
                units,
                scribe,
            );
        }
    }
    let group = &mut skies.groups[place];
    group.through = through.min(group.aircraft);
}

/// Chance of a pair that crosses to be seen by so many pairs of a screen, and the most that these take on.
fn net(knobs: &AirCombat, pairs: u32) -> (f64, u32) {
    let pairs = f64::from(pairs);
    let seen = -math::exp_m1(-pairs * knobs.screen_sees_km / knobs.screen_front_km);
    (seen, whole_below(knobs.screen_takes * pairs))
}

/// Pairs of a group that another takes on: those with the smallest numbers below a bound.
pub(super) fn caught(
    air: &Air,
    second: u32,
    [place, other]: [usize; 2],
    pairs: u32,
    below: f64,
    most: u32,
    skies: &Skies,
) -> u32 {
    let who = Identity::Encounter {
        mission: skies.groups[place].key,
        group: skies.groups[other].key,
    };
    let mut stream = air.chance.stream(CONTACT, who.key(), on(second));
    let numbers: Vec<f64> = (0..pairs).map(|_| stream.draw()).collect();
    let mut places = Vec::new();
    smallest(&numbers, below, most as usize, &mut places);
    fit(places.len())
}

/// So many of a group of interceptors fight so many of a screen or an escort.
pub(super) fn fight(
    air: &Air,
    second: u32,
    places: [usize; 2],
    aircraft: [u32; 2],
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) {
    let knobs = &air.rules.combat;
    let of = |side: usize| &units[skies.groups[places[side]].unit];
    let deadly = [0, 1].map(|side: usize| {
        let (own, other) = (of(side), of(1 - side));
        own.prowess * own.skill() / other.skill()
    });
    let kills = [
        knobs.kill_of_screen * deadly[0],
        knobs.kill_by_screen * deadly[1],
    ];
    let numbers = aircraft.map(f64::from);
    for side in 0..2 {
        let total = shots(numbers[1 - side], numbers[side], knobs.numbers);
        let hazard = kills[1 - side];
        harm(
            air,
            second,
            places[side],
            places[1 - side],
            aircraft[side],
            total,
            hazard,
            skies,
            units,
            scribe,
        );
    }
}

/// So many aircraft of a group are shot at so often in all, each shot with a hazard.
pub(super) fn harm(
    air: &Air,
    second: u32,
    place: usize,
    by: usize,
    aircraft: u32,
    total: f64,
    hazard: f64,
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) {
    let is_cut = [place, by].into_iter().any(|place| {
        let unit = &units[skies.groups[place].unit];
        !unit.channels.has(FighterChannel::Duels)
    });
    if hazard <= 0.0 || aircraft == 0 || is_cut {
        return;
    }
    let who = Identity::Encounter {
        mission: skies.groups[place].key,
        group: skies.groups[by].key,
    };
    let when = on(second).block(1);
    let mut stream = air.chance.stream(AIR_COMBAT, who.key(), when);
    for plane in 0..aircraft {
        let [kill, damage] = [stream.draw(), stream.draw()];
        let hazard = hazard * shared(total, aircraft, plane);
        let damaged = hazard * air.rules.combat.damaged_per_lost;
        let fate = if falls(kill, hazard) {
            Fate::Falls
        } else if falls(damage, damaged) {
            Fate::IsDamaged
        } else {
            continue;
        };
        let key = Identity::Fighter {
            group: who.key(),
            n: plane,
        };
        befalls(air, second, place, key.key(), fate, skies, units, scribe);
    }
}

/// What befalls a fighter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Falls,
    IsDamaged,
}

fn befalls(
    air: &Air,
    second: u32,
    place: usize,
    key: Key,
    fate: Fate,
    skies: &mut Skies,
    units: &mut [FighterUnit],
    scribe: &mut Scribe,
) {
    let group: &mut Group = &mut skies.groups[place];
    let (row, unit) = (group.unit, &mut units[group.unit]);
    if group.aircraft == 0 || unit.aloft == 0 {
        return;
    }
    group.aircraft -= 1;
    unit.aloft -= 1;
    let commodity = unit.commodity();
    let [days, replaced] = air.chance.draw::<2>(AIRCRAFT_REPAIR, key, on(second));
    let knobs = &air.rules.fighters;
    let later = |days: f64| {
        second + whole_part::<u32>(days.min(LONGEST_REPAIR_DAYS) * f64::from(SECONDS_PER_DAY))
    };
    let is_interceptor = commodity == Commodity::Interceptors;
    if fate == Fate::IsDamaged {
        unit.in_repair += 1;
        scribe
            .books
            .post(commodity, Account::Ready, Account::Repair, 1);
        let days = sample::log_normal(days, knobs.repair_days, knobs.repair_log_sd);
        skies.agenda.put(later(days), key, row.0, REPAIRED);
        return;
    }
    scribe
        .books
        .post(commodity, Account::Ready, Account::Lost, 1);
    let series = if is_interceptor {
        Series::InterceptorsLost
    } else {
        Series::EscortsLost
    };
    scribe.measures.add(series, 1);
    if unit.is_replaced(replaced, knobs.replacement_share) {
        skies
            .agenda
            .put(later(knobs.replacement_days), key, row.0, REPLACED);
    }
}

/// The day of a second, for a draw.
fn on(second: u32) -> When {
    When::on(fit(second / SECONDS_PER_DAY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::Chance;

    use crate::chance::REGISTRY;

    #[test]
    fn a_screen_lets_through_what_it_neither_sees_nor_can_take_on() {
        let chance = Chance::new(7, 0, REGISTRY);
        let mut places = Vec::new();
        let mut through = |pairs: u32, screen: u32| {
            let (seen, most) = net(&AirCombat::default(), screen);
            let mut sum = 0;
            for n in 0..20_000 {
                let who = Key::of("crossing").child(1, n);
                let mut stream = chance.stream(CONTACT, who, When::on(0));
                let numbers: Vec<f64> = (0..pairs).map(|_| stream.draw()).collect();
                smallest(&numbers, seen, most as usize, &mut places);
                sum += pairs as usize - places.len();
            }
            sum as f64 / 20_000.0
        };
        for (pairs, screen, expected) in
            [(20, 0, 20.0), (10, 4, 7.0), (20, 4, 16.09), (20, 8, 12.09)]
        {
            let found = through(pairs, screen);
            assert!(
                (found - expected).abs() < 0.03,
                "{found} of {pairs} pass {screen}"
            );
        }
    }
}
