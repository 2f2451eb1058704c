// The sentences of the view: the answer above all, and the message of each block.

import { absolute, isNegative, isPositive, isZeroCell, t, writeCell, writeDate, writeEuro, type Key, type Params } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { Cell, Lang, Result } from '../../store/types.ts';
import { attendances, effectYear, find, monthsIn, perMonth, sameYear, structuralYear, type Case } from './case.ts';

export interface Sentence {
  key: Key;
  params: Params;
}

const size = (cell: Cell | undefined): Cell | undefined => (typeof cell === 'string' ? absolute(cell) : cell);
const money = (cell: Cell | undefined, lang: Lang) => writeEuro(size(cell), lang);

/** " (3/12 jaar)", or nothing where no whole months can be counted. */
export function partOfYear(result: Result, year: string, lang: Lang): string {
  const months = monthsIn(result, year);
  return months === null ? '' : t(lang, 'tariff.part-of-year', { months });
}

export function answer(result: Result, found: Case, lang: Lang): Sentence {
  if (!found.lever.on) return { key: 'tariff.answer.off', params: {} };
  const year = effectYear(found);
  const structural = cellAt(result, 'structureel-effect');
  const effect = cellAt(result, 'effect-per-jaar', { year });
  const params = {
    structural: money(structural, lang), from: structuralYear(found), year,
    effect: money(effect, lang), part: partOfYear(result, year, lang),
  };
  if (typeof structural !== 'string') return { key: 'tariff.answer.open', params: { structural: writeCell(structural, { format: 'amount', decimals: 2 }, lang) } };
  if (isZeroCell(structural)) return { key: 'tariff.answer.same', params };
  const up = isPositive(structural);
  if (found.lever.nature === 'incidental') return { key: up ? 'tariff.answer.once-more' : 'tariff.answer.once-less', params };
  if (sameYear(found)) return { key: up ? 'tariff.answer.year-more' : 'tariff.answer.year-less', params };
  return { key: up ? 'tariff.answer.more' : 'tariff.answer.less', params };
}

export function costMessage(result: Result, found: Case, mode: 'month' | 'year', lang: Lang): Sentence {
  const date = writeDate(found.lever.from, lang);
  const month = mode === 'month' ? perMonth(result, found.lever.from) : null;
  const [first, second] = [effectYear(found), structuralYear(found)];
  const effect = cellAt(result, 'effect-per-jaar', { year: first });
  const change = month?.cell ?? effect;
  if (isZeroCell(change)) return { key: 'tariff.cost.same', params: { date } };
  const less = isNegative(change);
  if (month) return { key: less ? 'tariff.cost.month-less' : 'tariff.cost.month', params: { date, amount: money(month.cell, lang) } };
  const next = first === second ? undefined : cellAt(result, 'effect-per-jaar', { year: second });
  if (next === undefined) return { key: less ? 'tariff.cost.year-less' : 'tariff.cost.year', params: { year: first, amount: money(effect, lang) } };
  return { key: less ? 'tariff.cost.years-less' : 'tariff.cost.years', params: { year: first, amount: money(effect, lang), next: second, then: money(next, lang) } };
}

function tariffs(result: Result, lang: Lang) {
  return { old: writeEuro(cellAt(result, 'huidig-tarief'), lang), new: writeEuro(cellAt(result, 'nieuw-tarief'), lang) };
}

/** The attendances from which costs are covered: one, or one for each step of the staff, or none. */
function evens(result: Result, variant: string, lang: Lang): string[] {
  const steps = tableOf(result, 'kostendekkend-per-stap') ? axisOf(result, 'stap')?.labels : undefined;
  const found = steps ? steps.map(({ id }) => find(result, 'kostendekkend-per-stap', { variant, stap: id })) : [find(result, 'kostendekkend', { variant })];
  return found.filter(({ cell }) => typeof cell === 'string').map((each) => writeCell(each.cell, each, lang));
}

export function attendanceMessage(result: Result, lang: Lang): Sentence {
  const [before, after] = [evens(result, 'huidig', lang), evens(result, 'nieuw', lang)];
  const params = { ...tariffs(result, lang), before: before.join(t(lang, 'tariff.even.or')), after: after.join(t(lang, 'tariff.even.or')) };
  const [knowsBefore, knowsAfter] = [before.length > 0, after.length > 0];
  if (knowsBefore && knowsAfter) return { key: 'tariff.even.both', params };
  if (knowsAfter) return { key: 'tariff.even.new', params };
  if (knowsBefore) return { key: 'tariff.even.old', params };
  return { key: 'tariff.even.none', params };
}

const sideOf = (cell: Cell | undefined): 'loss' | 'gain' | 'even' | 'none' =>
  isNegative(cell) ? 'loss' : isPositive(cell) ? 'gain' : isZeroCell(cell) ? 'even' : 'none';

export function providerMessage(result: Result, found: Case, lang: Lang): Sentence {
  const before = cellAt(result, 'uw-resultaat', { variant: 'huidig' });
  const after = cellAt(result, 'uw-resultaat', { variant: 'nieuw' });
  const own = attendances(result, found).find((row) => row.own)?.label;
  const enrolled = found.group?.attendance.enrolled.value ?? null;
  const [was, is] = [sideOf(before), sideOf(after)];
  if (was === 'none' || is === 'none') return { key: 'tariff.provider.open', params: {} };
  const oldPart = t(lang, `tariff.provider.old-${was}`, { amount: money(before, lang) });
  const newPart = t(lang, was === 'even' && is === 'even' ? 'tariff.provider.new-also' : `tariff.provider.new-${is}`, { amount: money(after, lang) });
  const count = writeCell(own ?? enrolled ?? undefined, { format: 'number', decimals: 2 }, lang);
  return { key: own ? 'tariff.provider.message' : 'tariff.provider.message-enrolled', params: { count, old: oldPart, new: newPart } };
}

export function groupsMessage(result: Result, found: Case, lang: Lang): Sentence {
  const of = (table: string, variant?: string) => {
    const cell = find(result, table, variant ? { variant } : {});
    return writeCell(size(cell.cell), cell, lang);
  };
  const extra = cellAt(result, 'extra-groepsdagdelen');
  const params = {
    size: writeCell(found.group?.new_size.value ?? undefined, { format: 'number', decimals: 2 }, lang),
    more: of('groepsdagdelen', 'nieuw'), now: of('groepsdagdelen', 'huidig'), extra: of('extra-groepsdagdelen'),
  };
  if (typeof extra !== 'string') return { key: 'tariff.groups.open', params };
  return { key: isZeroCell(extra) ? 'tariff.groups.same' : 'tariff.groups.message', params };
}
