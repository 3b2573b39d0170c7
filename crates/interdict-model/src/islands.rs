//! Islands: which stations lines and roads join, as built. What happens on one island has nothing to do with
//! the trains and trucks of another, so whoever looks for a way need only look at one.

use bevy_ecs::prelude::Resource;
use interdict_scenario::Scenario;

use crate::network::Network;

/// The islands of a theatre, numbered by their first station. Most theatres are one.
#[derive(Resource, Clone, Debug, Default)]
#[component(immutable)]
pub struct Islands {
    /// By station: its island, and its place on it.
    places: Vec<(u32, u32)>,
    stations: Rows,
    lines: Rows,
    roads: Rows,
}

/// Rows of a table, island by island, ascending: those of island `i` are `rows[first[i]..first[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    rows: Vec<u32>,
    first: Vec<u32>,
}

impl Islands {
    /// The islands of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let lines: Vec<(u32, u32)> = (scenario.lines.iter())
            .map(|line| (line.from, line.to))
            .collect();
        let roads: Vec<(u32, u32)> = (scenario.roads.iter())
            .map(|road| (road.from, road.to))
            .collect();
        Self::of(scenario.stations.len() as u32, &lines, &roads)
    }

    /// The islands of so many stations, joined by these lines and roads.
    pub fn of(stations: u32, lines: &[(u32, u32)], roads: &[(u32, u32)]) -> Self {
        let mut parent: Vec<u32> = (0..stations).collect();
        for &(from, to) in lines.iter().chain(roads) {
            let (one, other) = (root(&mut parent, from), root(&mut parent, to));
            // The least station of an island is its root, so roots come first.
            parent[one.max(other) as usize] = one.min(other);
        }
        let mut places: Vec<(u32, u32)> = Vec::with_capacity(stations as usize);
        let mut sizes = Vec::new();
        for station in 0..stations {
            let root = root(&mut parent, station);
            let island = if root == station {
                sizes.push(0);
                sizes.len() as u32 - 1
            } else {
                places[root as usize].0
            };
            let size = &mut sizes[island as usize];
            places.push((island, *size));
            *size += 1;
        }
        let of_way = |&(from, _): &(u32, u32)| places[from as usize].0;
        Self {
            stations: Rows::new(sizes.len(), places.iter().map(|&(island, _)| island)),
            lines: Rows::new(sizes.len(), lines.iter().map(of_way)),
            roads: Rows::new(sizes.len(), roads.iter().map(of_way)),
            places,
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.stations.first.len().saturating_sub(1)
    }

    /// The island of a station, and its place on it.
    #[inline]
    pub fn place(&self, station: u32) -> (u32, u32) {
        self.places[station as usize]
    }

    /// The island of a line.
    pub fn of_line(&self, network: &Network, line: u32) -> u32 {
        self.place(network.lines[line as usize].from).0
    }

    /// Rows of any table by island, each standing at a station.
    pub fn sort(&self, stations: impl Iterator<Item = u32>) -> Rows {
        Rows::new(self.count(), stations.map(|station| self.place(station).0))
    }

    /// The stations of an island, ascending.
    pub fn stations(&self, island: u32) -> &[u32] {
        self.stations.of(island)
    }

    /// The lines of an island, ascending.
    pub fn lines(&self, island: u32) -> &[u32] {
        self.lines.of(island)
    }

    /// The roads of an island, ascending.
    pub fn roads(&self, island: u32) -> &[u32] {
        self.roads.of(island)
    }
}

impl Rows {
    /// Rows by the island of each.
    fn new(islands: usize, of_each: impl Iterator<Item = u32>) -> Self {
        let mut all: Vec<(u32, u32)> = of_each.zip(0..).collect();
        all.sort_unstable();
        let first = (0..=islands as u32)
            .map(|island| all.partition_point(|&(of, _)| of < island) as u32)
            .collect();
        Self {
            rows: all.into_iter().map(|(_, row)| row).collect(),
            first,
        }
    }

    /// Those of an island, ascending.
    pub fn of(&self, island: u32) -> &[u32] {
        let (first, end) = (self.first[island as usize], self.first[island as usize + 1]);
        &self.rows[first as usize..end as usize]
    }
}

fn root(parent: &mut [u32], station: u32) -> u32 {
    let mut at = station;
    while parent[at as usize] != at {
        parent[at as usize] = parent[parent[at as usize] as usize];
        at = parent[at as usize];
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
        assert_eq!(islands.stations(0), [0, 3, 6]);
        assert_eq!(islands.stations(1), [1, 4, 5]);
        assert_eq!(islands.stations(2), [2]);
        assert_eq!((islands.place(6), islands.place(1)), ((0, 2), (1, 0)));
        let lines = [0, 1, 2].map(|island| islands.lines(island));
        assert_eq!(lines, [&[1][..], &[0], &[]]);
        let roads = [0, 1, 2].map(|island| islands.roads(island));
        assert_eq!(roads, [&[0][..], &[1], &[]]);
    }

    #[test]
    fn where_all_is_joined_a_place_is_the_station() {
        let lines: Vec<(u32, u32)> = (1..5).map(|station| (station, station - 1)).collect();
        let islands = Islands::of(5, &lines, &[(4, 0)]);
        assert_eq!(islands.count(), 1);
        assert!((0..5).all(|station| islands.place(station) == (0, station)));
        assert_eq!(islands.lines(0), [0, 1, 2, 3]);
    }

    #[test]
    fn nothing_has_no_islands() {
        assert_eq!(Islands::of(0, &[], &[]).count(), 0);
    }
}
