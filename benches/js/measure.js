// How Q5 is measured, in Node and in Chromium alike: the answers are checked against the exact moments and against each other
// before a time counts.
import { exactMoments, GROWTH, INDEX, QUANTILES, YEARS } from './draws.js';

export const DRAWS = 100_000;
export const PRODUCTS = 50;

/** Our engine, given the class of its module. */
export const dagdeel = (MonteCarlo) => ({
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
export function agree(model, a, b) {
  exactMoments(model).forEach(({ spread }, year) => {
    QUANTILES.forEach((share, at) => {
      const error = (Math.sqrt((2 * share * (1 - share)) / DRAWS) / density(NORMAL[at])) * spread;
      const place = year * QUANTILES.length + at;
      const off = Math.abs(a.found[place] - b.found[place]);
      if (!(off < 4.5 * error)) throw new Error(`${a.name} and ${b.name} differ by ${off} in year ${year + 1} at P${share * 100}, error ${error}`);
    });
  });
}

const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];

export async function measure({ name, simulate }, model, runs) {
  let found = await simulate(model, DRAWS);
  check(name, model, found);
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    found = await simulate(model, DRAWS);
    times.push(performance.now() - began);
  }
  return { name, found, time: median(times) };
}
