// What drives the spread: a bar from zero for each uncertain input, as long as its rank correlation with the outcome.

import { scaleLinear } from 'd3-scale';
import { writeCell } from '../../i18n/index.ts';
import { axisOf, cellAt } from '../../store/selectors.ts';
import type { Cell, Lang, Result } from '../../store/types.ts';
import { RANKS } from '../../uncertainty/merged.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { textWidth, wrapped } from '../text.ts';

export interface Driver {
  id: string;
  name: string;
  cell: Cell | undefined;
  /** The correlation; zero where one of both does not vary. */
  rank: number;
}

/** The inputs by the size of their correlation, the largest first. */
export function driversOf(result: Result, year: string, lang: Lang): Driver[] {
  const inputs = axisOf(result, 'invoer')?.labels ?? [];
  return inputs
    .map(({ id, name }) => {
      const cell = cellAt(result, RANKS, { year, variant: 'nieuw', invoer: id });
      return { id, name: name[lang], cell, rank: middle(extentOf(cell)) ?? 0 };
    })
    .sort((a, b) => Math.abs(b.rank) - Math.abs(a.rank));
}

const ROW = 22;
const LINE = 15;
const BAR = 14;

export function driversScene(result: Result, { width, lang, year }: { width: number; lang: Lang; year: string }): Scene | null {
  const drivers = driversOf(result, year, lang);
  if (drivers.length === 0) return null;
  const value = (cell: Cell | undefined) => (typeof cell === 'string' ? writeCell(cell, { format: 'number', decimals: 2 }, lang, true) : '–');
  const room = Math.max(...drivers.map(({ cell }) => textWidth(value(cell), FONT, true))) + 10;
  const [left, right] = [room, width - room];
  const x = scaleLinear().domain([-1, 1]).range([left, right]);
  // The name stands over its bar, so that it has the whole width.
  const names = drivers.map(({ name }) => wrapped(name, width - 4, FONT, false));
  const tops = names.reduce<number[]>((all, lines) => [...all, (all.at(-1) ?? 0) + lines.length * LINE + ROW + 8], [0]);
  const paper = new Paper(width, (tops.at(-1) ?? 0) + 22);
  const bottom = tops.at(-1) ?? 0;
  for (const tick of [-1, -0.5, 0.5, 1]) paper.line('c-grid', x(tick), 0, x(tick), bottom);
  drivers.forEach(({ cell, rank }, index) => {
    const lines = names[index] ?? [];
    const top = tops[index] ?? 0;
    lines.forEach((text, row) => paper.text('c-label c-halo', 0, top + 12 + row * LINE, text));
    const bar = top + lines.length * LINE + 5;
    paper.rect(rank < 0 ? 'c-driver-down' : 'c-driver', x(0), bar, x(rank), bar + BAR);
    paper.text('c-strong', rank < 0 ? x(rank) - 6 : x(rank) + 6, bar + BAR - 2, value(cell), rank < 0 ? 'end' : 'start');
  });
  paper.line('c-axis', x(0), 0, x(0), bottom);
  for (const tick of ['-1', '0', '1']) paper.text('c-tick', x(Number.parseInt(tick, 10)), bottom + 16, writeCell(tick, { format: 'integer', decimals: 0 }, lang), 'middle');
  return paper.scene();
}
