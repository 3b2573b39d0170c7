//! The models of R, and what connects them.

use std::sync::Arc;

use interdict_engine::Chance;
use interdict_model::sky::Sky;
use kernel_r::built::{Built, Corridor};
use kernel_r::outcome::Day;
use nexosim::ports::{EventQueueReader, Output, SinkState, UniRequestor, event_queue};
use nexosim::simulation::{Mailbox, SimInit, Simulation};
use nexosim::time::MonotonicTime;

use crate::crossing::{Crossing, ProtoCrossing};
use crate::depot::{Depot, ProtoDepot};
use crate::diary::{Count, Diary};
use crate::formation::Formation;
use crate::gangs::{Gangs, ProtoGangs};
use crate::raiders::ProtoRaiders;
use crate::railway::{ProtoRailway, Railway, track};
use crate::staff::{Lines, ProtoStaff, Staff};

/// The mailboxes of a corridor.
struct Boxes {
    depot: Mailbox<Depot>,
    chains: Vec<Mailbox<Railway>>,
    bank: Option<Mailbox<Crossing>>,
}

impl Boxes {
    fn new(corridor: &Corridor) -> Self {
        Self {
            depot: Mailbox::new(),
            chains: corridor.chains.iter().map(|_| Mailbox::new()).collect(),
            bank: corridor.road.map(|_| Mailbox::new()),
        }
    }

    /// What the staff are connected with.
    fn lines(&self) -> Lines {
        let requestor = |chain| UniRequestor::new(Railway::report, chain);
        let order = |chain| {
            let mut order = Output::default();
            order.connect(Railway::order, chain);
            order
        };
        Lines {
            wanted: UniRequestor::new(Depot::wanted, &self.depot),
            report: self.chains.iter().map(requestor).collect(),
            order: self.chains.iter().map(order).collect(),
            bank: self.bank.as_ref().map(|bank| {
                let mut order = Output::default();
                order.connect(Crossing::order, bank);
                (UniRequestor::new(Crossing::report, bank), order)
            }),
        }
    }

    /// Where loads go from a chain: what is on its way, and what has come.
    fn end_of(&self, chain: usize) -> (Output<i64>, Output<i64>) {
        let (mut announce, mut deliver) = (Output::default(), Output::default());
        match &self.bank {
            Some(bank) if chain == 0 => {
                announce.connect(Crossing::expect, bank);
                deliver.connect(Crossing::receive, bank);
            }
            _ => {
                announce.connect(Depot::expect, &self.depot);
                deliver.connect(Depot::receive, &self.depot);
            }
        }
        (announce, deliver)
    }
}

/// Builds the models and connects them.
pub(crate) fn assemble(
    built: &Arc<Built>,
    sky: &Arc<Sky>,
    chance: Chance,
) -> (Simulation, EventQueueReader<Day>) {
    let boxes: Vec<Boxes> = built.corridors.iter().map(Boxes::new).collect();
    let diary_box = Mailbox::with_capacity(256);
    let staff_box = Mailbox::with_capacity(256);
    let count = || {
        let mut count: Output<Count> = Output::default();
        count.connect(Diary::count, &diary_box);
        count
    };
    let changed: Vec<Output<()>> = (0..boxes.len())
        .map(|row| {
            let mut changed = Output::default();
            changed.map_connect(move |()| row, Staff::change, &staff_box);
            changed
        })
        .collect();

    let mut bench = SimInit::with_num_threads(1);
    let mut cut = Vec::new();
    for (base, lines) in built.lines_of.iter().enumerate() {
        // all lines of a base are of one chain
        let chain = boxes.iter().zip(&built.corridors).find_map(|(boxes, of)| {
            let mut chains = of.chains.iter().zip(&boxes.chains);
            chains.find(|(chain, _)| chain.lines.contains(&lines[0]))
        });
        let (_, railway) = chain.expect("a base has lines");
        let mailbox = Mailbox::new();
        let mut to_base = Output::default();
        to_base.connect(Gangs::cut, &mailbox);
        cut.push(to_base);
        let mut ports = Gangs {
            close: Output::default(),
            mend: Output::default(),
            forecast: Output::default(),
            carried: UniRequestor::new(Railway::carried, railway),
            count: count(),
        };
        ports.close.connect(Railway::close, railway);
        ports.mend.connect(Railway::mend, railway);
        ports.forecast.connect(Railway::foresee, railway);
        let gangs = ProtoGangs {
            built: Arc::clone(built),
            chance,
            base,
            ports,
        };
        bench = bench.add_model(gangs, mailbox, &format!("gangs {base}"));
    }
    for (number, &formation) in built.formations.iter().enumerate() {
        let rows = boxes.iter().zip(&built.corridors);
        let mut depots = rows.filter(|(_, of)| of.railhead == formation.railhead);
        let (depot, _) = depots.next().expect("a formation has a railhead");
        let draw = UniRequestor::new(Depot::draw, &depot.depot);
        let formation = Formation::new(formation, draw, count());
        bench = bench.add_model(formation, Mailbox::new(), &format!("formation {number}"));
    }
    let raiders = ProtoRaiders {
        built: Arc::clone(built),
        cut,
    };
    bench = bench.add_model(raiders, Mailbox::new(), "raiders");
    let staff = ProtoStaff {
        built: Arc::clone(built),
        sky: Arc::clone(sky),
        lines: boxes.iter().map(Boxes::lines).collect(),
    };
    bench = bench.add_model(staff, staff_box, "staff");
    let (sink, days) = event_queue(SinkState::Enabled);
    let mut day = Output::default();
    day.connect_sink(sink);
    for (row, boxes) in boxes.into_iter().enumerate() {
        bench = add_corridor(bench, row, boxes, (built, sky), &changed[row], &count());
    }
    let simulation = bench
        .add_model(Diary::new(day), diary_box, "diary")
        .init(MonotonicTime::EPOCH)
        .expect("the bench is sound");
    (simulation, days)
}

/// Adds the models of a corridor.
fn add_corridor(
    mut bench: SimInit,
    row: usize,
    boxes: Boxes,
    (built, sky): (&Arc<Built>, &Arc<Sky>),
    changed: &Output<()>,
    count: &Output<Count>,
) -> SimInit {
    let wanted = || UniRequestor::new(Depot::wanted, &boxes.depot);
    let railways: Vec<ProtoRailway> = (0..boxes.chains.len())
        .map(|chain| {
            let (announce, deliver) = boxes.end_of(chain);
            ProtoRailway {
                track: track(built, row, chain),
                wanted: wanted(),
                announce,
                deliver,
                changed: changed.clone(),
                count: count.clone(),
            }
        })
        .collect();
    if let Some(bank) = boxes.bank {
        let (mut announce, mut deliver) = (Output::default(), Output::default());
        announce.connect(Railway::expect, &boxes.chains[1]);
        deliver.connect(Railway::receive, &boxes.chains[1]);
        let crossing = ProtoCrossing {
            built: Arc::clone(built),
            sky: Arc::clone(sky),
            row,
            wanted: wanted(),
            announce,
            deliver,
            count: count.clone(),
        };
        bench = bench.add_model(crossing, bank, &format!("crossing {row}"));
    }
    for (chain, (railway, mailbox)) in railways.into_iter().zip(boxes.chains).enumerate() {
        bench = bench.add_model(railway, mailbox, &format!("railway {row} {chain}"));
    }
    let depot = ProtoDepot {
        built: Arc::clone(built),
        station: built.corridors[row].railhead as usize,
        count: count.clone(),
    };
    bench.add_model(depot, boxes.depot, &format!("depot {row}"))
}
