// *Onderbouwing*: the method and the sources of the open scenario, as the engine writes them from the computation itself.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { canSaveWorkbook } from '../../export/workbook.ts';
import { rich, t, upperFirst, writeCell, writeDate, writeDateField, writeUnit, type Key } from '../../i18n/index.ts';
import { sourceChip } from '../../inputs/field.ts';
import { isStale, viewOf } from '../../store/reduce.ts';
import type { Lang, Method, MethodFormula, MethodInput, MethodMeasure } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askerId, askNumber, type Context } from '../../tape/ask.ts';
import { restsOnClaims } from '../../store/selectors.ts';
import { copyText } from '../../tape/clipboard.ts';
import { isComplete, reason, sourceLine, tape } from '../../tape/tape.ts';
import { loadView, viewModule } from '../registry.ts';
import { sheet } from '../sheet.ts';
import { ViewElement } from '../view-element.ts';
import { outcomes } from './outcomes.ts';
import { goToInput } from './go.ts';
import { asText, goalOf, remarkOf, said, sortOf, valueOf } from './words.ts';

type Spelled = 'numbers' | 'words';
const PARTS = ['outcomes', 'formulas', 'inputs', 'assumptions', 'given', 'measures', 'roundings', 'caveats', 'version'] as const;
type Part = (typeof PARTS)[number];

/** Roundings name so many of the formulas that round so. */
const MOST_NUMBERS = 12;

const partId = (part: Part) => `onderbouwing-${part}`;
const formulaId = (number: number) => `formule-${number}`;

export class DagdeelMethodView extends ViewElement {
  static override properties: PropertyDeclarations = { ...ViewElement.properties, spelled: { state: true } };
  /** Whether formulas name each other by number or by name. */
  declare spelled: Spelled;

  constructor() {
    super();
    this.spelled = 'numbers';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state, dispatch } = this;
    const context: Context = { state, dispatch };
    const method = state.method?.method ?? null;
    return html`<div class="dagdeel-workspace dagdeel-workspace--report">
      <aside class="dagdeel-inputs" aria-label=${t(state.lang, 'method.contents')}><div class="dagdeel-inputs__body">${method ? this.#contents(context, method) : nothing}</div></aside>
      ${sheet(state, html`<div class="dagdeel-sheet__inner dagdeel-report">${method ? this.#report(context, method) : html`<h1 class="dagdeel-answer">${state.document?.title[state.lang]}</h1>
        ${state.problems.length > 0 ? html`<div class="dagdeel-notice dagdeel-notice--block" role="alert">${icon('warn')}<div>${state.problems.map((problem) => html`<p>${problem.message[state.lang]}</p>`)}</div></div>`
          : html`<p class="dagdeel-answer-sub">${t(state.lang, 'method.writing')}</p>`}`}</div>`)}</div>`;
  }

  /** How many things a part lists; a part without any is left out, but for those whose absence says something. */
  #count(method: Method, part: Part): number | null {
    const of = (sort: 'source' | 'assumption' | 'given') => method.inputs.filter((input) => sortOf(input) === sort).length;
    switch (part) {
      case 'formulas': return method.formulas.length;
      case 'inputs': return of('source');
      case 'assumptions': return of('assumption');
      case 'given': return of('given');
      case 'measures': return method.measures.length;
      case 'roundings': return method.roundings.length;
      case 'caveats': return method.caveats.length;
      default: return null;
    }
  }

  #go(id: string): void {
    const target = this.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    target?.focus();
    target?.scrollIntoView({ block: 'start' });
  }

  #contents(context: Context, method: Method): TemplateResult {
    const { state, dispatch } = context;
    const { lang } = state;
    const parts = PARTS.map((part) => ({ part, count: this.#count(method, part) })).filter(({ part, count }) => count !== 0 || part === 'assumptions' || part === 'caveats');
    const copy = async () => {
      const copied = await copyText(asText(method, state));
      dispatch({ type: 'notify', notice: { kind: 'said', message: copied ? 'copied' : 'copy-failed' } });
    };
    const wide = (key: Key, press: () => void, first = false, disabled = false) =>
      html`<button type="button" class="dagdeel-button ${first ? '' : 'dagdeel-button--secondary'}" ?disabled=${disabled} @click=${press}>${t(lang, key)}</button>`;
    return html`<div class="dagdeel-inputs__head"><h2>${t(lang, 'method.contents')}</h2></div>
      <ol class="dagdeel-toc">${parts.map(({ part, count }) => html`<li><button type="button" class="dagdeel-link-button" @click=${() => this.#go(partId(part))}>${t(lang, `method.part.${part}`)}</button>${count === null ? nothing : html`<span>${count}</span>`}</li>`)}</ol>
      <div class="dagdeel-fieldset dagdeel-report__actions"><p class="dagdeel-help">${t(lang, 'method.for')}</p>
        ${state.embedded ? nothing : wide('method.excel', () => dispatch({ type: 'save-workbook' }), true, !canSaveWorkbook(state) || state.workbook !== null)}
        ${wide('method.print', () => window.print(), false, restsOnClaims(state.document))}${wide('method.copy', () => void copy(), false, restsOnClaims(state.document))}${restsOnClaims(state.document) ? html`<p class="dagdeel-help">${t(lang, 'export.claims')}</p>` : nothing}</div>
      <div class="dagdeel-fieldset"><dl class="dagdeel-readout"><dt>${t(lang, 'method.count-sourced')}</dt><dd>${method.counts.sourced}</dd><dt>${t(lang, 'method.count-assumed')}</dt><dd>${method.counts.assumed}</dd>
        <dt>${t(lang, 'method.count-unknown')}</dt><dd>${method.counts.unknown}</dd></dl></div>`;
  }

  #report(context: Context, method: Method): TemplateResult {
    const { state } = context;
    const { lang } = state;
    const { key, params } = said(method, lang);
    const listed = (sort: 'source' | 'assumption' | 'given') => method.inputs.filter((input) => sortOf(input) === sort);
    return html`<h1 class="dagdeel-answer">${rich(lang, key, params)}</h1>
      ${this.#answer(context)}
      <p class="dagdeel-answer-sub">${t(lang, 'method.written')}</p>
      ${isStale(state) ? html`<div class="dagdeel-notice dagdeel-notice--stale" role="status">${icon('wait')}<span>${t(lang, 'method.stale')}</span></div>` : nothing}
      ${state.result ? this.#part(context, 'outcomes', outcomes(context, state.result)) : nothing}
      ${this.#part(context, 'formulas', this.#formulas(context, method))}
      ${this.#part(context, 'inputs', html`${this.#inputs(context, method, listed('source'), 'bron')}${this.#sources(context, method)}`, listed('source').length > 0 || method.sources.length > 0)}
      ${this.#part(context, 'assumptions', listed('assumption').length === 0 ? html`<p class="dagdeel-help">${t(lang, 'method.no-assumptions')}</p>`
        : html`<p class="dagdeel-help">${t(lang, 'method.assumption-means')}</p>${this.#inputs(context, method, listed('assumption'), 'aanname')}`)}
      ${this.#part(context, 'given', this.#inputs(context, method, listed('given'), 'gegeven'), listed('given').length > 0)}
      ${this.#part(context, 'measures', this.#measures(context, method), method.measures.length > 0)}
      ${this.#part(context, 'roundings', this.#roundings(context, method))}
      ${this.#part(context, 'caveats', method.caveats.length === 0 ? html`<p class="dagdeel-help">${t(lang, 'method.no-caveats')}</p>`
        : html`<ol class="dagdeel-list dagdeel-list--num">${method.caveats.map(({ text, source }) => html`<li><span>${text[lang]}${source ? html` ${sourceChip(state, source)}` : nothing}</span></li>`)}</ol>`)}
      ${this.#part(context, 'version', this.#version(context, method))}`;
  }

  /** The answer as the scenario's own view says it. */
  #answer({ state }: Context): TemplateResult | typeof nothing {
    if (!state.document) return nothing;
    const home = viewOf(state.document);
    const module = viewModule(home);
    if (!module) void loadView(home).then((loaded) => loaded && this.requestUpdate());
    const spoken = module?.spoken(state) ?? '';
    return spoken ? html`<p class="dagdeel-report__answer">${spoken}</p>` : nothing;
  }

  #part({ state }: Context, part: Part, content: unknown, shown = true): TemplateResult | typeof nothing {
    const title = t(state.lang, `method.part.${part}`);
    return shown ? html`<section class="dagdeel-block dagdeel-report__part" aria-labelledby=${partId(part)}><h2 class="dagdeel-message" id=${partId(part)} tabindex="-1">${title}</h2>${content}</section>` : nothing;
  }

  /** The rekenstrook under the row that asked for it. */
  #tape(context: Context, asker: string, columns: number): TemplateResult | typeof nothing {
    return context.state.tape?.asker === asker ? html`<tr class="dagdeel-report__tape"><td colspan=${columns}>${tape(context)}</td></tr>` : nothing;
  }

  #formulas(context: Context, method: Method): TemplateResult {
    const { lang } = context.state;
    const goal = goalOf(method);
    const segment = (spelled: Spelled, key: Key) => html`<button type="button" aria-pressed=${this.spelled === spelled ? 'true' : 'false'} @click=${() => { this.spelled = spelled; }}>${t(lang, key)}</button>`;
    const head = (key: Key, cls = '') => html`<th scope="col" class=${cls}>${t(lang, key)}</th>`;
    return html`<div class="dagdeel-block__bar"><span>${t(lang, 'method.in-order')}</span><span class="dagdeel-segment" role="group" aria-label=${t(lang, 'method.spelled')}>${segment('numbers', 'method.in-numbers')}${segment('words', 'method.in-words')}</span></div>
      <div class="dagdeel-table-wrap"><table class="dagdeel-table dagdeel-formulas"><caption class="visually-hidden">${t(lang, 'method.part.formulas')}</caption>
      <thead><tr>${head('method.col.number')}${head('method.col.quantity', 'txt')}${head('method.col.formula', 'txt wide-only')}${head('method.col.outcome')}${head('method.col.unit', 'txt wide-only')}${head('method.col.rests', 'txt wide-only')}</tr></thead>
      <tbody>${method.formulas.map((formula) => this.#formula(context, method, formula, formula === goal))}</tbody></table></div>
      <p class="dagdeel-hint">${icon('tree')}${t(lang, this.spelled === 'numbers' ? 'method.hint-numbers' : 'method.hint-words')}</p>`;
  }

  #formula(context: Context, method: Method, formula: MethodFormula, goal: boolean): TemplateResult {
    const { lang } = context.state;
    const { number, name, at, value, unit, cells, axes } = formula;
    const unitText = writeUnit(unit, lang);
    const where = [...at.map((label) => label[lang]), cells > 1 ? t(lang, 'method.cells', { count: String(cells), axes: axes.map((axis) => axis[lang].toLowerCase()).join(', ') }) : ''].filter(Boolean).join(' · ');
    const why = isComplete(value) ? '' : reason(value, lang);
    const spelled = this.#spelled(context, method, formula);
    const roundings = formula.roundings.length === 0 ? '' : t(lang, 'method.rounded', { how: formula.roundings.map((rounding) => rounding.name[lang]).join('; ') });
    return html`<tr class=${formula.outcome ? 'is-outcome' : ''}><th scope="row" id=${formulaId(number)} tabindex="-1">${number}</th>
        <td class="txt"><span class="dagdeel-formulas__name">${upperFirst(name[lang])}</span>${where ? html`<span class="dagdeel-help">${where}</span>` : nothing}<span class="dagdeel-help narrow-only f">${spelled}</span>
          <span class="dagdeel-help narrow-only">${[unitText, roundings].filter(Boolean).join(' · ')}</span></td>
        <td class="txt f muted wide-only">${spelled}${roundings ? html`<span class="dagdeel-help">${roundings}</span>` : nothing}</td>
        <td class=${goal && typeof value === 'string' ? 'goal' : ''}><span>${askNumber(context, 'formule', formula.address, writeCell(value, formula, lang))}</span>${why ? html`<span class="dagdeel-help dagdeel-unknown">${why}</span>` : nothing}</td>
        <td class="txt muted wide-only">${unitText}</td>
        <td class="txt wide-only"><span class="dagdeel-chips">${formula.sources.map((id) => sourceChip(context.state, id))}${formula.assumptions > 0 ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${
          formula.assumptions === 1 ? t(lang, 'method.assumptions-one') : t(lang, 'method.assumptions-many', { count: String(formula.assumptions) })}</span>` : nothing}</span></td></tr>
      ${this.#tape(context, askerId('formule', formula.address), 6)}`;
  }

  /** The formula with links for the numbers of other formulas, or in words. */
  #spelled(context: Context, method: Method, formula: MethodFormula): unknown {
    const { lang } = context.state;
    if (formula.symbols === null) return html`<em>${t(lang, 'method.estimate')}</em>: ${formula.words[lang]}`;
    if (this.spelled === 'words') return formula.words[lang];
    const known = new Set(formula.reads.map(String));
    return formula.symbols[lang].split(/\((\d+)\)/).map((piece, index) => {
      if (index % 2 === 0) return piece;
      const read = known.has(piece) ? method.formulas.find(({ number }) => String(number) === piece) : undefined;
      return read ? this.#link(lang, read) : `(${piece})`;
    });
  }

  #link(lang: Lang, { number, name }: MethodFormula): TemplateResult {
    return html`<button type="button" class="dagdeel-ref" aria-label=${t(lang, 'method.go-formula', { number: String(number), name: name[lang] })} title=${name[lang]} @click=${() => this.#go(formulaId(number))}>(${number})</button>`;
  }

  #inputs(context: Context, method: Method, list: readonly MethodInput[], place: string): TemplateResult | typeof nothing {
    if (list.length === 0) return nothing;
    const { state } = context;
    const { lang } = state;
    const head = (key: Key, cls = '') => html`<th scope="col" class=${cls}>${t(lang, key)}</th>`;
    return html`<div class="dagdeel-table-wrap"><table class="dagdeel-table dagdeel-formulas"><caption class="visually-hidden">${t(lang, place === 'aanname' ? 'method.part.assumptions' : place === 'bron' ? 'method.part.inputs' : 'method.part.given')}</caption>
      <thead><tr>${head('method.col.input', 'txt')}${head('method.col.value')}${head('method.col.unit', 'txt wide-only')}${head('method.col.from', 'txt wide-only')}${head('method.col.source', 'txt')}${head('method.col.remark', 'txt wide-only')}
        <th scope="col" class="dagdeel-report__go"><span class="visually-hidden">${t(lang, 'method.to-input')}</span></th></tr></thead>
      <tbody>${list.map((input) => this.#input(context, method, input, place))}</tbody></table></div>
      ${place === 'bron' ? html`<p class="dagdeel-hint">${icon('tree')}${t(lang, 'method.hint-values')}</p>` : nothing}`;
  }

  #input(context: Context, method: Method, input: MethodInput, place: string): TemplateResult {
    const { state } = context;
    const { lang } = state;
    const name = [upperFirst(input.name[lang]), ...input.at.map((label) => label[lang])].join(', ');
    const unit = writeUnit(input.unit, lang);
    const remark = remarkOf(method, input, lang);
    const from = input.from ? writeDateField(input.from, lang) : t(lang, 'method.from-start');
    const { path } = input;
    const why = input.value === null || isComplete(input.value) ? '' : reason(input.value, lang);
    const where = `${place}-${path ?? ''}`;
    return html`<tr><th scope="row" class="txt">${name}<span class="dagdeel-help narrow-only">${[unit, input.from ? from : '', remark].filter(Boolean).join(' · ')}</span></th>
        <td>${askNumber(context, where, input.address, valueOf(input, lang))}${why ? html`<span class="dagdeel-help dagdeel-unknown">${why}</span>` : nothing}</td>
        <td class="txt muted wide-only">${unit}</td><td class="txt muted wide-only">${from}</td>
        <td class="txt">${input.source === null ? html`<span class="dagdeel-chip ${input.basis === 'assumption' ? 'dagdeel-chip--assumption' : ''}">${t(lang, `method.basis.${input.basis as 'choice'}`)}</span>` : sourceChip(state, input.source)}</td>
        <td class="txt muted wide-only">${remark}</td>
        <td class="dagdeel-report__go">${path === null || sortOf(input) === 'given' ? nothing : html`<button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'method.to-input-of', { name })} title=${t(lang, 'method.to-input')}
          @click=${(event: Event) => void goToInput(context, (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot, path)}>${icon('forth')}</button>`}</td></tr>
      ${this.#tape(context, askerId(where, input.address), 7)}`;
  }

  #sources({ state: { lang } }: Context, method: Method): TemplateResult | typeof nothing {
    if (method.sources.length === 0) return nothing;
    const date = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? writeDate(text, lang) : text);
    return html`<dl class="dagdeel-facts dagdeel-facts--wide">${method.sources.map((source) => html`<dt><span class="dagdeel-chip">${source.short}</span></dt><dd>${sourceLine(source, lang)} <span class="muted">${date(source.date)}</span></dd>`)}</dl>`;
  }

  #measures(context: Context, method: Method): TemplateResult {
    const { lang } = context.state;
    return html`<ol class="dagdeel-list dagdeel-list--num">${method.measures.map((measure) => html`<li><span><strong>${measure.name[lang]}</strong>: ${this.#when(measure, lang)}
      ${measure.inputs.flatMap((at) => method.inputs[at] ?? []).filter((input) => sortOf(input) !== 'given').map((input) => html`<span class="dagdeel-help">${input.name[lang]}: ${[valueOf(input, lang), writeUnit(input.unit, lang)].join(' ').trim()}</span>`)}</span></li>`)}</ol>`;
  }

  #when(measure: MethodMeasure, lang: Lang): string {
    const from = writeDate(measure.from, lang);
    return [
      measure.to === null ? t(lang, 'method.measure-from', { from }) : t(lang, 'method.measure-until', { from, to: writeDate(measure.to, lang) }),
      t(lang, `method.nature.${measure.nature}`),
      measure.phase_in_months === null ? '' : t(lang, 'method.measure-phase', { months: String(measure.phase_in_months) }),
      measure.on ? '' : t(lang, 'method.measure-off'),
    ].filter(Boolean).join(', ');
  }

  #roundings(context: Context, method: Method): TemplateResult {
    const { lang } = context.state;
    if (method.roundings.length === 0) return html`<p class="dagdeel-help">${t(lang, 'method.no-rounding')}</p>`;
    const used = (numbers: readonly number[]) => {
      const list = numbers.slice(0, MOST_NUMBERS).join(', ');
      const shown = numbers.length > MOST_NUMBERS ? t(lang, 'method.numbers-more', { numbers: list }) : list;
      return numbers.length === 1 ? t(lang, 'method.rounded-in', { numbers: shown }) : t(lang, 'method.rounded-in-many', { numbers: shown });
    };
    return html`<p class="dagdeel-help">${t(lang, 'method.half-away')}</p><ul class="dagdeel-list">${method.roundings.map(({ name, formulas }) => html`<li><strong>${upperFirst(name[lang])}</strong>: ${used(formulas)}</li>`)}</ul>`;
  }

  #version(context: Context, method: Method): TemplateResult {
    const { state } = context;
    const { lang } = state;
    const changed = JSON.stringify(state.computed) !== JSON.stringify(state.source);
    const origin = state.origin === 'foreign' ? 'method.foreign' : state.origin === 'own' ? 'method.own' : changed ? 'method.changed' : 'method.unchanged';
    const { from, to, step } = method.horizon;
    const dates = method.sources.map(({ date }) => date).filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date)).sort();
    const latest = dates.at(-1);
    return html`<dl class="dagdeel-version"><dt>${t(lang, 'method.document')}</dt><dd>${t(lang, 'method.document-is', { id: method.document.id, origin: t(lang, origin) })}</dd>
        <dt>${t(lang, 'method.checksum')}</dt><dd><code class="dagdeel-code">sha256 ${method.document.checksum}</code></dd>
        <dt>${t(lang, 'method.engine')}</dt><dd>Dagdeel ${method.engine}</dd>
        <dt>${t(lang, 'method.horizon')}</dt><dd>${t(lang, `method.horizon-${step}`, { from: writeDate(from, lang), to: writeDate(to, lang) })}</dd>
        ${latest ? html`<dt>${t(lang, 'method.known')}</dt><dd>${writeDate(latest, lang)}</dd>` : nothing}</dl>
      <p class="dagdeel-hint">${t(lang, 'method.same-bytes')}</p>`;
  }
}

if (!customElements.get('dagdeel-method-view')) customElements.define('dagdeel-method-view', DagdeelMethodView);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-method-view': DagdeelMethodView;
  }
}
