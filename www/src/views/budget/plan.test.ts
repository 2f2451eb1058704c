// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { initialState, reduce } from '../../store/reduce.ts';
import { emptyDocument } from '../../store/empty.ts';
import type { Cell, Result, ScenarioDocument, State } from '../../store/types.ts';
import { plain } from '../../i18n/index.ts';
import { deviationLetter, planAnswer } from './plan.ts';
import { aimsOf, budgetRows, canAdd, freeId, freshLever, freshPart, horizonYears, LEVER_KINDS } from './fresh.ts';
import { leverWords } from './lever-words.ts';
import { nothingKnown } from './grid.ts';
import { namedFigures } from './uncertain-inputs.ts';
import { uncertainFigures } from '../../uncertainty/figures.ts';
import { observedYears } from './case.ts';
import gooi from '../../../../scenarios/verblijf-gooi.json';

const nb = (text: string) => text.replaceAll('\u00a0', ' ');
const opened = (document: ScenarioDocument): State => reduce(initialState('nl', false, false), { type: 'document-opened', document, origin: 'own' });
const withParts = (...kinds: ('product' | 'municipalities')[]) => kinds.reduce((state, kind) => reduce(state, { type: 'add-item', path: 'parts', value: freshPart(state.document as ScenarioDocument, kind) }), opened(emptyDocument('leeg')));

function result(old: Cell, now: Cell, effect: Cell): Result {
  const labels = (...ids: string[]) => ids.map((id) => ({ id, name: { nl: id, en: id }, from: null, to: null }));
  const table = (id: string, axes: string[], cells: Cell[]) => ({ id, name: { nl: id, en: id }, unit: 'euro', format: 'amount' as const, decimals: 2, kind: 'flow' as const, axes, cells });
  return {
    format: 'dagdeel-result/1', engine: '0', document: { id: 'leeg', checksum: '' }, caveats: [], sources: [],
    axes: [{ id: 'year', name: { nl: 'Jaar', en: 'Year' }, labels: labels('2027') }, { id: 'variant', name: { nl: 'Variant', en: 'Variant' }, labels: labels('huidig', 'nieuw') }],
    tables: [table('kosten-per-jaar', ['year', 'variant'], [old, now]), table('effect-per-jaar', ['year'], [effect])],
  };
}

const say = (of: Result, on = true) => {
  const state = withParts('product');
  const document = { ...(state.document as ScenarioDocument), levers: on ? [freshLever(state.document as ScenarioDocument, 'volume')] : [] };
  return nb(planAnswer(of, document, 'nl').map(({ key, params }) => plain('nl', key, params)).join(''));
};

describe('figures that may be uncertain', () => {
  it('are named by their form, and show which of them are percentages', () => {
    const document = gooi as unknown as ScenarioDocument;
    const named = namedFigures(document, 'nl');
    expect(named).toContainEqual({ path: 'levers[1].reduction', name: 'Minder jongeren in verblijf: minder in het doeljaar', percent: true });
    expect(named).toContainEqual({ path: 'levers[0].years[2].fixed', name: 'Indexatie van de tarieven, 2026: index', percent: true });
    expect(new Set(named.map(({ name }) => name)).size).toBe(named.length);
    expect(uncertainFigures(document).every(({ path }) => named.some((each) => each.path === path))).toBe(true);
  });
});

describe('the answer about costs', () => {
  it('says more, less, the same, and nothing of measures that are off', () => {
    expect(say(result('100.00', '90.00', '-10.00'))).toBe('Met de maatregelen kost het in 2027 € 90,00: € 10,00 minder dan bij ongewijzigd beleid.');
    expect(say(result('100.00', '110.00', '10.00'))).toContain('€ 10,00 meer');
    expect(say(result('100.00', '100.00', '0.00'))).toContain('evenveel');
    expect(say(result('100.00', '100.00', '0.00'), false)).toBe('Bij ongewijzigd beleid kost het in 2027 € 100,00.');
  });

  it('never takes unknown for zero', () => {
    expect(say(result('1.00', { known: '0.00', unknown: 12 }, { unknown: 12 }))).toContain('is niet bekend');
    expect(say(result('1.00', { known: '5.00', unknown: 2 }, { unknown: 2 }))).toContain('dat is geen totaal');
    expect([nothingKnown({ unknown: 1 }), nothingKnown({ known: '0.00', unknown: 1 }), nothingKnown({ known: '1.00', unknown: 1 }), nothingKnown('0.00')]).toEqual([true, true, false, false]);
  });

  it('writes what is left of the budget as V and what is over as N', () => {
    expect([deviationLetter('1.00', 'nl'), deviationLetter('-1.00', 'nl'), deviationLetter('0.00', 'nl'), deviationLetter(undefined, 'nl')]).toEqual(['V', 'N', '', '']);
  });
});

describe('a budget from nothing', () => {
  it('knows its years and gives every part and measure an identifier of its own', () => {
    const state = withParts('product', 'product', 'municipalities');
    const document = state.document as ScenarioDocument;
    expect(horizonYears(document)).toHaveLength(4);
    expect(document.parts.map((part) => ('id' in part ? part.id : part.kind))).toEqual(['product-1', 'product-2', 'municipalities']);
    expect(freeId(document, 'product')).toBe('product-3');
    expect(budgetRows(document)).toHaveLength(4);
    expect(state.past).toHaveLength(3);
  });

  it('offers a measure only where there is what it needs, and says in words what it does', () => {
    const empty = emptyDocument('leeg');
    expect(LEVER_KINDS.filter((kind) => canAdd(empty, kind))).toEqual(['tariff_change', 'indexation', 'volume', 'growth', 'duration', 'attendance', 'target_path', 'one_off', 'maatwerk']);
    const document = withParts('product', 'product').document as ScenarioDocument;
    expect(canAdd(document, 'substitution')).toBe(true);
    expect(aimsOf(document, 'tariff').map(({ id }) => id)).toEqual(['product-1', 'product-2']);
    for (const kind of LEVER_KINDS.filter((each) => canAdd(document, each))) expect(leverWords(freshLever(document, kind), document, 'nl')).not.toMatch(/\{|undefined|null/);
  });

  it('moves, adds and removes measures, each as one step back', () => {
    let state = withParts('product');
    for (const kind of ['volume', 'growth', 'duration'] as const) state = reduce(state, { type: 'add-item', path: 'levers', value: freshLever(state.document as ScenarioDocument, kind) });
    const kinds = () => state.document?.levers.map(({ kind }) => kind);
    state = reduce(state, { type: 'move-lever', from: 2, to: 0 });
    expect(kinds()).toEqual(['duration', 'volume', 'growth']);
    state = reduce(state, { type: 'remove-item', path: 'levers', index: 1 });
    expect(kinds()).toEqual(['duration', 'growth']);
    state = reduce(reduce(state, { type: 'undo' }), { type: 'undo' });
    expect(kinds()).toEqual(['volume', 'growth', 'duration']);
    expect(reduce(state, { type: 'move-lever', from: 0, to: 9 }).document?.levers).toEqual(state.document?.levers);
  });

  it('lets a budget cell come and go, with the day until which was realised', () => {
    let state = withParts('product');
    state = reduce(state, { type: 'add-item', path: 'parts', value: freshPart(state.document as ScenarioDocument, 'budget') });
    const type = (key: string, value: string) => {
      state = reduce(state, { type: 'field-read', path: `parts[1].rows[0].${key}.value`, text: value, read: { value }, offer: null, as: 'number', unit: 'euro' });
    };
    const row = () => (state.document?.parts[1] as unknown as { rows: Record<string, unknown>[] }).rows[0];
    const year = horizonYears(state.document as ScenarioDocument)[0] as number;
    type('original', '5000');
    type('realised', '1000');
    expect(row()).toEqual({ year, original: { value: '5000', unit: 'euro', source: 'aanname' }, realised: { value: '1000', unit: 'euro', source: 'aanname' }, realised_until: `${year + 1}-01-01` });
    type('realised', '');
    type('original', '');
    expect(row()).toEqual({ year });
  });

  it('keeps the source of a measure that moved', () => {
    const document = gooi as unknown as ScenarioDocument;
    let state = reduce(initialState('nl', false, false), { type: 'document-opened', document, origin: 'shipped' });
    state = reduce(state, { type: 'move-lever', from: 1, to: 0 });
    const read = (value: string) => reduce(state, { type: 'field-read', path: 'levers[0].reduction.value', text: value, read: { value }, offer: null, as: 'number' });
    state = read('0.3');
    expect((state.document?.levers[0] as { reduction: { source: string } }).reduction.source).toBe('aanname');
    state = read('0.29');
    expect((state.document?.levers[0] as { reduction: { source: string } }).reduction.source).toBe('alk-2021');
  });
});

describe('observed years', () => {
  it('are a result over those years alone', () => {
    const part = (gooi as unknown as ScenarioDocument).parts[0] as Parameters<typeof observedYears>[1];
    const years = ['2020', '2021', '2022', '2023', '2024'].map((id) => ({ id, name: { nl: id, en: id }, from: null, to: null }));
    const given = { ...result('1.00', '1.00', '0.00'), axes: [{ id: 'year', name: { nl: 'Jaar', en: 'Year' }, labels: years }, { id: 'v', name: { nl: 'v', en: 'v' }, labels: years.slice(0, 2) }],
      tables: [{ ...(result('1.00', '1.00', '0.00').tables[0] as Result['tables'][number]), axes: ['year', 'v'], cells: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] }] };
    const seen = observedYears(given, part);
    expect(seen.axes[0]?.labels.map(({ id }) => id)).toEqual(['2020', '2021', '2022', '2023']);
    expect(seen.tables[0]?.cells).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });
});
