// The cost price of a document, and how its cells are found in a result.

import { extentOf, middle } from '../../charts/extent.ts';
import { cellAt, tableOf, type Labels } from '../../store/selectors.ts';
import type { Cell, CostPricePart, Result, ScenarioDocument } from '../../store/types.ts';

export interface Case {
  part: CostPricePart;
  /** Where it stands in the document. */
  at: string;
  /** The labels of the parties, in order. */
  first: string;
  second: string | null;
}

export function caseOf(document: ScenarioDocument): Case | null {
  const index = document.parts.findIndex(({ kind }) => kind === 'cost_price');
  const part = document.parts[index];
  if (part?.kind !== 'cost_price') return null;
  return { part, at: `parts[${index}]`, first: part.parties[0]?.id ?? '', second: part.parties[1]?.id ?? null };
}

export const DATE = 'kostprijs-datum';
export const PARTY = 'kostprijs-partij';

/** The labels of a cell on the day of the comparison. */
export const onDay = ({ part }: Case, party?: string | null, more: Labels = {}): Labels => ({ [DATE]: part.date, ...(party ? { [PARTY]: party } : {}), ...more });

export interface Found {
  cell: Cell | undefined;
  format: 'amount' | 'number' | 'percent' | 'integer';
  decimals: number;
}

/** Where a cell stands on a scale: for bars and their order, never for what is written. */
export const placeOf = (cell: Cell | undefined): number => middle(extentOf(cell)) ?? 0;

export const far = (cell: Cell | undefined): number => Math.abs(placeOf(cell));

/** A cell with the shape of its table, ready to write; only the labels that the table has are used. */
export function look(result: Result, table: string, labels: Labels): Found & { labels: Labels } {
  const { format, decimals, axes } = tableOf(result, table) ?? { format: 'number' as const, decimals: 2, axes: [] as string[] };
  const own = Object.fromEntries(Object.entries(labels).filter(([axis]) => axes.includes(axis)));
  return { cell: cellAt(result, table, own), format, decimals, labels: own };
}

export const partyName = ({ part }: Case, id: string | null, lang: 'nl' | 'en'): string => part.parties.find((each) => each.id === id)?.name[lang] ?? '';

/** In a sentence: "de aanbieder". */
export const partyWord = (found: Case, id: string | null, lang: 'nl' | 'en'): string => {
  const name = partyName(found, id, lang);
  return name.charAt(0).toLowerCase() + name.slice(1);
};
