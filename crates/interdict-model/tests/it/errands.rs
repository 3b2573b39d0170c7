//! Empty trains sent by the test itself, past the plan: only the track decides when they arrive.

use interdict_model::Simulation;
use interdict_model::rail::dispatcher::{Item, RailAgenda};
use interdict_model::rail::train::{Train, TrainState};
use interdict_model::rail::yard::Yard;
use interdict_model::row::{Direction, IslandRow, LineRow, RailStep, StationRow, TrainRow};

/// Sends an idle train on its way at a second, empty, over lines, each in a direction, to a station where it will stay.
pub(crate) fn send(
    simulation: &mut Simulation,
    row: u32,
    route: &[(u32, Direction)],
    second: u32,
    to: u32,
) {
    let row = TrainRow(row);
    let world = simulation.world_mut();
    let mut trains = world.query::<&mut Train>();
    let mut train = trains
        .iter_mut(world)
        .nth(row.index())
        .expect("a train of that row");
    assert_eq!(train.state, TrainState::Idle);
    train.state = TrainState::Forming;
    train.route = (route.iter())
        .map(|&(line, direction)| RailStep::new(LineRow(line), direction))
        .collect();
    (train.bound_for, train.home, train.due) = (StationRow(to), StationRow(to), second);
    train.stamp += 1;
    let (key, stamp) = (train.key, train.stamp);
    let mut yards = world.query::<&mut Yard>();
    for mut yard in yards.iter_mut(world) {
        yard.idle.retain(|&idle| idle != row);
    }
    let agenda = &mut world.resource_mut::<RailAgenda>().0[IslandRow(0)];
    agenda.put(second, key, Item::Train(row).code(), stamp);
}

/// When each train that stands idle came to where it is; `None` for the others.
pub(crate) fn arrivals(simulation: &mut Simulation) -> Vec<Option<u32>> {
    let world = simulation.world_mut();
    let mut trains = world.query::<&Train>();
    trains
        .iter(world)
        .map(|train| (train.state == TrainState::Idle).then_some(train.due))
        .collect()
}
