// A scenario on claims: a new one, or claims under the product of one that is open. What comes from the claims is left unknown.

import type { AgreedTariff, ClaimsBase, ClaimsBaseProduct, ClaimsLabel } from 'dagdeel';
import { emptyDocument } from '../../store/empty.ts';
import type { ScenarioDocument, Text } from '../../store/types.ts';

export type Over = 'municipalities' | 'providers';

/** What was chosen. */
export interface Chosen {
  base: ClaimsBase;
  over: Over;
  agreed: readonly AgreedTariff[];
  withoutErrors: boolean;
  /** The claims are generated. */
  invented: boolean;
}

type Part = ScenarioDocument['parts'][number];

const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 56);

/** Identifiers of names, each once. */
function idsOf(labels: readonly ClaimsLabel[]): string[] {
  const used = new Set<string>();
  return labels.map(({ id }, at) => {
    const wished = plain(id) || `nr-${at + 1}`;
    const free = used.has(wished) ? `${wished}-${at + 1}` : wished;
    used.add(free);
    return free;
  });
}

const sourceId = ({ base }: Chosen) => `declaraties-${base.year}`;

const figure = (unit: string, source: string) => ({ value: null, unit, source });

/** The agreed tariffs of a product that hold for every provider, those in force on a day and later. */
function tariffsFrom({ agreed }: Chosen, { product, measure }: ClaimsBaseProduct, from: string) {
  const own = agreed.filter((each) => each.product === product && !each.provider).sort((a, b) => a.from.localeCompare(b.from));
  const holding = own.filter((each) => each.from <= from).at(-1);
  const amount = (tariff: string | null) => ({ value: tariff, unit: `euro/${measure ?? ''}`, source: 'aanname' });
  return [{ from, amount: amount(holding?.tariff ?? null) }, ...own.filter((each) => each.from > from).map((each) => ({ from: each.from, amount: amount(each.tariff) }))];
}

/** The parts that say what a document takes from claims, in the place of earlier ones. */
function resting(document: ScenarioDocument, chosen: Chosen, products: string[], parts: Part[]): ScenarioDocument {
  const { base, over, agreed, withoutErrors } = chosen;
  const source = sourceId(chosen);
  const ids = idsOf(base[over].map(({ label }) => label));
  const members = base[over].map(({ label }, at) => ({ id: ids[at] ?? '', code: label.id, name: label.name, share: figure('1', source) }));
  const codes = new Set(base.products.map(({ product }) => product));
  const title: Text = { nl: `${chosen.invented ? 'Voorbeelddeclaraties, verzonnen' : 'Eigen declaraties'}: ${base.year}, ${base.all.lines} regels, kenmerk ${base.hash}`,
    en: `${chosen.invented ? 'Example claims, invented' : 'Claims of one’s own'}: ${base.year}, ${base.all.lines} lines, mark ${base.hash}` };
  const tariffs = agreed.filter(({ product, unit }) => codes.has(product) && unit !== 'unknown').map((each) => ({ ...each }));
  const claims: Part = { kind: 'own_claims', source, year: Number.parseInt(base.year, 10), lines: base.all.lines, euros: base.all.euros, hash: base.hash, without_errors: withoutErrors, products,
    ...(tariffs.length > 0 ? { agreed: tariffs } : {}) };
  const rest = parts.filter(({ kind }) => kind !== 'own_claims' && kind !== 'municipalities' && kind !== 'providers');
  return {
    ...document,
    sources: [...document.sources.filter(({ id }) => id !== source), { id: source, short: `Declaraties ${base.year}`, title, date: base.year }],
    parts: [...rest, { kind: over, members }, claims],
  };
}

/** A new scenario: the chosen products, at the tariffs that were agreed. */
export function scenarioOn(chosen: Chosen): ScenarioDocument {
  const { base } = chosen;
  const source = sourceId(chosen);
  const year = Number.parseInt(base.year, 10);
  const horizon = { from: `${year}-01-01`, to: `${year + 4}-01-01`, step: 'month' as const };
  const products = base.products.filter(({ measured }) => measured !== null);
  const ids = idsOf(products.map(({ product }) => ({ id: product, name: { nl: product, en: product } })));
  const parts: Part[] = products.map((each, at) => ({
    kind: 'product', id: ids[at] ?? '', name: { nl: each.product, en: each.product }, unit: each.measure ?? '', code: each.product, category: each.product.slice(0, 2),
    tariffs: tariffsFrom(chosen, each, horizon.from), volume: { per_year: figure(`${each.measure ?? ''}/jaar`, source) }, spread: { by: 'twelfths' },
  }));
  const title = { nl: `Op declaraties ${base.year}`, en: `On claims of ${base.year}` };
  return resting({ ...emptyDocument(`declaraties-${base.year}`), title, horizon }, chosen, ids, parts);
}

/** The products of a document that claims in a unit can be laid under. */
export const fitting = (document: ScenarioDocument | null, measure: string | null) =>
  document?.parts.flatMap((part) => (part.kind === 'product' && part.unit === measure ? [part] : [])) ?? [];

/** The open scenario with the claims of one code under one of its products. */
export function laidUnder(document: ScenarioDocument, id: string, chosen: Chosen): ScenarioDocument {
  const code = chosen.base.products[0]?.product ?? '';
  const parts = document.parts.map((part): Part => (part.kind === 'product' && part.id === id
    ? { ...part, code, volume: { per_year: figure(`${part.unit}/jaar`, sourceId(chosen)) } } : part));
  return resting(document, chosen, [id], parts);
}
