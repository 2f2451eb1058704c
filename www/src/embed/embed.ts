// <dagdeel-scenario>: one scenario in somebody else's page. It follows its own width and the host's theme, stores nothing that
// nobody asked for, and asks for nothing over the network. `docs/` has its attributes, properties and events.

import { html, nothing, type TemplateResult } from 'lit';
import { claimsBar, faultHelp, foreignBar, jobBar, noticeBar } from '../app/notices.ts';
import { Surface } from '../app/surface.ts';
import '../app/toolbar.ts';
import type { SharedEngine } from '../engine/shared.ts';
import { Workbooks } from '../export/workbook.ts';
import { t } from '../i18n/index.ts';
import { Keeping, readDocument, textOf } from '../keeping/keep.ts';
import { toFragment } from '../keeping/link.ts';
import { browserStorage, Keeper } from '../keeping/shelf.ts';
import { faultOf, Store } from '../store/store.ts';
import type { Engine, Lang, Result, ScenarioDocument, State, View } from '../store/types.ts';
import type { Context } from '../tape/ask.ts';
import { Simulations } from '../uncertainty/simulations.ts';
import { VIEWS } from '../views/registry.ts';
import { caseOf } from '../views/tariff/case.ts';
import { compact } from './compact.ts';

/** The views by the names that an editor writes, beside those of the registry. */
const NAMED: Readonly<Record<string, View>> = { comparison: 'compare' };

type Shape = 'compact' | 'whole' | View;

export class DagdeelScenario extends Surface {
  static override properties = {
    ...Surface.properties, scenario: {}, lang: {}, view: {}, page: {}, theme: { reflect: true }, readonly: { type: Boolean }, ownData: { type: Boolean, attribute: 'own-data' },
    link: { state: true }, shape: { state: true },
  };
  static engine: SharedEngine;
  /** The version of this script, and of others that came later on the same page. */
  static version = '';
  static readonly others = new Set<string>();
  static readonly #all = new Set<DagdeelScenario>();

  /** Called by a script that found the name taken. */
  static meet(version: string): void {
    if (version === this.version) return;
    this.others.add(version);
    for (const each of this.#all) each.requestUpdate();
  }

  /** The id of a shipped scenario. */
  declare scenario: string;
  declare lang: string;
  /** `compact` (as it is by itself), `whole`, or a view: `tariff`, `budget`, `cost-price`, `comparison`, … */
  declare view: string;
  /** `light` or `dark`; otherwise that of the page around it. */
  declare theme: string;
  /** Nothing can be changed. */
  declare readonly: boolean;
  /** Whether claims of the user's own may be loaded: only where the deployer says so. */
  declare ownData: boolean;
  /** The address of a whole Dagdeel, for *Open in Dagdeel*; without it there is no such link. */
  declare page: string;
  declare link: string;
  /** What a reader went on to, in `whole` and from the compact view. */
  declare shape: Shape | null;
  #engine: Promise<Engine> | null = null;
  #given: ScenarioDocument | string | null = null;
  #told = false;

  constructor() {
    super();
    for (const name of ['scenario', 'lang', 'view', 'page', 'link', 'theme'] as const) this[name] = '';
    this.readonly = false;
    this.ownData = false;
    this.shape = null;
    // What a script of the page set before this one was loaded.
    if (Object.hasOwn(this, 'document')) {
      const { document } = this;
      delete (this as { document?: unknown }).document;
      this.#given = document;
    }
  }

  /** The document that is shown, in its latest right state. Setting one (an object or its text) opens it. */
  get document(): ScenarioDocument | null {
    return this.state?.document ? structuredClone(this.state.document) : null;
  }

  set document(given: ScenarioDocument | string | null) {
    this.#given = given;
    void this.#choose();
  }

  /** The latest answer, as the package gives it. */
  get result(): Result | null {
    return this.state?.result ? structuredClone(this.state.result) : null;
  }

  protected get language(): Lang {
    const said = (this.lang || this.closest('[lang]')?.getAttribute('lang') || 'nl').toLowerCase();
    return said.startsWith('en') ? 'en' : 'nl';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    DagdeelScenario.#all.add(this);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    DagdeelScenario.#all.delete(this);
    if (this.#engine) DagdeelScenario.engine.release();
    this.#engine = null;
    // Put back in the page, it goes on where it was.
    this.#given = this.state?.document ?? this.#given;
    this.detach();
  }

  async #start(): Promise<void> {
    const opening = DagdeelScenario.engine.take();
    this.#engine = opening;
    this.#told = false;
    try {
      const engine = await opening;
      if (this.#engine !== opening) return;
      const keeper = new Keeper(browserStorage());
      const store = new Store(engine, { lang: this.language, embedded: true, keeping: keeper.wish === true });
      this.#allow(store);
      new Keeping(store, keeper);
      new Simulations(store);
      new Workbooks(store);
      store.listen((state, before) => this.#follow(state, before));
      store.dispatch({ type: 'scenarios-listed', scenarios: await engine.scenarios() });
      this.attach(store);
      await this.#choose();
    } catch (error) {
      this.#failed(error);
    }
  }

  #allow(store: Store): void {
    store.dispatch({ type: 'allow', changes: !this.readonly, ownData: this.ownData });
  }

  /** The document that was given, one that stands in the element, or a shipped one. */
  async #choose(): Promise<void> {
    const { store } = this;
    if (!store) return;
    this.failure = null;
    const inside = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    const given = this.#given ?? (this.scenario ? null : (inside ?? null));
    try {
      if (given !== null) {
        const { document } = await readDocument(store.engine, given);
        store.dispatch({ type: 'document-opened', document, origin: 'own' });
      } else await this.#shipped(store);
      const view = this.#viewNamed();
      if (view) store.dispatch({ type: 'show-view', view });
    } catch (error) {
      this.#failed(error);
    }
  }

  async #shipped(store: Store): Promise<void> {
    const { scenarios } = store.state;
    const view = this.#viewNamed();
    const home = scenarios.find((each) => each.view === view) ?? scenarios[0];
    const chosen = this.scenario ? scenarios.find(({ id }) => id === this.scenario) : home;
    if (!chosen) throw { code: 'unknown-scenario', problems: [] };
    await store.choose(chosen.id);
  }

  #failed(error: unknown): void {
    this.failure = faultOf(error);
    this.#tell('dagdeel-error', this.failure);
  }

  #follow(state: State, before: State): void {
    if (state.document !== before.document) void this.#makeLink(state);
    if (state.problems !== before.problems && state.problems.length > 0) this.#tell('dagdeel-error', { code: 'document-refused', problems: [...state.problems] });
    if (!state.result || state.result === before.result) return;
    this.#tell(this.#told ? 'dagdeel-change' : 'dagdeel-ready', { document: structuredClone(state.computed), result: structuredClone(state.result) });
    this.#told = true;
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  /** The view that the attribute names, as far as this page has it. */
  #viewNamed(): View | null {
    const view = NAMED[this.view] ?? this.view;
    return VIEWS.find((each) => each.view === view)?.view ?? null;
  }

  /** What to draw; other scenarios are offered by the whole and the comparison alone. A document that the compact view cannot show is shown by the view where it is at home. */
  #shape(state: State): Shape {
    if (this.view === 'whole') return 'whole';
    if (this.shape) return this.shape;
    if (this.#viewNamed()) return state.view;
    return state.document && caseOf(state.document) && state.view === 'tariff' ? 'compact' : state.view;
  }

  protected override updated(changed: Map<string, unknown>): void {
    const { store } = this;
    if (!store) return;
    if (changed.has('lang') && store.state.lang !== this.language) store.dispatch({ type: 'speak', lang: this.language });
    if (changed.has('readonly') || changed.has('ownData')) this.#allow(store);
    if (changed.has('scenario') && this.scenario && store.state.document && store.state.document.id !== this.scenario) {
      this.#given = null;
      void this.#choose();
    } else if (changed.has('view') && store.state.document) {
      this.shape = null;
      const view = this.#viewNamed();
      if (view) store.dispatch({ type: 'show-view', view });
    }
  }

  /** Only https is ever a link; the fragment is not sent to the server. */
  async #makeLink({ document }: State): Promise<void> {
    if (!document || !/^https:\/\//.test(this.page)) return;
    const link = this.page.replace(/#.*$/, '') + (await toFragment(textOf(document)).catch(() => ''));
    if (this.state?.document === document || !this.state) this.link = link;
  }

  protected override waiting(): TemplateResult {
    const lang = this.language;
    return html`<div class="dagdeel-embed dagdeel-embed--waiting">${this.failure ? this.#wrong(lang) : html`<p>${t(lang, 'app.starting')}</p>`}</div>`;
  }

  #wrong(lang: Lang): TemplateResult {
    const fault = this.failure;
    if (fault?.code === 'unknown-scenario') return html`<p role="alert">${t(lang, 'app.no-scenario')}</p>`;
    return html`<div role="alert"><p><strong>${t(lang, fault?.code === 'document-refused' ? 'app.embed-refused' : 'app.failed')}</strong></p>${fault ? faultHelp(lang, fault) : nothing}</div>`;
  }

  protected override content(state: State): TemplateResult {
    const dispatch = this.store?.dispatch ?? (() => {});
    const context: Context = { state, dispatch };
    const { lang } = state;
    const title = t(lang, 'app.embed', { title: state.document?.title[lang] ?? '' });
    const shape = this.#shape(state);
    const small = shape === 'compact';
    return html`<div class="dagdeel-embed ${small ? '' : 'dagdeel-embed--view'}" role="region" aria-label=${title}>
      ${this.failure ? this.#wrong(lang) : nothing}${foreignBar(context)}${claimsBar(context)}${noticeBar(context)}
      ${small ? compact(context, state.document ? caseOf(state.document) : null, state.computed ? caseOf(state.computed) : null, this.#links(context))
        : html`${shape === 'whole' ? this.#bars(context) : this.shape ? this.#back(context) : nothing}${jobBar(context)}${this.drawView(shape === 'whole' || state.view === 'compare' ? context : { ...context, state: { ...state, scenarios: [] } })}`}
      ${this.#versions(lang)}</div>`;
  }

  /** *Onderbouwing* takes the place of the answer; *Open in Dagdeel* leaves the page, on a person's click. */
  #links({ state, dispatch }: Context): TemplateResult {
    const { lang } = state;
    const show = (view: View) => {
      this.shape = view;
      dispatch({ type: 'show-view', view });
    };
    return html`${this.link ? html`<a href=${this.link} rel="noopener">${t(lang, 'app.embed-open')}</a>` : nothing}${VIEWS.some(({ view }) => view === 'method')
      ? html`<button type="button" class="dagdeel-link-button" @click=${() => show('method')}>${t(lang, 'app.embed-method')}</button>` : nothing}`;
  }

  #back({ state, dispatch }: Context): TemplateResult {
    const back = () => {
      this.shape = null;
      dispatch({ type: 'show-view', view: 'tariff' });
    };
    return html`<p class="dagdeel-embed__back"><button type="button" class="dagdeel-link-button" @click=${back}>${t(state.lang, 'app.embed-back')}</button></p>`;
  }

  /** The whole of Dagdeel, without the page's own header and addresses. */
  #bars({ state, dispatch }: Context): TemplateResult {
    const { lang } = state;
    const shown = VIEWS.filter(({ view }) => view !== 'own-data' || state.ownData);
    return html`<nav class="dagdeel-embed__nav" aria-label=${t(lang, 'app.nav')}><ul>${shown.map(({ view, key }) => html`<li><button type="button" aria-current=${state.view === view ? 'page' : nothing}
      @click=${() => dispatch({ type: 'show-view', view })}>${t(lang, key)}</button></li>`)}</ul></nav>
      <dagdeel-toolbar .state=${state} .dispatch=${dispatch} .own=${[]} .about=${this.store?.about}></dagdeel-toolbar>`;
  }

  #versions(lang: Lang): TemplateResult | typeof nothing {
    const others = [...DagdeelScenario.others].sort();
    if (others.length === 0) return nothing;
    return html`<p class="dagdeel-notice dagdeel-embed__versions" role="note">${t(lang, 'app.embed-versions', { own: DagdeelScenario.version, others: others.join(', ') })}</p>`;
  }
}

export function defineEmbed(engine: SharedEngine, version: string): void {
  const taken = customElements.get('dagdeel-scenario') as typeof DagdeelScenario | undefined;
  if (taken) {
    taken.meet?.(version);
    return;
  }
  DagdeelScenario.engine = engine;
  DagdeelScenario.version = version;
  customElements.define('dagdeel-scenario', DagdeelScenario);
}

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-scenario': DagdeelScenario;
  }
}
