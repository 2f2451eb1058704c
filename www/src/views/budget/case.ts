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
