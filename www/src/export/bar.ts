// The row under a chart: *Toon tabel* with the same data, and copy or save it as CSV, JSON, SVG or PNG.

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { t, type Key } from '../i18n/index.ts';
import { isOfClaims } from '../store/selectors.ts';
import { icon } from '../styles/icons.ts';
import type { Lang, Result } from '../store/types.ts';
import { askNumber, type Context } from '../tape/ask.ts';
import { isSimulated } from '../uncertainty/merged.ts';
import { clipboardOf, csvOf, jsonOf } from './csv.ts';
import { pngOf, standalone, svgText } from './picture.ts';
import { columnUnit, hasNumber, headUnit, provenanceOf, sheetOf, unitOf, writeEntry, writtenUnit, type Entry, type Provenance, type Row, type Sheet, type TableSpec } from './sheet.ts';

export type { CellRef, RowSpec, TableSpec } from './sheet.ts';

export interface BarSpec {
  result: Result;
  lang: Lang;
  /** The document came from somebody else: said in every export. */
  foreign: boolean;
  /** Where given, every number of the table is a button that asks how it was computed. */
  context?: Context | null | undefined;
  /** A short name for the file and for the buttons of the table. */
  name: string;
  /** What the table holds, in words. */
  title: string;
  table: TableSpec;
  /** The drawing, where there is one. */
  chart?: (() => SVGSVGElement | null) | undefined;
  /** The result on the page is not of the input on the page: nothing goes out. */
  disabled: boolean;
}

export type Kind = 'copy' | 'csv' | 'json' | 'svg' | 'png';

/** Names hold only what every file system takes. */
export function fileName(name: string, from: Provenance, kind: Kind | 'xlsx'): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
  return `dagdeel-${plain(from.document)}-${plain(name)}${from.foreign ? '-niet-gecontroleerd' : ''}.${kind}`;
}

export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const KINDS: readonly { kind: Kind; word: Key; name: Key; picture: boolean }[] = [
  { kind: 'copy', word: 'export.copy', name: 'export.copy-name', picture: false },
  { kind: 'csv', word: 'export.csv', name: 'export.csv-name', picture: false },
  { kind: 'json', word: 'export.json', name: 'export.json-name', picture: false },
  { kind: 'svg', word: 'export.svg', name: 'export.svg-name', picture: true },
  { kind: 'png', word: 'export.png', name: 'export.png-name', picture: true },
];

/** The buttons that take a table or chart along, and what came of it. */
export class ExportButtons extends LitElement {
  static override properties = { spec: { attribute: false }, said: { state: true } };
  declare spec: BarSpec | null;
  declare private said: Key | null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.spec = null;
    this.said = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { spec } = this;
    if (!spec) return nothing;
    const { lang } = spec;
    if (isOfClaims(spec.result)) return html`<span class="dagdeel-help">${t(lang, 'export.claims')}</span>`;
    return html`<div class="dagdeel-more__export" role="group" aria-label=${t(lang, 'export.group', { of: spec.title })}>
      ${KINDS.filter(({ picture }) => !picture || spec.chart !== undefined).map(({ kind, word, name }) => html`<button type="button" ?disabled=${spec.disabled}
        aria-label=${t(lang, name)} title=${spec.disabled ? t(lang, 'export.stale') : nothing} @click=${() => void this.send(kind)}><span>${t(lang, word)}</span></button>`)}
      <span class="dagdeel-more__said" role="status">${this.said ? t(lang, this.said) : nothing}</span></div>`;
  }

  private async send(kind: Kind): Promise<void> {
    const { spec } = this;
    if (!spec || spec.disabled || isOfClaims(spec.result)) return;
    try {
      await this.deliver(kind, spec);
      this.tell(kind === 'copy' ? 'export.copied' : 'export.saved');
    } catch {
      this.tell(kind === 'copy' ? 'export.copy-failed' : 'export.save-failed');
    }
  }

  private tell(message: Key): void {
    this.said = message;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.said = null), 4000);
  }

  private async deliver(kind: Kind, spec: BarSpec): Promise<void> {
    const { lang, result, foreign } = spec;
    const from = provenanceOf(result, foreign);
    const sheet = sheetOf(result, spec.name, spec.title, spec.table);
    const save = (content: Blob) => saveFile(fileName(spec.name, from, kind), content);
    if (kind === 'copy') return navigator.clipboard.writeText(clipboardOf(sheet, from, lang));
    if (kind === 'csv') return save(new Blob([csvOf(sheet, from, lang)], { type: 'text/csv;charset=utf-8' }));
    if (kind === 'json') return save(new Blob([jsonOf(sheet, from)], { type: 'application/json' }));
    const drawing = spec.chart?.();
    if (!drawing) throw new Error('no chart');
    const picture = standalone(drawing, drawing.getAttribute('aria-label') ?? spec.title, from, lang);
    if (kind === 'svg') return save(new Blob([svgText(picture)], { type: 'image/svg+xml' }));
    save(await pngOf(picture));
  }
}

if (!customElements.get('dagdeel-export-buttons')) customElements.define('dagdeel-export-buttons', ExportButtons);

/** The buttons alone, for a table that stands on the page already. */
export const exportButtons = (spec: BarSpec): TemplateResult => html`<dagdeel-export-buttons .spec=${spec}></dagdeel-export-buttons>`;

/** *Toon tabel* and the buttons. */
export function exportBar(spec: BarSpec): TemplateResult {
  const { lang, result } = spec;
  const sheet = sheetOf(result, spec.name, spec.title, spec.table);
  return html`<div class="dagdeel-more"><details>
    <summary>${icon('table')}<span class="is-closed">${t(lang, 'chart.show-table')}</span><span class="is-open">${t(lang, 'chart.hide-table')}</span></summary>
    <div class="dagdeel-table-wrap dagdeel-table-wrap--pinned" role="group" tabindex="0" aria-label=${t(lang, 'chart.table-of', { of: spec.title })}>${tableOfSheet(spec, sheet)}</div></details>
    ${exportButtons(spec)}</div>`;
}

function tableOfSheet({ context, lang }: BarSpec, sheet: Sheet): TemplateResult {
  const units = sheet.head.slice(1).map((_, index) => columnUnit(sheet, index));
  const head = (name: string, index: number) => {
    const unit = headUnit(name, units[index] ?? null, lang);
    return html`<th scope="col">${name}${unit === '' ? nothing : html` <span class="dagdeel-table__unit">${unit}</span>`}</th>`;
  };
  const line = (row: Row, total: boolean) => html`<tr><th scope="row">${row.name}</th>${row.entries.map((entry, index) => html`<td>${entry ? number(context ?? null, lang, sheet.name, entry, units[index] === null, total) : nothing}</td>`)}</tr>`;
  return html`<table class="dagdeel-table dagdeel-table--tight"><caption class="visually-hidden">${sheet.title}</caption>
    <thead><tr><th scope="col">${sheet.head[0]}</th>${sheet.head.slice(1).map(head)}</tr></thead>
    <tbody>${sheet.rows.map((row) => line(row, false))}</tbody>
    ${sheet.foot.length > 0 ? html`<tfoot>${sheet.foot.map((row) => line(row, true))}</tfoot>` : nothing}</table>`;
}

/** A number can be asked how it came to be; an absent one says why. */
function number(context: Context | null, lang: Lang, name: string, entry: Entry, showUnit: boolean, total: boolean): TemplateResult {
  const text = writeEntry(entry, lang);
  if (!hasNumber(entry.cell)) return html`<span class="dagdeel-unknown">– ${text}</span>`;
  const content = total && typeof entry.cell === 'string' ? html`<span class="dagdeel-double">${text}</span>` : html`<span>${text}</span>`;
  return html`${context && !isSimulated(entry.address.node) ? askNumber(context, `${name}-tabel`, entry.address, content) : content}${showUnit ? html` <span class="muted">${writtenUnit(unitOf(entry), lang)}</span>` : nothing}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-export-buttons': ExportButtons;
  }
}
