//! # Depots
//!
//! What happens: supplies lie at stations, either for those who draw there (the railhead's depot) or
//! on their way to somewhere else (transit). Whoever draws - formations, guns, gangs - asks a depot for
//! a quantity and gets what is there. What its users still lack is looked up afresh whenever it orders
//! (see `lack`), so an order is never forgotten, and nothing is ordered for those who have left.
//!
//! Rule: `stock' = stock - min(stock, asked)`. A depot keeps a base stock with a backlog: class by class it wants
//! `max(0, max(0, (target days + lead days) x use + target) + lack - stock - coming)`, with the targets of `targets`. Use is what its users need in a day by
//! establishment, and for what they need now and then (rounds, stores of gangs) a mean that follows what fell due
//! over `supply.issue_days`. A want of less than a wagon counts once the depot has less than the lead
//! time's use.
//!
//! Assumes: goods in transit are not tied to an addressee: the rear service may redirect them.
//!
//! Sources: base stock with full backlog, for instance S. Axsater (2006), "Inventory Control"; figures with the knobs.
//!
//! Reads: requests, `lack`. Writes: [`Depots`]. Chance: none.

use bevy_ecs::prelude::{ResMut, Resource};

use interdict_scenario::rules::Supply as SupplyRules;

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
    /// What users need in a day by establishment, by station: counted afresh with `lack`.
    pub standing: Vec<Supplies>,
    /// What formations at the front that draw here need in a day, by station, kilograms: counted with `standing`.
    pub front_daily: Vec<i64>,
    /// What a station shall hold beyond the rule's days of use, by station: told with `lack`; may be negative.
    pub targets: Vec<Supplies>,
    /// What users have less than they like to have, by station: counted afresh, never remembered.
    pub lack: Vec<Supplies>,
    /// Fell due today beyond the standing need, by station: rounds fired, stores for jobs.
    pub due: Vec<Supplies>,
    /// Mean of what fell due in a day beyond the standing need, by station: exponential mean over about a week, in
    /// grams.
    pub daily_grams: Vec<Supplies>,
    /// Second since which each station waits for a lot worth sending; [`NOT_WAITING`] where it does not.
    pub waits_since: Vec<u32>,
    /// Days over which what falls due is averaged.
    issue_days: i64,
    /// Days of need that a formation draws in an evening, at most.
    pub draw_days: i64,
}

/// No lot is waited for.
pub const NOT_WAITING: u32 = u32::MAX;

/// How depots order: knobs, rounded once.
#[derive(Clone, Copy, Debug)]
pub struct OrderRules {
    /// Days of use that stock and orders cover.
    pub order_days: i64,
    /// Of these, the days between ordering and arrival.
    pub lead_days: i64,
    /// The least that is worth sending, kilograms: a wagon.
    pub lot_kg: i64,
}

impl Depots {
    /// Empty depots at every station.
    pub fn new(stations: usize, rules: &SupplyRules) -> Self {
        let empty = vec![[0; CLASSES]; stations];
        Self {
            stock: empty.clone(),
            transit: empty.clone(),
            coming: empty.clone(),
            coming_transit: empty.clone(),
            standing: empty.clone(),
            front_daily: vec![0; stations],
            targets: empty.clone(),
            lack: empty.clone(),
            due: empty.clone(),
            daily_grams: empty,
            waits_since: vec![NOT_WAITING; stations],
            issue_days: rules.issue_days.into(),
            draw_days: rules.draw_days.into(),
        }
    }

    /// Gives up to `kg` of a class from the depot of a station to `to`; returns what was there.
    pub fn give(
        &mut self,
        books: &mut Books,
        station: u32,
        class: Class,
        kg: i64,
        to: Account,
    ) -> i64 {
        debug_assert!(kg >= 0, "a request is not negative");
        let (station, class) = (station as usize, class as usize);
        let given = kg.min(self.stock[station][class]);
        self.stock[station][class] -= given;
        books
            .ledger
            .post(class as u16, Account::Depots as u16, to as u16, given);
        given
    }

    /// The same for what nobody needs every day: the request counts towards what the depot will order, whether or
    /// not it is met.
    pub fn draw(
        &mut self,
        books: &mut Books,
        station: u32,
        class: Class,
        kg: i64,
        to: Account,
    ) -> i64 {
        self.due[station as usize][class as usize] += kg;
        self.give(books, station, class, kg, to)
    }

    /// Takes what fell due today into the running means. Called once a day.
    pub fn close_day(&mut self) {
        let days = self.issue_days;
        for (mean, due) in self.daily_grams.iter_mut().zip(&mut self.due) {
            for (mean, due) in mean.iter_mut().zip(due.iter_mut()) {
                *mean += (*due * 1_000 - *mean) / days;
                *due = 0;
            }
        }
    }

    /// What the users of a station need in a day, by class, kilograms.
    pub fn daily_use(&self, station: u32) -> Supplies {
        let station = station as usize;
        let mut daily = self.standing[station];
        for (kg, grams) in daily.iter_mut().zip(&self.daily_grams[station]) {
            *kg += grams / 1_000;
        }
        daily
    }

    /// What a station has or will have, less what its users lack, by class: may be negative.
    pub fn position(&self, station: u32) -> Supplies {
        let station = station as usize;
        let mut position = self.stock[station];
        for (class, kg) in position.iter_mut().enumerate() {
            *kg += self.coming[station][class] - self.lack[station][class];
        }
        position
    }

    /// What a station wants sent, by class: its target and what its users lack, less what it has and what is coming.
    pub fn wanted(&self, station: u32, days: i64) -> Supplies {
        let place = station as usize;
        let mut wanted = [0; CLASSES];
        for (class, wanted) in wanted.iter_mut().enumerate() {
            let daily = self.standing[place][class] + self.daily_grams[place][class] / 1_000;
            let stock = (days * daily + self.targets[place][class]).max(0);
            let aim = stock + self.lack[place][class];
            *wanted = (aim - self.stock[place][class] - self.coming[place][class]).max(0);
        }
        wanted
    }

    /// What a station wants, if it is worth sending: a wagon or more, or anything where some class in use lasts for
    /// less than the lead time.
    pub fn lot(&self, station: u32, rules: &OrderRules) -> Option<Supplies> {
        let wanted = self.wanted(station, rules.order_days);
        let kg: i64 = wanted.iter().sum();
        (kg >= rules.lot_kg || (kg > 0 && self.runs_out(station, rules))).then_some(wanted)
    }

    /// Some class in use will not last for the lead time.
    pub fn runs_out(&self, station: u32, rules: &OrderRules) -> bool {
        let (daily, position) = (self.daily_use(station), self.position(station));
        let mut classes = daily.iter().zip(&position);
        classes.any(|(&daily, &position)| daily > 0 && position < rules.lead_days * daily)
    }

    /// Something has come to a station: whoever waited waits anew.
    pub fn has_come(&mut self, station: u32) {
        self.waits_since[station as usize] = NOT_WAITING;
    }

    /// Since when a station waits for a lot at a second, which begins the wait where there was none.
    pub fn waiting_since(&mut self, station: u32, wants: bool, second: u32) -> u32 {
        let since = &mut self.waits_since[station as usize];
        if !wants {
            *since = NOT_WAITING;
        } else if *since == NOT_WAITING {
            *since = second;
        }
        *since
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
        let mut depots = Depots::new(1, &SupplyRules::default());
        let food = Class::Food as usize;
        books
            .ledger
            .post(0, Account::Outside as u16, Account::Depots as u16, 10_000);
        depots.stock[0][food] = 10_000;
        depots.standing[0][food] = 3_000;
        depots.daily_grams[0][food] = 1_000_000;
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
            1_000_000 + (13_000_000 - 1_000_000) / 7
        );
        assert!(books.ledger.check().is_ok());
    }
    #[test]
    fn what_is_lacked_is_ordered_until_it_has_come_however_long_that_takes() {
        let mut depots = Depots::new(1, &SupplyRules::default());
        let shells = Class::Shells as usize;
        depots.lack[0][shells] = 700;
        // An empty gun fires nothing, so nothing falls due; its lack does not fade.
        for _ in 0..200 {
            assert_eq!(depots.wanted(0, 16)[shells], 700);
            depots.close_day();
        }
        depots.coming[0][shells] = 500;
        assert_eq!(depots.wanted(0, 16)[shells], 200);
        depots.stock[0][shells] = 500;
        assert_eq!(depots.wanted(0, 16)[shells], 0);
        depots.lack[0][shells] = 0;
        assert_eq!(depots.wanted(0, 16)[shells], 0);
    }

    #[test]
    fn less_than_a_wagon_is_worth_sending_only_to_who_runs_out() {
        let rules = OrderRules {
            order_days: 16,
            lead_days: 6,
            lot_kg: 30_000,
        };
        let mut depots = Depots::new(1, &SupplyRules::default());
        depots.standing[0][0] = 1_000;
        depots.stock[0][0] = 6_000;
        assert_eq!(depots.lot(0, &rules), None);
        depots.stock[0][0] = 5_999;
        assert_eq!(depots.lot(0, &rules).map(|lot| lot[0]), Some(10_001));
        depots.standing[0][0] = 3_000;
        depots.stock[0][0] = 18_000;
        assert_eq!(depots.lot(0, &rules).map(|lot| lot[0]), Some(30_000));
    }
}
