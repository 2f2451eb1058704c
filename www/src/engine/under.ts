// The engine with loaded claims under the documents that rest on them: what a document does not hold is laid beside it on its way
// to the engine, and nowhere else.

import type { Engine, ScenarioDocument } from './types.ts';

/** A document with figures beside it, as text; null where there are none for it. */
export type Laid = (document: ScenarioDocument) => string | null;

let laid: Laid | null = null;

/** Says which figures lie beside documents from now on. */
export function layUnder(next: Laid | null): void {
  laid = next;
}

const isDocument = (value: unknown): value is ScenarioDocument => typeof value === 'object' && value !== null && 'parts' in value;

const given = (value: unknown): unknown => (Array.isArray(value) ? value.map(given) : laid && isDocument(value) ? (laid(value) ?? value) : value);

/** The same engine; what it is asked of a document, it is asked of the document with its figures. */
export function onClaims(engine: Engine): Engine {
  return new Proxy(engine, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name, target);
      return typeof own === 'function' ? (first: unknown, ...rest: unknown[]) => Reflect.apply(own, target, [given(first), ...rest]) as unknown : own;
    },
  });
}
