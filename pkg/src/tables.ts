import type { Axis, AxisLabel, Cell, Result, Table } from '../types/index.js';
import { DagdeelError, failure } from './errors.js';

/** A language of the program. */
export type Language = 'nl' | 'en';

/** One table of a result as a file of its own, with what it needs to be understood. */
export type TableFile = {
  format: 'dagdeel-table/1';
  engine: string;
  document: Result['document'];
  /** The axes of the table, in its order. */
  axes: Axis[];
  table: Table;
};

const WORDS = {
  nl: { value: 'waarde', unit: 'eenheid', remark: 'opmerking', unknown: 'onbekend', between: 'tussen', and: 'en', none: 'geen uitkomst' },
  en: { value: 'value', unit: 'unit', remark: 'remark', unknown: 'unknown', between: 'between', and: 'and', none: 'no outcome' },
} as const;

/** One table with the document that made it. */
export function tableJson(result: Result, id: string): TableFile {
  const { table, axes } = found(result, id);
  return { format: 'dagdeel-table/1', engine: result.engine, document: result.document, axes, table };
}

/**
 * One table as CSV, a line for each cell: its labels, value, unit, and what is to be said of it. In Dutch with semicolons and a
 * decimal comma, in English with commas and a point; texts that a spreadsheet would take for a formula are marked as text.
 */
export function tableCsv(result: Result, id: string, language: Language = 'nl'): string {
  const { table, axes } = found(result, id);
  const words = WORDS[language];
  const separator = language === 'nl' ? ';' : ',';
  const number = (value: string) => (language === 'nl' ? value.replace('.', ',') : value);
  const text = (words: string) => quoted(/^[=+\-@\t\r]/.test(words) ? `'${words}` : words, separator);
  const lines = [[...axes.map((axis) => text(axis.name[language])), words.value, words.unit, words.remark]];
  table.cells.forEach((cell, at) => {
    const [value, remark] = entry(cell, language);
    const labels = labelsAt(axes, at).map((label) => text(label.name[language]));
    lines.push([...labels, quoted(number(value), separator), text(table.unit), text(remark.replace(/\d+\.\d+/g, number))]);
  });
  return lines.map((line) => `${line.join(separator)}\r\n`).join('');
}

function found(result: Result, id: string): { table: Table; axes: Axis[] } {
  const table = result.tables.find((table) => table.id === id);
  if (!table) throw new DagdeelError(failure('unknown-table', id, result.tables.map((table) => table.id).join(', ')));
  return { table, axes: table.axes.flatMap((name) => result.axes.find((axis) => axis.id === name) ?? []) };
}

/** The labels of a cell; the last axis runs fastest. */
function labelsAt(axes: Axis[], at: number): AxisLabel[] {
  let rest = at;
  return axes
    .map((axis) => axis.labels)
    .reverse()
    .map((labels) => {
      const label = labels[rest % labels.length];
      rest = Math.floor(rest / labels.length);
      return label;
    })
    .reverse()
    .filter((label) => label !== undefined);
}

/** The number of a cell, and what must be said of it. */
function entry(cell: Cell, language: Language): [value: string, remark: string] {
  const words = WORDS[language];
  if (typeof cell === 'string') return [cell, ''];
  if ('known' in cell) return [cell.known, `${words.unknown}: ${cell.unknown}`];
  if ('unknown' in cell) return ['', words.unknown];
  if ('low' in cell) return ['', `${words.between} ${cell.low} ${words.and} ${cell.high}`];
  return ['', `${words.none} (${cell.undefined})`];
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
