//! What generated claims are about: names, codes, dates and tariffs that nobody could take for real ones.

use crate::calendar::Date;
use crate::claims::euros::divided;

/// The year in which the claims begin.
pub(super) const FIRST_YEAR: i32 = 2020;

/// The first day of a month, counted from January 2020.
pub(super) fn first_of(month: u32) -> Option<Date> {
    let year = FIRST_YEAR + i32::try_from(month / 12).ok()?;
    Date::new(year, u8::try_from(month % 12 + 1).ok()?, 1).ok()
}

/// Four units in turn: dagdeel, etmaal, minuut, uur.
pub(super) const fn unit(product: u32) -> u8 {
    match product % 4 {
        0 => 16,
        1 => 14,
        2 => 1,
        _ => 4,
    }
}

/// The agreed tariff in cents: of the hour, for minutes. The first product has the founding case's in every year.
pub(super) fn tariff(product: u32, year: i32) -> i64 {
    if product == 0 {
        return 3752;
    }
    let base = i64::from(3_000 + product * 137 + if product % 4 == 1 { 15_000 } else { 3_000 });
    base * (100 + 3 * i64::from(year - FIRST_YEAR)) / 100
}

/// The tariff that the line shows and its amount, as IV081 computes it for minutes.
pub(super) fn charged(unit: u8, tariff: i64, volume: i32) -> (i32, i64) {
    let (volume, wide) = (i64::from(volume), i128::from(tariff));
    let (shown, cents) = if unit == 1 {
        let minutes = divided(wide * i128::from(volume), 60).unwrap_or_default();
        (divided(wide, 60).unwrap_or_default(), minutes)
    } else {
        (wide, wide * i128::from(volume))
    };
    (i32::try_from(shown).unwrap_or_default(), i64::try_from(cents).unwrap_or_default())
}

/// The reference of a line.
pub(super) fn reference(number: u32) -> String {
    format!("R{number:08}")
}

/// What a client is called in a file.
pub(super) fn client_name(client: u32) -> String {
    format!("C{:05}", client + 1)
}

/// What a provider is called in a file.
pub(super) fn provider_name(provider: u32) -> String {
    format!("Voorbeeld {:03}", provider + 1)
}

/// What a municipality is called in a file.
pub(super) fn municipality_name(municipality: u32) -> String {
    format!("Testdam {}", municipality + 1)
}

/// The two digits of a product's category, one for each unit.
pub(super) const fn category(product: u32) -> &'static str {
    match unit(product) {
        16 => "41",
        14 => "44",
        1 => "45",
        _ => "54",
    }
}

/// The founding case's code for the first product, and codes that no list has for the others.
pub(super) fn product_code(product: u32) -> String {
    if product == 0 { "41A18".to_owned() } else { format!("{}V{product:02}", category(product)) }
}

/// What a municipality is called in a message: a code that no list of municipalities has.
pub(super) fn municipality_code(municipality: u32) -> String {
    format!("{:04}", 9_901 + municipality)
}

/// What a provider is called in a message: a code that no register of providers has.
pub(super) fn provider_code(provider: u32) -> String {
    format!("{:08}", 99_990_001 + provider)
}

/// A birth date: of a child in every year, or of somebody who is an adult since long.
pub(super) fn birth(client: u32, adult: bool) -> Option<Date> {
    let year = if adult { 1990 } else { 2008 + i32::try_from(client % 9).ok()? };
    Date::new(year, u8::try_from(client % 12 + 1).ok()?, u8::try_from(client % 28 + 1).ok()?).ok()
}

/// A number that passes the test of a citizen service number, made from nothing but the client's.
pub(super) fn invented_bsn(client: u32) -> String {
    let digits = format!("9{:07}", client % 10_000_000);
    let sum: u32 = digits.bytes().zip((2..=9).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match sum % 11 {
        // No last digit passes: the next number does, since the one before it has weight two.
        10 => invented_bsn(client + 1_000_000),
        last => format!("{digits}{last}"),
    }
}

/// Three letters that are no name.
pub(super) fn letters(client: u32) -> String {
    let letter = |at: u32| char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
    [letter(client / 676).to_ascii_uppercase(), letter(client / 26), letter(client)].into_iter().collect()
}
