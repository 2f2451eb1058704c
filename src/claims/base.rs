//! The claims of a year as the base of a scenario: what each product was, and how it lay over months, municipalities and providers.
//!
//! A document never holds these figures. It holds which year and which lines they are of, how many those were and a checksum; its own
//! figures are unknown until the same claims are there again.

use serde::{Deserialize, Serialize};

use super::answers::{Sums, Table, TableAsked};
use super::csv::Count;
use super::euros::Euros;
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
    /// The part of the volume in each month, January first, as decimals of 12 digits that add up to 1; none without a volume.
    pub months: Option<Vec<String>>,
    /// Each municipality's part of the volume; none without a volume.
    pub municipalities: Option<Vec<BaseShare>>,
    /// Each provider's part of the volume; none without a volume.
    pub providers: Option<Vec<BaseShare>>,
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
    /// As a fraction, a decimal of 12 digits; all of them add up to 1.
    pub share: String,
}

/// The base being added up: product × unit, and product by month, municipality and provider.
pub struct Bases {
    year: String,
    sums: Vec<Sums>,
    at: usize,
}

/// What each of the four sums is by, beside the product.
const SIDES: [By; 4] = [By::Unit, By::Month, By::Municipality, By::Provider];

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
        let sums = |side: By| {
            let asked = TableAsked { axes: vec![By::Product, side], selection: Some(selection.clone()), clients: None };
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
        let [units, months, municipalities, providers] = tables.as_slice() else {
            return Ok(self.of(claims, Count::default()));
        };
        let all = Count { lines: units.total.lines, euros: units.total.euros };
        let labels = units.axes.first().map(|axis| axis.labels.as_slice()).unwrap_or_default();
        let products = labels.iter().zip(0_u32..).filter_map(|(label, product)| {
            let mut all = Count::default();
            let mut unit = None;
            let mut volume = 0;
            let cells: Vec<_> = units.cells.iter().filter(|cell| cell.at.first() == Some(&product)).collect();
            for cell in &cells {
                all.lines += cell.lines;
                all.euros = Euros(all.euros.0 + cell.euros.0);
                volume += cell.volume;
                unit = cell
                    .at
                    .get(1)
                    .and_then(|at| units.axes.get(1)?.labels.get(*at as usize))
                    .map(|label| label.id.clone());
            }
            // Volumes of several units do not add up, and a volume that credits outweigh is no year of care.
            let counted = cells.len() == 1 && volume > 0;
            let of = |table: &Table| counted.then(|| parts(table, Some(product), |cell| cell.volume));
            let by_month = of(months).map(|parts| self.by_month(&parts));
            (!cells.is_empty()).then(|| BaseProduct {
                product: label.id.clone(),
                unit: unit.filter(|_| counted),
                all,
                volume: counted.then_some(volume),
                months: by_month,
                municipalities: of(municipalities),
                providers: of(providers),
            })
        });
        let cents = |cell: &super::answers::Cell| i64::try_from(cell.euros.0).unwrap_or(i64::MAX);
        Ok(Base {
            products: products.collect(),
            municipalities: parts(municipalities, None, cents),
            providers: parts(providers, None, cents),
            ..self.of(claims, all)
        })
    }

    fn of(&self, claims: &Claims, all: Count) -> Base {
        let (products, municipalities, providers) = (Vec::new(), Vec::new(), Vec::new());
        Base { year: self.year.clone(), all, hash: claims.hash(), products, municipalities, providers }
    }

    /// The twelve shares of the year; months without lines have none.
    fn by_month(&self, parts: &[BaseShare]) -> Vec<String> {
        let share = |month: u8| {
            let id = format!("{}-{month:02}", self.year);
            parts.iter().find(|part| part.label.id == id).map_or_else(|| "0".to_owned(), |part| part.share.clone())
        };
        (1..=12).map(share).collect()
    }
}

/// The parts of a product, or of all, over the labels of a table's second axis.
fn parts(table: &Table, product: Option<u32>, amount: impl Fn(&super::answers::Cell) -> i64) -> Vec<BaseShare> {
    let labels = table.axes.get(1).map(|axis| axis.labels.as_slice()).unwrap_or_default();
    let mut amounts = vec![0_i64; labels.len()];
    for cell in table.cells.iter().filter(|cell| product.is_none() || cell.at.first() == product.as_ref()) {
        let slot = cell.at.get(1).and_then(|at| amounts.get_mut(*at as usize));
        if let Some(slot) = slot {
            *slot += amount(cell);
        }
    }
    let shares = shares(&amounts);
    let all = labels.iter().zip(amounts).zip(shares).filter(|((_, amount), _)| *amount != 0);
    all.map(|((label, amount), share)| BaseShare { label: label.clone(), amount, share }).collect()
}

/// The digits of a share.
const ONE: i128 = 1_000_000_000_000;

/// Shares in the sum, which add up to 1: rounded down, the rest by largest remainder. Where the sum is not positive, all are nothing.
fn shares(amounts: &[i64]) -> Vec<String> {
    let sum: i128 = amounts.iter().copied().map(i128::from).sum();
    if sum <= 0 {
        return vec!["0".to_owned(); amounts.len()];
    }
    let mut shares: Vec<i128> = amounts.iter().map(|amount| (i128::from(*amount) * ONE).div_euclid(sum)).collect();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    let remainder = |at: &usize| amounts.get(*at).map_or(0, |amount| (i128::from(*amount) * ONE).rem_euclid(sum));
    order.sort_by_key(|at| std::cmp::Reverse(remainder(at)));
    let short = usize::try_from(ONE - shares.iter().sum::<i128>()).unwrap_or_default();
    for at in order.into_iter().take(short) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    let text = |share: &i128| {
        let sign = if *share < 0 { "-" } else { "" };
        let size = share.unsigned_abs();
        let text = format!("{sign}{}.{:012}", size / ONE.unsigned_abs(), size % ONE.unsigned_abs());
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    shares.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_one() {
        assert_eq!(shares(&[1, 1, 1]), ["0.333333333334", "0.333333333333", "0.333333333333"]);
        assert_eq!(shares(&[5, 0, 15]), ["0.25", "0", "0.75"]);
        assert_eq!(shares(&[0, 0]), ["0", "0"]);
        assert_eq!(shares(&[7]), ["1"]);
    }
}
