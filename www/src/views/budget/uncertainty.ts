// How sure the answer is: the chance of exceeding the budget, the range of each year, and what drives it.

import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/drivers/drivers-chart.ts';
import { driversOf } from '../../charts/drivers/geometry.ts';
import type { CellRef } from '../../export/bar.ts';
import { plain, rich, t, writeCell, writeDecimal, writeEuro } from '../../i18n/index.ts';
import { isStale } from '../../store/reduce.ts';
import { cellAt, tableOf } from '../../store/selectors.ts';
import type { Lang, Result, SimulationResult, State } from '../../store/types.ts';
import { CHANCE, CHANCE_ERROR, COSTS, merged, RANKS, type Measure } from '../../uncertainty/merged.ts';
import { isUncertain } from '../../uncertainty/figures.ts';
import type { Context } from '../../tape/ask.ts';
import { gridBlock } from './grid.ts';
import { hasPlan, yearLabels } from './plan.ts';

let last: { given: Result; simulation: SimulationResult; shown: Result } | null = null;

/** The result with what is known of its uncertainty; the result itself where that is of another document. */
export function withSimulation(result: Result, { computed, simulation: { result: simulation } }: State): Result {
  if (!simulation || simulation.document.id !== result.document.id || !hasPlan(result) || !computed || !isUncertain(computed)) return result;
  if (last?.given !== result || last.simulation !== simulation) last = { given: result, simulation, shown: merged(result, simulation) };
  return last.shown;
}

const at = (year: string, maat: Measure): CellRef => ({ table: COSTS, labels: { year, variant: 'nieuw', maat } });

/** The years in which something varies. */
const varied = (result: Result) => yearLabels(result).filter(({ id }) => {
  const spread = cellAt(result, COSTS, { year: id, variant: 'nieuw', maat: 'spread' });
  return typeof spread === 'string' && /[1-9]/.test(spread);
});

const CHANCE_SHAPE = { format: 'percent', decimals: 2 } as const;

function message(result: Result, year: { id: string; name: { nl: string; en: string } }, lang: Lang): { rich: unknown; plain: string } {
  const chance = cellAt(result, CHANCE, { year: year.id });
  const amount = (maat: Measure) => writeEuro(cellAt(result, COSTS, { year: year.id, variant: 'nieuw', maat }), lang, 0);
  const [key, params] = typeof chance === 'string'
    ? (['sure.message.chance', { year: year.name[lang], chance: writeCell(chance, CHANCE_SHAPE, lang) }] as const)
    : (['sure.message.range', { year: year.name[lang], low: amount('p5'), high: amount('p95') }] as const);
  return { rich: rich(lang, key, params), plain: plain(lang, key, params) };
}

function rangeBlock(context: Context, result: Result, simulation: SimulationResult): TemplateResult | typeof nothing {
  const { lang } = context.state;
  const years = varied(result);
  const year = years.findLast(({ id }) => typeof cellAt(result, CHANCE, { year: id }) === 'string') ?? years.at(-1);
  if (!year) return nothing;
  const budget = tableOf(result, CHANCE)?.axes.join() === 'year';
  const head = [t(lang, 'chart.cost.year'), ...(budget ? [t(lang, 'plan.budget')] : []), t(lang, 'sure.low-column'), t(lang, 'sure.median'), t(lang, 'sure.high-column'), t(lang, 'sure.error'),
    ...(budget ? [t(lang, 'sure.chance'), t(lang, 'sure.chance-error')] : [])];
  const bar = t(lang, 'sure.bar', { draws: writeDecimal(String(simulation.draws), lang), count: String(simulation.inputs.length) });
  return html`${gridBlock(context, result, {
    id: 'onzekerheid',
    title: t(lang, budget ? 'sure.table' : 'sure.table-plain'),
    message: message(result, year, lang).rich,
    bar,
    spec: { head, rows: years.map(({ id, name }) => ({ name: name[lang], cells: [...(budget ? [{ table: 'begroting', labels: { year: id } }] : []), at(id, 'p5'), at(id, 'p50'), at(id, 'p95'), at(id, 'p95-error'),
      ...(budget ? [{ table: CHANCE, labels: { year: id } }, { table: CHANCE_ERROR, labels: { year: id } }] : [])] })) },
  })}<p class="dagdeel-help">${t(lang, 'sure.note')}</p>`;
}

function driversBlock(context: Context, result: Result, simulation: SimulationResult): TemplateResult | typeof nothing {
  const { state } = context;
  const { lang } = state;
  const year = varied(result).at(-1);
  if (!year || !tableOf(result, RANKS)) return nothing;
  const [first] = driversOf(result, year.id, lang);
  const said = first && first.rank !== 0 ? t(lang, 'sure.drivers.message', { name: first.name, year: year.name[lang] }) : t(lang, 'sure.drivers.plain');
  return html`<section class="dagdeel-block" aria-labelledby="spreiding-kop"><h2 class="dagdeel-message" id="spreiding-kop">${said}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'sure.drivers.bar', { year: year.name[lang], ranked: writeDecimal(String(simulation.ranked), lang) })}</span></div>
    <dagdeel-drivers-chart .result=${result} .lang=${lang} .year=${year.id} .message=${said} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'}></dagdeel-drivers-chart></section>`;
}

/** While a long simulation runs: how far it is, and a way to stop it. */
function jobBlock({ state, dispatch }: Context): TemplateResult | typeof nothing {
  const { lang, simulation } = state;
  const button = (key: 'app.cancel' | 'sure.again', type: 'cancel-simulation' | 'simulate') => html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => dispatch({ type })}>${t(lang, key)}</button>`;
  if (simulation.stopped) return html`<div class="dagdeel-notice" role="status"><div><p>${t(lang, 'sure.stopped')} ${simulation.result ? t(lang, 'sure.old') : ''}</p>${button('sure.again', 'simulate')}</div></div>`;
  if (simulation.problems.length > 0) return html`<div class="dagdeel-notice dagdeel-notice--block" role="alert"><div>${simulation.problems.map((problem) => html`<p>${problem.message[lang]}</p>`)}</div></div>`;
  if (!simulation.job?.shown) return nothing;
  const percent = Math.floor(simulation.job.fraction * 100);
  return html`<section class="dagdeel-job" aria-label=${t(lang, 'sure.job')}><div class="dagdeel-job__head"><strong>${t(lang, 'sure.job')}</strong>${button('app.cancel', 'cancel-simulation')}</div>
    <div class="dagdeel-progress"><progress max="100" .value=${percent} aria-label=${t(lang, 'sure.job')}></progress><span>${t(lang, 'app.job-done', { percent: String(percent) })}</span></div>
    <p class="dagdeel-help">${t(lang, 'sure.job-help')} ${simulation.result ? t(lang, 'sure.old') : ''}</p></section>`;
}

/** What the page says of uncertainty, under the fan. */
export function uncertaintyBlocks(context: Context, shown: Result): TemplateResult | typeof nothing {
  const { simulation } = context.state;
  const found = simulation.result && tableOf(shown, COSTS) ? simulation.result : null;
  return html`<div class="dagdeel-sure" aria-live="polite">${jobBlock(context)}</div>
    ${found ? html`${rangeBlock(context, shown, found)}${driversBlock(context, shown, found)}` : nothing}`;
}
