//! A series as one line of braille dots, for a terminal.

/// Dots of a cell's left and right column that are set when the bar is 0 to 4 dots high.
const LEFT: [u32; 5] = [0x00, 0x40, 0x44, 0x46, 0x47];
const RIGHT: [u32; 5] = [0x00, 0x80, 0xA0, 0xB0, 0xB8];

/// `values` as a row of at most `width` braille cells, two bars to a cell, from zero to the highest
/// value. More values than bars: each bar is the mean of its share of them.
pub fn sparkline(values: &[f64], width: usize) -> String {
    let n_bars = (width * 2).min(values.len());
    let bars: Vec<f64> = (0..n_bars)
        .map(|bar| {
            let from = bar * values.len() / n_bars;
            let to = (bar + 1) * values.len() / n_bars;
            crate::figures::mean(&values[from..to.max(from + 1)])
        })
        .collect();
    let highest = bars.iter().copied().fold(0.0, f64::max);
    let dots = |bar: Option<&f64>| -> usize {
        match bar {
            Some(&value) if highest > 0.0 && value > 0.0 => {
                ((value / highest * 4.0).round() as usize).clamp(1, 4)
            }
            _ => 0,
        }
    };
    bars.chunks(2)
        .filter_map(|pair| {
            char::from_u32(0x2800 + LEFT[dots(pair.first())] + RIGHT[dots(pair.get(1))])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    #[test]
    fn bars_rise_from_the_ground_to_the_highest_value() {
        assert_eq!(sparkline(&[0.0, 1.0, 2.0, 3.0, 4.0], 10), "⢀⣴⡇");
        assert_eq!(sparkline(&[0.0, 0.0], 10), "⠀");
        assert_eq!(sparkline(&[], 10), "");
        let year: Vec<f64> = (0..3_660).map(f64::from).collect();
        assert_eq!(sparkline(&year, 60).chars().count(), 60);
    }
}
