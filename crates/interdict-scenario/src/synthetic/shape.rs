//! How large a generated theatre is.

/// How large a generated theatre is. With several regions every number but the days is of one region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Copies of the same region side by side, each with its own base, front and attackers, and nothing that
    /// joins them; 1 to 1,000. A sector never leaves its region.
    pub regions: u32,
    /// Stations; at least 2 a branch, and at most 50,000 in all regions together.
    pub stations: u32,
    /// Chains of stations from the base to the front; at least 1.
    pub branches: u32,
    /// Days; 1 to 3,660.
    pub days: u16,
    /// Bridges.
    pub bridges: u32,
    /// Postings of four guns each.
    pub flak: u32,
    /// Attacking units.
    pub air_units: u32,
    /// Raids of record.
    pub raids: u32,
    /// Bases of repair troops.
    pub gangs: u32,
}

impl Shape {
    /// A dozen stations for ten days: runs in no time.
    pub const fn small() -> Self {
        Self {
            regions: 1,
            stations: 12,
            branches: 2,
            days: 10,
            bridges: 4,
            flak: 6,
            air_units: 2,
            raids: 3,
            gangs: 3,
        }
    }

    /// About the size of a real theatre: 100 stations, 300 batteries, eleven months.
    pub const fn theatre() -> Self {
        Self {
            regions: 1,
            stations: 100,
            branches: 4,
            days: 335,
            bridges: 80,
            flak: 300,
            air_units: 12,
            raids: 600,
            gangs: 25,
        }
    }

    /// The nearest shape that can be written.
    pub(super) fn clamped(mut self) -> Self {
        self.regions = self.regions.clamp(1, 1_000);
        let most = 50_000 / self.regions;
        self.branches = self.branches.clamp(1, 1_000.min(most - 1));
        self.stations = self.stations.clamp(1 + self.branches, most);
        self.days = self.days.clamp(1, 3_660);
        self
    }
}
