//! Changed tariffs and volumes on every line by itself, each rounded to the cent, beside the same rounded once per cell: a claim
//! rounds per line and a budget per cell, and the difference is told.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::claim::{ClaimUnit, MISSING};
use super::column::Chunk;
use super::cube::{Prices, TariffChange};
use super::euros::{Euros, divided};
use super::problem::ClaimsProblem;
use super::scan::{BLOCK, By, Scan, Selection, Walk, month_of};
use super::table::Claims;
use crate::quantity::Text;

/// Asks what changed tariffs and volumes make of the claims, line by line.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "ClaimsLinePriceAsked"))]
pub struct LinePriceAsked {
    /// Whose: `municipality` or `provider`.
    pub side: By,
    /// The changed tariffs.
    pub changes: Vec<TariffChange>,
    /// What every volume is multiplied by, such as `"0.95"`, with four decimals at most; 1 unless told.
    pub volume: Option<String>,
    /// Which lines count.
    pub selection: Option<Selection>,
}

/// What came of a year, a side and a product.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsLinePriceCell"))]
#[serde(rename_all = "camelCase")]
pub struct LinePriceCell {
    /// The year.
    pub year: String,
    /// The municipality or provider.
    pub side: String,
    /// The product.
    pub product: String,
    /// Each line rounded to the cent.
    pub per_line: Euros,
    /// All lines together, rounded once.
    pub per_cell: Euros,
}

/// What changed tariffs and volumes make of the claims.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsLinePriced"))]
#[serde(rename_all = "camelCase")]
pub struct LinePriced {
    /// Years, sides and products that have lines.
    pub cells: Vec<LinePriceCell>,
    /// All claims, as they were charged.
    pub charged: Euros,
    /// All claims, each line rounded.
    pub per_line: Euros,
    /// All claims, each cell rounded once.
    pub per_cell: Euros,
    /// What rounding per line makes more than rounding per cell.
    pub rounding: Euros,
    /// Lines of a changed product without volume, and amounts of euros: only the change of volume works on them, on their amount.
    pub kept_lines: u32,
}

/// How many parts of a cent the unrounded sums are kept in: sixtieths of ten-thousandths, so that minutes fit.
const PARTS: i64 = 600_000;
/// Beyond this a binary number of 53 bits does not hold every whole number.
const EXACT: u64 = 1 << 52;

/// A cell of lines being priced: beside one another, so that a line is one place in memory.
#[derive(Clone, Copy, Debug)]
struct Priced {
    /// Negative where the charged tariff holds.
    tariff: i64,
    /// The rounded lines, in cents.
    per_line: i64,
    /// Without rounding, in [`PARTS`] of a cent.
    whole: i64,
    lines: u32,
}

/// Lines being priced.
pub struct LinePrices {
    scan: Scan,
    walk: Walk,
    /// By month, side and product.
    cells: Vec<Priced>,
    /// What of a sum does not fit its 64 bits, by cell: rounded lines, and the sum without rounding.
    beyond: HashMap<usize, [i128; 2]>,
    /// Ten-thousandths.
    factor: i64,
    charged: i128,
    kept_lines: u32,
}

impl LinePrices {
    /// Begins to price.
    ///
    /// # Errors
    /// A tariff, date or factor that is none; more cells than an answer may have.
    pub fn new(asked: &LinePriceAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let selection = asked.selection.clone().unwrap_or_default();
        let scan = Scan::new(claims, &[By::Month, asked.side, By::Product], &selection)?;
        let mut cells = vec![Priced { tariff: -1, per_line: 0, whole: 0, lines: 0 }; scan.cells()];
        if let [months, sides, products] = scan.axes() {
            let months: Vec<u16> = months.labels.iter().map(|label| month_of(&label.id)).collect();
            let prices = Prices::new(&asked.changes, &months, &products.labels, &sides.labels)?;
            let (count, products) = (sides.labels.len() * products.labels.len(), products.labels.len());
            for (place, cell) in cells.iter_mut().enumerate() {
                let rest = place % count.max(1);
                if let Some(new) = prices.of(place / count.max(1), rest / products.max(1), rest % products.max(1)) {
                    cell.tariff = new;
                }
            }
        }
        let factor = asked.volume.as_deref().map_or(Some(10_000), factor).ok_or_else(|| {
            let message = Text::new(
                "Geef een factor van 0 tot en met 100 met ten hoogste vier decimalen, zoals 0.95.",
                "Give a factor from 0 to 100 with four decimals at most, such as 0.95.",
            );
            ClaimsProblem::new("factor", message)
        })?;
        let beyond = HashMap::new();
        Ok(Self { scan, walk: Walk::default(), cells, beyond, factor, charged: 0, kept_lines: 0 })
    }

    /// Prices about so many rows more; gives the part that is done, 1 when all are.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let mut block = [0; BLOCK];
        let Self { scan, walk, cells, beyond, factor, charged, kept_lines } = self;
        walk.step(claims, budget, |chunk, from, rows| {
            let places = scan.places(claims, chunk, from, &mut block);
            let units = claims.unit.chunk(chunk);
            let volumes = claims.volume.chunk(chunk);
            let amounts = claims.cents.chunk(chunk);
            for (row, place) in (from..from + rows).zip(places) {
                let Some(cell) = cells.get_mut(*place as usize) else { continue };
                let cents = value(amounts, row).unwrap_or_default();
                *charged += i128::from(cents);
                cell.lines += 1;
                let (mut size, mut rate, mut parts) = (cents, *factor, PARTS / 60);
                if cell.tariff >= 0 {
                    let unit = value(units, row).unwrap_or_default();
                    let volume = value(volumes, row).unwrap_or(MISSING);
                    if volume != MISSING && unit != ClaimUnit::Euro as u8 {
                        (size, rate) = (i64::from(volume), cell.tariff * *factor);
                        parts = if unit == ClaimUnit::Minuut as u8 { PARTS } else { parts };
                    } else {
                        *kept_lines += 1;
                    }
                }
                // Almost every line fits in 64 bits, and in the 53 of a binary number.
                let sums = small_product(size, rate).and_then(|product| {
                    let line = cell.per_line.checked_add(small_quotient(product, parts))?;
                    Some((line, cell.whole.checked_add(product * (PARTS / parts))?))
                });
                if let Some((line, whole)) = sums {
                    (cell.per_line, cell.whole) = (line, whole);
                } else {
                    let product = i128::from(size) * i128::from(rate);
                    let [line, whole] = beyond.entry(*place as usize).or_default();
                    *line += divided(product, i128::from(parts)).unwrap_or_default();
                    *whole += product * i128::from(PARTS / parts);
                }
            }
        })
    }

    /// The answer.
    pub fn answer(&self) -> LinePriced {
        let mut years: Vec<(String, Vec<CellSums>)> = Vec::new();
        let [months, sides, products] = self.scan.axes() else { return self.totals(Vec::new()) };
        let count = sides.labels.len() * products.labels.len();
        for (place, own) in self.cells.iter().enumerate() {
            let month = months.labels.get(place / count.max(1)).map_or("", |label| label.id.as_str());
            let year = month.split('-').next().unwrap_or_default();
            if years.last().is_none_or(|(last, _)| last != year) {
                years.push((year.to_owned(), vec![(0, 0, 0); count]));
            }
            if let Some(cell) = years.last_mut().and_then(|(_, cells)| cells.get_mut(place % count.max(1))) {
                let [line, whole] = self.beyond.get(&place).copied().unwrap_or_default();
                cell.0 += i128::from(own.per_line) + line;
                cell.1 += i128::from(own.whole) + whole;
                cell.2 += own.lines;
            }
        }
        let mut cells = Vec::new();
        for (year, of_year) in years {
            for (place, (line, whole, lines)) in of_year.into_iter().enumerate().filter(|(_, cell)| cell.2 > 0) {
                debug_assert!(lines > 0);
                let name = |labels: &[super::scan::Label], at: usize| {
                    labels.get(at).map_or_else(String::new, |label| label.id.clone())
                };
                cells.push(LinePriceCell {
                    year: year.clone(),
                    side: name(&sides.labels, place / products.labels.len().max(1)),
                    product: name(&products.labels, place % products.labels.len().max(1)),
                    per_line: Euros(line),
                    per_cell: Euros(divided(whole, i128::from(PARTS)).unwrap_or_default()),
                });
            }
        }
        self.totals(cells)
    }

    fn totals(&self, cells: Vec<LinePriceCell>) -> LinePriced {
        let sum = |of: fn(&LinePriceCell) -> Euros| cells.iter().map(|cell| of(cell).0).sum::<i128>();
        let (per_line, per_cell) = (sum(|cell| cell.per_line), sum(|cell| cell.per_cell));
        LinePriced {
            charged: Euros(self.charged),
            per_line: Euros(per_line),
            per_cell: Euros(per_cell),
            rounding: Euros(per_line - per_cell),
            kept_lines: self.kept_lines,
            cells,
        }
    }
}

#[inline]
fn value<T: Copy>(chunk: Option<&Chunk<T>>, row: usize) -> Option<T> {
    match chunk? {
        Chunk::Same(value, _) => Some(*value),
        Chunk::Each(values) => values.get(row).copied(),
    }
}

/// Of a cell: the sum of its rounded lines in cents, the sum without rounding in [`PARTS`] of a cent, and how many lines.
type CellSums = (i128, i128, u32);

/// A product that is small enough for [`small_quotient`] and for sums in [`PARTS`]. Asked of a binary number: whether 64 bits
/// overflow costs a multiplication of 128.
#[inline]
fn small_product(size: i64, rate: i64) -> Option<i64> {
    let fits = (size as f64 * rate as f64).abs() < (EXACT / 64) as f64;
    fits.then(|| size.wrapping_mul(rate))
}

/// A quotient rounded half away from zero, of a number below [`EXACT`]; the divisor is positive and even.
///
/// A division in binary is many times faster than one of 64-bit integers. Here its whole part is exact: the true quotient is at least
/// one part in `by` away from the next whole number, more than the division can err.
#[inline]
fn small_quotient(value: i64, by: i64) -> i64 {
    let whole = ((value.abs() + by / 2) as f64 / by as f64) as i64;
    if value < 0 { -whole } else { whole }
}

/// A factor in ten-thousandths.
fn factor(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole, 3) || !digits(part, 4) {
        return None;
    }
    let part: i64 = format!("{part:0<4}").parse().ok()?;
    let factor = whole.parse::<i64>().ok()? * 10_000 + part;
    (factor <= 1_000_000).then_some(factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn quotients_are_rounded_as_exact_ones(value in any::<i64>(), by in prop::sample::select(vec![PARTS, PARTS / 60])) {
            for value in [value >> 12, value >> 30, value >> 45] {
                prop_assert_eq!(Some(i128::from(small_quotient(value, by))), divided(i128::from(value), i128::from(by)));
            }
        }

        #[test]
        fn products_are_exact_or_none(size in any::<i64>(), rate in 0_i64..1 << 51, less in 0_u32..63) {
            let size = size >> less;
            let exact = i128::from(size) * i128::from(rate);
            match small_product(size, rate) {
                Some(product) => prop_assert_eq!(i128::from(product), exact),
                None => prop_assert!(exact.unsigned_abs() > u128::from(EXACT / 65)),
            }
        }
    }

    #[test]
    fn factors_are_read() {
        assert_eq!(factor("0.95"), Some(9_500));
        assert_eq!(factor("1"), Some(10_000));
        assert_eq!(factor("1.0001"), Some(10_001));
        assert!(["", "-1", "0,95", "1.00001", "101", "a"].iter().all(|text| factor(text).is_none()));
    }
}
