// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import { engineOf, Fault, resultFor, shipped } from '../store/fixtures.ts';
import { Store } from '../store/store.ts';
import { canSaveWorkbook, Workbooks } from './workbook.ts';

type Asked = { document: unknown; options: { language?: string; at?: unknown; signal?: AbortSignal; onProgress?: (fraction: number) => void } };

async function ready(answer: (asked: Asked) => Promise<Uint8Array<ArrayBuffer>>, origin: 'own' | 'foreign' = 'own') {
  const asked: Asked[] = [];
  const workbook = (document: unknown, options: Asked['options'] = {}) => {
    asked.push({ document, options });
    return answer({ document, options });
  };
  const store = new Store(engineOf({ workbook: workbook as never, run: async () => resultFor('x') }), { lang: 'nl', embedded: false, keeping: false });
  const saved: { name: string; size: number }[] = [];
  new Workbooks(store, (name, content) => saved.push({ name, size: content.size }));
  store.dispatch({ type: 'document-opened', document: shipped(), origin });
  await vi.waitFor(() => expect(store.state.result).not.toBeNull());
  return { store, asked, saved };
}

test('the computed document is saved as a workbook, in the language of the page, open at the cell asked for', async () => {
  const { store, asked, saved } = await ready(async ({ options }) => {
    options.onProgress?.(0.5);
    expect(store.state.workbook).toBe(0.5);
    return new Uint8Array([1, 2, 3]);
  });
  const at = { node: 'effect-per-jaar', labels: [{ axis: 'year', label: '2022' }] };
  store.dispatch({ type: 'save-workbook', at });
  await vi.waitFor(() => expect(saved).toEqual([{ name: 'dagdeel-dagbesteding-regulier-werkboek.xlsx', size: 3 }]));
  expect(asked[0]?.document).toBe(store.state.computed);
  expect(asked[0]?.options).toMatchObject({ language: 'nl', at });
  await vi.waitFor(() => expect(store.state.workbook).toBeNull());
  expect(store.state.notice).toEqual({ kind: 'said', message: 'file-saved' });
});

test('a document from somebody else is marked in the name of the file', async () => {
  const { store, saved } = await ready(async () => new Uint8Array(), 'foreign');
  store.dispatch({ type: 'save-workbook' });
  await vi.waitFor(() => expect(saved[0]?.name).toBe('dagdeel-dagbesteding-regulier-werkboek-niet-gecontroleerd.xlsx'));
});

test('it can be stopped, which is no failure, and a failure is said', async () => {
  const { store, saved } = await ready(({ options }) => new Promise((_, reject) => {
    options.signal?.addEventListener('abort', () => reject(new Fault('cancelled')));
  }));
  store.dispatch({ type: 'save-workbook' });
  expect(store.state.workbook).toBe(0);
  store.dispatch({ type: 'cancel-workbook' });
  await vi.waitFor(() => expect(store.state.workbook).toBeNull());
  expect([saved, store.state.notice]).toEqual([[], null]);

  const failing = await ready(async () => { throw new Fault('workbook-failed'); });
  failing.store.dispatch({ type: 'save-workbook' });
  await vi.waitFor(() => expect(failing.store.state.notice).toEqual({ kind: 'failed', code: 'workbook-failed' }));
  expect(failing.store.state.workbook).toBeNull();
});

test('nothing goes out while the answer is older than the input', async () => {
  const { store, asked } = await ready(async () => new Uint8Array());
  expect(canSaveWorkbook(store.state)).toBe(true);
  expect(canSaveWorkbook({ ...store.state, document: shipped() })).toBe(false);
  expect(canSaveWorkbook({ ...store.state, drafts: { x: { text: '?', problem: { code: 'x', path: null, message: { nl: '', en: '' }, found: null, expected: null }, offer: null } } })).toBe(false);
  store.dispatch({ type: 'type-in-field', path: 'levers[0].amount.value', text: '?', as: 'number' });
  store.dispatch({ type: 'field-read', path: 'levers[0].amount.value', text: '?', as: 'number', offer: null, read: { error: { code: 'not-a-number', path: null, message: { nl: '', en: '' }, found: null, expected: null } } });
  store.dispatch({ type: 'save-workbook' });
  expect(asked).toEqual([]);
});
