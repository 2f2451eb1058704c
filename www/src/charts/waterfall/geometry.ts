// What moved the cost from one year to another: volume, mix and cost per client, from the first year's level as zero.

import { scaleBand, scaleLinear } from 'd3-scale';
import { t, writeCell, type Key } from '../../i18n/index.ts';
import { axisOf, cellAt, type Labels } from '../../store/selectors.ts';
import type { Cell, Lang, Result } from '../../store/types.ts';
import { powerFor, powerSuffix, writePower } from '../axis.ts';
import { extentOf, middle, signOf } from '../extent.ts';
import { FONT, Paper, type Scene } from '../scene.ts';
import { textWidth, wrapped } from '../text.ts';

/** A cell of the result, by table and labels. */
export type Place = readonly [table: string, labels: Labels];

/** Where the two ends and what lies between them stand in the result. */
export interface WaterfallSource {
  /** The axis of causes. */
  axis: string;
  effects: Place;
  before: Place;
  after: Place;
  difference: Place;
  /** Between years clients are counted, and causes have words for it. */
  clients: boolean;
}

/** Two observed years. */
export const BETWEEN_YEARS: WaterfallSource = { axis: 'effect', effects: ['effecten', {}], before: ['verschil-van', {}], after: ['verschil-naar', {}], difference: ['verschil', {}], clients: true };

/** Unchanged policy and the measures, in one year. */
export function betweenVariants(year: string): WaterfallSource {
  return {
    axis: 'oorzaak', effects: ['effect-naar-oorzaak', { year }], before: ['kosten-per-jaar', { year, variant: 'huidig' }], after: ['kosten-per-jaar', { year, variant: 'nieuw' }],
    difference: ['effect-per-jaar', { year }], clients: false,
  };
}

export interface WaterfallOptions {
  width: number;
  lang: Lang;
  /** What the two ends are called. */
  from: string;
  to: string;
  source: WaterfallSource;
}

export interface Effect {
  id: string;
  name: string;
  note: string;
  cell: Cell | undefined;
  /** Running height before and after; null where the effect is unknown. */
  start: number;
  end: number | null;
}

const WORDS: Readonly<Record<string, { name: Key; up: Key; down: Key; same: Key }>> = {
  volume: { name: 'chart.waterfall.volume', up: 'chart.waterfall.volume.up', down: 'chart.waterfall.volume.down', same: 'chart.waterfall.volume.same' },
  samenstelling: { name: 'chart.waterfall.samenstelling', up: 'chart.waterfall.samenstelling.up', down: 'chart.waterfall.samenstelling.down', same: 'chart.waterfall.samenstelling.same' },
  prijs: { name: 'chart.waterfall.prijs', up: 'chart.waterfall.prijs.up', down: 'chart.waterfall.prijs.down', same: 'chart.waterfall.prijs.same' },
};

export function effectName(id: string, fallback: string, lang: Lang): string {
  const words = WORDS[id];
  return words ? t(lang, words.name) : fallback;
}

function noteOf(id: string, cell: Cell | undefined, lang: Lang): string {
  const sign = signOf(cell);
  const words = WORDS[id];
  if (!words || sign === null) return '';
  return t(lang, sign > 0 ? words.up : sign < 0 ? words.down : words.same);
}

export function effectsOf(result: Result, lang: Lang, { axis, effects: [table, labels], clients }: WaterfallSource = BETWEEN_YEARS): Effect[] {
  let level = 0;
  return (axisOf(result, axis)?.labels ?? []).map((label) => {
    const cell = cellAt(result, table, { ...labels, [axis]: label.id });
    const change = middle(extentOf(cell));
    const start = level;
    level += change ?? 0;
    return { id: label.id, name: clients ? effectName(label.id, label.name[lang], lang) : label.name[lang], note: clients ? noteOf(label.id, cell, lang) : '', cell, start, end: change === null ? null : level };
  });
}

const NARROW = 420;
const RUN = 27;

export function waterfallScene(result: Result, options: WaterfallOptions): Scene | null {
  const effects = effectsOf(result, options.lang, options.source);
  if (effects.length === 0 || effects.every((effect) => effect.end === null)) return null;
  return options.width < NARROW ? rowsScene(result, effects, options) : columnsScene(result, effects, options);
}

interface Words {
  first: string;
  last: string;
  clientsFirst: string | null;
  clientsLast: string | null;
  change: string;
  of(effect: Effect): string;
}

function wordsOf(result: Result, effects: readonly Effect[], { from, to, lang, source }: WaterfallOptions): Words {
  const largest = Math.max(...effects.flatMap((effect) => [Math.abs(effect.start), Math.abs(effect.end ?? 0)]));
  const power = powerFor(largest) > 9 ? powerFor(largest) : 0;
  const money = (cell: Cell | undefined, sign: boolean) => {
    if (power > 0) return writePower(cell, power, 2, lang, sign) + powerSuffix(power, lang);
    const extent = extentOf(cell);
    if (extent.kind === 'none') return t(lang, 'chart.unknown');
    return writeCell(cell, { format: 'amount', decimals: 2 }, lang, sign);
  };
  const clients = (year: string) => {
    const cell = source.clients ? cellAt(result, 'clienten-totaal', { year }) : undefined;
    return extentOf(cell).kind === 'none' ? null : t(lang, 'chart.waterfall.clients', { clients: writeCell(cell, { format: 'number', decimals: 0 }, lang) });
  };
  return {
    first: money(cellAt(result, ...source.before), false),
    last: money(cellAt(result, ...source.after), false),
    clientsFirst: clients(from),
    clientsLast: clients(to),
    change: money(cellAt(result, ...source.difference), true),
    of: (effect) => money(effect.cell, true),
  };
}

const looks = (effect: Effect) => ((effect.end ?? effect.start) >= effect.start ? { c: 'c-w-up' } : { c: 'c-w-down', fill: 'hatch-dense' as const });

/** Columns: the first year, one column per effect, the last year. */
function columnsScene(result: Result, effects: readonly Effect[], options: WaterfallOptions): Scene {
  const { width, from, to } = options;
  const words = wordsOf(result, effects, options);
  const ends = effects.flatMap((effect) => [effect.start, effect.end ?? effect.start]);
  const end = effects.at(-1)?.end ?? effects.at(-1)?.start ?? 0;
  const [top, foot] = [60, 294];
  const paper = new Paper(width, foot + 68);
  const domain = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const y = scaleLinear().domain(domain[0] === domain[1] ? [-1, 1] : domain).range([foot, top]);
  const x = scaleBand<number>().domain([...Array(effects.length + 2).keys()]).range([0, width]).paddingInner(RUN / (width / (effects.length + 2)));
  const column = (index: number) => ({ left: x(index) ?? 0, right: (x(index) ?? 0) + x.bandwidth(), middle: (x(index) ?? 0) + x.bandwidth() / 2 });
  paper.line('c-axis', 0, y(0), width, y(0));
  const first = column(0);
  paper.line('c-level', first.left, y(0), first.right, y(0));
  paper.text('c-strong', 0, y(0) - 28, from);
  paper.text('c-label', 0, y(0) - 11, words.first);
  if (words.clientsFirst) paper.text('c-note', 0, y(0) + 20, words.clientsFirst);
  let before = first.right;
  effects.forEach((effect, index) => {
    const at = column(index + 1);
    paper.line('c-connector', before, y(effect.start), at.left, y(effect.start));
    if (effect.end === null) paper.rect('c-unknown', at.left, y(effect.start) - 14, at.right, y(effect.start) + 14, 'hatch-unknown');
    else {
      const look = looks(effect);
      paper.rect(look.c, at.left, y(effect.start), at.right, y(effect.end), look.fill);
      if (effect.end === effect.start) paper.line('c-level-thin', at.left, y(effect.start), at.right, y(effect.start));
    }
    before = at.right;
  });
  const last = column(effects.length + 1);
  paper.line('c-connector', before, y(end), last.left, y(end));
  paper.line('c-level c-level-new', last.left, y(end), last.right, y(end));
  paper.text('c-strong', width, y(end) - 28, to, 'end');
  paper.text('c-label', width, y(end) - 11, words.last, 'end');
  if (words.clientsLast) paper.text('c-note', width, y(end) + 20, words.clientsLast, 'end');
  paper.text('c-strong', width, y(end) + (words.clientsLast ? 37 : 20), words.change, 'end');
  effects.forEach((effect, index) => {
    const at = column(index + 1);
    const text = words.of(effect);
    const down = effect.end !== null && effect.end < effect.start;
    const level = down ? y(effect.end ?? effect.start) + 18 : Math.min(y(effect.end ?? effect.start), y(effect.start)) - 11;
    // Beside its own bar first; else hung from the other edge, or at the other end of the bar.
    const spots = [[at.middle, level, 'middle'], [at.right, level, 'end'], [at.left, level, 'start'], [at.middle, level + (down ? 15 : -15), 'middle']] as const;
    if (!spots.some(([px, py, anchor]) => paper.textIfFree('c-strong c-halo', px, py, text, anchor))) paper.text('c-strong c-halo', at.middle, level + (down ? 30 : -30), text, 'middle');
    const names = wrapped(effect.name, x.step() - 4, FONT, true);
    const notes = wrapped(effect.note, x.step() - 4, FONT);
    [...names.map((line) => ['c-strong', line] as const), ...notes.map((line) => ['c-note', line] as const)].forEach(([c, line], row) => paper.text(c, at.middle, foot + 34 + row * 15.5, line, 'middle'));
  });
  return paper.scene();
}

/** Rows, where columns would be too narrow for their amounts: a line of words, and the bar under it. */
function rowsScene(result: Result, effects: readonly Effect[], options: WaterfallOptions): Scene {
  const { width, from, to } = options;
  const words = wordsOf(result, effects, options);
  const ends = effects.flatMap((effect) => [effect.start, effect.end ?? effect.start]);
  const end = effects.at(-1)?.end ?? effects.at(-1)?.start ?? 0;
  const domain = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const x = scaleLinear().domain(domain[0] === domain[1] ? [-1, 1] : domain).range([4, width - 4]);
  const [row, bar] = [58, 18];
  const paper = new Paper(width, 52 + effects.length * row + 68);
  const zero = x(0);
  paper.line('c-axis', zero, 40, zero, 52 + effects.length * row + 12);
  paper.text('c-strong', 0, 14, from, 'start', words.first);
  if (words.clientsFirst) paper.text('c-note', width, 14, words.clientsFirst, 'end');
  paper.line('c-level', zero, 26, zero, 46);
  effects.forEach((effect, index) => {
    const top = 52 + index * row;
    const text = words.of(effect);
    const room = width - textWidth(text, FONT, true) - textWidth(effect.name, FONT, true) - 16;
    paper.text('c-strong c-halo', 0, top + 14, effect.name, 'start', textWidth(effect.note, FONT) <= room ? effect.note : undefined);
    paper.text('c-strong c-halo', width, top + 14, text, 'end');
    const [y1, y2] = [top + 24, top + 24 + bar];
    if (effect.end === null) paper.rect('c-unknown', Math.max(1, x(effect.start) - 16), y1, Math.min(width - 1, x(effect.start) + 16), y2, 'hatch-unknown');
    else {
      const look = looks(effect);
      paper.rect(look.c, x(effect.start), y1, x(effect.end), y2, look.fill);
      if (effect.end === effect.start) paper.line('c-level-thin', x(effect.start), y1, x(effect.start), y2);
      const next = index === effects.length - 1 ? top + row + 8 : top + row + 24;
      paper.line('c-connector', x(effect.end), y2, x(effect.end), next);
    }
  });
  const base = 52 + effects.length * row;
  paper.line('c-level c-level-new', x(end), base + 4, x(end), base + 24);
  paper.text('c-strong', 0, base + 42, to, 'start', words.last);
  if (words.clientsLast) paper.text('c-note', width, base + 42, words.clientsLast, 'end');
  paper.text('c-strong', 0, base + 60, words.change);
  return paper.scene();
}
