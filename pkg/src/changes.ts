import type { ChangedInput, ScenarioDocument } from '../types/index.js';
import { DagdeelError, failure } from './errors.js';

/** A document with inputs at other values; a figure keeps its unit and source, and has a value where it had a range. */
export function changed(document: ScenarioDocument, changes: readonly ChangedInput[]): ScenarioDocument {
  const copy = structuredClone(document);
  for (const { path, value } of changes) {
    const steps = path.split(/[.[\]]/).filter((step) => step !== '');
    const last = steps.pop();
    let place: unknown = copy;
    for (const step of steps) place = isObject(place) ? place[step] : undefined;
    if (last === undefined || !isObject(place) || !Object.hasOwn(place, last)) {
      throw new DagdeelError(failure('unknown-input', path));
    }
    place[last] = held(place[last], value);
  }
  return copy;
}

/** A value in the form in which the place holds it. */
function held(before: unknown, value: string): unknown {
  if (typeof before === 'number') return Number(value);
  if (typeof before === 'boolean') return value === 'true';
  if (!isObject(before) || !('value' in before)) return value;
  if (before.value !== null) return { ...before, value };
  const { low: _low, high: _high, ...figure } = before;
  return { ...figure, value };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
