// Where a cell of the result stands on a scale. The numbers made here say where on the paper something is drawn, and
// nothing else: what is written on the page is always the cell itself.

import type { Cell } from '../engine/types.ts';

export type Extent =
  | { kind: 'value'; low: number; high: number }
  | { kind: 'range'; low: number; high: number }
  /** A sum of which parts are unknown: its known part. */
  | { kind: 'part'; low: number; high: number }
  | { kind: 'none' };

export const NOWHERE: Extent = { kind: 'none' };

export function extentOf(cell: Cell | undefined): Extent {
  if (cell === undefined) return NOWHERE;
  if (typeof cell === 'string') return between('value', cell, cell);
  if ('low' in cell) return between('range', cell.low, cell.high);
  if ('known' in cell) return between('part', cell.known, cell.known);
  return NOWHERE;
}

function between(kind: 'value' | 'range' | 'part', first: string, second: string): Extent {
  const [a, b] = [Number(first), Number(second)];
  return Number.isFinite(a) && Number.isFinite(b) ? { kind, low: Math.min(a, b), high: Math.max(a, b) } : NOWHERE;
}

/** The same place on a stretched scale: half a month drawn at the height of a whole one. */
export function stretched(extent: Extent, factor: number): Extent {
  return extent.kind === 'none' ? extent : { kind: extent.kind, low: extent.low * factor, high: extent.high * factor };
}

export function middle(extent: Extent): number | null {
  return extent.kind === 'none' ? null : (extent.low + extent.high) / 2;
}

/** −1, 0 or 1 by what is written in the cell; null where it has no single sign. */
export function signOf(cell: Cell | undefined): -1 | 0 | 1 | null {
  if (cell === undefined) return null;
  if (typeof cell === 'string') return signOfText(cell);
  if (!('low' in cell)) return null;
  const low = signOfText(cell.low);
  return low === signOfText(cell.high) ? low : null;
}

function signOfText(text: string): -1 | 0 | 1 {
  if (!/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}

/** Whether there is a value, a range or a known part to show. */
export const isKnown = (cell: Cell | undefined): boolean => extentOf(cell).kind !== 'none';
