/** The script of a browser's worker for own data. It reaches nothing: see the probe in `claims-host.ts`. */
import { serveClaims } from './claims-host.js';
import type { ToClaims } from './claims-protocol.js';

const receive = serveClaims((message) => self.postMessage(message));
self.addEventListener('message', (event: MessageEvent<ToClaims>) => receive(event.data));
