// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { afterKey, weeksOf } from './calendar.ts';

const day = { year: 2022, month: 10, day: 1 };

test('keys move by day, week, month and year', () => {
  expect(afterKey(day, 'ArrowLeft', false)).toEqual({ year: 2022, month: 9, day: 30 });
  expect(afterKey(day, 'ArrowDown', false)).toEqual({ year: 2022, month: 10, day: 8 });
  expect(afterKey({ year: 2022, month: 10, day: 31 }, 'PageDown', false)).toEqual({ year: 2022, month: 11, day: 30 });
  expect(afterKey({ year: 2024, month: 2, day: 29 }, 'PageUp', true)).toEqual({ year: 2023, month: 2, day: 28 });
  expect(afterKey(day, 'Home', false)).toEqual({ year: 2022, month: 9, day: 26 });
  expect(afterKey(day, 'x', false)).toBeNull();
});

test('a month is whole weeks from Monday', () => {
  const weeks = weeksOf(day);
  expect(weeks[0]?.map((each) => each?.day ?? null)).toEqual([null, null, null, null, null, 1, 2]);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
  expect(weeks.flat().filter(Boolean)).toHaveLength(31);
});
