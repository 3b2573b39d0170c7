//! Kinds of rows, and steps along a line: the addresses by which the rooms of the model speak to each other.
//!
//! A row is an address, never an identity: it may differ between two theatres that have the same thing, so no key and
//! no tie hangs on it. What is kept for each thing of a kind is a [`Column`](interdict_engine::Column) of its rows.

use core::fmt;
use core::marker::PhantomData;
use core::ops::{Index, IndexMut};

use interdict_engine::row::Row;
use interdict_engine::rows;

rows! {
    /// A line, in the scenario's table.
    pub struct LineRow;
    /// A block, numbered through line by line.
    pub struct BlockRow;
    /// A station, in the scenario's table.
    pub struct StationRow;
    /// A road, in the scenario's table.
    pub struct RoadRow;
    /// An area, in the scenario's table.
    pub struct AreaRow;
    /// An island of stations that lines and roads join.
    pub struct IslandRow;
    /// A node of the flow of an island: the place of a station on it, or one of those that follow.
    pub struct NodeRow;
    /// An arc of the flow of an island.
    pub struct ArcRow;
    /// A train.
    pub struct TrainRow;
    /// Trains that run alike, in the plan of an island.
    pub struct LegRow;
    /// Trucks that cross a gap, in the plan of an island.
    pub struct HaulRow;
    /// A wave of trucks on the road: its slot.
    pub struct WaveRow;
    /// A company of trucks, in the scenario's table.
    pub struct CompanyRow;
    /// A post of a formation, in the scenario's table.
    pub struct FormationRow;
    /// A bridge, in the scenario's table.
    pub struct BridgeRow;
    /// A base of repair gangs, in the scenario's table.
    pub struct GangRow;
    /// A job of repair: its slot.
    pub struct JobRow;
    /// Work that waits together: that of a line, in the order of lines; after these that of an airfield.
    pub struct QueueRow;
    /// A battery of guns.
    pub struct BatteryRow;
    /// A posting of guns, among those that are switched on.
    pub struct PostingRow;
    /// A posting of guns, in the scenario's table.
    pub struct FlakRow;
    /// A formation of guns, by name, among those that have postings.
    pub struct GunnersRow;
    /// A unit of fighters, in the scenario's table.
    pub struct FighterRow;
    /// The tanks of an airfield, among those that have any.
    pub struct TankRow;
    /// An airfield, in the scenario's table.
    pub struct AirfieldRow;
    /// A unit of aircraft, among those that fly by themselves.
    pub struct UnitRow;
    /// A unit of aircraft, in the scenario's table.
    pub struct AirUnitRow;
    /// Flights that go for one place together, in the pool of a day.
    pub struct FlightsRow;
    /// A flight, in the pool of a day.
    pub struct FlightRow;
    /// A raid of record, in order of day and identity.
    pub struct RaidRow;
    /// A patrol of the night.
    pub struct PatrolRow;
    /// A weather cell, in the scenario's table.
    pub struct CellRow;
    /// A unit of bombers that has orders.
    pub struct BomberRow;
    /// An order to bombers, in the scenario's table.
    pub struct OrderRow;
    /// A raid that was ordered, in the pool of a day.
    pub struct OrderedRow;
    /// A force of bombers, by name.
    pub struct ForceRow;
    /// A watch over the losses of a force by one light in one sector.
    pub struct WatchRow;
    /// An academy, in the scenario's table.
    pub struct AcademyRow;
    /// A course, in the scenario's table.
    pub struct CourseRow;
    /// A cohort, in the scenario's table.
    pub struct CohortRow;
    /// A unit to be formed, in the scenario's table.
    pub struct EstablishmentRow;
    /// A request, in the scenario's table.
    pub struct RequestRow;
    /// A row of a division that can teach, in the scenario's table.
    pub struct DivisionRow;
}

impl BlockRow {
    /// The block that comes next on the same line in a direction.
    #[inline]
    #[must_use]
    pub const fn next(self, direction: Direction) -> Self {
        match direction {
            Direction::Ahead => Self(self.0 + 1),
            Direction::Back => Self(self.0 - 1),
        }
    }
}

/// Which way a line or a road is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Direction {
    /// From its first end to its second.
    #[default]
    Ahead,
    /// From its second end to its first.
    Back,
}

impl Direction {
    /// Both, in order.
    pub const BOTH: [Self; 2] = [Self::Ahead, Self::Back];

    /// The other one.
    #[inline]
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Ahead => Self::Back,
            Self::Back => Self::Ahead,
        }
    }

    /// Of the two ends of a way, those at which this direction begins and ends.
    #[inline]
    pub const fn from_to<T: Copy>(self, first: T, second: T) -> [T; 2] {
        match self {
            Self::Ahead => [first, second],
            Self::Back => [second, first],
        }
    }
}

impl<T> Index<Direction> for [T] {
    type Output = T;

    #[inline]
    fn index(&self, direction: Direction) -> &T {
        &self[direction as usize]
    }
}

impl<T> IndexMut<Direction> for [T] {
    #[inline]
    fn index_mut(&mut self, direction: Direction) -> &mut T {
        &mut self[direction as usize]
    }
}

/// What holds for each direction.
pub type ByDirection<T> = [T; 2];

/// A way used in a direction: one step of a route. Kept as one number, twice the row of the way and the direction.
pub struct Step<R> {
    packed: u32,
    of: PhantomData<fn(R)>,
}

/// A line run over in a direction.
pub type RailStep = Step<LineRow>;

/// A road driven over in a direction.
pub type RoadStep = Step<RoadRow>;

impl<R: Row> Step<R> {
    /// A way in a direction.
    #[inline]
    pub fn new(way: R, direction: Direction) -> Self {
        Self::of_place(2 * way.index() + direction as usize)
    }

    /// The way.
    #[inline]
    pub fn way(self) -> R {
        R::from_index(self.place() / 2)
    }

    /// The direction.
    #[inline]
    pub const fn direction(self) -> Direction {
        if self.packed.is_multiple_of(2) {
            Direction::Ahead
        } else {
            Direction::Back
        }
    }

    /// The same way in the other direction.
    #[inline]
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self {
            packed: self.packed ^ 1,
            of: PhantomData,
        }
    }

    /// Twice the row, and the direction.
    #[inline]
    pub const fn number(self) -> u32 {
        self.packed
    }

    /// The place among all steps of a table of ways, by way and direction.
    #[inline]
    pub const fn place(self) -> usize {
        self.packed as usize
    }

    #[inline]
    fn of_place(place: usize) -> Self {
        Self {
            packed: interdict_engine::row::number_of(place),
            of: PhantomData,
        }
    }
}

impl<R> Clone for Step<R> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Step<R> {}

impl<R> PartialEq for Step<R> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.packed == other.packed
    }
}

impl<R> Eq for Step<R> {}

impl<R> PartialOrd for Step<R> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<R> Ord for Step<R> {
    #[inline]
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.packed.cmp(&other.packed)
    }
}

impl<R> fmt::Debug for Step<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}{:?}",
            self.packed / 2,
            Direction::BOTH[self.packed as usize % 2]
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_its_way_and_its_direction() {
        for line in LineRow::first(5) {
            let [ahead, back] = Direction::BOTH.map(|direction| RailStep::new(line, direction));
            assert_eq!((ahead.way(), ahead.direction()), (line, Direction::Ahead));
            assert_eq!((back.way(), back.direction()), (line, Direction::Back));
            assert_eq!((ahead.reversed(), back.reversed()), (back, ahead));
            assert_eq!(
                [ahead.place(), back.place()],
                [2 * line.index(), 2 * line.index() + 1]
            );
            assert!(ahead < back);
        }
    }

    #[test]
    fn a_direction_leads_from_one_end_to_the_other() {
        assert_eq!(Direction::Ahead.from_to('a', 'b'), ['a', 'b']);
        assert_eq!(Direction::Back.from_to('a', 'b'), ['b', 'a']);
        assert_eq!(['x', 'y'][Direction::Back], 'y');
    }
}
