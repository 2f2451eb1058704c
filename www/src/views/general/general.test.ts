// @vitest-environment jsdom
import { render } from 'lit';
import { expect, test } from 'vitest';
import { initialState } from '../../store/reduce.ts';
import { resultFor, shipped } from '../../store/fixtures.ts';
import type { Result } from '../../store/types.ts';
import { generalAnswer, rowsOf } from './view.ts';

const label = (id: string) => ({ id, name: { nl: id, en: id }, from: null, to: null });
const result: Result = {
  ...resultFor('x'),
  axes: [{ id: 'year', name: { nl: 'Jaar', en: 'Year' }, labels: [label('2022'), label('2023')] }, { id: 'soort', name: { nl: 'Soort', en: 'Kind' }, labels: [label('a'), label('b')] }],
  tables: [
    { id: 'los', name: { nl: 'Los', en: 'Single' }, unit: 'euro', format: 'amount', decimals: 2, kind: 'flow', axes: [], cells: ['1234.5'] },
    { id: 'raster', name: { nl: 'Raster', en: 'Grid' }, unit: 'euro', format: 'amount', decimals: 2, kind: 'flow', axes: ['year', 'soort'], cells: ['1', '2', { unknown: 1 }, '4'] },
  ],
};

test('every cell of every table is there as a button, and what is unknown says so', () => {
  const state = { ...initialState('nl', false, false), document: shipped(), computed: shipped(), result };
  const page = document.createElement('div');
  render(generalAnswer({ state, dispatch: () => {} }, { caveats: '', after: '' }), page);
  expect([...page.querySelectorAll('.num-button')].map((button) => button.textContent)).toEqual(['1.234,50', '1,00', '2,00', '–', '4,00']);
  expect(page.textContent).toContain('onbekend, telt niet mee als nul');
});

test('rows are the combinations of their axes, in order', () => {
  expect(rowsOf(result, ['year', 'soort'], 'nl').map((row) => row.name)).toEqual(['2022, a', '2022, b', '2023, a', '2023, b']);
});
