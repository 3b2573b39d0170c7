//! # Postings
//!
//! What happens: formations of guns take position on a date and leave on another. Their rounds travel
//! with them to the next place. Who is sent by rail has to come first: his trains bring guns, vehicles and kit
//! over the same lines as everything else, and he fires when all of it is there.
//!
//! Rule: who leaves takes guns and rounds on the road; who comes takes from what the formation has on
//! the road, rounds in proportion to guns; guns that the formation did not have before bring their full
//! stock with them. What has no further posting is withdrawn. Tons of arrival (times `flak.consumption`) are
//! awaited at the posting's depot from its first day, of the class of stores; each morning it takes what has come,
//! and with the last of it takes position. Until then it neither fires nor eats here.
//!
//! Assumes: a change of place on a date is done within the night. A posting that is only asked for has
//! no rows at all. In a theatre without supply nothing is awaited. A depot does not tell stores that arrive with guns from other stores.
//!
//! Sources: dates from the scenario.
//!
//! Reads: the postings, knob `flak.consumption`. Writes: [`Posting`], depots, [`Battery`], [`Cover`], [`Baggage`], books, journal.
//! Chance: none.

use bevy_ecs::prelude::*;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::{Clock, Column, RowsMut};
use interdict_quantity::Key;
use interdict_scenario::scenario::{Channel, Channels, FlakPlace};
use interdict_scenario::{Domain, Scenario};

use crate::accounts::{Account, Books, Class, Commodity};
use crate::flak::battery::{self, Battery, Calibre};
use crate::flak::cover::Cover;
use crate::measure::{Journal, Measures};
use crate::network::Network;
use crate::outcomes::Series;
use crate::record::{EventKind, Place};
use crate::row::{BatteryRow, FlakRow, GunnersRow, LineRow, PostingRow, StationRow};
use crate::state::state;
use crate::supply::depot::Depots;
use crate::told::untold;

/// Guns of a formation at one place for one span of days.
#[derive(Component, Clone, Debug)]
pub struct Posting {
    /// Identity.
    pub key: Key,
    /// Row in the scenario's table.
    pub row: FlakRow,
    /// Which formation.
    pub formation: GunnersRow,
    /// Station that it draws from.
    pub depot: StationRow,
    /// First day.
    pub from: u16,
    /// Day after its last.
    pub to: u16,
    /// Guns by calibre.
    pub guns: [u32; 2],
    /// First row of its batteries.
    pub first: BatteryRow,
    /// Number of its batteries.
    pub batteries: u32,
    /// It is there.
    pub is_there: bool,
    /// May be moved by the rule of relocation.
    pub mobile: bool,
    /// Lines that it guards by order of the scenario or of the rule.
    pub lines: Vec<LineRow>,
    /// Day on which a move by the rule ends.
    pub on_the_road_until: u16,
    /// Kilograms of rounds asked for already and not yet come.
    pub backlog_kg: i64,
    /// Kilograms that have still to arrive at its depot before it takes position.
    pub awaited_kg: i64,
    /// How the guns act.
    pub channels: Channels,
    /// Grams drawn that do not make a whole round yet, by calibre.
    pub loose_g: [i64; 2],
    /// The formation goes on to another posting after this one.
    goes_on: bool,
}

state!(
    Posting: is_there, lines, on_the_road_until, backlog_kg, awaited_kg, loose_g;
    fixed: key, row, formation, depot, from, to, guns, first, batteries, mobile, channels,
        goes_on
);
untold!(Posting = "postings");

impl Posting {
    /// Rows of its batteries.
    pub fn rows(&self) -> core::ops::Range<usize> {
        self.first.index()..self.first.plus(self.batteries).index()
    }

    /// Stores that its depot lacks on a day for it to arrive, kilograms.
    pub fn awaits(&self, day: u16) -> i64 {
        let is_due = self.from <= day && day < self.to;
        if is_due { self.awaited_kg } else { 0 }
    }
}

/// What formations have on the road between postings.
#[derive(Resource, Clone, Debug)]
pub struct Baggage {
    /// By formation and calibre: guns and rounds.
    on_the_road: Column<GunnersRow, [(u32, i64); 2]>,
    /// Rounds to a gun, by calibre.
    per_gun: [i64; 2],
}

state!(Baggage: on_the_road; fixed: per_gun);
untold!(Baggage = "baggage");

impl Baggage {
    /// Rounds of a calibre on the road between postings.
    pub fn rounds(&self, calibre: Calibre) -> i64 {
        self.on_the_road
            .iter()
            .map(|baggage| baggage[calibre as usize].1)
            .sum()
    }
}

/// Every posting that is switched on with its batteries, and the baggage of their formations.
pub fn postings(scenario: &Scenario, network: &Network) -> (Vec<Posting>, Vec<Battery>, Baggage) {
    let active = || {
        scenario
            .flak
            .iter()
            .zip((0..).map(FlakRow))
            .filter(|(posting, _)| posting.active)
    };
    let mut names: Vec<&str> = active()
        .map(|(posting, _)| posting.formation.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    // The last day on which each formation takes position.
    let mut last: Column<GunnersRow, u16> = Column::filled(0, names.len());
    let number = |name: &str| GunnersRow::from_index(names.binary_search(&name).unwrap_or(0));
    for (posting, _) in active() {
        let last = &mut last[number(&posting.formation)];
        *last = posting.from.max(*last);
    }
    let is_brought = scenario.domains().has(Domain::Supply);
    let (mut rows, mut batteries) = (Vec::new(), Vec::new());
    for (posting, row) in active() {
        let own = PostingRow::from_index(rows.len());
        let own = battery::batteries(scenario, network, posting, own);
        let formation = number(&posting.formation);
        rows.push(Posting {
            key: posting.key,
            row,
            formation,
            depot: StationRow(posting.depot),
            from: posting.from,
            to: posting.to,
            guns: battery::guns(posting),
            first: BatteryRow::from_index(batteries.len()),
            batteries: fit(own.len()),
            is_there: false,
            mobile: posting.mobile,
            lines: match &posting.place {
                FlakPlace::Along(lines) => lines.iter().copied().map(LineRow).collect(),
                FlakPlace::At { .. } => Vec::new(),
            },
            on_the_road_until: 0,
            backlog_kg: 0,
            awaited_kg: if is_brought && posting.channels.has(Channel::Consumption) {
                nearest::<i64>(posting.arrival_kg as f64 * scenario.rules.flak.consumption)
            } else {
                0
            },
            channels: posting.channels,
            loose_g: [0; 2],
            goes_on: last[formation] >= posting.to,
        });
        batteries.extend(own);
    }
    let knobs = &scenario.rules.flak;
    let baggage = Baggage {
        on_the_road: Column::filled([(0, 0); 2], names.len()),
        per_gun: [knobs.light_stock, knobs.heavy_stock].map(i64::from),
    };
    (rows, batteries, baggage)
}

/// Guns take position and leave. Due when the day begins.
pub(crate) fn post_guns(
    clock: Res<Clock>,
    mut postings: RowsMut<Posting>,
    mut batteries: RowsMut<Battery>,
    mut cover: ResMut<Cover>,
    mut baggage: ResMut<Baggage>,
    mut books: ResMut<Books>,
    mut journal: ResMut<Journal>,
) {
    let day = clock.day;
    let postings = postings.slice_mut();
    let comes = |posting: &Posting| posting.from == day && posting.to > day;
    if !postings
        .iter()
        .any(|posting| comes(posting) || posting.to == day)
    {
        return;
    }
    let batteries = batteries.slice_mut();
    for posting in postings
        .iter_mut()
        .filter(|posting| posting.to == day && posting.is_there)
    {
        leave(posting, batteries, &mut baggage, &mut books);
        note(&mut journal, &clock, posting, -1);
    }
    let is_here = |posting: &&mut Posting| comes(posting) && posting.awaited_kg == 0;
    for posting in postings.iter_mut().filter(is_here) {
        take_position(posting, batteries, &mut baggage, &mut books);
        note(&mut journal, &clock, posting, 1);
    }
    cover.refresh(batteries);
}

/// Guns that were sent take what has come for them, and position when all has come. Due once a day.
pub fn arrive(
    clock: Res<Clock>,
    mut postings: RowsMut<Posting>,
    mut batteries: RowsMut<Battery>,
    mut cover: ResMut<Cover>,
    mut baggage: ResMut<Baggage>,
    mut depots: ResMut<Depots>,
    mut books: ResMut<Books>,
    mut measures: ResMut<Measures>,
    mut journal: ResMut<Journal>,
) {
    let (day, postings) = (clock.day, postings.slice_mut());
    let mut has_come = false;
    for posting in postings
        .iter_mut()
        .filter(|posting| posting.awaits(day) > 0)
    {
        let lies_there = &mut depots.stock[posting.depot][Class::Stores as usize];
        let kg = posting.awaited_kg.min(*lies_there);
        *lies_there -= kg;
        posting.awaited_kg -= kg;
        books.post(Commodity::Stores, Account::Depots, Account::Ready, kg);
        measures.add(Series::GunsArriving, kg);
        if posting.awaited_kg == 0 {
            take_position(posting, batteries.slice_mut(), &mut baggage, &mut books);
            note(&mut journal, &clock, posting, 1);
            has_come = true;
        }
    }
    if has_come {
        cover.refresh(batteries.slice_mut());
    }
}

fn note(journal: &mut Journal, clock: &Clock, posting: &Posting, sign: i64) {
    let guns = sign * i64::from(posting.guns[0] + posting.guns[1]);
    let place = Place::Posting(posting.row);
    journal.note(
        clock.now,
        EventKind::GunsPosted,
        place,
        posting.key,
        Key(0),
        guns,
    );
}

/// Guns and rounds go on the road, or leave the theatre.
fn leave(
    posting: &mut Posting,
    batteries: &mut [Battery],
    baggage: &mut Baggage,
    books: &mut Books,
) {
    posting.is_there = false;
    for battery in &mut batteries[posting.rows()] {
        if posting.goes_on {
            let road = &mut baggage.on_the_road[posting.formation][battery.calibre as usize];
            road.0 += battery.guns;
            road.1 += battery.rounds;
        } else {
            let rounds = battery.calibre.rounds();
            books.post(rounds, Account::Ready, Account::Withdrawn, battery.rounds);
        }
        battery.rounds = 0;
        battery.fires = false;
    }
}

/// Guns come with the rounds that the formation has on the road; new guns with their full stock.
fn take_position(
    posting: &mut Posting,
    batteries: &mut [Battery],
    baggage: &mut Baggage,
    books: &mut Books,
) {
    posting.is_there = true;
    for calibre in Calibre::ALL {
        let road = &mut baggage.on_the_road[posting.formation][calibre as usize];
        let guns = posting.guns[calibre as usize];
        let carried = guns.min(road.0);
        let brought = match road.0 {
            0 => 0,
            all => road.1 * i64::from(carried) / i64::from(all),
        };
        road.0 -= carried;
        road.1 -= brought;
        let fresh = i64::from(guns - carried) * baggage.per_gun[calibre as usize];
        books.post(calibre.rounds(), Account::Outside, Account::Ready, fresh);
        hand_out(&mut batteries[posting.rows()], calibre, brought + fresh);
    }
    batteries[posting.rows()]
        .iter_mut()
        .for_each(|battery| battery.fires = true);
}

/// Hands rounds to batteries in proportion to what each lacks; what does not divide goes to the first.
pub(super) fn hand_out(batteries: &mut [Battery], calibre: Calibre, rounds: i64) {
    let of = |battery: &Battery| battery.calibre == calibre;
    let lacks = |battery: &Battery| battery.stock - battery.rounds;
    let total: i64 = batteries
        .iter()
        .filter(|battery| of(battery))
        .map(lacks)
        .sum();
    if total == 0 {
        return;
    }
    let mut left = rounds;
    for battery in batteries.iter_mut().filter(|battery| of(battery)) {
        let share = lacks(battery) * rounds / total;
        battery.rounds += share;
        left -= share;
    }
    for battery in batteries.iter_mut().filter(|battery| of(battery)) {
        let more = left.min(lacks(battery));
        battery.rounds += more;
        left -= more;
    }
    debug_assert!(left == 0, "more rounds than room");
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_scenario::synthetic::{Shape, generate};

    #[test]
    fn rounds_travel_with_the_formation_and_are_conserved() {
        let mut scenario = generate(Shape::small(), 4);
        let mut first = scenario.flak[0].clone();
        (first.from, first.to, first.light, first.heavy) = (0, 3, 12, 4);
        (first.active, first.strength) = (true, 1.0);
        let mut second = first.clone();
        (second.key, second.from, second.to, second.light) = (Key::of("second"), 3, 6, 16);
        let mut asked_for = first.clone();
        asked_for.active = false;
        scenario.flak = vec![first, second, asked_for];
        let network = Network::new(&scenario);
        let (mut rows, mut batteries, mut baggage) = postings(&scenario, &network);
        assert_eq!((rows.len(), batteries.len()), (2, 3 + 1 + 4 + 1));
        assert!(rows[0].goes_on && !rows[1].goes_on);
        let mut books = Books::new();
        take_position(&mut rows[0], &mut batteries, &mut baggage, &mut books);
        assert!(
            batteries[..4]
                .iter()
                .all(|battery| battery.rounds == battery.stock)
        );
        batteries[0].rounds -= 100;
        books.post(Calibre::Light.rounds(), Account::Ready, Account::Used, 100);
        leave(&mut rows[0], &mut batteries, &mut baggage, &mut books);
        take_position(&mut rows[1], &mut batteries, &mut baggage, &mut books);
        let light: i64 = batteries[4..8].iter().map(|battery| battery.rounds).sum();
        assert_eq!(light, 16 * 600 - 100);
        assert_eq!(
            books.balance(Calibre::Light.rounds(), Account::Ready),
            light
        );
        leave(&mut rows[1], &mut batteries, &mut baggage, &mut books);
        assert_eq!(
            books.balance(Calibre::Light.rounds(), Account::Withdrawn),
            light
        );
        assert!(books.ledger.check().is_ok());
    }
}
