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

  const sure = (): Result => {
    const maat = ['p5', 'p25', 'p75', 'p95'].map((id) => ({ id, name: { nl: id, en: id }, from: null, to: null }));
    const at = (low: string, high: string): Cell[] => [low, low, high, high];
    const cells = [...Array.from({ length: 8 }, () => NONE), ...at('11000000.00', '11000000.00'), ...at('11000000.00', '11000000.00'),
      ...Array.from({ length: 4 }, () => NONE), ...at('10500000.00', '12500000.00'), ...Array.from({ length: 4 }, () => NONE), ...at('9400000.00', '12200000.00')];
    const table = { id: 'simulatie-kosten', name: { nl: 'x', en: 'x' }, unit: 'euro', format: 'amount' as const, decimals: 2, kind: 'rate' as const, axes: ['year', 'variant', 'maat'], cells };
    return { ...given, axes: [...given.axes, { id: 'maat', name: { nl: 'maat', en: 'maat' }, labels: maat }], tables: [...given.tables, table] };
  };

  it('draws a fan that opens from what was observed, and names its ends', () => {
    expect(paths(given, 'c-fan-outer')).toHaveLength(0);
    const outer = paths(sure(), 'c-fan-outer')?.[0];
    // Three years there and three back: closed where it was observed.
    expect(outer?.match(/[ML]/g)).toHaveLength(6);
    const first = outer?.slice(1).split('L')[0];
    expect(outer?.endsWith(`${first ?? ''}Z`)).toBe(true);
    expect(paths(sure(), 'c-fan-inner')).toHaveLength(1);
    expect(texts(sure())?.join(' ')).toContain('9 van de 10 uitkomsten 9,4 tot 12,2');
    // The whole of it lies on the paper.
    expect(Math.min(...[...(outer ?? '').matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y)))).toBeGreaterThan(0);
  });

  it('draws the interval of the trend where it is asked for', () => {
    const bounds = ['laag', 'hoog'].map((end, at) => ({ ...(given.tables[2] as (typeof given.tables)[number]), id: `trend-totaal-${end}`, cells: ['10000000.00', '11000000.00', at ? '14000000.00' : '9000000.00', at ? '15000000.00' : '8000000.00'] as Cell[] }));
    const wide = { ...given, tables: [...given.tables, ...bounds] };
    const classes = (band: boolean) => projectionScene(wide, { width: 568, lang: 'nl', against: 'huidig', band })?.marks.flatMap((mark) => (mark.kind === 'path' ? [mark.c] : [])) ?? [];
    expect(classes(true)).toEqual(expect.arrayContaining(['c-band', 'c-bound']));
    expect(classes(false)).not.toContain('c-bound');
  });

  it('keeps its texts on the paper at every width', () => {
    for (const width of [280, 328, 440, 568, 1040]) {
      for (const mark of [...(scene(given, width)?.marks ?? []), ...(scene(sure(), width)?.marks ?? [])]) if (mark.kind === 'text') expect(mark.x).toBeLessThanOrEqual(width);
      for (const mark of scene(given, width)?.marks ?? []) if (mark.kind === 'text') expect(mark.x).toBeLessThanOrEqual(width);
    }
  });
});
