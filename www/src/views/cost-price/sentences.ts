// The sentences of the view: the answer above all, and the message of each block.

import { absolute, plain, t, writeCell, writeEuro, type Key, type Params } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { Cell, Lang, Result, State } from '../../store/types.ts';
import { caseOf, DATE, far, look, onDay, partyWord, placeOf, type Case } from './case.ts';

export interface Sentence {
  key: Key;
  params: Params;
}

const size = (cell: Cell | undefined): Cell | undefined => (typeof cell === 'string' ? absolute(cell) : cell);

const UNITS: Readonly<Record<string, readonly [unit: Key, opening: Key]>> = {
  dagdeel: ['cost.unit.dagdeel', 'cost.opening.dagdeel'],
  uur: ['cost.unit.uur', 'cost.opening.uur'],
  etmaal: ['cost.unit.etmaal', 'cost.opening.etmaal'],
};
export const unitWord = ({ part }: Case, lang: Lang): string => t(lang, UNITS[part.unit]?.[0] ?? 'cost.unit.dagdeel');
export const openingWord = ({ part }: Case, lang: Lang): string => t(lang, UNITS[part.unit]?.[1] ?? 'cost.opening.dagdeel');

/** The parameter that moves the difference most; only its place is compared, what is said is its cell. */
export function largest(result: Result, found: Case, lang: Lang): { name: string; cell: Cell } | null {
  const labels = axisOf(result, 'kostprijs-parameter')?.labels ?? [];
  const parts = labels.flatMap((label) => {
    const cell = cellAt(result, 'kostprijs-verschil-per-parameter', { [DATE]: found.part.date, 'kostprijs-parameter': label.id });
    return typeof cell === 'string' ? [{ name: label.name[lang], cell, far: far(cell) }] : [];
  });
  const [most] = parts.sort((a, b) => b.far - a.far);
  return most && most.far > 0 ? most : null;
}

export function answer(result: Result, found: Case, lang: Lang): Sentence {
  const unit = unitWord(found, lang);
  const price = (party: string | null) => look(result, 'kostprijs-tarief', onDay(found, party)).cell;
  const [a, b] = [price(found.first), price(found.second)];
  const [first, second] = [partyWord(found, found.first, lang), partyWord(found, found.second, lang)];
  const open = [a, ...(found.second === null ? [] : [b])].find((cell) => typeof cell !== 'string' && !(cell !== undefined && 'low' in cell));
  if (open !== undefined || a === undefined) return { key: 'cost.answer.open', params: { unit, why: t(lang, why(open)) } };
  if (found.second === null) return { key: 'cost.answer.one', params: { unit, first, a: written(a, lang) } };
  const most = largest(result, found, lang);
  const params = { unit, first, second, a: written(a, lang), b: written(b, lang), most: most?.name ?? '', part: writeEuro(size(most?.cell), lang) };
  return { key: most ? 'cost.answer.two' : 'cost.answer.same', params };
}

/** An amount, or from–to where only a range is known. */
function written(cell: Cell | undefined, lang: Lang): string {
  return typeof cell === 'string' ? writeEuro(cell, lang) : writeCell(cell, { format: 'amount', decimals: 2 }, lang);
}

function why(cell: Cell | undefined): Key {
  if (cell === undefined || typeof cell === 'string' || !('undefined' in cell)) return 'cost.why.unknown';
  return cell.undefined === 'none' ? 'cost.why.none' : 'cost.why.refused';
}

export function buildUpMessage(result: Result, found: Case, lang: Lang): Sentence {
  const step = (id: string) => writeEuro(look(result, 'kostprijs-opbouw', onDay(found, found.first, { 'kostprijs-stap': id })).cell, lang);
  return { key: 'cost.build.message', params: { whole: written(look(result, 'kostprijs-tarief', onDay(found, found.first)).cell, lang), wage: step('loon'), lost: step('niet-productief') } };
}

export function tableMessage(result: Result, found: Case, lang: Lang): Sentence {
  if (!tableOf(result, 'kostprijs-verschil')) return { key: 'cost.table.single', params: {} };
  return { key: 'cost.table.message', params: { total: writeEuro(size(look(result, 'kostprijs-verschil', onDay(found)).cell), lang), unit: unitWord(found, lang) } };
}

export function publishedMessage(result: Result, lang: Lang): Sentence {
  const cells = (tableOf(result, 'kostprijs-gepubliceerd')?.cells ?? []).filter((cell): cell is string => typeof cell === 'string').sort((a, b) => placeOf(a) - placeOf(b));
  return { key: 'cost.published.message', params: { low: writeEuro(cells[0], lang), high: writeEuro(cells.at(-1), lang) } };
}

/** "Bij € 49,01 is de groep kostendekkend vanaf 7,16 cliënten volgens de aanbieder, …". */
export function evenMessage(result: Result, found: Case, lang: Lang): string | null {
  const tariff = look(result, 'kostprijs-geldend', onDay(found));
  if (!tableOf(result, 'kostprijs-kostendekkend') || !tableOf(result, 'kostprijs-curve') || typeof tariff.cell !== 'string') return null;
  const list = found.part.parties.flatMap(({ id }) => {
    const party = partyWord(found, id, lang);
    const steps = (axisOf(result, 'kostprijs-trede')?.labels ?? [])
      .map((label) => look(result, 'kostprijs-kostendekkend-per-trede', onDay(found, id, { 'kostprijs-trede': label.id })).cell)
      .filter((cell): cell is string => typeof cell === 'string');
    const own = look(result, 'kostprijs-kostendekkend', onDay(found, id)).cell;
    const cells = typeof own === 'string' ? [own] : steps;
    return [cells.length === 0 ? t(lang, 'cost.even.never', { party })
      : t(lang, 'cost.even.of', { count: cells.map((cell) => writeCell(cell, { format: 'number', decimals: 2 }, lang)).join('; '), party })];
  });
  return t(lang, 'cost.even.message', { tariff: writeEuro(tariff.cell, lang), list: list.join(', ') });
}

export function offersMessage(result: Result, found: Case, lang: Lang): Sentence {
  const last = found.part.offers?.at(-1);
  const cell = last ? look(result, 'kostprijs-bod-afstand', onDay(found, null, { 'kostprijs-bod': last.id })).cell : undefined;
  if (typeof cell !== 'string') return { key: 'cost.offers.none', params: {} };
  return { key: 'cost.offers.message', params: { distance: writeEuro(size(cell), lang), unit: unitWord(found, lang) } };
}

/** What a screen reader hears when the answer has come to rest. */
export function spokenCostPrice(state: State): string {
  const found = state.computed ? caseOf(state.computed) : null;
  if (!found || !state.result) return '';
  const { key, params } = answer(state.result, found, state.lang);
  return plain(state.lang, key, params);
}
