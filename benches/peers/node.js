// DuckDB-WASM in Node.
import { createRequire } from 'node:module';
import { open } from './duckdb.js';

const require = createRequire(import.meta.url);

export function duckdb() {
  const module = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  return open(module, module.NODE_RUNTIME, require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'));
}
