// Cost per year: what was observed as bars, then unchanged policy dashed, with measures solid, and the budget dash-dotted.

import { scaleBand, scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { t } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { AxisLabel, Cell, Lang, Result } from '../../store/types.ts';
import { COSTS, type Measure } from '../../uncertainty/merged.ts';
import { drawTicks, powerFor, powerUnit, span, ticksOf, writePower, type Power } from '../axis.ts';
import { extentOf, middle } from '../extent.ts';
import { FONT, Paper, spreadOut, type Scene } from '../scene.ts';
import { textWidth, wrapped } from '../text.ts';

export interface ProjectionOptions {
  width: number;
  lang: Lang;
  /** The variant that the measures are compared with. */
  against: string;
  /** Whether the interval of the log-linear trend of the total is drawn. */
  band?: boolean;
}

interface Series {
  id: 'observed' | 'old' | 'new' | 'budget';
  cells: readonly (Cell | undefined)[];
}

const SMALL = 440;
const LINE = 16;

export const yearsOf = (result: Result): readonly AxisLabel[] => axisOf(result, 'year')?.labels ?? [];

/** The budget of the whole, where the document has one that is not split over municipalities. */
export const hasBudget = (result: Result): boolean => tableOf(result, 'begroting')?.axes.join() === 'year';

export function seriesOf(result: Result, against: string): Series[] {
  const years = yearsOf(result);
  const at = (table: string, labels: Readonly<Record<string, string>> = {}) => years.map((year) => cellAt(result, table, { year: year.id, ...labels }));
  return [
    { id: 'observed', cells: at('kosten-totaal') },
    { id: 'old', cells: at('kosten-per-jaar', { variant: against }) },
    { id: 'new', cells: at('kosten-per-jaar', { variant: 'nieuw' }) },
    { id: 'budget', cells: hasBudget(result) ? at('begroting') : [] },
  ];
}

/** The simulated costs with measures of each year: the outer fan holds nine of ten draws, the inner one half of them. */
function fanOf(result: Result): Record<'p5' | 'p25' | 'p75' | 'p95', readonly (Cell | undefined)[]> | null {
  if (!tableOf(result, COSTS)) return null;
  const at = (maat: Measure) => yearsOf(result).map((year) => cellAt(result, COSTS, { year: year.id, variant: 'nieuw', maat }));
  return { p5: at('p5'), p25: at('p25'), p75: at('p75'), p95: at('p95') };
}

export function projectionPower(result: Result, against: string): Power {
  const ends = span(seriesOf(result, against).flatMap(({ cells }) => cells).map(extentOf), true);
  return ends ? powerFor(Math.max(Math.abs(ends.low), Math.abs(ends.high))) : 0;
}

export const projectionUnit = (result: Result, against: string, lang: Lang): string => powerUnit(projectionPower(result, against), 'euro', lang);

const height = (cell: Cell | undefined): number | null => middle(extentOf(cell));

/** How many years from the first were observed. */
export function observedCount(cells: readonly (Cell | undefined)[]): number {
  return cells.findLastIndex((cell) => typeof cell === 'string') + 1;
}

const NAMES = { old: 'chart.projection.old', new: 'chart.projection.new', budget: 'chart.projection.budget' } as const;

export function projectionScene(result: Result, { width, lang, against, band = false }: ProjectionOptions): Scene | null {
  const years = yearsOf(result);
  const series = seriesOf(result, against);
  const fan = fanOf(result);
  const bounds = (band ? ['laag', 'hoog'] : []).map((end) => years.map((year) => cellAt(result, `trend-totaal-${end}`, { year: year.id })));
  const ends = span([...series.flatMap(({ cells }) => cells), ...(fan ? [...fan.p5, ...fan.p95] : []), ...bounds.flat()].map(extentOf), true);
  if (years.length === 0 || !ends || ends.low === ends.high) return null;
  const small = width < SMALL;
  const power = projectionPower(result, against);
  const [observed] = series;
  const seen = observedCount(observed?.cells ?? []);
  const drawnLines = series.slice(1).filter(({ cells }) => cells.slice(seen).some((cell) => height(cell) !== null)) as (Series & { id: keyof typeof NAMES })[];
  const lineLabels = drawnLines.map(({ id, cells }): ChartLabel => {
    const last = cells.findLastIndex((cell) => height(cell) !== null);
    const name = t(lang, id === 'old' && against === 'constant' ? 'chart.projection.constant' : NAMES[id]);
    return { id, name, value: writePower(cells[last], power, power > 0 ? 2 : 0, lang), last, cell: cells[last] };
  });
  const labels = [...lineLabels, ...fanLabel(fan, power, lang)];
  const ticks = ticksOf(ends.low, ends.high, small ? 4 : 5, power, lang);
  const left = Math.max(26, Math.ceil(ticks.width) + 10);
  const room = Math.min(Math.max(0, ...labels.map(({ name, value }) => textWidth(`${name} ${value}`, FONT, true))) + 22, Math.max(width * 0.36, 110));
  const right = width - room;
  const [top, bottom] = [58, small ? 310 : 350];
  const y = scaleLinear().domain([ends.low, ends.high]).range([bottom, top]);
  const paper = new Paper(width, bottom + 30);
  const x = scaleBand<string>().domain(years.map(({ id }) => id)).range([left, right]).paddingInner(0.34).paddingOuter(0.17);
  const centre = (index: number) => (x(years[index]?.id ?? '') ?? 0) + x.bandwidth() / 2;

  if (seen > 0 && seen < years.length) {
    const edge = (x(years[seen]?.id ?? '') ?? 0) - (x.step() - x.bandwidth()) / 2;
    paper.rect('c-ground', edge, 2, right + 4, bottom);
    paper.textIfFree('c-note', edge - 8, 17, t(lang, 'chart.projection.observed'), 'end');
    paper.textIfFree('c-note', edge + 8, 17, t(lang, 'chart.projection.ahead'));
  }
  drawTicks(paper, ticks, y, left, right);
  const foot = y(Math.max(0, ends.low));
  (observed?.cells ?? []).slice(0, seen).forEach((cell, index) => {
    const value = height(cell);
    if (value === null) return;
    paper.rect('c-seen', centre(index) - x.bandwidth() / 2, foot, centre(index) + x.bandwidth() / 2, y(value));
    const text = [2, 1].map((decimals) => writePower(cell, power, power > 0 ? decimals : 0, lang)).find((each) => textWidth(each, FONT, true) < x.step() - 3);
    if (text) paper.text('c-strong c-halo', centre(index), y(value) - 8, text, 'middle');
  });
  years.forEach((year, index) => paper.textIfFree(index < seen || seen === 0 ? 'c-tick' : 'c-tick c-ahead', centre(index), bottom + 20, year.name[lang], 'middle'));

  if (fan) {
    const points = years.map((_, index) => index).filter((index) => index >= Math.max(0, seen - 1));
    const band = (low: readonly (Cell | undefined)[], high: readonly (Cell | undefined)[]) =>
      area<number>().defined((index) => height(low[index]) !== null && height(high[index]) !== null).x((index) => round(centre(index))).y0((index) => round(y(height(low[index]) ?? 0))).y1((index) => round(y(height(high[index]) ?? 0)))(points);
    paper.path('c-fan-outer', band(fan.p5, fan.p95));
    paper.path('c-fan-inner', band(fan.p25, fan.p75));
  }
  // The lines leave from the last observed year, or run over all years where nothing was observed.
  const from = Math.max(0, seen - 1);
  const [low, high] = bounds;
  if (low && high) {
    const places = years.map((_, index) => ({ index, low: height(low[index]), high: height(high[index]) })).slice(from);
    const between = area<(typeof places)[number]>().defined((place) => place.low !== null && place.high !== null).x(({ index }) => round(centre(index))).y0((place) => round(y(place.low ?? 0))).y1((place) => round(y(place.high ?? 0)));
    // One band at a time: over the fan of the simulation only its ends.
    if (!fan) paper.path('c-band', between(places));
    for (const end of ['low', 'high'] as const) {
      paper.path('c-bound', line<(typeof places)[number]>().defined((place) => place[end] !== null).x(({ index }) => round(centre(index))).y((place) => round(y(place[end] ?? 0)))(places));
    }
    const words = t(lang, 'chart.projection.band');
    const place = places[1];
    if (place?.high !== undefined && place.high !== null) paper.textIfFree('c-note', centre(place.index), y(height(high.at(-1)) ?? place.high) + 14, words);
  }
  for (const { id, cells } of drawnLines) {
    const first = id === 'budget' ? seen : from;
    const points = cells.map((cell, index) => ({ value: index < first ? null : height(cell), index }));
    const path = line<(typeof points)[number]>().defined(({ value }) => value !== null).x(({ index }) => round(centre(index))).y(({ value }) => round(y(value ?? 0)));
    paper.path(`c-${id === 'old' ? 'base' : id === 'new' ? 'scen' : 'budget'}-line`, path(points));
    if (id === 'new') for (const { value, index } of points) if (value !== null && index >= seen) paper.circle('c-open-dot', centre(index), y(value), 3.5);
  }
  // What lies on one another is named together, in the order of height.
  const wrappedLabels = labels.map((label) => {
    const full = `${label.name} ${label.value}`;
    return { ...label, lines: textWidth(full, FONT, true) <= room - 20 ? [full] : [...wrapped(label.name, room - 20, FONT, true), label.value] };
  });
  const gaps = wrappedLabels.map(({ lines }) => lines.length * (LINE - 1) + 3);
  const places = spreadOut(wrappedLabels.map(({ cell }, index) => y(height(cell) ?? 0) - (gaps[index] ?? LINE) / 2), gaps, 4, bottom + 6);
  const end = labels.find(({ id }) => id === 'fan');
  if (fan && end) {
    const [x1, high, low] = [centre(end.last) + 6, y(height(fan.p95[end.last]) ?? 0), y(height(fan.p5[end.last]) ?? 0)];
    paper.path('c-bracket', `M${round(x1)} ${round(high)}h4V${round(low)}h-4`);
  }
  wrappedLabels.forEach((label, index) => {
    const place = places[index] ?? 0;
    const at = round(place + (gaps[index] ?? LINE) / 2);
    const level = round(y(height(label.cell) ?? 0));
    paper.path('c-leader', `M${round(centre(label.last) + 5)} ${level}H${round(Math.max(centre(label.last) + 5, right - 2))}L${round(right + 9)} ${at}H${round(right + 13)}`);
    label.lines.forEach((text, row) => paper.text(label.id === 'new' ? 'c-strong c-scen-text' : label.id === 'budget' ? 'c-strong' : 'c-label', right + 17, place + 12 + row * (LINE - 1), text));
  });
  return paper.scene();
}

interface ChartLabel {
  id: keyof typeof NAMES | 'fan';
  name: string;
  value: string;
  last: number;
  cell: Cell | undefined;
}

/** "9 van de 10 uitkomsten 9,4 tot 12,2", at the lower end of the fan. */
function fanLabel(fan: ReturnType<typeof fanOf>, power: Power, lang: Lang): ChartLabel[] {
  const last = fan?.p5.findLastIndex((cell) => height(cell) !== null) ?? -1;
  if (!fan || last < 0) return [];
  const write = (cell: Cell | undefined) => writePower(cell, power, power > 0 ? 1 : 0, lang);
  const value = t(lang, 'chart.fan.range', { low: write(fan.p5[last]), high: write(fan.p95[last]) });
  return [{ id: 'fan', name: t(lang, 'chart.fan.outer'), value, last, cell: fan.p5[last] }];
}

const round = (value: number): number => Math.round(value * 10) / 10;
