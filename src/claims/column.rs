//! One column of the claims, in chunks of 64k rows. A chunk whose rows are all the same holds one value only, so that a
//! column that a file does not have, or a file of one provider, takes no memory.

/// The rows of a chunk.
pub const CHUNK: usize = 1 << 16;

/// The values of up to [`CHUNK`] consecutive rows.
#[derive(Clone, Debug)]
pub enum Chunk<T> {
    /// So many rows of one value.
    Same(T, usize),
    /// A value for each row.
    Each(Vec<T>),
}

impl<T: Copy + PartialEq> Chunk<T> {
    /// How many rows it has.
    #[inline]
    pub const fn len(&self) -> usize {
        match self {
            Self::Same(_, count) => *count,
            Self::Each(values) => values.len(),
        }
    }

    /// Whether it has no rows.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a row of this chunk.
    #[inline]
    pub fn get(&self, row: usize) -> Option<T> {
        match self {
            Self::Same(value, count) => (row < *count).then_some(*value),
            Self::Each(values) => values.get(row).copied(),
        }
    }

    #[inline]
    fn push(&mut self, value: T, expect: usize) {
        match self {
            Self::Each(values) => values.push(value),
            Self::Same(same, count) if *same == value => *count += 1,
            Self::Same(same, count) => {
                let mut values = Vec::with_capacity(expect.max(*count + 1));
                values.resize(*count, *same);
                values.push(value);
                *self = Self::Each(values);
            }
        }
    }

    fn truncate(&mut self, rows: usize) {
        match self {
            Self::Same(_, count) => *count = rows.min(*count),
            Self::Each(values) => values.truncate(rows),
        }
    }

    /// The bytes of memory that its values take.
    fn bytes(&self) -> usize {
        match self {
            Self::Same(..) => 0,
            Self::Each(values) => values.capacity() * size_of::<T>(),
        }
    }
}

/// A column of any number of rows.
#[derive(Clone, Debug)]
pub struct Column<T> {
    chunks: Vec<Chunk<T>>,
    rows: usize,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), rows: 0 }
    }
}

impl Column<u8> {
    /// The bits that any row has.
    pub fn bits(&self) -> u8 {
        let of = |chunk: &Chunk<u8>| match chunk {
            Chunk::Same(bits, _) => *bits,
            Chunk::Each(rows) => rows.iter().fold(0, |all, bits| all | bits),
        };
        self.chunks.iter().filter(|chunk| !chunk.is_empty()).fold(0, |all, chunk| all | of(chunk))
    }
}

impl<T: Copy + PartialEq> Column<T> {
    /// A column of one value for each of so many rows.
    pub fn same(value: T, rows: usize) -> Self {
        let whole = rows / CHUNK;
        let mut chunks = vec![Chunk::Same(value, CHUNK); whole];
        if !rows.is_multiple_of(CHUNK) {
            chunks.push(Chunk::Same(value, rows % CHUNK));
        }
        Self { chunks, rows }
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, value: T) {
        // The first chunk grows as it is filled, so that a small file takes little; the others are made at their full size.
        let expect = if self.chunks.len() > 1 { CHUNK } else { 0 };
        match self.chunks.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(value, expect),
            _ => self.chunks.push(Chunk::Same(value, 1)),
        }
        self.rows += 1;
    }

    /// How many rows it has.
    pub const fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has no rows.
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The value of a row.
    #[inline]
    pub fn get(&self, row: usize) -> Option<T> {
        self.chunks.get(row / CHUNK)?.get(row % CHUNK)
    }

    /// The chunk of this number.
    pub fn chunk(&self, at: usize) -> Option<&Chunk<T>> {
        self.chunks.get(at)
    }

    /// All chunks.
    pub fn chunks(&self) -> &[Chunk<T>] {
        &self.chunks
    }

    /// Every value in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.chunks.iter().flat_map(|chunk| (0..chunk.len()).filter_map(|row| chunk.get(row)))
    }

    /// Keeps the first rows only.
    pub fn truncate(&mut self, rows: usize) {
        if rows >= self.rows {
            return;
        }
        self.chunks.truncate(rows.div_ceil(CHUNK));
        if let Some(last) = self.chunks.last_mut().filter(|_| !rows.is_multiple_of(CHUNK)) {
            last.truncate(rows % CHUNK);
        }
        self.rows = rows;
    }

    /// The column without the rows of a range.
    pub fn without(&self, from: usize, to: usize) -> Self {
        let mut kept = Self::default();
        let rows = self.iter().enumerate().filter(|(row, _)| !(from..to).contains(row));
        rows.for_each(|(_, value)| kept.push(value));
        kept
    }

    /// Puts another value in the place of every one.
    pub fn replace(&mut self, with: impl Fn(T) -> T) {
        for chunk in &mut self.chunks {
            match chunk {
                Chunk::Same(value, _) => *value = with(*value),
                Chunk::Each(values) => values.iter_mut().for_each(|value| *value = with(*value)),
            }
        }
    }

    /// Changes the value of a row.
    pub fn set(&mut self, row: usize, value: T) {
        let Some(chunk) = self.chunks.get_mut(row / CHUNK) else { return };
        if let Chunk::Same(same, count) = chunk {
            if *same == value {
                return;
            }
            *chunk = Chunk::Each(vec![*same; *count]);
        }
        if let Chunk::Each(values) = chunk
            && let Some(slot) = values.get_mut(row % CHUNK)
        {
            *slot = value;
        }
    }

    /// The bytes of memory that its values take.
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(Chunk::bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_that_are_all_the_same_take_no_memory() {
        let mut column = Column::default();
        (0..200_000).for_each(|_| column.push(7_u32));
        assert_eq!((column.len(), column.bytes()), (200_000, 0));
        column.push(8);
        assert!(column.bytes() <= CHUNK * 4);
        assert_eq!((column.get(199_999), column.get(200_000), column.get(200_001)), (Some(7), Some(8), None));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_column_is_a_list(
            parts in prop::collection::vec((0_u8..3, 0_usize..90_000), 0..5),
            keep in 0_usize..200_000,
            (from, to, at) in (0_usize..200_000, 0_usize..200_000, 0_usize..200_000),
        ) {
            let mut column = Column::default();
            let mut list = Vec::new();
            for (value, count) in parts {
                (0..count).for_each(|_| { column.push(value); list.push(value); });
            }
            prop_assert!(column.iter().eq(list.iter().copied()));
            let mut without = list.clone();
            if from < to {
                without.drain(from.min(list.len())..to.min(list.len()));
            }
            prop_assert!(column.without(from, to).iter().eq(without));
            column.set(at, 9);
            if let Some(slot) = list.get_mut(at) {
                *slot = 9;
            }
            column.truncate(keep);
            list.truncate(keep);
            prop_assert!(column.iter().eq(list.iter().copied()));
            prop_assert_eq!(column.len(), list.len());
        }
    }
}
