// BARS Q7: a model of 50 or 5,000 products in our engine, in HyperFormula and in IronCalc, in the same run. The answers are checked
// before anything is timed; times are medians in milliseconds.
//
//   node model.js [runs]      at least 5 runs; 7 unless told
import { cpus } from 'node:os';
import * as dagdeel from './dagdeel.js';
import { exactTotals, formulas, generate } from './generate.js';
import * as hyperformula from './hyperformula.js';
import * as ironcalc from './ironcalc.js';

const RUNS = Math.max(5, Number(process.argv[2] ?? 7));
const WARM_UP = 2;
/** How far a sheet of doubles may be from the exact totals: it loses cents, but must compute the same model. */
const SHEET_TOLERANCE = 1e-6;
/** How many times faster than HyperFormula BARS wants us to be, at 5,000 products. */
const BARS = { load: 30, 'one tariff': 3, 'one index': 20 };

const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];

/** The questions: each changes the inputs by the run's number, so that no run repeats the one before. */
const CHANGES = {
  'one tariff': (model, inputs, run) => {
    const product = inputs.tariffs.length >> 1;
    inputs.tariffs[product] += 1 + run;
    model.setTariff(product, inputs.tariffs[product]);
  },
  'one index': (model, inputs, run) => {
    inputs.prices[0] += run % 2 === 0 ? 1 : -1;
    model.setIndex(0, inputs.prices[0]);
  },
};

/** The largest difference between an engine's totals and the exact ones, in cents; fails where it is too large. */
function checked(engine, inputs, totals) {
  const exact = exactTotals(inputs);
  let worst = 0n;
  totals.forEach((total, year) => {
    const difference = total > exact[year] ? total - exact[year] : exact[year] - total;
    const allowed = engine === dagdeel ? 0 : Number(exact[year]) * SHEET_TOLERANCE;
    if (Number(difference) > allowed) throw new Error(`${engine.name}: ${total} cents in year ${year + 1}, exactly ${exact[year]}`);
    if (difference > worst) worst = difference;
  });
  return worst;
}

function timed(work) {
  const began = performance.now();
  const value = work();
  return [performance.now() - began, value];
}

/** The medians of one engine, and how many cents it missed at worst. */
function measure(engine, products) {
  const inputs = generate(products);
  const times = { load: [] };
  let missed = 0n;
  let model;
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    model?.close();
    const [took, totals] = timed(() => {
      model = engine.load(inputs);
      return model.totals();
    });
    const worst = checked(engine, inputs, totals);
    if (worst > missed) missed = worst;
    if (run >= 0) times.load.push(took);
  }
  for (const [name, change] of Object.entries(CHANGES)) {
    times[name] = [];
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const [took, totals] = timed(() => {
        change(model, inputs, run + WARM_UP);
        return model.totals();
      });
      const worst = checked(engine, inputs, totals);
      if (worst > missed) missed = worst;
      if (run >= 0) times[name].push(took);
    }
  }
  model.close();
  return { times: Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])), missed };
}

const euros = (cents) => (Number(cents) / 100).toFixed(2);
const shown = (ms) => (ms < 1 ? ms.toFixed(3) : ms.toFixed(1));
const PEERS = [hyperformula, ironcalc];

console.log(`Q7, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, medians of ${RUNS} runs, ms\n`);
let failed = false;
for (const products of [50, 5_000]) {
  const ours = measure(dagdeel, products);
  const peers = PEERS.map((peer) => ({ name: peer.name, ...measure(peer, products) }));
  console.log(`${products} products × 5 years, ${formulas(products).toLocaleString('en')} formulas; in brackets how many times faster Dagdeel is`);
  console.log(`${''.padEnd(12)}${'Dagdeel'.padStart(10)}${peers.map(({ name }) => name.padStart(24)).join('')}${'bar'.padStart(7)}`);
  for (const name of Object.keys(ours.times)) {
    const ratios = peers.map(({ times }) => times[name] / ours.times[name]);
    const bar = products === 5_000 ? BARS[name] : null;
    failed ||= bar !== null && ratios[0] < bar;
    const beside = peers.map(({ times }, at) => `${shown(times[name])} (${ratios[at].toFixed(1)} ×)`.padStart(24));
    console.log(`${name.padEnd(12)}${shown(ours.times[name]).padStart(10)}${beside.join('')}${(bar === null ? '' : `${bar} ×`).padStart(7)}`);
  }
  console.log(`${'off by, euro'.padEnd(12)}${euros(ours.missed).padStart(10)}${peers.map(({ missed }) => euros(missed).padStart(24)).join('')}\n`);
}
if (failed) {
  console.log('below a bar (beside HyperFormula)');
  process.exitCode = 1;
}
