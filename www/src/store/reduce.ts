// What each named action does to the state. Nothing else changes it, so undo and redo come from the history of documents.

import { shiftPoint, trimZeros } from '../i18n/number.ts';
import { toDay } from '../i18n/date.ts';
import { at, parentOf, withValue } from './path.ts';
import { asksOther, MOST_BESIDE, NO_COMPARE, NO_SENSITIVITY, questionsOf, typesOther } from './questions.ts';
import { addressText, sameAddress } from './selectors.ts';
import type { Action, Draft, Figure, Home, Lang, Part, ScenarioDocument, Sensitivity, State, Step, View } from './types.ts';

/** Nothing was simulated yet. */
export const UNSIMULATED: State['simulation'] = { result: null, of: null, job: null, stopped: false, problems: [] };

/** Steps back that are remembered. */
const HISTORY = 200;

/** A horizon reaches at most so many years further when the effective date moves. */
const MAX_YEARS = 30;

export function initialState(lang: Lang, embedded: boolean, keeping: boolean): State {
  return {
    lang, view: 'tariff', scenarios: [], source: null, document: null, origin: 'shipped', aside: null, past: [], future: [], lastField: null,
    drafts: {}, problems: [], result: null, computed: null, method: null, job: null, workbook: null, simulation: UNSIMULATED, tape: null, sensitivity: NO_SENSITIVITY, compare: NO_COMPARE, notice: null, costMode: 'month', keeping, embedded, readonly: false, ownData: true, supplied: false,
  };
}

/** The build-up of a group tariff has a view of its own; everything else is a budget. */
export const viewOf = (document: ScenarioDocument): Home => (document.parts.some((part) => part.kind === 'group_tariff') ? 'tariff' : 'budget');

export const isHome = (view: View): view is Home => view === 'tariff' || view === 'budget';

const holdsCostPrice = (document: ScenarioDocument) => document.parts.some((part) => part.kind === 'cost_price');

/** The view of a document that takes the place of another: a question that was asked of the one is asked of the other. */
const viewFor = (view: View, document: ScenarioDocument): View => (isHome(view) ? viewOf(document) : view);

/** The view in which a document opens: its cost price where that is what it is about, and never one that it has nothing for. */
function viewOpened(view: View, document: ScenarioDocument): View {
  if (holdsCostPrice(document) && viewOf(document) === 'budget' && isHome(view)) return 'cost-price';
  return view === 'cost-price' && !holdsCostPrice(document) ? viewOf(document) : viewFor(view, document);
}

export const wrongFields = (state: State) => Object.entries(state.drafts).filter(([, draft]) => draft.problem !== null);

/** The result on screen is older than the input: a field is wrong, or the engine refused the document. */
export const isStale = (state: State) => state.result !== null && (wrongFields(state).length > 0 || state.problems.length > 0);

const isFigure = (value: unknown): value is Figure => typeof value === 'object' && value !== null && 'unit' in value && 'source' in value;

const sameAmount = (a: string, b: string) => trimZeros(a) === trimZeros(b);

const sameText = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function without(drafts: State['drafts'], path: string): State['drafts'] {
  const { [path]: _, ...rest } = drafts;
  return rest;
}

/** Where a part or measure stood in the source: its place there may be another one. */
function placeInSource(state: State, place: string): string {
  const [, list, index] = /^(parts|levers)\[(\d+)\]/.exec(place) ?? [];
  if (list === undefined || index === undefined || !state.document || !state.source) return place;
  const item = (document: ScenarioDocument, n: number): unknown => document[list as 'parts' | 'levers'][n];
  const same = (a: unknown, b: unknown) => ['kind', 'id', 'product'].every((key) => (a as Record<string, unknown> | undefined)?.[key] === (b as Record<string, unknown> | undefined)?.[key]);
  const here = item(state.document, Number.parseInt(index, 10));
  const there = state.source[list as 'parts' | 'levers'].findIndex((each) => same(each, here));
  return there < 0 ? '' : place.replace(/^(parts|levers)\[\d+\]/, `${list}[${there}]`);
}

/** An amount that the user changed is no longer from its source; set back, it is again. */
function withFigureSource(state: State, document: ScenarioDocument, path: string): ScenarioDocument {
  const place = parentOf(path);
  const figure = at(document, place);
  if (!path.endsWith('.value') || !isFigure(figure)) return document;
  const shipped = at(state.source, placeInSource(state, place));
  const original = isFigure(shipped) && shipped.value !== null && figure.value !== null && trimZeros(shipped.value) === trimZeros(figure.value);
  const { distribution } = figure;
  // What the user wrote with an assumption stays with it; what a source said does not.
  const note = figure.source === 'aanname' && figure.note ? { note: figure.note } : {};
  const changed = original ? { ...shipped } : { value: figure.value, unit: figure.unit, source: 'aanname', ...note };
  return withValue(document, place, { ...changed, ...(distribution ? { distribution } : {}) });
}

/** An observed row that the user changed is no longer from its source; as it was shipped, it is again. */
function withRowSource(state: State, document: ScenarioDocument, path: string): ScenarioDocument {
  const [, place, index] = /^(parts\[\d+\])\.rows\[(\d+)\]\.(?:year|category|clients|cost)$/.exec(path) ?? [];
  if (place === undefined || index === undefined) return document;
  const part = at(document, place) as Part;
  if (part.kind !== 'observations') return document;
  const row = part.rows[Number.parseInt(index, 10)];
  if (!row) return document;
  const shipped = at(state.source, placeInSource(state, place)) as Part | undefined;
  const same = (one: typeof row) => one.year === row.year && one.category === row.category && sameAmount(one.clients, row.clients) && sameAmount(one.cost, row.cost);
  const original = shipped?.kind === 'observations' ? shipped.rows.find(same) : undefined;
  return withValue(document, `${place}.rows[${index}]`, original ?? { ...row, source: 'aanname' });
}

/** A later effective date needs a full year behind it, or there would be no structural effect to show. */
function withHorizon(document: ScenarioDocument, path: string): ScenarioDocument {
  if (!/^levers\[\d+\]\.from$/.test(path) || viewOf(document) !== 'tariff') return document;
  const from = at(document, path);
  if (typeof from !== 'string') return document;
  const { year, month, day } = toDay(from);
  const until = `${year + (month === 1 && day === 1 ? 1 : 2)}-01-01`;
  const last = toDay(document.horizon.from).year + MAX_YEARS;
  return until > document.horizon.to && year + 2 <= last ? withValue(document, 'horizon.to', until) : document;
}

/** What was realised comes with the day until which it was: at first the whole year. */
function withRealised(document: ScenarioDocument, path: string): ScenarioDocument {
  const row = /^(parts\[\d+\]\.rows\[\d+\])\.realised\b(?!_)/.exec(path)?.[1];
  if (row === undefined) return document;
  const [realised, until, year] = ['realised', 'realised_until', 'year'].map((key) => at(document, `${row}.${key}`));
  if (realised === undefined) return withValue(document, `${row}.realised_until`, undefined);
  return until === undefined && typeof year === 'number' ? withValue(document, `${row}.realised_until`, `${year + 1}-01-01`) : document;
}

/** Where the page stands: a document, and what is asked of it. */
const stepOf = (state: State, document: ScenarioDocument): Step => ({ document, asked: questionsOf(state.sensitivity) });

const remembered = (state: State, document: ScenarioDocument): State['past'] => [...state.past, stepOf(state, document)].slice(-HISTORY);

/** Puts a changed document in place and remembers the old one, once per field that is typed in. */
function change(state: State, document: ScenarioDocument, field: string | null): State {
  // A frozen version stays as it was.
  if (!state.document || state.document.frozen || sameText(state.document, document)) return state;
  const goesOn = field !== null && state.lastField === field && state.past.length > 0;
  const past = goesOn ? state.past : remembered(state, state.document);
  return { ...state, document, past, future: [], lastField: field, problems: [] };
}

function edited(state: State, path: string, value: unknown, field: string | null): State {
  if (!state.document) return state;
  const sourced = withRowSource(state, withFigureSource(state, withValue(state.document, path, value), path), path);
  const changed = withRealised(withHorizon(sourced, path), path);
  return change(state, changed, field);
}

/** A change after which places in the document are other places: what is being typed is let go. */
function reshaped(state: State, document: ScenarioDocument): State {
  return { ...change(state, document, null), drafts: {} };
}

function movedItem<T>(list: readonly T[], from: number, to: number): T[] {
  const moved = list[from];
  if (moved === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

/** A step of questions alone is shown where they are asked. */
function stepTo(state: State, { asked, document }: Step, past: State['past'], future: State['future']): State {
  const view = document === state.document ? 'sensitivity' : viewFor(state.view, document);
  const sensitivity = asksOther(asked, state.sensitivity) ? { ...state.sensitivity, ...asked, faults: {} } : state.sensitivity;
  return { ...state, document, past, future, sensitivity, lastField: null, drafts: {}, problems: [], view };
}

/** Something else is asked, or an answer came. */
function asking(state: State, change: Partial<Sensitivity>): State {
  const sensitivity = { ...state.sensitivity, ...change };
  const next = { ...state, sensitivity };
  if (!state.document || !asksOther(sensitivity, state.sensitivity)) return next;
  return { ...next, past: remembered(state, state.document), future: [], lastField: null };
}

/** "12,25" on the way to "12,25 per uur" was never meant: a field that turns out wrong counts as before it was touched. */
function beforeField(state: State, field: string): State {
  const document = state.past.at(-1)?.document;
  return state.lastField === field && document ? { ...state, document, past: state.past.slice(0, -1), lastField: null, problems: [] } : state;
}

function read(state: State, action: Extract<Action, { type: 'field-read' }>): State {
  const { path, text, read: outcome, offer } = action;
  if ('error' in outcome) return { ...beforeField(state, path), drafts: { ...state.drafts, [path]: { text, problem: outcome.error, offer } } };
  const unknown = 'unknown' in outcome;
  const empty = !unknown && outcome.value === '';
  const value = unknown ? null : empty ? undefined : action.as === 'percent' ? shiftPoint(outcome.value, -2) : action.as === 'integer' ? Number.parseInt(outcome.value, 10) : outcome.value;
  const draft: Draft | undefined = state.drafts[path];
  const drafts = draft ? { ...state.drafts, [path]: { text, problem: null, offer: null } } : state.drafts;
  // A figure that the document may lack comes and goes as a whole.
  const place = parentOf(path);
  if (action.unit !== undefined && (empty || !isFigure(at(state.document, place)))) {
    return edited({ ...state, drafts }, place, empty ? undefined : { value, unit: action.unit, source: 'aanname' }, path);
  }
  return edited({ ...state, drafts }, path, value, path);
}

/** Where nothing may be changed, an action that would change the document does nothing; opening another one may. */
export function reduce(state: State, action: Action): State {
  const next = reduced(state, action);
  const changes = next.document !== state.document || next.drafts !== state.drafts || typesOther(next.sensitivity, state.sensitivity);
  return state.readonly && changes && action.type !== 'document-opened' && action.type !== 'close-foreign' && action.type !== 'claims-supplied' ? state : next;
}

function reduced(state: State, action: Action): State {
  switch (action.type) {
    case 'scenarios-listed':
      return { ...state, scenarios: action.scenarios };
    case 'document-opened': {
      const foreign = action.origin === 'foreign';
      const mine = state.origin !== 'foreign' && state.document && state.source
        ? { document: state.document, source: state.source, origin: state.origin, past: state.past, future: state.future }
        : state.aside;
      return {
        ...state, source: action.source ?? action.document, document: action.document, origin: action.origin, aside: foreign ? mine : null,
        past: action.past ?? [], future: action.future ?? [],
        lastField: null, drafts: {}, problems: [], result: null, computed: null, method: null, tape: null, job: null, simulation: UNSIMULATED,
        sensitivity: state.document?.id === action.document.id ? state.sensitivity : NO_SENSITIVITY,
        view: viewOpened(state.view, action.document),
      };
    }
    case 'type-in-field': {
      if (state.document?.frozen) return state;
      const draft = state.drafts[action.path];
      return { ...state, drafts: { ...state.drafts, [action.path]: { text: action.text, problem: draft?.problem ?? null, offer: draft?.offer ?? null } } };
    }
    case 'field-read':
      return read(state, action);
    case 'leave-field': {
      const draft = state.drafts[action.path];
      return { ...state, lastField: null, drafts: draft && !draft.problem ? without(state.drafts, action.path) : state.drafts };
    }
    case 'restore-field':
      return { ...state, lastField: null, drafts: without(state.drafts, action.path) };
    case 'set':
      return edited(state, action.path, action.value, null);
    case 'claims-supplied': {
      // The same text with other figures beside it counts as another document: all that was answered of it is asked again.
      const document = state.document && { ...state.document };
      return { ...state, supplied: action.supplied, document, source: state.source === state.document ? document : state.source };
    }
    case 'reshape':
      return reshaped(state, action.document);
    case 'move-lever':
      return state.document ? reshaped(state, { ...state.document, levers: movedItem(state.document.levers, action.from, action.to) }) : state;
    case 'add-item': {
      const list = at(state.document, action.path);
      return state.document ? reshaped(state, withValue(state.document, action.path, [...(Array.isArray(list) ? (list as unknown[]) : []), action.value])) : state;
    }
    case 'remove-item': {
      const list = at(state.document, action.path);
      return state.document && Array.isArray(list) ? reshaped(state, withValue(state.document, action.path, list.filter((_, index) => index !== action.index))) : state;
    }
    case 'undo': {
      const previous = state.past.at(-1);
      if (!previous || !state.document) return state;
      return stepTo(state, previous, state.past.slice(0, -1), [stepOf(state, state.document), ...state.future]);
    }
    case 'redo': {
      const next = state.future[0];
      if (!next || !state.document) return state;
      return stepTo(state, next, [...state.past, stepOf(state, state.document)], state.future.slice(1));
    }
    case 'back-to-source':
      return state.source ? { ...change(state, state.source, null), drafts: {} } : state;
    case 'run-started':
      return { ...state, job: { fraction: 0, shown: false } };
    case 'run-progressed':
      return { ...state, job: { fraction: action.fraction, shown: action.shown } };
    case 'run-cancelled':
      return { ...state, job: null };
    case 'run-finished':
      return { ...state, job: null, result: action.result, computed: action.document, problems: [] };
    case 'run-refused':
      return { ...state, job: null, problems: action.problems };
    case 'ask':
      return { ...state, tape: { address: action.address, asker: action.asker, explanation: null, deeper: {}, failed: false, quiet: action.quiet ?? false, run: action.run ?? null } };
    case 'set-sensitivity':
      return asking(state, action.change);
    case 'set-compare':
      return { ...state, compare: { ...state.compare, ...action.change } };
    case 'add-compared': {
      const others = [...state.compare.others, { document: action.document, name: action.name, foreign: action.foreign ?? false }].slice(-MOST_BESIDE);
      return { ...state, compare: { ...state.compare, others } };
    }
    case 'remove-compared': {
      const { base, others } = state.compare;
      const moved = base === action.at ? 0 : base > action.at ? base - 1 : base;
      return { ...state, compare: { ...state.compare, others: others.filter((_, index) => index + 1 !== action.at), base: moved } };
    }
    case 'ask-deeper':
      return state;
    case 'explained': {
      const { tape } = state;
      if (!tape) return state;
      if (action.deeper) return { ...state, tape: { ...tape, deeper: { ...tape.deeper, [addressText(action.address)]: action.explanation } } };
      return sameAddress(tape.address, action.address) ? { ...state, tape: { ...tape, explanation: action.explanation, deeper: {}, failed: false } } : state;
    }
    case 'explain-failed':
      return state.tape && sameAddress(state.tape.address, action.address) ? { ...state, tape: { ...state.tape, explanation: null, failed: true } } : state;
    case 'close-tape':
      return { ...state, tape: null };
    case 'method-written':
      return action.of === state.computed ? { ...state, method: { of: action.of, method: action.method } } : state;
    case 'speak':
      return { ...state, lang: action.lang };
    case 'show-view':
      if (action.view === 'own-data' && !state.ownData) return state;
      return { ...state, view: state.document && isHome(action.view) ? viewOf(state.document) : action.view, tape: null };
    case 'show-cost':
      return { ...state, costMode: action.mode };
    case 'simulation-started':
      return { ...state, simulation: { ...state.simulation, job: { fraction: 0, shown: false }, stopped: false, problems: [] } };
    case 'simulation-progressed':
      return state.simulation.job ? { ...state, simulation: { ...state.simulation, job: { fraction: action.fraction, shown: action.shown } } } : state;
    case 'simulation-finished':
      return { ...state, simulation: { result: action.result, of: action.document, job: null, stopped: false, problems: [] } };
    case 'simulation-ended':
      return { ...state, simulation: { ...state.simulation, job: null, stopped: action.stopped, problems: action.problems } };
    case 'workbook-progressed':
      return { ...state, workbook: action.fraction };
    case 'notify':
      return { ...state, notice: action.notice };
    case 'answer':
      return { ...state, notice: null };
    case 'allow':
      return {
        ...state, readonly: !action.changes, ownData: action.ownData,
        view: state.view === 'own-data' && !action.ownData && state.document ? viewOf(state.document) : state.view,
      };
    case 'keep':
      return { ...state, keeping: action.on };
    case 'adopt-copy':
      if (state.document && state.origin === 'foreign') return { ...state, ...ownCopy(state, state.document), aside: null };
      // A copy of a version is a scenario again.
      return state.document?.frozen ? { ...state, ...thawed(state, state.document), past: [], future: [], problems: [] } : state;
    case 'close-foreign':
      return state.aside
        ? { ...state, ...state.aside, aside: null, view: viewFor(state.view, state.aside.document), lastField: null, drafts: {}, problems: [], result: null, computed: null, method: null, tape: null }
        : state;
    // These only have effects outside the state; see store.ts.
    case 'choose-scenario':
    case 'new-scenario':
    case 'cancel-run':
    case 'save-file':
    case 'save-workbook':
    case 'cancel-workbook':
    case 'simulate':
    case 'cancel-simulation':
    case 'freeze':
    case 'remove-version':
    case 'open-file':
    case 'clear-all':
    case 'read-number':
    case 'put-beside':
    case 'cancel-sensitivity':
    case 'compare-with':
    case 'compare-file':
    case 'cancel-compare':
      return state;
  }
}

/** A scenario like a frozen version, to go on with. */
function thawed(state: State, document: ScenarioDocument): Pick<State, 'document' | 'source' | 'origin'> {
  const { frozen: _, ...rest } = document;
  const { document: copy } = ownCopy({ ...state, source: null }, rest);
  return { document: copy, source: copy, origin: 'own' };
}

/** The id of a document may be 64 characters long; a copy says that it is one. */
function ownCopy(state: State, document: ScenarioDocument): Pick<State, 'document' | 'source' | 'origin'> {
  const taken = new Set(state.scenarios.map((scenario) => scenario.id));
  const stem = document.id.slice(0, 50);
  let id = `${stem}-kopie`;
  for (let n = 2; taken.has(id); n += 1) id = `${stem}-kopie-${n}`;
  const copy = { ...document, id };
  return { document: copy, source: state.source ? { ...state.source, id } : copy, origin: 'own' };
}
