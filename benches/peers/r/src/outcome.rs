//! What is compared: five figures a day, whole numbers all.

/// The figures, in the order of the series.
pub const NAMES: [&str; 5] = ["delivered_kg", "unmet_kg", "trucked_kg", "trains", "mended"];

/// The figures of one day.
pub type Day = [i64; 5];

/// The days of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// One row a day.
    pub days: Vec<Day>,
}

impl Outcome {
    /// Means over the days.
    pub fn means(&self) -> [f64; 5] {
        let mut sums = [0.0; 5];
        for day in &self.days {
            for (sum, &figure) in sums.iter_mut().zip(day) {
                *sum += figure as f64;
            }
        }
        sums.map(|sum| sum / self.days.len().max(1) as f64)
    }

    /// FNV-1a (64 bits) over the figures as 8 little-endian bytes each, day by day.
    pub fn hash(&self) -> u64 {
        let bytes = self
            .days
            .iter()
            .flatten()
            .flat_map(|figure| figure.to_le_bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}
