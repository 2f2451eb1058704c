// The rekenstrook: how one number was computed, down to its sources. One at a time; Esc closes it, the focus goes back.

import { html, nothing, type TemplateResult } from 'lit';
import { canSaveWorkbook } from '../export/workbook.ts';
import { cancelUnits, t, upperFirst, writeCell, writeUnit, type UnitFactor } from '../i18n/index.ts';
import { addressText, axisOf } from '../store/selectors.ts';
import { sourceChip } from '../inputs/field.ts';
import { icon } from '../styles/icons.ts';
import type { Cell, Explanation, Lang, Relation, Source, State } from '../store/types.ts';
import type { Context } from './ask.ts';
import { restsOnClaims } from '../store/selectors.ts';
import { copyText } from './clipboard.ts';
import { asText } from './text.ts';

const SIGNS: Readonly<Partial<Record<Relation, string>>> = { '+': '+', '-': '−', '*': '×', '/': '÷' };

/** How a part enters its whole: a sign, or a word such as *grootste van*. The first of a row needs none. */
export function relationOf(node: Explanation, first: boolean, lang: Lang): string {
  if (first && (node.relation === '+' || node.relation === '*')) return '';
  const sign = SIGNS[node.relation];
  if (sign !== undefined) return sign;
  switch (node.relation) {
    case 'min': return t(lang, 'tape.min');
    case 'max': return t(lang, 'tape.max');
    case 'if': return t(lang, 'tape.if');
    case 'lag': return t(lang, 'tape.lag');
    case 'weight': return t(lang, 'tape.weight');
    case 'total': return t(lang, 'tape.total');
    case 'compare': return t(lang, 'tape.compare');
    default: return '';
  }
}

export const isComplete = (cell: Cell) => typeof cell === 'string' || 'low' in cell;

/** A number, with an unseen ",00" behind a whole one, so that it stands on the comma of the others. */
function value(node: Explanation, lang: Lang): TemplateResult {
  const text = writeCell(node.value, node, lang);
  const comma = lang === 'nl' ? ',' : '.';
  const pads = node.format !== 'percent' && typeof node.value === 'string' && !text.includes(comma);
  return html`<span>${text}</span>${pads ? html`<span class="pad" aria-hidden="true">${comma}00</span>` : nothing}`;
}

/** At which labels, in words; an axis with one label says nothing. */
function labelsOf(node: Explanation, state: State): string {
  const axes = node.address.labels.map(({ axis }) => axis);
  const tells = (index: number) => !state.result || axisOf(state.result, axes[index] ?? '')?.labels.length !== 1;
  return node.label_names.filter((_, index) => tells(index)).map((name) => name[state.lang]).join(', ');
}

function meta(context: Context, node: Explanation): TemplateResult {
  const { lang } = context.state;
  const labels = labelsOf(node, context.state);
  const pieces: unknown[] = [];
  if (node.assumption) pieces.push(html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span>`);
  else if (node.source) pieces.push(sourceChip(context.state, node.source.id));
  const words = [node.formula?.[lang] ?? '', labels, node.note?.[lang] ?? ''].filter(Boolean).join(' · ');
  if (words) pieces.push(words);
  if (!isComplete(node.value)) pieces.push(html`<em class="dagdeel-unknown">${reason(node.value, lang)}</em>`);
  return html`<span class="dagdeel-node__meta">${pieces.map((piece, index) => (index > 0 ? [' ', piece] : piece))}</span>`;
}

/** Why a cell has no value, in words. */
export function reason(cell: Cell, lang: Lang): string {
  if (typeof cell === 'string' || 'low' in cell) return '';
  if ('unknown' in cell) return t(lang, 'known' in cell ? 'tape.partly' : 'tape.unknown', { count: String(cell.unknown) });
  switch (cell.undefined) {
    case 'division-by-zero': return t(lang, 'tape.by-zero');
    case 'refused': return t(lang, 'tape.refused');
    default: return t(lang, 'tape.none');
  }
}

/** A step that only hands on a number says nothing: its part is shown in its place, under its own name. */
export function through(node: Explanation): Explanation {
  const [only] = node.children;
  if (!only || node.children.length > 1 || node.more > 0 || node.rounding || only.relation !== '' || only.unit !== node.unit) return node;
  if (JSON.stringify(only.value) !== JSON.stringify(node.value)) return node;
  const { address, name, label_names, relation, format, decimals } = node;
  return through({ ...only, address, name, label_names, relation, format, decimals });
}

export function childrenOf(state: State, node: Explanation): { children: Explanation[]; more: number } {
  const { children, more } = state.tape?.deeper[addressText(node.address)] ?? node;
  return { children: children.map(through), more };
}

function branch(context: Context, node: Explanation, key: string): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const { children, more } = childrenOf(state, node);
  if (children.length === 0 && more === 0) return nothing;
  return html`<ul>${children.map((child, index) => html`<li>
    <div class="dagdeel-node"><span class="dagdeel-node__name">${operator(child, index === 0, state.lang)}${upperFirst(child.name[state.lang])}</span>
      <span class="dagdeel-node__value">${value(child, state.lang)}</span>
      ${meta(context, child)}<span class="dagdeel-node__unit">${writeUnit(child.unit, state.lang)}</span></div>
    ${branch(context, child, `${key}.${index}`)}</li>`)}
    ${more > 0 ? html`<li><button type="button" class="dagdeel-link-button dagdeel-tree__more" @click=${() => dispatch({ type: 'ask-deeper', address: node.address })}
      >${t(state.lang, 'tape.deeper', { count: String(more) })}</button></li>` : nothing}</ul>`;
}

function operator(node: Explanation, first: boolean, lang: Lang): TemplateResult | typeof nothing {
  const sign = relationOf(node, first, lang);
  return sign ? html`<span class="dagdeel-node__op">${sign}</span>` : nothing;
}

function factor({ over, under }: UnitFactor): TemplateResult {
  const words = (list: { word: string; cancelled: boolean }[]) =>
    list.map(({ word, cancelled }, index) => html`${index > 0 ? '·' : ''}${cancelled ? html`<s>${word}</s>` : word}`);
  return html`${over.length > 0 ? words(over) : '1'}${under.map((part) => html`/${words([part])}`)}`;
}

/** How the units of the parts make the unit of the whole. */
function units(node: Explanation, lang: Lang): TemplateResult | typeof nothing {
  const unit = writeUnit(node.unit, lang);
  const parts = node.children.filter((child) => child.relation !== 'if' && child.relation !== 'compare');
  if (parts.length < 2 || unit === '') return nothing;
  const product = parts.slice(1).every((child) => child.relation === '*' || child.relation === '/');
  const sum = parts.every((child) => child.unit === node.unit);
  if (product) {
    const factors = cancelUnits(parts.map((child, index) => ({ unit: child.unit, divides: index > 0 && child.relation === '/' })), lang);
    return html`<div class="dagdeel-units"><span class="dagdeel-units__label">${t(lang, 'tape.units')}</span>${factors.map((each, index) =>
      html`${index > 0 ? (each.divides ? ' ÷ ' : ' × ') : ''}${factor(each)}`)} = <strong>${unit}</strong></div>`;
  }
  return sum ? html`<div class="dagdeel-units"><span class="dagdeel-units__label">${t(lang, 'tape.units')}</span>${t(lang, 'tape.units-same')} <strong>${unit}</strong></div>` : nothing;
}

function sourcesIn(node: Explanation, state: State, found = new Map<string, Source>()): Map<string, Source> {
  if (node.source) found.set(node.source.id, node.source);
  for (const child of childrenOf(state, node).children) sourcesIn(child, state, found);
  return found;
}

function hasAssumption(node: Explanation, state: State): boolean {
  return node.assumption || childrenOf(state, node).children.some((child) => hasAssumption(child, state));
}

export function sourceLine(source: Source, lang: Lang): TemplateResult {
  const text = `${source.short}: ${source.title[lang]}`;
  return source.url?.startsWith('https://') ? html`<a href=${source.url} rel="noreferrer noopener" target="_blank">${text}</a>` : html`${text}`;
}

/** The engine gives the cells of the Dutch workbook; the English one has other names for the same sheets. */
const inWorkbook = (text: string, lang: Lang) => (lang === 'nl' ? text : text.replaceAll('Invoer!', 'Input!').replaceAll('Berekening!', 'Calculation!'));

function facts(node: Explanation, state: State): TemplateResult {
  const { lang } = state;
  const sources = [...sourcesIn(node, state).values()];
  return html`<dl class="dagdeel-facts"><dt>${t(lang, 'tape.rounding')}</dt><dd>${node.rounding
    ? node.rounding.name[lang] : t(lang, 'tape.exact')}</dd>
    ${sources.length > 0 ? html`<dt>${t(lang, 'tape.source')}</dt><dd>${sources.map((source, index) => html`${index > 0 ? html`<br>` : nothing}${sourceLine(source, lang)}`)}</dd>` : nothing}
    ${node.spreadsheet_cell === null ? nothing : html`<dt>${t(lang, 'tape.excel-cell')}</dt><dd class="dagdeel-sheetcell" translate="no">${inWorkbook(node.spreadsheet_cell, lang)}${node.spreadsheet ? html`<br>${inWorkbook(node.spreadsheet, lang)}` : nothing}</dd>`}
    ${hasAssumption(node, state) ? html`<dt>${t(lang, 'tape.assumed')}</dt><dd>${t(lang, 'tape.assumption')}</dd>` : nothing}</dl>`;
}

async function copy({ state, dispatch }: Context, node: Explanation): Promise<void> {
  const copied = await copyText(asText(node, state));
  dispatch({ type: 'notify', notice: { kind: 'said', message: copied ? 'copied' : 'copy-failed' } });
}

/** The open rekenstrook, or nothing. */
export function tape(context: Context): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const { lang } = state;
  if (!state.tape) return nothing;
  const { explanation, failed } = state.tape;
  const node = explanation && through(explanation);
  const title = node ? [node.name[lang], labelsOf(node, state)].filter(Boolean).join(', ') : '';
  return html`<section class="dagdeel-tape" id="rekenstrook" tabindex="-1" aria-labelledby="rekenstrook-kop">
    <div class="dagdeel-tape__head"><div><h2 id="rekenstrook-kop">${t(lang, 'tape.ask')}</h2><p>${title || t(lang, failed ? 'tape.gone' : 'tape.looking')}</p>${state.tape.run ? html`<p class="dagdeel-tape__run">${state.tape.run.said}</p>` : nothing}</div>
      <button type="button" class="dagdeel-icon-button" aria-label=${t(lang, 'tape.close')} @click=${() => dispatch({ type: 'close-tape' })}>${icon('close')}</button></div>
    ${node ? html`<div class="dagdeel-tree">
        <div class="dagdeel-node dagdeel-node--root"><span class="dagdeel-node__name">${node.name[lang]}</span>
          <span class="dagdeel-node__value ${isComplete(node.value) ? 'dbl' : ''}">${value(node, lang)}</span>
          ${meta(context, { ...node, label_names: [] })}<span class="dagdeel-node__unit">${writeUnit(node.unit, lang)}</span></div>
        ${branch(context, node, '0')}</div>
      ${units(node, lang)}${facts(node, state)}
      <div class="dagdeel-tape__actions"><button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense"
        ?disabled=${restsOnClaims(context.state.document)} @click=${() => void copy(context, node)}>${t(lang, 'tape.copy')}</button>
        ${(state.embedded && state.readonly) || state.tape.run ? nothing : html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" title=${t(lang, 'tape.excel-help')}
          ?disabled=${!canSaveWorkbook(state) || state.workbook !== null} @click=${() => dispatch({ type: 'save-workbook', at: node.address })}>${t(lang, 'tape.excel')}</button>`}</div>` : nothing}
  </section>`;
}
