// What the care of each month comes to in the end: what was claimed, what is still to be claimed, and how sure that is.

import { scaleBand, scaleLinear } from 'd3-scale';
import type { RunOffRow } from 'dagdeel';
import { t } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { drawTicks, powerFor, powerUnit, ticksOf, type Power } from '../axis.ts';
import { extentOf, middle } from '../extent.ts';
import { Paper, type Scene } from '../scene.ts';

/** The months that are drawn at most, the newest. */
const MOST = 36;

const at = (euros: string) => middle(extentOf(euros)) ?? 0;

export const drawnRows = (rows: readonly RunOffRow[]) => rows.slice(-MOST);

export function runOffPower(rows: readonly RunOffRow[]): Power {
  return powerFor(Math.max(0, ...drawnRows(rows).map(({ high }) => Math.abs(at(high)))));
}

/** "miljoen euro": what the axis is in. */
export const runOffUnit = (rows: readonly RunOffRow[], lang: Lang) => powerUnit(runOffPower(rows), 'euro', lang);

export function runOffScene(all: readonly RunOffRow[], width: number, lang: Lang): Scene | null {
  const rows = drawnRows(all);
  if (rows.length === 0) return null;
  const ends = rows.flatMap(({ claimed, end, low, high, error }) => [at(claimed), at(end), ...(at(error) === 0 ? [] : [at(low), at(high)])]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const power = runOffPower(all);
  const ticks = ticksOf(low, high, width < 440 ? 4 : 5, power, lang);
  const [left, right, top, bottom] = [Math.max(26, Math.ceil(ticks.width) + 10), width - 8, 34, width < 440 ? 240 : 290];
  const y = scaleLinear().domain(low === high ? [0, 1] : [low, high]).range([bottom, top]);
  const x = scaleBand<number>().domain(rows.map((_, place) => place)).range([left, right]).paddingInner(0.25).paddingOuter(0.1);
  const paper = new Paper(width, bottom + 30);
  drawTicks(paper, ticks, y, left, right);
  rows.forEach(({ label, claimed, end, low: least, high: most, error }, place) => {
    const from = x(place) ?? 0;
    const to = from + x.bandwidth();
    paper.rect('s-a', from, y(0), to, y(at(claimed)));
    paper.rect('', from, y(at(claimed)), to, y(at(end)), 'dots-second');
    if (at(error) !== 0) {
      const middleOf = (from + to) / 2;
      paper.line('c-level-thin', middleOf, y(at(least)), middleOf, y(at(most)));
      for (const side of [least, most]) paper.line('c-level-thin', middleOf - 3, y(at(side)), middleOf + 3, y(at(side)));
    }
    if (/-01$/.test(label) || place === 0) paper.textIfFree('c-tick', from, bottom + 20, /-/.test(label) ? label.slice(0, 7) : label, 'start');
  });
  paper.textIfFree('c-tick', right, bottom + 20, rows.at(-1)?.label ?? '', 'end');
  // What is what, with its own fill before it.
  paper.rect('s-a', left, 4, left + 14, 16);
  paper.text('c-note', left + 20, 15, t(lang, 'own.runoff.claimed'));
  const second = left + 34 + (paper.taken.at(-1)?.x2 ?? 0) - left;
  paper.rect('', second, 4, second + 14, 16, 'dots-second');
  paper.text('c-note', second + 20, 15, t(lang, 'own.runoff.still'));
  return paper.scene();
}
