// Our modules and the peers in Node.
import { readFileSync } from 'node:fs';
import { initSync as startSheet } from '@ironcalc/wasm';
import Papa from 'papaparse';
import { Data, GeneratedFile, initSync as startClaims } from './claims/claims.js';
import { initSync as startEngine, Model, MonteCarlo } from './engine/engine.js';
import * as hyperformula from './hyperformula.js';
import * as ironcalc from './ironcalc.js';
import * as squiggle from './squiggle.js';

const bytes = (file) => readFileSync(new URL(file, import.meta.url));

/** `peers` are those that are installed apart. */
export function node(peers) {
  startEngine({ module: bytes('engine/engine_bg.wasm') });
  startSheet({ module: bytes(new URL('wasm_bg.wasm', import.meta.resolve('@ironcalc/wasm'))) });
  const { memory } = startClaims({ module: bytes('claims/claims_bg.wasm') });
  return {
    name: `Node ${process.version}`,
    Data, GeneratedFile, Model, MonteCarlo, Papa, memory, squiggle,
    sheets: [hyperformula, ironcalc],
    duckdb: peers?.duckdb,
    /** The bytes that JavaScript holds, WebAssembly apart. */
    outside() {
      globalThis.gc?.();
      const { arrayBuffers, external, heapUsed } = process.memoryUsage();
      return heapUsed + Math.max(arrayBuffers, external) - memory.buffer.byteLength;
    },
  };
}
