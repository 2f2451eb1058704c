//! Claims as marginal cubes: so little is kept of so many lines that a lever costs the same on ten million as on ten thousand.
//!
//! A cell holds all lines of one month, one municipality or provider, one product, unit, charged tariff and sign. What another
//! tariff would have made of them is then exact in whole cents: volume × tariff. Minutes at an hourly tariff are rounded line by line
//! (IV081), so their cells also count the lines by their minutes beyond whole hours: hours × tariff, and for each of the 59
//! others the rounded amount times its lines.

use serde::{Deserialize, Serialize};

use super::claim::{ClaimUnit, MISSING, Month};
use super::euros::{Euros, cents, divided};
use super::order::sort;
use super::problem::ClaimsProblem;
use super::scan::{BLOCK, By, Label, Scan, Selection, Walk};
use super::table::Claims;
use crate::calendar::Date;
use crate::quantity::Text;

/// The minutes of an hour.
const HOUR: usize = 60;
/// The end of a chain of cells.
const END: u32 = u32::MAX;

/// All lines of one place with one unit, tariff and sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Cell {
    /// Where it is: month, side and product.
    place: u32,
    /// The charged tariff in cents, or [`MISSING`].
    tariff: i32,
    /// The number of the unit.
    unit: u8,
    /// Whether its lines are credits.
    credit: bool,
    lines: u32,
    /// Of the lines that have one.
    volume: i64,
    cents: i64,
    /// How many of its lines have no volume: they cannot be priced anew.
    without_volume: u32,
    /// Where its minutes are counted; [`END`] where they are not.
    minutes: u32,
    next: u32,
}

/// One cube: months × municipalities or providers × products.
pub struct Cube {
    scan: Scan,
    walk: Walk,
    /// The first cell of each place.
    first: Vec<u32>,
    cells: Vec<Cell>,
    /// Of minute cells: lines by minutes beyond whole hours.
    minutes: Vec<[u32; HOUR]>,
}

impl Cube {
    /// Begins a cube of one side: [`By::Municipality`] or [`By::Provider`].
    ///
    /// # Errors
    /// More places than an answer may have.
    pub fn new(claims: &Claims, side: By, selection: &Selection) -> Result<Self, ClaimsProblem> {
        let scan = Scan::new(claims, &[By::Month, side, By::Product], selection)?;
        let first = vec![END; scan.cells()];
        Ok(Self { scan, walk: Walk::default(), first, cells: Vec::new(), minutes: Vec::new() })
    }

    /// Adds about so many rows more; gives the part that is done, 1 when all are.
    pub fn step(&mut self, claims: &Claims, budget: usize) -> f64 {
        let mut block = [0; BLOCK];
        let mut walk = self.walk;
        let done = walk.step(claims, budget, |chunk, from, rows| {
            let places = self.scan.places(claims, chunk, from, &mut block);
            let (units, volumes, tariffs, cents) = (
                claims.unit.chunk(chunk),
                claims.volume.chunk(chunk),
                claims.tariff.chunk(chunk),
                claims.cents.chunk(chunk),
            );
            for (row, place) in (from..from + rows).zip(places) {
                let unit = units.and_then(|units| units.get(row)).unwrap_or_default();
                let volume = volumes.and_then(|volumes| volumes.get(row)).unwrap_or(MISSING);
                let tariff = tariffs.and_then(|tariffs| tariffs.get(row)).unwrap_or(MISSING);
                let cents = cents.and_then(|cents| cents.get(row)).unwrap_or_default();
                add(&mut self.first, &mut self.cells, &mut self.minutes, *place, unit, volume, tariff, cents);
            }
        });
        self.walk = walk;
        done
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The bytes of memory that it takes.
    pub fn bytes(&self) -> usize {
        self.first.capacity() * size_of::<u32>()
            + self.cells.capacity() * size_of::<Cell>()
            + self.minutes.capacity() * size_of::<[u32; HOUR]>()
    }

    /// What changed tariffs make of it, by year × side × product: only cells of a product that changes are priced anew.
    ///
    /// # Errors
    /// A tariff or date that is none.
    pub fn priced(&self, changes: &[TariffChange]) -> Result<Priced, ClaimsProblem> {
        let [months, side, products] = self.scan.axes() else { return Ok(Priced::default()) };
        let months_of: Vec<u16> =
            months.labels.iter().map(|label| Month::parse(&label.id).unwrap_or_default().0).collect();
        let first_year = months_of.first().map_or(0, |month| Month(*month).year());
        let years_of: Vec<usize> = months_of
            .iter()
            .map(|month| usize::try_from(Month(*month).year() - first_year).unwrap_or_default())
            .collect();
        let years = years_of.last().map_or(0, |year| year + 1);
        let prices = Prices::new(changes, &months_of, &products.labels, &side.labels)?;
        let (sides, count) = (side.labels.len(), products.labels.len());
        let mut priced = Priced {
            years: (0..years).map(|year| (first_year + i32::try_from(year).unwrap_or_default()).to_string()).collect(),
            sides: side.labels.clone(),
            products: products.labels.clone(),
            charged: vec![0; years * sides * count],
            priced: vec![0; years * sides * count],
            ..Priced::default()
        };
        for cell in &self.cells {
            let place = cell.place as usize;
            let (month, rest) = (place / (sides * count), place % (sides * count));
            let at = years_of.get(month).copied().unwrap_or_default() * sides * count + rest;
            let new = match prices.of(month, rest / count, rest % count) {
                None => i128::from(cell.cents),
                Some(_) if cell.without_volume > 0 || cell.unit == ClaimUnit::Euro as u8 => {
                    priced.kept_lines += cell.lines;
                    priced.kept.0 += i128::from(cell.cents);
                    i128::from(cell.cents)
                }
                Some(tariff) => {
                    priced.changed_lines += cell.lines;
                    self.amount(cell, tariff)
                }
            };
            if let (Some(charged), Some(sum)) = (priced.charged.get_mut(at), priced.priced.get_mut(at)) {
                *charged += i128::from(cell.cents);
                *sum += new;
            }
        }
        Ok(priced)
    }

    /// What the lines of a cell come to at a tariff: of the hour, for minutes.
    fn amount(&self, cell: &Cell, tariff: i64) -> i128 {
        let Some(minutes) = self.minutes.get(cell.minutes as usize) else {
            return i128::from(cell.volume) * i128::from(tariff);
        };
        let sign = if cell.credit { -1 } else { 1 };
        let (mut beyond, mut sum) = (0, 0);
        for (minute, lines) in (0_i64..).zip(minutes) {
            let lines = i64::from(*lines);
            beyond += minute * lines;
            // At most a billion cents for each of twenty million lines.
            sum += lines * rounded_part_of_hour(tariff, minute);
        }
        let hours = (sign * cell.volume - beyond) / HOUR as i64;
        i128::from(sign) * (i128::from(hours) * i128::from(tariff) + i128::from(sum))
    }
}

/// Tariff × minutes / 60, rounded half away from zero; the tariff is not negative.
#[inline]
const fn rounded_part_of_hour(tariff: i64, minutes: i64) -> i64 {
    (tariff * minutes + 30) / 60
}

/// Adds a row to its cell, a new one where there is none of its kind.
#[inline]
#[allow(clippy::too_many_arguments)]
fn add(
    first: &mut [u32],
    cells: &mut Vec<Cell>,
    minutes: &mut Vec<[u32; HOUR]>,
    place: u32,
    unit: u8,
    volume: i32,
    tariff: i32,
    cents: i64,
) {
    let Some(head) = first.get_mut(place as usize) else { return };
    let credit = cents < 0;
    let mut at = *head;
    while let Some(cell) = cells.get_mut(at as usize) {
        if cell.tariff == tariff && cell.unit == unit && cell.credit == credit {
            break;
        }
        at = cell.next;
    }
    if at == END {
        at = u32::try_from(cells.len()).unwrap_or(END);
        let of_minutes = if unit == ClaimUnit::Minuut as u8 {
            minutes.push([0; HOUR]);
            u32::try_from(minutes.len() - 1).unwrap_or(END)
        } else {
            END
        };
        cells.push(Cell {
            place,
            tariff,
            unit,
            credit,
            lines: 0,
            volume: 0,
            cents: 0,
            without_volume: 0,
            minutes: of_minutes,
            next: *head,
        });
        *head = at;
    }
    let Some(cell) = cells.get_mut(at as usize) else { return };
    cell.lines += 1;
    cell.cents += cents;
    // A volume that counts the other way than its amount cannot be told from one that is missing.
    if volume == MISSING || (volume < 0) != credit && volume != 0 {
        cell.without_volume += 1;
        return;
    }
    cell.volume += i64::from(volume);
    if let Some(count) =
        minutes.get_mut(cell.minutes as usize).and_then(|hour| hour.get_mut(volume.unsigned_abs() as usize % HOUR))
    {
        *count += 1;
    }
}

/// Another tariff for a product from a month on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "ClaimsTariffChange"))]
pub struct TariffChange {
    /// The product's code.
    pub product: String,
    /// The first day on which it holds, the first of a month: a claim has the tariff of the first day of its period.
    pub from: String,
    /// The tariff in euros, such as `"49.01"`; of the hour, for minutes.
    pub tariff: String,
    /// Only for these municipalities or providers, by the side that is asked for.
    pub only: Option<Vec<String>>,
}

/// Asks what changed tariffs make of the claims.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "ClaimsPriceAsked"))]
pub struct PriceAsked {
    /// Whose: `municipality` or `provider`.
    pub side: By,
    /// The changes; a later one of the same product holds from its own date.
    pub changes: Vec<TariffChange>,
    /// Which lines count.
    pub selection: Option<Selection>,
}

/// The new tariffs by month, side and product.
pub struct Prices {
    sides: usize,
    products: usize,
    /// For each product that changes somewhere.
    by_product: Vec<Option<Vec<Option<i64>>>>,
}

impl Prices {
    /// Reads changes, for the labels that there are.
    ///
    /// # Errors
    /// A tariff or date that is none.
    pub fn new(
        changes: &[TariffChange],
        months: &[u16],
        products: &[Label],
        sides: &[Label],
    ) -> Result<Self, ClaimsProblem> {
        let mut by_product: Vec<Option<Vec<Option<i64>>>> = vec![None; products.len()];
        let mut read = Vec::new();
        for (number, change) in (1..).zip(changes) {
            let refuse = |nl: &str, en: &str| {
                ClaimsProblem::new(
                    "tariff-change",
                    Text::owned(format!("Wijziging {number}: {nl}"), format!("Change {number}: {en}")),
                )
            };
            let tariff = cents(&change.tariff).filter(|cents| (0..=100_000_000).contains(cents));
            let tariff =
                tariff.ok_or_else(|| refuse("geef een tarief zoals 49.01.", "give a tariff such as 49.01."))?;
            let from = Date::parse(&change.from).ok().filter(|date| date.is_first_of_month());
            let from =
                from.ok_or_else(|| refuse("geef de eerste dag van een maand.", "give the first day of a month."))?;
            // A date before the century is before all claims; one after it, after all.
            let from = Month::of(from).map_or(if from.year() < 2000 { 0 } else { u16::MAX }, |month| month.0);
            read.push((from, change, tariff));
        }
        sort(&mut read, |one, other| one.0.cmp(&other.0));
        for (from, change, tariff) in read {
            let Some(at) = products.iter().position(|label| label.id == change.product) else { continue };
            let Some(slot) = by_product.get_mut(at) else { continue };
            let prices = slot.get_or_insert_with(|| vec![None; months.len() * sides.len()]);
            let chosen = |label: &Label| change.only.as_ref().is_none_or(|only| only.contains(&label.id));
            let cells = months.iter().flat_map(|month| sides.iter().map(move |side| (*month >= from, side)));
            for (price, (holds, side)) in prices.iter_mut().zip(cells) {
                if holds && chosen(side) {
                    *price = Some(tariff);
                }
            }
        }
        Ok(Self { sides: sides.len(), products: products.len(), by_product })
    }

    /// The new tariff of a month, side and product, if it has one.
    #[inline]
    pub fn of(&self, month: usize, side: usize, product: usize) -> Option<i64> {
        debug_assert!(product < self.products);
        self.by_product.get(product)?.as_ref()?.get(month * self.sides + side).copied()?
    }
}

/// What changed tariffs make of the claims: years × sides × products, in cents.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Priced {
    /// The years of care.
    pub years: Vec<String>,
    /// The municipalities or providers.
    pub sides: Vec<Label>,
    /// The products.
    pub products: Vec<Label>,
    /// What was charged, in cents; the products run fastest.
    pub charged: Vec<i128>,
    /// What it comes to.
    pub priced: Vec<i128>,
    /// The lines that were priced anew.
    pub changed_lines: u32,
    /// The lines of a changed product that could not be: they have no volume, or are an amount of euros. They count as charged.
    pub kept_lines: u32,
    /// The euros of those lines.
    pub kept: Euros,
}

/// What changed tariffs make of the claims.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsPriced"))]
#[serde(rename_all = "camelCase")]
pub struct PricedTable {
    /// The years of care.
    pub years: Vec<String>,
    /// The municipalities or providers.
    pub sides: Vec<Label>,
    /// The products.
    pub products: Vec<Label>,
    /// The cells that have lines of a changed product, and the totals of all.
    pub cells: Vec<PricedCell>,
    /// All claims, as they were charged.
    pub charged: Euros,
    /// All claims, at the changed tariffs.
    pub priced: Euros,
    /// The lines that were priced anew.
    pub changed_lines: u32,
    /// The lines of a changed product that could not be: they have no volume, or are an amount of euros. They count as charged.
    pub kept_lines: u32,
    /// The euros of those lines.
    pub kept: Euros,
    /// How many cells the cube has: what the work grows with.
    pub cube_cells: u32,
}

/// A year, a side and a product where something changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(rename = "ClaimsPricedCell"))]
pub struct PricedCell {
    /// The places of its year, side and product.
    pub at: [u32; 3],
    /// What was charged.
    pub charged: Euros,
    /// What it comes to.
    pub priced: Euros,
}

impl Priced {
    /// As a table to give out: totals, and the cells that changed.
    pub fn table(&self, cube_cells: usize) -> PricedTable {
        let count = self.products.len();
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let at = |place: usize| {
            let product = place.checked_rem(count).unwrap_or_default();
            let rest = place.checked_div(count).unwrap_or_default();
            let side = rest.checked_rem(self.sides.len()).unwrap_or_default();
            [rest.checked_div(self.sides.len()).unwrap_or_default(), side, product].map(number)
        };
        let both = self.charged.iter().zip(&self.priced).enumerate().filter(|(_, (charged, priced))| charged != priced);
        let cells = both.map(|(place, (charged, priced))| PricedCell {
            at: at(place),
            charged: Euros(*charged),
            priced: Euros(*priced),
        });
        let sum = |cents: &[i128]| Euros(cents.iter().sum());
        PricedTable {
            years: self.years.clone(),
            sides: self.sides.clone(),
            products: self.products.clone(),
            cells: cells.collect(),
            charged: sum(&self.charged),
            priced: sum(&self.priced),
            changed_lines: self.changed_lines,
            kept_lines: self.kept_lines,
            kept: self.kept,
            cube_cells: number(cube_cells),
        }
    }
}

/// What one line comes to at a tariff, as a claim rounds it: the rule that the cells must agree with.
pub fn line_amount(unit: u8, volume: i32, tariff: i64) -> Option<i64> {
    let whole = i128::from(volume) * i128::from(tariff);
    let cents = if unit == ClaimUnit::Minuut as u8 { divided(whole, HOUR as i128)? } else { whole };
    i64::try_from(cents).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Claim;
    use proptest::prelude::*;

    fn cube_of(lines: &[(u8, i32, i32)], tariff: i64) -> (i128, i128) {
        let mut claims = Claims::default();
        claims.begin_file("x");
        let product = claims.products.add("P").unwrap_or_default();
        claims.municipalities.add("M");
        for (unit, volume, charged) in lines {
            let cents = line_amount(*unit, *volume, i64::from(*charged)).unwrap_or_default();
            claims.push(
                &Claim {
                    month: Month(270),
                    unit: *unit,
                    volume: *volume,
                    tariff: *charged,
                    cents,
                    product,
                    ..Claim::default()
                },
                2,
            );
        }
        let Ok(mut cube) = Cube::new(&claims, By::Municipality, &Selection::default()) else { return (0, 1) };
        while cube.step(&claims, 3) < 1.0 {}
        let change = TariffChange {
            product: "P".into(),
            from: "2020-01-01".into(),
            tariff: Euros(i128::from(tariff)).plain(),
            only: None,
        };
        let priced = cube.priced(&[change]).map(|priced| priced.priced.iter().sum()).unwrap_or(-1_i128);
        let naive = lines.iter().filter_map(|(unit, volume, charged)| {
            let signed = line_amount(*unit, *volume, i64::from(*charged))?;
            // A line of nothing keeps its nothing; so does one whose amount rounds to nothing with a volume below zero.
            if signed == 0 && *volume < 0 { Some(signed) } else { line_amount(*unit, *volume, tariff) }
        });
        (priced, naive.map(i128::from).sum())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn cells_priced_anew_are_their_lines_priced_anew(
            lines in prop::collection::vec((prop::sample::select(vec![1_u8, 4, 16]), -2000_i32..2000, 60_i32..20_000), 1..40),
            tariff in 0_i64..30_000,
        ) {
            let (cells, rows) = cube_of(&lines, tariff);
            // Lines that cannot be priced anew make their cell keep its amount, which the rows do not know of.
            prop_assume!(lines.iter().all(|(unit, volume, charged)| line_amount(*unit, *volume, i64::from(*charged)) != Some(0) || *volume >= 0));
            prop_assert_eq!(cells, rows);
        }
    }

    #[test]
    fn minutes_are_rounded_line_by_line() {
        // 37.53 an hour: 10 minutes are 6.255, rounded 6.26 each; 20 minutes once would be 12.51.
        assert_eq!(cube_of(&[(1, 10, 3000), (1, 10, 3000)], 3753), (1252, 1252));
        assert_eq!(cube_of(&[(1, -10, 3000), (1, 70, 3000)], 3753), (-626 + 4379, -626 + 4379));
    }
}
