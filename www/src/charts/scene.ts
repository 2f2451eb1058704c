// A chart as a list of marks: what the geometry of each chart makes, and what `draw.ts` puts on the page.

import { textWidth } from './text.ts';

export const FONT = 12.5;
export const TICK = 12;

/** Fills that differ in more than colour. */
export type Pattern =
  | 'hatch-scenario'
  | 'hatch-dense'
  | 'hatch-loss'
  | 'dots-gain'
  | 'dots-second'
  | 'hatch-third'
  | 'lines-baseline'
  | 'hatch-unknown';

export type Anchor = 'start' | 'middle' | 'end';

export type Mark =
  | { kind: 'line'; c: string; x1: number; y1: number; x2: number; y2: number }
  | { kind: 'rect'; c: string; x: number; y: number; w: number; h: number; fill?: Pattern }
  | { kind: 'path'; c: string; d: string; fill?: Pattern; clip?: string; move?: { x: number; y: number } }
  | { kind: 'circle'; c: string; x: number; y: number; r: number }
  | { kind: 'text'; c: string; x: number; y: number; anchor: Anchor; text: string; tail?: string; size: number };

export interface Clip {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Scene {
  width: number;
  height: number;
  marks: Mark[];
  clips: Clip[];
}

export interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Collects marks and knows where text already stands. */
export class Paper {
  readonly marks: Mark[] = [];
  readonly clips: Clip[] = [];
  readonly taken: Box[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  scene(): Scene {
    return { width: this.width, height: this.height, marks: this.marks, clips: this.clips };
  }

  line(c: string, x1: number, y1: number, x2: number, y2: number): void {
    this.marks.push({ kind: 'line', c, x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2) });
  }

  /** A rectangle between two corners, in any order; nothing where it has no size. */
  rect(c: string, x1: number, y1: number, x2: number, y2: number, fill?: Pattern): void {
    const [x, y, w, h] = [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)].map(round) as [number, number, number, number];
    if (w > 0 && h > 0) this.marks.push({ kind: 'rect', c, x, y, w, h, ...(fill ? { fill } : {}) });
  }

  path(c: string, d: string | null, extra: { fill?: Pattern; clip?: string; move?: { x: number; y: number } } = {}): void {
    if (d) this.marks.push({ kind: 'path', c, d, ...extra });
  }

  circle(c: string, x: number, y: number, r: number): void {
    this.marks.push({ kind: 'circle', c, x: round(x), y: round(y), r });
  }

  clip(id: string, x: number, y: number, w: number, h: number): void {
    this.clips.push({ id, x: round(x), y: round(y), w: round(Math.max(0, w)), h: round(Math.max(0, h)) });
  }

  text(c: string, x: number, y: number, text: string, anchor: Anchor = 'start', tail?: string): void {
    const size = c.split(' ').includes('c-tick') ? TICK : FONT;
    this.taken.push(textBox(c, x, y, tail ? `${text} ${tail}` : text, anchor));
    this.marks.push({ kind: 'text', c, x: round(x), y: round(y), anchor, text, size, ...(tail ? { tail } : {}) });
  }

  /** Writes the text only where nothing stands yet and the paper does not end. */
  textIfFree(c: string, x: number, y: number, text: string, anchor: Anchor = 'start'): boolean {
    if (!this.free(textBox(c, x, y, text, anchor))) return false;
    this.text(c, x, y, text, anchor);
    return true;
  }

  free(box: Box): boolean {
    if (box.x1 < -0.5 || box.x2 > this.width + 0.5 || box.y1 < -1 || box.y2 > this.height + 1) return false;
    return apart(box, this.taken);
  }
}

/** Whether a box keeps clear of others. */
export function apart(box: Box, others: readonly Box[]): boolean {
  return !others.some((other) => box.x1 < other.x2 + 3 && other.x1 < box.x2 + 3 && box.y1 < other.y2 && other.y1 < box.y2);
}

export function textBox(c: string, x: number, y: number, text: string, anchor: Anchor): Box {
  const classes = c.split(' ');
  const size = classes.includes('c-tick') ? TICK : FONT;
  const width = textWidth(text, size, classes.includes('c-strong'));
  const x1 = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x1, y1: y - size * 0.78, x2: x1 + width, y2: y + size * 0.22 };
}

/** Moves wanted heights apart, so that each keeps `gap` from the one before, inside `top` and `bottom` where they fit. */
export function spreadOut(wanted: readonly number[], gap: readonly number[], top: number, bottom: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  let floor = top;
  for (const item of order) {
    item.y = Math.max(item.y, floor);
    floor = item.y + (gap[item.index] ?? 0);
  }
  let ceiling = bottom;
  for (const item of [...order].reverse()) {
    item.y = Math.min(item.y, ceiling - (gap[item.index] ?? 0));
    ceiling = item.y;
  }
  // A column that is too small for all of them runs over at the bottom, never over one another.
  floor = top;
  const out: number[] = [];
  for (const item of order) {
    const y = Math.max(item.y, floor);
    out[item.index] = y;
    floor = y + (gap[item.index] ?? 0);
  }
  return out;
}
