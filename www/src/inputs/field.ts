// A field for one number of the document. What is typed stays as it was typed; the engine reads it, and what is wrong
// stands beside the field while the last right value goes on counting.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { shiftPoint, t, trimZeros, writeDateField, writeDecimal, writeField, type Key } from '../i18n/index.ts';
import { at, belongsTo, parentOf } from '../store/path.ts';
import { ownClaimsOf } from '../store/selectors.ts';
import { shown } from '../i18n/number.ts';
import { icon } from '../styles/icons.ts';
import type { Context } from '../tape/ask.ts';
import type { Draft, Figure, Problem, State } from '../store/types.ts';

export type FieldKind = 'number' | 'percent' | 'date' | 'integer';

export interface Field {
  path: string;
  label: Key;
  /** Fills the places of the label, for fields of a row. */
  params?: Record<string, string>;
  as?: FieldKind;
  help?: Key;
  /** Stands in the field before the number. */
  before?: string;
  after?: string;
  /** Amounts are shown with two decimals, whatever was typed. */
  decimals?: number;
  size?: 'short' | 'unit';
  /** A problem that says "per hour" gets its own words: the tariff is per dagdeel. */
  tariff?: boolean;
  labelHidden?: boolean;
  /** May be left empty: the document then has nothing there. */
  optional?: boolean;
  /** The unit of a figure that the document may not have yet. */
  unit?: string;
}

export const fieldId = (path: string) => `veld-${path.replace(/[^\w]+/g, '-').replace(/-$/, '')}`;

/** What stands in a figure's place: its value, or a plain text where the document has no figure there. */
function valueAt(document: unknown, path: string): string | null {
  const value = at(document, path);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

function written(state: State, value: string | null, field: Field): string {
  if (value === null) return '';
  if (field.as === 'date') return writeDateField(value, state.lang);
  if (field.as === 'integer') return value;
  const decimal = field.as === 'percent' ? shiftPoint(value, 2) : trimZeros(value);
  const fraction = decimal.split('.')[1] ?? '';
  return writeField(fraction.length < (field.decimals ?? 0) ? shown(decimal, field.decimals ?? 0) : decimal, state.lang);
}

/** The value of a field in words, for *Zet 49,01 terug* and for a figure computed with it. */
export const writtenAt = (state: State, document: unknown, field: Field) => (isUnknown(document, field.path) && !figureOfClaims(state, document, field.path) ? t(state.lang, 'chart.unknown') : written(state, valueAt(document, field.path), field));

/** Whether a source is the claims of the user's own that the open document rests on. */
const isOfClaims = ({ document }: State, source: string) => document !== null && ownClaimsOf(document)?.source === source;

/** A figure that is not in the document: it comes from claims of the user's own. */
export function figureOfClaims(state: State, document: unknown, path: string): boolean {
  const figure = at(document, parentOf(path)) as Partial<Figure> | undefined;
  return figure?.value === null && figure.source !== undefined && isOfClaims(state, figure.source);
}

/** A figure of which nothing is known, not even a range. */
function isUnknown(document: unknown, path: string): boolean {
  const figure = path.endsWith('.value') ? at(document, parentOf(path)) : null;
  return typeof figure === 'object' && figure !== null && 'value' in figure && figure.value === null && !('low' in figure && figure.low);
}

/** What is wrong with a field: as typed, or as the engine found in the document. */
export function problemOf(state: State, path: string): { problem: Problem; draft: Draft | null } | null {
  const draft = state.drafts[path];
  if (draft?.problem) return { problem: draft.problem, draft };
  const problem = state.problems.find((each) => belongsTo(each.path, path));
  return problem ? { problem, draft: null } : null;
}

function rangeNote({ state }: Context, path: string): TemplateResult | typeof nothing {
  const figure = at(state.document, path.replace(/\.value$/, ''));
  if (typeof figure !== 'object' || figure === null || !('value' in figure) || (figure as Figure).value !== null) return nothing;
  const { low, high, source } = figure as Figure;
  if (source !== undefined && isOfClaims(state, source)) return html`<span class="dagdeel-help">${t(state.lang, 'input.claims')}</span>`;
  return html`<span class="dagdeel-help">${low && high
    ? t(state.lang, 'input.range', { low: writeDecimal(low, state.lang), high: writeDecimal(high, state.lang) })
    : t(state.lang, 'input.unknown')}</span>`;
}

function message(context: Context, field: Field, id: string): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const wrong = problemOf(state, field.path);
  if (!wrong) return nothing;
  const { problem, draft } = wrong;
  const { lang } = state;
  const hourly = problem.code === 'unit-in-number' && field.tariff;
  const good = draft ? state.document : state.computed;
  const back = valueAt(good, field.path);
  const restore = () => {
    dispatch({ type: 'restore-field', path: field.path });
    if (!draft && back !== null) dispatch({ type: 'set', path: field.path, value: at(good, field.path) });
  };
  const offer = hourly ? (draft?.offer ?? null) : null;
  return html`<div class="dagdeel-error" id=${id}>${icon('warn')}<span>${hourly
    ? html`<strong>${t(lang, 'input.per-hour')}</strong> ${offer === null ? nothing
      : t(lang, 'input.per-hour-is', { found: problem.found ?? draft?.text ?? '', amount: writeDecimal(offer, lang) })}`
    : problem.message[lang]}${!hourly && problem.expected && problem.code !== 'unit-in-number'
      ? html` ${t(lang, 'input.expected', { expected: problem.expected })}` : nothing}</span></div>
    ${back === null && offer === null ? nothing : html`<div class="dagdeel-field__mend">
      ${offer === null ? nothing : html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense"
        @click=${() => dispatch({ type: 'type-in-field', path: field.path, text: writeField(offer, lang), as: field.as ?? 'number' })}
        >${t(lang, 'input.convert', { amount: writeDecimal(offer, lang) })}</button>`}
      ${back === null ? nothing : html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense"
        @click=${restore}>${t(lang, 'input.put-back', { value: writtenAt(state, good, field) })}</button>`}</div>`}`;
}

export interface ControlParts {
  id: string;
  control: TemplateResult;
  error: TemplateResult | typeof nothing;
  range: TemplateResult | typeof nothing;
}

export function control(context: Context, field: Field, tail: unknown = nothing): ControlParts {
  const { state, dispatch } = context;
  const { path } = field;
  const as = field.as ?? 'number';
  const id = fieldId(path);
  const error = message(context, field, `${id}-fout`);
  const wrong = error !== nothing;
  const text = state.drafts[path]?.text ?? writtenAt(state, state.document, field);
  const described = [field.help ? `${id}-hulp` : '', wrong ? `${id}-fout` : ''].filter(Boolean).join(' ');
  const size = field.size ? `dagdeel-control--${field.size}` : '';
  return {
    id,
    error,
    range: rangeNote(context, path),
    control: html`<div class="dagdeel-control ${size} ${as === 'date' ? 'dagdeel-control--date' : ''} ${wrong ? 'dagdeel-control--invalid' : ''}">${
      field.before ? html`<span class="dagdeel-control__affix" aria-hidden="true">${field.before}</span>` : nothing
    }<input id=${id} inputmode=${as === 'date' || as === 'integer' ? 'numeric' : 'decimal'} autocomplete="off" spellcheck="false"
      aria-label=${field.labelHidden ? t(state.lang, field.label, field.params) : nothing}
      .value=${live(text)} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${described || nothing}
      @input=${(event: Event) => dispatch({ type: 'type-in-field', path, text: (event.target as HTMLInputElement).value, as, ...(field.unit ? { unit: field.unit } : {}), ...(field.optional ? { optional: true } : {}) })}
      @change=${() => dispatch({ type: 'leave-field', path })}
      @blur=${() => dispatch({ type: 'leave-field', path })}>${
      field.after ? html`<span class="dagdeel-control__affix" aria-hidden="true">${field.after}</span>` : nothing
    }${tail}</div>`,
  };
}

/** Label above, field below; what is wrong with it stands under the row of fields, see `fieldErrors`. */
export function numberField(context: Context, field: Field): TemplateResult {
  const parts = control(context, field);
  const { lang } = context.state;
  return html`<div class="dagdeel-field">${field.labelHidden ? nothing : html`<label for=${parts.id}>${t(lang, field.label, field.params)}</label>`}${parts.control}${parts.range}</div>`;
}

/** What is wrong with the fields of a row, over its whole width. */
export function fieldErrors(context: Context, fields: readonly Field[]): TemplateResult | typeof nothing {
  const errors = fields.map((field) => message(context, field, `${fieldId(field.path)}-fout`)).filter((error) => error !== nothing);
  return errors.length > 0 ? html`<div class="dagdeel-field-errors">${errors}</div>` : nothing;
}

/** Label with its explanation left, a short field right. */
export function numberRow(context: Context, field: Field): TemplateResult {
  const parts = control(context, { size: 'short', ...field });
  const { lang } = context.state;
  return html`<div class="dagdeel-row"><div class="dagdeel-row__label"><label for=${parts.id}>${t(lang, field.label, field.params)}</label>${
    field.help ? html`<span class="dagdeel-help" id="${parts.id}-hulp">${t(lang, field.help)}</span>` : nothing}${parts.range}</div>${parts.control}${
    parts.error === nothing ? nothing : html`<div class="dagdeel-row__error">${parts.error}</div>`}</div>`;
}

export interface Choice {
  path: string;
  name: string;
  options: { value: string; label: Key; checked: boolean; choose: () => void }[];
}

export function radios({ state }: Context, { name, options }: Choice): TemplateResult[] {
  return options.map(({ value, label, checked, choose }) => html`<label class="dagdeel-radio"><input type="radio" name=${name} value=${value}
    .checked=${live(checked)} @change=${choose}>${t(state.lang, label)}</label>`);
}

export function switchRow({ state }: Context, id: string, label: Key, help: Key | null, on: boolean, change: (on: boolean) => void): TemplateResult {
  return html`<div class="dagdeel-row dagdeel-row--switch"><div class="dagdeel-row__label"><label for=${id}>${t(state.lang, label)}</label>${
    help ? html`<span class="dagdeel-help" id="${id}-hulp">${t(state.lang, help)}</span>` : nothing}</div><input type="checkbox" role="switch" class="dagdeel-switch" id=${id}
    aria-describedby=${help ? `${id}-hulp` : nothing} .checked=${live(on)} @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}></div>`;
}

/** Where the figures of a group come from: a chip per source, and one that names what is an assumption. */
export function sourceChips({ state }: Context, figures: { path: string; label: Key }[], after: Key | null = null): TemplateResult {
  const { document, lang } = state;
  const found = figures.map(({ path, label }) => ({ label, source: (at(document, `${path}.source`) as string | undefined) ?? 'aanname' }));
  const ids = [...new Set(found.map(({ source }) => source).filter((source) => source !== 'aanname'))];
  const assumed = found.filter(({ source }) => source === 'aanname');
  const words = assumed.length === found.length ? t(lang, 'input.assumption')
    : t(lang, 'input.assumption-of', { what: assumed.map(({ label }) => lowerFirst(t(lang, label))).join(', ') });
  return html`<div class="dagdeel-chips">${ids.map((id) => sourceChip(state, id))}${
    assumed.length > 0 ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${words}</span>` : nothing}${
    after ? html`<span>${t(lang, after)}</span>` : nothing}</div>`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Only https is ever a link. */
export function sourceChip(state: State, id: string): TemplateResult {
  const source = state.document?.sources.find((each) => each.id === id);
  const short = source?.short ?? id;
  return source?.url?.startsWith('https://')
    ? html`<a class="dagdeel-chip" href=${source.url} rel="noreferrer noopener" target="_blank">${short}</a>`
    : html`<span class="dagdeel-chip">${short}</span>`;
}

