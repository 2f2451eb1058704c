// A cost price to begin with: two parties with the same assumptions, each marked as one.

import { t } from '../../i18n/index.ts';
import type { Key } from '../../i18n/index.ts';
import type { CostPriceParameter, CostPricePart, Figure, ScenarioDocument, Text } from '../../store/types.ts';
import { byFunction, SPECS, specOf, unitFor, type Kind } from './parameters.ts';

type Unit = 'dagdeel' | 'uur' | 'etmaal';
const UNITS: readonly string[] = ['dagdeel', 'uur', 'etmaal'];

const both = (key: Key): Text => ({ nl: t('nl', key), en: t('en', key) });

const assumed = (value: string, unit: string): Figure => ({ value, unit, source: 'aanname' });

/** A parameter to begin with. */
export function freshParameter(kind: Kind, product: string, from: string, fn?: string): CostPriceParameter {
  const { start, unit, definition } = specOf(kind);
  const value = kind === 'wage' && fn === 'hbo' ? '45600' : kind === 'contact_hours' && product !== 'dagdeel' ? (product === 'uur' ? '1' : '24') : start;
  return {
    parameter: kind,
    ...(byFunction(kind) && fn !== undefined ? { function: fn } : {}),
    definition: both(definition),
    values: [{ from, amount: assumed(value, unitFor(unit, product)) }],
    ...(kind === 'overhead' ? { overhead_of: 'direct_cost' as const } : {}),
    ...(kind === 'no_show' ? { claimable: false } : {}),
    ...(kind === 'client_cost' ? { saved_on_absence: true } : {}),
  };
}

/** What a new cost price leaves out, to be added where it is needed. */
const LATER: readonly Kind[] = ['contact_hours', 'other_cost'];

function parameters(product: Unit, from: string): CostPriceParameter[] {
  const kinds = SPECS.map(({ kind }) => kind).filter((kind) => !LATER.includes(kind) && (product !== 'uur' || !['staff', 'room', 'enrolled', 'no_show'].includes(kind)));
  return kinds.flatMap((kind) => {
    if (kind === 'wage') return ['mbo', 'hbo'].map((fn) => freshParameter(kind, product, from, fn));
    return [freshParameter(kind, product, from, kind === 'share' ? 'hbo' : undefined)];
  });
}

/** A cost price for the first product of a document that has one of the units. */
export function freshCostPrice(document: ScenarioDocument): { kind: 'cost_price' } & CostPricePart {
  const product = document.parts.flatMap((part) => (part.kind === 'product' && UNITS.includes(part.unit) ? [part] : []))[0];
  const unit = (product?.unit ?? 'dagdeel') as Unit;
  const lever = document.levers.find((each) => each.kind === 'tariff' && each.product === product?.id);
  const date = lever?.from ?? product?.tariffs.at(-1)?.from ?? document.horizon.from;
  const party = (id: string, name: Key) => ({ id, name: both(name), parameters: parameters(unit, date) });
  return {
    kind: 'cost_price',
    unit,
    ...(product ? { product: product.id } : {}),
    date,
    functions: [{ id: 'mbo', name: both('cost.function.mbo') }, { id: 'hbo', name: both('cost.function.hbo') }],
    parties: [party('aanbieder', 'cost.party.provider'), party('gemeente', 'cost.party.municipality')],
  };
}
