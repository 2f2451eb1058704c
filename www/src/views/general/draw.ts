// How what a part tells looks: figures in a row, each with its *hoe is dit berekend?*, then charts and tables.

import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/bars/bars-chart.ts';
import '../../charts/lines/lines-chart.ts';
import { plain, rich, t, writeCell } from '../../i18n/index.ts';
import { isStale } from '../../store/reduce.ts';
import { addressOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import type { Context } from '../../tape/ask.ts';
import { reason } from '../../tape/tape.ts';
import { gridBlock } from '../budget/grid.ts';
import { figure } from '../tariff/view.ts';
import type { Block, Figured, Telling } from './telling.ts';

export function toldFigures(context: Context, result: Result, told: Telling): TemplateResult | typeof nothing {
  const { state } = context;
  if (told.figures.length === 0) return nothing;
  return html`<div class="dagdeel-figures ${isStale(state) ? 'dagdeel-figures--stale' : ''}" role="group" aria-label=${t(state.lang, 'budget.figures')}>${told.figures.map((one) => oneFigure(context, result, one, told.id))}</div>`;
}

function oneFigure(context: Context, result: Result, { label, ref, note, total }: Figured, place: string): TemplateResult {
  const { lang } = context.state;
  const cell = cellAt(result, ref.table, ref.labels ?? {});
  const table = tableOf(result, ref.table);
  const format = table?.format ?? 'number';
  // A number that is not rounded is shown with one decimal here; its explanation and the tables have them all.
  const decimals = format === 'number' ? 1 : (table?.decimals ?? 0);
  const why = cell === undefined ? t(lang, 'export.none') : typeof cell === 'string' || 'low' in cell ? '' : reason(cell, lang);
  const single = cell !== undefined && typeof cell === 'object' && 'low' in cell && cell.low === cell.high ? cell.low : cell;
  return figure(context, { place: `${place}-${ref.table}`, label, value: writeCell(single, { format, decimals }, lang, ref.sign ?? false), note: why || note, address: addressOf(result, ref.table, ref.labels ?? {}), total: (total ?? false) && typeof single === 'string' });
}

export function toldBlock(context: Context, result: Result, block: Block): TemplateResult {
  const { state } = context;
  const { lang } = state;
  const message = rich(lang, block.message.key, block.message.params);
  if (block.is === 'table') return gridBlock(context, result, { id: block.id, title: block.title, message, bar: block.bar, spec: block.spec });
  const said = plain(lang, block.message.key, block.message.params);
  const common = { result, lang, message: said, stale: isStale(state), foreign: state.origin === 'foreign' };
  return html`<section class="dagdeel-block" aria-labelledby="${block.id}-kop"><h2 class="dagdeel-message" id="${block.id}-kop">${message}</h2><div class="dagdeel-block__bar"><span>${block.bar}</span></div>
    ${block.is === 'bars'
      ? html`<dagdeel-bars-chart .result=${common.result} .lang=${lang} .message=${said} .stale=${common.stale} .foreign=${common.foreign} .context=${context} .name=${block.id} .caption=${block.bar} .head=${block.head}
          .spec=${{ rows: block.rows, ...(block.series ? { series: block.series } : {}) }}></dagdeel-bars-chart>`
      : html`<dagdeel-lines-chart .result=${common.result} .lang=${lang} .message=${said} .stale=${common.stale} .foreign=${common.foreign} .context=${context} .name=${block.id} .caption=${block.bar}
          .spec=${{ axis: block.axis, series: block.series }}></dagdeel-lines-chart>`}</section>`;
}
