// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { initialState } from '../store/reduce.ts';
import { shipped } from '../store/fixtures.ts';
import type { Explanation, State } from '../store/types.ts';
import { through } from './tape.ts';
import { asText, neutral } from './text.ts';

const node = (name: string, value: string, more: Partial<Explanation> = {}): Explanation => ({
  address: { node: name, labels: [] }, name: { nl: name, en: name }, label_names: [], value, unit: 'euro', format: 'amount', decimals: 2, kind: 'rate', relation: '',
  formula: null, work: { op: 'input' }, rounding: null, source: null, basis: null, assumption: false, note: null, path: null, spreadsheet: null, spreadsheet_cell: null, children: [], more: 0, ...more,
});
const state = (origin: State['origin'] = 'own'): State => ({ ...initialState('nl', false, false), document: shipped(), origin });

test('a calculation is copied with its signs, values and units', () => {
  const tree = node('Verschil', '11.49', { formula: { nl: 'nieuw − huidig', en: '' }, children: [node('Nieuw', '49.01'), node('Huidig', '37.52', { relation: '-', assumption: true })] });
  expect(asText(tree, state()).split('\n').slice(1)).toEqual([
    'Verschil\t11,49\t€\tnieuw − huidig', '  Nieuw\t49,01\t€\t', '  Huidig (−)\t37,52\t€\taanname',
  ]);
});

test('a tag goes along with somebody else’s document, and text never becomes a formula', () => {
  expect(asText(node('=CMD()', '1'), state('foreign'))).toContain('van een ander, niet gecontroleerd');
  expect(asText(node('=CMD()', '1'), state())).toContain("\n'=CMD()");
  expect(['=1', '+1', '-1', '@x', '\tx', 'x'].map(neutral)).toEqual(["'=1", "'+1", "'-1", "'@x", "'\tx", 'x']);
});

test('a step that only hands on a number is shown as the number it hands on', () => {
  const leaf = node('Tarief in oktober', '49.01', { assumption: true });
  const handed = through(node('Nieuw tarief', '49.01', { relation: '-', children: [node('Tussen', '49.01', { children: [leaf] })] }));
  expect(handed).toMatchObject({ name: { nl: 'Nieuw tarief' }, relation: '-', assumption: true, children: [] });
  const rounded = node('Afgerond', '49.01', { rounding: { name: { nl: 'x', en: 'x' }, decimals: 2 }, children: [leaf] });
  expect(through(rounded)).toBe(rounded);
});
