// Goal seek: the answer, its neighbours, the curve of what was run, and what can be done with it.

import { html, nothing, type TemplateResult } from 'lit';
import { line } from 'd3-shape';
import { scaleLinear } from 'd3-scale';
import { drawn } from '../../charts/draw.ts';
import { extentOf, middle } from '../../charts/extent.ts';
import { FONT, Paper } from '../../charts/scene.ts';
import { wrapped } from '../../charts/text.ts';
import { absolute, isNegative, isZeroCell, t } from '../../i18n/index.ts';
import { changedRun, inputName, inputValue, outcomeName, outcomeSaid, outcomeValue } from '../../inputs/words.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import type { Input, Lang, SeekAnswer, SeekRun, Sought } from '../../store/types.ts';
import { goalKey } from './ranges.ts';
import type { GoalPlan } from './plan.ts';

/** Whether an outcome stays within a budget: not above it. */
export const fits = (run: SeekRun) => run.difference !== null && (isNegative(run.difference) || isZeroCell(run.difference));

/** The number of a run, which can be asked how it came to be. */
export function runNumber(context: Context, place: string, sought: Sought, run: SeekRun): TemplateResult {
  const { lang, sensitivity } = context.state;
  const said = changedRun(sensitivity.inputs, [{ path: sought.input.path, value: run.input }], lang);
  return askNumber(context, `${place}-${sought.input.path}-${run.input}`, sought.result.address, outcomeValue(sought.result, run.value, lang), said);
}

/** What the answer says, in a sentence. */
export function goalSaid(sought: Sought, inputs: readonly Input[], lang: Lang): string {
  const target = outcomeSaid(sought.result, sought.target, lang);
  const input = inputName(sought.input, lang, inputs);
  const [first] = sought.found;
  const value = (run: SeekRun | undefined) => inputValue(sought.input, run?.input ?? null, lang);
  const reach = { low: inputValue(sought.input, sought.low, lang), high: inputValue(sought.input, sought.high, lang) };
  switch (sought.outcome) {
    case 'exact': return first?.from.input === first?.to.input
      ? t(lang, 'sensitivity.said.exact', { input, value: value(first?.from), target }) : t(lang, 'sensitivity.said.stretch', { input, from: value(first?.from), to: value(first?.to), target });
    case 'between': return t(lang, 'sensitivity.said.between', { input, target });
    case 'several': return t(lang, 'sensitivity.said.several', { input, target, count: String(sought.found.length) });
    case 'none': return t(lang, 'sensitivity.said.none', { input, target, ...reach });
  }
}

function bracket(context: Context, sought: Sought, answer: SeekAnswer, budget: boolean): TemplateResult {
  const { lang } = context.state;
  const one = (run: SeekRun) => {
    const over = !fits(run);
    const word = budget ? t(lang, over ? 'sensitivity.fits-not' : 'sensitivity.fits') : run.difference === null ? '' : isZeroCell(run.difference) ? t(lang, 'sensitivity.hits') : t(lang, over ? 'sensitivity.above' : 'sensitivity.below');
    const left = run.difference === null ? '' : isZeroCell(run.difference) ? t(lang, 'sensitivity.exactly')
      : t(lang, budget ? (over ? 'sensitivity.too-much' : 'sensitivity.left') : over ? 'sensitivity.more' : 'sensitivity.less', { amount: outcomeValue(sought.result, absolute(run.difference), lang) });
    return html`<div class=${over ? 'is-over' : 'is-fit'}><span class="dagdeel-bracket__in">${inputValue(sought.input, run.input, lang)}</span><span class="dagdeel-status ${over ? 'dagdeel-status--no' : 'dagdeel-status--ok'}">${icon(over ? 'no' : 'check')}${word}</span><b>${runNumber(context, 'doel', sought, run)}</b><span>${left}</span></div>`;
  };
  const pair = answer.from.input === answer.to.input ? [answer.from] : fits(answer.from) || !fits(answer.to) ? [answer.from, answer.to] : [answer.to, answer.from];
  return html`<div class="dagdeel-bracket ${pair.length === 1 ? 'dagdeel-bracket--one' : ''}">${pair.map(one)}</div>`;
}

/** Every run, by input; the target as a line. */
function curve(sought: Sought, inputs: readonly Input[], lang: Lang): TemplateResult | typeof nothing {
  const scale = (text: string) => (sought.input.kind === 'date' ? Date.parse(text) : (middle(extentOf(text)) ?? 0));
  const points = sought.runs.flatMap((run) => {
    const value = middle(extentOf(run.value ?? undefined));
    return value === null ? [] : [{ x: scale(run.input), y: value }];
  });
  const target = middle(extentOf(sought.target)) ?? 0;
  if (points.length < 2) return nothing;
  const width = 350;
  const paper = new Paper(width, 190);
  const heights = [...points.map(({ y }) => y), target];
  const x = scaleLinear().domain([scale(sought.low), scale(sought.high)]).range([8, width - 8]);
  const y = scaleLinear().domain([Math.min(...heights), Math.max(...heights)]).range([150, 22]);
  paper.line('c-axis', 8, 156, width - 8, 156);
  paper.path('c-scen-line', line<{ x: number; y: number }>().x((point) => x(point.x)).y((point) => y(point.y))(points));
  paper.line('c-budget-line', 8, y(target), width - 8, y(target));
  paper.text('c-strong c-halo', 8, y(target) - 7, outcomeValue(sought.result, sought.target, lang));
  const own = middle(extentOf(sought.base.value ?? undefined));
  if (own !== null && sought.input.value !== null) paper.circle('c-be-old', x(scale(sought.input.value)), y(own), 5);
  for (const answer of sought.found.slice(0, 4)) {
    const at = x(scale(answer.from.input));
    paper.line('c-drop', at, y(target), at, 156);
    paper.circle('c-be-new', at, y(target), 5);
    paper.textIfFree('c-strong c-scen-text', at, 172, inputValue(sought.input, answer.from.input, lang), 'middle');
  }
  paper.textIfFree('c-tick', 8, 172, inputValue(sought.input, sought.low, lang));
  paper.textIfFree('c-tick', width - 8, 172, inputValue(sought.input, sought.high, lang), 'end');
  const [name = ''] = wrapped(inputName(sought.input, lang, inputs), width, FONT);
  paper.text('c-note', width / 2, 188, name, 'middle');
  return drawn(paper.scene(), 'doel-grafiek', t(lang, 'sensitivity.curve', { outcome: outcomeName(sought.result, lang), input: inputName(sought.input, lang, inputs), said: goalSaid(sought, inputs, lang) }));
}

/** How it was found, and what cannot be excluded. */
function found(sought: Sought, lang: Lang): TemplateResult {
  const step = sought.input.kind === 'date' ? t(lang, 'sensitivity.days', { count: sought.resolution }) : inputValue(sought.input, sought.resolution, lang);
  return html`<div class="dagdeel-units"><span class="dagdeel-units__label">${t(lang, 'sensitivity.how')}</span>${t(lang, 'sensitivity.runs', {
    count: String(sought.runs.length), low: inputValue(sought.input, sought.low, lang), high: inputValue(sought.input, sought.high, lang) })}
    ${t(lang, sought.complete ? 'sensitivity.complete' : 'sensitivity.resolution', { step })}</div>`;
}

export function goalPanel(context: Context, goal: GoalPlan, sought: Sought | null): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const { inputs } = state.sensitivity;
  const budget = goal.goal === 'tariff' || goal.goal === 'clients';
  const put = (value: string) => sought && dispatch({ type: 'set', path: sought.input.figure ? `${sought.input.path}.value` : sought.input.path, value });
  const best = sought?.found.flatMap(({ from, to }) => [from, to]).find((run) => !budget || fits(run));
  const aside = (value: string) => {
    if (!sought || !state.computed) return;
    const said = changedRun(state.sensitivity.inputs, [{ path: sought.input.path, value }], lang).said;
    dispatch({ type: 'put-beside', changes: [{ path: sought.input.path, value }], name: said });
  };
  return html`<section class="dagdeel-tape" id="doel" aria-labelledby="doel-kop">
    <div class="dagdeel-tape__head"><div><h2 id="doel-kop">${t(lang, goalKey(goal.goal))}</h2>${sought ? html`<p>${t(lang, 'sensitivity.seeking', { input: inputName(sought.input, lang, inputs), outcome: outcomeName(sought.result, lang) })}</p>` : nothing}</div></div>
    ${sought === null ? html`<p class="dagdeel-seek__say">${t(lang, goal.target === null ? (budget ? 'sensitivity.give-budget' : 'sensitivity.give-target') : state.sensitivity.job === null ? 'sensitivity.no-answer' : 'sensitivity.seeking-now')}</p>` : html`
      <p class="dagdeel-seek__say">${goalSaid(sought, inputs, lang)}</p>
      ${sought.found.slice(0, 5).map((answer) => bracket(context, sought, answer, budget))}
      ${curve(sought, inputs, lang)}${found(sought, lang)}
      ${best ? html`<div class="dagdeel-tape__actions"><button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => put(best.input)}>${t(lang, 'sensitivity.put', { value: inputValue(sought.input, best.input, lang) })}</button>
        ${state.embedded ? nothing : html`<button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => aside(best.input)}>${t(lang, 'sensitivity.beside')}</button>`}</div>` : nothing}`}
  </section>`;
}

/** The same goal by other inputs, one at a time. */
export function othersTable(context: Context, goal: GoalPlan, sought: Sought | null, others: readonly Sought[]): TemplateResult | typeof nothing {
  const { lang } = context.state;
  if (!sought || others.length === 0) return nothing;
  const row = (each: Sought, here: boolean) => {
    const [first] = each.found;
    const pair = first ? (fits(first.from) || !fits(first.to) ? [first.from, first.to] : [first.to, first.from]) : [];
    const [one, other] = pair;
    const stretch = each.outcome === 'exact' && first && first.from.input !== first.to.input ? first : null;
    const all = stretch?.from.input === each.low && stretch.to.input === each.high;
    const now = inputValue(each.input, each.input.value, lang);
    const why = () => html`<td class="colgap txt muted" colspan="5">${each.outcome === 'none' ? t(lang, 'sensitivity.row-none', { low: inputValue(each.input, each.low, lang), high: inputValue(each.input, each.high, lang) }) : t(lang, 'sensitivity.row-several', { count: String(each.found.length) })}</td>`;
    const amount = (run: SeekRun) => (run.difference === null ? '–' : outcomeValue(each.result, run.difference, lang, true));
    return html`<tr class=${here ? 'is-here' : ''}><th scope="row">${inputName(each.input, lang, context.state.sensitivity.inputs)}</th><td class="wide-only">${now}</td>
      ${stretch ? html`<td class="colgap txt muted" colspan="5">${t(lang, all ? 'sensitivity.row-always' : 'sensitivity.row-stretch', { from: inputValue(each.input, stretch.from.input, lang), to: inputValue(each.input, stretch.to.input, lang) })}</td>` : each.outcome === 'none' || each.outcome === 'several' || !one || !other ? why() : html`<td class="colgap"><strong>${inputValue(each.input, one.input, lang)}</strong></td><td>${runNumber(context, 'andere', each, one)}</td>
        ${one.input === other.input ? html`<td class="colgap txt muted" colspan="3">${t(lang, 'sensitivity.exactly')}</td>` : html`<td class="colgap">${inputValue(each.input, other.input, lang)}</td><td class="wide-only">${runNumber(context, 'andere', each, other)}</td><td class="wide-only">${amount(other)}</td>`}`}</tr>`;
  };
  const budget = goal.goal === 'tariff' || goal.goal === 'clients';
  const title = t(lang, 'sensitivity.others', { target: outcomeSaid(sought.result, sought.target, lang) });
  return html`<section class="dagdeel-block" aria-labelledby="andere-kop"><h2 class="dagdeel-message" id="andere-kop">${title}</h2>
    <div class="dagdeel-block__bar"><span>${t(lang, 'sensitivity.others-bar', { outcome: outcomeName(sought.result, lang) })}</span></div>
    <div class="dagdeel-table-wrap" role="group" tabindex="0" aria-label=${title}><table class="dagdeel-table dagdeel-seektable"><thead><tr><th scope="col">${t(lang, 'sensitivity.input')}</th><th scope="col" class="wide-only">${t(lang, 'sensitivity.now')}</th>
      <th scope="col" class="colgap">${t(lang, budget ? 'sensitivity.fits-at' : 'sensitivity.this-side')}</th><th scope="col">${t(lang, 'sensitivity.gives')}</th><th scope="col" class="colgap">${t(lang, budget ? 'sensitivity.fits-not-at' : 'sensitivity.other-side')}</th><th scope="col" class="wide-only">${t(lang, 'sensitivity.gives')}</th><th scope="col" class="wide-only">${t(lang, 'sensitivity.off-target')}</th></tr></thead>
      <tbody>${row(sought, true)}${others.map((each) => row(each, false))}</tbody></table></div>
    <p class="dagdeel-hint">${icon('tree')}${t(lang, 'sensitivity.hint')}</p></section>`;
}
