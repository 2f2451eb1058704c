// Lines over the periods: as it goes now and as it would go, each with its name at its end.

import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { cellAt } from '../../store/selectors.ts';
import { axisOf } from '../../store/selectors.ts';
import type { Lang, Result } from '../../store/types.ts';
import { drawTicks, span, ticksOf } from '../axis.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, spreadOut, type Scene } from '../scene.ts';
import { textWidth } from '../text.ts';

export interface LinesSpec {
  /** The time axis. */
  axis: string;
  /** The first as it goes now, dashed; the last as it would go. */
  series: readonly { name: string; table: string }[];
}

const HEIGHT = 260;
const TOP = 12;
const FOOT = 28;

export function linesScene(result: Result, spec: LinesSpec, { width, lang }: { width: number; lang: Lang }): Scene | null {
  const labels = axisOf(result, spec.axis)?.labels ?? [];
  const points = spec.series.map(({ table }) => labels.map(({ id }) => middle(extentOf(cellAt(result, table, { [spec.axis]: id })))));
  const whole = span(spec.series.flatMap(({ table }) => labels.map(({ id }) => extentOf(cellAt(result, table, { [spec.axis]: id })))), true);
  if (!whole || labels.length < 2) return null;
  const ticks = ticksOf(whole.low, whole.high * 1.08 || 1, 5, 0, lang);
  const names = spec.series.map(({ name }) => textWidth(name, FONT, true));
  const narrow = width < 480;
  const [left, right] = [ticks.width + 14, width - (narrow ? 8 : Math.max(...names) + 14)];
  const paper = new Paper(width, HEIGHT);
  const x = scaleLinear().domain([0, labels.length - 1]).range([left, right]);
  const y = scaleLinear().domain([Math.min(0, whole.low), whole.high * 1.08 || 1]).range([HEIGHT - FOOT, TOP]);
  drawTicks(paper, ticks, y, left, right);
  // The first, the last, and between them what has room.
  const wanted = [0, labels.length - 1, ...labels.map((_, at) => at)];
  for (const at of wanted) {
    const anchor = at === 0 ? 'start' : at === labels.length - 1 ? 'end' : 'middle';
    paper.textIfFree('c-tick', x(at), HEIGHT - 8, labels[at]?.name[lang] ?? '', anchor);
  }
  points.forEach((row, series) => {
    const path = line<number | null>().defined((value) => value !== null).x((_, at) => x(at)).y((value) => y(value ?? 0));
    paper.path(series === 0 && spec.series.length > 1 ? 'c-base-line' : 'c-scen-line', path(row));
  });
  const ends = points.map((row) => y(row.findLast((value) => value !== null) ?? 0));
  const places = spreadOut(ends.map((end) => (narrow ? end - 8 : end + 4)), names.map(() => 16), TOP + 4, HEIGHT - FOOT - 4);
  spec.series.forEach(({ name }, series) => {
    const c = series === 0 && spec.series.length > 1 ? 'c-base-text c-halo' : 'c-scen-text c-strong c-halo';
    paper.text(c, narrow ? right : right + 8, places[series] ?? 0, name, narrow ? 'end' : 'start');
  });
  return paper.scene();
}
