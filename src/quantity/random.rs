//! Random numbers that are the same on every platform: xoshiro256++ streams, each keyed by what it is for.
//!
//! A stream belongs to a seed, a purpose and a block, so that a new purpose disturbs no other and blocks may be drawn in any
//! order. The generator is that of Blackman and Vigna (2019), filled by their SplitMix64.

/// One stream of random numbers. Not for secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random([u64; 4]);

impl Random {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Self {
        Self::stream(seed, 0, 0)
    }

    /// The stream of a seed for one purpose (an input, a column) and one block of it.
    pub fn stream(seed: u64, purpose: u64, block: u64) -> Self {
        let key = [purpose, block].into_iter().fold(seed, |key, part| mixed(mixed(key) ^ part));
        let mut state = key;
        Self([(); 4].map(|()| {
            state = state.wrapping_add(GOLDEN);
            mixed(state)
        }))
    }

    /// The key of a purpose that has a name: FNV-1a of its bytes.
    pub fn purpose(name: &str) -> u64 {
        name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    }

    /// 64 random bits.
    // Inlined whatever the module is built for: the loops that draw keep the state in registers.
    #[inline(always)]
    pub const fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.0;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c2, d2) = (c ^ a, d ^ b);
        self.0 = [a ^ d2, b ^ c2, c2 ^ (b << 17), d2.rotate_left(45)];
        result
    }

    /// A whole number from 0 up to, and not including, `end`, all equally likely; 0 where `end` is 0.
    #[inline]
    pub fn below(&mut self, end: u32) -> u32 {
        // Lemire's method: the high half of a product, drawn again where the low half would favour some numbers.
        let mut product = (self.bits() >> 32) * u64::from(end);
        if (product as u32) < end {
            let least = end.wrapping_neg() % end;
            while (product as u32) < least {
                product = (self.bits() >> 32) * u64::from(end);
            }
        }
        (product >> 32) as u32
    }

    /// Puts items in a random order, each order equally likely (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(u32::try_from(at + 1).unwrap_or(u32::MAX)) as usize);
        }
    }

    /// A number from 0 up to, and not including, 1, in steps of 2⁻⁵³.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }
}

/// The step of SplitMix64.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finish of SplitMix64: a bijection that spreads every bit.
const fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the authors' program from the state 1, 2, 3, 4.
    #[test]
    fn the_generator_is_xoshiro256_plus_plus() {
        let mut random = Random([1, 2, 3, 4]);
        let drawn: Vec<u64> = (0..5).map(|_| random.bits()).collect();
        assert_eq!(
            drawn,
            [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205]
        );
    }

    #[test]
    fn streams_differ_by_seed_purpose_and_block() {
        let firsts = [(1, 0, 0), (2, 0, 0), (1, 1, 0), (1, 0, 1), (1, 1, 1), (0, 1, 0)]
            .map(|(seed, purpose, block)| Random::stream(seed, purpose, block).bits());
        for (at, first) in firsts.iter().enumerate() {
            assert!(!firsts.iter().skip(at + 1).any(|other| other == first), "{at}");
        }
        assert_eq!(Random::new(7), Random::new(7));
        assert_ne!(Random::purpose("volume"), Random::purpose("index"));
    }

    #[test]
    fn numbers_stay_below_their_end_and_fill_it() {
        let mut random = Random::new(1);
        let mut seen = [0_u32; 6];
        for _ in 0..6_000 {
            if let Some(count) = seen.get_mut(random.below(6) as usize) {
                *count += 1;
            }
        }
        assert_eq!(seen.iter().sum::<u32>(), 6_000);
        assert!(seen.iter().all(|count| (850..1150).contains(count)), "{seen:?}");
        assert_eq!(random.below(0), 0);
        assert_eq!(random.below(1), 0);
        assert!((0..1_000).all(|_| (0.0..1.0).contains(&random.unit())));
    }
}
