//! One run that is looked at from outside.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use interdict_engine::witness::{self, Witness};
use interdict_engine::{Purpose, When};
use interdict_model::census::{self, Cell, Kind, Value};
use interdict_model::{BrokenLaw, Record, Seed, Simulation};
use interdict_quantity::Key;
use interdict_scenario::{Domains, Scenario};

use super::treated::Treated;

/// A fault that a test plants in a run.
pub struct Fault {
    /// Called before each tick.
    pub before: fn(&mut Simulation),
    /// Called on each draw; may put other numbers in place.
    pub drawn: fn(Purpose, Key, When, &mut [f64]),
}

/// A decision that parted: the number that was drawn and the limits it met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// What it was drawn for.
    pub purpose: Purpose,
    /// Who asked.
    pub who: Key,
    /// Number and limit in the base; `None` where nothing was decided.
    pub base: Option<(f64, f64)>,
    /// Number and limit in the arm.
    pub arm: Option<(f64, f64)>,
}

/// What was seen of a kind of thing after a step, and what chance was asked in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    pub(super) cells: Vec<Cell>,
    draws: BTreeSet<(Purpose, Key, When)>,
    weighed: Vec<(Purpose, Key, f64, f64)>,
}

/// Digests before a tick and after each step that ran in it: after how many steps of the list, and one for
/// each kind.
pub(super) type Steps = Vec<(usize, Vec<u64>)>;

/// Hears what chance is asked, and carries a fault.
#[derive(Default)]
struct Ear {
    drawn: Option<fn(Purpose, Key, When, &mut [f64])>,
    listens: bool,
    draws: BTreeSet<(Purpose, Key, When)>,
    weighed: Vec<(Purpose, Key, f64, f64)>,
}

impl Witness for Ear {
    fn drawn(&mut self, purpose: Purpose, who: Key, when: When, numbers: &mut [f64]) {
        if let Some(drawn) = self.drawn {
            drawn(purpose, who, when, numbers);
        }
        if self.listens {
            self.draws.insert((purpose, who, when));
        }
    }

    fn weighed(&mut self, purpose: Purpose, who: Key, number: f64, limit: f64) {
        if self.listens {
            self.weighed.push((purpose, who, number, limit));
        }
    }
}

pub(super) struct Course<'a> {
    scenario: &'a Scenario,
    treated: &'a Treated,
    simulation: Simulation,
    steps: Vec<(&'static str, &'static str)>,
    fault: Option<&'a Fault>,
    ear: Rc<RefCell<Ear>>,
}

impl<'a> Course<'a> {
    /// A course of a scenario, with the steps of `steps_of` beside its own.
    pub(super) fn new(
        scenario: &'a Scenario,
        steps_of: Domains,
        treated: &'a Treated,
        fault: Option<&'a Fault>,
    ) -> Self {
        let simulation = Simulation::with_steps_of(scenario, steps_of);
        let steps = simulation
            .steps()
            .map(|(phase, name, _)| (phase, name))
            .collect();
        let ear = Ear {
            drawn: fault.map(|fault| fault.drawn),
            ..Ear::default()
        };
        Self {
            scenario,
            treated,
            simulation,
            steps,
            fault,
            ear: Rc::new(RefCell::new(ear)),
        }
    }

    pub(super) fn reset(&mut self, seed: Seed) {
        self.simulation.reset(seed);
    }

    /// To the first tick of a day.
    pub(super) fn start(&mut self, seed: Seed, day: u16) -> Result<(), BrokenLaw> {
        self.reset(seed);
        while self.day() < day {
            self.run_day()?;
        }
        Ok(())
    }

    pub(super) fn days(&self) -> u16 {
        self.scenario.days
    }

    pub(super) fn day(&self) -> u16 {
        self.simulation.day()
    }

    pub(super) fn tick(&self) -> u32 {
        self.simulation.clock().tick
    }

    pub(super) fn step(&self) -> u32 {
        self.scenario.step
    }

    /// Phase and name of the last of so many steps of the list; none of none.
    pub(super) fn step_name(&self, steps: usize) -> Option<(&'static str, &'static str)> {
        steps.checked_sub(1).map(|last| self.steps[last])
    }

    pub(super) fn record(&self) -> Record {
        self.simulation.record()
    }

    pub(super) fn run_day(&mut self) -> Result<(), BrokenLaw> {
        let day = self.day();
        while self.day() == day {
            self.plant();
            self.run_tick(&mut |_, _| ())?;
        }
        Ok(())
    }

    /// Plants a fault between two ticks: it is there before the first step.
    fn plant(&mut self) {
        if let Some(fault) = self.fault {
            (fault.before)(&mut self.simulation);
        }
    }

    /// Runs a tick; `after` sees the world through its census after each step.
    fn run_tick(
        &mut self,
        after: &mut dyn FnMut(usize, &mut dyn FnMut(Kind, &mut dyn FnMut(Cell))),
    ) -> Result<(), BrokenLaw> {
        let (scenario, simulation) = (self.scenario, &mut self.simulation);
        let mut run = || {
            simulation.run_tick_and(|step, world| {
                after(step, &mut |kind, put| {
                    census::visit(world, scenario, kind, &mut |cell| {
                        put(by_key(cell, scenario));
                    });
                });
            })
        };
        // nobody has to listen where nothing is planted and nothing is written down
        let ran = if self.fault.is_some() || self.ear.borrow().listens {
            witness::watch(&self.ear, run)
        } else {
            run()
        };
        ran.map(drop)
    }

    /// One number for all things of a kind, whatever rows and slots they lie in.
    pub(super) fn digest(&mut self, kind: Kind) -> u64 {
        let (treated, scenario) = (self.treated, self.scenario);
        let mut sum = 0_u64;
        census::visit(self.simulation.world_mut(), scenario, kind, &mut |cell| {
            if !treated.contains(&cell.owner) {
                sum = sum.wrapping_add(hash(&by_key(cell, scenario)));
            }
        });
        sum
    }

    pub(super) fn snapshot(&mut self, kind: Kind) -> Snapshot {
        let (treated, scenario) = (self.treated, self.scenario);
        let mut snapshot = Snapshot::default();
        census::visit(self.simulation.world_mut(), scenario, kind, &mut |cell| {
            if !treated.contains(&cell.owner) {
                snapshot.cells.push(by_key(cell, scenario));
            }
        });
        snapshot
    }

    /// Runs a tick and digests kinds before it and after each step that ran.
    pub(super) fn digests_of_tick(&mut self, kinds: &[Kind]) -> Result<Steps, BrokenLaw> {
        self.plant();
        let treated = self.treated;
        let before = kinds.iter().map(|&kind| self.digest(kind)).collect();
        let mut steps = vec![(0, before)];
        self.run_tick(&mut |step, look| {
            let digest = |&kind: &Kind| {
                let mut sum = 0_u64;
                look(kind, &mut |cell| {
                    if !treated.contains(&cell.owner) {
                        sum = sum.wrapping_add(hash(&cell));
                    }
                });
                sum
            };
            let digests = kinds.iter().map(digest).collect();
            steps.push((step + 1, digests));
        })?;
        Ok(steps)
    }

    /// Runs up to a tick and through it, and writes down what is wanted: kinds after so many steps of the list. A step that did
    /// not run leaves things as they were after the last before it that did.
    pub(super) fn look_at(
        &mut self,
        tick: u32,
        wanted: &[(usize, Kind)],
    ) -> Result<BTreeMap<Kind, Snapshot>, BrokenLaw> {
        while self.tick() < tick {
            self.plant();
            self.run_tick(&mut |_, _| ())?;
        }
        let mut seen = BTreeMap::new();
        self.plant();
        for &(_, kind) in wanted {
            let snapshot = self.snapshot(kind);
            seen.insert(kind, snapshot);
        }
        self.ear.borrow_mut().listens = true;
        let (treated, ear) = (self.treated, Rc::clone(&self.ear));
        let ran = self.run_tick(&mut |step, look| {
            let (draws, weighed) = {
                let mut ear = ear.borrow_mut();
                (
                    std::mem::take(&mut ear.draws),
                    std::mem::take(&mut ear.weighed),
                )
            };
            for &(until, kind) in wanted {
                if step < until {
                    let mut snapshot = Snapshot {
                        draws: draws.clone(),
                        weighed: weighed.clone(),
                        ..Snapshot::default()
                    };
                    look(kind, &mut |cell| {
                        if !treated.contains(&cell.owner) {
                            snapshot.cells.push(cell);
                        }
                    });
                    seen.insert(kind, snapshot);
                }
            }
        });
        let mut ear = self.ear.borrow_mut();
        ear.listens = false;
        ear.draws.clear();
        ear.weighed.clear();
        ran.map(|()| seen)
    }
}

/// A cell that holds a station or a line by its key: the other scenario may have it in another row.
fn by_key(cell: Cell, scenario: &Scenario) -> Cell {
    let value = match cell.value {
        Value::Station(row) => Value::Thing(scenario.stations[row.index()].key),
        Value::Line(row) => Value::Thing(scenario.lines[row.index()].key),
        other => other,
    };
    Cell { value, ..cell }
}

/// Decisions that came out otherwise, in the order in which they were made.
pub(super) fn parted(base: &Snapshot, arm: &Snapshot) -> Vec<Weighed> {
    // of one asker and purpose there may be several: the first belongs to the first
    type Decisions = BTreeMap<(Purpose, Key), Vec<(f64, f64)>>;
    let by_id = |snapshot: &Snapshot| {
        let mut all = Decisions::new();
        for &(purpose, who, number, limit) in &snapshot.weighed {
            all.entry((purpose, who)).or_default().push((number, limit));
        }
        all
    };
    let (ours, theirs) = (by_id(base), by_id(arm));
    let mut parted = Vec::new();
    let mut done = BTreeSet::new();
    for &(purpose, who, ..) in base.weighed.iter().chain(&arm.weighed) {
        if !done.insert((purpose, who)) {
            continue;
        }
        let (none, id) = (Vec::new(), (purpose, who));
        let (base, arm) = (
            ours.get(&id).unwrap_or(&none),
            theirs.get(&id).unwrap_or(&none),
        );
        for place in 0..base.len().max(arm.len()) {
            let (base, arm) = (base.get(place).copied(), arm.get(place).copied());
            let happens = |weighed: Option<(f64, f64)>| weighed.is_some_and(|(u, limit)| u < limit);
            if happens(base) != happens(arm) {
                parted.push(Weighed {
                    purpose,
                    who,
                    base,
                    arm,
                });
            }
        }
    }
    parted
}

/// Draws in the base, in the arm, and in both.
pub(super) fn shared(base: &Snapshot, arm: &Snapshot) -> [usize; 3] {
    let both = base.draws.intersection(&arm.draws).count();
    [base.draws.len(), arm.draws.len(), both]
}

/// A cell as one number: whose, which field, and what it holds. Numbers of cells may be added up, so that
/// the order in which things lie does not matter.
pub(super) fn hash(cell: &Cell) -> u64 {
    let (kind, bits) = match cell.value {
        Value::Whole(number, _) => (1, number as u64),
        Value::Real(number) => (2, number.to_bits()),
        Value::Word(word) => (3, name(word)),
        Value::At(second) => (4, u64::from(second)),
        Value::Station(row) => (5, u64::from(row.0)),
        Value::Line(row) => (6, u64::from(row.0)),
        Value::Thing(key) => (7, key.0),
    };
    [cell.who.0, name(cell.field), kind, bits]
        .into_iter()
        .fold(0, |sum, word| mixed(sum ^ word))
}

/// A word whose every bit hangs on every bit of another: the end of MurmurHash3 (A. Appleby 2011, public domain). Of all
/// things one is made for each cell after each step, so it has to be cheap; nothing of it is kept.
pub(super) fn mixed(word: u64) -> u64 {
    let word = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let word = (word ^ (word >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let word = (word ^ (word >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    word ^ (word >> 33)
}

/// A short text as one number: length, first and last eight bytes.
fn name(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let whole = || {
        bytes
            .iter()
            .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
    };
    let first = bytes
        .first_chunk()
        .map_or_else(whole, |eight| u64::from_le_bytes(*eight));
    let last = bytes
        .last_chunk()
        .map_or_else(whole, |eight| u64::from_le_bytes(*eight));
    first ^ last.rotate_left(29) ^ (bytes.len() as u64).rotate_left(57)
}
