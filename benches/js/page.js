// Our modules and the peers in a page.
import startSheet from '@ironcalc/wasm';
import Papa from 'papaparse';
import { duckdb } from '../peers/page.js';
import { all } from './all.js';
import startClaims, { Data, GeneratedFile } from './claims/claims.js';
import startEngine, { Model, MonteCarlo } from './engine/engine.js';
import * as hyperformula from './hyperformula.js';
import * as ironcalc from './ironcalc.js';
import * as squiggle from './squiggle.js';

/** Measures everything that was asked for; `tell` gets each row as it comes. */
globalThis.measureAll = async (options) => {
  await startEngine({ module_or_path: '/engine.wasm' });
  await startSheet({ module_or_path: '/ironcalc.wasm' });
  const { memory } = await startClaims({ module_or_path: '/claims.wasm' });
  const place = { Data, GeneratedFile, Model, MonteCarlo, Papa, duckdb, memory, squiggle, sheets: [hyperformula, ironcalc] };
  for await (const row of all(place, options)) await globalThis.tell(row);
};
