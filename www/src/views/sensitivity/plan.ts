// What is asked of the open document: what the user chose, and for the rest what suits the document.

import { axisOf, cellAt, tableOf } from '../../store/selectors.ts';
import type { Address, Goal, Input, Result, Sensitivity } from '../../store/types.ts';

/** Inputs beside each other in the table of other answers. */
export const MOST_OTHERS = 6;

/** A goal that fits the document; without a target until the user gives one. */
export interface GoalPlan {
  goal: Goal;
  input: string;
  result: Address;
  target: string | null;
}

export interface Plan {
  outcome: Address;
  goals: GoalPlan[];
  goal: GoalPlan | null;
}

const COSTS = 'kosten-per-jaar';

/** The costs with measures of the year that the outcome is of, or of the last year. */
function costs(result: Result, outcome: Address | null): Address | null {
  const table = tableOf(result, COSTS);
  const chosen = outcome?.labels.find(({ axis }) => axis === 'year')?.label;
  const year = chosen ?? axisOf(result, 'year')?.labels.at(-1)?.id;
  if (!table || year === undefined) return null;
  return { node: COSTS, labels: table.axes.map((axis) => ({ axis, label: axis === 'year' ? year : 'nieuw' })) };
}

/** Whether the result still has this cell. */
export function isThere(result: Result, address: Address): boolean {
  return cellAt(result, address.node, Object.fromEntries(address.labels.map(({ axis, label }) => [axis, label]))) !== undefined;
}

/** The first cell of the first table, where a document has no costs by year. */
function first(result: Result): Address | null {
  const table = result.tables.find(({ id }) => id !== 'effect-per-maatregel');
  return table ? { node: table.id, labels: table.axes.map((axis) => ({ axis, label: axisOf(result, axis)?.labels[0]?.id ?? '' })) } : null;
}

/** The budget of the document for a year, where it has one. */
export function budgetOf(result: Result, year: string): string | null {
  const cell = cellAt(result, 'begroting', { year });
  return typeof cell === 'string' ? cell : null;
}

/** Inputs that can be turned: figures with a number. */
export const figures = (inputs: readonly Input[]) => inputs.filter((input) => input.figure && input.kind === 'number');

export function planOf(result: Result, asked: Sensitivity, inputs: readonly Input[]): Plan | null {
  const chosen = asked.outcome && isThere(result, asked.outcome) ? asked.outcome : null;
  const cost = costs(result, chosen);
  const outcome = chosen ?? cost ?? first(result);
  if (!outcome) return null;
  const goals: GoalPlan[] = [];
  const year = cost?.labels.find(({ axis }) => axis === 'year')?.label ?? '';
  const budget = asked.budget ?? budgetOf(result, year);
  const all = figures(inputs);
  const tariff = all.find(({ path, unit }) => path.startsWith('levers') && unit?.startsWith('euro/')) ?? all.find(({ path, unit }) => path.includes('.tariffs[') && unit?.startsWith('euro/'));
  const clients = all.find(({ unit }) => unit === 'client' || unit === 'client/jaar');
  if (cost && tariff) goals.push({ goal: 'tariff', input: tariff.path, result: cost, target: budget });
  if (cost && clients) goals.push({ goal: 'clients', input: clients.path, result: cost, target: budget });
  const enrolled = all.find(({ path }) => path.endsWith('.attendance.enrolled'));
  if (enrolled && tableOf(result, 'uw-resultaat')) {
    goals.push({ goal: 'attendance', input: enrolled.path, result: { node: 'uw-resultaat', labels: [{ axis: 'variant', label: 'nieuw' }] }, target: '0' });
  }
  const own = all.find(({ path }) => path === asked.input) ?? tariff ?? all[0];
  if (own) goals.push({ goal: 'own', input: own.path, result: outcome, target: asked.target });
  const wished = goals.find(({ goal }) => goal === asked.goal);
  return { outcome, goals, goal: wished ?? goals.find(({ target }) => target !== null) ?? goals[0] ?? null };
}

/** The two inputs of the grid: as chosen, or clients against the tariff, or what does most. */
export function gridOf(asked: Sensitivity, plan: Plan): { rows: string; columns: string } | null {
  const widest = (asked.tornado?.bars ?? []).filter(({ spread }) => spread !== null && !/^[0.]*$/.test(spread)).map(({ input }) => input.path);
  const known = (path: string | null) => (path !== null && asked.inputs.some((input) => input.path === path) ? path : null);
  const goal = (id: Goal) => widest.find((path) => path === plan.goals.find((each) => each.goal === id)?.input) ?? null;
  const columns = known(asked.columns) ?? goal('tariff') ?? widest[0] ?? null;
  const rows = known(asked.rows) ?? [goal('clients'), ...widest].find((path) => path !== null && path !== columns) ?? null;
  return rows !== null && columns !== null && rows !== columns ? { rows, columns } : null;
}
