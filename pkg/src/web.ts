import type { Platform } from './client.js';

/** Reading by `fetch`, as browsers do. */
export const web: Omit<Platform, 'defaults'> = {
  async compile(address) {
    const response = await found(address);
    if (response.headers.get('content-type')?.startsWith('application/wasm')) {
      return WebAssembly.compileStreaming(response);
    }
    return WebAssembly.compile(await response.arrayBuffer());
  },
  async read(address) {
    return (await found(address)).text();
  },
  address: (text) => new URL(text, document.baseURI),
};

async function found(address: URL | string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText} (${String(address)})`);
  return response;
}
