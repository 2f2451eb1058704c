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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;

    #[test]
    fn cents_and_euros_convert_exactly() {
        let amount = Money::from_exact(Exact::parse("-49.0100").unwrap()).unwrap();
        assert_eq!(amount.cents(), -4901);
        assert_eq!(amount.to_exact().fixed(2), "-49.01");
        let tenth = Exact::parse("1.455").unwrap();
        assert_eq!(Money::from_exact(tenth), Err(MoneyError::NotWholeCents { found: tenth }));
        let large = Exact::parse("1000000000000000000").unwrap();
        assert_eq!(Money::from_exact(large), Err(MoneyError::TooLarge));
    }

    #[test]
    fn only_the_outcome_of_a_sum_has_to_fit() {
        let most = Money::from_cents(i64::MAX);
        let least = Money::from_cents(-i64::MAX);
        assert_eq!(Money::sum([most, most, least]), Ok(most));
        assert_eq!(Money::sum([most, most]), Err(Overflow));
        assert_eq!(most.plus(Money::from_cents(1)), Err(Overflow));
        assert_eq!(Money::from_cents(3).minus(Money::from_cents(5)), Ok(Money::from_cents(-2)));
    }
}
