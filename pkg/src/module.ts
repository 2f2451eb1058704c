import { Obstacle, reason } from './errors.js';

/** The first bytes of every module. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** Compiles a module from its bytes. Where that is not possible, the error says what the host must allow. */
export async function compileBytes(bytes: BufferSource): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw new Obstacle('wasm-missing', 'WebAssembly');
  const begin = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset) : new Uint8Array(bytes);
  if (MAGIC.some((byte, at) => begin[at] !== byte)) throw new Obstacle('not-wasm', `${bytes.byteLength} bytes`);
  return permitted(() => WebAssembly.compile(bytes));
}

/** Compiles a module while it arrives; only where the host names its type as a browser wants it. */
export function compileArriving(response: Response): Promise<WebAssembly.Module> {
  return permitted(() => WebAssembly.compileStreaming(response));
}

async function permitted(compile: () => Promise<WebAssembly.Module>): Promise<WebAssembly.Module> {
  try {
    return await compile();
  } catch (thrown) {
    const why = reason(thrown);
    // Each browser has its own words for a policy that forbids it, and only words.
    if (/unsafe-eval|\bCSP\b|content security policy/i.test(why)) throw new Obstacle('wasm-forbidden', why, { cause: thrown });
    throw thrown;
  }
}
