use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use interdict_quantity::Key;
use interdict_scenario::synthetic::{Shape, generate, with_fighters, with_schools};
use interdict_scenario::{Scenario, load};

use super::*;
use crate::row::{AirfieldRow, BlockRow, BridgeRow, StationRow};
use crate::simulation::{Seed, Simulation};

/// The small theatre, with patrols for trains and track, raids, and gangs that march.
fn busy_theatre(seed: u64) -> Scenario {
    let shape = Shape {
        days: 12,
        air_units: 5,
        raids: 6,
        gangs: 4,
        ..Shape::small()
    };
    let mut theatre = with_schools(with_fighters(generate(shape, seed)));
    // a unit is ready within the days of the theatre
    for unit in &mut theatre.establishments {
        (unit.pilots, unit.hours) = (1, Some(0.1));
    }
    for phase in &mut theatre.phases {
        phase.track_share = 0.5;
    }
    let rules = &mut theatre.rules;
    rules.field.works = true;
    (theatre.airfields[0].depot, theatre.fighters[0].base) = (Some(0), Some(0));
    (rules.relocation.gang_share, rules.repair.mobile_share) = (1.0, 1.0);
    rules.repair.move_gain = 0.0;
    // flights so far apart that a wave outlasts a tick
    rules.strike.interval_s = 60.0;
    (rules.reports.perfect, rules.reports.books) = (false, true);
    theatre
}

/// Every shipped scenario for its first days, the smallest first.
fn shipped(days: u16) -> Vec<Scenario> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let mut all = Vec::new();
    for folder in std::fs::read_dir(folders).expect("a folder of scenarios") {
        let path = folder.expect("a folder").path().join("scenario.ron");
        if !path.is_file() {
            continue;
        }
        let loaded = load(&path, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
        let mut scenario = loaded.scenario;
        scenario.days = scenario.days.min(days);
        all.push(scenario);
    }
    all.sort_by_key(|scenario| scenario.lines.len());
    all
}

/// Does something with everything that is kept.
fn with_kept(world: &mut World, mut look: impl FnMut(&mut dyn Keeper, &mut World)) {
    let mut fresh = std::mem::take(&mut *world.resource_mut::<Fresh>());
    for keeper in &mut fresh.kept {
        look(keeper.as_mut(), world);
    }
    *world.resource_mut::<Fresh>() = fresh;
}

fn fields(world: &mut World) -> BTreeSet<&'static str> {
    let mut all = BTreeSet::new();
    with_kept(world, |keeper, _| {
        keeper.fields(&mut |field| _ = all.insert(field));
    });
    all
}

/// Fields that have been seen to move a digest, and what each table came to when it was looked at last.
#[derive(Default)]
struct Seen {
    fields: BTreeSet<&'static str>,
    tables: BTreeMap<&'static str, u64>,
}

impl Seen {
    /// Alters every part of what has changed, where some of its fields have not been seen yet.
    fn nudge(&mut self, world: &mut World) {
        with_kept(world, |keeper, world| {
            let mut all_seen = true;
            keeper.fields(&mut |field| all_seen &= self.fields.contains(field));
            let Some((name, table)) = keeper.digest(world).filter(|_| !all_seen) else {
                return;
            };
            if self.tables.insert(name, table) != Some(table) {
                keeper.nudge(world, &mut |way, [before, after]| {
                    assert_eq!(before, table);
                    assert_ne!(before, after, "{way:?} does not move the digest");
                    self.fields.extend(way);
                });
            }
        });
    }
}

#[test]
fn every_field_of_every_kept_thing_moves_the_digest_of_the_day() {
    let (mut seen, mut all) = (Seen::default(), BTreeSet::new());
    for theatre in [vec![busy_theatre(4)], shipped(40)].concat() {
        let mut simulation = Simulation::new(&theatre);
        simulation.reset(Seed::default());
        simulation.spare(vec![Key(7)]);
        all.extend(fields(simulation.world_mut()));
        while simulation.day() < theatre.days && seen.fields.len() < all.len() {
            // Some things are there within a tick only.
            let after = |_, world: &mut World| seen.nudge(world);
            simulation.run_tick_and(after).expect("no law breaks");
        }
    }
    let unseen: Vec<_> = all.difference(&seen.fields).collect();
    assert!(unseen.is_empty(), "never met: {unseen:?}");
    assert!(all.len() > 150, "{} fields", all.len());
}

/// What is fixed for the run or working room is put back to what it was at first, tick after tick, and nobody is the
/// wiser; so only what is in the digest has a say in what happens.
#[test]
fn nothing_but_the_state_has_a_say() {
    for theatre in [vec![busy_theatre(4), busy_theatre(9)], shipped(20)].concat() {
        let mut simulation = Simulation::new(&theatre);
        let run = |simulation: &mut Simulation, puts_back: bool| {
            simulation.reset(Seed::default());
            while simulation.day() < theatre.days {
                simulation.run_tick().expect("no law breaks");
                if puts_back {
                    with_kept(simulation.world_mut(), |keeper, world| {
                        keeper.keep_only_state(world);
                    });
                }
            }
            simulation.record()
        };
        let straight = run(&mut simulation, false);
        let put_back = run(&mut simulation, true);
        assert_eq!(straight, put_back);
    }
}

#[test]
fn every_kind_is_told_by_one_kept_thing_and_what_is_in_no_digest_says_why() {
    let all = shipped(1)
        .into_iter()
        .max_by_key(|theatre| theatre.domains().iter().count());
    let mut simulation = Simulation::new(&all.expect("a scenario with every part"));
    let (mut told, mut names, mut outputs) = (Vec::new(), Vec::new(), 0);
    with_kept(simulation.world_mut(), |keeper, world| {
        told.extend(keeper.told().iter().map(|(kind, _)| *kind));
        match (keeper.digest(world), keeper.why_not()) {
            (Some((name, _)), None) => names.push(name),
            (None, Some(why)) => {
                assert!(why.split(' ').count() > 4, "{why}");
                outputs += usize::from(!why.starts_with("the theatre lacks"));
            }
            // rows of which this theatre has none
            (None, None) => {}
            both => panic!("{both:?}"),
        }
    });
    told.sort_unstable();
    assert_eq!(told, Kind::ALL);
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!((names.len(), outputs), (count, 4));
}

#[test]
fn variants_that_hold_the_same_are_told_apart() {
    use crate::flak::cover::Spot;
    let digest = |spot: Spot| {
        let mut digest = Digest::new("spot");
        spot.digest(&mut digest);
        digest.finish()
    };
    let spots = [
        Spot::Block(BlockRow(3)),
        Spot::Bridge(BridgeRow(3)),
        Spot::Station(StationRow(3)),
        Spot::Airfield(AirfieldRow(3)),
    ];
    let digests: BTreeSet<u64> = spots.map(digest).into();
    assert_eq!(digests.len(), spots.len());
}
