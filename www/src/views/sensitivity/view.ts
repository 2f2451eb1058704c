// *Gevoeligheid*: what matters most, what two inputs do together, and what it would take.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import '../../charts/tornado/tornado-chart.ts';
import { asResult } from '../../charts/tornado/tornado-chart.ts';
import { rich, shiftPoint, t } from '../../i18n/index.ts';
import { changedRun, inputName, inputValue, outcomeName, outcomeSaid, outcomeValue } from '../../inputs/words.ts';
import { isStale } from '../../store/reduce.ts';
import type { Action, Bar, Dispatch, Input, Lang, NumberRead, Result, Tornado } from '../../store/types.ts';
import { icon } from '../../styles/icons.ts';
import { askNumber, type Context } from '../../tape/ask.ts';
import { tape } from '../../tape/tape.ts';
import { sheet } from '../sheet.ts';
import { ViewElement } from '../view-element.ts';
import { goalPanel, othersTable } from './goal.ts';
import { gridBlock } from './grid.ts';
import { planOf, type Plan } from './plan.ts';
import { rangesPanel, type Hands } from './ranges.ts';

/** Bars that are drawn; the table holds them all. */
const MOST_BARS = 8;

/** Typing has come to rest after so many milliseconds. */
const REST = 400;

const moves = ({ spread }: Bar) => spread !== null && !/^[0.]*$/.test(spread);

/** The widest bar, in words. */
export function widestSaid({ bars, result }: Tornado, inputs: readonly Input[], lang: Lang): { input: string; low: string; high: string } | null {
  const [widest] = bars;
  if (!widest || !moves(widest)) return null;
  return { input: inputName(widest.input, lang, inputs), low: outcomeSaid(result, widest.low.value, lang), high: outcomeSaid(result, widest.high.value, lang) };
}

export class DagdeelSensitivityView extends ViewElement {
  static override properties: PropertyDeclarations = { ...ViewElement.properties, inputsOpen: { state: true }, all: { state: true }, typing: { state: true } };
  declare inputsOpen: boolean;
  declare all: boolean;
  declare typing: Readonly<Record<string, string>>;
  /** What reads a field when typing has come to rest. */
  readonly #resting = new Map<string, { timer: ReturnType<typeof setTimeout>; read: () => void }>();

  constructor() {
    super();
    this.inputsOpen = false;
    this.all = false;
    this.typing = {};
  }

  #rest(place: string, read: () => void): void {
    clearTimeout(this.#resting.get(place)?.timer);
    const now = () => {
      clearTimeout(this.#resting.get(place)?.timer);
      this.#resting.delete(place);
      read();
    };
    this.#resting.set(place, { timer: setTimeout(now, REST), read: now });
  }

  /** Takes over a number, or says beside its field what is wrong with it. */
  #took(place: string, text: string, found: NumberRead, take: (value: string) => void): void {
    const { [place]: _, ...faults } = this.state.sensitivity.faults;
    this.dispatch({ type: 'set-sensitivity', change: { faults: 'error' in found ? { ...faults, [place]: { ...found.error, found: text } } : faults } });
    if ('value' in found) take(found.value);
  }

  #hands(): Hands {
    return {
      typing: this.typing,
      type: (place, text, percent, take) => {
        const plain = percent ? text.replace(/\s*%\s*$/, '') : text;
        const read = () => this.dispatch({ type: 'read-number', text: plain, take: (found) => this.#took(place, plain, found, (value) => take(percent ? shiftPoint(value, -2) : value)) });
        this.typing = { ...this.typing, [place]: text };
        this.#rest(place, read);
      },
      leave: (place) => {
        this.#resting.get(place)?.read();
        const { [place]: _, ...typing } = this.typing;
        this.typing = typing;
      },
      open: this.inputsOpen,
      toggle: (open) => (this.inputsOpen = open),
      all: this.all,
      showAll: (all) => (this.all = all),
    };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this;
    const { lang, result, sensitivity: asked } = state;
    if (!state.document) return nothing;
    const context: Context = { state, dispatch: this.dispatch };
    const plan = result ? planOf(result, asked, asked.inputs) : null;
    return html`<div class="dagdeel-workspace">${result ? rangesPanel(context, plan, result, this.#hands()) : nothing}
      ${sheet(state, html`<div class="dagdeel-sheet__inner">${result && plan ? this.#answer(context, result, plan) : html`<h1 class="dagdeel-answer">${t(lang, 'sensitivity.nothing')}</h1>`}</div>`)}</div>`;
  }

  #answer(context: Context, result: Result, plan: Plan): TemplateResult {
    const { state } = context;
    const { lang, sensitivity: asked } = state;
    const { tornado } = asked;
    const widest = tornado ? widestSaid(tornado, asked.inputs, lang) : null;
    const said = tornado === null ? t(lang, 'sensitivity.asking') : widest ? rich(lang, 'sensitivity.answer', { outcome: outcomeName(tornado.result, lang), ...widest }) : t(lang, 'sensitivity.answer-none', { outcome: outcomeName(tornado.result, lang) });
    const budget = plan.goal?.goal === 'tariff' || plan.goal?.goal === 'clients' ? plan.goal.target : null;
    const sameOutcome = plan.goal !== null && JSON.stringify(plan.goal.result) === JSON.stringify(plan.outcome);
    return html`<h1 class="dagdeel-answer">${said}</h1>
      ${asked.problems.length > 0 ? html`<div class="dagdeel-notice dagdeel-notice--block" role="alert">${icon('warn')}<div>${asked.problems.map((problem) => html`<p>${problem.message[lang]}</p>`)}</div></div>` : nothing}
      ${this.#job(context)}
      <div class="dagdeel-question-grid"><div>${tornado ? this.#tornado(context, result, tornado) : nothing}${gridBlock(context, asked.grid, result, sameOutcome ? budget : null)}</div>
        <aside class="dagdeel-aside">${state.tape ? tape(context) : nothing}${plan.goal ? goalPanel(context, plan.goal, asked.sought) : nothing}
          <section class="dagdeel-note" aria-labelledby="let-op"><h2 id="let-op">${t(lang, 'sensitivity.mind')}</h2><ul><li>${t(lang, 'sensitivity.mind-one')}</li><li>${t(lang, 'sensitivity.mind-likely')}</li></ul></section></aside></div>
      ${plan.goal ? othersTable(context, plan.goal, asked.sought, asked.others) : nothing}`;
  }

  #job({ state, dispatch }: Context): TemplateResult | typeof nothing {
    const { lang, sensitivity: { job, stopped } } = state;
    if (stopped) return html`<p class="dagdeel-note" role="status">${t(lang, 'sensitivity.stopped')}</p>`;
    if (job === null) return nothing;
    const percent = Math.floor(job * 100);
    return html`<div class="dagdeel-question-job" role="group" aria-label=${t(lang, 'sensitivity.running')}><progress max="100" .value=${percent} aria-label=${t(lang, 'sensitivity.running')}></progress><span>${t(lang, 'app.job-done', { percent: String(percent) })}</span>
      <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => dispatch({ type: 'cancel-sensitivity' })}>${t(lang, 'app.cancel')}</button></div>`;
  }

  #tornado(context: Context, result: Result, tornado: Tornado): TemplateResult {
    const { state } = context;
    const { lang } = state;
    const { bars, result: outcome } = tornado;
    const { inputs } = state.sensitivity;
    const moving = bars.filter(moves);
    const still = bars.length - moving.length;
    const drawn = { ...tornado, bars: moving.slice(0, MOST_BARS) };
    const second = moving[1];
    const first = moving[0];
    const message = first && second ? t(lang, 'sensitivity.message', { input: inputName(first.input, lang, inputs), spread: outcomeSaid(outcome, first.spread, lang), other: inputName(second.input, lang, inputs), less: outcomeSaid(outcome, second.spread, lang) })
      : t(lang, 'sensitivity.message-one', { outcome: outcomeName(outcome, lang) });
    const asked: Context = { state, dispatch: this.#asRun(context, tornado) };
    return html`<section class="dagdeel-block" aria-labelledby="tornado-kop"><h2 class="dagdeel-message" id="tornado-kop">${message}</h2>
      <div class="dagdeel-block__bar"><span>${t(lang, 'sensitivity.bar', { outcome: outcomeName(outcome, lang) })}</span></div>
      <dagdeel-tornado-chart .result=${asResult(result, drawn)} .answer=${drawn} .inputs=${inputs} .lang=${lang} .message=${message} .stale=${isStale(state)} .foreign=${state.origin === 'foreign'} .context=${asked}></dagdeel-tornado-chart>
      <p class="dagdeel-hint">${icon('tree')}${t(lang, 'sensitivity.hint-table')}</p>
      ${moving.length > MOST_BARS || still > 0 || tornado.left_out.length > 0 ? html`<details class="dagdeel-refine"><summary>${t(lang, 'sensitivity.rest', { count: String(bars.length - drawn.bars.length + tornado.left_out.length) })}</summary><ul class="dagdeel-rest">
        ${moving.slice(MOST_BARS).map(({ high, input, low, spread }) => html`<li>${inputName(input, lang, inputs)}: ${askNumber(context, `rest-${input.path}-laag`, outcome.address, outcomeValue(outcome, low.value, lang), changedRun(state.sensitivity.inputs, low.changes, lang))} – ${askNumber(context, `rest-${input.path}-hoog`, outcome.address, outcomeValue(outcome, high.value, lang), changedRun(state.sensitivity.inputs, high.changes, lang))} (${outcomeValue(outcome, spread, lang)})</li>`)}
        ${bars.filter((bar) => !moves(bar)).map((bar) => html`<li>${inputName(bar.input, lang, inputs)}: ${this.#why(bar, lang)}</li>`)}
        ${tornado.left_out.map((input) => html`<li>${inputName(input, lang, inputs)}: ${t(lang, 'sensitivity.left-out', { value: inputValue(input, input.value, lang) })}</li>`)}</ul></details>` : nothing}</section>`;
  }

  /** Why a bar has no length. */
  #why({ high, low, spread }: Bar, lang: Lang): string {
    const problem = [...low.problems, ...high.problems][0];
    return problem ? problem.message[lang] : t(lang, spread === null ? 'sensitivity.unknown' : 'sensitivity.no-effect');
  }

  /** A number of the tornado's table stands for a run of the document with one input changed. */
  #asRun({ state, dispatch }: Context, { bars, result }: Tornado): Dispatch {
    return (action: Action) => {
      if (action.type !== 'ask') return dispatch(action);
      const label = (axis: string) => action.address.labels.find((each) => each.axis === axis)?.label;
      const bar = bars.find(({ input }) => input.path === label('aanname'));
      const changes = action.address.node === 'uitgangspunt' ? [] : ((label('kant') === 'laag' ? bar?.low : bar?.high)?.changes ?? []);
      const run = changes.length > 0 && label('kant') !== undefined ? { run: changedRun(state.sensitivity.inputs, changes, state.lang) } : {};
      dispatch({ ...action, address: result.address, ...run });
    };
  }
}

if (!customElements.get('dagdeel-sensitivity-view')) customElements.define('dagdeel-sensitivity-view', DagdeelSensitivityView);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-sensitivity-view': DagdeelSensitivityView;
  }
}
