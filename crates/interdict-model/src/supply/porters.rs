//! # Porters
//!
//! What happens: when the trucks have gone, carriers on foot take of what still lies at a railhead what the formations
//! that draw there still want, by night.
//!
//! Rule: a road of `d` is walked in `s = ceil(d / march)` stages, at least one, each with carriers of its own: `n`
//! carriers bring `n / s` loads in a night. Every carrier on the march eats of the loads, so that of a load
//! `load - s x ration` arrives, and beyond `load / ration` stages nobody is sent. The formation with the fewest hours
//! of supply comes first, and classes are loaded in proportion, as on trucks. Of the carriers on the march
//! `Binomial(n, loss)` are lost in a night, by inversion, each with what he carries.
//!
//! Assumes: neither weather nor moon nor the length of the night stops carriers; what is loaded in the evening is with
//! the formation at once, as with trucks; a company stays at its railhead, and nobody replaces its losses. Where no
//! food is left at the railhead, carriers live off the country.
//!
//! Sources: estimates, with the knobs.
//!
//! Reads: knobs of `porters`. Writes: [`Porters`], depots, formations, books. Chance: `PORTERS_LOST`.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::{Chance, Clock, RowsMut, When, sample};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;

use crate::accounts::{Account, Books, CLASSES, Class, Commodity, Supplies, put, take};
use crate::chance;
use crate::measure::Measures;
use crate::outcomes::Series;
use crate::row::StationRow;
use crate::state::state;
use crate::supply::depot::Depots;
use crate::supply::formation::Formation;
use crate::supply::trucks::{drawing, loaded, neediest};
use crate::told::untold;

/// Carriers on foot of one home station.
#[derive(Component, Clone, Debug)]
pub struct Porters {
    /// Identity.
    pub key: Key,
    /// Where they load.
    pub station: StationRow,
    /// Carriers that are there.
    pub carriers: i64,
    /// By establishment.
    pub establishment: i64,
    /// First day and day after the last.
    pub days: (u16, u16),
}

state!(Porters: carriers; fixed: key, station, establishment, days);
untold!(Porters = "porters");

/// The porters of a scenario.
pub fn porters(scenario: &Scenario) -> Vec<Porters> {
    let rows = scenario.porters.iter().map(|company| Porters {
        key: company.key,
        station: StationRow(company.station),
        carriers: 0,
        establishment: i64::from(company.carriers),
        days: (company.from, company.to),
    });
    rows.collect()
}

/// Knobs of porters, rounded once.
#[derive(Resource, Clone, Debug)]
#[component(immutable)]
pub(crate) struct PorterKnobs {
    /// Load of a carrier, grams.
    pub load_g: i64,
    /// March of a night, metres.
    pub march_m: i64,
    /// What a carrier on the march eats in a night, grams.
    pub ration_g: i64,
    /// Chance that a carrier on the march is lost in a night.
    pub loss: f64,
}

impl PorterKnobs {
    /// The knobs of a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let rules = &scenario.rules.porters;
        let milli = |number: f64| nearest::<i64>(1_000.0 * number);
        Self {
            load_g: milli(rules.load_kg),
            march_m: milli(rules.march_km),
            ration_g: milli(rules.ration_kg),
            loss: rules.loss_per_night,
        }
    }

    /// Stages of a road.
    pub(crate) fn stages(&self, road_m: u32) -> i64 {
        up(i64::from(road_m), self.march_m).max(1)
    }

    /// What arrives of a load over so many stages, grams; nothing or less where it is eaten on the way.
    pub(crate) fn arrives_g(&self, stages: i64) -> i64 {
        self.load_g - stages * self.ration_g
    }

    /// What so many carriers on the march eat in a night, kilograms.
    pub(crate) fn eaten_kg(&self, carriers: i64) -> i64 {
        up(carriers * self.ration_g, 1_000)
    }

    /// What is lost of what a party carries, with so many of its carriers.
    pub(crate) fn lost_load(&self, load: &Supplies, carriers: i64) -> Supplies {
        let kg = (carriers * self.load_g / 1_000).min(load.iter().sum());
        let mut shares = Vec::with_capacity(CLASSES);
        mass::split(kg, load, &mut shares);
        let mut lost = [0; CLASSES];
        lost.copy_from_slice(&shares);
        lost
    }
}

/// A quotient, rounded up.
fn up(number: i64, by: i64) -> i64 {
    (number + by - 1) / by
}

/// Carriers on their way to one formation: its row, how many on all stages together, and what will arrive.
#[derive(Clone, Debug, PartialEq)]
struct Party {
    formation: usize,
    carriers: i64,
    load: Supplies,
}

/// Brings companies in and out on their days. Due every day.
pub(crate) fn muster(clock: Res<Clock>, mut porters: RowsMut<Porters>, mut books: ResMut<Books>) {
    for company in porters.slice_mut() {
        if company.days.0 == clock.day {
            company.carriers = company.establishment;
            let (from, to) = (Account::Outside, Account::Ready);
            books.post(Commodity::Porters, from, to, company.carriers);
        }
        if company.days.1 == clock.day {
            let carriers = std::mem::take(&mut company.carriers);
            let (from, to) = (Account::Ready, Account::Withdrawn);
            books.post(Commodity::Porters, from, to, carriers);
        }
    }
}

/// Carries a night's supplies from railheads to formations on foot. Due once a night, after the trucks.
pub(crate) fn supply_front(
    clock: Res<Clock>,
    knobs: Res<PorterKnobs>,
    chance: Res<Chance>,
    mut porters: RowsMut<Porters>,
    mut formations: RowsMut<Formation>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
) {
    let porters = porters.slice_mut();
    if porters.is_empty() {
        return;
    }
    let formations = formations.slice_mut();
    let drawing = drawing(formations, clock.day);
    for company in porters.iter_mut().filter(|company| company.carriers > 0) {
        let place = company.station;
        let parties = parties(
            company.carriers,
            &knobs,
            formations,
            &neediest(formations, &drawing, place),
            &mut depots.stock[place],
        );
        let marching: Vec<i64> = parties.iter().map(|party| party.carriers).collect();
        let all = marching.iter().sum();
        if all == 0 {
            continue;
        }
        let food = knobs.eaten_kg(all);
        let eaten = depots.draw(&mut books, place, Class::Food, food, Account::Consumed);
        measures.add(Series::PortersAte, eaten);
        let [u]: [f64; 1] = chance.draw(chance::PORTERS_LOST, company.key, When::on(clock.day));
        let lost = i64::from(sample::binomial(u, fit(all), knobs.loss));
        company.carriers -= lost;
        books.post(Commodity::Porters, Account::Ready, Account::Lost, lost);
        measures.add(Series::PortersLost, lost);
        let mut lost_of = Vec::with_capacity(parties.len());
        mass::split(lost, &marching, &mut lost_of);
        for (party, lost) in parties.iter().zip(lost_of) {
            let formation = &mut formations[party.formation];
            let lost = knobs.lost_load(&party.load, lost);
            let mut brought = party.load;
            take(&mut brought, &lost);
            put(&mut formation.stock, &brought);
            books.move_supplies(Account::Depots, Account::Formations, &brought);
            books.move_supplies(Account::Depots, Account::LostOnRoad, &lost);
            measures.add(Series::LostOnRoad, lost.iter().sum());
            measures.add(Series::Portered, brought.iter().sum());
            if formation.front {
                measures.add(Series::DeliveredFront, brought.iter().sum());
            }
        }
    }
}

/// Divides carriers over formations, in this order, and takes what they load off what is there. Who stands at the
/// railhead fetches for himself.
fn parties(
    mut carriers: i64,
    knobs: &PorterKnobs,
    formations: &[Formation],
    order: &[usize],
    there: &mut Supplies,
) -> Vec<Party> {
    let mut parties = Vec::new();
    for &row in order.iter().filter(|&&row| formations[row].road_m > 0) {
        let stages = knobs.stages(formations[row].road_m);
        let arrives_g = knobs.arrives_g(stages);
        if arrives_g <= 0 {
            continue;
        }
        let lift = carriers / stages * arrives_g / 1_000;
        let load = loaded(lift, &formations[row].room(), there);
        let loads = up(1_000 * load.iter().sum::<i64>(), arrives_g);
        if loads == 0 {
            continue;
        }
        take(there, &load);
        carriers -= loads * stages;
        parties.push(Party {
            formation: row,
            carriers: loads * stages,
            load,
        });
    }
    parties
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::FormationRow;
    use crate::supply::formation::Post;

    fn knobs() -> PorterKnobs {
        PorterKnobs {
            load_g: 25_000,
            march_m: 20_000,
            ration_g: 1_000,
            loss: 0.001,
        }
    }

    /// A formation that needs a million kilograms a day, of food and ammunition by half, so far from its railhead.
    fn formation(road_m: u32) -> Formation {
        let post = Post {
            row: FormationRow(0),
            from: 0,
            railhead: StationRow(0),
            road_m,
            need: [500_000, 500_000, 0, 0, 0],
            full: [500_000, 500_000, 0, 0, 0],
            front: true,
        };
        Formation::new(Key(1), 0, 10, vec![post])
    }

    /// What so many carriers bring to a formation so far away from a railhead with plenty: carriers, kilograms.
    fn brought(carriers: i64, road_m: u32) -> (i64, i64) {
        let mut there = [1_000_000; CLASSES];
        let parties = parties(carriers, &knobs(), &[formation(road_m)], &[0], &mut there);
        let [party] = parties.as_slice() else {
            return (0, 0);
        };
        let left: i64 = there.iter().sum();
        let kg = party.load.iter().sum();
        assert_eq!(left, 5_000_000 - kg, "what is loaded is taken");
        (party.carriers, kg)
    }

    #[test]
    fn a_thousand_carriers_bring_their_loads_over_one_night_less_what_they_eat() {
        // 25 kg each over 20 km, of which each eats 1 kg.
        assert_eq!(brought(1_000, 20_000), (1_000, 24_000));
        assert_eq!(brought(1_000, 1), (1_000, 24_000));
    }

    #[test]
    fn what_arrives_falls_as_the_stages_and_by_what_is_eaten_on_them() {
        // n / s x (load - s x ration): 45 km are three stages, 333 loads of 22 kg.
        assert_eq!(brought(1_000, 45_000), (999, 333 * 22));
        for stages in 1..25_i64 {
            let road_m = fit(20_000 * stages);
            let (carriers, kg) = brought(1_200, road_m);
            let loads = 1_200 / stages;
            assert_eq!(carriers, loads * stages);
            assert_eq!(kg, loads * (25 - stages), "{stages} stages");
        }
        // over 25 stages, 500 km, a load is eaten on the way
        assert_eq!(brought(1_200, 500_000), (0, 0));
    }

    #[test]
    fn who_stands_at_the_railhead_fetches_for_himself() {
        assert_eq!(brought(1_000, 0), (0, 0));
    }

    #[test]
    fn no_more_carriers_march_than_there_are_loads_to_carry() {
        let mut there = [24_001, 0, 0, 0, 0];
        let parties = parties(9_000, &knobs(), &[formation(30_000)], &[0], &mut there);
        // two stages, 23 kg a load: 1,044 loads
        assert_eq!(parties[0].load, [24_001, 0, 0, 0, 0]);
        assert_eq!((parties[0].carriers, there), (2 * 1_044, [0; CLASSES]));
    }

    #[test]
    fn the_neediest_is_served_before_the_next_and_carriers_are_divided_but_never_shared() {
        let (near, far) = (formation(10_000), formation(50_000));
        let mut there = [1_000_000; CLASSES];
        let parties = parties(100_000, &knobs(), &[near, far], &[1, 0], &mut there);
        let carriers: Vec<_> = parties
            .iter()
            .map(|one| (one.formation, one.carriers))
            .collect();
        // 33,333 chains of three take 733,326 kg to the far one; one carrier is left for the near one
        assert_eq!(carriers, [(1, 99_999), (0, 1)]);
    }

    #[test]
    fn a_lost_carrier_takes_his_load_with_him_class_by_class_in_proportion() {
        let load = [600, 200, 200, 0, 0];
        assert_eq!(knobs().lost_load(&load, 0), [0; CLASSES]);
        assert_eq!(knobs().lost_load(&load, 20), [300, 100, 100, 0, 0]);
        assert_eq!(knobs().lost_load(&load, 1_000), load);
    }

    #[test]
    fn what_they_eat_is_rounded_up_once_for_a_company() {
        assert_eq!(knobs().eaten_kg(999), 999);
        let half = PorterKnobs {
            ration_g: 500,
            ..knobs()
        };
        assert_eq!(
            [0, 1, 2, 3].map(|carriers| half.eaten_kg(carriers)),
            [0, 1, 1, 2]
        );
    }
}
