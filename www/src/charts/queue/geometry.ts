// A waiting list over the periods: who waits at the end of each, and where the capacity changes.

import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { t, writeCell, writeDate } from '../../i18n/index.ts';
import { axisOf, cellAt } from '../../store/selectors.ts';
import type { AxisLabel, Cell, Lang, Result } from '../../store/types.ts';
import { drawTicks, span, ticksOf } from '../axis.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { textWidth } from '../text.ts';

export interface QueueOptions {
  width: number;
  lang: Lang;
  /** The waiting list, as the document calls it. */
  id: string;
}

const SMALL = 440;
const NUMBER = { format: 'number', decimals: 1 } as const;

export const periodsOf = (result: Result): readonly AxisLabel[] => axisOf(result, 'period')?.labels ?? [];

const height = (cell: Cell | undefined): number | null => middle(extentOf(cell));

/** The period in which most are waiting. */
export function peakOf(result: Result, id: string): AxisLabel | undefined {
  const length = (period: AxisLabel) => height(cellAt(result, `${id}-wachtenden`, { period: period.id })) ?? -1;
  return periodsOf(result).reduce((best: AxisLabel | undefined, period) => (best && length(best) >= length(period) ? best : period), undefined);
}

export function queueScene(result: Result, { width, lang, id }: QueueOptions): Scene | null {
  const periods = periodsOf(result);
  const at = (what: string, period: AxisLabel) => cellAt(result, `${id}-${what}`, { period: period.id });
  const cells = periods.map((period) => at('wachtenden', period));
  const ends = span(cells.map(extentOf), true);
  if (!ends || periods.length === 0) return null;
  const small = width < SMALL;
  const top = ends.high === ends.low ? ends.low + 1 : ends.high;
  const ticks = ticksOf(ends.low, top, small ? 3 : 5, 0, lang);
  const left = Math.max(26, Math.ceil(ticks.width) + 10);
  const right = width - 12;
  const bottom = small ? 196 : 216;
  const paper = new Paper(width, bottom + 28);
  const y = scaleLinear().domain([ends.low, top]).range([bottom, 62]);
  const x = scaleLinear().domain([0, Math.max(1, periods.length - 1)]).range([left + 4, right]);
  drawTicks(paper, ticks, y, left, right);
  // Years under the axis, each where it begins.
  periods.forEach((period, index) => {
    const year = period.from?.slice(0, 4) ?? period.name[lang];
    if (index === 0 || periods[index - 1]?.from?.slice(0, 4) !== year) paper.textIfFree('c-tick', x(index), bottom + 20, year, index === 0 ? 'start' : 'middle');
  });
  // Where the capacity becomes another one.
  periods.forEach((period, index) => {
    const [before, now] = [index > 0 ? at('capaciteit', periods[index - 1] as AxisLabel) : undefined, at('capaciteit', period)];
    if (index === 0 || JSON.stringify(before) === JSON.stringify(now)) return;
    const place = x(index) - (x(1) - x(0)) / 2;
    paper.line('c-event', place, 24, place, bottom);
    const words = t(lang, 'chart.queue.capacity', { count: writeCell(now, NUMBER, lang), date: period.from ? writeDate(period.from, lang) : period.name[lang] });
    if (!paper.textIfFree('c-note', place + 5, 34, words)) paper.textIfFree('c-note', place - 5, 34, words, 'end');
  });
  const points = cells.map((cell, index) => ({ index, value: height(cell) }));
  const known = ({ value }: (typeof points)[number]) => value !== null;
  paper.path('c-base-fill', area<(typeof points)[number]>().defined(known).x(({ index }) => round(x(index))).y0(round(y(Math.max(0, ends.low)))).y1(({ value }) => round(y(value ?? 0)))(points));
  paper.path('c-scen-line', line<(typeof points)[number]>().defined(known).x(({ index }) => round(x(index))).y(({ value }) => round(y(value ?? 0)))(points));
  const peak = periods.indexOf(peakOf(result, id) as AxisLabel);
  const said = (index: number) => t(lang, 'chart.queue.waiting', { count: writeCell(cells[index], NUMBER, lang), period: periods[index]?.name[lang] ?? '' });
  const label = (index: number, c: string) => {
    const value = height(cells[index]);
    if (value === null) return;
    const text = said(index);
    const half = textWidth(text, FONT, true) / 2;
    const anchor = x(index) - half < left ? 'start' : x(index) + half > right ? 'end' : 'middle';
    const place = [y(value) - 10, y(value) + 20].find((level) => paper.textIfFree(`${c} c-halo`, anchor === 'start' ? Math.max(left, x(index)) : anchor === 'end' ? right : x(index), level, text, anchor));
    if (place !== undefined) paper.circle('c-be-new', x(index), y(value), 4);
  };
  if (peak >= 0) label(peak, 'c-strong c-scen-text');
  if (peak !== periods.length - 1) label(periods.length - 1, 'c-label');
  return paper.scene();
}

const round = (value: number): number => Math.round(value * 10) / 10;
