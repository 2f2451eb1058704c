// BARS Q5: 100,000 draws of 50 products over 5 years in our engine, in plain JavaScript and in Squiggle, in the same run; then in
// Chromium beside plain JavaScript, where there is a browser. Times are medians in milliseconds.
//
//   node simulation.js [runs]      at least 5 runs; 5 unless told
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { inChromium } from './chromium.js';
import { inputs, YEARS } from './draws.js';
import { initSync, MonteCarlo } from './engine/engine.js';
import { agree, dagdeel, DRAWS, measure, PRODUCTS } from './measure.js';
import * as squiggle from './squiggle.js';
import * as ziggurat from './ziggurat.js';

const RUNS = Math.max(5, Number(process.argv[2] ?? 5));
/** Squiggle takes so long that fewer runs must do. */
const SLOW_RUNS = 2;
/** How many times faster BARS wants us to be. */
const BARS = { 'JS ziggurat': 1.5, Squiggle: 12 };

initSync({ module: readFileSync(new URL('./engine/engine_bg.wasm', import.meta.url)) });

let failed = false;

/** What each peer takes, and how many times faster we are. */
function tell(where, ours, peers) {
  console.log(`Q5, ${where}: ${DRAWS.toLocaleString('en')} draws × ${PRODUCTS} products × ${YEARS} years, medians of ${RUNS} runs, ms\n`);
  console.log(`${ours.name.padEnd(14)}${ours.time.toFixed(0).padStart(8)}`);
  for (const peer of peers) {
    const ratio = peer.time / ours.time;
    failed ||= ratio < BARS[peer.name];
    console.log(`${peer.name.padEnd(14)}${peer.time.toFixed(0).padStart(8)}   ${ratio.toFixed(1)} × (bar ${BARS[peer.name]} ×)`);
  }
  console.log('');
}

const model = inputs(PRODUCTS);
const ours = await measure(dagdeel(MonteCarlo), model, RUNS);
const peers = [await measure(ziggurat, model, RUNS), await measure(squiggle, model, SLOW_RUNS)];
for (const peer of peers) agree(model, ours, peer);
tell(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'} (Squiggle ${SLOW_RUNS} runs)`, ours, peers);

const browser = await inChromium(RUNS);
if (browser) tell(`Chromium ${browser.version}`, browser.ours, browser.peers);
else console.log('no Chromium found: Q5 was measured in Node only');
if (failed) {
  console.log('below a bar');
  process.exitCode = 1;
}
