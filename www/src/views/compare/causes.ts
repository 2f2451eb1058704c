// What makes a scenario cost more or less than the base in one year: the parts that the engine gives, as a waterfall.

import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/waterfall/waterfall-chart.ts';
import { effectsOf, type Effect, type WaterfallSource } from '../../charts/waterfall/geometry.ts';
import { signOf } from '../../charts/extent.ts';
import { plain, rich, t, writeEuro } from '../../i18n/index.ts';
import { isStale } from '../../store/reduce.ts';
import type { Cell, CostDifference, Lang, Result, Table } from '../../store/types.ts';
import type { Context } from '../../tape/ask.ts';

/** Which scenario and which year stand there; the last ones that both have where nothing was chosen. */
export interface Chosen {
  of: number | null;
  year: string | null;
}

export const NOTHING_CHOSEN: Chosen = { of: null, year: null };

const SOURCE: WaterfallSource = { axis: 'oorzaak', effects: ['oorzaken', {}], before: ['van', {}], after: ['naar', {}], difference: ['verschil', {}], clients: false };

const plainly = (text: string) => ({ nl: text, en: text });

/** The split as tables, which charts are drawn from. What is not known is a cause of its own, without an amount. */
function tablesOf(result: Result, { causes, difference, from, to, unknown }: CostDifference, lang: Lang): Result {
  const missing = unknown.length > 0 ? [{ id: 'onbekend', name: plainly(t(lang, 'compare.causes.unknown')), cell: { unknown: unknown.length } satisfies Cell }] : [];
  const parts = [...causes.map(({ amount, id, name }) => ({ id, name, cell: amount satisfies Cell as Cell })), ...missing];
  const table = (id: string, cells: Cell[], axes: string[] = []): Table => ({ id, name: plainly(id), unit: 'euro', format: 'amount', decimals: 2, kind: 'flow', axes, cells });
  return {
    ...result,
    axes: [{ id: 'oorzaak', name: plainly('oorzaak'), labels: parts.map(({ id, name }) => ({ id, name, from: null, to: null })) }],
    tables: [table('van', [from]), table('naar', [to]), table('verschil', [difference]), table('oorzaken', parts.map(({ cell }) => cell), ['oorzaak'])],
  };
}

/** The block; `letters` name the columns. */
export function causesBlock({ state }: Context, chosen: Chosen, letters: readonly string[], foreign: boolean, choose: (chosen: Chosen) => void): TemplateResult | typeof nothing {
  const { compare: { answer }, lang, result } = state;
  if (!answer || !result) return nothing;
  const others = [...new Set(answer.differences.map(({ of }) => of))];
  const of = others.includes(chosen.of ?? -1) ? chosen.of : others[0];
  const years = answer.differences.filter((each) => each.of === of);
  const shown = years.find(({ year }) => year.id === chosen.year) ?? years.at(-1);
  if (!shown || of === undefined || of === null) return nothing;
  const made = tablesOf(result, shown, lang);
  const [from, to] = [letters[answer.base] ?? '', letters[of] ?? ''];
  const most = effectsOf(made, lang, SOURCE).reduce((best: Effect | null, effect) => (effect.end !== null && (!best || Math.abs(effect.end - effect.start) > Math.abs((best.end ?? 0) - best.start)) ? effect : best), null);
  const known = most !== null && most.end !== most.start;
  const params = { year: shown.year.name[lang], from, to, cause: most?.name.toLowerCase() ?? '', amount: writeEuro(most?.cell, lang).replace(/(\u20ac\u00a0?)(\d)/, signOf(most?.cell) === 1 ? '$1+$2' : '$1$2') };
  const key = known ? 'compare.causes.message' : 'compare.causes.none';
  const year = (event: Event) => choose({ of, year: (event.currentTarget as HTMLSelectElement).value });
  const scenario = (event: Event) => choose({ of: others[(event.currentTarget as HTMLSelectElement).selectedIndex] ?? of, year: shown.year.id });
  return html`<section class="dagdeel-block" aria-labelledby="verschil-kop"><h2 class="dagdeel-message" id="verschil-kop">${rich(lang, key, params)}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'compare.causes.bar', params)}</span><span class="dagdeel-compare-years__end">
      ${others.length > 1 ? html`<label for="verschil-van">${t(lang, 'compare.causes.of')}</label><select class="dagdeel-select" id="verschil-van" @change=${scenario}>${others.map((other) => html`<option value=${other} .selected=${other === of}>${letters[other]}</option>`)}</select>` : nothing}
      <label for="verschil-jaar">${t(lang, 'plan.causes.year')}</label><select class="dagdeel-select" id="verschil-jaar" @change=${year}>${years.map((each) => html`<option value=${each.year.id} .selected=${each === shown}>${each.year.name[lang]}</option>`)}</select></span></div>
    <dagdeel-waterfall-chart .result=${made} .lang=${lang} .message=${plain(lang, key, params)} .source=${SOURCE} .from=${from} .to=${to} .stale=${isStale(state)} .foreign=${foreign}></dagdeel-waterfall-chart>
    ${shown.unknown.length > 0 ? html`<p class="dagdeel-note">${t(lang, 'compare.causes.left-out', { names: shown.unknown.map(({ name }) => name[lang]).join(', ') })}</p>` : nothing}</section>`;
}
