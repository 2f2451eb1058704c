/** The script of a browser's worker: the engine lives here. */
import type { ToEngine } from './protocol.js';
import { serve } from './serve.js';

const receive = serve((message) => self.postMessage(message));
self.addEventListener('message', (event: MessageEvent<ToEngine>) => receive(event.data));
