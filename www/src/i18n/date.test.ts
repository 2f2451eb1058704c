import { describe, expect, test } from 'vitest';
import { addDays, readDate, toDay, toIso, weekdayOf, writeDate, writeDateField } from './date.ts';

describe('dates', () => {
  test.each([
    ['01-10-2022', '2022-10-01'], ['1/10/2022', '2022-10-01'], ['1 oktober 2022', '2022-10-01'], ['1 mrt 2022', '2022-03-01'], ['16 October 2022', '2022-10-16'],
    ['2022-10-16', '2022-10-16'], ['29-02-2024', '2024-02-29'], ['29-02-2023', null], ['31-04-2022', null], ['0-1-2022', null], ['oktober', null], ['', null], ['1-13-2022', null],
  ])('%s is %s', (text, iso) => {
    expect(readDate(text)).toBe(iso);
  });

  test('are written in words and as typed', () => {
    expect(writeDate('2022-10-01', 'nl')).toBe('1 oktober 2022');
    expect(writeDate('2022-10-01', 'en')).toBe('1 October 2022');
    expect(writeDateField('2022-10-01', 'nl')).toBe('01-10-2022');
    expect(writeDateField('2022-10-01', 'en')).toBe('01/10/2022');
  });

  test('days cross months and years', () => {
    expect(toIso(addDays(toDay('2022-12-31'), 1))).toBe('2023-01-01');
    expect(weekdayOf(toDay('2022-10-01'))).toBe(5);
  });
});
