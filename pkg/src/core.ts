/** The package without files of its own: for a page in one file or a custom element, which hand in what it needs. */
import { type Claims, type ClaimsOptions, openClaimsOn } from './claims.js';
import { type Dagdeel, openOn, type OpenOptions } from './client.js';
import { web } from './web.js';

export * from './public.js';

/** Opens an engine; `wasm` is needed, and `createWorker` where it shall run in a worker. */
export function open(options: OpenOptions): Promise<Dagdeel> {
  return openOn({ ...web, defaults: {} }, options);
}

/** Opens own data, in a worker of its own; `claims` and `createWorker` are needed. */
export function openClaims(options: ClaimsOptions): Promise<Claims> {
  return openClaimsOn({ ...web, defaults: {} }, options);
}
