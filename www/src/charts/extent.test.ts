import { describe, expect, it } from 'vitest';
import { extentOf, isKnown, signOf, stretched } from './extent.ts';

describe('where a cell stands on a scale', () => {
  it('places values, ranges and known parts, and nothing else', () => {
    expect(extentOf('-901465.20')).toEqual({ kind: 'value', low: -901465.2, high: -901465.2 });
    expect(extentOf({ low: '5', high: '-5' })).toEqual({ kind: 'range', low: -5, high: 5 });
    expect(extentOf({ known: '12.50', unknown: 2 })).toEqual({ kind: 'part', low: 12.5, high: 12.5 });
    for (const cell of [{ unknown: 1 }, { undefined: 'none' }, undefined, 'nonsense'] as const) expect(extentOf(cell)).toEqual({ kind: 'none' });
  });

  it('stretches what is there and leaves what is not', () => {
    expect(stretched(extentOf('15.00'), 2)).toEqual({ kind: 'value', low: 30, high: 30 });
    expect(stretched(extentOf(undefined), 2)).toEqual({ kind: 'none' });
  });
});

describe('the sign of a cell', () => {
  it('is read from its text', () => {
    expect([signOf('-0.01'), signOf('0.00'), signOf('-0.00'), signOf('665907.25')]).toEqual([-1, 0, 0, 1]);
  });

  it('is that of both ends of a range, or none', () => {
    expect(signOf({ low: '1', high: '2' })).toBe(1);
    expect(signOf({ low: '-1', high: '2' })).toBeNull();
    expect(signOf({ unknown: 1 })).toBeNull();
    expect(signOf({ known: '5', unknown: 1 })).toBeNull();
  });

  it('does not need a known value to say that there is none', () => {
    expect(isKnown('0.00')).toBe(true);
    expect(isKnown({ undefined: 'refused' })).toBe(false);
  });
});
