//! What happens on the railway, one function for each system, over columns.

use crate::draws::{Draws, Purpose};
use crate::shape::{Hop, Network, Size, is_front, is_rear, line_of};
use crate::state::{
    BREAKDOWN, Crew, Daily, Damage, Depot, Errand, HANDLING, LOAD, NEED, NOWHERE, Progress,
    REAR_STOCK, Routes, Timer, Track, Train, WORK_OF_CUT,
};

/// The rear depots are filled up.
pub fn replenish(depots: &mut [Depot]) {
    for depot in depots {
        depot.rear = (depot.rear + 4_000).min(REAR_STOCK);
    }
}

/// The most damaged segment of a zone, the first of equals.
#[inline]
pub fn worst(damage: &[Damage], size: Size, crew: u32) -> Option<u32> {
    let zone = size.zone(crew);
    let mut worst = (0, None);
    for (segment, damage) in (zone.start as u32..).zip(&damage[zone]) {
        if damage.0 > worst.0 {
            worst = (damage.0, Some(segment));
        }
    }
    worst.1
}

/// Idle crews set out.
pub fn assign(crews: &mut [Crew], damage: &[Damage], size: Size) {
    for (id, crew) in (0..).zip(crews) {
        if crew.segment == NOWHERE
            && let Some(segment) = worst(damage, size, id)
        {
            *crew = Crew { segment, travel: 2 };
        }
    }
}

/// Crews travel.
pub fn travel(crews: &mut [Crew]) {
    for crew in crews {
        crew.travel = crew.travel.saturating_sub(1);
    }
}

/// Crews that are there mend.
pub fn repair(
    crews: &mut [Crew],
    damage: &mut [Damage],
    progress: &mut [Progress],
    draws: &Draws,
    tick: u32,
) {
    for (id, crew) in (0..).zip(crews) {
        if crew.segment == NOWHERE || crew.travel > 0 {
            continue;
        }
        let [more] = draws.draw(Purpose::Repair, id, tick);
        let segment = crew.segment as usize;
        let work = &mut progress[segment].0;
        *work += (0.5 + more) as f32;
        if *work >= WORK_OF_CUT {
            *work = 0.0;
            damage[segment].0 -= 1;
            if damage[segment].0 == 0 {
                crew.segment = NOWHERE;
            }
        }
    }
}

/// Room to find routes in: what waits at each distance, modulo six.
#[derive(Clone, Debug, Default)]
pub struct Search {
    distance: Vec<u32>,
    waiting: [Vec<u32>; 6],
}

impl Search {
    /// The hop from each station to the nearest of some stations. An open segment costs 1, a damaged
    /// one 5; of equal ways the one over the lowest segment.
    fn find(
        &mut self,
        network: &Network,
        damage: &[Damage],
        is_goal: impl Fn(u32) -> bool,
        hops: &mut Vec<Hop>,
    ) {
        let cost = |way: Hop| {
            if damage[way.segment as usize].0 > 0 {
                5
            } else {
                1
            }
        };
        let stations = network.size.stations();
        self.distance.clear();
        self.distance.resize(stations as usize, u32::MAX);
        for goal in (0..stations).filter(|&station| is_goal(station)) {
            self.distance[goal as usize] = 0;
            self.waiting[0].push(goal);
        }
        let (mut now, mut empty) = (0_u32, 0);
        while empty < 6 {
            empty += 1;
            while let Some(station) = self.waiting[now as usize % 6].pop() {
                if self.distance[station as usize] != now {
                    continue;
                }
                empty = 0;
                for &way in network.ways(station) {
                    let further = now + cost(way);
                    let known = &mut self.distance[way.station as usize];
                    if further < *known {
                        *known = further;
                        self.waiting[further as usize % 6].push(way.station);
                    }
                }
            }
            now += 1;
        }
        hops.clear();
        for station in 0..stations {
            let mut best = (u32::MAX, Hop::default());
            for &way in network.ways(station) {
                let through = self.distance[way.station as usize] + cost(way);
                if through < best.0 {
                    best = (through, way);
                }
            }
            hops.push(best.1);
        }
    }
}

/// Routes are found anew.
pub fn routing(routes: &mut Routes, search: &mut Search, network: &Network, damage: &[Damage]) {
    search.find(network, damage, is_front, &mut routes.to_front);
    search.find(network, damage, is_rear, &mut routes.to_rear);
}

/// The tracks are free again.
pub fn capacity(tracks: &mut [Track]) {
    for track in tracks {
        track.used = 0;
    }
}

/// Trains come nearer to what they are about.
pub fn timers(timers: &mut [Timer]) {
    for timer in timers {
        timer.0 = timer.0.saturating_sub(1);
    }
}

/// Trains run, one segment in an hour.
pub fn advance(
    trains: &mut [Train],
    timers: &mut [Timer],
    tracks: &mut [Track],
    damage: &[Damage],
    routes: &Routes,
    draws: &Draws,
    tick: u32,
) {
    for (id, (train, timer)) in (0..).zip(trains.iter_mut().zip(timers)) {
        if timer.0 > 0 {
            continue;
        }
        let hops = match train.errand {
            Errand::ToFront => &routes.to_front,
            Errand::ToRear => &routes.to_rear,
            Errand::Unloading | Errand::Loading => continue,
        };
        let hop = hops[train.station as usize];
        let track = &mut tracks[hop.segment as usize];
        if damage[hop.segment as usize].0 > 0 || track.used >= track.capacity {
            continue;
        }
        let [fate] = draws.draw(Purpose::Breakdown, id, tick);
        if fate < 0.01 {
            timer.0 = BREAKDOWN;
            continue;
        }
        track.used += 1;
        track.traffic += 1;
        train.station = hop.station;
        if train.errand == Errand::ToFront {
            if is_front(hop.station) {
                train.errand = Errand::Unloading;
                timer.0 = HANDLING;
            }
        } else if is_rear(hop.station) {
            train.errand = Errand::Loading;
        }
    }
}

/// Trains that have unloaded turn to the rear.
pub fn unload(trains: &mut [Train], timers: &[Timer], depots: &mut [Depot], today: &mut Daily) {
    for (train, timer) in trains.iter_mut().zip(timers) {
        if train.errand == Errand::Unloading && timer.0 == 0 {
            depots[line_of(train.station)].front += LOAD;
            today.delivered += u64::from(LOAD);
            train.errand = Errand::ToRear;
        }
    }
}

/// Trains in the rear take what there is.
pub fn load(trains: &mut [Train], timers: &mut [Timer], depots: &mut [Depot]) {
    for (train, timer) in trains.iter_mut().zip(timers) {
        if train.errand != Errand::Loading || timer.0 > 0 {
            continue;
        }
        let stock = &mut depots[line_of(train.station)].rear;
        if *stock >= LOAD {
            *stock -= LOAD;
            train.errand = Errand::ToFront;
            timer.0 = HANDLING;
        }
    }
}

/// The fronts consume.
pub fn consume(depots: &mut [Depot], today: &mut Daily) {
    for depot in depots {
        let eaten = NEED.min(depot.front);
        depot.front -= eaten;
        today.shortage += u64::from(NEED - eaten);
    }
}

/// Segments that are damaged now.
#[inline]
pub fn damaged(damage: &[Damage]) -> u32 {
    damage.iter().map(|damage| u32::from(damage.0 > 0)).sum()
}
