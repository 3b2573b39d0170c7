//! # Fuel of fighters
//!
//! What happens: units that fly from a forward airfield burn what is in its tanks. Where there is not enough for all of
//! their sorties they fly fewer; where there is next to none they fly from their field outside the theatre.
//!
//! Rule: in the morning the units of a field share what is in its tanks by the sorties that they have, in whole pairs.
//! Each aircraft that takes off burns `field.fuel_t_per_sortie`, long flight or short.
//!
//! Assumes: sorties for which there is no fuel in the morning are not flown later in the day.
//!
//! Sources: estimates, with the knobs of `field`.
//!
//! Reads: [`Skies`] (who took off), [`FighterUnit`]. Writes: [`Tank`], [`FighterUnit`] (sorties left), books, counters.
//! Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::{Clock, Rows, RowsMut};

use super::skies::Skies;
use super::unit::FighterUnit;
use crate::accounts::{Account, Books, Commodity};
use crate::fields::Tank;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::TankRow;

/// Shares out fuel among those who fly from a field.
pub(super) fn share(units: &mut [FighterUnit], tanks: &[Tank], measures: &mut Measures) {
    for (row, tank) in (0..).map(TankRow).zip(tanks) {
        let flies = |unit: &FighterUnit| unit.is_forward && unit.tank == row;
        let sorties = units.iter().filter(|unit| flies(unit));
        let wanted: i64 = sorties.map(|unit| i64::from(unit.left)).sum();
        if wanted * tank.sortie_kg <= tank.kg {
            continue;
        }
        let enough = tank.kg / tank.sortie_kg;
        for unit in units.iter_mut().filter(|unit| flies(unit)) {
            let part = i64::from(unit.left) * enough / wanted;
            let part = u32::try_from(part).unwrap_or(0) / 2 * 2;
            measures.add(Series::SortiesWithoutFuel, i64::from(unit.left - part));
            unit.left = part;
        }
    }
}

/// Somebody took off from a field with tanks in this tick.
pub fn is_burnt(world: &World, _: &Clock) -> bool {
    !world.resource::<Skies>().took_off.is_empty()
}

/// Those who took off in this tick burn fuel. Due when somebody did.
pub fn burn(
    units: Rows<FighterUnit>,
    mut skies: ResMut<Skies>,
    mut tanks: RowsMut<Tank>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let (units, tanks) = (units.slice(), tanks.slice_mut());
    for (unit, aircraft) in skies.took_off.drain(..) {
        let tank = &mut tanks[units[unit].tank];
        let kg = i64::from(aircraft) * tank.sortie_kg;
        tank.kg -= kg;
        books.post(Commodity::Fuel, Account::Fields, Account::Consumed, kg);
        measures.add(Series::Consumed, kg);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::air::fighters::unit::units;
    use crate::fields::tanks;
    use crate::network::Network;
    use interdict_scenario::synthetic::{Shape, generate, with_fighters};

    #[test]
    fn what_is_in_the_tanks_is_shared_by_sorties_in_pairs() {
        let mut scenario = with_fighters(generate(Shape::small(), 3));
        scenario.airfields[0].depot = Some(0);
        scenario.fighters.truncate(2);
        for unit in &mut scenario.fighters {
            unit.base = Some(0);
        }
        let mut tanks = tanks(&scenario);
        assert_eq!(tanks.len(), 1);
        let mut units = units(&scenario, &Network::new(&scenario));
        for (unit, sorties) in units.iter_mut().zip([30, 10]) {
            (unit.is_forward, unit.left) = (true, sorties);
        }
        let mut left = |kg: i64| {
            let mut units = units.clone();
            let mut measures = Measures::new(1, 1, 1);
            tanks[0].kg = kg;
            share(&mut units, &tanks, &mut measures);
            [units[0].left, units[1].left]
        };
        let sortie = 1_200;
        assert_eq!(left(40 * sortie), [30, 10]);
        assert_eq!(left(20 * sortie), [14, 4]);
        assert_eq!(left(3 * sortie), [2, 0]);
        assert_eq!(left(sortie - 1), [0, 0]);
        // who flies from elsewhere is not asked
        units[1].is_forward = false;
        let mut measures = Measures::new(1, 1, 1);
        tanks[0].kg = 0;
        share(&mut units, &tanks, &mut measures);
        assert_eq!([units[0].left, units[1].left], [0, 10]);
    }
}
