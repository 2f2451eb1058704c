// DuckDB-WASM in a page, which is served its WebAssembly as `/duckdb.wasm`. Its package names this file to Node only.
import * as module from './node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';
import { open } from './duckdb.js';

export const duckdb = () => open(module, module.BROWSER_RUNTIME, new URL('/duckdb.wasm', location.href).href);
