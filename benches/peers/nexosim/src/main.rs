//! The workload on NeXosim: a model for each train, crew and site, and one for the railway, which all
//! ask. Nobody is polled who could wait. It agrees with the floor in law, not in bits: batteries draw by
//! site and not by package, and trains that run in the same hour are served in any order.

#![expect(clippy::unused_async, reason = "the ports of a model are asynchronous")]

use std::process::ExitCode;
use std::time::Duration;

use kernel_w::shape::{Network, Size};
use kernel_w::state::{Daily, HOURS, trains};
use kernel_w::{Kernel, Outcome};
use nexosim::ports::{
    EventQueueReader, EventSinkReader, Output, SinkState, UniRequestor, event_queue,
};
use nexosim::simulation::{Mailbox, SimInit, Simulation};
use nexosim::time::MonotonicTime;

mod crew;
mod railway;
mod site;
mod time;
mod train;

use crew::Crew;
use railway::{ProtoRailway, Railway};
use site::Site;
use train::Train;

/// A day as it is sent: the fields of [`Daily`].
type Day = [u64; 5];

/// The bench, built anew for each replication.
struct Bench {
    size: Size,
    built: Option<(Simulation, EventQueueReader<Day>)>,
}

/// Builds the models and connects them.
fn assemble(size: Size, seed: u64) -> (Simulation, EventQueueReader<Day>) {
    let railway_box = Mailbox::with_capacity(1_024);
    let mut bench = SimInit::with_num_threads(1);
    let (mut sites, mut alarms) = (Vec::new(), Vec::new());
    for id in 0..size.sites {
        let mailbox = Mailbox::new();
        sites.push(UniRequestor::new(Site::fire, &mailbox));
        let site = Site::new(id, seed, size.batteries_of(id).count());
        bench = bench.add_model(site, mailbox, &format!("site {id}"));
    }
    for id in 0..size.crews() {
        let mailbox = Mailbox::new();
        let mut alarm = Output::default();
        alarm.connect(Crew::alarm, &mailbox);
        alarms.push(alarm);
        let worst = UniRequestor::new(Railway::worst, &railway_box);
        let mend = UniRequestor::new(Railway::mend, &railway_box);
        let crew = Crew::new(id, seed, worst, mend);
        bench = bench.add_model(crew, mailbox, &format!("crew {id}"));
    }
    let (all, timers) = trains(size);
    for (id, (train, timer)) in (0..).zip(all.into_iter().zip(timers)) {
        let mut unload = Output::default();
        unload.connect(Railway::unload, &railway_box);
        let run = UniRequestor::new(Railway::run, &railway_box);
        let load = UniRequestor::new(Railway::load, &railway_box);
        let train = Train::new(id, train, timer, run, load, unload);
        bench = bench.add_model(train, Mailbox::new(), &format!("train {id}"));
    }
    let (sink, days) = event_queue(SinkState::Enabled);
    let mut daily = Output::default();
    daily.connect_sink(sink);
    let railway = ProtoRailway {
        network: Network::new(size),
        seed,
        sites,
        alarms,
        daily,
    };
    let simulation = bench
        .add_model(railway, railway_box, "railway")
        .init(MonotonicTime::EPOCH)
        .expect("the bench is sound");
    (simulation, days)
}

impl Kernel for Bench {
    fn reset(&mut self, seed: u64) {
        self.built = Some(assemble(self.size, seed));
    }

    fn run(&mut self, days: u32) {
        let (simulation, _) = self.built.as_mut().expect("a reset comes first");
        let seconds = u64::from(days * HOURS * time::HOUR);
        simulation
            .step_until(Duration::from_secs(seconds))
            .expect("no model fails");
    }

    fn outcome(&mut self) -> Outcome {
        let (_, days) = self.built.as_mut().expect("a reset comes first");
        let mut daily = Vec::new();
        while let Some([delivered, cuts, losses, damaged_hours, shortage]) = days.try_read() {
            daily.push(Daily {
                delivered,
                cuts,
                losses,
                damaged_hours,
                shortage,
            });
        }
        // Trains, damage and rounds are the models' own: the hash is that of the series.
        let (no_trains, no_damage) = (std::iter::empty(), std::iter::empty());
        Outcome::new(daily, no_trains, no_damage, std::iter::empty())
    }
}

fn build(_: &str, size: Size) -> Box<dyn Kernel> {
    Box::new(Bench { size, built: None })
}

fn main() -> ExitCode {
    kernel_w::command::main(&["nexosim"], build)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_means_are_those_of_the_floor() {
        kernel_w::command::assert_same_law(super::build);
    }
}
