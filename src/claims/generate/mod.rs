//! Claims and allocations that are clearly artificial, for examples, tests and measuring: the same bytes everywhere for the same
//! wish.
//!
//! A row belongs to an allocation of four, over consecutive months, so that allocations, references and corrections hang
//! together as they do in real claims. Of fifty allocations one holds a correction: a debit, its credit and a second debit.
//! Errors can be planted; where they are is told, so that a check can be checked. The same lines are columns, a CSV file, or
//! national messages with what was allocated and what was answered ([`Post`]).

mod allotted;
mod invented;
mod planted;
mod post;
mod row;
mod xml;

use serde::Deserialize;

pub use planted::Planted;
pub use post::{Post, Posted};

use super::agreed::AgreedTariff;
use super::checks::CheckId;
use super::claim::ClaimUnit;
use super::euros::Euros;
use super::table::Claims;
use crate::quantity::Random;
use invented::{FIRST_YEAR, charged, first_of, municipality_name, product_code, provider_name, tariff, unit};
use row::{Codes, HEADER, Named, PERSONAL, Row};

const PRODUCTS: u32 = 50;
/// The rows of one allocation.
const ROWS: u32 = 4;
/// One in so many allocations holds a correction.
const CORRECTED: u32 = 50;
/// The product whose agreed tariff changes within a month, where errors are planted.
const CHANGING: u32 = 4;
/// The month in which it changes: June 2022, in months after January 2020.
const CHANGING_MONTH: u32 = 29;

/// What the random numbers of a seed are for; each purpose has a stream of its own.
mod purpose {
    pub const ALLOCATION: u64 = 1;
    pub const AMOUNT: u64 = 2;
    pub const BROKEN: u64 = 4;
    pub const ALLOTTED: u64 = 5;
    pub const COURSE: u64 = 6;
}

/// What to generate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields, rename = "GenerateWish"))]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// How many rows.
    pub rows: u32,
    /// The seed; the same one gives the same rows.
    #[serde(default)]
    pub seed: u32,
    /// How many errors of each check to plant, where there is room.
    #[serde(default)]
    pub errors: u32,
    /// Whether a file also holds columns that look personal: invented numbers, names and birth dates.
    #[serde(default)]
    pub personal: bool,
    /// Whether there are allocations that the rows are held against. Some then begin or end within a month, and so do their rows.
    #[serde(default)]
    pub allocations: bool,
}

/// How many the claims are about. Fewer municipalities, providers and months make fewer and longer messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    /// Municipalities, up to 99.
    pub municipalities: u32,
    /// Providers, up to 9,999.
    pub providers: u32,
    /// Months from January 2020 on, 4 to 48.
    pub months: u32,
}

impl Default for Region {
    fn default() -> Self {
        Self { municipalities: 10, providers: 200, months: 48 }
    }
}

/// Generates rows in their order.
#[derive(Clone, Debug)]
pub struct Generator {
    wish: Wish,
    region: Region,
    clients: u32,
    /// The step that visits every place once, and the one that leads back to the number.
    stride: u64,
    back: u64,
    next: u32,
    next_allocation: u32,
    planted: Vec<Planted>,
    codes: Codes,
}

/// A step without a common divisor visits every row once; gives it and the step that undoes it.
fn strides(rows: u64) -> (u64, u64) {
    let mut stride = 2_654_435_761 % rows;
    loop {
        // Euclid's algorithm, keeping by how much of the step each remainder is made.
        let (mut a, mut b) = (i128::from(rows), i128::from(stride));
        let (mut x, mut y) = (0_i128, 1_i128);
        while b > 0 {
            let whole = a.div_euclid(b);
            (a, b) = (b, a - whole * b);
            (x, y) = (y, x - whole * y);
        }
        if a == 1 {
            let back = u64::try_from(x.rem_euclid(i128::from(rows))).unwrap_or_default();
            return (stride, back);
        }
        stride += 1;
    }
}

impl Generator {
    /// A generator of so many rows, at most [`MAX_ROWS`](super::limits::MAX_ROWS).
    pub fn new(wish: Wish) -> Self {
        Self::within(wish, Region::default())
    }

    /// A generator of rows about a region.
    pub fn within(wish: Wish, region: Region) -> Self {
        let region = Region {
            municipalities: region.municipalities.clamp(1, 99),
            providers: region.providers.clamp(1, 9_999),
            months: region.months.clamp(ROWS, 48),
        };
        let (stride, back) = strides(u64::from(wish.rows.max(1)));
        Self {
            wish,
            region,
            clients: (wish.rows / 25).clamp(10, 40_000),
            stride,
            back,
            next: 0,
            next_allocation: 1,
            planted: Vec::new(),
            codes: Codes::default(),
        }
    }

    /// What was planted so far.
    pub fn planted(&self) -> &[Planted] {
        &self.planted
    }

    /// The part of the rows that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        f64::from(self.next) / f64::from(self.wish.rows.max(1))
    }

    /// The agreed tariffs of the generated products.
    pub fn agreed(&self) -> Vec<AgreedTariff> {
        let mut table = Vec::new();
        for product in 0..PRODUCTS {
            let unit = ClaimUnit::of_number(unit(product));
            for year in FIRST_YEAR..FIRST_YEAR + 4 {
                let agreed = |tariff: i64, from: String| AgreedTariff {
                    product: product_code(product),
                    provider: None,
                    unit,
                    tariff: Euros(i128::from(tariff)).plain(),
                    from,
                };
                table.push(agreed(tariff(product, year), format!("{year}-01-01")));
                if product == CHANGING && year == FIRST_YEAR + 2 && self.wish.errors > 0 {
                    table.push(agreed(tariff(product, year) + 1, format!("{year}-06-16")));
                    table.push(agreed(tariff(product, year), format!("{year}-07-01")));
                }
            }
        }
        table
    }

    /// The names of municipalities, providers and products that are known.
    pub fn known(&self) -> [Vec<String>; 3] {
        [
            (0..self.region.municipalities).map(municipality_name).collect(),
            (0..self.region.providers).map(provider_name).collect(),
            (0..PRODUCTS).map(product_code).collect(),
        ]
    }

    /// The place of a row among those of its allocation.
    fn place(&self, number: u32) -> u32 {
        u32::try_from(u64::from(number) * self.stride % u64::from(self.wish.rows.max(1))).unwrap_or_default()
    }

    /// The number of the row at a place.
    fn number(&self, place: u32) -> u32 {
        u32::try_from(u64::from(place) * self.back % u64::from(self.wish.rows.max(1))).unwrap_or_default()
    }

    /// The row of this number before anything is planted.
    fn base(&self, number: u32) -> Row {
        let place = self.place(number);
        let (allocation, at) = (place / ROWS, place % ROWS);
        let seed = u64::from(self.wish.seed);
        let mut random = Random::stream(seed, purpose::ALLOCATION, u64::from(allocation));
        let heavy = (self.clients / 10).max(1);
        let client =
            if random.below(10) < 6 { random.below(heavy) } else { heavy + random.below(self.clients - heavy) };
        let product = random.below(PRODUCTS);
        let provider = random.below(self.region.providers);
        let start = random.below(self.region.months - ROWS + 1);
        let lag = random.below(3);
        let unit = unit(product);
        let whole = (allocation + 1) * ROWS <= self.wish.rows;
        let corrected = allocation % CORRECTED == 7 && whole;
        // A correction: the debit, its credit, the debit as it should have been, and the next month.
        let (month, credit, more) = match (corrected, at) {
            (false, _) => (start + at, false, 0),
            (true, 0) => (start, false, 0),
            (true, 1) => (start, true, 0),
            (true, 2) => (start, false, 1),
            (true, _) => (start + 1, false, 0),
        };
        let mut amounts = Random::stream(seed, purpose::AMOUNT, u64::from(if credit { place - 1 } else { place }));
        let year = FIRST_YEAR + i32::try_from(month / 12).unwrap_or_default();
        let volume = match unit {
            16 => 4 + amounts.below(20),
            14 => 5 + amounts.below(24),
            1 => 30 + amounts.below(1171),
            _ => 1 + amounts.below(60),
        } + more;
        let volume = i32::try_from(volume).unwrap_or_default();
        let (shown, cents) = charged(unit, tariff(product, year), volume);
        let sign = if credit { -1 } else { 1 };
        let mut row = Row {
            number,
            reference: number + 1,
            allocation: allocation + 1,
            client,
            municipality: client % self.region.municipalities,
            provider,
            product,
            unit,
            month,
            from: None,
            through: None,
            // What was claimed wrongly is credited a month later, and claimed anew.
            lag: lag + u32::from(credit || (self.wish.allocations && corrected && at == 2)),
            volume: sign * volume,
            tariff: shown,
            cents: i64::from(sign) * cents,
            adult: false,
            corrected,
        };
        if self.wish.allocations && !corrected && product != CHANGING {
            self.break_off(&mut row, at, whole);
        }
        row
    }

    /// Lets some allocations begin or end within a month, and their rows with them.
    fn break_off(&self, row: &mut Row, at: u32, whole: bool) {
        let mut random = Random::stream(u64::from(self.wish.seed), purpose::BROKEN, u64::from(row.allocation));
        let [begins, ends] = [random.below(5) == 0, random.below(5) == 0 && whole];
        let [first, last] = [random.below(19), random.below(20)].map(|days| i32::try_from(days).unwrap_or_default());
        if begins && at == 0 {
            row.from = first_of(row.month).map(|day| day.plus_days(1 + first));
        }
        if ends && at + 1 == ROWS {
            row.through = first_of(row.month).map(|day| day.plus_days(7 + last));
        }
    }

    /// The row of this number, with the error that belongs there.
    fn row(&mut self, number: u32) -> Row {
        let (row, kind) = self.settled(number);
        if let Some(check) = kind {
            self.remember(&row, check);
        }
        // The claims of one product in the month in which its agreed tariff changes.
        let changes = row.product == CHANGING && row.month == CHANGING_MONTH && row.unit == unit(CHANGING);
        if self.wish.errors > 0 && changes {
            self.planted.push(Planted { check: CheckId::TariffChange, row: number });
        }
        row
    }

    /// Adds about so many rows, and then allocations, to the claims; says whether all are there.
    pub fn fill(&mut self, claims: &mut Claims, budget: usize) -> bool {
        let budget = u32::try_from(budget).unwrap_or(u32::MAX);
        let end = self.next.saturating_add(budget).min(self.wish.rows);
        let left = budget.saturating_sub(end - self.next);
        for number in self.next..end {
            let row = self.row(number);
            let claim = row.claim(claims, &mut self.codes, self.wish.personal);
            claims.push(&claim, number + 2);
        }
        self.next = end;
        if !self.wish.allocations {
            return end == self.wish.rows;
        }
        let end = self.next_allocation.saturating_add(left).min(self.allotted() + 1);
        for number in self.next_allocation..end {
            self.allot(claims, number);
        }
        self.next_allocation = end;
        self.next == self.wish.rows && end == self.allotted() + 1
    }

    /// Writes about so many rows as lines of CSV, as Dutch systems do; says whether all are written.
    pub fn write(&mut self, out: &mut Vec<u8>, budget: usize) -> bool {
        if self.next == 0 {
            out.extend_from_slice(HEADER.as_bytes());
            out.extend_from_slice(if self.wish.personal { PERSONAL.as_bytes() } else { b"" });
            out.extend_from_slice(b"\r\n");
        }
        let end = self.next.saturating_add(u32::try_from(budget).unwrap_or(u32::MAX)).min(self.wish.rows);
        for number in self.next..end {
            let row = self.row(number);
            row.line(out, Named::InWords, self.wish);
            out.extend_from_slice(b"\r\n");
        }
        self.next = end;
        end == self.wish.rows
    }
}
