// What Dagdeel in a frame and the page around it say to each other, version 1. Each message is a plain object with
// `dagdeel: 1` and a `type`; `docs/` lists them. Only a document ever crosses, and never a line of own data.

import type { Problem, ScenarioDocument } from '../store/types.ts';

export const PROTOCOL = 1;

/** From the page around it. The answer bears the same `id`. */
export type ToFrame =
  | { dagdeel: 1; type: 'get'; id: string }
  /** Opens a document (an object or its text) or a shipped scenario. */
  | { dagdeel: 1; type: 'set'; id: string; document?: ScenarioDocument | string; scenario?: string };

/** From Dagdeel. */
export type FromFrame =
  /** There is a first answer; `version` is that of the engine. */
  | { dagdeel: 1; type: 'ready'; version: string }
  /** The whole page is so many CSS pixels high. */
  | { dagdeel: 1; type: 'height'; height: number }
  /** The document that was asked for, or that a `set` has opened. */
  | { dagdeel: 1; type: 'document'; id: string; document: ScenarioDocument }
  /** The document was changed, and its answer is there. */
  | { dagdeel: 1; type: 'changed'; document: ScenarioDocument }
  /** What was asked could not be done. */
  | { dagdeel: 1; type: 'error'; id: string | null; code: string; problems: Problem[] };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether it is meant for Dagdeel at all: other scripts on the page send messages too. */
export const isOurs = (data: unknown): data is Record<string, unknown> & { dagdeel: unknown } => isRecord(data) && 'dagdeel' in data;

/** A message of this version, or the code of what is wrong with it. */
export function understood(data: Record<string, unknown>): ToFrame | 'unknown-version' | 'unknown-message' {
  if (data.dagdeel !== PROTOCOL) return 'unknown-version';
  if (typeof data.id !== 'string') return 'unknown-message';
  if (data.type === 'get') return { dagdeel: PROTOCOL, type: 'get', id: data.id };
  const { document, scenario, id } = data;
  if (data.type !== 'set' || (document === undefined) === (scenario === undefined)) return 'unknown-message';
  if (typeof scenario === 'string') return { dagdeel: PROTOCOL, type: 'set', id, scenario };
  if (typeof document === 'string' || isRecord(document)) return { dagdeel: PROTOCOL, type: 'set', id, document: document as ScenarioDocument | string };
  return 'unknown-message';
}
