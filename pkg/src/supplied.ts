// Figures of loaded claims, put beside the document that rests on them. They are never in the document: what crosses to the
// engine is its text and the figures apart, and the checksum of a result is that of the document alone.

import type { ClaimsBase, ClaimsBaseMember, ClaimsCount, OwnClaims, ProductKey, ScenarioDocument, SuppliedFigure, Text } from '../types/index.js';
import { written } from './documents.js';

/** The claims that a document rests on; null where it rests on none. */
export function claimsOf(document: ScenarioDocument): OwnClaims | null {
  return document.parts.find((part) => part.kind === 'own_claims') ?? null;
}

/** Whether a base is of the claims that a document rests on: the same year, lines, euros and checksum. */
export function isBaseOf(document: ScenarioDocument, base: ClaimsBase): boolean {
  const own = claimsOf(document);
  return own !== null && own.hash === base.hash && String(own.year) === base.year && own.lines === base.all.lines && own.euros === base.all.euros;
}

/** The figures that a document takes from claims; none where it rests on others. What the document gives itself stays. */
export function figuresOf(document: ScenarioDocument, base: ClaimsBase): SuppliedFigure[] {
  const own = claimsOf(document);
  if (!own || !isBaseOf(document, base)) return [];
  const figures: SuppliedFigure[] = [];
  const put = (path: string, value: unknown) => figures.push({ path, value });
  const members = (kind: 'municipalities' | 'providers') => document.parts.flatMap((part) => (part.kind === kind ? part.members : []));
  for (const [at, part] of document.parts.entries()) {
    const path = `parts[${at}]`;
    if (part.kind === 'municipalities' || part.kind === 'providers') {
      for (const [place, member] of part.members.entries()) {
        if (member.share.value === null && member.share.source === own.source) {
          put(`${path}.members[${place}].share.value`, base[part.kind].find(({ label }) => label.id === (member.code ?? member.id))?.share ?? '0');
        }
      }
    }
    if (part.kind !== 'product' || part.volume.per_year?.value !== null || part.volume.per_year.source !== own.source) continue;
    const found = own.products.includes(part.id) ? base.products.find(({ product }) => product === part.code) : undefined;
    if (!found?.measured || found.measure !== part.unit) continue;
    put(`${path}.volume.per_year.value`, found.measured);
    // A month in which more was credited than claimed cannot be a part of the year.
    const whole = found.months?.every((share) => !share.startsWith('-')) ?? false;
    put(`${path}.volume.per_year.note`, note(own, found.all, whole));
    if (whole) put(`${path}.spread`, { by: 'given', shares: found.months, source: own.source });
    for (const over of ['municipalities', 'providers'] as const) {
      const shares = keyed(members(over), found[over] ?? []);
      // Months of their own can be those of one side alone.
      if (!part.key && shares.length > 0) {
        put(`${path}.key`, { over, members: shares, source: own.source } satisfies ProductKey);
        break;
      }
    }
  }
  return figures;
}

/** The key of a product, for the members that the document names. */
function keyed(members: readonly { id: string; code?: string }[], of: readonly ClaimsBaseMember[]): ProductKey['members'] {
  if (members.length === 0) return [];
  const found = of.map(({ label, share, months }) => {
    const member = members.find(({ id, code }) => (code ?? id) === label.id);
    return member && { id: member.id, share, ...(months ? { months } : {}) };
  });
  // Claims of somebody whom the document does not name would make the shares add up to less than the whole.
  return found.every((member) => member !== undefined) ? found : [];
}

function note({ year, hash }: OwnClaims, { lines, euros }: ClaimsCount, whole: boolean): Text {
  return {
    nl: `Uit eigen declaraties over ${year}: ${lines} regels van dit product, samen ${euros} euro; kenmerk ${hash}.${whole ? '' : ' In een maand is meer gecrediteerd dan gedeclareerd; de maanden zijn daarom niet uit de declaraties.'}`,
    en: `From claims of one's own of ${year}: ${lines} lines of this product, ${euros} euro together; mark ${hash}.${whole ? '' : ' In a month more was credited than claimed; so the months are not those of the claims.'}`,
  };
}

/**
 * A document with figures beside it, as text that every question about a document takes in its place. It is not to be kept: it
 * holds what the document may not.
 */
export function supplied(document: ScenarioDocument | string, figures: readonly SuppliedFigure[]): string {
  const text = typeof document === 'string' ? document : written(document);
  return JSON.stringify({ format: 'dagdeel-supplied/1', document: text, figures });
}

/** The text of the document itself. */
export function unsupplied(text: string): string {
  return text.startsWith('{"format":"dagdeel-supplied/1",') ? (JSON.parse(text) as { document: string }).document : text;
}
