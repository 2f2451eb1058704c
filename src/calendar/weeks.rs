//! Counting weeks for weekly allocations.
//!
//! The rules (IV076–IV078, TR321/TR322) are written for minutes, hours and pieces; for dagdeel and
//! etmaal they are applied by analogy.

use super::date::Date;
use super::period::Period;

/// The number of different ISO weeks with a day from `from` through `last`; 0 when `last` is
/// earlier.
pub fn distinct_iso_weeks(from: Date, last: Date) -> u32 {
    if last < from {
        return 0;
    }
    let week = |date: Date| date.day_number().div_euclid(7);
    week(last).abs_diff(week(from)) + 1
}

/// The number of Sundays from `from` through `last`; 0 when `last` is earlier.
pub fn sundays(from: Date, last: Date) -> u32 {
    if last < from {
        return 0;
    }
    // The Sundays before a day are the whole weeks before it, counted from a Monday.
    let before = |day_number: i32| day_number.div_euclid(7);
    before(last.day_number() + 1).abs_diff(before(from.day_number()))
}

/// The weeks that an effort-based weekly allocation counts for a claimed period, or for itself as
/// a whole: its distinct ISO weeks.
pub fn effort_weeks(claimed: &Period) -> u32 {
    distinct_iso_weeks(claimed.from(), claimed.last())
}

/// The weeks that an output-based weekly allocation counts for a claimed period: its Sundays, and
/// one more where it holds the allocation's last Sunday and the allocation does not end on a
/// Sunday.
pub fn output_weeks(claimed: &Period, allocation: &Period) -> u32 {
    let Some(within) = claimed.overlap(allocation) else {
        return 0;
    };
    let end = allocation.last();
    let last_sunday = end.plus_days(-i32::from(end.weekday() % 7));
    let broken_week = !end.is_sunday() && within.contains(last_sunday);
    sundays(within.from(), within.last()) + u32::from(broken_week)
}
