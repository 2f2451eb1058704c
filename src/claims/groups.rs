//! Rows that have a key in common, found a part of the keys at a time, so that little memory is needed beside the columns.

use super::keys::spread;

/// About how many rows are sorted at a time.
const PART: usize = 1 << 18;

/// Groups of rows with equal keys.
#[derive(Clone, Debug)]
pub struct Groups {
    parts: u64,
    next: u64,
    rows: Vec<((u64, u64), u32)>,
}

impl Groups {
    /// Groups of so many rows.
    pub fn new(rows: usize) -> Self {
        Self { parts: (rows / PART + 1) as u64, next: 0, rows: Vec::new() }
    }

    /// Visits the groups of the next part that have at `least` so many rows, each as its rows in order; says whether there are more
    /// parts.
    pub fn step(
        &mut self,
        rows: usize,
        least: usize,
        key: impl Fn(usize) -> Option<(u64, u64)>,
        mut visit: impl FnMut(&[u32]),
    ) -> bool {
        self.rows.clear();
        for row in 0..rows {
            let Some(key) = key(row) else { continue };
            let place = u128::from(spread(key.0 ^ spread(key.1))) * u128::from(self.parts);
            if (place >> 64) as u64 == self.next {
                self.rows.push((key, u32::try_from(row).unwrap_or(u32::MAX)));
            }
        }
        self.rows.sort_unstable();
        let mut same: Vec<u32> = Vec::new();
        for group in self.rows.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() >= least) {
            same.clear();
            same.extend(group.iter().map(|(_, row)| *row));
            visit(&same);
        }
        self.next += 1;
        self.next < self.parts
    }

    /// The part that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.next as f64 / self.parts as f64
    }
}
