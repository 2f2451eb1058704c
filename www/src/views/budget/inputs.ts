// The work surface of the budget view: what was observed, and which forms are taken together.

import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index.ts';
import { sourceChip } from '../../inputs/field.ts';
import type { Context } from '../../tape/ask.ts';
import { nameOf, yearsIn, type Observed } from './case.ts';
import { sentenceName } from './sentences.ts';

export function budgetInputs(context: Context, { part, path }: Observed, open: boolean, toggle: (open: boolean) => void): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const years = yearsIn(part);
  const [first, last] = [String(years[0] ?? ''), String(years.at(-1) ?? '')];
  const changed = JSON.stringify(state.document) !== JSON.stringify(state.source);
  return html`<aside class="dagdeel-inputs ${open ? 'dagdeel-inputs--open' : ''}" id="invoer" aria-label=${t(lang, 'budget.input')}>
    <button type="button" class="dagdeel-inputs__summary" aria-expanded=${open ? 'true' : 'false'} aria-controls="invoervelden" @click=${() => toggle(!open)}>
      <span><b>${part.name[lang]}</b>${t(lang, 'budget.input.summary', { first, last, from: String(part.compare.from), to: String(part.compare.to) })}</span>
      <span class="open">${t(lang, open ? 'budget.input.close' : 'budget.input.change')}</span></button>
    <div class="dagdeel-inputs__body" id="invoervelden">
      <div class="dagdeel-inputs__head"><h2>${t(lang, 'budget.input')}</h2>
        <button type="button" class="dagdeel-link-button" ?disabled=${!changed} @click=${() => dispatch({ type: 'back-to-source' })}>${t(lang, 'budget.input.back')}</button></div>
      <div class="dagdeel-fieldset"><dl class="dagdeel-readout">
          <dt>${t(lang, 'budget.input.years')}</dt><dd>${first}–${last}</dd>
          <dt>${t(lang, 'budget.input.forms')}</dt><dd>${part.categories.length}</dd>
          <dt>${t(lang, 'budget.input.rows')}</dt><dd>${part.rows.length}</dd></dl>
        <div class="dagdeel-chips">${sourceChip(state, part.source)}<span>${state.document?.place[lang]}</span></div></div>
      ${part.merges && part.merges.length > 0 ? html`<fieldset class="dagdeel-fieldset"><legend>${t(lang, 'budget.input.merges')}</legend>
        ${part.merges.map((merge, index) => html`<label class="dagdeel-check"><input type="checkbox" .checked=${merge.on}
          @change=${(event: Event) => dispatch({ type: 'set', path: `${path}.merges[${index}].on`, value: (event.currentTarget as HTMLInputElement).checked })}>
          <span>${t(lang, 'budget.input.merge', { from: merge.from.map((id) => nameOf(part, id)[lang]).join(', '), into: sentenceName(nameOf(part, merge.into)[lang]) })}</span></label>`)}
        <p class="dagdeel-help">${t(lang, 'budget.input.merge-help')}</p></fieldset>` : nothing}
    </div></aside>`;
}
