// The generated model of BARS Q7: products × 5 years, price × volume with index chains. Per product and year a price, a
// volume and a cost, and a total per year: 15 formulas a product and 5 totals.
//
//   price(y) = round(price(y − 1) × price index(y), 2)      volume(y) = round(volume(y − 1) × growth(y), 2)
//   cost(y)  = round(price(y) × volume(y), 2)               total(y)  = Σ cost(y)

export const YEARS = 5;

/** A seeded stream of whole numbers below a bound (mulberry32). */
function stream(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

/** The inputs, all whole numbers: tariffs in cents, volumes in units, indices per ten thousand. */
export function generate(products, seed = 7) {
  const draw = stream(seed);
  return {
    tariffs: Uint32Array.from({ length: products }, () => 2_000 + draw(18_000)),
    volumes: Uint32Array.from({ length: products }, () => 1_000 + draw(99_000)),
    prices: Uint32Array.from({ length: YEARS }, () => 10_000 + draw(600)),
    growths: Uint32Array.from({ length: YEARS }, () => 9_800 + draw(700)),
  };
}

/** How many formulas the model has. */
export const formulas = (products) => products * YEARS * 3 + YEARS;

/** Half away from zero; everything here is positive. */
const rounded = (value, by) => (2n * value + by) / (2n * by);

/** The exact totals per year, in cents, by plain whole numbers: the answer that every engine must give. */
export function exactTotals({ tariffs, volumes, prices, growths }) {
  const totals = Array.from({ length: YEARS }, () => 0n);
  for (let product = 0; product < tariffs.length; product += 1) {
    let price = BigInt(tariffs[product]);
    let volume = BigInt(volumes[product]) * 100n;
    for (let year = 0; year < YEARS; year += 1) {
      price = rounded(price * BigInt(prices[year]), 10_000n);
      volume = rounded(volume * BigInt(growths[year]), 10_000n);
      totals[year] += rounded(price * volume, 100n);
    }
  }
  return totals;
}
