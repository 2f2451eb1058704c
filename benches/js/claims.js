// BARS Q1–Q4 and Q6 on generated claims: our columns beside plain loops on typed arrays and the engines that npm has, in the same
// run. Answers are checked for equality before anything is timed; times are medians in milliseconds.
//
//   node claims.js [runs]      5 runs unless told; DAGDEEL_ROWS says how many rows, 1,000,000 otherwise
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Data, GeneratedFile, initSync } from './claims/claims.js';

const ROWS = Number(process.env.DAGDEEL_ROWS ?? 1_000_000);
const RUNS = Math.max(3, Number(process.argv[2] ?? 5));
const { memory } = initSync({ module: readFileSync(new URL('./claims/claims_bg.wasm', import.meta.url)) });

/** January 2020, in months after January 2000; and how many months and years there are. */
const FIRST = 240;
const [MONTHS, YEARS] = [48, 4];
/** Five products get another tariff from month 33 on; none of them is claimed in minutes. */
const CHANGED = ['41A18', '44V05', '54V03', '41V08', '44V09'];
const FROM = 33;
const TARIFF = 4_901;

const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];

function timed(work) {
  const times = [];
  let answer;
  for (let run = -1; run < RUNS; run += 1) {
    const began = performance.now();
    answer = work();
    if (run >= 0) times.push(performance.now() - began);
  }
  return [median(times), answer];
}

const data = new Data('analyse', 1, 2);
function ask(question, budget = 0xffffffff) {
  data.ask(JSON.stringify(question));
  while (data.step(budget) < 1);
  return JSON.parse(data.answer());
}

const began = performance.now();
ask({ ask: 'generate', rows: ROWS, seed: 1 });
const summary = ask({ ask: 'summary' });
const made = performance.now() - began;
const wasm = memory.buffer.byteLength;

const names = ['month', 'municipality', 'provider', 'product', 'unit', 'client', 'volume', 'tariff', 'cents'];
const small = { month: Uint8Array, municipality: Uint8Array, provider: Uint8Array, product: Uint8Array, unit: Uint8Array, client: Uint16Array };
const columns = {};
for (const name of names) {
  const values = data.column(name);
  columns[name] = small[name] ? small[name].from(name === 'month' ? values.map((month) => month - FIRST) : values) : values;
}
const products = JSON.parse(data.labels('product'));
const municipalities = JSON.parse(data.labels('municipality'));
const changed = new Uint8Array(products.length);
for (const product of CHANGED) if (products.includes(product)) changed[products.indexOf(product)] = 1;
const changes = CHANGED.map((product) => ({ product, from: '2022-10-01', tariff: '49.01' }));

/** Loops as one writes them by hand on typed arrays. */
const plain = {
  Q1() {
    const { month, product, cents } = columns;
    const sums = new Float64Array(YEARS * products.length);
    for (let row = 0; row < month.length; row += 1) sums[((month[row] / 12) | 0) * products.length + product[row]] += cents[row];
    return sums;
  },
  Q2a() {
    const { month, municipality, product, volume, cents } = columns;
    const sums = new Float64Array(YEARS * municipalities.length * products.length);
    for (let row = 0; row < month.length; row += 1) {
      const amount = changed[product[row]] && month[row] >= FROM ? volume[row] * TARIFF : cents[row];
      sums[(((month[row] / 12) | 0) * municipalities.length + municipality[row]) * products.length + product[row]] += amount;
    }
    return sums;
  },
  Q2b() {
    const { month, municipality, product, volume, cents } = columns;
    const sums = new Float64Array(YEARS * municipalities.length * products.length);
    for (let row = 0; row < month.length; row += 1) {
      const amount = changed[product[row]] && month[row] >= FROM ? volume[row] * TARIFF : cents[row];
      const scaled = amount * 95;
      const rounded = scaled < 0 ? -Math.floor((50 - scaled) / 100) : Math.floor((scaled + 50) / 100);
      sums[(((month[row] / 12) | 0) * municipalities.length + municipality[row]) * products.length + product[row]] += rounded;
    }
    return sums;
  },
  Q3() {
    const { month, product, client, cents } = columns;
    const clients = summary.clients;
    const seen = new Uint8Array(YEARS * products.length * clients);
    const sums = new Float64Array(YEARS * products.length);
    const counts = new Uint32Array(YEARS * products.length);
    for (let row = 0; row < month.length; row += 1) {
      const cell = ((month[row] / 12) | 0) * products.length + product[row];
      sums[cell] += cents[row];
      const at = cell * clients + client[row];
      if (seen[at] === 0) {
        seen[at] = 1;
        counts[cell] += 1;
      }
    }
    return [sums, counts];
  },
  Q4() {
    const { month, client, cents } = columns;
    const clients = summary.clients;
    const sums = new Float64Array(YEARS * clients);
    const seen = new Uint8Array(YEARS * clients);
    for (let row = 0; row < month.length; row += 1) {
      const at = ((month[row] / 12) | 0) * clients + client[row];
      sums[at] += cents[row];
      seen[at] = 1;
    }
    return Array.from({ length: YEARS }, (_, year) => {
      const own = [];
      for (let at = year * clients; at < (year + 1) * clients; at += 1) if (seen[at]) own.push(sums[at]);
      own.sort((a, b) => b - a);
      const top = Math.ceil(own.length / 10);
      return [own.slice(0, top).reduce((a, b) => a + b, 0), own.reduce((a, b) => a + b, 0)];
    });
  },
};

/** Our own, each as the package asks it: JSON in, JSON out. */
const ours = {
  Q1: () => ask({ ask: 'table', axes: ['year', 'product'] }),
  // A lever is moved: the cube was made when the first was.
  Q2a: () => ask({ ask: 'price', side: 'municipality', changes: changes.map((change) => ({ ...change })) }),
  Q2b: () => ask({ ask: 'lineprice', side: 'municipality', changes, volume: '0.95' }),
  Q3: () => ask({ ask: 'table', axes: ['year', 'product'], clients: true }),
  Q4: () => ask({ ask: 'concentration', perYear: true }),
};

const euros = (text) => Number(text.replace('.', ''));
const total = (sums) => sums.reduce((a, b) => a + b, 0);
/** What both answers come to, to be compared. */
const CHECKS = {
  Q1: (own, other) => [own.cells.map((cell) => euros(cell.euros)), cellsOf(own, other)],
  Q2a: (own, other) => [euros(own.priced), total(other)],
  Q2b: (own, other) => [euros(own.perLine), total(other)],
  Q3: (own, [sums, counts]) => [own.cells.map((cell) => [euros(cell.euros), cell.clients]), cellsOf(own, sums).map((sum, at) => [sum, cellsOf(own, counts)[at]])],
  Q4: (own, other) => [own.map((year) => [euros(year.topEuros), euros(year.euros)]), other],
};

/** The cells of an array of year × product, at the labels of our table's cells. */
function cellsOf(table, sums) {
  const [years, names] = table.axes;
  return table.cells.map(({ at: [year, product] }) => sums[(Number(years.labels[year].id) - 2020) * products.length + products.indexOf(names.labels[product].id)]);
}

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${ROWS.toLocaleString('en')} rows, medians of ${RUNS} runs, ms`);
console.log(`generated in ${made.toFixed(0)} ms; columns ${(summary.columns / 1e6).toFixed(0)} MB, names ${(summary.names / 1e6).toFixed(1)} MB, wasm memory ${(wasm / 1e6).toFixed(0)} MB\n`);
console.log(`${''.padEnd(6)}${'plain JS'.padStart(12)}${'Dagdeel'.padStart(12)}${'times faster'.padStart(14)}`);
for (const [name, work] of Object.entries(plain)) {
  const [theirs, other] = timed(work);
  const [own, answer] = timed(ours[name]);
  const [found, expected] = CHECKS[name](answer, other);
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`${name}: the answers differ`);
  console.log(`${name.padEnd(6)}${theirs.toFixed(1).padStart(12)}${own.toFixed(1).padStart(12)}${(theirs / own).toFixed(2).padStart(14)}`);
}

// Q6: a Dutch file of a million lines, from bytes to the answer of Q1.
const file = new GeneratedFile(JSON.stringify({ rows: Math.min(ROWS, 1_000_000), seed: 1 }));
const parts = [];
for (let part = file.step(50_000); part.length > 0; part = file.step(50_000)) parts.push(part);
const bytes = Buffer.concat(parts);
const [own] = timed(() => {
  const reading = new Data('analyse', 1, 2);
  reading.begin('x.csv', '{}', bytes.length);
  for (let at = 0; at < bytes.length; at += 1 << 20) reading.push(bytes.subarray(at, at + (1 << 20)));
  const report = JSON.parse(reading.finish());
  if (report.rejected.lines > 0 || report.accepted.lines !== Math.min(ROWS, 1_000_000)) throw new Error('Q6: lines are missing');
  reading.ask(JSON.stringify({ ask: 'table', axes: ['year', 'product'] }));
  while (reading.step(0xffffffff) < 1);
  const answer = reading.answer();
  reading.free();
  return answer;
});
console.log(`\nQ6, ${(bytes.length / 1e6).toFixed(0)} MB of CSV: Dagdeel ${own.toFixed(0)} ms`);
for (const [name, parse] of Object.entries(await parsers())) {
  const [theirs] = timed(() => parse(bytes));
  console.log(`${name.padEnd(12)}${theirs.toFixed(0).padStart(8)} ms, ${(theirs / own).toFixed(2)} times ours`);
}

/** The parsers that are installed. */
async function parsers() {
  const found = {};
  const q1 = (lines) => {
    const sums = new Map();
    for (const line of lines) {
      const key = `${line.Van.slice(6)} ${line.Product}`;
      sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(line.Bedrag.replace(',', '.')) * 100));
    }
    return sums;
  };
  try {
    const { default: Papa } = await import('papaparse');
    found.PapaParse = (bytes) => q1(Papa.parse(bytes.toString(), { header: true, delimiter: ';', skipEmptyLines: true }).data);
  } catch {
    console.log('PapaParse is not installed');
  }
  return found;
}
