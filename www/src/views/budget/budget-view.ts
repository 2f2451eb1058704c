// *Begroting en prognose*: what was observed per year, and why one year cost more or less than another.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import '../../charts/stacked/stacked-chart.ts';
import '../../charts/waterfall/waterfall-chart.ts';
import { stackedUnit, type Measure } from '../../charts/stacked/geometry.ts';
import type { Reasons } from '../../charts/stacked/stacked-chart.ts';
import { plain, rich, t, writeCell, type Shape } from '../../i18n/index.ts';
import { isStale } from '../../store/reduce.ts';
import { addressOf, axisOf, cellAt, tableOf, type Labels } from '../../store/selectors.ts';
import type { Lang, ObservationsPart, Result } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import type { Context } from '../../tape/ask.ts';
import { tape } from '../../tape/tape.ts';
import { sheet } from '../sheet.ts';
import { toldBlock, toldFigures } from '../general/draw.ts';
import { main, tellings } from '../general/telling.ts';
import { caveats, figure, others, sources } from '../tariff/view.ts';
import { ViewElement } from '../view-element.ts';
import { againstChoices, causesBlock, contractBlocks, controlBlock, fullBlock, lookBackBlock, municipalitiesBlock, paybackLine, planFigures, productsBlock, projectionBlock, providersBlock, queueBlocks, trendsBlock, yearsBlock, type Show, type Shown } from './blocks.ts';
import { budgetCell } from './budget-cells.ts';
import { observedIn, observedYears, yearsIn, type Observed } from './case.ts';
import { budgetInputs } from './inputs.ts';
import { hasPlan, planAnswer } from './plan.ts';
import { answer, stackedMessage, waterfallMessage } from './sentences.ts';
import { tableBlock } from './table.ts';
import { uncertaintyBlocks, withSimulation } from './uncertainty.ts';

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

export class DagdeelBudgetView extends ViewElement {
  static override properties: PropertyDeclarations = { ...ViewElement.properties, measure: { state: true }, inputsOpen: { state: true }, shown: { state: true }, editing: { state: true } };
  /** What the stacked chart shows. */
  declare measure: Measure;
  declare inputsOpen: boolean;
  declare shown: Shown;
  /** The measure or part that is being edited. */
  declare editing: string | null;

  constructor() {
    super();
    this.measure = 'costs';
    this.inputsOpen = false;
    this.shown = { against: 'huidig', thousands: false, table: null, causesOf: null };
    this.editing = null;
  }

  readonly #show: Show = (change) => {
    this.shown = { ...this.shown, ...change };
  };

  /** Opens a form; the focus goes to its first field, and back to its button when it is closed. */
  readonly #edit = (id: string | null, focus = false) => {
    const before = this.editing;
    this.editing = id;
    if (!focus && id !== null) return;
    void this.updateComplete.then(() => {
      const place = id === null ? this.querySelector<HTMLElement>(`#wijzig-${before ?? ''}`) : this.querySelector<HTMLElement>(`#formulier-${id} :is(input, select)`);
      place?.focus();
    });
  };

  /** What was chosen, as far as this result has it. */
  #choice(result: Result | null): Shown {
    return againstChoices(result).includes(this.shown.against) ? this.shown : { ...this.shown, against: 'huidig' };
  }

  #opened: string | null = null;

  /** The part that gives the answer stands open to be changed, once for each document. */
  protected override willUpdate(): void {
    const { computed, lang, result } = this.state;
    if (!result || !computed || this.#opened === computed.id) return;
    this.#opened = computed.id;
    this.editing = main(tellings(result, computed, lang))?.id ?? null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (!this.state.document) return nothing;
    return html`<div class="dagdeel-workspace">
      ${budgetInputs(context, observedIn(this.state.document), { open: this.inputsOpen, toggle: (open) => (this.inputsOpen = open), shown: this.#choice(this.state.result), show: this.#show, opened: { id: this.editing, show: this.#edit } })}
      ${sheet(this.state, html`<div class="dagdeel-sheet__inner">${this.#answer(context)}</div>`)}</div>`;
  }

  #answer(context: Context): TemplateResult {
    const { state } = context;
    const { computed, lang, result } = state;
    if (!result || !computed) return html`<h1 class="dagdeel-answer">${state.document?.title[lang]}</h1>${this.#problems(context)}`;
    const found = observedIn(computed);
    const newest = state.document ? observedIn(state.document) : null;
    const observed = found ? this.#shown(result, found.part) : null;
    const shown = this.#choice(result);
    const told = tellings(result, computed, lang);
    const own = main(told);
    const said = observed && found ? answer(observed, found.part, lang) : (own?.answer ?? planAnswer(result, computed, lang));
    const strip = state.tape ? html`<aside class="dagdeel-aside">${tape(context)}</aside>` : nothing;
    const simulated = withSimulation(result, state);
    const projection = own ? nothing : projectionBlock(context, simulated, shown);
    return html`<h1 class="dagdeel-answer">${said.map(({ key, params }) => rich(lang, key, params))}</h1>
      ${paybackLine(context, result)}
      ${this.#problems(context)}
      ${observed && found ? figures(context, found.part, observed) : own ? toldFigures(context, result, own) : planFigures(context, result)}
      ${projection === nothing ? nothing : html`<div class="dagdeel-plan-grid ${state.tape ? 'dagdeel-plan-grid--taped' : ''}">${projection}${strip}</div>`}
      ${observed && found && newest ? html`<div class="dagdeel-budget-grid ${state.tape && projection === nothing ? 'dagdeel-budget-grid--taped' : ''}">
        ${this.#stacked(context, found.part, observed)}${this.#waterfall(context, found.part, observed, newest)}${projection === nothing ? strip : nothing}</div>` : nothing}
      ${projection === nothing && !observed ? strip : nothing}
      ${uncertaintyBlocks(context, simulated)}
      ${told.flatMap(({ blocks }) => blocks.map((block) => toldBlock(context, result, block)))}
      ${hasPlan(result) ? this.#units(context) : nothing}
      ${yearsBlock(context, result, shown)}
      ${controlBlock(context, result, shown, shown.thousands ? undefined : (year, municipality, column, row) => budgetCell(context, year, municipality, column, row))}
      ${causesBlock(context, result, shown, this.#show)}
      ${trendsBlock(context, result, shown)}
      ${lookBackBlock(context, result, shown)}
      ${productsBlock(context, result, shown)}
      ${municipalitiesBlock(context, result, shown)}
      ${providersBlock(context, result, shown)}
      ${queueBlocks(context, result, computed)}
      ${contractBlocks(context, result, computed, shown)}
      ${observed && found ? tableBlock(context, found.part, observed, isStale(state)) : nothing}
      ${caveats(context, result)}
      ${fullBlock(context, result, shown, this.#show)}
      ${sources(context, result)}${others(context)}`;
  }

  #units({ state: { lang } }: Context): TemplateResult {
    const one = (thousands: boolean, key: 'plan.show.euro' | 'plan.show.thousand') => html`<button type="button" aria-pressed=${this.shown.thousands === thousands ? 'true' : 'false'} @click=${() => this.#show({ thousands })}>${t(lang, key)}</button>`;
    return html`<div class="dagdeel-plan-bar"><span id="bedragen">${t(lang, 'plan.show')}</span><span class="dagdeel-segment" role="group" aria-labelledby="bedragen">${one(false, 'plan.show.euro')}${one(true, 'plan.show.thousand')}</span></div>`;
  }

  #last: { given: Result; part: ObservationsPart; shown: Result } | null = null;

  /** The observed years, made once per result: a chart draws again only when its result is another. */
  #shown(given: Result, part: ObservationsPart): Result {
    if (this.#last?.given !== given || this.#last.part !== part) this.#last = { given, part, shown: observedYears(given, part) };
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

