//! Splitting a total so that the parts add up.

use super::exact::{Exact, Overflow};
use super::text::Text;

/// Why a total cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum ApportionError {
    /// The weights add up to zero, so that no part of the total belongs to any of them.
    ZeroWeights {
        /// The total that was to be split.
        total: Exact,
    },
    /// The total has more decimals than the parts may have, so that they cannot add up to it.
    TotalNotRounded {
        /// The total that was to be split.
        total: Exact,
        /// The decimals of the parts.
        decimals: u32,
    },
    /// The parts, before rounding, differ from the total by more than rounding can explain.
    PartsDiffer {
        /// The total that was to be split.
        total: Exact,
    },
    /// A step was too large to be computed exactly.
    Overflow,
}

impl ApportionError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ZeroWeights { .. } => "apportion-zero-weights",
            Self::TotalNotRounded { .. } => "apportion-total-not-rounded",
            Self::PartsDiffer { .. } => "apportion-parts-differ",
            Self::Overflow => Overflow.code(),
        }
    }

    /// What went wrong, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::ZeroWeights { total } => Text::owned(
                format!("{total} kan niet worden verdeeld: de gewichten zijn samen nul."),
                format!("{total} cannot be split: the weights add up to zero."),
            ),
            Self::TotalNotRounded { total, decimals } => Text::owned(
                format!("{total} kan niet worden verdeeld in delen met {decimals} decimalen."),
                format!("{total} cannot be split into parts of {decimals} decimals."),
            ),
            Self::PartsDiffer { total } => Text::owned(
                format!("De delen tellen niet op tot {total}."),
                format!("The parts do not add up to {total}."),
            ),
            Self::Overflow => Overflow.message(),
        }
    }
}

impl From<Overflow> for ApportionError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Splits `total` in proportion to `weights` by largest remainder, in parts of `decimals`
/// decimals that add up to the total exactly.
///
/// Each part is total × weight ÷ sum of weights, to 18 decimals, rounded down; the units that are
/// left go to the largest remainders, ties to the first. Where the first part that is not zero is
/// negative, all are negated, split, and negated back: so a split of the opposite is the opposite
/// split. Weights may be negative, as in a decomposition.
///
/// # Errors
/// [`ApportionError::ZeroWeights`] where the weights add up to zero, unless total and weights are
/// all zero (then the parts are); [`ApportionError::TotalNotRounded`]; [`ApportionError::Overflow`].
pub fn apportion(
    total: Exact,
    weights: &[Exact],
    decimals: u32,
) -> Result<Vec<Exact>, ApportionError> {
    let sum = Exact::sum(weights.iter().copied())?;
    if sum.is_zero() {
        let nothing = total.is_zero() && weights.iter().all(|weight| weight.is_zero());
        return if nothing {
            Ok(weights.to_vec())
        } else {
            Err(ApportionError::ZeroWeights { total })
        };
    }
    let parts = weights
        .iter()
        .map(|weight| {
            let part = total.times(*weight)?.over(sum)?;
            Ok(part.unwrap_or_default())
        })
        .collect::<Result<Vec<_>, Overflow>>()?;
    round_parts(total, &parts, decimals)
}

/// Rounds parts that are already known, such as the effects of a decomposition, so that they add
/// up to a rounded `total`; by the rule of [`apportion`], with the parts given. Unlike there, the
/// parts may add up to zero while they are not zero themselves.
///
/// # Errors
/// [`ApportionError::PartsDiffer`] where the parts differ from the total by more units than there
/// are parts; [`ApportionError::TotalNotRounded`]; [`ApportionError::Overflow`].
pub fn round_parts(
    total: Exact,
    parts: &[Exact],
    decimals: u32,
) -> Result<Vec<Exact>, ApportionError> {
    if total.decimals() > decimals {
        return Err(ApportionError::TotalNotRounded { total, decimals });
    }
    let guarded = parts.iter().map(|part| part.round(18));
    let flip = guarded
        .clone()
        .find(|part| !part.is_zero())
        .is_some_and(Exact::is_negative);
    if !flip {
        return largest_remainder(total, guarded.collect(), decimals);
    }
    let flipped = guarded.map(Exact::negate).collect();
    let split = largest_remainder(total.negate(), flipped, decimals)?;
    Ok(split.into_iter().map(Exact::negate).collect())
}

fn largest_remainder(
    total: Exact,
    parts: Vec<Exact>,
    decimals: u32,
) -> Result<Vec<Exact>, ApportionError> {
    let mut split: Vec<Exact> = parts.iter().map(|part| part.floor_to(decimals)).collect();
    let left = total.minus(Exact::sum(split.iter().copied())?)?;
    if left.is_zero() {
        return Ok(split);
    }
    let left = left
        .to_scaled_i64(decimals)
        .ok_or(ApportionError::PartsDiffer { total })?;
    let count = usize::try_from(left.unsigned_abs()).unwrap_or(usize::MAX);
    if count > split.len() {
        return Err(ApportionError::PartsDiffer { total });
    }
    let mut ranked = parts
        .iter()
        .zip(split.iter_mut())
        .map(|(part, down)| Ok((part.minus(*down)?, down)))
        .collect::<Result<Vec<_>, Overflow>>()?;
    // Both sorts are stable: equal remainders keep their order.
    let unit = if left > 0 {
        ranked.sort_by(|(one, _), (other, _)| other.cmp(one));
        Exact::from_scaled_i64(1, decimals)
    } else {
        ranked.sort_by_key(|(remainder, _)| *remainder);
        Exact::from_scaled_i64(-1, decimals)
    };
    for (_, part) in ranked.into_iter().take(count) {
        *part = part.plus(unit)?;
    }
    Ok(split)
}

/// Why shares do not divide a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum ShareError {
    /// A share is below zero.
    Negative {
        /// Its place in the list, from 0.
        index: usize,
        /// The share.
        found: Exact,
    },
    /// The shares do not add up to 1, and normalising was not asked for.
    NotWhole {
        /// What they add up to.
        sum: Exact,
    },
    /// There is no share above zero.
    Zero,
    /// The sum was too large to be computed exactly.
    Overflow,
}

impl ShareError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Negative { .. } => "share-negative",
            Self::NotWhole { .. } => "shares-not-whole",
            Self::Zero => "shares-zero",
            Self::Overflow => Overflow.code(),
        }
    }

    /// What went wrong, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::Negative { found, .. } => Text::owned(
                format!("Een aandeel is {found}; het kan niet kleiner zijn dan nul."),
                format!("A share is {found}; it cannot be below zero."),
            ),
            Self::NotWhole { sum } => Text::owned(
                format!(
                    "De aandelen tellen op tot {sum} in plaats van 1; verbeter ze of kies voor normaliseren."
                ),
                format!(
                    "The shares add up to {sum} instead of 1; correct them or choose to normalise."
                ),
            ),
            Self::Zero => Text::new(
                "Alle aandelen zijn nul; geef ten minste één aandeel.",
                "All shares are zero; give at least one share.",
            ),
            Self::Overflow => Overflow.message(),
        }
    }
}

impl From<Overflow> for ShareError {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Checks shares of a whole and returns their sum: exactly 1, or with `normalise` any sum above
/// zero, by which each share is then to be divided.
///
/// # Errors
/// [`ShareError`].
pub fn shares(given: &[Exact], normalise: bool) -> Result<Exact, ShareError> {
    if let Some((index, found)) = given
        .iter()
        .enumerate()
        .find(|(_, share)| share.is_negative())
    {
        return Err(ShareError::Negative {
            index,
            found: *found,
        });
    }
    let sum = Exact::sum(given.iter().copied())?;
    if sum.is_zero() {
        return Err(ShareError::Zero);
    }
    if normalise || sum == Exact::ONE {
        Ok(sum)
    } else {
        Err(ShareError::NotWhole { sum })
    }
}
