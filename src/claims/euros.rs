//! Sums of whole cents.

use serde::{Serialize, Serializer};

/// A sum in whole cents, added up in 128 bits; written as an exact amount in euros, such as `"-49.01"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Euros(pub i128);

impl Euros {
    /// As text: a point, two decimals.
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }

    /// Divided by a count and rounded to the cent, half away from zero; none where the count is 0.
    pub fn per(self, count: u64) -> Option<Self> {
        divided(self.0, i128::from(count)).map(Self)
    }

    /// Whole thousands of euros, rounded half away from zero.
    pub fn thousands(self) -> Self {
        Self(divided(self.0, THOUSAND).unwrap_or_default() * THOUSAND)
    }
}

/// A thousand euros, in cents.
const THOUSAND: i128 = 100_000;

/// A quotient rounded half away from zero; none where the divisor is not positive.
pub fn divided(value: i128, by: i128) -> Option<i128> {
    let half = by.checked_div(2).filter(|_| by > 0)?;
    // Of an odd divisor, half of it rounded down is right: no whole number lies at its true half.
    let away = if value < 0 { value.checked_sub(half)? } else { value.checked_add(half)? };
    away.checked_div(by)
}

/// Reads `1234.56` or `-7` as cents.
pub fn cents(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole, 15) || !plain(part, 2) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    let cents = whole.parse::<i64>().ok()? * 100 + part;
    Some(if negative { -cents } else { cents })
}

impl Serialize for Euros {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

#[cfg(feature = "types")]
impl ts_rs::TS for Euros {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;
    fn name(_: &ts_rs::Config) -> String {
        "Exact".to_owned()
    }
    fn inline(config: &ts_rs::Config) -> String {
        Self::name(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_and_read() {
        for (value, text) in [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (4901, "49.01"), (-123_400, "-1234.00")] {
            assert_eq!(Euros(value).plain(), text);
            assert_eq!(cents(text).map(i128::from), Some(value));
        }
        assert_eq!(cents("7"), Some(700));
        assert_eq!(cents("7.5"), Some(750));
        assert!(["", "-", "1,5", "1.234", "a", "1.", ".5"].iter().all(|text| cents(text).is_none()));
    }

    #[test]
    fn a_share_is_rounded_half_away_from_zero() {
        assert_eq!(Euros(5).per(2), Some(Euros(3)));
        assert_eq!(Euros(-5).per(2), Some(Euros(-3)));
        assert_eq!(Euros(10).per(3), Some(Euros(3)));
        assert_eq!(Euros(11).per(3), Some(Euros(4)));
        assert_eq!(Euros(1).per(0), None);
    }
}
