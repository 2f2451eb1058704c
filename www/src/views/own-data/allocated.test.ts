import { describe, expect, test } from 'vitest';
import type { Claims } from 'dagdeel';
import { askAllocated, FIRST_ASKED } from './allocated.ts';

/** Claims that answer with the number of questions so far, and write down what was asked. */
function fake() {
  const asked: string[] = [];
  const answer = (what: string) => async () => ({ at: asked.push(what) }) as never;
  const claims = { allocationUse: answer('use'), allocationRegimes: answer('regimes'), allocationForecast: answer('forecast') };
  return { claims: claims as unknown as Claims, asked };
}

const BESIDE = { agreed: [], runOff: {} };

describe('what the allocations say', () => {
  test('only what is another question is asked again', async () => {
    const { claims, asked } = fake();
    const first = await askAllocated(claims, FIRST_ASKED, BESIDE, undefined, null);
    const grown = await askAllocated(claims, { ...FIRST_ASKED, inflow: '1000.00' }, BESIDE, undefined, first);
    expect(asked).toEqual(['use', 'regimes', 'forecast', 'forecast']);
    expect([grown?.use, grown?.regimes]).toEqual([first?.use, first?.regimes]);
    expect(grown?.forecast).not.toEqual(first?.forecast);
    const turned = await askAllocated(claims, { ...FIRST_ASKED, inflow: '1000.00', by: 'provider' }, BESIDE, undefined, grown);
    expect(asked.slice(4)).toEqual(['use', 'regimes']);
    await askAllocated(claims, turned!.asked, { ...BESIDE, runOff: { seen: '2023-11' } }, undefined, turned);
    expect(asked.slice(6)).toEqual(['use', 'forecast']);
  });

  test('of other claims all is asked', async () => {
    const { claims, asked } = fake();
    await askAllocated(claims, FIRST_ASKED, BESIDE, undefined, null);
    await askAllocated(claims, FIRST_ASKED, BESIDE, undefined, null);
    expect(asked).toHaveLength(6);
  });
});
