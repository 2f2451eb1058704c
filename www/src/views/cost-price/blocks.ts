// The blocks of the sheet: build-up, break-even, the parameters side by side, published amounts, and the log of offers.

import { html, nothing, svg, type TemplateResult } from 'lit';
import { isNegative, isPositive, plain, rich, shiftPoint, t, trimZeros, writeCell, writeDate, writeDecimal, writeUnit, type Key } from '../../i18n/index.ts';
import { sourceChip } from '../../inputs/field.ts';
import { isStale } from '../../store/reduce.ts';
import { addressOf, axisOf, tableOf, type Labels } from '../../store/selectors.ts';
import type { CostPriceParameter, Figure, Lang, Offer, Result, Text } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { reason } from '../../tape/tape.ts';
import '../../charts/break-even/break-even-chart.ts';
import '../../charts/build-up/build-up-chart.ts';
import '../../charts/published/published-chart.ts';
import { far, look, onDay, partyName, partyWord, type Case } from './case.ts';
import { byFunction, choicesOf, figureOf, find, functionName, SPECS, type Group, type Spec } from './parameters.ts';
import { buildUpMessage, evenMessage, offersMessage, openingWord, publishedMessage, tableMessage, unitWord, type Sentence } from './sentences.ts';

const sentence = (lang: Lang, { key, params }: Sentence) => rich(lang, key, params);

/** A number that can be asked how it was computed, with the reason where there is none. */
function number(context: Context, place: string, result: Result, table: string, labels: Labels, sign = false): TemplateResult {
  const { lang } = context.state;
  const found = look(result, table, labels);
  const why = found.cell !== undefined && typeof found.cell !== 'string' ? reason(found.cell, lang) : '';
  return html`${askNumber(context, place, addressOf(result, table, found.labels), writeCell(found.cell, found, lang, sign))}${why ? html` <span class="dagdeel-unknown">${why}</span>` : nothing}`;
}

const tone = (result: Result, table: string, labels: Labels) => {
  const { cell } = look(result, table, labels);
  return isNegative(cell) ? 'neg' : isPositive(cell) ? 'pos' : '';
};

export function buildUpBlock(context: Context, found: Case, result: Result): TemplateResult {
  const { state } = context;
  const { lang } = state;
  const said = buildUpMessage(result, found, lang);
  return html`<section class="dagdeel-block" aria-labelledby="opbouw-kop">
    <h2 class="dagdeel-message" id="opbouw-kop">${sentence(lang, said)}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'cost.build.bar', { unit: unitWord(found, lang) })}</span></div>
    <dagdeel-build-up-chart .result=${result} .lang=${lang} .found=${found} .context=${context} .message=${plain(lang, said.key, said.params)} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'}></dagdeel-build-up-chart>
  </section>`;
}

export function evenBlock(context: Context, found: Case, result: Result): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const said = evenMessage(result, found, lang);
  if (said === null) return nothing;
  const steps = tableOf(result, 'kostprijs-kostendekkend-per-trede') ? (axisOf(result, 'kostprijs-trede')?.labels ?? []) : [];
  const row = (label: string, table: string, labels: Labels) => html`<div><dt>${label}</dt><dd>${number(context, 'kostendekkend', result, table, labels)}</dd></div>`;
  return html`<section class="dagdeel-block" aria-labelledby="kostendekkend-kop">
    <h2 class="dagdeel-message" id="kostendekkend-kop">${said.split('**').map((piece, index) => (index % 2 === 1 ? html`<strong>${piece}</strong>` : piece))}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'cost.even.bar')}</span></div>
    <dagdeel-break-even-chart .result=${result} .lang=${lang} .found=${found} .context=${context} .message=${said.replaceAll('**', '')} .stale=${isStale(context.state)} .foreign=${context.state.origin === 'foreign'}></dagdeel-break-even-chart>
    <dl class="dagdeel-ledger">${found.part.parties.map(({ id }) => {
      const table = found.part.parties.find((party) => party.id === id)?.parameters.some((own) => own.steps !== undefined);
      return table ? steps.map((step) => row(t(lang, 'cost.even.step', { party: partyName(found, id, lang), step: step.id }), 'kostprijs-kostendekkend-per-trede', onDay(found, id, { 'kostprijs-trede': step.id })))
        : row(partyName(found, id, lang), 'kostprijs-kostendekkend', onDay(found, id));
    })}</dl></section>`;
}

/** The ledger beside the published amounts: what a group leaves, and what an hour costs. */
function ledger(context: Context, found: Case, result: Result): TemplateResult {
  const { lang } = context.state;
  const opening = openingWord(found, lang);
  const tariff = look(result, 'kostprijs-geldend', onDay(found));
  const row = (key: Key, note: string, table: string, party: string, sign: boolean) => (tableOf(result, table) ? html`<div><dt>${t(lang, key, { party: partyWord(found, party, lang), opening })}<span class="dagdeel-help">${note}</span></dt>
    <dd>${number(context, 'grootboek', result, table, onDay(found, party), sign)}</dd></div>` : nothing);
  const all = (key: Key, note: string, table: string, sign = false) => found.part.parties.map(({ id }) => row(key, note, table, id, sign));
  return html`<dl class="dagdeel-ledger">
    ${all('cost.ledger.result', t(lang, 'cost.ledger.result-note', { tariff: writeCell(tariff.cell, tariff, lang) }), 'kostprijs-resultaat', true)}
    ${found.part.unit === 'uur' ? nothing : all('cost.ledger.group', '', 'kostprijs-groep')}
    ${all('cost.ledger.hour', t(lang, 'cost.ledger.hour-note'), 'kostprijs-uurkostprijs')}</dl>`;
}

interface Row {
  spec: Spec;
  fn: string | undefined;
  /** Its label on the axis of parameters. */
  label: string;
  name: string;
  owns: (CostPriceParameter | null)[];
}

/** A row for every parameter that some party has. */
function rowsOf({ part }: Case, lang: Lang): Row[] {
  return SPECS.flatMap((spec) => {
    const functions = byFunction(spec.kind) ? part.functions.map(({ id }) => id) : [undefined];
    return functions.flatMap((fn) => {
      const owns = part.parties.map(({ parameters }) => find(parameters, spec.kind, fn)?.own ?? null);
      if (owns.every((own) => own === null)) return [];
      return [{ spec, fn, label: spec.kind === 'wage' ? `${spec.node}-${fn}` : spec.node, name: t(lang, spec.label, { function: functionName(part, fn)[lang] }), owns }];
    });
  });
}

/** A value of the document as it is written; nothing is computed. */
function written(figure: Figure | null, lang: Lang): string {
  if (!figure) return '–';
  const text = (value: string) => writeDecimal(figure.unit === '1' ? trimZeros(shiftPoint(value, 2)) : trimZeros(value), lang);
  if (figure.value !== null) return text(figure.value);
  return figure.low && figure.high ? `${text(figure.low)}–${text(figure.high)}` : '?';
}

const unitOf = (figure: Figure | null, lang: Lang) => (!figure ? '' : figure.unit === '1' ? '%' : writeUnit(figure.unit, lang));

/** A bar from a shared zero: to the right where the first party is dearer. */
function bar(cell: string, most: number): TemplateResult {
  const length = (far(cell) / most) * 62;
  const up = !cell.startsWith('-');
  return html`<svg class="dagdeel-chart dagdeel-params__bar" viewBox="0 0 134 14" width="134" height="14" aria-hidden="true">${
    svg`<rect class=${up ? 's-c' : 's-b-plain'} x=${up ? 67 : 67 - length} y="1" width=${length} height="12"/><path class="c-level-thin" d="M67 0V14"/>`}</svg>`;
}

function sources(context: Context, { part }: Case, row: Row): TemplateResult {
  const { state } = context;
  const { lang } = state;
  const figures = row.owns.flatMap((own) => (own ? (figureOf(own, part.date) ?? []) : []));
  const tables = row.owns.flatMap((own) => own?.steps?.source ?? []);
  const ids = [...new Set([...figures.map(({ source }) => source), ...tables])];
  const dates = [...new Set(row.owns.flatMap((own) => own?.values.filter(({ from }) => from <= part.date).at(-1)?.from ?? []))];
  return html`${ids.map((id) => (id === 'aanname' ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span>` : sourceChip(state, id)))}
    <span class="dagdeel-help">${dates.map((date) => writeDate(date, lang)).join(', ')}</span>`;
}

function definition({ part }: Case, row: Row, lang: Lang): TemplateResult {
  const [first, second] = row.owns;
  const later = row.owns.flatMap((own, index) => (own?.values ?? []).filter(({ from }) => from > part.date).map(({ from, amount }) =>
    `${part.parties[index]?.name[lang]} ${t(lang, 'cost.table.later', { date: writeDate(from, lang), value: written(amount, lang) })}`));
  const differs = first && second && (first.definition[lang] !== second.definition[lang] || choicesOf(first) !== choicesOf(second));
  const words = differs ? row.owns.map((own, index) => `${part.parties[index]?.name[lang]}: ${own?.definition[lang] ?? '–'}`).join(' · ') : (first ?? second)?.definition[lang];
  return html`<span class="dagdeel-help">${differs ? html`<span class="dagdeel-chip">${t(lang, 'cost.table.differs')}</span> ` : nothing}${words}${later.length > 0 ? html` <em>${later.join('; ')}</em>` : nothing}</span>`;
}

const TITLES: Readonly<Record<Group, Key>> = { labour: 'cost.input.labour', hours: 'cost.input.hours', group: 'cost.input.group', rest: 'cost.input.rest' };

/** A share is told by function; the difference is that of the whole mix, said once. */
function differenceOf(context: Context, found: Case, result: Result, row: Row, seen: Set<string>, most: number): TemplateResult {
  const labels = onDay(found, null, { 'kostprijs-parameter': row.label });
  const { cell } = look(result, 'kostprijs-verschil-per-parameter', labels);
  if (seen.has(row.label) || cell === undefined) return html`<td class="colgap"></td><td class="wide-only bar"></td>`;
  seen.add(row.label);
  return html`<td class="colgap">${number(context, 'parameters', result, 'kostprijs-verschil-per-parameter', labels, true)}</td>
    <td class="wide-only bar">${typeof cell === 'string' && most > 0 && !/^-?[0.]*$/.test(cell) ? bar(cell, most) : nothing}</td>`;
}

export function parametersBlock(context: Context, found: Case, result: Result): TemplateResult {
  const { lang } = context.state;
  const rows = rowsOf(found, lang);
  const two = found.second !== null;
  const parts = tableOf(result, 'kostprijs-verschil-per-parameter')?.cells ?? [];
  const most = Math.max(0, ...parts.map((cell) => far(cell)));
  const seen = new Set<string>();
  const unit = unitWord(found, lang);
  const head = (group: Group, columns: number) => html`<tr class="grp"><th scope="colgroup" colspan=${columns}>${t(lang, TITLES[group])}</th></tr>`;
  const price = (party: string) => number(context, 'parameters', result, 'kostprijs-tarief', onDay(found, party));
  const value = (row: Row, own: CostPriceParameter | null) => (own?.steps ? t(lang, 'cost.table.table')
    : row.owns.some((each) => each !== null) ? written(own ? figureOf(own, found.part.date) : null, lang) : '–');
  return html`<section class="dagdeel-block dagdeel-block--wide" aria-labelledby="parameters-kop">
    <h2 class="dagdeel-message" id="parameters-kop">${sentence(lang, tableMessage(result, found, lang))}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'cost.table.bar', { unit })}</span></div>
    ${two && parts.length === 0 ? html`<p class="dagdeel-hint">${t(lang, 'cost.table.range')}</p>` : nothing}
    <div class="dagdeel-table-wrap" role="group" tabindex="0" aria-label=${t(lang, 'cost.table.bar', { unit })}><table class="dagdeel-table dagdeel-params"><caption class="visually-hidden">${t(lang, 'cost.table.bar', { unit })}</caption>
      <thead><tr><th scope="col">${t(lang, 'cost.table.parameter')}</th><th scope="col" class="wide-only txt">${t(lang, 'cost.table.source')}</th><th scope="col" class="wide-only txt">${t(lang, 'cost.table.unit')}</th>
        ${found.part.parties.map((party, index) => html`<th scope="col"><span class="dagdeel-swatch dagdeel-swatch--${index === 0 ? 'a' : 'b'}" aria-hidden="true"></span>${party.name[lang]}</th>`)}
        ${two ? html`<th scope="col" class="colgap">${t(lang, 'cost.table.per', { unit })}</th><td class="wide-only"></td>` : nothing}</tr></thead>
      <tbody>${rows.map((row, index) => html`${index === 0 || rows[index - 1]?.spec.group !== row.spec.group ? head(row.spec.group, two ? 7 : 4) : nothing}
        <tr><th scope="row">${row.name}${definition(found, row, lang)}</th><td class="wide-only txt">${sources(context, found, row)}</td>
          <td class="wide-only txt muted">${unitOf(row.owns.map((own) => (own ? figureOf(own, found.part.date) : null)).find((figure) => figure !== null) ?? null, lang)}</td>
          ${row.owns.map((own) => html`<td>${value(row, own)}</td>`)}${two ? differenceOf(context, found, result, row, seen, most) : nothing}</tr>`)}</tbody>
      <tfoot><tr><th scope="row">${t(lang, 'cost.build.total', { unit })}</th><td class="wide-only"></td><td class="wide-only"></td>${found.part.parties.map(({ id }) => html`<td>${price(id)}</td>`)}
        ${two ? html`<td class="colgap dbl">${number(context, 'parameters', result, 'kostprijs-verschil', onDay(found), true)}</td><td class="wide-only"></td>` : nothing}</tr></tfoot></table></div>
    ${two ? html`<p class="dagdeel-hint">${icon('tree')}<span>${t(lang, 'cost.table.hint')}</span></p>` : nothing}
    ${later(context, found, result)}</section>`;
}

/** The cost price from later days on, where a parameter has a value from a later day. */
function later(context: Context, found: Case, result: Result): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const dates = (axisOf(result, 'kostprijs-datum')?.labels ?? []).filter(({ id }) => id !== found.part.date);
  if (dates.length === 0) return nothing;
  return html`<h3 class="dagdeel-subhead">${t(lang, 'cost.table.dates')}</h3><dl class="dagdeel-ledger">${dates.map((date) => found.part.parties.map(({ id }) => html`<div><dt>${
    t(lang, 'cost.table.from', { date: date.name[lang], party: partyWord(found, id, lang) })}</dt><dd>${number(context, 'later', result, 'kostprijs-tarief', { ...onDay(found, id), 'kostprijs-datum': date.id })}</dd></div>`))}</dl>`;
}

export function publishedBlock(context: Context, found: Case, result: Result): TemplateResult {
  const { state } = context;
  const { lang } = state;
  if (!tableOf(result, 'kostprijs-gepubliceerd')) {
    return html`<section class="dagdeel-block dagdeel-block--wide" aria-label=${t(lang, 'cost.figures')}>${ledger(context, found, result)}</section>`;
  }
  const said = publishedMessage(result, lang);
  return html`<section class="dagdeel-block dagdeel-block--wide" aria-labelledby="gepubliceerd-kop">
    <h2 class="dagdeel-message" id="gepubliceerd-kop">${sentence(lang, said)}</h2>
    <div class="dagdeel-provider"><div><div class="dagdeel-block__bar"><span>${t(lang, 'cost.published.bar', { unit: unitWord(found, lang) })}</span></div>
      <dagdeel-published-chart .result=${result} .lang=${lang} .found=${found} .context=${context} .message=${plain(lang, said.key, said.params)} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'}></dagdeel-published-chart></div>
      ${ledger(context, found, result)}</div>
    <div class="dagdeel-note dagdeel-note--info"><h3>${t(lang, 'cost.published.note-title')}</h3><p>${t(lang, 'cost.published.note')}</p></div></section>`;
}

/** Which parameters changed since the offer before of the same party, in words; only the documents are compared. */
function changed(found: Case, at: number, lang: Lang): string {
  const offers = found.part.offers ?? [];
  const offer = offers[at];
  if (!offer?.parameters) return t(lang, 'cost.offers.amount-only');
  const before = offers.slice(0, at).filter(({ party, parameters }) => party === offer.party && parameters !== undefined).at(-1);
  if (!before?.parameters) return t(lang, 'cost.offers.first');
  const base = before.parameters;
  const shownOf = (own: CostPriceParameter | null) => (own?.steps ? t(lang, 'cost.table.table') : `${written(own ? figureOf(own, found.part.date) : null, lang)}`);
  const words = offer.parameters.flatMap((own) => {
    const other = find(base, own.parameter, own.function)?.own ?? null;
    const [spec] = SPECS.filter(({ kind }) => kind === own.parameter);
    if (!spec || (other && JSON.stringify([other.values, choicesOf(other), other.steps]) === JSON.stringify([own.values, choicesOf(own), own.steps]))) return [];
    return [`${t(lang, spec.label, { function: functionName(found.part, own.function)[lang] })} ${shownOf(other)} → ${shownOf(own)}`];
  });
  return words.length > 0 ? words.join('; ') : t(lang, 'cost.offers.nothing');
}

export interface OfferForm {
  party: string;
  wrong: Text | null;
  record: (form: HTMLFormElement) => void;
}

export function offersBlock(context: Context, found: Case, result: Result, form: OfferForm): TemplateResult {
  const { state: { lang }, dispatch } = context;
  const offers: readonly Offer[] = found.part.offers ?? [];
  const cell = (table: string, id: string, sign = false, cls = '') => html`<td class="${cls} ${sign ? tone(result, table, onDay(found, null, { 'kostprijs-bod': id })) : ''}">${
    tableOf(result, table) ? number(context, 'biedingen', result, table, onDay(found, null, { 'kostprijs-bod': id }), sign) : '–'}</td>`;
  const listed = offers.filter(({ id }) => axisOf(result, 'kostprijs-bod')?.labels.some((label) => label.id === id));
  const head = (key: Key, cls = '') => html`<th scope="col" class=${cls}>${t(lang, key)}</th>`;
  return html`<section class="dagdeel-block dagdeel-block--wide" aria-labelledby="biedingen-kop">
    <h2 class="dagdeel-message" id="biedingen-kop">${sentence(lang, offersMessage(result, found, lang))}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'cost.offers.bar')}</span></div>
    ${listed.length > 0 ? html`<div class="dagdeel-table-wrap" role="group" tabindex="0" aria-label=${t(lang, 'cost.offers.bar')}><table class="dagdeel-table dagdeel-offers"><caption class="visually-hidden">${t(lang, 'cost.offers.bar')}</caption>
      <thead><tr>${head('cost.offers.date')}${head('cost.offers.party', 'txt')}${head('cost.offers.offer')}${head('cost.offers.again', 'wide-only')}${head('cost.offers.step', 'wide-only')}${head('cost.offers.distance')}${head('cost.offers.changed', 'wide-only txt')}${head('cost.offers.note', 'wide-only txt')}<td></td></tr></thead>
      <tbody>${listed.map((offer) => {
        const at = offers.indexOf(offer);
        const date = writeDate(offer.date, lang);
        return html`<tr><th scope="row">${date}</th><td class="txt">${partyName(found, offer.party, lang)}</td>${cell('kostprijs-bod', offer.id)}${cell('kostprijs-bod-narekening', offer.id, false, 'wide-only')}${cell('kostprijs-bod-stap', offer.id, true, 'wide-only')}${cell('kostprijs-bod-afstand', offer.id, true)}
          <td class="wide-only txt">${changed(found, at, lang)}</td><td class="wide-only txt">${offer.note?.[lang] ?? ''}</td>
          <td><button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'cost.offers.remove', { date })} @click=${() => dispatch({ type: 'remove-item', path: `${found.at}.offers`, index: at })}>${icon('close')}</button></td></tr>`;
      })}</tbody></table></div>` : nothing}
    <form class="dagdeel-offer" aria-label=${t(lang, 'cost.offers.new')} novalidate @submit=${(event: Event) => {
      event.preventDefault();
      form.record(event.currentTarget as HTMLFormElement);
    }}><h3 class="dagdeel-subhead">${t(lang, 'cost.offers.new')}</h3>
      <div class="dagdeel-offer__fields">
        <div class="dagdeel-field"><label for="bod-partij">${t(lang, 'cost.offers.party')}</label><select class="dagdeel-select" id="bod-partij" name="party">${found.part.parties.map((party) => html`<option value=${party.id} ?selected=${party.id === form.party}>${party.name[lang]}</option>`)}</select></div>
        <div class="dagdeel-field"><label for="bod-datum">${t(lang, 'cost.offers.date')}</label><div class="dagdeel-control dagdeel-control--date"><input id="bod-datum" name="date" inputmode="numeric" autocomplete="off" placeholder="dd-mm-jjjj" aria-invalid=${form.wrong ? 'true' : nothing} aria-describedby=${form.wrong ? 'bod-fout' : nothing}></div></div>
        <div class="dagdeel-field"><label for="bod-bedrag">${t(lang, 'cost.offers.amount')}</label><div class="dagdeel-control dagdeel-control--unit"><span class="dagdeel-control__affix" aria-hidden="true">€</span><input id="bod-bedrag" name="amount" inputmode="decimal" autocomplete="off"></div></div>
        <div class="dagdeel-field dagdeel-offer__note"><label for="bod-toelichting">${t(lang, 'cost.offers.note')}</label><div class="dagdeel-control dagdeel-control--text"><input id="bod-toelichting" name="note" autocomplete="off"></div></div></div>
      <label class="dagdeel-radio"><input type="checkbox" name="keep" checked>${t(lang, 'cost.offers.keep')}</label>
      ${form.wrong ? html`<div class="dagdeel-error" id="bod-fout" role="alert">${icon('warn')}<span>${form.wrong[lang]}</span></div>` : nothing}
      <button type="submit" class="dagdeel-button dagdeel-button--dense">${t(lang, 'cost.offers.record')}</button></form></section>`;
}

