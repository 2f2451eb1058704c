// BARS Q6: a Dutch file of a million lines, from bytes to the answer of Q1; and what reading takes of memory.
import { asking } from './claims.js';
import { same, timed } from './timing.js';

const BARS = { PapaParse: 3, 'DuckDB-WASM': 1 };
const QUESTION = { ask: 'table', axes: ['year', 'product'] };
const PART = 1 << 20;

/** The parts of a generated file, so that it need not stand anywhere whole. */
function* generated({ GeneratedFile }, rows) {
  const file = new GeneratedFile(JSON.stringify({ rows, seed: 1 }));
  for (let part = file.step(50_000); part.length > 0; part = file.step(50_000)) yield part;
  file.free();
}

function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function accepted(report, rows) {
  if (report.rejected.lines > 0 || report.accepted.lines !== rows) throw new Error(`Q6: ${report.accepted.lines} of ${rows} lines`);
}

/** The cells of our table as `year product` → cents, in order. */
function cellsOf(table) {
  const [years, products] = table.axes;
  return table.cells.map(({ at: [year, product], euros }) => [`${years.labels[year].id} ${products.labels[product].id}`, Number(euros.replace('.', ''))]).sort();
}

export async function csv(place, { only, rows: most, runs }) {
  if (only !== null && only !== 'Q6') return [];
  const rows = Math.min(most, 1_000_000);
  const bytes = joined([...generated(place, rows)]);
  const own = await timed(runs, () => {
    const data = new place.Data('analyse', 1, 2);
    data.begin('x.csv', '{}', bytes.length);
    for (let at = 0; at < bytes.length; at += PART) data.push(bytes.subarray(at, at + PART));
    accepted(JSON.parse(data.finish()), rows);
    const answer = asking(data)(QUESTION);
    data.free();
    return answer;
  });
  const cells = cellsOf(own.answer);
  const peers = [];
  const beside = async (name, work) => {
    const { time, answer } = await timed(runs, work);
    same('Q6', name, [...answer].sort(), cells);
    peers.push({ name, time, bar: BARS[name] });
  };
  await beside('PapaParse', () => {
    const sums = new Map();
    place.Papa.parse(new TextDecoder().decode(bytes), {
      header: true, delimiter: ';', skipEmptyLines: true,
      step: ({ data: line }) => {
        const key = `${line.Van.slice(6)} ${line.Product}`;
        sums.set(key, (sums.get(key) ?? 0) + Math.round(Number(line.Bedrag.replace(',', '.')) * 100));
      },
    });
    return sums;
  });
  const duckdb = await place.duckdb?.();
  if (duckdb) {
    await beside(duckdb.name, () => {
      duckdb.file('x.csv', bytes.slice());
      const found = duckdb.texts(`select Van[7:10] || ' ' || Product, sum(round(replace(Bedrag, ',', '.')::decimal(12, 2) * 100))::bigint
        from read_csv('x.csv', delim=';', header=true, all_varchar=true) group by 1 order by 1`);
      duckdb.forget('x.csv');
      return found.map(([key, cents]) => [key, Number(cents)]);
    });
    duckdb.close();
  }
  return [{ question: 'Q6', of: `${rows.toLocaleString('en')} lines, ${(bytes.length / 1e6).toFixed(0)} MB`, ours: own.time, peers }];
}

/** Reads a file of all rows in parts: how long reading takes, what the columns take, and what memory is there for them. */
export function memory(place, { rows }) {
  const data = new place.Data('analyse', 1, 2);
  const before = place.outside();
  data.begin('x.csv', '{}', 0);
  let took = 0;
  for (const part of generated(place, rows)) {
    const began = performance.now();
    data.push(part);
    took += performance.now() - began;
  }
  accepted(JSON.parse(data.finish()), rows);
  const { columns, names } = asking(data)({ ask: 'summary' });
  const wasm = place.memory.buffer.byteLength;
  const left = place.outside() - before;
  data.free();
  return { rows, took, columns, names, wasm, left };
}
