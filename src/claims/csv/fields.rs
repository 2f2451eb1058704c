//! What a cell says: amounts, whole numbers, dates, as Dutch systems write them. No cell's text is ever part of an error.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::claims::keys::Key;

/// The sign before the decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum DecimalSign {
    /// `1.234,56`.
    Comma,
    /// `1,234.56`.
    Point,
}

/// The order of a date's parts where its year does not come first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// `31-12-2023`.
    Dmy,
    /// `2023-12-31`.
    Ymd,
    /// `12/31/2023`.
    Mdy,
}

/// Why a cell is no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberFault {
    /// Nothing stands there.
    Empty,
    /// Something else stands there.
    NotANumber,
    /// More decimals than fit, not all of them zero.
    Decimals,
    /// Beyond 18 digits.
    TooLarge,
}

/// A number with at most so many decimals, as a whole number of its smallest part: `49,01` with two decimals is 4901.
///
/// # Errors
/// [`NumberFault`].
#[inline]
pub fn number(text: &[u8], decimals: u32, sign: DecimalSign) -> Result<i64, NumberFault> {
    let point = if sign == DecimalSign::Comma { b',' } else { b'.' };
    plain(text, decimals, point).map_or_else(|| written(text, decimals, point), Ok)
}

/// The number where it is nothing but digits, with exactly so many decimals or none; most are.
#[inline]
fn plain(text: &[u8], decimals: u32, point: u8) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let (mut value, mut whole, mut after) = (0_i64, true, 0_u32);
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            value = value * 10 + i64::from(digit);
            after += u32::from(!whole);
        } else if *byte == point && whole && value >= 0 {
            whole = false;
        } else {
            return None;
        }
    }
    let value = match (whole, decimals) {
        (true, 0) => value,
        (true, 2) => value * 100,
        (false, _) if after == decimals && after > 0 && digits.first() != Some(&point) => value,
        _ => return None,
    };
    Some(if negative { -value } else { value })
}

/// Any way of writing it: a sign before or after, thousands in groups of three, a euro sign, spaces.
fn written(text: &[u8], decimals: u32, point: u8) -> Result<i64, NumberFault> {
    let (negative, text) = unsigned(text);
    if text.is_empty() {
        return Err(if negative { NumberFault::NotANumber } else { NumberFault::Empty });
    }
    let (whole, fraction) = match text.iter().position(|byte| *byte == point) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
        None => (&*text, &[][..]),
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err(NumberFault::NotANumber);
    }
    let mut value = grouped(whole, if point == b',' { b'.' } else { b',' })?;
    if !fraction.iter().all(u8::is_ascii_digit) {
        return Err(NumberFault::NotANumber);
    }
    let (kept, beyond) = fraction.split_at(fraction.len().min(decimals as usize));
    if beyond.iter().any(|digit| *digit != b'0') {
        return Err(NumberFault::Decimals);
    }
    let zeros = std::iter::repeat_n(&b'0', decimals as usize - kept.len());
    for digit in kept.iter().chain(zeros) {
        value = appended(value, *digit)?;
    }
    Ok(if negative { -value } else { value })
}

fn appended(value: i64, digit: u8) -> Result<i64, NumberFault> {
    const MOST: i64 = 100_000_000_000_000_000;
    if value >= MOST { Err(NumberFault::TooLarge) } else { Ok(value * 10 + i64::from(digit - b'0')) }
}

/// Whole digits, perhaps in groups of three behind a separator, a space or an apostrophe.
fn grouped(text: &[u8], separator: u8) -> Result<i64, NumberFault> {
    let mut value = 0;
    let mut groups = text.split(|byte| [separator, b' ', b'\''].contains(byte));
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let is_grouped = rest.peek().is_some();
    if is_grouped && !(1..=3).contains(&first.len()) {
        return Err(NumberFault::NotANumber);
    }
    for (group, length) in std::iter::once((first, first.len())).chain(rest.map(|group| (group, 3))) {
        if group.len() != length || !group.iter().all(u8::is_ascii_digit) {
            return Err(NumberFault::NotANumber);
        }
        for digit in group {
            value = appended(value, *digit)?;
        }
    }
    Ok(value)
}

/// The text without its sign, spaces around it and the sign or word of the euro; whether it is negative.
fn unsigned(text: &[u8]) -> (bool, Vec<u8>) {
    // The same marks in UTF-8 and in Windows-1252.
    const EUROS: [&[u8]; 3] = ["€".as_bytes(), b"\x80", b"EUR"];
    const MINUSES: [&[u8]; 3] = [b"-", "−".as_bytes(), b"\x96"];
    const SPACES: [&[u8]; 4] = ["\u{a0}".as_bytes(), "\u{202f}".as_bytes(), b"\xA0", b" "];
    let mut rest = text.trim_ascii();
    let mut minuses = 0;
    loop {
        let before = rest.len();
        for mark in EUROS.iter().chain(&SPACES) {
            rest = rest.strip_prefix(*mark).unwrap_or(rest);
            rest = rest.strip_suffix(*mark).unwrap_or(rest);
        }
        for mark in MINUSES {
            for stripped in [rest.strip_prefix(mark), rest.strip_suffix(mark)].into_iter().flatten().take(1) {
                rest = stripped;
                minuses += 1;
            }
        }
        if minuses == 0 {
            rest = rest.strip_prefix(b"+").unwrap_or(rest);
        }
        if rest.len() == before {
            break;
        }
    }
    // Two signs are no number: what is left then still has its text, and an empty one is no number either.
    let inner = if minuses > 1 { b"--".to_vec() } else { spaces_as_one(rest) };
    (minuses == 1, inner)
}

/// Hard spaces inside a number as plain ones.
fn spaces_as_one(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        if let Some(after) = rest.strip_prefix("\u{a0}".as_bytes()).or_else(|| rest.strip_prefix("\u{202f}".as_bytes()))
        {
            out.push(b' ');
            rest = after;
        } else {
            out.push(if *first == 0xA0 { b' ' } else { *first });
            rest = after;
        }
    }
    out
}

/// The names of months, and what they are shortened to.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan", "january"],
    &["februari", "feb", "february"],
    &["maart", "mrt", "maa", "mar", "march"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["augustus", "aug", "august"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "oct", "october"],
    &["november", "nov"],
    &["december", "dec"],
];

/// A day that a cell names.
pub fn day(text: &[u8], order: DateOrder) -> Option<Date> {
    let (year, month, day) = parts(text, order)?;
    Date::new(year, month, day?).ok()
}

/// The first day of the month that a cell names, or of the month of a day that it names.
pub fn month(text: &[u8], order: DateOrder) -> Option<Date> {
    let (year, month, day) = parts(text, order)?;
    // A day that does not exist is no month either.
    Date::new(year, month, day.unwrap_or(1)).ok().map(Date::first_of_month)
}

/// Year, month, and the day where one is named.
fn parts(text: &[u8], order: DateOrder) -> Option<(i32, u8, Option<u8>)> {
    let text = std::str::from_utf8(text).ok()?.trim();
    if text.len() > 32 {
        return None;
    }
    // The time of day, where a system writes one.
    let text = match text.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') => date,
        _ => text,
    };
    let words: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    match *words.as_slice() {
        [digits] => together(digits, order),
        [first, second] => {
            if let Some(month) = named(first) {
                return Some((year(second)?, month, None));
            }
            let (year, month) = if first.len() == 4 { (first, second) } else { (second, first) };
            (year.len() == 4).then_some(())?;
            Some((whole(year)?, whole(month)?.try_into().ok()?, None))
        }
        [first, second, third] => {
            let (year_word, month_word, day_word) = match order {
                _ if first.len() == 4 => (first, second, third),
                DateOrder::Ymd if third.len() <= 2 => (first, second, third),
                DateOrder::Mdy => (third, first, second),
                DateOrder::Dmy | DateOrder::Ymd => (third, second, first),
            };
            let month = named(month_word).or_else(|| u8::try_from(whole(month_word)?).ok())?;
            Some((year(year_word)?, month, Some(whole(day_word)?.try_into().ok()?)))
        }
        _ => None,
    }
}

/// Eight digits of a day, or six of a month.
fn together(digits: &str, order: DateOrder) -> Option<(i32, u8, Option<u8>)> {
    let part = |from: usize, to: usize| whole(digits.get(from..to)?);
    let small = |from, to| u8::try_from(part(from, to)?).ok();
    match (digits.len(), order) {
        (6, _) => Some((part(0, 4)?, small(4, 6)?, None)),
        (8, DateOrder::Ymd) => Some((part(0, 4)?, small(4, 6)?, Some(small(6, 8)?))),
        (8, DateOrder::Dmy) => Some((part(4, 8)?, small(2, 4)?, Some(small(0, 2)?))),
        (8, DateOrder::Mdy) => Some((part(4, 8)?, small(0, 2)?, Some(small(2, 4)?))),
        _ => None,
    }
}

fn whole(word: &str) -> Option<i32> {
    let fits = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| word.parse().ok()).flatten()
}

/// A year of four digits, or of two in this century.
fn year(word: &str) -> Option<i32> {
    match word.len() {
        4 => whole(word),
        2 => whole(word).map(|year| 2000 + year),
        _ => None,
    }
}

fn named(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    u8::try_from(at + 1).ok()
}

/// What was read of texts lately, since dates come back on almost every line.
#[derive(Clone, Debug)]
pub struct Recent<T>(Vec<Option<(Key, T)>>);

impl<T: Copy> Default for Recent<T> {
    fn default() -> Self {
        Self(vec![None; 1024])
    }
}

impl<T: Copy> Recent<T> {
    /// What the text of a key is, read again only where another one took its place.
    #[inline]
    pub fn of(&mut self, key: Key, read: impl FnOnce() -> T) -> T {
        let place = (key.short() >> 40) as usize % self.0.len().max(1);
        if let Some(Some((last, value))) = self.0.get(place)
            && *last == key
        {
            return *value;
        }
        let value = read();
        if let Some(slot) = self.0.get_mut(place) {
            *slot = Some((key, value));
        }
        value
    }
}

/// Whether nine digits (or eight, with the zero left off) pass the test of a citizen service number.
pub fn is_bsn(text: &[u8]) -> bool {
    let digits = text.trim_ascii();
    if !(8..=9).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: i32 = digits
        .iter()
        .rev()
        .zip(1..)
        .map(|(digit, weight)| i32::from(digit - b'0') * if weight == 1 { -1 } else { weight })
        .sum();
    sum % 11 == 0 && digits.iter().any(|digit| *digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::read_number;
    use proptest::prelude::*;

    fn cents(text: &str) -> Result<i64, NumberFault> {
        number(text.as_bytes(), 2, DecimalSign::Comma)
    }

    #[test]
    fn amounts_are_read_as_systems_write_them() {
        for (text, value) in [
            ("49,01", 4901),
            ("49", 4900),
            ("49,0", 4900),
            ("49,0100", 4901),
            ("1.234.567,89", 123_456_789),
            ("1 234,5", 123_450),
            ("1'234", 123_400),
            ("€ 12,50", 1250),
            ("€\u{a0}-12,50", -1250),
            ("12,50-", -1250),
            ("−12,50", -1250),
            ("+12,50", 1250),
            ("EUR 12,50", 1250),
            (",50", 50),
            ("-0,01", -1),
            ("5,", 500),
            (" 7 ", 700),
        ] {
            assert_eq!(cents(text), Ok(value), "{text}");
        }
        assert_eq!(number(b"\x80 1\xA0234,50", 2, DecimalSign::Comma), Ok(123_450));
        assert_eq!(number(b"1,234.56", 2, DecimalSign::Point), Ok(123_456));
        assert_eq!(number(b"16,00", 0, DecimalSign::Comma), Ok(16));
        assert_eq!(number(b"16,5", 0, DecimalSign::Comma), Err(NumberFault::Decimals));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["a", "1.23,4", "12,3,4", "1..2", "--1", "-1-", "=1+1", "1e5", "-", "€", "1.2345", ",", "12.34"] {
            assert!(
                matches!(cents(text), Err(NumberFault::NotANumber | NumberFault::Empty)),
                "{text}: {:?}",
                cents(text)
            );
        }
        assert_eq!(cents(""), Err(NumberFault::Empty));
        assert_eq!(cents("1,455"), Err(NumberFault::Decimals));
        assert_eq!(cents("1234567890123456789012"), Err(NumberFault::TooLarge));
    }

    #[test]
    fn dates_are_read_as_systems_write_them() {
        let date = |year, month, day| Date::new(year, month, day).ok();
        for text in ["31-1-2023", "31/01/2023", "31.01.2023", "2023-01-31", "31012023", "31-01-2023 00:00:00"] {
            assert_eq!(day(text.as_bytes(), DateOrder::Dmy), date(2023, 1, 31), "{text}");
        }
        assert_eq!(day(b"31-jan-23", DateOrder::Dmy), date(2023, 1, 31));
        assert_eq!(day(b"1/31/2023", DateOrder::Mdy), date(2023, 1, 31));
        assert_eq!(day(b"20230131", DateOrder::Ymd), date(2023, 1, 31));
        assert_eq!(day(b"2023-01-31T23:59:59", DateOrder::Ymd), date(2023, 1, 31));
        for text in ["2023-01", "01-2023", "202301", "januari 2023", "jan-23", "31-01-2023"] {
            assert_eq!(month(text.as_bytes(), DateOrder::Dmy), date(2023, 1, 1), "{text}");
        }
        for text in ["", "31-02-2023", "32-01-2023", "2023", "2023-13", "1-2", "a-b-c", "2023-1-1-1", "éé-01-2023"] {
            assert_eq!(day(text.as_bytes(), DateOrder::Dmy), None, "{text}");
            assert_eq!(month(text.as_bytes(), DateOrder::Dmy), None, "{text}");
        }
    }

    #[test]
    fn the_eleven_test_knows_a_citizen_service_number() {
        for number in ["111222333", "999999990", "123456782", "10000009"] {
            let expected: i32 = number
                .bytes()
                .rev()
                .zip([-1, 2, 3, 4, 5, 6, 7, 8, 9])
                .map(|(digit, weight)| i32::from(digit - b'0') * weight)
                .sum();
            assert_eq!(is_bsn(number.as_bytes()), expected % 11 == 0, "{number}");
        }
        assert!(is_bsn(b"111222333") && is_bsn(b"123456782"));
        assert!(!is_bsn(b"111222334") && !is_bsn(b"000000000") && !is_bsn(b"1112223330") && !is_bsn(b"11122233a"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        /// The reader of the page's fields is stricter; where it reads an amount of cents, this one reads the same.
        #[test]
        fn it_agrees_with_the_reader_of_fields(text in "[-€ ]{0,2}[0-9.,]{1,14}") {
            if let Ok(value) = read_number(&text)
                && text.contains(',') && let Some(exact) = value.to_scaled_i64(2)
                && value.decimals() <= 2
            {
                prop_assert_eq!(cents(&text), Ok(exact), "{}", text);
            }
        }

        #[test]
        fn any_bytes_at_all_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            for sign in [DecimalSign::Comma, DecimalSign::Point] {
                let _ = number(&bytes, 2, sign);
            }
            for order in [DateOrder::Dmy, DateOrder::Ymd, DateOrder::Mdy] {
                let _ = (day(&bytes, order), month(&bytes, order));
            }
        }
    }
}
