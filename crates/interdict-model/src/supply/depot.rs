//! # Depots
//!
//! What happens: supplies lie at stations, either for those who draw there (the railhead's depot) or
//! on their way to somewhere else (transit). Whoever draws - formations, guns, gangs - asks a depot for
//! a quantity, gets what is there, and the rest is remembered as a shortage to be ordered.
//!
//! Rule: `stock' = stock - min(stock, asked)`. Orders by target: a railhead wants, class by class,
//! `(target days + lead days) x mean daily request`, where the mean follows the requests with a weight
//! of one seventh a day.
//!
//! Assumes: goods in transit are not tied to an addressee: the rear service may redirect them.
//!
//! Reads: requests. Writes: [`Depots`]. Chance: none.

use bevy_ecs::prelude::{ResMut, Resource};

use crate::accounts::{Account, Books, CLASSES, Class, Supplies};

/// Supplies at stations.
#[derive(Resource, Clone, Debug)]
pub struct Depots {
    /// For those who draw here, by station.
    pub stock: Vec<Supplies>,
    /// On the way to somewhere else, by station.
    pub transit: Vec<Supplies>,
    /// On trains or trucks whose last stop this station is, by station: ordered and on the way.
    pub coming: Vec<Supplies>,
    /// On trains or trucks to this station, to be forwarded from there, by station.
    pub coming_transit: Vec<Supplies>,
    /// Asked for today, by station.
    pub asked: Vec<Supplies>,
    /// Mean asked for in a day, by station: exponential mean over about a week, in grams.
    pub daily_grams: Vec<Supplies>,
}

impl Depots {
    /// Empty depots at every station.
    pub fn new(stations: usize) -> Self {
        let empty = vec![[0; CLASSES]; stations];
        Self {
            stock: empty.clone(),
            transit: empty.clone(),
            coming: empty.clone(),
            coming_transit: empty.clone(),
            asked: empty.clone(),
            daily_grams: empty,
        }
    }

    /// Draws up to `kg` of a class from the depot of a station for `to`; returns what was there. The
    /// request counts towards what the depot will order, whether or not it is met.
    pub fn draw(
        &mut self,
        books: &mut Books,
        station: u32,
        class: Class,
        kg: i64,
        to: Account,
    ) -> i64 {
        debug_assert!(kg >= 0, "a request is not negative");
        let (station, class) = (station as usize, class as usize);
        self.asked[station][class] += kg;
        let given = kg.min(self.stock[station][class]);
        self.stock[station][class] -= given;
        books
            .ledger
            .post(class as u16, Account::Depots as u16, to as u16, given);
        given
    }

    /// Closes the day's requests into the running means. Called once a day.
    pub fn close_day(&mut self) {
        for (mean, asked) in self.daily_grams.iter_mut().zip(&mut self.asked) {
            for (mean, asked) in mean.iter_mut().zip(asked.iter_mut()) {
                *mean += (*asked * 1_000 - *mean) / 7;
                *asked = 0;
            }
        }
    }

    /// What a station wants sent, by class: its target less what it has and what is coming.
    pub fn wanted(&self, station: u32, days: i64) -> Supplies {
        let station = station as usize;
        let mut wanted = [0; CLASSES];
        for (class, wanted) in wanted.iter_mut().enumerate() {
            let target = days * self.daily_grams[station][class] / 1_000;
            if target == 0 {
                continue;
            }
            let there = self.stock[station][class] + self.coming[station][class];
            *wanted = (target - there).max(0);
        }
        wanted
    }

    /// Everything that lies at depots, and everything in transit: totals by class.
    pub fn totals(&self) -> (Supplies, Supplies) {
        let sum = |rows: &[Supplies]| {
            let mut total = [0; CLASSES];
            for row in rows {
                for (total, kg) in total.iter_mut().zip(row) {
                    *total += kg;
                }
            }
            total
        };
        (sum(&self.stock), sum(&self.transit))
    }
}

/// Closes the day's requests. Due when the day ends.
pub fn close_day(mut depots: ResMut<Depots>) {
    depots.close_day();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_depot_gives_what_it_has_and_orders_what_it_was_asked_for() {
        let mut books = Books::new();
        let mut depots = Depots::new(1);
        let food = Class::Food as usize;
        books
            .ledger
            .post(0, Account::Outside as u16, Account::Depots as u16, 10_000);
        depots.stock[0][food] = 10_000;
        depots.daily_grams[0][food] = 4_000_000;
        assert_eq!(
            depots.draw(&mut books, 0, Class::Food, 4_000, Account::Consumed),
            4_000
        );
        assert_eq!(
            depots.draw(&mut books, 0, Class::Food, 9_000, Account::Consumed),
            6_000
        );
        assert_eq!(depots.wanted(0, 5)[food], 20_000);
        depots.close_day();
        assert_eq!(
            depots.daily_grams[0][food],
            4_000_000 + (13_000_000 - 4_000_000) / 7
        );
        assert!(books.ledger.check().is_ok());
    }
}
