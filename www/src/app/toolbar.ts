// The scenario bar: which scenario, and what can be done with it as a whole.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { canSaveWorkbook } from '../export/workbook.ts';
import { readDate, t, writeDate, writeDateField } from '../i18n/index.ts';
import { toFragment } from '../keeping/link.ts';
import { textOf } from '../keeping/keep.ts';
import { KeepingError } from '../keeping/limits.ts';
import { today, type Version } from '../keeping/versions.ts';
import { switchRow } from '../inputs/field.ts';
import { icon, type IconName } from '../styles/icons.ts';
import { restsOnClaims } from '../store/selectors.ts';
import { copyText } from '../tape/clipboard.ts';
import type { Context } from '../tape/ask.ts';
import type { Dispatch, Problem, ScenarioAbout, ScenarioInfo, State } from '../store/types.ts';

type Panel = 'keep' | 'share';

export class DagdeelToolbar extends LitElement {
  static override properties = {
    state: { attribute: false }, dispatch: { attribute: false }, own: { attribute: false }, about: { attribute: false }, versions: { attribute: false },
    panel: { state: true }, link: { state: true }, problem: { state: true }, known: { state: true }, picking: { state: true },
  };
  declare state: State;
  declare dispatch: Dispatch;
  /** Documents of the user's own beside the shipped ones. */
  declare own: ScenarioInfo[];
  /** What there is to know of a scenario, by its id. */
  declare about: (id: string) => Promise<ScenarioAbout>;
  /** The versions that were frozen. */
  declare versions: readonly Version[];
  declare panel: Panel | null;
  declare link: string;
  declare problem: Problem | null;
  /** Whether the date of a version could be read. */
  declare known: boolean;
  /** The picker is open. */
  declare picking: boolean;

  constructor() {
    super();
    this.own = [];
    this.versions = [];
    this.panel = null;
    this.link = '';
    this.problem = null;
    this.known = true;
    this.picking = false;
  }

  protected override createRenderRoot() {
    return this;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.ownerDocument.removeEventListener('pointerdown', this.#outside);
  }

  readonly #outside = (event: Event) => {
    const inside = event.composedPath().some((node) => node instanceof HTMLElement && node.classList.contains('dagdeel-toolbar__item'));
    if (!inside) this.#open(null);
  };

  #open(panel: Panel | null) {
    this.panel = panel;
    this.ownerDocument[panel ? 'addEventListener' : 'removeEventListener']('pointerdown', this.#outside);
    if (panel === 'share') void this.#makeLink();
  }

  async #makeLink() {
    const { document } = this.state;
    if (!document) return;
    this.problem = null;
    try {
      const { origin, pathname, protocol } = window.location;
      this.link = (protocol === 'file:' ? `file://${pathname}` : origin + pathname) + (await toFragment(textOf(document)));
    } catch (error) {
      if (!(error instanceof KeepingError)) throw error;
      this.problem = error.problem;
    }
  }

  protected override updated(changed: Map<string, unknown>) {
    const before = changed.get('state') as State | undefined;
    if (this.panel === 'share' && before && before.document !== this.state.document) void this.#makeLink();
  }

  #key(event: KeyboardEvent, panel: Panel) {
    if (event.key !== 'Escape' || this.panel !== panel) return;
    event.stopPropagation();
    this.#open(null);
    this.querySelector<HTMLElement>(`#paneel-${panel}-knop`)?.focus();
  }

  /** Leaving a panel by keyboard closes it. */
  #left(event: FocusEvent) {
    const item = event.currentTarget as HTMLElement;
    if (event.relatedTarget instanceof Node && !item.contains(event.relatedTarget)) this.#open(null);
  }

  protected override render(): TemplateResult {
    const { state, dispatch } = this;
    const { lang } = state;
    const tool = (name: IconName, key: 'app.undo' | 'app.redo', type: 'undo' | 'redo', disabled: boolean) =>
      html`<button type="button" class="dagdeel-tool dagdeel-tool--icon" aria-label=${t(lang, `${key}-key`)} title=${t(lang, key)} aria-disabled=${disabled ? 'true' : 'false'}
        @click=${() => dispatch({ type })}>${icon(name)}</button>`;
    return html`<section class="dagdeel-scenariobar" aria-label=${t(lang, 'app.scenario')}>${this.#picker()}
      <span class="dagdeel-scenariobar__source">${state.document?.place[lang]}</span>
      <div class="dagdeel-toolbar" role="group" aria-label=${t(lang, 'app.actions')}>
        <button type="button" class="dagdeel-tool dagdeel-tool--icon" aria-label=${t(lang, 'app.new')} title=${t(lang, 'app.new')} @click=${() => dispatch({ type: 'new-scenario' })}>${icon('plus')}</button>
        ${tool('undo', 'app.undo', 'undo', state.past.length === 0)}${tool('redo', 'app.redo', 'redo', state.future.length === 0)}
        <span class="dagdeel-toolbar__sep"></span>
        ${this.#disclosure('keep', 'save', t(lang, 'app.keep'), () => this.#keepPanel())}
        ${state.embedded ? nothing : this.#disclosure('share', 'share', t(lang, 'app.share'), () => this.#sharePanel())}
        ${this.#excel()}
        ${state.embedded ? nothing : html`<button type="button" class="dagdeel-tool dagdeel-tool--wide" @click=${() => window.print()}>${icon('print')}${t(lang, 'app.print')}</button>`}
      </div></section>`;
  }

  /** While a large workbook is being written, the button says how far it is and stops it. */
  #excel(): TemplateResult {
    const { state, dispatch } = this;
    const { lang, workbook } = state;
    const button = (name: string, label: string, title: string, disabled: boolean, type: 'save-workbook' | 'cancel-workbook') =>
      html`<button type="button" class="dagdeel-tool dagdeel-tool--wide" aria-label=${name} title=${title} ?disabled=${disabled} @click=${() => dispatch({ type })}>${icon('table')}${label}</button>`;
    if (workbook !== null) {
      const percent = `${Math.floor(workbook * 100)} %`;
      return button(t(lang, 'export.excel-stop', { percent }), percent, t(lang, 'app.cancel'), false, 'cancel-workbook');
    }
    const can = canSaveWorkbook(state);
    return button(t(lang, 'export.excel-name'), t(lang, 'export.excel'), t(lang, can ? 'export.excel-help' : restsOnClaims(state.document) ? 'export.claims' : 'export.stale'), !can, 'save-workbook');
  }

  #disclosure(panel: Panel, name: IconName, label: string, content: () => TemplateResult): TemplateResult {
    const open = this.panel === panel;
    return html`<div class="dagdeel-toolbar__item" @keydown=${(event: KeyboardEvent) => this.#key(event, panel)} @focusout=${this.#left}>
      <button type="button" class="dagdeel-tool" id="paneel-${panel}-knop" aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? `paneel-${panel}` : nothing}
        @click=${() => this.#open(open ? null : panel)}>${icon(name)}${label}</button>
      ${open ? html`<div class="dagdeel-panel" id="paneel-${panel}" role="group" aria-label=${label}>${content()}</div>` : nothing}</div>`;
  }

  /** The picker is loaded when it is first asked for, so that the first answer does not wait for it. */
  async #pick() {
    try {
      await import('./picker.ts');
      this.picking = true;
    } catch {
      this.dispatch({ type: 'notify', notice: { kind: 'failed', code: 'not-loaded' } });
    }
  }

  #picker(): TemplateResult {
    const { state, dispatch } = this;
    const { lang, document, scenarios, origin } = state;
    const index = scenarios.findIndex(({ id }) => id === document?.id);
    const label = origin === 'foreign' ? t(lang, 'app.scenario-foreign') : index < 0 ? t(lang, 'app.scenario-own')
      : t(lang, 'app.scenario-of', { n: String(index + 1), count: String(scenarios.length) });
    return html`<button type="button" class="dagdeel-picker" aria-haspopup="dialog" @click=${() => void this.#pick()}><span class="visually-hidden">${t(lang, 'app.scenario-choose')}:</span>
      <span class="dagdeel-picker__label">${label}</span> <span class="dagdeel-picker__value">${document?.title[lang]}</span>${icon('chev')}</button>
      ${this.picking ? html`<dagdeel-picker .state=${state} .dispatch=${dispatch} .own=${this.own} .about=${this.about} @picked=${() => { this.picking = false; }}></dagdeel-picker>` : nothing}`;
  }

  #keepPanel(): TemplateResult {
    const { state, dispatch } = this;
    const { lang } = state;
    const context: Context = { state, dispatch };
    const local = window.location.protocol === 'file:' || state.embedded;
    return html`<button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => dispatch({ type: 'save-file' })}>${t(lang, 'keeping.save')}</button>
      <label class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense dagdeel-filebutton">${t(lang, 'keeping.open')}<input type="file" accept=".json,application/json" @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const file = input.files?.[0];
        if (file) dispatch({ type: 'open-file', file });
        input.value = '';
        this.#open(null);
      }}></label>
      ${switchRow(context, 'bewaar-hier', 'keeping.here', local ? 'keeping.here-shared' : 'keeping.here-help', state.keeping, (on) => dispatch({ type: 'keep', on }))}
      ${this.#versions()}
      <button type="button" class="dagdeel-link-button dagdeel-panel__clear" @click=${() => this.#askClear()}>${t(lang, 'keeping.clear')}</button>
      <dialog class="dagdeel-dialog" aria-label=${t(lang, 'keeping.clear')} @keydown=${(event: Event) => event.stopPropagation()}><p>${t(lang, 'keeping.clear-ask')}</p><div class="dagdeel-dialog__actions">
        <button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => this.#answerClear(true)}>${t(lang, 'keeping.clear')}</button>
        <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => this.#answerClear(false)}>${t(lang, 'keeping.clear-no')}</button></div></dialog>`;
  }

  /** What was frozen of this scenario, and freezing what is there now. */
  #versions(): TemplateResult {
    const { state, dispatch } = this;
    const { lang, document } = state;
    const of = document?.frozen?.of ?? document?.id;
    const versions = this.versions.filter((version) => version.of === of);
    const freeze = () => {
      const known = readDate(this.querySelector<HTMLInputElement>('#versie-datum')?.value ?? '');
      const note = this.querySelector<HTMLInputElement>('#versie-reden');
      this.known = known !== null;
      if (!known) return;
      dispatch({ type: 'freeze', known, note: note?.value.trim() ?? '' });
      if (note) note.value = '';
    };
    const field = (id: string, label: string, value: string, wrong: boolean) => html`<div class="dagdeel-field"><label for=${id}>${label}</label><div class="dagdeel-control dagdeel-control--text ${wrong ? 'dagdeel-control--invalid' : ''}">
      <input id=${id} autocomplete="off" maxlength="200" .value=${value} aria-invalid=${wrong ? 'true' : nothing}></div>${wrong ? html`<div class="dagdeel-error" role="alert">${icon('warn')}<span>${t(lang, 'input.not-a-date')}</span></div>` : nothing}</div>`;
    return html`<section class="dagdeel-versions" aria-labelledby="versies-kop"><h2 class="dagdeel-inputs__title" id="versies-kop">${t(lang, 'version.title')}</h2>
      <p class="dagdeel-help">${t(lang, 'version.help')}</p>
      ${versions.length === 0 ? html`<p class="dagdeel-help">${t(lang, 'version.none')}</p>` : html`<ul class="dagdeel-parts">${versions.map(({ id, known, note }) => {
        const params = { date: writeDate(known, lang), note };
        return html`<li><span class="dagdeel-lever__name">${params.date}</span><span class="dagdeel-help">${note}</span><div class="dagdeel-editing">
          <button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'version.open-of', params)} aria-current=${id === document?.id ? 'true' : nothing} @click=${() => { this.#open(null); dispatch({ type: 'choose-scenario', id }); }}>${t(lang, 'version.open')}</button>
          ${id === document?.id ? nothing : html`<button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'version.remove-of', params)} @click=${() => dispatch({ type: 'remove-version', id })}>${t(lang, 'form.remove')}</button>`}</div></li>`;
      })}</ul>`}
      ${!document || document.frozen || state.origin === 'foreign' ? nothing : html`${field('versie-datum', t(lang, 'version.known'), writeDateField(today(), lang), !this.known)}${field('versie-reden', t(lang, 'version.note'), '', false)}
        <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${freeze}>${t(lang, 'version.freeze')}</button>
        ${state.keeping ? nothing : html`<p class="dagdeel-help">${t(lang, 'version.not-kept')}</p>`}`}</section>`;
  }

  #askClear() {
    this.querySelector<HTMLDialogElement>('.dagdeel-dialog')?.showModal();
  }

  #answerClear(clear: boolean) {
    this.querySelector<HTMLDialogElement>('.dagdeel-dialog')?.close();
    if (!clear) return;
    this.#open(null);
    this.dispatch({ type: 'clear-all' });
    this.querySelector<HTMLElement>('#paneel-keep-knop')?.focus();
  }

  #sharePanel(): TemplateResult {
    const { lang } = this.state;
    if (this.problem) return html`<p class="dagdeel-error" role="alert">${icon('warn')}<span>${this.problem.message[lang]}</span></p>`;
    const copy = async () => {
      const copied = await copyText(this.link);
      this.dispatch({ type: 'notify', notice: { kind: 'said', message: copied ? 'link-copied' : 'copy-failed' } });
    };
    return html`<label class="dagdeel-field"><span class="dagdeel-field__label">${t(lang, 'keeping.link')}</span>
        <span class="dagdeel-control"><input readonly class="dagdeel-panel__link" .value=${this.link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}></span></label>
      <button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => void copy()}>${t(lang, 'keeping.link-copy')}</button>
      <p class="dagdeel-help">${t(lang, window.location.protocol === 'file:' ? 'keeping.link-local' : 'keeping.link-help')}</p>`;
  }
}

if (!customElements.get('dagdeel-toolbar')) customElements.define('dagdeel-toolbar', DagdeelToolbar);
