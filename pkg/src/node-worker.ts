/** The script of a worker thread of Node: the engine lives here. */
import { parentPort } from 'node:worker_threads';
import type { ToEngine } from './protocol.js';
import { serve } from './serve.js';

const receive = serve((message) => parentPort?.postMessage(message));
parentPort?.on('message', (message: ToEngine) => receive(message));
