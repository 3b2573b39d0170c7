//! The arithmetic of the plan: what the least-cost flow comes to where every corridor is a chain.

use crate::built::{Built, DAY, Road};

/// The most train-loads that one railhead is planned in a night.
const MOST_LOADS: u32 = 400;
/// An empty train with less running than this to its station counts as there.
pub const SOON_S: u32 = 43_200;

/// Train-loads in a mass, rounded half up.
pub fn loads(kg: i64, full: i64) -> u32 {
    ((kg + full / 2) / full).clamp(0, 10_000) as u32
}

impl Built {
    /// What a railhead wants sent: mean of a day's requests in grams, stock, what is coming.
    pub const fn wanted(&self, daily_grams: i64, stock: i64, coming: i64) -> i64 {
        let wanted = self.order_days * daily_grams / 1_000 - stock - coming;
        if wanted > 0 { wanted } else { 0 }
    }

    /// Train-loads of a corridor from its base, the near and the far bank, the nearest source first: it is the
    /// cheapest, and whatever passes further back passes it. `there` says what a station has to forward, `passes` how
    /// many trains a chain can pass.
    pub fn shares(
        &self,
        row: usize,
        wanted_kg: i64,
        night: u32,
        there: impl Fn(u32) -> i64,
        passes: impl Fn(usize) -> u32,
    ) -> [u32; 3] {
        let (corridor, full) = (&self.corridors[row], self.full_kg);
        let mut wanted = loads(wanted_kg, full).min(MOST_LOADS);
        let there = |station: u32| loads(there(station) + self.base_kg[station as usize], full);
        let last = corridor.chains.len() - 1;
        let mut sent = [0; 3];
        wanted = wanted.min(passes(last));
        if let Some(road) = corridor.road {
            sent[2] = wanted.min(there(corridor.chains[1].start));
            wanted = (wanted - sent[2]).min(loads(self.over(road, night), full));
            sent[1] = wanted.min(there(corridor.chains[0].end));
            wanted = (wanted - sent[1]).min(passes(0));
        }
        sent[0] = wanted.min(there(corridor.chains[0].start));
        sent
    }

    /// Trains that a line can pass toward the railhead within a day, if it opens in so many seconds and so many
    /// trains come the other way.
    pub fn passes(&self, line: u32, wait_s: u32, now: u32, against: u32) -> u32 {
        let usable = if wait_s < DAY { DAY - wait_s } else { DAY };
        let built = &self.lines[line as usize];
        let blocks = built.first as usize..(built.first + built.blocks) as usize;
        let milli = blocks
            .map(|block| self.milli_trains(block, usable, against))
            .min()
            .unwrap_or(0);
        let day = u64::from(now / DAY);
        (milli * (day + 1) / 1_000 - milli * day / 1_000) as u32
    }

    /// Trains that a block passes toward the railhead while so many come the other way, in thousandths.
    fn milli_trains(&self, block: usize, window_s: u32, against: u32) -> u64 {
        let block = &self.blocks[block];
        let window = 1_000 * u64::from(window_s);
        let fleet = self.fleet.min(block.places[0].min(block.places[1])).max(1);
        let followers = (u64::from(fleet) - 1) * u64::from(block.follow_s);
        let cycle = 2 * (u64::from(block.run_s) + u64::from(block.clear_s) + followers);
        let pairs = u64::from(fleet) * window / cycle;
        let free = block.run_s.div_ceil(u32::from(block.places[0]));
        let alone = window / u64::from(block.follow_s.max(free));
        let most = alone.max(pairs);
        let against = 1_000 * u64::from(against);
        let trains = if against >= pairs {
            (2 * pairs).saturating_sub(against)
        } else {
            most - against * (most - pairs) / pairs
        };
        trains.min(alone)
    }

    /// Counts a train with such a way before it on the lines over which it is going to come back within so much
    /// running. A way is of lines with direction, as in `line * 2 + direction`.
    pub fn count_coming_back(&self, way: &[u32], within_s: u32, against: &mut [u32]) {
        let mut running = 0;
        for &step in way {
            let line = (step / 2) as usize;
            against[line] += step % 2;
            running += self.lines[line].run_s;
            if running >= within_s {
                return;
            }
        }
    }

    /// Seconds of running of a way.
    pub fn running_s(&self, way: &[u32]) -> u32 {
        let lines = way.iter().map(|step| &self.lines[(step / 2) as usize]);
        lines.map(|line| line.run_s).sum()
    }

    fn trips_milli(&self, road: Road, night: u32) -> i64 {
        let cycle = 2 * road.drive_s + self.handling_s;
        let milli = 1_000 * i64::from(night) / i64::from(cycle);
        if milli >= 1_000 {
            milli / 1_000 * 1_000
        } else {
            milli
        }
    }

    /// What a fleet of trucks carries in so many thousandths of a trip.
    pub const fn carried(&self, trucks: i64, trips_milli: i64) -> i64 {
        trucks * self.fit_milli / 1_000 * self.payload_kg * trips_milli / 1_000
    }

    /// What the trucks of a road can carry in a night.
    pub fn lift(&self, road: Road, night: u32) -> i64 {
        self.carried(road.trucks, self.trips_milli(road, night))
    }

    /// What the road passes of it.
    fn over(&self, road: Road, night: u32) -> i64 {
        self.lift(road, night).min(road.kg_per_night)
    }
}
