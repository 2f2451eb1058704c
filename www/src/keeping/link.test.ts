import { describe, expect, test } from 'vitest';
import { deflateRawSync } from 'node:zlib';
import { fromFragment, holdsDocument, toFragment } from './link.ts';
import { KeepingError, LIMITS } from './limits.ts';

const code = async (promise: Promise<unknown>) => promise.then(() => 'no error', (error: unknown) => (error instanceof KeepingError ? error.code : error));

describe('a link that holds a document', () => {
  test('gives back the same text, in letters that a link may hold', async () => {
    const text = `{"title":"€ 49,01 – cliënten","n":${JSON.stringify('x'.repeat(5000))}}\n`;
    const fragment = await toFragment(text);
    expect(fragment).toMatch(/^#d=[A-Za-z0-9_-]+$/);
    expect(holdsDocument(fragment)).toBe(true);
    expect(await fromFragment(fragment)).toBe(text);
  });

  test('is refused by name when it is damaged, too long, or unpacks to too much', async () => {
    expect(await code(fromFragment('#d=%%%'))).toBe('link-damaged');
    expect(await code(fromFragment('#d=AAAA'))).toBe('link-damaged');
    expect(await code(fromFragment(`#d=${'A'.repeat(LIMITS.linkCharacters + 1)}`))).toBe('link-too-long');
    const bomb = deflateRawSync(Buffer.alloc(50_000_000)).toString('base64url');
    expect(bomb.length).toBeLessThan(LIMITS.linkCharacters);
    expect(await code(fromFragment(`#d=${bomb}`))).toBe('document-too-large');
  });

  test('is not made of what would be refused', async () => {
    expect(await code(toFragment('x'.repeat(LIMITS.documentBytes + 1)))).toBe('document-too-large');
    const random = Array.from({ length: 200_000 }, () => Math.random().toString(36).charAt(2)).join('');
    expect(await code(toFragment(random))).toBe('link-too-long');
  });
});
