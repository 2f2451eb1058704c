// Writing exact decimals. They stay text all the way: no amount is ever turned into a JavaScript number.

import type { Cell, Format, Lang } from '../store/types.ts';

export const MINUS = '\u2212';
export const NBSP = '\u00a0';
export const DASH = '\u2013';

export interface Shape {
  format: Format;
  decimals: number;
}

interface Parts {
  negative: boolean;
  whole: string;
  fraction: string;
}

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

function parts(decimal: string): Parts | null {
  const match = PLAIN.exec(decimal);
  if (!match) return null;
  return { negative: match[1] === '-', whole: (match[2] ?? '0').replace(/^0+(?=\d)/, ''), fraction: match[3] ?? '' };
}

const isZero = (p: Parts) => /^0*$/.test(p.whole) && /^0*$/.test(p.fraction);

function join(p: Parts): string {
  return `${p.negative && !isZero(p) ? '-' : ''}${p.whole}${p.fraction ? `.${p.fraction}` : ''}`;
}

/** Adds one to a row of digits. */
function increment(digits: string): string {
  const nines = /9*$/.exec(digits)?.[0].length ?? 0;
  const head = digits.slice(0, digits.length - nines);
  const last = head.slice(-1);
  const raised = last === '' ? '1' : head.slice(0, -1) + '123456789'.charAt('012345678'.indexOf(last));
  return raised + '0'.repeat(nines);
}

/** Shows a decimal with so many decimals, half away from zero, as everywhere in Dagdeel. The value itself is not touched. */
export function shown(decimal: string, decimals: number): string {
  const p = parts(decimal);
  if (!p) return decimal;
  if (p.fraction.length <= decimals) return join({ ...p, fraction: p.fraction.padEnd(decimals, '0') });
  const up = p.fraction.charAt(decimals) >= '5';
  const digits = p.whole + p.fraction.slice(0, decimals);
  const rounded = (up ? increment(digits) : digits).padStart(decimals + 1, '0');
  return join({ negative: p.negative, whole: rounded.slice(0, rounded.length - decimals), fraction: rounded.slice(rounded.length - decimals) });
}

/** With so many decimals, up: the attendance from which costs are covered is 7.15 where they are just not at 7.14. */
export function shownUp(decimal: string, decimals: number): string {
  const p = parts(decimal);
  if (!p || p.negative || /^0*$/.test(p.fraction.slice(decimals))) return shown(decimal, decimals);
  const raised = increment(p.whole + p.fraction.slice(0, decimals)).padStart(decimals + 1, '0');
  return join({ negative: false, whole: raised.slice(0, raised.length - decimals), fraction: raised.slice(raised.length - decimals) });
}

/** Moves the decimal point: 0.3062 by 2 is 30.62; 10 by -2 is 0.1. */
export function shiftPoint(decimal: string, places: number): string {
  const p = parts(decimal);
  if (!p) return decimal;
  const all = p.whole + p.fraction;
  const at = p.whole.length + places;
  const padded = at <= 0 ? '0'.repeat(1 - at) + all : all.padEnd(at, '0');
  const point = at <= 0 ? 1 : at;
  const fraction = padded.slice(point).replace(/0+$/, '');
  return join({ negative: p.negative, whole: padded.slice(0, point).replace(/^0+(?=\d)/, ''), fraction });
}

/** Without zeros behind the point that say nothing: 6.00 is 6. */
export function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

export const isNegative = (cell: Cell | undefined) => typeof cell === 'string' && cell.startsWith('-') && !/^-[0.]*$/.test(cell);
export const isZeroCell = (cell: Cell | undefined) => typeof cell === 'string' && /^-?[0.]*$/.test(cell);
export const isPositive = (cell: Cell | undefined) => typeof cell === 'string' && !isNegative(cell) && !isZeroCell(cell);
export const absolute = (decimal: string) => decimal.replace(/^-/, '');

/** Which of two decimals is larger: more than 0, less than 0, or 0. Their digits are compared, no amount is computed. */
export function compareDecimals(one: string, other: string): number {
  const [a, b] = [parts(one), parts(other)];
  if (!a || !b) return 0;
  const places = Math.max(a.fraction.length, b.fraction.length);
  const size = Math.max(a.whole.length, b.whole.length);
  const digits = (p: Parts) => p.whole.padStart(size, '0') + p.fraction.padEnd(places, '0');
  const [left, right] = [digits(a), digits(b)];
  const [low, high] = [a.negative && !isZero(a), b.negative && !isZero(b)];
  if (low !== high) return low ? -1 : 1;
  const order = left < right ? -1 : left > right ? 1 : 0;
  return low ? -order : order;
}

/** Groups of three and the language's comma or point; a sign of its own, tight on the number. */
export function writeDecimal(decimal: string, lang: Lang, sign = false): string {
  const p = parts(decimal);
  if (!p) return decimal;
  const [group, comma] = lang === 'nl' ? ['.', ','] : [',', '.'];
  const whole = p.whole.replace(/\B(?=(\d{3})+$)/g, group);
  const mark = isZero(p) ? '' : p.negative ? MINUS : sign ? '+' : '';
  return mark + whole + (p.fraction ? comma + p.fraction : '');
}

/** How a decimal stands in a field: as typed by a Dutch (or English) hand, without groups. */
export function writeField(decimal: string, lang: Lang): string {
  const text = decimal.replace('-', MINUS);
  return lang === 'nl' ? text.replace('.', ',') : text;
}

function writeShaped(decimal: string, shape: Shape, lang: Lang, sign: boolean): string {
  switch (shape.format) {
    case 'percent': {
      // The decimals of a percentage are those of its fraction: four of 0.3062 are two of 30,62 %.
      const text = writeDecimal(shown(shiftPoint(decimal, 2), Math.max(0, shape.decimals - 2)), lang, sign);
      return lang === 'nl' ? `${text}${NBSP}%` : `${text}%`;
    }
    case 'amount':
      return writeDecimal(shown(decimal, shape.decimals), lang, sign);
    case 'integer':
      return writeDecimal(shown(decimal, 0), lang, sign);
    case 'number':
      return writeDecimal(trimZeros(shown(decimal, shape.decimals)), lang, sign);
  }
}

/** A cell as text. Unknown is a dash, never zero; `sign` puts a plus before what is positive. */
export function writeCell(cell: Cell | undefined, shape: Shape, lang: Lang, sign = false): string {
  if (cell === undefined) return DASH;
  if (typeof cell === 'string') return writeShaped(cell, shape, lang, sign);
  if ('low' in cell && cell.low === cell.high) return writeShaped(cell.low, shape, lang, sign);
  if ('low' in cell) return `${writeShaped(cell.low, shape, lang, sign)}${NBSP}${DASH}${NBSP}${writeShaped(cell.high, shape, lang, sign)}`;
  if ('known' in cell) return writeShaped(cell.known, shape, lang, sign);
  return DASH;
}

/** In a sentence: € with a space that does not break (nl) or tight (en). */
export function writeEuro(cell: Cell | undefined, lang: Lang, decimals = 2): string {
  const text = writeCell(cell, { format: 'amount', decimals }, lang);
  return lang === 'nl' ? `€${NBSP}${text}` : text.startsWith(MINUS) ? `${MINUS}€${text.slice(1)}` : `€${text}`;
}
