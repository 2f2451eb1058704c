// The simulation in plain JavaScript on typed arrays, with the fast ziggurat of Marsaglia and Tsang (2000): one 32-bit number
// and one table look-up for 98 of 100 draws.
import { GROWTH, INDEX, quantilesOf, YEARS } from './draws.js';

export const name = 'JS ziggurat';

const LAYERS = 128;
const TAIL = 3.442619855899;
const layer = new Int32Array(LAYERS);
const width = new Float64Array(LAYERS);
const height = new Float64Array(LAYERS);
{
  const area = 9.91256303526217e-3;
  const scale = 2147483648;
  let [end, before] = [TAIL, TAIL];
  const q = area / Math.exp(-0.5 * end * end);
  layer[0] = (end / q) * scale;
  layer[1] = 0;
  width[0] = q / scale;
  width[LAYERS - 1] = end / scale;
  height[0] = 1;
  height[LAYERS - 1] = Math.exp(-0.5 * end * end);
  for (let at = LAYERS - 2; at >= 1; at -= 1) {
    end = Math.sqrt(-2 * Math.log(area / end + Math.exp(-0.5 * end * end)));
    layer[at + 1] = (end / before) * scale;
    before = end;
    height[at] = Math.exp(-0.5 * end * end);
    width[at] = end / scale;
  }
}

/** xoshiro128++ and the ziggurat in one closure, so that its state stays in registers. */
function stream(seed) {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88 | 0;
  let d = 0xb7e15162 | 0;
  const bits = () => {
    const sum = (a + d) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  for (let warm = 0; warm < 20; warm += 1) bits();
  const uniform = () => (bits() >>> 0) / 4294967296;
  const edge = (first) => {
    let whole = first;
    for (;;) {
      const at = whole & (LAYERS - 1);
      const x = whole * width[at];
      if (at === 0) {
        let far;
        let y;
        do {
          far = -Math.log(1 - uniform()) / TAIL;
          y = -Math.log(1 - uniform());
        } while (y + y < far * far);
        return whole > 0 ? TAIL + far : -TAIL - far;
      }
      if (height[at] + uniform() * (height[at - 1] - height[at]) < Math.exp(-0.5 * x * x)) return x;
      whole = bits();
      if (Math.abs(whole) < layer[whole & (LAYERS - 1)]) return whole * width[whole & (LAYERS - 1)];
    }
  };
  return () => {
    const whole = bits();
    const at = whole & (LAYERS - 1);
    return Math.abs(whole) < layer[at] ? whole * width[at] : edge(whole);
  };
}

export function simulate({ tariffs, volumes }, draws) {
  const normal = stream(7);
  const products = tariffs.length;
  const prices = Float64Array.from(tariffs, (cents) => cents / 100);
  const first = Float64Array.from(volumes);
  const volume = new Float64Array(products);
  const totals = Array.from({ length: YEARS }, () => new Float64Array(draws));
  const [growth, growthSpread] = GROWTH;
  const [index, indexSpread] = INDEX;
  for (let draw = 0; draw < draws; draw += 1) {
    volume.set(first);
    let level = 1;
    for (let year = 0; year < YEARS; year += 1) {
      level *= index + indexSpread * normal();
      let sum = 0;
      for (let at = 0; at < products; at += 1) {
        const now = volume[at] * (growth + growthSpread * normal());
        volume[at] = now;
        sum += prices[at] * now;
      }
      totals[year][draw] = sum * level;
    }
  }
  return totals.flatMap((total) => quantilesOf(total.sort()));
}
