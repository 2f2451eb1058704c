// The checks: what each found, the lines behind it, and what they are held against.

import { html, nothing, type TemplateResult } from 'lit';
import type { AgreedTariff, CheckFound, ClaimsCount, ClaimUnit } from 'dagdeel';
import { rich, t, writeDecimal, type Key } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { PAGE, type OwnData, type Page } from './session.ts';
import { amount, count, euro, lines } from './words.ts';

const UNITS: readonly ClaimUnit[] = ['dagdeel', 'uur', 'minuut', 'etmaal', 'stuksoutput', 'stuksinspanning', 'euro'];
/** The numbers of units in WJ756, with their names. */
const UNIT_WORDS: Readonly<Record<ClaimUnit, Record<Lang, string>>> = {
  unknown: { nl: '?', en: '?' }, minuut: { nl: '01 minuut', en: '01 minute' }, uur: { nl: '04 uur', en: '04 hour' }, etmaal: { nl: '14 etmaal', en: '14 24 hours' }, dagdeel: { nl: '16 dagdeel', en: '16 half-day' },
  stuksoutput: { nl: '82 stuks (output)', en: '82 pieces (output)' }, euro: { nl: '83 euro', en: '83 euro' }, stuksinspanning: { nl: '84 stuks (inspanning)', en: '84 pieces (effort)' },
};
/** How many agreed tariffs are shown as fields. */
const MOST_TARIFFS = 8;

function cell(label: string, found: ClaimsCount, lang: Lang, last = false): TemplateResult {
  const value = amount(found.euros, lang);
  return html`<div><span class="dagdeel-balance__label">${label}</span><strong class="dagdeel-balance__value">${last ? html`<span class="dbl">${value}</span>` : value}</strong><span class="dagdeel-balance__note">${lines(found, lang)}</span></div>`;
}

/** Two parts that are the whole. */
export function balance(lang: Lang, title: Key, parts: readonly [Key, ClaimsCount][]): TemplateResult {
  return html`<div class="dagdeel-balance" role="group" aria-label=${t(lang, title)}>${parts.map(([key, found], at) => html`${at === 0 ? nothing
    : html`<span class="dagdeel-balance__op" aria-hidden="true">${at === parts.length - 1 ? '=' : '+'}</span>`}${cell(t(lang, key), found, lang, at === parts.length - 1)}`)}</div>`;
}

function verdict(check: CheckFound, lang: Lang): TemplateResult {
  if (check.waits) return html`<span class="dagdeel-status dagdeel-status--wait">${icon('wait')}${check.waits[lang]}</span>`;
  if (check.found.lines === 0) return html`<span class="dagdeel-status dagdeel-status--ok">${icon('check')}${t(lang, 'own.verdict.ok')}</span>`;
  return html`<span class="dagdeel-status dagdeel-status--${check.severity === 'fout' ? 'no' : 'flag'}">${icon(check.severity === 'fout' ? 'close' : 'warn')}${t(lang, `own.verdict.${check.severity}`)}</span>`;
}

function page(data: OwnData, { check, skip, sample, lines: found }: Page, columns: number, lang: Lang): TemplateResult {
  const to = skip + found.lines.length;
  const step = (by: number) => html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${data.work !== null || (by < 0 ? skip === 0 : to >= found.all)}
    @click=${() => void data.look(check, skip + by)}>${t(lang, by < 0 ? 'own.page.before' : 'own.page.after')}</button>`;
  const choice = (on: boolean, key: Key) => html`<button type="button" aria-pressed=${sample === on ? 'true' : 'false'} @click=${() => void data.look(check, 0, on)}>${t(lang, key)}</button>`;
  return html`<tr class="detail"><td></td><td colspan=${columns - 1}><div class="dagdeel-excerpt"><p>${data.report?.checks.find((each) => each.check === check)?.explanation[lang]}</p>
    <div class="dagdeel-own-page"><span class="dagdeel-segment" role="group" aria-label=${t(lang, 'own.checks.lines')}>${choice(false, 'own.page.all')}${choice(true, 'own.page.sample')}</span>
      ${sample ? nothing : html`<span>${t(lang, 'own.page.of', { from: count(found.all === 0 ? 0 : skip + 1, lang), to: count(to, lang), all: count(found.all, lang) })}</span>${step(-PAGE)}${step(PAGE)}`}</div>
    <div class="dagdeel-table-wrap" tabindex="0" role="group" aria-label=${t(lang, 'own.page.caption', { check })}><table class="dagdeel-table"><caption class="visually-hidden">${t(lang, 'own.page.caption', { check })}</caption>
      <thead><tr><th scope="col">${t(lang, 'own.page.place')}</th><th class="txt" scope="col">${t(lang, 'own.page.month')}</th><th class="txt" scope="col">${t(lang, 'own.meaning.municipality')}</th><th class="txt" scope="col">${t(lang, 'own.meaning.provider')}</th>
        <th class="txt" scope="col">${t(lang, 'own.meaning.product')}</th><th scope="col">${t(lang, 'own.page.volume')}</th><th class="txt" scope="col">${t(lang, 'own.meaning.unit')}</th><th scope="col">${t(lang, 'own.meaning.tariff')}</th><th scope="col">${t(lang, 'own.checks.euros')}</th><th class="txt" scope="col">${t(lang, 'own.checks.code')}</th></tr></thead>
      <tbody>${found.lines.map((line) => html`<tr><th scope="row">${line.file}, ${count(line.line, lang)}</th><td class="txt">${line.month}</td><td class="txt">${line.municipality}</td><td class="txt">${line.provider}</td><td class="txt">${line.product}</td>
        <td>${line.volume === null ? '–' : count(line.volume, lang)}</td><td class="txt">${line.unit[lang]}</td><td>${amount(line.tariff, lang)}</td><td>${amount(line.euros, lang)}</td><td class="txt">${line.checks.join(' ')}</td></tr>`)}</tbody></table></div></div></td></tr>`;
}

function row(data: OwnData, check: CheckFound, shares: boolean, lang: Lang): TemplateResult {
  const open = data.page?.check === check.check;
  const columns = shares ? 6 : 5;
  const toggle = () => (open ? data.closePage() : void data.look(check.check, 0));
  // A total that differs has no line to look at.
  const hit = check.found.lines > 0 && !check.waits && check.check !== 'N01';
  return html`<tr><td class="dagdeel-code muted">${check.check}</td><td class="txt">${check.name[lang]}${check.rule ? html` <span class="muted">(${check.rule})</span>` : nothing}</td>
    <td>${check.waits ? '–' : hit ? html`<button type="button" class="dagdeel-number" aria-expanded=${open ? 'true' : 'false'} title=${t(lang, open ? 'own.checks.hide' : 'own.checks.show', { check: check.check })} ?disabled=${data.work !== null} @click=${toggle}>${count(check.found.lines, lang)}</button>` : count(check.found.lines, lang)}</td>
    <td>${check.waits ? '–' : amount(check.found.euros, lang)}</td>${shares ? html`<td>${check.shareOfLimit === null ? '–' : amount(check.shareOfLimit, lang)}</td>` : nothing}<td class="txt">${verdict(check, lang)}</td></tr>${open && data.page ? page(data, data.page, columns, lang) : nothing}`;
}

export function checksBlock(data: OwnData, lang: Lang): TemplateResult | typeof nothing {
  const { report } = data;
  if (!report) return nothing;
  const shares = report.checks.some(({ shareOfLimit }) => shareOfLimit !== null);
  return html`<section class="dagdeel-block" aria-labelledby="controles"><h2 class="dagdeel-message" id="controles">${report.wrong.lines === 0 ? t(lang, 'own.checks.none')
    : rich(lang, 'own.checks.found', { lines: count(report.wrong.lines, lang), euros: euro(report.wrong.euros, lang) })}${report.unclear.lines === 0 ? nothing : html` ${t(lang, 'own.checks.unclear', { lines: count(report.unclear.lines, lang) })}`}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'own.checks.note')}</span></div>
    ${balance(lang, 'own.balance', [['own.balance.clean', report.clean], ['own.balance.wrong', report.wrong], ['own.balance.all', report.all]])}
    <div class="dagdeel-table-wrap" tabindex="0" role="group" aria-labelledby="controles"><table class="dagdeel-table dagdeel-checks"><thead><tr><th scope="col">${t(lang, 'own.checks.code')}</th><th class="txt" scope="col">${t(lang, 'own.checks.check')}</th><th scope="col">${t(lang, 'own.checks.lines')}</th>
      <th scope="col">${t(lang, 'own.checks.euros')}</th>${shares ? html`<th scope="col">${t(lang, 'own.checks.share')}</th>` : nothing}<th class="txt" scope="col">${t(lang, 'own.checks.verdict')}</th></tr></thead>
      <tbody>${report.checks.map((check) => row(data, check, shares, lang))}</tbody></table></div></section>`;
}

/** What the claims are held against: agreed tariffs, and the limit that errors are measured by. */
export function agreedBlock(data: OwnData, lang: Lang): TemplateResult {
  const set = (at: number, change: Partial<AgreedTariff>) => {
    data.agreed = data.agreed.map((tariff, place) => (place === at ? { ...tariff, ...change } : tariff));
    data.changed();
  };
  const field = (at: number, name: 'product' | 'provider' | 'tariff' | 'from', value: string) => html`<input class="dagdeel-own-input" aria-label=${t(lang, `own.agreed.${name}`)} .value=${value} autocomplete="off" spellcheck="false"
    inputmode=${name === 'tariff' ? 'decimal' : 'text'} placeholder=${name === 'from' ? '2023-01-01' : ''} @change=${(event: Event) => {
      const text = (event.currentTarget as HTMLInputElement).value.trim();
      if (name === 'tariff') void data.type(text, (tariff) => set(at, { tariff }));
      else set(at, { [name]: text });
    }}>`;
  const rest = data.agreed.length - MOST_TARIFFS;
  return html`<details class="dagdeel-more" ?open=${data.report === null && !data.invented}><summary>${t(lang, 'own.agreed')}</summary><p class="dagdeel-help">${t(lang, 'own.agreed-help')}</p>
    ${data.agreed.length === 0 ? nothing : html`<div class="dagdeel-table-wrap"><table class="dagdeel-table dagdeel-own-agreed"><thead><tr>${(['product', 'provider', 'unit', 'tariff', 'from'] as const).map((name) => html`<th class="txt" scope="col">${t(lang, `own.agreed.${name}`)}</th>`)}<td></td></tr></thead>
      <tbody>${data.agreed.slice(0, MOST_TARIFFS).map((tariff, at) => html`<tr><td class="txt">${field(at, 'product', tariff.product)}</td><td class="txt">${field(at, 'provider', tariff.provider ?? '')}</td>
        <td class="txt"><select class="dagdeel-select" aria-label=${t(lang, 'own.agreed.unit')} @change=${(event: Event) => set(at, { unit: (event.currentTarget as HTMLSelectElement).value as ClaimUnit })}>${UNITS.map((unit) => html`<option value=${unit} .selected=${unit === tariff.unit}>${UNIT_WORDS[unit][lang]}</option>`)}</select></td>
        <td class="txt">${field(at, 'tariff', tariff.tariff === '' ? '' : writeDecimal(tariff.tariff, lang))}</td><td class="txt">${field(at, 'from', tariff.from)}</td>
        <td><button type="button" class="dagdeel-link-button" @click=${() => { data.agreed = data.agreed.filter((_, place) => place !== at); data.changed(); }}>${t(lang, 'own.remove')}</button></td></tr>`)}</tbody></table></div>`}
    ${rest > 0 ? html`<p class="dagdeel-help">${t(lang, 'own.agreed.more', { count: count(rest, lang) })}</p>` : nothing}
    <div class="dagdeel-own-format"><button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => { data.agreed = [{ product: '', unit: 'dagdeel', tariff: '', from: '' }, ...data.agreed]; data.changed(); }}>${icon('plus')}${t(lang, 'own.agreed.add')}</button>
      <span class="dagdeel-field"><label for="own-limit">${t(lang, 'own.limit')}</label><input class="dagdeel-own-input" id="own-limit" inputmode="decimal" autocomplete="off" .value=${data.limit === '' ? '' : writeDecimal(data.limit, lang)} @change=${(event: Event) => void data.type((event.currentTarget as HTMLInputElement).value, (limit) => { data.limit = limit; })}></span></div></details>`;
}
