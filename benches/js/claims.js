// BARS Q1–Q4 on generated claims: our columns beside plain loops on typed arrays and DuckDB-WASM. Answers are compared before times
// count. `place` brings what differs between Node and a page.
import { same, timed } from './timing.js';

/** January 2020, in months after January 2000; and how many years there are. */
const FIRST = 240;
const YEARS = 4;
/** Five products get another tariff from month 33 on; none of them is claimed in minutes. */
const CHANGED = ['41A18', '44V05', '54V03', '41V08', '44V09'];
const FROM = 33;
const TARIFF = 4_901;

/** How many times faster BARS wants us to be. */
const ROWS_BARS = { 'plain JS': 1.5, 'DuckDB-WASM': 8 };
const BARS = { Q1: ROWS_BARS, Q2a: { 'plain JS': 20, 'DuckDB-WASM': 100 }, Q2b: ROWS_BARS, Q3: ROWS_BARS, Q4: ROWS_BARS };

/** Questions to our own data, as the package asks them: JSON in, JSON out. */
export function asking(data) {
  return (question) => {
    data.ask(JSON.stringify(question));
    while (data.step(0xffffffff) < 1);
    return JSON.parse(data.answer());
  };
}

const euros = (text) => Number(text.replace('.', ''));
const total = (sums) => sums.reduce((a, b) => a + b, 0);

export async function claims(place, { only, rows, runs }) {
  const wanted = Object.keys(BARS).filter((question) => only === null || question === only);
  if (wanted.length === 0) return [];
  const data = new place.Data('analyse', 1, 2);
  const ask = asking(data);
  ask({ ask: 'generate', rows, seed: 1 });
  const summary = ask({ ask: 'summary' });
  const columns = columnsOf(data);
  const products = JSON.parse(data.labels('product'));
  const municipalities = JSON.parse(data.labels('municipality'));
  const changed = Uint8Array.from(products, (product) => (CHANGED.includes(product) ? 1 : 0));
  const plain = plainly(columns, { products: products.length, municipalities: municipalities.length, clients: summary.clients, changed });
  const changes = CHANGED.map((product) => ({ product, from: '2022-10-01', tariff: '49.01' }));
  const ours = {
    Q1: () => ask({ ask: 'table', axes: ['year', 'product'] }),
    // A lever is moved: the cube was made when the first was.
    Q2a: () => ask({ ask: 'price', side: 'municipality', changes }),
    Q2b: () => ask({ ask: 'lineprice', side: 'municipality', changes, volume: '0.95' }),
    Q3: () => ask({ ask: 'table', axes: ['year', 'product'], clients: true }),
    Q4: () => ask({ ask: 'concentration', perYear: true }),
  };
  /** What our answers and those of a list by year and product come to, to be compared. */
  const byCell = (table, values) => {
    const [years, names] = table.axes;
    return table.cells.map(({ at: [year, product] }) => values[(Number(years.labels[year].id) - 2020) * products.length + products.indexOf(names.labels[product].id)]);
  };
  const comes = {
    Q1: (table) => table.cells.map((cell) => euros(cell.euros)),
    Q2a: (answer) => euros(answer.priced),
    Q2b: (answer) => euros(answer.perLine),
    Q3: (table) => table.cells.map((cell) => [euros(cell.euros), cell.clients]),
    Q4: (years) => years.map((year) => [euros(year.topEuros), euros(year.euros)]),
  };
  const expected = {
    Q1: (table, sums) => byCell(table, Array.from(sums)),
    Q2a: (_, sums) => total(sums),
    Q2b: (_, sums) => total(sums),
    Q3: (table, [sums, counts]) => byCell(table, Array.from(sums, (sum, at) => [sum, counts[at]])),
    Q4: (_, years) => years,
  };
  const found = [];
  for (const question of wanted) {
    const own = await timed(runs, ours[question]);
    const other = await timed(runs, plain[question]);
    same(question, 'plain JS', expected[question](own.answer, other.answer), comes[question](own.answer));
    found.push({ question, of: `${rows.toLocaleString('en')} claims`, ours: own.time, peers: [{ name: 'plain JS', time: other.time, bar: BARS[question]['plain JS'] }], answer: other.answer });
  }
  data.free();
  await beside(await place.duckdb?.(), columns, { found, products, municipalities, changed, runs });
  return found.map(({ answer: _, ...row }) => row);
}

/** The columns as one keeps them in JavaScript: as narrow as they go. */
function columnsOf(data) {
  const kinds = { month: Uint8Array, municipality: Uint8Array, provider: Uint8Array, product: Uint8Array, unit: Uint8Array, client: Uint16Array, volume: Int32Array, tariff: Int32Array, cents: Int32Array };
  return Object.fromEntries(Object.entries(kinds).map(([name, Kind]) => {
    const values = data.column(name);
    return [name, Kind === Int32Array ? values : Kind.from(name === 'month' ? values.map((month) => month - FIRST) : values)];
  }));
}

/** Loops as one writes them by hand on typed arrays. */
function plainly({ cents, client, month, municipality, product, volume }, { changed, clients, municipalities, products }) {
  const priced = (scale) => () => {
    const sums = new Float64Array(YEARS * municipalities * products);
    for (let row = 0; row < month.length; row += 1) {
      let amount = changed[product[row]] && month[row] >= FROM ? volume[row] * TARIFF : cents[row];
      if (scale) {
        const scaled = amount * 95;
        amount = scaled < 0 ? -Math.floor((50 - scaled) / 100) : Math.floor((scaled + 50) / 100);
      }
      sums[(((month[row] / 12) | 0) * municipalities + municipality[row]) * products + product[row]] += amount;
    }
    return sums;
  };
  return {
    Q1() {
      const sums = new Float64Array(YEARS * products);
      for (let row = 0; row < month.length; row += 1) sums[((month[row] / 12) | 0) * products + product[row]] += cents[row];
      return sums;
    },
    Q2a: priced(false),
    Q2b: priced(true),
    Q3() {
      const seen = new Uint8Array(YEARS * products * clients);
      const sums = new Float64Array(YEARS * products);
      const counts = new Uint32Array(YEARS * products);
      for (let row = 0; row < month.length; row += 1) {
        const cell = ((month[row] / 12) | 0) * products + product[row];
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
        return [total(own.slice(0, top)), total(own)];
      });
    },
  };
}

/** The same questions to DuckDB, whose answers are compared cell by cell with those of the plain loops. */
async function beside(duckdb, columns, { changed, found, municipalities, products, runs }) {
  if (!duckdb) return;
  duckdb.load('claims', columns);
  const list = products.flatMap((_, at) => (changed[at] ? [at] : [])).join(', ');
  const amount = `(case when product in (${list}) and month >= ${FROM} then volume::bigint * ${TARIFF} else cents end)`;
  const grouped = (what) => `select month // 12 as year, municipality, product, sum(${what})::double from claims group by all order by 1, 2, 3`;
  const queries = {
    Q1: 'select month // 12 as year, product, sum(cents)::double from claims group by all order by 1, 2',
    Q2a: grouped(amount),
    Q2b: grouped(`(${amount} * 95 + case when ${amount} < 0 then -50 else 50 end) // 100`),
    Q3: 'select month // 12 as year, product, sum(cents)::double, count(distinct client)::double from claims group by all order by 1, 2',
    Q4: `with own as (select month // 12 as year, client, sum(cents) as euros from claims group by all),
      ranked as (select year, euros, row_number() over (partition by year order by euros desc) as place, count(*) over (partition by year) as clients from own)
      select year, sum(euros) filter (where place <= ceil(clients / 10.0))::double, sum(euros)::double from ranked group by year order by year`,
  };
  const expected = {
    Q1: (rows, sums) => rows.map(([year, product]) => sums[year * products.length + product]),
    Q2a: (rows, sums) => rows.map(([year, town, product]) => sums[(year * municipalities.length + town) * products.length + product]),
    Q2b: (rows, sums) => expected.Q2a(rows, sums),
    Q3: (rows, [sums, counts]) => rows.flatMap(([year, product]) => [sums[year * products.length + product], counts[year * products.length + product]]),
    Q4: (_, years) => years.flat(),
  };
  const comes = (question, rows) => rows.flatMap((row) => row.slice({ Q1: 2, Q2a: 3, Q2b: 3, Q3: 2, Q4: 1 }[question]));
  for (const row of found) {
    const { time, answer } = await timed(runs, () => duckdb.rows(queries[row.question]));
    same(row.question, duckdb.name, comes(row.question, answer), expected[row.question](answer, row.answer));
    row.peers.push({ name: duckdb.name, time, bar: BARS[row.question][duckdb.name] });
  }
  duckdb.close();
}
