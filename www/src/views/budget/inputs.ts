// The work surface of the budget view: the measures, what they are compared with, and what was observed.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../../i18n/index.ts';
import { sourceChip } from '../../inputs/field.ts';
import type { Context } from '../../tape/ask.ts';
import { againstChoices, type Show, type Shown } from './blocks.ts';
import { nameOf, yearsIn, type Observed } from './case.ts';
import type { Opened } from './editing.ts';
import { leverList, leverSummary } from './levers.ts';
import { partList } from './parts.ts';
import type { Against } from './plan.ts';
import { sentenceName } from './sentences.ts';
import { uncertainList } from './uncertain-inputs.ts';

export interface Surface {
  open: boolean;
  toggle: (open: boolean) => void;
  shown: Shown;
  show: Show;
  opened: Opened;
}

export function budgetInputs(context: Context, found: Observed | null, { open, toggle, shown, show, opened }: Surface): TemplateResult {
  const { state, dispatch } = context;
  const { lang, document } = state;
  const changed = JSON.stringify(document) !== JSON.stringify(state.source);
  const summary = found ? observedSummary(context, found) : (document?.place[lang] ?? '');
  return html`<aside class="dagdeel-inputs ${open ? 'dagdeel-inputs--open' : ''}" id="invoer" aria-label=${t(lang, 'lever.input')}>
    <button type="button" class="dagdeel-inputs__summary" aria-expanded=${open ? 'true' : 'false'} aria-controls="invoervelden" @click=${() => toggle(!open)}>
      <span><b>${t(lang, 'lever.input')}: ${leverSummary(context)}</b>${summary}</span>
      <span class="open">${t(lang, open ? 'budget.input.close' : 'budget.input.change')}</span></button>
    <fieldset class="dagdeel-inputs__body" id="invoervelden" ?disabled=${state.readonly || document?.frozen !== undefined}>
      ${leverList(context, opened)}
      ${againstField(context, shown, show)}
      ${partList(context, opened)}
      ${uncertainList(context, opened)}
      ${found ? observedField(context, found) : nothing}
      <div class="dagdeel-fieldset"><button type="button" class="dagdeel-link-button" ?disabled=${!changed} @click=${() => dispatch({ type: 'back-to-source' })}>${t(lang, 'budget.input.back')}</button></div>
    </fieldset></aside>`;
}

function againstField({ state }: Context, { against }: Shown, show: Show): TemplateResult | typeof nothing {
  const { lang } = state;
  const choices = againstChoices(state.result);
  if (choices.length < 2) return nothing;
  return html`<div class="dagdeel-fieldset"><div class="dagdeel-field"><label for="vergelijk">${t(lang, 'plan.against')}</label>
    <select class="dagdeel-select" id="vergelijk" aria-describedby="vergelijk-hulp" .value=${live(against)} @change=${(event: Event) => show({ against: (event.currentTarget as HTMLSelectElement).value as Against })}>${
      choices.map((each) => html`<option value=${each} ?selected=${each === against}>${t(lang, `plan.against.${each}`)}</option>`)}</select>
    <span class="dagdeel-help" id="vergelijk-hulp">${t(lang, 'plan.against.help')}</span></div></div>`;
}

function observedSummary({ state }: Context, { part }: Observed): string {
  const years = yearsIn(part);
  return t(state.lang, 'budget.input.summary', { first: String(years[0] ?? ''), last: String(years.at(-1) ?? ''), from: String(part.compare.from), to: String(part.compare.to) });
}

function observedField({ state, dispatch }: Context, { part, path }: Observed): TemplateResult {
  const { lang } = state;
  const years = yearsIn(part);
  return html`<section class="dagdeel-fieldset" aria-labelledby="waarneming"><h2 class="dagdeel-inputs__title" id="waarneming">${t(lang, 'budget.input')}</h2><dl class="dagdeel-readout">
      <dt>${t(lang, 'budget.input.years')}</dt><dd>${years[0]}–${years.at(-1)}</dd>
      <dt>${t(lang, 'budget.input.forms')}</dt><dd>${part.categories.length}</dd>
      <dt>${t(lang, 'budget.input.rows')}</dt><dd>${part.rows.length}</dd></dl>
    <div class="dagdeel-chips">${sourceChip(state, part.source)}<span>${state.document?.place[lang]}</span></div></section>
    ${part.merges && part.merges.length > 0 ? html`<fieldset class="dagdeel-fieldset"><legend>${t(lang, 'budget.input.merges')}</legend>
      ${part.merges.map((merge, index) => html`<label class="dagdeel-check"><input type="checkbox" .checked=${live(merge.on)}
        @change=${(event: Event) => dispatch({ type: 'set', path: `${path}.merges[${index}].on`, value: (event.currentTarget as HTMLInputElement).checked })}>
        <span>${t(lang, 'budget.input.merge', { from: merge.from.map((id) => nameOf(part, id)[lang]).join(', '), into: sentenceName(nameOf(part, merge.into)[lang]) })}</span></label>`)}
      <p class="dagdeel-help">${t(lang, 'budget.input.merge-help')}</p></fieldset>` : nothing}`;
}
