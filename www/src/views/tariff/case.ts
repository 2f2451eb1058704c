// The founding case as the view needs it: where its parts stand in the document, and the cells of its answer by name.

import { shownUp, toDay } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf, type Labels } from '../../store/selectors.ts';
import type { Cell, GroupTariffPart, ProductPart, Result, ScenarioDocument, TariffLever } from '../../store/types.ts';

export interface Case {
  product: ProductPart;
  group: GroupTariffPart | null;
  lever: TariffLever;
  horizon: ScenarioDocument['horizon'];
  /** The paths of those three. */
  at: { product: string; group: string; lever: string };
}

/** The first tariff lever, its product, and the group tariff that belongs to it; null where the document has none. */
export function caseOf(document: ScenarioDocument): Case | null {
  const leverAt = document.levers.findIndex((lever) => lever.kind === 'tariff');
  const lever = document.levers[leverAt];
  if (lever?.kind !== 'tariff') return null;
  const productAt = document.parts.findIndex((part) => part.kind === 'product' && part.id === lever.product);
  const groupAt = document.parts.findIndex((part) => part.kind === 'group_tariff' && part.product === lever.product);
  const product = document.parts[productAt];
  const group = document.parts[groupAt];
  if (product?.kind !== 'product') return null;
  return {
    product, lever, horizon: document.horizon, group: group?.kind === 'group_tariff' ? group : null,
    at: { product: `parts[${productAt}]`, group: `parts[${groupAt}]`, lever: `levers[${leverAt}]` },
  };
}

/** The day on which the new tariff shows: its effective date, or the start of the horizon where that is later. */
function shows({ lever, horizon }: Case) {
  return toDay(lever.from > horizon.from ? lever.from : horizon.from);
}

export const effectYear = (found: Case) => String(shows(found).year);

/** The first year in which the new tariff holds all year. */
export function structuralYear(found: Case): string {
  const { year, month, day } = shows(found);
  return String(month === 1 && day === 1 ? year : year + 1);
}

export const sameYear = (found: Case) => effectYear(found) === structuralYear(found);

/** Whole months of a year with the new tariff, where they are whole: 3 of 12. */
export function monthsIn(result: Result, year: string): string | null {
  const cell = cellAt(result, 'maanden-met-maatregel', { year });
  return typeof cell === 'string' && cell !== '12' && cell !== '0' ? cell : null;
}

/** The extra cost of one whole month, where every whole month with the new tariff has the same; its label as well. */
export function perMonth(result: Result, from: string): { label: string; cell: string } | null {
  const periods = axisOf(result, 'period')?.labels.filter((label) => label.from !== null && label.from >= from && /^\d{4}-\d{2}$/.test(label.id)) ?? [];
  const cells = periods.map((label) => ({ label: label.id, cell: cellAt(result, 'effect-per-periode', { period: label.id }) }));
  const first = cells[0];
  if (!first || typeof first.cell !== 'string') return null;
  return cells.every(({ cell }) => cell === first.cell) ? { label: first.label, cell: first.cell } : null;
}

const same = (a: string, b: string) => a.replace(/\.0+$/, '') === b.replace(/\.0+$/, '');

export interface Attendance {
  /** The label on the axis `aanwezig`. */
  label: string;
  own: boolean;
}

/** The rows of the provider's table: 8, 7, 6 and 5 present, and the attendance of the input. */
export function attendances(result: Result, found: Case): Attendance[] {
  const labels = axisOf(result, 'aanwezig')?.labels.map((label) => label.id) ?? [];
  const enrolled = found.group?.attendance.enrolled.value ?? null;
  const own = enrolled === null || hasAbsence(found) ? undefined : labels.find((label) => same(label, enrolled));
  return labels
    .filter((label) => label === own || ['8', '7', '6', '5'].includes(label))
    .map((label) => ({ label, own: label === own }))
    .reverse();
}

export function hasAbsence({ group }: Case): boolean {
  const value = group?.attendance.no_show.value;
  return typeof value === 'string' && /[1-9]/.test(value);
}

/** One client fewer than the own attendance, where that stands on the axis. */
export function oneFewer(result: Result, own: string): string | null {
  const labels = axisOf(result, 'aanwezig')?.labels.map((label) => label.id) ?? [];
  return labels.find((label) => Number(label) === Number(own) - 1) ?? null;
}

export const variants = ['huidig', 'nieuw'] as const;

export interface Found {
  cell: Cell | undefined;
  format: 'amount' | 'number' | 'percent' | 'integer';
  decimals: number;
}

/** A cell with the shape of its table, ready to write. */
export function find(result: Result, table: string, labels: Labels = {}): Found {
  const { format, decimals } = tableOf(result, table) ?? { format: 'number' as const, decimals: 2 };
  const cell = cellAt(result, table, labels);
  // "Covers its costs from … on" is rounded up: just below, it still loses.
  const up = table.startsWith('kostendekkend') && typeof cell === 'string';
  return { cell: up ? shownUp(cell, decimals) : cell, format, decimals };
}

export const isRefused = (result: Result) => result.caveats.some((caveat) => caveat.severity === 'refused');
export const refusals = (result: Result) => result.caveats.filter((caveat) => caveat.severity === 'refused');
