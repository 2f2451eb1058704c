// A document in the fragment of a link: compressed, in letters that a link may hold. A fragment is not sent to any server.

import { KeepingError, LIMITS } from './limits.ts';

const PREFIX = '#d=';

export const holdsDocument = (hash: string) => hash.startsWith(PREFIX);

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw new KeepingError('link-damaged');
  }
}

async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw new KeepingError('document-too-large');
    }
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return all;
}

const through = (bytes: BufferSource, stream: CompressionStream | DecompressionStream) =>
  new Blob([bytes]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>);

/** The fragment that holds a document's text. */
export async function toFragment(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.byteLength > LIMITS.documentBytes) throw new KeepingError('document-too-large');
  const packed = toBase64Url(await collect(through(bytes, new CompressionStream('deflate-raw')), LIMITS.documentBytes));
  if (packed.length > LIMITS.linkCharacters) throw new KeepingError('link-too-long');
  return PREFIX + packed;
}

/** The document's text out of a fragment; never more than a document may be, however small the link. */
export async function fromFragment(hash: string): Promise<string> {
  const packed = hash.slice(PREFIX.length);
  if (packed.length > LIMITS.linkCharacters) throw new KeepingError('link-too-long');
  const bytes = fromBase64Url(packed);
  try {
    const text = await collect(through(bytes, new DecompressionStream('deflate-raw')), LIMITS.documentBytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch (error) {
    throw error instanceof KeepingError ? error : new KeepingError('link-damaged');
  }
}
