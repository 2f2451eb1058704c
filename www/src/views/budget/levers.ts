// *Maatregelen*: each with its switch, what it does in words, where its figures come from and what it does in the last
// year. Their order is the order in which they work.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { t, writeCell } from '../../i18n/index.ts';
import { sourceChip } from '../../inputs/field.ts';
import { addressOf, axisOf, cellAt } from '../../store/selectors.ts';
import type { Figure, Lever, ScenarioDocument } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { addMenu, editing, type Opened } from './editing.ts';
import { form, leverSpecs } from './forms.ts';
import { canAdd, freshLever, LEVER_KINDS } from './fresh.ts';
import { leverWords } from './lever-words.ts';
import { lastYear, measuresOn } from './plan.ts';
import { nothingKnown } from './grid.ts';

const PLACE = 'maatregel';
const EURO = { format: 'amount', decimals: 2 } as const;

/** Every figure of a lever, however deep. */
export function figuresIn(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('unit' in value && 'source' in value) return [value as Figure];
  return Object.values(value).flatMap(figuresIn);
}

export function leverSummary({ state: { document, lang } }: Context): string {
  const levers = document?.levers ?? [];
  if (levers.length === 0) return t(lang, 'lever.none');
  return t(lang, 'lever.on-of', { on: String(levers.filter(({ on }) => on).length), count: String(levers.length) });
}

function chips({ state }: Context, lever: Lever): TemplateResult[] {
  const ids = [...new Set(figuresIn(lever).map(({ source }) => source))];
  return ids.map((id) => (id === 'aanname' ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(state.lang, 'input.assumption')}</span>` : sourceChip(state, id)));
}

/** What it does in the last year: a button to its rekenstrook; a lever that is off says so. */
function effect(context: Context, lever: Lever): TemplateResult {
  const { state } = context;
  const { lang, result } = state;
  if (!lever.on) return html`<span class="dagdeel-lever__off">${t(lang, 'lever.off')}</span>`;
  const last = result ? lastYear(result) : undefined;
  const known = result && last && axisOf(result, 'maatregel')?.labels.some(({ id }) => id === lever.id);
  if (!result || !last || !known) return html`<span class="dagdeel-lever__off">${t(lang, result ? 'lever.no-effect' : 'lever.waiting')}</span>`;
  const labels = { year: last.id, maatregel: lever.id };
  const cell = cellAt(result, 'effect-per-maatregel', labels);
  const text = nothingKnown(cell) ? t(lang, 'export.unknown') : writeCell(cell, EURO, lang, true);
  // Beside an unknown line it is the effect on all others.
  const part = typeof cell === 'object' && 'known' in cell && !nothingKnown(cell) ? html`<span class="dagdeel-unknown">${t(lang, 'lever.known-part', { count: String(cell.unknown) })}</span> ` : nothing;
  return html`${part}<b>${askNumber(context, PLACE, addressOf(result, 'effect-per-maatregel', labels), html`<span class="visually-hidden">${t(lang, 'lever.effect', { year: last.name[lang] })} </span>${text}`)}</b>`;
}

function item(context: Context, lever: Lever, index: number, count: number, open: Opened): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const name = lever.name[lang];
  return html`<li class="dagdeel-lever ${lever.on ? '' : 'dagdeel-lever--off'}" @dragover=${(event: DragEvent) => dragOver(event, index)} @dragleave=${dragLeave} @drop=${(event: DragEvent) => dropped(context, event, index)}>
    <div class="dagdeel-lever__order">${count > 1 ? html`<span class="dagdeel-lever__grip" draggable="true" aria-hidden="true" title=${t(lang, 'lever.drag')} @dragstart=${(event: DragEvent) => dragStart(event, index)} @dragend=${dragEnd}></span>` : nothing}
      <button type="button" class="dagdeel-icon-button" aria-label=${t(lang, 'lever.up', { name })} aria-disabled=${index === 0 ? 'true' : 'false'} data-order="up" @click=${(event: Event) => moved(context, event, index, index - 1)}>${icon('chev', 'icon--up')}</button>
      <button type="button" class="dagdeel-icon-button" aria-label=${t(lang, 'lever.down', { name })} aria-disabled=${index === count - 1 ? 'true' : 'false'} data-order="down" @click=${(event: Event) => moved(context, event, index, index + 1)}>${icon('chev')}</button></div>
    <div class="dagdeel-lever__body"><span class="dagdeel-lever__name" id="maatregel-naam-${lever.id}">${name}</span><span class="dagdeel-lever__desc">${leverWords(lever, state.document, lang)}</span></div>
    <input type="checkbox" role="switch" class="dagdeel-switch" aria-labelledby="maatregel-naam-${lever.id}" .checked=${live(lever.on)}
      @change=${(event: Event) => dispatch({ type: 'set', path: `levers[${index}].on`, value: (event.currentTarget as HTMLInputElement).checked })}>
    <div class="dagdeel-lever__effect"><span class="dagdeel-lever__chips">${chips(context, lever)}</span>${effect(context, lever)}</div>
    ${editing(context, { id: lever.id, name, root: `levers[${index}]`, list: 'levers', index }, open, () => form(context, `levers[${index}]`, leverSpecs(lever.kind)))}</li>`;
}

/** The kinds of measure; those that need a product wait until there is one. */
function adding({ state: { lang }, dispatch }: Context, document: ScenarioDocument, open: Opened): TemplateResult {
  const add = (kind: Lever['kind']) => {
    const lever = freshLever(document, kind);
    dispatch({ type: 'add-item', path: 'levers', value: lever });
    open.show(lever.id, true);
  };
  return addMenu({ id: 'maatregel-soort', add: t(lang, 'lever.add'), label: t(lang, 'lever.add.kind'), options: LEVER_KINDS.map((kind) => ({ value: kind, name: t(lang, `lever.kind.${kind}`), off: !canAdd(document, kind) })), choose: (kind) => add(kind as Lever['kind']) });
}

/** The place of the measure that is being dragged. */
let dragged: number | null = null;

const listItem = (event: Event) => (event.currentTarget as HTMLElement).closest('li');

function dragStart(event: DragEvent, index: number): void {
  dragged = index;
  const item = listItem(event);
  event.dataTransfer?.setData('text/plain', String(index));
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
  if (item) event.dataTransfer?.setDragImage(item, 12, 12);
}

const dragEnd = (): void => {
  dragged = null;
};

/** A line shows where it would come to stand. */
function dragOver(event: DragEvent, index: number): void {
  if (dragged === null || dragged === index) return;
  event.preventDefault();
  listItem(event)?.classList.add(dragged > index ? 'dagdeel-lever--before' : 'dagdeel-lever--after');
}

const dragLeave = (event: DragEvent): void => listItem(event)?.classList.remove('dagdeel-lever--before', 'dagdeel-lever--after');

function dropped({ dispatch }: Context, event: DragEvent, index: number): void {
  dragLeave(event);
  if (dragged === null || dragged === index) return;
  event.preventDefault();
  dispatch({ type: 'move-lever', from: dragged, to: index });
  dragged = null;
}

/** Keeps the focus on the button of the lever that moved, so that it can be pressed again. */
function moved({ state, dispatch }: Context, event: Event, from: number, to: number): void {
  const count = state.document?.levers.length ?? 0;
  if (to < 0 || to >= count) return;
  const button = event.currentTarget as HTMLElement;
  const list = button.closest('ol');
  const which = button.dataset.order;
  dispatch({ type: 'move-lever', from, to });
  requestAnimationFrame(() => list?.children[to]?.querySelector<HTMLElement>(`[data-order="${which}"]`)?.focus());
}

export function leverList(context: Context, open: Opened): TemplateResult {
  const { state } = context;
  const { lang, result } = state;
  const levers = state.document?.levers ?? [];
  const last = result ? lastYear(result) : undefined;
  const sum = result && last && measuresOn(state.computed) ? cellAt(result, 'effect-per-jaar', { year: last.id }) : undefined;
  return html`<section aria-labelledby="maatregelen"><div class="dagdeel-inputs__head"><h2 id="maatregelen">${t(lang, 'lever.input')}</h2><span class="dagdeel-help">${leverSummary(context)}</span></div>
    ${levers.length === 0 ? nothing : html`<ol class="dagdeel-levers">${levers.map((lever, index) => item(context, lever, index, levers.length, open))}</ol>`}
    ${result && last && sum !== undefined ? html`<div class="dagdeel-lever-sum"><span>${t(lang, 'lever.together', { year: last.name[lang] })}</span>
      <b>${askNumber(context, PLACE, addressOf(result, 'effect-per-jaar', { year: last.id }), typeof sum === 'string' ? html`<span class="dagdeel-lever-sum__total">${writeCell(sum, EURO, lang, true)}</span>` : nothingKnown(sum) ? t(lang, 'export.unknown') : writeCell(sum, EURO, lang, true))}</b>
      <span class="dagdeel-help">${t(lang, 'lever.adds-up')}</span></div>` : nothing}
    ${state.document ? adding(context, state.document, open) : nothing}</section>`;
}
