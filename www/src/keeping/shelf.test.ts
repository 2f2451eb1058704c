import { describe, expect, test } from 'vitest';
import { shipped } from '../store/fixtures.ts';
import { KeepingError, LIMITS } from './limits.ts';
import { Keeper } from './shelf.ts';

function storage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() { return items.size; }, clear: () => items.clear(), key: (n) => [...items.keys()][n] ?? null,
    getItem: (key) => items.get(key) ?? null, setItem: (key, text) => void items.set(key, text), removeItem: (key) => void items.delete(key),
  };
}

const kept = (id: string) => ({ document: { ...shipped(), id }, source: { ...shipped(), id }, origin: 'own' as const });

describe('the shelf', () => {
  test('keeps documents by id and remembers the last', () => {
    const keeper = new Keeper(storage());
    keeper.keep(kept('a'));
    keeper.keep(kept('b'));
    expect(Object.keys(keeper.shelf.documents)).toEqual(['a', 'b']);
    expect(keeper.shelf.last).toBe('b');
  });

  test('holds no more than it says', () => {
    const keeper = new Keeper(storage());
    for (let n = 0; n < LIMITS.keptDocuments + 5; n += 1) keeper.keep(kept(`d-${n}`));
    expect(Object.keys(keeper.shelf.documents)).toHaveLength(LIMITS.keptDocuments);
    expect(keeper.shelf.documents['d-0']).toBeUndefined();
  });

  test('clearing leaves nothing behind', () => {
    const box = storage();
    const keeper = new Keeper(box);
    keeper.keep(kept('a'));
    keeper.wish = true;
    keeper.speak('en');
    expect(keeper.shelf.lang).toBe('en');
    keeper.remember('abc');
    keeper.clear();
    expect(box.length).toBe(0);
  });

  test('what somebody else wrote there is no shelf, and a full store is a named error', () => {
    const box = storage();
    box.setItem('dagdeel/documents/1', '{"documents":');
    expect(new Keeper(box).shelf.documents).toEqual({});
    const full = new Keeper({ ...box, setItem: () => { throw new DOMException('full'); } });
    expect(() => full.keep(kept('a'))).toThrow(KeepingError);
    expect(new Keeper(null).shelf.last).toBeNull();
  });
});
