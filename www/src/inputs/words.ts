// How inputs, runs and outcomes are written.

import { type Key, t, trimZeros, writeCell, writeDate, writeUnit } from '../i18n/index.ts';
import type { Asked, Cell, ChangedInput, Input, Lang, OtherRun } from '../store/types.ts';

/** What an input is called: with its part or measure only where another input of those beside it has the same name. */
export function inputName(input: Input, lang: Lang, beside: readonly Input[]): string {
  const name = input.name[lang];
  const of = input.of?.name[lang] ?? '';
  const upper = name.charAt(0).toUpperCase() + name.slice(1);
  const alone = !beside.some((other) => other.path !== input.path && other.name[lang] === name && other.of?.name[lang] !== of);
  return alone || of === '' || of === name ? upper : `${upper} · ${of}`;
}

/** The words that stand in a document, as a person reads them. */
const WORDS: Readonly<Record<string, Key>> = {
  month: 'input.word.month', year: 'input.word.year', twelfths: 'input.word.twelfths', days: 'input.word.days', 'opening-weeks': 'input.word.opening-weeks',
  given: 'input.word.given', structural: 'input.word.structural', incidental: 'input.word.incidental', hold: 'input.word.hold', growth: 'input.word.growth',
  'log-linear': 'input.word.log-linear', geometric: 'input.word.geometric', linear: 'input.word.linear', difference: 'input.word.difference', ratio: 'input.word.ratio',
  none: 'input.word.none',
};

/** A value of an input as a person reads it. */
export function inputValue(input: Input, value: string | null, lang: Lang): string {
  if (value === null) return '–';
  switch (input.kind) {
    case 'date': return writeDate(value, lang);
    case 'switch': return t(lang, value === 'true' ? 'sensitivity.on' : 'sensitivity.off');
    case 'word': {
      const word = WORDS[value];
      return word ? t(lang, word) : value;
    }
    default: {
      const decimals = Math.max(input.decimals, (/\.(\d+)$/.exec(input.format === 'percent' ? '' : trimZeros(value))?.[1] ?? '').length);
      return writeCell(value, { format: input.format, decimals: input.format === 'percent' ? Math.max(4, decimals) : decimals }, lang);
    }
  }
}

/** The unit of an input, for behind its name; '' where its value says it. */
export const inputUnit = (input: Input, lang: Lang) => (input.unit === null || input.unit === '1' ? '' : writeUnit(input.unit, lang));

export const outcomeName = (asked: Asked, lang: Lang) => (asked.label_names.length === 0 ? asked.name[lang] : `${asked.name[lang]} (${asked.label_names.map((name) => name[lang]).join(', ')})`);

export const outcomeValue = (asked: Asked, cell: Cell | null | undefined, lang: Lang, sign = false) => writeCell(cell ?? undefined, { format: asked.format, decimals: asked.decimals }, lang, sign);

/** The same in a sentence, with a euro sign before an amount in euro. */
export function outcomeSaid(asked: Asked, cell: Cell | null | undefined, lang: Lang): string {
  const text = outcomeValue(asked, cell, lang);
  return asked.unit === 'euro' || asked.unit === 'euro/jaar' ? `€\u00a0${text}` : text;
}

/** A run with inputs changed, as the strip names it. */
export function changedRun(inputs: readonly Input[], changes: readonly ChangedInput[], lang: Lang): OtherRun {
  const said = changes.map(({ path, value }) => {
    const input = inputs.find((each) => each.path === path);
    return input ? t(lang, 'sensitivity.with', { input: inputName(input, lang, inputs), value: inputValue(input, value, lang) }) : path;
  });
  return { document: null, changes, said: said.join('; ') };
}
