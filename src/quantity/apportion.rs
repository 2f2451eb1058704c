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
pub fn apportion(total: Exact, weights: &[Exact], decimals: u32) -> Result<Vec<Exact>, ApportionError> {
    let sum = Exact::sum(weights.iter().copied())?;
    if sum.is_zero() {
        let nothing = total.is_zero() && weights.iter().all(|weight| weight.is_zero());
        return if nothing { Ok(weights.to_vec()) } else { Err(ApportionError::ZeroWeights { total }) };
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
pub fn round_parts(total: Exact, parts: &[Exact], decimals: u32) -> Result<Vec<Exact>, ApportionError> {
    if total.decimals() > decimals {
        return Err(ApportionError::TotalNotRounded { total, decimals });
    }
    let guarded = parts.iter().map(|part| part.round(18));
    let flip = guarded.clone().find(|part| !part.is_zero()).is_some_and(Exact::is_negative);
    if !flip {
        return largest_remainder(total, guarded.collect(), decimals);
    }
    let flipped = guarded.map(Exact::negate).collect();
    let split = largest_remainder(total.negate(), flipped, decimals)?;
    Ok(split.into_iter().map(Exact::negate).collect())
}

fn largest_remainder(total: Exact, parts: Vec<Exact>, decimals: u32) -> Result<Vec<Exact>, ApportionError> {
    let mut split: Vec<Exact> = parts.iter().map(|part| part.floor_to(decimals)).collect();
    let left = total.minus(Exact::sum(split.iter().copied())?)?;
    if left.is_zero() {
        return Ok(split);
    }
    let left = left.to_scaled_i64(decimals).ok_or(ApportionError::PartsDiffer { total })?;
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
                format!("De aandelen tellen op tot {sum} in plaats van 1; verbeter ze of kies voor normaliseren."),
                format!("The shares add up to {sum} instead of 1; correct them or choose to normalise."),
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
    if let Some((index, found)) = given.iter().enumerate().find(|(_, share)| share.is_negative()) {
        return Err(ShareError::Negative { index, found: *found });
    }
    let sum = Exact::sum(given.iter().copied())?;
    if sum.is_zero() {
        return Err(ShareError::Zero);
    }
    if normalise || sum == Exact::ONE { Ok(sum) } else { Err(ShareError::NotWhole { sum }) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {

    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    fn all(texts: &[&str]) -> Vec<Exact> {
        texts.iter().map(|text| exact(text)).collect()
    }

    #[test]
    fn a_cent_goes_to_the_largest_remainder() {
        let split = apportion(exact("100"), &all(&["1", "1", "1"]), 2).unwrap();
        assert_eq!(split, all(&["33.34", "33.33", "33.33"]), "ties to the first");
        let split = apportion(exact("0.05"), &all(&["1", "2", "2"]), 2).unwrap();
        assert_eq!(split, all(&["0.01", "0.02", "0.02"]));
        let split = apportion(exact("10"), &all(&["1", "0", "5"]), 0).unwrap();
        assert_eq!(split, all(&["2", "0", "8"]));
    }

    #[test]
    fn the_effect_of_16_october_splits_into_its_months() {
        // DOMAIN 2 and 3: the year's 38,547.10 is rounded once, and its months add up to it.
        let weights = all(&["0.516129032258064516", "1", "1"]);
        let split = apportion(exact("38547.10"), &weights, 2).unwrap();
        assert_eq!(split, all(&["7907.10", "15320", "15320"]));
    }

    #[test]
    fn thirds_of_thirds_do_not_fall_below_a_whole() {
        // 1/3 of 3.00 is 1 only after rounding to 18 decimals.
        let third = Exact::ONE.over(exact("3")).unwrap().unwrap();
        let split = apportion(exact("3"), &[third, third, third], 0).unwrap();
        assert_eq!(split, all(&["1", "1", "1"]));
    }

    #[test]
    fn the_opposite_splits_into_opposites() {
        let weights = all(&["1", "1", "1"]);
        let plus = apportion(exact("0.02"), &weights, 2).unwrap();
        let minus = apportion(exact("-0.02"), &weights, 2).unwrap();
        assert_eq!(plus, all(&["0.01", "0.01", "0"]));
        assert_eq!(minus, all(&["-0.01", "-0.01", "0"]));
    }

    #[test]
    fn a_decomposition_adds_up_and_flips() {
        // DOMAIN 6, GV-2023 2021 → 2022, with parts between the cents.
        let total = exact("665907.25");
        let parts = all(&["-901465.2004", "-89169.4813", "1656541.9317"]);
        let split = round_parts(total, &parts, 2).unwrap();
        assert_eq!(split, all(&["-901465.20", "-89169.48", "1656541.93"]));
        let flipped: Vec<Exact> = parts.iter().map(|part| part.negate()).collect();
        let back = round_parts(total.negate(), &flipped, 2).unwrap();
        let expected: Vec<Exact> = split.iter().map(|part| part.negate()).collect();
        assert_eq!(back, expected);
    }

    #[test]
    fn effects_that_cancel_still_round() {
        let parts = all(&["10.005", "-10.005"]);
        let split = round_parts(Exact::ZERO, &parts, 2).unwrap();
        assert_eq!(split, all(&["10.01", "-10.01"]));
        assert!(matches!(apportion(Exact::ZERO, &parts, 2), Err(ApportionError::ZeroWeights { .. })));
    }

    #[test]
    fn what_cannot_be_split_is_refused() {
        let zeros = all(&["0", "0"]);
        assert_eq!(apportion(Exact::ZERO, &zeros, 2), Ok(zeros.clone()));
        assert_eq!(apportion(Exact::ZERO, &[], 2), Ok(Vec::new()));
        assert_eq!(apportion(Exact::ONE, &zeros, 2), Err(ApportionError::ZeroWeights { total: Exact::ONE }));
        assert!(matches!(
            apportion(exact("0.001"), &all(&["1"]), 2),
            Err(ApportionError::TotalNotRounded { decimals: 2, .. })
        ));
        assert!(matches!(round_parts(exact("5"), &all(&["1", "1"]), 2), Err(ApportionError::PartsDiffer { .. })));
    }

    #[test]
    fn shares_are_a_whole_unless_normalised() {
        let thirds = all(&["0.33", "0.33", "0.33"]);
        assert_eq!(shares(&thirds, false), Err(ShareError::NotWhole { sum: exact("0.99") }));
        assert_eq!(shares(&thirds, true), Ok(exact("0.99")));
        assert_eq!(shares(&all(&["0.25", "0.750"]), false), Ok(Exact::ONE));
        assert_eq!(shares(&all(&["1.5", "-0.5"]), true), Err(ShareError::Negative { index: 1, found: exact("-0.5") }));
        assert_eq!(shares(&all(&["0", "0"]), true), Err(ShareError::Zero));
        assert_eq!(shares(&[], false), Err(ShareError::Zero));
    }

    proptest! {
        #[test]
        fn parts_add_up_flip_and_stay_within_a_unit(
            cents in -1_000_000_000_i64..1_000_000_000,
            weights in vec(0_i64..1_000_000, 1..40),
        ) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let total = Exact::from_scaled_i64(cents, 2);
            let weights: Vec<Exact> =
                weights.into_iter().map(|weight| Exact::from_scaled_i64(weight, 3)).collect();
            let split = apportion(total, &weights, 2).unwrap();
            prop_assert_eq!(Exact::sum(split.iter().copied()).unwrap(), total);

            let opposite = apportion(total.negate(), &weights, 2).unwrap();
            let negated: Vec<Exact> = split.iter().map(|part| part.negate()).collect();
            prop_assert_eq!(opposite, negated);

            let sum = Exact::sum(weights.iter().copied()).unwrap();
            for (part, weight) in split.iter().zip(&weights) {
                let fair = total.times(*weight).unwrap().over(sum).unwrap().unwrap();
                let distance = part.minus(fair).unwrap().abs().round(18);
                prop_assert!(distance < Exact::from_scaled_i64(1, 2));
                prop_assert!(part.decimals() <= 2);
            }
        }

        #[test]
        fn known_parts_add_up_with_any_signs(
            parts in vec(-1_000_000_000_i64..1_000_000_000, 1..12),
        ) {
            let parts: Vec<Exact> =
                parts.into_iter().map(|part| Exact::from_scaled_i64(part, 5)).collect();
            let total = Exact::sum(parts.iter().copied()).unwrap().round(2);
            let split = round_parts(total, &parts, 2).unwrap();
            prop_assert_eq!(Exact::sum(split.iter().copied()).unwrap(), total);
            let flipped: Vec<Exact> = parts.iter().map(|part| part.negate()).collect();
            let back = round_parts(total.negate(), &flipped, 2).unwrap();
            let negated: Vec<Exact> = split.iter().map(|part| part.negate()).collect();
            prop_assert_eq!(back, negated);
        }
    }
}
