// BARS Q5: 100,000 draws of 50 products over 5 years in our engine, in plain JavaScript and in Squiggle, in the same run. The
// answers are checked against each other and against the exact moments before a time counts; times are medians in milliseconds.
//
//   node simulation.js [runs]      at least 5 runs; 5 unless told
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { exactMoments, GROWTH, INDEX, inputs, QUANTILES, YEARS } from './draws.js';
import { initSync, MonteCarlo } from './engine/engine.js';
import * as squiggle from './squiggle.js';
import * as ziggurat from './ziggurat.js';

const RUNS = Math.max(5, Number(process.argv[2] ?? 5));
const DRAWS = 100_000;
const PRODUCTS = 50;
/** Squiggle takes so long that fewer runs must do. */
const SLOW_RUNS = 2;
/** How many times faster BARS wants us to be. */
const BARS = { 'JS ziggurat': 1.5, Squiggle: 12 };

initSync({ module: readFileSync(new URL('./engine/engine_bg.wasm', import.meta.url)) });

const dagdeel = {
  name: 'Dagdeel',
  simulate({ tariffs, volumes }, draws) {
    const model = new MonteCarlo(tariffs, volumes, YEARS, Float64Array.from(GROWTH), Float64Array.from(INDEX), draws);
    while (!model.step(20_000));
    const quantiles = Array.from(model.quantiles());
    model.free();
    return quantiles;
  },
};

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
function agree(model, a, b) {
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

async function measure({ name, simulate }, model, runs) {
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

const model = inputs(PRODUCTS);
const ours = await measure(dagdeel, model, RUNS);
const peers = [await measure(ziggurat, model, RUNS), await measure(squiggle, model, SLOW_RUNS)];
console.log(`Q5, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}: ${DRAWS.toLocaleString('en')} draws × ${PRODUCTS} products × ${YEARS} years, medians of ${RUNS} runs (Squiggle ${SLOW_RUNS}), ms\n`);
console.log(`${ours.name.padEnd(14)}${ours.time.toFixed(0).padStart(8)}`);
let failed = false;
for (const peer of peers) {
  agree(model, ours, peer);
  const ratio = peer.time / ours.time;
  failed ||= ratio < BARS[peer.name];
  console.log(`${peer.name.padEnd(14)}${peer.time.toFixed(0).padStart(8)}   ${ratio.toFixed(1)} × (bar ${BARS[peer.name]} ×)`);
}
console.log('');
if (failed) {
  console.log('below a bar');
  process.exitCode = 1;
}
