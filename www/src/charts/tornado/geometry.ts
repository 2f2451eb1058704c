// One input at a time: how far the outcome goes with its low and its high value, from the outcome as it is. Widest first; what
// is lower is hatched, what is higher is solid.

import { scaleLinear } from 'd3-scale';
import type { Cell } from '../../store/types.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { textWidth, wrapped } from '../text.ts';

/** An end of a bar: the outcome, and what gave it, in words. */
export interface End {
  cell: Cell | undefined;
  value: string;
  at: string;
}

export interface TornadoBar {
  name: string;
  note: string;
  low: End;
  high: End;
}

export interface TornadoOptions {
  width: number;
  base: Cell | undefined;
  baseName: string;
  baseValue: string;
}

const NARROW = 460;
const BAR = 26;

export function tornadoScene(bars: readonly TornadoBar[], options: TornadoOptions): Scene | null {
  const base = middle(extentOf(options.base));
  if (base === null || bars.length === 0) return null;
  const narrow = options.width < NARROW;
  const ends = bars.map(({ low, high }) => [low, high].flatMap((end) => {
    const at = middle(extentOf(end.cell));
    return at === null ? [] : [{ ...end, x: at }];
  }).sort((one, other) => one.x - other.x));
  const all = [base, ...ends.flat().map(({ x }) => x)];
  const wide = (strong: boolean, words: readonly string[]) => Math.max(0, ...words.map((text) => textWidth(text, FONT, strong)));
  const label = Math.max(wide(true, ends.flat().map(({ value }) => value)), wide(false, ends.flat().map(({ at }) => at))) + 8;
  const names = narrow ? 0 : Math.min(options.width * 0.34, wide(true, bars.map(({ name }) => name)) + 4);
  const [left, right] = [names + label, options.width - label];
  const least = Math.min(...all);
  const most = Math.max(...all);
  const x = scaleLinear().domain(least === most ? [least - 1, most + 1] : [least, most]).range([left, Math.max(left + 20, right)]);
  const rows = bars.map((bar) => (narrow ? [] : wrapped(bar.name, names, FONT, true)));
  const heights = rows.map((lines) => Math.max(narrow ? 66 : 52, lines.length * 15 + 34));
  const paper = new Paper(options.width, 40 + heights.reduce((sum, height) => sum + height, 0));
  const middleOf = Math.min(Math.max(x(base), textWidth(options.baseValue, FONT, true) / 2), options.width - textWidth(options.baseValue, FONT, true) / 2);
  paper.text('c-note', middleOf, 13, options.baseName, 'middle');
  paper.text('c-strong', middleOf, 29, options.baseValue, 'middle');
  let top = 38;
  bars.forEach((bar, index) => {
    const height = heights[index] ?? 52;
    if (index > 0) paper.line('c-grid', 0, top, options.width, top);
    const lines = rows[index] ?? [];
    if (narrow) paper.text('c-strong', 0, top + 18, bar.name, 'start', textWidth(bar.name, FONT, true) + textWidth(bar.note, FONT) + 12 < options.width ? bar.note : undefined);
    else {
      lines.forEach((line, row) => paper.text('c-strong', 0, top + 18 + row * 15, line));
      paper.text('c-note', 0, top + 18 + lines.length * 15, bar.note);
    }
    const y = top + (narrow ? 28 : 12);
    for (const end of ends[index] ?? []) {
      if (end.x < base) paper.rect('s-b', x(end.x), y, x(base), y + BAR, 'hatch-scenario');
      else paper.rect('s-c', x(base), y, x(end.x), y + BAR);
    }
    const [first, last] = [ends[index]?.at(0), ends[index]?.at(-1)];
    const write = (end: typeof first, lower: boolean) => {
      if (!end) return;
      const at = lower ? Math.min(x(end.x), x(base)) - 7 : Math.max(x(end.x), x(base)) + 7;
      paper.text(`c-strong ${lower ? 'c-scen-text' : 'c-cost-text'}`, at, y + 11, end.value, lower ? 'end' : 'start');
      paper.text('c-note', at, y + 26, end.at, lower ? 'end' : 'start');
    };
    write(first, true);
    if (last !== first) write(last, false);
    paper.line('c-level-thin', x(base), y - 6, x(base), y + BAR + 6);
    top += height;
  });
  return paper.scene();
}
