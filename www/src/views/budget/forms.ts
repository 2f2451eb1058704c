// Forms for measures and parts: which fields each kind has, and how they are drawn. Numbers go through the same fields as
// everywhere; what the engine finds wrong stands beside the field of its path.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { messages, t, writeDate, writeMonth, writeUnit, type Key } from '../../i18n/index.ts';
import { dateField } from '../../inputs/calendar.ts';
import { fieldErrors, fieldId, numberField, problemOf, sourceChip, type Field, type FieldKind } from '../../inputs/field.ts';
import { at } from '../../store/path.ts';
import type { Figure, Lever, Part, ScenarioDocument, Text } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import type { Context } from '../../tape/ask.ts';
import { aimsOf, assumed, freeId, freshCategory, freshMember, freshRow, horizonYears, likeRow } from './fresh.ts';
import { parties, productNames } from './lever-words.ts';

interface Base {
  key: string;
  label: Key;
  /** Only where the document has this. */
  when?: string;
}

export type Spec =
  | (Base & { is: 'figure'; as?: FieldKind; decimals?: number; optional?: string | UnitOf })
  | (Base & { is: 'name' | 'unit' | 'category' | 'months' })
  | (Base & { is: 'date' | 'whole'; optional?: true })
  | (Base & { is: 'choice'; options: readonly (readonly [value: string, label: Key])[]; flag?: true })
  | (Base & { is: 'product' | 'party' })
  /** One of several ways to give the same thing; choosing another puts that in its place. */
  | (Base & { is: 'way'; ways: readonly Way[] })
  | { is: 'target' }
  | (Base & { is: 'switch' })
  /** A number that is no figure: its source is that of the row in which it stands. */
  | (Base & { is: 'number'; decimals?: number })
  /** The source of a row, or of the part where the row names none. */
  | { is: 'cited' }
  | (Base & { is: 'rows'; of: readonly Spec[] })
  | (Base & { is: 'list'; of: readonly Spec[]; add: Key; fresh: (document: ScenarioDocument, count: number) => unknown; least?: number; /** Many rows: closed until they are asked for. */ folded?: true });

/** The unit of a figure that is not there yet, from what stands around it. */
type UnitOf = (document: ScenarioDocument, holder: unknown) => string;

interface Way {
  value: string;
  label: Key;
  has: (holder: Holder) => boolean;
  /** The holder given in this way. */
  give: (holder: Holder, document: ScenarioDocument) => object;
}

type Holder = Readonly<Record<string, unknown>>;

/** A row with a name of its own, or of a month. */
type Named = Readonly<{ name?: Text; month?: string }>;

const without = (holder: Holder, ...keys: string[]): Holder => Object.fromEntries(Object.entries(holder).filter(([key]) => !keys.includes(key)));

const figure = (key: string, label: Key, more: { as?: FieldKind; decimals?: number; optional?: string | UnitOf } = {}): Spec => ({ is: 'figure', key, label, ...more });
const percent = (key: string, label: Key): Spec => figure(key, label, { as: 'percent' });
const money = (key: string, label: Key): Spec => figure(key, label, { decimals: 2 });
const product: Spec = { is: 'product', key: 'product', label: 'plan.product' };
const target: Spec = { is: 'target' };

const share = (value: string): Figure => assumed(value, '1');

/** Per client per week of the product that a lever is aimed at. */
const perWeek: UnitOf = (document, holder) => {
  const target = (holder as { target?: { products?: string[] } }).target?.products?.[0];
  return `${productNames(document).find(({ id }) => id === target)?.unit || 'uur'}/client/week`;
};

const CORRECTED = ['ova_before', 'ppc_before', 'ova_final', 'ppc_final'] as const;

/** An index is fixed, or follows from the published figures; a correction needs those of the year before. */
const INDEX: Spec = { is: 'way', key: '', label: 'form.index-way', ways: [
  { value: 'fixed', label: 'form.index-way.fixed', has: (year) => year.fixed !== undefined, give: (year) => ({ ...without(year, 'ova_ppc'), fixed: share('0.03') }) },
  ...(['difference', 'ratio', 'none'] as const).map((rule): Way => ({
    value: rule, label: `form.index-way.${rule}`,
    has: (year) => (year.ova_ppc as { rule?: string } | undefined)?.rule === rule,
    give: (year) => {
      const now = (year.ova_ppc ?? { ova: share('0.04'), ppc: share('0.02'), wage_weight: share('0.9') }) as Holder;
      const last = rule === 'none' ? {} : Object.fromEntries(CORRECTED.map((key) => [key, now[key] ?? share(key.startsWith('ova') ? '0.04' : '0.02')]));
      return { ...without(year, 'fixed'), ova_ppc: { ...without(now, ...CORRECTED), ...last, rule } };
    },
  }))] };

const unitOfProduct = (holder: Holder): string => String(holder.unit ?? 'uur');

/** A year's volume as such, or clients × units per week × weeks. */
const VOLUME: Spec = { is: 'way', key: '', label: 'form.volume-way', ways: [
  { value: 'per_year', label: 'form.volume-way.per-year', has: (part) => (part.volume as Holder).per_year !== undefined, give: (part) => ({ ...part, volume: { per_year: assumed('1000', `${unitOfProduct(part)}/jaar`) } }) },
  { value: 'clients', label: 'form.volume-way.clients', has: (part) => (part.volume as Holder).clients !== undefined,
    give: (part) => ({ ...part, volume: { clients: assumed('10', 'client'), per_week: assumed('2', `${unitOfProduct(part)}/client/week`), weeks: assumed('50', 'week/jaar') } }) }] };

const twelve = (value: (month: number) => string): string[] => Array.from({ length: 12 }, (_, month) => value(month));

/** How the year's volume lies over its months. */
const SPREAD: Spec = { is: 'way', key: 'spread', label: 'form.spread', ways: [
  { value: 'twelfths', label: 'form.spread.twelfths', has: ({ by }) => by === 'twelfths', give: () => ({ by: 'twelfths' }) },
  { value: 'days', label: 'form.spread.days', has: ({ by }) => by === 'days', give: () => ({ by: 'days' }) },
  { value: 'opening-weeks', label: 'form.spread.opening-weeks', has: ({ by }) => by === 'opening-weeks', give: () => ({ by: 'opening-weeks', weeks: ['4', '3', '4', '4', '3', '4', '1', '2', '4', '4', '4', '3'], source: 'aanname' }) },
  { value: 'given', label: 'form.spread.given', has: ({ by }) => by === 'given', give: () => ({ by: 'given', shares: twelve(() => '0.0833'), normalise: true, source: 'aanname' }) }] };

const CHANGE: Spec = { is: 'way', key: '', label: 'form.change-way', ways: [
  { value: 'percent', label: 'form.change-way.percent', has: ({ percent: given }) => given !== undefined, give: (lever) => ({ ...without(lever, 'units'), percent: share('-0.05') }) },
  { value: 'units', label: 'form.change-way.units', has: ({ units }) => units !== undefined, give: (lever, document) => {
    const aims = productNames(document).filter(({ kind }) => kind === 'product');
    const chosen = aims.find(({ id }) => (lever.target as { products?: string[] } | undefined)?.products?.includes(id)) ?? aims[0];
    const target = chosen ? { ...(lever.target as object | undefined), products: [chosen.id] } : lever.target;
    return { ...without(lever, 'percent'), ...(target ? { target } : {}), units: assumed('-100', `${chosen?.unit || 'uur'}/jaar`) };
  } }] };

const TRENDS = [['hold', 'form.trend.hold'], ['growth', 'form.trend.growth'], ['log-linear', 'form.trend.log-linear']] as const;

const HEAD: readonly Spec[] = [{ is: 'name', key: 'name', label: 'form.name' }];
const TIME: readonly Spec[] = [
  { is: 'date', key: 'from', label: 'form.from' },
  { is: 'date', key: 'to', label: 'form.to', optional: true },
  { is: 'whole', key: 'phase_in_months', label: 'form.phase', optional: true },
  { is: 'choice', key: 'nature', label: 'form.nature', options: [['structural', 'form.structural'], ['incidental', 'form.incidental']] },
];

const OWN: Readonly<Record<Lever['kind'], readonly Spec[]>> = {
  tariff: [product, money('amount', 'form.tariff')],
  tariff_change: [percent('percent', 'form.change'), target],
  group_size: [product, figure('size', 'form.size'), money('group_cost', 'form.group-cost'), money('client_cost', 'form.client-cost')],
  cost_price: [product, { is: 'party', key: 'party', label: 'form.party' }, { is: 'choice', key: 'follow', label: 'form.follow', options: [['false', 'form.follow.no'], ['true', 'form.follow.yes']], flag: true }],
  surcharge: [product, money('amount', 'form.surcharge')],
  indexation: [{ is: 'list', key: 'years', label: 'form.indices', add: 'form.add-year', least: 1, of: [{ is: 'whole', key: 'year', label: 'form.year' }, INDEX, percent('fixed', 'form.index'),
    ...(['ova', 'ppc', 'ova_before', 'ppc_before', 'ova_final', 'ppc_final', 'wage_weight'] as const).map((key) => percent(`ova_ppc.${key}`, `form.${key}`))],
    fresh: (document, count) => ({ year: (horizonYears(document)[1] ?? 2026) + count, fixed: assumed('0.03', '1') }) }, target],
  volume: [CHANGE, percent('percent', 'form.change'), figure('units', 'form.units-year'), target],
  growth: [percent('percent', 'form.change-year'), target],
  intensity: [figure('per_week', 'form.per-week-new', { optional: perWeek }), figure('cap', 'form.cap', { optional: perWeek }), target],
  duration: [percent('percent', 'form.change'), target],
  attendance: [percent('old_no_show', 'form.old-absence'), percent('new_no_show', 'form.new-absence'), target],
  substitution: [product, { is: 'product', key: 'into', label: 'form.into' }, percent('share', 'form.share-moved'), figure('units', 'form.units-each')],
  target_path: [{ is: 'whole', key: 'base_year', label: 'form.base-year' }, { is: 'whole', key: 'target_year', label: 'form.target-year' }, percent('reduction', 'form.reduction'),
    { is: 'choice', key: 'shape', label: 'form.shape', options: [['geometric', 'lever.shape.geometric'], ['linear', 'lever.shape.linear']] }, target],
  one_off: [money('amount', 'form.amount-once')],
  maatwerk: [figure('contracts', 'form.contracts-year'), money('value', 'form.value')],
};

export const leverSpecs = (kind: Lever['kind']): readonly Spec[] => [...HEAD, ...OWN[kind], ...TIME];

const member = (providers: boolean): readonly Spec[] => [{ is: 'name', key: 'name', label: 'form.name' }, percent('share', 'form.share'), ...(providers ? [figure('ceiling', 'plan.providers.ceiling', { decimals: 2, optional: 'euro/jaar' })] : [])];

/** The figures of a queue that has hours or a goal. */
const HOURS: readonly Spec[] = [
  figure('hours.each', 'form.hours-each'), figure('hours.beside', 'form.hours-beside'), figure('hours.weeks', 'form.weeks'), money('hours.price', 'form.hours-price'),
  { is: 'date', key: 'goal.from', label: 'form.goal-from', when: 'goal' }, { is: 'date', key: 'goal.by', label: 'form.goal-by', when: 'goal' }, figure('goal.wait', 'form.goal-wait'),
];
const trajectories = (key: string, clients: Key, cost: Key): readonly Spec[] => [figure(`${key}.clients`, clients), money(`${key}.cost`, cost)];

export const PARTS: Readonly<Partial<Record<Part['kind'], readonly Spec[]>>> = {
  product: [...HEAD, { is: 'unit', key: 'unit', label: 'form.unit' },
    { is: 'list', key: 'tariffs', label: 'form.tariffs', add: 'form.add-tariff', least: 1, of: [{ is: 'date', key: 'from', label: 'form.from' }, money('amount', 'form.tariff')],
      fresh: (document) => ({ from: document.horizon.from, amount: assumed('80.00', 'euro/uur') }) },
    VOLUME, figure('volume.per_year', 'form.per-year'), figure('volume.clients', 'form.clients'), figure('volume.per_week', 'form.per-week'), figure('volume.weeks', 'form.weeks'),
    SPREAD, { is: 'months', key: 'spread.weeks', label: 'form.spread.weeks' }, { is: 'months', key: 'spread.shares', label: 'form.spread.shares' }],
  line: [...HEAD, { is: 'list', key: 'amounts', label: 'form.amounts', add: 'form.add-year', least: 1, of: [{ is: 'whole', key: 'year', label: 'form.year' }, money('amount', 'form.amount-year')],
    fresh: (document, count) => ({ year: (horizonYears(document)[0] ?? 2026) + count, amount: assumed('100000.00', 'euro/jaar') }) }],
  municipalities: [{ is: 'list', key: 'members', label: 'plan.municipalities', add: 'form.add-member', least: 1, of: member(false), fresh: (document, count) => freshMember(document, 'municipalities', '1', count + 1) }],
  providers: [{ is: 'list', key: 'members', label: 'plan.providers', add: 'form.add-member', least: 1, of: member(true), fresh: (document, count) => freshMember(document, 'providers', '1', count + 1) }],
  budget: [],
  queue: [...HEAD, figure('opening', 'form.opening'), figure('inflow', 'form.inflow'), ...HOURS,
    { is: 'list', key: 'capacity', label: 'plan.queue.capacity', add: 'form.add-capacity', least: 1, of: [{ is: 'date', key: 'from', label: 'form.from' }, figure('clients', 'form.clients-month'), figure('hours', 'form.hours-week')],
      fresh: (document) => ({ from: document.horizon.from, clients: assumed('10', 'client/maand') }) }],
  allocations: [...HEAD, { is: 'choice', key: 'paid_by', label: 'form.paid-by', options: [['effort', 'form.paid-by.effort'], ['output', 'form.paid-by.output']] },
    { is: 'rows', key: 'allocations', label: 'form.allocations', of: [{ is: 'date', key: 'from', label: 'form.first-day' }, { is: 'date', key: 'last', label: 'form.last-day' }, money('tariff', 'form.tariff'),
      figure('per_day', 'form.per-day'), figure('per_week', 'form.a-week'), figure('per_month', 'form.a-month'), figure('in_total', 'form.in-total'), { is: 'rows', key: 'claims', label: 'form.claims', of: [figure('volume', 'form.claimed')] }] }],
  conversion: [...HEAD, { is: 'date', key: 'from', label: 'form.from' },
    { is: 'rows', key: 'levels', label: 'form.levels', of: [money('tariff', 'form.tariff')] },
    { is: 'rows', key: 'categories', label: 'form.categories', of: [money('tariff', 'form.old-tariff'), figure('volume.per_year', 'form.per-year'), figure('volume.clients', 'form.clients'), figure('volume.per_week', 'form.per-week'), figure('volume.weeks', 'form.weeks'),
      figure('most_per_week', 'form.most'), { is: 'switch', key: 'most_on', label: 'form.most-on', when: 'most_per_week' }] },
    figure('daycare.size', 'form.size'), figure('daycare.clients_per_staff', 'form.clients-per-staff'), figure('daycare.least_staff', 'form.least-staff'), money('daycare.cost_per_staff', 'form.cost-per-staff'), money('daycare.room', 'form.room'), money('daycare.material', 'form.client-cost'),
    percent('friction.share', 'form.friction'), { is: 'whole', key: 'friction.months', label: 'form.friction-months', when: 'friction' },
    { is: 'rows', key: 'codes', label: 'form.codes', of: [figure('per_unit', 'form.per-unit'), money('tariff', 'form.tariff')] }],
  claimed_time: [...HEAD, money('tariff', 'form.tariff'), { is: 'rows', key: 'contacts', label: 'form.contacts', of: [figure('number', 'form.number-year'), figure('planned', 'form.planned'), figure('delivered', 'form.delivered')] }],
  first_allocations: [...HEAD, money('budget', 'form.first-budget'), percent('aim', 'form.aim'),
    { is: 'rows', key: 'providers', label: 'part.kind.providers', of: [...trajectories('within', 'form.within', 'form.within-cost'), ...trajectories('extended', 'form.extended', 'form.extended-cost')] }],
  funnel: [...HEAD, figure('start', 'form.funnel-start'), { is: 'rows', key: 'steps', label: 'form.steps', of: [percent('share', 'form.step-share'), money('cost', 'form.step-cost')] }],
  rejections: [...HEAD, money('claimed', 'form.claimed'), money('rejected', 'form.rejected')],
  contracts: [...HEAD, { is: 'list', key: 'rows', label: 'form.rows', add: 'form.add-row', least: 1, of: [{ is: 'name', key: 'name', label: 'form.name' }, figure('contracts', 'plan.contracts.count'), money('value', 'plan.contracts.value')],
    fresh: (document, count) => ({ id: freeId(document, 'rij'), name: { nl: `Rij ${count + 1}`, en: `Row ${count + 1}` }, contracts: assumed('1', 'contract'), value: assumed('30000.00', 'euro') }) }],
  observations: [...HEAD,
    { is: 'list', key: 'categories', label: 'form.forms', add: 'form.add-form', least: 1, folded: true, of: [{ is: 'name', key: 'name', label: 'form.name' }], fresh: (document, count) => freshCategory(document, count + 1) },
    { is: 'list', key: 'rows', label: 'form.observed', add: 'form.add-row', least: 1, folded: true, of: [{ is: 'whole', key: 'year', label: 'form.year' }, { is: 'category', key: 'category', label: 'form.category' },
      { is: 'number', key: 'clients', label: 'form.clients' }, { is: 'number', key: 'cost', label: 'form.cost', decimals: 2 }, { is: 'cited' }], fresh: (document) => freshRow(document) },
    { is: 'list', key: 'absent', label: 'form.absent', add: 'form.add-absent', folded: true, of: [{ is: 'whole', key: 'year', label: 'form.year' }, { is: 'category', key: 'category', label: 'form.category' }, { is: 'name', key: 'reason', label: 'form.reason' }],
      fresh: (document) => ({ year: horizonYears(document)[0] ?? 2026, category: document.parts.flatMap((part) => (part.kind === 'observations' ? part.categories : []))[0]?.id ?? '', reason: { nl: messages['form.reason.fresh'].nl, en: messages['form.reason.fresh'].en } }) }],
  projection: [{ is: 'choice', key: 'clients', label: 'form.trend.clients', options: TRENDS }, { is: 'choice', key: 'cost_per_client', label: 'form.trend.cost', options: TRENDS }],
};

/** What is being typed stays while the page is drawn again; what cannot be taken over is put back. */
const text = (label: string, id: string, value: string, change: (value: string) => boolean): TemplateResult => html`<div class="dagdeel-field"><label for=${id}>${label}</label><div class="dagdeel-control dagdeel-control--text"><input id=${id} autocomplete="off" .value=${value}
  @change=${(event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    if (!change(input.value)) input.value = value;
  }}></div></div>`;

/** A name is the user's own: the same in both languages. */
function nameField({ state, dispatch }: Context, path: string, label: Key): TemplateResult {
  const value = at(state.document, path) as Text | undefined;
  return text(t(state.lang, label), fieldId(path), value?.[state.lang] ?? '', (typed) => {
    const name = typed.trim();
    if (name !== '') dispatch({ type: 'set', path, value: { nl: name, en: name } });
    return name !== '';
  });
}

/** Another unit for a product goes through all its figures. */
function unitField({ state, dispatch }: Context, path: string, label: Key): TemplateResult {
  const parent = path.replace(/\.unit$/, '');
  const old = at(state.document, path) as string;
  return text(t(state.lang, label), fieldId(path), old, (typed) => {
    const unit = typed.trim().toLowerCase();
    if (!/^[a-z]+$/.test(unit) || unit === old) return false;
    const renamed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(renamed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === 'unit' && typeof each === 'string' ? each.split('/').map((word) => (word === old ? unit : word)).join('/') : renamed(each)]));
    };
    dispatch({ type: 'set', path: parent, value: renamed(at(state.document, parent)) });
    return true;
  });
}

function select({ state }: Context, path: string, label: Key, value: string, options: readonly { value: string; name: string }[], choose: (value: string) => void): TemplateResult {
  const wrong = problemOf(state, path);
  return html`<div class="dagdeel-field"><label for=${fieldId(path)}>${t(state.lang, label)}</label><select class="dagdeel-select dagdeel-select--wide" id=${fieldId(path)} .value=${live(value)} aria-invalid=${wrong ? 'true' : nothing}
    @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.name}</option>`)}</select>
    ${wrong ? html`<div class="dagdeel-error">${icon('warn')}<span>${wrong.problem.message[state.lang]}</span></div>` : nothing}</div>`;
}

/** Another product may be counted in another unit: the figures of the lever follow. */
function withProduct(document: ScenarioDocument, lever: Lever, key: string, id: string): Lever {
  const unit = (product: string) => productNames(document).find((aim) => aim.id === product)?.unit || 'client';
  const next = { ...lever, [key]: id } as Lever;
  if ((next.kind === 'tariff' || next.kind === 'surcharge')) return { ...next, amount: { ...next.amount, unit: `euro/${unit(next.product)}` } };
  if (next.kind === 'group_size') return { ...next, size: { ...next.size, unit: `${unit(next.product)}/groepsdagdeel` }, client_cost: { ...next.client_cost, unit: `euro/${unit(next.product)}` } };
  if (next.kind === 'substitution') return { ...next, units: { ...next.units, unit: unit(next.product) === unit(next.into) ? '1' : `${unit(next.into)}/${unit(next.product)}` } };
  return next;
}

function productField(context: Context, root: string, path: string, key: string, label: Key): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const { document, lang } = state;
  const lever = at(document, root) as Lever | undefined;
  if (!document || !lever) return nothing;
  const options = aimsOf(document, lever.kind).map(({ id, name }) => ({ value: id, name: name[lang] }));
  return select(context, path, label, String(at(document, path) ?? ''), options, (id) => dispatch({ type: 'set', path: root, value: withProduct(document, lever, key, id) }));
}

/** What a measure is aimed at: everything, or what is ticked. */
function targetField({ state, dispatch }: Context, root: string): TemplateResult | typeof nothing {
  const { document, lang } = state;
  if (!document) return nothing;
  const aims = productNames(document);
  const members = (kind: 'municipalities' | 'providers') => document.parts.flatMap((part) => (part.kind === kind ? part.members.map(({ id, name }) => ({ id, name })) : []));
  const groups = [
    { key: 'products', label: 'form.target.products', options: aims.filter(({ kind }) => kind !== 'category') },
    { key: 'categories', label: 'form.target.categories', options: aims.filter(({ kind }) => kind === 'category') },
    { key: 'municipalities', label: 'form.target.municipalities', options: members('municipalities') },
    { key: 'providers', label: 'form.target.providers', options: members('providers') },
  ] as const;
  const now = (at(document, `${root}.target`) ?? {}) as Readonly<Record<string, readonly string[] | undefined>>;
  const toggle = (key: string, id: string, on: boolean) => {
    const ids = [...(now[key] ?? []).filter((each) => each !== id), ...(on ? [id] : [])];
    const rest = Object.fromEntries(Object.entries({ ...now, [key]: ids }).filter(([, list]) => list && list.length > 0));
    dispatch({ type: 'set', path: `${root}.target`, value: Object.keys(rest).length > 0 ? rest : undefined });
  };
  const wrong = problemOf(state, `${root}.target`);
  return html`${groups.filter(({ options }) => options.length > 0).map(({ key, label, options }) => html`<fieldset class="dagdeel-form__group"><legend>${t(lang, label)}</legend>
    ${options.map(({ id, name }) => html`<label class="dagdeel-check"><input type="checkbox" .checked=${live(now[key]?.includes(id) ?? false)} @change=${(event: Event) => toggle(key, id, (event.currentTarget as HTMLInputElement).checked)}><span>${name[lang]}</span></label>`)}</fieldset>`)}
    <p class="dagdeel-help">${t(lang, 'form.target.help')}</p>${wrong ? html`<div class="dagdeel-error">${icon('warn')}<span>${wrong.problem.message[lang]}</span></div>` : nothing}`;
}

/** A remark on a figure, which its explanation shows. */
function noteField({ state, dispatch }: Context, path: string, label: Key): TemplateResult {
  const { lang } = state;
  const note = at(state.document, `${path}.note`) as Text | undefined;
  return html`<details class="dagdeel-form__note" ?open=${note !== undefined}><summary>${t(lang, 'form.note')}<span class="visually-hidden"> ${t(lang, label)}</span></summary>${
    text(t(lang, 'form.note-of', { of: t(lang, label) }), fieldId(`${path}.note`), note?.[lang] ?? '', (typed) => {
      const words = typed.trim();
      dispatch({ type: 'set', path: `${path}.note`, value: words === '' ? undefined : { nl: words, en: words } });
      return true;
    })}</details>`;
}

function figureField(context: Context, root: string, path: string, spec: Extract<Spec, { is: 'figure' }>): TemplateResult | typeof nothing {
  const { state } = context;
  const value = at(state.document, path) as Figure | undefined;
  // One of several ways to give a quantity: only the one that the document has.
  if (!value && !spec.optional) return nothing;
  if (value && value.value === null && value.low && value.high) return rangeField(context, path, spec, value);
  const { optional } = spec;
  const added = typeof optional === 'function' ? (state.document ? optional(state.document, at(state.document, root)) : '') : (optional ?? '');
  const unit = value?.unit ?? added;
  const after = spec.as === 'percent' ? '%' : writeUnit(unit, state.lang);
  const field: Field = { path: `${path}.value`, label: spec.label, ...(spec.as ? { as: spec.as } : {}), ...(after ? { after } : {}), ...(spec.decimals === undefined ? {} : { decimals: spec.decimals }), ...(spec.optional ? { optional: true, unit: added } : {}) };
  return html`<div class="dagdeel-form__field">${numberField(context, field)}${fieldErrors(context, [field])}${value ? noteField(context, path, spec.label) : nothing}${
    value ? html`<div class="dagdeel-form__chip">${value.source === 'aanname' ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(state.lang, 'input.assumption')}</span>` : sourceChip(state, value.source)}</div>` : nothing}</div>`;
}

/** A figure of which only the ends are known: both of them, and the way to one number. */
function rangeField(context: Context, path: string, spec: Extract<Spec, { is: 'figure' }>, value: Figure): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const after = spec.as === 'percent' ? '%' : writeUnit(value.unit, lang);
  const ends: Field[] = (['low', 'high'] as const).map((end) => ({ path: `${path}.${end}`, label: `form.range-${end}` as const, params: { what: t(lang, spec.label) }, ...(spec.as ? { as: spec.as } : {}), ...(after ? { after } : {}), ...(spec.decimals === undefined ? {} : { decimals: spec.decimals }) }));
  const { low, high: _, ...rest } = value;
  return html`<div class="dagdeel-form__field">${ends.map((field) => html`${numberField(context, field)}${fieldErrors(context, [field])}`)}
    <div class="dagdeel-form__chip">${value.source === 'aanname' ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(lang, 'input.assumption')}</span>` : sourceChip(state, value.source)}</div>
    <button type="button" class="dagdeel-link-button" @click=${() => dispatch({ type: 'set', path, value: { ...rest, value: low } })}>${t(lang, 'form.one-number')}</button></div>`;
}

function switchField({ state, dispatch }: Context, path: string, label: Key): TemplateResult {
  const on = at(state.document, path) !== false;
  return html`<label class="dagdeel-check"><input type="checkbox" id=${fieldId(path)} .checked=${live(on)} @change=${(event: Event) => dispatch({ type: 'set', path, value: (event.currentTarget as HTMLInputElement).checked })}><span>${t(state.lang, label)}</span></label>`;
}

/** Rows, each under its own name; a long list stays folded until it is asked for. A new row is like the last. */
function rowsField(context: Context, path: string, spec: Extract<Spec, { is: 'rows' }>): TemplateResult {
  const { state, dispatch } = context;
  const { lang, document } = state;
  const items = (at(document, path) ?? []) as readonly Named[];
  const label = t(lang, spec.label);
  const name = (item: Named, index: number) => item.name?.[lang] ?? (item.month ? writeDate(item.month, lang) : String(index + 1));
  const last = items.at(-1);
  const add = () => {
    if (document && last) dispatch({ type: 'add-item', path, value: likeRow(document, last, items.length + 1) });
  };
  return html`<details class="dagdeel-rows"><summary>${label} (${items.length})</summary>${items.map((item, index) => html`<fieldset class="dagdeel-form__group"><legend>${name(item, index)}</legend>
    <div class="dagdeel-form__row" role="group" aria-label=${name(item, index)}>${item.name ? nameField(context, `${path}[${index}].name`, 'form.name') : nothing}${spec.of.map((each) => one(context, `${path}[${index}]`, each))}
      ${items.length > 1 ? html`<button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'form.remove-of', { of: name(item, index) })} @click=${() => dispatch({ type: 'remove-item', path, index })}>${t(lang, 'form.remove')}</button>` : nothing}</div></fieldset>`)}
    ${last ? html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" aria-label=${t(lang, 'form.add-row-to', { of: label })} @click=${add}>${icon('plus')}${t(lang, 'form.add-row')}</button>` : nothing}</details>`;
}

/** A number of an observed row. */
function plainField(context: Context, path: string, { label, decimals }: Extract<Spec, { is: 'number' }>): TemplateResult {
  const field: Field = { path, label, ...(decimals === undefined ? {} : { decimals, after: '€' }) };
  return html`<div class="dagdeel-form__field">${numberField(context, field)}${fieldErrors(context, [field])}</div>`;
}

function citedChip({ state }: Context, root: string): TemplateResult {
  const [own, whole] = [`${root}.source`, `${root.replace(/\.[^.]*$/, '')}.source`].map((path) => at(state.document, path));
  const source = String(own ?? whole ?? '');
  return html`<div class="dagdeel-form__chip">${source === 'aanname' ? html`<span class="dagdeel-chip dagdeel-chip--assumption">${t(state.lang, 'input.assumption')}</span>` : sourceChip(state, source)}</div>`;
}

function one(context: Context, root: string, spec: Spec): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  if (spec.is === 'target') return targetField(context, root);
  if (spec.is === 'cited') return citedChip(context, root);
  if (spec.when !== undefined && at(state.document, `${root}.${spec.when}`) === undefined) return nothing;
  const path = `${root}.${spec.key}`;
  switch (spec.is) {
    case 'figure': return figureField(context, root, path, spec);
    case 'number': return plainField(context, path, spec);
    case 'months': return monthsField(context, path, spec.label);
    case 'category': return categoryField(context, path, spec.label);
    case 'way': return wayField(context, root, spec);
    case 'name': return nameField(context, path, spec.label);
    case 'unit': return unitField(context, path, spec.label);
    case 'product': return productField(context, root, path, spec.key, spec.label);
    case 'party': return select(context, path, spec.label, String(at(state.document, path) ?? ''), parties(state.document).map(({ id, name }) => ({ value: id, name: name[state.lang] })), (value) => dispatch({ type: 'set', path, value }));
    case 'choice': return select(context, path, spec.label, String(at(state.document, path) ?? (spec.flag ? 'false' : '')), spec.options.map(([value, label]) => ({ value, name: t(state.lang, label) })), (value) => dispatch({ type: 'set', path, value: spec.flag ? value === 'true' : value }));
    case 'date':
    case 'whole': {
      const field: Field = { path, label: spec.label, as: spec.is === 'date' ? 'date' : 'integer', ...(spec.optional ? { optional: true } : {}) };
      return html`<div class="dagdeel-form__field">${(spec.is === 'date' ? dateField : numberField)(context, field)}${fieldErrors(context, [field])}</div>`;
    }
    case 'list': return listField(context, path, spec);
    case 'rows': return rowsField(context, path, spec);
    case 'switch': return switchField(context, path, spec.label);
  }
}

/** What a choice changes is more than one field: the whole that holds them. */
function wayField(context: Context, root: string, spec: Extract<Spec, { is: 'way' }>): TemplateResult | typeof nothing {
  const { state, dispatch } = context;
  const path = spec.key === '' ? root : `${root}.${spec.key}`;
  const holder = at(state.document, path) as Holder | undefined;
  const { document } = state;
  if (!holder || !document) return nothing;
  const options = spec.ways.map(({ value, label }) => ({ value, name: t(state.lang, label) }));
  const now = spec.ways.find(({ has }) => has(holder))?.value ?? '';
  const id = spec.key === '' ? `${path}.${spec.label.replace(/\W/g, '_')}` : path;
  return select(context, id, spec.label, now, options, (value) => {
    const way = spec.ways.find((each) => each.value === value);
    if (way && value !== now) dispatch({ type: 'set', path, value: way.give(holder, document) });
  });
}

/** Twelve numbers, January first. */
function monthsField(context: Context, path: string, label: Key): TemplateResult | typeof nothing {
  const { state } = context;
  if (!Array.isArray(at(state.document, path))) return nothing;
  const as = path.endsWith('shares') ? ('percent' as const) : ('number' as const);
  const fields = Array.from({ length: 12 }, (_, month): Field => ({ path: `${path}[${month}]`, label: 'form.month', params: { month: writeMonth(month + 1, state.lang) }, as }));
  return html`<fieldset class="dagdeel-form__group"><legend>${t(state.lang, label)}</legend><div class="dagdeel-form__months">${fields.map((field) => numberField(context, field))}</div>${fieldErrors(context, fields)}</fieldset>`;
}

function categoryField(context: Context, path: string, label: Key): TemplateResult {
  const { state, dispatch } = context;
  const all = (state.document?.parts ?? []).flatMap((part) => (part.kind === 'observations' ? part.categories : []));
  return select(context, path, label, String(at(state.document, path) ?? ''), all.map(({ id, name }) => ({ value: id, name: name[state.lang] })), (value) => dispatch({ type: 'set', path, value }));
}

function listField(context: Context, path: string, spec: Extract<Spec, { is: 'list' }>): TemplateResult {
  const { state, dispatch } = context;
  const { lang, document } = state;
  const items = (at(document, path) ?? []) as readonly unknown[];
  const label = t(lang, spec.label);
  const add = () => {
    if (!document) return;
    // A new row counts in the unit of the one before.
    const value = spec.fresh(document, items.length);
    dispatch({ type: 'add-item', path, value: likeLast(value, items.at(-1)) });
  };
  const rows = html`${items.map((_, index) => html`<div class="dagdeel-form__row" role="group" aria-label="${label} ${index + 1}">${spec.of.map((each) => one(context, `${path}[${index}]`, each))}
      ${items.length > (spec.least ?? 0) ? html`<button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'form.remove-of', { of: `${label} ${index + 1}` })} @click=${() => dispatch({ type: 'remove-item', path, index })}>${t(lang, 'form.remove')}</button>` : nothing}</div>`)}
    <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${add}>${icon('plus')}${t(lang, spec.add)}</button>`;
  return spec.folded ? html`<details class="dagdeel-form__folded"><summary>${label} (${items.length})</summary><div class="dagdeel-form__group">${rows}</div></details>`
    : html`<fieldset class="dagdeel-form__group"><legend>${label}</legend>${rows}</fieldset>`;
}

/** A new row counts in the units of the one before, and is given in the same way: in clients or in hours. */
function likeLast(value: unknown, last: unknown): unknown {
  if (typeof value !== 'object' || value === null || typeof last !== 'object' || last === null) return value;
  const before = last as Readonly<Record<string, unknown>>;
  const figured = (each: unknown): each is Figure => typeof each === 'object' && each !== null && 'unit' in each;
  const others = Object.entries(before).filter(([key, each]) => figured(each) && !(key in value));
  const gone = (key: string, each: unknown) => others.length > 0 && figured(each) && !(key in before);
  const own = Object.entries(value).filter(([key, each]) => !gone(key, each)).map(([key, each]) => {
    const unit = (before[key] as Figure | undefined)?.unit;
    return [key, figured(each) && unit ? { ...each, unit } : each];
  });
  return Object.fromEntries([...own, ...others.map(([key, each]) => [key, { ...(each as Figure), source: 'aanname' }])]);
}

/** A form for what stands at a path. */
export const form = (context: Context, root: string, specs: readonly Spec[]): TemplateResult => html`<div class="dagdeel-form">${specs.map((spec) => one(context, root, spec))}</div>`;
