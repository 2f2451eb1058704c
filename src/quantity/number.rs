//! Numbers as people write them.

use super::exact::{Exact, Overflow};
use super::text::{Lang, Text, excerpt};

/// U+2212, the minus sign that printed Dutch uses.
const MINUS: char = '\u{2212}';

/// Why a text is no number. `found` holds at most 40 characters of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
#[non_exhaustive]
pub enum NumberError {
    /// Nothing was filled in.
    Empty,
    /// A document's number is not in canonical form: digits, with a point before the decimals.
    NotCanonical {
        /// What stood there.
        found: String,
    },
    /// There is no number in the text, or there is something in it that belongs to no number.
    NotANumber {
        /// What stood there.
        found: String,
    },
    /// The number is followed by words or a unit, such as "per uur".
    UnitInNumber {
        /// The words after the number.
        found: String,
    },
    /// Points, commas and spaces are not where they can be in one number.
    Separators {
        /// What stood there.
        found: String,
    },
    /// More decimals than are kept.
    TooManyDecimals {
        /// What stood there.
        found: String,
        /// The most decimals that are kept.
        limit: u32,
    },
    /// More than 28 digits.
    TooManyDigits {
        /// What stood there.
        found: String,
    },
}

impl NumberError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "number-empty",
            Self::NotCanonical { .. } => "number-not-canonical",
            Self::NotANumber { .. } => "not-a-number",
            Self::UnitInNumber { .. } => "unit-in-number",
            Self::Separators { .. } => "number-separators",
            Self::TooManyDecimals { .. } => "number-too-many-decimals",
            Self::TooManyDigits { .. } => "number-too-many-digits",
        }
    }

    /// What went wrong and what is expected, for the reader.
    pub fn message(&self) -> Text {
        match self {
            Self::Empty => Text::new(
                "Er is niets ingevuld; vul een getal in, zoals 49,01.",
                "Nothing was filled in; give a number such as 49.01.",
            ),
            Self::NotCanonical { found } => Text::owned(
                format!(
                    "Gevonden “{found}”; verwacht een getal met een punt voor de decimalen en zonder andere tekens, zoals 1234.56."
                ),
                format!(
                    "Found “{found}”; expected a number with a point before the decimals and no other signs, such as 1234.56."
                ),
            ),
            Self::NotANumber { found } => Text::owned(
                format!("“{found}” is geen getal; vul een getal in, zoals 49,01."),
                format!("“{found}” is not a number; give a number such as 49.01."),
            ),
            Self::UnitInNumber { found } => Text::owned(
                format!(
                    "Achter het getal staat “{found}”; vul alleen het getal in, de eenheid ligt vast bij het veld."
                ),
                format!("The number is followed by “{found}”; give the number alone, its unit is set by the field."),
            ),
            Self::Separators { found } => Text::owned(
                format!("De punten, komma's en spaties in “{found}” vormen niet één getal; schrijf het als 1.234,56."),
                format!("The points, commas and spaces in “{found}” do not form one number; write it as 1.234,56."),
            ),
            Self::TooManyDecimals { found, limit } => Text::owned(
                format!("“{found}” heeft te veel decimalen; ten hoogste {limit}."),
                format!("“{found}” has too many decimals; at most {limit}."),
            ),
            Self::TooManyDigits { found } => Text::owned(
                format!("“{found}” heeft te veel cijfers; ten hoogste 28."),
                format!("“{found}” has too many digits; at most 28."),
            ),
        }
    }
}

/// Reads a number as the Dutch write it, and the plain form with a decimal point.
///
/// | text | value |
/// | --- | --- |
/// | `49,01`, `49.01`, `€ 49,01` | 49.01 |
/// | `1.234,56`, `1 234,56` | 1234.56 |
/// | `1.234` | 1234 |
/// | `0.125`, `1234.567` | 0.125, 1234.567 |
/// | `-3,5`, `−3,5`, `+11,49` | −3.5, −3.5, 11.49 |
/// | `30,62 %` | 0.3062 |
///
/// One point with exactly three digits after it and one to three before it can be read in two
/// ways; it is read as the Dutch do, as thousands. It is a decimal point where it cannot group:
/// after a 0, or after four or more digits. Groups are of three digits, by points or by (no-break)
/// spaces.
///
/// # Errors
/// Everything else: a [`NumberError`] that says what was found and what is expected. Words after
/// the number are [`NumberError::UnitInNumber`], so that a tariff per hour is never taken for one
/// per dagdeel.
pub fn read_number(text: &str) -> Result<Exact, NumberError> {
    let written = text.trim();
    if written.is_empty() {
        return Err(NumberError::Empty);
    }
    let not_a_number = || NumberError::NotANumber { found: excerpt(written) };
    let (rest, sign) = strip_sign(written);
    let (rest, euro) = strip_euro(rest);
    let (rest, sign) = match (sign, strip_sign(rest)) {
        (sign, (rest, None)) => (rest, sign),
        (None, (rest, sign)) if euro => (rest, sign),
        _ => return Err(not_a_number()),
    };
    let (body, percent) = match rest.strip_suffix('%') {
        Some(body) if !euro => (body.trim_end(), true),
        Some(_) => return Err(not_a_number()),
        None => (rest, false),
    };
    if !body.starts_with(|first: char| first.is_ascii_digit()) {
        let only_separators = body.starts_with([',', '.']) && body.chars().all(is_number_sign);
        return Err(if only_separators { separators(written) } else { not_a_number() });
    }
    if let Some(at) = body.find(|sign: char| !is_number_sign(sign)) {
        let words = body.get(at..).unwrap_or_default();
        return Err(if is_words(words) {
            NumberError::UnitInNumber { found: excerpt(words.trim()) }
        } else {
            not_a_number()
        });
    }
    let canonical = ungroup(body).ok_or_else(|| separators(written))?;
    let value = Exact::parse(&canonical).map_err(|error| about(error, written))?;
    let value = if percent { of_hundred(value, written)? } else { value };
    Ok(if sign == Some(Sign::Minus) { value.negate() } else { value })
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Plus,
    Minus,
}

fn strip_sign(text: &str) -> (&str, Option<Sign>) {
    if let Some(rest) = text.strip_prefix(['-', MINUS]) {
        (rest.trim_start(), Some(Sign::Minus))
    } else if let Some(rest) = text.strip_prefix('+') {
        (rest.trim_start(), Some(Sign::Plus))
    } else {
        (text, None)
    }
}

fn strip_euro(text: &str) -> (&str, bool) {
    if let Some(rest) = text.strip_prefix('€') {
        (rest.trim_start(), true)
    } else if let Some(rest) = text.strip_suffix('€') {
        (rest.trim_end(), true)
    } else {
        (text, false)
    }
}

fn is_number_sign(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, ',' | '.') || sign.is_whitespace()
}

fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
        && text.chars().all(|sign| sign.is_alphabetic() || sign.is_whitespace() || "/·*.-€%()".contains(sign))
}

fn separators(written: &str) -> NumberError {
    NumberError::Separators { found: excerpt(written) }
}

/// The error about what the reader wrote, where `parse` saw the canonical form of it.
fn about(error: NumberError, written: &str) -> NumberError {
    let found = excerpt(written);
    match error {
        NumberError::TooManyDecimals { limit, .. } => NumberError::TooManyDecimals { found, limit },
        NumberError::TooManyDigits { .. } => NumberError::TooManyDigits { found },
        _ => NumberError::NotANumber { found },
    }
}

fn of_hundred(value: Exact, written: &str) -> Result<Exact, NumberError> {
    const LIMIT: u32 = 16;
    if value.decimals() > LIMIT {
        return Err(NumberError::TooManyDecimals { found: excerpt(written), limit: LIMIT });
    }
    value.times(Exact::from_scaled_i64(1, 2)).map_err(|Overflow| NumberError::TooManyDigits { found: excerpt(written) })
}

/// The canonical form of digits with separators, or `None` where these form no number.
fn ungroup(body: &str) -> Option<String> {
    let (whole, fraction) = match body.split_once(',') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => match body.split_once('.') {
            Some((before, after)) if is_decimal_point(before, after) => (before, Some(after)),
            _ => (body, None),
        },
    };
    let mut canonical = join_groups(whole)?;
    if let Some(fraction) = fraction {
        if !is_digits(fraction) {
            return None;
        }
        canonical.push('.');
        canonical.push_str(fraction);
    }
    Some(canonical)
}

/// Whether a point between these, in a number without comma, comes before decimals.
fn is_decimal_point(before: &str, after: &str) -> bool {
    let groups = after.len() == 3 && before.len() <= 3 && !before.starts_with('0');
    !after.contains('.') && !groups
}

fn join_groups(whole: &str) -> Option<String> {
    let mut separators = whole.chars().filter(|sign| !sign.is_ascii_digit());
    let Some(separator) = separators.next() else {
        return is_digits(whole).then(|| whole.to_owned());
    };
    if separators.any(|other| other != separator) {
        return None;
    }
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let fits = is_digits(first) && first.len() <= 3;
    let rest: Vec<&str> = groups.collect();
    let rest_fits = rest.iter().all(|group| is_digits(group) && group.len() == 3);
    (fits && rest_fits).then(|| [first, &rest.concat()].concat())
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The amount per dagdeel of four hours (unit 16 of code list WJ756) that an amount "per uur" comes to, as an offer to the user;
/// nothing where the words after the number do not name an hour. Never done without being asked.
pub fn per_dagdeel(text: &str) -> Option<Exact> {
    let Err(NumberError::UnitInNumber { found }) = read_number(text) else {
        return None;
    };
    let words = found.to_ascii_lowercase();
    let hourly =
        words.split(|letter: char| !letter.is_alphabetic()).any(|word| matches!(word, "uur" | "uurtarief" | "hour"));
    let amount = read_number(text.trim().strip_suffix(found.as_str())?).ok()?;
    if hourly { amount.times(Exact::from_i64(4)).ok() } else { None }
}

/// Writes a value rounded to `decimals`, grouped by thousands: `−1.234,56` in Dutch, `−1,234.56`
/// in English, with U+2212 for minus in both.
pub fn write_number(value: Exact, decimals: u32, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::Nl => ('.', ','),
        Lang::En => (',', '.'),
    };
    let fixed = value.fixed(decimals);
    let (negative, unsigned) = match fixed.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, fixed.as_str()),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut written = String::with_capacity(fixed.len() + whole.len() / 3 + 2);
    if negative {
        written.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            written.push(group);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(point);
        written.push_str(fraction);
    }
    written
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_hourly_amount_is_offered_per_dagdeel_and_nothing_else_is() {
        let offered = |text| per_dagdeel(text).map(|amount| amount.fixed(2));
        assert_eq!(offered("12,25 per uur").as_deref(), Some("49.00"));
        assert_eq!(offered("€ 37,52 /uur").as_deref(), Some("150.08"));
        for text in ["12,25", "12,25 per etmaal", "per uur", "12,25 per huurder", ""] {
            assert_eq!(offered(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_the_dutch_write_them() {
        for (text, value) in [
            ("1.234,56", "1234.56"),
            ("€ 49,01", "49.01"),
            ("€49,01", "49.01"),
            ("49,01 €", "49.01"),
            ("49.01", "49.01"),
            ("49,01", "49.01"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("12.345.678,9", "12345678.9"),
            ("0.125", "0.125"),
            ("1234.567", "1234.567"),
            ("1.2345", "1.2345"),
            ("1 234,56", "1234.56"),
            ("1\u{a0}234\u{a0}567,5", "1234567.5"),
            ("1\u{202f}234", "1234"),
            ("€\u{a0}1.234,56", "1234.56"),
            ("-3,5", "-3.5"),
            ("−3,5", "-3.5"),
            ("− € 3,5", "-3.5"),
            ("€ -3,50", "-3.5"),
            ("+11,49", "11.49"),
            ("  7 ", "7"),
            ("30,62 %", "0.3062"),
            ("30.62%", "0.3062"),
            ("−4,19 %", "-0.0419"),
            ("-0", "0"),
        ] {
            let read = read_number(text).unwrap();
            assert_eq!(read.plain(), value, "{text}");
        }
    }

    #[test]
    fn a_unit_after_the_number_is_named() {
        for (text, found) in [
            ("12,25 per uur", "per uur"),
            ("€ 37,52 per dagdeel", "per dagdeel"),
            ("49,01/dagdeel", "/dagdeel"),
            ("150,08 €/uur", "€/uur"),
            ("3 mln", "mln"),
        ] {
            let expected = NumberError::UnitInNumber { found: found.to_owned() };
            assert_eq!(read_number(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        for (text, code) in [
            ("", "number-empty"),
            (" \u{a0}", "number-empty"),
            ("tien", "not-a-number"),
            ("1e5", "not-a-number"),
            ("=1+1", "not-a-number"),
            ("12-3", "not-a-number"),
            ("--3", "not-a-number"),
            ("- € -3", "not-a-number"),
            ("€ 30 %", "not-a-number"),
            ("€", "not-a-number"),
            ("-", "not-a-number"),
            ("%", "not-a-number"),
            ("1,2,3", "number-separators"),
            ("1,234.56", "number-separators"),
            ("1.23.456", "number-separators"),
            ("1.234.56", "number-separators"),
            ("1234.567,8", "number-separators"),
            ("1 234.567.890", "number-separators"),
            ("12 34", "number-separators"),
            ("5,", "number-separators"),
            ("5.", "number-separators"),
            (",5", "number-separators"),
            ("1..5", "number-separators"),
            ("0,1234567890123456789", "number-too-many-decimals"),
            ("0,12345678901234567 %", "number-too-many-decimals"),
            ("12345678901234567890123456789", "number-too-many-digits"),
        ] {
            let error = read_number(text).unwrap_err();
            assert_eq!(error.code(), code, "{text}: {error}");
        }
    }

    #[test]
    fn numbers_are_written_in_both_languages() {
        let value = Exact::parse("-1234567.895").unwrap();
        assert_eq!(write_number(value, 2, Lang::Nl), "−1.234.567,90");
        assert_eq!(write_number(value, 2, Lang::En), "−1,234,567.90");
        assert_eq!(write_number(Exact::from_i64(999), 0, Lang::Nl), "999");
        assert_eq!(write_number(Exact::from_i64(1000), 0, Lang::Nl), "1.000");
        assert_eq!(write_number(Exact::parse("-0.001").unwrap(), 2, Lang::Nl), "0,00");
    }

    proptest! {
        #[test]
        fn what_is_written_in_dutch_reads_back(units in any::<i64>(), decimals in 0_u32..19) {
            let value = Exact::from_scaled_i64(units, decimals);
            let written = write_number(value, decimals, Lang::Nl);
            prop_assert_eq!(read_number(&written), Ok(value), "{}", written);
        }

        #[test]
        fn plain_values_of_cents_read_back(units in any::<i64>()) {
            let value = Exact::from_scaled_i64(units, 2);
            prop_assert_eq!(read_number(&value.fixed(2)), Ok(value));
        }

        #[test]
        fn any_text_is_read_or_refused_in_few_words(text in "[-+−€% .,0-9a-zé/\u{a0}]{0,60}") {
            if let Err(
                NumberError::NotCanonical { found }
                | NumberError::NotANumber { found }
                | NumberError::UnitInNumber { found }
                | NumberError::Separators { found }
                | NumberError::TooManyDecimals { found, .. }
                | NumberError::TooManyDigits { found },
            ) = read_number(&text)
            {
                prop_assert!(found.chars().count() <= 40);
            }
        }

        #[test]
        fn any_characters_at_all_are_survived(text in any::<String>()) {
            let read = read_number(&text);
            let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
            prop_assert!(read.is_err() || has_digit);
        }
    }
}
