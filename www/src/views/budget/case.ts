// What the budget view reads from a document: its observations, and where in the document they stand.

import { axisOf } from '../../store/selectors.ts';
import type { Cell, ObservationsPart, Result, ScenarioDocument, Text } from '../../store/types.ts';

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

/** The years that were observed, and nothing ahead of them: a result over those years alone. */
export function observedYears(result: Result, part: ObservationsPart): Result {
  const seen = new Set(yearsIn(part).map(String));
  const axis = axisOf(result, 'year');
  if (!axis || axis.labels.every(({ id }) => seen.has(id))) return result;
  const sizes = new Map(result.axes.map(({ id, labels }) => [id, labels.length]));
  const kept = (axes: readonly string[]) => {
    const place = axes.indexOf('year');
    const after = axes.slice(place + 1).reduce((product, each) => product * (sizes.get(each) ?? 0), 1);
    return (_: Cell, index: number) => place < 0 || seen.has(axis.labels[Math.floor(index / after) % axis.labels.length]?.id ?? '');
  };
  return {
    ...result,
    axes: result.axes.map((each) => (each === axis ? { ...axis, labels: axis.labels.filter(({ id }) => seen.has(id)) } : each)),
    tables: result.tables.map((table) => ({ ...table, cells: table.cells.filter(kept(table.axes)) })),
  };
}
