import { expect, test } from 'vitest';
import { engineOf, shipped } from '../store/fixtures.ts';
import { Store } from '../store/store.ts';
import { Keeping } from './keep.ts';
import { LIMITS } from './limits.ts';
import { Keeper } from './shelf.ts';
import { frozenVersion, versionsOf } from './versions.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function storage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() { return items.size; }, clear: () => items.clear(), key: (n) => [...items.keys()][n] ?? null,
    getItem: (key) => items.get(key) ?? null, setItem: (key, text) => void items.set(key, text), removeItem: (key) => void items.delete(key),
  };
}

async function working(box = storage()): Promise<{ store: Store; box: Storage; keeping: Keeping }> {
  const store = new Store(engineOf({}), { lang: 'nl', embedded: false, keeping: true, sayAfter: 0 });
  const keeping = new Keeping(store, new Keeper(box));
  keeping.restore();
  store.dispatch({ type: 'document-opened', document: shipped(), origin: 'shipped' });
  await settle();
  return { store, box, keeping };
}

test('a version is a plain document with its day, its reason and an id of its own', () => {
  const taken = new Set(['dagbesteding-regulier-versie-2022-09-05']);
  const version = frozenVersion(shipped(), '2022-09-05', 'Zoals besproken', (id) => taken.has(id));
  expect(version.id).toBe('dagbesteding-regulier-versie-2022-09-05-2');
  expect(version.frozen).toEqual({ known: '2022-09-05', note: 'Zoals besproken', of: 'dagbesteding-regulier' });
  expect(version.title.nl).toContain('versie 2022-09-05: Zoals besproken');
  expect(version.parts).toEqual(shipped().parts);
});

test('a version stands beside the scenario, survives a visit and is taken off', async () => {
  const { store, box } = await working();
  store.dispatch({ type: 'freeze', known: '2022-09-05', note: 'een' });
  store.dispatch({ type: 'freeze', known: '2022-10-01', note: 'twee' });
  expect(store.state.document?.id).toBe('dagbesteding-regulier');
  const again = await working(box);
  expect(versionsOf(again.store.desk).map(({ note }) => note)).toEqual(['twee', 'een']);
  expect(new Keeper(box).shelf.last).toBe('dagbesteding-regulier');
  const [latest] = versionsOf(again.store.desk);
  again.store.dispatch({ type: 'remove-version', id: latest?.id ?? '' });
  expect(versionsOf((await working(box)).store.desk).map(({ note }) => note)).toEqual(['een']);
});

test('a version does not change; a copy of it does', async () => {
  const { store } = await working();
  store.dispatch({ type: 'freeze', known: '2022-09-05', note: '' });
  const [version] = versionsOf(store.desk);
  await store.choose(version?.id ?? '');
  await settle();
  const frozen = store.state.document;
  store.dispatch({ type: 'set', path: 'levers[0].on', value: false });
  store.dispatch({ type: 'type-in-field', path: 'levers[0].amount.value', text: '1', as: 'number' });
  store.dispatch({ type: 'remove-item', path: 'levers', index: 0 });
  await settle();
  expect(store.state.document).toBe(frozen);
  expect(store.state.drafts).toEqual({});
  store.dispatch({ type: 'adopt-copy' });
  expect(store.state.document?.frozen).toBeUndefined();
  expect(store.state.document?.id).not.toBe(frozen?.id);
  store.dispatch({ type: 'set', path: 'levers[0].on', value: false });
  expect(store.state.document?.levers[0]?.on).toBe(false);
});

test('a full shelf takes off what was worked on, never a version', () => {
  const keeper = new Keeper(storage());
  const put = (id: string, frozen: boolean) => {
    const document = { ...shipped(), id, ...(frozen ? { frozen: { known: '2022-09-05' } } : {}) };
    keeper.keep({ document, source: document, origin: 'own' });
  };
  put('versie', true);
  for (let n = 0; n < LIMITS.keptDocuments + 3; n += 1) put(`d-${n}`, false);
  expect(keeper.shelf.documents['versie']).toBeDefined();
  expect(Object.keys(keeper.shelf.documents)).toHaveLength(LIMITS.keptDocuments);
  for (let n = 1; n < LIMITS.keptDocuments; n += 1) put(`v-${n}`, true);
  expect(() => put('te-veel', true)).toThrow('storage-full');
});
