//! Normal numbers by a ziggurat whose mathematics goes through `libm`, so that native and wasm agree to the last bit.

use super::random::Random;

/// How many layers the ziggurat has.
const LAYERS: usize = 256;
/// Where the lowest layer's rectangle ends and its tail begins (Marsaglia and Tsang 2000, 256 layers).
const TAIL: f64 = 3.654_152_885_361_009;
const TWO_TO_MINUS_52: f64 = 1.0 / (1u64 << 52) as f64;

/// Draws from the standard normal distribution by the ziggurat of Marsaglia and Tsang, as Doornik's ZIGNOR with one random
/// number for layer and place: the first eight bits and the last 53.
#[derive(Clone, Debug)]
pub struct Normal {
    /// The right end of each layer, from the base up; beyond the top, zero.
    ends: [f64; LAYERS + 1],
    /// The height of the curve there.
    heights: [f64; LAYERS + 1],
}

impl Default for Normal {
    fn default() -> Self {
        Self::new()
    }
}

fn curve(x: f64) -> f64 {
    libm::exp(-0.5 * x * x)
}

impl Normal {
    /// Computes the layers, which all have the same area.
    pub fn new() -> Self {
        let beyond = libm::sqrt(std::f64::consts::FRAC_PI_2) * libm::erfc(TAIL / std::f64::consts::SQRT_2);
        let area = TAIL * curve(TAIL) + beyond;
        let mut ends = [0.0; LAYERS + 1];
        let mut end = area / curve(TAIL);
        for (layer, place) in ends.iter_mut().enumerate() {
            *place = end;
            end = match layer {
                0 => TAIL,
                _ if layer + 1 < LAYERS => libm::sqrt(-2.0 * libm::log(area / end + curve(end))),
                _ => 0.0,
            };
        }
        Self { ends, heights: ends.map(curve) }
    }

    /// The next normal number of a stream.
    #[inline(always)]
    pub fn draw(&self, stream: &mut Random) -> f64 {
        let bits = stream.bits();
        let layer = (bits & 0xff) as usize;
        let side = (bits as i64 >> 11) as f64 * TWO_TO_MINUS_52;
        let (Some(end), Some(above)) = (self.ends.get(layer), self.ends.get(layer + 1)) else {
            return 0.0;
        };
        let x = side * end;
        if x.abs() < *above {
            return x;
        }
        // A copy, so that the stream itself is in no memory while it is drawn from.
        let mut apart = stream.clone();
        let x = self.edge(&mut apart, layer, x);
        *stream = apart;
        x
    }

    /// The rare draws, 1.2 %, that do not lie inside a layer's rectangle at once.
    #[cold]
    #[inline(never)]
    fn edge(&self, stream: &mut Random, layer: usize, x: f64) -> f64 {
        if layer == 0 {
            return self.tail(stream, x < 0.0);
        }
        let height = |at: usize| self.heights.get(at).copied().unwrap_or(1.0);
        let (low, high) = (height(layer), height(layer + 1));
        if low + stream.unit() * (high - low) < curve(x) { x } else { self.again(stream) }
    }

    #[inline(never)]
    fn again(&self, stream: &mut Random) -> f64 {
        self.draw(stream)
    }

    /// Beyond the base layer: Marsaglia's method for the tail.
    fn tail(&self, stream: &mut Random, negative: bool) -> f64 {
        loop {
            let x = -libm::log(1.0 - stream.unit()) / TAIL;
            let y = -libm::log(1.0 - stream.unit());
            if y + y > x * x {
                return if negative { -TAIL - x } else { TAIL + x };
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn the_layers_end_at_the_top_of_the_curve() {
        let normal = Normal::new();
        assert!(normal.ends.windows(2).all(|pair| pair[0] > pair[1]));
        let (end, area) = (normal.ends[LAYERS - 1], normal.ends[0] * normal.heights[1]);
        // The last layer's area is that of the others, so that the ends fit the curve.
        assert!((end * (1.0 - normal.heights[LAYERS - 1]) - area).abs() < 1e-12);
    }

    /// Moments and tail of a million draws, within four standard errors.
    #[test]
    fn draws_are_normal() {
        let (normal, mut stream) = (Normal::new(), Random::stream(2023, 1, 0));
        let count = 1_000_000;
        let (mut sums, mut beyond) = ([0.0; 4], 0u32);
        for _ in 0..count {
            let x = normal.draw(&mut stream);
            for (power, sum) in sums.iter_mut().enumerate() {
                *sum += libm::pow(x, (power + 1) as f64);
            }
            beyond += u32::from(x.abs() > TAIL);
        }
        let mean = sums.map(|sum| sum / f64::from(count));
        // Standard deviations of x, x², x³ and x⁴: 1, √2, √15 and √96.
        for ((found, expected), deviation) in mean.iter().zip([0.0, 1.0, 0.0, 3.0]).zip([1.0, 1.42, 3.88, 9.8]) {
            assert!((found - expected).abs() < 4.0 * deviation / 1000.0, "{mean:?}");
        }
        // P(|x| > TAIL) = 2.580e-4: 258 of a million, standard error 16.
        assert!((beyond as f64 - 258.0).abs() < 64.0, "{beyond}");
    }
}
