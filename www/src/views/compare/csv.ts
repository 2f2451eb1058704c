// The comparison as CSV: a line for each input and cell, a column for each scenario and one for its difference from the base.

import { neutralised, plainNumber } from '../../export/csv.ts';
import { t } from '../../i18n/index.ts';
import type { Comparison, Lang } from '../../store/types.ts';
import type { CompareRow, CompareSection } from './rows.ts';

/** What the numbers rest on, under the table. */
export interface Made {
  answer: Comparison;
  engine: string;
  /** One of the documents came from somebody else: said in the file. */
  foreign: boolean;
}

const quoted = (text: string) => (/[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function comparisonCsv(sections: readonly CompareSection[], names: readonly string[], from: Made, lang: Lang): string {
  const { base, documents } = from.answer;
  const others = names.flatMap((name, index) => (index === base ? [] : [{ name, index }]));
  const against = names[base] ?? '';
  const head = [t(lang, 'compare.group'), t(lang, 'compare.row'), t(lang, 'compare.unit'), ...names, ...others.map(({ name }) => t(lang, 'compare.csv-difference', { of: name, base: against }))];
  const number = (row: CompareRow, value: string | null, text: string | null) => (value === null ? neutralised(text ?? t(lang, 'compare.missing')) : plainNumber(value, row.shape, ','));
  const lines = sections.flatMap((section) => section.rows.map((row) => [
    neutralised(section.title), neutralised(row.name), neutralised(row.shape.format === 'percent' ? '%' : row.unit),
    ...row.cells.map(({ text, value }) => number(row, value, text)),
    ...others.map(({ index }) => (row.cells[index]?.exactDifference ? plainNumber(row.cells[index]?.exactDifference ?? '', row.shape, ',') : '')),
  ]));
  const footer = [
    ...documents.map(({ checksum, id }, index) => [names[index] ?? '', t(lang, 'export.document'), id, t(lang, 'export.checksum'), checksum]),
    [t(lang, 'export.engine'), from.engine],
    ...(from.foreign ? [[t(lang, 'export.mind'), t(lang, 'app.foreign-tag')]] : []),
  ].map((line) => line.map(neutralised));
  return `\ufeff${[head.map(neutralised), ...lines, [], ...footer].map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n`;
}
