import { describe, expect, it } from 'vitest';
import { powerFor, powerUnit, ticksOf, writePower } from './axis.ts';

describe('large amounts', () => {
  it('are shown in millions from a million on, in thousands of that each time', () => {
    expect([0, 999_999, 1e6, 11_753_372, 999e6, 1e9, 1e12, 4e21].map(powerFor)).toEqual([0, 0, 6, 6, 6, 9, 12, 21]);
  });

  it('keep their digits: only the point moves, half away from zero', () => {
    expect(writePower('11012212.77', 6, 2, 'nl')).toBe('11,01');
    expect(writePower('-1005000.00', 6, 2, 'nl')).toBe('−1,01');
    expect(writePower('999995000000000000000000.25', 21, 2, 'en')).toBe('1,000.00');
  });

  it('say what is unknown, partial or a range', () => {
    expect(writePower({ unknown: 1 }, 6, 2, 'nl')).toBe('onbekend');
    expect(writePower({ known: '8512212.77', unknown: 3 }, 6, 2, 'nl')).toBe('ten minste 8,51');
    expect(writePower({ low: '2000000.00', high: '3000000.00' }, 6, 2, 'en')).toBe('2.00 to 3.00');
    expect(writePower({ undefined: 'none' }, 6, 2, 'nl')).toBe('–');
  });

  it('name their unit', () => {
    expect(powerUnit(0, 'euro', 'nl')).toBe('euro');
    expect(powerUnit(6, 'euro', 'nl')).toBe('miljoen euro');
    expect(powerUnit(9, 'euro', 'en')).toBe('billion euro');
    expect(powerUnit(21, 'euro', 'nl')).toBe('× 10²¹ euro');
  });
});

describe('ticks', () => {
  it('are round and written as the Dutch write them', () => {
    const ticks = ticksOf(0, 65346.67, 4, 0, 'nl');
    expect(ticks.values.map(ticks.write)).toEqual(['0', '20.000', '40.000', '60.000']);
  });

  it('have the decimals that their step needs, and are never in powers of ten', () => {
    const small = ticksOf(0, 0.35, 4, 0, 'nl');
    expect(small.values.map(small.write)).toEqual(['0', '0,1', '0,2', '0,3']);
    const large = ticksOf(0, 6.5e25, 4, 24, 'nl', ' × 10²⁴');
    expect(large.values.map(large.write)).toEqual(['0', '20 × 10²⁴', '40 × 10²⁴', '60 × 10²⁴']);
  });
});
