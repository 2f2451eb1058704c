//! Changed tariffs and volumes on every line by itself, each rounded to the cent, beside the same rounded once per cell: a claim
//! rounds per line and a budget per cell, and the difference is told.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::claim::{ClaimUnit, MISSING, Month};
use super::column::Chunk;
use super::cube::{Prices, TariffChange};
use super::euros::{Euros, divided};
use super::problem::ClaimsProblem;
use super::scan::{BLOCK, By, Scan, Selection, Walk};
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

/// What becomes of the lines of a month, side and product. Small, since every line asks one of very many.
#[derive(Clone, Copy, Debug)]
struct Priced {
    /// Which of the new tariffs holds; beyond the last of them the one that was charged.
    tariff: u32,
    /// Which sum a line is added to.
    sum: u32,
}

/// The lines of a year, side and product: beside one another, so that a line is one place in memory.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
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
    cells: Vec<Priced>,
    /// Different ones, in cents.
    tariffs: Vec<i64>,
    years: Vec<String>,
    /// By year, side and product.
    sums: Vec<Sum>,
    /// What of a sum does not fit its 64 bits, by its place: rounded lines, and the sum without rounding.
    beyond: HashMap<u32, [i128; 2]>,
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
        let (mut cells, mut tariffs, mut years) = (Vec::with_capacity(scan.cells()), Vec::new(), Vec::<String>::new());
        let mut count = 0;
        if let [months, sides, products] = scan.axes() {
            let starts: Vec<u16> =
                months.labels.iter().map(|label| Month::parse(&label.id).unwrap_or_default().0).collect();
            let prices = Prices::new(&asked.changes, &starts, &products.labels, &sides.labels)?;
            count = sides.labels.len() * products.labels.len();
            for (month, label) in months.labels.iter().enumerate() {
                let year = label.id.split('-').next().unwrap_or_default();
                if years.last().is_none_or(|last| last != year) {
                    years.push(year.to_owned());
                }
                let first = (years.len() - 1) * count;
                for (place, sum) in (0..count).zip(first..) {
                    let (side, product) = (place / products.labels.len().max(1), place % products.labels.len().max(1));
                    let tariff = prices.of(month, side, product).map_or(usize::MAX, |new| {
                        tariffs.iter().position(|known| *known == new).unwrap_or_else(|| {
                            tariffs.push(new);
                            tariffs.len() - 1
                        })
                    });
                    let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                    cells.push(Priced { tariff: short(tariff), sum: short(sum) });
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
        let sums = vec![Sum::default(); years.len() * count];
        let (walk, beyond) = (Walk::default(), HashMap::new());
        Ok(Self { scan, walk, cells, tariffs, years, sums, beyond, factor, charged: 0, kept_lines: 0 })
    }

    /// Prices about so many rows more; gives the part that is done, 1 when all are.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let mut block = [0; BLOCK];
        let Self { scan, walk, cells, tariffs, sums, beyond, factor, charged, kept_lines, .. } = self;
        let (cells, tariffs, sums) = (cells.as_slice(), tariffs.as_slice(), sums.as_mut_slice());
        walk.step(claims, budget, |chunk, from, rows| {
            let places = scan.places(claims, chunk, from, &mut block);
            let units = claims.unit.chunk(chunk);
            let volumes = claims.volume.chunk(chunk);
            let amounts = claims.cents.chunk(chunk);
            for (row, place) in (from..from + rows).zip(places) {
                let Some(priced) = cells.get(*place as usize) else { continue };
                let Some(cell) = sums.get_mut(priced.sum as usize) else { continue };
                let cents = value(amounts, row).unwrap_or_default();
                *charged += i128::from(cents);
                cell.lines += 1;
                let (mut size, mut rate, mut parts) = (cents, *factor, PARTS / 60);
                if let Some(tariff) = tariffs.get(priced.tariff as usize) {
                    let unit = value(units, row).unwrap_or_default();
                    let volume = value(volumes, row).unwrap_or(MISSING);
                    if volume != MISSING && unit != ClaimUnit::Euro as u8 {
                        (size, rate) = (i64::from(volume), tariff * *factor);
                        parts = if unit == ClaimUnit::Minuut as u8 { PARTS } else { parts };
                    } else {
                        *kept_lines += 1;
                    }
                }
                // Almost every line fits in 64 bits, and in the 53 of a binary number.
                let added = small_product(size, rate).and_then(|product| {
                    let line = cell.per_line.checked_add(small_quotient(product, parts))?;
                    Some((line, cell.whole.checked_add(product * (PARTS / parts))?))
                });
                if let Some((line, whole)) = added {
                    (cell.per_line, cell.whole) = (line, whole);
                } else {
                    let product = i128::from(size) * i128::from(rate);
                    let [line, whole] = beyond.entry(priced.sum).or_default();
                    *line += divided(product, i128::from(parts)).unwrap_or_default();
                    *whole += product * i128::from(PARTS / parts);
                }
            }
        })
    }

    /// The answer.
    pub fn answer(&self) -> LinePriced {
        let [_, sides, products] = self.scan.axes() else { return self.totals(Vec::new()) };
        let (products, sides) = (&products.labels, &sides.labels);
        let count = (sides.len() * products.len()).max(1);
        let name = |labels: &[super::scan::Label], at: usize| {
            labels.get(at).map_or_else(String::new, |label| label.id.clone())
        };
        let filled = (0_u32..).zip(&self.sums).filter(|(_, sum)| sum.lines > 0);
        let cell = |(place, sum): (u32, &Sum)| {
            let [line, whole] = self.beyond.get(&place).copied().unwrap_or_default();
            let (year, rest) = (place as usize / count, place as usize % count);
            LinePriceCell {
                year: self.years.get(year).cloned().unwrap_or_default(),
                side: name(sides, rest / products.len().max(1)),
                product: name(products, rest % products.len().max(1)),
                per_line: Euros(i128::from(sum.per_line) + line),
                per_cell: Euros(divided(i128::from(sum.whole) + whole, i128::from(PARTS)).unwrap_or_default()),
            }
        };
        let cells = filled.map(cell).collect();
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
