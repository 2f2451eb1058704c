// What the method view says: its first sentence, and the whole as plain text.

import { plain, t, writeCell, writeDate, writeEuro, writeUnit, type Key, type Params } from '../../i18n/index.ts';
import type { Lang, Method, MethodFormula, MethodInput, State } from '../../store/types.ts';
import { neutral } from '../../tape/text.ts';

/** The quantities that a scenario is asked for, the first that it has. */
const GOALS = ['structureel-effect', 'verschil', 'effect-per-jaar', 'kosten-per-jaar', 'kosten-totaal'];

/** The formula whose outcome the scenario is about. */
export function goalOf(method: Method): MethodFormula | null {
  const found = GOALS.map((node) => method.formulas.find((formula) => formula.address.node === node));
  return found.find((formula) => formula !== undefined) ?? method.formulas.findLast(({ outcome, axes }) => outcome && axes.length === 0) ?? null;
}

const counted = (lang: Lang, count: number, one: Key, many: Key) => (count === 1 ? t(lang, one) : t(lang, many, { count: String(count) }));

/** Inputs that somebody has to answer for: not the calendar, definitions and choices. */
export const answeredFor = (method: Method) => method.counts.sourced + method.counts.assumed;

export function said(method: Method, lang: Lang): { key: Key; params: Params } {
  const goal = goalOf(method);
  const inputs = answeredFor(method);
  const { assumed } = method.counts;
  const params = {
    formulas: counted(lang, method.formulas.length, 'method.formulas-one', 'method.formulas-many'),
    inputs: counted(lang, inputs, 'method.inputs-one', 'method.inputs-many'),
    assumed: assumed === 0 ? t(lang, 'method.assumed-none') : assumed === inputs && inputs > 1 ? t(lang, 'method.assumed-all') : counted(lang, assumed, 'method.assumed-one', 'method.assumed-many'),
  };
  if (!goal || typeof goal.value !== 'string') return { key: 'method.answer-plain', params };
  const amount = goal.unit.startsWith('euro') ? writeEuro(goal.value, lang, goal.decimals) : [writeCell(goal.value, goal, lang), writeUnit(goal.unit, lang)].join(' ').trim();
  return { key: 'method.answer', params: { ...params, amount } };
}

export const sortOf = (input: MethodInput) => (input.basis === 'source' || input.basis === 'assumption' ? input.basis : 'given');

const labelled = (name: string, at: readonly { nl: string; en: string }[], lang: Lang) => [name, ...at.map((label) => label[lang])].join(', ');

export function valueOf(input: MethodInput, lang: Lang): string {
  return input.value === null ? t(lang, 'method.several', { count: String(input.cells) }) : writeCell(input.value, input, lang);
}

/** The date and remark of an input, as its last column has them. */
export function remarkOf(method: Method, input: MethodInput, lang: Lang): string {
  const source = method.sources.find(({ id }) => id === input.source);
  const date = source && /^\d{4}-\d{2}-\d{2}$/.test(source.date) ? writeDate(source.date, lang) : (source?.date ?? '');
  return [input.note?.[lang] ?? '', date].filter(Boolean).join(' · ');
}

/** The method as plain text, columns by tab, with its tag where the document is somebody else's. */
export function asText(method: Method, state: State): string {
  const { lang } = state;
  const { key, params } = said(method, lang);
  const head = [method.title[lang], method.place[lang], ...(state.origin === 'foreign' ? [t(lang, 'app.foreign-tag')] : []), plain(lang, key, params)];
  const formulas = method.formulas.map((formula) => [String(formula.number), labelled(formula.name[lang], formula.at, lang), (formula.symbols ?? formula.words)[lang], writeCell(formula.value, formula, lang), writeUnit(formula.unit, lang)]);
  const inputs = method.inputs.map((input) => [labelled(input.name[lang], input.at, lang), valueOf(input, lang), writeUnit(input.unit, lang), input.from ?? '',
    input.source === null ? t(lang, `method.basis.${input.basis as 'choice'}`) : (method.sources.find(({ id }) => id === input.source)?.short ?? ''), remarkOf(method, input, lang)]);
  const part = (title: Key, rows: readonly (readonly string[])[]) => (rows.length === 0 ? [] : ['', t(lang, title), ...rows.map((row) => row.map(neutral).join('\t'))]);
  return [
    ...head.map(neutral),
    ...part('method.part.formulas', formulas),
    ...part('method.part.inputs', inputs),
    ...part('method.part.roundings', method.roundings.map(({ name, formulas: own }) => [name[lang], own.join(' ')])),
    ...part('method.part.caveats', method.caveats.map(({ text }) => [text[lang]])),
    ...part('method.part.version', [
      [t(lang, 'method.document'), method.document.id], [t(lang, 'method.checksum'), `sha256 ${method.document.checksum}`], [t(lang, 'method.engine'), `Dagdeel ${method.engine}`],
      ...method.sources.map((source) => [source.short, source.title[lang], source.date, source.url ?? '']),
    ]),
  ].join('\n');
}

/** What a screen reader hears when the method has come to rest. */
export function spokenMethod(state: State): string {
  const written = state.method?.of === state.computed ? state.method?.method : null;
  if (!written) return '';
  const { key, params } = said(written, state.lang);
  return plain(state.lang, key, params);
}
