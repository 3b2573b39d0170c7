//! The railway as it is read from a scenario of R.

use interdict_scenario::Scenario;
use interdict_scenario::scenario::{RaidTarget, StationKind};

use super::{Block, Built, Chain, Corridor, DAY, Formation, Line, NONE, Raid, Road};

fn running_s(metres: u32, kmh: f64) -> u32 {
    (f64::from(metres) * 3.6 / kmh).ceil() as u32
}

/// Builds the railway of a scenario of R.
pub fn build(scenario: &Scenario) -> Built {
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
    let corridors = corridors(scenario, &lines, &lines_at);
    let mut built = Built {
        corridor_of: corridor_of(&corridors, lines.len()),
        corridors,
        station_key: scenario
            .stations
            .iter()
            .map(|station| station.key)
            .collect(),
        base_kg,
        opening_kg: vec![0; stations],
        daily_grams: vec![0; stations],
        yard_places: (scenario.stations.iter())
            .map(|station| match station.kind {
                StationKind::Yard => rules.yard.places.into(),
                StationKind::Station => rules.yard.station_places.into(),
            })
            .collect(),
        lines_at,
        train_key: (scenario.locomotives.iter())
            .flat_map(|pool| (0..pool.count).map(|engine| pool.key.child(2, engine)))
            .collect(),
        train_home: (scenario.locomotives.iter())
            .flat_map(|pool| (0..pool.count).map(|_| pool.station))
            .collect(),
        formations: (scenario.formations.iter())
            .map(|row| Formation {
                railhead: row.railhead,
                need: row.need.kg_per_day(&rules.supply),
                full: (row.need.kg_per_day(&rules.supply) as f64 * rules.supply.carried_days).round() as i64,
                brings: 0,
            })
            .collect(),
        raids: raids(scenario),
        gangs_of,
        lines_of,
        gangs: Vec::new(),
        plan_hours: [
            rules.timetable.plan_hour as u32,
            rules.timetable.revise_hour as u32,
            rules.timetable.second_revise_hour as u32,
        ],
        fleet: rail.fleet_size,
        full_kg: wagons * wagon_kg,
        order_days: i64::from(rules.supply.target_days) + i64::from(rules.supply.lead_days),
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
        most_gangs: repair.crater_gangs.into(),
        lines,
        blocks,
    };
    start(scenario, &mut built);
    built
}

/// What there is at the start.
fn start(scenario: &Scenario, built: &mut Built) {
    for (row, formation) in built.formations.iter_mut().zip(&scenario.formations) {
        built.daily_grams[row.railhead as usize] += row.need * 1_000;
        let brings = (1_000.0 * formation.stock_days).round() as i64;
        row.brings = row.need * brings / 1_000;
    }
    for stock in &scenario.stocks {
        let place = stock.station as usize;
        let daily = built.daily_grams[place] as f64 / 1_000.0;
        built.opening_kg[place] += (daily * stock.days).round() as i64;
    }
    let men: u32 = scenario.gangs.iter().map(|base| base.men).sum();
    let gangs = (f64::from(men) * scenario.rules.repair.gangs_at_work / 100.0).round() as i64;
    let bases = scenario.gangs.len() as i64;
    assert_eq!(
        gangs % bases,
        0,
        "every base of R has as many gangs as the others"
    );
    built.gangs = vec![gangs / bases; scenario.gangs.len()];
}

fn track(scenario: &Scenario) -> (Vec<Line>, Vec<Block>) {
    let rail = &scenario.rules.rail;
    let (mut lines, mut blocks) = (Vec::new(), Vec::new());
    for (row, line) in scenario.lines.iter().enumerate() {
        let first = blocks.len() as u32;
        let spacing_m = 1_000.0 * rail.passing_spacing_km;
        let count = ((f64::from(line.length_m) / spacing_m).round() as u32).max(1);
        let places = |station: u32| match scenario.stations[station as usize].kind {
            StationKind::Yard => rail.yard_factor * rail.station_places,
            StationKind::Station => rail.station_places,
        };
        for ordinal in 0..count {
            let run_s = running_s(line.length_m / count, rail.speed_kmh);
            let occupied = (f64::from(run_s) + 60.0 * rail.clearing_min) / rail.efficiency;
            let loops = rail.loop_places;
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

/// By line: its corridor.
fn corridor_of(corridors: &[Corridor], lines: usize) -> Vec<u32> {
    let mut corridor_of = vec![NONE; lines];
    for (row, corridor) in (0..).zip(corridors) {
        for &line in corridor.chains.iter().flat_map(|chain| &chain.lines) {
            corridor_of[line as usize] = row;
        }
    }
    corridor_of
}

fn raids(scenario: &Scenario) -> Vec<Raid> {
    let kg_per_cut = (1_000.0 * scenario.rules.yard.bombs_t_per_cut) as u32;
    let raid = |raid: &interdict_scenario::scenario::Raid| Raid {
        second: u32::from(raid.day) * DAY + raid.second.expect("an hour"),
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
