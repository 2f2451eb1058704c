//! The table of ceilings in `tests/golden/`, against the counting of the calendar.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use dagdeel::calendar::{Date, Frequency, Period, Steering, Validity};
use dagdeel::quantity::Unit;

/// The ceilings of a line: of each month, and in all; or why the frequency is refused.
fn ceilings(fields: &[&str]) -> (String, String) {
    let [steering, frequency, volume, unit, from, last] = fields else {
        panic!("six fields: {fields:?}");
    };
    let steering = if *steering == "output" { Steering::Output } else { Steering::Effort };
    let frequency = Frequency::from_code(frequency.parse().expect("a code")).expect("a frequency");
    let volume: u32 = volume.parse().expect("a volume");
    let day = |text: &str| Date::parse(text).expect("a day");
    let validity = Validity { from: day(from), last: (*last != "–").then(|| day(last)) };
    if let Err(error) = frequency.check(Unit::parse(unit).expect("a unit"), validity.last.is_some()) {
        return (error.code().to_owned(), "–".to_owned());
    }
    let whole = Period::through(validity.from, validity.last.unwrap_or(validity.from)).expect("a period");
    let month = |period: Period| {
        let first = Date::new(period.year(), period.from().month(), 1).expect("the first");
        let claimed = Period::new(first, first.first_of_next_month()).expect("a month");
        (volume * validity.times(frequency, steering, &claimed)).to_string()
    };
    let months: Vec<String> = whole.months().map(month).collect();
    let all = validity.times_in_all(frequency, steering).map(|times| (volume * times).to_string());
    (months.join(" "), all.unwrap_or_else(|| "–".to_owned()))
}

#[test]
fn ceilings_are_those_of_the_table() {
    let path = format!("{}/tests/golden/toewijzingsplafonds.txt", env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(path).expect("a golden table");
    let lines = table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut count = 0;
    for line in lines {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(fields.len(), 9, "{line}");
        assert_eq!(ceilings(&fields[..6]), (fields[6].to_owned(), fields[7].to_owned()), "{line}");
        assert!(fields[8].len() > 5, "{line}: how one comes to it");
        count += 1;
    }
    assert!(count >= 20, "the table was read");
}
