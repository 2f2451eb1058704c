// The parameters of one party, left of the answer: values in groups, what belongs to their definition, staff in steps, and behind
// one line the definitions, sources and dates.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { t, writeCell, type Key } from '../../i18n/index.ts';
import { dateField } from '../../inputs/calendar.ts';
import { fieldErrors, fieldId, numberField, numberRow, sourceChip, switchRow, type Field } from '../../inputs/field.ts';
import { addDays, toDay, toIso } from '../../i18n/date.ts';
import { addressOf, axisOf, tableOf } from '../../store/selectors.ts';
import type { CostPriceParameter, Result } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { look, onDay, partyName, placeOf, type Case } from './case.ts';
import { freshParameter } from './fresh.ts';
import { byFunction, figureOf, functionName, holdingAt, SPECS, specOf, type Group, type Kind } from './parameters.ts';

/** Which party's parameters are shown, and whether the inputs are open on a narrow page. */
export interface Shown {
  party: string;
  open: boolean;
  toggle: (open: boolean) => void;
  choose: (party: string) => void;
}

interface Placed {
  own: CostPriceParameter;
  path: string;
  /** Its name, with its function. */
  name: string;
  params: Record<string, string>;
}

const GROUPS: readonly (readonly [Group, Key])[] = [['labour', 'cost.input.labour'], ['hours', 'cost.input.hours'], ['group', 'cost.input.group'], ['rest', 'cost.input.rest']];

function placed({ state }: Context, found: Case, party: string): Placed[] {
  const at = found.part.parties.findIndex(({ id }) => id === party);
  const list = found.part.parties[at]?.parameters ?? [];
  return list.map((own, index) => {
    const params = { function: functionName(found.part, own.function)[state.lang] };
    return { own, path: `${found.at}.parties[${at}].parameters[${index}]`, name: t(state.lang, specOf(own.parameter).label, params), params };
  });
}

/** The field of one of its values. */
function valueField({ own, path, params }: Placed, index: number, more: Partial<Field> = {}): Field {
  const { label } = specOf(own.parameter);
  const unit = own.values[index]?.amount.unit ?? '1';
  const euro = unit.startsWith('euro');
  return {
    path: `${path}.values[${index}].amount.value`, label, params,
    ...(unit === '1' ? { as: 'percent' as const, after: '%' } : {}), ...(euro ? { before: '€' } : {}), ...(unit.startsWith('uur') ? { after: 'uur' } : {}),
    size: 'unit', ...more,
  };
}

/** Two people up to six clients, three beyond: to begin a table with. */
const STEPS = { table: [{ from: '1', to: '6', staff: '1' }, { from: '7', to: '12', staff: '2' }], source: 'aanname' };

function steps(context: Context, found: Case, item: Placed): TemplateResult {
  const { state: { lang }, dispatch } = context;
  const { own, path } = item;
  const table = own.steps?.table ?? [];
  const last = table.at(-1);
  // A table takes the place of the number, and the number that of the table.
  const change = (on: boolean) => {
    const { steps: _, ...rest } = own;
    const from = own.values[0]?.from ?? found.part.date;
    dispatch({ type: 'set', path, value: on ? { ...rest, values: [], steps: STEPS } : { ...rest, values: freshParameter('staff', 'dagdeel', from).values } });
  };
  const add = () => {
    const from = last ? String(Number.parseInt(last.to, 10) + 1) : '1';
    dispatch({ type: 'add-item', path: `${path}.steps.table`, value: { from, to: from, staff: last?.staff ?? '1' } });
  };
  const cell = (row: number, key: 'from' | 'to' | 'staff', label: Key): Field => (
    { path: `${path}.steps.table[${row}].${key}`, label: 'tariff.input.step-n', params: { what: t(lang, label), n: String(row + 1) }, labelHidden: true });
  const heads: readonly Key[] = ['tariff.input.step-from', 'tariff.input.step-to', 'tariff.input.step-staff'];
  return html`${switchRow(context, `tabel-${fieldId(path)}`, 'cost.input.steps', 'cost.input.steps-help', own.steps !== undefined, change)}
    ${own.steps ? html`<div class="dagdeel-steps-table" role="group" aria-label=${t(lang, 'tariff.input.steps')}>
        ${heads.map((head) => html`<span class="dagdeel-help" aria-hidden="true">${t(lang, head)}</span>`)}
        ${table.map((_, row) => {
          const fields = [cell(row, 'from', 'tariff.input.step-from'), cell(row, 'to', 'tariff.input.step-to'), cell(row, 'staff', 'tariff.input.step-staff')];
          return html`${fields.map((field) => numberField(context, field))}${fieldErrors(context, fields)}`;
        })}</div>
      <div class="dagdeel-field__mend"><button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${add}>${t(lang, 'tariff.input.step-add')}</button>
        ${table.length > 1 ? html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense"
          @click=${() => dispatch({ type: 'remove-item', path: `${path}.steps.table`, index: table.length - 1 })}>${t(lang, 'tariff.input.step-drop')}</button>` : nothing}</div>` : nothing}`;
}

/** What belongs to the definition of a parameter and is no number. */
function choices(context: Context, found: Case, item: Placed): TemplateResult | typeof nothing {
  const { own, path } = item;
  const set = (field: string) => (value: unknown) => context.dispatch({ type: 'set', path: `${path}.${field}`, value });
  const id = (what: string) => `${what}-${fieldId(path)}`;
  if (own.parameter === 'overhead') {
    return switchRow(context, id('totaal'), 'cost.input.of-total', 'cost.input.of-total-help', own.overhead_of === 'total', (on) => set('overhead_of')(on ? 'total' : 'direct_cost'));
  }
  if (own.parameter === 'no_show') return switchRow(context, id('declarabel'), 'cost.input.claimable', null, own.claimable ?? false, set('claimable'));
  if (own.parameter === 'client_cost') return switchRow(context, id('vervalt'), 'cost.input.saved', null, own.saved_on_absence ?? false, set('saved_on_absence'));
  return own.parameter === 'staff' ? steps(context, found, item) : nothing;
}

function row(context: Context, found: Case, item: Placed): TemplateResult {
  const { own } = item;
  return html`${own.steps ? nothing : numberRow(context, valueField(item, holdingAt(own, found.part.date)))}${choices(context, found, item)}`;
}

/** From contract hours to productive hours: a bar under each step, from where the one before ended. */
function hours(context: Context, found: Case, result: Result, party: string): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const labels = axisOf(result, 'kostprijs-urenstap')?.labels ?? [];
  const cells = labels.map((label) => ({ label, found: look(result, 'kostprijs-uren', onDay(found, party, { 'kostprijs-urenstap': label.id })) }));
  const whole = placeOf(cells[0]?.found.cell);
  if (cells.some(({ found: { cell } }) => typeof cell !== 'string') || !(whole > 0)) return nothing;
  let left = whole;
  const bars = cells.map(({ label, found: { cell } }, index) => {
    const change = placeOf(cell);
    const last = index === cells.length - 1;
    const [from, size] = index === 0 ? [0, whole] : last ? [0, change] : [left + change, -change];
    if (index > 0 && !last) left += change;
    return { label, from: (100 * from) / whole, size: Math.max(0, (100 * size) / whole), kind: index === 0 ? 'all' : last ? 'out' : 'less' };
  });
  const share = look(result, 'kostprijs-productiviteit', onDay(found, party));
  return html`<dl class="dagdeel-hours">${cells.map(({ label, found: { cell, format, decimals, labels: own } }, index) => html`<div class="dagdeel-hours__row ${bars[index]?.kind === 'out' ? 'dagdeel-hours__row--out' : ''}">
      <dt>${label.name[lang]}</dt><dd>${askNumber(context, `uren-${party}`, addressOf(result, 'kostprijs-uren', own), writeCell(cell, { format, decimals }, lang))}</dd>
      <svg class="dagdeel-hours__bar" viewBox="0 0 100 7" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class=${bars[index]?.kind ?? ''} x=${bars[index]?.from ?? 0} y="0" width=${bars[index]?.size ?? 0} height="7"/>`}</svg></div>`)}</dl>
    <p class="dagdeel-help">${t(lang, 'cost.input.productivity', { share: writeCell(share.cell, share, lang) })}</p>`;
}

/** The shares of the functions, as one bar. */
function mix(context: Context, found: Case, result: Result, party: string): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const table = tableOf(result, 'kostprijs-functiemix-alle') ? 'kostprijs-functiemix-alle' : 'kostprijs-functiemix';
  if (found.part.functions.length < 2 || !tableOf(result, table)) return nothing;
  const parts = found.part.functions.map(({ id, name }) => {
    const { cell, format, decimals } = look(result, table, onDay(found, party, { 'kostprijs-functie': id }));
    return { size: placeOf(cell), text: `${name[lang].split(' ')[0]} ${writeCell(cell, { format, decimals }, lang)}` };
  });
  let from = 0;
  const bars = parts.map(({ size }) => {
    const at = from;
    from += 100 * size;
    return svg`<rect x=${at} y="0" width=${Math.max(0, 100 * size - 0.6)} height="4"/>`;
  });
  return html`<div class="dagdeel-mixbar" role="img" aria-label=${t(lang, 'cost.input.mix', { mix: parts.map(({ text }) => text).join(', ') })}>
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${bars}</svg><span aria-hidden="true">${parts.map(({ text }) => html`<span>${text}</span>`)}</span></div>`;
}

/** What is being typed stays while the page is drawn again. */
function textField(label: string, id: string, value: string, change: (value: string) => void): TemplateResult {
  return html`<div class="dagdeel-field"><label for=${id}>${label}</label><textarea class="dagdeel-textarea" id=${id} rows="2" .value=${live(value)}
    @change=${(event: Event) => {
      const typed = (event.currentTarget as HTMLTextAreaElement).value.trim();
      if (typed !== '') change(typed);
    }}></textarea></div>`;
}

/** Definition, source, the day from which it holds, and later values. */
function details(context: Context, found: Case, item: Placed): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const { own, path, name } = item;
  const what = name.charAt(0).toLowerCase() + name.slice(1);
  const last = own.values.at(-1);
  const later = () => {
    if (!last) return;
    const from = toDay(last.from);
    const next = toIso(addDays({ year: from.year + 1, month: 1, day: 1 }, 0));
    dispatch({ type: 'add-item', path: `${path}.values`, value: { from: next, amount: { value: last.amount.value, unit: last.amount.unit, source: 'aanname' } } });
  };
  const remove = () => {
    const [, list, index] = /^(.*)\[(\d+)\]$/.exec(path) ?? [];
    if (list !== undefined) dispatch({ type: 'remove-item', path: list, index: Number.parseInt(index ?? '', 10) });
  };
  const sources = [['aanname', t(lang, 'input.assumption')], ...(state.document?.sources.map(({ id, short }) => [id, short]) ?? [])] as const;
  return html`<div class="dagdeel-definition"><strong>${name}</strong>
    ${textField(t(lang, 'cost.input.definition', { what }), `definitie-${fieldId(path)}`, own.definition[lang], (value) =>
      dispatch({ type: 'set', path: `${path}.definition`, value: own.definition.nl === own.definition.en ? { nl: value, en: value } : { ...own.definition, [lang]: value } }))}
    ${own.values.map((dated, index) => {
      const date: Field = { path: `${path}.values[${index}].from`, label: 'cost.input.date-of', params: { what: name, n: String(index + 1) }, as: 'date', labelHidden: true };
      const value = valueField(item, index, { label: 'cost.input.value-from', params: { what: name, n: String(index + 1) }, labelHidden: true });
      const id = `bron-${fieldId(`${path}.values[${index}]`)}`;
      return html`<div class="dagdeel-definition__dated"><span class="dagdeel-help" aria-hidden="true">${t(lang, 'cost.input.from')}</span>${dateField(context, date)}${index === holdingAt(own, found.part.date) ? nothing : numberField(context, value)}${fieldErrors(context, index === holdingAt(own, found.part.date) ? [date] : [date, value])}
        <label class="visually-hidden" for=${id}>${t(lang, 'cost.input.source', { what })}</label><select class="dagdeel-select" id=${id} @change=${(event: Event) =>
          dispatch({ type: 'set', path: `${path}.values[${index}].amount.source`, value: (event.currentTarget as HTMLSelectElement).value })}>${sources.map(([key, short]) =>
          html`<option value=${key} ?selected=${dated.amount.source === key}>${short}</option>`)}</select></div>`;
    })}
    <div class="dagdeel-definition__actions">${last ? html`<button type="button" class="dagdeel-link-button" @click=${later}>${t(lang, 'cost.input.later', { what })}</button>` : nothing}
      ${own.values.length > 1 ? html`<button type="button" class="dagdeel-link-button" @click=${() => dispatch({ type: 'remove-item', path: `${path}.values`, index: own.values.length - 1 })}>${t(lang, 'cost.input.drop-later', { what })}</button>` : nothing}
      ${needed(found, own) ? nothing : html`<button type="button" class="dagdeel-link-button" @click=${remove}>${t(lang, 'cost.input.remove', { what })}</button>`}</div></div>`;
}

/** What a party cannot do without. */
const needed = (found: Case, { parameter }: CostPriceParameter) =>
  byFunction(parameter) || parameter === 'contract_hours' || (found.part.unit !== 'uur' && (parameter === 'staff' || parameter === 'enrolled'));

function group(context: Context, found: Case, [name, key]: readonly [Group, Key], items: readonly Placed[], shown: Shown): TemplateResult {
  const { state: { lang, result, document }, dispatch } = context;
  const own = items.filter((item) => specOf(item.own.parameter).group === name);
  const lacking = SPECS.filter((spec) => spec.group === name && !byFunction(spec.kind) && !own.some((item) => item.own.parameter === spec.kind)).map(({ kind, label }) => ({ kind, name: t(lang, label) }));
  const figures = own.flatMap((item) => figureOf(item.own, found.part.date) ?? []);
  const ids = [...new Set(figures.map(({ source }) => source).filter((source) => source !== 'aanname'))];
  const list = `${found.at}.parties[${found.part.parties.findIndex(({ id }) => id === shown.party)}].parameters`;
  const add = (event: Event) => {
    const chosen = (event.currentTarget as HTMLElement).parentElement?.querySelector('select')?.value as Kind | undefined;
    if (chosen) dispatch({ type: 'add-item', path: list, value: freshParameter(chosen, found.part.unit, found.part.date) });
  };
  return html`<fieldset class="dagdeel-fieldset"><legend>${t(lang, key)}</legend>
    ${own.map((item) => row(context, found, item))}
    ${name === 'labour' && result ? mix(context, found, result, shown.party) : nothing}
    ${name === 'hours' && result ? hours(context, found, result, shown.party) : nothing}
    <div class="dagdeel-chips">${ids.map((id) => (document ? sourceChip(context.state, id) : nothing))}${
      figures.some(({ source }) => source === 'aanname') ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span>` : nothing}</div>
    ${lacking.length > 0 ? html`<div class="dagdeel-add"><label class="visually-hidden" for="erbij-${name}">${t(lang, 'cost.input.lacking')}</label>
      <select class="dagdeel-select" id="erbij-${name}">${lacking.map((each) => html`<option value=${each.kind}>${each.name}</option>`)}</select>
      <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${add}>${icon('plus')}${t(lang, 'cost.input.lacking')}</button></div>` : nothing}
    <details class="dagdeel-refine"><summary>${t(lang, 'cost.input.details')}</summary>${own.map((item) => details(context, found, item))}</details>
  </fieldset>`;
}

export function costPriceInputs(context: Context, found: Case, shown: Shown): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const items = placed(context, found, shown.party);
  const changed = state.source !== state.document || Object.keys(state.drafts).length > 0;
  const name = partyName(found, shown.party, lang);
  const date: Field = { path: `${found.at}.date`, label: 'cost.input.date', as: 'date' };
  const remove = () => dispatch({ type: 'remove-item', path: 'parts', index: Number.parseInt(/\d+/.exec(found.at)?.[0] ?? '', 10) });
  // A measure that takes its tariff from the cost price would be left with nothing to take.
  const used = state.document?.levers.some(({ kind }) => kind === 'cost_price') ?? false;
  return html`<aside class="dagdeel-inputs ${shown.open ? 'dagdeel-inputs--open' : ''}" id="invoer" aria-label=${t(lang, 'cost.input')}>
    <button type="button" class="dagdeel-inputs__summary" aria-expanded=${shown.open ? 'true' : 'false'} aria-controls="invoervelden" @click=${() => shown.toggle(!shown.open)}><span><b>${
      t(lang, 'cost.input.summary', { count: String(items.length), parties: String(found.part.parties.length) })}</b>${t(lang, 'cost.input.summary-of', { party: name })}</span><span class="open">${t(lang, shown.open ? 'tariff.input.close' : 'tariff.input.change')}</span></button>
    <div class="dagdeel-inputs__body" id="invoervelden">
      <div class="dagdeel-inputs__head"><h2>${t(lang, 'cost.input')}</h2><button type="button" class="dagdeel-link-button" aria-disabled=${changed ? 'false' : 'true'}
        @click=${() => dispatch({ type: 'back-to-source' })}>${t(lang, 'tariff.input.back')}</button></div>
      ${found.part.parties.length > 1 ? html`<div class="dagdeel-segment dagdeel-segment--wide" role="group" aria-label=${t(lang, 'cost.input.party')}>${found.part.parties.map((party) =>
        html`<button type="button" aria-pressed=${party.id === shown.party ? 'true' : 'false'} @click=${() => shown.choose(party.id)}>${party.name[lang]}</button>`)}</div>` : nothing}
      <div class="dagdeel-fieldset">${dateField(context, date)}${fieldErrors(context, [date])}</div>
      ${GROUPS.map((each) => group(context, found, each, items, shown))}
      ${used ? nothing : html`<p><button type="button" class="dagdeel-link-button" @click=${remove}>${t(lang, 'cost.input.remove-part')}</button></p>`}
    </div></aside>`;
}
