import { expect, test } from 'vitest';
import { cancelUnits, writeUnit } from './unit.ts';

test('units are written in the language of the page', () => {
  expect(writeUnit('dagdeel/client/week', 'nl')).toBe('dagdeel/cliënt/week');
  expect(writeUnit('euro/groepsdagdeel', 'en')).toBe('€/group half-day');
  expect(writeUnit('1', 'nl')).toBe('');
});

test('a product cancels what stands above and below', () => {
  const [first, second] = cancelUnits([{ unit: 'euro/dagdeel', divides: false }, { unit: 'dagdeel/jaar', divides: false }], 'nl');
  expect(first).toMatchObject({ over: [{ word: '€', cancelled: false }], under: [{ word: 'dagdeel', cancelled: true }] });
  expect(second).toMatchObject({ over: [{ word: 'dagdeel', cancelled: true }], under: [{ word: 'jaar', cancelled: false }] });
});

test('a quotient cancels alike words above', () => {
  const [first, second] = cancelUnits([{ unit: 'dagdeel/jaar', divides: false }, { unit: 'dagdeel/groepsdagdeel', divides: true }], 'nl');
  expect(first?.over[0]?.cancelled).toBe(true);
  expect(second?.under[0]).toEqual({ word: 'groepsdagdeel', cancelled: false });
});
