//! # Formations
//!
//! What happens: formations come with what they bring, move from post to post, and leave with what they have.
//! What they need changes with the post: where they draw, how far that is, how many men do what.
//!
//! Rule: a formation is one thing with a list of dated posts, one for each of its rows in the scenario. On the
//! first day of a later post it stands there: its stock goes with it, class by class at most what the post that
//! it leaves lets it hold (`carried_days` of its need); what is above stays behind in the depot of the railhead
//! that it leaves. Who changes neither railhead nor road leaves nothing behind. Men need the kilograms of their
//! posture. Food and stores are those of the defence in every posture; ammunition and fuel share the rest.
//!
//! Assumes: a move is done within the night; trucks and carts of the formation itself carry its stock.
//!
//! Sources: some 40 t a day for a division in defence (Futrell, recalled); figures with the knobs.
//!
//! Reads: knobs of `supply`. Writes: [`Formation`], depots, books. Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::nearest;
use interdict_engine::{Clock, RowsMut};
use interdict_quantity::{Key, mass};
use interdict_scenario::Scenario;
use interdict_scenario::rules::Supply;
use interdict_scenario::scenario::{Need, Posture};

use crate::accounts::{Account, Books, CLASSES, Supplies};
use crate::row::{FormationRow, StationRow};
use crate::state::state;
use crate::supply::depot::Depots;

/// An army, corps or other user of supplies.
#[derive(Component, Clone, Debug)]
pub struct Formation {
    /// Identity, whatever the post.
    pub key: Key,
    /// Row of its present post in the scenario's table.
    pub row: FormationRow,
    /// Where it draws.
    pub railhead: StationRow,
    /// Road from there, metres.
    pub road_m: u32,
    /// Need of a day, kilograms.
    pub kg_per_day: i64,
    /// Need of a day by class, before anything is rationed.
    pub need: Supplies,
    /// What it has with it.
    pub stock: Supplies,
    /// What it likes to have with it.
    pub full: Supplies,
    /// At the front; where no formation of the scenario is, all count as standing there.
    pub front: bool,
    /// Of the need of the last day, what was not issued.
    pub missed: Supplies,
    /// First day and day after the last, of all posts together.
    pub days: (u16, u16),
    /// Days of supply it brings, thousandths.
    pub brings_milli: i64,
    /// Its posts in order of date, each ending where the next begins.
    pub posts: Vec<Post>,
}

state!(
    Formation: row, railhead, road_m, kg_per_day, need, stock, full, front, missed;
    fixed: key, days, brings_milli, posts
);

/// Where a formation stands for a span of days, and what it needs there.
#[derive(Clone, Debug)]
pub struct Post {
    /// Row in the scenario's table.
    pub row: FormationRow,
    /// First day.
    pub from: u16,
    /// Where it draws.
    pub railhead: StationRow,
    /// Road from there, metres.
    pub road_m: u32,
    /// Need of a day by class.
    pub need: Supplies,
    /// What it can hold.
    pub full: Supplies,
    /// At the front.
    pub front: bool,
}

impl Formation {
    /// A formation that stands at its first post, with empty hands.
    pub fn new(key: Key, brings_milli: i64, to: u16, posts: Vec<Post>) -> Self {
        let first = posts[0].clone();
        let mut formation = Self {
            key,
            row: first.row,
            railhead: first.railhead,
            road_m: first.road_m,
            kg_per_day: 0,
            need: [0; CLASSES],
            stock: [0; CLASSES],
            full: [0; CLASSES],
            front: first.front,
            missed: [0; CLASSES],
            days: (first.from, to),
            brings_milli,
            posts,
        };
        formation.take_post(&first);
        formation
    }

    /// It is in the theatre on a day.
    pub fn is_there(&self, day: u16) -> bool {
        self.days.0 <= day && day < self.days.1
    }

    /// What it could still take in, by class.
    pub fn room(&self) -> Supplies {
        let mut room = [0; CLASSES];
        for (class, room) in room.iter_mut().enumerate() {
            *room = (self.full[class] - self.stock[class]).max(0);
        }
        room
    }

    /// Hours that what it has will last, by the scarcest class.
    pub(crate) fn hours_of_supply(&self) -> i64 {
        (0..CLASSES)
            .filter(|&class| self.need[class] > 0)
            .map(|class| 24 * self.stock[class] / self.need[class])
            .min()
            .unwrap_or(0)
    }

    fn take_post(&mut self, post: &Post) {
        self.row = post.row;
        self.railhead = post.railhead;
        self.road_m = post.road_m;
        self.need = post.need;
        self.kg_per_day = post.need.iter().sum();
        self.full = post.full;
        self.front = post.front;
    }

    /// Goes to its post that begins on a day, where one does, and returns what it leaves behind.
    fn go_on(&mut self, day: u16) -> Supplies {
        let mut left = [0; CLASSES];
        let Some(place) = self.posts[1..].iter().position(|post| post.from == day) else {
            return left;
        };
        let post = self.posts[place + 1].clone();
        if (post.railhead, post.road_m) != (self.railhead, self.road_m) {
            for (class, left) in left.iter_mut().enumerate() {
                *left = (self.stock[class] - self.full[class]).max(0);
                self.stock[class] -= *left;
            }
        }
        self.take_post(&post);
        left
    }
}

/// Shares of the classes in what a formation needs, thousandths; in a posture other than defence, grams a man.
pub fn weights(rules: &Supply, posture: Posture) -> Supplies {
    let milli = |share: f64| nearest::<i64>(1_000.0 * share);
    let [food, ammunition, fuel] = [
        milli(rules.food_share),
        milli(rules.ammunition_share),
        milli(rules.fuel_share),
    ];
    let stores = (1_000 - food - ammunition - fuel).max(0);
    let plain = [food, ammunition, fuel, stores, 0];
    if posture == Posture::Defence {
        return plain;
    }
    let grams = |posture: Posture| milli(posture.kg_per_man(rules));
    let all: i64 = plain.iter().sum();
    let [food, stores] = [food, stores].map(|share| grams(Posture::Defence) * share / all);
    let rest = grams(posture) - food - stores;
    let fired = ammunition + fuel;
    if rest <= 0 || fired == 0 {
        return plain;
    }
    let ammunition = rest * ammunition / fired;
    [food, ammunition, rest - ammunition, stores, 0]
}

/// What each row of the scenario's table needs a day, by class.
pub fn needs(scenario: &Scenario) -> Vec<Supplies> {
    let rules = &scenario.rules.supply;
    let mut shares = Vec::new();
    let mut by_class = |need: Need| {
        let kg = need.kg_per_day(rules) as f64 * rules.need_factor;
        let posture = match need {
            Need::Men(_, posture) => posture,
            Need::Kilograms(_) => Posture::Defence,
        };
        mass::split(nearest::<i64>(kg), &weights(rules, posture), &mut shares);
        let mut supplies = [0; CLASSES];
        supplies.copy_from_slice(&shares);
        supplies
    };
    let rows = scenario.formations.iter();
    rows.map(|row| by_class(row.need)).collect()
}

/// The formations of a scenario, in order of their names, with empty hands: they bring their stock when they come.
pub fn formations(scenario: &Scenario) -> Vec<Formation> {
    let carried_days = scenario.rules.supply.carried_days;
    let needs = needs(scenario);
    let rows = &scenario.formations;
    let has_front = rows.iter().any(|row| row.front);
    let mut order: Vec<usize> = (0..rows.len())
        .filter(|&row| rows[row].from < rows[row].to)
        .collect();
    let by = |row: usize| (rows[row].formation.as_str(), rows[row].from);
    order.sort_by(|&first, &second| by(first).cmp(&by(second)));
    let of_one = |first: &usize, second: &usize| rows[*first].formation == rows[*second].formation;
    let formation = |own: &[usize]| {
        let (first, last) = (&rows[own[0]], &rows[own[own.len() - 1]]);
        let post = |&row: &usize| Post {
            row: FormationRow::from_index(row),
            from: rows[row].from,
            railhead: StationRow(rows[row].railhead),
            road_m: rows[row].road_m,
            need: needs[row],
            full: needs[row].map(|kg| nearest::<i64>(kg as f64 * carried_days)),
            front: rows[row].front || !has_front,
        };
        let brings_milli = nearest::<i64>(1_000.0 * first.stock_days);
        let posts = own.iter().map(post).collect();
        Formation::new(first.formation_key(), brings_milli, last.to, posts)
    };
    order.chunk_by(of_one).map(formation).collect()
}

/// Formations come with what they bring, go from post to post, and leave with what they have. Due every day.
pub(crate) fn come_and_go(
    clock: Res<Clock>,
    mut formations: RowsMut<Formation>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
) {
    for formation in formations.slice_mut() {
        if formation.days.0 == clock.day {
            let brings = formation.brings_milli;
            formation.stock = formation.need.map(|kg| kg * brings / 1_000);
            books.move_supplies(Account::Outside, Account::Formations, &formation.stock);
        }
        if formation.days.1 == clock.day {
            let taken = std::mem::replace(&mut formation.stock, [0; CLASSES]);
            books.move_supplies(Account::Formations, Account::Withdrawn, &taken);
            continue;
        }
        let place = formation.railhead;
        let left = formation.go_on(clock.day);
        for (stock, kg) in depots.stock[place].iter_mut().zip(left) {
            *stock += kg;
        }
        books.move_supplies(Account::Formations, Account::Depots, &left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::Rules;

    fn post(from: u16, railhead: StationRow, need: i64) -> Post {
        Post {
            row: FormationRow(u32::from(from)),
            from,
            railhead,
            road_m: 0,
            need: [need, 0, 0, 0, 0],
            full: [7 * need, 0, 0, 0, 0],
            front: true,
        }
    }

    #[test]
    fn supply_lasts_as_long_as_the_division_says() {
        let mut formation = Formation::new(Key(1), 0, 10, vec![post(0, StationRow(0), 100)]);
        formation.stock[0] = 300;
        assert_eq!(formation.hours_of_supply(), 72);
        assert_eq!(formation.room()[0], 400);
        assert!(formation.is_there(9) && !formation.is_there(10));
    }

    #[test]
    fn who_moves_takes_what_he_can_carry_and_leaves_the_rest() {
        let posts = [(0, 4, 100), (5, 4, 200), (9, 6, 50)];
        let posts = posts.map(|(from, railhead, need)| post(from, StationRow(railhead), need));
        let mut formation = Formation::new(Key(1), 0, 20, posts.into());
        formation.stock[0] = 3_000;
        // The same railhead: nothing is left, but more is needed.
        assert_eq!(formation.go_on(5), [0; CLASSES]);
        assert_eq!(
            (formation.row, formation.kg_per_day),
            (FormationRow(5), 200)
        );
        assert_eq!(formation.go_on(6), [0; CLASSES]);
        assert_eq!(formation.go_on(9)[0], 3_000 - 1_400);
        assert_eq!(
            (formation.stock[0], formation.railhead),
            (1_400, StationRow(6))
        );
        assert_eq!(formation.room(), [0; CLASSES]);
    }

    #[test]
    fn men_eat_the_same_in_every_posture() {
        let rules = Rules::default().supply;
        let men = |posture| {
            let kg = Need::Men(10_000, posture).kg_per_day(&rules);
            let mut shares = Vec::new();
            mass::split(kg, &weights(&rules, posture), &mut shares);
            shares
        };
        let (defence, attack, rest) = (
            men(Posture::Defence),
            men(Posture::Attack),
            men(Posture::Rest),
        );
        let sums = [&defence, &attack, &rest].map(|kg| kg.iter().sum::<i64>());
        assert_eq!(sums, [30_000, 70_000, 22_000]);
        for class in [0, 3] {
            assert_eq!(defence[class], attack[class]);
            assert_eq!(defence[class], rest[class]);
        }
        // 40 t more, in the proportion of ammunition to fuel, 25 to 12.
        assert_eq!(attack[1] + attack[2], defence[1] + defence[2] + 40_000);
        assert!((attack[1] * 12 - attack[2] * 25).abs() < 25 * 30);
    }
}
