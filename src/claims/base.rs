//! The claims of a year as the base of a scenario: what each product was, and how it lay over months, municipalities and providers.
//!
//! A document never holds these figures. It holds which year and which lines they are of, how many those were and a checksum; its own
//! figures are unknown until the same claims are there again.

use serde::{Deserialize, Serialize};

use super::answers::{Cell, Sums, Table, TableAsked};
use super::csv::Count;
use super::euros::{Euros, divided};
use super::order::sort;
use super::problem::ClaimsProblem;
use super::scan::{By, Label, Only, Selection};
use super::table::Claims;

/// Asks for the base of a scenario.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "ClaimsBaseAsked"))]
pub struct BaseAsked {
    /// The year of care, such as `"2023"`.
    pub year: String,
    /// The products; all where none are named.
    pub products: Option<Vec<String>>,
    /// Which lines count; the choice belongs in the document.
    pub selection: Option<Selection>,
}

/// A year of claims, for a scenario.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsBase"))]
pub struct Base {
    /// The year.
    pub year: String,
    /// All lines that count, of these products in this year.
    pub all: Count,
    /// A checksum of all claims that are there: a document that names another one does not rest on these.
    pub hash: String,
    /// Each product.
    pub products: Vec<BaseProduct>,
    /// Each municipality's part of the euros.
    pub municipalities: Vec<BaseShare>,
    /// Each provider's part of the euros.
    pub providers: Vec<BaseShare>,
}

/// A product of the base.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsBaseProduct"))]
pub struct BaseProduct {
    /// Its code.
    pub product: String,
    /// The number of the unit in WJ756; none where lines were claimed in several, whose volumes do not add up.
    pub unit: Option<String>,
    /// The lines and their euros.
    pub all: Count,
    /// Units in the year; none where there is no one unit.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub volume: Option<i64>,
    /// The unit that a scenario counts it in: minutes are hours there, since their tariff is that of an hour (IV081). None for
    /// amounts of euros, which have no tariff.
    pub measure: Option<String>,
    /// The volume in that unit, a decimal of at most 18 digits after the point.
    pub measured: Option<String>,
    /// The part of the volume in each month, January first, as decimals of 18 digits that add up to 1; none without a volume.
    pub months: Option<Vec<String>>,
    /// Each municipality's part of the volume; none without a volume.
    pub municipalities: Option<Vec<BaseMember>>,
    /// Each provider's part of the volume; none without a volume.
    pub providers: Option<Vec<BaseMember>>,
}

/// A municipality's or provider's part of a product.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsBaseMember"))]
pub struct BaseMember {
    /// Whose.
    pub label: Label,
    /// Units in the year; below zero where more was credited than claimed.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub amount: i64,
    /// As a fraction, a decimal of 18 digits; all of them add up to 1.
    pub share: String,
    /// The part of it in each month, January first; none where credits make the year nothing.
    pub months: Option<Vec<String>>,
}

/// A part of a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsBaseShare"))]
pub struct BaseShare {
    /// Whose.
    pub label: Label,
    /// The whole figure: units, or cents.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub amount: i64,
    /// As a fraction, a decimal of 18 digits; all of them add up to 1.
    pub share: String,
}

/// The base being added up: product × unit, and product by month and municipality, and by month and provider.
pub struct Bases {
    year: String,
    sums: Vec<Sums>,
    at: usize,
}

/// What each of the sums is by, beside the product.
const SIDES: [&[By]; 3] = [&[By::Unit], &[By::Municipality, By::Month], &[By::Provider, By::Month]];

impl Bases {
    /// Begins to add up.
    ///
    /// # Errors
    /// More cells than an answer may have.
    pub fn new(asked: &BaseAsked, claims: &Claims) -> Result<Self, ClaimsProblem> {
        let mut selection = asked.selection.clone().unwrap_or_default();
        let only = selection.only.get_or_insert_default();
        only.push(Only { axis: By::Year, labels: vec![asked.year.clone()] });
        only.extend(asked.products.clone().map(|labels| Only { axis: By::Product, labels }));
        let sums = |sides: &[By]| {
            let axes = [&[By::Product], sides].concat();
            let asked = TableAsked { axes, selection: Some(selection.clone()), clients: None };
            Sums::new(&asked, claims)
        };
        let sums: Result<Vec<Sums>, ClaimsProblem> = SIDES.into_iter().map(sums).collect();
        Ok(Self { year: asked.year.clone(), sums: sums?, at: 0 })
    }

    /// Adds up about so many rows more; gives the part that is done, 1 when all is.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let count = self.sums.len() as f64;
        let Some(sums) = self.sums.get_mut(self.at) else { return 1.0 };
        let done = sums.step(claims, budget);
        let part = (self.at as f64 + done) / count;
        self.at += usize::from(done >= 1.0);
        part
    }

    /// The base.
    ///
    /// # Errors
    /// More cells with lines than are given.
    pub fn base(&self, claims: &Claims) -> Result<Base, ClaimsProblem> {
        let tables: Result<Vec<Table>, ClaimsProblem> = self.sums.iter().map(Sums::table).collect();
        let tables = tables?;
        let [units, municipalities, providers] = tables.as_slice() else {
            return Ok(self.of(claims, Count::default()));
        };
        let all = Count { lines: units.total.lines, euros: units.total.euros };
        let labels = units.axes.first().map(|axis| axis.labels.as_slice()).unwrap_or_default();
        let products = labels.iter().zip(0_u32..).filter_map(|(own, product)| {
            let mut all = Count::default();
            let mut unit = None;
            let mut volume = 0;
            let cells = cells_of(units, product);
            for cell in cells {
                all.lines += cell.lines;
                all.euros = Euros(all.euros.0 + cell.euros.0);
                volume += cell.volume;
                unit = label(units, cell, 1).map(|label| label.id.clone());
            }
            // Volumes of several units do not add up, and a volume that credits outweigh is no year of care.
            let counted = cells.len() == 1 && volume > 0;
            let of = |table: &Table| counted.then(|| members(table, product));
            let (measure, measured) =
                unit.as_deref().filter(|_| counted).and_then(|unit| measured(unit, volume)).unzip();
            (!cells.is_empty()).then(|| BaseProduct {
                product: own.id.clone(),
                unit: unit.filter(|_| counted),
                all,
                volume: counted.then_some(volume),
                measure,
                measured,
                months: counted.then(|| shares(&twelve(municipalities, cells_of(municipalities, product)))),
                municipalities: of(municipalities),
                providers: of(providers),
            })
        });
        Ok(Base {
            products: products.collect(),
            municipalities: parts(municipalities),
            providers: parts(providers),
            ..self.of(claims, all)
        })
    }

    fn of(&self, claims: &Claims, all: Count) -> Base {
        let (products, municipalities, providers) = (Vec::new(), Vec::new(), Vec::new());
        Base { year: self.year.clone(), all, hash: claims.hash(), products, municipalities, providers }
    }
}

/// The cells of a product: they stand together.
fn cells_of(table: &Table, product: u32) -> &[Cell] {
    let from = table.cells.partition_point(|cell| cell.at.first() < Some(&product));
    let cells = table.cells.get(from..).unwrap_or_default();
    cells.get(..cells.partition_point(|cell| cell.at.first() == Some(&product))).unwrap_or_default()
}

/// The label of a cell on an axis.
fn label<'a>(table: &'a Table, cell: &Cell, axis: usize) -> Option<&'a Label> {
    table.axes.get(axis)?.labels.get(*cell.at.get(axis)? as usize)
}

/// The volumes of cells by month, January first; all of them are of one year.
fn twelve(table: &Table, cells: &[Cell]) -> [i64; 12] {
    let mut months = [0; 12];
    for cell in cells {
        let number = label(table, cell, 2).and_then(|month| month.id.get(5..)?.parse::<usize>().ok());
        if let Some(sum) = number.and_then(|number| months.get_mut(number.checked_sub(1)?)) {
            *sum += cell.volume;
        }
    }
    months
}

/// Each member's part of a product's volume, and how it lies over the months.
fn members(table: &Table, product: u32) -> Vec<BaseMember> {
    let own: Vec<&[Cell]> = cells_of(table, product).chunk_by(|one, other| one.at.get(1) == other.at.get(1)).collect();
    let amounts: Vec<i64> = own.iter().map(|cells| cells.iter().map(|cell| cell.volume).sum()).collect();
    let member = |((cells, amount), share): ((&[Cell], i64), String)| {
        let months = (amount != 0).then(|| shares(&twelve(table, cells)));
        Some(BaseMember { label: label(table, cells.first()?, 1)?.clone(), amount, share, months })
    };
    let shares = shares(&amounts);
    own.into_iter().zip(amounts).zip(shares).filter_map(member).collect()
}

/// The unit that a scenario counts in, and a volume in it.
fn measured(unit: &str, volume: i64) -> Option<(String, String)> {
    let (name, per) = match unit {
        "01" => ("uur", 60_i128),
        "04" => ("uur", 1),
        "14" => ("etmaal", 1),
        "16" => ("dagdeel", 1),
        "82" | "84" => ("stuk", 1),
        _ => return None,
    };
    Some((name.to_owned(), decimal(divided(i128::from(volume) * ONE, per)?)))
}

/// The parts of all euros over the labels of a table's second axis that have lines.
fn parts(table: &Table) -> Vec<BaseShare> {
    let labels = table.axes.get(1).map(|axis| axis.labels.as_slice()).unwrap_or_default();
    let mut sums: Vec<Option<i128>> = vec![None; labels.len()];
    for cell in &table.cells {
        if let Some(sum) = cell.at.get(1).and_then(|at| sums.get_mut(*at as usize)) {
            *sum = Some(sum.unwrap_or_default() + cell.euros.0);
        }
    }
    let there = || labels.iter().zip(&sums).filter_map(|(label, sum)| Some((label, (*sum)?)));
    let amounts: Vec<i64> = there().map(|(_, cents)| i64::try_from(cents).unwrap_or(i64::MAX)).collect();
    let parts = there().zip(shares(&amounts)).zip(&amounts);
    parts.map(|(((label, _), share), amount)| BaseShare { label: label.clone(), amount: *amount, share }).collect()
}

/// The digits of a share.
const ONE: i128 = 1_000_000_000_000_000_000;

/// Shares in the sum, which add up to 1: rounded down, the rest by largest remainder. Where the sum is nothing, so are all.
fn shares(amounts: &[i64]) -> Vec<String> {
    let sum: i128 = amounts.iter().copied().map(i128::from).sum();
    if sum == 0 {
        return vec!["0".to_owned(); amounts.len()];
    }
    // The shares in a sum below zero are those of all of the opposite.
    let amounts: Vec<i64> = amounts.iter().map(|amount| if sum < 0 { -amount } else { *amount }).collect();
    let sum = sum.abs();
    let mut shares: Vec<i128> = amounts.iter().map(|amount| (i128::from(*amount) * ONE).div_euclid(sum)).collect();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    let remainder = |at: &usize| amounts.get(*at).map_or(0, |amount| (i128::from(*amount) * ONE).rem_euclid(sum));
    sort(&mut order, |one, other| remainder(other).cmp(&remainder(one)));
    let short = usize::try_from(ONE - shares.iter().sum::<i128>()).unwrap_or_default();
    for at in order.into_iter().take(short) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares.into_iter().map(decimal).collect()
}

/// Parts of [`ONE`] as a decimal.
fn decimal(parts: i128) -> String {
    let sign = if parts < 0 { "-" } else { "" };
    let size = parts.unsigned_abs();
    let text = format!("{sign}{}.{:018}", size / ONE.unsigned_abs(), size % ONE.unsigned_abs());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_one() {
        assert_eq!(shares(&[1, 1, 1]), ["0.333333333333333334", "0.333333333333333333", "0.333333333333333333"]);
        assert_eq!(shares(&[5, 0, 15]), ["0.25", "0", "0.75"]);
        assert_eq!(shares(&[0, 0]), ["0", "0"]);
        assert_eq!(shares(&[7]), ["1"]);
        assert_eq!(shares(&[-3, 1]), ["1.5", "-0.5"]);
        assert_eq!(shares(&[3, -1]), ["1.5", "-0.5"]);
    }

    #[test]
    fn minutes_are_hours_in_a_scenario() {
        assert_eq!(measured("01", 90), Some(("uur".to_owned(), "1.5".to_owned())));
        assert_eq!(measured("01", 100).unwrap().1, "1.666666666666666667");
        assert_eq!(measured("16", 16_000), Some(("dagdeel".to_owned(), "16000".to_owned())));
        assert_eq!(measured("83", 16_000), None);
    }
}
