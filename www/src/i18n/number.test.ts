import { describe, expect, test } from 'vitest';
import { compareDecimals, shiftPoint, shown, shownUp, trimZeros, writeCell, writeDecimal, writeEuro, writeField } from './number.ts';

const AMOUNT = { format: 'amount', decimals: 2 } as const;

describe('writing exact decimals', () => {
  test.each([
    ['183840', 'nl', '183.840,00'], ['183840.00', 'en', '183,840.00'], ['-68.94', 'nl', '−68,94'], ['0', 'nl', '0,00'], ['-0.001', 'nl', '0,00'],
    ['12345678901234567890.125', 'nl', '12.345.678.901.234.567.890,13'], ['0.005', 'nl', '0,01'], ['-0.005', 'nl', '−0,01'], ['999.995', 'nl', '1.000,00'],
  ] as const)('%s in %s is %s', (cell, lang, written) => {
    expect(writeCell(cell, AMOUNT, lang)).toBe(written);
  });

  test('a sign is written where asked, never on zero', () => {
    expect(writeCell('11.49', AMOUNT, 'nl', true)).toBe('+11,49');
    expect(writeCell('0.00', AMOUNT, 'nl', true)).toBe('0,00');
  });

  test('percent moves the point and keeps two decimals fewer than its fraction', () => {
    expect(writeCell('0.3062', { format: 'percent', decimals: 4 }, 'nl', true)).toBe('+30,62\u00a0%');
    expect(writeCell('0.3062', { format: 'percent', decimals: 4 }, 'en')).toBe('30.62%');
    expect(shiftPoint('0.3062', 2)).toBe('30.62');
    expect(shiftPoint('10', -2)).toBe('0.1');
    expect(shiftPoint('1000', -2)).toBe('10');
    expect(shiftPoint('-0.5', 2)).toBe('-50');
    expect(shiftPoint('7', 2)).toBe('700');
  });

  test('numbers without decimals that say something are whole', () => {
    expect(writeCell('2000.00', { format: 'number', decimals: 2 }, 'nl')).toBe('2.000');
    expect(writeCell('2666.666666666666666667', { format: 'number', decimals: 2 }, 'nl')).toBe('2.666,67');
    expect(trimZeros('6.10')).toBe('6.1');
  });

  test('what is unknown is a dash, a range has both ends, a partial sum its known part', () => {
    expect(writeCell({ unknown: 2 }, AMOUNT, 'nl')).toBe('–');
    expect(writeCell({ undefined: 'division-by-zero' }, AMOUNT, 'nl')).toBe('–');
    expect(writeCell(undefined, AMOUNT, 'nl')).toBe('–');
    expect(writeCell({ known: '12.5', unknown: 1 }, AMOUNT, 'nl')).toBe('12,50');
    expect(writeCell({ low: '1', high: '2' }, AMOUNT, 'nl')).toBe('1,00\u00a0–\u00a02,00');
  });

  test('euro in a sentence does not break from its amount', () => {
    expect(writeEuro('45960', 'nl')).toBe('€\u00a045.960,00');
    expect(writeEuro('45960', 'en')).toBe('€45,960.00');
    expect(writeEuro('-1', 'en')).toBe('−€1.00');
  });

  test('break-even is rounded up: just below it, the group still loses', () => {
    expect(shownUp('7.140001', 2)).toBe('7.15');
    expect(shownUp('8.00', 2)).toBe('8.00');
    expect(shownUp('9.999', 2)).toBe('10.00');
    expect(shown('7.145', 2)).toBe('7.15');
  });

  test('a field has no groups', () => {
    expect(writeField('1234.5', 'nl')).toBe('1234,5');
    expect(writeDecimal('1234.5', 'nl')).toBe('1.234,5');
  });
});

describe('comparing decimals', () => {
  test('goes by their digits, whatever their length and sign', () => {
    for (const [one, other] of [['1', '2'], ['9.99', '10'], ['-10', '-9.99'], ['-1', '0'], ['749920.00', '750000'], ['-0.01', '0.00'], ['12345678901234567890.01', '12345678901234567890.02']] as const) {
      expect(compareDecimals(one, other), `${one} ${other}`).toBeLessThan(0);
      expect(compareDecimals(other, one), `${other} ${one}`).toBeGreaterThan(0);
    }
    for (const [one, other] of [['750000', '750000.00'], ['-0', '0.00'], ['007', '7']] as const) expect(compareDecimals(one, other)).toBe(0);
  });
});
