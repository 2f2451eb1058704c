// What the page and an embed have in common: one shadow root with the style sheets, a store that is drawn on every
// change, keys, the focus of the rekenstrook, and one polite line for screen readers.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { styles } from '../styles/index.ts';
import type { EngineFault, Store } from '../store/store.ts';
import type { Lang, State, View } from '../store/types.ts';
import type { Context } from '../tape/ask.ts';
import { t } from '../i18n/index.ts';
import { restsOnClaims } from '../store/selectors.ts';
import { loadView, type ViewModule, viewModule } from '../views/registry.ts';
import { sheet } from '../views/sheet.ts';

/** The answer is read aloud when it has not changed for so long. */
const REST = 400;

export abstract class Surface extends LitElement {
  static override styles = styles;
  static override properties = { state: { state: true }, spoken: { state: true }, failure: { state: true }, failedView: { state: true } };
  declare state: State | null;
  declare spoken: string;
  declare failure: EngineFault | null;
  /** The view whose module could not be loaded. */
  declare failedView: View | null;
  protected store: Store | null = null;
  #stop: (() => void) | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.state = null;
    this.spoken = '';
    this.failure = null;
    this.failedView = null;
  }

  protected attach(store: Store): void {
    this.store = store;
    this.state = store.state;
    this.#stop?.();
    this.#stop = store.listen((state, before) => this.#changed(state, before));
  }

  protected detach(): void {
    this.#stop?.();
    this.#stop = null;
    clearTimeout(this.#rest);
    this.store = null;
  }

  #changed(state: State, before: State): void {
    this.state = state;
    if (state.result !== before.result || state.lang !== before.lang) {
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => {
        this.spoken = viewModule(state.view)?.spoken(state) ?? '';
      }, REST);
    }
    if (state.tape && !state.tape.quiet && state.tape.asker !== before.tape?.asker) void this.#showTape();
    if (!state.tape && before.tape) void this.#giveBack(before.tape.asker);
  }

  /** The strip may be far from the button that asked for it; it takes the focus, and gives it back when it is closed. */
  async #showTape(): Promise<void> {
    await this.#drawn();
    const strip = this.renderRoot.querySelector<HTMLElement>('#rekenstrook');
    strip?.focus({ preventScroll: true });
    strip?.scrollIntoView({ block: 'nearest' });
  }

  async #giveBack(asker: string): Promise<void> {
    await this.#drawn();
    this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(asker)}`)?.focus();
  }

  async #drawn(): Promise<void> {
    await this.updateComplete;
    await (this.renderRoot.querySelector('.dagdeel-view') as LitElement | null)?.updateComplete;
  }

  /** Where keys are heard: in an embed only inside it, on the page anywhere. */
  protected get keyTarget(): EventTarget {
    return this;
  }

  readonly #key = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const { store, state } = this;
    if (!store || !state) return;
    if (event.key === 'Escape' && state.tape) {
      event.preventDefault();
      store.dispatch({ type: 'close-tape' });
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const redo = key === 'y' || (key === 'z' && event.shiftKey);
    if (key !== 'z' && !redo) return;
    // Inside a field that is being typed in, the browser's own undo would fight with ours; ours goes by whole changes.
    event.preventDefault();
    store.dispatch({ type: redo ? 'redo' : 'undo' });
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.keyTarget.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.keyTarget.removeEventListener('keydown', this.#key);
  }

  /** The view of the state, once its module is there. */
  protected drawView(context: Context): TemplateResult {
    const { lang, view } = context.state;
    const module = viewModule(view);
    if (module) {
      this.#attach(view, module);
      return module.draw(context);
    }
    if (this.failedView !== view) void this.#load(view);
    return sheet(context.state, this.failedView === view
      ? html`<div role="alert"><p class="dagdeel-answer-sub">${t(lang, 'app.view-failed')}</p><button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => { this.failedView = null; }}>${t(lang, 'app.view-again')}</button></div>`
      : nothing, true);
  }

  readonly #attached = new Map<View, Store>();

  /** A view answers its own questions, from when it is first shown. */
  #attach(view: View, module: ViewModule): void {
    const { store } = this;
    if (!store || this.#attached.get(view) === store) return;
    this.#attached.set(view, store);
    // Not while the page is being drawn.
    if (module.attach) queueMicrotask(() => module.attach?.(store));
  }

  async #load(view: View): Promise<void> {
    if (await loadView(view)) this.requestUpdate();
    else this.failedView = view;
  }

  /** What rests on claims does not leave the page by the clipboard either; what is typed in a field may. */
  readonly #hold = (event: ClipboardEvent) => {
    if (!(event.composedPath()[0] instanceof HTMLInputElement)) event.preventDefault();
  };

  protected abstract content(state: State): TemplateResult;
  protected abstract waiting(): TemplateResult;
  protected abstract get language(): Lang;

  protected override render(): TemplateResult {
    const lang = this.state?.lang ?? this.language;
    const held = restsOnClaims(this.state?.document ?? null);
    return html`<div class="dagdeel-root ${held ? 'dagdeel-root--held' : ''}" lang=${lang} @copy=${held ? this.#hold : null}>${held ? html`<p class="dagdeel-held">${t(lang, 'export.claims')}</p>` : nothing}${this.state?.document ? this.content(this.state) : this.waiting()}
      <p class="visually-hidden" role="status" data-spoken>${this.spoken}</p></div>`;
  }

}
