import { expect, test } from 'vitest';
import { at, belongsTo, parentOf, withValue } from './path.ts';

const document = { parts: [{ volume: { clients: { value: '100' } } }, { steps: { table: ['a'] } }] };

test('a path is read as the engine writes it', () => {
  expect(at(document, 'parts[0].volume.clients.value')).toBe('100');
  expect(at(document, 'parts[7].volume')).toBeUndefined();
  expect(at(document, '__proto__.constructor')).toBeUndefined();
});

test('a change leaves the old document and shares the rest of it', () => {
  const changed = withValue(document, 'parts[0].volume.clients.value', '120');
  expect(at(changed, 'parts[0].volume.clients.value')).toBe('120');
  expect(at(document, 'parts[0].volume.clients.value')).toBe('100');
  expect(changed.parts[1]).toBe(document.parts[1]);
});

test('an optional part that is taken out leaves no trace', () => {
  expect(JSON.stringify(withValue(document, 'parts[1].steps', undefined).parts[1])).toBe('{}');
});

test('a problem belongs to the field it names, or to the figure around it', () => {
  expect(parentOf('levers[0].amount.value')).toBe('levers[0].amount');
  expect(belongsTo('levers[0].amount', 'levers[0].amount.value')).toBe(true);
  expect(belongsTo('levers[0].from', 'levers[0].amount.value')).toBe(false);
  expect(belongsTo(null, 'levers[0].from')).toBe(false);
});
