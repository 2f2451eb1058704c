// Bars that lie beside each other: one or two numbers for each row, from zero; a range from its lowest to its highest.

import { scaleLinear } from 'd3-scale';
import type { CellRef } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import { cellAt, tableOf } from '../../store/selectors.ts';
import type { Lang, Result } from '../../store/types.ts';
import { span } from '../axis.ts';
import { extentOf } from '../extent.ts';
import { FONT, Paper, type Pattern, type Scene } from '../scene.ts';
import { textWidth } from '../text.ts';

export interface BarRow {
  name: string;
  cells: readonly CellRef[];
}

export interface BarsSpec {
  rows: readonly BarRow[];
  /** What each of several bars of a row is, in a word; it stands before the number. */
  series?: readonly string[];
}

const BAR = 15;
const GAP = 4;
const ROW = 12;
const LABEL = 18;
const WIDE = 480;

/** The first of two is what was, the last what comes; one alone is what comes. */
const look = (series: number, count: number): { c: string; fill?: Pattern } =>
  count > 1 && series === 0 ? { c: '', fill: 'lines-baseline' } : series === count - 1 ? { c: 's-a' } : { c: '', fill: 'dots-second' };

/** The number of a bar as it is written beside it. */
export function writtenBar(result: Result, ref: CellRef, lang: Lang): string {
  const table = tableOf(result, ref.table);
  const cell = cellAt(result, ref.table, ref.labels ?? {});
  if (cell === undefined || (typeof cell === 'object' && ('undefined' in cell || ('unknown' in cell && !('known' in cell))))) return t(lang, cell && 'undefined' in (cell as object) ? 'chart.none' : 'chart.unknown');
  const text = writeCell(cell, { format: table?.format ?? 'number', decimals: table?.decimals ?? 0 }, lang, ref.sign ?? false);
  return typeof cell === 'object' && 'known' in cell ? t(lang, 'chart.at-least', { known: text }) : text;
}

export function barsScene(result: Result, spec: BarsSpec, { width, lang }: { width: number; lang: Lang }): Scene | null {
  const count = Math.max(0, ...spec.rows.map(({ cells }) => cells.length));
  const extents = spec.rows.map(({ cells }) => cells.map((ref) => extentOf(cellAt(result, ref.table, ref.labels ?? {}))));
  const whole = span(extents.flat(), true);
  if (!whole || count === 0) return null;
  const words = (row: BarRow) => row.cells.map((ref, at) => [spec.series?.[at], writtenBar(result, ref, lang)].filter(Boolean).join(' '));
  const texts = spec.rows.map(words);
  const beside = width >= WIDE;
  const left = beside ? Math.min(width * 0.34, Math.max(...spec.rows.map(({ name }) => textWidth(name, FONT, false))) + 12) : 0;
  const value = Math.max(...texts.flat().map((text) => textWidth(text, FONT, false))) + 8;
  const negative = whole.low < 0;
  const x = scaleLinear().domain([whole.low, whole.high === whole.low ? whole.low + 1 : whole.high]).range([left + (negative ? value : 0), Math.max(left + 40, width - value)]);
  const bars = count * BAR + (count - 1) * GAP;
  const height = spec.rows.length * ((beside ? 0 : LABEL) + bars + ROW) - ROW + 2;
  const paper = new Paper(width, height);
  let y = 1;
  spec.rows.forEach((row, at) => {
    if (beside) paper.text('c-label', 0, y + bars / 2 + 4, shortened(row.name, left - 10), 'start');
    else {
      paper.text('c-label', 0, y + 12, shortened(row.name, width), 'start');
      y += LABEL;
    }
    (texts[at] ?? []).forEach((text, series) => {
      const top = y + series * (BAR + GAP);
      const extent = extents[at]?.[series];
      const known = extent && extent.kind !== 'none';
      const from = known && extent.kind === 'range' ? extent.low : 0;
      const end = known ? extent.high !== 0 || extent.kind === 'range' ? extent.high : extent.low : 0;
      const { c, fill } = look(series, count);
      if (known) paper.rect(c, x(from), top, x(end < 0 ? extent.low : end), top + BAR, fill);
      const behind = known && extent.high <= 0 && extent.low < 0;
      paper.text('c-num', behind ? x(extent.low) - 6 : x(known ? Math.max(0, extent.high) : 0) + 6, top + 12, text, behind ? 'end' : 'start');
    });
    y += bars + ROW;
  });
  paper.line('c-axis', x(0), 0, x(0), height);
  return paper.scene();
}

/** A name that fits, with its end left out. */
function shortened(name: string, room: number): string {
  if (textWidth(name, FONT, false) <= room) return name;
  let text = name;
  while (text.length > 3 && textWidth(`${text}…`, FONT, false) > room) text = text.slice(0, -1);
  return `${text.trimEnd()}…`;
}
