// *Kostprijs*: the parameters of two parties left, and on the sheet what a product costs by each, the difference of each parameter,
// what was published elsewhere, and the log of offers.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { isNegative, messages, rich, t, writeCell, writeEuro } from '../../i18n/index.ts';
import { readDate } from '../../i18n/date.ts';
import { isStale } from '../../store/reduce.ts';
import { addressOf, tableOf } from '../../store/selectors.ts';
import { icon } from '../../styles/icons.ts';
import type { NumberRead, Result, State, Text } from '../../store/types.ts';
import type { Context } from '../../tape/ask.ts';
import { tape } from '../../tape/tape.ts';
import { caveats, figure, others, sources } from '../tariff/view.ts';
import { sheet } from '../sheet.ts';
import { ViewElement } from '../view-element.ts';
import { buildUpBlock, evenBlock, offersBlock, parametersBlock, publishedBlock } from './blocks.ts';
import { caseOf, look, onDay, partyWord, type Case } from './case.ts';
import { freshCostPrice } from './fresh.ts';
import { costPriceInputs } from './inputs.ts';
import { answer, unitWord } from './sentences.ts';

/** The shipped scenario that shows a cost price. */
const EXAMPLE = 'kostprijs-dagdeel';

export class DagdeelCostPriceView extends ViewElement {
  static override properties: PropertyDeclarations = { ...ViewElement.properties, open: { state: true }, party: { state: true }, wrong: { state: true } };
  declare open: boolean;
  /** The party whose parameters are shown; null for the first. */
  declare party: string | null;
  /** What is wrong with the form of an offer. */
  declare wrong: Text | null;

  constructor() {
    super();
    this.open = false;
    this.party = null;
    this.wrong = null;
  }

  protected override render(): TemplateResult {
    const { context } = this;
    const found = this.state.document ? caseOf(this.state.document) : null;
    if (!found) return this.#empty(context);
    const party = found.part.parties.some(({ id }) => id === this.party) ? (this.party ?? found.first) : found.first;
    return html`<div class="dagdeel-workspace">
      ${costPriceInputs(context, found, { party, open: this.open, toggle: (open) => { this.open = open; }, choose: (id) => { this.party = id; } })}
      ${sheet(this.state, html`<div class="dagdeel-sheet__inner">${this.#answer(context, party)}</div>`)}</div>`;
  }

  /** A document without a cost price: it can get one, or the example can be opened. */
  #empty(context: Context): TemplateResult {
    const { state: { lang, document, scenarios, problems }, dispatch } = context;
    const example = scenarios.some(({ id }) => id === EXAMPLE);
    return sheet(this.state, html`<div class="dagdeel-sheet__inner">
      <h1 class="dagdeel-answer">${t(lang, 'cost.empty.title')}</h1><p class="dagdeel-answer-sub">${t(lang, 'cost.empty.text')}</p>
      ${this.#problems(problems, lang)}
      <p class="dagdeel-field__mend">${document ? html`<button type="button" class="dagdeel-button" @click=${() => dispatch({ type: 'add-item', path: 'parts', value: freshCostPrice(document) })}>${icon('plus')}${t(lang, 'cost.empty.add')}</button>` : nothing}
        ${example && document?.id !== EXAMPLE ? html`<button type="button" class="dagdeel-button dagdeel-button--secondary" @click=${() => dispatch({ type: 'choose-scenario', id: EXAMPLE })}>${t(lang, 'cost.empty.example')}</button>` : nothing}</p></div>`, true);
  }

  #problems(problems: State['problems'], lang: State['lang']): TemplateResult | typeof nothing {
    if (problems.length === 0) return nothing;
    return html`<div class="dagdeel-notice dagdeel-notice--block" role="alert">${icon('warn')}<div>${problems.map((problem) => html`<p>${problem.message[lang]}</p>`)}</div></div>`;
  }

  #answer(context: Context, party: string): TemplateResult {
    const { state } = context;
    const { result, computed, lang } = state;
    const found = computed ? caseOf(computed) : null;
    if (!result || !found || !tableOf(result, 'kostprijs-tarief')) return html`<h1 class="dagdeel-answer">${state.document?.title[lang]}</h1>${this.#problems(state.problems, lang)}`;
    const { key, params } = answer(result, found, lang);
    const stale = isStale(state);
    const assumed = found.part.parties.some(({ parameters }) => parameters.some(({ values }) => values.some(({ amount }) => amount.source === 'aanname')));
    return html`<h1 class="dagdeel-answer">${rich(lang, key, params)}</h1>
      ${assumed ? html`<p class="dagdeel-answer-sub"><span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span> ${t(lang, 'cost.assumed')}</p>` : nothing}
      ${stale ? html`<div class="dagdeel-notice dagdeel-notice--stale" role="status">${icon('wait')}<span>${t(lang, 'app.stale-general')}${state.problems.map((problem) => html`<p>${problem.message[lang]}</p>`)}</span></div>` : nothing}
      <div class="dagdeel-figures ${stale ? 'dagdeel-figures--stale' : ''}" role="group" aria-label=${t(lang, 'cost.figures')}>${this.#figures(context, found, result)}</div>
      <div class="dagdeel-answer-grid ${state.tape ? '' : 'dagdeel-answer-grid--untaped'}"><div>${buildUpBlock(context, found, result)}${evenBlock(context, found, result)}</div>
        <aside class="dagdeel-aside">${tape(context)}${caveats(context, result)}</aside></div>
      ${parametersBlock(context, found, result)}
      ${publishedBlock(context, found, result)}
      ${offersBlock(context, found, result, { party, wrong: this.wrong, record: (form) => { this.#record(form, party); } })}
      ${sources(context, result)}${others(context)}`;
  }

  #figures(context: Context, found: Case, result: Result): TemplateResult[] {
    const { lang } = context.state;
    const unit = unitWord(found, lang);
    const [first, second] = [partyWord(found, found.first, lang), partyWord(found, found.second, lang)];
    const cell = (table: string, party: string | null, sign = false) => {
      const seen = look(result, table, onDay(found, party));
      return { text: writeCell(seen.cell, seen, lang, sign), address: addressOf(result, table, seen.labels), value: seen.cell };
    };
    const note = t(lang, 'cost.figure.per', { unit });
    const figures = found.part.parties.map(({ id }, index) => {
      const { text, address } = cell('kostprijs-tarief', id);
      return figure(context, { place: `kostprijs-${index}`, label: t(lang, 'cost.figure.price', { party: partyWord(found, id, lang) }), value: text, note, address, ...(found.second === null ? { total: true } : {}) });
    });
    if (tableOf(result, 'kostprijs-tarief-min-kostprijs')) {
      const own = cell('kostprijs-tarief-min-kostprijs', found.first, true);
      const tariff = writeEuro(cell('kostprijs-geldend', null).value, lang).replace(/^€\s*/, '');
      figures.push(figure(context, { place: 'tarief-min', label: t(lang, 'cost.figure.tariff', { tariff }), value: own.text, address: own.address,
        note: found.second === null ? first : t(lang, 'cost.figure.tariff-note', { first, second, amount: cell('kostprijs-tarief-min-kostprijs', found.second, true).text }) }));
    }
    if (found.second !== null) {
      const { text, address } = cell('kostprijs-verschil', null, true);
      figures.push(figure(context, { place: 'verschil', label: t(lang, 'cost.figure.difference', { first, second }), value: text, note, address, total: true }));
    }
    return figures;
  }

  /** Records an offer once the engine has read its amount, or says what is wrong with the form. */
  #record(form: HTMLFormElement, shown: string): void {
    const amount = String(new FormData(form).get('amount') ?? '').trim();
    if (amount === '') this.#recordAs(form, shown, null);
    else this.dispatch({ type: 'read-number', text: amount, take: (read) => this.#recordAs(form, shown, read) });
  }

  /** An offer keeps the parameters that its party has at that moment. */
  #recordAs(form: HTMLFormElement, shown: string, amount: NumberRead | null): void {
    const found = this.state.document ? caseOf(this.state.document) : null;
    if (!found) return;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const [date, note, keep] = [readDate(text('date')), text('note'), data.get('keep') !== null];
    const party = found.part.parties.find(({ id }) => id === text('party')) ?? found.part.parties.find(({ id }) => id === shown);
    const offers = found.part.offers ?? [];
    const unread = amount !== null && 'error' in amount;
    const negative = amount !== null && 'value' in amount && isNegative(amount.value);
    const incomplete = !party || date === null || date < (offers.at(-1)?.date ?? '') || (!keep && amount === null) || negative;
    this.wrong = unread ? amount.error.message : incomplete ? messages['cost.offers.wrong'] : null;
    if (unread || incomplete) {
      void this.updateComplete.then(() => form.querySelector<HTMLElement>(unread ? '#bod-bedrag' : '#bod-datum')?.focus());
      return;
    }
    let n = offers.length + 1;
    while (offers.some(({ id }) => id === `bod-${n}`)) n += 1;
    this.dispatch({ type: 'add-item', path: `${found.at}.offers`, value: {
      id: `bod-${n}`, date, party: party.id,
      ...(keep ? { parameters: party.parameters } : {}),
      ...(amount === null ? {} : { amount: { value: amount.value, unit: `euro/${found.part.unit}`, source: 'aanname' } }),
      ...(note === '' ? {} : { note: { nl: note, en: note } }),
    } });
    form.reset();
  }
}

if (!customElements.get('dagdeel-cost-price-view')) customElements.define('dagdeel-cost-price-view', DagdeelCostPriceView);
