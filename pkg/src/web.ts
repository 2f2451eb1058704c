import type { Platform } from './client.js';
import { Obstacle, reason } from './errors.js';
import { compileArriving, compileBytes } from './module.js';

/** Reading by `fetch`, as browsers do. */
export const web: Omit<Platform, 'defaults'> = {
  networked: true,
  async compile(address) {
    if (typeof WebAssembly === 'undefined') throw new Obstacle('wasm-missing', 'WebAssembly');
    const response = await found(address);
    if (response.headers.get('content-type')?.startsWith('application/wasm')) return compileArriving(response);
    return compileBytes(await response.arrayBuffer());
  },
  async read(address) {
    return (await found(address)).text();
  },
  address: (text) => new URL(text, document.baseURI),
};

async function found(address: URL | string): Promise<Response> {
  const response = await fetch(address).catch((thrown: unknown) => {
    throw new Obstacle('file-unreachable', `${reason(thrown)} (${String(address)})`, { cause: thrown });
  });
  if (!response.ok) throw new Obstacle('file-refused', `${response.status} ${response.statusText} (${String(address)})`);
  return response;
}
