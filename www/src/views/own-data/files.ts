// Choosing files: where to drop them, what is known of each, and what its columns mean.

import { html, nothing, type TemplateResult } from 'lit';
import type { ClaimsProblem, ColumnFound, ColumnMeaning, FileChoices, Problem } from 'dagdeel';
import { rich, t, writeDecimal, type Key } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { messageNotes, messageTitle } from './messages.ts';
import type { OwnData, OwnFile, Work } from './session.ts';
import { count, delimiterName, euro, formatLine, lines, size } from './words.ts';

const MEANINGS: readonly ColumnMeaning[] = ['ignore', 'client', 'municipality', 'provider', 'product', 'period', 'from', 'through', 'volume', 'unit', 'tariff', 'tariff_cents', 'amount', 'amount_cents',
  'debit_credit', 'reference', 'allocation', 'submitted', 'status'];

/** What only *Controle* reads, and only to replace it. */
const PERSONAL: readonly ColumnMeaning[] = ['bsn', 'birth_date'];

export function progress(work: Work, label: string, lang: Lang): TemplateResult {
  const part = Math.floor(work.fraction * 100);
  return html`<div class="dagdeel-progress"><progress max="100" value=${part} aria-label=${label}></progress><span>${t(lang, `own.work.${work.kind}`)}</span><strong>${part} %</strong></div>`;
}

export function dropZone(data: OwnData, lang: Lang): TemplateResult {
  const take = (list: FileList | null | undefined) => {
    if (list && list.length > 0) void data.add([...list]);
  };
  return html`<div class="dagdeel-drop" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${(event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer?.files);
  }}><strong>${t(lang, 'own.drop')}</strong><span class="dagdeel-help">${t(lang, 'own.drop-kinds')}</span>
    <label class="dagdeel-button dagdeel-button--secondary dagdeel-filebutton">${t(lang, 'own.choose')}<input type="file" multiple accept=".csv,.txt,.tsv,.xlsx,.xml,text/csv,text/xml" ?disabled=${data.work !== null} @change=${(event: Event) => {
      const field = event.currentTarget as HTMLInputElement;
      take(field.files);
      field.value = '';
    }}></label></div>`;
}

function problemLines(problems: readonly (ClaimsProblem | Problem)[], lang: Lang): TemplateResult {
  const place = (problem: ClaimsProblem | Problem) => ('line' in problem ? [problem.line === null ? '' : t(lang, 'own.line', { line: String(problem.line) }),
    problem.column === null ? '' : t(lang, 'own.column', { column: problem.column })].filter(Boolean).join(', ') : (problem.path ?? ''));
  return html`<ul class="dagdeel-problems">${problems.map((problem) => html`<li>${place(problem) ? html`<span class="dagdeel-code">${place(problem)}</span> ` : nothing}${problem.message[lang]}</li>`)}</ul>`;
}

/** What a message states itself, a person states of other files: what their lines should come to (check N01). */
function statedTotal(data: OwnData, file: OwnFile, name: string, lang: Lang): TemplateResult {
  const take = (stated: string) => {
    file.stated = stated;
  };
  return html`<span class="dagdeel-file__more dagdeel-own-format"><span class="dagdeel-field"><label for="own-stated-${file.key}">${t(lang, 'own.stated')}<span class="visually-hidden"> ${t(lang, 'own.stated-of', { file: name })}</span></label>
    <input class="dagdeel-own-input" id="own-stated-${file.key}" inputmode="decimal" autocomplete="off" aria-describedby="own-stated-${file.key}-hulp" .value=${file.stated ? writeDecimal(file.stated, lang) : ''} @change=${(event: Event) => void data.type((event.currentTarget as HTMLInputElement).value, take)}></span>
    <span class="dagdeel-help" id="own-stated-${file.key}-hulp">${t(lang, 'own.stated-help')}</span></span>`;
}

function fileRow(data: OwnData, file: OwnFile, lang: Lang): TemplateResult {
  const work = data.work?.file === file.key ? data.work : null;
  const { report, inspection } = file;
  const message = report?.message ?? inspection?.message;
  const written = report?.format ?? inspection?.format;
  const sheet = report?.sheet ?? inspection?.sheet;
  const bytes = file.blob?.size ?? 0;
  const name = report?.file ?? inspection?.file ?? file.name;
  const read = written && file.blob ? t(lang, report ? 'own.file-read' : 'own.file-open', { lines: report ? count(report.all.lines, lang) : '', size: size(bytes, lang), format: sheet === undefined ? formatLine(written, lang) : t(lang, 'own.sheet-of', { sheet }) }) : '';
  const meta = message ? messageTitle(message, lang) : read;
  return html`<li class="dagdeel-file">${icon('file')}<span class="dagdeel-file__name">${name}</span>
    <button type="button" class="dagdeel-link-button" aria-label=${t(lang, work ? 'own.cancel-of' : 'own.remove-of', { file: name })} ?disabled=${!work && data.work !== null} @click=${() => void data.remove(file)}>${t(lang, work ? 'own.cancel' : 'own.remove')}</button>
    <span class="dagdeel-file__meta">${meta}</span>
    ${report?.message ? messageNotes(data, report, report.message, lang) : nothing}
    ${report && file.blob && !message ? statedTotal(data, file, name, lang) : nothing}
    ${work ? progress(work, t(lang, 'own.reading', { file: name }), lang) : nothing}
    ${file.problem ? html`<div class="dagdeel-file__more" role="alert">${problemLines(file.problem, lang)}</div>` : nothing}
    ${report && report.reasons.length > 0 ? html`<details class="dagdeel-file__more"><summary>${message && report.rejected.lines === 0 ? t(lang, 'own.message.unread', { lines: count(message.unread, lang) })
      : t(lang, 'own.file-rejected', { lines: count(report.rejected.lines, lang), euros: euro(report.rejected.euros, lang) })}</summary>
      ${report.withoutAmount > 0 ? html`<p>${t(lang, 'own.file-without-amount', { lines: count(report.withoutAmount, lang) })}</p>` : nothing}
      <ul class="dagdeel-problems">${report.reasons.map((reason) => html`<li>${lines(reason.count, lang)}: ${reason.message[lang]}</li>`)}</ul>${problemLines(report.problems.slice(0, 10), lang)}</details>` : nothing}</li>`;
}

export function fileList(data: OwnData, lang: Lang): TemplateResult {
  return html`<ul class="dagdeel-filelist" aria-label=${t(lang, 'own.files')}>${data.files.map((file) => fileRow(data, file, lang))}</ul>`;
}

function columnRow(data: OwnData, file: OwnFile, column: ColumnFound, lang: Lang): TemplateResult {
  const name = column.name[lang];
  const meanings = data.mode === 'controle' ? [...MEANINGS, ...PERSONAL] : MEANINGS;
  const choose = (event: Event) => void data.sayColumn(file, { column: column.column, meaning: (event.currentTarget as HTMLSelectElement).value as ColumnMeaning });
  const warned = column.personal !== null;
  return html`<tr><th scope="row"><span class="dagdeel-code">${name}</span></th><td class="txt muted">${column.examples.length > 0 ? column.examples.join(' · ') : t(lang, 'own.columns.not-shown')}</td>
    <td class="txt"><select class="dagdeel-select ${warned ? 'dagdeel-select--ask' : ''}" aria-label=${t(lang, 'own.columns.means-of', { column: name })} ?disabled=${data.work !== null || file.report !== null} @change=${choose}>
      ${meanings.map((meaning) => html`<option value=${meaning} .selected=${meaning === column.meaning}>${t(lang, `own.meaning.${meaning}`)}</option>`)}</select></td>
    <td class="txt">${warned ? html`<span class="dagdeel-status dagdeel-status--flag">${icon('warn')}${column.why[lang]}</span>` : html`<span class="muted">${column.why[lang]}</span>`}</td></tr>`;
}

type FormatField = 'encoding' | 'delimiter' | 'decimal' | 'dates';

function formatChoice(data: OwnData, file: OwnFile, field: FormatField, values: readonly string[], lang: Lang): TemplateResult {
  const now = file.inspection?.format[field] ?? '';
  const word = (value: string) => (field === 'delimiter' ? delimiterName(value, lang) : t(lang, `own.${field}.${value}` as Key));
  const choose = (event: Event) => void data.say(file, { [field]: (event.currentTarget as HTMLSelectElement).value } as FileChoices);
  return html`<span class="dagdeel-field"><label for="own-${field}">${t(lang, `own.format.${field}`)}</label><select class="dagdeel-select" id="own-${field}" ?disabled=${data.work !== null} @change=${choose}>
    ${values.map((value) => html`<option value=${value} .selected=${value === now}>${word(value)}</option>`)}</select></span>`;
}

/** What the columns of the shown file mean; it can be changed until the file is read. */
export function columnsBlock(data: OwnData, said: (text: string) => void, lang: Lang): TemplateResult | typeof nothing {
  const file = data.files.find(({ key }) => key === data.shown);
  const found = file?.inspection;
  if (!file || !found || found.message) return nothing;
  const read = found.columns.filter(({ meaning }) => meaning !== 'ignore');
  const hidden = found.columns.filter(({ personal, meaning }) => personal !== null && meaning === 'ignore').map(({ name }) => name[lang]);
  return html`<section class="dagdeel-block" aria-labelledby="kolommen"><h2 class="dagdeel-message" id="kolommen">${rich(lang, 'own.columns.all', { count: String(read.length) })}${hidden.length > 0
    ? html` ${rich(lang, 'own.columns.unread', { names: hidden.join(', ') })}` : nothing}${found.readable ? nothing : html` ${t(lang, 'own.columns.missing')}`}</h2>
    <div class="dagdeel-block__bar"><span>${found.file}</span><button type="button" class="dagdeel-link-button" @click=${() => {
      data.keepMapping(file);
      said(t(lang, 'own.columns.kept'));
    }}>${t(lang, 'own.columns.keep')}</button></div>
    ${found.problems.length > 0 ? html`<div class="dagdeel-note">${problemLines(found.problems, lang)}</div>` : nothing}
    <div class="dagdeel-table-wrap" tabindex="0" role="group" aria-labelledby="kolommen"><table class="dagdeel-table dagdeel-mapping"><thead><tr><th scope="col">${t(lang, 'own.columns.in-file')}</th><th class="txt" scope="col">${t(lang, 'own.columns.values')}</th>
      <th class="txt" scope="col">${t(lang, 'own.columns.means')}</th><th class="txt" scope="col">${t(lang, 'own.columns.by')}</th></tr></thead>
      <tbody>${found.columns.map((column) => columnRow(data, file, column, lang))}</tbody></table></div>
    ${file.report || !found.sheets ? nothing : html`<p class="dagdeel-own-choice"><label class="dagdeel-own-axis">${t(lang, 'own.sheet')} <select class="dagdeel-select" ?disabled=${data.work !== null} @change=${(event: Event) => {
      // Columns of another sheet mean something else.
      const { columns: _, ...choices } = file.choices;
      file.choices = choices;
      void data.say(file, { sheet: (event.currentTarget as HTMLSelectElement).value });
    }}>${found.sheets.map((sheet) => html`<option value=${sheet} .selected=${sheet === found.sheet}>${sheet}</option>`)}</select></label></p>`}
    ${file.report || found.sheets ? nothing : html`<details class="dagdeel-more"><summary>${t(lang, 'own.format')}</summary><div class="dagdeel-own-format">
      ${formatChoice(data, file, 'encoding', ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'], lang)}${formatChoice(data, file, 'delimiter', [';', ',', '\t', '|'], lang)}
      ${formatChoice(data, file, 'decimal', ['comma', 'point'], lang)}${formatChoice(data, file, 'dates', ['dmy', 'ymd', 'mdy'], lang)}
      <label class="dagdeel-check"><input type="checkbox" .checked=${found.format.header} ?disabled=${data.work !== null} @change=${(event: Event) => void data.say(file, { header: (event.currentTarget as HTMLInputElement).checked })}> ${t(lang, 'own.header')}</label></div></details>`}
    </section>`;
}
