// Any scenario that no view of its own knows: its title, every table of its answer, what to mind, and its sources. Each
// number can still be asked how it was computed.

import { html, nothing, type TemplateResult } from 'lit';
import { t, writeCell, writeUnit } from '../../i18n/index.ts';
import { addressOf, axisOf, cellAt, type Labels } from '../../store/selectors.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { reason, tape } from '../../tape/tape.ts';
import type { AxisLabel, Cell, Result, Table } from '../../store/types.ts';

/** Rows of one table that are shown; the explanation and the exports know no such limit. */
const MOST_ROWS = 240;

interface Row {
  name: string;
  labels: Labels;
}

/** A row for every combination of labels on these axes. */
export function rowsOf(result: Result, axes: readonly string[], lang: 'nl' | 'en'): Row[] {
  return axes.reduce<Row[]>(
    (rows, axis) => rows.flatMap((row) => (axisOf(result, axis)?.labels ?? []).map((label) => ({
      name: [row.name, label.name[lang]].filter(Boolean).join(', '), labels: { ...row.labels, [axis]: label.id } }))),
    [{ name: '', labels: {} }],
  );
}

function number(context: Context, result: Result, table: Table, labels: Labels): TemplateResult {
  const { lang } = context.state;
  const cell: Cell | undefined = cellAt(result, table.id, labels);
  const why = cell === undefined ? '' : reason(cell, lang);
  return html`${askNumber(context, 'tabel', addressOf(result, table.id, labels), writeCell(cell, table, lang))}${why ? html` <span class="dagdeel-unknown">${why}</span>` : nothing}`;
}

function single(context: Context, result: Result, table: Table): TemplateResult {
  return html`<div><dt>${table.name[context.state.lang]}<span class="dagdeel-help">${writeUnit(table.unit, context.state.lang)}</span></dt><dd>${number(context, result, table, {})}</dd></div>`;
}

function grid(context: Context, result: Result, table: Table): TemplateResult {
  const { lang } = context.state;
  const across = table.axes.length > 1 ? table.axes.at(-1) : undefined;
  const columns: readonly (AxisLabel | null)[] = across === undefined ? [null] : (axisOf(result, across)?.labels ?? []);
  const down = across === undefined ? table.axes : table.axes.slice(0, -1);
  const rows = rowsOf(result, down, lang);
  const unit = writeUnit(table.unit, lang);
  const head = down.map((axis) => axisOf(result, axis)?.name[lang] ?? axis).join(', ');
  return html`<section class="dagdeel-block" aria-labelledby="tabel-${table.id}"><h2 class="dagdeel-message" id="tabel-${table.id}">${table.name[lang]}</h2>
    <div class="dagdeel-block__bar"><span>${unit}</span></div>
    <div class="dagdeel-table-wrap" role="group" tabindex="0" aria-label=${table.name[lang]}><table class="dagdeel-table"><caption class="visually-hidden">${table.name[lang]}</caption>
      <thead><tr><th scope="col">${head}</th>${columns.map((column) => html`<th scope="col">${column ? column.name[lang] : unit || table.name[lang]}</th>`)}</tr></thead>
      <tbody>${rows.slice(0, MOST_ROWS).map((row) => html`<tr><th scope="row">${row.name}</th>${columns.map((column) =>
        html`<td>${number(context, result, table, column && across !== undefined ? { ...row.labels, [across]: column.id } : row.labels)}</td>`)}</tr>`)}</tbody></table></div>
    ${rows.length > MOST_ROWS ? html`<p class="dagdeel-hint">${t(lang, 'general.more', { count: String(rows.length - MOST_ROWS) })}</p>` : nothing}</section>`;
}

/** The sheet below the title; `around` brings caveats, sources and the other scenarios. */
export function generalAnswer(context: Context, around: { caveats: unknown; after: unknown }): TemplateResult {
  const { state } = context;
  const { lang, result, document, computed } = state;
  const title = (computed ?? document)?.title[lang] ?? '';
  if (!result) return html`<h1 class="dagdeel-answer">${title}</h1>`;
  const singles = result.tables.filter((table) => table.axes.length === 0);
  return html`<h1 class="dagdeel-answer">${title}</h1>
    <div class="dagdeel-answer-grid dagdeel-answer-grid--general"><div>
      ${singles.length > 0 ? html`<section class="dagdeel-block" aria-labelledby="uitkomsten"><h2 class="dagdeel-message" id="uitkomsten">${t(lang, 'general.outcomes')}</h2>
        <dl class="dagdeel-ledger">${singles.map((table) => single(context, result, table))}</dl></section>` : nothing}
      ${result.tables.filter((table) => table.axes.length > 0).map((table) => grid(context, result, table))}
    </div><aside class="dagdeel-aside">${tape(context)}${around.caveats}</aside></div>${around.after}`;
}
