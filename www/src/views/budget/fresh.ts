// What a measure, a part or a row looks like when it is new: values to change, marked as an assumption.

import type { Figure, Lever, Part, ScenarioDocument, Text } from '../../store/types.ts';
import { messages } from '../../i18n/index.ts';
import { parties, productNames, type Aim } from './lever-words.ts';

export const LEVER_KINDS = ['tariff', 'tariff_change', 'group_size', 'cost_price', 'surcharge', 'indexation', 'volume', 'growth', 'intensity', 'duration', 'attendance', 'substitution', 'target_path', 'one_off', 'maatwerk'] as const satisfies readonly Lever['kind'][];
export const PART_KINDS = [
  'product', 'line', 'municipalities', 'providers', 'budget', 'queue', 'contracts', 'observations', 'projection', 'conversion', 'claimed_time', 'first_allocations', 'allocations', 'funnel', 'rejections',
] as const satisfies readonly Part['kind'][];
export type NewPart = (typeof PART_KINDS)[number];

export const assumed = (value: string, unit: string): Figure => ({ value, unit, source: 'aanname' });

/** A year of the horizon: its first and the number of the last. */
export function horizonYears({ horizon }: ScenarioDocument): number[] {
  const first = Number.parseInt(horizon.from.slice(0, 4), 10);
  const end = Number.parseInt(horizon.to.slice(0, 4), 10) + (horizon.to.slice(4) === '-01-01' ? 0 : 1);
  return Array.from({ length: Math.max(0, Math.min(60, end - first)) }, (_, index) => first + index);
}

/** Every identifier of the document. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => (key === 'id' && typeof each === 'string' ? [each] : idsIn(each)));
}

export function freeId(document: ScenarioDocument, stem: string): string {
  const taken = new Set(idsIn(document));
  for (let n = 1; ; n += 1) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}

const PRODUCT_KINDS: ReadonlySet<Lever['kind']> = new Set(['tariff', 'group_size', 'surcharge', 'substitution', 'cost_price']);

const costPriceUnit = (document: ScenarioDocument) => document.parts.flatMap((part) => (part.kind === 'cost_price' ? [part.unit] : []))[0];

/** The products that a lever of this kind can be about. */
export function aimsOf(document: ScenarioDocument, kind: Lever['kind']): Aim[] {
  if (kind === 'cost_price') return productNames(document).filter((aim) => aim.kind === 'product' && aim.unit === costPriceUnit(document));
  return productNames(document).filter((aim) => aim.kind === 'product' || (aim.kind === 'category' && kind !== 'group_size'));
}

/** A product whose volume comes from clients. */
const countsClients = (document: ScenarioDocument) => document.parts.find((part) => part.kind === 'product' && part.volume.clients !== undefined) as Extract<Part, { kind: 'product' }> | undefined;

/** Whether there is what this kind needs: one product, or two, or one that counts clients. */
export const canAdd = (document: ScenarioDocument, kind: Lever['kind']): boolean => (kind === 'intensity' ? countsClients(document) !== undefined : !PRODUCT_KINDS.has(kind) || aimsOf(document, kind).length >= (kind === 'substitution' ? 2 : 1));

export function freshLever(document: ScenarioDocument, kind: Lever['kind']): Lever {
  const years = horizonYears(document);
  const first = years[0] ?? 2026;
  const second = years[1] ?? first;
  const [a, b] = aimsOf(document, kind);
  const perClient = countsClients(document);
  const product = a?.id ?? '';
  const unit = a?.unit || 'client';
  const name: Text = messages[`lever.kind.${kind}`];
  const head = { id: freeId(document, 'maatregel'), name: { nl: name.nl, en: name.en }, on: true, from: `${second}-01-01`, nature: 'structural' as const };
  const share = (value: string) => assumed(value, '1');
  const own = (): object => {
    switch (kind) {
      case 'tariff': return { product, amount: assumed('50.00', `euro/${unit}`) };
      case 'tariff_change': return { percent: share('0.03') };
      case 'group_size': return { product, size: assumed('6', `${unit}/groepsdagdeel`), group_cost: assumed('240.00', 'euro/groepsdagdeel'), client_cost: assumed('10.00', `euro/${unit}`) };
      case 'cost_price': return { product, party: parties(document)[0]?.id ?? '' };
      case 'surcharge': return { product, amount: assumed('5.00', `euro/${unit}`) };
      case 'indexation': return { years: [{ year: second, fixed: share('0.03') }] };
      case 'volume': return { percent: share('-0.05') };
      case 'growth': return { percent: share('0.02') };
      case 'intensity': return perClient ? { target: { products: [perClient.id] }, cap: assumed('4', `${perClient.unit}/client/week`) } : {};
      case 'duration': return { percent: share('-0.1') };
      case 'attendance': return { old_no_show: share('0.1'), new_no_show: share('0.05') };
      case 'substitution': return { product, into: b?.id ?? '', share: share('0.1'), units: assumed('1', b && b.unit !== unit ? `${b.unit}/${unit}` : '1') };
      case 'target_path': return { base_year: first, target_year: years.at(-1) ?? first, reduction: share('0.1'), shape: 'geometric' };
      case 'one_off': return { nature: 'incidental', amount: assumed('100000', 'euro') };
      case 'maatwerk': return { contracts: assumed('10', 'contract/jaar'), value: assumed('30000.00', 'euro/contract') };
    }
  };
  return { kind, ...head, ...own() } as unknown as Lever;
}

const both = (text: Text, n: number): Text => ({ nl: `${text.nl} ${n}`, en: `${text.en} ${n}` });

export function budgetRows(document: ScenarioDocument): object[] {
  const members = document.parts.flatMap((part) => (part.kind === 'municipalities' ? part.members : []));
  return horizonYears(document).flatMap((year) => (members.length > 0 ? members.map(({ id }) => ({ year, municipality: id })) : [{ year }]));
}

export function freshMember(document: ScenarioDocument, kind: 'municipalities' | 'providers', share: string, n: number): object {
  return { id: freeId(document, kind === 'providers' ? 'aanbieder' : 'gemeente'), name: both(messages[kind === 'providers' ? 'plan.provider' : 'plan.municipality'], n), share: assumed(share, '1') };
}

export const freshCategory = (document: ScenarioDocument, n: number): { id: string; name: Text } => ({ id: freeId(document, 'vorm'), name: both(messages['form.category'], n) });

/** The first year and form that nothing was observed of yet. */
export function freshRow(document: ScenarioDocument): object {
  const part = document.parts.find((each) => each.kind === 'observations');
  const places = horizonYears(document).flatMap((year) => (part?.categories ?? []).map(({ id }) => ({ year, category: id })));
  const free = places.find(({ year, category }) => !part?.rows.some((row) => row.year === year && row.category === category));
  return { ...(free ?? places.at(-1)), clients: '0', cost: '0.00', source: 'aanname' };
}

/** A row like another, under a name of its own or a month later, and every figure in it an assumption. */
export function likeRow(document: ScenarioDocument, last: object, n: number): object {
  const copied = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copied);
    if (typeof value !== 'object' || value === null) return value;
    const own = Object.entries(value).filter(([key]) => !('unit' in value && 'source' in value && key === 'note')).map(([key, each]) => [key, copied(each)]);
    return { ...Object.fromEntries(own), ...('unit' in value && 'source' in value ? { source: 'aanname' } : {}) };
  };
  const { month } = last as { month?: string };
  return {
    ...(copied(last) as object),
    ...('id' in last ? { id: freeId(document, 'rij') } : {}),
    ...('name' in last ? { name: both(messages['form.row'], n) } : {}),
    ...(month === undefined ? {} : { month: monthAfter(month) }),
  };
}

function monthAfter(day: string): string {
  const [year = 0, month = 0] = day.split('-').map((each) => Number.parseInt(each, 10));
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}

export function freshPart(document: ScenarioDocument, kind: NewPart): Part {
  const first = horizonYears(document)[0] ?? 2026;
  const count = document.parts.filter((part) => part.kind === kind).length + 1;
  const named = (stem: string) => ({ id: freeId(document, stem), name: both(messages[`part.kind.${kind}`], count) });
  const own = (): object => {
    switch (kind) {
      case 'product': return { ...named('product'), unit: 'uur', tariffs: [{ from: document.horizon.from, amount: assumed('80.00', 'euro/uur') }], volume: { per_year: assumed('1000', 'uur/jaar') }, spread: { by: 'twelfths' } };
      case 'line': return { ...named('regel'), amounts: [{ year: first, amount: assumed('100000.00', 'euro/jaar') }] };
      case 'municipalities':
      case 'providers': {
        const one = freshMember(document, kind, '1', 1);
        return { members: [one], normalise: true };
      }
      case 'budget': return { rows: budgetRows(document) };
      case 'queue': return { ...named('wachtlijst'), opening: assumed('0', 'client'), inflow: assumed('10', 'client/maand'), capacity: [{ from: document.horizon.from, clients: assumed('10', 'client/maand') }] };
      case 'observations': {
        const categories = [freshCategory(document, 1)];
        const years = horizonYears(document).slice(0, 2);
        return {
          ...named('waarnemingen'), source: 'aanname', categories, rows: years.flatMap((year) => categories.map(({ id }) => ({ year, category: id, clients: '100', cost: '1000000.00' }))),
          compare: { from: first, to: years.at(-1) ?? first },
        };
      }
      case 'projection': return { observations: document.parts.flatMap((part) => (part.kind === 'observations' ? [part.id] : []))[0] ?? '', clients: 'hold', cost_per_client: 'hold' };
      case 'conversion': {
        const [level, old] = [freeId(document, 'niveau'), freeId(document, 'categorie')];
        return {
          ...named('conversie'), from: document.horizon.from, levels: [{ id: level, name: both(messages['form.level'], 1), tariff: assumed('90.00', 'euro/uur') }],
          categories: [{ id: old, name: both(messages['form.old-category'], 1), unit: 'uur', tariff: assumed('85.00', 'euro/uur'), volume: { per_year: assumed('1000', 'uur/jaar') } }],
          codes: [{ id: freeId(document, 'code'), name: both(messages['form.code'], 1), category: old, unit: 'uur', per_unit: assumed('1', '1'), level }],
        };
      }
      case 'claimed_time': return { ...named('tijd'), tariff: assumed('90.00', 'euro/uur'), contacts: [{ id: freeId(document, 'contact'), name: both(messages['form.row'], 1), number: assumed('1000', 'stuk/jaar'), planned: assumed('60', 'minuut/stuk'), delivered: assumed('52', 'minuut/stuk') }] };
      case 'first_allocations': {
        const group = (count: string, cost: string) => ({ clients: assumed(count, 'client'), cost: assumed(cost, 'euro/client') });
        return { ...named('eerste'), budget: assumed('2000.00', 'euro/client'), aim: assumed('0.85', '1'), providers: [{ id: freeId(document, 'aanbieder'), name: both(messages['plan.provider'], 1), within: group('80', '1600.00'), extended: group('20', '3000.00') }] };
      }
      case 'allocations': return {
        ...named('toewijzingen'), unit: 'etmaal', paid_by: 'effort', regimes: ['week', 'total'],
        allocations: [{ id: freeId(document, 'toewijzing'), name: both(messages['form.allocation'], 1), from: document.horizon.from, last: `${first}-12-31`, tariff: assumed('175.00', 'euro/etmaal'),
          per_week: assumed('2', 'etmaal/week'), in_total: assumed('104', 'etmaal'), claims: [{ month: `${document.horizon.from.slice(0, 7)}-01`, volume: assumed('8', 'etmaal') }] }],
      };
      case 'funnel': return { ...named('trechter'), start: assumed('1000', 'gezin/jaar'), steps: [{ id: freeId(document, 'stap'), name: both(messages['form.row'], 1), share: assumed('0.70', '1'), cost: assumed('100.00', 'euro/gezin') }] };
      case 'rejections': return { ...named('afkeur'), claimed: assumed('100000.00', 'euro/jaar'), rejected: assumed('5000.00', 'euro/jaar') };
      case 'contracts': return { ...named('contracten'), rows: [{ id: freeId(document, 'rij'), name: { nl: 'Gemeente 1', en: 'Municipality 1' }, contracts: assumed('1', 'contract'), value: assumed('30000.00', 'euro') }] };
    }
  };
  return { kind, ...own() } as unknown as Part;
}
