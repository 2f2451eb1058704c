//! Goal seek: which input gives a wanted outcome.
//!
//! Outcomes are exact, but in steps: they are rounded, need not rise or fall throughout, and may have no value somewhere. So the
//! inputs, whole steps from a lowest to a highest, are first scanned at even distances; then every stretch between two of them
//! whose outcomes lie on different sides of the target is halved until the two are neighbours. What is not excluded is said: a
//! crossing there and back between two scanned inputs on the same side.

use std::collections::BTreeMap;

/// On which side of the target an outcome lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Less than the target.
    Below,
    /// The target itself.
    At,
    /// More than the target.
    Above,
    /// There is no outcome to compare.
    Nothing,
}

/// Inputs that answer the question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Crossing {
    /// The first and the last of inputs next to each other that hit the target.
    Hit(i64, i64),
    /// Two neighbours with the target in between.
    Between(i64, i64),
}

/// A search over whole steps.
#[derive(Clone, Debug)]
pub struct Seek {
    low: i64,
    high: i64,
    distance: i64,
    sides: BTreeMap<i64, Side>,
}

/// Into how many stretches the range is divided at first.
const STRETCHES: i64 = 200;

impl Seek {
    /// A search from a lowest up to and including a highest input; nothing where they are the other way around.
    pub fn new(low: i64, high: i64) -> Option<Self> {
        let span = high.checked_sub(low).filter(|span| *span >= 0)?;
        let distance = (span / STRETCHES + i64::from(span % STRETCHES != 0)).max(1);
        Some(Self { low, high, distance, sides: BTreeMap::new() })
    }

    /// The input to be computed next; nothing when all is found.
    pub fn next(&self) -> Option<i64> {
        match self.scanned() {
            Some(scan) => Some(scan),
            None => self
                .stretches()
                .find_map(|((a, left), (b, right))| (left != right && b - a > 1).then_some(a + (b - a) / 2)),
        }
    }

    /// The next input of the scan.
    fn scanned(&self) -> Option<i64> {
        match self.sides.last_key_value() {
            None => Some(self.low),
            Some((last, _)) if *last >= self.high => None,
            Some((last, _)) => Some(last.saturating_add(self.distance).min(self.high)),
        }
    }

    /// Takes in on which side the outcome of an input lies.
    pub fn found(&mut self, input: i64, side: Side) {
        self.sides.insert(input, side);
    }

    /// The part of the search that is done, about.
    pub fn progress(&self) -> f64 {
        let scanned = self.sides.last_key_value().map_or(0, |(last, _)| last - self.low) as f64;
        let span = (self.high - self.low).max(1) as f64;
        if self.scanned().is_some() { 0.8 * scanned / span } else { 0.9 }
    }

    fn stretches(&self) -> impl Iterator<Item = ((i64, Side), (i64, Side))> + '_ {
        let own = |(input, side): (&i64, &Side)| (*input, *side);
        self.sides.iter().map(own).zip(self.sides.iter().map(own).skip(1))
    }

    /// All answers, in order of input.
    pub fn crossings(&self) -> Vec<Crossing> {
        let mut found: Vec<Crossing> = Vec::new();
        let mut last: Option<(i64, Side)> = None;
        for (input, side) in self.sides.iter().map(|(input, side)| (*input, *side)) {
            match (last, side, found.last_mut()) {
                (Some((_, Side::At)), Side::At, Some(Crossing::Hit(_, end))) => *end = input,
                (_, Side::At, _) => found.push(Crossing::Hit(input, input)),
                (Some((before, Side::Below)), Side::Above, _) | (Some((before, Side::Above)), Side::Below, _) => {
                    found.push(Crossing::Between(before, input));
                }
                _ => {}
            }
            last = Some((input, side));
        }
        found
    }

    /// The widest stretch, in steps, within which a crossing there and back would not have been seen; 1 where every input was
    /// computed.
    pub fn resolution(&self) -> i64 {
        self.stretches().map(|((a, _), (b, _))| b - a).max().unwrap_or(1)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Searches with a function of whole numbers, and counts its runs.
    fn search(low: i64, high: i64, outcome: impl Fn(i64) -> Option<i64>, target: i64) -> (Vec<Crossing>, Seek, usize) {
        let mut seek = Seek::new(low, high).unwrap();
        let mut runs = 0;
        while let Some(input) = seek.next() {
            runs += 1;
            seek.found(
                input,
                outcome(input).map_or(Side::Nothing, |value| match value.cmp(&target) {
                    std::cmp::Ordering::Less => Side::Below,
                    std::cmp::Ordering::Equal => Side::At,
                    std::cmp::Ordering::Greater => Side::Above,
                }),
            );
            assert!(seek.progress() < 1.0);
        }
        (seek.crossings(), seek, runs)
    }

    #[test]
    fn a_line_has_one_answer_or_two_neighbours() {
        assert_eq!(search(0, 15_000, |input| Some(3 * input), 12_000).0, [Crossing::Hit(4_000, 4_000)]);
        let (found, seek, runs) = search(0, 15_000, |input| Some(3 * input), 12_001);
        assert_eq!(found, [Crossing::Between(4_000, 4_001)]);
        assert!(runs < 230 && seek.resolution() == 75, "{runs}");
        assert_eq!(search(0, 15_000, |input| Some(-3 * input), -12_001).0, [Crossing::Between(4_000, 4_001)]);
    }

    #[test]
    fn rounded_outcomes_hit_the_target_over_a_stretch() {
        assert_eq!(search(0, 99_999, |input| Some(input / 1_000), 50).0, [Crossing::Hit(50_000, 50_999)]);
    }

    #[test]
    fn all_answers_of_what_rises_and_falls_are_found() {
        let parabola = |input: i64| Some((input - 500) * (input - 500));
        assert_eq!(search(0, 1_000, parabola, 10_000).0, [Crossing::Hit(400, 400), Crossing::Hit(600, 600)]);
        assert_eq!(search(0, 1_000, parabola, 10_001).0.len(), 2);
        assert_eq!(search(0, 1_000, parabola, -1).0, []);
    }

    #[test]
    fn an_answer_beside_inputs_without_outcome_is_found() {
        let outcome = |input: i64| (input > 1_234).then_some(1_000 - (input - 1_240));
        assert_eq!(search(0, 100_000, outcome, 1_004).0, [Crossing::Hit(1_236, 1_236)]);
        assert_eq!(search(0, 100_000, |_| None, 0).0, []);
    }

    #[test]
    fn a_short_range_is_computed_whole() {
        let (found, seek, runs) = search(1, 40, |input| Some(if input == 7 { 5 } else { 0 }), 5);
        assert_eq!((found, seek.resolution(), runs), (vec![Crossing::Hit(7, 7)], 1, 40));
        assert_eq!(search(3, 3, |_| Some(1), 1).0, [Crossing::Hit(3, 3)]);
        assert!(Seek::new(4, 3).is_none() && Seek::new(i64::MIN, i64::MAX).is_none());
    }
}
