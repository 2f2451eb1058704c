// For the tests of the page: the shipped document, and an engine whose answers the test decides.

import document from '../../../scenarios/dagbesteding-regulier.json';
import type { Engine, Problem, Result, ScenarioDocument } from './types.ts';

/** A copy of its own for each test. */
export const shipped = () => structuredClone(document) as ScenarioDocument;

export const resultFor = (checksum: string): Result => ({
  format: 'dagdeel-result/1', engine: 'test', document: { id: 'dagbesteding-regulier', checksum }, axes: [], tables: [], caveats: [], sources: [],
});

export const problem = (code: string, path: string | null = null): Problem => ({ code, path, message: { nl: code, en: code }, found: null, expected: null });

export class Fault extends Error {
  readonly code: string;
  readonly problems: Problem[];
  constructor(code: string, problems: Problem[] = []) {
    super(code);
    this.code = code;
    this.problems = problems;
  }
}

/** An engine that answers what most tests ask; the rest is given by the test that asks it. */
export function engineOf(parts: Partial<Engine>): Engine {
  const usual: Partial<Engine> = {
    version: 'test',
    scenarios: async () => [],
    document: async () => shipped(),
    run: async () => resultFor('x'),
    explain: async () => { throw new Fault('explanation-refused'); },
    inputs: async () => [],
    changed: async () => shipped(),
    compare: async () => { throw new Fault('question-refused'); },
    tornado: async () => { throw new Fault('question-refused'); },
    grid: async () => { throw new Fault('question-refused'); },
    seek: async () => { throw new Fault('question-refused'); },
    simulate: async () => { throw new Fault('simulation-refused', [problem('nothing-uncertain')]); },
    method: async () => { throw new Fault('calculation-failed'); },
    workbook: async () => new Uint8Array(),
    readNumber: async (text) => (/^\d+([.,]\d+)?$/.test(text) ? { value: text.replace(',', '.') } : { error: problem('not-a-number') }),
    close: () => {},
  };
  return { ...usual, ...parts } as Engine;
}
