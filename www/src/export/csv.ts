// Tables as text for spreadsheets and programs. Numbers stay numbers; a text that a spreadsheet would run as a formula does not.

import { shiftPoint, shown, t, trimZeros, type Shape } from '../i18n/index.ts';
import type { Address, Cell, Lang } from '../store/types.ts';
import { allRows, columnUnit, headUnit, unitOf, writeEntry, writtenUnit, type Entry, type Provenance, type Row, type Sheet } from './sheet.ts';

const BOM = '\ufeff';

/** Texts that begin like a formula get an apostrophe before them, as spreadsheets themselves mark a text. */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

/** An exact number without groups: 45960,00 or 45960.00. */
export function plainNumber(decimal: string, shape: Shape, comma: ',' | '.'): string {
  const value = shape.format === 'percent' ? shown(shiftPoint(decimal, 2), Math.max(0, shape.decimals - 2)) : shape.format === 'amount' ? shown(decimal, shape.decimals) : trimZeros(decimal);
  return value.replace('.', comma);
}

function field(entry: Entry | null | undefined, lang: Lang, comma: ',' | '.'): string {
  if (!entry) return '';
  return typeof entry.cell === 'string' ? plainNumber(entry.cell, entry.shape, comma) : neutralised(writeEntry(entry, lang));
}

/** Heads and rows as texts; the unit in the head, or in a column of its own where a column mixes units. */
function grid(sheet: Sheet, lang: Lang, comma: ',' | '.'): string[][] {
  const columns = sheet.head.slice(1).map((name, index) => ({ name, index, unit: columnUnit(sheet, index) }));
  const head = columns.flatMap(({ name, unit }) => {
    if (unit === null) return [name, t(lang, 'export.unit')];
    const word = headUnit(name, unit, lang);
    return [word === '' ? name : `${name} (${word})`];
  });
  const body = allRows(sheet).map((row) => columns.flatMap(({ index, unit }) => {
    const entry = row.entries[index];
    const text = field(entry, lang, comma);
    return unit === null ? [text, entry ? neutralised(writtenUnit(unitOf(entry), lang)) : ''] : [text];
  }));
  return [[sheet.head[0] ?? '', ...head].map(neutralised), ...allRows(sheet).map((row, index) => [neutralised(row.name), ...(body[index] ?? [])])];
}

/** What the numbers rest on, under the table. */
function footer(from: Provenance, lang: Lang): string[][] {
  return [
    [t(lang, 'export.document'), from.document],
    [t(lang, 'export.checksum'), from.checksum],
    [t(lang, 'export.engine'), from.engine],
    ...(from.foreign ? [[t(lang, 'export.mind'), t(lang, 'app.foreign-tag')]] : []),
  ].map((row) => row.map(neutralised));
}

const quoted = (text: string) => (/[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The Dutch CSV: semicolons, decimal commas, UTF-8 with a byte order mark. */
export function csvOf(sheet: Sheet, from: Provenance, lang: Lang): string {
  const rows = [...grid(sheet, lang, ','), [], ...footer(from, lang)];
  return `${BOM}${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
}

/** For the clipboard: tabs between cells, the decimal sign of the page's language. */
export function clipboardOf(sheet: Sheet, from: Provenance, lang: Lang): string {
  const tag = from.foreign ? [[t(lang, 'app.foreign-tag')]] : [];
  const rows = [...grid(sheet, lang, lang === 'nl' ? ',' : '.'), ...tag];
  return `${rows.map((row) => row.map((text) => text.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')}\n`;
}

export interface TableFile {
  format: 'dagdeel-table/1';
  engine: string;
  document: { id: string; checksum: string };
  /** Only there, and true, where the document came from somebody else. */
  unchecked?: true;
  table: {
    name: string;
    title: string;
    head: readonly string[];
    rows: FileRow[];
    totals: FileRow[];
  };
}

interface FileRow {
  name: string;
  /** The cell as the engine gave it, its address and its unit; null for an empty place. */
  cells: ({ address: Address; value: Cell | null; unit: string; format: string; decimals: number } | null)[];
}

/** The table with the engine's own cells, their units and the checksum of the document. */
export function jsonOf(sheet: Sheet, from: Provenance): string {
  const rows = (list: readonly Row[]): FileRow[] =>
    list.map((row) => ({
      name: row.name,
      cells: row.entries.map((entry) => entry && { address: entry.address, value: entry.cell ?? null, unit: entry.unit, format: entry.shape.format, decimals: entry.shape.decimals }),
    }));
  const file: TableFile = {
    format: 'dagdeel-table/1',
    engine: from.engine,
    document: { id: from.document, checksum: from.checksum },
    ...(from.foreign ? { unchecked: true as const } : {}),
    table: { name: sheet.name, title: sheet.title, head: sheet.head, rows: rows(sheet.rows), totals: rows(sheet.foot) },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
