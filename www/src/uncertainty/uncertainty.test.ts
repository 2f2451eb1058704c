import { describe, expect, test } from 'vitest';
import { engineOf, Fault, resultFor, shipped } from '../store/fixtures.ts';
import { Store } from '../store/store.ts';
import { at } from '../store/path.ts';
import type { Engine, Result, SimulationResult } from '../store/types.ts';
import { cellAt } from '../store/selectors.ts';
import { driversOf } from '../charts/drivers/geometry.ts';
import { freshDistribution, isUncertain, reshaped, uncertainFigures } from './figures.ts';
import { CHANCE, COSTS, merged, RANKS } from './merged.ts';
import { Simulations } from './simulations.ts';

const CLIENTS = 'parts[0].volume.clients';
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const value = (text: string) => ({ value: text, error: '1.00' });
const cell = (rank: string | null) => ({ mean: value('5.00'), spread: '2.00', p5: value('1.00'), p25: value('3.00'), p50: value('5.00'), p75: value('7.00'), p95: value('9.00'), ranks: [rank, '-0.9000'] });
const input = (key: string) => ({ input: { path: key, key, name: { nl: key, en: key }, of: null, kind: 'number', value: '1', low: null, high: null, unit: '1', format: 'number', decimals: 2, source: 'aanname', figure: true } as const, mean: '1', spread: '1', p5: '0', p95: '2' });
const label = (id: string) => ({ id, name: { nl: id, en: id }, from: null, to: null });
const axis = (id: string, labels: string[]) => ({ id, name: { nl: id, en: id }, labels: labels.map(label) });

const simulation: SimulationResult = {
  format: 'dagdeel-simulation/1', engine: 'test', document: { id: 'dagbesteding-regulier', checksum: 'x' }, seed: 1, draws: 100, ranked: 100,
  axes: [axis('year', ['2022', '2023']), axis('variant', ['huidig', 'nieuw'])],
  inputs: [input('a'), input('b')],
  tables: [{ id: 'kosten-per-jaar', name: { nl: 'Kosten', en: 'Costs' }, unit: 'euro', format: 'amount', decimals: 2, axes: ['year', 'variant'], cells: [null, null, null, cell('0.5000')] }],
  chances: [{ id: 'kans-op-overschrijding', name: { nl: 'Kans', en: 'Chance' }, axes: ['year'], cells: [null, { value: '0.1587', error: '0.0037' }] }],
};
const result: Result = { ...resultFor('x'), axes: simulation.axes, tables: [] };

describe('a simulation beside a result', () => {
  test('is read by the same labels', () => {
    const both = merged(result, simulation);
    const labels = { year: '2023', variant: 'nieuw' };
    expect(cellAt(both, COSTS, { ...labels, maat: 'p95' })).toBe('9.00');
    expect(cellAt(both, COSTS, { ...labels, maat: 'spread' })).toBe('2.00');
    expect(cellAt(both, COSTS, { ...labels, maat: 'p5-error' })).toBe('1.00');
    expect(cellAt(both, COSTS, { year: '2022', variant: 'nieuw', maat: 'p5' })).toEqual({ undefined: 'none' });
    expect(cellAt(both, CHANCE, { year: '2023' })).toBe('0.1587');
    expect(cellAt(both, RANKS, { ...labels, invoer: 'b' })).toBe('-0.9000');
    expect(result.tables).toEqual([]);
  });

  test('names what drives it most first, whichever way it works', () => {
    expect(driversOf(merged(result, simulation), '2023', 'nl').map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('the figures of a document', () => {
  const uncertain = () => {
    const document = shipped();
    const figure = at(document, CLIENTS) as { distribution?: unknown };
    figure.distribution = { kind: 'normal', spread: '5', source: 'aanname' };
    return document;
  };

  test('are uncertain where they have a distribution', () => {
    expect(isUncertain(shipped())).toBe(false);
    expect(uncertainFigures(uncertain()).map(({ path }) => path)).toEqual([CLIENTS]);
  });

  test('get a first distribution that fits their size, as an assumption', () => {
    const figure = (text: string | null, unit: string) => ({ value: text, unit, source: 'zhz-2022' });
    expect(freshDistribution(figure('100', 'client'))).toEqual({ kind: 'normal', spread: '10', source: 'aanname' });
    expect(freshDistribution(figure('0.035', '1')).spread).toBe('0.00035');
    expect(freshDistribution(figure(null, 'client')).spread).toBe('1');
    expect(freshDistribution(figure('-250', 'euro')).spread).toBe('25');
  });

  test('keep what still holds when the law changes', () => {
    const figure = { value: '100', unit: 'client', source: 'aanname' };
    const triangle = reshaped(figure, { kind: 'normal', spread: '10', source: 'zhz-2022' }, 'triangular', 'bounds');
    expect(triangle).toEqual({ kind: 'triangular', low: '100', high: '100', source: 'aanname' });
    expect(reshaped(figure, { ...triangle, low: '80', likely: '90' }, 'uniform', 'bounds')).toEqual({ kind: 'uniform', low: '80', high: '100', source: 'aanname' });
  });

  test('keep their distribution when their value is typed anew', async () => {
    const store = new Store(engineOf({}), { lang: 'nl', embedded: false, keeping: false, sayAfter: 0 });
    store.dispatch({ type: 'document-opened', document: uncertain(), origin: 'shipped' });
    await settle();
    for (const text of ['120', '100']) {
      store.dispatch({ type: 'type-in-field', path: `${CLIENTS}.value`, text, as: 'number' });
      await settle();
      await settle();
      expect(at(store.state.document, CLIENTS)).toMatchObject({ value: text, distribution: { spread: '5' } });
    }
  });

  /** A store whose engine simulates as the test says. */
  async function simulating(simulate: Engine['simulate'], document = uncertain()): Promise<Store> {
    const store = new Store(engineOf({ simulate }), { lang: 'nl', embedded: false, keeping: false, sayAfter: 0 });
    new Simulations(store, 0);
    store.dispatch({ type: 'document-opened', document, origin: 'shipped' });
    await settle();
    await settle();
    return store;
  }

  test('are simulated once the answer stands, and not without any', async () => {
    expect((await simulating(async () => simulation)).state.simulation.result).toBe(simulation);
    const calls: unknown[] = [];
    await simulating(async (document) => { calls.push(document); return simulation; }, shipped());
    expect(calls).toEqual([]);
  });

  test('a change stops what runs, and the last result stays until a newer one is there', async () => {
    const signals: AbortSignal[] = [];
    let finish = true;
    const store = await simulating((_, options) => {
      if (options?.signal) signals.push(options.signal);
      return finish ? Promise.resolve(simulation) : new Promise((_resolve, reject) => options?.signal?.addEventListener('abort', () => reject(new Fault('cancelled'))));
    });
    finish = false;
    store.dispatch({ type: 'set', path: `${CLIENTS}.value`, value: '101' });
    await settle();
    await settle();
    expect(store.state.simulation).toMatchObject({ result: simulation, stopped: false });
    expect(store.state.simulation.job).not.toBeNull();
    store.dispatch({ type: 'set', path: `${CLIENTS}.value`, value: '102' });
    expect(signals[1]?.aborted).toBe(true);
    await settle();
    await settle();
    expect(signals).toHaveLength(3);
    store.dispatch({ type: 'cancel-simulation' });
    await settle();
    expect(store.state.simulation).toMatchObject({ result: simulation, job: null, stopped: true });
  });

  test('a refusal says why', async () => {
    const problem = { code: 'correlation', path: null, message: { nl: 'x', en: 'x' }, found: null, expected: null };
    const store = await simulating(async () => { throw new Fault('simulation-refused', [problem]); });
    expect(store.state.simulation.problems).toEqual([problem]);
    expect(store.state.notice).toBeNull();
  });
});
