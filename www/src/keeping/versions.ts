// Frozen versions: plain documents that say of which day they are what was known, and that the page does not change.

import type { ScenarioDocument } from '../store/types.ts';

export interface Version {
  id: string;
  /** The scenario that it is a version of. */
  of: string;
  /** The day, as 2026-11-22. */
  known: string;
  note: string;
}

/** The version of a document as it is now, under an id of its own. */
export function frozenVersion(document: ScenarioDocument, known: string, note: string, taken: (id: string) => boolean): ScenarioDocument {
  const stem = `${document.id.slice(0, 44)}-versie-${known}`;
  let id = stem;
  for (let n = 2; taken(id); n += 1) id = `${stem}-${n}`;
  const { nl, en } = document.title;
  const label = (title: string, word: string) => `${title} (${word} ${known}${note === '' ? '' : `: ${note}`})`;
  return { ...document, id, title: { nl: label(nl, 'versie'), en: label(en, 'version') }, frozen: { known, ...(note === '' ? {} : { note }), of: document.id } };
}

/** The versions among documents, the latest first. */
export function versionsOf(desk: ReadonlyMap<string, { document: ScenarioDocument }> | undefined): Version[] {
  return [...(desk?.values() ?? [])]
    .flatMap(({ document: { id, frozen } }) => (frozen ? [{ id, of: frozen.of ?? id, known: frozen.known, note: frozen.note ?? '' }] : []))
    .sort((a, b) => b.known.localeCompare(a.known) || b.id.localeCompare(a.id));
}

/** This day in the reader's own calendar. */
export function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
