//! The flow against flows that can be reckoned by hand, and against an arc for each unit.

use super::*;
use interdict_engine::whole::fit;
use proptest::prelude::*;

/// A flow whose nodes and arcs are told by number.
#[derive(Default)]
struct Numbered(Flow);

impl Numbered {
    fn reset(&mut self, nodes: usize) {
        self.0.reset(nodes);
    }

    fn arc(&mut self, from: u32, to: u32, capacity: u32, cost: i64) -> u32 {
        self.0.arc(NodeRow(from), NodeRow(to), capacity, cost).0
    }

    fn rising_arc(&mut self, from: u32, sink: u32, capacity: u32, rise: Rise) -> u32 {
        (self
            .0
            .rising_arc(NodeRow(from), NodeRow(sink), capacity, rise))
        .0
    }

    fn send(&mut self, source: u32, sink: u32, dearest: i64) -> u32 {
        self.0.send(NodeRow(source), NodeRow(sink), dearest)
    }

    fn over(&self, arc: u32) -> u32 {
        self.0.over(ArcRow(arc))
    }

    fn take_path(&mut self, source: u32, sink: u32, path: &mut Vec<u32>) -> u32 {
        let mut arcs = Vec::new();
        let units = (self.0).take_path(NodeRow(source), NodeRow(sink), &mut arcs);
        path.extend(arcs.iter().map(|arc| arc.0));
        units
    }
}

#[test]
fn the_cheap_way_is_filled_first_and_the_cut_is_the_limit() {
    let mut flow = Numbered::default();
    flow.reset(4);
    let short = flow.arc(0, 1, 3, 1);
    let long = flow.arc(0, 2, 9, 5);
    flow.arc(1, 3, 9, 1);
    flow.arc(2, 3, 4, 1);
    assert_eq!(flow.send(0, 3, i64::MAX), 7);
    assert_eq!((flow.over(short), flow.over(long)), (3, 4));
}

#[test]
fn an_early_choice_is_undone_when_that_carries_more() {
    // The first shortest path runs 0-1-2-3 and blocks both others.
    let mut flow = Numbered::default();
    flow.reset(4);
    flow.arc(0, 1, 1, 1);
    flow.arc(0, 2, 1, 4);
    flow.arc(1, 2, 1, 1);
    flow.arc(1, 3, 1, 4);
    flow.arc(2, 3, 1, 1);
    assert_eq!(flow.send(0, 3, i64::MAX), 2);
}

#[test]
fn a_graph_over_which_nothing_was_sent_has_no_paths() {
    let mut flow = Numbered::default();
    let mut path = Vec::new();
    for sends in [false, true, false] {
        flow.reset(2);
        let arc = flow.arc(0, 1, 5, 10);
        let sent = if sends { flow.send(0, 1, 10) } else { 0 };
        assert_eq!(flow.over(arc), sent);
        assert_eq!(flow.take_path(0, 1, &mut path), sent);
    }
}

#[test]
fn nothing_is_sent_on_a_path_too_dear() {
    let mut flow = Numbered::default();
    flow.reset(2);
    flow.arc(0, 1, 5, 10);
    assert_eq!(flow.send(0, 1, 9), 0);
}

#[test]
fn the_needier_is_served_until_both_need_alike() {
    let rise = |start| Rise {
        start,
        each: 10,
        per: 1,
        most: 1_000,
    };
    let mut flow = Numbered::default();
    flow.reset(4);
    flow.arc(0, 1, 9, 0);
    flow.arc(0, 2, 9, 0);
    let needy = flow.rising_arc(1, 3, 9, rise(0));
    let other = flow.rising_arc(2, 3, 9, rise(35));
    assert_eq!(flow.send(0, 3, 45), 7);
    assert_eq!((flow.over(needy), flow.over(other)), (5, 2));
}

const NODES: u32 = 8;
const SINK: u32 = NODES - 1;

fn graph() -> impl Strategy<Value = Vec<(u32, u32, u32, i64)>> {
    let arc = (0..SINK, 1..SINK, 1_u32..5, 1_i64..20);
    prop::collection::vec(arc, 1..30)
}

fn needs() -> impl Strategy<Value = Vec<(u32, u32, Rise)>> {
    let rise = (-5_i64..60, 0_i64..30, 1_i64..9).prop_map(|(start, rise, per)| Rise {
        start,
        each: rise,
        per,
        most: 40,
    });
    prop::collection::vec((1..SINK, 1_u32..12, rise), 1..5)
}

type Arcs = Vec<(u32, u32, u32, i64)>;

/// A graph with ways out of every second node.
fn with_outlets(mut arcs: Arcs) -> Arcs {
    arcs.extend([2, 4, 6].map(|node| (node, SINK, 3, 0)));
    arcs
}

/// Units sent over a graph from its first node to its last, and their cost.
fn sent(nodes: u32, arcs: &Arcs) -> (u32, i64) {
    let mut flow = Numbered::default();
    flow.reset(nodes as usize);
    for &(from, to, capacity, cost) in arcs {
        flow.arc(from, to, capacity, cost);
    }
    let units = flow.send(0, nodes - 1, i64::MAX);
    let costs = (0..).zip(arcs);
    let costs = costs.map(|(number, arc)| i64::from(flow.over(number)) * arc.3);
    (units, costs.sum())
}

/// The oracle: one unit after the other over the cheapest path, which is looked for from nothing each time, with arcs of
/// negative cost for the ways back (Bellman and Ford). Returns the units sent and their cost.
fn sent_by_hand(arcs: &Arcs, dearest: i64) -> (u32, i64) {
    let back = |&(from, to, _, cost): &(u32, u32, u32, i64)| (to, from, 0, -cost);
    let mut edges: Arcs = arcs.iter().flat_map(|arc| [*arc, back(arc)]).collect();
    let (mut units, mut costs) = (0, 0);
    loop {
        let mut reached = [(i64::MAX, usize::MAX); NODES as usize];
        reached[0].0 = 0;
        for _ in 0..NODES {
            for (edge, &(from, to, left, cost)) in edges.iter().enumerate() {
                let distance = reached[from as usize].0;
                if left > 0 && distance < i64::MAX && distance + cost < reached[to as usize].0 {
                    reached[to as usize] = (distance + cost, edge);
                }
            }
        }
        let cost = reached[SINK as usize].0;
        if cost == i64::MAX || cost > dearest {
            return (units, costs);
        }
        let mut node = SINK;
        while node != 0 {
            let edge = reached[node as usize].1;
            edges[edge].2 -= 1;
            edges[edge ^ 1].2 += 1;
            node = edges[edge].0;
        }
        units += 1;
        costs += cost;
    }
}

proptest! {
    #[test]
    fn as_much_as_possible_is_sent_at_least_cost(
        arcs in graph(),
        needs in needs(),
        dearest in prop_oneof![Just(i64::MAX), 0_i64..90],
    ) {
        let mut flow = Numbered::default();
        flow.reset(NODES as usize);
        let mut by_hand = arcs.clone();
        for &(from, to, capacity, cost) in &arcs {
            flow.arc(from, to, capacity, cost);
        }
        for &(from, capacity, rise) in &needs {
            flow.rising_arc(from, SINK, capacity, rise);
            by_hand.extend((0..capacity).map(|unit| (from, SINK, 1, rise.cost(unit))));
        }
        let units = flow.send(0, SINK, dearest);
        let mut costs = 0;
        for (number, arc) in (0..).zip(&arcs) {
            costs += i64::from(flow.over(number)) * arc.3;
        }
        for (number, &(_, _, rise)) in (fit::<u32, _>(arcs.len())..).zip(&needs) {
            costs += (0..flow.over(number)).map(|unit| rise.cost(unit)).sum::<i64>();
        }
        prop_assert_eq!((units, costs), sent_by_hand(&by_hand, dearest));
    }

    #[test]
    fn what_nothing_joins_is_sent_apart_as_together(one in graph(), other in graph()) {
        let (one, other) = (with_outlets(one), with_outlets(other));
        // Both between the same ends, the nodes of the other after those of the one.
        let last = 2 * NODES - 3;
        let mut both = Arcs::new();
        for (arcs, further) in [(&one, 0), (&other, NODES - 2)] {
            let node = |node: u32| match node {
                0 => 0,
                SINK => last,
                within => within + further,
            };
            both.extend(arcs.iter().map(|arc| (node(arc.0), node(arc.1), arc.2, arc.3)));
        }
        let (first, second) = (sent(NODES, &one), sent(NODES, &other));
        prop_assert_eq!(sent(last + 1, &both), (first.0 + second.0, first.1 + second.1));
    }

    /// Every arc in pieces, each of its cost and capacity or more, and ways that lead nowhere.
    #[test]
    fn what_lies_in_a_row_carries_what_its_least_piece_does(
        arcs in graph(),
        pieces in prop::collection::vec((1_u32..4, 0_u32..3), 33),
    ) {
        let arcs = with_outlets(arcs);
        let mut flow = Numbered::default();
        flow.reset(200);
        let mut in_pieces = Vec::new();
        let mut fresh = NODES..;
        for (&(from, to, capacity, cost), &(count, least)) in arcs.iter().zip(&pieces) {
            let mut at = from;
            let mut numbers = Vec::new();
            for piece in 1..=count {
                let next = if piece == count { to } else { fresh.next().unwrap_or(u32::MAX) };
                let more = if piece == 1 + least.min(count - 1) { 0 } else { 7 };
                let cost = if piece == 1 { cost } else { 0 };
                numbers.push(flow.arc(at, next, capacity + more, cost));
                at = next;
            }
            let nowhere = fresh.next().unwrap_or(u32::MAX);
            flow.arc(to.min(from), nowhere, 9, 0);
            in_pieces.push(numbers);
        }
        let units = flow.send(0, SINK, i64::MAX);
        let mut costs = 0;
        for (numbers, arc) in in_pieces.iter().zip(&arcs) {
            let over = flow.over(numbers[0]);
            prop_assert!(numbers.iter().all(|&piece| flow.over(piece) == over));
            costs += i64::from(over) * arc.3;
        }
        prop_assert_eq!((units, costs), sent_by_hand(&arcs, i64::MAX));
    }

    #[test]
    fn a_rising_arc_is_an_arc_for_each_unit(arcs in graph(), needs in needs()) {
        let (mut rising, mut units) = (Numbered::default(), Numbered::default());
        rising.reset(NODES as usize);
        units.reset(NODES as usize);
        let mut of_units = Vec::new();
        for &(from, capacity, rise) in &needs {
            rising.rising_arc(from, SINK, capacity, rise);
            let numbers = (0..capacity).map(|unit| units.arc(from, SINK, 1, rise.cost(unit)));
            of_units.push(numbers.collect::<Vec<u32>>());
        }
        for &(from, to, capacity, cost) in &arcs {
            of_units.push(vec![units.arc(from, to, capacity, cost)]);
            rising.arc(from, to, capacity, cost);
        }
        prop_assert_eq!(rising.send(0, SINK, i64::MAX), units.send(0, SINK, i64::MAX));
        for (arc, numbers) in (0..).zip(&of_units) {
            let over: u32 = numbers.iter().map(|&number| units.over(number)).sum();
            prop_assert_eq!(rising.over(arc), over);
        }
    }

    #[test]
    fn the_paths_taken_off_are_the_flow(arcs in graph(), needs in needs()) {
        let mut flow = Numbered::default();
        flow.reset(NODES as usize);
        for &(from, to, capacity, cost) in &arcs {
            flow.arc(from, to, capacity, cost);
        }
        for &(from, capacity, rise) in &needs {
            flow.rising_arc(from, SINK, capacity, rise);
        }
        let sent = flow.send(0, SINK, i64::MAX);
        let count: u32 = fit(arcs.len() + needs.len());
        let mut over: Vec<u32> = (0..count).map(|arc| flow.over(arc)).collect();
        let (mut path, mut taken) = (Vec::new(), 0);
        loop {
            path.clear();
            let units = flow.take_path(0, SINK, &mut path);
            if units == 0 {
                break;
            }
            taken += units;
            for &arc in &path {
                over[arc as usize] -= units;
            }
        }
        prop_assert_eq!(taken, sent);
        prop_assert!(over.iter().all(|&over| over == 0));
    }
}
