// *Gebruik als basis*: which year and products go under a scenario; and whether the open one rests on the claims that are loaded.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { claimsOf } from 'dagdeel/core';
import type { ClaimsBase, ClaimsBaseProduct } from 'dagdeel';
import { t, writeCell, writeUnit } from '../../i18n/index.ts';
import { viewOf } from '../../store/reduce.ts';
import { axisOf, cellAt, restsOnClaims, tableOf } from '../../store/selectors.ts';
import type { Dispatch, Lang, State } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { caseOf } from '../tariff/case.ts';
import { resting } from './opening.ts';
import { fitting, laidUnder, scenarioOn, type Chosen, type Over } from './scenario.ts';
import type { OwnData } from './session.ts';
import { amount, count } from './words.ts';

/** Of fewer clients no total goes into a document. */
const FEWEST = 10;

/** How the open scenario and these claims stand to each other, and what rounding makes of it. */
export function standingBlock(state: State, lang: Lang): TemplateResult | typeof nothing {
  const found = resting();
  const own = state.document && claimsOf(state.document);
  if (!found || !own || found.standing === 'none') return nothing;
  const title = state.document?.title[lang] ?? '';
  if (found.standing !== 'same') {
    const other = found.standing === 'other';
    return html`<div class="dagdeel-notice dagdeel-notice--block" role="status">${icon('warn')}<div><strong>${t(lang, other ? 'own.rests.other' : 'own.rests.unchecked', { title })}</strong>
      ${other ? html`<p>${t(lang, 'own.rests.other-help', { year: String(own.year), lines: count(own.lines, lang), euros: amount(own.euros, lang), hash: own.hash })}</p>` : nothing}</div></div>`;
  }
  const { rounding } = found;
  const row = (label: string, value: string, last = false) => html`<div><dt>${label}</dt><dd>${last ? html`<span class="dagdeel-double">${value}</span>` : value}</dd></div>`;
  return html`<section class="dagdeel-block" aria-labelledby="rust"><h2 class="dagdeel-message" id="rust">${t(lang, 'own.rests.same', { title })}</h2>
    <p>${state.document && viewOf(state.document) === 'tariff' ? html`<a href="#tarief">${t(lang, 'own.rests.tariff')}</a>` : html`<a href="#begroting">${t(lang, 'own.rests.budget')}</a>`}</p>
    ${members(state, String(own.year), lang)}
    ${rounding ? html`<p class="dagdeel-help dagdeel-own-choice">${t(lang, 'own.rests.rounding')}</p><dl class="dagdeel-ledger">${row(t(lang, 'own.rests.charged'), amount(rounding.charged, lang))}${row(t(lang, 'own.rests.per-line'), amount(rounding.perLine, lang))}
      ${row(t(lang, 'own.rests.per-cell'), amount(rounding.perCell, lang))}${row(t(lang, 'own.rests.difference'), amount(rounding.rounding, lang), true)}</dl>` : nothing}</section>`;
}

/** What each municipality or provider pays in the year of the claims, without and with the measures. */
function members({ result }: State, year: string, lang: Lang): TemplateResult | typeof nothing {
  const sides = [['kosten-per-gemeente', 'gemeente', 'own.axis.municipality'], ['kosten-per-aanbieder', 'aanbieder', 'own.axis.provider']] as const;
  const side = sides.find(([id]) => result && tableOf(result, id));
  const table = result && side && tableOf(result, side[0]);
  if (!result || !side || !table) return nothing;
  const cell = (variant: string, id: string) => writeCell(cellAt(result, table.id, { year, variant, [side[1]]: id }), table, lang);
  const title = t(lang, 'own.rests.members', { year });
  return html`<div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-label=${title}><table class="dagdeel-table"><caption>${title}</caption>
    <thead><tr><th scope="col">${t(lang, side[2])}</th><th scope="col">${t(lang, 'own.rests.now')}</th><th scope="col">${t(lang, 'own.rests.then')}</th></tr></thead>
    <tbody>${(axisOf(result, side[1])?.labels ?? []).map(({ id, name }) => html`<tr><th scope="row">${name[lang]}</th><td>${cell('huidig', id)}</td><td>${cell('nieuw', id)}</td></tr>`)}</tbody></table></div>`;
}

export class DagdeelOwnUse extends LitElement {
  static override properties = { data: { attribute: false }, state: { attribute: false }, dispatch: { attribute: false }, year: { state: true }, found: { state: true }, codes: { state: true }, over: { state: true }, few: { state: true } };
  declare data: OwnData;
  declare state: State;
  declare dispatch: Dispatch;
  declare year: string;
  declare found: ClaimsBase | null;
  declare codes: readonly string[];
  declare over: Over;
  /** The choice is of too few clients. */
  declare few: boolean;
  #asked = '';
  #stop = () => {};

  constructor() {
    super();
    this.year = '';
    this.found = null;
    this.codes = [];
    this.over = 'municipalities';
    this.few = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.data.listen(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  #years(): string[] {
    return [...new Set((this.data.summary?.months ?? []).map((month) => month.slice(0, 4)))].filter((year) => /^\d{4}$/.test(year));
  }

  /** The chosen year of care; the last one where none was chosen. */
  get #chosenYear(): string {
    return this.year || (this.#years().at(-1) ?? '');
  }

  get #selection() {
    return { withoutErrors: this.data.withoutErrors };
  }

  /** Asks again what there is where the claims, the year or the choice of lines are others. */
  protected override updated(): void {
    const { data } = this;
    const year = this.#chosenYear;
    const asked = `${data.version} ${year} ${data.withoutErrors}`;
    if (year === '' || data.work !== null || asked === this.#asked) return;
    this.#asked = asked;
    void data.baseOf({ year, selection: this.#selection }).then((found) => {
      this.found = found;
      this.few = false;
      this.codes = this.codes.filter((code) => found?.products.some(({ product, measured }) => product === code && measured !== null));
    });
  }

  async #chosen(codes: readonly string[]): Promise<Chosen | null> {
    const { agreed, invented, withoutErrors } = this.data;
    const year = this.#chosenYear;
    // The document will say how many lines and euros these are: of few clients that may not leave the page.
    const only = [{ axis: 'year' as const, labels: [year] }, { axis: 'product' as const, labels: [...codes] }];
    const clients = await this.data.clientsOf({ ...this.#selection, only });
    this.few = clients !== null && clients < FEWEST;
    if (this.few || clients === null) return null;
    const base = await this.data.baseOf({ year, products: [...codes], selection: this.#selection });
    return base && { base, over: this.over, agreed, withoutErrors, invented };
  }

  async #fresh(): Promise<void> {
    const chosen = await this.#chosen(this.codes);
    if (!chosen) return;
    this.dispatch({ type: 'document-opened', document: scenarioOn(chosen), origin: 'own' });
  }

  async #under(id: string): Promise<void> {
    const chosen = await this.#chosen(this.codes);
    const { document } = this.state;
    if (!chosen || !document) return;
    // A step that can be taken back, with everything else of the scenario as it was.
    this.dispatch({ type: 'reshape', document: laidUnder(document, id, chosen) });
  }

  #row(each: ClaimsBaseProduct, lang: Lang): TemplateResult {
    const { product } = each;
    const why = each.measured !== null ? '' : t(lang, each.unit === null ? 'own.use.several' : 'own.use.amounts');
    const toggle = (event: Event) => {
      const on = (event.currentTarget as HTMLInputElement).checked;
      this.codes = on ? [...this.codes, product] : this.codes.filter((code) => code !== product);
      this.few = false;
    };
    return html`<tr><td class="txt"><label class="dagdeel-check"><input type="checkbox" aria-label=${t(lang, 'own.use.pick', { product })} ?disabled=${each.measured === null} .checked=${this.codes.includes(product)} @change=${toggle}> ${product}</label></td>
      <td>${count(each.all.lines, lang)}</td><td>${amount(each.all.euros, lang)}</td><td>${each.volume === null ? '–' : count(each.volume, lang)}</td><td class="txt">${each.measure ? writeUnit(each.measure, lang) : html`<span class="muted">${why}</span>`}</td></tr>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { data, found, state } = this;
    const { lang, document } = state;
    const years = this.#years();
    if (years.length === 0) return nothing;
    const busy = data.work !== null || state.readonly;
    const side = (over: Over) => html`<button type="button" aria-pressed=${this.over === over ? 'true' : 'false'} @click=${() => { this.over = over; }}>${t(lang, `own.use.${over}`)}</button>`;
    const one = this.codes.length === 1 ? (found?.products.find(({ product }) => product === this.codes[0]) ?? null) : null;
    // The product that the founding case is about, or the only one that is counted in this unit.
    const wished = document && !restsOnClaims(document) ? caseOf(document)?.product.id : undefined;
    const fits = one && document && !restsOnClaims(document) ? fitting(document, one.measure) : [];
    const target = fits.find(({ id }) => id === wished) ?? (fits.length === 1 ? fits[0] : undefined);
    return html`<section class="dagdeel-block" aria-labelledby="basis"><h2 class="dagdeel-message" id="basis">${t(lang, 'own.use')}</h2><p class="dagdeel-help">${t(lang, 'own.use.note')}</p>
      <div class="dagdeel-own-format"><label class="dagdeel-own-axis">${t(lang, 'own.use.year')} <select class="dagdeel-select" ?disabled=${busy} @change=${(event: Event) => { this.year = (event.currentTarget as HTMLSelectElement).value; }}>${years.map((year) => html`<option value=${year} .selected=${year === this.#chosenYear}>${year}</option>`)}</select></label>
        <span class="dagdeel-own-axis"><span id="own-over">${t(lang, 'own.use.over')}</span> <span class="dagdeel-segment" role="group" aria-labelledby="own-over">${side('municipalities')}${side('providers')}</span></span></div>
      ${found ? html`<div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-label=${t(lang, 'own.use.products')}><table class="dagdeel-table"><thead><tr><th class="txt" scope="col">${t(lang, 'own.use.product')}</th><th scope="col">${t(lang, 'own.table.lines')}</th><th scope="col">${t(lang, 'own.table.euros')}</th><th scope="col">${t(lang, 'own.page.volume')}</th><th class="txt" scope="col">${t(lang, 'own.meaning.unit')}</th></tr></thead>
        <tbody>${found.products.map((each) => this.#row(each, lang))}</tbody></table></div>` : nothing}
      <p class="dagdeel-own-choice dagdeel-own-format">${target ? html`<button type="button" class="dagdeel-button" ?disabled=${busy} @click=${() => void this.#under(target.id)}>${t(lang, 'own.use.under', { title: document?.title[lang] ?? '' })}</button>` : nothing}
        <button type="button" class="dagdeel-button ${target ? 'dagdeel-button--secondary' : ''}" ?disabled=${busy || this.codes.length === 0} @click=${() => void this.#fresh()}>${t(lang, 'own.use.fresh')}</button>${this.codes.length === 0 ? html`<span class="dagdeel-help">${t(lang, 'own.use.choose')}</span>` : nothing}</p>
      <div role="status">${this.few ? html`<p class="dagdeel-hint">${icon('warn')} ${t(lang, 'own.use.few', { fewest: String(FEWEST) })}</p>` : nothing}</div></section>`;
  }
}

if (!customElements.get('dagdeel-own-use')) customElements.define('dagdeel-own-use', DagdeelOwnUse);
