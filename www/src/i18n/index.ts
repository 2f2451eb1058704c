// Every word of the page comes from here. A catalogue file per part of the page, one catalogue in all.

import { html, type TemplateResult } from 'lit';
import type { Lang, Text } from '../store/types.ts';
import { allocationMessages } from './catalogue/allocations.ts';
import { appMessages } from './catalogue/app.ts';
import { budgetMessages } from './catalogue/budget.ts';
import { chartMessages } from './catalogue/charts.ts';
import { compareMessages } from './catalogue/compare.ts';
import { costPriceMessages } from './catalogue/cost-price.ts';
import { exportMessages } from './catalogue/export.ts';
import { generalMessages } from './catalogue/general.ts';
import { inputMessages } from './catalogue/inputs.ts';
import { keepingMessages } from './catalogue/keeping.ts';
import { sensitivityMessages } from './catalogue/sensitivity.ts';
import { ownBaseMessages } from './catalogue/own-base.ts';
import { ownDataMessages } from './catalogue/own-data.ts';
import { runOffMessages } from './catalogue/run-off.ts';
import { settingsMessages } from './catalogue/settings.ts';
import { methodMessages } from './catalogue/method.ts';
import { tapeMessages } from './catalogue/tape.ts';
import { tariffMessages } from './catalogue/tariff.ts';
import { tellMessages } from './catalogue/tell.ts';

export const messages = {
  ...allocationMessages,
  ...appMessages,
  ...budgetMessages,
  ...chartMessages,
  ...compareMessages,
  ...costPriceMessages,
  ...exportMessages,
  ...generalMessages,
  ...inputMessages,
  ...keepingMessages,
  ...sensitivityMessages,
  ...ownBaseMessages,
  ...ownDataMessages,
  ...runOffMessages,
  ...settingsMessages,
  ...methodMessages,
  ...tapeMessages,
  ...tariffMessages,
  ...tellMessages,
} satisfies Record<string, Text>;

export type Key = keyof typeof messages;
export type Params = Readonly<Record<string, string>>;

/** A message with its places filled: `{name}` takes `params.name`, and `{name?line is:lines are}` the words for one or for another number. */
export function t(lang: Lang, key: Key, params: Params = {}): string {
  return messages[key][lang].replace(/\{(\w+)(?:\?([^:}]*):([^}]*))?\}/g, (whole, name: string, one?: string, more = '') =>
    (one === undefined ? params[name] : params[name] === '1' ? one : more) ?? whole);
}

/** The same with `**strong**` parts as elements; only as text or strong, never other markup. */
export function rich(lang: Lang, key: Key, params: Params = {}): (string | TemplateResult)[] {
  return t(lang, key, params).split('**').map((piece, index) => (index % 2 === 1 ? html`<strong>${piece}</strong>` : piece));
}

/** The same as plain text, for what is read aloud. */
export const plain = (lang: Lang, key: Key, params: Params = {}) => t(lang, key, params).replaceAll('**', '');

/** A name that begins a line. */
export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const said = (text: Text, lang: Lang) => text[lang];

export * from './date.ts';
export * from './number.ts';
export * from './unit.ts';
