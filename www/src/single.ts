// The page in one file. The loader in the page has unpacked this script and hands over the rest of what it found.

import { definePage } from './app/app.ts';
import { noSettings } from './app/start.ts';
import { openClaims } from 'dagdeel/core';
import { openInlined, unpack, type Inlined } from './engine/inlined.ts';

declare global {
  var dagdeelInlined: (Inlined & { worker: string; claims: string; claimsWorker: string; licences: string }) | undefined;
}

function given() {
  const inlined = globalThis.dagdeelInlined;
  if (!inlined) throw new Error('nothing inlined');
  return inlined;
}

function workerOf(script: string): Worker {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    return new Worker(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

definePage({
  openEngine: () => openInlined(given(), () => workerOf(given().worker)),
  openClaims: (options) => openClaims({ ...options, claims: () => unpack(given().claims), sheets: () => unpack(given().sheets), createWorker: () => workerOf(given().claimsWorker) }),
  settings: noSettings(),
  licences: async () => new TextDecoder().decode(await unpack(given().licences)),
});
