// Units as the engine writes them (`euro/dagdeel`), in the words of the page.

import type { Lang } from '../store/types.ts';

const WORDS: Readonly<Record<string, Record<Lang, string>>> = {
  euro: { nl: '€', en: '€' },
  dagdeel: { nl: 'dagdeel', en: 'half-day' },
  groepsdagdeel: { nl: 'groepsdagdeel', en: 'group half-day' },
  client: { nl: 'cliënt', en: 'client' },
  week: { nl: 'week', en: 'week' },
  jaar: { nl: 'jaar', en: 'year' },
  maand: { nl: 'maand', en: 'month' },
  dag: { nl: 'dag', en: 'day' },
  uur: { nl: 'uur', en: 'hour' },
  medewerker: { nl: 'medewerker', en: 'staff member' },
  fte: { nl: 'fte', en: 'FTE' },
};

export function writeUnit(unit: string, lang: Lang): string {
  if (unit === '1' || unit === '') return '';
  return unit
    .split('/')
    .map((part) => part.split('·').map((word) => WORDS[word]?.[lang] ?? word).join('·'))
    .join('/');
}

export interface UnitFactor {
  /** The word, and whether it is cancelled by another one. */
  over: { word: string; cancelled: boolean }[];
  under: { word: string; cancelled: boolean }[];
  divides: boolean;
}

/** Which words of a product of units cancel: €/dagdeel × dagdeel/jaar leaves €/jaar. */
export function cancelUnits(factors: { unit: string; divides: boolean }[], lang: Lang): UnitFactor[] {
  const list = factors.map(({ unit, divides }) => {
    const [over = '', ...under] = unit === '1' ? [''] : unit.split('/');
    const words = (text: string) => text.split('·').filter(Boolean).map((word) => ({ word, cancelled: false }));
    return { over: words(over), under: under.flatMap(words), divides };
  });
  const tops = list.flatMap((f) => (f.divides ? f.under : f.over));
  const bottoms = list.flatMap((f) => (f.divides ? f.over : f.under));
  for (const top of tops) {
    const match = bottoms.find((bottom) => !bottom.cancelled && bottom.word === top.word);
    if (match) top.cancelled = match.cancelled = true;
  }
  for (const word of [...tops, ...bottoms]) word.word = writeUnit(word.word, lang);
  return list;
}
