// A table of cells of the result: one description for what stands on the page, in the clipboard, in CSV and in JSON.

import { t, writeCell, writeUnit, type Shape } from '../i18n/index.ts';
import { addressOf, cellAt, tableOf, type Labels } from '../store/selectors.ts';
import type { Address, Cell, Lang, Result } from '../store/types.ts';

/** Which cell stands in a place of the table. */
export interface CellRef {
  table: string;
  labels?: Labels;
  /** A difference: with a plus before what is positive. */
  sign?: boolean;
  /** Why there is no number, in the document's own words. */
  reason?: string | undefined;
}

export interface RowSpec {
  name: string;
  /** Null leaves a place empty. */
  cells: readonly (CellRef | null)[];
}

export interface TableSpec {
  /** The heads of all columns, that of the row names first. */
  head: readonly string[];
  rows: readonly RowSpec[];
  /** Totals, under a line. */
  foot?: readonly RowSpec[];
}

/** A cell with all that is needed to write it. */
export interface Entry {
  cell: Cell | undefined;
  address: Address;
  shape: Shape;
  unit: string;
  sign: boolean;
  reason: string | undefined;
}

export interface Row {
  name: string;
  entries: readonly (Entry | null)[];
}

export interface Sheet {
  name: string;
  title: string;
  head: readonly string[];
  rows: readonly Row[];
  foot: readonly Row[];
}

/** Which document and which engine the numbers came from. */
export interface Provenance {
  document: string;
  checksum: string;
  engine: string;
  /** From somebody else, not checked: said in every export. */
  foreign: boolean;
}

export function provenanceOf(result: Result, foreign: boolean): Provenance {
  return { document: result.document.id, checksum: result.document.checksum, engine: result.engine, foreign };
}

function entryOf(result: Result, ref: CellRef | null): Entry | null {
  if (!ref) return null;
  const table = tableOf(result, ref.table);
  return {
    cell: cellAt(result, ref.table, ref.labels),
    address: addressOf(result, ref.table, ref.labels),
    shape: { format: table?.format ?? 'number', decimals: table?.decimals ?? 0 },
    unit: table?.unit ?? '',
    sign: ref.sign ?? false,
    reason: ref.reason,
  };
}

export function sheetOf(result: Result, name: string, title: string, spec: TableSpec): Sheet {
  const rows = (list: readonly RowSpec[]): Row[] => list.map((row) => ({ name: row.name, entries: row.cells.map((ref) => entryOf(result, ref)) }));
  return { name, title, head: spec.head, rows: rows(spec.rows), foot: rows(spec.foot ?? []) };
}

export const allRows = (sheet: Sheet): readonly Row[] => [...sheet.rows, ...sheet.foot];

/** The unit that all cells of a column share; null where they differ. */
export function columnUnit(sheet: Sheet, column: number): string | null {
  const units = new Set(allRows(sheet).flatMap((row) => {
    const entry = row.entries[column];
    return entry ? [unitOf(entry)] : [];
  }));
  return units.size === 1 ? ([...units][0] ?? null) : units.size === 0 ? '' : null;
}

export const unitOf = ({ shape, unit }: Entry): string => (shape.format === 'percent' ? '%' : unit);

export const writtenUnit = (unit: string, lang: Lang): string => (unit === '%' ? '%' : writeUnit(unit, lang));

/** The unit to set behind a head; none where the head says it already. */
export function headUnit(head: string, unit: string | null, lang: Lang): string {
  const word = writtenUnit(unit ?? '', lang);
  return head.toLowerCase().includes(word) ? '' : word;
}

/** Whether there is a number to show: a value, a range or a known part. */
export const hasNumber = (cell: Cell | undefined): boolean => cell !== undefined && (typeof cell === 'string' || 'low' in cell || 'known' in cell);

/** Why there is no number. */
export function reasonOf({ cell, reason }: Entry, lang: Lang): string {
  if (reason !== undefined) return reason;
  if (cell === undefined) return t(lang, 'export.none');
  if (hasNumber(cell) || typeof cell === 'string') return '';
  if ('unknown' in cell) return t(lang, 'export.unknown');
  if ('undefined' in cell && cell.undefined === 'division-by-zero') return t(lang, 'export.division-by-zero');
  if ('undefined' in cell && cell.undefined === 'refused') return t(lang, 'export.refused');
  return t(lang, 'export.none');
}

/** A cell as a person reads it; an absent one as its reason. */
export function writeEntry(entry: Entry, lang: Lang): string {
  const { cell, shape, sign } = entry;
  const write = (decimal: string) => writeCell(decimal, shape, lang, sign);
  if (typeof cell === 'string') return write(cell);
  if (cell !== undefined && 'low' in cell && cell.low === cell.high) return write(cell.low);
  if (cell !== undefined && 'low' in cell) return t(lang, 'chart.range', { low: write(cell.low), high: write(cell.high) });
  if (cell !== undefined && 'known' in cell) return t(lang, 'export.partly', { known: write(cell.known), count: String(cell.unknown) });
  return reasonOf(entry, lang);
}
