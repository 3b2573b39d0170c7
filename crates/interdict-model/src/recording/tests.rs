use super::*;
use interdict_scenario::synthetic::{Shape, generate};
use proptest::prelude::*;

proptest! {
    /// The oracle: every area is looked at after every change.
    #[test]
    fn an_area_that_is_not_looked_at_again_is_as_it_was(
        changes in prop::collection::vec(prop::collection::vec(0_usize..1_000, 1..4), 1..40),
        gates_of in prop::collection::vec(any::<bool>(), 3),
    ) {
        let scenario = generate(Shape::small(), 3);
        let network = Network::new(&scenario);
        let mut closures = Closures::new(&scenario, &network);
        let (lines, stations) = (network.lines.len(), network.stations.len());
        let at = |station: usize| StationRow::from_index(station);
        // Areas of every second line and of all, between the ends of the theatre, and some that need all lines open.
        let areas: Vec<Gate> = (gates_of.iter().zip(1..))
            .map(|(&has_gates, step)| Gate {
                from: if has_gates { vec![at(0)] } else { Vec::new() },
                to: if has_gates { vec![at(stations - 1), at(stations / 2)] } else { Vec::new() },
                lines: network.lines.rows().step_by(step).collect(),
            })
            .collect();
        let mut gates = Gates {
            is_open: Column::filled(true, areas.len()),
            since: Column::filled(0, areas.len()),
            areas: areas.into(),
            reached: Column::filled(false, network.stations.len()),
        };
        for area in gates.areas.rows() {
            gates.is_open[area] = gates.is_through(area, &network, &closures);
        }
        for change in changes {
            for line in change {
                let line = LineRow::from_index(line % lines);
                closures.closed_blocks[line] ^= 1;
                closures.unwatched.push(line);
            }
            for area in gates.areas.rows() {
                let is_open = gates.is_through(area, &network, &closures);
                prop_assert!(is_open == gates.is_open[area] || gates.may_have_changed(area, &closures));
                gates.is_open[area] = is_open;
            }
            closures.unwatched.clear();
        }
    }
}
