//! Claims that are clearly artificial, for examples, tests and measuring: the same bytes everywhere for the same wish.
//!
//! A row belongs to an allocation of four, over consecutive months, so that allocations, references and corrections hang
//! together as they do in real claims. Of fifty allocations one holds a correction: a debit, its credit and a second debit.
//! Errors can be planted; where they are is told, so that a check can be checked.

use serde::Deserialize;

use super::agreed::AgreedTariff;
use super::checks::CheckId;
use super::claim::{Claim, ClaimUnit, Day, Month, traits};
use super::euros::{Euros, divided};
use super::keys::Key;
use super::table::Claims;
use crate::calendar::Date;
use crate::quantity::Random;

const FIRST_YEAR: i32 = 2020;
/// The months that the claims are about: 2020 to 2023.
const MONTHS: u32 = 48;
const MUNICIPALITIES: u32 = 10;
const PROVIDERS: u32 = 200;
const PRODUCTS: u32 = 50;
/// The rows of one allocation.
const ROWS: u32 = 4;
/// One in so many allocations holds a correction.
const CORRECTED: u32 = 50;
/// The product whose agreed tariff changes within a month, where errors are planted.
const CHANGING: u32 = 4;
/// The month in which it changes: June 2022, in months after January 2020.
const CHANGING_MONTH: u32 = 29;

/// What to generate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
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
}

/// An error that was planted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Planted {
    /// The check that should find it.
    pub check: CheckId,
    /// The row, from 0.
    pub row: u32,
}

/// One generated row, before it becomes a line or a row of columns.
#[derive(Clone, Copy, Debug)]
struct Row {
    number: u32,
    reference: u32,
    allocation: u32,
    client: u32,
    municipality: u32,
    provider: u32,
    product: u32,
    unit: u8,
    /// Months after January 2020.
    month: u32,
    through: Option<Date>,
    lag: u32,
    volume: i32,
    tariff: i32,
    cents: i64,
    adult: bool,
    credit: bool,
}

/// Generates rows in their order.
#[derive(Clone, Debug)]
pub struct Generator {
    wish: Wish,
    clients: u32,
    stride: u64,
    next: u32,
    planted: Vec<Planted>,
    codes: Codes,
}

/// The codes that names have in the claims, once they were added.
#[derive(Clone, Debug, Default)]
struct Codes {
    municipality: Vec<Option<u16>>,
    provider: Vec<Option<u16>>,
    product: Vec<Option<u16>>,
    client: Vec<Option<u32>>,
}

/// The code of a number, asked for once.
fn known<T: Copy>(codes: &mut Vec<Option<T>>, number: u32, add: impl FnOnce() -> Option<T>) -> Option<T> {
    let at = number as usize;
    if codes.len() <= at {
        codes.resize(at + 1, None);
    }
    let slot = codes.get_mut(at)?;
    if slot.is_none() {
        *slot = add();
    }
    *slot
}

/// The kinds of error that are planted, one after the other.
const KINDS: [CheckId; 9] = [
    CheckId::Amount,
    CheckId::Tariff,
    CheckId::Unit,
    CheckId::Period,
    CheckId::Reference,
    CheckId::AllocationClients,
    CheckId::Adult,
    CheckId::Unknown,
    CheckId::SecondDebit,
];

impl Generator {
    /// A generator of so many rows, at most [`MAX_ROWS`](super::limits::MAX_ROWS).
    pub fn new(wish: Wish) -> Self {
        let rows = u64::from(wish.rows.max(1));
        let clients = (wish.rows / 25).clamp(10, 40_000);
        // Any step without a common divisor visits every row once.
        let divisor = |mut a: u64, mut b: u64| {
            while b > 0 {
                (a, b) = (b, a % b);
            }
            a
        };
        let mut stride = 2_654_435_761 % rows;
        while divisor(stride, rows) != 1 {
            stride += 1;
        }
        Self { wish, clients, stride, next: 0, planted: Vec::new(), codes: Codes::default() }
    }

    /// What was planted so far.
    pub fn planted(&self) -> &[Planted] {
        &self.planted
    }

    /// The part that is done, from 0 to 1.
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
            (0..MUNICIPALITIES).map(municipality_name).collect(),
            (0..PROVIDERS).map(provider_name).collect(),
            (0..PRODUCTS).map(product_code).collect(),
        ]
    }

    /// The row of this number before anything is planted.
    fn base(&self, number: u32) -> Row {
        let place = (u64::from(number) * self.stride) % u64::from(self.wish.rows.max(1));
        let place = u32::try_from(place).unwrap_or_default();
        let (allocation, at) = (place / ROWS, place % ROWS);
        let mut random = Random::stream(u64::from(self.wish.seed), 1, u64::from(allocation));
        let heavy = (self.clients / 10).max(1);
        let client =
            if random.below(10) < 6 { random.below(heavy) } else { heavy + random.below(self.clients - heavy) };
        let product = random.below(PRODUCTS);
        let provider = random.below(PROVIDERS);
        let start = random.below(MONTHS - ROWS + 1);
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
        let mut amounts =
            Random::stream(u64::from(self.wish.seed), 2, u64::from(if credit { place - 1 } else { place }));
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
        Row {
            number,
            reference: number + 1,
            allocation: allocation + 1,
            client,
            municipality: client % MUNICIPALITIES,
            provider,
            product,
            unit,
            month,
            through: None,
            lag,
            volume: sign * volume,
            tariff: shown,
            cents: i64::from(sign) * cents,
            adult: false,
            credit,
        }
        .with_correction(corrected)
    }

    /// The row of this number, with the error that belongs there.
    fn row(&mut self, number: u32) -> Row {
        let mut row = self.base(number);
        if let Some(check) = self.kind_at(number)
            && !row.is_corrected()
            && self.plant(&mut row, check)
        {
            self.planted.push(Planted { check, row: number });
        }
        // The claims of one product in the month in which its agreed tariff changes.
        let changes = row.product == CHANGING && row.month == CHANGING_MONTH && row.unit == unit(CHANGING);
        if self.wish.errors > 0 && changes {
            self.planted.push(Planted { check: CheckId::TariffChange, row: number });
        }
        row
    }

    /// The kind of error that is planted at a row; never at two rows that follow each other.
    fn kind_at(&self, number: u32) -> Option<CheckId> {
        let wanted = u32::try_from(KINDS.len()).unwrap_or(1) * self.wish.errors;
        let every = self.wish.rows.checked_div(wanted)?.max(3);
        let place = number / every;
        (number % every == 2 && place < wanted).then(|| KINDS.get(place as usize % KINDS.len()).copied()).flatten()
    }

    /// Plants one error; says whether it could.
    fn plant(&self, row: &mut Row, check: CheckId) -> bool {
        let before = self.base(row.number.saturating_sub(1));
        let year = FIRST_YEAR + i32::try_from(row.month / 12).unwrap_or_default();
        match check {
            CheckId::Amount => row.cents += 100,
            CheckId::Tariff => {
                let more = if row.unit == 1 { 300 } else { 5 };
                (row.tariff, row.cents) = charged(row.unit, tariff(row.product, year) + more, row.volume);
            }
            CheckId::Unit if row.unit == 16 => row.unit = 4,
            CheckId::Period if row.month % 12 < 11 && row.product != CHANGING => {
                row.through = first_of(row.month + 1).map(|first| first.plus_days(13));
            }
            CheckId::Reference => {
                row.reference = before.reference;
                row.provider = before.provider;
            }
            CheckId::AllocationClients if before.client != row.client && before.product != row.product => {
                row.allocation = before.allocation;
                row.municipality = before.municipality;
            }
            CheckId::Adult if self.wish.personal => row.adult = true,
            CheckId::Unknown => row.product = PRODUCTS,
            CheckId::SecondDebit if !before.is_corrected() => {
                *row = Row { number: row.number, reference: row.reference, lag: row.lag, ..before };
            }
            _ => return false,
        }
        true
    }

    /// Adds about so many rows to the claims; says whether all are there.
    pub fn fill(&mut self, claims: &mut Claims, budget: usize) -> bool {
        let end = self.next.saturating_add(u32::try_from(budget).unwrap_or(u32::MAX)).min(self.wish.rows);
        for number in self.next..end {
            let row = self.row(number);
            let claim = row.claim(claims, &mut self.codes, self.wish.personal);
            claims.push(&claim, number + 2);
        }
        self.next = end;
        end == self.wish.rows
    }

    /// Writes about so many rows as lines of CSV, as Dutch systems do; says whether all are written.
    pub fn write(&mut self, out: &mut Vec<u8>, budget: usize) -> bool {
        if self.next == 0 {
            out.extend_from_slice(HEADER.as_bytes());
            out.extend_from_slice(if self.wish.personal { b";BSN;Naam;Geboortedatum\r\n" } else { b"\r\n" });
        }
        let end = self.next.saturating_add(u32::try_from(budget).unwrap_or(u32::MAX)).min(self.wish.rows);
        for number in self.next..end {
            let row = self.row(number);
            row.line(out, self.wish.personal);
        }
        self.next = end;
        end == self.wish.rows
    }
}

const HEADER: &str =
    "Referentie;Toewijzing;Client;Aanbieder;Gemeente;Product;Van;Tm;Ingediend;Volume;Eenheid;Tarief;Bedrag";

/// Marks the lag of an allocation that holds a correction, which is beyond any real one.
const IN_CORRECTION: u32 = 16;

impl Row {
    const fn with_correction(mut self, corrected: bool) -> Self {
        if corrected {
            self.lag += IN_CORRECTION;
        }
        self
    }

    const fn is_corrected(&self) -> bool {
        self.lag >= IN_CORRECTION
    }

    fn from(&self) -> Option<Date> {
        first_of(self.month)
    }

    fn through(&self) -> Option<Date> {
        self.through.or_else(|| first_of(self.month + 1).map(|next| next.plus_days(-1)))
    }

    fn submitted(&self) -> Option<Date> {
        first_of(self.month + 1 + self.lag % IN_CORRECTION + u32::from(self.credit)).map(|first| first.plus_days(14))
    }

    /// A child in every year, or an adult since long.
    fn birth(&self) -> Option<Date> {
        let year = if self.adult { 1990 } else { 2008 + i32::try_from(self.client % 9).unwrap_or_default() };
        let month = u8::try_from(self.client % 12 + 1).unwrap_or(1);
        Date::new(year, month, u8::try_from(self.client % 28 + 1).unwrap_or(1)).ok()
    }

    fn claim(&self, claims: &mut Claims, codes: &mut Codes, personal: bool) -> Claim {
        let adult = if self.adult { traits::ADULT } else { 0 };
        Claim {
            month: self.from().and_then(Month::of).unwrap_or_default(),
            from: self.from().and_then(Day::of).unwrap_or(Day::NONE),
            through: self.through().and_then(Day::of).unwrap_or(Day::NONE),
            submitted: self.submitted().and_then(Month::of).unwrap_or(Month::NONE),
            municipality: known(&mut codes.municipality, self.municipality, || {
                claims.municipalities.add(&municipality_name(self.municipality))
            })
            .unwrap_or_default(),
            provider: known(&mut codes.provider, self.provider, || claims.providers.add(&provider_name(self.provider)))
                .unwrap_or_default(),
            product: known(&mut codes.product, self.product, || claims.products.add(&product_code(self.product)))
                .unwrap_or_default(),
            unit: self.unit,
            client: known(&mut codes.client, self.client, || {
                claims.client_number(Key::of(client_name(self.client).as_bytes()))
            })
            .unwrap_or_default(),
            volume: self.volume,
            tariff: self.tariff,
            cents: self.cents,
            reference: Key::of(reference(self.reference).as_bytes()).short(),
            allocation: Key::of(self.allocation.to_string().as_bytes()).short(),
            traits: if personal { traits::AGE_KNOWN | adult } else { 0 },
        }
    }

    fn line(&self, out: &mut Vec<u8>, personal: bool) {
        let date = |date: Option<Date>| {
            date.map_or_else(String::new, |date| format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year()))
        };
        let euros = |cents: i64| Euros(i128::from(cents)).plain().replace('.', ",");
        let line = format!(
            "{};{};{};{};{};{};{};{};{};{};{:02};{};{}",
            reference(self.reference),
            self.allocation,
            client_name(self.client),
            provider_name(self.provider),
            municipality_name(self.municipality),
            product_code(self.product),
            date(self.from()),
            date(self.through()),
            date(self.submitted()),
            self.volume,
            self.unit,
            euros(i64::from(self.tariff)),
            euros(self.cents),
        );
        out.extend_from_slice(line.as_bytes());
        if personal {
            let more = format!(
                ";{};Voorbeeld, Kind {};{}",
                invented_bsn(self.client),
                letters(self.client),
                date(self.birth())
            );
            out.extend_from_slice(more.as_bytes());
        }
        out.extend_from_slice(b"\r\n");
    }
}

/// The first day of a month, counted from January 2020.
fn first_of(month: u32) -> Option<Date> {
    let year = FIRST_YEAR + i32::try_from(month / 12).ok()?;
    Date::new(year, u8::try_from(month % 12 + 1).ok()?, 1).ok()
}

/// Four units in turn: dagdeel, etmaal, minuut, uur.
const fn unit(product: u32) -> u8 {
    match product % 4 {
        0 => 16,
        1 => 14,
        2 => 1,
        _ => 4,
    }
}

/// The agreed tariff in cents: of the hour, for minutes. The first product has the founding case's in every year.
fn tariff(product: u32, year: i32) -> i64 {
    if product == 0 {
        return 3752;
    }
    let base = i64::from(3_000 + product * 137 + if product % 4 == 1 { 15_000 } else { 3_000 });
    base * (100 + 3 * i64::from(year - FIRST_YEAR)) / 100
}

/// The tariff that the line shows and its amount, as IV081 computes it for minutes.
fn charged(unit: u8, tariff: i64, volume: i32) -> (i32, i64) {
    let (volume, wide) = (i64::from(volume), i128::from(tariff));
    let (shown, cents) = if unit == 1 {
        let minutes = divided(wide * i128::from(volume), 60).unwrap_or_default();
        (divided(wide, 60).unwrap_or_default(), minutes)
    } else {
        (wide, wide * i128::from(volume))
    };
    (i32::try_from(shown).unwrap_or_default(), i64::try_from(cents).unwrap_or_default())
}

fn reference(number: u32) -> String {
    format!("R{number:08}")
}

fn client_name(client: u32) -> String {
    format!("C{:05}", client + 1)
}

fn provider_name(provider: u32) -> String {
    format!("Voorbeeld {:03}", provider + 1)
}

fn municipality_name(municipality: u32) -> String {
    format!("Testdam {}", municipality + 1)
}

/// The founding case's code for the first product, and codes that no list has for the others.
fn product_code(product: u32) -> String {
    if product == 0 {
        return "41A18".to_owned();
    }
    let category = match unit(product) {
        16 => 41,
        14 => 44,
        1 => 45,
        _ => 54,
    };
    format!("{category}V{product:02}")
}

/// A number that passes the test of a citizen service number, made from nothing but the client's.
fn invented_bsn(client: u32) -> String {
    let digits = format!("9{:07}", client % 10_000_000);
    let sum: u32 = digits.bytes().zip((2..=9).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match sum % 11 {
        // No last digit passes: the next number does, since the one before it has weight two.
        10 => invented_bsn(client + 1_000_000),
        last => format!("{digits}{last}"),
    }
}

fn letters(client: u32) -> String {
    let letter = |at: u32| char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
    [letter(client / 676).to_ascii_uppercase(), letter(client / 26), letter(client)].into_iter().collect()
}
