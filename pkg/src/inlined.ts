/**
 * The package with everything inside: engine, workbook writer, scenarios and worker are in the scripts themselves, so it asks for
 * no file. Larger than the files beside `dagdeel`, and for where such files cannot be had.
 */
import { engine } from '../inlined/engine.js';
import { scenarios } from '../inlined/scenarios.js';
import { worker } from '../inlined/worker.js';
import type { EngineWorker } from './channel.js';
import { type Claims, type ClaimsOptions, openClaimsOn } from './claims.js';
import { type Dagdeel, openOn, type OpenOptions } from './client.js';
import { web } from './web.js';

export * from './public.js';

/** Opens an engine; in a browser in a worker, where workers made from a script's own text are allowed. */
export function open(options: OpenOptions = {}): Promise<Dagdeel> {
  const defaults = {
    wasm: () => unpack(engine),
    sheets: async () => unpack((await import('../inlined/sheets.js')).sheets),
    scenarios,
    createWorker: () => fromText(worker),
  };
  return openOn({ ...web, defaults }, options);
}

/** Base64 of deflated bytes. */
async function unpack(base64: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
}

/** Own data: its module and its worker's script are fetched when they are asked for. */
export async function openClaims(options: ClaimsOptions = {}): Promise<Claims> {
  const { claims, claimsWorker } = await import('../inlined/claims.js');
  const sheets = async () => unpack((await import('../inlined/sheets.js')).sheets);
  const defaults = { claims: () => unpack(claims), sheets, createClaimsWorker: () => fromText(claimsWorker) };
  return openClaimsOn({ ...web, defaults }, options);
}

function fromText(script: string): EngineWorker {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    return new Worker(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
