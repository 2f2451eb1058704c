// <dagdeel-scenario scenario="…" lang="…" view="…">: one scenario in somebody else's page. It follows its own width and
// the host's theme, keeps nothing, and asks for nothing over the network.

import { html, nothing, type TemplateResult } from 'lit';
import { t, writeCell } from '../i18n/index.ts';
import { dateField } from '../inputs/calendar.ts';
import { fieldErrors, numberField, sourceChip, type Field } from '../inputs/field.ts';
import { textOf } from '../keeping/keep.ts';
import { toFragment } from '../keeping/link.ts';
import { faultOf, Store } from '../store/store.ts';
import { Surface } from '../app/surface.ts';
import { jobBar, noticeBar } from '../app/notices.ts';
import { tape } from '../tape/tape.ts';
import type { Context } from '../tape/ask.ts';
import type { Engine, Lang, Result, State, View } from '../store/types.ts';
import { caseOf, find, type Case } from '../views/tariff/case.ts';
import { fieldsOf } from '../views/tariff/inputs.ts';
import { answer } from '../views/tariff/sentences.ts';
import { costBlock, figure, figureSpecs, sentence, staleNote } from '../views/tariff/view.ts';

export class DagdeelScenario extends Surface {
  static override properties = { ...Surface.properties, scenario: {}, lang: {}, view: {}, page: {}, link: { state: true } };
  static openEngine: () => Promise<Engine>;
  /** The id of a shipped scenario. */
  declare scenario: string;
  declare lang: string;
  /** `tariff` or `budget`: the first scenario of that view, where no scenario is named. */
  declare view: View | '';
  /** The address of a whole Dagdeel, for *Open in Dagdeel*; without it there is no such link. */
  declare page: string;
  declare link: string;
  #engine: Promise<Engine> | null = null;

  constructor() {
    super();
    this.scenario = '';
    this.lang = '';
    this.view = '';
    this.page = '';
    this.link = '';
  }

  protected get language(): Lang {
    const said = (this.lang || this.closest('[lang]')?.getAttribute('lang') || 'nl').toLowerCase();
    return said.startsWith('en') ? 'en' : 'nl';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#engine?.then((engine) => engine.close(), () => {});
    this.#engine = null;
    this.detach();
  }

  async #start(): Promise<void> {
    const opening = DagdeelScenario.openEngine();
    this.#engine = opening;
    try {
      const engine = await opening;
      if (this.#engine !== opening) return;
      const store = new Store(engine, { lang: this.language, embedded: true, keeping: false });
      store.listen((state, before) => {
        if (state.document !== before.document) void this.#makeLink(state);
      });
      store.dispatch({ type: 'scenarios-listed', scenarios: await engine.scenarios() });
      this.attach(store);
      await this.#choose();
    } catch (error) {
      this.failure = faultOf(error).code;
    }
  }

  async #choose(): Promise<void> {
    const { store } = this;
    if (!store) return;
    const { scenarios } = store.state;
    const named = scenarios.find(({ id }) => id === this.scenario);
    const first = this.scenario ? named : scenarios.find(({ view }) => this.view === '' || view === this.view);
    if (first) await store.choose(first.id);
    else this.failure = 'unknown-scenario';
  }

  protected override updated(changed: Map<string, unknown>): void {
    const { store } = this;
    if (!store) return;
    if (changed.has('lang') && store.state.lang !== this.language) store.dispatch({ type: 'speak', lang: this.language });
    if ((changed.has('scenario') || changed.has('view')) && store.state.document && this.scenario && store.state.document.id !== this.scenario) void this.#choose();
  }

  /** Only https is ever a link; the fragment is not sent to the server. */
  async #makeLink({ document }: State): Promise<void> {
    if (!document || !/^https:\/\//.test(this.page)) return;
    this.link = this.page.replace(/#.*$/, '') + (await toFragment(textOf(document)));
  }

  protected override waiting(): TemplateResult {
    const lang = this.language;
    const missing = this.failure === 'unknown-scenario';
    return html`<div class="dagdeel-embed dagdeel-embed--waiting">${this.failure
      ? html`<p role="alert">${t(lang, missing ? 'app.no-scenario' : 'app.failed')} ${missing ? nothing : t(lang, 'app.fault-code', { code: this.failure })}</p>`
      : html`<p>${t(lang, 'app.starting')}</p>`}</div>`;
  }

  protected override content(state: State): TemplateResult {
    const dispatch = this.store?.dispatch ?? (() => {});
    const context: Context = { state, dispatch };
    const title = t(state.lang, 'app.embed', { title: state.document?.title[state.lang] ?? '' });
    if (state.view === 'budget') return html`<div class="dagdeel-embed dagdeel-embed--view" role="region" aria-label=${title}>${noticeBar(context)}${this.drawView(context)}</div>`;
    const found = state.document ? caseOf(state.document) : null;
    const computed = state.computed ? caseOf(state.computed) : null;
    return html`<div class="dagdeel-embed" role="region" aria-label=${title}>
      ${found ? this.#inputs(context, found) : nothing}${noticeBar(context)}${jobBar(context)}
      ${state.result && computed ? this.#answer(context, computed, state.result) : nothing}</div>`;
  }

  #inputs(context: Context, found: Case): TemplateResult {
    const fields = fieldsOf(found);
    return html`<div class="dagdeel-embed__inputs">${numberField(context, fields.old)}${numberField(context, fields.new)}${numberField(context, fields.clients)}${dateField(context, fields.date as Field)}${fieldErrors(context, [fields.old, fields.new, fields.clients, fields.date as Field])}</div>`;
  }

  #answer(context: Context, found: Case, result: Result): TemplateResult {
    const { state } = context;
    const { lang } = state;
    const figures = figureSpecs(context, found, result);
    const rise = find(result, 'stijging');
    const volume = find(result, 'dagdelen-per-jaar');
    return html`<p class="dagdeel-answer">${sentence(lang, answer(result, found, lang))}</p>
      ${staleNote(context, found)}
      <div class="dagdeel-figures dagdeel-figures--embed" role="group" aria-label=${t(lang, 'tariff.figures')}>
        ${figure(context, { ...figures.difference, note: `${t(lang, 'tariff.figure.effect-note')}, ${writeCell(rise.cell, rise, lang, true)}` })}${figure(context, figures.effect)}${figure(context, figures.structural)}</div>
      ${tape(context)}
      ${costBlock(context, found, result, true)}
      <div class="dagdeel-embed__foot"><span>${state.document?.sources.map(({ id }) => html`${sourceChip(state, id)} `)}<span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span> ${
        t(lang, 'app.embed-volume', { volume: writeCell(volume.cell, volume, lang) })}</span>${this.link ? html`<a href=${this.link} rel="noopener">${t(lang, 'app.embed-open')}</a>` : nothing}</div>`;
  }
}

export function defineEmbed(openEngine: () => Promise<Engine>): void {
  DagdeelScenario.openEngine = openEngine;
  if (!customElements.get('dagdeel-scenario')) customElements.define('dagdeel-scenario', DagdeelScenario);
}
