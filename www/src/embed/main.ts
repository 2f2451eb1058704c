// The element in one script, with the engine inside. The same script, started as a worker, is the engine's worker: so the
// host's policy needs to allow nothing but its own files.

import { openInlined } from '../engine/inlined.ts';
import { SharedEngine } from '../engine/shared.ts';
import { inlined } from 'virtual:dagdeel-inlined';
import { defineEmbed } from './embed.ts';

const address = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

/** A worker may only be started from the page's own origin; elsewhere the engine runs in the page. */
const own = address !== '' && new URL(address).origin === window.location.origin && window.location.origin !== 'null';

defineEmbed(new SharedEngine(() => openInlined(inlined, own ? () => new Worker(address) : undefined)), inlined.version);
