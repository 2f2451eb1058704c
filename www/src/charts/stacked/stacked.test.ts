import { describe, expect, it } from 'vitest';
import { extentOf } from '../extent.ts';
import { faultsIn, gooi, textsIn, yearResults } from '../fixtures/results.ts';
import type { Scene } from '../scene.ts';
import { stack, stackedScene, stackedUnit, type Measure } from './geometry.ts';

const MEASURES: readonly Measure[] = ['costs', 'clients', 'per-client'];
const category = { id: 'a', name: 'A', style: 0 };

describe('the stacked chart', () => {
  for (const [name, result] of Object.entries(yearResults)) {
    for (const mode of MEASURES) {
      it(`draws ${mode} of ${name} without faults at every width`, () => {
        for (const width of [260, 328, 568, 720, 1000]) {
          for (const lang of ['nl', 'en'] as const) {
            const scene = stackedScene(result, { width, mode, lang });
            expect(scene ? faultsIn(scene) : [], `${width} ${lang}`).toEqual([]);
          }
        }
      });
    }
  }

  it('writes totals and the last year of every form in millions', () => {
    const texts = textsIn(stackedScene(gooi, { width: 568, mode: 'costs', lang: 'nl' }) as Scene);
    for (const text of ['10,62', '11,09', '11,75', '11,01', '24 uren verblijf 3,73', 'Gezinshuizen 2,52', 'Pleegzorg 1,43', 'Beschermd wonen 0,13 in 2022', '2020', '2023']) expect(texts).toContain(text);
    expect(stackedUnit(gooi, 'costs', 'nl')).toBe('miljoen euro');
    expect(stackedUnit(gooi, 'per-client', 'nl')).toBe('euro');
  });

  it('counts clients in whole numbers, and does not stack a rate', () => {
    const clients = stackedScene(gooi, { width: 568, mode: 'clients', lang: 'nl' }) as Scene;
    for (const text of ['563', '578', '534', '479', 'Pleegzorg 176']) expect(textsIn(clients)).toContain(text);
    const rates = stackedScene(gooi, { width: 568, mode: 'per-client', lang: 'nl' }) as Scene;
    expect(rates.marks.filter((mark) => mark.kind === 'rect')).toEqual([]);
    for (const text of ['24 uren verblijf 46.024,89', 'Gemiddeld 22.990,01', '19.182']) expect(textsIn(rates)).toContain(text);
  });

  it('stacks upwards and downwards from zero, and leaves out what is absent', () => {
    const parts = stack(['10', '-4', { undefined: 'none' as const }, '5', '-1'].map((cell) => ({ category, extent: extentOf(cell) })));
    expect(parts.map(({ from, to }) => [from, to])).toEqual([[0, 10], [0, -4], [10, 15], [-4, -5]]);
  });

  it('outlines what is uncertain of a range above the sure part', () => {
    expect(stack([{ category, extent: extentOf({ low: '2', high: '3' }) }, { category, extent: extentOf('1') }])).toMatchObject([{ from: 0, to: 2, upTo: 3 }, { from: 3, to: 4, upTo: 4 }]);
  });

  it('gives a form absent in a year no segment, and an unknown one its word', () => {
    const bars = (result: typeof gooi, c: string) => (stackedScene(result, { width: 568, mode: 'costs', lang: 'nl' }) as Scene).marks.filter((mark) => mark.kind === 'rect' && mark.c === c).length;
    expect(bars(gooi, 's-b')).toBe(3);
    expect(bars(gooi, 's-a')).toBe(4);
    const texts = textsIn(stackedScene(yearResults.unknown as never, { width: 568, mode: 'costs', lang: 'nl' }) as Scene);
    expect(texts).toContain('24 uren verblijf onbekend');
    expect(texts).toContain('≥ 8,51');
  });

  it('keeps the fill of a form when others are merged away', () => {
    const merged = { ...gooi, axes: gooi.axes.map((axis) => (axis.id === 'categorie' ? { ...axis, labels: axis.labels.filter(({ id }) => id !== 'gezinshuizen') } : axis)) };
    merged.tables = merged.tables.map((table) => (table.axes.includes('categorie') ? { ...table, cells: table.cells.filter((_, index) => index % 8 !== 1) } : table));
    const order = gooi.axes.find(({ id }) => id === 'categorie')?.labels.map(({ id }) => id) ?? [];
    const classes = (scene: Scene | null) => scene?.marks.filter((mark) => mark.kind === 'rect').map(({ c }) => c);
    expect(classes(stackedScene(merged, { width: 568, mode: 'costs', lang: 'nl', order }))).not.toContain('s-b');
    expect(classes(stackedScene(merged, { width: 568, mode: 'costs', lang: 'nl', order }))).toContain('s-c');
  });
});
