import { describe, expect, it } from 'vitest';
import { faultsIn, gooi, textsIn, withCells, yearResults } from '../fixtures/results.ts';
import type { Scene } from '../scene.ts';
import { BETWEEN_YEARS, effectsOf, waterfallScene } from './geometry.ts';

const options = { width: 532, lang: 'nl', source: BETWEEN_YEARS, from: '2021', to: '2022' } as const;

describe('the waterfall', () => {
  for (const [name, result] of Object.entries(yearResults)) {
    it(`draws ${name} without faults at every width`, () => {
      for (const width of [260, 328, 420, 532, 1000]) {
        for (const lang of ['nl', 'en'] as const) {
          const scene = waterfallScene(result, { ...options, width, lang });
          expect(scene ? faultsIn(scene) : [], `${width} ${lang}`).toEqual([]);
        }
      }
    });
  }

  it('says both levels, every effect and the difference, to the cent', () => {
    for (const width of [328, 532]) {
      const said = textsIn(waterfallScene(gooi, { ...options, width }) as Scene).join(' | ');
      for (const text of ['11.087.465,06', '11.753.372,31', '−901.465,20', '−89.169,48', '+1.656.541,93', '+665.907,25', '578 cliënten', '534 cliënten', 'minder cliënten', 'hogere kosten']) expect(said).toContain(text);
    }
  });

  it('runs from the first level as zero, each bar from the end of the one before', () => {
    const effects = effectsOf(gooi, 'nl');
    expect(effects.map(({ start }) => start)).toEqual([0, -901465.2, expect.closeTo(-990634.68, 2)]);
    expect(effects.at(-1)?.end).toBeCloseTo(665907.25, 2);
    const bars = (waterfallScene(gooi, options) as Scene).marks.filter((mark) => mark.kind === 'rect') as { c: string; y: number; h: number }[];
    expect(bars.map(({ c }) => c)).toEqual(['c-w-down', 'c-w-down', 'c-w-up']);
    expect((bars[0]?.y ?? 0) + (bars[0]?.h ?? 0)).toBeCloseTo(bars[1]?.y ?? 0, 0);
    expect((bars[1]?.y ?? 0) + (bars[1]?.h ?? 0)).toBeCloseTo((bars[2]?.y ?? 0) + (bars[2]?.h ?? 0), 0);
  });

  it('turns the words with the signs', () => {
    const swapped = withCells(gooi, { effecten: (cell) => (typeof cell === 'string' ? (cell.startsWith('-') ? cell.slice(1) : `-${cell}`) : cell) });
    const said = textsIn(waterfallScene(swapped, options) as Scene).join(' | ');
    for (const text of ['+901.465,20', '−1.656.541,93', 'meer cliënten', 'lagere kosten']) expect(said).toContain(text);
  });

  it('says that an effect is unknown, and draws nothing where all are', () => {
    expect(textsIn(waterfallScene(yearResults.unknown as never, options) as Scene)).toContain('onbekend');
    expect(waterfallScene(yearResults.allUnknown as never, options)).toBeNull();
  });
});
