// A table of the result that stands open on the page: every number is a button to its rekenstrook, an absent one says why.

import { html, nothing, type TemplateResult } from 'lit';
import { exportButtons, type TableSpec } from '../../export/bar.ts';
import { columnUnit, hasNumber, headUnit, reasonOf, sheetOf, writeEntry, type Entry, type Row } from '../../export/sheet.ts';
import { shiftPoint, shown, t, writeDecimal } from '../../i18n/index.ts';
import { isStale } from '../../store/reduce.ts';
import type { Cell, Lang, Result } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { isSimulated } from '../../uncertainty/merged.ts';

export interface GridSpec {
  /** The place on the page, and the name of the file. */
  id: string;
  /** What the table holds. */
  title: string;
  spec: TableSpec;
  /** Euros are shown × 1.000; the cells themselves stay as they are. */
  thousands?: boolean;
  /** Writes a number in another way; null leaves it as it is. */
  write?: (entry: Entry, column: number) => string | null;
  /** Takes the place of a cell, for one that can be typed in. */
  instead?: (row: number, column: number) => TemplateResult | null;
}

/** A known part of nothing beside unknowns says nothing more than that it is unknown. */
export const nothingKnown = (cell: Cell | undefined): boolean => typeof cell === 'object' && 'unknown' in cell && (!('known' in cell) || !/[1-9]/.test(cell.known));

/** More rows than this scroll inside their block. */
const MANY = 24;

export function inThousands(entry: Entry, lang: Lang): string | null {
  const { cell, unit, shape } = entry;
  if (unit !== 'euro' || shape.format !== 'amount' || typeof cell !== 'string') return null;
  return writeDecimal(shown(shiftPoint(cell, -3), 0), lang, entry.sign);
}

function number(context: Context, spec: GridSpec, entry: Entry, column: number, total: boolean): TemplateResult {
  const { lang } = context.state;
  if (nothingKnown(entry.cell)) return html`${askNumber(context, spec.id, entry.address, html`–<span class="visually-hidden">${t(lang, 'export.unknown')}</span>`)} <span class="dagdeel-unknown">${entry.reason ?? t(lang, 'export.unknown')}</span>`;
  if (!hasNumber(entry.cell)) return html`<span class="dagdeel-absent">–<span class="visually-hidden">${reasonOf(entry, lang)}</span></span>`;
  const text = spec.write?.(entry, column) ?? (spec.thousands ? inThousands(entry, lang) : null) ?? writeEntry(entry, lang);
  // A simulated number rests on draws: there are no cells behind it to show.
  if (isSimulated(entry.address.node)) return html`${text}`;
  return askNumber(context, spec.id, entry.address, total && typeof entry.cell === 'string' ? html`<span class="dagdeel-double">${text}</span>` : text);
}

export function grid(context: Context, result: Result, spec: GridSpec): TemplateResult {
  const { lang } = context.state;
  const sheet = sheetOf(result, spec.id, spec.title, spec.spec);
  const head = (name: string, index: number) => {
    const unit = columnUnit(sheet, index);
    const word = unit === 'euro' ? t(lang, spec.thousands ? 'plan.unit-thousand' : 'plan.unit-euro') : headUnit(name, unit, lang);
    return html`<th scope="col">${name}${word === '' ? nothing : html` <span class="dagdeel-table__unit">${word}</span>`}</th>`;
  };
  const line = (row: Row, at: number, total: boolean) => html`<tr><th scope="row">${row.name}</th>${row.entries.map((entry, column) => html`<td>${
    (total ? null : spec.instead?.(at, column)) ?? (entry ? number(context, spec, entry, column, total) : nothing)}</td>`)}</tr>`;
  return html`<div class="dagdeel-table-wrap dagdeel-table-wrap--pinned ${sheet.rows.length > MANY ? 'dagdeel-table-wrap--tall' : ''}" role="group" tabindex="0" aria-label=${spec.title}><table class="dagdeel-table dagdeel-table--tight dagdeel-table--plan"><caption class="visually-hidden">${spec.title}</caption>
    <thead><tr><th scope="col">${sheet.head[0]}</th>${sheet.head.slice(1).map(head)}</tr></thead>
    <tbody>${sheet.rows.map((row, at) => line(row, at, false))}</tbody>
    ${sheet.foot.length > 0 ? html`<tfoot>${sheet.foot.map((row, at) => line(row, at, true))}</tfoot>` : nothing}</table></div>
    <p class="dagdeel-hint">${icon('tree')}${t(lang, 'budget.table.hint')}</p>`;
}

export interface BlockSpec extends GridSpec {
  message: unknown;
  /** Under the message, before the exports. */
  bar: unknown;
}

/** A block of the sheet with an open table. */
export function gridBlock(context: Context, result: Result, spec: BlockSpec): TemplateResult {
  const { state } = context;
  return html`<section class="dagdeel-block" aria-labelledby="${spec.id}-kop"><h2 class="dagdeel-message" id="${spec.id}-kop">${spec.message}</h2>
    <div class="dagdeel-block__bar"><span>${spec.bar}</span>${exportButtons({ result, lang: state.lang, foreign: state.origin === 'foreign', name: spec.id, title: spec.title, table: spec.spec, disabled: isStale(state) })}</div>
    ${grid(context, result, spec)}</section>`;
}
