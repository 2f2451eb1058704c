/** The package in Node: its files are read from the disk, the engine runs in a worker thread. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EngineWorker } from './channel.js';
import { type Claims, type ClaimsOptions, openClaimsOn } from './claims.js';
import { type Dagdeel, openOn, type OpenOptions, type Platform } from './client.js';
import { compileBytes } from './module.js';
import { web } from './web.js';

export * from './public.js';

const node: Platform = {
  compile: async (address) => {
    const url = address instanceof URL ? address : node.address(address);
    return url.protocol === 'file:' ? compileBytes(await readFile(url)) : web.compile(url);
  },
  read: (address) => (address.protocol === 'file:' ? readFile(address, 'utf8') : web.read(address)),
  address: (text) => (/^(file|https?):/.test(text) ? new URL(text) : pathToFileURL(text)),
  defaults: {
    wasm: new URL('../engine/engine_bg.wasm', import.meta.url),
    sheets: new URL('../sheets/sheets_bg.wasm', import.meta.url),
    claims: new URL('../claims/claims_bg.wasm', import.meta.url),
    scenarios: new URL('../scenarios/', import.meta.url),
    createWorker: () => thread(new Worker(new URL('./node-worker.js', import.meta.url))),
    createClaimsWorker: () => thread(new Worker(new URL('./node-claims-worker.js', import.meta.url))),
  },
  // Node has no policy to be held by: whoever runs it decides what its process may reach.
  networked: false,
};

/** A worker thread with the face of a browser's worker. It keeps the process running only while a question waits. */
function thread(worker: Worker): EngineWorker {
  return {
    postMessage: (message) => worker.postMessage(message),
    terminate: () => void worker.terminate(),
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
      if (type === 'message') worker.on('message', (data: unknown) => listener({ data }));
      else worker.on(type, (event: object) => (listener as (event: object) => void)(event));
    },
    keepAlive: (on) => (on ? worker.ref() : worker.unref()),
  };
}

/** Opens an engine, in a worker thread unless the options say otherwise. */
export function open(options: OpenOptions = {}): Promise<Dagdeel> {
  return openOn(node, options);
}

/** Opens own data, in a worker thread of its own. */
export function openClaims(options: ClaimsOptions = {}): Promise<Claims> {
  return openClaimsOn(node, options);
}
