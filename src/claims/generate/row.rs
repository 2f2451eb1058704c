//! One generated line, before it becomes a row of columns, a line of a file or a part of a message.

use super::Wish;
use super::invented::{
    birth, client_name, first_of, invented_bsn, letters, municipality_code, municipality_name, product_code,
    provider_code, provider_name, reference,
};
use crate::calendar::Date;
use crate::claims::claim::{Claim, Day, Month, traits};
use crate::claims::euros::Euros;
use crate::claims::keys::Key;
use crate::claims::table::Claims;

/// The headers of a file of claims.
pub(super) const HEADER: &str =
    "Referentie;Toewijzing;Client;Aanbieder;Gemeente;Product;Van;Tm;Ingediend;Volume;Eenheid;Tarief;Bedrag";
/// The headers of columns that look personal.
pub(super) const PERSONAL: &str = ";BSN;Naam;Geboortedatum";

/// One generated line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its place among all, from 0.
    pub number: u32,
    pub reference: u32,
    pub allocation: u32,
    pub client: u32,
    pub municipality: u32,
    pub provider: u32,
    pub product: u32,
    /// The number of the unit in WJ756.
    pub unit: u8,
    /// Months after January 2020.
    pub month: u32,
    /// The first day, where it is not that of the month.
    pub from: Option<Date>,
    /// The last day, where it is not that of the month.
    pub through: Option<Date>,
    /// The months between the month after that of care and that of submission.
    pub lag: u32,
    /// In whole units; a credit is negative.
    pub volume: i32,
    /// In cents.
    pub tariff: i32,
    /// A credit is negative.
    pub cents: i64,
    pub adult: bool,
    /// Whether its allocation holds a correction.
    pub corrected: bool,
}

/// What the names of a line are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Named {
    /// Words, as files of own systems have them.
    InWords,
    /// The codes of municipalities and providers, as messages have them.
    InCodes,
}

/// The codes that names have in the claims, once they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes {
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

impl Row {
    /// Its first day.
    pub fn from(&self) -> Option<Date> {
        self.from.or_else(|| first_of(self.month))
    }

    /// Its last day.
    pub fn through(&self) -> Option<Date> {
        self.through.or_else(|| first_of(self.month + 1).map(|next| next.plus_days(-1)))
    }

    /// The day on which it was submitted.
    pub fn submitted(&self) -> Option<Date> {
        first_of(self.month + 1 + self.lag).map(|first| first.plus_days(14))
    }

    /// Its row in the columns.
    pub fn claim(&self, claims: &mut Claims, codes: &mut Codes, personal: bool) -> Claim {
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

    /// Its line of a file, without the end.
    pub fn line(&self, out: &mut Vec<u8>, named: Named, wish: Wish) {
        let date = |date: Option<Date>| {
            date.map_or_else(String::new, |date| format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year()))
        };
        let euros = |cents: i64| Euros(i128::from(cents)).plain().replace('.', ",");
        let (provider, municipality) = match named {
            Named::InWords => (provider_name(self.provider), municipality_name(self.municipality)),
            Named::InCodes => (provider_code(self.provider), municipality_code(self.municipality)),
        };
        let line = format!(
            "{};{};{};{provider};{municipality};{};{};{};{};{};{:02};{};{}",
            reference(self.reference),
            self.allocation,
            client_name(self.client),
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
        if wish.personal {
            let born = date(birth(self.client, self.adult));
            let more = format!(";{};Voorbeeld, Kind {};{born}", invented_bsn(self.client), letters(self.client));
            out.extend_from_slice(more.as_bytes());
        }
    }
}
