// Observations per category and year: cost or clients as stacked bars, cost per client as lines.

import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import { scaleBand, scaleLinear, scalePoint, type ScaleBand, type ScaleLinear } from 'd3-scale';
import { t } from '../../i18n/index.ts';
import { axisOf, cellAt } from '../../store/selectors.ts';
import type { AxisLabel, Cell, Lang, Result } from '../../store/types.ts';
import { drawTicks, powerFor, powerUnit, span, ticksOf, writePower, type Power } from '../axis.ts';
import { extentOf, middle, type Extent } from '../extent.ts';
import { FONT, Paper, spreadOut, type Pattern, type Scene } from '../scene.ts';
import { textWidth, wrapped } from '../text.ts';

export type Measure = 'costs' | 'clients' | 'per-client';

export interface StackedOptions {
  width: number;
  mode: Measure;
  lang: Lang;
  /** Categories in the order of the document, so that a category keeps its fill when others are merged into it. */
  order?: readonly string[] | undefined;
}

export const TABLES = {
  costs: { each: 'kosten', total: 'kosten-totaal' },
  clients: { each: 'clienten', total: 'clienten-totaal' },
  'per-client': { each: 'kosten-per-client-categorie', total: 'kosten-per-client-totaal' },
} as const satisfies Record<Measure, { each: string; total: string }>;

/** A fill is a colour, and for every second one a pattern. */
const FILLS: readonly { c: string; fill?: Pattern }[] = [
  { c: 's-a' },
  { c: 's-b', fill: 'hatch-dense' },
  { c: 's-c' },
  { c: 's-d', fill: 'dots-second' },
  { c: 's-e' },
  { c: 's-f', fill: 'hatch-third' },
  { c: 's-g', fill: 'lines-baseline' },
  { c: 's-h' },
];

const SMALL = 440;
const LINE = 16;

export interface Category {
  id: string;
  name: string;
  style: number;
}

export function categoriesOf(result: Result, lang: Lang, order?: readonly string[]): Category[] {
  return (axisOf(result, 'categorie')?.labels ?? []).map((label, index) => {
    const place = order?.indexOf(label.id) ?? -1;
    return { id: label.id, name: label.name[lang], style: place < 0 ? index : place };
  });
}

export const yearsOf = (result: Result): readonly AxisLabel[] => axisOf(result, 'year')?.labels ?? [];

/** How far the point is moved in this chart. */
export function stackedPower(result: Result, mode: Measure): Power {
  if (mode === 'per-client') return 0;
  const ends = span(yearsOf(result).map((year) => extentOf(cellAt(result, TABLES[mode].total, { year: year.id }))), true);
  return ends ? powerFor(Math.max(Math.abs(ends.low), Math.abs(ends.high))) : 0;
}

/** What is plotted, with its unit: "Kosten per jaar in miljoen euro". */
export function stackedUnit(result: Result, mode: Measure, lang: Lang): string {
  return powerUnit(stackedPower(result, mode), mode === 'clients' ? '' : 'euro', lang).trim();
}

export function stackedScene(result: Result, options: StackedOptions): Scene | null {
  return options.mode === 'per-client' ? linesScene(result, options) : barsScene(result, options);
}

interface Frame {
  paper: Paper;
  left: number;
  /** Where the bars or lines end and the labels begin. */
  right: number;
  top: number;
  bottom: number;
  y: ScaleLinear<number, number>;
  power: Power;
  small: boolean;
  lang: Lang;
}

function frame(ends: { low: number; high: number }, power: Power, labels: readonly string[], { width, lang }: StackedOptions): Frame {
  const small = width < SMALL;
  const count = small ? 4 : 5;
  const ticks = ticksOf(ends.low, ends.high, count, power, lang);
  const left = Math.max(26, Math.ceil(ticks.width) + 10);
  const label = Math.max(0, ...labels.map((text) => textWidth(text, FONT)));
  const right = width - Math.min(label + 22, Math.max(width * 0.47, 150));
  const [top, bottom] = [40, small ? 320 : 332];
  const y = scaleLinear().domain(ends.low === ends.high ? [0, 1] : [ends.low, ends.high]).range([bottom, top]);
  const paper = new Paper(width, bottom + 30);
  drawTicks(paper, ticks, y, left, right);
  return { paper, left, right, top, bottom, y, power, small, lang };
}

function write(cell: Cell | undefined, mode: Measure, { power, small, lang }: Pick<Frame, 'power' | 'small' | 'lang'>): string {
  if (power > 0) return writePower(cell, power, 2, lang);
  return writePower(cell, 0, mode === 'clients' || small ? 0 : 2, lang);
}

/* ---------- bars ---------- */

interface Segment {
  category: Category;
  from: number;
  to: number;
  /** The end of a range, drawn as an outline above the sure part. */
  upTo: number;
}

/** One bar from zero: positive parts upwards, negative ones downwards; nothing where nothing is known. */
export function stack(cells: readonly { category: Category; extent: Extent }[]): Segment[] {
  let [up, down] = [0, 0];
  return cells.flatMap(({ category, extent }): Segment[] => {
    if (extent.kind === 'none') return [];
    if (extent.high <= 0 && extent.low < 0) {
      const from = down;
      down += extent.low;
      return [{ category, from, to: from + extent.high, upTo: down }];
    }
    const from = up;
    up += extent.high;
    return [{ category, from, to: from + Math.max(0, extent.low), upTo: up }];
  });
}

function barsScene(result: Result, options: StackedOptions): Scene | null {
  const { mode, lang } = options;
  const years = yearsOf(result);
  const categories = categoriesOf(result, lang, options.order);
  const bars = years.map((year) => stack(categories.map((category) => ({ category, extent: extentOf(cellAt(result, TABLES[mode].each, { year: year.id, categorie: category.id })) }))));
  const totals = years.map((year) => cellAt(result, TABLES[mode].total, { year: year.id }));
  const heights = [...bars.flat().flatMap((part) => [part.from, part.to, part.upTo]), 0];
  if (years.length === 0 || (bars.flat().length === 0 && span(totals.map(extentOf), true) === null)) return null;
  const power = stackedPower(result, mode);
  const labels = labelsOf(result, mode, categories, years, { power, small: options.width < SMALL, lang });
  const made = frame({ low: Math.min(...heights), high: Math.max(...heights) }, power, labels.map((label) => `${label.name} ${label.value}`), options);
  const x = scaleBand<string>().domain(years.map((year) => year.id)).range([made.left, made.right]).paddingInner(made.small ? 0.22 : 0.36).paddingOuter(made.small ? 0.12 : 0.18);
  years.forEach((year, index) => drawBar(made, x, year, bars[index] ?? [], totals[index], mode));
  if ((made.y.domain()[0] ?? 0) < 0) made.paper.line('c-axis', made.left, made.y(0), made.right, made.y(0));
  drawLabels(made, labels.map((label) => ({ ...label, ...anchorOf(label, years, bars, x, made) })));
  return made.paper.scene();
}

function drawBar(made: Frame, x: ScaleBand<string>, year: AxisLabel, segments: readonly Segment[], total: Cell | undefined, mode: Measure): void {
  const { paper, y, bottom, lang } = made;
  const [from, to] = [x(year.id) ?? 0, (x(year.id) ?? 0) + x.bandwidth()];
  const centre = (from + to) / 2;
  for (const { category, from: low, to: high, upTo } of segments) {
    const look = FILLS[category.style % FILLS.length] ?? FILLS[0];
    const [foot, head] = [y(low), y(high)];
    const seam = Math.abs(foot - head) > 2 ? 1 : 0;
    if (look) paper.rect(look.c, from, foot, to, head + (head < foot ? seam : -seam), look.fill);
    if (upTo !== high) paper.rect('c-open', from + 0.5, y(high), to - 0.5, y(upTo) + 1);
  }
  if (segments.length === 0) paper.rect('c-unknown', from, bottom, to, bottom - 24, 'hatch-unknown');
  const peak = Math.min(y(0), ...segments.map((part) => Math.min(y(part.upTo), y(part.to))));
  const short = typeof total === 'object' && 'known' in total ? [t(lang, 'chart.at-least-short', { known: write(total.known, mode, made) })] : [];
  const text = [write(total, mode, made), ...short, ...(made.power > 0 ? [writePower(total, made.power, 1, lang)] : [])].find((each) => textWidth(each, FONT, true) < x.step() - 3);
  if (text !== undefined) paper.text('c-strong c-halo', centre, (segments.length === 0 ? bottom - 24 : peak) - 8, text, 'middle');
  paper.textIfFree('c-tick', centre, bottom + 20, year.name[lang], 'middle');
}

interface Label {
  category: Category;
  name: string;
  value: string;
  /** The last year in which the category is there; null where it never is. */
  year: number | null;
  strong?: boolean;
}

/** A label per category with its amount in the last year, or in the last year in which there is one. */
function labelsOf(result: Result, mode: Measure, categories: readonly Category[], years: readonly AxisLabel[], words: Pick<Frame, 'power' | 'small' | 'lang'>): Label[] {
  return categories.map((category) => {
    const cells = years.map((year) => cellAt(result, TABLES[mode].each, { year: year.id, categorie: category.id }));
    const newest = cells.at(-1);
    // Unknown is said, not passed over in favour of an older year.
    if (typeof newest === 'object' && 'unknown' in newest && !('known' in newest)) return { category, name: category.name, value: t(words.lang, 'chart.unknown'), year: null };
    const year = cells.findLastIndex((cell) => extentOf(cell).kind !== 'none');
    const shown = write(cells[year < 0 ? cells.length - 1 : year], mode, words);
    const last = year < 0 || year === years.length - 1;
    return { category, name: category.name, value: last ? shown : t(words.lang, 'chart.stacked.last-seen', { amount: shown, year: years[year]?.name[words.lang] ?? '' }), year: year < 0 ? null : year };
  });
}

/** Where the leader of a label begins. */
function anchorOf(label: Label, years: readonly AxisLabel[], bars: readonly Segment[][], x: ScaleBand<string>, { y, top }: Frame): { from: number | null; wanted: number; over: number | null } {
  const segment = label.year === null ? undefined : bars[label.year]?.find((part) => part.category === label.category);
  if (!segment || label.year === null) return { from: null, wanted: top - 12, over: null };
  const edge = (x(years[label.year]?.id ?? '') ?? 0) + x.bandwidth() + 3;
  const height = (y(segment.from) + y(segment.to)) / 2;
  if (label.year === years.length - 1) return { from: edge, wanted: height, over: null };
  const peaks = bars.slice(label.year + 1).flat().map((part) => y(part.upTo));
  return { from: edge, wanted: Math.min(height, ...peaks) - 26, over: height };
}

interface Placed extends Label {
  from: number | null;
  wanted: number;
  /** Height at the bar, where the leader climbs over later bars. */
  over: number | null;
}

function drawLabels(made: Frame, labels: readonly Placed[]): void {
  const { paper, right, small } = made;
  const room = paper.width - right - 20;
  const lines = labels.map((label) => broken(label, small || textWidth(`${label.name} ${label.value}`, FONT) > room ? room : Infinity));
  const gaps = lines.map((parts) => parts.length * (LINE - 1) + 3);
  const places = spreadOut(labels.map((label, index) => label.wanted - (gaps[index] ?? LINE) / 2), gaps, 4, made.bottom + 6);
  labels.forEach((label, index) => {
    const parts = lines[index] ?? [];
    const place = places[index] ?? 0;
    const height = place + (gaps[index] ?? LINE) / 2;
    if (label.from !== null) paper.path('c-leader', leader(label, height, right));
    parts.forEach((part, row) => {
      const c = `${label.strong ? 'c-strong' : 'c-label'}`;
      paper.text(c, right + 17, place + 12 + row * (LINE - 1), part.text, 'start', part.tail);
    });
  });
}

/** From the edge of the segment to the label; over the later bars where it must. */
function leader({ from, wanted, over }: Placed, height: number, right: number): string {
  const start = Math.round((from ?? right) * 10) / 10;
  const end = right + 13;
  const at = Math.round(height * 10) / 10;
  if (over !== null) return `M${start} ${Math.round(over * 10) / 10}h5V${at}H${end}`;
  const level = Math.round(wanted * 10) / 10;
  return Math.abs(level - at) < 1.5 ? `M${start} ${at}H${end}` : `M${start} ${level}H${Math.max(start, right)}L${right + 9} ${at}H${end}`;
}

/** Name and amount on one line, or broken over more where there is no room; an amount only breaks where it must. */
function broken(label: Label, room: number): { text: string; tail?: string }[] {
  if (room === Infinity) return [{ text: label.name, tail: label.value }];
  const whole = textWidth(label.value, FONT) <= room;
  const value = whole ? [label.value] : wrapped(label.value, room, FONT);
  const lines: { text: string; tail?: string }[] = wrapped(label.name, room, FONT, label.strong).map((text) => ({ text }));
  const last = lines.at(-1);
  if (last && whole && textWidth(`${last.text} ${label.value}`, FONT, label.strong) <= room) last.tail = label.value;
  else lines.push(...value.map((tail) => ({ text: '', tail })));
  return lines;
}

/* ---------- lines ---------- */

const SHAPES = [symbolCircle, symbolSquare, symbolDiamond, symbolTriangle];

function linesScene(result: Result, options: StackedOptions): Scene | null {
  const { mode, lang } = options;
  const years = yearsOf(result);
  const categories = categoriesOf(result, lang, options.order);
  const rows = categories.map((category) => ({ category, cells: years.map((year) => cellAt(result, TABLES[mode].each, { year: year.id, categorie: category.id })) }));
  const totals = years.map((year) => cellAt(result, TABLES[mode].total, { year: year.id }));
  const ends = span([...rows.flatMap((row) => row.cells), ...totals].map(extentOf), true);
  if (!ends || years.length === 0) return null;
  const small = options.width < SMALL;
  const power = powerFor(Math.max(Math.abs(ends.low), Math.abs(ends.high)));
  const words = { power, small, lang };
  const average: Category = { id: '', name: t(lang, 'chart.stacked.average'), style: -1 };
  const labels: Label[] = [
    ...labelsOf(result, mode, categories, years, words),
    { category: average, name: average.name, value: write(totals.at(-1), mode, words), year: totals.findLastIndex((cell) => extentOf(cell).kind !== 'none'), strong: true },
  ];
  const made = frame(ends, power, labels.map((label) => `${label.name} ${label.value}`), options);
  const x = scalePoint<string>().domain(years.map((year) => year.id)).range([made.left, made.right]).padding(0.3);
  for (const year of years) made.paper.textIfFree('c-tick', x(year.id) ?? 0, made.bottom + 20, year.name[lang], 'middle');
  for (const row of rows) drawSeries(made, row.category, row.cells, years, x);
  drawSeries(made, average, totals, years, x);
  totals.slice(0, -1).forEach((cell, index) => {
    const height = middle(extentOf(cell));
    const text = writePower(cell, power, power > 0 ? 2 : 0, lang);
    if (height !== null && textWidth(text, FONT, true) < x.step() - 6) made.paper.textIfFree('c-strong c-halo', x(years[index]?.id ?? '') ?? 0, made.y(height) + 20, text, 'middle');
  });
  drawLabels(made, labels.map((label) => {
    const cells = label.category === average ? totals : (rows.find((row) => row.category === label.category)?.cells ?? []);
    const height = label.year === null || label.year < 0 ? null : middle(extentOf(cells[label.year]));
    const from = label.year === null ? null : (x(years[label.year]?.id ?? '') ?? 0) + 6;
    return { ...label, from: height === null ? null : from, wanted: height === null ? made.top : made.y(height), over: null };
  }));
  return made.paper.scene();
}

function drawSeries({ paper, y }: Frame, category: Category, cells: readonly (Cell | undefined)[], years: readonly AxisLabel[], x: (id: string) => number | undefined): void {
  const points = cells.map((cell, index) => ({ x: x(years[index]?.id ?? '') ?? 0, extent: extentOf(cell) }));
  const shape = line<(typeof points)[number]>().defined((point) => point.extent.kind !== 'none').x((point) => point.x).y((point) => y(middle(point.extent) ?? 0)).digits(1);
  const look = category.style < 0 ? 'total' : String(category.style % 8);
  paper.path(`l-line l-${look}`, shape(points));
  const marker = symbol(SHAPES[(category.style + SHAPES.length) % SHAPES.length] ?? symbolCircle, category.style < 0 ? 60 : 42).digits(1);
  for (const { x: at, extent } of points) {
    if (extent.kind === 'none') continue;
    if (extent.kind === 'range') paper.line('c-level-thin', at, y(extent.low), at, y(extent.high));
    paper.path(`l-mark l-${look}`, marker(), { move: { x: at, y: y(middle(extent) ?? 0) } });
  }
}
