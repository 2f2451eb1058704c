// What a page with DuckDB-WASM does until its first answer: 100,000 rows of claims, and their sum by year and product.
import { duckdb } from './page.js';

const ROWS = 100_000;

const database = await duckdb();
const column = (Kind, make) => Kind.from({ length: ROWS }, (_, row) => make(row));
database.load('claims', {
  month: column(Uint8Array, (row) => row % 48),
  product: column(Uint8Array, (row) => (row * 7) % 50),
  cents: column(Int32Array, (row) => (row * 7919) % 100_000),
});
const rows = database.rows('select month // 12 as year, product, sum(cents)::double from claims group by all order by all');
document.querySelector('h1').textContent = `${rows.length}`;
