// *Begroting en prognose*: what was observed per year, and why one year cost more or less than another.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import '../../charts/stacked/stacked-chart.ts';
import '../../charts/waterfall/waterfall-chart.ts';
import { stackedUnit, type Measure } from '../../charts/stacked/geometry.ts';
import type { Reasons } from '../../charts/stacked/stacked-chart.ts';
import { plain, rich, t, writeCell, type Shape } from '../../i18n/index.ts';
import { isStale } from '../../store/reduce.ts';
import { addressOf, axisOf, cellAt, tableOf, type Labels } from '../../store/selectors.ts';
import type { Dispatch, Lang, ObservationsPart, Result, State } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import type { Context } from '../../tape/ask.ts';
import { tape } from '../../tape/tape.ts';
import { caveats, figure, others, sources } from '../tariff/view.ts';
import { observedIn, withAbsences, yearsIn, type Observed } from './case.ts';
import { budgetInputs } from './inputs.ts';
import { answer, stackedMessage, waterfallMessage } from './sentences.ts';
import { tableBlock } from './table.ts';

const MEASURES: readonly Measure[] = ['costs', 'clients', 'per-client'];

/** A cell in the shape of its table. */
function write(result: Result, id: string, labels: Labels, lang: Lang, sign = false): string {
  const table = tableOf(result, id);
  const shape: Shape = { format: table?.format ?? 'number', decimals: table?.decimals ?? 0 };
  return writeCell(cellAt(result, id, labels), shape, lang, sign);
}

function figures(context: Context, part: ObservationsPart, result: Result): TemplateResult {
  const { lang } = context.state;
  const years = axisOf(result, 'year')?.labels ?? [];
  const [before, last] = [years.at(-2), years.at(-1)];
  if (!last) return html``;
  const spec = (place: string, table: string, label: 'costs' | 'clients' | 'per-client') => {
    const was = before ? { amount: write(result, table, { year: before.id }, lang), year: before.name[lang] } : null;
    return {
      place,
      label: t(lang, `budget.figure.${label}`, { year: last.name[lang] }),
      value: write(result, table, { year: last.id }, lang),
      note: was ? t(lang, label === 'clients' ? 'budget.figure.was' : 'budget.figure.euro-was', was) : label === 'clients' ? '' : t(lang, 'budget.figure.euro'),
      address: addressOf(result, table, { year: last.id }),
    };
  };
  const { from, to } = part.compare;
  return html`<div class="dagdeel-figures ${isStale(context.state) ? 'dagdeel-figures--stale' : ''}" role="group" aria-label=${t(lang, 'budget.figures')}>
    ${figure(context, spec('kosten', 'kosten-totaal', 'costs'))}${figure(context, spec('clienten', 'clienten-totaal', 'clients'))}${figure(context, spec('per-client', 'kosten-per-client-totaal', 'per-client'))}
    ${figure(context, {
      place: 'verschil',
      label: t(lang, 'budget.figure.difference', { from: String(from), to: String(to) }),
      value: write(result, 'verschil', {}, lang, true),
      note: t(lang, 'budget.figure.from-to', { from: write(result, 'verschil-van', {}, lang), to: write(result, 'verschil-naar', {}, lang) }),
      address: addressOf(result, 'verschil'),
      total: true,
    })}</div>`;
}

/** The reasons of the document, as the chart's table looks them up. */
function reasonsOf(part: ObservationsPart, lang: Lang): Reasons {
  return Object.fromEntries((part.absent ?? []).map(({ category, year, reason }) => [`${category}/${year}`, reason[lang]]));
}

export class DagdeelBudgetView extends LitElement {
  static override properties = { state: { attribute: false }, dispatch: { attribute: false }, measure: { state: true }, inputsOpen: { state: true } };
  declare state: State;
  declare dispatch: Dispatch;
  /** What the stacked chart shows. */
  declare measure: Measure;
  declare inputsOpen: boolean;

  constructor() {
    super();
    this.measure = 'costs';
    this.inputsOpen = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const context: Context = { state: this.state, dispatch: this.dispatch };
    const found = this.state.document ? observedIn(this.state.document) : null;
    if (!found) return nothing;
    return html`<div class="dagdeel-workspace">
      ${budgetInputs(context, found, this.inputsOpen, (open) => (this.inputsOpen = open))}
      <main class="dagdeel-sheet" id="uitkomst" tabindex="-1"><div class="dagdeel-sheet__inner">${this.#answer(context, found)}</div></main></div>`;
  }

  #answer(context: Context, newest: Observed): TemplateResult {
    const { state } = context;
    const { computed, lang } = state;
    const found = computed ? observedIn(computed) : null;
    const result = state.result && found ? this.#shown(state.result, found.part) : null;
    if (!result || !found) return html`<h1 class="dagdeel-answer">${state.document?.title[lang]}</h1>${this.#problems(context)}`;
    const { part } = found;
    return html`<h1 class="dagdeel-answer">${answer(result, part, lang).map(({ key, params }) => rich(lang, key, params))}</h1>
      ${this.#problems(context)}
      ${figures(context, part, result)}
      <div class="dagdeel-budget-grid ${state.tape ? 'dagdeel-budget-grid--taped' : ''}">
        ${this.#stacked(context, part, result)}${this.#waterfall(context, part, result, newest)}${state.tape ? html`<aside class="dagdeel-aside">${tape(context)}</aside>` : nothing}</div>
      ${tableBlock(context, part, result, isStale(state))}
      ${caveats(context, result)}
      ${sources(context, result)}${others(context)}`;
  }

  #last: { given: Result; part: ObservationsPart; shown: Result } | null = null;

  /** The result with its absences, made once per result: a chart draws again only when its result is another. */
  #shown(given: Result, part: ObservationsPart): Result {
    if (this.#last?.given !== given || this.#last.part !== part) this.#last = { given, part, shown: withAbsences(given, part) };
    return this.#last.shown;
  }

  /** What the engine refuses in the document; the last good result stays. */
  #problems({ state }: Context): TemplateResult | typeof nothing {
    if (state.problems.length === 0) return nothing;
    return html`<div class="dagdeel-notice dagdeel-notice--block" role="alert">${icon('warn')}<div>${state.problems.map((problem) => html`<p>${problem.message[state.lang]}</p>`)}</div></div>`;
  }

  #stacked(context: Context, part: ObservationsPart, result: Result): TemplateResult {
    const { state } = context;
    const { lang } = state;
    const mode = this.measure;
    const said = stackedMessage(result, mode, lang);
    return html`<section class="dagdeel-block" aria-labelledby="jaren-kop">
      <h2 class="dagdeel-message" id="jaren-kop">${rich(lang, said.key, said.params)}</h2>
      <div class="dagdeel-block__bar"><span>${t(lang, `budget.stacked.bar.${mode}`, { unit: stackedUnit(result, mode, lang) })}</span>
        <span class="dagdeel-segment" role="group" aria-label=${t(lang, 'budget.stacked.view')}>${MEASURES.map((measure) => html`<button type="button"
          aria-pressed=${mode === measure ? 'true' : 'false'} @click=${() => (this.measure = measure)}>${t(lang, `budget.stacked.show.${measure}`)}</button>`)}</span></div>
      <dagdeel-stacked-chart .result=${result} .lang=${lang} .mode=${mode} .message=${plain(lang, said.key, said.params)} .order=${part.categories.map(({ id }) => id)} .reasons=${reasonsOf(part, lang)}
        .stale=${isStale(state)} .foreign=${state.origin === 'foreign'} .context=${context}></dagdeel-stacked-chart></section>`;
  }

  #waterfall(context: Context, part: ObservationsPart, result: Result, newest: Observed): TemplateResult {
    const { state } = context;
    const { lang } = state;
    const message = waterfallMessage(result, part, lang);
    return html`<section class="dagdeel-block" aria-labelledby="verschil-kop">
      <h2 class="dagdeel-message" id="verschil-kop">${message}</h2>
      <div class="dagdeel-block__bar"><span>${t(lang, 'budget.waterfall.bar')}</span><span class="dagdeel-compare-years" role="group" aria-label=${t(lang, 'budget.waterfall.years')}>${this.#year(context, newest, 'from')}${this.#year(context, newest, 'to')}</span></div>
      <dagdeel-waterfall-chart .result=${result} .lang=${lang} .message=${message} .from=${String(part.compare.from)} .to=${String(part.compare.to)}
        .stale=${isStale(state)} .foreign=${state.origin === 'foreign'} .context=${context}></dagdeel-waterfall-chart></section>`;
  }

  /** One of the two years; choosing the other's year swaps them. */
  #year({ state, dispatch }: Context, { part, path }: Observed, end: 'from' | 'to'): TemplateResult {
    const { from, to } = part.compare;
    const choose = (event: Event) => {
      const chosen = (event.currentTarget as HTMLSelectElement).value;
      const year = yearsIn(part).find((each) => String(each) === chosen);
      if (year === undefined) return;
      const swapped = year === (end === 'from' ? to : from);
      dispatch({ type: 'set', path: `${path}.compare`, value: swapped ? { from: to, to: from } : { from, to, [end]: year } });
    };
    return html`<span class="dagdeel-compare-years__end"><label for="jaar-${end}">${t(state.lang, end === 'from' ? 'budget.waterfall.from' : 'budget.waterfall.to')}</label>
      <select class="dagdeel-select" id="jaar-${end}" @change=${choose}>${yearsIn(part).map((year) => html`<option value=${String(year)} .selected=${part.compare[end] === year}>${year}</option>`)}</select></span>`;
  }
}

if (!customElements.get('dagdeel-budget-view')) customElements.define('dagdeel-budget-view', DagdeelBudgetView);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-budget-view': DagdeelBudgetView;
  }
}

