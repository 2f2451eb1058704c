// The cost price of a dagdeel against attendance, with both tariffs.

import { area, curveLinear, curveMonotoneX, line } from 'd3-shape';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { t, writeCell } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { Cell, Lang, Result, Text } from '../../store/types.ts';
import { drawTicks, span, ticksOf } from '../axis.ts';
import { extentOf, middle, type Extent } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { textWidth } from '../text.ts';

export interface AttendanceOptions {
  width: number;
  lang: Lang;
}

/** A curve, or the reason why there is none. */
export type AttendanceScene = { kind: 'scene'; scene: Scene } | { kind: 'refused'; reasons: Text[] } | { kind: 'nothing' };

export type Variant = 'huidig' | 'nieuw';

export interface Point {
  /** The label of the axis, such as "4.5". */
  id: string;
  present: number;
  cell: Cell | undefined;
  price: Extent;
}

export interface Even {
  variant: Variant;
  cell: Cell;
  present: number;
}

const SMALL = 440;
const RIGHT = 8;
const NUMBER = { format: 'number', decimals: 2 } as const;

export function pointsOf(result: Result): Point[] {
  return (axisOf(result, 'aanwezig')?.labels ?? [])
    .map(({ id }) => {
      const cell = cellAt(result, 'kostprijs', { aanwezig: id });
      return { id, present: Number(id), cell, price: extentOf(cell) };
    })
    .filter((point) => Number.isFinite(point.present))
    .sort((a, b) => a.present - b.present);
}

/** The attendances at which a tariff breaks even: one, several with staff in steps, or none. */
export function evensOf(result: Result): Even[] {
  const steps = tableOf(result, 'kostendekkend-per-stap') ? (axisOf(result, 'stap')?.labels ?? []) : [];
  return (['huidig', 'nieuw'] as const).flatMap((variant) => {
    const cells = steps.length > 0
      ? steps.map((step) => cellAt(result, 'kostendekkend-per-stap', { variant, stap: step.id }))
      : [cellAt(result, 'kostendekkend', { variant })];
    return cells.flatMap((cell): Even[] => {
      const present = middle(extentOf(cell));
      return cell === undefined || present === null ? [] : [{ variant, cell, present }];
    });
  });
}

/** Whether the calibration was refused: then no curve is drawn, but the reasons are given. */
export function refusalOf(result: Result): Text[] {
  return result.caveats.filter((caveat) => caveat.severity === 'refused').map((caveat) => caveat.text);
}

interface Frame {
  paper: Paper;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  small: boolean;
  lang: Lang;
}

export function attendanceScene(result: Result, { width, lang }: AttendanceOptions): AttendanceScene {
  const points = pointsOf(result);
  const known = points.filter((point) => point.price.kind !== 'none');
  if (known.length < 2) {
    const reasons = refusalOf(result);
    return reasons.length > 0 ? { kind: 'refused', reasons } : { kind: 'nothing' };
  }
  const made = frame(result, points, width, lang);
  if (!made) return { kind: 'nothing' };
  const evens = evensOf(result);
  const runs = runsOf(points);
  drawBetween(made, result, runs);
  drawTariffs(made, result);
  drawCurve(made, runs);
  drawEvens(made, result, evens);
  drawWords(made, result, points, evens, runs);
  drawPresent(made, points, evens);
  return { kind: 'scene', scene: made.paper.scene() };
}

function frame(result: Result, points: readonly Point[], width: number, lang: Lang): Frame | null {
  const tariffs = [tariffOf(result, 'huidig'), tariffOf(result, 'nieuw')].map(extentOf);
  const ends = span([...points.map((point) => point.price), ...tariffs], false);
  const [first, last] = [points[0], points.at(-1)];
  if (!ends || !first || !last || first.present === last.present) return null;
  const small = width < SMALL;
  const room = (ends.high - ends.low || Math.abs(ends.high) || 1) * 0.06;
  const [niced = ends.low] = scaleLinear().domain([ends.low - room, ends.high]).nice(6).domain();
  const low = ends.low >= 0 ? Math.max(0, niced) : niced;
  const high = ends.high > low ? ends.high : low + 1;
  const ticks = ticksOf(low, high, 6, 0, lang);
  const left = Math.max(38, Math.ceil(ticks.width) + 12);
  const [top, bottom] = small ? [27, 254] : [30, 310];
  const y = scaleLinear().domain([low, high]).range([bottom, top]);
  const x = scaleLinear().domain([first.present, last.present]).range([left, width - RIGHT]);
  const paper = new Paper(width, bottom + 46);
  drawTicks(paper, ticks, y, left, width - RIGHT);
  if (!ticks.values.includes(low)) paper.line('c-axis', left, bottom, width - RIGHT, bottom);
  return { paper, left, right: width - RIGHT, top, bottom, x, y, small, lang };
}

const tariffOf = (result: Result, variant: Variant) => cellAt(result, variant === 'huidig' ? 'huidig-tarief' : 'nieuw-tarief');

/** Stretches without a gap or a jump. Between two steps of staff the cost price jumps up; within one it only falls. */
export function runsOf(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [];
  let before: number | null = null;
  for (const point of points) {
    const price = middle(point.price);
    if (price !== null) {
      if (before === null || price > before) runs.push([point]);
      else runs.at(-1)?.push(point);
    }
    before = price;
  }
  return runs;
}

const curveOf = (run: readonly Point[]) => (run.length > 3 ? curveMonotoneX : curveLinear);

/** Shortage above the new tariff, surplus below it. */
function drawBetween({ paper, x, y, left, right, top, bottom }: Frame, result: Result, runs: readonly Point[][]): void {
  const tariff = middle(extentOf(tariffOf(result, 'nieuw')));
  if (tariff === null) return;
  const level = y(tariff);
  paper.clip('above', left, top - 20, right - left, level - top + 20);
  paper.clip('below', left, level, right - left, bottom - level);
  for (const run of runs) {
    const shape = area<Point>()
      .x((point) => x(point.present))
      .y0(level)
      .y1((point) => y(middle(point.price) ?? tariff))
      .curve(curveOf(run))
      .digits(1)(run);
    paper.path('c-loss-fill', shape, { fill: 'hatch-loss', clip: 'above' });
    paper.path('c-gain-fill', shape, { fill: 'dots-gain', clip: 'below' });
  }
}

function drawTariffs({ paper, x, y, left, right }: Frame, result: Result): void {
  for (const variant of ['huidig', 'nieuw'] as const) {
    const extent = extentOf(tariffOf(result, variant));
    if (extent.kind === 'none') continue;
    if (extent.kind === 'range') paper.rect('c-band', left, y(extent.low), right, y(extent.high));
    const level = y(middle(extent) ?? 0);
    paper.line(variant === 'nieuw' ? 'c-scen-line' : 'c-base-line', x.range()[0] ?? left, level, right, level);
  }
}

function drawCurve({ paper, x, y }: Frame, runs: readonly Point[][]): void {
  for (const [index, run] of runs.entries()) {
    const ranges = run.filter((point) => point.price.kind === 'range');
    if (ranges.length > 1) {
      const band = area<Point>().x((point) => x(point.present)).y0((point) => y(low(point))).y1((point) => y(high(point))).curve(curveOf(run)).digits(1);
      paper.path('c-band-second', band(run));
    }
    paper.path('c-cost-line', line<Point>().x((point) => x(point.present)).y((point) => y(middle(point.price) ?? 0)).curve(curveOf(run)).digits(1)(run));
    const next = runs[index + 1]?.[0];
    const end = run.at(-1);
    if (next && end) paper.line('c-connector', x(end.present), y(middle(end.price) ?? 0), x(next.present), y(middle(next.price) ?? 0));
  }
}

const low = (point: Point) => (point.price.kind === 'none' ? 0 : point.price.low);
const high = (point: Point) => (point.price.kind === 'none' ? 0 : point.price.high);

function drawEvens({ paper, x, y, bottom }: Frame, result: Result, evens: readonly Even[]): void {
  const seen = evens.filter((even) => inside(even, x));
  for (const even of seen) {
    const level = y(middle(extentOf(tariffOf(result, even.variant))) ?? 0);
    paper.line('c-drop', x(even.present), level, x(even.present), bottom);
  }
  for (const even of seen) {
    const [at, level] = [x(even.present), y(middle(extentOf(tariffOf(result, even.variant))) ?? 0)];
    if (even.variant === 'nieuw') paper.circle('c-be-new', at, level, 6.5);
    else paper.rect('c-be-old', at - 5.5, level - 5.5, at + 5.5, level + 5.5);
  }
}

const inside = (even: Even, x: ScaleLinear<number, number>) => even.present >= (x.domain()[0] ?? 0) - 1e-9 && even.present <= (x.domain()[1] ?? 0) + 1e-9;

function drawWords(made: Frame, result: Result, points: readonly Point[], evens: readonly Even[], runs: readonly Point[][]): void {
  const { paper, x, y, left, right, small, lang } = made;
  const [old, now] = [tariffOf(result, 'huidig'), tariffOf(result, 'nieuw')];
  const [oldAt, nowAt] = [middle(extentOf(old)), middle(extentOf(now))];
  const money = (cell: Cell | undefined) => writeCell(cell, { format: 'amount', decimals: 2 }, lang);
  const above = oldAt === null || nowAt === null || nowAt >= oldAt;
  if (nowAt !== null) paper.text('c-strong c-scen-text c-halo', right - 4, y(nowAt) + (above ? -9 : 18), t(lang, 'chart.attendance.new', { tariff: money(now) }), 'end');
  if (oldAt !== null) paper.text('c-base-text c-halo', left + 6, y(oldAt) + (above ? 18 : -9), t(lang, small ? 'chart.attendance.old-short' : 'chart.attendance.old', { tariff: money(old) }));
  drawValues(made, points, evens);
  drawCurveName(made, result, runs);
  drawRegions(made, runs, nowAt, oldAt);
  for (const variant of ['nieuw', 'huidig'] as const) {
    const tariff = tariffOf(result, variant);
    const mine = evens.filter((even) => even.variant === variant);
    if (extentOf(tariff).kind === 'none') continue;
    const level = y(middle(extentOf(tariff)) ?? 0);
    const out = mine.filter((even) => !inside(even, x));
    const words = mine.length === 0
      ? t(lang, 'chart.attendance.never', { tariff: money(tariff) })
      : out.length === mine.length
        ? t(lang, 'chart.attendance.outside', { present: writeCell(out[0]?.cell, NUMBER, lang) })
        : null;
    if (!words) continue;
    const c = variant === 'nieuw' ? 'c-note c-scen-text c-halo' : 'c-note c-halo';
    const spots = [[right - 4, level + 18, 'end'], [right - 4, level - 26, 'end'], [left + 6, level + 34, 'start'], [left + 6, level - 9, 'start']] as const;
    for (const [at, height, anchor] of spots) if (paper.textIfFree(c, at, height, words, anchor)) break;
  }
}

/** A few prices written at the curve, at whole attendances that are no break-even. */
function drawValues({ paper, x, y, right, lang }: Frame, points: readonly Point[], evens: readonly Even[]): void {
  const whole = points.slice(1).filter((point) => Number.isInteger(point.present) && point.price.kind !== 'none' && !evens.some((even) => Math.abs(even.present - point.present) < 0.3));
  const chosen = [...new Set([whole[0], whole[Math.floor((whole.length - 1) / 2)], whole.at(-1)])];
  for (const point of chosen) {
    if (!point) continue;
    const [at, level] = [x(point.present), y(middle(point.price) ?? 0)];
    paper.circle('c-cost-dot', at, level, 3);
    const text = writeCell(point.cell, { format: 'amount', decimals: 2 }, lang);
    if (at > right - 30) paper.textIfFree('c-cost-text c-halo', right - 2, level + 17, text, 'end');
    else if (!paper.textIfFree('c-cost-text c-halo', at + 8, level - 4, text)) paper.textIfFree('c-cost-text c-halo', at + 2, level - 10, text);
  }
}

function drawCurveName({ paper, x, y, right, small, lang }: Frame, result: Result, runs: readonly Point[][]): void {
  const first = runs[0];
  if (!first) return;
  const start = first[Math.min(1, first.length - 1)];
  if (!start) return;
  const name = t(lang, small ? 'chart.attendance.cost-short' : 'chart.attendance.cost');
  const [client, group] = [cellAt(result, 'kosten-per-client'), cellAt(result, 'kosten-per-groepsdagdeel')];
  const steps = tableOf(result, 'kostendekkend-per-stap');
  const formula = !small && !steps && typeof client === 'string' && typeof group === 'string'
    ? t(lang, 'chart.attendance.formula', { client: writeCell(client, { format: 'amount', decimals: 2 }, lang), group: writeCell(group, { format: 'amount', decimals: 2 }, lang) })
    : null;
  const width = Math.max(textWidth(name, FONT, true), formula ? textWidth(formula, FONT) : 0);
  for (const [dx, dy] of [[12, formula ? -16 : 0], [12, -30], [30, -30], [60, -20]] as const) {
    const at = x(start.present) + dx;
    const level = Math.max(14, y(middle(start.price) ?? 0) + dy);
    if (at + width > right) continue;
    if (!paper.textIfFree('c-strong c-cost-text c-halo', at, level, name)) continue;
    if (formula) paper.textIfFree('c-cost-text c-halo', at, level + 17, formula);
    return;
  }
}

/** *Tekort* and *overschot*, well inside the space between curve and tariff, clear of the other tariff's line. */
function drawRegions({ paper, x, y, left, right, lang }: Frame, runs: readonly Point[][], tariff: number | null, other: number | null): void {
  if (tariff === null) return;
  const level = y(tariff);
  const crossing = other === null ? null : y(other);
  const gaps = runs.flat().map((point) => ({ at: x(point.present), gap: level - y(middle(point.price) ?? 0) }));
  for (const side of ['short', 'over'] as const) {
    const text = t(lang, side === 'short' ? 'chart.attendance.short' : 'chart.attendance.over');
    const half = textWidth(text, FONT) / 2 + 8;
    const spots = gaps
      .map(({ at, gap }) => ({ at: side === 'short' ? Math.max(at, left + half) : Math.min(at, right - half - 14), gap: side === 'short' ? gap : -gap }))
      .filter(({ gap }) => gap > 26)
      .sort((a, b) => b.gap - a.gap);
    for (const { at, gap } of spots) {
      const deep = side === 'over' && crossing !== null && crossing > level && crossing - level < gap ? crossing - level : gap;
      const height = side === 'short' ? level - 13 : level + Math.min(deep / 2, 40) + 4;
      if (paper.textIfFree('c-region c-halo', at, height, text, 'middle')) break;
    }
  }
}

/** The attendances below; where a tariff breaks even its number is written there, in that tariff's colour. */
function drawPresent({ paper, x, bottom, left, right, lang }: Frame, points: readonly Point[], evens: readonly Even[]): void {
  const anchorAt = (at: number) => (at > right - 10 ? 'end' : 'middle') as 'end' | 'middle';
  for (const even of evens.filter((item) => inside(item, x))) {
    const at = x(even.present);
    paper.line('c-axis', at, bottom, at, bottom + 5);
    const c = even.variant === 'nieuw' ? 'c-strong c-scen-text' : 'c-strong c-base-text';
    paper.textIfFree(c, at, bottom + 19, writeCell(even.cell, NUMBER, lang), anchorAt(at));
  }
  for (const point of points.filter((item) => Number.isInteger(item.present))) {
    const at = x(point.present);
    paper.line('c-axis', at, bottom, at, bottom + 5);
    if (evens.some((even) => Math.abs(even.present - point.present) < 1e-9)) continue;
    paper.textIfFree('c-tick', at, bottom + 19, writeCell(point.id, NUMBER, lang), anchorAt(at));
  }
  paper.text('c-note', (left + right) / 2, bottom + 38, t(lang, 'chart.attendance.axis'), 'middle');
}
