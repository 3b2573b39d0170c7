//! The shape of a theatre: how many there are of each, and the network, which never changes.

/// Stations of a line, from the rear (0) to the front.
pub const STATIONS_OF_LINE: u32 = 20;
/// Segments of a line.
pub const SEGMENTS_OF_LINE: u32 = STATIONS_OF_LINE - 1;
/// Segments a crew looks after.
pub const SEGMENTS_OF_CREW: u32 = 4;

/// How many there are of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its name on the command line.
    pub name: &'static str,
    /// Railway lines from the rear to the front.
    pub lines: u32,
    /// Segments, crossings between the lines included.
    pub segments: u32,
    /// Trains.
    pub trains: u32,
    /// Anti-aircraft sites.
    pub sites: u32,
    /// Batteries, dealt to the sites in turn.
    pub batteries: u32,
    /// Packages of aircraft planned each day.
    pub packages: u32,
}

/// The theatre that the figures are about.
pub const THEATRE: Size = Size {
    name: "theatre",
    lines: 4,
    segments: 95,
    trains: 120,
    sites: 60,
    batteries: 200,
    packages: 60,
};

/// All sizes.
pub const SIZES: [Size; 5] = [
    THEATRE,
    Size {
        name: "large",
        lines: 100,
        segments: 3_000,
        trains: 3_000,
        sites: 1_500,
        batteries: 5_000,
        packages: 1_500,
    },
    Size {
        name: "huge",
        lines: 1_000,
        segments: 30_000,
        trains: 30_000,
        sites: 15_000,
        batteries: 50_000,
        packages: 15_000,
    },
    Size {
        name: "quiet",
        trains: 12,
        packages: 6,
        ..THEATRE
    },
    Size {
        name: "idle",
        trains: 1,
        packages: 1,
        ..THEATRE
    },
];

impl Size {
    /// The size of a name.
    pub fn named(name: &str) -> Option<Self> {
        SIZES.into_iter().find(|size| size.name == name)
    }

    /// Stations of all lines.
    pub const fn stations(&self) -> u32 {
        self.lines * STATIONS_OF_LINE
    }

    /// Repair crews.
    pub const fn crews(&self) -> u32 {
        self.segments.div_ceil(SEGMENTS_OF_CREW)
    }

    /// The batteries of a site, ascending.
    pub fn batteries_of(&self, site: u32) -> impl Iterator<Item = u32> + use<> {
        (site..self.batteries).step_by(self.sites as usize)
    }

    /// The segments of a crew's zone.
    pub fn zone(&self, crew: u32) -> std::ops::Range<usize> {
        let first = crew * SEGMENTS_OF_CREW;
        first as usize..(first + SEGMENTS_OF_CREW).min(self.segments) as usize
    }
}

/// A way out of a station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hop {
    /// Over which segment.
    pub segment: u32,
    /// To which station.
    pub station: u32,
}

/// The network.
#[derive(Clone, Debug)]
pub struct Network {
    /// How many there are of each.
    pub size: Size,
    /// Trains per tick and segment, both directions together.
    pub capacity: Vec<u8>,
    /// What a segment is worth to an attacker.
    pub value: Vec<f64>,
    /// By station: where its ways out begin in `ways`.
    starts: Vec<u32>,
    ways: Vec<Hop>,
}

impl Network {
    /// The network of a size.
    pub fn new(size: Size) -> Self {
        let ends: Vec<(u32, u32)> = (0..size.segments).map(|id| ends(size, id)).collect();
        let on_a_line = |id: u32| id < SEGMENTS_OF_LINE * size.lines;
        let bridge = |id: u32| if id.is_multiple_of(7) { 3.0 } else { 1.0 };
        let plain = |id: u32| if on_a_line(id) { 2.0 } else { 1.0 };
        let (mut starts, mut ways) = (vec![0], Vec::new());
        let mut by_station = vec![Vec::new(); size.stations() as usize];
        for (segment, &(one, other)) in (0..).zip(&ends) {
            let way = |station| Hop { segment, station };
            by_station[one as usize].push(way(other));
            by_station[other as usize].push(way(one));
        }
        for out in by_station {
            ways.extend(out);
            starts.push(ways.len() as u32);
        }
        Self {
            size,
            capacity: (0..size.segments)
                .map(|id| if on_a_line(id) { 2 } else { 1 })
                .collect(),
            value: (0..size.segments)
                .map(|id| plain(id) * bridge(id))
                .collect(),
            starts,
            ways,
        }
    }

    /// The ways out of a station, by ascending segment.
    #[inline]
    pub fn ways(&self, station: u32) -> &[Hop] {
        let place = station as usize;
        &self.ways[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}

/// The two stations a segment joins.
fn ends(size: Size, id: u32) -> (u32, u32) {
    let on_lines = SEGMENTS_OF_LINE * size.lines;
    if id < on_lines {
        let station = id / SEGMENTS_OF_LINE * STATIONS_OF_LINE + id % SEGMENTS_OF_LINE;
        return (station, station + 1);
    }
    let crossing = id - on_lines;
    let gaps = size.lines - 1;
    let rows = (size.segments - on_lines).div_ceil(gaps);
    let place = 1 + crossing / gaps * 18 / rows;
    let station = crossing % gaps * STATIONS_OF_LINE + place;
    (station, station + STATIONS_OF_LINE)
}

/// The station lies at the front.
#[inline]
pub const fn is_front(station: u32) -> bool {
    station % STATIONS_OF_LINE == STATIONS_OF_LINE - 1
}

/// The station lies in the rear.
#[inline]
pub const fn is_rear(station: u32) -> bool {
    station.is_multiple_of(STATIONS_OF_LINE)
}

/// The line of a station.
#[inline]
pub const fn line_of(station: u32) -> usize {
    (station / STATIONS_OF_LINE) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theatre_is_as_declared() {
        let network = Network::new(THEATRE);
        assert_eq!((THEATRE.stations(), THEATRE.crews()), (80, 24));
        assert_eq!(
            network.ways(0),
            [Hop {
                segment: 0,
                station: 1
            }]
        );
        assert_eq!(ends(THEATRE, 76), (1, 21));
        assert_eq!(ends(THEATRE, 94), (16, 36));
        assert_eq!((network.value[7], network.value[77]), (6.0, 3.0));
        assert_eq!(
            THEATRE.batteries_of(19).collect::<Vec<_>>(),
            [19, 79, 139, 199]
        );
        assert_eq!(THEATRE.zone(23), 92..95);
    }
}
