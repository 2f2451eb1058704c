//! The tariffs that were agreed: what a claim's tariff and unit are held against.

use serde::{Deserialize, Serialize};

use super::claim::{ClaimUnit, Day};
use super::euros::cents;
use super::keys::Dictionary;
use super::order::sort;
use super::problem::ClaimsProblem;
use crate::calendar::Date;
use crate::quantity::Text;

/// One agreed tariff, as the document gives it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(optional_fields))]
pub struct AgreedTariff {
    /// The product's code.
    pub product: String,
    /// The provider it holds for; for all where none is named.
    pub provider: Option<String>,
    /// The unit that is claimed.
    pub unit: ClaimUnit,
    /// The tariff in euros, such as `"37.52"`. For minutes it is the tariff of an hour (IV081).
    pub tariff: String,
    /// The first day on which it holds, such as `"2023-01-01"`.
    pub from: String,
}

/// Agreed tariffs by the codes of the claims.
#[derive(Clone, Debug, Default)]
pub struct Agreed {
    /// By product: provider (none: all), first day, unit, tariff; the latest first, those of a provider before those of all.
    by_product: Vec<Vec<Entry>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    provider: Option<u16>,
    from: Day,
    unit: u8,
    tariff: i32,
}

/// The tariff that holds for a claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holding {
    /// The number of the unit.
    pub unit: u8,
    /// In cents; of an hour, for minutes.
    pub tariff: i32,
    /// Whether another tariff begins after the first and up to the last day of the period.
    pub changes: bool,
}

impl Agreed {
    /// Reads a table of tariffs, by the codes of these products and providers.
    ///
    /// # Errors
    /// The first tariff or date that is none.
    pub fn read(table: &[AgreedTariff], products: &Dictionary, providers: &Dictionary) -> Result<Self, ClaimsProblem> {
        let mut by_product = vec![Vec::new(); products.len()];
        for (line, row) in (1_u32..).zip(table) {
            let refuse = |nl: &str, en: &str| {
                let message =
                    Text::owned(format!("Afgesproken tarief {line}: {nl}"), format!("Agreed tariff {line}: {en}"));
                ClaimsProblem::new("agreed-tariff", message)
            };
            let amount = cents(&row.tariff).and_then(|cents| i32::try_from(cents).ok());
            let tariff =
                amount.ok_or_else(|| refuse("geef een bedrag zoals 37.52.", "give an amount such as 37.52."))?;
            let date = Date::parse(&row.from)
                .map_err(|_| refuse("geef een datum zoals 2023-01-01.", "give a date such as 2023-01-01."))?;
            // A tariff from before the century holds from its first day.
            let from = Day::of(date).unwrap_or(Day(0));
            let provider = row.provider.as_deref().map(|name| providers.find(name));
            let Some(product) = products.find(&row.product) else { continue };
            // A provider without claims has no tariff to look up.
            if provider == Some(None) {
                continue;
            }
            if let Some(entries) = by_product.get_mut(usize::from(product)) {
                entries.push(Entry { provider: provider.flatten(), from, unit: row.unit as u8, tariff });
            }
        }
        for entries in &mut by_product {
            let key = |entry: &Entry| (entry.provider.is_none(), entry.provider, std::cmp::Reverse(entry.from));
            sort(entries, |one, other| key(one).cmp(&key(other)));
        }
        Ok(Self { by_product })
    }

    /// The tariff that holds on the first day of a period.
    pub fn holding(&self, product: u16, provider: u16, first: Day, last: Day) -> Option<Holding> {
        let entries = self.by_product.get(usize::from(product))?;
        let own = entries.iter().any(|entry| entry.provider == Some(provider));
        let wanted = own.then_some(provider);
        let of = || entries.iter().filter(|entry| entry.provider == wanted);
        let entry = of().find(|entry| entry.from <= first)?;
        let changes = of().any(|other| other.from > first && other.from <= last && other.tariff != entry.tariff);
        Some(Holding { unit: entry.unit, tariff: entry.tariff, changes })
    }

    /// Whether anything is agreed for a product.
    pub fn knows(&self, product: u16) -> bool {
        self.by_product.get(usize::from(product)).is_some_and(|entries| !entries.is_empty())
    }
}
