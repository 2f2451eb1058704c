//! The run-off triangle of claims: for each month of care, how much had been claimed after so many months.
//!
//! The delay is the month of the claim (*DeclaratieDagtekening*) less the month of care (*ProductPeriode*). Credits count in
//! their own claim month, so a row may fall.

use thiserror::Error;

use crate::claims::claim::Month;
use crate::quantity::Text;

/// What was claimed, in cents, for care in one month by claims of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claimed {
    /// How many lines.
    pub lines: u64,
    /// The month of care.
    pub care: Month,
    /// The month in which it was claimed.
    pub claimed: Month,
    /// The amount in cents; a credit is negative.
    pub cents: i64,
}

/// Amounts by month of care (row, oldest first) and months until claimed (column), added up along the row. A later row is
/// never longer than an earlier one: it was seen for a shorter time.
#[derive(Clone, PartialEq, Debug)]
pub struct Triangle {
    rows: Vec<Vec<f64>>,
}

/// Why there is no triangle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[non_exhaustive]
pub enum TriangleError {
    /// There is no row, or the first has no cell.
    #[error("the triangle is empty")]
    Empty,
    /// A row is empty or longer than the one before.
    #[error("row {row} has {found} cells, the row before has {before}")]
    Shape {
        /// Which row, from 1.
        row: usize,
        /// Its cells.
        found: usize,
        /// The cells of the row before.
        before: usize,
    },
    /// A number is not finite.
    #[error("row {row} holds a number that is not finite")]
    Number {
        /// Which row, from 1.
        row: usize,
    },
}

impl TriangleError {
    /// The error's code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "triangle-empty",
            Self::Shape { .. } => "triangle-shape",
            Self::Number { .. } => "triangle-number",
        }
    }

    /// What to tell a reader.
    pub fn message(&self) -> Text {
        match self {
            Self::Empty => Text::new(
                "De driehoek is leeg: er zijn geen declaraties met een declaratiedatum.",
                "The triangle is empty: there are no claims with a claim date.",
            ),
            Self::Shape { row, found, before } => Text::owned(
                format!(
                    "Rij {row} van de driehoek heeft {found} getallen; verwacht 1 tot en met {before}, zoals de rij ervoor."
                ),
                format!("Row {row} of the triangle has {found} numbers; expected 1 to {before}, as the row before."),
            ),
            Self::Number { row } => Text::owned(
                format!("Rij {row} van de driehoek bevat een getal dat niet eindig is."),
                format!("Row {row} of the triangle holds a number that is not finite."),
            ),
        }
    }
}

/// What a triangle left out or moved, so that nothing is dropped in silence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moved {
    /// Lines without a month of care or of claim, and their cents: not in the triangle.
    pub undated: (u64, i64),
    /// Lines for care outside the rows, or claimed after the last month that is looked at, and their cents: not in the triangle.
    pub outside: (u64, i64),
    /// Lines claimed before the month of care: counted as claimed in it.
    pub early: (u64, i64),
    /// Lines claimed later than the last column: counted in it.
    pub late: (u64, i64),
}

fn count(place: &mut (u64, i64), claim: &Claimed) {
    place.0 += claim.lines;
    place.1 = place.1.saturating_add(claim.cents);
}

impl Triangle {
    /// A triangle of amounts that are added up along each row already, in any one unit.
    ///
    /// # Errors
    /// [`TriangleError`].
    pub fn new(rows: Vec<Vec<f64>>) -> Result<Self, TriangleError> {
        let mut before = rows.first().filter(|row| !row.is_empty()).ok_or(TriangleError::Empty)?.len();
        for (at, row) in rows.iter().enumerate() {
            if row.is_empty() || row.len() > before {
                return Err(TriangleError::Shape { row: at + 1, found: row.len(), before });
            }
            if !row.iter().all(|cell| cell.is_finite()) {
                return Err(TriangleError::Number { row: at + 1 });
            }
            before = row.len();
        }
        Ok(Self { rows })
    }

    /// The triangle of claims, in cents: a row for each month of care from the first up to and including the last that was
    /// seen, as seen at the end of the month `seen`, with columns for a delay of 0 up to and including `longest` months; and
    /// what did not fit.
    ///
    /// # Errors
    /// [`TriangleError::Empty`] where `seen` is before the first month.
    pub fn of_claims(
        claims: impl IntoIterator<Item = Claimed>,
        (first, last): (Month, Month),
        seen: Month,
        longest: u16,
    ) -> Result<(Self, Moved), TriangleError> {
        let span = |to: Month| to.0.checked_sub(first.0).map(usize::from).ok_or(TriangleError::Empty);
        let (rows, seen_for) = (span(last.min(seen))?, span(seen)?);
        let longest = usize::from(longest);
        let mut cents: Vec<Vec<i64>> = (0..=rows).map(|row| vec![0; (seen_for - row).min(longest) + 1]).collect();
        let mut moved = Moved::default();
        for claim in claims {
            if claim.care == Month::NONE || claim.claimed == Month::NONE {
                count(&mut moved.undated, &claim);
                continue;
            }
            let row = claim.care.0.checked_sub(first.0).and_then(|row| cents.get_mut(usize::from(row)));
            let (Some(row), true) = (row, claim.claimed <= seen) else {
                count(&mut moved.outside, &claim);
                continue;
            };
            let delay = usize::from(claim.claimed.0.saturating_sub(claim.care.0));
            if claim.claimed < claim.care {
                count(&mut moved.early, &claim);
            }
            if delay > longest {
                count(&mut moved.late, &claim);
            }
            if let Some(cell) = row.get_mut(delay.min(longest)) {
                *cell = cell.saturating_add(claim.cents);
            }
        }
        let along = |row: Vec<i64>| {
            row.into_iter()
                .scan(0i64, |sum, cell| {
                    *sum = sum.saturating_add(cell);
                    Some(*sum as f64)
                })
                .collect()
        };
        Ok((Self::new(cents.into_iter().map(along).collect())?, moved))
    }

    /// Its rows, oldest first.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    /// How many columns the longest row has.
    pub fn columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }
}
