/** The script of a worker thread of Node for own data. */
import { parentPort } from 'node:worker_threads';
import { serveClaims } from './claims-host.js';
import type { ToClaims } from './claims-protocol.js';

const receive = serveClaims((message) => parentPort?.postMessage(message));
parentPort?.on('message', (message: ToClaims) => receive(message));
