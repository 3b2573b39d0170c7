//! Small symmetric systems: the square root of a matrix (Cholesky), and what is solved with it.

/// Lower square root of a symmetric matrix whose diagonal is above zero; what falls to zero by rounding is
/// held just above it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Root {
    rows: Vec<Vec<f64>>,
}

impl Root {
    /// Of a matrix, row by row.
    pub(super) fn of(matrix: &[Vec<f64>]) -> Self {
        let n = matrix.len();
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(n);
        for (i, line) in matrix.iter().enumerate() {
            let mut row: Vec<f64> = Vec::with_capacity(i + 1);
            for (j, &entry) in line.iter().enumerate().take(i + 1) {
                let before: &[f64] = if j < i { &rows[j] } else { &row };
                let product: f64 = row.iter().zip(before).take(j).map(|(a, b)| a * b).sum();
                let rest = entry - product;
                row.push(if j < i {
                    rest / rows[j][j]
                } else {
                    rest.max(entry.abs() * 1e-12).max(f64::MIN_POSITIVE).sqrt()
                });
            }
            rows.push(row);
        }
        Self { rows }
    }

    /// `x` with `root x = vector`.
    pub(super) fn half_solved(&self, vector: &[f64]) -> Vec<f64> {
        let mut found: Vec<f64> = Vec::with_capacity(vector.len());
        for (row, &entry) in self.rows.iter().zip(vector) {
            let known: f64 = row.iter().zip(&found).map(|(a, x)| a * x).sum();
            found.push((entry - known) / row[found.len()]);
        }
        found
    }

    /// `x` with `matrix x = vector`.
    pub(super) fn solved(&self, vector: &[f64]) -> Vec<f64> {
        let mut found = self.half_solved(vector);
        for i in (0..found.len()).rev() {
            let below = (i + 1..found.len()).map(|j| self.rows[j][i] * found[j]);
            let known: f64 = below.sum();
            found[i] = (found[i] - known) / self.rows[i][i];
        }
        found
    }

    /// `vector' matrix^-1 vector`.
    pub(super) fn distance(&self, vector: &[f64]) -> f64 {
        let half = self.half_solved(vector);
        half.iter().map(|x| x * x).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_of_two_is_what_paper_says() {
        // [[4, 2], [2, 3]] with (8, 7): determinant 8, x = (24 - 14) / 8, y = (28 - 16) / 8
        let root = Root::of(&[vec![4.0, 2.0], vec![2.0, 3.0]]);
        let found = root.solved(&[8.0, 7.0]);
        assert!((found[0] - 1.25).abs() < 1e-12 && (found[1] - 1.5).abs() < 1e-12);
        assert!((root.distance(&[8.0, 7.0]) - (8.0 * 1.25 + 7.0 * 1.5)).abs() < 1e-12);
    }
}
