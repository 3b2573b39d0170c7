//! # Yards under attack
//!
//! What happens: bombs on a yard disable engines that stand idle there, destroy their wagons, block places to load and
//! unload, and set back the repair of engines in its shop. All that is off unless `yard.suffers` is on.
//!
//! Rule: of `t` tons of bombs within the yard, each idle engine is disabled with `1 - exp(-yard.engine_hit_per_bomb_t t)`
//! and goes into repair where it stands; each wagon of an idle train is destroyed with
//! `1 - exp(-yard.wagon_hit_per_bomb_t t)`, but for one; one place is blocked for each `yard.bombs_t_per_place`, the
//! fraction by chance, as far as places are free, for `yard.place_repair_h`; engines in repair there stay
//! `yard.shop_delay_h_per_bomb_t t` longer.
//!
//! Assumes: trains that are being formed, unloaded or waited for are not hit; blocked places are cleared by the yard's own
//! men, who are no gangs.
//!
//! Sources: Allied studies of rail centres in 1944: roundhouses, engines and shops suffered more than through roads
//! (quoted by Ambrose); figures are estimates, with the knobs of `yard`.
//!
//! Reads: knobs of `yard`, [`YardStrikes`](crate::damage::yards::YardStrikes). Writes: trains, yards, books, counters.
//! Chance: `YARD_HIT` by impact (places), by impact and engine.

use interdict_engine::chance::When;
use interdict_engine::whole::{fit, nearest};
use interdict_engine::{math, sample};

use crate::accounts::{Account, Commodity};
use crate::chance::YARD_HIT;
use crate::damage::yards::YardStrike;
use crate::identity::Identity;
use crate::outcomes::Series;
use crate::rail::dispatcher::{Dispatcher, Item};
use crate::rail::train::TrainState;
use crate::row::{StationRow, TrainRow};

impl Dispatcher<'_> {
    /// Posts what bombs on yards of this tick did to what stands there.
    pub(super) fn post_yard_strikes(&mut self) {
        if self.yard_strikes.pending.is_empty() {
            return;
        }
        // in the order of impacts already
        for place in 0..self.yard_strikes.pending.len() {
            let strike = self.yard_strikes.pending[place];
            self.set_shop_back(strike);
            self.strike_idle_trains(strike);
            self.block_places(strike);
        }
        self.yard_strikes.pending.clear();
    }

    fn strike_idle_trains(&mut self, strike: YardStrike) {
        let knobs = self.knobs.yards;
        let tons = f64::from(strike.bombs_kg) / 1_000.0;
        let [engine, wagon] =
            [knobs.engine_hit, knobs.wagon_hit].map(|rate| -math::exp_m1(-rate * tons));
        let idle = std::mem::take(&mut self.yards[strike.station].idle);
        let mut left = Vec::with_capacity(idle.len());
        for train in idle {
            let row = &mut self.trains[train];
            let key = Identity::EngineStruck {
                impact: strike.key,
                engine: row.key,
            };
            let when = When::on(0);
            let [disabled, wagons]: [f64; 2] = self.chance.draw(YARD_HIT, key.key(), when);
            let lost = sample::binomial(wagons, row.wagons, wagon).min(row.wagons - 1);
            row.wagons -= lost;
            self.measures.add(Series::WagonsLost, i64::from(lost));
            if disabled < engine {
                self.disable(train, strike.second);
            } else {
                left.push(train);
            }
        }
        self.yards[strike.station].idle = left;
    }

    /// An engine goes into repair where it stands.
    fn disable(&mut self, train: TrainRow, second: u32) {
        self.books
            .post(Commodity::Locomotives, Account::Ready, Account::Repair, 1);
        self.measures.add(Series::LocomotivesLost, 1);
        let fit = second + self.knobs.locomotive_repair_s;
        self.due_at(train, TrainState::Disabled, fit);
    }

    /// Engines in repair at a yard stay longer.
    fn set_shop_back(&mut self, strike: YardStrike) {
        let longer = self.knobs.yards.shop_delay_s * f64::from(strike.bombs_kg) / 1_000.0;
        let longer = nearest::<u32>(longer);
        for train in TrainRow::first(self.trains.len()) {
            let row = &self.trains[train];
            if row.state == TrainState::Disabled && row.station == strike.station {
                let due = row.due.saturating_add(longer);
                self.due_at(train, TrainState::Disabled, due);
            }
        }
    }

    /// Free places are blocked for a while.
    fn block_places(&mut self, strike: YardStrike) {
        let knobs = self.knobs.yards;
        let [number]: [f64; 1] = self.chance.draw(YARD_HIT, strike.key, When::on(0));
        let places = f64::from(strike.bombs_kg) / knobs.kg_per_place;
        let blocked: u32 = fit(sample::round_by_chance(number, places));
        let yard = &mut self.yards[strike.station];
        let blocked = blocked.min(yard.places.saturating_sub(yard.busy));
        if blocked == 0 {
            return;
        }
        yard.busy += blocked;
        self.measures.add(Series::PlacesBlocked, i64::from(blocked));
        let due = strike.second + knobs.place_repair_s;
        self.agenda_at(strike.station).put(
            due,
            strike.key,
            Item::Places(strike.station).code(),
            blocked,
        );
    }

    /// Blocked places are cleared.
    pub(super) fn clear_places(&mut self, station: StationRow, places: u32, second: u32) {
        self.yards[station].busy -= places;
        for _ in 0..places {
            self.unload_next(station, second);
        }
    }
}
