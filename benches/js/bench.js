// BARS in our engine and its peers, in Node and in Chromium, in the same run; a table of ratios. Times are medians in milliseconds.
//
//   node --expose-gc bench.js [--only Q1|Q2a|…|Q7|memory|cold] [--rows 10000000] [--runs 5] [--in node|chromium]
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { all } from './all.js';
import { inChromium } from './chromium.js';
import { memory } from './csv.js';
import { node } from './node.js';

const { values } = parseArgs({ options: { only: { type: 'string' }, rows: { type: 'string', default: '10000000' }, runs: { type: 'string', default: '5' }, in: { type: 'string' } } });
const options = { only: values.only ?? null, rows: Number(values.rows), runs: Math.max(5, Number(values.runs)) };
/** BARS: memory for each byte of the columns. */
const MEMORY = 1.3;

const shown = (ms) => (ms < 1 ? ms.toFixed(3) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0));
const load = () => loadavg()[0].toFixed(1);
const below = [];

/** One row: our time, and how many times as long each peer takes. */
function tell(where) {
  return ({ note, of, ours, peers, question }) => {
    const beside = peers.map(({ bar, name, time }) => {
      const ratio = time / ours;
      const missed = bar !== null && bar !== undefined && ratio < bar;
      if (missed) below.push(`${question} (${of}) in ${where}: ${ratio.toFixed(2)} × ${name}, bar ${bar}`);
      return `${name} ${shown(time)} = ${ratio.toFixed(ratio < 10 ? 2 : 0)} ×${bar ? ` (bar ${bar}${missed ? ', below' : ''})` : ''}`;
    });
    console.log(`${question.padEnd(5)}${shown(ours).padStart(8)}   ${beside.join('; ')}   [${of}; load ${load()}]${note ? `\n${' '.repeat(16)}${note}` : ''}`);
  };
}

console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}; medians of ${options.runs} runs after warm-up, ms; × is how many times as long the peer takes\n`);
const peers = await import('../peers/node.js').catch(() => null);
if (!peers) console.log('DuckDB-WASM is not installed: npm ci --ignore-scripts in benches/peers');

if (values.in !== 'chromium' && options.only !== 'cold') {
  const place = node(peers);
  console.log(`${place.name}\n${''.padEnd(5)}${'Dagdeel'.padStart(8)}`);
  // First, since memory of WebAssembly never shrinks.
  if (options.only === null || options.only === 'memory') {
    const { columns, left, names, rows, took, wasm } = memory(place, options);
    const ratio = wasm / (columns + names);
    if (ratio > MEMORY) below.push(`memory: ${ratio.toFixed(2)} × the columns, bar ${MEMORY}`);
    const mega = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
    console.log(`memory  ${rows.toLocaleString('en')} lines read in ${(took / 1000).toFixed(1)} s: columns ${mega(columns)}, names ${mega(names)}, all memory ${mega(wasm)} = ${ratio.toFixed(2)} × (bar ${MEMORY}); left in JavaScript ${mega(left)}`);
  }
  for await (const row of all(place, options)) tell('Node')(row);
}
if (values.in !== 'node' && options.only !== 'memory') {
  console.log('\nChromium');
  const name = await inChromium(options, tell('Chromium'));
  console.log(name ?? 'no Chromium found: measured in Node only');
}
console.log(below.length > 0 ? `\nbelow a bar:\n  ${below.join('\n  ')}` : '\nevery bar is met');
if (below.length > 0) process.exitCode = 1;
