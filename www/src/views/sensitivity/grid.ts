// The two-way grid: one outcome at several values of two inputs.

import { html, nothing, type TemplateResult } from 'lit';
import { exportButtons } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import { changedRun, inputName, inputUnit, inputValue, outcomeName, outcomeValue } from '../../inputs/words.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { isStale } from '../../store/reduce.ts';
import type { Grid, Result, Run } from '../../store/types.ts';
import { compareDecimals } from '../../i18n/number.ts';
import { inputSelect } from './ranges.ts';

/** The grid as a result of its own, for copying and saving. */
function asResult(result: Result, { cells, columns, result: asked, rows }: Grid): Result {
  const axis = (id: string, side: Grid['rows']) => ({ id, name: side.input.name, labels: side.values.map((value) => ({ id: value, name: { nl: inputValue(side.input, value, 'nl'), en: inputValue(side.input, value, 'en') }, from: null, to: null })) });
  const { unit, format, decimals, name } = asked;
  return { ...result, axes: [axis('rij', rows), axis('kolom', columns)], tables: [{ id: 'rooster', name, unit, format, decimals, kind: 'rate', axes: ['rij', 'kolom'], cells: cells.map((run) => run.value ?? { undefined: 'refused' }) }] };
}

export function gridBlock(context: Context, grid: Grid | null, result: Result, target: string | null): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const { lang, sensitivity: asked } = state;
  if (!grid) return nothing;
  const { cells, columns, result: outcome, rows } = grid;
  // Whole euros, so that the grid can be overseen; the strip of a number has its cents.
  const whole = /^euro(\/jaar)?$/.test(outcome.unit) ? { ...outcome, decimals: 0 } : outcome;
  const title = t(lang, 'sensitivity.grid', { outcome: outcomeName(outcome, lang), rows: inputName(rows.input, lang, asked.inputs), columns: inputName(columns.input, lang, asked.inputs) });
  const cell = (run: Run | undefined, row: number, column: number) => {
    if (!run) return html`<td></td>`;
    const here = rows.base === row && columns.base === column;
    const known = typeof run.value === 'string' && target !== null;
    const over = known && compareDecimals(run.value as string, target) > 0;
    const words = [known ? t(lang, over ? 'sensitivity.over-target' : 'sensitivity.in-target') : '', here ? t(lang, 'sensitivity.your-scenario') : ''].filter(Boolean).join(', ');
    const content = run.value === null ? html`<span class="dagdeel-unknown" title=${run.problems[0]?.message[lang] ?? ''}>–</span>`
      : askNumber(context, `rooster-${row}-${column}`, outcome.address, outcomeValue(whole, run.value, lang), changedRun(asked.inputs, run.changes, lang));
    return html`<td class="${known ? (over ? 'over' : 'fit') : ''} ${here ? 'base' : ''}">${content}${words ? html`<span class="visually-hidden">${words}</span>` : nothing}</td>`;
  };
  const side = (key: 'rows' | 'columns', path: string, id: string) => html`<span class="dagdeel-grid-choice"><label for=${id}>${t(lang, key === 'rows' ? 'sensitivity.grid-rows' : 'sensitivity.grid-columns')}</label>${inputSelect(context, id, path, (chosen) => {
    // The one of the other side takes this one's place.
    const other = key === 'rows' ? columns.input.path : rows.input.path;
    const swap = chosen === other ? { [key === 'rows' ? 'columns' : 'rows']: path } : { [key === 'rows' ? 'columns' : 'rows']: other };
    dispatch({ type: 'set-sensitivity', change: { [key]: chosen, ...swap } });
  }, true)}</span>`;
  return html`<section class="dagdeel-block" aria-labelledby="rooster-kop"><h2 class="dagdeel-message" id="rooster-kop">${title}</h2>
    <div class="dagdeel-block__bar">${side('rows', rows.input.path, 'rooster-rijen')}${side('columns', columns.input.path, 'rooster-kolommen')}</div>
    <div class="dagdeel-table-wrap" role="group" tabindex="0" aria-label=${title}><table class="dagdeel-table dagdeel-grid"><caption class="visually-hidden">${title}</caption>
      <thead><tr class="group"><td></td><th scope="colgroup" colspan=${columns.values.length}>${[inputName(columns.input, lang, asked.inputs), inputUnit(columns.input, lang)].filter(Boolean).join(', ')}</th></tr>
        <tr><th scope="col">${inputName(rows.input, lang, asked.inputs)}</th>${columns.values.map((value) => html`<th scope="col">${inputValue(columns.input, value, lang)}</th>`)}</tr></thead>
      <tbody>${rows.values.map((value, row) => html`<tr><th scope="row">${inputValue(rows.input, value, lang)}</th>${columns.values.map((_, column) => cell(cells[row * columns.values.length + column], row, column))}</tr>`)}</tbody></table></div>
    <p class="dagdeel-hint dagdeel-gridkey">${target === null ? nothing : html`<span><i class="fit"></i>${t(lang, 'sensitivity.in-target')}</span><span><i class="over"></i>${t(lang, 'sensitivity.over-target')}</span>`}<span><i class="base"></i>${t(lang, 'sensitivity.your-scenario')}</span></p>
    <div class="dagdeel-more dagdeel-more--buttons">${exportButtons({ result: asResult(result, grid), lang, foreign: state.origin === 'foreign', name: 'rooster', title, disabled: isStale(state),
      table: { head: [inputName(rows.input, lang, asked.inputs), ...columns.values.map((value) => inputValue(columns.input, value, lang))], rows: rows.values.map((row) => ({ name: inputValue(rows.input, row, lang), cells: columns.values.map((column) => ({ table: 'rooster', labels: { rij: row, kolom: column } })) })) } })}</div></section>`;
}
