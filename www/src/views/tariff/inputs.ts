// The inputs of the founding case: left of the answer, or behind one line on a narrow page.

import { html, nothing, type TemplateResult } from 'lit';
import { t, writeCell, writeDate, writeMonth, type Key } from '../../i18n/index.ts';
import { dateField } from '../../inputs/calendar.ts';
import { fieldErrors, figureOfClaims, numberField, numberRow, radios, sourceChips, switchRow, type Field } from '../../inputs/field.ts';
import { cellAt, tableOf } from '../../store/selectors.ts';
import { askButton, askNumber, type Context } from '../../tape/ask.ts';
import { addressOf } from '../../store/selectors.ts';
import type { GroupTariffPart, Result, Spread } from '../../store/types.ts';
import { find, type Case } from './case.ts';

export const EURO = '€';

/** The fields by what they hold, so that a message can name and find one. */
export function fieldsOf({ at, product }: Case) {
  const lastTariff = Math.max(0, product.tariffs.length - 1);
  return {
    old: { path: `${at.product}.tariffs[${lastTariff}].amount.value`, label: 'tariff.input.old', before: EURO, decimals: 2, tariff: true },
    new: { path: `${at.lever}.amount.value`, label: 'tariff.input.new', before: EURO, decimals: 2, tariff: true },
    date: { path: `${at.lever}.from`, label: 'tariff.input.date', as: 'date' },
    oldSize: { path: `${at.group}.old_size.value`, label: 'tariff.input.old-size', help: 'tariff.input.old-size-help' },
    newSize: { path: `${at.group}.new_size.value`, label: 'tariff.input.new-size', help: 'tariff.input.new-size-help' },
    enrolled: { path: `${at.group}.attendance.enrolled.value`, label: 'tariff.input.enrolled', help: 'tariff.input.enrolled-help' },
    noShow: { path: `${at.group}.attendance.no_show.value`, label: 'tariff.input.no-show', help: 'tariff.input.no-show-help', as: 'percent', after: '%', size: 'unit' },
    index: { path: `${at.group}.old_index.value`, label: 'tariff.input.index', help: 'tariff.input.index-help', as: 'percent', after: '%', size: 'unit' },
    clients: { path: `${at.product}.volume.clients.value`, label: 'tariff.input.clients' },
    perWeek: { path: `${at.product}.volume.per_week.value`, label: 'tariff.input.per-week' },
    weeks: { path: `${at.product}.volume.weeks.value`, label: 'tariff.input.weeks' },
    perYear: { path: `${at.product}.volume.per_year.value`, label: 'tariff.input.per-year' },
    perGroup: { path: `${at.group}.staff.per_group.value`, label: 'tariff.input.per-group' },
    hours: { path: `${at.group}.staff.hours.value`, label: 'tariff.input.hours', help: 'tariff.input.hours-help' },
    productive: { path: `${at.group}.staff.productive_hours.value`, label: 'tariff.input.productive', help: 'tariff.input.productive-help', size: 'unit' },
    costPerStaff: { path: `${at.group}.steps.cost_per_staff.value`, label: 'tariff.input.cost-per-staff', help: 'tariff.input.cost-per-staff-help', before: EURO, decimals: 2, size: 'unit' },
    room: { path: `${at.group}.steps.room.value`, label: 'tariff.input.room', help: 'tariff.input.room-help', before: EURO, decimals: 2, size: 'unit' },
  } satisfies Record<string, Field>;
}

/** The label of the field at a path, for the message that the last result stays. */
export function labelAt(found: Case, path: string): Key | null {
  return Object.values(fieldsOf(found)).find((field) => field.path === path)?.label ?? null;
}

const figureAt = (path: string) => path.replace(/\.value$/, '');

function legend(context: Context, key: Key): TemplateResult {
  return html`<legend>${t(context.state.lang, key)}</legend>`;
}

/** An empty row would still take the room between two rows. */
function wrongAt(context: Context, fields: Field[]): TemplateResult | typeof nothing {
  const errors = fieldErrors(context, fields);
  return errors === nothing ? nothing : html`<div class="dagdeel-grid-2__all">${errors}</div>`;
}

function tariff(context: Context, found: Case): TemplateResult {
  const f = fieldsOf(found);
  return html`<fieldset class="dagdeel-fieldset">${legend(context, 'tariff.input.tariff')}
    <div class="dagdeel-grid-2">${numberField(context, f.old)}${numberField(context, f.new)}
      ${wrongAt(context, [f.old, f.new])}
      <div class="dagdeel-grid-2__all">${dateField(context, f.date as Field)}${fieldErrors(context, [f.date as Field])}</div></div>
    ${sourceChips(context, [{ path: figureAt(f.old.path), label: f.old.label }, { path: figureAt(f.new.path), label: f.new.label }], 'tariff.input.four-hours')}
  </fieldset>`;
}

function group(context: Context, found: Case): TemplateResult | typeof nothing {
  if (!found.group) return nothing;
  const f = fieldsOf(found);
  const fields = [f.oldSize, f.newSize, f.enrolled];
  return html`<fieldset class="dagdeel-fieldset">${legend(context, 'tariff.input.group')}
    ${fields.map((field) => numberRow(context, field))}
    ${sourceChips(context, fields.map((field) => ({ path: figureAt(field.path), label: field.label })))}</fieldset>`;
}

function volume(context: Context, found: Case): TemplateResult {
  const { state } = context;
  const f = fieldsOf(found);
  const fields: Field[] = found.product.volume.per_year ? [f.perYear] : [f.clients, f.perWeek, f.weeks];
  const out = state.result ? find(state.result, 'dagdelen-per-jaar') : null;
  const claimed = fields.some(({ path }) => figureOfClaims(state, state.document, path));
  return html`<fieldset class="dagdeel-fieldset">${legend(context, 'tariff.input.volume')}
    <div class="dagdeel-formula ${fields.length === 1 ? 'dagdeel-formula--one' : ''}">${fields.map((field, index) => html`${index > 0 ? html`<span class="dagdeel-formula__op" aria-hidden="true">×</span>` : nothing}${numberField(context, field)}`)}
      ${fieldErrors(context, fields)}<div class="dagdeel-formula__out"><span>${t(state.lang, 'tariff.input.volume-out')}</span><strong>${
        out && state.result ? askNumber(context, 'invoer', addressOf(state.result, 'dagdelen-per-jaar'), writeCell(out.cell, out, state.lang)) : '–'}</strong></div></div>
    ${sourceChips(context, fields.map((field) => ({ path: figureAt(field.path), label: field.label })), claimed ? null : 'tariff.input.own-numbers')}</fieldset>`;
}

/** A year of forty weeks with a short August, eleven of them in the last quarter: an assumption to start from. */
const OPENING_WEEKS = ['3', '3', '4', '4', '3', '4', '3', '1', '4', '3', '4', '4'];
/** As even as two decimals of a per cent allow, exactly a whole together. */
const SHARES = ['0.0834', '0.0833', '0.0833', '0.0834', '0.0833', '0.0833', '0.0834', '0.0833', '0.0833', '0.0834', '0.0833', '0.0833'];

const SPREADS: { spread: Spread; label: Key }[] = [
  { spread: { by: 'twelfths' }, label: 'tariff.input.twelfths' },
  { spread: { by: 'days' }, label: 'tariff.input.days' },
  { spread: { by: 'opening-weeks', weeks: OPENING_WEEKS }, label: 'tariff.input.opening-weeks' },
  { spread: { by: 'given', shares: SHARES, normalise: false }, label: 'tariff.input.given' },
];

function months(context: Context, path: string, as: 'number' | 'percent'): TemplateResult {
  const fields: Field[] = Array.from({ length: 12 }, (_, index) => (
    { path: `${path}[${index}]`, label: 'tariff.input.month-of', params: { month: writeMonth(index + 1, context.state.lang) }, as }));
  return html`<div class="dagdeel-months">${fields.map((field) => numberField(context, field))}${fieldErrors(context, fields)}</div>`;
}

function spread(context: Context, found: Case): TemplateResult {
  const { state, dispatch } = context;
  const path = `${found.at.product}.spread`;
  const now = found.product.spread;
  const wrong = state.problems.find((problem) => problem.path === path || problem.path === `${path}.shares` || problem.path === `${path}.weeks`);
  return html`<fieldset class="dagdeel-fieldset">${legend(context, 'tariff.input.spread')}
    ${figureOfClaims(state, state.document, `${found.at.product}.volume.per_year.value`) ? html`<p class="dagdeel-help">${t(state.lang, 'tariff.input.spread-claims')}</p>` : nothing}<div>${radios(context, { path, name: 'spread', options: SPREADS.map(({ spread: each, label }) => ({
      value: each.by, label, checked: now.by === each.by, choose: () => dispatch({ type: 'set', path, value: each }) })) })}</div>
    ${now.by === 'opening-weeks' ? html`<p class="dagdeel-help dagdeel-fieldset__note">${t(state.lang, 'tariff.input.weeks-unit')}</p>${months(context, `${path}.weeks`, 'number')}` : nothing}
    ${now.by === 'given' ? html`<p class="dagdeel-help dagdeel-fieldset__note">${t(state.lang, 'tariff.input.shares-unit')}</p>${months(context, `${path}.shares`, 'percent')}
      ${switchRow(context, 'normaliseren', 'tariff.input.normalise', null, now.normalise ?? false, (on) => dispatch({ type: 'set', path: `${path}.normalise`, value: on }))}` : nothing}
    ${wrong ? html`<p class="dagdeel-error" role="alert"><span>${wrong.message[state.lang]}</span></p>` : nothing}
    ${now.by === 'opening-weeks' || now.by === 'given' ? html`<div class="dagdeel-chips"><span class="dagdeel-chip dagdeel-chip--assumption">${t(state.lang, 'input.assumption')}</span></div>` : nothing}
  </fieldset>`;
}

const assumption = (value: string, unit: string) => ({ value, unit, source: 'aanname' });

/** Two people in a group, as in *vier ogen*; amounts that cost a group of six what the two tariffs say it costs. */
const STEPS: NonNullable<GroupTariffPart['steps']> = {
  table: [{ from: '1', to: '6', staff: '2' }, { from: '7', to: '12', staff: '3' }],
  source: 'aanname',
  cost_per_staff: assumption('115.88', 'euro/medewerker'),
  room: assumption('44.00', 'euro/groepsdagdeel'),
};
const STAFF: NonNullable<GroupTariffPart['staff']> = {
  per_group: assumption('2', 'medewerker/groepsdagdeel'),
  hours: assumption('4.5', 'uur/medewerker'),
  productive_hours: assumption('1400', 'uur/fte/jaar'),
};

function steps(context: Context, found: Case, part: GroupTariffPart): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const path = `${found.at.group}.steps`;
  const f = fieldsOf(found);
  const table = part.steps?.table ?? [];
  const last = table.at(-1);
  const add = () => {
    const from = last ? String(Number.parseInt(last.to, 10) + 1) : '1';
    dispatch({ type: 'set', path: `${path}.table`, value: [...table, { from, to: from, staff: last?.staff ?? '1' }] });
  };
  const cell = (row: number, key: 'from' | 'to' | 'staff', label: Key): Field => (
    { path: `${path}.table[${row}].${key}`, label: 'tariff.input.step-n', params: { what: t(lang, label), n: String(row + 1) }, labelHidden: true });
  const rows = table.map((_, row) => [cell(row, 'from', 'tariff.input.step-from'), cell(row, 'to', 'tariff.input.step-to'), cell(row, 'staff', 'tariff.input.step-staff')]);
  return html`${switchRow(context, 'stappen', 'tariff.input.steps', 'tariff.input.steps-help', part.steps !== undefined,
      (on) => dispatch({ type: 'set', path, value: on ? STEPS : undefined }))}
    ${part.steps ? html`<div class="dagdeel-steps-table" role="group" aria-label=${t(lang, 'tariff.input.steps')}>
        <span class="dagdeel-help" aria-hidden="true">${t(lang, 'tariff.input.step-from')}</span><span class="dagdeel-help" aria-hidden="true">${t(lang, 'tariff.input.step-to')}</span><span class="dagdeel-help" aria-hidden="true">${t(lang, 'tariff.input.step-staff')}</span>
        ${rows.map((fields) => html`${fields.map((field) => numberField(context, field))}${fieldErrors(context, fields)}`)}</div>
      <div class="dagdeel-field__mend"><button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${add}>${t(lang, 'tariff.input.step-add')}</button>
        ${table.length > 1 ? html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense"
          @click=${() => dispatch({ type: 'set', path: `${path}.table`, value: table.slice(0, -1) })}>${t(lang, 'tariff.input.step-drop')}</button>` : nothing}</div>
      ${numberRow(context, f.costPerStaff as Field)}${numberRow(context, f.room as Field)}` : nothing}`;
}

/** What most readers leave as it is: absence, price level, staff. */
function refine(context: Context, found: Case): TemplateResult | typeof nothing {
  const part = found.group;
  if (!part) return nothing;
  const { state, dispatch } = context;
  const f = fieldsOf(found);
  const set = (path: string) => (value: unknown) => dispatch({ type: 'set', path: `${found.at.group}.${path}`, value });
  const nature = (value: 'structural' | 'incidental', label: Key) => ({
    value, label, checked: found.lever.nature === value, choose: () => dispatch({ type: 'set', path: `${found.at.lever}.nature`, value }) });
  return html`<details class="dagdeel-fieldset dagdeel-refine"><summary>${t(state.lang, 'tariff.input.refine')}</summary>
    <fieldset>${legend(context, 'tariff.input.absence')}
      ${numberRow(context, f.noShow as Field)}
      ${switchRow(context, 'declarabel', 'tariff.input.claimable', null, part.attendance.no_show_claimable, set('attendance.no_show_claimable'))}
      ${switchRow(context, 'vervalt', 'tariff.input.saved', 'tariff.input.saved-help', part.attendance.saved_on_absence, set('attendance.saved_on_absence'))}
    </fieldset>
    <fieldset>${legend(context, 'tariff.input.nature')}${radios(context, { path: found.at.lever, name: 'nature', options: [
      nature('structural', 'tariff.input.structural'), nature('incidental', 'tariff.input.incidental')] })}
      ${numberRow(context, f.index as Field)}</fieldset>
    <fieldset>${legend(context, 'tariff.input.staff')}
      ${switchRow(context, 'fte', 'tariff.input.staff-fte', null, part.staff !== undefined, (on) => set('staff')(on ? STAFF : undefined))}
      ${part.staff ? [f.perGroup, f.hours, f.productive as Field].map((field) => numberRow(context, field)) : nothing}
      ${steps(context, found, part)}
      ${part.staff || part.steps ? sourceChips(context, [
        ...(part.staff ? [f.perGroup, f.hours, f.productive] : []), ...(part.steps ? [f.costPerStaff, f.room] : [])]
        .map((field) => ({ path: figureAt(field.path), label: field.label as Key }))) : nothing}</fieldset>
  </details>`;
}

function readout(context: Context, found: Case, result: Result): TemplateResult | typeof nothing {
  const { lang } = context.state;
  if (!found.group || !tableOf(result, 'kosten-per-groepsdagdeel')) return nothing;
  const [s, f] = [find(result, 'kosten-per-groepsdagdeel'), find(result, 'kosten-per-client')];
  const amount = (table: string) => writeCell(cellAt(result, table), { format: 'amount', decimals: 2 }, lang);
  const number = (value: string | null) => writeCell(value ?? undefined, { format: 'number', decimals: 4 }, lang);
  return html`<div class="dagdeel-fieldset"><dl class="dagdeel-readout">
      <dt>${t(lang, 'tariff.input.s')}<span class="dagdeel-help">${t(lang, 'tariff.input.s-help')}</span></dt><dd>${askNumber(context, 'invoer', addressOf(result, 'kosten-per-groepsdagdeel'), writeCell(s.cell, s, lang))}</dd>
      <dt>${t(lang, 'tariff.input.f')}<span class="dagdeel-help">${t(lang, 'tariff.input.f-help')}</span></dt><dd>${askNumber(context, 'invoer', addressOf(result, 'kosten-per-client'), writeCell(f.cell, f, lang))}</dd></dl>
    <p class="dagdeel-help dagdeel-fieldset__note">${t(lang, 'tariff.input.derived', {
      oldSize: number(found.group.old_size.value), old: amount('huidig-tarief'), newSize: number(found.group.new_size.value), new: amount('nieuw-tarief') })}</p>
    ${askButton(context, 'afleiding', addressOf(result, 'kosten-per-groepsdagdeel'), t(lang, 'tariff.input.s'))}</div>`;
}

export function tariffInputs(context: Context, found: Case, open: boolean, toggle: (open: boolean) => void): TemplateResult {
  const { state, dispatch } = context;
  const { lang, result } = state;
  const amount = (value: string | null) => writeCell(value ?? undefined, { format: 'amount', decimals: 2 }, lang);
  const volumeOut = result ? find(result, 'dagdelen-per-jaar') : null;
  const old = found.product.tariffs.at(-1)?.amount.value ?? null;
  const changed = state.source !== state.document || Object.keys(state.drafts).length > 0;
  return html`<aside class="dagdeel-inputs ${open ? 'dagdeel-inputs--open' : ''}" id="invoer" aria-label=${t(lang, 'tariff.input')}>
    <button type="button" class="dagdeel-inputs__summary" aria-expanded=${open ? 'true' : 'false'} aria-controls="invoervelden" @click=${() => toggle(!open)}><span><b>${
      t(lang, 'tariff.input.summary', { old: amount(old), new: amount(found.lever.amount.value) })}</b>${
      volumeOut ? t(lang, 'tariff.input.summary-volume', { volume: writeCell(volumeOut.cell, volumeOut, lang) }) : nothing}<br>${
      t(lang, 'tariff.input.summary-date', { date: writeDate(found.lever.from, lang) })}</span><span class="open">${t(lang, open ? 'tariff.input.close' : 'tariff.input.change')}</span></button>
    <fieldset class="dagdeel-inputs__body" id="invoervelden" ?disabled=${state.readonly || state.document?.frozen !== undefined}>
      <div class="dagdeel-inputs__head"><h2>${t(lang, 'tariff.input')}</h2><button type="button" class="dagdeel-link-button" aria-disabled=${changed ? 'false' : 'true'}
        @click=${() => dispatch({ type: 'back-to-source' })}>${t(lang, 'tariff.input.back')}</button></div>
      ${tariff(context, found)}${group(context, found)}${volume(context, found)}${spread(context, found)}
      ${result ? readout(context, found, result) : nothing}${refine(context, found)}
    </fieldset></aside>`;
}
