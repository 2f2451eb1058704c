// The engine where there are no files beside the script: its module and the scenarios are in the script or page itself.

import { open } from 'dagdeel/core';
import type { Engine } from './types.ts';

export interface Inlined {
  /** The module, in base64 of deflate-raw. */
  wasm: string;
  /** The module that writes workbooks, likewise. */
  sheets: string;
  /** The texts of the shipped documents by id, and of what there is to know of them. */
  scenarios: Record<string, string>;
}

export async function unpack(base64: string): Promise<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
}

export function openInlined({ wasm, sheets, scenarios }: Inlined, createWorker?: () => Worker): Promise<Engine> {
  return open({ wasm: () => unpack(wasm), sheets: () => unpack(sheets), scenarios, ...(createWorker ? { createWorker } : { worker: false }) });
}
