// All observations in one table: clients and cost per form and year. Every number is a button; an absent one has a note.

import { html, nothing, type TemplateResult } from 'lit';
import { exportButtons, type CellRef, type TableSpec } from '../../export/bar.ts';
import { hasNumber, reasonOf, sheetOf, writeEntry, type Entry } from '../../export/sheet.ts';
import { rich, t } from '../../i18n/index.ts';
import { sourceChip } from '../../inputs/field.ts';
import { axisOf } from '../../store/selectors.ts';
import type { AxisLabel, Lang, ObservationsPart, Result } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { reasonFor } from './case.ts';
import { tableMessage } from './sentences.ts';

const PLACE = 'vormen';

/** A note under the table: the reason why a number is absent, once for both cells of a year. */
interface Note {
  mark: number;
  text: string;
}

class Notes {
  readonly list: Note[] = [];

  mark(text: string): number {
    const known = this.list.find((note) => note.text === text);
    if (known) return known.mark;
    this.list.push({ mark: this.list.length + 1, text });
    return this.list.length;
  }
}

export function tableBlock(context: Context, part: ObservationsPart, result: Result, disabled: boolean): TemplateResult {
  const { state } = context;
  const { lang } = state;
  const years = axisOf(result, 'year')?.labels ?? [];
  const said = tableMessage(result, lang);
  const bar = t(lang, 'budget.table.bar', { first: years[0]?.name[lang] ?? '', last: years.at(-1)?.name[lang] ?? '' });
  const seen = observed(result, part, lang);
  return html`<section class="dagdeel-block dagdeel-block--wide" aria-labelledby="vormen-kop">
    <h2 class="dagdeel-message" id="vormen-kop">${said ? rich(lang, said.key, said.params) : t(lang, 'budget.table.plain')}</h2>
    <div class="dagdeel-block__bar"><span>${bar} ${sourceChip(state, part.source)}${said ? html` <span>${t(lang, 'budget.table.message-years', { first: said.first, last: said.last })}</span>` : nothing}</span>
      ${exportButtons({ result, lang, foreign: state.origin === 'foreign', name: 'clienten-en-kosten', title: bar, table: fileSpec(seen, lang), disabled })}</div>
    ${table(context, result, pageSpec(seen, lang), years, bar)}
  </section>`;
}

interface Observed {
  years: readonly AxisLabel[];
  forms: readonly AxisLabel[];
  /** The cell of a form in a year, with the document's reason where it is absent. */
  at(id: string, form: AxisLabel, year: AxisLabel): CellRef;
}

function observed(result: Result, part: ObservationsPart, lang: Lang): Observed {
  return {
    years: axisOf(result, 'year')?.labels ?? [],
    forms: axisOf(result, 'categorie')?.labels ?? [],
    at: (id, form, year) => ({ table: id, labels: { year: year.id, categorie: form.id }, reason: reasonFor(part, form.id, year.id)?.[lang] }),
  };
}

const total = (id: string, year: AxisLabel): CellRef => ({ table: id, labels: { year: year.id } });

/** On the page: per year clients and cost, and the last year's cost per client; the averages in a row of their own. */
function pageSpec({ years, forms, at }: Observed, lang: Lang): TableSpec {
  const last = years.at(-1);
  return {
    head: [],
    rows: forms.map((form) => ({
      name: form.name[lang],
      cells: [...years.flatMap((year) => [at('clienten', form, year), at('kosten', form, year)]), ...(last ? [at('kosten-per-client-categorie', form, last)] : [])],
    })),
    foot: [
      { name: t(lang, 'budget.table.total'), cells: years.flatMap((year) => [total('clienten-totaal', year), total('kosten-totaal', year)]) },
      { name: t(lang, 'budget.table.average'), cells: years.flatMap((year) => [null, total('kosten-per-client-totaal', year)]) },
    ],
  };
}

/** In a file: per year clients, cost and cost per client, so that a column has one unit. */
function fileSpec({ years, forms, at }: Observed, lang: Lang): TableSpec {
  const heads = ['budget.table.clients-of', 'budget.table.euro-of', 'budget.table.per-client-of'] as const;
  return {
    head: [t(lang, 'budget.table.form'), ...years.flatMap((year) => heads.map((head) => t(lang, head, { year: year.name[lang] })))],
    rows: forms.map((form) => ({ name: form.name[lang], cells: years.flatMap((year) => ['clienten', 'kosten', 'kosten-per-client-categorie'].map((id) => at(id, form, year))) })),
    foot: [{ name: t(lang, 'budget.table.total'), cells: years.flatMap((year) => ['clienten-totaal', 'kosten-totaal', 'kosten-per-client-totaal'].map((id) => total(id, year))) }],
  };
}

function table(context: Context, result: Result, spec: TableSpec, years: readonly AxisLabel[], caption: string): TemplateResult {
  const { lang } = context.state;
  const sheet = sheetOf(result, PLACE, caption, spec);
  const notes = new Notes();
  const last = years.at(-1);
  const cell = (entry: Entry | null, column: number, form: string, adds: boolean) => {
    const first = column % 2 === 0;
    const complete = adds && !first && typeof entry?.cell === 'string';
    return html`<td class=${first ? 'colgap' : ''}>${entry ? number(context, entry, notes, (reason) => t(lang, 'budget.table.absent', { form, year: yearOf(entry), reason }), complete) : nothing}</td>`;
  };
  const rows = sheet.rows.map((row) => html`<tr><th scope="row">${row.name}</th>${row.entries.map((entry, column) => cell(entry, column, row.name, false))}</tr>`);
  const foot = sheet.foot.map((row, index) => html`<tr><th scope="row">${row.name}</th>${row.entries.map((entry, column) => cell(entry, column, row.name, index === 0))}${last ? html`<td class="colgap"></td>` : nothing}</tr>`);
  return html`<div class="dagdeel-table-wrap dagdeel-table-wrap--pinned"><table class="dagdeel-table dagdeel-table--tight"><caption class="visually-hidden">${caption}</caption>
    <thead><tr class="group"><td></td>${years.map((year) => html`<th class="colgap" scope="colgroup" colspan="2">${year.name[lang]}</th>`)}${last ? html`<th class="colgap" scope="col">${last.name[lang]}</th>` : nothing}</tr>
    <tr><th scope="col">${t(lang, 'budget.table.form')}</th>${years.map(() => html`<th class="colgap" scope="col">${t(lang, 'budget.table.clients')}</th><th scope="col">${t(lang, 'budget.table.euro')}</th>`)}
      ${last ? html`<th class="colgap" scope="col">${t(lang, 'budget.table.per-client')}</th>` : nothing}</tr></thead>
    <tbody>${rows}</tbody><tfoot>${foot}</tfoot></table></div>
    <p class="dagdeel-hint">${icon('tree')}${t(lang, 'budget.table.hint')}</p>
    ${notes.list.length > 0 ? html`<ol class="dagdeel-footnotes">${notes.list.map(({ mark, text }) => html`<li><span aria-hidden="true">${mark}</span> ${text}</li>`)}</ol>` : nothing}`;
}

const yearOf = (entry: Entry): string => entry.address.labels.find(({ axis }) => axis === 'year')?.label ?? '';

function number(context: Context, entry: Entry, notes: Notes, note: (reason: string) => string, double: boolean): TemplateResult {
  const { lang } = context.state;
  const text = writeEntry(entry, lang);
  if (hasNumber(entry.cell)) return askNumber(context, PLACE, entry.address, double ? html`<span class="dagdeel-double">${text}</span>` : text);
  const said = note(reasonOf(entry, lang));
  return html`<span class="dagdeel-absent">–<sup aria-hidden="true">${notes.mark(said)}</sup><span class="visually-hidden">${said}</span></span>`;
}
