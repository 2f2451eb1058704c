import { describe, expect, it } from 'vitest';
import { faultsIn, textsIn } from '../fixtures/results.ts';
import type { Scene } from '../scene.ts';
import { tornadoScene, type TornadoBar } from './geometry.ts';

const end = (cell: TornadoBar['low']['cell'], at: string) => ({ cell, value: typeof cell === 'string' ? cell : '–', at });
const bars: TornadoBar[] = [
  { name: 'Gemiddelde aanwezigheid', note: 'per groep, basis 6', low: end('250720.00', 'bij 5,5'), high: end('127200.00', 'bij 6,5') },
  { name: 'Nieuw tarief', note: '€/dagdeel, basis 49,01', low: end('159680.00', 'bij 47,50'), high: end('215680.00', 'bij 51,00') },
  { name: 'Een aanname die niet verder kan', note: '', low: end(undefined, 'bij 0'), high: end('190000.00', 'bij 1') },
];
const options = { width: 568, base: '183840.00', baseName: 'uitgangspunt', baseValue: '183.840,00' } as const;
const rects = (scene: Scene | null) => (scene?.marks ?? []).filter((mark) => mark.kind === 'rect') as { c: string; x: number; w: number }[];

describe('the tornado', () => {
  it('is drawn without faults at every width', () => {
    for (const width of [260, 328, 420, 568, 1000]) {
      const scene = tornadoScene(bars, { ...options, width });
      expect(scene ? faultsIn(scene) : ['nothing'], String(width)).toEqual([]);
      expect(textsIn(scene as Scene).join(' ')).toContain('bij 47,50');
    }
  });

  it('runs from the starting point: lower to its left and hatched, higher to its right and solid', () => {
    const [lower, higher] = rects(tornadoScene(bars, options));
    expect([lower?.c, higher?.c]).toEqual(['s-b', 's-c']);
    expect((lower?.x ?? 0) + (lower?.w ?? 0)).toBeCloseTo(higher?.x ?? 0, 0);
    expect((lower?.w ?? 0) / (higher?.w ?? 1)).toBeCloseTo((183840 - 127200) / (250720 - 183840), 1);
  });

  it('has one side where the other has no outcome, and nothing without a starting point', () => {
    expect(rects(tornadoScene(bars.slice(2), options))).toHaveLength(1);
    expect(tornadoScene(bars, { ...options, base: { unknown: 1 } })).toBeNull();
    expect(tornadoScene([], options)).toBeNull();
  });
});
