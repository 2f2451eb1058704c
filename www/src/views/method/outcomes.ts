// The tables of a result for a report: what is one number in a list, what runs over years as a table. Months are left to the
// views and the workbook.

import { html, nothing, type TemplateResult } from 'lit';
import { t, writeCell, writeUnit } from '../../i18n/index.ts';
import { addressOf, axisOf, cellAt, type Labels } from '../../store/selectors.ts';
import type { AxisLabel, Result, Table } from '../../store/types.ts';
import { askerId, askNumber, type Context } from '../../tape/ask.ts';
import { isComplete, reason, tape } from '../../tape/tape.ts';
import { rowsOf } from '../general/view.ts';

/** Cells of one table that are shown; the workbook has them all. */
const MOST_CELLS = 120;
/** Columns that a page has room for. */
const MOST_COLUMNS = 12;
const PLACE = 'rapport';

function cell(context: Context, result: Result, table: Table, labels: Labels): TemplateResult {
  const { lang } = context.state;
  const value = cellAt(result, table.id, labels);
  const why = value === undefined || isComplete(value) ? '' : reason(value, lang);
  return html`${askNumber(context, PLACE, addressOf(result, table.id, labels), writeCell(value, table, lang))}${why ? html`<span class="dagdeel-help dagdeel-unknown">${why}</span>` : nothing}`;
}

const asked = ({ state }: Context, result: Result, table: Table, rows: readonly Labels[]) => rows.some((labels) => state.tape?.asker === askerId(PLACE, addressOf(result, table.id, labels)));

function grid(context: Context, result: Result, table: Table): TemplateResult {
  const { lang } = context.state;
  // Years run across, or the last axis that is not too long for a page; otherwise all stand under each other.
  const across = table.axes.includes('year') ? 'year' : (table.axes.findLast((axis) => (axisOf(result, axis)?.labels.length ?? 0) <= MOST_COLUMNS) ?? '');
  const down = table.axes.filter((axis) => axis !== across);
  const columns: readonly (AxisLabel | null)[] = axisOf(result, across)?.labels ?? [null];
  const rows = rowsOf(result, down, lang);
  const unit = writeUnit(table.unit, lang);
  const head = down.map((axis) => axisOf(result, axis)?.name[lang] ?? axis).join(', ');
  const of = (row: Labels, column: AxisLabel | null) => (column === null ? row : { ...row, [across]: column.id });
  return html`<div class="dagdeel-table-wrap" role="group" tabindex="0" aria-label=${table.name[lang]}><table class="dagdeel-table dagdeel-report__table"><caption><strong>${table.name[lang]}</strong>${unit ? html` <span class="muted">${unit}</span>` : nothing}</caption>
    <thead><tr>${head ? html`<th scope="col">${head}</th>` : html`<td></td>`}${columns.map((column) => html`<th scope="col">${column === null ? t(lang, 'method.col.value') : column.name[lang]}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr><th scope="row">${row.name || table.name[lang]}</th>${columns.map((column) => html`<td>${cell(context, result, table, of(row.labels, column))}</td>`)}</tr>
      ${asked(context, result, table, columns.map((column) => of(row.labels, column))) ? html`<tr class="dagdeel-report__tape"><td colspan=${columns.length + 1}>${tape(context)}</td></tr>` : nothing}`)}</tbody></table></div>`;
}

/** The outcomes of a result; the reader can ask each number how it was computed. */
export function outcomes(context: Context, result: Result): TemplateResult {
  const { lang } = context.state;
  const singles = result.tables.filter((table) => table.axes.length === 0);
  const tables = result.tables.filter((table) => table.axes.length > 0 && !table.axes.includes('period') && table.cells.length <= MOST_CELLS);
  return html`${singles.length > 0 ? html`<dl class="dagdeel-ledger dagdeel-ledger--pair">${singles.map((table) => html`<div><dt>${table.name[lang]}<span class="dagdeel-help">${writeUnit(table.unit, lang)}</span></dt><dd>${cell(context, result, table, {})}</dd>
      ${asked(context, result, table, [{}]) ? html`<dd class="dagdeel-report__tape">${tape(context)}</dd>` : nothing}</div>`)}</dl>` : nothing}
    ${tables.map((table) => grid(context, result, table))}
    <p class="dagdeel-hint">${t(lang, 'method.outcomes-left')}</p>`;
}
