import { describe, expect, it } from 'vitest';
import { dagbesteding, faultsIn, tariffResults, textsIn } from '../fixtures/results.ts';
import type { Scene } from '../scene.ts';
import { attendanceScene, evensOf, pointsOf, runsOf } from './geometry.ts';

function sceneOf(name: string, width = 568, lang: 'nl' | 'en' = 'nl'): Scene {
  const made = attendanceScene(tariffResults[name] ?? dagbesteding, { width, lang });
  if (made.kind !== 'scene') throw new Error(made.kind);
  return made.scene;
}

describe('the attendance chart', () => {
  for (const [name, result] of Object.entries(tariffResults)) {
    it(`draws ${name} without faults at every width`, () => {
      for (const width of [260, 328, 568, 720, 1000]) {
        for (const lang of ['nl', 'en'] as const) {
          const made = attendanceScene(result, { width, lang });
          expect(made.kind === 'scene' ? faultsIn(made.scene) : [], `${width} ${lang}`).toEqual([]);
        }
      }
    });
  }

  it('marks the old break-even with a hollow square and the new one with a dot, with their numbers', () => {
    const scene = sceneOf('founding');
    expect(scene.marks.filter((mark) => mark.c === 'c-be-old')).toMatchObject([{ kind: 'rect', w: 11, h: 11 }]);
    expect(scene.marks.filter((mark) => mark.c === 'c-be-new')).toMatchObject([{ kind: 'circle', r: 6.5 }]);
    for (const text of ['nieuw tarief 49,01', 'huidig tarief 37,52', '3,05 + 275,76 ÷ aanwezigen', '58,20', '42,44', '30,63', 'tekort', 'overschot', '6', '8']) expect(textsIn(scene)).toContain(text);
  });

  it('hatches the shortage above the tariff and dots the surplus below it', () => {
    const scene = sceneOf('founding');
    const tariff = scene.marks.find((mark) => mark.kind === 'line' && mark.c === 'c-scen-line') as { y1: number };
    const clip = (id: string) => scene.clips.find((each) => each.id === id);
    expect(scene.marks.find((mark) => mark.c === 'c-loss-fill')).toMatchObject({ fill: 'hatch-loss', clip: 'above' });
    expect(scene.marks.find((mark) => mark.c === 'c-gain-fill')).toMatchObject({ fill: 'dots-gain', clip: 'below' });
    expect((clip('above')?.y ?? 0) + (clip('above')?.h ?? 0)).toBeCloseTo(tariff.y1, 0);
    expect(clip('below')?.y).toBeCloseTo(tariff.y1, 0);
  });

  it('marks several break-evens where staff come in steps, and says where there is none', () => {
    expect(evensOf(tariffResults.steps as never).map(({ variant, cell }) => [variant, cell])).toEqual([['nieuw', '4.79'], ['nieuw', '6.53']]);
    const scene = sceneOf('steps');
    expect(scene.marks.filter((mark) => mark.c === 'c-be-new')).toHaveLength(2);
    expect(textsIn(scene)).toContain('bij 37,52 nergens kostendekkend');
    expect(textsIn(scene)).not.toContain('3,05 + 275,76 ÷ aanwezigen');
  });

  it('breaks the curve where the cost price jumps up or is unknown', () => {
    expect(runsOf(pointsOf(tariffResults.steps as never)).map((run) => run.length)).toEqual([9, 8, 8]);
    expect(runsOf(pointsOf(tariffResults.unknown as never)).map((run) => run.length)).toEqual([22]);
  });

  it('names a break-even that lies outside the picture', () => {
    expect(textsIn(sceneOf('lower'))).toContain('kostendekkend bij 10,23');
    expect(textsIn(sceneOf('lower', 568, 'en'))).toContain('break-even at 10.23');
  });

  it('draws no curve for a refused fit, but gives the reason', () => {
    expect(attendanceScene(tariffResults.refused as never, { width: 568, lang: 'nl' })).toEqual({ kind: 'refused', reasons: [{ nl: 'De kosten per cliënt worden negatief.', en: 'The cost per client turns negative.' }] });
    expect(attendanceScene(tariffResults.allUnknown as never, { width: 568, lang: 'nl' })).toEqual({ kind: 'nothing' });
  });
});
