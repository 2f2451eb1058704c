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

const OBSERVED = new Set(['clienten', 'kosten']);
const isZero = (cell: Cell) => typeof cell === 'string' && !/[1-9]/.test(cell);

/** The result to show: where the document says that a form was not observed in a year, a zero is no number but absent. */
export function withAbsences(result: Result, part: ObservationsPart): Result {
  const absent = new Set(part.absent?.map(({ category, year }) => `${year}/${category}`));
  if (absent.size === 0) return result;
  const years = axisOf(result, 'year')?.labels ?? [];
  const forms = axisOf(result, 'categorie')?.labels ?? [];
  const labels = years.flatMap((year) => forms.map((form) => `${year.id}/${form.id}`));
  return {
    ...result,
    tables: result.tables.map((table) => (!OBSERVED.has(table.id) || table.axes.join() !== 'year,categorie' ? table
      : { ...table, cells: table.cells.map((cell, index) => (absent.has(labels[index] ?? '') && isZero(cell) ? { undefined: 'none' } : cell)) })),
  };
}
