// Dates in words and in fields. A date is text, yyyy-mm-dd.

import type { Lang } from '../store/types.ts';

const long = {
  nl: new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
};
const monthLong = {
  nl: new Intl.DateTimeFormat('nl-NL', { month: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }),
};
const monthShort = {
  nl: new Intl.DateTimeFormat('nl-NL', { month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }),
};
const weekday = {
  nl: new Intl.DateTimeFormat('nl-NL', { weekday: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }),
};

export interface Day {
  year: number;
  month: number;
  day: number;
}

const two = (n: number) => String(n).padStart(2, '0');
const utc = (d: Day) => Date.UTC(d.year, d.month - 1, d.day);

export const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

export function toDay(iso: string): Day {
  const [year = 0, month = 1, day = 1] = iso.split('-').map((part) => Number.parseInt(part, 10));
  return { year, month, day };
}

export const toIso = (d: Day) => `${String(d.year).padStart(4, '0')}-${two(d.month)}-${two(d.day)}`;

export function addDays(d: Day, days: number): Day {
  const moved = new Date(utc(d) + days * 86_400_000);
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** Monday is 0. */
export const weekdayOf = (d: Day) => (new Date(utc(d)).getUTCDay() + 6) % 7;

export const writeDate = (iso: string, lang: Lang) => long[lang].format(utc(toDay(iso)));
export const writeMonth = (month: number, lang: Lang) => monthLong[lang].format(Date.UTC(2024, month - 1, 1));
export const writeMonthShort = (month: number, lang: Lang) => monthShort[lang].format(Date.UTC(2024, month - 1, 1)).replace('.', '');
export const writeWeekday = (monday0: number, lang: Lang) => weekday[lang].format(Date.UTC(2024, 0, 1 + monday0));

/** As it stands in a field: 01-10-2022, in English 01/10/2022. */
export function writeDateField(iso: string, lang: Lang): string {
  const d = toDay(iso);
  return [two(d.day), two(d.month), String(d.year)].join(lang === 'nl' ? '-' : '/');
}

const MONTH_WORDS = (() => {
  const words = new Map<string, number>();
  for (let month = 1; month <= 12; month += 1) {
    for (const lang of ['nl', 'en'] as const) {
      words.set(writeMonth(month, lang).toLowerCase(), month);
      words.set(writeMonthShort(month, lang).toLowerCase(), month);
    }
  }
  words.set('mrt', 3).set('sept', 9);
  return words;
})();

/** Reads 1-10-2022, 01/10/2022, 1 oktober 2022 or 2022-10-01. Null where it is no date. */
export function readDate(text: string): string | null {
  const plain = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  const dutch = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(plain);
  const words = /^(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})$/.exec(plain);
  const found: Day | null = iso
    ? { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
    : dutch
      ? { year: Number(dutch[3]), month: Number(dutch[2]), day: Number(dutch[1]) }
      : words
        ? { year: Number(words[3]), month: MONTH_WORDS.get(words[2] ?? '') ?? 0, day: Number(words[1]) }
        : null;
  if (!found || found.month < 1 || found.month > 12 || found.year < 1900 || found.year > 2200) return null;
  return found.day >= 1 && found.day <= daysIn(found.year, found.month) ? toIso(found) : null;
}
