import { beforeEach, describe, expect, test, vi } from 'vitest';
import gooi from '../../../scenarios/verblijf-gooi.json';
import { at } from './path.ts';
import { isStale, wrongFields } from './reduce.ts';
import { Store } from './store.ts';
import { engineOf, Fault, problem, resultFor, shipped } from './fixtures.ts';
import type { Engine, Result, ScenarioDocument, State } from './types.ts';

const NEW = 'levers[0].amount.value';
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

async function opened(parts: Partial<Engine> = {}): Promise<Store> {
  const store = new Store(engineOf(parts), { lang: 'nl', embedded: false, keeping: false, sayAfter: 0 });
  store.dispatch({ type: 'document-opened', document: shipped(), origin: 'shipped' });
  await settle();
  return store;
}

const type = async (store: Store, path: string, text: string, as: 'number' | 'percent' | 'date' = 'number') => {
  store.dispatch({ type: 'type-in-field', path, text, as });
  await settle();
  await settle();
};
const value = (store: Store, path = NEW) => at(store.state.document, path);

test('an observed row that is changed is an assumption, and as it was shipped it has its source again', async () => {
  const store = await opened();
  store.dispatch({ type: 'document-opened', document: structuredClone(gooi) as ScenarioDocument, origin: 'shipped' });
  const row = () => at(store.state.document, 'parts[0].rows[0]') as { clients: string; source?: string };
  await type(store, 'parts[0].rows[0].clients', '136');
  expect(row()).toMatchObject({ clients: '136', source: 'aanname' });
  await type(store, 'parts[0].rows[0].clients', '135');
  expect(row()).toEqual(gooi.parts[0]?.rows?.[0]);
});

describe('many levers', () => {
  const many = (count: number): ScenarioDocument => {
    const document = shipped();
    const [first] = document.levers;
    if (!first) throw new Error('a lever');
    return { ...document, levers: Array.from({ length: count }, (_, index) => ({ ...first, id: `m-${index}` })) };
  };

  test('beyond eight their effects follow the answer, and a newer document stops them', async () => {
    const asked: (boolean | undefined)[] = [];
    const store = await opened({
      run: (_, options) => {
        asked.push(options?.effects);
        return options?.effects ? new Promise((resolve, reject) => {
          options.onProgress?.(0.5);
          options.signal?.addEventListener('abort', () => reject(new Fault('cancelled')));
          setTimeout(() => resolve(resultFor('with effects')), 20);
        }) : Promise.resolve(resultFor('at once'));
      },
    });
    asked.length = 0;
    store.dispatch({ type: 'document-opened', document: many(8), origin: 'own' });
    await settle();
    expect(asked).toEqual([undefined]);
    store.dispatch({ type: 'document-opened', document: many(9), origin: 'own' });
    await settle();
    expect(store.state.result?.document.checksum).toBe('at once');
    expect(store.state.job).toEqual({ fraction: 0.5, shown: true });
    await vi.waitFor(() => expect(store.state.result?.document.checksum).toBe('with effects'));
    expect(store.state.job).toBeNull();
    store.dispatch({ type: 'document-opened', document: many(10), origin: 'own' });
    await settle();
    store.dispatch({ type: 'document-opened', document: many(3), origin: 'own' });
    await settle();
    await settle();
    expect(store.state.result?.document.checksum).toBe('at once');
    expect(asked).toEqual([undefined, undefined, true, undefined, true, undefined]);
  });
});

describe('typing in a field', () => {
  test('changes the document once the engine has read the text', async () => {
    const store = await opened();
    await type(store, NEW, '50,5');
    expect(value(store)).toBe('50.5');
    expect(store.state.drafts[NEW]?.text).toBe('50,5');
    store.dispatch({ type: 'leave-field', path: NEW });
    expect(store.state.drafts[NEW]).toBeUndefined();
  });

  test('a wrong text leaves the document and the last result, and says what is wrong', async () => {
    const store = await opened();
    const { result, document } = store.state;
    await type(store, NEW, 'veel');
    expect(store.state.document).toBe(document);
    expect(store.state.result).toBe(result);
    expect(wrongFields(store.state).map(([path]) => path)).toEqual([NEW]);
    expect(isStale(store.state)).toBe(true);
    store.dispatch({ type: 'leave-field', path: NEW });
    expect(isStale(store.state)).toBe(true);
    store.dispatch({ type: 'restore-field', path: NEW });
    expect(isStale(store.state)).toBe(false);
  });

  test('what is wrong is said when typing rests, or at once when the field is left', async () => {
    vi.useFakeTimers();
    try {
      const store = new Store(engineOf({}), { lang: 'nl', embedded: false, keeping: false });
      store.dispatch({ type: 'document-opened', document: shipped(), origin: 'shipped' });
      store.dispatch({ type: 'type-in-field', path: NEW, text: '49,', as: 'number' });
      await vi.advanceTimersByTimeAsync(300);
      expect(wrongFields(store.state)).toEqual([]);
      store.dispatch({ type: 'type-in-field', path: NEW, text: '49,5', as: 'number' });
      await vi.advanceTimersByTimeAsync(1000);
      expect(wrongFields(store.state)).toEqual([]);
      expect(value(store)).toBe('49.5');
      store.dispatch({ type: 'type-in-field', path: NEW, text: 'veel', as: 'number' });
      await vi.advanceTimersByTimeAsync(1);
      store.dispatch({ type: 'leave-field', path: NEW });
      await vi.advanceTimersByTimeAsync(0);
      expect(wrongFields(store.state).map(([path, draft]) => [path, draft.text])).toEqual([[NEW, 'veel']]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a number on the way to a wrong text does not count', async () => {
    const store = await opened();
    await type(store, NEW, '12,25');
    expect(value(store)).toBe('12.25');
    await type(store, NEW, '12,25 per uur');
    expect(value(store)).toBe('49.01');
    expect(store.state.past).toHaveLength(0);
    await type(store, NEW, '12,25');
    expect(value(store)).toBe('12.25');
    expect(store.state.past).toHaveLength(1);
  });

  test('an earlier text that is read late does not win', async () => {
    const answers: ((read: { value: string }) => void)[] = [];
    const store = await opened({ readNumber: () => new Promise((resolve) => answers.push(resolve)) });
    store.dispatch({ type: 'type-in-field', path: NEW, text: '5', as: 'number' });
    store.dispatch({ type: 'type-in-field', path: NEW, text: '51', as: 'number' });
    answers[1]?.({ value: '51' });
    await settle();
    answers[0]?.({ value: '5' });
    await settle();
    expect(value(store)).toBe('51');
  });

  test('a changed amount is an assumption; set back, it is from its source again', async () => {
    const store = await opened();
    await type(store, NEW, '50');
    expect(value(store, 'levers[0].amount.source')).toBe('aanname');
    await type(store, NEW, '49,01');
    expect(value(store, 'levers[0].amount.source')).toBe('zhz-2022');
  });

  test('percent is read by moving the point, with or without its sign', async () => {
    const store = await opened();
    await type(store, 'parts[1].attendance.no_show.value', '12,5', 'percent');
    expect(value(store, 'parts[1].attendance.no_show.value')).toBe('0.125');
    await type(store, 'parts[1].attendance.no_show.value', '10 %', 'percent');
    expect(value(store, 'parts[1].attendance.no_show.value')).toBe('0.1');
  });

  test('a later date takes the horizon along, so that there is a full year behind it', async () => {
    const store = await opened();
    await type(store, 'levers[0].from', '1-4-2025', 'date');
    expect(store.state.document?.levers[0]?.from).toBe('2025-04-01');
    expect(store.state.document?.horizon.to).toBe('2027-01-01');
    await type(store, 'levers[0].from', '32-4-2025', 'date');
    expect(wrongFields(store.state)).toHaveLength(1);
  });
});

describe('undo and redo', () => {
  test('step by field, not by letter', async () => {
    const store = await opened();
    await type(store, NEW, '5');
    await type(store, NEW, '50');
    store.dispatch({ type: 'leave-field', path: NEW });
    await type(store, 'parts[1].new_size.value', '7');
    expect(store.state.past).toHaveLength(2);
    store.dispatch({ type: 'undo' });
    expect(value(store, 'parts[1].new_size.value')).toBe('6');
    expect(value(store)).toBe('50');
    store.dispatch({ type: 'undo' });
    expect(value(store)).toBe('49.01');
    store.dispatch({ type: 'undo' });
    expect(value(store)).toBe('49.01');
    store.dispatch({ type: 'redo' });
    store.dispatch({ type: 'redo' });
    expect(value(store, 'parts[1].new_size.value')).toBe('7');
  });

  test('another shape of the document is one step', async () => {
    const store = await opened();
    const { document } = store.state;
    store.dispatch({ type: 'reshape', document: { ...document!, sources: [], title: { nl: 'Anders', en: 'Other' } } });
    expect(store.state.past).toHaveLength(1);
    store.dispatch({ type: 'undo' });
    expect(store.state.document).toEqual(document);
  });

  test('claims under a document are no step, and all that rests on it is asked again', async () => {
    const store = await opened();
    const { document, source } = store.state;
    store.dispatch({ type: 'claims-supplied', supplied: true });
    expect([store.state.past, store.state.document, store.state.source === store.state.document]).toEqual([[], document, true]);
    expect([store.state.document === document, source === document]).toEqual([false, true]);
    await vi.waitFor(() => expect(store.state.computed).toBe(store.state.document));
  });

  test('back to source is a step as well', async () => {
    const store = await opened();
    await type(store, NEW, '50');
    store.dispatch({ type: 'back-to-source' });
    expect(value(store)).toBe('49.01');
    store.dispatch({ type: 'undo' });
    expect(value(store)).toBe('50');
  });
});

describe('questions', () => {
  const ranged = { 'levers[0].amount': { low: '40', high: '60' } };
  const ask = (store: Store, change: Partial<State['sensitivity']>) => store.dispatch({ type: 'set-sensitivity', change });

  test('what is asked is undone and redone between changes of the document', async () => {
    const store = await opened();
    ask(store, { ranges: ranged });
    await type(store, NEW, '50');
    ask(store, { goal: 'clients', budget: '750000' });
    expect(store.state.past).toHaveLength(3);
    store.dispatch({ type: 'undo' });
    expect(store.state.sensitivity).toMatchObject({ goal: null, budget: null, ranges: ranged });
    // Shown where it is asked, and nothing is computed again for it.
    expect(store.state.view).toBe('sensitivity');
    expect(value(store)).toBe('50');
    store.dispatch({ type: 'undo' });
    expect(value(store)).toBe('49.01');
    expect(store.state.sensitivity.ranges).toEqual(ranged);
    store.dispatch({ type: 'undo' });
    expect(store.state.sensitivity.ranges).toEqual({});
    store.dispatch({ type: 'redo' });
    store.dispatch({ type: 'redo' });
    store.dispatch({ type: 'redo' });
    expect(store.state.sensitivity).toMatchObject({ goal: 'clients', budget: '750000', ranges: ranged });
    expect(value(store)).toBe('50');
  });

  test('an answer, and the same question again, are no steps', async () => {
    const store = await opened();
    ask(store, { goal: 'tariff' });
    ask(store, { goal: 'tariff', job: 0.5, tornado: null });
    expect(store.state.past).toHaveLength(1);
  });

  test('where nothing may be changed, figures of questions may not either; choosing may', async () => {
    const store = await opened();
    store.dispatch({ type: 'allow', changes: false, ownData: false });
    ask(store, { ranges: ranged });
    ask(store, { budget: '1' });
    expect(store.state.sensitivity).toMatchObject({ ranges: {}, budget: null });
    ask(store, { goal: 'clients' });
    expect(store.state.sensitivity.goal).toBe('clients');
  });
});

describe('computing', () => {
  let runs: { document: ScenarioDocument | string; signal: AbortSignal | undefined; finish: (result: Result) => void; fail: (error: Error) => void }[];
  const engine: Partial<Engine> = {
    run: (document, options) => new Promise((finish, fail) => runs.push({ document, signal: options?.signal, finish, fail })),
  };
  beforeEach(() => {
    runs = [];
  });

  test('the latest document wins and the earlier run is stopped', async () => {
    const store = await opened(engine);
    await type(store, NEW, '50');
    expect(runs).toHaveLength(2);
    expect(runs[0]?.signal?.aborted).toBe(true);
    runs[1]?.finish(resultFor('second'));
    await settle();
    runs[0]?.finish(resultFor('first'));
    await settle();
    expect(store.state.result?.document.checksum).toBe('second');
  });

  test('a refused document keeps the last result and names the field', async () => {
    const store = await opened(engine);
    runs[0]?.finish(resultFor('good'));
    await settle();
    await type(store, NEW, '50');
    runs[1]?.fail(new Fault('document-refused', [problem('too-large', 'levers[0].amount.value')]));
    await settle();
    expect(store.state.result?.document.checksum).toBe('good');
    expect(store.state.problems[0]?.code).toBe('too-large');
    expect(isStale(store.state)).toBe(true);
  });

  test('after a trap the same input is tried once more, and the second time the user is offered the step back', async () => {
    const store = await opened(engine);
    runs[0]?.fail(new Fault('engine-trap', [problem('engine-trap')]));
    await settle();
    expect(store.state.notice).toEqual({ kind: 'restarted', code: 'engine-trap', again: false });
    expect(runs).toHaveLength(2);
    runs[1]?.fail(new Fault('engine-trap', [problem('engine-trap')]));
    await settle();
    expect(store.state.notice).toEqual({ kind: 'restarted', code: 'engine-trap', again: true });
    expect(runs).toHaveLength(2);
    expect(store.state.document).not.toBeNull();
  });

  test('work is shown after half a second and can be cancelled, and the last result stays', async () => {
    vi.useFakeTimers();
    try {
      const store = new Store(engineOf(engine), { lang: 'nl', embedded: false, keeping: false });
      store.dispatch({ type: 'document-opened', document: shipped(), origin: 'shipped' });
      await vi.advanceTimersByTimeAsync(499);
      expect(store.state.job).toEqual({ fraction: 0, shown: false });
      await vi.advanceTimersByTimeAsync(1);
      expect(store.state.job?.shown).toBe(true);
      store.dispatch({ type: 'cancel-run' });
      expect(runs[0]?.signal?.aborted).toBe(true);
      runs[0]?.fail(new Fault('cancelled', [problem('cancelled')]));
      await vi.advanceTimersByTimeAsync(0);
      expect(store.state.job).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a document from somebody else', () => {
  const other = () => ({ ...shipped(), title: { nl: 'Voorstel', en: 'Proposal' } });

  test('never takes the place of the own work', async () => {
    const store = await opened();
    await type(store, NEW, '50');
    store.dispatch({ type: 'document-opened', document: other(), origin: 'foreign' });
    expect(store.state.origin).toBe('foreign');
    store.dispatch({ type: 'close-foreign' });
    expect(value(store)).toBe('50');
    expect(store.state.past).toHaveLength(1);
  });

  test('becomes the own work under another id only when it is kept as a copy', async () => {
    const store = await opened();
    store.dispatch({ type: 'scenarios-listed', scenarios: [] });
    store.dispatch({ type: 'document-opened', document: other(), origin: 'foreign' });
    store.dispatch({ type: 'adopt-copy' });
    expect(store.state.origin).toBe('own');
    expect(store.state.document?.id).toBe('dagbesteding-regulier-kopie');
    expect(store.desk.get('dagbesteding-regulier')?.document.title.nl).not.toBe('Voorstel');
  });
});

describe('the view', () => {
  test('of a question stays when another document is opened; of an answer it follows the document', async () => {
    const store = await opened();
    expect(store.state.view).toBe('tariff');
    const budget = { ...shipped(), id: 'andere', parts: shipped().parts.filter(({ kind }) => kind !== 'group_tariff') };
    store.dispatch({ type: 'document-opened', document: budget, origin: 'shipped' });
    expect(store.state.view).toBe('budget');
    store.dispatch({ type: 'show-view', view: 'compare' });
    store.dispatch({ type: 'document-opened', document: shipped(), origin: 'shipped' });
    expect(store.state.view).toBe('compare');
    store.dispatch({ type: 'show-view', view: 'budget' });
    expect(store.state.view).toBe('tariff');
  });
});

describe('where nothing may be changed', () => {
  test('no action changes the document, and another one can still be opened', async () => {
    const store = await opened();
    store.dispatch({ type: 'allow', changes: false, ownData: false });
    const { document } = store.state;
    store.dispatch({ type: 'set', path: 'levers[0].on', value: false });
    store.dispatch({ type: 'type-in-field', path: 'levers[0].amount.value', text: '50,00', as: 'number' });
    store.dispatch({ type: 'new-scenario' });
    expect(store.state.document).toBe(document);
    store.dispatch({ type: 'document-opened', document: shipped(), origin: 'shipped' });
    expect(store.state.document).toEqual(document);
    expect(store.state.drafts).toEqual({});
    store.dispatch({ type: 'allow', changes: true, ownData: false });
    store.dispatch({ type: 'set', path: 'levers[0].on', value: false });
    expect(store.state.document?.levers[0]?.on).toBe(false);
  });

  test('own data is no view where it is not allowed, and is left where it no longer is', async () => {
    const store = await opened();
    store.dispatch({ type: 'show-view', view: 'own-data' });
    expect(store.state.view).toBe('own-data');
    store.dispatch({ type: 'allow', changes: true, ownData: false });
    expect(store.state.view).toBe('tariff');
    store.dispatch({ type: 'show-view', view: 'own-data' });
    expect(store.state.view).toBe('tariff');
  });
});
