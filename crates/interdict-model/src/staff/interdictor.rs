//! # Interdictors
//!
//! What happens: before a run those lines are found that cut the front off from its bases at least effort, and those
//! that a greedy interdictor takes away one after the other. Doctrines name them.
//!
//! Rule: a line has room for as many units as it has tracks, either way; one that nobody may attack has room for all. A
//! least cut is a set of lines, of as little room together as any, without which no way leads from a base to a railhead
//! of the front; of several, the one nearest to the bases. A greedy interdictor takes away the line without which least
//! can flow, ties to the smaller key, and looks again, until he has his number or nothing flows.
//!
//! Assumes: attackers know the railway as built and who draws where, and nothing of its traffic; roads count for
//! nothing; what the front draws may come from any base.
//!
//! Sources: L. R. Ford and D. R. Fulkerson (1956), "Maximal flow through a network"; J. Edmonds and R. M. Karp (1972)
//! for the order of paths; R. K. Wood (1993), "Deterministic network interdiction"; removing the line of greatest loss
//! and repeating: interdiction studies of the 1960s.
//!
//! Reads: lines, bases, formations. Writes: nothing. Chance: none.

use std::collections::VecDeque;

use interdict_quantity::Key;
use interdict_scenario::Scenario;

/// The railway as an interdictor sees it.
#[derive(Clone, Debug)]
pub(super) struct Interdictor {
    lines: Vec<Arc>,
    /// By station: lines that end there, ascending.
    at: Vec<Vec<usize>>,
    /// By station.
    is_base: Vec<bool>,
    is_front: Vec<bool>,
}

/// A line.
#[derive(Clone, Copy, Debug)]
struct Arc {
    key: Key,
    ends: [usize; 2],
    room: i64,
    may_be_cut: bool,
}

/// What flows, and where it can still be led.
struct Flow {
    value: i64,
    /// By line: units from its first end to its second, less those that go back.
    over: Vec<i64>,
    /// By station: more could be led there from a base.
    reached: Vec<bool>,
}

impl Interdictor {
    /// The railway of a scenario.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let arc = |line: &interdict_scenario::scenario::Line| Arc {
            key: line.key,
            ends: [line.from as usize, line.to as usize],
            room: i64::from(line.tracks.max(1)),
            may_be_cut: !line.sanctuary,
        };
        let bases = scenario.bases.iter().map(|base| base.station as usize);
        let front = scenario.formations.iter().filter(|one| one.front);
        Self::of(
            scenario.stations.len(),
            scenario.lines.iter().map(arc).collect(),
            bases,
            front.map(|one| one.railhead as usize),
        )
    }

    fn of(
        stations: usize,
        mut lines: Vec<Arc>,
        bases: impl Iterator<Item = usize>,
        front: impl Iterator<Item = usize>,
    ) -> Self {
        let all: i64 = lines.iter().map(|line| line.room).sum();
        let mut at = vec![Vec::new(); stations];
        for (row, line) in lines.iter_mut().enumerate() {
            if !line.may_be_cut {
                line.room = all + 1;
            }
            line.ends.iter().for_each(|&end| at[end].push(row));
        }
        let marked = |rows: &mut dyn Iterator<Item = usize>| {
            let mut marked = vec![false; stations];
            rows.for_each(|row| marked[row] = true);
            marked
        };
        let (mut bases, mut front) = (bases, front);
        let mut railway = Self {
            lines,
            at,
            is_base: marked(&mut bases),
            is_front: marked(&mut front),
        };
        railway.forget_what_cannot_be_cut_off();
        railway
    }

    /// Railheads to which a way leads that nobody may attack are no ends of a cut.
    fn forget_what_cannot_be_cut_off(&mut self) {
        let mut reached = self.is_base.clone();
        let mut next: VecDeque<usize> = (0..reached.len()).filter(|&at| reached[at]).collect();
        while let Some(at) = next.pop_front() {
            for &line in self.at[at]
                .iter()
                .filter(|&&line| !self.lines[line].may_be_cut)
            {
                let [from, to] = self.lines[line].ends;
                let other = if from == at { to } else { from };
                if !std::mem::replace(&mut reached[other], true) {
                    next.push_back(other);
                }
            }
        }
        for (is_front, reached) in self.is_front.iter_mut().zip(reached) {
            *is_front &= !reached;
        }
    }

    /// By line: it is on the least cut.
    pub(super) fn cut(&self) -> Vec<bool> {
        let flow = self.flow(&vec![false; self.lines.len()]);
        let ends = self.lines.iter().map(|line| line.ends);
        ends.map(|[from, to]| flow.value > 0 && flow.reached[from] != flow.reached[to])
            .collect()
    }

    /// By line: a greedy interdictor takes it away, who takes so many.
    pub(super) fn greedy(&self, count: usize) -> Vec<bool> {
        let mut gone = vec![false; self.lines.len()];
        let mut flow = self.flow(&gone);
        for _ in 0..count {
            // only a line that carries something can lessen what flows
            let carrying =
                (0..gone.len()).filter(|&line| self.lines[line].may_be_cut && flow.over[line] != 0);
            let without = |line: usize| {
                let mut gone = gone.clone();
                gone[line] = true;
                self.flow(&gone)
            };
            let best = carrying
                .map(|line| (without(line), line))
                .min_by_key(|(flow, line)| (flow.value, self.lines[*line].key));
            let Some((left, line)) = best else { break };
            gone[line] = true;
            flow = left;
        }
        gone
    }

    /// As much as can flow without some lines.
    fn flow(&self, gone: &[bool]) -> Flow {
        let mut flow = Flow {
            value: 0,
            over: vec![0; self.lines.len()],
            reached: Vec::new(),
        };
        loop {
            let (reached, way) = self.shortest_way(gone, &flow.over);
            flow.reached = reached;
            if way.is_empty() {
                return flow;
            }
            let left = |&(line, side): &(usize, usize)| self.left(&flow.over, line, side);
            let most = way.iter().map(left).min().unwrap_or(0);
            for (line, side) in way {
                flow.over[line] += if side == 0 { most } else { -most };
            }
            flow.value += most;
        }
    }

    /// How much more a line can carry from one of its ends.
    fn left(&self, over: &[i64], line: usize, side: usize) -> i64 {
        let carried = if side == 0 { over[line] } else { -over[line] };
        self.lines[line].room - carried
    }

    /// Stations that can be reached from a base, and a shortest way to a railhead: lines and the ends they are entered at.
    fn shortest_way(&self, gone: &[bool], over: &[i64]) -> (Vec<bool>, Vec<(usize, usize)>) {
        let mut reached = self.is_base.clone();
        let mut by = vec![None; reached.len()];
        let mut next: VecDeque<usize> = (0..reached.len()).filter(|&at| reached[at]).collect();
        while let Some(at) = next.pop_front() {
            if self.is_front[at] {
                return (reached, self.traced(&by, at));
            }
            for &line in &self.at[at] {
                let ends = self.lines[line].ends;
                let side = usize::from(ends[0] != at);
                let other = ends[1 - side];
                if !gone[line] && !reached[other] && self.left(over, line, side) > 0 {
                    (reached[other], by[other]) = (true, Some((line, side)));
                    next.push_back(other);
                }
            }
        }
        (reached, Vec::new())
    }

    fn traced(&self, by: &[Option<(usize, usize)>], mut at: usize) -> Vec<(usize, usize)> {
        let mut way = Vec::new();
        while let Some((line, side)) = by[at] {
            way.push((line, side));
            at = self.lines[line].ends[side];
        }
        way
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interdict_engine::Chance;
    use interdict_engine::chance::When;
    use interdict_engine::whole::whole_part;
    use petgraph::graph::{DiGraph, NodeIndex};

    /// Lines between stations, with their tracks; base 0, front at the last station.
    fn railway(stations: usize, lines: &[(usize, usize, i64)]) -> Interdictor {
        let arc = |(row, &(from, to, room)): (usize, &(usize, usize, i64))| Arc {
            key: Key::of(&format!("line {row}")),
            ends: [from, to],
            room,
            may_be_cut: true,
        };
        let lines = lines.iter().enumerate().map(arc).collect();
        Interdictor::of(stations, lines, [0].into_iter(), [stations - 1].into_iter())
    }

    fn rows(of: &[bool]) -> Vec<usize> {
        (0..of.len()).filter(|&row| of[row]).collect()
    }

    /// Three ways from the base to the front: of two tracks, of one, and of one that narrows from three.
    const THREE_WAYS: &[(usize, usize, i64)] = &[
        (0, 1, 2),
        (1, 4, 2),
        (0, 2, 1),
        (2, 4, 1),
        (0, 3, 3),
        (3, 4, 1),
    ];

    #[test]
    fn on_three_ways_the_first_line_of_a_greedy_interdictor_is_the_best_of_all() {
        let railway = railway(5, THREE_WAYS);
        let all = railway.flow(&[false; 6]).value;
        assert_eq!(all, 4, "two, one and one");
        let left = |line: usize| {
            let mut gone = [false; 6];
            gone[line] = true;
            railway.flow(&gone).value
        };
        let best = (0..6).map(left).min().expect("six lines");
        assert_eq!(
            (best, (0..6).map(left).collect::<Vec<_>>()),
            (2, vec![2, 2, 3, 3, 3, 3])
        );
        let greedy = rows(&railway.greedy(1));
        assert_eq!(greedy.len(), 1);
        assert_eq!(left(greedy[0]), best);
        // with one line of each way nothing flows, and he stops
        assert_eq!(rows(&railway.greedy(6)).len(), 3);
    }

    #[test]
    fn a_least_cut_parts_the_front_from_its_bases_and_no_less_would() {
        let railway = railway(5, THREE_WAYS);
        let cut = railway.cut();
        assert_eq!(
            rows(&cut),
            [0, 2, 5],
            "the nearest to the base of those with room 4"
        );
        assert_eq!(railway.flow(&cut).value, 0);
        for spared in rows(&cut) {
            let mut less = cut.clone();
            less[spared] = false;
            assert!(railway.flow(&less).value > 0, "without line {spared}");
        }
    }

    #[test]
    fn what_nobody_may_attack_is_on_no_cut() {
        let mut lines = railway(5, THREE_WAYS).lines;
        lines[5].may_be_cut = false;
        let ends = || ([0].into_iter(), [4].into_iter());
        let (base, front) = ends();
        let guarded = Interdictor::of(5, lines.clone(), base, front);
        assert_eq!(
            rows(&guarded.cut()),
            [0, 2, 4],
            "three tracks where one is spared"
        );
        lines[4].may_be_cut = false;
        let (base, front) = ends();
        let fed = Interdictor::of(5, lines, base, front);
        assert!(rows(&fed.cut()).is_empty() && rows(&fed.greedy(3)).is_empty());
    }

    #[test]
    fn as_much_flows_as_another_implementation_finds_and_the_cut_has_as_much_room() {
        let chance = Chance::new(5, 0, 1);
        for graph in 0..200 {
            let numbers: [f64; 32] = chance.draw(crate::chance::TARGET, Key(graph), When::on(0));
            let stations = 7;
            let of = |number: f64, below: usize| whole_part::<usize>(number * below as f64);
            let lines: Vec<(usize, usize, i64)> = (numbers.chunks_exact(2))
                .map(|two| (of(two[0], 49), 1 + of(two[1], 3)))
                .map(|(pair, room)| (pair / 7, pair % 7, i64::try_from(room).expect("small")))
                .filter(|(from, to, _)| from != to)
                .collect();
            let own = railway(stations, &lines);
            let flow = own.flow(&vec![false; lines.len()]);
            let both = lines.iter().flat_map(|&(from, to, room)| {
                let [from, to] = [from, to].map(|at| u32::try_from(at).expect("few"));
                let room = u32::try_from(room).expect("few");
                [(from, to, room), (to, from, room)]
            });
            let mut other = DiGraph::<(), u32>::from_edges(both);
            while other.node_count() < stations {
                other.add_node(());
            }
            let [base, front] = [0, stations - 1].map(NodeIndex::new);
            let (value, _) = petgraph::algo::ford_fulkerson(&other, base, front);
            assert_eq!(flow.value, i64::from(value), "graph {graph}: {lines:?}");
            let room: i64 = rows(&own.cut()).iter().map(|&line| lines[line].2).sum();
            assert_eq!(room, i64::from(value), "graph {graph}: {lines:?}");
        }
    }
    #[test]
    fn of_lines_without_which_as_little_flows_the_one_with_the_smaller_key_goes() {
        let railway = railway(3, &[(0, 1, 1), (1, 2, 1), (0, 2, 1)]);
        let smallest = (0..3).min_by_key(|&line| railway.lines[line].key);
        assert_eq!(rows(&railway.greedy(1)), Vec::from_iter(smallest));
    }

    #[test]
    fn a_line_has_room_for_as_many_as_it_has_tracks_and_one_that_nobody_may_attack_for_all() {
        use interdict_scenario::synthetic::{Shape, generate};
        let mut scenario = generate(Shape::small(), 4);
        scenario
            .lines
            .iter_mut()
            .for_each(|line| line.sanctuary = false);
        (scenario.lines[0].tracks, scenario.lines[1].tracks) = (2, 1);
        scenario.lines[2].sanctuary = true;
        let lines = Interdictor::new(&scenario).lines;
        let tracks: i64 = scenario
            .lines
            .iter()
            .map(|line| i64::from(line.tracks.max(1)))
            .sum();
        assert_eq!((lines[0].room, lines[1].room), (2, 1));
        assert_eq!((lines[2].room, lines[2].may_be_cut), (tracks + 1, false));
    }
}
