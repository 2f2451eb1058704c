// One answer in somebody else's page: four fields, the sentence, three figures, the chart, and where it comes from.

import { html, nothing, type TemplateResult } from 'lit';
import { jobBar } from '../app/notices.ts';
import { canSaveWorkbook } from '../export/workbook.ts';
import { t, writeCell } from '../i18n/index.ts';
import { dateField } from '../inputs/calendar.ts';
import { fieldErrors, numberField, sourceChip, writtenAt, type Field } from '../inputs/field.ts';
import type { Result } from '../store/types.ts';
import type { Context } from '../tape/ask.ts';
import { tape } from '../tape/tape.ts';
import { find, type Case } from '../views/tariff/case.ts';
import { fieldsOf } from '../views/tariff/inputs.ts';
import { answer } from '../views/tariff/sentences.ts';
import { costBlock, figure, figureSpecs, sentence, staleNote } from '../views/tariff/view.ts';

export function compact(context: Context, found: Case | null, computed: Case | null, foot: unknown): TemplateResult {
  const { result } = context.state;
  return html`${found ? inputs(context, found) : nothing}${jobBar(context)}${result && computed ? outcome(context, computed, result, foot) : nothing}`;
}

/** To be changed, or to be read. */
function inputs(context: Context, found: Case): TemplateResult {
  const { state } = context;
  const all = fieldsOf(found);
  const fields: readonly Field[] = [all.old, all.new, all.clients, all.date as Field];
  if (state.readonly) {
    const text = (field: Field) => `${field.before ? `${field.before}\u00a0` : ''}${writtenAt(state, state.document, field)}`;
    return html`<dl class="dagdeel-embed__inputs">${fields.map((field) => html`<div class="dagdeel-field"><dt class="dagdeel-field__label">${t(state.lang, field.label)}</dt><dd class="dagdeel-embed__given">${text(field)}</dd></div>`)}</dl>`;
  }
  return html`<div class="dagdeel-embed__inputs">${fields.map((field) => (field.as === 'date' ? dateField(context, field) : numberField(context, field)))}${fieldErrors(context, fields)}</div>`;
}

function outcome(context: Context, found: Case, result: Result, foot: unknown): TemplateResult {
  const { state } = context;
  const { lang } = state;
  const figures = figureSpecs(context, found, result);
  const rise = find(result, 'stijging');
  const volume = find(result, 'dagdelen-per-jaar');
  return html`<p class="dagdeel-answer">${sentence(lang, answer(result, found, lang))}</p>
    ${staleNote(context, found)}
    <div class="dagdeel-figures dagdeel-figures--embed" role="group" aria-label=${t(lang, 'tariff.figures')}>
      ${figure(context, { ...figures.difference, note: `${t(lang, 'tariff.figure.effect-note')}, ${writeCell(rise.cell, rise, lang, true)}` })}${figure(context, figures.effect)}${figure(context, figures.structural)}</div>
    ${tape(context)}
    ${costBlock(context, found, result, true)}
    <div class="dagdeel-embed__foot"><span>${state.document?.sources.map(({ id }) => html`${sourceChip(state, id)} `)}<span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span> ${
      t(lang, 'app.embed-volume', { volume: writeCell(volume.cell, volume, lang) })}</span>${state.readonly ? nothing : excel(context)}${foot}</div>`;
}

function excel({ state, dispatch }: Context): TemplateResult {
  const { lang, workbook } = state;
  if (workbook !== null) {
    const percent = `${Math.floor(workbook * 100)} %`;
    return html`<button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'export.excel-stop', { percent })} @click=${() => dispatch({ type: 'cancel-workbook' })}>${percent}</button>`;
  }
  const can = canSaveWorkbook(state);
  return html`<button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'export.excel-name')} title=${t(lang, can ? 'export.excel-help' : 'export.stale')} ?disabled=${!can}
    @click=${() => dispatch({ type: 'save-workbook' })}>${t(lang, 'export.excel')}</button>`;
}
