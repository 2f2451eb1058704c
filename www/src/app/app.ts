// The page: header, scenario bar, the view of the open document, footer.

import { html, nothing, type TemplateResult } from 'lit';
import { allowOwnData } from '../engine/own-data.ts';
import { onClaims } from '../engine/under.ts';
import { t } from '../i18n/index.ts';
import { Workbooks } from '../export/workbook.ts';
import { versionsOf } from '../keeping/versions.ts';
import { Simulations } from '../uncertainty/simulations.ts';
import { browserStorage, Keeper } from '../keeping/shelf.ts';
import { Keeping } from '../keeping/keep.ts';
import { holdsDocument } from '../keeping/link.ts';
import { faultOf, Store } from '../store/store.ts';
import { icon } from '../styles/icons.ts';
import { isHome, viewOf } from '../store/reduce.ts';
import { addressOf, tableOf } from '../store/selectors.ts';
import { askerId, type Context } from '../tape/ask.ts';
import type { Home, Lang, ScenarioInfo, State, View } from '../store/types.ts';
import { loadView, VIEWS } from '../views/registry.ts';
import { Frame } from '../frame/frame.ts';
import { applyTheme, OPEN, type Settings, type SettingsRead } from '../settings/settings.ts';
import { licences } from './licences.ts';
import { claimsBar, faultHelp, foreignBar, frozenBar, jobBar, noticeBar } from './notices.ts';
import type { Start } from './start.ts';
import { Surface } from './surface.ts';
import './toolbar.ts';

/** With which scenario each view begins, before anything was chosen. */
const FIRST: Readonly<Record<Home, string>> = { tariff: 'dagbesteding-regulier', budget: 'verblijf-gooi' };

const viewAt = (hash: string): View | null => VIEWS.find((each) => each.hash === hash)?.view ?? null;

/** What the address asks for: `?scenario=…&lang=…`. */
const asked = (name: 'lang' | 'scenario') => new URLSearchParams(window.location.search).get(name);

const preferred = (): Lang => (navigator.language.toLowerCase().startsWith('nl') ? 'nl' : navigator.language.toLowerCase().startsWith('en') ? 'en' : 'nl');

export class DagdeelApp extends Surface {
  static override properties = { ...Surface.properties, menu: { state: true } };
  static start: Start;
  declare menu: boolean;
  #keeping: Keeping | null = null;
  #settings: Settings = OPEN;
  #frame: Frame | null = null;

  constructor() {
    super();
    this.menu = false;
  }

  protected override get keyTarget(): EventTarget {
    return window;
  }

  protected get language(): Lang {
    const wished = asked('lang') ?? new Keeper(browserStorage()).shelf.lang ?? this.#settings.language;
    return wished === 'en' || wished === 'nl' ? wished : preferred();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#hash);
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, this.#guard);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#hash);
    this.#frame?.close();
    for (const type of ['dragover', 'drop'] as const) window.removeEventListener(type, this.#guard);
    this.store?.engine.close();
    this.detach();
  }

  async #start(): Promise<void> {
    // While the engine loads; a view that fails is tried again when it is drawn.
    void loadView(viewAt(window.location.hash) ?? 'tariff');
    try {
      const [{ settings, problems }, engine] = await Promise.all([this.#set(), DagdeelApp.start.openEngine()]);
      const { openClaims } = DagdeelApp.start;
      if (settings.ownData && openClaims) allowOwnData(openClaims);
      const keeper = new Keeper(browserStorage());
      // From a disk, any other page on that disk could read what is stored.
      const keeping = keeper.wish ?? window.location.protocol !== 'file:';
      const store = new Store(onClaims(engine), { lang: this.language, embedded: false, keeping });
      store.dispatch({ type: 'allow', changes: true, ownData: settings.ownData });
      this.#keeping = new Keeping(store, keeper);
      new Simulations(store);
      new Workbooks(store);
      const last = this.#keeping.restore();
      store.dispatch({ type: 'scenarios-listed', scenarios: await engine.scenarios() });
      store.listen((state, before) => this.#follow(state, before));
      this.attach(store);
      if (problems.length > 0) store.dispatch({ type: 'notify', notice: { kind: 'refused-settings', problems } });
      if (window.parent !== window) this.#frame = new Frame(store, settings.parents, this);
      const stop = store.listen((state) => {
        if (!state.result) return;
        stop();
        this.#showHow(state);
      });
      await this.#open(last);
    } catch (error) {
      this.failure = faultOf(error);
    }
  }

  /** What whoever keeps the folder has set; the theme at once, so that nothing changes colour later. */
  async #set(): Promise<SettingsRead> {
    const read = await DagdeelApp.start.settings;
    this.#settings = read.settings;
    applyTheme(read.settings.theme, this.ownerDocument);
    return read;
  }

  async #open(last: string | null): Promise<void> {
    const { store } = this;
    if (!store) return;
    const view = viewAt(window.location.hash);
    const wished = asked('scenario') ?? last;
    if (holdsDocument(window.location.hash)) {
      // The own work first, so that closing the other's document comes back to it.
      await this.#choose(wished, null);
      await this.#keeping?.openLink(window.location, window.history);
      return;
    }
    await this.#choose(wished, view && isHome(view) ? view : null);
    if (view) store.dispatch({ type: 'show-view', view });
  }

  async #choose(last: string | null, view: Home | null): Promise<void> {
    const { store } = this;
    if (!store) return;
    const { scenarios } = store.state;
    const known = new Map([...this.#own(), ...scenarios].map((scenario) => [scenario.id, scenario.view]));
    const fits = (id: string | null) => id !== null && known.has(id) && (view === null || known.get(id) === view);
    const set = this.#settings.scenario;
    const first = fits(set) ? set : FIRST[view ?? 'tariff'];
    const id = fits(last) ? last : fits(first) ? first : (scenarios.find((scenario) => view === null || scenario.view === view)?.id ?? scenarios[0]?.id ?? null);
    if (id !== null) await store.choose(id);
  }

  /** Where there is room beside the charts, the first answer shows at once how it was computed. */
  #showHow(state: State): void {
    if (state.view !== 'tariff' || !state.result || !tableOf(state.result, 'structureel-effect') || !window.matchMedia('(min-width: 75rem)').matches) return;
    const address = addressOf(state.result, 'structureel-effect');
    this.store?.dispatch({ type: 'ask', address, asker: askerId('structureel', address), quiet: true });
  }

  /** Documents on the desk that are not shipped. */
  #own(): ScenarioInfo[] {
    const { store } = this;
    if (!store) return [];
    const shipped = new Set(store.state.scenarios.map(({ id }) => id));
    return [...store.desk.values()].filter(({ document }) => !shipped.has(document.id)).map(({ document }) => ({
      id: document.id, title: document.title, place: document.place, sources: document.sources.map(({ short }) => short),
      view: viewOf(document),
    }));
  }

  readonly #hash = () => {
    const { store } = this;
    const { hash } = window.location;
    const view = viewAt(hash);
    if (holdsDocument(hash)) void this.#keeping?.openLink(window.location, window.history);
    else if (store && view) this.#show(view);
    this.menu = false;
  };

  /** Another view of the open document; where it has another home, the document that the view begins with. */
  #show(view: View): void {
    const { store } = this;
    if (!store?.state.document || view === store.state.view) return;
    if (isHome(view) && viewOf(store.state.document) !== view) void this.#choose(null, view);
    else store.dispatch({ type: 'show-view', view });
  }

  /** A file dropped beside a target would make the browser leave the page. */
  readonly #guard = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const file = event.type === 'drop' ? event.dataTransfer.files[0] : undefined;
    if (file) this.store?.dispatch({ type: 'open-file', file });
  };

  #follow(state: State, before: State): void {
    const { document } = this.ownerDocument.defaultView ?? window;
    document.documentElement.lang = state.lang;
    const shown = VIEWS.find(({ view }) => view === state.view);
    document.title = [shown && t(state.lang, shown.key), state.document?.title[state.lang], t(state.lang, 'app.title')].filter(Boolean).join(' – ');
    const hash = shown?.hash;
    const here = viewAt(window.location.hash);
    if (state.view !== before.view && here && hash && here !== state.view) window.history.replaceState(null, '', hash);
  }

  protected override waiting(): TemplateResult {
    const lang = this.state?.lang ?? this.language;
    return html`${this.#header(lang, null)}<main class="dagdeel-sheet dagdeel-sheet--wide" id="uitkomst">${this.failure
      ? html`<div role="alert"><h1 class="dagdeel-answer">${t(lang, 'app.failed')}</h1>${faultHelp(lang, this.failure)}</div>`
      : html`<p class="dagdeel-answer-sub">${t(lang, 'app.starting')}</p>`}${this.state && this.store ? noticeBar({ state: this.state, dispatch: this.store.dispatch }) : nothing}</main>`;
  }

  #header(lang: Lang, state: State | null): TemplateResult {
    // A link cannot point into a shadow root, a button can go there.
    const skip = () => this.renderRoot.querySelector<HTMLElement>('#uitkomst')?.focus();
    const switcher = (each: Lang, name: string) => html`<button type="button" lang=${each} title=${name} aria-label="${each.toUpperCase()}, ${name}" aria-pressed=${lang === each ? 'true' : 'false'}
      ?disabled=${state === null} @click=${() => this.store?.dispatch({ type: 'speak', lang: each })}>${each.toUpperCase()}</button>`;
    return html`<header class="dagdeel-header"><button type="button" class="skip" @click=${skip}>${t(lang, 'app.skip')}</button>
      <a class="dagdeel-brand" href="#tarief"><svg viewBox="0 0 26 26" aria-hidden="true"><path class="half" d="M13 3a10 10 0 0 0 0 20z"/><circle class="ring" cx="13" cy="13" r="10.5"/><path class="ring" d="M13 2.5v21"/></svg>${t(lang, 'app.title')}</a>
      <nav class="dagdeel-nav ${this.menu ? 'dagdeel-nav--open' : ''}" id="onderdelen" aria-label=${t(lang, 'app.nav')}><ul>${VIEWS.filter(({ view }) => view !== 'own-data' || (state?.ownData ?? true)).filter(({ view }) => !state || !isHome(view) || state.scenarios.some((scenario) => scenario.view === view)).map(({ view, hash, key }) =>
        html`<li><a href=${hash} aria-current=${state?.view === view ? 'page' : nothing} @click=${() => { this.menu = false; }}>${t(lang, key)}</a></li>`)}</ul></nav>
      <div class="dagdeel-lang" role="group" aria-label=${t(lang, 'app.language')}>${switcher('nl', 'Nederlands')}${switcher('en', 'English')}</div>
      <button type="button" class="dagdeel-tool dagdeel-menu-button" aria-expanded=${this.menu ? 'true' : 'false'} aria-controls="onderdelen" @click=${() => { this.menu = !this.menu; }}>${icon('menu')}${t(lang, 'app.menu')}</button></header>`;
  }

  protected override content(state: State): TemplateResult {
    const { lang } = state;
    const dispatch = this.store?.dispatch ?? (() => {});
    const context: Context = { state, dispatch };
    return html`${this.#header(lang, state)}
      <dagdeel-toolbar .state=${state} .dispatch=${dispatch} .own=${this.#own()} .about=${this.store?.about} .versions=${versionsOf(this.store?.desk)}></dagdeel-toolbar>
      ${foreignBar(context)}${frozenBar(context)}${claimsBar(context)}${noticeBar(context)}${jobBar(context)}
      ${this.drawView(context)}
      <footer class="dagdeel-footer"><span>${t(lang, 'app.footer')}</span><span>${t(lang, 'app.footer-engine', { version: this.store?.engine.version ?? '' })}</span>${licences(lang, DagdeelApp.start.licences)}
        ${state.result ? html`<span class="dagdeel-footer__print">${t(lang, 'app.printed', { id: state.result.document.id, version: state.result.engine, checksum: state.result.document.checksum })}</span>` : nothing}</footer>`;
  }
}

export function definePage(start: Start): void {
  DagdeelApp.start = start;
  if (!customElements.get('dagdeel-app')) customElements.define('dagdeel-app', DagdeelApp);
}
