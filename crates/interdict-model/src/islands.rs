//! Islands: which stations lines and roads join, as built. What happens on one island has nothing to do with
//! the trains and trucks of another, so whoever looks for a way need only look at one.

use bevy_ecs::prelude::Resource;
use interdict_engine::{Column, Grouped, Row};
use interdict_scenario::Scenario;

use crate::network::Network;
use crate::row::{IslandRow, LineRow, NodeRow, RoadRow, StationRow};

/// The islands of a theatre, numbered by their first station. Most theatres are one.
#[derive(Resource, Clone, Debug, Default)]
#[component(immutable)]
pub struct Islands {
    /// By station: its island, and its place on it.
    places: Column<StationRow, (IslandRow, NodeRow)>,
    stations: ByIsland<StationRow>,
    lines: ByIsland<LineRow>,
    roads: ByIsland<RoadRow>,
}

/// Rows of a table, island by island, ascending.
pub(crate) type ByIsland<R> = Grouped<IslandRow, R>;

impl Islands {
    /// The islands of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let lines: Vec<(u32, u32)> = (scenario.lines.iter())
            .map(|line| (line.from, line.to))
            .collect();
        let roads: Vec<(u32, u32)> = (scenario.roads.iter())
            .map(|road| (road.from, road.to))
            .collect();
        Self::of(scenario.stations.len(), &lines, &roads)
    }

    /// The islands of so many stations, joined by these lines and roads.
    pub fn of(stations: usize, lines: &[(u32, u32)], roads: &[(u32, u32)]) -> Self {
        let mut parent: Column<StationRow, StationRow> = StationRow::first(stations).collect();
        for &(from, to) in lines.iter().chain(roads) {
            let [one, other] = [from, to].map(|end| root(&mut parent, StationRow(end)));
            // The least station of an island is its root, so roots come first.
            parent[one.max(other)] = one.min(other);
        }
        let mut places: Column<StationRow, (IslandRow, NodeRow)> = Column::default();
        let mut sizes: Column<IslandRow, NodeRow> = Column::default();
        for station in StationRow::first(stations) {
            let root = root(&mut parent, station);
            let island = if root == station {
                sizes.push(NodeRow(0))
            } else {
                places[root].0
            };
            let size = &mut sizes[island];
            places.push((island, *size));
            *size = size.plus(1);
        }
        let of_way = |&(from, _): &(u32, u32)| places[StationRow(from)].0;
        Self {
            stations: by_island(sizes.len(), places.iter().map(|&(island, _)| island)),
            lines: by_island(sizes.len(), lines.iter().map(of_way)),
            roads: by_island(sizes.len(), roads.iter().map(of_way)),
            places,
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.stations.count()
    }

    /// The island of a station, and its place on it.
    #[inline]
    pub fn place(&self, station: StationRow) -> (IslandRow, NodeRow) {
        self.places[station]
    }

    /// The island of a line.
    pub fn of_line(&self, network: &Network, line: LineRow) -> IslandRow {
        self.place(network.lines[line].from).0
    }

    /// Rows of any table by island, each standing at a station.
    pub fn sort<R: Row + Ord>(&self, stations: impl Iterator<Item = StationRow>) -> ByIsland<R> {
        by_island(self.count(), stations.map(|station| self.place(station).0))
    }

    /// The stations of an island, ascending.
    pub fn stations(&self, island: IslandRow) -> &[StationRow] {
        self.stations.of(island)
    }

    /// The lines of an island, ascending.
    pub fn lines(&self, island: IslandRow) -> &[LineRow] {
        self.lines.of(island)
    }

    /// The roads of an island, ascending.
    pub fn roads(&self, island: IslandRow) -> &[RoadRow] {
        self.roads.of(island)
    }
}

/// Rows by the island of each.
fn by_island<R: Row + Ord>(
    islands: usize,
    of_each: impl Iterator<Item = IslandRow>,
) -> ByIsland<R> {
    let mut all: Vec<(IslandRow, R)> = of_each.zip((0..).map(R::from_index)).collect();
    all.sort_unstable();
    Grouped::of_pairs(islands, all)
}

fn root(parent: &mut Column<StationRow, StationRow>, station: StationRow) -> StationRow {
    let mut at = station;
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn islands_are_what_is_joined_numbered_by_their_first_station() {
        let islands = Islands::of(7, &[(5, 1), (6, 3)], &[(3, 0), (1, 4)]);
        assert_eq!(islands.count(), 3);
        let stations = [0, 1, 2].map(|island| islands.stations(IslandRow(island)));
        let known = [&[0, 3, 6][..], &[1, 4, 5], &[2]];
        assert!(stations.iter().zip(known).all(|(found, known)| {
            found
                .iter()
                .map(|station| station.0)
                .eq(known.iter().copied())
        }));
        let place = |station| {
            let (island, place) = islands.place(StationRow(station));
            (island.0, place.0)
        };
        assert_eq!((place(6), place(1)), ((0, 2), (1, 0)));
        let lines = [0, 1, 2].map(|island| islands.lines(IslandRow(island)));
        assert_eq!(lines, [&[LineRow(1)][..], &[LineRow(0)], &[]]);
        let roads = [0, 1, 2].map(|island| islands.roads(IslandRow(island)));
        assert_eq!(roads, [&[RoadRow(0)][..], &[RoadRow(1)], &[]]);
    }

    #[test]
    fn where_all_is_joined_a_place_is_the_station() {
        let lines: Vec<(u32, u32)> = (1..5).map(|station| (station, station - 1)).collect();
        let islands = Islands::of(5, &lines, &[(4, 0)]);
        assert_eq!(islands.count(), 1);
        let is_its_place =
            |station: StationRow| islands.place(station) == (IslandRow(0), NodeRow(station.0));
        assert!(StationRow::first(5).all(is_its_place));
        assert_eq!(islands.lines(IslandRow(0)), [0, 1, 2, 3].map(LineRow));
    }

    #[test]
    fn nothing_has_no_islands() {
        assert_eq!(Islands::of(0, &[], &[]).count(), 0);
    }
}
