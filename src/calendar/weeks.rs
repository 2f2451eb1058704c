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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {

    use super::*;
    use proptest::prelude::*;

    fn period(first: &str, last: &str) -> Period {
        Period::through(Date::parse(first).unwrap(), Date::parse(last).unwrap()).unwrap()
    }

    /// The allocation's months, each cut to it.
    fn per_month(allocation: &Period, weeks: impl Fn(&Period) -> u32) -> Vec<u32> {
        allocation.months().map(|month| weeks(&month)).collect()
    }

    #[test]
    fn three_hours_a_week_in_autumn() {
        // IV076–IV078: 7 Oct – 30 Dec 2025 gives 12 / 15 / 15, 39 in all.
        let allocation = period("2025-10-07", "2025-12-30");
        let ceilings = per_month(&allocation, |month| 3 * effort_weeks(month));
        assert_eq!(ceilings, [12, 15, 15]);
        assert_eq!(3 * effort_weeks(&allocation), 39);
    }

    #[test]
    fn three_hours_a_week_in_summer() {
        // 7 Jul – 7 Sep 2025 gives 12 / 15 / 3, 27 in all; the 9 printed for July is a misprint.
        let allocation = period("2025-07-07", "2025-09-07");
        let ceilings = per_month(&allocation, |month| 3 * effort_weeks(month));
        assert_eq!(ceilings, [12, 15, 3]);
        assert_eq!(3 * effort_weeks(&allocation), 27);
    }

    #[test]
    fn three_hundred_euros_a_week_by_sundays() {
        // Output-based: 7 Jul – 6 Sep 2025 gives 900 / 1800 / 0.
        let allocation = period("2025-07-07", "2025-09-06");
        let ceilings = per_month(&allocation, |month| 300 * output_weeks(month, &allocation));
        assert_eq!(ceilings, [900, 1800, 0]);
    }

    #[test]
    fn an_allocation_that_ends_on_a_sunday_has_no_extra_week() {
        let allocation = period("2025-07-07", "2025-09-07");
        let weeks = per_month(&allocation, |month| output_weeks(month, &allocation));
        assert_eq!(weeks, [3, 5, 1]);
    }

    #[test]
    fn a_claim_outside_the_allocation_counts_no_weeks() {
        let allocation = period("2025-07-07", "2025-09-06");
        assert_eq!(output_weeks(&period("2025-10-01", "2025-10-31"), &allocation), 0);
        let short = period("2025-07-08", "2025-07-12");
        assert_eq!(output_weeks(&short, &short), 0, "no Sunday lies in it");
    }

    proptest! {
        #[test]
        fn counting_agrees_with_walking_the_days(start in 0_i32..3000, length in 0_i32..800) {
            let from = Date::parse("2019-12-20").unwrap().plus_days(start);
            let last = from.plus_days(length);
            let days = || (0..=length).map(|days| from.plus_days(days));
            let mut weeks: Vec<(i32, u8)> = days().map(Date::iso_week).collect();
            weeks.dedup();
            prop_assert_eq!(distinct_iso_weeks(from, last) as usize, weeks.len());
            let walked = days().filter(|day| day.is_sunday()).count();
            prop_assert_eq!(sundays(from, last) as usize, walked);
            let earlier = from.plus_days(-1);
            prop_assert_eq!(sundays(from, earlier) + distinct_iso_weeks(from, earlier), 0);
        }
    }
}
