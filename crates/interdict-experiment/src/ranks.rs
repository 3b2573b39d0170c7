//! Ranks of values, and statistics that are made of ranks alone.

/// Ranks from 1; equal values share the mean of theirs.
pub(crate) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut below = 0.0;
    for tied in order.chunk_by(|&a, &b| values[a].total_cmp(&values[b]).is_eq()) {
        let n = tied.len() as f64;
        for &place in tied {
            ranks[place] = below + f64::midpoint(n, 1.0);
        }
        below += n;
    }
    ranks
}

/// Rank sum of the marked values, standardised (Wilcoxon 1945); zero where all or none are marked.
pub(crate) fn rank_sum(values: &[f64], marked: &[bool]) -> f64 {
    let ranks = ranks(values);
    let n = marked.iter().filter(|&&is| is).count() as f64;
    let all = values.len() as f64;
    let sum: f64 = (ranks.iter().zip(marked))
        .filter(|&(_, &is)| is)
        .map(|(rank, _)| rank)
        .sum();
    let spread = n * (all - n) * (all + 1.0) / 12.0;
    if spread > 0.0 {
        (sum - n * (all + 1.0) / 2.0) / spread.sqrt()
    } else {
        0.0
    }
}
