// Cost per month or per year, without and with the measure.

import { line } from 'd3-shape';
import { scaleBand, scaleLinear, type ScaleLinear } from 'd3-scale';
import { toDay, t, writeCell, writeDate, writeMonthShort } from '../../i18n/index.ts';
import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { AxisLabel, Cell, Lang, Result } from '../../store/types.ts';
import { drawTicks, powerFor, powerSuffix, span, ticksOf, writePower, type Power } from '../axis.ts';
import { extentOf, NOWHERE, signOf, stretched, type Extent } from '../extent.ts';
import { apart, FONT, Paper, textBox, type Anchor, type Box, type Scene } from '../scene.ts';
import { textWidth } from '../text.ts';

export interface CostOptions {
  width: number;
  mode: 'month' | 'year';
  lang: Lang;
}

const RIGHT = 6;
const SMALL = 440;
const DAY = 86_400_000;

const dayNumber = (iso: string): number => {
  const { year, month, day } = toDay(iso);
  return Date.UTC(year, month - 1, day) / DAY;
};

export interface Period {
  label: AxisLabel;
  /** First day, and the day after the last. */
  from: number;
  to: number;
  old: Extent;
  new: Extent;
}

/** The periods of the result, each at the height of a whole month (or of a whole year where the document steps by years). */
export function periodsOf(result: Result): Period[] {
  return (axisOf(result, 'period')?.labels ?? []).flatMap((label) => {
    if (!label.from || !label.to) return [];
    const [from, to] = [dayNumber(label.from), dayNumber(label.to)];
    if (!(to > from)) return [];
    const factor = wholeLength(label.from, to - from) / (to - from);
    const at = (variant: string) => stretched(extentOf(cellAt(result, 'kosten-per-periode', { period: label.id, variant })), factor);
    return [{ label, from, to, old: at('huidig'), new: at('nieuw') }];
  });
}

/** The days of the month (or, for a period longer than a month, of the year) in which a period begins. */
function wholeLength(from: string, days: number): number {
  const { year, month } = toDay(from);
  return days > 31 ? (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY : new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export interface Event {
  date: string;
  at: number;
  /** Only the tariff with the measure changes, or both do. */
  measure: boolean;
}

/** The days on which a tariff changes, read from the tariffs per period. */
export function eventsOf(result: Result): Event[] {
  const labels = axisOf(result, 'period')?.labels ?? [];
  const products = tableOf(result, 'tarief')?.axes.includes('product') ? (axisOf(result, 'product')?.labels.map(({ id }) => id) ?? []) : [''];
  const tariff = (period: string, variant: string) => JSON.stringify(products.map((product) => cellAt(result, 'tarief', { period, variant, product }) ?? null));
  return labels.flatMap((label, index) => {
    if (!label.from) return [];
    const before = labels[index - 1];
    const [old, now] = [tariff(label.id, 'huidig'), tariff(label.id, 'nieuw')];
    const oldBefore = before ? tariff(before.id, 'huidig') : old;
    const newBefore = before ? tariff(before.id, 'nieuw') : oldBefore;
    if (newBefore === now && oldBefore === old) return [];
    return [{ date: label.from, at: dayNumber(label.from), measure: oldBefore === old }];
  });
}

export function costScene(result: Result, options: CostOptions): Scene | null {
  return options.mode === 'month' ? monthScene(result, options) : yearScene(result, options);
}

interface Frame {
  paper: Paper;
  left: number;
  right: number;
  top: number;
  bottom: number;
  y: ScaleLinear<number, number>;
  power: Power;
  small: boolean;
  lang: Lang;
}

/** Room for the labels above, the scale at the left and the time below. */
function frame(extents: readonly Extent[], { width, lang }: CostOptions, above: number): Frame | null {
  const ends = span(extents, true);
  if (!ends) return null;
  const small = width < SMALL;
  const power = powerFor(Math.max(Math.abs(ends.low), Math.abs(ends.high)));
  const ticks = ticksOf(ends.low, ends.high, small ? 3 : 4, power, lang, powerSuffix(power, lang));
  const left = Math.max(30, Math.ceil(ticks.width) + 10);
  const [top, bottom] = [above, above + (small ? 168 : 196)];
  const y = scaleLinear().domain(ends.low === ends.high ? [0, 1] : [ends.low, ends.high]).range([bottom, top]);
  const paper = new Paper(width, bottom + 28);
  drawTicks(paper, ticks, y, left, width - RIGHT);
  return { paper, left, right: width - RIGHT, top, bottom, y, power, small, lang };
}

const EURO = { format: 'amount', decimals: 2 } as const;

/** An amount in the chart: exact, in a narrow one whole, in a very large one with the point moved. */
function amount(cell: Cell | undefined, { small, power, lang }: Pick<Frame, 'small' | 'power' | 'lang'>, sign = false): string {
  if (power > 6) return writePower(cell, power, 2, lang, sign) + powerSuffix(power, lang);
  if (cell === undefined || (typeof cell !== 'string' && !('low' in cell) && !('known' in cell))) return t(lang, 'chart.unknown');
  const text = writeCell(cell, { ...EURO, decimals: small ? 0 : 2 }, lang, sign);
  return typeof cell !== 'string' && 'known' in cell ? t(lang, 'chart.at-least', { known: text }) : text;
}

/* ---------- per month ---------- */

function monthScene(result: Result, options: CostOptions): Scene | null {
  const periods = periodsOf(result);
  const first = periods[0];
  const last = periods.at(-1);
  if (!first || !last) return null;
  const events = eventsOf(result);
  const alone = events.length === 1 && fitsLeft(events[0] as Event, first.from, last.to, options);
  const rows = alone || events.length === 0 ? 0 : Math.min(events.length, 4);
  const made = frame(periods.flatMap((period) => [period.old, period.new]), options, (events.length > 0 ? 76 : 24) + rows * 17);
  if (!made) return null;
  const { paper, left, right, y } = made;
  const x = scaleLinear().domain([first.from, last.to]).range([left, right]);
  drawAreas(paper, periods, x, y);
  drawLine(paper, 'c-base-line', periods, (period) => period.old, x, y);
  drawLine(paper, 'c-scen-line', periods, (period) => period.new, x, y);
  drawUnknown(made, periods, x);
  drawEvents(made, events, x, rows);
  if (events.length > 0) drawBrackets(made, result, events[0] as Event, periods, x, rows * 17);
  drawSeriesLabels(made, result, events, periods, x);
  drawMonths(made, periods, events, x);
  return paper.scene();
}

function fitsLeft(event: Event, from: number, to: number, { width, lang }: CostOptions): boolean {
  const place = 46 + ((event.at - from) / (to - from)) * (width - 52);
  const words = textWidth(t(lang, event.measure ? 'chart.cost.starts' : 'chart.cost.changes'), FONT);
  return place - 10 > Math.max(words, textWidth(writeDate(event.date, lang), FONT, true));
}

type X = ScaleLinear<number, number>;

/** What both series share, in grey; what lies between them, hatched; and the width of what is uncertain. */
function drawAreas(paper: Paper, periods: readonly Period[], x: X, y: X): void {
  const shared = ({ old, new: now }: Period): number => {
    const [a, b] = [heightOf(old), heightOf(now)];
    if (a === null || b === null) return a ?? b ?? 0;
    return a * b <= 0 ? 0 : Math.abs(a) < Math.abs(b) ? a : b;
  };
  const known = (period: Period) => period.old.kind !== 'none' || period.new.kind !== 'none';
  for (const run of runsWhere(periods, known)) paper.path('c-base-fill', outline(run, x, (each) => y(shared(each)), () => y(0)));
  const differ = (period: Period) => {
    const [a, b] = [heightOf(period.old), heightOf(period.new)];
    return a !== null && b !== null && Math.abs(y(a) - y(b)) >= 0.1;
  };
  for (const run of runsWhere(periods, differ)) paper.path('c-extra-fill', outline(run, x, (each) => y(heightOf(each.new) ?? 0), (each) => y(heightOf(each.old) ?? 0)), { fill: 'hatch-scenario' });
  for (const { from, to, old, new: now } of periods) {
    for (const extent of [old, now]) if (extent.kind === 'range') paper.rect('c-band', x(from), y(extent.low), x(to), y(extent.high));
  }
}

const heightOf = (extent: Extent): number | null => (extent.kind === 'none' ? null : extent.high);

/** Stretches of neighbouring periods for which something holds. */
function runsWhere(periods: readonly Period[], holds: (period: Period) => boolean): Period[][] {
  const runs: Period[][] = [];
  periods.forEach((period, index) => {
    if (!holds(period)) return;
    const before = periods[index - 1];
    if (before && holds(before)) runs.at(-1)?.push(period);
    else runs.push([period]);
  });
  return runs;
}

/** One outline around a run: along the one height and back along the other, so that no seam shows between months. */
function outline(run: readonly Period[], x: X, there: (period: Period) => number, back: (period: Period) => number): string {
  const out = run.flatMap((period) => [[x(period.from), there(period)], [x(period.to), there(period)]]);
  const home = [...run].reverse().flatMap((period) => [[x(period.to), back(period)], [x(period.from), back(period)]]);
  const points = [...out, ...home].map((point) => point.map((value) => fix(value ?? 0)));
  const turns = points.filter(([px, py], index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return !(before && after && ((before[1] === py && after[1] === py) || (before[0] === px && after[0] === px)));
  });
  return `M${turns.map((point) => point.join(' ')).join('L')}Z`;
}

interface Point {
  x: number;
  y: number | null;
}

const stepLine = line<Point>()
  .defined((point) => point.y !== null)
  .x((point) => point.x)
  .y((point) => point.y ?? 0)
  .digits(1);

function drawLine(paper: Paper, c: string, periods: readonly Period[], of: (period: Period) => Extent, x: X, y: X): void {
  const points = periods.flatMap((period): Point[] => {
    const extent = of(period);
    if (extent.kind === 'none') return [{ x: x(period.from), y: null }];
    const height = y(extent.kind === 'range' ? (extent.low + extent.high) / 2 : extent.high);
    return [{ x: x(period.from), y: height }, { x: x(period.to), y: height }];
  });
  const turns = points.filter((point, index) => !(point.y !== null && points[index - 1]?.y === point.y && points[index + 1]?.y === point.y));
  paper.path(c, stepLine(turns));
}

/** Where nothing is known there is no line but a word. */
function drawUnknown({ paper, bottom, lang }: Frame, periods: readonly Period[], x: X): void {
  let start: number | null = null;
  periods.forEach((period, index) => {
    const missing = period.old.kind === 'none' && period.new.kind === 'none';
    if (missing && start === null) start = period.from;
    const next = periods[index + 1];
    if (missing && start !== null && (!next || next.old.kind !== 'none' || next.new.kind !== 'none')) {
      paper.rect('c-unknown', x(start), bottom, x(period.to), bottom - 28, 'hatch-unknown');
      paper.textIfFree('c-note c-em c-halo', (x(start) + x(period.to)) / 2, bottom - 36, t(lang, 'chart.unknown'), 'middle');
      start = null;
    }
  });
}

function drawEvents({ paper, bottom, right, lang }: Frame, events: readonly Event[], x: X, rows: number): void {
  events.forEach((event, index) => {
    const at = x(event.at);
    const date = writeDate(event.date, lang);
    const words = t(lang, event.measure ? 'chart.cost.starts' : 'chart.cost.changes');
    const top = rows === 0 ? 18 : 6 + Math.min(index, rows - 1) * 17;
    paper.line('c-event', at, top, at, bottom);
    if (rows === 0) {
      paper.text('c-strong', at - 7, 28, date, 'end');
      paper.text('c-note', at - 7, 44, words, 'end');
    } else if (index < rows) {
      const both = textWidth(date, FONT, true) + textWidth(words, FONT) + 8;
      const y = 16 + index * 17;
      if (at + 7 + both <= right) paper.text('c-strong', at + 7, y, date, 'start', words);
      else if (at - 7 - both >= 0) paper.text('c-strong', at - 7, y, date, 'end', words);
      else paper.text('c-strong', at > (paper.width / 2) ? at - 7 : at + 7, y, date, at > paper.width / 2 ? 'end' : 'start');
    }
  });
}

/** The effect of each year, over the months in which the measure holds. */
function drawBrackets(made: Frame, result: Result, first: Event, periods: readonly Period[], x: X, down: number): void {
  const { paper, top, lang } = made;
  const last = periods.at(-1) as Period;
  const years: YearBracket[] = (axisOf(result, 'year')?.labels ?? []).flatMap((label) => {
    if (!label.from || !label.to) return [];
    const from = Math.max(dayNumber(label.from), first.at);
    const to = Math.min(dayNumber(label.to), last.to);
    const effect = cellAt(result, 'effect-per-jaar', { year: label.id });
    return to > from && signOf(effect) !== 0 ? [{ name: label.name[lang], x1: x(from) + 2, x2: x(to) - 2, effect }] : [];
  });
  const level = top - 9;
  for (const { x1, x2 } of years) paper.path('c-bracket', `M${fix(x1)} ${fix(level)}v-5H${fix(x2)}v5`);
  // To the cent where the first and the last year then have room; else in whole euros.
  const exact = placed(made, years, down, made.small);
  const whole = exact.ends || made.small ? exact : placed(made, years, down, true);
  for (const { at, anchor, text, note } of (whole.ends || whole.spots.length > exact.spots.length ? whole : exact).spots) {
    paper.text('c-strong c-scen-text', at, 40 + down, text, anchor);
    paper.text('c-note', at, 55 + down, note, anchor);
  }
}

interface YearBracket {
  name: string;
  x1: number;
  x2: number;
  effect: Cell | undefined;
}

interface Spot {
  at: number;
  anchor: Anchor;
  text: string;
  note: string;
}

/** Finds a place above its bracket for the words of each year, first and last year first. */
function placed(made: Frame, years: readonly YearBracket[], down: number, small: boolean): { spots: Spot[]; ends: boolean } {
  const spots: Spot[] = [];
  const taken: Box[] = [];
  const done = new Set<number>();
  for (const index of [...years.keys()].sort((a, b) => rank(a, years.length) - rank(b, years.length))) {
    const year = years[index];
    if (!year) continue;
    const text = amount(year.effect, { ...made, small }, true);
    const note = t(made.lang, 'chart.cost.in-year', { year: year.name });
    const centre: [number, Anchor] = [(year.x1 + year.x2) / 2, 'middle'];
    const edges: [number, Anchor][] = [[year.x1 + 4, 'start'], [year.x2, 'end']];
    const roomy = year.x2 - year.x1 > textWidth(text, FONT, true) + 8;
    for (const [at, anchor] of roomy ? [centre, ...edges.reverse()] : [...edges, centre]) {
      const boxes = [textBox('c-strong', at, 40 + down, text, anchor), textBox('c-note', at, 55 + down, note, anchor)];
      if (!boxes.every((box) => made.paper.free(box) && apart(box, taken))) continue;
      spots.push({ at, anchor, text, note });
      taken.push(...boxes);
      done.add(index);
      break;
    }
  }
  return { spots, ends: years.length === 0 || (done.has(0) && done.has(years.length - 1)) };
}

/** The first and the last year get their words before the years between. */
const rank = (index: number, count: number) => (index === 0 ? 0 : index === count - 1 ? 1 : index + 1);
const fix = (value: number) => Math.round(value * 10) / 10;

/** Both series named at their lines, with the cost of the last year. */
function drawSeriesLabels(made: Frame, result: Result, events: readonly Event[], periods: readonly Period[], x: X): void {
  const { paper, y, bottom, left, right, small, lang } = made;
  const year = axisOf(result, 'year')?.labels.at(-1);
  if (!year) return;
  const cost = (variant: string) => amount(cellAt(result, 'kosten-per-jaar', { year: year.id, variant }), made);
  const from = Math.max(left, events[0] ? x(events[0].at) : left);
  const inside = periods.filter((period) => x(period.to) > from + 1 && period.old.kind !== 'none' && period.new.kind !== 'none');
  if (inside.length === 0) return;
  const heights = inside.flatMap(({ old, new: now }) => (old.kind === 'none' || now.kind === 'none' ? [] : [[y(old.high), y(now.high)] as const]));
  const gaps = heights.map(([a, b]) => Math.abs(a - b));
  const lowest = Math.max(...heights.flat());
  const below = Math.min(lowest + 18, bottom - 24);
  const params = (variant: string) => ({ amount: cost(variant), year: year.name[lang] });
  const now = (room: number) => pick(t(lang, 'chart.cost.with', params('nieuw')), t(lang, 'chart.cost.with-short', params('nieuw')), room, small);
  const old = (room: number) => pick(t(lang, 'chart.cost.without', params('huidig')), t(lang, 'chart.cost.without-short', params('huidig')), room, small);
  const middles = heights.map(([a, b]) => (a + b) / 2);
  // The higher line is named in the hatch under it, the lower line below itself.
  const hatched = events.length > 0 && Math.max(...middles) - Math.min(...middles) < 2 && Math.min(...gaps) >= 20;
  const saves = heights.every(([a, b]) => b > a);
  if (hatched) {
    const text = (saves ? old : now)(right - from - 12);
    if (text) paper.text(saves ? 'c-halo c-base-text' : 'c-halo c-scen-text', (from + right) / 2, (middles[0] ?? 0) + 4.4, text, 'middle');
  } else if (events.length > 0) {
    const text = now(right - from - 12);
    if (text) paper.textIfFree('c-halo c-scen-text', right - 6, below + 16, text, 'end');
  }
  const text = (hatched && saves ? now : old)(right - left - 12);
  const c = hatched && saves ? 'c-scen-text' : 'c-base-text';
  if (text) paper.textIfFree(lowest > below - 10 ? `${c} c-halo` : c, right - 6, below, text, 'end');
}

function pick(long: string, short: string, room: number, small: boolean): string | null {
  if (!small && textWidth(long, FONT) <= room) return long;
  return textWidth(short, FONT) <= room ? short : null;
}

function drawMonths({ paper, bottom, small, lang, left, right }: Frame, periods: readonly Period[], events: readonly Event[], x: X): void {
  const firsts = new Map<number, { text: string; weight: number }>();
  const marked = new Set(events.map((event) => event.at));
  const years = new Set(periods.map((period) => toDay(period.label.from ?? '').year)).size;
  periods.forEach((period, index) => {
    const { year, month, day } = toDay(period.label.from ?? '');
    if (index === 0 || (month === 1 && day === 1)) {
      const text = years > 3 || periods.length <= years ? String(year) : `${writeMonthShort(month, lang)} ${year}`;
      firsts.set(period.from, { text, weight: index === 0 ? 0 : 1 });
    } else if (day === 1 && years <= 3 && periods.length > years) {
      const wanted = small ? month === 7 : month === 5 || month === 10;
      if (wanted || (marked.has(period.from) && !small)) firsts.set(period.from, { text: writeMonthShort(month, lang), weight: marked.has(period.from) ? 2 : 3 });
    }
  });
  for (const [day, { text }] of [...firsts].sort((a, b) => a[1].weight - b[1].weight)) {
    const at = x(day);
    const anchor = at < left + 12 ? 'start' : at > right - 12 ? 'end' : 'middle';
    if (paper.textIfFree('c-tick', at, bottom + 19, text, anchor)) paper.line('c-axis', at, bottom, at, bottom + 5);
  }
}

/* ---------- per year ---------- */

function yearScene(result: Result, options: CostOptions): Scene | null {
  const years = axisOf(result, 'year')?.labels ?? [];
  const of = (variant: string) => years.map((year) => cellAt(result, 'kosten-per-jaar', { year: year.id, variant }));
  const [old, now] = [of('huidig'), of('nieuw')];
  const events = eventsOf(result);
  const made = frame([...old, ...now].map(extentOf), options, events.length > 0 ? 82 : 58);
  if (!made) return null;
  const { paper, left, right, bottom, y } = made;
  const x = scaleBand<string>().domain(years.map((year) => year.id)).range([left, right]).paddingInner(0.34).paddingOuter(0.2);
  events.slice(0, 3).forEach((event, index) => {
    const year = years.find((label) => label.from && label.to && dayNumber(label.from) <= event.at && event.at < dayNumber(label.to));
    if (!year?.from || !year.to) return;
    const part = (event.at - dayNumber(year.from)) / (dayNumber(year.to) - dayNumber(year.from));
    const at = (x(year.id) ?? left) + part * x.bandwidth();
    const [date, words] = [writeDate(event.date, options.lang), t(options.lang, event.measure ? 'chart.cost.starts' : 'chart.cost.changes')];
    const ends = [extentOf(cellAt(result, 'kosten-per-jaar', { year: year.id, variant: 'huidig' })), extentOf(cellAt(result, 'kosten-per-jaar', { year: year.id, variant: 'nieuw' }))];
    const tops = ends.flatMap((extent) => (extent.kind === 'none' ? [] : [y(extent.high)]));
    paper.line('c-event', at, 10 + index * 17, at, Math.min(bottom, ...tops));
    const both = textWidth(date, FONT, true) + textWidth(words, FONT) + 8;
    const text = [date, words] as const;
    if (at + 7 + both <= right) paper.text('c-strong', at + 7, 18 + index * 17, text[0], 'start', text[1]);
    else if (at - 7 - both >= 0) paper.text('c-strong', at - 7, 18 + index * 17, text[0], 'end', text[1]);
    else paper.text('c-strong', at + 7, 18 + index * 17, date, at > paper.width / 2 ? 'end' : 'start');
  });
  years.forEach((year, index) => drawYear(made, result, year, x(year.id) ?? left, x.bandwidth(), x.step(), old[index], now[index]));
  if (y.domain()[0] !== 0) paper.line('c-axis', left, y(0), right, y(0));
  return paper.scene();
}

function drawYear(made: Frame, result: Result, year: AxisLabel, x: number, width: number, step: number, old: Cell | undefined, now: Cell | undefined): void {
  const { paper, y, bottom, lang } = made;
  const [a, b] = [extentOf(old), extentOf(now)];
  const middle = x + width / 2;
  paper.textIfFree('c-tick', middle, bottom + 19, year.name[lang], 'middle');
  if (a === NOWHERE && b === NOWHERE) {
    paper.rect('c-unknown', x, bottom, x + width, bottom - 28, 'hatch-unknown');
    paper.textIfFree('c-note c-em', middle, bottom - 36, t(lang, 'chart.unknown'), 'middle');
    return;
  }
  const [from, to] = [a.kind === 'none' ? 0 : a.high, b.kind === 'none' ? (a.kind === 'none' ? 0 : a.high) : b.high];
  const shared = from * to <= 0 ? 0 : Math.abs(from) < Math.abs(to) ? from : to;
  paper.rect('c-base-fill', x, y(0), x + width, y(shared));
  paper.rect('c-extra-fill', x, y(from), x + width, y(to), 'hatch-scenario');
  for (const extent of [a, b]) if (extent.kind === 'range') paper.rect('c-band', x, y(extent.low), x + width, y(extent.high));
  if (a.kind !== 'none') paper.path('c-base-line', `M${fix(x)} ${fix(y(from))}H${fix(x + width)}`);
  if (b.kind !== 'none') paper.path('c-scen-line', `M${fix(x)} ${fix(y(to))}H${fix(x + width)}`);
  const top = Math.min(y(from), y(to), y(0));
  const effect = cellAt(result, 'effect-per-jaar', { year: year.id });
  const changed = signOf(effect) !== 0;
  const total = [amount(now, made), amount(now, { ...made, small: true })].find((text) => textWidth(text, FONT, true) < step - 4);
  const more = [amount(effect, made, true), amount(effect, { ...made, small: true }, true)].find((text) => textWidth(text, FONT, true) < step - 4);
  if (total) paper.textIfFree(changed ? 'c-halo c-scen-text' : 'c-halo', middle, top - (changed && more ? 23 : 8), total, 'middle');
  if (changed && more) paper.textIfFree('c-strong c-scen-text c-halo', middle, top - 7, more, 'middle');
  const below = changed ? [amount(old, made), amount(old, { ...made, small: true })].find((text) => textWidth(text, FONT) < width - 4) : undefined;
  const foot = Math.max(y(from), y(to)) + 18;
  if (below && foot < bottom - 4) paper.textIfFree('c-base-text', middle, foot, below, 'middle');
}
