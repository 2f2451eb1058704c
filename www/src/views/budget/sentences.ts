// The sentences of the budget view. Their words follow the signs and the order of the engine's cells; every number in
// them is a cell.

import { absolute, plain, shown, t, writeCell, writeEuro, type Key, type Params } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { Cell, Lang, ObservationsPart, Result, State } from '../../store/types.ts';
import { extentOf, middle, signOf } from '../../charts/extent.ts';
import { TABLES, type Measure } from '../../charts/stacked/geometry.ts';
import { main, tellings } from '../general/telling.ts';
import { observedIn } from './case.ts';
import { planAnswer } from './plan.ts';

export interface Piece {
  key: Key;
  params: Params;
}

const size = (cell: Cell | undefined): Cell | undefined => (typeof cell === 'string' ? absolute(cell) : cell);

/** The answer, in up to three pieces that follow one another. */
export function answer(result: Result, part: ObservationsPart, lang: Lang): Piece[] {
  const { from, to } = part.compare;
  const difference = cellAt(result, 'verschil');
  const sign = signOf(difference);
  const years = { from: String(from), to: String(to) };
  const name = part.name[lang];
  if (sign === null) return [{ key: 'budget.answer.unknown', params: { ...years, name: sentenceName(name) } }, { key: 'budget.answer.end', params: {} }];
  const key: Key = sign > 0 ? 'budget.answer.more' : sign < 0 ? 'budget.answer.less' : 'budget.answer.same';
  return [{ key, params: { ...years, name, amount: writeEuro(size(difference), lang) } }, ...clientsPiece(result, lang), perClientPiece(result, lang)];
}

function clientsPiece(result: Result, lang: Lang): Piece[] {
  const change = cellAt(result, 'verandering-clienten');
  const sign = signOf(change);
  if (sign === null) return [];
  if (sign === 0) return [{ key: 'budget.answer.clients-same', params: {} }];
  const table = tableOf(result, 'verandering-clienten');
  const count = writeCell(size(change), { format: table?.format ?? 'number', decimals: table?.decimals ?? 0 }, lang);
  const single = typeof change === 'string' && /^-?1(\.0*)?$/.test(change);
  const key: Key = single ? (sign > 0 ? 'budget.answer.client-more' : 'budget.answer.client-fewer') : sign > 0 ? 'budget.answer.clients-more' : 'budget.answer.clients-fewer';
  return [{ key, params: { count } }];
}

function perClientPiece(result: Result, lang: Lang): Piece {
  const change = cellAt(result, 'verandering-per-client');
  const sign = signOf(change);
  if (sign === null) return { key: 'budget.answer.end', params: {} };
  // One decimal of a percentage, but never rounded from a figure that was rounded to a 5 already.
  const decimals = typeof change === 'string' && change.endsWith('5') ? (tableOf(result, 'verandering-per-client')?.decimals ?? 4) : 3;
  // Shown as nothing is said as nothing.
  if (sign === 0 || (typeof change === 'string' && !/[1-9]/.test(shown(change, decimals)))) return { key: 'budget.answer.per-same', params: {} };
  const share = writeCell(size(change), { format: 'percent', decimals }, lang);
  return { key: sign < 0 ? 'budget.answer.per-less' : 'budget.answer.per-more', params: { share } };
}

/** A name inside a sentence: "gezinshuizen", but "24 uren verblijf" and "GGZ" as they are. */
export const sentenceName = (name: string): string => (/^[A-ZÀ-Þ][a-zà-ÿ]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);

/** What a screen reader hears when the answer has come to rest. */
export function spokenBudget(state: State): string {
  const found = state.computed ? observedIn(state.computed) : null;
  if (!state.result) return '';
  if (!found) {
    const own = state.computed ? main(tellings(state.result, state.computed, state.lang)) : null;
    return (own?.answer ?? planAnswer(state.result, state.computed, state.lang)).map(({ key, params }) => plain(state.lang, key, params)).join('');
  }
  return answer(state.result, found.part, state.lang).map(({ key, params }) => plain(state.lang, key, params)).join('');
}

/** The year with the most, beside the last year (or the first, where the last has the most). */
export function stackedMessage(result: Result, mode: Measure, lang: Lang): Piece {
  const years = axisOf(result, 'year')?.labels ?? [];
  const known = years.flatMap((year) => {
    const cell = cellAt(result, TABLES[mode].total, { year: year.id });
    return typeof cell === 'string' ? [{ year, cell, height: middle(extentOf(cell)) ?? 0 }] : [];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return { key: 'budget.stacked.plain', params: {} };
  const peak = known.reduce((best, each) => (each.height > best.height ? each : best));
  const other = peak === last ? first : last;
  const write = (cell: Cell) => (mode === 'clients' ? writeCell(cell, { format: 'number', decimals: 2 }, lang) : writeEuro(cell, lang));
  return { key: `budget.stacked.${mode}`, params: { peak: peak.year.name[lang], amount: write(peak.cell), other: other.year.name[lang], compared: write(other.cell) } };
}

const CAUSES: Readonly<Record<string, Key>> = { volume: 'budget.waterfall.volume', samenstelling: 'budget.waterfall.samenstelling', prijs: 'budget.waterfall.prijs' };

const EXPLAINS: Readonly<Record<'rise' | 'fall', readonly [one: Key, many: Key]>> = {
  rise: ['budget.waterfall.rise.one', 'budget.waterfall.rise.many'],
  fall: ['budget.waterfall.fall.one', 'budget.waterfall.fall.many'],
};

/** Which effects went with the difference, and which against it. */
export function waterfallMessage(result: Result, part: ObservationsPart, lang: Lang): string {
  const years = { from: String(part.compare.from), to: String(part.compare.to) };
  const total = signOf(cellAt(result, 'verschil'));
  const effects = (axisOf(result, 'effect')?.labels ?? []).map((label) => ({ label, sign: signOf(cellAt(result, 'effecten', { effect: label.id })) }));
  if (total === null || effects.some(({ sign }) => sign === null)) return t(lang, 'budget.waterfall.unknown', years);
  const named = (sign: number) => effects.filter((effect) => effect.sign === sign).map(({ label }) => ({ id: label.id, name: CAUSES[label.id] ? t(lang, CAUSES[label.id] as Key) : sentenceName(label.name[lang]) }));
  const [causes, others] = [named(total), named(-total)];
  if (total === 0 || causes.length === 0) return t(lang, 'budget.waterfall.even', years);
  // "De kosten per cliënt" is a plural by itself.
  const many = (named: readonly { id: string }[]) => named.length > 1 || (lang === 'nl' && named[0]?.id === 'prijs');
  const first = capital(t(lang, EXPLAINS[total > 0 ? 'rise' : 'fall'][many(causes) ? 1 : 0], { causes: list(causes, lang) }));
  if (others.length === 0) return t(lang, 'budget.waterfall.alone', { first });
  return t(lang, many(others) ? 'budget.waterfall.damped.many' : 'budget.waterfall.damped.one', { first, others: list(others, lang) });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function list(items: readonly { name: string }[], lang: Lang): string {
  const names = items.map(({ name }) => name);
  const last = names.pop() ?? '';
  return names.length === 0 ? last : t(lang, 'budget.waterfall.and', { rest: names.join(', '), last });
}

export interface Moved extends Piece {
  /** The years between which the sentence looks. */
  first: string;
  last: string;
}

/** The forms whose number of clients rose and fell most, from the first year in which all of today's forms stand apart. */
export function tableMessage(result: Result, lang: Lang): Moved | null {
  const years = axisOf(result, 'year')?.labels ?? [];
  const forms = axisOf(result, 'categorie')?.labels ?? [];
  const at = (year: string, form: string) => cellAt(result, 'clienten', { year, categorie: form });
  const last = years.at(-1);
  const there = forms.filter((form) => last && typeof at(last.id, form.id) === 'string');
  const first = years.find((year) => there.every((form) => typeof at(year.id, form.id) === 'string'));
  if (!first || !last || first === last) return null;
  const moved = there.map((form) => {
    const [a, b] = [at(first.id, form.id), at(last.id, form.id)];
    return { form, a, b, change: (middle(extentOf(b)) ?? 0) - (middle(extentOf(a)) ?? 0) };
  });
  const up = moved.reduce((best, each) => (each.change > best.change ? each : best), moved[0] as (typeof moved)[number]);
  const down = moved.reduce((best, each) => (each.change < best.change ? each : best), moved[0] as (typeof moved)[number]);
  if (!up || (up.change <= 0 && down.change >= 0)) return null;
  const write = (cell: Cell | undefined) => writeCell(cell, { format: 'number', decimals: 2 }, lang);
  return {
    key: down.change >= 0 ? 'budget.table.only-up' : up.change <= 0 ? 'budget.table.only-down' : 'budget.table.message',
    params: { up: sentenceName(up.form.name[lang]), upFirst: write(up.a), upLast: write(up.b), down: sentenceName(down.form.name[lang]), downFirst: write(down.a), downLast: write(down.b) },
    first: first.name[lang],
    last: last.name[lang],
  };
}
