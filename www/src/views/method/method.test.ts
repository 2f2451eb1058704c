import { describe, expect, test } from 'vitest';
import { shipped } from '../../store/fixtures.ts';
import type { Method, MethodFormula, MethodInput } from '../../store/types.ts';
import { initialState } from '../../store/reduce.ts';
import { plain } from '../../i18n/index.ts';
import { idsOf } from './go.ts';
import { asText, goalOf, said } from './words.ts';

const text = (words: string) => ({ nl: words, en: words });

const formula = (node: string, more: Partial<MethodFormula> = {}): MethodFormula => ({
  number: 1, address: { node, labels: [] }, name: text(node), at: [], value: '10.00', unit: 'euro', format: 'amount', decimals: 2, kind: 'flow', axes: [], cells: 1,
  words: text('a × b'), symbols: text('a × b'), roundings: [], reads: [], inputs: [0], sources: [], assumptions: 1, unknown: 0, outcome: true, note: null, ...more,
});

const input = (more: Partial<MethodInput> = {}): MethodInput => ({
  address: { node: 'a', labels: [] }, name: text('=A'), at: [], value: '5', unit: 'euro', format: 'number', decimals: 2, from: null, cells: 1, basis: 'assumption', source: null, note: null, path: 'parts[0].x', formulas: [1], ...more,
});

const method = (more: Partial<Method> = {}): Method => ({
  format: 'dagdeel-method/1', engine: '0', document: { id: 'x', checksum: 'abc' }, title: text('Titel'), place: text('Plaats'), horizon: { from: '2025-01-01', to: '2026-01-01', step: 'year' },
  formulas: [formula('kosten-per-jaar')], inputs: [input()], counts: { sourced: 0, assumed: 1, other: 0, unknown: 0 }, roundings: [], measures: [], caveats: [], sources: [], ...more,
});

const sentence = (of: Method) => {
  const { key, params } = said(of, 'nl');
  return plain('nl', key, params).replaceAll('\u00a0', ' ');
};

describe('what the method says', () => {
  test('names the outcome that the scenario is about, and counts with words', () => {
    expect(sentence(method())).toBe('De uitkomst € 10,00 volgt uit één formule en één invoerwaarde; één daarvan is een aanname.');
    const counts = { sourced: 2, assumed: 0, other: 3, unknown: 0 };
    expect(sentence(method({ formulas: [formula('x'), formula('effect-per-jaar', { value: '-3.00' })], counts }))).toBe('De uitkomst € −3,00 volgt uit 2 formules en 2 invoerwaarden; geen daarvan is een aanname.');
    expect(goalOf(method({ formulas: [] }))).toBeNull();
  });

  test('an outcome that is not known is not made up', () => {
    expect(sentence(method({ formulas: [formula('kosten-per-jaar', { value: { unknown: 2 } })], counts: { sourced: 0, assumed: 3, other: 0, unknown: 2 } })))
      .toBe('De uitkomsten volgen uit één formule en 3 invoerwaarden; alle zijn een aanname.');
  });

  test('as text nothing is a formula of a spreadsheet', () => {
    const state = { ...initialState('nl', false, false), document: shipped() };
    expect(asText(method(), state)).toContain("'=A\t5");
    expect(asText(method(), { ...state, origin: 'foreign' })).toContain('van een ander, niet gecontroleerd');
  });
});

test('a place of the document has a field, or the form of what it lies in', () => {
  const document = shipped();
  const lever = document.levers[0]?.id ?? '';
  expect(idsOf(document, 'levers[0].amount')).toEqual(['veld-levers-0-amount-value', 'veld-levers-0-amount', 'veld-levers-0', `wijzig-${lever}`, 'veld-levers']);
});
