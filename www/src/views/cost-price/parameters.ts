// The parameters of a cost price as the page shows them: their names, groups and how their fields are written. What they mean
// and how they are computed with is the engine's.

import type { Key } from '../../i18n/index.ts';
import type { CostPriceParameter, CostPricePart, Figure, Text } from '../../store/types.ts';

export type Kind = CostPriceParameter['parameter'];
export type Group = 'labour' | 'hours' | 'group' | 'rest';

export interface Spec {
  kind: Kind;
  /** The table of the result, without its prefix. */
  node: string;
  label: Key;
  definition: Key;
  group: Group;
  /** What to begin with, and in which unit; `dagdeel` stands for the unit of the product, `groepsdagdeel` for its opening. */
  start: string;
  unit: string;
}

const spec = (group: Group, kind: Kind, node: string, label: Key, definition: Key, start: string, unit: string): Spec => ({ kind, node, label, definition, group, start, unit });

/** In the order of the calculation. */
export const SPECS: readonly Spec[] = [
  spec('labour', 'wage', 'loon', 'cost.p.wage', 'cost.d.wage', '36600', 'euro/fte/jaar'),
  spec('labour', 'share', 'functiemix', 'cost.p.share', 'cost.d.share', '0.4', '1'),
  spec('labour', 'holiday_pay', 'vakantietoeslag', 'cost.p.holiday_pay', 'cost.d.holiday_pay', '0.08', '1'),
  spec('labour', 'year_end_bonus', 'eindejaarsuitkering', 'cost.p.year_end_bonus', 'cost.d.year_end_bonus', '0.05', '1'),
  spec('labour', 'irregular_hours', 'onregelmatigheid', 'cost.p.irregular_hours', 'cost.d.irregular_hours', '0.03', '1'),
  spec('labour', 'social_charges', 'sociale-lasten', 'cost.p.social_charges', 'cost.d.social_charges', '0.19', '1'),
  spec('labour', 'pension_premium', 'pensioenpremie', 'cost.p.pension_premium', 'cost.d.pension_premium', '0.12', '1'),
  spec('labour', 'pension_franchise', 'pensioenfranchise', 'cost.p.pension_franchise', 'cost.d.pension_franchise', '14500', 'euro/fte/jaar'),
  spec('hours', 'contract_hours', 'contracturen', 'cost.p.contract_hours', 'cost.d.contract_hours', '1878', 'uur/fte/jaar'),
  spec('hours', 'leave', 'verlof', 'cost.p.leave', 'cost.d.leave', '200', 'uur/fte/jaar'),
  spec('hours', 'public_holidays', 'feestdagen', 'cost.p.public_holidays', 'cost.d.public_holidays', '43.2', 'uur/fte/jaar'),
  spec('hours', 'sickness', 'ziekteverzuim', 'cost.p.sickness', 'cost.d.sickness', '0.07', '1'),
  spec('hours', 'training', 'scholing', 'cost.p.training', 'cost.d.training', '50', 'uur/fte/jaar'),
  spec('hours', 'other_hours', 'overige-uren', 'cost.p.other_hours', 'cost.d.other_hours', '150', 'uur/fte/jaar'),
  spec('group', 'staff', 'begeleiders', 'cost.p.staff', 'cost.d.staff', '1', 'medewerker/groepsdagdeel'),
  spec('group', 'contact_hours', 'contacturen', 'cost.p.contact_hours', 'cost.d.contact_hours', '4', 'uur/medewerker'),
  spec('group', 'preparation', 'voorbereiding', 'cost.p.preparation', 'cost.d.preparation', '0.5', 'uur/medewerker'),
  spec('group', 'room', 'ruimte', 'cost.p.room', 'cost.d.room', '40', 'euro/groepsdagdeel'),
  spec('group', 'enrolled', 'ingeschreven', 'cost.p.enrolled', 'cost.d.enrolled', '6', 'dagdeel/groepsdagdeel'),
  spec('group', 'no_show', 'afwezigheid', 'cost.p.no_show', 'cost.d.no_show', '0', '1'),
  spec('rest', 'overhead', 'overhead', 'cost.p.overhead', 'cost.d.overhead', '0.2', '1'),
  spec('rest', 'other_cost', 'overige-kosten', 'cost.p.other_cost', 'cost.d.other_cost', '0.5', 'euro/uur'),
  spec('rest', 'client_cost', 'clientkosten', 'cost.p.client_cost', 'cost.d.client_cost', '3', 'euro/dagdeel'),
  spec('rest', 'index', 'indexatie', 'cost.p.index', 'cost.d.index', '0', '1'),
  spec('rest', 'margin', 'opslag', 'cost.p.margin', 'cost.d.margin', '0.02', '1'),
];

export const specOf = (kind: Kind): Spec => SPECS.find((each) => each.kind === kind) as Spec;

export const byFunction = (kind: Kind) => kind === 'wage' || kind === 'share';

/** A parameter in a list, and its place there. */
export function find(list: readonly CostPriceParameter[], kind: Kind, fn?: string): { own: CostPriceParameter; index: number } | null {
  const index = list.findIndex((each) => each.parameter === kind && (!byFunction(kind) || each.function === fn));
  const own = list[index];
  return own ? { own, index } : null;
}

/** The position of the value that holds on a day: the last that has begun. */
export function holdingAt(own: CostPriceParameter, day: string): number {
  const begun = own.values.filter(({ from }) => from <= day).length;
  return Math.max(0, begun - 1);
}

export const figureOf = (own: CostPriceParameter, day: string): Figure | null => own.values[holdingAt(own, day)]?.amount ?? null;

/** The unit of a parameter for a product in another unit than a dagdeel. */
export const unitFor = (unit: string, product: string) => unit.replace('groepsdagdeel', `groeps${product}`).replace(/^dagdeel\//, `${product}/`).replace(/\/dagdeel$/, `/${product}`);

/** What a function is called. */
export const functionName = (part: CostPricePart, id: string | undefined): Text => part.functions.find((each) => each.id === id)?.name ?? { nl: id ?? '', en: id ?? '' };

/** What belongs to the definition, beside its words. */
export const choicesOf = (own: CostPriceParameter) => JSON.stringify([own.overhead_of ?? null, own.claimable ?? null, own.saved_on_absence ?? null, own.steps !== undefined]);
