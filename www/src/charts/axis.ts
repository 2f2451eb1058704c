// Scales that the charts share: round ticks, and large amounts shown in millions or more.

import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { shiftPoint, shown, writeDecimal, t, type Key } from '../i18n/index.ts';
import type { Cell, Lang } from '../store/types.ts';
import { extentOf, type Extent } from './extent.ts';
import type { Paper } from './scene.ts';
import { TICK } from './scene.ts';
import { textWidth } from './text.ts';

/** By how many places the point is moved for showing: 0, 6 (million), 9, 12 … */
export type Power = number;

export function powerFor(largest: number): Power {
  const digits = Math.floor(Math.log10(Math.max(1, Math.abs(largest))));
  return digits < 6 ? 0 : Math.floor(digits / 3) * 3;
}

const POWER_WORDS: Readonly<Record<number, Key>> = {
  6: 'chart.power.6',
  9: 'chart.power.9',
  12: 'chart.power.12',
};

/** "miljoen euro"; a power without a word of its own as × 10¹⁵. */
export function powerUnit(power: Power, unit: string, lang: Lang): string {
  const word = POWER_WORDS[power];
  if (power === 0) return unit;
  if (word) return t(lang, word, { unit });
  const raised = String(power).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
  return `× 10${raised} ${unit}`;
}

/** The same, short behind a number: " mln". */
export function powerSuffix(power: Power, lang: Lang): string {
  const word = ({ 6: 'chart.power-short.6', 9: 'chart.power-short.9', 12: 'chart.power-short.12' } as const)[power as 6 | 9 | 12];
  return power === 0 ? '' : ` ${word ? t(lang, word) : powerUnit(power, '', lang).trim()}`;
}

/** A cell with the point moved by the power, such as 11,01 for 11.012.212,77 in millions. */
export function writePower(cell: Cell | undefined, power: Power, decimals: number, lang: Lang, sign = false): string {
  const text = (decimal: string) => writeDecimal(shown(shiftPoint(decimal, -power), decimals), lang, sign);
  if (cell === undefined) return t(lang, 'chart.unknown');
  if (typeof cell === 'string') return text(cell);
  if ('low' in cell) return t(lang, 'chart.range', { low: text(cell.low), high: text(cell.high) });
  if ('known' in cell) return t(lang, 'chart.at-least', { known: text(cell.known) });
  return t(lang, 'unknown' in cell ? 'chart.unknown' : 'chart.none');
}

export function span(extents: readonly Extent[], zero: boolean): { low: number; high: number } | null {
  const ends = extents.flatMap((extent) => (extent.kind === 'none' ? [] : [extent.low, extent.high]));
  if (ends.length === 0) return null;
  const all = zero ? [...ends, 0] : ends;
  return { low: Math.min(...all), high: Math.max(...all) };
}

export const spanOf = (cells: readonly (Cell | undefined)[], zero: boolean) => span(cells.map(extentOf), zero);

export interface Ticks {
  values: number[];
  write(value: number): string;
  width: number;
}

/** Round values on a scale, written in the language of the page. */
export function ticksOf(low: number, high: number, count: number, power: Power, lang: Lang, suffix = ''): Ticks {
  const unit = 10 ** power;
  const scaled = scaleLinear().domain([low / unit, high / unit]).ticks(count);
  const step = Math.abs((scaled[1] ?? 1) - (scaled[0] ?? 0));
  const decimals = Math.min(12, Math.max(0, -Math.floor(Math.log10(step || 1) + 1e-9)));
  const write = (value: number) => (value === 0 ? '0' : writeDecimal(plain(value / unit, decimals), lang) + suffix);
  const values = scaled.map((value) => value * unit);
  return { values, write, width: Math.max(0, ...values.map((value) => textWidth(write(value), TICK))) };
}

/** A tick as a plain decimal, never in powers of ten. */
function plain(value: number, decimals: number): string {
  const text = Math.abs(value) < 1e21 ? value.toFixed(decimals) : BigInt(Math.round(value)).toString();
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}

/** Grid lines with their values; the one at zero (or else at the foot) is the axis. */
export function drawTicks(paper: Paper, ticks: Ticks, y: ScaleLinear<number, number>, left: number, right: number): void {
  const foot = ticks.values.includes(0) ? 0 : ticks.values[0];
  for (const value of ticks.values) {
    const at = y(value);
    paper.line(value === foot ? 'c-axis' : 'c-grid', left, at, right, at);
    paper.text('c-tick', left - 8, at + 4, ticks.write(value), 'end');
  }
}
