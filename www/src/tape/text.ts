// A calculation as plain text for the clipboard, a line per number, columns by tab.

import { t, writeCell, writeUnit } from '../i18n/index.ts';
import type { Explanation, State } from '../store/types.ts';
import { childrenOf, relationOf, through } from './tape.ts';

/** A spreadsheet takes a cell that starts so for a formula; an apostrophe makes it text. */
export const neutral = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function lines(node: Explanation, state: State, depth: number, first: boolean): string[] {
  const { lang } = state;
  const { children } = childrenOf(state, node);
  const sign = depth > 0 ? relationOf(node, first, lang) : '';
  const name = [node.name[lang], ...node.label_names.map((label) => label[lang])].join(', ');
  const from = node.assumption ? t(lang, 'input.assumption') : (node.source?.short ?? node.formula?.[lang] ?? '');
  const line = [neutral(`${'  '.repeat(depth)}${name}${sign ? ` (${sign})` : ''}`), writeCell(node.value, node, lang), writeUnit(node.unit, lang), neutral(from)].join('\t');
  return [line, ...children.flatMap((child, index) => lines(child, state, depth + 1, index === 0))];
}

/** With the title of the document first, and its tag when it is somebody else's. */
export function asText(node: Explanation, state: State): string {
  const { lang } = state;
  const head = [neutral(state.document?.title[lang] ?? ''), ...(state.origin === 'foreign' ? [t(lang, 'app.foreign-tag')] : [])];
  return [...head, ...lines(through(node), state, 0, true)].join('\n');
}
