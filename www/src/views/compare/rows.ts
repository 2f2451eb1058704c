// The rows of a comparison, as they stand on the page and in a file.

import { DASH, writeCell, writeUnit, type Shape } from '../../i18n/index.ts';
import { inputName, inputUnit, inputValue } from '../../inputs/words.ts';
import type { Address, Cell, Comparison, Input, InputRow, Lang, OutcomeRow, ComparedTable } from '../../store/types.ts';

export interface CompareCell {
  /** Null where the scenario does not have it. */
  text: string | null;
  /** The exact decimal, where it is one. */
  value: string | null;
  differs: boolean;
  /** Less that of the base, with its sign. */
  difference: string | null;
  exactDifference: string | null;
}

export interface CompareRow {
  key: string;
  name: string;
  unit: string;
  shape: Shape;
  /** Where it can be asked how it was computed. */
  address: Address | null;
  cells: CompareCell[];
  differs: boolean;
}

export interface CompareSection {
  id: string;
  title: string;
  unit: string;
  rows: CompareRow[];
}

const anyDiffers = (cells: readonly CompareCell[]) => cells.some(({ differs }) => differs);

function inputRow({ differences, differs, inputs, key }: InputRow, beside: readonly Input[], lang: Lang): CompareRow | null {
  const first = inputs.find((input): input is Input => input !== null);
  if (!first) return null;
  const shape: Shape = { format: first.format, decimals: first.format === 'percent' ? Math.max(4, first.decimals) : first.decimals };
  const cells = inputs.map((input, index) => ({
    text: input ? inputText(input, lang) : null,
    value: input?.kind === 'number' ? input.value : null,
    differs: differs[index] ?? false,
    difference: differences[index] ? writeCell(differences[index] ?? undefined, shape, lang, true) : null,
    exactDifference: differences[index] ?? null,
  }));
  return { key, name: inputName(first, lang, beside), unit: inputUnit(first, lang), shape, address: null, cells, differs: anyDiffers(cells) };
}

function inputText(input: Input, lang: Lang): string {
  if (input.value === null && input.low !== null && input.high !== null) return `${inputValue(input, input.low, lang)}\u00a0${DASH}\u00a0${inputValue(input, input.high, lang)}`;
  return inputValue(input, input.value, lang);
}

function outcomeRow(table: ComparedTable, { cells, differences, differs, labels }: OutcomeRow, lang: Lang): CompareRow {
  const shape: Shape = { format: table.format, decimals: table.decimals };
  const made = cells.map((cell: Cell | null, index) => ({
    text: cell === null ? null : writeCell(cell, shape, lang),
    value: typeof cell === 'string' ? cell : null,
    differs: differs[index] ?? false,
    difference: differences[index] ? writeCell(differences[index] ?? undefined, shape, lang, true) : null,
    exactDifference: differences[index] ?? null,
  }));
  const address = { node: table.id, labels: labels.map(({ id }, index) => ({ axis: table.axes[index]?.id ?? '', label: id })) };
  const name = labels.map((label) => label.name[lang]).join(', ') || table.name[lang];
  return { key: labels.map(({ id }) => id).join('/'), name, unit: writeUnit(table.unit, lang), shape, address, cells: made, differs: anyDiffers(made) };
}

/** Inputs first, then each quantity of the outcome. What is neither number nor date shows only where it differs. */
export function sectionsOf({ inputs, tables }: Comparison, inputsTitle: string, lang: Lang): CompareSection[] {
  const telling = (row: InputRow) => row.differs.includes(true) || row.inputs.some((input) => input?.kind === 'number' || input?.kind === 'date');
  const beside = inputs.flatMap((row) => row.inputs.find((input) => input !== null) ?? []);
  const rows = inputs.filter(telling).flatMap((row) => inputRow(row, beside, lang) ?? []);
  return [
    { id: 'invoer', title: inputsTitle, unit: '', rows },
    ...tables.map((table) => ({ id: `${table.id}-${table.unit}`, title: table.name[lang], unit: writeUnit(table.unit, lang), rows: table.rows.map((row) => outcomeRow(table, row, lang)) })),
  ];
}
