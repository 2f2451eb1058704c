//! Money in whole cents.

use super::exact::{Exact, Overflow};
use super::text::Text;

/// An amount in whole euro cents, as claims hold them; a credit is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Money(i64);

/// Why an amount is no money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum MoneyError {
    /// The amount has more than two decimals; it has to be rounded at a named step first.
    NotWholeCents {
        /// The amount.
        found: Exact,
    },
    /// The amount is above 92 × 10¹⁵ euros.
    TooLarge,
}

impl MoneyError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotWholeCents { .. } => "money-not-whole-cents",
            Self::TooLarge => "money-too-large",
        }
    }

    /// What went wrong, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::NotWholeCents { found } => Text::owned(
                format!("Gevonden {found}; verwacht een bedrag met ten hoogste twee decimalen."),
                format!("Found {found}; expected an amount of at most two decimals."),
            ),
            Self::TooLarge => Text::new(
                "Het bedrag is te groot om in hele centen te houden.",
                "The amount is too large to be kept in whole cents.",
            ),
        }
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of whole cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The amount in cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// An exact amount in euros as money; it is never rounded here.
    ///
    /// # Errors
    /// [`MoneyError::NotWholeCents`] for more than two decimals, [`MoneyError::TooLarge`].
    pub fn from_exact(euros: Exact) -> Result<Self, MoneyError> {
        if euros.decimals() > 2 {
            return Err(MoneyError::NotWholeCents { found: euros });
        }
        euros.to_scaled_i64(2).map(Self).ok_or(MoneyError::TooLarge)
    }

    /// The amount in euros.
    pub const fn to_exact(self) -> Exact {
        Exact::from_scaled_i64(self.0, 2)
    }

    /// self + other.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(other.0).map(Self).ok_or(Overflow)
    }

    /// self − other.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_sub(other.0).map(Self).ok_or(Overflow)
    }

    /// The sum of amounts, added up in 128 bits: only the outcome has to fit.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        let cents: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        i64::try_from(cents).map(Self).map_err(|_| Overflow)
    }
}
