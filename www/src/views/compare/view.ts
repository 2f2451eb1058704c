// *Vergelijken*: scenarios side by side, inputs and outcomes, with what differs from the base.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { fileName, saveFile } from '../../export/bar.ts';
import { canSaveWorkbook } from '../../export/workbook.ts';
import { restsOnClaims } from '../../store/selectors.ts';
import { provenanceOf } from '../../export/sheet.ts';
import { absolute, isNegative, rich, t, writeEuro } from '../../i18n/index.ts';
import { MOST_BESIDE } from '../../store/questions.ts';
import type { Comparison, Lang, ScenarioDocument } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { tape } from '../../tape/tape.ts';
import { sheet } from '../sheet.ts';
import { ViewElement } from '../view-element.ts';
import { causesBlock, NOTHING_CHOSEN, type Chosen } from './causes.ts';
import { comparisonCsv } from './csv.ts';
import { sectionsOf, type CompareCell, type CompareRow, type CompareSection } from './rows.ts';

/** Rows of a section that stand there before all are asked for. */
const MOST_ROWS = 8;

export const letter = (index: number) => String.fromCharCode(65 + index);

/** What the costs of the last common year differ, in words. */
export function comparedSaid({ base, documents, tables }: Comparison, lang: Lang): TemplateResult | (string | TemplateResult)[] | string {
  const rows = tables.find(({ id, unit }) => id === 'kosten-per-jaar' && unit === 'euro')?.rows ?? [];
  const other = documents.findIndex((_, index) => index !== base);
  const row = rows.findLast(({ cells, labels }) => labels.some(({ id }) => id === 'nieuw') && typeof cells[base] === 'string' && typeof cells[other] === 'string');
  const year = row?.labels[0]?.name[lang];
  if (!row || year === undefined || other < 0) return t(lang, 'compare.title', { count: String(documents.length) });
  const params = { year, other: letter(other), base: letter(base) };
  const difference = row.differences[other];
  if (!difference) return t(lang, 'compare.same', params);
  return rich(lang, 'compare.answer', { ...params, amount: writeEuro(absolute(difference), lang), more: t(lang, isNegative(difference) ? 'compare.less' : 'compare.more') });
}

/** The rows that stand there at first, in order: what differs between scenarios that have it, and some of the rest. */
function fewOf({ id, rows }: CompareSection, base: number): CompareRow[] {
  const most = id === 'invoer' ? 2 * MOST_ROWS : MOST_ROWS;
  const shared = rows.filter(({ cells }) => cells.length === 1 || cells.filter(({ text }) => text !== null).length > 1);
  const differing = shared.filter(({ cells }) => cells[base]?.text !== null && cells.some(({ differs, text }) => differs && text !== null)).slice(0, most);
  const rest = shared.filter((row) => !differing.includes(row)).slice(0, most - differing.length);
  const kept = new Set([...differing, ...rest]);
  return rows.filter((row) => kept.has(row));
}

export class DagdeelCompareView extends ViewElement {
  static override properties: PropertyDeclarations = { ...ViewElement.properties, whole: { state: true }, causes: { state: true } };
  /** Sections of which all rows are shown. */
  declare whole: ReadonlySet<string>;
  /** Which difference is split. */
  declare causes: Chosen;

  constructor() {
    super();
    this.whole = new Set();
    this.causes = NOTHING_CHOSEN;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { dispatch, state } = this;
    const { compare, lang } = state;
    if (!state.document) return nothing;
    const context: Context = { state, dispatch };
    const { answer } = compare;
    return sheet(state, html`<h1 class="dagdeel-answer">${compare.others.length === 0 ? t(lang, 'compare.alone') : answer ? comparedSaid(answer, lang) : t(lang, 'compare.asking')}</h1>
      ${compare.problems.length > 0 ? html`<div class="dagdeel-notice dagdeel-notice--block" role="alert">${icon('warn')}<div>${compare.problems.map((problem) => html`<p>${t(lang, 'compare.file-refused', { why: problem.message[lang] })}</p>`)}</div></div>` : nothing}
      ${this.#job(context)}${this.#bar(context)}
      ${answer ? html`<div class="dagdeel-compare-wide ${state.tape ? 'dagdeel-compare-wide--taped' : ''}">${this.#table(context, answer)}${state.tape ? html`<aside class="dagdeel-aside">${tape(context)}</aside>` : nothing}</div>
        <p class="dagdeel-hint">${icon('tree')}${t(lang, 'sensitivity.hint')}</p>
        ${causesBlock(context, this.causes, answer.documents.map((_, index) => letter(index)), this.#foreign(), (chosen) => { this.causes = chosen; })}` : nothing}`, true);
  }

  #job({ dispatch, state }: Context): TemplateResult | typeof nothing {
    const { lang, compare: { job, stopped } } = state;
    if (stopped) return html`<p class="dagdeel-note" role="status">${t(lang, 'compare.stopped')}</p>`;
    if (job === null) return nothing;
    const percent = Math.floor(job * 100);
    return html`<div class="dagdeel-question-job" role="group" aria-label=${t(lang, 'compare.running')}><progress max="100" .value=${percent} aria-label=${t(lang, 'compare.running')}></progress><span>${t(lang, 'app.job-done', { percent: String(percent) })}</span>
      <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => dispatch({ type: 'cancel-compare' })}>${t(lang, 'app.cancel')}</button></div>`;
  }

  #bar({ dispatch, state }: Context): TemplateResult {
    const { compare, lang } = state;
    const full = compare.others.length >= MOST_BESIDE;
    const add = (event: Event) => {
      const select = event.currentTarget as HTMLSelectElement;
      const [what, id = ''] = select.value.split(':');
      select.value = '';
      if (what === 'file') this.querySelector<HTMLInputElement>('#vergelijk-bestand')?.click();
      else if (what === 'copy' || what === 'source' || what === 'shipped' || what === 'desk') dispatch({ type: 'compare-with', what, id });
    };
    const file = (event: Event) => {
      const input = event.currentTarget as HTMLInputElement;
      const [chosen] = input.files ?? [];
      if (chosen) dispatch({ type: 'compare-file', file: chosen });
      input.value = '';
    };
    const held = compare.of.some(restsOnClaims);
    return html`<div class="dagdeel-compare-bar"><label class="dagdeel-compare-bar__only"><input class="dagdeel-switch" type="checkbox" role="switch" .checked=${compare.only} @change=${(event: Event) => dispatch({ type: 'set-compare', change: { only: (event.currentTarget as HTMLInputElement).checked } })}><span>${t(lang, 'compare.only')}</span></label>
      <label for="vergelijk-erbij">${t(lang, 'compare.add')}</label>
      <select class="dagdeel-select" id="vergelijk-erbij" ?disabled=${full} title=${full ? t(lang, 'compare.full') : nothing} @change=${add}>
        <option value="">${t(lang, 'compare.choose')}</option>
        <option value="copy">${t(lang, 'compare.copy')}</option><option value="source">${t(lang, 'compare.source')}</option>
        <optgroup label=${t(lang, 'compare.shipped')}>${state.scenarios.map(({ id, title }) => html`<option value="shipped:${id}">${title[lang]}</option>`)}</optgroup>
        ${compare.desk.length > 0 ? html`<optgroup label=${t(lang, 'compare.desk')}>${compare.desk.map(({ id, title }) => html`<option value="desk:${id}">${title[lang]}</option>`)}</optgroup>` : nothing}
        <option value="file">${t(lang, 'compare.file')}</option></select>
      <input class="visually-hidden" id="vergelijk-bestand" type="file" accept=".json,application/json" tabindex="-1" aria-label=${t(lang, 'compare.file')} @change=${file}>
      <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${!compare.answer || held} title=${t(lang, held ? 'export.claims' : 'compare.csv-name')} @click=${() => this.#csv()}>${t(lang, 'compare.csv')}</button>
      <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${!canSaveWorkbook(state) || state.workbook !== null} @click=${() => dispatch({ type: 'save-workbook' })}>${t(lang, 'compare.excel')}</button></div>`;
  }

  /** What a column is called: its letter, its title, and what sets it apart. */
  #names(): { document: ScenarioDocument; title: string; sub: string }[] {
    const { compare, lang } = this.state;
    return compare.of.map((document, index) => ({
      document, title: document.title[lang], sub: index === 0 ? t(lang, 'compare.open-now') : this.#sub(document),
    }));
  }

  #sub(document: ScenarioDocument): string {
    const { compare, lang } = this.state;
    const own = compare.others.find((each) => each.document === document);
    return [own?.name ?? document.place[lang], own?.foreign ? t(lang, 'app.foreign-tag') : ''].filter(Boolean).join(' · ');
  }

  /** One of the documents came from somebody else. */
  #foreign(): boolean {
    const { compare, origin } = this.state;
    return origin === 'foreign' || compare.others.some((each) => each.foreign);
  }

  #csv(): void {
    const { compare, lang, result } = this.state;
    if (!compare.answer || !result) return;
    const foreign = this.#foreign();
    const names = this.#names().map(({ sub, title }, index) => `${letter(index)} ${title} (${sub})`);
    const text = comparisonCsv(sectionsOf(compare.answer, t(lang, 'compare.inputs'), lang), names, { answer: compare.answer, engine: result.engine, foreign }, lang);
    saveFile(fileName('vergelijking', provenanceOf(result, foreign), 'csv'), new Blob([text], { type: 'text/csv;charset=utf-8' }));
  }

  #table(context: Context, answer: Comparison): TemplateResult {
    const { compare, lang } = context.state;
    const sections = sectionsOf(answer, t(lang, 'compare.inputs'), lang);
    const shown = sections.flatMap((section) => {
      const rows = compare.only ? section.rows.filter(({ differs }) => differs) : section.rows;
      return rows.length > 0 ? [{ ...section, rows }] : [];
    });
    const columns = this.#names();
    return html`<div class="dagdeel-table-wrap" role="group" tabindex="0" aria-label=${t(lang, 'compare.table')}><table class="dagdeel-compare"><caption class="visually-hidden">${t(lang, 'compare.table')}</caption>
      <thead><tr><td>${compare.of.length > 1 ? html`<span class="dagdeel-compare__legend"><b aria-hidden="true">≠</b>${t(lang, 'compare.legend', { base: letter(answer.base) })}</span>` : nothing}</td>${columns.map(({ document, sub, title }, index) => this.#head(context, answer, document, title, sub, index))}</tr></thead>
      <tbody>${shown.length === 0 ? html`<tr><th scope="row">${t(lang, 'compare.none')}</th>${columns.map(() => html`<td></td>`)}</tr>` : shown.map((section) => this.#section(context, answer, section, columns))}</tbody></table></div>`;
  }

  #head({ dispatch, state }: Context, answer: Comparison, document: ScenarioDocument, title: string, sub: string, index: number): TemplateResult {
    const { lang } = state;
    const action = (key: 'compare.open' | 'compare.base' | 'compare.remove', act: () => void) => html`<button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'compare.of', { action: t(lang, key), of: `${letter(index)} ${title}` })} @click=${act}>${t(lang, key)}</button>`;
    const foreign = state.compare.others.some((each) => each.document === document && each.foreign);
    const open = () => {
      dispatch({ type: 'remove-compared', at: index });
      dispatch({ type: 'document-opened', document, origin: foreign ? 'foreign' : state.scenarios.some(({ id }) => id === document.id) ? 'shipped' : 'own' });
    };
    const looks = index % 3 === 1 ? 'dagdeel-compare__letter--b' : index % 3 === 2 ? 'dagdeel-compare__letter--c' : '';
    return html`<th scope="col"><span class="dagdeel-compare__name"><span class="dagdeel-compare__letter ${looks}">${letter(index)}</span>${title}</span><span class="dagdeel-compare__sub">${sub}${index === answer.base ? html` · <strong>${t(lang, 'compare.is-base')}</strong>` : nothing}</span>
      <span class="dagdeel-compare__actions">${index === 0 ? nothing : action('compare.open', open)}${index === answer.base ? nothing : action('compare.base', () => dispatch({ type: 'set-compare', change: { base: index } }))}${index === 0 ? nothing : action('compare.remove', () => dispatch({ type: 'remove-compared', at: index }))}</span></th>`;
  }

  #section(context: Context, answer: Comparison, section: CompareSection, columns: readonly { document: ScenarioDocument; title: string }[]): TemplateResult {
    const { lang } = context.state;
    const all = this.whole.has(section.id);
    const few = fewOf(section, answer.base);
    const rows = all ? section.rows : few;
    const toggle = () => {
      const next = new Set(this.whole);
      if (!next.delete(section.id)) next.add(section.id);
      this.whole = next;
    };
    const only = section.rows.length === 1 && section.rows[0]?.name === section.title;
    return html`${only ? nothing : html`<tr class="sec"><th scope="rowgroup" colspan=${columns.length + 1}>${section.title} ${section.unit ? html`<small>${section.unit}</small>` : nothing}</th></tr>`}
      ${rows.map((row) => html`<tr><th scope="row">${row.name}${section.id === 'invoer' || only ? html` <small class="muted">${row.unit}</small>` : nothing}</th>${row.cells.map((cell, index) => this.#cell(context, answer, section, row, cell, index, columns))}</tr>`)}
      ${section.rows.length > few.length ? html`<tr><th scope="row" colspan=${columns.length + 1}><button type="button" class="dagdeel-link-button" aria-expanded=${all ? 'true' : 'false'} aria-label="${section.title}: ${t(lang, all ? 'compare.fewer' : 'compare.rows', { count: String(section.rows.length) })}" @click=${toggle}>${t(lang, all ? 'compare.fewer' : 'compare.rows', { count: String(section.rows.length) })}</button></th></tr>` : nothing}`;
  }

  #cell(context: Context, answer: Comparison, section: CompareSection, row: CompareRow, cell: CompareCell, index: number, columns: readonly { document: ScenarioDocument; title: string }[]): TemplateResult {
    const { lang } = context.state;
    const column = columns[index];
    const run = { document: column?.document ?? null, changes: [], said: `${letter(index)} ${column?.title ?? ''}` };
    const text = cell.text === null ? html`<span class="missing">${t(lang, 'compare.missing')}</span>`
      : row.address ? askNumber(context, `vergelijk-${index}-${section.id}`, row.address, cell.text, run) : html`<span>${cell.text}</span>`;
    return html`<td class=${cell.differs ? 'diff' : index === answer.base ? '' : 'same'}>${text}${cell.differs ? html`<span class="visually-hidden">${t(lang, 'compare.differs')}</span>` : nothing}
      ${cell.difference ? html`<span class="delta">${t(lang, 'compare.delta', { difference: cell.difference, base: letter(answer.base) })}</span>` : nothing}</td>`;
  }
}

if (!customElements.get('dagdeel-compare-view')) customElements.define('dagdeel-compare-view', DagdeelCompareView);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-compare-view': DagdeelCompareView;
  }
}
