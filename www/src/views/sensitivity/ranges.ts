// The left side: from how low to how high each assumption may go, the outcome, the budget and the goal.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { shiftPoint, t, trimZeros, writeField, type Key } from '../../i18n/index.ts';
import { inputName, inputUnit, inputValue, outcomeName } from '../../inputs/words.ts';
import { axisOf } from '../../store/selectors.ts';
import { icon } from '../../styles/icons.ts';
import type { Context } from '../../tape/ask.ts';
import type { Address, Bar, Goal, Input, Lang, Result } from '../../store/types.ts';
import type { Plan } from './plan.ts';

/** What the fields of this side do. */
export interface Hands {
  /** What stands in a field while it is typed in, by its place. */
  typing: Readonly<Record<string, string>>;
  /** Reads what is typed in a field when typing rests, or at once when it is left; `percent` for a fraction that is shown as a percentage. */
  type(place: string, text: string, percent: boolean, take: (value: string) => void): void;
  leave(place: string): void;
  open: boolean;
  toggle(open: boolean): void;
  all: boolean;
  showAll(all: boolean): void;
}

/** Rows that stand here before *toon alle* is chosen. */
const MOST = 6;

export function rangesPanel(context: Context, plan: Plan | null, result: Result, hands: Hands): TemplateResult {
  const { state, dispatch } = context;
  const { lang, sensitivity: asked } = state;
  const bars = asked.tornado?.bars ?? [];
  const shown = hands.all ? bars : bars.slice(0, MOST);
  const { open } = hands;
  return html`<aside class="dagdeel-inputs ${open ? 'dagdeel-inputs--open' : ''}" aria-label=${t(lang, 'sensitivity.ranges')}>
    <button type="button" class="dagdeel-inputs__summary" aria-expanded=${open ? 'true' : 'false'} aria-controls="invoervelden" @click=${() => hands.toggle(!open)}>
      <span><b>${t(lang, 'sensitivity.summary', { count: String(bars.length) })}</b>${asked.tornado ? outcomeName(asked.tornado.result, lang) : ''}</span>
      <span class="open">${t(lang, open ? 'budget.input.close' : 'budget.input.change')}</span></button>
    <div class="dagdeel-inputs__body" id="invoervelden">
      ${plan ? outcomeFields(context, plan.outcome, result) : nothing}
      <fieldset class="dagdeel-fieldset"><legend>${t(lang, 'sensitivity.assumptions')}</legend>
        <button type="button" class="dagdeel-link-button" ?disabled=${state.readonly || Object.keys(asked.ranges).length === 0}
          @click=${() => dispatch({ type: 'set-sensitivity', change: { ranges: {}, faults: {} } })}>${t(lang, 'sensitivity.tenth')}</button>
        <div class="dagdeel-ranges"><div class="dagdeel-ranges__row dagdeel-ranges__head" aria-hidden="true"><span></span><span>${t(lang, 'sensitivity.low')}</span><span>${t(lang, 'sensitivity.base')}</span><span>${t(lang, 'sensitivity.high')}</span></div>
          ${shown.map((bar) => rangeRow(context, bar, hands))}</div>
        ${bars.length > MOST ? html`<button type="button" class="dagdeel-link-button" aria-expanded=${hands.all ? 'true' : 'false'} @click=${() => hands.showAll(!hands.all)}>${t(lang, hands.all ? 'sensitivity.fewer' : 'sensitivity.every', { count: String(bars.length) })}</button>` : nothing}
        <p class="dagdeel-help">${t(lang, 'sensitivity.ranges-help')}</p></fieldset>
      ${plan ? goalFields(context, plan, hands) : nothing}
    </div></aside>`;
}

const asTyped = (input: Input, value: string, lang: Lang) => (input.format === 'percent' ? writeField(shiftPoint(value, 2), lang) : writeField(trimZeros(value), lang));

// While runs go on the page is drawn again and again: what is being typed stays as it was typed until the field is left, and a
// wrong text until it is put right.
function rangeRow(context: Context, { input, low, high }: Bar, hands: Hands): TemplateResult {
  const { state, dispatch } = context;
  const { lang, sensitivity: asked } = state;
  const name = inputName(input, lang, asked.inputs);
  const [least, most] = [low.changes[0]?.value ?? '', high.changes[0]?.value ?? ''];
  const own = asked.ranges[input.path] ?? { low: least, high: most };
  const field = (side: 'low' | 'high', value: string) => {
    const place = `${input.path}/${side}`;
    const fault = asked.faults[place];
    const take = (read: string) => dispatch({ type: 'set-sensitivity', change: { ranges: { ...asked.ranges, [input.path]: { ...own, [side]: read } } } });
    return html`<span class="dagdeel-control ${fault ? 'dagdeel-control--invalid' : ''}"><input inputmode="decimal" autocomplete="off" ?disabled=${state.readonly} aria-invalid=${fault ? 'true' : 'false'} aria-label=${t(lang, side === 'low' ? 'sensitivity.low-of' : 'sensitivity.high-of', { of: name })}
      .value=${live(hands.typing[place] ?? fault?.found ?? asTyped(input, value, lang))} @input=${(event: Event) => hands.type(place, (event.currentTarget as HTMLInputElement).value, input.format === 'percent', take)} @blur=${() => hands.leave(place)}></span>`;
  };
  const faults = [asked.faults[`${input.path}/low`], asked.faults[`${input.path}/high`]].filter((fault) => fault !== undefined);
  return html`<div class="dagdeel-ranges__row" role="group" aria-label=${name}><span>${name}${inputUnit(input, lang) ? html`<small>${inputUnit(input, lang)}</small>` : nothing}</span>${field('low', own.low)}<span class="dagdeel-ranges__base">${inputValue(input, input.value, lang)}</span>${field('high', own.high)}</div>
    ${faults.map((fault) => html`<p class="dagdeel-error" role="alert">${fault.message[lang]}</p>`)}`;
}

/** The outcome: a table, and one label of each of its axes. */
export function outcomeFields({ state, dispatch }: Context, outcome: Address, result: Result): TemplateResult {
  const { lang } = state;
  const choose = (node: string, labels: Record<string, string> = {}) => {
    const table = result.tables.find(({ id }) => id === node);
    const own = (axis: string) => labels[axis] ?? outcome.labels.find((each) => each.axis === axis)?.label ?? preferred(result, axis);
    dispatch({ type: 'set-sensitivity', change: { outcome: { node, labels: (table?.axes ?? []).map((axis) => ({ axis, label: own(axis) })) } } });
  };
  const value = (event: Event) => (event.currentTarget as HTMLSelectElement).value;
  const tables = result.tables.filter(({ id }) => id !== 'effect-per-maatregel');
  return html`<fieldset class="dagdeel-fieldset dagdeel-fieldset--first"><legend>${t(lang, 'sensitivity.outcome')}</legend>
    <div class="dagdeel-field"><label for="uitkomst-keuze">${t(lang, 'sensitivity.outcome-which')}</label><select class="dagdeel-select" id="uitkomst-keuze" @change=${(event: Event) => choose(value(event))}>${
      tables.map(({ id, name }) => html`<option value=${id} ?selected=${id === outcome.node}>${name[lang]}</option>`)}</select></div>
    ${outcome.labels.map(({ axis: id, label }) => {
      const axis = axisOf(result, id);
      if (!axis || axis.labels.length < 2) return nothing;
      return html`<div class="dagdeel-field"><label for="as-${id}">${axis.name[lang]}</label><select class="dagdeel-select" id="as-${id}" @change=${(event: Event) => choose(outcome.node, { [id]: value(event) })}>${
        axis.labels.map((each) => html`<option value=${each.id} ?selected=${each.id === label}>${each.name[lang]}</option>`)}</select></div>`;
    })}</fieldset>`;
}

/** With measures, and the last year, unless another was chosen before. */
function preferred(result: Result, axis: string): string {
  const labels = axisOf(result, axis)?.labels ?? [];
  return (labels.find(({ id }) => id === 'nieuw') ?? (axis === 'year' ? labels.at(-1) : labels[0]))?.id ?? '';
}

const QUESTIONS: Readonly<Record<Goal, Key>> = { tariff: 'sensitivity.goal.tariff', clients: 'sensitivity.goal.clients', attendance: 'sensitivity.goal.attendance', own: 'sensitivity.goal.own' };
export const goalKey = (goal: Goal): Key => QUESTIONS[goal];

function goalFields(context: Context, plan: Plan, hands: Hands): TemplateResult {
  const { state, dispatch } = context;
  const { lang, sensitivity: asked } = state;
  const { goal } = plan;
  const forBudget = goal?.goal === 'tariff' || goal?.goal === 'clients';
  const amount = (place: 'budget' | 'target', label: Key, value: string | null, help: Key) => {
    const fault = asked.faults[place];
    const take = (read: string) => dispatch({ type: 'set-sensitivity', change: { [place]: read } });
    return html`<div class="dagdeel-field"><label for="doel-${place}">${t(lang, label)}</label>
      <span class="dagdeel-control ${fault ? 'dagdeel-control--invalid' : ''}"><input id="doel-${place}" inputmode="decimal" autocomplete="off" ?disabled=${state.readonly} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="doel-${place}-hulp"
        .value=${live(hands.typing[place] ?? fault?.found ?? (value === null ? '' : writeField(trimZeros(value), lang)))} @input=${(event: Event) => hands.type(place, (event.currentTarget as HTMLInputElement).value, false, take)} @blur=${() => hands.leave(place)}></span>
      ${fault ? html`<p class="dagdeel-error" role="alert">${icon('warn')}${fault.message[lang]}</p>` : nothing}<span class="dagdeel-help" id="doel-${place}-hulp">${t(lang, help)}</span></div>`;
  };
  return html`<fieldset class="dagdeel-fieldset"><legend>${t(lang, 'sensitivity.goal')}</legend>
      ${plan.goals.map((each) => html`<label class="dagdeel-radio"><input type="radio" name="doel" .checked=${live(each.goal === goal?.goal)} @change=${() => dispatch({ type: 'set-sensitivity', change: { goal: each.goal } })}><span>${t(lang, goalKey(each.goal))}</span></label>`)}</fieldset>
    ${forBudget ? html`<div class="dagdeel-fieldset">${amount('budget', 'sensitivity.budget', goal?.target ?? null, asked.budget === null && goal?.target !== null ? 'sensitivity.budget-of-document' : 'sensitivity.budget-help')}</div>` : nothing}
    ${goal?.goal === 'own' ? html`<div class="dagdeel-fieldset dagdeel-own"><div class="dagdeel-field"><label for="doel-invoer">${t(lang, 'sensitivity.own-input')}</label>
      ${inputSelect(context, 'doel-invoer', goal.input, (path) => dispatch({ type: 'set-sensitivity', change: { input: path } }), true, state.readonly)}</div>
      ${amount('target', 'sensitivity.own-target', asked.target, 'sensitivity.own-help')}</div>` : nothing}`;
}

/** A choice of the inputs that can be turned. */
export function inputSelect({ state }: Context, id: string, path: string, choose: (path: string) => void, dates = false, disabled = false): TemplateResult {
  const { lang, sensitivity: asked } = state;
  const fits = (input: Input) => (input.kind === 'number' && input.value !== null) || (dates && input.kind === 'date');
  return html`<select class="dagdeel-select" id=${id} ?disabled=${disabled} @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>${
    asked.inputs.filter(fits).map((input) => html`<option value=${input.path} ?selected=${input.path === path}>${inputName(input, lang, asked.inputs)}</option>`)}</select>`;
}
