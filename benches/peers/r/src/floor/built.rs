//! What stands, and what changes, as columns.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use interdict_quantity::Key;
use interdict_scenario::Scenario;
use interdict_scenario::scenario::{RaidTarget, StationKind};

use crate::outcome::Day;

/// Never, nowhere.
pub(super) const NONE: u32 = u32::MAX;

/// A line as it was built.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) first: u32,
    pub(super) blocks: u32,
    /// Seconds of running from end to end.
    pub(super) run_s: u32,
}

/// A block as it was built.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) key: Key,
    pub(super) line: u32,
    pub(super) run_s: u32,
    pub(super) clear_s: u32,
    pub(super) follow_s: u32,
    pub(super) places: [u16; 2],
}

/// A chain of lines that one pool of engines works, from where loads begin to where they end.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) lines: Vec<u32>,
}

/// A corridor: one chain, or two with a river between.
#[derive(Clone, Debug)]
pub(super) struct Corridor {
    pub(super) chains: Vec<Chain>,
    pub(super) railhead: u32,
    /// Seconds of driving, trucks and room of the road over the river, where there is one.
    pub(super) road: Option<Road>,
}

/// A road over a river.
#[derive(Clone, Copy, Debug)]
pub(super) struct Road {
    pub(super) drive_s: u32,
    pub(super) trucks: i64,
    pub(super) kg_per_night: i64,
}

/// A raid: when, where, how many cuts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raid {
    pub(super) second: u32,
    pub(super) key: Key,
    pub(super) station: u32,
    pub(super) cuts: u32,
}

/// A formation at its railhead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Formation {
    pub(super) railhead: u32,
    pub(super) need: i64,
    pub(super) full: i64,
}

/// What stands, and the knobs.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub(super) lines: Vec<Line>,
    pub(super) blocks: Vec<Block>,
    pub(super) corridors: Vec<Corridor>,
    /// By station: key, supplies of a day, unloading places, lines that end there.
    pub(super) station_key: Vec<Key>,
    pub(super) base_kg: Vec<i64>,
    pub(super) yard_places: Vec<u32>,
    pub(super) lines_at: Vec<Vec<u32>>,
    pub(super) train_key: Vec<Key>,
    pub(super) formations: Vec<Formation>,
    pub(super) raids: Vec<Raid>,
    /// By line: its base of gangs; by base: its lines.
    pub(super) gangs_of: Vec<u32>,
    pub(super) lines_of: Vec<Vec<u32>>,
    pub(super) plan_hours: [u32; 3],
    pub(super) fleet: u16,
    pub(super) full_kg: i64,
    pub(super) order_days: i64,
    pub(super) forming_s: u32,
    pub(super) unloading_s: u32,
    pub(super) payload_kg: i64,
    pub(super) handling_s: u32,
    pub(super) fit_milli: i64,
    pub(super) slow_s: u32,
    pub(super) mended_s: u32,
    pub(super) gang_h: f64,
    pub(super) response_h: f64,
    pub(super) log_sd: f64,
    pub(super) most_gangs: i64,
}

/// What a train does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Idle,
    Forming,
    Running,
    Waiting,
    Queued,
    Unloading,
}

/// A train.
#[derive(Clone, Debug)]
pub(super) struct Train {
    pub(super) doing: Doing,
    pub(super) station: u32,
    pub(super) home: u32,
    pub(super) bound_for: u32,
    pub(super) block: u32,
    pub(super) direction: usize,
    /// Lines with direction, as in `line * 2 + direction`.
    pub(super) route: Vec<u32>,
    pub(super) leg: usize,
    pub(super) kg: i64,
    pub(super) is_final: bool,
}

/// Who is in a block and who wants to be.
#[derive(Clone, Debug, Default)]
pub(super) struct Traffic {
    pub(super) inside: [u16; 2],
    pub(super) at_end: [u16; 2],
    pub(super) heading: usize,
    pub(super) in_a_row: u16,
    /// Plus one, so that 0 means never.
    pub(super) entered: [u32; 2],
    pub(super) left: [u32; 2],
    pub(super) waiting: [Vec<u32>; 2],
    pub(super) wake: u32,
}

/// Trains of the plan.
#[derive(Clone, Debug)]
pub(super) struct Leg {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) railhead: u32,
    pub(super) corridor: u32,
    pub(super) chain: u32,
    pub(super) planned: u32,
    pub(super) sent: u32,
    pub(super) every_s: u32,
}

/// Trucks of the plan.
#[derive(Clone, Debug)]
pub(super) struct Haul {
    pub(super) corridor: u32,
    pub(super) planned_kg: i64,
    pub(super) carried_kg: i64,
}

/// A wave of trucks on the road.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wave {
    pub(super) to: u32,
    pub(super) kg: i64,
}

/// A cut and the gangs on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    pub(super) key: Key,
    pub(super) block: u32,
    pub(super) known: u32,
    pub(super) work: i64,
    pub(super) gangs: i64,
    pub(super) due: u32,
    pub(super) is_open: bool,
}

/// An entry of an agenda: second, key, what.
pub(super) type Entry = Reverse<(u32, Key, u32, u32)>;

/// What changes.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) trains: Vec<Train>,
    pub(super) traffic: Vec<Traffic>,
    pub(super) agenda: BinaryHeap<Entry>,
    pub(super) legs: Vec<Leg>,
    pub(super) hauls: Vec<Haul>,
    pub(super) edition: u32,
    pub(super) is_stale: bool,
    pub(super) waves: Vec<Wave>,
    pub(super) free_waves: Vec<u32>,
    pub(super) waves_sent: u32,
    // by station
    pub(super) budget: Vec<i64>,
    pub(super) busy: Vec<u32>,
    pub(super) queue: Vec<Vec<u32>>,
    pub(super) idle: Vec<Vec<u32>>,
    pub(super) stock: Vec<i64>,
    pub(super) transit: Vec<i64>,
    pub(super) coming: Vec<i64>,
    pub(super) coming_transit: Vec<i64>,
    pub(super) asked: Vec<i64>,
    pub(super) daily_grams: Vec<i64>,
    pub(super) lift: Vec<i64>,
    /// What each formation has with it.
    pub(super) with_it: Vec<i64>,
    // by block
    pub(super) obstacles: Vec<u16>,
    pub(super) expected: Vec<u32>,
    pub(super) slow_until: Vec<u32>,
    pub(super) opened: Vec<u32>,
    // by line
    pub(super) closed: Vec<u16>,
    pub(super) changed: Vec<u32>,
    pub(super) carried: Vec<i64>,
    pub(super) carried_today: Vec<i64>,
    // repair
    pub(super) jobs: Vec<Job>,
    pub(super) free_jobs: Vec<u32>,
    pub(super) job_agenda: BinaryHeap<Entry>,
    pub(super) waiting_jobs: Vec<Vec<u32>>,
    pub(super) free_gangs: Vec<i64>,
    pub(super) next_raid: usize,
    pub(super) today: Day,
    pub(super) days: Vec<Day>,
}

fn running_s(metres: u32, kmh: f64) -> u32 {
    (f64::from(metres) * 3.6 / kmh).ceil() as u32
}

/// Builds the railway of a scenario of R.
pub(super) fn build(scenario: &Scenario) -> (Built, State) {
    let rules = &scenario.rules;
    let (rail, repair) = (&rules.rail, &rules.repair);
    let stations = scenario.stations.len();
    let (lines, blocks) = track(scenario);
    let mut lines_at = vec![Vec::new(); stations];
    for (row, line) in lines.iter().enumerate() {
        lines_at[line.from as usize].push(row as u32);
        lines_at[line.to as usize].push(row as u32);
    }
    let mut base_kg = vec![0; stations];
    for base in &scenario.bases {
        base_kg[base.station as usize] += base.kg_per_day;
    }
    let mut gangs_of = vec![NONE; lines.len()];
    let mut lines_of = Vec::new();
    for (row, base) in scenario.gangs.iter().enumerate() {
        // every line of R has one base of gangs at one of its ends
        let near = lines_at[base.station as usize].clone();
        for &line in &near {
            gangs_of[line as usize] = row as u32;
        }
        lines_of.push(near);
    }
    let wagon_kg = (1_000.0 * rail.wagon_load_t).round() as i64;
    let wagons = ((1_000.0 * rail.train_load_t).round() as i64 / wagon_kg).max(1);
    let built = Built {
        corridors: corridors(scenario, &lines, &lines_at),
        station_key: scenario
            .stations
            .iter()
            .map(|station| station.key)
            .collect(),
        base_kg,
        yard_places: (scenario.stations.iter())
            .map(|station| match station.kind {
                StationKind::Yard => rules.yard.places as u32,
                StationKind::Station => rules.yard.station_places as u32,
            })
            .collect(),
        lines_at,
        train_key: (scenario.locomotives.iter())
            .flat_map(|pool| (0..pool.count).map(|engine| pool.key.child(2, engine)))
            .collect(),
        formations: (scenario.formations.iter())
            .map(|row| Formation {
                railhead: row.railhead,
                need: row.kg_per_day,
                full: (row.kg_per_day as f64 * rules.supply.carried_days).round() as i64,
            })
            .collect(),
        raids: raids(scenario),
        gangs_of,
        lines_of,
        plan_hours: [
            rules.timetable.plan_hour as u32,
            rules.timetable.revise_hour as u32,
            rules.timetable.second_revise_hour as u32,
        ],
        fleet: rail.fleet_size as u16,
        full_kg: wagons * wagon_kg,
        order_days: (rules.supply.target_days + rules.supply.lead_days).round() as i64,
        forming_s: (60.0 * rules.yard.forming_min).round() as u32,
        unloading_s: (3_600.0 * rules.yard.unloading_h).round() as u32,
        payload_kg: (1_000.0 * rules.trucks.payload_t).round() as i64,
        handling_s: (3_600.0 * rules.trucks.handling_h).round() as u32,
        fit_milli: (1_000.0 * rules.trucks.availability).round() as i64,
        slow_s: {
            let metres = (1_000.0 * rail.mended_length_km) as u32;
            running_s(metres, rail.mended_speed_kmh) - running_s(metres, rail.speed_kmh)
        },
        mended_s: (86_400.0 * rail.mended_days) as u32,
        gang_h: repair.crater_gang_h,
        response_h: repair.response_h,
        log_sd: repair.work_log_sd,
        most_gangs: repair.crater_gangs as i64,
        lines,
        blocks,
    };
    let state = fresh(scenario, &built);
    (built, state)
}

fn track(scenario: &Scenario) -> (Vec<Line>, Vec<Block>) {
    let rail = &scenario.rules.rail;
    let (mut lines, mut blocks) = (Vec::new(), Vec::new());
    for (row, line) in scenario.lines.iter().enumerate() {
        let first = blocks.len() as u32;
        let spacing_m = 1_000.0 * rail.passing_spacing_km;
        let count = ((f64::from(line.length_m) / spacing_m).round() as u32).max(1);
        let places = |station: u32| match scenario.stations[station as usize].kind {
            StationKind::Yard => 4 * rail.station_places as u16,
            StationKind::Station => rail.station_places as u16,
        };
        for ordinal in 0..count {
            let run_s = running_s(line.length_m / count, rail.speed_kmh);
            let occupied = (f64::from(run_s) + 60.0 * rail.clearing_min) / rail.efficiency;
            let loops = rail.loop_places as u16;
            blocks.push(Block {
                key: line.key.child(1, ordinal),
                line: row as u32,
                run_s,
                clear_s: occupied.round() as u32 - run_s,
                follow_s: (60.0 * rail.fleet_headway_min / rail.efficiency).round() as u32,
                places: [
                    if ordinal + 1 == count {
                        places(line.to)
                    } else {
                        loops
                    },
                    if ordinal == 0 {
                        places(line.from)
                    } else {
                        loops
                    },
                ],
            });
        }
        lines.push(Line {
            from: line.from,
            to: line.to,
            first,
            blocks: count,
            run_s: blocks[first as usize..]
                .iter()
                .map(|block: &Block| block.run_s)
                .sum(),
        });
    }
    (lines, blocks)
}

fn corridors(scenario: &Scenario, lines: &[Line], lines_at: &[Vec<u32>]) -> Vec<Corridor> {
    let chain = |start: u32| {
        let (mut end, mut over) = (start, Vec::new());
        while let Some(&line) =
            (lines_at[end as usize].iter()).find(|&&line| lines[line as usize].from == end)
        {
            over.push(line);
            end = lines[line as usize].to;
        }
        Chain {
            start,
            end,
            lines: over,
        }
    };
    let corridor = |base: &interdict_scenario::scenario::Base| {
        let mut chains = vec![chain(base.station)];
        let road = scenario
            .roads
            .iter()
            .find(|road| road.from == chains[0].end);
        if let Some(road) = road {
            chains.push(chain(road.to));
        }
        let trucks = &scenario.rules.trucks;
        let payload_kg = (1_000.0 * trucks.payload_t).round() as i64;
        Corridor {
            railhead: chains[chains.len() - 1].end,
            road: road.map(|road| Road {
                drive_s: running_s(road.length_m, trucks.speed_kmh),
                trucks: (scenario.trucks.iter())
                    .filter(|company| company.station == road.from)
                    .map(|company| i64::from(company.trucks))
                    .sum(),
                kg_per_night: i64::from(road.trucks_per_night) * payload_kg,
            }),
            chains,
        }
    };
    scenario.bases.iter().map(corridor).collect()
}

fn raids(scenario: &Scenario) -> Vec<Raid> {
    let kg_per_cut = (1_000.0 * scenario.rules.yard.bombs_t_per_cut) as u32;
    let raid = |raid: &interdict_scenario::scenario::Raid| Raid {
        second: u32::from(raid.day) * super::DAY + raid.second.expect("an hour"),
        key: raid.key,
        station: match raid.target {
            RaidTarget::Yard(station) => station,
            _ => unreachable!("raids of R go for yards"),
        },
        cuts: raid.bombs_kg / kg_per_cut,
    };
    let mut raids: Vec<Raid> = scenario.raids.iter().map(raid).collect();
    raids.sort_unstable_by_key(|raid| (raid.second, raid.key));
    raids
}

fn fresh(scenario: &Scenario, built: &Built) -> State {
    let (stations, blocks, lines) = (
        scenario.stations.len(),
        built.blocks.len(),
        built.lines.len(),
    );
    let mut state = State {
        budget: vec![0; stations],
        busy: vec![0; stations],
        queue: vec![Vec::new(); stations],
        idle: vec![Vec::new(); stations],
        stock: vec![0; stations],
        transit: vec![0; stations],
        coming: vec![0; stations],
        coming_transit: vec![0; stations],
        asked: vec![0; stations],
        daily_grams: vec![0; stations],
        lift: vec![0; stations],
        traffic: vec![
            Traffic {
                wake: NONE,
                ..Traffic::default()
            };
            blocks
        ],
        obstacles: vec![0; blocks],
        expected: vec![NONE; blocks],
        slow_until: vec![0; blocks],
        closed: vec![0; lines],
        carried: vec![0; lines],
        carried_today: vec![0; lines],
        waiting_jobs: vec![Vec::new(); lines],
        days: Vec::with_capacity(usize::from(scenario.days)),
        ..State::default()
    };
    for pool in &scenario.locomotives {
        for _ in 0..pool.count {
            let train = state.trains.len() as u32;
            state.idle[pool.station as usize].push(train);
            state.trains.push(Train {
                doing: Doing::Idle,
                station: pool.station,
                home: pool.station,
                bound_for: pool.station,
                block: NONE,
                direction: 0,
                route: Vec::new(),
                leg: 0,
                kg: 0,
                is_final: false,
            });
        }
    }
    for (row, formation) in scenario.formations.iter().enumerate() {
        let need = built.formations[row].need;
        state.daily_grams[formation.railhead as usize] += need * 1_000;
        let brings = (1_000.0 * formation.stock_days).round() as i64;
        state.with_it.push(need * brings / 1_000);
    }
    for stock in &scenario.stocks {
        let daily = state.daily_grams[stock.station as usize];
        state.stock[stock.station as usize] += (daily as f64 / 1_000.0 * stock.days).round() as i64;
    }
    let men: u32 = scenario.gangs.iter().map(|base| base.men).sum();
    let gangs = (f64::from(men) * scenario.rules.repair.gangs_at_work / 100.0).round() as i64;
    let bases = scenario.gangs.len() as i64;
    assert_eq!(
        gangs % bases,
        0,
        "every base of R has as many gangs as the others"
    );
    state.free_gangs = vec![gangs / bases; scenario.gangs.len()];
    state
}
