// What a part of a document tells: its answer in a sentence, its figures, and its charts and tables. Each kind of part says
// this of itself in a file of its own; what all of them look like is `draw.ts`. Every number is a cell of the result.

import type { BarRow } from '../../charts/bars/geometry.ts';
import type { CellRef, TableSpec } from '../../export/bar.ts';
import { t, writeCell, writeEuro, type Key, type Params } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf, type Labels } from '../../store/selectors.ts';
import type { AxisLabel, Cell, Lang, Part, Result, ScenarioDocument } from '../../store/types.ts';
import { allocations } from './kinds/allocations.ts';
import { claimedTime } from './kinds/claimed-time.ts';
import { conversion } from './kinds/conversion.ts';
import { firstAllocations } from './kinds/first-allocations.ts';
import { funnel } from './kinds/funnel.ts';
import { ranges } from './kinds/ranges.ts';
import { rejections } from './kinds/rejections.ts';
import { wait } from './kinds/wait.ts';

export interface Said {
  key: Key;
  params: Params;
}

/** A figure under the answer. */
export interface Figured {
  label: string;
  ref: CellRef;
  note: string;
  /** The last of the figures, under a double rule. */
  total?: boolean;
}

interface Head {
  /** The place on the page, and the name of the file. */
  id: string;
  message: Said;
  /** What is plotted or listed, and its unit. */
  bar: string;
}

export type Block =
  | (Head & { is: 'bars'; head: readonly string[]; rows: readonly BarRow[]; series?: readonly string[] })
  | (Head & { is: 'lines'; axis: string; series: readonly { name: string; table: string }[] })
  | (Head & { is: 'table'; title: string; spec: TableSpec });

export interface Telling {
  /** The part that it is of. */
  id: string;
  /** Nothing where the part only adds to the answer of others. */
  answer: readonly Said[];
  figures: readonly Figured[];
  blocks: readonly Block[];
}

/** What a kind of part needs to tell of itself. */
export class Tell {
  constructor(
    readonly result: Result,
    readonly document: ScenarioDocument,
    readonly lang: Lang,
    /** The identifier of the part: its tables and axes begin with it. */
    readonly id: string,
  ) {}

  node(what: string): string {
    return `${this.id}-${what}`;
  }

  cell(what: string, labels: Labels = {}): Cell | undefined {
    return cellAt(this.result, this.node(what), labels);
  }

  ref(what: string, labels: Labels = {}, sign = false): CellRef {
    return { table: this.node(what), labels, sign };
  }

  /** Whether there is a number to speak of. */
  knows(what: string, labels: Labels = {}): boolean {
    const cell = this.cell(what, labels);
    return typeof cell === 'string' || (typeof cell === 'object' && 'low' in cell);
  }

  write(what: string, labels: Labels = {}, decimals?: number): string {
    const table = tableOf(this.result, this.node(what));
    return inWords(this.lang, this.cell(what, labels), (cell) => writeCell(cell, { format: table?.format ?? 'number', decimals: decimals ?? table?.decimals ?? 0 }, this.lang));
  }

  euro(what: string, labels: Labels = {}): string {
    return inWords(this.lang, this.cell(what, labels), (cell) => writeEuro(cell, this.lang));
  }

  /** Without its sign, where the sentence says more or less. */
  size(what: string, labels: Labels = {}): string {
    const cell = this.cell(what, labels);
    return inWords(this.lang, typeof cell === 'string' ? cell.replace(/^-/, '') : cell, (each) => writeEuro(each, this.lang));
  }

  /** A cell of any table, whatever it begins with. */
  at(table: string, labels: Labels = {}): Cell | undefined {
    return cellAt(this.result, table, labels);
  }

  euroOf(table: string, labels: Labels = {}): string {
    return inWords(this.lang, this.at(table, labels), (cell) => writeEuro(cell, this.lang));
  }

  /** A share of the document as a percentage, or between which two it lies. */
  fraction(value: string | null, low: string | null, high: string | null): string {
    const cell: Cell | undefined = value ?? (low !== null && high !== null ? { low, high } : undefined);
    return inWords(this.lang, cell, (each) => writeCell(each, { format: 'percent', decimals: 2 }, this.lang));
  }

  labels(axis: string): readonly AxisLabel[] {
    return axisOf(this.result, axis)?.labels ?? [];
  }

  own(axis: string): readonly AxisLabel[] {
    return this.labels(this.node(axis));
  }

  name(label: AxisLabel): string {
    return label.name[this.lang];
  }

  say(key: Key, params: Params = {}): string {
    return t(this.lang, key, params);
  }

  figure(label: Key, what: string, note: Key, more: { labels?: Labels; sign?: boolean; total?: boolean; params?: Params } = {}): Figured {
    return { label: this.say(label, more.params), ref: this.ref(what, more.labels, more.sign), note: this.say(note, more.params), ...(more.total ? { total: true } : {}) };
  }
}

/** A range in a sentence has words between its ends. */
function inWords(lang: Lang, cell: Cell | undefined, write: (cell: Cell | undefined) => string): string {
  if (typeof cell === 'object' && 'low' in cell) return cell.low === cell.high ? write(cell.low) : t(lang, 'chart.range', { low: write(cell.low), high: write(cell.high) });
  return write(cell);
}

type Teller = (tell: Tell, part: never) => Telling | null;

const TELLERS: Readonly<Partial<Record<Part['kind'], Teller>>> = {
  queue: wait as Teller,
  allocations: allocations as Teller,
  conversion: conversion as Teller,
  claimed_time: claimedTime as Teller,
  first_allocations: firstAllocations as Teller,
  funnel: funnel as Teller,
  rejections: rejections as Teller,
};

/** What the parts of a document tell, in its order. */
export function tellings(result: Result, document: ScenarioDocument, lang: Lang): Telling[] {
  const found = document.parts.flatMap((part) => {
    const teller = TELLERS[part.kind];
    const told = teller && 'id' in part ? teller(new Tell(result, document, lang, part.id), part as never) : null;
    return told ? [told] : [];
  });
  const between = ranges(new Tell(result, document, lang, ''), document);
  return between ? [between, ...found] : found;
}

/** The part whose answer is that of the document, and whose form stands open at first. */
export const main = (told: readonly Telling[]): Telling | null => told.find(({ answer }) => answer.length > 0) ?? null;
