// BARS Q5: 100,000 draws of 50 products over 5 years in our engine, in plain JavaScript and in Squiggle. Every answer is checked
// against the exact moments and against ours before a time counts.
import { exactMoments, GROWTH, INDEX, inputs, QUANTILES, YEARS } from './draws.js';
import { timed } from './timing.js';
import * as ziggurat from './ziggurat.js';

const DRAWS = 100_000;
const PRODUCTS = 50;
const BARS = { 'JS ziggurat': 1.5, Squiggle: 12 };
/** Squiggle takes so long that fewer runs must do. */
const SLOW_RUNS = 3;

/** Our engine, given the class of its module. */
const dagdeel = (MonteCarlo) => ({
  name: 'Dagdeel',
  simulate({ tariffs, volumes }, draws) {
    const model = new MonteCarlo(tariffs, volumes, YEARS, Float64Array.from(GROWTH), Float64Array.from(INDEX), draws);
    while (!model.step(20_000));
    const quantiles = Array.from(model.quantiles());
    model.free();
    return quantiles;
  },
});

/** Standard normal quantiles and densities at the shares. */
const NORMAL = [-1.6448536269514722, -0.6744897501960817, 0, 0.6744897501960817, 1.6448536269514722];
const density = (z) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Each quantile within what chance and a nearly normal total allow; fails where it is not. */
function check(name, model, found) {
  exactMoments(model).forEach(({ mean, spread }, year) => {
    QUANTILES.forEach((share, at) => {
      const error = (Math.sqrt((share * (1 - share)) / DRAWS) / density(NORMAL[at])) * spread;
      // A product of normal factors is a little skew: a twentieth of its spread covers it.
      const off = Math.abs(found[year * QUANTILES.length + at] - (mean + NORMAL[at] * spread));
      if (!(off < 4 * error + 0.05 * spread)) throw new Error(`${name}: year ${year + 1}, P${share * 100} is ${off} off, error ${error}`);
    });
  });
}

/** Two engines' quantiles within four standard errors of their difference. */
function agree(model, name, one, other) {
  exactMoments(model).forEach(({ spread }, year) => {
    QUANTILES.forEach((share, at) => {
      const error = (Math.sqrt((2 * share * (1 - share)) / DRAWS) / density(NORMAL[at])) * spread;
      const off = Math.abs(one[year * QUANTILES.length + at] - other[year * QUANTILES.length + at]);
      if (!(off < 4.5 * error)) throw new Error(`Dagdeel and ${name} differ by ${off} in year ${year + 1} at P${share * 100}, error ${error}`);
    });
  });
}

export async function simulation(place, { only, runs }) {
  if (only !== null && only !== 'Q5') return [];
  const model = inputs(PRODUCTS);
  const measured = async ({ name, simulate }, runs) => {
    const { time, answer } = await timed(runs, () => simulate(model, DRAWS));
    check(name, model, answer);
    return { name, time, answer };
  };
  const ours = await measured(dagdeel(place.MonteCarlo), runs);
  const peers = [];
  for (const peer of [ziggurat, ...(place.squiggle ? [place.squiggle] : [])]) {
    const { name, time, answer } = await measured(peer, peer === ziggurat ? runs : SLOW_RUNS);
    agree(model, name, ours.answer, answer);
    peers.push({ name, time, bar: BARS[name] });
  }
  return [{ question: 'Q5', of: `${DRAWS.toLocaleString('en')} draws × ${PRODUCTS} products × ${YEARS} years`, ours: ours.time, peers }];
}
