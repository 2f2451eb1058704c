// What the budget view reads from a document: its observations, and where in the document they stand.

import type { ObservationsPart, ScenarioDocument, Text } from '../../store/types.ts';

export interface Observed {
  part: ObservationsPart;
  /** "parts[0]" */
  path: string;
}

export function observedIn(document: ScenarioDocument): Observed | null {
  const index = document.parts.findIndex((part) => part.kind === 'observations');
  const part = document.parts[index];
  return part?.kind === 'observations' ? { part, path: `parts[${index}]` } : null;
}

/** The years with observations, in order. */
export function yearsIn(part: ObservationsPart): number[] {
  return [...new Set(part.rows.map((row) => row.year))].sort((a, b) => a - b);
}

export const nameOf = (part: ObservationsPart, id: string): Text => part.categories.find((category) => category.id === id)?.name ?? { nl: id, en: id };

/** Why a category is absent in a year, in the document's words. */
export const reasonFor = (part: ObservationsPart, category: string, year: string): Text | null =>
  part.absent?.find((each) => each.category === category && String(each.year) === year)?.reason ?? null;
