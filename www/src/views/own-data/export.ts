// A table that may leave the page: small cells hidden, over all that left before. Only this one can be copied, saved and printed.

import { html, nothing, type TemplateResult } from 'lit';
import { claimsCsv, HIDDEN, type ClaimsExportCell, type ClaimsExportTable } from 'dagdeel/core';
import { saveFile } from '../../export/bar.ts';
import { t, type Key } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { copyText } from '../../tape/clipboard.ts';
import type { OwnData } from './session.ts';
import { amount, count } from './words.ts';

const NAME = 'eigen-gegevens';

interface Acts {
  mask(on: boolean): void;
  said(text: string): void;
}

const hidden = ({ shown }: ClaimsExportCell) => shown !== 'yes';

function row(head: string, cell: ClaimsExportCell, lang: Lang): TemplateResult {
  const or = (text: string) => (hidden(cell) ? HIDDEN : text);
  return html`<tr><th scope="row">${head}</th><td>${or(count(cell.lines ?? 0, lang))}</td><td>${or(count(cell.clients ?? 0, lang))}</td><td>${or(amount(cell.euros, lang))}</td><td>${or(amount(cell.perClient, lang))}</td></tr>`;
}

function shown(table: ClaimsExportTable, lang: Lang): TemplateResult {
  const name = (cell: ClaimsExportCell) => cell.at.map((place, axis) => table.axes[axis]?.labels[place]?.name[lang] ?? '').join(', ');
  const heads: readonly Key[] = ['own.table.lines', 'own.table.clients', 'own.table.euros', 'own.table.per-client'];
  return html`<div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-labelledby="meenemen"><table class="dagdeel-table"><thead><tr><th scope="col">${table.axes.map(({ by }) => t(lang, `own.axis.${by}`)).join(', ')}</th>${heads.map((key) => html`<th scope="col">${t(lang, key)}</th>`)}</tr></thead>
    <tbody>${table.cells.map((cell) => row(name(cell), cell, lang))}</tbody><tfoot>${row(t(lang, 'own.table.total'), table.total, lang)}</tfoot></table></div>
    <p class="dagdeel-hint">${t(lang, 'own.leave.hidden', { count: String(table.cells.filter(hidden).length), all: String(table.cells.length) })}</p>`;
}

function ways(data: OwnData, table: ClaimsExportTable, { said }: Acts, lang: Lang): TemplateResult {
  const save = (ending: string, content: Blob) => {
    saveFile(`${NAME}.${ending}`, content);
    said(t(lang, 'own.leave.saved', { file: `${NAME}.${ending}` }));
  };
  const copy = async () => {
    // Spreadsheets take tabs between cells.
    said(t(lang, (await copyText(claimsCsv(table, lang, '\t'))) ? 'own.leave.copied' : 'own.leave.not-copied'));
  };
  const button = (label: string, act: () => void) => html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" ?disabled=${data.work !== null} @click=${act}>${label}</button>`;
  return html`<div class="dagdeel-own-format dagdeel-own-export__choice">${button(t(lang, 'own.leave.copy'), () => void copy())}${button('CSV', () => save('csv', new Blob(['\ufeff', claimsCsv(table, lang)], { type: 'text/csv' })))}
    ${button('Excel', () => void data.toWorkbook(lang, (content) => save('xlsx', content)))}${button(t(lang, 'own.leave.print'), () => print())}</div>`;
}

export function exportBlock(data: OwnData, masked: boolean, acts: Acts, lang: Lang): TemplateResult | typeof nothing {
  if (!data.answers) return nothing;
  const { axes } = data.answers;
  const words = axes.map((axis) => t(lang, `own.axis.${axis}`)).join(', ');
  return html`<section class="dagdeel-block dagdeel-own-export" aria-labelledby="meenemen"><h2 class="dagdeel-message" id="meenemen">${t(lang, 'own.leave.title')}</h2>
    <p class="dagdeel-help">${t(lang, 'own.leave.help')}</p>
    <div class="dagdeel-own-format dagdeel-own-export__choice"><label class="dagdeel-check"><input type="checkbox" .checked=${masked} ?disabled=${data.work !== null} @change=${(event: Event) => acts.mask((event.currentTarget as HTMLInputElement).checked)}> ${t(lang, 'own.leave.mask')}</label>
      <button type="button" class="dagdeel-button" ?disabled=${data.work !== null} @click=${() => void data.takeAlong(axes, masked)}>${t(lang, 'own.leave.make', { axes: words })}</button></div>
    ${data.leaving ? html`${ways(data, data.leaving, acts, lang)}${shown(data.leaving, lang)}` : nothing}</section>`;
}
