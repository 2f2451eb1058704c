import { describe, expect, it } from 'vitest';
import type { AllocationUseRow } from 'dagdeel';
import { DRAWN, takeUpScene } from './geometry.ts';

const row = (name: string, allocated: string, claimed: string, share: string | null) =>
  ({ label: { id: name, name: { nl: name, en: name } }, toDate: { allocations: 1, allocated, claimed, share } }) as AllocationUseRow;

describe('the chart of take-up', () => {
  it('draws two bars for each row, the largest first, with the part beside them', () => {
    const scene = takeUpScene([row('klein', '100.00', '50.00', '50.00'), row('groot', '1000.00', '1100.00', '110.00')], 500, 'nl');
    const said = JSON.stringify(scene);
    expect(said.indexOf('groot')).toBeLessThan(said.indexOf('klein'));
    expect(said).toContain('110,00 %');
    expect(said.match(/dots-second/g)).toHaveLength(2);
  });

  it('draws no more than fit, and nothing where nothing is allocated', () => {
    const many = Array.from({ length: DRAWN + 5 }, (_, at) => row(`rij ${at}`, `${at + 1}.00`, '1.00', '1.00'));
    expect(JSON.stringify(takeUpScene(many, 500, 'nl')).match(/dots-second/g)).toHaveLength(DRAWN);
    expect(takeUpScene([row('niets', '0.00', '0.00', null)], 500, 'nl')).toBeNull();
  });
});
