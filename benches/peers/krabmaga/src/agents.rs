//! What each agent does in its step.

use kernel_w::air::cut_chance;
use kernel_w::draws::{Purpose, binomial, none_of, poisson};
use kernel_w::rail::worst;
use kernel_w::shape::{Size, is_front, is_rear, line_of};
use kernel_w::state::{
    BREAKDOWN, Crew, Errand, HANDLING, HOURS, IDLE, LOAD, MOST_ROUNDS, NOWHERE, ROUNDS, SUPPRESSED,
    Site, Timer, Train, WORK_OF_CUT, is_night,
};
use krabmaga::engine::agent::Agent;
use krabmaga::engine::state::State;

use crate::theatre::Theatre;

/// A battery of a site: rounds, ticks of suppression.
#[derive(Clone, Copy)]
struct Battery {
    rounds: u8,
    suppressed: u8,
}

/// An anti-aircraft site with its batteries.
#[derive(Clone)]
pub(crate) struct SiteAgent {
    id: u32,
    base: u32,
    batteries: Vec<Battery>,
}

impl SiteAgent {
    pub(crate) fn new(id: u32, site: Site, size: Size) -> Self {
        let fresh = Battery {
            rounds: ROUNDS,
            suppressed: 0,
        };
        Self {
            id,
            base: site.0,
            batteries: vec![fresh; size.batteries_of(id).count()],
        }
    }
}

impl Agent for SiteAgent {
    fn step(&mut self, state: &mut dyn State) {
        let theatre = Theatre::of(state);
        let (hour, tick) = (theatre.hour(), theatre.tick);
        let day = tick / HOURS;
        if hour == 1 && day > 0 && day.is_multiple_of(7) {
            let [place] = theatre.present.draws.draw(Purpose::Redeploy, self.id, tick);
            self.base = (place * f64::from(theatre.network.size.segments)) as u32;
        }
        for battery in &mut self.batteries {
            if hour == 2 {
                battery.rounds = (battery.rounds + 2).min(MOST_ROUNDS);
            }
            battery.suppressed = battery.suppressed.saturating_sub(1);
        }
        let draws = theatre.present.draws;
        let mut stream = draws.stream(Purpose::Flak, self.id, tick);
        for &id in &theatre.overhead {
            let package = &mut theatre.packages[id as usize];
            if package.target.abs_diff(self.base) > 1 {
                continue;
            }
            let mean = 0.003 * f64::from(package.aircraft);
            let none = none_of(mean);
            for battery in &mut self.batteries {
                if battery.rounds == 0 || battery.suppressed > 0 {
                    continue;
                }
                battery.rounds -= 1;
                package.active += 1;
                package.losses += poisson(stream.draw(), mean, none);
                if stream.draw() < 0.08 {
                    battery.suppressed = SUPPRESSED;
                }
            }
        }
    }
}

/// All that bombs.
#[derive(Clone)]
pub(crate) struct Bombers;

impl Agent for Bombers {
    fn step(&mut self, state: &mut dyn State) {
        let theatre = Theatre::of(state);
        let present = &mut theatre.present;
        for &id in &theatre.overhead {
            let package = &mut theatre.packages[id as usize];
            package.losses = package.losses.min(package.aircraft);
            present.today.losses += u64::from(package.losses);
            let [aim] = present.draws.draw(Purpose::Bomb, id, theatre.tick);
            let chance = cut_chance(present.weather, package.active);
            package.cuts = binomial(aim, package.aircraft - package.losses, chance);
            present.today.cuts += u64::from(package.cuts);
            theatre.damage[package.target as usize].0 += package.cuts as u16;
        }
    }
}

/// A repair crew.
#[derive(Clone)]
pub(crate) struct CrewAgent {
    id: u32,
    crew: Crew,
}

impl CrewAgent {
    pub(crate) const fn new(id: u32) -> Self {
        Self { id, crew: IDLE }
    }
}

impl Agent for CrewAgent {
    fn step(&mut self, state: &mut dyn State) {
        let theatre = Theatre::of(state);
        let crew = &mut self.crew;
        if crew.segment == NOWHERE {
            let Some(segment) = worst(&theatre.damage, theatre.network.size, self.id) else {
                return;
            };
            *crew = Crew { segment, travel: 2 };
        }
        crew.travel = crew.travel.saturating_sub(1);
        if crew.travel > 0 {
            return;
        }
        let draws = &theatre.present.draws;
        let [more] = draws.draw(Purpose::Repair, self.id, theatre.tick);
        let segment = crew.segment as usize;
        let work = &mut theatre.progress[segment].0;
        *work += (0.5 + more) as f32;
        if *work >= WORK_OF_CUT {
            *work = 0.0;
            theatre.damage[segment].0 -= 1;
            if theatre.damage[segment].0 == 0 {
                *crew = IDLE;
            }
        }
    }
}

/// A train.
#[derive(Clone)]
pub(crate) struct TrainAgent {
    pub(crate) id: u32,
    pub(crate) train: Train,
    pub(crate) timer: Timer,
}

impl TrainAgent {
    /// One segment further, if it is night and there is room.
    fn advance(&mut self, theatre: &mut Theatre) {
        let hops = match self.train.errand {
            Errand::ToFront => &theatre.routes.to_front,
            _ => &theatre.routes.to_rear,
        };
        let hop = hops[self.train.station as usize];
        let segment = hop.segment as usize;
        let track = &mut theatre.tracks[segment];
        if theatre.damage[segment].0 > 0 || track.used >= track.capacity {
            return;
        }
        let draws = &theatre.present.draws;
        let [fate] = draws.draw(Purpose::Breakdown, self.id, theatre.tick);
        if fate < 0.01 {
            self.timer.0 = BREAKDOWN;
            return;
        }
        track.used += 1;
        track.traffic += 1;
        self.train.station = hop.station;
        if self.train.errand == Errand::ToFront {
            if is_front(hop.station) {
                self.train.errand = Errand::Unloading;
                self.timer.0 = HANDLING;
            }
        } else if is_rear(hop.station) {
            self.train.errand = Errand::Loading;
        }
    }
}

impl Agent for TrainAgent {
    fn step(&mut self, state: &mut dyn State) {
        let theatre = Theatre::of(state);
        self.timer.0 = self.timer.0.saturating_sub(1);
        if self.timer.0 > 0 {
            return;
        }
        match self.train.errand {
            Errand::ToFront | Errand::ToRear => {
                if is_night(theatre.hour()) {
                    self.advance(theatre);
                }
            }
            Errand::Unloading => {
                theatre.depots[line_of(self.train.station)].front += LOAD;
                theatre.present.today.delivered += u64::from(LOAD);
                self.train.errand = Errand::ToRear;
            }
            Errand::Loading => {}
        }
        let line = line_of(self.train.station);
        if self.train.errand == Errand::Loading && theatre.depots[line].rear >= LOAD {
            theatre.depots[line].rear -= LOAD;
            self.train.errand = Errand::ToFront;
            self.timer.0 = HANDLING;
        }
    }
}
