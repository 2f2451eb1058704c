// Asks the engine what the view shows: the tornado first, then the goal, the grid and the other answers. A newer question takes
// the place of the one that is being answered.

import { faultOf, type Store } from '../../store/store.ts';
import type { Action, Result, ScenarioDocument, Sensitivity, Sought, State } from '../../store/types.ts';
import { figures, gridOf, MOST_OTHERS, planOf, type GoalPlan } from './plan.ts';

/** What an answer follows from, beside the document. */
const key = ({ outcome, ranges, goal, budget, input, target, rows, columns }: Sensitivity) =>
  JSON.stringify([outcome, ranges, goal, budget, input, target, rows, columns]);

export function attach(store: Store): void {
  let last: { document: ScenarioDocument; key: string } | null = null;
  let run: AbortController | null = null;

  function look(state: State): void {
    const { computed, result, sensitivity, view } = state;
    if (view !== 'sensitivity' || !computed || !result) return;
    const now = key(sensitivity);
    if (last?.document === computed && last.key === now) return;
    last = { document: computed, key: now };
    run?.abort();
    run = new AbortController();
    void answer(store, computed, result, run.signal);
  }

  store.listen(look);
  store.addEffect((action) => {
    switch (action.type) {
      case 'cancel-sensitivity':
        run?.abort();
        store.dispatch({ type: 'set-sensitivity', change: { job: null, stopped: true } });
        break;
      case 'put-beside':
        void putBeside(store, action);
        break;
    }
  });
  look(store.state);
}

/** The document of a run, beside the open one, where they are compared. */
async function putBeside(store: Store, { changes, name }: Extract<Action, { type: 'put-beside' }>): Promise<void> {
  const { computed, origin } = store.state;
  if (!computed) return;
  store.dispatch({ type: 'add-compared', document: await store.engine.changed(computed, changes), name, foreign: origin === 'foreign' });
  store.dispatch({ type: 'show-view', view: 'compare' });
}

async function answer(store: Store, document: ScenarioDocument, result: Result, signal: AbortSignal): Promise<void> {
  const { engine } = store;
  const tell = (change: Partial<Sensitivity>) => {
    if (!signal.aborted) store.dispatch({ type: 'set-sensitivity', change });
  };
  const part = (from: number, to: number) => ({ signal, onProgress: (fraction: number) => tell({ job: from + fraction * (to - from) }) });
  tell({ job: 0, stopped: false, problems: [] });
  try {
    const inputs = await engine.inputs(document);
    const asked = store.state.sensitivity;
    const plan = planOf(result, asked, inputs);
    if (!plan) return tell({ of: document, inputs, tornado: null, grid: null, sought: null, others: [], job: null });
    const ranges = figures(inputs).map(({ path }) => ({ path, ...asked.ranges[path] }));
    const tornado = await engine.tornado(document, { result: plan.outcome, inputs: ranges }, part(0, 0.3));
    tell({ of: document, inputs, tornado, ...(asked.of === document ? {} : { sought: null, grid: null, others: [] }) });
    const sought = await seek(store, document, plan.goal, plan.goal?.input ?? '', part(0.3, 0.4));
    tell({ sought });
    const axes = gridOf({ ...asked, inputs, tornado }, plan);
    const side = (path: string) => ({ path, ...asked.ranges[path], count: 5 });
    const grid = axes ? await engine.grid(document, { result: plan.outcome, rows: side(axes.rows), columns: side(axes.columns) }, part(0.4, 0.6)) : null;
    tell({ grid });
    const others: Sought[] = [];
    const telling = tornado.bars.filter(({ spread }) => spread !== null && !/^[0.]*$/.test(spread)).map(({ input }) => input.path);
    const paths = telling.filter((path) => path !== plan.goal?.input).slice(0, MOST_OTHERS);
    for (const [index, path] of paths.entries()) {
      const each = 0.4 / paths.length;
      const found = await seek(store, document, plan.goal, path, part(0.6 + index * each, 0.6 + (index + 1) * each));
      if (found) others.push(found);
    }
    tell({ others, job: null });
  } catch (error) {
    const fault = faultOf(error);
    if (fault.code !== 'cancelled') tell({ problems: fault.problems, job: null });
  }
}

/** Searches for a goal by one input; nothing without a target. A search that cannot be done is left out. */
async function seek(store: Store, document: ScenarioDocument, goal: GoalPlan | null, input: string, options: { signal: AbortSignal }): Promise<Sought | null> {
  if (!goal || goal.target === null) return null;
  try {
    return await store.engine.seek(document, { result: goal.result, target: goal.target, input }, options);
  } catch (error) {
    if (faultOf(error).code === 'question-refused') return null;
    throw error;
  }
}
