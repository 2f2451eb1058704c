// What the claims say: cost by any axes, how it is spread over clients, the price of providers, and how it fits other books.

import { html, nothing, type TemplateResult } from 'lit';
import type { ClaimsAxis, ClaimsCell, ClaimsTable } from 'dagdeel';
import '../../charts/lorenz/lorenz-chart.ts';
import { rich, t } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import type { OwnData } from './session.ts';
import { amount, count, euro } from './words.ts';

const AXES: readonly ClaimsAxis[] = ['year', 'month', 'municipality', 'provider', 'category', 'product', 'unit', 'status'];
/** Rows of one table that are drawn. */
const MOST_ROWS = 200;

const name = (table: ClaimsTable, cell: ClaimsCell, lang: Lang) => cell.at.map((place, axis) => table.axes[axis]?.labels[place]?.name[lang] ?? '').join(', ');

function row(head: string, cell: ClaimsCell, lang: Lang, total = false): TemplateResult {
  const euros = amount(cell.euros, lang);
  return html`<tr><th scope="row">${head}</th><td>${count(cell.lines, lang)}</td><td>${cell.clients === null ? '–' : count(cell.clients, lang)}</td><td>${total ? html`<span class="dbl">${euros}</span>` : euros}</td><td>${amount(cell.perClient, lang)}</td></tr>`;
}

function sums(table: ClaimsTable, id: string, by: string, lang: Lang): TemplateResult {
  const shown = table.cells.slice(0, MOST_ROWS);
  return html`<div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-labelledby=${id}><table class="dagdeel-table"><thead><tr><th scope="col">${by}</th><th scope="col">${t(lang, 'own.table.lines')}</th>
    <th scope="col">${t(lang, 'own.table.clients')}</th><th scope="col">${t(lang, 'own.table.euros')}</th><th scope="col">${t(lang, 'own.table.per-client')}</th></tr></thead>
    <tbody>${shown.map((cell) => row(name(table, cell, lang), cell, lang))}</tbody><tfoot>${row(t(lang, 'own.table.total'), table.total, lang, true)}</tfoot></table></div>
    <p class="dagdeel-hint">${t(lang, 'own.table.distinct')}${table.cells.length > shown.length ? ` ${t(lang, 'own.table.more', { shown: count(shown.length, lang), all: count(table.cells.length, lang) })}` : ''}</p>`;
}

function axisChoice(data: OwnData, place: number, axes: readonly ClaimsAxis[], lang: Lang): TemplateResult {
  const choose = (event: Event) => {
    const chosen = (event.currentTarget as HTMLSelectElement).value as ClaimsAxis | '';
    void data.turn((now) => [...new Set([...now.slice(0, place), ...(chosen === '' ? [] : [chosen]), ...now.slice(place + 1)])]);
  };
  return html`<label class="dagdeel-own-axis">${t(lang, place === 0 ? 'own.table.by' : 'own.table.and')} <select class="dagdeel-select" @change=${choose}>
    ${place === 0 ? nothing : html`<option value="" .selected=${axes[place] === undefined}>${t(lang, 'own.table.nothing')}</option>`}${AXES.map((axis) => html`<option value=${axis} .selected=${axes[place] === axis}>${t(lang, `own.axis.${axis}`)}</option>`)}</select></label>`;
}

function costs(data: OwnData, lang: Lang): TemplateResult | typeof nothing {
  const { answers } = data;
  if (!answers) return nothing;
  const { table, axes } = answers;
  const { total } = table;
  return html`<section class="dagdeel-block" aria-labelledby="kosten"><h2 class="dagdeel-message" id="kosten">${rich(lang, 'own.table.message', { clients: count(total.clients ?? 0, lang), euros: euro(total.euros, lang), mean: total.perClient === null ? '–' : euro(total.perClient, lang) })}</h2>
    <div class="dagdeel-block__bar"><span>${axisChoice(data, 0, axes, lang)} ${axisChoice(data, 1, axes, lang)}</span></div>${table.submitted ? html`<p class="dagdeel-help">${t(lang, 'own.submitted')}</p>` : nothing}
    ${sums(table, 'kosten', axes.map((axis) => t(lang, `own.axis.${axis}`)).join(', '), lang)}</section>`;
}

function spread(data: OwnData, lang: Lang): TemplateResult | typeof nothing {
  const found = data.answers?.concentration[0];
  if (!found) return nothing;
  const message = found.share === null ? t(lang, 'own.spread.none') : rich(lang, 'own.spread.message', { share: amount(found.share, lang) });
  return html`<section class="dagdeel-block" aria-labelledby="spreiding"><h2 class="dagdeel-message" id="spreiding">${message}</h2><div class="dagdeel-block__bar"><span>${t(lang, 'own.spread.bar')}</span></div>
    <dagdeel-lorenz-chart .curve=${found.lorenz} .lang=${lang}></dagdeel-lorenz-chart></section>`;
}

function providers(data: OwnData, lang: Lang): TemplateResult | typeof nothing {
  const table = data.answers?.providers;
  if (!table) return nothing;
  return html`<section class="dagdeel-block" aria-labelledby="cliëntprijs"><h2 class="dagdeel-message" id="cliëntprijs">${t(lang, 'own.providers.message')}</h2>${sums(table, 'cliëntprijs', t(lang, 'own.axis.provider'), lang)}</section>`;
}

const RECONCILED: readonly ClaimsAxis[] = ['provider', 'year', 'municipality'];

function reconciliation(data: OwnData, by: ClaimsAxis, choose: (by: ClaimsAxis) => void, lang: Lang): TemplateResult {
  const rows = data.reconciled?.by === by ? data.reconciled.rows : [];
  const stated = (label: string) => data.totals.find((total) => total.label === label)?.total ?? '';
  const say = (label: string, text: string) => {
    const others = data.totals.filter((total) => total.label !== label);
    data.totals = text === '' ? others : [...others, { label, total: text }];
  };
  return html`<details class="dagdeel-more" ?open=${data.reconciled !== null}><summary>${t(lang, 'own.reconcile')}</summary><p class="dagdeel-help">${t(lang, 'own.reconcile.note')}</p>
    <div class="dagdeel-own-format"><label class="dagdeel-own-axis">${t(lang, 'own.reconcile.by')} <select class="dagdeel-select" @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value as ClaimsAxis)}>${RECONCILED.map((axis) => html`<option value=${axis} .selected=${axis === by}>${t(lang, `own.axis.${axis}`)}</option>`)}</select></label>
      <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${data.work !== null} @click=${() => void data.reconcile(by)}>${t(lang, 'own.reconcile.do')}</button></div>
    ${rows.length === 0 ? nothing : html`<div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-label=${t(lang, 'own.reconcile')}><table class="dagdeel-table"><thead><tr><th scope="col">${t(lang, `own.axis.${by}`)}</th><th scope="col">${t(lang, 'own.reconcile.claims')}</th><th scope="col">${t(lang, 'own.reconcile.stated')}</th><th scope="col">${t(lang, 'own.reconcile.difference')}</th></tr></thead>
      <tbody>${rows.map((each) => html`<tr><th scope="row">${each.label.name[lang]}</th><td>${amount(each.claims, lang)}</td><td><input class="dagdeel-own-input" inputmode="decimal" autocomplete="off" aria-label=${t(lang, 'own.reconcile.stated-of', { label: each.label.name[lang] })} .value=${stated(each.label.id)}
        @change=${(event: Event) => void data.type((event.currentTarget as HTMLInputElement).value, (total) => say(each.label.id, total))}></td><td>${amount(each.difference, lang)}</td></tr>`)}</tbody></table></div>`}</details>`;
}

function taskFields(data: OwnData, lang: Lang): TemplateResult {
  const field = (at: number, of: 'product' | 'task') => html`<input class="dagdeel-own-input" aria-label=${t(lang, `own.iv3.${of}`)} autocomplete="off" spellcheck="false" .value=${data.rules[at]?.[of] ?? ''} @change=${(event: Event) => {
    const text = (event.currentTarget as HTMLInputElement).value.trim();
    data.rules = data.rules.map((rule, place) => (place === at ? { ...rule, [of]: text } : rule));
  }}>`;
  return html`<details class="dagdeel-more" ?open=${data.iv3 !== null}><summary>${t(lang, 'own.iv3')}</summary>
    <div class="dagdeel-table-wrap"><table class="dagdeel-table dagdeel-own-agreed"><thead><tr><th class="txt" scope="col">${t(lang, 'own.iv3.product')}</th><th class="txt" scope="col">${t(lang, 'own.iv3.task')}</th></tr></thead><tbody>${data.rules.map((_, at) => html`<tr><td class="txt">${field(at, 'product')}</td><td class="txt">${field(at, 'task')}</td></tr>`)}</tbody></table></div>
    <div class="dagdeel-own-format"><button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => { data.rules = [...data.rules, { product: '', task: '' }]; data.changed(); }}>${t(lang, 'own.iv3.add')}</button>
      <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${data.work !== null} @click=${() => void data.toTaskFields(data.rules.filter(({ product, task }) => product !== '' && task !== ''))}>${t(lang, 'own.iv3.do')}</button></div>
    ${data.iv3 ? html`<div class="dagdeel-table-wrap" tabindex="0" role="group" aria-label=${t(lang, 'own.iv3')}><table class="dagdeel-table"><thead><tr><th scope="col">${t(lang, 'own.iv3.year')}</th><th class="txt" scope="col">${t(lang, 'own.iv3.task')}</th><th scope="col">${t(lang, 'own.table.lines')}</th><th scope="col">${t(lang, 'own.table.euros')}</th></tr></thead>
      <tbody>${data.iv3.map((each) => html`<tr><th scope="row">${each.year}</th><td class="txt">${each.task ?? t(lang, 'own.iv3.none')}</td><td>${count(each.lines, lang)}</td><td>${amount(each.euros, lang)}</td></tr>`)}</tbody></table></div>` : nothing}</details>`;
}

export function answersBlock(data: OwnData, by: ClaimsAxis, choose: (by: ClaimsAxis) => void, lang: Lang): TemplateResult | typeof nothing {
  if (!data.answers) return nothing;
  return html`<p class="dagdeel-own-choice"><label class="dagdeel-check"><input type="checkbox" .checked=${data.withoutErrors} ?disabled=${data.work !== null} @change=${(event: Event) => void data.leaveOut((event.currentTarget as HTMLInputElement).checked)}> ${t(lang, 'own.without-errors')}</label></p>
    ${costs(data, lang)}${spread(data, lang)}${providers(data, lang)}${reconciliation(data, by, choose, lang)}${taskFields(data, lang)}`;
}
