import { describe, expect, it } from 'vitest';
import type { Cell, Result } from '../../store/types.ts';
import { observedCount, projectionScene, projectionUnit } from './geometry.ts';

const NONE: Cell = { undefined: 'none' };

function result(observed: Cell[], old: Cell[], now: Cell[], budget: Cell[]): Result {
  const years = ['2022', '2023', '2024', '2025'].map((id) => ({ id, name: { nl: id, en: id }, from: null, to: null }));
  const variants = ['huidig', 'nieuw'].map((id) => ({ id, name: { nl: id, en: id }, from: null, to: null }));
  const table = (id: string, axes: string[], cells: Cell[]) => ({ id, name: { nl: id, en: id }, unit: 'euro', format: 'amount' as const, decimals: 2, kind: 'flow' as const, axes, cells });
  return {
    format: 'dagdeel-result/1', engine: '0', document: { id: 'x', checksum: '' }, caveats: [], sources: [],
    axes: [{ id: 'year', name: { nl: 'Jaar', en: 'Year' }, labels: years }, { id: 'variant', name: { nl: 'Variant', en: 'Variant' }, labels: variants }],
    tables: [table('kosten-totaal', ['year'], observed), table('kosten-per-jaar', ['year', 'variant'], old.flatMap((cell, index) => [cell, now[index] as Cell])), table('begroting', ['year'], budget)],
  };
}

const given = result(['10000000.00', '11000000.00', NONE, NONE], ['10000000.00', '11000000.00', '11500000.00', '12000000.00'], ['10000000.00', '11000000.00', '11200000.00', '11100000.00'], [NONE, NONE, '11300000.00', '11400000.00']);
const scene = (of: Result, width = 568) => projectionScene(of, { width, lang: 'nl', against: 'huidig' });
const texts = (of: Result, width?: number) => scene(of, width)?.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
const paths = (of: Result, c: string) => scene(of)?.marks.flatMap((mark) => (mark.kind === 'path' && mark.c === c ? [mark.d] : []));

describe('the projection chart', () => {
  it('draws what was observed as bars and what lies ahead as lines that leave from the last bar', () => {
    expect(scene(given)?.marks.filter((mark) => mark.kind === 'rect' && mark.c === 'c-seen')).toHaveLength(2);
    expect(paths(given, 'c-scen-line')?.[0]?.match(/[ML]/g)).toHaveLength(3);
    expect(paths(given, 'c-budget-line')?.[0]?.match(/[ML]/g)).toHaveLength(2);
    expect(texts(given)).toEqual(expect.arrayContaining(['werkelijk', 'met maatregelen 11,10', 'ongewijzigd beleid 12,00', 'begroting 11,40', '11,00']));
    expect(projectionUnit(given, 'huidig', 'nl')).toBe('miljoen euro');
  });

  it('leaves a gap where a year is unknown, and draws nothing where nothing is known', () => {
    const gap = result([NONE, NONE, NONE, NONE], ['1.00', '1.00', { unknown: 12 }, '1.00'], ['2.00', '2.00', '2.00', '2.00'], [NONE, NONE, NONE, NONE]);
    expect(paths(gap, 'c-base-line')?.[0]?.match(/M/g)).toHaveLength(2);
    expect(texts(gap)).not.toContain('werkelijk');
    const unknown: Cell[] = Array.from({ length: 4 }, () => ({ unknown: 1 }));
    expect(scene(result(unknown, unknown, unknown, unknown))).toBeNull();
    expect(observedCount(['1.00', NONE, '2.00', NONE])).toBe(3);
  });

  it('keeps its texts on the paper at every width', () => {
    for (const width of [280, 328, 440, 568, 1040]) {
      for (const mark of scene(given, width)?.marks ?? []) if (mark.kind === 'text') expect(mark.x).toBeLessThanOrEqual(width);
    }
  });
});
