import { describe, expect, it } from 'vitest';
import type { Cell, Result, ScenarioDocument } from '../../store/types.ts';
import { plain } from '../../i18n/index.ts';
import trechter from '../../../../scenarios/psychiatrie-trechter.json';
import toeslag from '../../../../scenarios/crisistoeslag.json';
import { barsScene } from '../../charts/bars/geometry.ts';
import { main, tellings } from './telling.ts';

const nb = (text: string) => text.replaceAll('\u00a0', ' ');
const names = (...ids: string[]) => ids.map((id) => ({ id, name: { nl: id, en: id }, from: null, to: null }));
const table = (id: string, axes: string[], cells: Cell[], format: 'amount' | 'number' | 'percent' = 'number') => ({ id, name: { nl: id, en: id }, unit: '1', format, decimals: format === 'percent' ? 4 : 2, kind: 'rate' as const, axes, cells });

const funnel = (reached: Cell, share: Cell): Result => ({
  format: 'dagdeel-result/1', engine: '0', document: { id: 'x', checksum: '' }, caveats: [], sources: [],
  axes: [{ id: 'gezinnen-stap', name: { nl: 'Stap', en: 'Step' }, labels: names('begin', 'in-beeld') }],
  tables: [table('gezinnen-bereikt', [], [reached]), table('gezinnen-bereikt-deel', [], [share], 'percent'), table('gezinnen-kosten-per-bereikte', [], ['2095.92'], 'amount'), table('gezinnen-bereik', ['gezinnen-stap'], ['1000.00', reached])],
});
const said = (result: Result) => nb(main(tellings(result, trechter as unknown as ScenarioDocument, 'nl'))?.answer.map(({ key, params }) => plain('nl', key, params)).join('') ?? '');

describe('what a part tells of itself', () => {
  it('is the answer of its document, in cells of the result', () => {
    expect(said(funnel('343.00', '0.3430'))).toBe('34,3 % wordt bereikt: 343 gezinnen per jaar, voor € 2.095,92 elk.');
  });

  it('writes a range with a word between its ends, and never takes unknown for zero', () => {
    expect(said(funnel({ low: '294.00', high: '392.00' }, { low: '0.2940', high: '0.3920' }))).toContain('294 tot 392 gezinnen');
    expect(said(funnel({ unknown: 1 }, { unknown: 1 }))).toBe('Hoeveel gezinnen worden bereikt, is niet bekend.');
  });

  it('only adds to the answer of others where it has none of its own', () => {
    const result = { ...funnel('1', '1'), tables: [table('afkeur-afgekeurd', [], [{ unknown: 1 }], 'amount')] };
    const told = tellings(result, toeslag as unknown as ScenarioDocument, 'nl');
    expect(told).toHaveLength(1);
    expect(main(told)).toBeNull();
    expect(told[0]?.blocks[0]?.message.key).toBe('tell.rejections.unknown');
  });
});

describe('bars', () => {
  const spec = { rows: [{ name: 'begin', cells: [{ table: 'gezinnen-bereik', labels: { 'gezinnen-stap': 'begin' } }] }, { name: 'in beeld', cells: [{ table: 'gezinnen-bereik', labels: { 'gezinnen-stap': 'in-beeld' } }] }] };

  it.each([568, 328])('stand from zero, as long as their numbers, at %i pixels', (width) => {
    const scene = barsScene(funnel('500.00', '0.5'), spec, { width, lang: 'nl' });
    const bars = scene?.marks.flatMap((mark) => (mark.kind === 'rect' ? [mark] : [])) ?? [];
    expect(bars).toHaveLength(2);
    expect((bars[1]?.w ?? 0) / (bars[0]?.w ?? 1)).toBeCloseTo(0.5, 1);
    const texts = scene?.marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : [])) ?? [];
    expect(texts.map(({ text }) => text)).toEqual(['begin', '1.000', 'in beeld', '500']);
    for (const { x } of texts) expect(x).toBeLessThanOrEqual(width);
  });

  it('of a range lie between its ends, and of what is unknown there is none', () => {
    const between = barsScene(funnel({ low: '250.00', high: '750.00' }, '1'), spec, { width: 568, lang: 'nl' });
    const [whole, part] = between?.marks.flatMap((mark) => (mark.kind === 'rect' ? [mark] : [])) ?? [];
    expect((part?.x ?? 0)).toBeGreaterThan(whole?.x ?? 0);
    expect((part?.w ?? 0) / (whole?.w ?? 1)).toBeCloseTo(0.5, 1);
    const open = barsScene(funnel({ unknown: 1 }, '1'), spec, { width: 568, lang: 'nl' });
    expect(open?.marks.filter(({ kind }) => kind === 'rect')).toHaveLength(1);
  });
});
