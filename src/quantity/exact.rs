//! Exact decimals.

#![expect(clippy::disallowed_types, reason = "the one place where the decimal type is wrapped")]

use std::fmt;
use std::hash::{Hash, Hasher};

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::{Serialize, Serializer};

use super::number::NumberError;
use super::text::{Text, excerpt};

/// The decimals that every value is rounded to before it is rounded further, and the most that a
/// number in a document may have.
///
/// A quotient such as 10/12 ends somewhere in 28 digits, so 10/12 × 37.53 comes out a hair below
/// 31.275. Rounding to 18 decimals first takes that hair away.
const GUARD_DECIMALS: u32 = 18;

/// The most digits that a number in a document may have, before and after the point together.
const MAX_DIGITS: usize = 28;

/// A result that is too large for an exact decimal: 7.9 × 10²⁸ or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the result is too large to be computed exactly")]
pub struct Overflow;

impl Overflow {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        "overflow"
    }

    /// What went wrong, for the reader.
    pub fn message(&self) -> Text {
        Text::new("De uitkomst is te groot om exact te berekenen.", "The result is too large to be computed exactly.")
    }
}

/// An exact decimal of at most 28 digits: the only number that carries an amount.
///
/// There are no operators; each step returns a [`Result`], because it can overflow. Values compare
/// and hash by value: 1.5 equals 1.50. A quotient, and a product or sum of more than 28 digits,
/// loses its last digits; everything else is exact.
#[derive(Clone, Copy, Default, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[repr(transparent)]
pub struct Exact(#[cfg_attr(feature = "types", ts(as = "String"))] Decimal);

impl Exact {
    /// 0.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// 1.
    pub const ONE: Self = Self(Decimal::ONE);
    /// 100.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// A whole number.
    pub const fn from_i64(value: i64) -> Self {
        Self::from_scaled_i64(value, 0)
    }

    /// A whole number of units of 10^−decimals: `from_scaled_i64(4901, 2)` is 49.01. Decimals
    /// beyond 28 count as 28.
    pub const fn from_scaled_i64(value: i64, decimals: u32) -> Self {
        let size = value.unsigned_abs() as u128;
        let decimals = if decimals > 28 { 28 } else { decimals };
        Self::from_size(size, value < 0, decimals)
    }

    /// `size` must be below 2⁹⁶ and `decimals` at most 28.
    const fn from_size(size: u128, negative: bool, decimals: u32) -> Self {
        Self(Decimal::from_parts(
            size as u32,
            (size >> 32) as u32,
            (size >> 64) as u32,
            negative && size != 0,
            decimals,
        ))
    }

    /// Reads a canonical decimal string, as documents hold them: an optional `-`, digits, and
    /// optionally a point and digits. At most 18 decimals and 28 digits; no exponent, no `+`, no
    /// spaces, no grouping. People's own notation is read by
    /// [`read_number`](super::read_number).
    ///
    /// # Errors
    /// [`NumberError::Empty`], [`NumberError::NotCanonical`], [`NumberError::TooManyDecimals`] or
    /// [`NumberError::TooManyDigits`].
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let not_canonical = || NumberError::NotCanonical { found: excerpt(text) };
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((_, "")) => return Err(not_canonical()),
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(not_canonical());
        }
        if fraction.len() > GUARD_DECIMALS as usize {
            return Err(NumberError::TooManyDecimals { found: excerpt(text), limit: GUARD_DECIMALS });
        }
        if whole.len() + fraction.len() > MAX_DIGITS {
            return Err(NumberError::TooManyDigits { found: excerpt(text) });
        }
        let size = whole.bytes().chain(fraction.bytes()).fold(0_u128, |size, byte| size * 10 + u128::from(byte - b'0'));
        let decimals = u32::try_from(fraction.len()).unwrap_or(GUARD_DECIMALS);
        Ok(Self::from_size(size, negative, decimals))
    }

    /// self + other.
    ///
    /// # Errors
    /// [`Overflow`].
    #[inline(always)]
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        if let Some(sum) = self.word_sum(other, other.0.is_sign_negative()) {
            return Ok(sum);
        }
        by_library(Decimal::checked_add, self, other).map(Self).ok_or(Overflow)
    }

    /// self − other.
    ///
    /// # Errors
    /// [`Overflow`].
    #[inline]
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        if let Some(difference) = self.word_sum(other, !other.0.is_sign_negative()) {
            return Ok(difference);
        }
        by_library(Decimal::checked_sub, self, other).map(Self).ok_or(Overflow)
    }

    /// self × other.
    ///
    /// # Errors
    /// [`Overflow`].
    #[inline(always)]
    pub fn times(self, other: Self) -> Result<Self, Overflow> {
        if let Some(product) = self.word_product(other) {
            return Ok(product);
        }
        by_library(Decimal::checked_mul, self, other).map(Self).ok_or(Overflow)
    }

    /// self ÷ other, to 28 digits; `None` when `other` is zero.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn over(self, other: Self) -> Result<Option<Self>, Overflow> {
        if other.is_zero() {
            return Ok(None);
        }
        self.0.checked_div(other.0).map(|quotient| Some(Self(quotient))).ok_or(Overflow)
    }

    /// The sum of values, from left to right.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn sum(values: impl IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        values.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// −self.
    #[must_use]
    pub fn negate(self) -> Self {
        Self::from_size(self.size(), !self.is_negative(), self.0.scale())
    }

    /// |self|.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The smaller of two values.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }

    /// The larger of two values.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// Whether the value is 0.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the value is below 0.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Rounds half away from zero (*rekenkundig*), first to 18 decimals, then to `decimals`.
    ///
    /// ```
    /// use dagdeel::quantity::{Exact, Overflow};
    ///
    /// let share = Exact::from_i64(10).over(Exact::from_i64(12))?.unwrap_or_default();
    /// let tariff = share.times(Exact::from_scaled_i64(3753, 2))?;
    /// assert_eq!(tariff.round(2).plain(), "31.28");
    /// # Ok::<(), Overflow>(())
    /// ```
    #[must_use]
    #[inline(always)]
    pub fn round(self, decimals: u32) -> Self {
        match self.0.scale() {
            scale if scale <= decimals.min(GUARD_DECIMALS) => self,
            scale if scale <= GUARD_DECIMALS => self.round_once(decimals),
            _ => self.round_guarded(decimals),
        }
    }

    /// As [`Exact::round`], of what has more than 18 decimals, such as a quotient.
    #[inline(never)]
    fn round_guarded(self, decimals: u32) -> Self {
        self.round_once(GUARD_DECIMALS).round_once(decimals)
    }

    /// Half away from zero, in one go; the value itself when it has no more decimals than asked.
    #[inline(always)]
    fn round_once(self, decimals: u32) -> Self {
        let surplus = self.0.scale().saturating_sub(decimals);
        if surplus == 0 {
            return self;
        }
        if let (Some(size), Some(unit)) = (self.word(), WORD_POWERS_OF_TEN.get(surplus as usize)) {
            let whole = size / unit;
            let up = u64::from(size - whole * unit >= unit / 2);
            return Self::from_word(whole + up, self.0.is_sign_negative(), decimals);
        }
        self.round_limbs(decimals, surplus)
    }

    #[inline(never)]
    fn round_limbs(self, decimals: u32, surplus: u32) -> Self {
        let half = 5 * ten_to(surplus - 1);
        let size = without_last_digits(self.size() + half, surplus);
        Self::from_size(size, self.is_negative(), decimals)
    }

    /// The largest whole number that is not above the value.
    #[must_use]
    pub fn floor(self) -> Self {
        self.floor_to(0)
    }

    /// The largest multiple of 10^−decimals that is not above the value.
    #[must_use]
    pub fn floor_to(self, decimals: u32) -> Self {
        let surplus = self.0.scale().saturating_sub(decimals);
        if surplus == 0 {
            return self;
        }
        let negative = self.is_negative();
        // Towards minus infinity is away from zero for a negative value.
        let lift = if negative { ten_to(surplus) - 1 } else { 0 };
        let size = without_last_digits(self.size() + lift, surplus);
        Self::from_size(size, negative, decimals)
    }

    /// The number of decimals that the value needs: 1 for 1.50.
    pub fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// The nearest binary number, for simulation and drawing only.
    pub fn to_f64(self) -> f64 {
        const EXACT_INTEGERS: u128 = 1 << 53;
        const EXACT_POWERS: u32 = 22;
        let size = self.size();
        let decimals = self.0.scale();
        if size <= EXACT_INTEGERS && decimals <= EXACT_POWERS {
            // Both are exact in binary, so their quotient is the nearest one.
            let value = size as f64 / ten_to(decimals) as f64;
            return if self.is_negative() { -value } else { value };
        }
        let value = nearest_quotient(size, ten_to(decimals));
        if self.is_negative() { -value } else { value }
    }

    /// A computed estimate as an exact decimal: its 15 significant digits, rounded once to
    /// `decimals`. `None` when it is not finite or too large.
    pub fn from_f64_rounded(value: f64, decimals: u32) -> Option<Self> {
        Decimal::from_f64(value).map(|decimal| Self(decimal).round(decimals))
    }

    /// The value in whole units of 10^−decimals, when it is a whole number of them and fits.
    pub fn to_scaled_i64(self, decimals: u32) -> Option<i64> {
        let exact = Self(self.0.normalize());
        let missing = decimals.checked_sub(exact.0.scale())?;
        let size = exact.size().checked_mul(10_u128.checked_pow(missing)?)?;
        let size = i128::try_from(size).ok()?;
        i64::try_from(if exact.is_negative() { -size } else { size }).ok()
    }

    /// Rounded to `decimals` and padded with zeros to exactly that many; never `-0`.
    pub fn fixed(self, decimals: u32) -> String {
        let rounded = self.round(decimals);
        let (whole, mut fraction) = rounded.digits();
        while fraction.len() < decimals as usize {
            fraction.push('0');
        }
        join(rounded.is_negative(), &whole, &fraction)
    }

    /// Rounded to 18 decimals, without trailing zeros; never `-0`. What documents and results hold.
    pub fn plain(self) -> String {
        let value = Self(self.round(GUARD_DECIMALS).0.normalize());
        let (whole, fraction) = value.digits();
        join(value.is_negative(), &whole, &fraction)
    }

    /// The digits before and after the point, without sign.
    pub(super) fn digits(self) -> (String, String) {
        let decimals = self.0.scale() as usize;
        let digits = format!("{:0>width$}", self.size(), width = decimals + 1);
        match digits.split_at_checked(digits.len() - decimals) {
            Some((whole, fraction)) => (whole.to_owned(), fraction.to_owned()),
            None => (digits, String::new()),
        }
    }

    /// |self| in units of its last decimal.
    fn size(self) -> u128 {
        self.0.mantissa().unsigned_abs()
    }

    /// The same where it fits a machine word, as it does for nearly every amount. What follows computes on these words and
    /// gives nothing where the decimal library has to. It is always inlined, also where the module is built for size: a
    /// model of 75,000 formulas is then recalculated in three quarters of the time.
    #[inline(always)]
    fn word(self) -> Option<u64> {
        let parts = self.0.unpack();
        (parts.hi == 0).then_some(u64::from(parts.mid) << 32 | u64::from(parts.lo))
    }

    /// `decimals` must be at most 28.
    #[inline(always)]
    fn from_word(size: u64, negative: bool, decimals: u32) -> Self {
        Self(Decimal::from_parts(size as u32, (size >> 32) as u32, 0, negative, decimals))
    }

    /// self ± |other|.
    #[inline(always)]
    fn word_sum(self, other: Self, minus: bool) -> Option<Self> {
        let scale = self.0.scale();
        if scale != other.0.scale() {
            return None;
        }
        let (a, b, negative) = (self.word()?, other.word()?, self.0.is_sign_negative());
        Some(if negative == minus {
            Self::from_word(a.checked_add(b)?, negative, scale)
        } else if a >= b {
            Self::from_word(a - b, negative, scale)
        } else {
            Self::from_word(b - a, minus, scale)
        })
    }

    #[inline(always)]
    fn word_product(self, other: Self) -> Option<Self> {
        let (a, b, scale) = (self.word()?, other.word()?, self.0.scale() + other.0.scale());
        let fits = a.leading_zeros() + b.leading_zeros() >= u64::BITS && scale <= Decimal::MAX_SCALE;
        fits.then(|| Self::from_word(a * b, self.0.is_sign_negative() != other.0.is_sign_negative(), scale))
    }
}

/// Kept out of line, so that what computes on words stays small enough to be inlined and its results stay in registers.
#[cold]
#[inline(never)]
fn by_library(operator: fn(Decimal, Decimal) -> Option<Decimal>, one: Exact, other: Exact) -> Option<Decimal> {
    operator(one.0, other.0)
}

impl PartialEq for Exact {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.0.unpack(), other.0.unpack());
        if one.scale != two.scale || one.negative != two.negative {
            return self.0 == other.0;
        }
        (one.lo, one.mid, one.hi) == (two.lo, two.mid, two.hi)
    }
}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

fn join(negative: bool, whole: &str, fraction: &str) -> String {
    let sign = if negative { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    [sign, whole, point, fraction].concat()
}

/// The powers of ten that a decimal can have as its unit: 10⁰ to 10²⁸.
const POWERS_OF_TEN: [u128; 29] = powers_of_ten();

#[expect(clippy::indexing_slicing, reason = "evaluated when the program is built")]
const fn powers_of_ten() -> [u128; 29] {
    let mut powers = [1; 29];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = powers[power - 1] * 10;
        power += 1;
    }
    powers
}

/// The powers of ten that fit a machine word.
const WORD_POWERS_OF_TEN: [u64; 20] = word_powers_of_ten();

#[expect(clippy::indexing_slicing, reason = "evaluated when the program is built")]
const fn word_powers_of_ten() -> [u64; 20] {
    let mut powers = [1; 20];
    let mut power = 1;
    while power < powers.len() {
        powers[power] = powers[power - 1] * 10;
        power += 1;
    }
    powers
}

/// The binary number nearest to a ÷ b, for b above 0 and both below 2⁹⁶: long division to 55 bits or more,
/// and a last bit that says whether something is left. (Parsing the number's text would bring 10 kB of tables.)
fn nearest_quotient(a: u128, b: u128) -> f64 {
    const ENOUGH: u128 = 1 << 55;
    if a == 0 {
        return 0.0;
    }
    let (mut quotient, mut rest, mut halvings) = (a / b, a % b, 0_u64);
    while quotient < ENOUGH {
        rest *= 2;
        let bit = rest >= b;
        rest -= if bit { b } else { 0 };
        quotient = quotient * 2 + u128::from(bit);
        halvings += 1;
    }
    let two_to_minus_halvings = f64::from_bits((1023 - halvings) << 52);
    (quotient | u128::from(rest != 0)) as f64 * two_to_minus_halvings
}

/// 10^power; powers beyond 28 do not occur and count as 28.
fn ten_to(power: u32) -> u128 {
    const MOST: u128 = 10_u128.pow(28);
    POWERS_OF_TEN.get(power as usize).copied().unwrap_or(MOST)
}

/// `size` ÷ 10^count, downwards, for a size below 2¹²⁷. Divides by at most 10⁹ at a time on 32-bit
/// limbs, because wasm has no 128-bit division: an ordinary amount rounds in two thirds of the time
/// that the decimal library takes.
fn without_last_digits(mut size: u128, mut count: u32) -> u128 {
    const LARGEST: u128 = u64::MAX as u128;
    // A divisor that is known when the program is built becomes a multiplication.
    while count >= 9 && size > LARGEST {
        size = over_small(size, 1_000_000_000);
        count -= 9;
    }
    if size > LARGEST {
        return over_small(size, ten_to(count) as u64);
    }
    if count == 0 {
        return size;
    }
    let divisor = ten_to(count);
    if divisor > LARGEST {
        return 0;
    }
    u128::from(size as u64 / divisor as u64)
}

/// `size` ÷ `divisor`, for a size below 2¹²⁷ and a divisor below 2³².
#[inline(always)]
fn over_small(size: u128, divisor: u64) -> u128 {
    const LIMB: u64 = 0xffff_ffff;
    let high = (size >> 64) as u64;
    let middle = ((high % divisor) << 32) | ((size >> 32) as u64 & LIMB);
    let low = ((middle % divisor) << 32) | (size as u64 & LIMB);
    (u128::from(high / divisor) << 64) | (u128::from(middle / divisor) << 32) | u128::from(low / divisor)
}

impl fmt::Display for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.plain())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Exact({})", self.0)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {

    use super::*;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap()
    }

    /// Any value with up to 27 digits and 18 decimals.
    fn any_exact() -> impl Strategy<Value = Exact> {
        ("-?[0-9]{1,9}", "[0-9]{1,18}").prop_map(|(whole, fraction)| exact(&format!("{whole}.{fraction}")))
    }

    /// Values that fit a machine word, small ones and ones at its end, with any number of decimals.
    fn any_word() -> impl Strategy<Value = Exact> {
        let size = prop_oneof![0_u64..100, Just(u64::from(u32::MAX)), any::<u32>().prop_map(u64::from), any::<u64>()];
        let decimals = prop_oneof![Just(2_u32), 0_u32..=28];
        (size, any::<bool>(), decimals)
            .prop_map(|(size, negative, decimals)| Exact::from_size(u128::from(size), negative, decimals))
    }

    #[test]
    fn a_quotient_that_ends_a_hair_low_still_rounds_up() {
        // DESIGN: 10/12 × 37.53 is 31.27499… in 28 digits and must become 31.28.
        let share = exact("10").over(exact("12")).unwrap().unwrap();
        let tariff = share.times(exact("37.53")).unwrap();
        assert!(tariff < exact("31.275"));
        assert_eq!(tariff.round(2), exact("31.28"));
        assert_eq!(tariff.negate().round(2), exact("-31.28"));
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (value, decimals, rounded) in [
            ("0.005", 2, "0.01"),
            ("-0.005", 2, "-0.01"),
            ("0.0049", 2, "0"),
            ("-0.0049", 2, "0"),
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("38547.096774193548", 2, "38547.1"),
            ("9999999999.999999999999999999", 2, "10000000000"),
            ("1.5", 4, "1.5"),
        ] {
            assert_eq!(exact(value).round(decimals).plain(), rounded, "{value}");
        }
    }

    #[test]
    fn the_effect_of_16_october_is_exact() {
        // DOMAIN 2: 15,320 × (16/31 + 2) = 38,547.10.
        let october = exact("15320").times(exact("16")).unwrap();
        let october = october.over(exact("31")).unwrap().unwrap();
        let effect = october.plus(exact("30640")).unwrap();
        assert_eq!(effect.fixed(2), "38547.10");
    }

    #[test]
    fn rounding_agrees_with_the_library_at_every_size() {
        use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        let sizes = [0, 1, 5, 4999, 5000, u128::from(u64::MAX), 1 << 64, (1 << 96) - 1];
        for size in sizes {
            for scale in 0..=28 {
                for decimals in 0..=28 {
                    for negative in [false, true] {
                        let value = Exact::from_size(size, negative, scale);
                        let expected = value
                            .0
                            .round_dp_with_strategy(18, MidpointAwayFromZero)
                            .round_dp_with_strategy(decimals, MidpointAwayFromZero);
                        assert_eq!(value.round(decimals), Exact(expected), "{value:?} {decimals}");
                    }
                }
            }
        }
    }

    #[test]
    fn only_canonical_text_is_parsed() {
        assert_eq!(exact("-0").plain(), "0");
        assert_eq!(exact("45960.00").plain(), "45960");
        assert_eq!(exact("0.000000000000000001").plain(), "0.000000000000000001");
        for text in ["1e3", "+1", " 1", "1 ", "1,5", ".5", "5.", "-", "1.2.3", "٣", "--1", "€1"] {
            assert!(matches!(Exact::parse(text), Err(NumberError::NotCanonical { .. })), "{text}");
        }
        assert_eq!(Exact::parse(""), Err(NumberError::Empty));
        assert!(matches!(Exact::parse("0.0000000000000000001"), Err(NumberError::TooManyDecimals { limit: 18, .. })));
        assert_eq!(exact(&"9".repeat(28)).plain(), "9".repeat(28));
        assert!(matches!(
            Exact::parse(&"9".repeat(5000)),
            Err(NumberError::TooManyDigits { found }) if found.chars().count() == 40
        ));
    }

    #[test]
    fn too_large_is_an_error_and_never_a_panic() {
        let huge = exact(&"9".repeat(28));
        assert_eq!(huge.times(huge), Err(Overflow));
        assert_eq!(huge.over(exact("0.000000000000000001")), Err(Overflow));
        let most = Exact(Decimal::MAX);
        assert_eq!(most.plus(Exact::ONE), Err(Overflow));
        assert_eq!(most.negate().minus(Exact::ONE), Err(Overflow));
        assert_eq!(Exact::ONE.over(Exact::ZERO), Ok(None));
    }

    #[test]
    fn values_are_equal_whatever_their_scale_and_the_sign_of_their_zero() {
        assert_eq!(exact("1.50"), exact("1.5"));
        assert_ne!(exact("1.50"), exact("-1.5"));
        let minus_zero = Exact(-Decimal::ZERO);
        assert_eq!(minus_zero, Exact::ZERO);
        assert_eq!(minus_zero.plus(minus_zero), Ok(Exact::ZERO));
        assert_eq!(minus_zero.minus(exact("1")), Ok(exact("-1")));
    }

    #[test]
    fn zero_has_no_sign() {
        let zero = Exact::ZERO.negate();
        assert!(!zero.is_negative());
        let product = exact("-5").times(Exact::ZERO).unwrap();
        assert_eq!(product.plain(), "0");
        assert_eq!(product.fixed(2), "0.00");
        assert!(!product.is_negative());
        assert_eq!(exact("-0.004").fixed(2), "0.00");
    }

    #[test]
    fn floor_goes_down_on_both_sides_of_zero() {
        for (value, floor) in [("2.7", "2"), ("-2.1", "-3"), ("-2", "-2"), ("-0.0", "0")] {
            assert_eq!(exact(value).floor(), exact(floor), "{value}");
        }
        assert_eq!(exact("-1.231").floor_to(2), exact("-1.24"));
    }

    #[test]
    fn text_forms() {
        assert_eq!(exact("1.50").plain(), "1.5");
        assert_eq!(exact("1.5").fixed(2), "1.50");
        assert_eq!(exact("7").fixed(0), "7");
        assert_eq!(exact("0.05").fixed(3), "0.050");
        assert_eq!(format!("{:>6}", exact("1.5")), "   1.5");
        assert_eq!(serde_json::to_string(&exact("49.010")).unwrap(), r#""49.01""#);
    }

    #[test]
    fn scaled_integers() {
        assert_eq!(Exact::from_scaled_i64(-4901, 2), exact("-49.01"));
        assert_eq!(exact("-49.010").to_scaled_i64(2), Some(-4901));
        assert_eq!(exact("49.011").to_scaled_i64(2), None);
        assert_eq!(exact("92233720368547758.08").to_scaled_i64(2), None);
        assert_eq!(exact("-92233720368547758.08").to_scaled_i64(2), Some(i64::MIN));
        assert_eq!(Exact::from_i64(i64::MIN).plain(), i64::MIN.to_string());
    }

    #[test]
    fn estimates_are_rounded_on_the_digits_a_double_holds() {
        // 1.005 is a little less in binary.
        assert_eq!(Exact::from_f64_rounded(1.005, 2), Some(exact("1.01")));
        assert_eq!(Exact::from_f64_rounded(-4.1862, 3), Some(exact("-4.186")));
        assert_eq!(Exact::from_f64_rounded(f64::NAN, 2), None);
        assert_eq!(Exact::from_f64_rounded(f64::INFINITY, 2), None);
        assert_eq!(Exact::from_f64_rounded(1e300, 2), None);
        assert_eq!(Exact::from_f64_rounded(-0.0, 2), Some(Exact::ZERO));
    }

    proptest! {
        #[test]
        fn plain_text_reads_back(value in any_exact()) {
            prop_assert_eq!(exact(&value.plain()), value);
        }

        #[test]
        fn rounding_twice_changes_nothing(value in any_exact(), decimals in 0_u32..19) {
            let rounded = value.round(decimals);
            prop_assert_eq!(rounded.round(decimals), rounded);
            prop_assert!(rounded.decimals() <= decimals);
            prop_assert_eq!(value.negate().round(decimals), rounded.negate());
            let distance = value.minus(rounded).unwrap().abs();
            let half = Exact::from_size(5, false, decimals + 1);
            prop_assert!(distance <= half);
        }

        #[test]
        fn floor_is_the_largest_below(value in any_exact(), decimals in 0_u32..19) {
            let floor = value.floor_to(decimals);
            let rest = value.minus(floor).unwrap();
            prop_assert!(!rest.is_negative() && rest < Exact::from_size(1, false, decimals));
            prop_assert!(floor.decimals() <= decimals);
        }

        #[test]
        fn to_binary_is_the_nearest(value in any_exact()) {
            let nearest: f64 = value.plain().parse().unwrap();
            prop_assert_eq!(value.to_f64().to_bits(), nearest.to_bits());
        }

        #[test]
        fn words_compute_what_the_library_computes(one in any_word(), other in any_word()) {
            prop_assert_eq!(one.plus(other).unwrap().0, one.0 + other.0);
            prop_assert_eq!(one.minus(other).unwrap().0, one.0 - other.0);
            prop_assert_eq!(one.times(other).ok().map(|product| product.0), one.0.checked_mul(other.0));
            for result in [one.plus(other), one.minus(other), one.times(other)].into_iter().flatten() {
                prop_assert!(!(result.is_zero() && result.is_negative()));
            }
            prop_assert_eq!(one == other, one.0 == other.0);
        }

        #[test]
        fn plus_and_minus_undo_each_other(one in any_exact(), other in any_exact()) {
            prop_assert_eq!(one.plus(other).unwrap().minus(other).unwrap(), one);
        }
    }
}
