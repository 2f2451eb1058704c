// How counts, euros and files of own data are written. Amounts come as exact text and stay text.

import type { ClaimsCount, FileFormat } from 'dagdeel';
import { type Key, NBSP, t, writeDecimal, writeEuro } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';

export const count = (lines: number, lang: Lang) => writeDecimal(String(lines), lang);

/** `€ 1.234,56`. */
export const euro = (decimal: string, lang: Lang) => writeEuro(decimal, lang);

/** `1.234,56`, for tables that name the unit in their head. */
export const amount = (decimal: string | null, lang: Lang) => (decimal === null ? '–' : writeDecimal(decimal, lang));

export const lines = ({ lines: all }: ClaimsCount, lang: Lang) => t(lang, 'own.lines', { lines: count(all, lang) });

/** The size of a file in whole kB or MB. */
export function size(bytes: number, lang: Lang): string {
  const kilo = Math.max(1, Math.round(bytes / 1000));
  return kilo < 1000 ? `${count(kilo, lang)}${NBSP}kB` : `${count(Math.round(kilo / 1000), lang)}${NBSP}MB`;
}

const DELIMITERS: Readonly<Record<string, Key>> = { ';': 'own.delimiter.semicolon', ',': 'own.delimiter.comma', '\t': 'own.delimiter.tab', '|': 'own.delimiter.bar' };

export function delimiterName(delimiter: string, lang: Lang): string {
  const key = DELIMITERS[delimiter];
  return key ? t(lang, key) : delimiter;
}

/** How a file is written, in one line. */
export function formatLine({ encoding, delimiter, decimal, dates }: FileFormat, lang: Lang): string {
  return [delimiterName(delimiter, lang), t(lang, `own.encoding.${encoding}`), t(lang, `own.decimal.${decimal}`), t(lang, `own.dates.${dates}`)].join(', ');
}
