// What stands in a result about costs over the years: which year is last, what is said about it.

import { absolute, t, writeEuro, type Key, type Params } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { AxisLabel, Cell, Lang, Result, ScenarioDocument } from '../../store/types.ts';
import { signOf } from '../../charts/extent.ts';
import { hasBudget } from '../../charts/projection/geometry.ts';
import { nothingKnown } from './grid.ts';

export type Against = 'huidig' | 'constant';

export interface Said {
  key: Key;
  params: Params;
}

export const yearLabels = (result: Result): readonly AxisLabel[] => axisOf(result, 'year')?.labels ?? [];
export const lastYear = (result: Result): AxisLabel | undefined => yearLabels(result).at(-1);
export const hasPlan = (result: Result): boolean => tableOf(result, 'kosten-per-jaar') !== undefined;
export const hasVariant = (result: Result, variant: string): boolean => axisOf(result, 'variant')?.labels.some(({ id }) => id === variant) ?? false;
/** Whether a measure is switched on. */
export const measuresOn = (document: ScenarioDocument | null): boolean => document?.levers.some(({ on }) => on) ?? false;

export const size = (cell: Cell | undefined): Cell | undefined => (typeof cell === 'string' ? absolute(cell)
  : typeof cell === 'object' && 'low' in cell && cell.low.startsWith('-') && cell.high.startsWith('-') ? { low: absolute(cell.high), high: absolute(cell.low) } : cell);

/** The answer: what it costs in the last year, and what the measures make of it. */
export function planAnswer(result: Result, document: ScenarioDocument | null, lang: Lang): Said[] {
  const last = lastYear(result);
  if (!last) return [{ key: 'plan.answer.empty', params: {} }];
  const year = last.name[lang];
  const cost = cellAt(result, 'kosten-per-jaar', { year: last.id, variant: 'nieuw' });
  const effect = cellAt(result, 'effect-per-jaar', { year: last.id });
  if (cost === undefined || nothingKnown(cost)) return [{ key: 'plan.answer.unknown', params: { year } }];
  if (typeof cost === 'object' && 'known' in cost) return [{ key: 'plan.answer.partly', params: { year, amount: writeEuro(cost, lang) } }];
  const amount = writeEuro(cost, lang);
  if (!measuresOn(document)) return [{ key: 'plan.answer.unchanged', params: { year, amount } }];
  const sign = signOf(effect);
  if (sign === null) return [{ key: 'plan.answer.with', params: { year, amount } }];
  return [{ key: sign > 0 ? 'plan.answer.more' : sign < 0 ? 'plan.answer.less' : 'plan.answer.same', params: { year, amount, effect: writeEuro(size(effect), lang) } }];
}

/** Above the chart: within the budget or not, and where there is none, from where to where. */
export function projectionMessage(result: Result, lang: Lang): Said {
  const years = yearLabels(result);
  const budgeted = hasBudget(result) ? years.findLast(({ id }) => typeof cellAt(result, 'afwijking', { year: id }) === 'string') : undefined;
  if (budgeted) {
    const room = cellAt(result, 'afwijking', { year: budgeted.id });
    const params = { year: budgeted.name[lang], amount: writeEuro(size(room), lang) };
    return { key: (signOf(room) ?? 0) < 0 ? 'plan.projection.over' : 'plan.projection.within', params };
  }
  const [first, last] = [years[0], years.at(-1)];
  const at = (year: AxisLabel | undefined) => (year ? cellAt(result, 'kosten-per-jaar', { year: year.id, variant: 'nieuw' }) : undefined);
  if (!first || !last || typeof at(first) !== 'string' || typeof at(last) !== 'string') return { key: 'plan.projection.plain', params: {} };
  const params = { first: first.name[lang], last: last.name[lang], from: writeEuro(at(first), lang), to: writeEuro(at(last), lang) };
  return { key: at(first) === at(last) ? 'plan.projection.level' : 'plan.projection.runs', params };
}

/** The deviation as the planning-and-control cycle writes it: V for less than the budget, N for more. */
export function deviationLetter(cell: Cell | undefined, lang: Lang): string {
  const sign = signOf(cell);
  return sign === null || sign === 0 ? '' : t(lang, sign > 0 ? 'plan.favourable' : 'plan.adverse');
}
