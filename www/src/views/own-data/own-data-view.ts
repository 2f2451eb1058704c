// *Eigen gegevens*: claims are read in this browser, checked, and asked what they say. Nothing of it goes out.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ClaimsAxis } from 'dagdeel';
import { rich, t, type Key } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { sheet } from '../sheet.ts';
import { ViewElement } from '../view-element.ts';
import { allocatedBlocks } from './allocations.ts';
import { answersBlock } from './answers.ts';
import { agreedBlock, balance, checksBlock } from './checks.ts';
import { exportBlock } from './export.ts';
import { columnsBlock, dropZone, fileList, progress } from './files.ts';
import { ownData } from './opening.ts';
import { runOffBlock } from './run-off.ts';
import type { OwnData } from './session.ts';
import { standingBlock } from './use.ts';
import { count, euro } from './words.ts';

/** How many claims the example has. */
const EXAMPLE = 100_000;

type StepState = 'done' | 'current' | 'waiting';

export class DagdeelOwnDataView extends ViewElement {
  static override properties: PropertyDeclarations = { ...ViewElement.properties, by: { state: true }, said: { state: true }, masked: { state: true } };
  /** What totals from elsewhere are of. */
  declare by: ClaimsAxis;
  declare said: string;
  /** Whether providers leave without their names. */
  declare masked: boolean;
  #stop: (() => void) | null = null;

  constructor() {
    super();
    this.by = 'provider';
    this.said = '';
    this.masked = false;
  }

  /** What is selected here does not leave the page by the clipboard either; what is typed in a field may, and a table that is protected. */
  readonly #copy = (event: ClipboardEvent) => {
    const [from] = event.composedPath();
    if (from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    this.said = t(this.state.lang, 'own.no-copy');
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = ownData()?.listen(() => this.requestUpdate()) ?? null;
    document.addEventListener('copy', this.#copy);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('copy', this.#copy);
    this.#stop?.();
    this.#stop = null;
  }

  protected override render(): TemplateResult {
    const { lang } = this.state;
    const data = this.state.ownData ? ownData() : null;
    // No translation service and no spelling check of a cloud sees what stands here.
    return html`<div class="dagdeel-workspace dagdeel-own-data" translate="no" spellcheck="false">
      <aside class="dagdeel-inputs" aria-label=${t(lang, 'own.steps')}><div class="dagdeel-inputs__head"><h2>${t(lang, 'own.title')}</h2></div>${data ? this.#side(data, lang) : nothing}</aside>
      ${sheet(this.state, html`<div class="dagdeel-sheet__inner">${data ? this.#answers(data, lang)
        : html`<h1 class="dagdeel-answer">${t(lang, 'own.off')}</h1><p class="dagdeel-answer-sub">${t(lang, 'own.off-help')}</p>`}</div>`)}</div>`;
  }

  #side(data: OwnData, lang: Lang): TemplateResult {
    const ignored = data.files.flatMap(({ inspection, report }) => (report ?? inspection)?.columns ?? []);
    const unread = ignored.filter(({ meaning }) => meaning === 'ignore').length;
    const checks = data.report?.checks ?? [];
    const open = data.files.length - data.read.length;
    const steps: readonly [Key, string, boolean][] = [
      ['own.step.files', data.files.length > 0 ? t(lang, 'own.step.files-note', { read: String(data.read.length), open: String(open) }) : '', data.read.length > 0 && open === 0],
      ['own.step.columns', ignored.length > 0 ? t(lang, 'own.step.columns-note', { read: String(ignored.length - unread), ignored: String(unread) }) : '', data.read.length > 0 && open === 0],
      ['own.step.checks', checks.length > 0 ? t(lang, 'own.step.checks-note', { done: String(checks.filter(({ waits }) => waits === null).length), all: String(checks.length) }) : '', data.report !== null],
      ['own.step.answers', t(lang, 'own.step.answers-note'), data.answers !== null],
    ];
    const current = steps.findIndex(([, , done]) => !done);
    const step = ([key, note]: readonly [Key, string, boolean], at: number): TemplateResult => {
      const state: StepState = current < 0 || at < current ? 'done' : at === current ? 'current' : 'waiting';
      return html`<li class="is-${state}" aria-current=${state === 'current' ? 'step' : nothing}><span class="dagdeel-steps__dot">${state === 'done' ? icon('check') : at + 1}</span><span class="dagdeel-steps__name">${t(lang, key)}</span>${note ? html`<p>${note}</p>` : nothing}</li>`;
    };
    const mode = (each: 'analyse' | 'controle') => html`<button type="button" aria-pressed=${data.mode === each ? 'true' : 'false'} ?disabled=${data.work !== null} @click=${() => void data.choose(each)}>${t(lang, `own.mode.${each}`)}</button>`;
    return html`<ol class="dagdeel-steps">${steps.map(step)}</ol>
      <div class="dagdeel-own-mode"><span class="dagdeel-help" id="own-mode">${t(lang, 'own.mode')}</span><span class="dagdeel-segment" role="group" aria-labelledby="own-mode">${mode('analyse')}${mode('controle')}</span><p class="dagdeel-help">${t(lang, 'own.mode.controle-help')}</p></div>
      <div class="dagdeel-note dagdeel-note--info"><h3>${icon('lock')} ${t(lang, 'own.stays')}</h3><p>${rich(lang, data.mode === 'controle' ? 'own.stays-controle' : 'own.stays-analyse')}</p><p>${t(lang, 'own.memory')}</p></div>
      ${data.files.length === 0 ? html`<p class="dagdeel-help">${t(lang, 'own.no-file')}</p><button type="button" class="dagdeel-link-button" ?disabled=${data.work !== null} @click=${() => void data.generate(EXAMPLE)}>${t(lang, 'own.try')}</button>`
        : html`<button type="button" class="dagdeel-link-button" @click=${() => void data.clear()}>${t(lang, 'own.wipe')}</button>`}`;
  }

  #answer(data: OwnData, lang: Lang): TemplateResult {
    const { report, summary } = data;
    if (report) {
      const waiting = report.checks.filter(({ waits }) => waits !== null).length;
      return html`${rich(lang, 'own.answer.checked', { clean: count(report.clean.lines, lang), all: count(report.all.lines, lang), euros: euro(report.clean.euros, lang) })}${waiting > 0 ? html` ${t(lang, 'own.answer.waiting', { count: String(waiting) })}` : nothing}`;
    }
    if (summary && summary.all.lines > 0) return html`${rich(lang, 'own.answer.read', { accepted: count(summary.accepted.lines, lang), all: count(summary.all.lines, lang), euros: euro(summary.accepted.euros, lang) })}`;
    return html`${t(lang, 'own.answer.none')}`;
  }

  #problem(data: OwnData, lang: Lang): TemplateResult | typeof nothing {
    const { problem } = data;
    if (!problem || data.files.some((file) => file.problem === problem.problems)) return nothing;
    const stopped = problem.code === 'claims-trap' || problem.code === 'closed';
    const key = problem.code === 'claims-network' ? 'own.problem.network' : stopped ? 'own.problem.stopped' : 'own.problem.other';
    return html`<div class="dagdeel-notice dagdeel-notice--block" role="alert">${icon('warn')}<div><strong>${t(lang, key)}</strong>${stopped ? nothing : problem.problems.map(({ message }) => html`<p>${message[lang]}</p>`)}<p class="dagdeel-help">${t(lang, 'app.fault-code', { code: problem.code })}</p></div></div>`;
  }

  #answers(data: OwnData, lang: Lang): TemplateResult {
    const { work, summary } = data;
    const ready = data.files.filter(({ report, inspection }) => report === null && inspection?.readable);
    const apart = work !== null && work.file === null;
    const page = { state: () => this.state, dispatch: this.dispatch, said: (text: string) => { this.said = text; } };
    return html`<h1 class="dagdeel-answer">${this.#answer(data, lang)}</h1>
      ${data.invented ? html`<p class="dagdeel-answer-sub"><span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'own.invented')}</span> ${t(lang, 'own.invented-note')}</p>` : nothing}
      ${this.#problem(data, lang)}
      <div class="dagdeel-files">${dropZone(data, lang)}${fileList(data, lang)}</div>
      <div class="dagdeel-own-work" role="status">${apart ? html`${progress(work, t(lang, `own.work.${work.kind}`), lang)}<button type="button" class="dagdeel-link-button" @click=${() => data.cancel()}>${t(lang, 'own.cancel')}</button>` : this.said}</div>
      ${columnsBlock(data, (text) => { this.said = text; }, lang)}
      ${ready.length > 0 ? html`<p class="dagdeel-own-choice"><button type="button" class="dagdeel-button" ?disabled=${work !== null} @click=${() => void data.readAll()}>${t(lang, 'own.read')}</button></p>` : nothing}
      ${summary && summary.accepted.lines > 0 ? html`${summary.rejected.lines > 0 ? balance(lang, 'own.balance-files', [['own.balance.accepted', summary.accepted], ['own.balance.rejected', summary.rejected], ['own.balance.file', summary.all]]) : nothing}
        ${agreedBlock(data, lang)}<p class="dagdeel-own-choice"><button type="button" class="dagdeel-button ${data.report ? 'dagdeel-button--secondary' : ''}" ?disabled=${work !== null} @click=${() => void data.check()}>${t(lang, data.report ? 'own.check-again' : 'own.check')}</button></p>` : nothing}
      ${checksBlock(data, lang)}${standingBlock(this.state, lang)}${data.answers ? html`<dagdeel-own-use .data=${data} .state=${this.state} .dispatch=${this.dispatch}></dagdeel-own-use>` : nothing}${answersBlock(data, this.by, (by) => { this.by = by; }, lang)}${runOffBlock(data, page, lang)}
      ${allocatedBlocks(data, page, lang)}
      ${exportBlock(data, this.masked, { mask: (on) => { this.masked = on; }, said: (text) => { this.said = text; } }, lang)}
      ${data.answers || data.report ? html`<p class="dagdeel-hint">${t(lang, 'own.no-export')}</p>` : nothing}
      <p class="dagdeel-own-print">${t(lang, 'own.no-export')}</p>`;
  }
}

if (!customElements.get('dagdeel-own-data-view')) customElements.define('dagdeel-own-data-view', DagdeelOwnDataView);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-own-data-view': DagdeelOwnDataView;
  }
}
