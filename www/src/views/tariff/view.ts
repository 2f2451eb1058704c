// *Tarief wijzigen*: the inputs left, and on the sheet the answer in a sentence, in figures, in charts and in tables.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { absolute, isNegative, isPositive, plain, rich, t, writeCell, type Key } from '../../i18n/index.ts';
import { fieldId, writtenAt } from '../../inputs/field.ts';
import { isStale, wrongFields } from '../../store/reduce.ts';
import { addressOf, axisOf, cellAt, tableOf, type Labels } from '../../store/selectors.ts';
import { icon } from '../../styles/icons.ts';
import { sheet } from '../sheet.ts';
import { generalAnswer } from '../general/view.ts';
import { askButton, askNumber, isAsked, type Context } from '../../tape/ask.ts';
import { reason, sourceLine, tape } from '../../tape/tape.ts';
import '../../charts/attendance/attendance-chart.ts';
import '../../charts/cost/cost-chart.ts';
import type { Address, Cell, Result, State } from '../../store/types.ts';
import { ViewElement } from '../view-element.ts';
import { attendances, caseOf, effectYear, find, hasAbsence, isRefused, monthsIn, oneFewer, refusals, structuralYear, variants, type Case } from './case.ts';
import { fieldsOf, labelAt, tariffInputs } from './inputs.ts';
import { answer, attendanceMessage, costMessage, groupsMessage, partOfYear, providerMessage, type Sentence } from './sentences.ts';

interface FigureSpec {
  place: string;
  label: string;
  value: string;
  note: unknown;
  address: Address;
  total?: boolean;
}

export function figure(context: Context, spec: FigureSpec): TemplateResult {
  const open = isAsked(context.state, spec.place, spec.address);
  return html`<div class="dagdeel-figure ${spec.total ? 'dagdeel-figure--total' : ''} ${open ? 'dagdeel-figure--open' : ''}"><span class="dagdeel-figure__label">${spec.label}</span>
    <span class="dagdeel-figure__value">${spec.value}</span><span class="dagdeel-figure__note">${spec.note}</span>${askButton(context, spec.place, spec.address, spec.label)}</div>`;
}

/** The four figures of the answer, the result last. */
export function figureSpecs(context: Context, found: Case, result: Result): Record<'difference' | 'rise' | 'effect' | 'structural', FigureSpec> {
  const { lang } = context.state;
  const write = (table: string, labels: Labels = {}, sign = false) => {
    const cell = find(result, table, labels);
    return writeCell(cell.cell, cell, lang, sign);
  };
  const year = effectYear(found);
  const months = monthsIn(result, year);
  const old = write('huidig-tarief');
  const why = (table: string, labels: Labels, note: string) => {
    const cell = cellAt(result, table, labels);
    return cell === undefined || typeof cell === 'string' ? note : reason(cell, lang) || note;
  };
  return {
    difference: { place: 'verschil', label: t(lang, 'tariff.figure.difference'), value: write('verschil-per-dagdeel', {}, true),
      note: t(lang, 'tariff.figure.difference-note', { old, new: write('nieuw-tarief') }), address: addressOf(result, 'verschil-per-dagdeel') },
    rise: { place: 'stijging', label: t(lang, isNegative(cellAt(result, 'stijging')) ? 'tariff.figure.fall' : 'tariff.figure.rise'), value: write('stijging', {}, true),
      note: t(lang, 'tariff.figure.rise-note', { old }), address: addressOf(result, 'stijging') },
    effect: { place: 'effect', label: t(lang, 'tariff.figure.effect', { year, part: partOfYear(result, year, lang) }), value: write('effect-per-jaar', { year }, true),
      note: why('effect-per-jaar', { year }, months === null ? t(lang, 'tariff.figure.effect-note') : t(lang, 'tariff.figure.effect-months', { months })),
      address: addressOf(result, 'effect-per-jaar', { year }) },
    structural: { place: 'structureel', label: found.lever.nature === 'incidental' ? t(lang, 'tariff.figure.full-year') : t(lang, 'tariff.figure.structural', { year: structuralYear(found) }),
      value: write('structureel-effect', {}, true), note: why('structureel-effect', {}, t(lang, 'tariff.figure.structural-note', { volume: write('dagdelen-per-jaar') })),
      address: addressOf(result, 'structureel-effect'), total: true },
  };
}

export const sentence = (lang: State['lang'], { key, params }: Sentence) => rich(lang, key, params);

/** What a screen reader hears when the answer has come to rest. */
export function spokenAnswer(state: State): string {
  const found = state.computed ? caseOf(state.computed) : null;
  if (!found || !state.result) return '';
  const { key, params } = answer(state.result, found, state.lang);
  return plain(state.lang, key, params);
}

/** The last good result stays: which field to mend, and what the figures were computed with. */
export function staleNote(context: Context, found: Case): TemplateResult | typeof nothing {
  const { state } = context;
  if (!isStale(state)) return nothing;
  const wrong = wrongFields(state).map(([path]) => path);
  const paths = wrong.length > 0 ? wrong : state.problems.flatMap(({ path }) => (path ? [path] : []));
  const label = paths.map((path) => ({ path, key: labelAt(found, path) })).find(({ key }) => key !== null);
  const fields = Object.values(fieldsOf(found));
  const field = fields.find(({ path }) => path === label?.path);
  const general = paths.length === 0 || !label ? state.problems.filter(({ path }) => !path || !fields.some((each) => each.path === path)) : [];
  const focus = (path: string) => (event: Event) => {
    const target = (event.currentTarget as HTMLElement).closest('.dagdeel-root')?.querySelector<HTMLElement>(`#${fieldId(path)}`);
    target?.closest('dagdeel-tariff-view')?.dispatchEvent(new CustomEvent('dagdeel-show-inputs'));
    requestAnimationFrame(() => target?.focus());
  };
  return html`<div class="dagdeel-notice dagdeel-notice--stale" role="status">${icon('wait')}<span>${label?.key
    ? html`${t(state.lang, 'app.stale')} <button type="button" class="dagdeel-link-button" @click=${focus(label.path)}>${t(state.lang, label.key)}</button>.${
      field && state.computed ? html` ${t(state.lang, 'app.stale-with', { value: writtenAt(state, state.computed, field) })}` : nothing}`
    : t(state.lang, 'app.stale-general')}${general.map((problem) => html`<p>${problem.message[state.lang]}</p>`)}</span></div>`;
}

/** From which years the horizon shows, "2022 en 2023". */
function years(result: Result, lang: State['lang']): string {
  const labels = axisOf(result, 'year')?.labels.map(({ id }) => id) ?? [];
  const [first = '', last = ''] = [labels[0], labels.at(-1)];
  if (labels.length < 2) return first;
  return t(lang, labels.length === 2 ? 'tariff.cost.years-and' : 'tariff.cost.years-to', { first, last });
}

export function costBlock(context: Context, found: Case, result: Result, brief = false): TemplateResult {
  const { state, dispatch } = context;
  const { lang, costMode } = state;
  const mode = brief ? 'month' : costMode;
  const said = costMessage(result, found, mode, lang);
  const message = plain(lang, said.key, said.params);
  const segment = (value: 'month' | 'year', key: Key) => html`<button type="button" aria-pressed=${mode === value ? 'true' : 'false'}
    @click=${() => dispatch({ type: 'show-cost', mode: value })}>${t(lang, key)}</button>`;
  return html`<section class="dagdeel-block" aria-labelledby="kosten-kop">
    <h2 class="dagdeel-message" id="kosten-kop">${sentence(lang, said)}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, mode === 'month' ? 'tariff.cost.bar-month' : 'tariff.cost.bar-year', { years: years(result, lang) })}</span>${brief ? nothing
      : html`<span class="dagdeel-segment" role="group" aria-label=${t(lang, 'tariff.cost.period')}>${segment('month', 'tariff.cost.by-month')}${segment('year', 'tariff.cost.by-year')}</span>`}</div>
    <dagdeel-cost-chart .result=${result} .lang=${lang} .mode=${mode} .message=${message} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'}></dagdeel-cost-chart>
  </section>`;
}

function attendanceBlock(context: Context, result: Result): TemplateResult {
  const { state } = context;
  const { lang } = state;
  const refused = refusals(result);
  const said: Sentence = refused.length > 0 ? { key: 'tariff.even.refused', params: {} } : attendanceMessage(result, lang);
  return html`<section class="dagdeel-block" aria-labelledby="aanwezig-kop">
    <h2 class="dagdeel-message" id="aanwezig-kop">${sentence(lang, said)}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'tariff.even.bar')}</span></div>
    ${refused.length > 0 ? html`<div class="dagdeel-notice dagdeel-notice--block dagdeel-notice--refused">${icon('warn')}<div>${refused.map(({ text }) => html`<p><strong>${text[lang]}</strong></p>`)}<p>${t(lang, 'tariff.refused.what')}</p></div></div>`
    : html`<dagdeel-attendance-chart .result=${result} .lang=${lang} .message=${plain(lang, said.key, said.params)} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'}></dagdeel-attendance-chart>`}
  </section>`;
}

function toned(context: Context, place: string, result: Result, table: string, labels: Labels, cls = ''): TemplateResult {
  const { lang } = context.state;
  const cell = find(result, table, labels);
  const tone = isNegative(cell.cell) ? 'neg' : isPositive(cell.cell) ? 'pos' : '';
  return html`<td class="${cls} ${tone}">${askNumber(context, place, addressOf(result, table, labels), writeCell(cell.cell, cell, lang, true))}</td>`;
}

function plainCell(context: Context, place: string, result: Result, table: string, labels: Labels, cls = ''): TemplateResult {
  const cell = find(result, table, labels);
  return html`<td class=${cls}>${askNumber(context, place, addressOf(result, table, labels), writeCell(cell.cell, cell, context.state.lang))}</td>`;
}

function providerTable(context: Context, found: Case, result: Result): TemplateResult {
  const { lang } = context.state;
  const place = 'aanbieder';
  const amount = (table: string) => writeCell(cellAt(result, table), { format: 'amount', decimals: 2 }, lang);
  const head = (key: Key, cls = '') => html`<th scope="col" class=${cls}>${t(lang, key)}</th>`;
  const rows = attendances(result, found);
  const ownRow = !rows.some(({ own }) => own) && found.group;
  return html`<div class="dagdeel-table-wrap"><table class="dagdeel-table dagdeel-table--provider">
    <caption class="visually-hidden">${t(lang, 'tariff.provider.bar')}</caption>
    <thead><tr class="group"><td></td><td class="wide-only"></td><th class="colgap wide-only" colspan="2" scope="colgroup">${t(lang, 'tariff.provider.old-head', { amount: amount('huidig-tarief') })}</th>
      <th class="colgap wide-only" colspan="2" scope="colgroup">${t(lang, 'tariff.provider.new-head', { amount: amount('nieuw-tarief') })}</th></tr>
    <tr>${head('tariff.even.present')}${head('tariff.provider.cost')}${['now', 'then'].map((when) => html`${head('tariff.provider.income', 'colgap wide-only')}
      <th scope="col">${t(lang, 'tariff.provider.result')}<span class="narrow-only"> ${t(lang, when === 'now' ? 'tariff.provider.now' : 'tariff.provider.then')}</span></th>`)}</tr></thead>
    <tbody>${rows.map(({ label, own }) => html`<tr class=${own ? 'is-here' : ''}><th scope="row">${own ? html`<strong>${number(label, lang)}</strong> <span class="muted">${t(lang, 'tariff.provider.own')}</span>` : number(label, lang)}</th>
      ${plainCell(context, place, result, 'aanbieder-kosten', { aanwezig: label })}
      ${variants.map((variant) => html`${plainCell(context, place, result, 'aanbieder-opbrengst', { variant, aanwezig: label }, 'colgap wide-only')}
        ${toned(context, place, result, 'aanbieder-resultaat', { variant, aanwezig: label })}`)}</tr>`)}
    ${ownRow ? html`<tr class="is-here"><th scope="row" class="txt"><strong>${number(found.group?.attendance.enrolled.value ?? undefined, lang)}</strong> <span class="muted">${hasAbsence(found)
        ? t(lang, 'tariff.provider.own-absence', { absence: writeCell(found.group?.attendance.no_show.value ?? undefined, { format: 'percent', decimals: 3 }, lang) }) : t(lang, 'tariff.provider.own')}</span></th>
      ${plainCell(context, place, result, 'uw-kosten', {})}${variants.map((variant) => html`${plainCell(context, place, result, 'uw-opbrengst', { variant }, 'colgap wide-only')}
        ${toned(context, place, result, 'uw-resultaat', { variant })}`)}</tr>` : nothing}
    </tbody></table></div><p class="dagdeel-hint">${icon('tree')}${t(lang, 'tariff.provider.hint')}</p>`;
}

const number = (cell: Cell | undefined, lang: State['lang']) => writeCell(cell, { format: 'number', decimals: 2 }, lang);

function ledgerRow(context: Context, result: Result, label: string, help: string, table: string, labels: Labels, wrap: (text: string) => string = (text) => text, sign = false): TemplateResult {
  const { lang } = context.state;
  const cell = find(result, table, labels);
  const text = writeCell(cell.cell, cell, lang, sign);
  const why = cell.cell !== undefined && typeof cell.cell !== 'string' ? reason(cell.cell, lang) : '';
  return html`<div><dt>${label}<span class="dagdeel-help">${why || help}</span></dt><dd>${askNumber(context, 'grootboek', addressOf(result, table, labels), typeof cell.cell === 'string' ? wrap(text) : text)}</dd></div>`;
}

function providerLedger(context: Context, found: Case, result: Result): TemplateResult {
  const { lang } = context.state;
  const amount = (table: string) => writeCell(cellAt(result, table), { format: 'amount', decimals: 2 }, lang);
  const formula = (tariff: string) => t(lang, 'tariff.ledger.cost-less', { s: amount('kosten-per-groepsdagdeel'), tariff: amount(tariff), f: amount('kosten-per-client') });
  const present = (text: string) => t(lang, 'tariff.ledger.present', { count: text });
  const own = attendances(result, found).find((row) => row.own)?.label;
  const fewer = own === undefined ? null : oneFewer(result, own);
  const stepped = tableOf(result, 'kostendekkend-per-stap');
  const stepLabels = stepped ? (axisOf(result, 'stap')?.labels ?? []) : [];
  const tariffOf = { huidig: 'huidig-tarief', nieuw: 'nieuw-tarief' } as const;
  return html`<dl class="dagdeel-ledger">
    ${stepped ? variants.map((variant) => stepLabels.map((step) => ledgerRow(context, result,
        t(lang, 'tariff.ledger.step', { step: step.name[lang], amount: amount(tariffOf[variant]) }), '', 'kostendekkend-per-stap', { variant, stap: step.id }, present)))
      : variants.map((variant) => ledgerRow(context, result, t(lang, 'tariff.ledger.even', { amount: amount(tariffOf[variant]) }), formula(tariffOf[variant]), 'kostendekkend', { variant }, present))}
    ${own !== undefined && fewer !== null ? ledgerRow(context, result, t(lang, 'tariff.ledger.fewer', { count: number(own, lang) }),
      t(lang, 'tariff.ledger.fewer-note', { count: number(fewer, lang) }), 'aanbieder-resultaat', { variant: 'nieuw', aanwezig: fewer }, undefined, true) : nothing}</dl>`;
}

function providerBlock(context: Context, found: Case, result: Result): TemplateResult {
  const { lang } = context.state;
  return html`<section class="dagdeel-block dagdeel-block--wide" aria-labelledby="aanbieder-kop">
    <h2 class="dagdeel-message" id="aanbieder-kop">${sentence(lang, providerMessage(result, found, lang))}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'tariff.provider.bar')}</span></div>
    <div class="dagdeel-provider"><div>${providerTable(context, found, result)}</div>${providerLedger(context, found, result)}</div></section>`;
}

function groupsBlock(context: Context, found: Case, result: Result): TemplateResult | typeof nothing {
  if (!tableOf(result, 'groepsdagdelen') || !found.group) return nothing;
  const { lang } = context.state;
  const write = (table: string, labels: Labels = {}) => {
    const cell = find(result, table, labels);
    return writeCell(typeof cell.cell === 'string' ? absolute(cell.cell) : cell.cell, cell, lang);
  };
  const sized = (figure: { value: string | null }) => t(lang, 'tariff.groups.now-note', { volume: write('dagdelen-per-jaar'), size: number(figure.value ?? undefined, lang) });
  const fte = (text: string) => t(lang, 'tariff.groups.fte', { count: text });
  const year = t(lang, 'tariff.groups.year');
  return html`<section class="dagdeel-block dagdeel-block--wide" aria-labelledby="groepen-kop">
    <h2 class="dagdeel-message" id="groepen-kop">${sentence(lang, groupsMessage(result, found, lang))}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'tariff.groups.bar')}</span></div>
    <dl class="dagdeel-ledger dagdeel-ledger--pair">
      ${ledgerRow(context, result, t(lang, 'tariff.groups.now'), sized(found.group.old_size), 'groepsdagdelen', { variant: 'huidig' })}
      ${ledgerRow(context, result, t(lang, 'tariff.groups.then'), sized(found.group.new_size), 'groepsdagdelen', { variant: 'nieuw' })}
      ${ledgerRow(context, result, t(lang, 'tariff.groups.extra'), year, 'extra-groepsdagdelen', {}, undefined, true)}
      ${ledgerRow(context, result, t(lang, 'tariff.groups.cost'), t(lang, 'tariff.groups.cost-note', { extra: write('extra-groepsdagdelen'), s: write('kosten-per-groepsdagdeel') }), 'extra-kosten-groepen', {}, undefined, true)}
      ${tableOf(result, 'medewerkers') ? html`${ledgerRow(context, result, t(lang, 'tariff.groups.staff-now'), year, 'medewerkers', { variant: 'huidig' }, fte)}
        ${ledgerRow(context, result, t(lang, 'tariff.groups.staff-then'), year, 'medewerkers', { variant: 'nieuw' }, fte)}` : nothing}
    </dl></section>`;
}

export function caveats({ state }: Context, result: Result): TemplateResult | typeof nothing {
  const { lang } = state;
  if (result.caveats.length === 0) return nothing;
  return html`<section class="dagdeel-note" aria-labelledby="let-op"><h2 id="let-op">${t(lang, 'tariff.caveats')}</h2><ul>${result.caveats.map(({ text }) => html`<li>${text[lang]}</li>`)}</ul></section>`;
}

export function sources({ state }: Context, result: Result): TemplateResult | typeof nothing {
  const { lang } = state;
  if (result.sources.length === 0) return nothing;
  return html`<section class="dagdeel-section dagdeel-section--sources" aria-labelledby="bronnen"><h2 id="bronnen">${t(lang, 'tariff.sources')}</h2>
    <ul class="dagdeel-list">${result.sources.map((source) => html`<li>${sourceLine(source, lang)}</li>`)}</ul></section>`;
}

/** The other scenarios that the page has, each with its sources. */
export function others({ state, dispatch }: Context): TemplateResult | typeof nothing {
  const { lang, document } = state;
  const list = state.scenarios.filter(({ id }) => id !== document?.id);
  if (list.length === 0) return nothing;
  return html`<section class="dagdeel-section" aria-labelledby="andere"><h2 id="andere">${t(lang, 'tariff.others')}</h2>
    <ul class="dagdeel-scenarios">${list.map((scenario) => html`<li><button type="button" class="dagdeel-scenarios__open" @click=${() => dispatch({ type: 'choose-scenario', id: scenario.id })}
      >${scenario.title[lang]}</button><span>${scenario.sources.map((source) => html`<span class="dagdeel-chip">${source}</span> `)}</span></li>`)}</ul></section>`;
}

export class DagdeelTariffView extends ViewElement {
  static override properties: PropertyDeclarations = { ...ViewElement.properties, inputsOpen: { state: true } };
  declare inputsOpen: boolean;

  constructor() {
    super();
    this.inputsOpen = false;
    this.addEventListener('dagdeel-show-inputs', () => {
      this.inputsOpen = true;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { context } = this;
    const found = this.state.document ? caseOf(this.state.document) : null;
    if (!found) return this.#general(context);
    return html`<div class="dagdeel-workspace">
      ${tariffInputs(context, found, this.inputsOpen, (open) => { this.inputsOpen = open; })}
      ${sheet(this.state, html`<div class="dagdeel-sheet__inner">${this.#answer(context)}</div>`)}</div>`;
  }

  /** A document without a tariff to change. */
  #general(context: Context): TemplateResult {
    const { result, lang } = context.state;
    const around = { caveats: result ? caveats(context, result) : nothing, after: html`${result ? sources(context, result) : nothing}${others(context)}` };
    return html`<div class="dagdeel-workspace"><aside class="dagdeel-inputs" aria-label=${t(lang, 'tariff.input')}><div class="dagdeel-inputs__head"><h2>${t(lang, 'tariff.input')}</h2></div>
        <p class="dagdeel-help">${t(lang, 'general.input')}</p></aside>
      ${sheet(this.state, html`<div class="dagdeel-sheet__inner">${this.#refused(context)}${generalAnswer(context, around)}</div>`)}</div>`;
  }

  #answer(context: Context): TemplateResult | typeof nothing {
    const { state, dispatch } = context;
    const { result, computed, lang } = state;
    const found = computed ? caseOf(computed) : null;
    if (!result || !found) return html`<h1 class="dagdeel-answer">${state.document?.title[lang]}</h1>${this.#refused(context)}`;
    const figures = figureSpecs(context, found, result);
    const stale = isStale(state);
    return html`<h1 class="dagdeel-answer">${sentence(lang, answer(result, found, lang))}</h1>
      ${found.lever.on ? nothing : html`<p class="dagdeel-answer-sub"><button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => dispatch({ type: 'set', path: `${found.at.lever}.on`, value: true })}>${t(lang, 'tariff.switch-on')}</button></p>`}
      ${staleNote(context, found)}
      <div class="dagdeel-figures ${stale ? 'dagdeel-figures--stale' : ''}" role="group" aria-label=${t(lang, 'tariff.figures')}>
        ${figure(context, figures.difference)}${figure(context, figures.rise)}${figure(context, figures.effect)}${figure(context, figures.structural)}</div>
      <div class="dagdeel-answer-grid ${state.tape ? '' : 'dagdeel-answer-grid--untaped'}"><div>${costBlock(context, found, result)}${found.group ? attendanceBlock(context, result) : nothing}</div>
        <aside class="dagdeel-aside">${tape(context)}${caveats(context, result)}</aside></div>
      ${found.group && !isRefused(result) ? html`${providerBlock(context, found, result)}` : nothing}
      ${groupsBlock(context, found, result)}
      ${sources(context, result)}${others(context)}`;
  }

  /** Nothing was computed yet because the document itself is wrong. */
  #refused({ state }: Context): TemplateResult | typeof nothing {
    if (state.problems.length === 0) return nothing;
    return html`<div class="dagdeel-notice dagdeel-notice--block" role="alert">${icon('warn')}<div>${state.problems.map((problem) => html`<p>${problem.message[state.lang]}</p>`)}</div></div>`;
  }
}

if (!customElements.get('dagdeel-tariff-view')) customElements.define('dagdeel-tariff-view', DagdeelTariffView);
