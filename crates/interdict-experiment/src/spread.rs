//! How a figure is spread over replications.

/// Mean, standard deviation and quantiles of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    sorted: Vec<f64>,
    mean: f64,
    deviation: f64,
}

impl Spread {
    /// The spread of some values; `None` for none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = values.into_iter().collect();
        if sorted.is_empty() {
            return None;
        }
        sorted.sort_unstable_by(f64::total_cmp);
        let count = sorted.len() as f64;
        let mean = sorted.iter().sum::<f64>() / count;
        let squares: f64 = sorted
            .iter()
            .map(|value| (value - mean) * (value - mean))
            .sum();
        let deviation = if sorted.len() > 1 {
            (squares / (count - 1.0)).sqrt()
        } else {
            0.0
        };
        Some(Self {
            sorted,
            mean,
            deviation,
        })
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Standard deviation, with n - 1.
    pub fn deviation(&self) -> f64 {
        self.deviation
    }

    /// Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan).
    pub fn quantile(&self, share: f64) -> f64 {
        let place = share.clamp(0.0, 1.0) * (self.sorted.len() - 1) as f64;
        let below = place.floor() as usize;
        let above = (below + 1).min(self.sorted.len() - 1);
        let part = place - below as f64;
        self.sorted[below] + part * (self.sorted[above] - self.sorted[below])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate_and_one_value_has_no_deviation() {
        let spread = Spread::of([4.0, 1.0, 3.0, 2.0]).unwrap();
        assert!((spread.mean() - 2.5).abs() < 1e-12);
        assert!((spread.quantile(0.5) - 2.5).abs() < 1e-12);
        assert!((spread.quantile(0.25) - 1.75).abs() < 1e-12);
        assert!((spread.deviation() - (5.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!(Spread::of([7.0]).unwrap().deviation().abs() < 1e-12);
        assert_eq!(Spread::of([]), None);
    }
}
