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
use interdict_engine::Column;

use interdict_scenario::rules::Supply as SupplyRules;

use crate::accounts::{Account, Books, CLASSES, Class, Supplies};
use crate::row::StationRow;
use crate::state::state;

/// Supplies at stations.
#[derive(Resource, Clone, Debug)]
pub struct Depots {
    /// For those who draw here, by station.
    pub stock: Column<StationRow, Supplies>,
    /// On the way to somewhere else, by station.
    pub transit: Column<StationRow, Supplies>,
    /// On trains or trucks whose last stop this station is, by station: ordered and on the way.
    pub coming: Column<StationRow, Supplies>,
    /// On trains or trucks to this station, to be forwarded from there, by station.
    pub coming_transit: Column<StationRow, Supplies>,
    /// What users need in a day by establishment, by station: counted afresh with `lack`.
    pub standing: Column<StationRow, Supplies>,
    /// What formations at the front that draw here need in a day, by station, kilograms: counted with `standing`.
    pub front_daily: Column<StationRow, i64>,
    /// What a station shall hold beyond the rule's days of use, by station: told with `lack`; may be negative.
    pub targets: Column<StationRow, Supplies>,
    /// What users have less than they like to have, by station: counted afresh, never remembered.
    pub lack: Column<StationRow, Supplies>,
    /// Fell due today beyond the standing need, by station: rounds fired, stores for jobs.
    pub due: Column<StationRow, Supplies>,
    /// Mean of what fell due in a day beyond the standing need, by station: exponential mean over about a week, in
    /// grams.
    pub daily_grams: Column<StationRow, Supplies>,
    /// Second since which each station waits for a lot worth sending; [`NOT_WAITING`] where it does not.
    pub waits_since: Column<StationRow, u32>,
    /// Supplies that may still be sent from the base at a station today, kilograms; 0 where no base is.
    pub base_left_kg: Column<StationRow, i64>,
    /// Supplies that reach the base at a station in a day, kilograms; 0 where no base is.
    pub base_daily_kg: Column<StationRow, i64>,
    /// Days over which what falls due is averaged.
    issue_days: i64,
    /// Days of need that a formation draws in an evening, at most.
    pub draw_days: i64,
}

state!(
    Depots: stock, transit, coming, coming_transit, standing, front_daily, targets, lack, due,
        daily_grams, waits_since, base_left_kg;
    fixed: base_daily_kg, issue_days, draw_days
);

/// No lot is waited for.
pub(crate) const NOT_WAITING: u32 = u32::MAX;

/// How depots order: knobs, rounded once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OrderRules {
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
        let empty = Column::filled([0; CLASSES], stations);
        Self {
            stock: empty.clone(),
            transit: empty.clone(),
            coming: empty.clone(),
            coming_transit: empty.clone(),
            standing: empty.clone(),
            front_daily: Column::filled(0, stations),
            targets: empty.clone(),
            lack: empty.clone(),
            due: empty.clone(),
            daily_grams: empty,
            waits_since: Column::filled(NOT_WAITING, stations),
            base_left_kg: Column::filled(0, stations),
            base_daily_kg: Column::filled(0, stations),
            issue_days: rules.issue_days.into(),
            draw_days: rules.draw_days.into(),
        }
    }

    /// Gives up to `kg` of a class from the depot of a station to `to`; returns what was there.
    pub fn give(
        &mut self,
        books: &mut Books,
        station: StationRow,
        class: Class,
        kg: i64,
        to: Account,
    ) -> i64 {
        debug_assert!(kg >= 0, "a request is not negative");
        let class_row = class as usize;
        let given = kg.min(self.stock[station][class_row]);
        self.stock[station][class_row] -= given;
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
        station: StationRow,
        class: Class,
        kg: i64,
        to: Account,
    ) -> i64 {
        self.due[station][class as usize] += kg;
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
    pub(crate) fn daily_use(&self, station: StationRow) -> Supplies {
        let mut daily = self.standing[station];
        for (kg, grams) in daily.iter_mut().zip(&self.daily_grams[station]) {
            *kg += grams / 1_000;
        }
        daily
    }

    /// What a station has or will have, less what its users lack, by class: may be negative.
    pub fn position(&self, station: StationRow) -> Supplies {
        let mut position = self.stock[station];
        for (class, kg) in position.iter_mut().enumerate() {
            *kg += self.coming[station][class] - self.lack[station][class];
        }
        position
    }

    /// What a station wants sent, by class: its target and what its users lack, less what it has and what is coming.
    pub fn wanted(&self, station: StationRow, days: i64) -> Supplies {
        let mut wanted = [0; CLASSES];
        for (class, wanted) in wanted.iter_mut().enumerate() {
            let daily = self.standing[station][class] + self.daily_grams[station][class] / 1_000;
            let stock = (days * daily + self.targets[station][class]).max(0);
            let aim = stock + self.lack[station][class];
            *wanted = (aim - self.stock[station][class] - self.coming[station][class]).max(0);
        }
        wanted
    }

    /// What a station wants, if it is worth sending: a wagon or more, or anything where some class in use lasts for
    /// less than the lead time.
    pub(crate) fn lot(&self, station: StationRow, rules: &OrderRules) -> Option<Supplies> {
        let wanted = self.wanted(station, rules.order_days);
        let kg: i64 = wanted.iter().sum();
        (kg >= rules.lot_kg || (kg > 0 && self.runs_out(station, rules))).then_some(wanted)
    }

    /// Some class in use will not last for the lead time.
    pub(crate) fn runs_out(&self, station: StationRow, rules: &OrderRules) -> bool {
        let (daily, position) = (self.daily_use(station), self.position(station));
        let mut classes = daily.iter().zip(&position);
        classes.any(|(&daily, &position)| daily > 0 && position < rules.lead_days * daily)
    }

    /// Something has come to a station: whoever waited waits anew.
    pub(crate) fn has_come(&mut self, station: StationRow) {
        self.waits_since[station] = NOT_WAITING;
    }

    /// Since when a station waits for a lot at a second, which begins the wait where there was none.
    pub(crate) fn waiting_since(&mut self, station: StationRow, wants: bool, second: u32) -> u32 {
        let since = &mut self.waits_since[station];
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

    const HERE: StationRow = StationRow(0);

    #[test]
    fn a_depot_gives_what_it_has_and_orders_what_it_was_asked_for() {
        let mut books = Books::new();
        let mut depots = Depots::new(1, &SupplyRules::default());
        let food = Class::Food as usize;
        books
            .ledger
            .post(0, Account::Outside as u16, Account::Depots as u16, 10_000);
        depots.stock[HERE][food] = 10_000;
        depots.standing[HERE][food] = 3_000;
        depots.daily_grams[HERE][food] = 1_000_000;
        assert_eq!(
            depots.draw(&mut books, HERE, Class::Food, 4_000, Account::Consumed),
            4_000
        );
        assert_eq!(
            depots.draw(&mut books, HERE, Class::Food, 9_000, Account::Consumed),
            6_000
        );
        assert_eq!(depots.wanted(HERE, 5)[food], 20_000);
        depots.close_day();
        assert_eq!(
            depots.daily_grams[HERE][food],
            1_000_000 + (13_000_000 - 1_000_000) / 7
        );
        assert!(books.ledger.check().is_ok());
    }
    #[test]
    fn what_is_lacked_is_ordered_until_it_has_come_however_long_that_takes() {
        let mut depots = Depots::new(1, &SupplyRules::default());
        let shells = Class::Shells as usize;
        depots.lack[HERE][shells] = 700;
        // An empty gun fires nothing, so nothing falls due; its lack does not fade.
        for _ in 0..200 {
            assert_eq!(depots.wanted(HERE, 16)[shells], 700);
            depots.close_day();
        }
        depots.coming[HERE][shells] = 500;
        assert_eq!(depots.wanted(HERE, 16)[shells], 200);
        depots.stock[HERE][shells] = 500;
        assert_eq!(depots.wanted(HERE, 16)[shells], 0);
        depots.lack[HERE][shells] = 0;
        assert_eq!(depots.wanted(HERE, 16)[shells], 0);
    }

    #[test]
    fn less_than_a_wagon_is_worth_sending_only_to_who_runs_out() {
        let rules = OrderRules {
            order_days: 16,
            lead_days: 6,
            lot_kg: 30_000,
        };
        let mut depots = Depots::new(1, &SupplyRules::default());
        depots.standing[HERE][0] = 1_000;
        depots.stock[HERE][0] = 6_000;
        assert_eq!(depots.lot(HERE, &rules), None);
        depots.stock[HERE][0] = 5_999;
        assert_eq!(depots.lot(HERE, &rules).map(|lot| lot[0]), Some(10_001));
        depots.standing[HERE][0] = 3_000;
        depots.stock[HERE][0] = 18_000;
        assert_eq!(depots.lot(HERE, &rules).map(|lot| lot[0]), Some(30_000));
    }
}
