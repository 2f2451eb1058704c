// The blocks of the answer about costs over the years. Each stands there where the result has its tables.

import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/projection/projection-chart.ts';
import '../../charts/queue/queue-chart.ts';
import '../../charts/waterfall/waterfall-chart.ts';
import { signOf } from '../../charts/extent.ts';
import { hasBudget, observedCount, projectionUnit } from '../../charts/projection/geometry.ts';
import { peakOf } from '../../charts/queue/geometry.ts';
import { betweenVariants, effectsOf, type Effect } from '../../charts/waterfall/geometry.ts';
import type { CellRef, RowSpec } from '../../export/bar.ts';
import { hasNumber, writeEntry, type Entry } from '../../export/sheet.ts';
import { addDays, plain, rich, t, toIso, writeCell, writeDate, writeEuro } from '../../i18n/index.ts';
import { isStale } from '../../store/reduce.ts';
import { addressOf, axisOf, cellAt, tableOf, type Labels } from '../../store/selectors.ts';
import type { AxisLabel, Cell, Lang, Result, ScenarioDocument, Table } from '../../store/types.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { reason } from '../../tape/tape.ts';
import { figure } from '../tariff/view.ts';
import { gridBlock, inThousands, nothingKnown } from './grid.ts';
import { deviationLetter, hasPlan, hasVariant, lastYear, measuresOn, projectionMessage, yearLabels, type Against } from './plan.ts';

/** What the reader chose to see; nothing of it changes an amount. */
export interface Shown {
  against: Against;
  thousands: boolean;
  /** The table of the whole result that stands open. */
  table: string | null;
  /** The year whose effect is split into causes; the last one at first. */
  causesOf: string | null;
}

export type Show = (change: Partial<Shown>) => void;

const ref = (table: string, labels: Labels, sign = false, reason?: string): CellRef => ({ table, labels, sign, reason });

const labelled = (result: Result, axis: string): readonly AxisLabel[] => axisOf(result, axis)?.labels ?? [];

function written(result: Result, id: string, labels: Labels, lang: Lang, sign = false): { value: string; why: string } {
  const cell = cellAt(result, id, labels);
  const { format, decimals } = tableOf(result, id) ?? { format: 'amount' as const, decimals: 2 };
  if (cell === undefined) return { value: '–', why: '' };
  if (nothingKnown(cell)) return { value: '–', why: t(lang, 'export.unknown') };
  return { value: writeCell(cell, { format, decimals }, lang, sign), why: reason(cell, lang) };
}

/** The figures of a scenario without observations, the effect last. */
export function planFigures(context: Context, result: Result): TemplateResult | typeof nothing {
  const { state } = context;
  const { lang } = state;
  const last = lastYear(result);
  if (!last || !hasPlan(result)) return nothing;
  const year = last.name[lang];
  const old = { year: last.id, variant: 'huidig' };
  const now = { year: last.id, variant: 'nieuw' };
  const one = (place: string, label: string, table: string, labels: Labels, note: string, sign = false, total = false) => {
    const { value, why } = written(result, table, labels, lang, sign);
    const whole = typeof cellAt(result, table, labels) === 'string';
    return figure(context, { place, label, value, note: why || note, address: addressOf(result, table, labels), total: total && whole });
  };
  const payback = cellAt(result, 'terugverdiend-na');
  return html`<div class="dagdeel-figures ${isStale(state) ? 'dagdeel-figures--stale' : ''}" role="group" aria-label=${t(lang, 'budget.figures')}>
    ${one('ongewijzigd', t(lang, 'plan.figure.old', { year }), 'kosten-per-jaar', old, t(lang, 'budget.figure.euro'))}
    ${one('nieuw', t(lang, 'plan.figure.new', { year }), 'kosten-per-jaar', now, t(lang, 'budget.figure.euro'))}
    ${hasBudget(result) && hasNumber(cellAt(result, 'afwijking', { year: last.id }))
      ? one('afwijking', t(lang, 'plan.figure.deviation', { year }), 'afwijking', { year: last.id }, deviationNote(result, last, lang), true)
      : typeof payback === 'string'
        ? one('terugverdiend', t(lang, 'plan.figure.payback'), 'terugverdiend-na', {}, t(lang, 'plan.figure.payback-note'))
        : !measuresOn(context.state.computed) ? nothing : one('opgeteld', t(lang, 'plan.figure.together', { year }), 'effect-opgeteld', { period: labelled(result, 'period').at(-1)?.id ?? '' }, t(lang, 'budget.figure.euro'), true)}
    ${one('effect', t(lang, 'plan.figure.effect', { year }), 'effect-per-jaar', { year: last.id }, t(lang, !measuresOn(context.state.computed) ? 'plan.figure.none-on' : 'plan.figure.effect-note'), true, true)}</div>`;
}

function deviationNote(result: Result, year: AxisLabel, lang: Lang): string {
  const letter = deviationLetter(cellAt(result, 'afwijking', { year: year.id }), lang);
  return t(lang, letter === t(lang, 'plan.adverse') ? 'plan.figure.over' : 'plan.figure.within');
}

export function projectionBlock(context: Context, result: Result, { against }: Shown): TemplateResult | typeof nothing {
  if (!hasPlan(result)) return nothing;
  const { state } = context;
  const { lang } = state;
  const said = projectionMessage(result, lang);
  // With a log-linear trend, what it leaves open is drawn.
  const band = hasNumber(cellAt(result, 'trend-totaal-hoog', { year: lastYear(result)?.id ?? '' })) && (state.computed?.parts.some((part) => part.kind === 'projection' && [part.clients, part.cost_per_client].includes('log-linear')) ?? false);
  return html`<section class="dagdeel-block" aria-labelledby="prognose-kop"><h2 class="dagdeel-message" id="prognose-kop">${rich(lang, said.key, said.params)}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'plan.projection.bar', { unit: projectionUnit(result, against, lang) })}</span></div>
    <dagdeel-projection-chart .result=${result} .lang=${lang} .against=${against} .band=${band} .message=${plain(lang, said.key, said.params)} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'} .context=${context}></dagdeel-projection-chart></section>`;
}

/** Unchanged and with measures by year, beside the budget. */
export function yearsBlock(context: Context, result: Result, shown: Shown): TemplateResult | typeof nothing {
  if (!hasPlan(result)) return nothing;
  const { lang } = context.state;
  const budget = hasBudget(result);
  const constant = shown.against === 'constant';
  const last = lastYear(result);
  const effect = last ? cellAt(result, 'effect-per-jaar', { year: last.id }) : undefined;
  const write = written(result, 'effect-per-jaar', { year: last?.id ?? '' }, lang, true).value;
  const head = [t(lang, 'chart.cost.year'), ...(budget ? [t(lang, 'plan.budget')] : []), t(lang, constant ? 'chart.projection.constant-column' : 'chart.projection.old-column'), t(lang, 'chart.projection.new-column'),
    ...(constant ? [] : [t(lang, 'plan.effect')]), ...(budget ? [t(lang, 'plan.deviation')] : [])];
  const at = (table: string, year: AxisLabel, labels: Labels = {}, sign = false): CellRef => ({ table, labels: { year: year.id, ...labels }, sign });
  return gridBlock(context, result, {
    id: 'prognosejaren',
    title: t(lang, 'plan.years'),
    message: typeof effect === 'string' && measuresOn(context.state.computed) ? rich(lang, 'plan.years.message', { year: last?.name[lang] ?? '', amount: write }) : t(lang, 'plan.years'),
    bar: t(lang, budget ? 'plan.years.bar-budget' : 'plan.years.bar'),
    thousands: shown.thousands,
    spec: { head, rows: yearsAhead(result).map((year) => ({ name: year.name[lang], cells: [
      ...(budget ? [at('begroting', year)] : []), at('kosten-per-jaar', year, { variant: shown.against }), at('kosten-per-jaar', year, { variant: 'nieuw' }),
      ...(constant ? [] : [at('effect-per-jaar', year, {}, true)]), ...(budget ? [at('afwijking', year, {}, true)] : [])] })) },
    write: deviationWriter(lang, shown.thousands),
  });
}

/** "84.590 V" instead of +84.590. */
const deviationWriter = (lang: Lang, thousands: boolean) => (entry: Entry): string | null => {
  if (entry.address.node !== 'afwijking' || typeof entry.cell !== 'string') return null;
  const plainEntry: Entry = { ...entry, cell: entry.cell.replace(/^-/, ''), sign: false };
  return `${(thousands ? inThousands(plainEntry, lang) : null) ?? writeEntry(plainEntry, lang)}\u00a0${deviationLetter(entry.cell, lang)}`.trim();
};

export const PLAN_COLUMNS = ['begroting-primitief', 'begroting-bijgesteld', 'realisatie', 'verplicht', 'prognose-einde-jaar', 'afwijking'] as const;

/** The rows of the planning-and-control table: a year, or a year of a municipality. */
interface PlanRow {
  year: AxisLabel;
  municipality: AxisLabel | null;
  name: string;
}

/** The years ahead of what was observed; all years where nothing was. */
function yearsAhead(result: Result): readonly AxisLabel[] {
  const years = yearLabels(result);
  const seen = observedCount(years.map(({ id }) => cellAt(result, 'kosten-totaal', { year: id })));
  return seen < years.length ? years.slice(seen) : years;
}

export function planRows(result: Result, lang: Lang): PlanRow[] {
  const split = tableOf(result, 'begroting')?.axes.includes('gemeente') ?? false;
  return yearsAhead(result).flatMap((year): PlanRow[] => (split ? labelled(result, 'gemeente').map((municipality) => ({ year, municipality, name: `${year.name[lang]}, ${municipality.name[lang]}` })) : [{ year, municipality: null, name: year.name[lang] }]));
}

/** The columns of the planning-and-control cycle; `instead` makes cells of it fields. */
export function controlBlock(context: Context, result: Result, shown: Shown, instead?: (year: string, municipality: string | null, column: (typeof PLAN_COLUMNS)[number], row: string) => TemplateResult | null): TemplateResult | typeof nothing {
  const { lang } = context.state;
  if (!tableOf(result, 'begroting')) return nothing;
  const rows = planRows(result, lang);
  const constant = tableOf(result, 'prognose-constante-prijzen');
  const columns = [...PLAN_COLUMNS.slice(0, 5), ...(constant ? ['prognose-constante-prijzen'] : []), 'afwijking'];
  const name = (id: string) => tableOf(result, id)?.name[lang] ?? id;
  return gridBlock(context, result, {
    id: 'begroting',
    title: t(lang, 'plan.control'),
    message: t(lang, 'plan.control'),
    bar: t(lang, 'plan.control.bar'),
    thousands: shown.thousands,
    write: deviationWriter(lang, shown.thousands),
    instead: (at, column) => {
      const row = rows[at];
      const id = columns[column] as (typeof PLAN_COLUMNS)[number] | undefined;
      return row && id ? (instead?.(row.year.id, row.municipality?.id ?? null, id, row.name) ?? null) : null;
    },
    spec: { head: [t(lang, 'chart.cost.year'), ...columns.map(name)], rows: rows.map(({ year, municipality, name: row }) => ({ name: row,
      cells: columns.map((table) => ({ table, labels: { year: year.id, ...(municipality ? { gemeente: municipality.id } : {}) }, sign: table === 'afwijking' })) })) },
  });
}

/** What projecting the last observed year would have given. */
export function lookBackBlock(context: Context, result: Result, shown: Shown): TemplateResult | typeof nothing {
  const { lang } = context.state;
  if (!tableOf(result, 'terugblik-werkelijk')) return nothing;
  const count = observedCount(yearLabels(result).map(({ id }) => cellAt(result, 'kosten-totaal', { year: id })));
  const ways = ['vast', 'groei', 'log-lineair'].filter((way) => tableOf(result, `terugblik-${way}`));
  const ends = hasNumber(cellAt(result, 'terugblik-log-lineair-laag')) ? ['laag', 'hoog'] : [];
  const rows: RowSpec[] = ways.map((way) => ({ name: tableOf(result, `terugblik-${way}`)?.name[lang] ?? way, cells: [{ table: `terugblik-${way}` }, { table: `terugblik-${way}-afwijking`, sign: true }] }));
  const bounds: RowSpec[] = ends.map((end) => ({ name: tableOf(result, `terugblik-log-lineair-${end}`)?.name[lang] ?? end, cells: [{ table: `terugblik-log-lineair-${end}` }, null] }));
  return gridBlock(context, result, {
    id: 'terugblik',
    title: t(lang, 'plan.lookback'),
    message: t(lang, 'plan.lookback.message', { count: String(count) }),
    bar: t(lang, 'plan.lookback.bar'),
    thousands: shown.thousands,
    spec: { head: [t(lang, 'plan.lookback.way'), t(lang, 'plan.lookback.amount'), t(lang, 'plan.lookback.off')], rows: [...rows, ...bounds, { name: tableOf(result, 'terugblik-werkelijk')?.name[lang] ?? '', cells: [{ table: 'terugblik-werkelijk' }, null] }] },
  });
}

/** One table per axis: municipalities, providers. */
export function municipalitiesBlock(context: Context, result: Result, shown: Shown): TemplateResult | typeof nothing {
  const { lang } = context.state;
  if (!tableOf(result, 'kosten-per-gemeente')) return nothing;
  const members = labelled(result, 'gemeente');
  const rows = yearLabels(result).flatMap((year) => members.map((member) => ({ name: `${year.name[lang]}, ${member.name[lang]}`, cells: [
    ref('kosten-per-gemeente', { year: year.id, variant: 'huidig', gemeente: member.id }), ref('kosten-per-gemeente', { year: year.id, variant: 'nieuw', gemeente: member.id }),
    ref('effect-per-gemeente', { year: year.id, gemeente: member.id }, true)] })));
  return gridBlock(context, result, { id: 'gemeenten', title: t(lang, 'plan.municipalities'), message: t(lang, 'plan.municipalities'), bar: t(lang, 'plan.municipalities.bar'), thousands: shown.thousands,
    spec: { head: [t(lang, 'plan.municipality'), t(lang, 'chart.projection.old-column'), t(lang, 'chart.projection.new-column'), t(lang, 'plan.effect')], rows } });
}

/** The day of the year on which a ceiling is exceeded, as a date; 0 is never. */
function exceeded(cell: Cell | undefined, year: string, lang: Lang): string | null {
  if (typeof cell !== 'string' || !/^\d+$/.test(cell)) return null;
  if (cell === '0') return t(lang, 'plan.providers.never');
  return writeDate(toIso(addDays({ year: Number.parseInt(year, 10), month: 1, day: 1 }, Number.parseInt(cell, 10) - 1)), lang);
}

export function providersBlock(context: Context, result: Result, shown: Shown): TemplateResult | typeof nothing {
  const { lang } = context.state;
  if (!tableOf(result, 'kosten-per-aanbieder')) return nothing;
  const ceilings = tableOf(result, 'ruimte-onder-plafond') !== undefined;
  const none = t(lang, 'plan.providers.no-ceiling');
  const limited = (id: string) => hasNumber(cellAt(result, 'plafond', { aanbieder: id }));
  const rows = yearLabels(result).flatMap((year) => labelled(result, 'aanbieder').map(({ id, name }) => ({ name: `${year.name[lang]}, ${name[lang]}`, cells: [
    ref('kosten-per-aanbieder', { year: year.id, variant: 'huidig', aanbieder: id }), ref('kosten-per-aanbieder', { year: year.id, variant: 'nieuw', aanbieder: id }),
    ...(ceilings ? [ref('plafond', { aanbieder: id }, false, none), ref('ruimte-onder-plafond', { year: year.id, aanbieder: id }, true, none), limited(id) ? ref('dag-boven-plafond', { year: year.id, aanbieder: id }) : null] : [])] })));
  return gridBlock(context, result, { id: 'aanbieders', title: t(lang, 'plan.providers'), message: t(lang, 'plan.providers'), bar: t(lang, ceilings ? 'plan.providers.bar-ceiling' : 'plan.providers.bar'), thousands: shown.thousands,
    write: (entry) => (entry.address.node === 'dag-boven-plafond' ? exceeded(entry.cell, entry.address.labels.find(({ axis }) => axis === 'year')?.label ?? '', lang) : null),
    spec: { head: [t(lang, 'plan.provider'), t(lang, 'chart.projection.old-column'), t(lang, 'chart.projection.new-column'), ...(ceilings ? [t(lang, 'plan.providers.ceiling'), t(lang, 'plan.providers.room'), t(lang, 'plan.providers.exceeded')] : [])], rows } });
}

/** A waiting list, by period: its chart, with its table under it; one with a goal tells of itself. */
export function queueBlocks(context: Context, result: Result, document: ScenarioDocument): TemplateResult[] {
  const { state } = context;
  const { lang } = state;
  return document.parts.flatMap((part) => {
    if (part.kind !== 'queue' || part.goal || !tableOf(result, `${part.id}-wachtenden`)) return [];
    const peak = peakOf(result, part.id);
    const waiting = written(result, `${part.id}-wachtenden`, { period: peak?.id ?? '' }, lang).value;
    const wait = written(result, `${part.id}-wachttijd`, { period: peak?.id ?? '' }, lang).value;
    const params = { name: part.name[lang], period: peak?.name[lang] ?? '', waiting, wait };
    return [html`<section class="dagdeel-block" aria-labelledby="${part.id}-kop"><h2 class="dagdeel-message" id="${part.id}-kop">${rich(lang, 'plan.queue.message', params)}</h2>
      <div class="dagdeel-block__bar"><span>${t(lang, 'plan.queue.bar')}</span></div>
      <dagdeel-queue-chart .result=${result} .lang=${lang} .queue=${part.id} .message=${plain(lang, 'plan.queue.message', params)} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'} .context=${context}></dagdeel-queue-chart></section>`];
  });
}

/** What made the measures cost more or less: volume, mix and price, in one year. */
export function causesBlock(context: Context, result: Result, shown: Shown, show: Show): TemplateResult | typeof nothing {
  const { state } = context;
  const { lang } = state;
  const years = yearsAhead(result);
  const year = years.find(({ id }) => id === shown.causesOf) ?? years.at(-1);
  if (!year || !tableOf(result, 'effect-naar-oorzaak') || !measuresOn(state.computed)) return nothing;
  const source = betweenVariants(year.id);
  const sign = signOf(cellAt(result, 'effect-per-jaar', { year: year.id }));
  const most = effectsOf(result, lang, source).reduce((best: Effect | null, effect) => (effect.end !== null && (!best || Math.abs(effect.end - effect.start) > Math.abs((best.end ?? 0) - best.start)) ? effect : best), null);
  const known = sign !== null && most !== null && most.end !== most.start;
  const params = { year: year.name[lang], cause: most?.name.toLowerCase() ?? '', amount: writeEuro(most?.cell, lang).replace(/(\u20ac\u00a0?)(\d)/, signOf(most?.cell) === 1 ? '$1+$2' : '$1$2') };
  const key = known ? 'plan.causes.message' : 'plan.causes.plain';
  return html`<section class="dagdeel-block" aria-labelledby="oorzaken-kop"><h2 class="dagdeel-message" id="oorzaken-kop">${rich(lang, key, params)}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'plan.causes.bar')}</span><label class="dagdeel-compare-years__end"><span>${t(lang, 'plan.causes.year')}</span>
      <select class="dagdeel-select" id="oorzaken-jaar" @change=${(event: Event) => show({ causesOf: (event.currentTarget as HTMLSelectElement).value })}>${years.map((each) => html`<option value=${each.id} .selected=${each === year}>${each.name[lang]}</option>`)}</select></label></div>
    <dagdeel-waterfall-chart .result=${result} .lang=${lang} .message=${plain(lang, key, params)} .source=${source} .from=${t(lang, 'plan.causes.before')} .to=${t(lang, 'plan.causes.after')}
      .stale=${isStale(state)} .foreign=${state.origin === 'foreign'} .context=${context}></dagdeel-waterfall-chart></section>`;
}

/** What each trend on the total makes of the years ahead, the log-linear one with its interval. */
export function trendsBlock(context: Context, result: Result, shown: Shown): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const last = lastYear(result);
  if (!last || !tableOf(result, 'trend-totaal')) return nothing;
  const at = (year: AxisLabel, trend: string): CellRef => ({ table: 'trend-totaal', labels: { year: year.id, trend } });
  const end = (year: AxisLabel, which: string): CellRef => ({ table: `trend-totaal-${which}`, labels: { year: year.id } });
  const trends = labelled(result, 'trend');
  const [low, high] = ['laag', 'hoog'].map((which) => cellAt(result, `trend-totaal-${which}`, { year: last.id }));
  return gridBlock(context, result, {
    id: 'trends',
    title: t(lang, 'plan.trends'),
    message: typeof low === 'string' && typeof high === 'string' ? rich(lang, 'plan.trends.message', { year: last.name[lang], low: writeEuro(low, lang), high: writeEuro(high, lang) }) : t(lang, 'plan.trends'),
    bar: t(lang, 'plan.trends.bar'),
    thousands: shown.thousands,
    spec: { head: [t(lang, 'chart.cost.year'), ...trends.map(({ name }) => name[lang]), t(lang, 'plan.trends.low'), t(lang, 'plan.trends.high')],
      rows: yearsAhead(result).map((year) => ({ name: year.name[lang], cells: [...trends.map(({ id }) => at(year, id)), end(year, 'laag'), end(year, 'hoog')] })) },
  });
}

/** Contracts as they are reported: what is unknown is a dash with its reason, and the known part is no total. */
export function contractBlocks(context: Context, result: Result, document: ScenarioDocument, shown: Shown): TemplateResult[] {
  const { lang } = context.state;
  return document.parts.flatMap((part) => {
    if (part.kind !== 'contracts' || !tableOf(result, `${part.id}-aantal`)) return [];
    const axis = tableOf(result, `${part.id}-aantal`)?.axes[0] ?? '';
    const rows = labelled(result, axis).map(({ id, name }) => {
      const row = part.rows.find((each) => each.id === id);
      const at = (what: string, why?: { nl: string; en: string } | undefined) => ({ table: `${part.id}-${what}`, labels: { [axis]: id }, reason: why?.[lang] });
      return { name: name[lang], cells: [at('aantal', row?.contracts.note), at('waarde', row?.value.note), at('gemiddelde', row?.value.note ?? row?.contracts.note)] };
    });
    const total = cellAt(result, `${part.id}-waarde-totaal`);
    return [gridBlock(context, result, {
      id: part.id,
      title: part.name[lang],
      message: typeof total === 'string' ? part.name[lang] : t(lang, 'plan.contracts.partly', { name: part.name[lang] }),
      bar: t(lang, 'plan.contracts.bar'),
      thousands: shown.thousands,
      spec: { head: [t(lang, 'plan.contracts.who'), t(lang, 'plan.contracts.count'), t(lang, 'plan.contracts.value'), t(lang, 'plan.contracts.average')], rows,
        foot: [{ name: t(lang, typeof total === 'string' ? 'budget.table.total' : 'plan.contracts.known'), cells: [{ table: `${part.id}-aantal-totaal` }, { table: `${part.id}-waarde-totaal` }, null] }] },
    })];
  });
}

/** Costs by product or line, in the chosen year columns. */
export function productsBlock(context: Context, result: Result, shown: Shown): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const products = labelled(result, 'product');
  if (!tableOf(result, 'productkosten-per-jaar') || products.length === 0) return nothing;
  const years = yearsAhead(result);
  const at = (product: AxisLabel) => years.map((year): CellRef => ({ table: 'productkosten-per-jaar', labels: { year: year.id, variant: 'nieuw', product: product.id } }));
  return gridBlock(context, result, { id: 'producten', title: t(lang, 'plan.products'), message: t(lang, 'plan.products'), bar: t(lang, 'plan.products.bar'), thousands: shown.thousands,
    spec: { head: [t(lang, 'plan.product'), ...years.map(({ name }) => name[lang])], rows: products.map((product) => ({ name: product.name[lang], cells: at(product) })),
      foot: [{ name: t(lang, 'budget.table.total'), cells: years.map((year) => ({ table: 'kosten-per-jaar', labels: { year: year.id, variant: 'nieuw' } })) }] } });
}

/** Any table of the result, all of it. */
export function fullBlock(context: Context, result: Result, shown: Shown, show: Show): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const [first] = result.tables;
  if (!first) return nothing;
  const table = result.tables.find(({ id }) => id === shown.table) ?? tableOf(result, 'effect-naar-aard') ?? first;
  const across = table.axes.length > 1 ? table.axes.at(-1) : undefined;
  const down = across === undefined ? table.axes : table.axes.slice(0, -1);
  const rows = down.reduce<{ names: string[]; labels: Record<string, string> }[]>(
    (all, axis) => all.flatMap((row) => labelled(result, axis).map((label) => ({ names: [...row.names, label.name[lang]], labels: { ...row.labels, [axis]: label.id } }))), [{ names: [], labels: {} }]);
  const columns: (AxisLabel | null)[] = across === undefined ? [null] : [...labelled(result, across)];
  const named = (each: Table) => (each.axes.length === 0 ? each.name[lang] : `${each.name[lang]} (${each.axes.map((axis) => (axisOf(result, axis)?.name[lang] ?? axis).toLowerCase()).join(', ')})`);
  return gridBlock(context, result, {
    id: 'alles',
    title: table.name[lang],
    message: t(lang, 'plan.full'),
    thousands: shown.thousands,
    bar: html`<label class="dagdeel-pick"><span>${t(lang, 'plan.full.which')}</span><select class="dagdeel-select" @change=${(event: Event) => show({ table: (event.currentTarget as HTMLSelectElement).value })}>${
      result.tables.map((each) => html`<option value=${each.id} .selected=${each === table}>${named(each)}</option>`)}</select></label>`,
    spec: { head: [down.map((axis) => axisOf(result, axis)?.name[lang] ?? axis).join(', '), ...columns.map((column) => column?.name[lang] ?? table.name[lang])],
      rows: rows.map(({ names, labels }) => ({ name: names.join(', ') || table.name[lang], cells: columns.map((column) => ({ table: table.id, labels: column && across !== undefined ? { ...labels, [across]: column.id } : labels })) })) },
  });
}

/** When the measures have earned themselves back. */
export function paybackLine(context: Context, result: Result): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const cell = cellAt(result, 'terugverdiend-na');
  if (typeof cell !== 'string' || !measuresOn(context.state.computed)) return nothing;
  return html`<p class="dagdeel-answer-sub">${t(lang, 'plan.payback')} ${askNumber(context, 'terug', addressOf(result, 'terugverdiend-na'), html`<strong>${t(lang, cell === '1' ? 'plan.payback.month' : 'plan.payback.months', { count: cell })}</strong>`)}.</p>`;
}

export const againstChoices = (result: Result | null): Against[] => (result && hasVariant(result, 'constant') ? ['huidig', 'constant'] : ['huidig']);
