// The budget columns as fields in their table: original, adjusted, realised until a day, and committed.

import { html, type TemplateResult } from 'lit';
import { dateField } from '../../inputs/calendar.ts';
import { fieldErrors, numberField, type Field } from '../../inputs/field.ts';
import { t } from '../../i18n/index.ts';
import { tableOf } from '../../store/selectors.ts';
import type { Context } from '../../tape/ask.ts';
import type { PLAN_COLUMNS } from './blocks.ts';

type Column = (typeof PLAN_COLUMNS)[number];

const KEYS: Readonly<Partial<Record<Column, 'original' | 'adjusted' | 'realised' | 'committed'>>> = {
  'begroting-primitief': 'original', 'begroting-bijgesteld': 'adjusted', realisatie: 'realised', verplicht: 'committed',
};

/** A field where the document has a row for this year and municipality; elsewhere the number as it is. */
export function budgetCell(context: Context, year: string, municipality: string | null, column: Column, row: string): TemplateResult | null {
  const { state } = context;
  const key = KEYS[column];
  const index = state.document?.parts.findIndex(({ kind }) => kind === 'budget') ?? -1;
  const part = state.document?.parts[index];
  if (!key || part?.kind !== 'budget') return null;
  const at = part.rows.findIndex((each) => String(each.year) === year && (each.municipality ?? null) === municipality);
  if (at < 0) return null;
  const root = `parts[${index}].rows[${at}]`;
  const name = (state.result && tableOf(state.result, column)?.name[state.lang]) ?? column;
  const amount: Field = { path: `${root}.${key}.value`, label: 'form.budget-cell', params: { column: name, row }, labelHidden: true, decimals: 2, optional: true, unit: 'euro' };
  const until: Field = { path: `${root}.realised_until`, label: 'form.budget-cell', params: { column: t(state.lang, 'form.realised-until'), row }, labelHidden: true, as: 'date' };
  const fields = key === 'realised' && part.rows[at]?.realised ? [amount, until] : [amount];
  return html`<div class="dagdeel-cell-field">${fields.map((field) => (field.as === 'date' ? dateField : numberField)(context, field))}${fieldErrors(context, fields)}</div>`;
}
