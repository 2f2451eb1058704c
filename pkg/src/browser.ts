/** The package in a browser: its files lie beside this one. Bundlers follow the two addresses below. */
import { type Claims, type ClaimsOptions, openClaimsOn } from './claims.js';
import { type Dagdeel, openOn, type OpenOptions, type Platform } from './client.js';
import { web } from './web.js';

export * from './public.js';

const platform: Platform = {
  ...web,
  defaults: {
    wasm: new URL('../engine/engine_bg.wasm', import.meta.url),
    sheets: new URL('../sheets/sheets_bg.wasm', import.meta.url),
    claims: new URL('../claims/claims_bg.wasm', import.meta.url),
    // As a script and not as files: a bundler follows it, and it is fetched when it is asked for.
    scenarios: async () => (await import('../inlined/scenarios.js')).scenarios,
    createWorker: () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }),
    createClaimsWorker: () => new Worker(new URL('./claims-worker.js', import.meta.url), { type: 'module' }),
  },
};

/** Opens an engine, in a worker where workers are allowed. */
export function open(options: OpenOptions = {}): Promise<Dagdeel> {
  return openOn(platform, options);
}

/** Opens own data, in a worker of its own; refused where that worker could reach the network. */
export function openClaims(options: ClaimsOptions = {}): Promise<Claims> {
  return openClaimsOn(platform, options);
}
