// What the allocations say: how much of them is used, who finishes within the first one, what another frequency would make of them, and
// what the year comes to by what was allocated for it.

import { html, nothing, type TemplateResult } from 'lit';
import type { AllocationForecast, AllocationForecastBeside, AllocationForecastPart, AllocationForecastRow, AllocationRegime, AllocationRegimes, AllocationRegimesOne, AllocationRegimesRow, AllocationUse, AllocationUseBy, AllocationUseRow, ClaimsCount } from 'dagdeel';
import { DRAWN } from '../../charts/take-up/geometry.ts';
import '../../charts/take-up/take-up-chart.ts';
import { rich, t, writeDate, writeDecimal, type Key } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { budgetRow, laterButton, type Page, restsOn, toBudget } from './run-off.ts';
import type { OwnData } from './session.ts';
import { amount, count, euro, lines } from './words.ts';

const AXES: readonly AllocationUseBy[] = ['product', 'category', 'provider', 'municipality', 'month', 'year', 'variant'];
/** Rows of one table that are drawn. */
const MOST_ROWS = 200;

const axis = (by: AllocationUseBy, lang: Lang) => t(lang, `own.allocated.axis.${by}`);

/** A table that scrolls by itself, its caption read with it. */
function table(caption: string, heads: readonly string[], body: unknown, foot: unknown = nothing): TemplateResult {
  return html`<div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-label=${caption}><table class="dagdeel-table"><caption>${caption}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${body}</tbody>${foot === nothing ? nothing : html`<tfoot>${foot}</tfoot>`}</table></div>`;
}

function remarks(notes: readonly (string | null)[]): TemplateResult | typeof nothing {
  const said = notes.filter((note) => note !== null);
  return said.length === 0 ? nothing : html`<ul class="dagdeel-problems">${said.map((note) => html`<li>${note}</li>`)}</ul>`;
}

function axisChoice(data: OwnData, by: AllocationUseBy, lang: Lang): TemplateResult {
  const choose = (event: Event) => void data.toAllocations({ by: (event.currentTarget as HTMLSelectElement).value as AllocationUseBy });
  return html`<label class="dagdeel-own-axis">${t(lang, 'own.allocated.by')} <select class="dagdeel-select" ?disabled=${data.work !== null} @change=${choose}>${AXES.map((each) => html`<option value=${each} .selected=${each === by}>${axis(each, lang)}</option>`)}</select></label>`;
}

const some = (found: number, key: Key, lang: Lang) => (found > 0 ? t(lang, key, { count: count(found, lang) }) : null);
const counted = (found: ClaimsCount, key: Key, lang: Lang) => (found.lines > 0 ? t(lang, key, { count: lines(found, lang), euros: euro(found.euros, lang) }) : null);

function takeUp(data: OwnData, use: AllocationUse, lang: Lang): TemplateResult {
  const { total, rows, by, complete, since } = use;
  const row = ({ label, allocations, clients, share, toDate, ended, unpriced }: AllocationUseRow) => html`<tr><th scope="row">${label.name[lang]}</th><td>${count(allocations, lang)}</td><td>${count(clients, lang)}</td><td>${amount(share, lang)}</td>
    <td>${amount(toDate.allocated, lang)}</td><td>${amount(toDate.claimed, lang)}</td><td><strong>${amount(toDate.share, lang)}</strong></td><td>${amount(ended.share, lang)}</td><td>${count(unpriced.noLimit + unpriced.noEnd + unpriced.noTariff, lang)}</td></tr>`;
  const heads = [axis(by, lang), ...(['own.allocated.count', 'own.allocated.clients', 'own.allocated.share', 'own.allocated.allocated', 'own.allocated.claimed', 'own.allocated.take-up', 'own.allocated.ended', 'own.allocated.unpriced'] as const).map((key) => t(lang, key))];
  const share = total.toDate.share === null ? '' : writeDecimal(total.toDate.share, lang);
  const shown = rows.slice(0, MOST_ROWS);
  const { specific, aspecific, generic, unpriced } = total;
  return html`<section class="dagdeel-block" aria-labelledby="verzilvering"><h2 class="dagdeel-message" id="verzilvering">${share === '' ? t(lang, 'own.allocated.message-none') : rich(lang, 'own.allocated.message', { since, complete, share })}</h2>
    <p>${t(lang, 'own.allocated.sub', { allocated: euro(total.toDate.allocated, lang), claimed: euro(total.toDate.claimed, lang), count: count(total.toDate.allocations, lang) })}</p>
    <p class="dagdeel-help">${t(lang, 'own.allocated.help')} ${t(lang, `own.allocated.by-${use.completeBy}`, { complete })}</p>
    <div class="dagdeel-block__bar"><span>${axisChoice(data, by, lang)}</span></div>
    ${share === '' ? nothing : html`<p class="dagdeel-help">${t(lang, 'own.allocated.chart-bar')}</p><dagdeel-take-up-chart .rows=${rows} .lang=${lang} .name=${t(lang, 'own.allocated.chart', { count: String(Math.min(rows.length, DRAWN)), share })}></dagdeel-take-up-chart>`}
    ${table(t(lang, 'own.allocated.table'), heads, shown.map(row), row(total))}
    ${rows.length > shown.length ? html`<p class="dagdeel-hint">${t(lang, 'own.allocated.more', { shown: count(shown.length, lang), all: count(rows.length, lang) })}</p>` : nothing}
    ${remarks([t(lang, 'own.allocated.variants', { specific: count(specific, lang), aspecific: count(aspecific, lang), generic: count(generic, lang) }), some(use.priced.mean, 'own.allocated.mean', lang), some(unpriced.noLimit, 'own.allocated.no-limit', lang), some(unpriced.noEnd, 'own.allocated.no-end', lang),
      some(unpriced.noTariff, 'own.allocated.no-tariff', lang), some(use.replaced, 'own.allocated.replaced', lang), some(use.deleted, 'own.allocated.deleted', lang), counted(use.outside, 'own.allocated.outside', lang), counted(use.elsewhere, 'own.allocated.elsewhere', lang)])}</section>`;
}

function trajectories(use: AllocationUse, lang: Lang): TemplateResult {
  const { total, rows, by, gap } = use;
  const row = ({ label, first }: AllocationUseRow) => html`<tr><th scope="row">${label.name[lang]}</th><td>${count(first.within.trajectories, lang)}</td><td>${count(first.extended.trajectories, lang)}</td><td><strong>${amount(first.share, lang)}</strong></td><td>${count(first.extensions, lang)}</td><td>${amount(first.meanDays, lang)}</td>
    <td>${amount(first.budget, lang)}</td><td>${amount(first.within.mean, lang)}</td><td>${amount(first.extended.mean, lang)}</td><td>${count(first.running, lang)}</td></tr>`;
  const heads = [axis(by, lang), ...(['own.first.within', 'own.first.extended', 'own.first.share', 'own.first.extensions', 'own.first.days', 'own.first.budget', 'own.first.cost-within', 'own.first.cost-extended', 'own.first.running'] as const).map((key) => t(lang, key))];
  const message = total.first.share === null ? t(lang, 'own.first.none') : rich(lang, 'own.first.message', { share: writeDecimal(total.first.share, lang) });
  return html`<section class="dagdeel-block" aria-labelledby="trajecten"><h2 class="dagdeel-message" id="trajecten">${message}</h2><p class="dagdeel-help">${t(lang, 'own.first.help', { gap: String(gap) })}</p>
    ${table(t(lang, 'own.first.table'), heads, rows.slice(0, MOST_ROWS).map(row), row(total))}${remarks([some(total.first.earlier, 'own.first.earlier', lang)])}</section>`;
}

const regime = (each: AllocationRegime, lang: Lang) => t(lang, `own.regimes.${each}`);

function one(found: AllocationRegimesOne, regimes: readonly AllocationRegime[], lang: Lang): TemplateResult {
  const words = { product: found.product || '–', provider: found.provider, from: writeDate(found.from, lang), through: writeDate(found.through, lang), volume: amount(found.volume, lang), unit: found.unit[lang], frequency: String(found.frequency), whole: amount(found.whole, lang), claimed: amount(found.claimed, lang) };
  const heads = [t(lang, 'own.regimes.month-of'), t(lang, 'own.allocated.claimed'), ...regimes.map((each) => regime(each, lang))];
  const ceiling = (text: string, out: boolean | undefined) => (out ? html`<strong>${t(lang, 'own.regimes.out', { ceiling: amount(text, lang) })}</strong>` : amount(text, lang));
  const rows = found.months.map(({ month, claimed, ceilings, out }) => html`<tr><th scope="row">${month}</th><td>${amount(claimed, lang)}</td>${ceilings.map((text, at) => html`<td>${ceiling(text, out[at])}</td>`)}</tr>`);
  const sums = html`<tr><th scope="row">${t(lang, 'own.regimes.euros')}</th><td></td>${found.out.map((euros) => html`<td>${amount(euros, lang)}</td>`)}</tr>`;
  return table(t(lang, 'own.regimes.one', words), heads, rows, sums);
}

function frequencies(found: AllocationRegimes, lang: Lang): TemplateResult {
  const { total, rows, regimes, most, by } = found;
  const [own] = total.regimes;
  const last = total.regimes.at(-1);
  const line = (each: AllocationRegime, at: number) => {
    const out = total.regimes[at];
    return out ? html`<tr><th scope="row">${regime(each, lang)}</th><td>${count(out.out.lines, lang)}</td><td>${amount(out.out.euros, lang)}</td><td>${amount(out.share, lang)}</td><td>${amount(out.more.euros, lang)}</td><td>${amount(out.less.euros, lang)}</td></tr>` : nothing;
  };
  const heads = (['own.regimes.regime', 'own.regimes.lines', 'own.regimes.euros', 'own.regimes.share', 'own.regimes.more', 'own.regimes.less'] as const).map((key) => t(lang, key));
  const row = ({ label, claimed, regimes: each }: AllocationRegimesRow) => html`<tr><th scope="row">${label.name[lang]}</th><td>${amount(claimed.euros, lang)}</td>${each.map(({ out }) => html`<td>${amount(out.euros, lang)}</td>`)}</tr>`;
  const rowHeads = [axis(by, lang), t(lang, 'own.allocated.claimed'), ...regimes.map((each) => regime(each, lang))];
  const caption = t(lang, 'own.regimes.rows', { by: axis(by, lang) });
  return html`<section class="dagdeel-block" aria-labelledby="frequentie"><h2 class="dagdeel-message" id="frequentie">${rich(lang, 'own.regimes.message', { own: euro(own?.out.euros ?? '0.00', lang), total: euro(last?.out.euros ?? '0.00', lang) })}</h2>
    <p class="dagdeel-help">${t(lang, 'own.regimes.help')}</p>${table(t(lang, 'own.regimes.table', { lines: lines(total.claimed, lang), euros: euro(total.claimed.euros, lang) }), heads, regimes.map(line))}
    ${remarks([counted(found.other, 'own.regimes.other', lang), counted(found.elsewhere, 'own.allocated.elsewhere', lang)])}
    <div class="dagdeel-more"><details><summary>${caption}</summary>${table(caption, rowHeads, rows.slice(0, MOST_ROWS).map(row), row(total))}</details></div>
    ${most.length === 0 ? nothing : html`<div class="dagdeel-more"><details><summary>${t(lang, 'own.regimes.most')}</summary>${most.map((each) => one(each, regimes, lang))}</details></div>`}</section>`;
}

const PARTS: readonly AllocationForecastPart[] = ['elsewhere', 'still', 'open', 'toCome', 'inflow'];
const PART_NAMES: Readonly<Record<AllocationForecastPart, Key>> = { elsewhere: 'own.forecast.elsewhere', still: 'own.forecast.still', open: 'own.forecast.open', toCome: 'own.forecast.to-come', inflow: 'own.forecast.less-inflow' };

function beside(found: AllocationForecastBeside, end: string, lang: Lang): TemplateResult {
  const row = (key: Key, value: string, last = false) => html`<div><dt>${t(lang, key)}</dt><dd>${last ? html`<span class="dagdeel-double">${amount(value, lang)}</span>` : amount(value, lang)}</dd></div>`;
  return html`<h3 class="dagdeel-message">${t(lang, 'own.forecast.beside')}</h3>
    <dl class="dagdeel-ledger">${row('own.forecast.allocations', end)}${PARTS.map((part) => row(PART_NAMES[part], found[part]))}${row('own.forecast.run-off', found.end, true)}</dl>
    <p>${t(lang, found.within ? 'own.forecast.within' : 'own.forecast.beyond')} ${/[1-9]/.test(found[found.largest]) ? t(lang, 'own.forecast.largest', { part: t(lang, PART_NAMES[found.largest]).toLowerCase(), euros: euro(found[found.largest], lang) }) : nothing}</p>`;
}

function forecasts(data: OwnData, found: AllocationForecast, page: Page, lang: Lang): TemplateResult {
  const { year, total, rows, end, since, complete } = found;
  const years = [...new Set((data.summary?.months ?? []).map((month) => month.slice(0, 4)))];
  const row = (each: AllocationForecastRow) => html`<tr><th scope="row">${each.label.name[lang]}</th><td>${amount(each.allocated, lang)}</td><td>${amount(each.claimed, lang)}</td><td>${amount(each.rest, lang)}</td><td>${amount(each.takeUp, lang)}${each.ofAll && each !== total ? '*' : ''}</td><td>${amount(each.expected, lang)}</td><td><strong>${amount(each.end, lang)}</strong></td></tr>`;
  const heads = (['own.forecast.product', 'own.allocated.allocated', 'own.allocated.claimed', 'own.forecast.rest', 'own.allocated.take-up', 'own.forecast.expected', 'own.forecast.end'] as const).map((key) => t(lang, key));
  const take = () => {
    const words = (language: Lang) => t(language, 'own.forecast.taken-note', { year: String(year), complete });
    void toBudget(data, { year, value: found.rounded, error: found.error, until: `${year + 1}-01-01`, note: { nl: words('nl'), en: words('en') } }, page);
  };
  const later = { year, growth: found.growth, error: found.growthError, take: 'own.forecast.later' as const, name: { nl: t('nl', 'own.forecast.later-name', { year: String(year) }), en: t('en', 'own.forecast.later-name', { year: String(year) }) } };
  const inflow = data.allocationsAsked.inflow;
  return html`<section class="dagdeel-block" aria-labelledby="prognose-toewijzing"><h2 class="dagdeel-message" id="prognose-toewijzing">${rich(lang, 'own.forecast.message', { year: String(year), end: euro(end, lang) })}</h2>
    ${found.low === null || found.high === null ? nothing : html`<p>${t(lang, 'own.forecast.range', { low: euro(found.low, lang), high: euro(found.high, lang) })}</p>`}<p class="dagdeel-help">${t(lang, 'own.forecast.help', { since, complete })}</p>
    <div class="dagdeel-own-format"><span class="dagdeel-field"><label for="own-forecast-year">${t(lang, 'own.forecast.year')}</label><select class="dagdeel-select" id="own-forecast-year" ?disabled=${data.work !== null} @change=${(event: Event) => void data.toAllocations({ year: Number.parseInt((event.currentTarget as HTMLSelectElement).value, 10) })}>${years.map((each) => html`<option value=${each} .selected=${each === String(year)}>${each}</option>`)}</select></span>
      <span class="dagdeel-field"><label for="own-forecast-inflow">${t(lang, 'own.forecast.inflow')}</label><input class="dagdeel-own-input" id="own-forecast-inflow" inputmode="decimal" autocomplete="off" .value=${inflow === '' ? '' : writeDecimal(inflow, lang)} @change=${(event: Event) => void data.type((event.currentTarget as HTMLInputElement).value, (value) => void data.toAllocations({ inflow: value }))}></span>
      ${budgetRow(page.state().document, year) ? html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${data.work !== null} @click=${take}>${t(lang, 'own.forecast.take')}</button>` : nothing}</div>
    ${found.growth !== null && restsOn(page, year) ? html`<p>${laterButton(data, later, page, lang)}</p>` : nothing}
    ${table(t(lang, 'own.forecast.table', { year: String(year) }), heads, rows.slice(0, MOST_ROWS).map(row), row(total))}
    ${remarks([rows.some(({ ofAll }) => ofAll) ? t(lang, 'own.forecast.of-all') : null, counted(found.elsewhere, 'own.allocated.elsewhere', lang)])}
    ${found.beside ? beside(found.beside, end, lang) : html`<p class="dagdeel-hint">${t(lang, 'own.forecast.no-run-off')}</p>`}</section>`;
}

export function allocatedBlocks(data: OwnData, page: Page, lang: Lang): TemplateResult | typeof nothing {
  const { allocations: found } = data;
  if (!data.answers || !found) return nothing;
  return html`${takeUp(data, found.use, lang)}${trajectories(found.use, lang)}${frequencies(found.regimes, lang)}${forecasts(data, found.forecast, page, lang)}`;
}
