// Hosts as a deployer has them: a folder on a loopback address, under the headers that are shipped, or under other ones.
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { dist } from './browsers.js';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8', '.xml': 'application/xml',
};

/** The headers that `dist/` tells a static host to send. */
export const shippedHeaders = () => Object.fromEntries(
  readFileSync(join(dist, '_headers'), 'utf8').split('\n').map((line) => /^ {2}([\w-]+): (.*)$/.exec(line)).filter(Boolean).map(([, name, value]) => [name, value]),
);

/**
 * Serves a folder. `headers` are on every response; `answer(path)` may give another one: `{ status, headers, body }`, or a
 * function of the file's bytes. Returns the address, the paths that were asked for, and how to stop.
 */
export async function host(folder, { headers = {}, answer = () => undefined } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    requests.push(path);
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
    const own = answer(path) ?? {};
    try {
      const body = own.body instanceof Function ? own.body(await readFile(file)) : (own.body ?? await readFile(file));
      response.writeHead(own.status ?? 200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers, ...own.headers });
      response.end(body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('not found');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it closes its host still ends.
  server.unref();
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    requests,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}
