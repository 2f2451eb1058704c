// *Onderdelen*: what a budget is made of, besides its measures.

import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index.ts';
import { dateField } from '../../inputs/calendar.ts';
import { fieldErrors, type Field } from '../../inputs/field.ts';
import type { Part, ScenarioDocument } from '../../store/types.ts';
import type { Context } from '../../tape/ask.ts';
import { addMenu, editing, type Opened } from './editing.ts';
import { form, PARTS } from './forms.ts';
import { budgetRows, freshPart, PART_KINDS, type NewPart } from './fresh.ts';

/** There is one of these at most. */
const SINGLE: ReadonlySet<Part['kind']> = new Set(['municipalities', 'providers', 'budget', 'observations', 'projection']);

/** Whether another of this kind may be added: a projection needs what was observed. */
function fits({ parts }: ScenarioDocument, kind: NewPart): boolean {
  if (kind === 'projection' && !parts.some((part) => part.kind === 'observations')) return false;
  return !SINGLE.has(kind) || !parts.some((part) => part.kind === kind);
}

function nameOfPart(part: Part, { state: { lang } }: Context): string {
  return 'name' in part ? part.name[lang] : t(lang, `part.kind.${part.kind}`);
}

/** The years and municipalities that the budget has no row for yet. */
function missingRows(document: ScenarioDocument, part: Extract<Part, { kind: 'budget' }>): object[] {
  const key = (row: object) => JSON.stringify([(row as { year: number }).year, (row as { municipality?: string }).municipality ?? null]);
  const there = new Set(part.rows.map(key));
  return budgetRows(document).filter((row) => !there.has(key(row)));
}

function content(context: Context, part: Part, index: number): TemplateResult {
  const { state, dispatch } = context;
  const { lang, document } = state;
  const root = `parts[${index}]`;
  if (part.kind === 'budget' && document) {
    const missing = missingRows(document, part);
    return html`<p class="dagdeel-help">${t(lang, 'part.budget.help')}</p>${missing.length === 0 ? nothing : html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense"
      @click=${() => dispatch({ type: 'set', path: `${root}.rows`, value: [...part.rows, ...missing] })}>${t(lang, 'part.budget.rows')}</button>`}`;
  }
  const shares = (part.kind === 'municipalities' || part.kind === 'providers') && part.normalise;
  return html`${form(context, root, PARTS[part.kind] ?? [])}${shares ? html`<p class="dagdeel-help">${t(lang, 'part.normalise')}</p>` : nothing}`;
}

function scenarioFields(context: Context): TemplateResult {
  const dates: Field[] = [{ path: 'horizon.from', label: 'part.from', as: 'date' }, { path: 'horizon.to', label: 'part.to', as: 'date' }];
  return html`<div class="dagdeel-form">${nameOfScenario(context)}${dates.map((field) => html`<div class="dagdeel-form__field">${dateField(context, field)}${fieldErrors(context, [field])}</div>`)}</div>`;
}

function nameOfScenario({ state, dispatch }: Context): TemplateResult {
  return html`<div class="dagdeel-field"><label for="scenario-naam">${t(state.lang, 'form.name')}</label><div class="dagdeel-control dagdeel-control--text"><input id="scenario-naam" autocomplete="off" .value=${state.document?.title[state.lang] ?? ''}
    @change=${(event: Event) => {
      const typed = (event.currentTarget as HTMLInputElement).value.trim();
      if (typed !== '') dispatch({ type: 'set', path: 'title', value: { nl: typed, en: typed } });
    }}></div></div>`;
}

export function partList(context: Context, opened: Opened): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const { document, lang } = state;
  if (!document) return nothing;
  const id = (part: Part, index: number) => ('id' in part ? part.id : `${part.kind}-${index}`);
  const add = (kind: NewPart) => {
    const part = freshPart(document, kind);
    dispatch({ type: 'add-item', path: 'parts', value: part });
    opened.show(id(part, document.parts.length), true);
  };
  const editable = document.parts.flatMap((part, index) => (PARTS[part.kind] ? [{ part, index }] : []));
  const scenarioOpen = opened.id === 'scenario';
  return html`<section class="dagdeel-fieldset" aria-labelledby="onderdelen-kop"><h2 class="dagdeel-inputs__title" id="onderdelen-kop">${t(lang, 'part.title')}</h2>
    <div class="dagdeel-part"><span>${t(lang, 'part.scenario')}</span><button type="button" class="dagdeel-link-button" id="wijzig-scenario" aria-expanded=${scenarioOpen ? 'true' : 'false'} aria-controls=${scenarioOpen ? 'formulier-scenario' : nothing}
      aria-label=${scenarioOpen ? nothing : t(lang, 'lever.edit-of', { name: t(lang, 'part.scenario') })} @click=${() => opened.show(scenarioOpen ? null : 'scenario', true)}>${t(lang, scenarioOpen ? 'lever.close' : 'lever.edit')}</button></div>
    ${scenarioOpen ? html`<div class="dagdeel-editing__form" id="formulier-scenario" role="group" aria-label=${t(lang, 'part.scenario')}>${scenarioFields(context)}</div>` : nothing}
    <ul class="dagdeel-parts">${editable.map(({ part, index }) => html`<li><span class="dagdeel-lever__name">${nameOfPart(part, context)}</span>
      ${'name' in part ? html`<span class="dagdeel-help">${t(lang, `part.kind.${part.kind}`)}</span>` : nothing}
      ${editing(context, { id: id(part, index), name: nameOfPart(part, context), root: `parts[${index}]`, list: 'parts', index }, opened, () => content(context, part, index))}</li>`)}</ul>
    ${addMenu({ id: 'onderdeel-soort', add: t(lang, 'part.add'), label: t(lang, 'part.add.kind'),
      options: PART_KINDS.map((kind) => ({ value: kind, name: t(lang, `part.kind.${kind}`), off: !fits(document, kind) })), choose: (kind) => add(kind as NewPart) })}</section>`;
}
