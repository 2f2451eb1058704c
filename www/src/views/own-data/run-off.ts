// *Onderhanden werk*: what is delivered and not claimed yet, the factors behind it, and what a year comes to in the end.

import { html, nothing, type TemplateResult } from 'lit';
import { claimsOf } from 'dagdeel/core';
import type { BudgetRow, ClaimsCount, RunOffAnswer, RunOffAsked, RunOffYear } from 'dagdeel';
import { runOffUnit } from '../../charts/run-off/geometry.ts';
import '../../charts/run-off/run-off-chart.ts';
import { rich, t, trimZeros, writeDate, writeDecimal, type Key } from '../../i18n/index.ts';
import { withValue } from '../../store/path.ts';
import type { Dispatch, Lang, ScenarioDocument, State } from '../../store/types.ts';
import type { OwnData } from './session.ts';
import { amount, euro, lines } from './words.ts';

const typed = (event: Event) => (event.currentTarget as HTMLInputElement).value;

const SOURCE = 'eigen-gegevens';
/** The measure that takes what is still expected along. */
const LATER = 'nog-te-verwachten';

/** The budget's row of a year in the scenario that is open, where it has one for the whole. */
export function budgetRow(document: ScenarioDocument | null, year: number): { path: string; row: BudgetRow } | null {
  for (const [at, part] of (document?.parts ?? []).entries()) {
    const place = part.kind === 'budget' ? part.rows.findIndex((row) => row.year === year && row.municipality === undefined) : -1;
    if (part.kind === 'budget' && part.rows[place]) return { path: `parts[${at}].rows[${place}]`, row: part.rows[place] };
  }
  return null;
}

/** An amount of a year for the budget: rounded to thousands, with its standard error, and until when it counts. */
interface Realised {
  year: number;
  value: string;
  error: string | null;
  until: string;
  note: Readonly<Record<Lang, string>>;
}

/** What may be, with its spread where it has one. */
const uncertain = (error: string | null, source: string) => (error !== null && /[1-9]/.test(error) ? { distribution: { kind: 'normal', spread: error, source } } : {});

/** Puts an amount in the budget as *realisatie*, with its uncertainty: the scenario adds the rest of the year. */
export async function toBudget(data: OwnData, { year, value, error, until, note }: Realised, page: Page): Promise<void> {
  const may = await data.mayLeave(year);
  if (may === false) page.said(t(page.state().lang, 'own.runoff.too-small'));
  if (!may) return;
  const { document, lang: spoken } = page.state();
  const place = budgetRow(document, year);
  if (!document || !place) return;
  const source = { id: SOURCE, short: t('nl', 'own.title'), title: { nl: t('nl', 'own.runoff.source'), en: t('en', 'own.runoff.source') }, date: until };
  const sources = document.sources.some(({ id }) => id === SOURCE) ? document.sources : [...document.sources, source];
  const realised = { value, unit: 'euro', source: SOURCE, note: { ...note }, ...uncertain(error, SOURCE) };
  page.dispatch({ type: 'reshape', document: withValue({ ...document, sources }, place.path, { ...place.row, realised, realised_until: until }) });
  page.said(t(spoken, 'own.runoff.taken', { year: String(year) }));
}

/** What of a year is still expected, as a fraction of what was claimed of it. */
interface Growth {
  year: number;
  growth: string | null;
  error: string | null;
  name: Readonly<Record<Lang, string>>;
  /** What the button says: by what it is expected. */
  take: Key;
}

/** Whether the scenario that is open rests on claims of a year, so that what is still to come of it can go under all its years. */
export function restsOn(page: Page, year: number): boolean {
  const { document, readonly } = page.state();
  return document !== null && !readonly && claimsOf(document)?.year === year;
}

/** Puts what is still expected of the year under the scenario as more volume from its first day on, with its uncertainty: later years begin from there. */
async function toLaterYears(data: OwnData, { year, growth, error, name }: Growth, page: Page): Promise<void> {
  const may = await data.mayLeave(year);
  if (may === false) page.said(t(page.state().lang, 'own.runoff.too-small'));
  const { document, lang } = page.state();
  const source = document && claimsOf(document)?.source;
  if (!may || !source || growth === null) return;
  const percent = { value: growth, unit: '1', source, ...uncertain(error, source) };
  const lever = { kind: 'volume' as const, id: LATER, name: { ...name }, on: true, from: document.horizon.from, nature: 'structural' as const, percent };
  page.dispatch({ type: 'set', path: 'levers', value: [lever, ...document.levers.filter(({ id }) => id !== LATER)] });
  page.said(t(lang, 'own.runoff.later-taken', { year: String(year) }));
}

/** What the months that were seen come to, with what is still to be claimed. */
function takeOver(data: OwnData, { year, seen, seenError, until }: RunOffYear, page: Page): Promise<void> {
  const words = (lang: Lang) => t(lang, 'own.runoff.taken-note', { until: writeDate(until, lang) });
  return toBudget(data, { year, value: seen, error: seenError, until, note: { nl: words('nl'), en: words('en') } }, page);
}

const later = ({ year, growth, growthError: error }: RunOffYear): Growth => ({ year, growth, error, take: 'own.runoff.later', name: { nl: t('nl', 'own.runoff.later-name', { year: String(year) }), en: t('en', 'own.runoff.later-name', { year: String(year) }) } });

export const laterButton = (data: OwnData, growth: Growth, page: Page, lang: Lang): TemplateResult =>
  html`<button type="button" class="dagdeel-link-button" ?disabled=${data.work !== null} @click=${() => void toLaterYears(data, growth, page)}>${t(lang, growth.take, { year: String(growth.year) })}</button>`;

function years(data: OwnData, answer: RunOffAnswer, page: Page, lang: Lang): TemplateResult {
  const take = (year: RunOffYear) => (budgetRow(page.state().document, year.year) ? html`<td><button type="button" class="dagdeel-link-button" ?disabled=${data.work !== null} aria-label=${t(lang, 'own.runoff.take-of', { year: String(year.year) })} @click=${() => void takeOver(data, year, page)}>${t(lang, 'own.runoff.take')}</button></td>` : html`<td></td>`);
  const takes = answer.years.some(({ year }) => budgetRow(page.state().document, year));
  const row = (year: RunOffYear) => html`<tr><th scope="row">${year.year}</th><td>${amount(year.claimed, lang)}</td><td>${amount(year.still, lang)}</td><td>${year.months === 0 ? '–' : amount(year.toCome, lang)}</td>
    <td><strong>${amount(year.end, lang)}</strong></td><td>${amount(year.error, lang)}</td><td>${t(lang, 'own.runoff.between', { low: amount(year.low, lang), high: amount(year.high, lang) })}</td>${takes ? take(year) : nothing}</tr>`;
  const heads: readonly Key[] = ['own.runoff.claimed', 'own.runoff.still', 'own.runoff.to-come', 'own.runoff.end', 'own.runoff.error', 'own.runoff.interval'];
  return html`<div class="dagdeel-table-wrap" tabindex="0" role="group" aria-label=${t(lang, 'own.runoff.end')}><table class="dagdeel-table"><thead><tr><th scope="col">${t(lang, 'own.runoff.year')}</th>${heads.map((key) => html`<th scope="col">${t(lang, key)}</th>`)}${takes ? html`<td></td>` : nothing}</tr></thead>
    <tbody>${answer.years.map(row)}</tbody></table></div>${answer.years.filter(({ year, growth }) => growth !== null && restsOn(page, year)).map((year) => html`<p>${laterButton(data, later(year), page, lang)}</p>`)}${answer.years.some(({ months }) => months > 0) ? html`<p class="dagdeel-hint">${t(lang, 'own.runoff.to-come-note')}</p>` : nothing}`;
}

function factors(data: OwnData, answer: RunOffAnswer, lang: Lang): TemplateResult {
  const { runOffAsked: asked } = data;
  const own = (step: number) => asked.factors?.[step] ?? null;
  // Once used it stays open: it does not close under the button that takes them out.
  const used = [asked, ...data.runOffBefore].some(({ factors: given, tail }) => given !== undefined || tail !== undefined);
  const set = (step: number, text: string) =>
    void data.toRunOff((now) => ({ ...now, factors: answer.steps.map((_, at) => (at === step ? text || null : (now.factors?.[at] ?? null))) }));
  const field = (label: string, value: string, change: (text: string) => void) => html`<input class="dagdeel-own-input" inputmode="decimal" autocomplete="off" aria-label=${label} .value=${value === '' ? '' : writeDecimal(value, lang)} @change=${(event: Event) => void data.type(typed(event), change)}>`;
  return html`<div class="dagdeel-more"><details ?open=${used}><summary>${t(lang, 'own.runoff.factors')}</summary><p class="dagdeel-help">${t(lang, 'own.runoff.factors-help')}</p>
    <div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-label=${t(lang, 'own.runoff.factors')}><table class="dagdeel-table"><thead><tr><th scope="col">${t(lang, 'own.runoff.step')}</th><th scope="col">${t(lang, 'own.runoff.computed')}</th><th scope="col">${t(lang, 'own.runoff.own')}</th><th scope="col">${t(lang, 'own.runoff.rows')}</th></tr></thead>
      <tbody>${answer.steps.map(({ computed, rows }, step) => {
        const words = { from: String(step), to: String(step + 1) };
        return html`<tr><th scope="row">${t(lang, 'own.runoff.step-of', words)}</th><td>${amount(computed, lang)}</td><td>${field(t(lang, 'own.runoff.own-of', words), own(step) ?? '', (text) => set(step, text))}</td><td>${rows}</td></tr>`;
      })}<tr><th scope="row">${t(lang, 'own.runoff.tail')}</th><td>${amount('1', lang)}</td><td>${field(t(lang, 'own.runoff.tail'), asked.tail ?? '', (text) => void data.toRunOff(({ tail: _, ...rest }) => (text === '' ? rest : { ...rest, tail: text })))}</td><td>–</td></tr></tbody></table></div>
    <div class="dagdeel-own-format"><button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${data.work !== null || (asked.factors === undefined && asked.tail === undefined)} @click=${() => void data.toRunOff(({ factors: _, tail: __, ...rest }) => rest)}>${t(lang, 'own.runoff.reset')}</button></div></details></div>`;
}

function triangle(answer: RunOffAnswer, lang: Lang): TemplateResult {
  const columns = Math.max(0, ...answer.rows.map(({ cells }) => cells.length));
  return html`<div class="dagdeel-more"><details><summary>${t(lang, 'own.runoff.triangle')}</summary><div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-label=${t(lang, 'own.runoff.triangle')}><table class="dagdeel-table"><thead><tr><th scope="col">${t(lang, 'own.runoff.month')}</th>
    ${Array.from({ length: columns }, (_, delay) => html`<th scope="col">${delay}</th>`)}<th scope="col">${t(lang, 'own.runoff.still')}</th><th scope="col">${t(lang, 'own.runoff.error')}</th></tr></thead>
    <tbody>${answer.rows.map(({ label, cells, still, error }) => html`<tr><th scope="row">${label}</th>${Array.from({ length: columns }, (_, delay) => html`<td>${cells[delay] === undefined ? '' : amount(cells[delay], lang)}</td>`)}<td>${amount(still, lang)}</td><td>${amount(error, lang)}</td></tr>`)}</tbody></table></div></details></div>`;
}

/** What was allocated in the last year, beside the run-off of that year. */
function allocations(data: OwnData, answer: RunOffAnswer, lang: Lang): TemplateResult | typeof nothing {
  const year = answer.years.at(-1);
  if (!year) return nothing;
  const given = data.allocated?.year === year.year ? data.allocated : null;
  const field = (key: Key, name: 'euros' | 'takeUp' | 'inflow') => html`<span class="dagdeel-field"><label for="own-allocated-${name}">${t(lang, key)}</label><input class="dagdeel-own-input" id="own-allocated-${name}" inputmode="decimal" autocomplete="off" .value=${given?.[name] ? writeDecimal(given[name], lang) : ''} @change=${(event: Event) => void data.type(typed(event), (value) => void data.allocate(year.year, { [name]: value }))}></span>`;
  const found = year.allocated;
  return html`<div class="dagdeel-more"><details ?open=${given !== null}><summary>${t(lang, 'own.runoff.allocated')}</summary><p class="dagdeel-help">${t(lang, 'own.runoff.allocated-help', { year: String(year.year) })}</p>
    <div class="dagdeel-own-format">${field('own.runoff.allocated-euros', 'euros')}${field('own.runoff.take-up', 'takeUp')}${field('own.runoff.inflow', 'inflow')}</div>
    ${found ? html`<p>${t(lang, 'own.runoff.allocated-found', { end: euro(found.end, lang), difference: euro(found.difference, lang) })} ${found.impliedTakeUp === null ? nothing : t(lang, 'own.runoff.implied', { part: writeDecimal(trimZeros(found.impliedTakeUp), lang) })} ${t(lang, found.within ? 'own.runoff.within' : 'own.runoff.beyond')}</p>` : nothing}</details></div>`;
}

function notes(answer: RunOffAnswer, lang: Lang): TemplateResult | typeof nothing {
  const all: readonly [Key, ClaimsCount][] = [['own.runoff.undated', answer.undated], ['own.runoff.outside', answer.outside], ['own.runoff.early', answer.early], ['own.runoff.late', answer.late]];
  const some = all.filter(([, found]) => found.lines > 0);
  return some.length === 0 ? nothing : html`<ul class="dagdeel-problems">${some.map(([key, found]) => html`<li>${t(lang, key, { count: lines(found, lang), euros: euro(found.euros, lang) })}</li>`)}</ul>`;
}

function controls(data: OwnData, answer: RunOffAnswer, lang: Lang): TemplateResult {
  const { runOffAsked: asked } = data;
  const change = (part: RunOffAsked) => void data.toRunOff((now) => ({ ...now, ...part }));
  return html`<div class="dagdeel-own-format"><span class="dagdeel-field"><label for="own-seen">${t(lang, 'own.runoff.seen')}</label><select class="dagdeel-select" id="own-seen" @change=${(event: Event) => change({ seen: (event.currentTarget as HTMLSelectElement).value })}>
      ${answer.months.map((month) => html`<option value=${month} .selected=${month === answer.seen}>${month}</option>`)}</select></span>
    <span class="dagdeel-field"><label for="own-longest">${t(lang, 'own.runoff.longest')}</label><select class="dagdeel-select" id="own-longest" @change=${(event: Event) => change({ longest: Number.parseInt((event.currentTarget as HTMLSelectElement).value, 10) })}>
      ${[3, 6, 9, 12, 18, 24, 36, 60].map((months) => html`<option value=${months} .selected=${months === (asked.longest ?? 24)}>${months}</option>`)}</select></span>
    <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${data.runOffBefore.length === 0} @click=${() => void data.undoRunOff()}>${t(lang, 'own.runoff.undo')}</button></div>`;
}

/** What of the page the block changes. */
export interface Page {
  /** As it is now: a question was answered in between. */
  state(): State;
  readonly dispatch: Dispatch;
  said(text: string): void;
}

export function runOffBlock(data: OwnData, page: Page, lang: Lang): TemplateResult | typeof nothing {
  const { runOff: answer } = data;
  if (!data.answers) return nothing;
  if (!answer) return html`<section class="dagdeel-block" aria-labelledby="uitloop"><h2 class="dagdeel-message" id="uitloop">${t(lang, 'own.runoff.title')}</h2>${data.work === null ? html`<p class="dagdeel-help">${t(lang, 'own.runoff.none')}</p>` : nothing}</section>`;
  const { total, rows } = answer;
  const words = { seen: rows.at(-1)?.label ?? '', still: euro(total.still, lang), claimed: euro(total.claimed, lang), end: euro(total.end, lang), low: euro(total.low, lang), high: euro(total.high, lang) };
  return html`<section class="dagdeel-block" aria-labelledby="uitloop"><h2 class="dagdeel-message" id="uitloop">${rich(lang, 'own.runoff.message', words)}</h2><p>${t(lang, 'own.runoff.range', words)}</p>
    <p class="dagdeel-help">${t(lang, 'own.runoff.help')}</p>${controls(data, answer, lang)}
    <div class="dagdeel-block__bar"><span>${t(lang, 'own.runoff.bar', { unit: runOffUnit(rows, lang) })}</span></div>
    <dagdeel-run-off-chart .rows=${rows} .lang=${lang} .name=${t(lang, 'own.runoff.chart', words)}></dagdeel-run-off-chart>
    ${years(data, answer, page, lang)}${notes(answer, lang)}${allocations(data, answer, lang)}${factors(data, answer, lang)}${triangle(answer, lang)}</section>`;
}
