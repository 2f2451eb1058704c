// A national message among the files: what it is, and how it stands among the others.

import { html, type TemplateResult } from 'lit';
import type { FileReport, MessageReport } from 'dagdeel';
import { t, type Key, writeDate } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import type { OwnData } from './session.ts';
import { count, euro } from './words.ts';

/** What it is: `JW323, declaratie DN001, aanbieder 65656055, gemeente 0384, 6 mei 2026`. */
export const messageTitle = ({ kind, number, municipality, provider, day }: MessageReport, lang: Lang): string =>
  t(lang, kind === 'JW325' && number === null ? 'own.message.JW325-refusal' : `own.message.${kind}`, { number: number ?? '', municipality, provider, day: writeDate(day, lang) });

const isZero = (amount: string | null) => amount === null || amount === '0.00';

function notes(data: OwnData, report: FileReport, message: MessageReport, lang: Lang): string[] {
  const { kind, lines, credits, stated, difference, replacedBy, related, struck, unknown } = message;
  const name = (at: number) => data.read[at]?.report?.file ?? '';
  const say = (key: Key, params: Record<string, string> = {}) => t(lang, key, params);
  const all = count(lines, lang);
  const said: string[] = [];
  if (kind === 'JW301') {
    said.push(say('own.message.allocations', { lines: all }));
    if (struck > 0) said.push(say('own.message.changed', { lines: count(struck, lang) }));
    return said;
  }
  const total = euro(stated ?? '0.00', lang);
  if (kind === 'JW323') said.push(say(credits > 0 ? 'own.message.claimed-credits' : 'own.message.claimed', { lines: all, credits: count(credits, lang), euros: euro(report.accepted.euros, lang) }));
  else if (stated === null) said.push(say('own.message.refused'));
  else said.push(say('own.message.granted', { euros: total, lines: all }));
  if (!isZero(difference)) said.push(say('own.message.differs', { euros: euro(difference ?? '', lang) }));
  if (replacedBy !== null) said.push(say('own.message.replaced', { file: name(replacedBy) }));
  else if (kind === 'JW325') said.push(related === null ? say('own.message.no-claim') : say('own.message.answers', { file: name(related) }));
  else said.push(related === null ? say('own.message.no-answer') : say('own.message.answered', { file: name(related), lines: count(struck, lang) }));
  if (unknown > 0) said.push(say('own.message.unknown', { lines: count(unknown, lang) }));
  return said;
}

export const messageNotes = (data: OwnData, report: FileReport, message: MessageReport, lang: Lang): TemplateResult =>
  html`<span class="dagdeel-file__more">${notes(data, report, message, lang).join(' ')}</span>`;
