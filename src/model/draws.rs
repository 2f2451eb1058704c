//! Simulated draws: what a number is in each of 64 cases at a time, in binary.

use std::cell::RefCell;

use crate::quantity::{Exact, Law};

/// How many cases are simulated at a time.
pub const LANES: usize = 64;

/// How far two drawn numbers may be apart and still count as equal, as a part of the greater: what is equal in exact
/// decimals differs in binary by less.
const SAME: f64 = 1.0 / (1u64 << 40) as f64;

/// At most this many blocks wait to be used again.
const WAITING: usize = 4096;

/// The draws of one number, apart from those of others, so that they can be handed on.
type Lanes = Box<[f64; LANES]>;

thread_local! {
    /// Blocks that are no longer used: every operator makes a block and drops one.
    static WAITING_BLOCKS: RefCell<Vec<Lanes>> = const { RefCell::new(Vec::new()) };
}

/// 64 draws of one number.
#[derive(Debug)]
pub struct Draws(Option<Lanes>);

static NOTHING: [f64; LANES] = [0.0; LANES];

impl Draws {
    /// Draws that `fill` is to set; what they hold before is of no meaning.
    pub(crate) fn made(fill: impl FnOnce(&mut [f64; LANES])) -> Self {
        let mut lanes = Self::block();
        fill(&mut lanes);
        Self(Some(lanes))
    }

    /// A block, used before where one waits.
    #[inline(never)]
    fn block() -> Lanes {
        let waiting = WAITING_BLOCKS.with(|blocks| blocks.try_borrow_mut().ok().and_then(|mut blocks| blocks.pop()));
        waiting.unwrap_or_else(|| Box::new(NOTHING))
    }

    /// The same number in all draws.
    pub fn all(value: Exact) -> Self {
        let value = value.to_f64();
        Self::made(|lanes| *lanes = [value; LANES])
    }

    /// What a law of chance makes of the standard normal numbers that `fill` sets.
    pub fn drawn(law: &Law, fill: impl FnOnce(&mut [f64; LANES])) -> Self {
        Self::made(|lanes| {
            fill(lanes);
            match law {
                Law::Normal { mean, spread } => lanes.iter_mut().for_each(|lane| *lane = mean + spread * *lane),
                law => lanes.iter_mut().for_each(|lane| *lane = law.at(*lane)),
            }
        })
    }

    /// The draws.
    #[inline]
    pub fn lanes(&self) -> &[f64; LANES] {
        self.0.as_deref().unwrap_or(&NOTHING)
    }

    /// One draw from each draw of two numbers.
    #[inline]
    pub(crate) fn zip(a: &[f64; LANES], b: &[f64; LANES], op: impl Fn(f64, f64) -> f64) -> Self {
        /// Three arrays that are known to be different ones, so that several lanes go at a time.
        #[inline(never)]
        fn fill(lanes: &mut [f64; LANES], a: &[f64; LANES], b: &[f64; LANES], op: impl Fn(f64, f64) -> f64) {
            for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
                *lane = op(*a, *b);
            }
        }
        let mut lanes = Self::block();
        fill(&mut lanes, a, b, op);
        Self(Some(lanes))
    }

    /// Rounds each draw, half away from zero: sign × ⌊|x| × 10^decimals × (1 + 2⁻⁴⁹) + ½⌋ ÷ 10^decimals. The factor makes up
    /// for what binary lost of a half.
    pub(crate) fn rounded(&self, decimals: u32) -> Self {
        let unit = 10_i64.pow(decimals.min(18)) as f64;
        let scale = unit * (1.0 + 1.0 / (1u64 << 49) as f64);
        Self::zip(self.lanes(), &NOTHING, |x, _| {
            let size = (x.abs() * scale + 0.5).floor() / unit;
            if x < 0.0 { -size } else { size }
        })
    }
}

/// Whether two drawn numbers are equal but for what binary lost.
#[inline]
pub(crate) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME * a.abs().max(b.abs())
}

/// 1 where it holds.
#[inline]
pub(crate) fn flagged(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

impl Clone for Draws {
    fn clone(&self) -> Self {
        Self::made(|lanes| *lanes = *self.lanes())
    }
}

impl PartialEq for Draws {
    fn eq(&self, other: &Self) -> bool {
        self.lanes() == other.lanes()
    }
}

impl Drop for Draws {
    #[inline]
    fn drop(&mut self) {
        if let Some(lanes) = self.0.take() {
            let _ = WAITING_BLOCKS.try_with(|blocks| {
                if let Ok(mut blocks) = blocks.try_borrow_mut()
                    && blocks.len() < WAITING
                {
                    blocks.push(lanes);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_round_half_away_from_zero() {
        for (value, decimals, rounded) in [
            (1.005, 2, 1.01),
            (-1.005, 2, -1.01),
            (2.675, 2, 2.68),
            (0.5, 0, 1.0),
            (-0.4, 0, 0.0),
            (31.275, 2, 31.28),
            (1_234_567_890.125, 2, 1_234_567_890.13),
            (31.274_999, 2, 31.27),
        ] {
            let draws = Draws::made(|lanes| *lanes = [value; LANES]).rounded(decimals);
            assert_eq!(draws.lanes().first(), Some(&rounded), "{value}");
        }
    }

    #[test]
    fn what_binary_lost_is_no_difference() {
        assert!(same(0.1 + 0.2, 0.3));
        assert!(same(0.0, 0.0));
        assert!(!same(0.0, 1e-300));
        assert!(!same(1.0, 1.000_001));
    }
}
