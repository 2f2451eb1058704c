import { describe, expect, it } from 'vitest';
import { dagbesteding, faultsIn, tariffResults, textsIn, withCells } from '../fixtures/results.ts';
import { costScene, eventsOf, periodsOf } from './geometry.ts';

const WIDTHS = [260, 328, 568, 720, 1000];

describe('the cost chart', () => {
  for (const [name, result] of Object.entries(tariffResults)) {
    for (const mode of ['month', 'year'] as const) {
      it(`draws ${name} per ${mode} without faults at every width`, () => {
        for (const width of WIDTHS) {
          for (const lang of ['nl', 'en'] as const) {
            const scene = costScene(result, { width, mode, lang });
            expect(scene ? faultsIn(scene) : [], `${width} ${lang}`).toEqual([]);
          }
        }
      });
    }
  }

  it('says date, effect per year and both costs exactly, in a narrow one in whole euros', () => {
    const wide = textsIn(costScene(dagbesteding, { width: 568, mode: 'month', lang: 'nl' }) as never);
    for (const text of ['1 oktober 2022', 'nieuw tarief gaat in', '+45.960,00', 'in 2022', '+183.840,00', 'in 2023', 'met nieuw tarief 784.160,00 in 2023', 'zonder wijziging 600.320,00 in 2023', '60.000']) expect(wide).toContain(text);
    const narrow = textsIn(costScene(dagbesteding, { width: 328, mode: 'month', lang: 'nl' }) as never);
    for (const text of ['1 oktober 2022', '+45.960', '+183.840', '784.160 in 2023', 'nu 600.320 in 2023']) expect(narrow).toContain(text);
  });

  it('speaks English', () => {
    const texts = textsIn(costScene(dagbesteding, { width: 568, mode: 'year', lang: 'en' }) as never);
    for (const text of ['1 October 2022 new tariff takes effect', '784,160.00', '+183,840.00', '600,320.00']) expect(texts).toContain(text);
  });

  it('finds the effective date where the tariff with the measure changes', () => {
    expect(eventsOf(dagbesteding)).toMatchObject([{ date: '2022-10-01', measure: true }]);
    expect(eventsOf(tariffResults.cut as never)).toMatchObject([{ date: '2022-10-16', measure: true }]);
    expect(eventsOf(withCells(dagbesteding, { tarief: () => '37.52' }))).toEqual([]);
    const both = withCells(dagbesteding, { tarief: (_, index) => (index < 24 ? '37.52' : '38.65') });
    expect(eventsOf(both)).toMatchObject([{ date: '2023-01-01', measure: false }]);
  });

  it('draws half a month at the height of a whole one', () => {
    const periods = periodsOf(tariffResults.cut as never);
    const halves = periods.filter((period) => period.label.id.startsWith('2022-10'));
    expect(halves).toHaveLength(2);
    // 24.206,45 over 15 of 31 days, and 33.727,32 over 16 of 31, stand at a whole month's cost.
    expect(halves[0]?.old).toMatchObject({ high: expect.closeTo(50026.66, 1) });
    expect(halves[1]?.new).toMatchObject({ high: expect.closeTo(65346.68, 1) });
  });

  it('hatches the difference, below the old line where the measure saves', () => {
    const paths = (result: typeof dagbesteding, c: string) => (costScene(result, { width: 568, mode: 'month', lang: 'nl' })?.marks ?? []).filter((mark) => mark.kind === 'path' && mark.c === c) as { d: string; fill?: string }[];
    const heights = (d = '') => [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, , y]) => Number(y));
    const [hatch, ...others] = paths(dagbesteding, 'c-extra-fill');
    expect(others).toEqual([]);
    expect(hatch?.fill).toBe('hatch-scenario');
    const lower = tariffResults.lower as never;
    const [saved] = paths(lower, 'c-extra-fill');
    const [base] = paths(lower, 'c-base-fill');
    // The hatch ends where the shared area goes on.
    expect(heights(base?.d)).toContain(Math.max(...heights(saved?.d)));
  });

  it('names the higher line in the hatch and the lower line below itself', () => {
    const place = (result: typeof dagbesteding, words: string) => costScene(result, { width: 568, mode: 'month', lang: 'nl' })?.marks.find((mark) => mark.kind === 'text' && mark.text.startsWith(words)) as { y: number };
    expect(place(dagbesteding, 'met nieuw tarief').y).toBeLessThan(place(dagbesteding, 'zonder wijziging').y);
    expect(place(tariffResults.lower as never, 'zonder wijziging').y).toBeLessThan(place(tariffResults.lower as never, 'met nieuw tarief').y);
  });

  it('writes the effects in whole euros before it leaves the last year out', () => {
    const late = withCells(dagbesteding, { tarief: (_, index) => (index % 2 === 1 && index >= 34 ? '49.01' : '37.52') });
    const texts = textsIn(costScene(late, { width: 400, mode: 'month', lang: 'nl' }) as never);
    expect(texts).toContain('+183.840');
  });

  it('says that a month is unknown, and never draws it as zero', () => {
    const scene = costScene(tariffResults.unknown as never, { width: 568, mode: 'month', lang: 'nl' }) as never;
    expect(textsIn(scene)).toContain('onbekend');
    const line = (scene as { marks: { c: string; d?: string }[] }).marks.find((mark) => mark.c === 'c-scen-line');
    const [, start = '0'] = /^M([\d.]+)/.exec(line?.d ?? '') ?? [];
    expect(Number(start)).toBeGreaterThan(120);
  });

  it('draws nothing where nothing is known', () => {
    for (const mode of ['month', 'year'] as const) expect(costScene(tariffResults.allUnknown as never, { width: 568, mode, lang: 'nl' })).toBeNull();
  });
});
