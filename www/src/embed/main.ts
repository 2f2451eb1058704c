// The element in one script, with everything inside. The same script, started as a worker, is the engine's worker, and under
// another name that of own data: so the host's policy needs to allow nothing but its own files.

import { openClaims } from 'dagdeel/core';
import { openInlined, unpack } from '../engine/inlined.ts';
import { allowOwnData } from '../engine/own-data.ts';
import { SharedEngine } from '../engine/shared.ts';
import { inlined } from 'virtual:dagdeel-inlined';
import { defineEmbed } from './embed.ts';

const address = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

/** A worker may only be started from the page's own origin; elsewhere the engine runs in the page. */
const own = address !== '' && new URL(address).origin === window.location.origin && window.location.origin !== 'null';

// Own data has no way without a worker. Whether it is offered at all is the attribute `own-data` of each element.
if (own) {
  allowOwnData((options) => openClaims({ ...options, claims: () => unpack(inlined.claims), sheets: () => unpack(inlined.sheets), createWorker: () => new Worker(address, { name: 'dagdeel-claims' }) }));
}

defineEmbed(new SharedEngine(() => openInlined(inlined, own ? () => new Worker(address) : undefined)), inlined.version);
