// Keeps the state, applies actions, and does what an action asks of the engine. Everything that waits for an answer
// checks on its return that the question still stands.

import { messages, readDate } from '../i18n/index.ts';
import { emptyDocument } from './empty.ts';
import { initialState, reduce } from './reduce.ts';
import type { Action, Aside, Engine, NumberRead, Problem, ScenarioAbout, ScenarioDocument, State, UnknownRead } from './types.ts';

/** "49," on the way to "49,01" is no mistake yet: what is wrong is said when typing has come to rest, or the field is left. */
const SAY_AFTER = 350;

/** A figure may be unknown in so many words; it is never zero. */
const UNKNOWN = /^\s*(onbekend|unknown)\s*$/i;

/** Beyond so many levers that are on, the effect of each is a mean over drawn orders, computed apart. */
const EXACT_LEVERS = 8;

const takesDrawnOrders = ({ levers }: ScenarioDocument) => levers.filter(({ on }) => on).length > EXACT_LEVERS;

/** Work that lasts longer is shown with its progress. */
const SHOW_AFTER = 500;

/** The package's errors as the page needs them. */
export interface EngineFault {
  code: string;
  problems: Problem[];
}

export function faultOf(error: unknown): EngineFault {
  const { code, problems } = (typeof error === 'object' && error !== null ? error : {}) as Partial<EngineFault>;
  return { code: typeof code === 'string' ? code : 'unknown', problems: Array.isArray(problems) ? problems : [] };
}

function dateRead(text: string, path: string): NumberRead {
  const value = readDate(text);
  return value ? { value } : { error: { code: 'not-a-date', path, message: messages['input.not-a-date'], found: text, expected: '01-10-2022' } };
}

/** A year, a number of months or of draws; points may group its digits. */
function wholeRead(text: string, path: string): NumberRead {
  const typed = text.trim();
  const value = /^\d{1,3}(\.\d{3})+$/.test(typed) ? typed.replaceAll('.', '') : typed;
  return /^\d{1,6}$/.test(value) ? { value } : { error: { code: 'not-a-whole-number', path, message: messages['input.not-whole'], found: text, expected: '2026' } };
}

interface OnDesk extends Aside {
  /** Accepted by the engine; what comes out of storage first has to be. */
  checked: boolean;
}

/** Effects outside the engine: keeping, files and links. See keeping/. */
export type Effect = (action: Action, before: State, store: Store) => void;

export class Store {
  state: State;
  readonly engine: Engine;
  /** The documents that were worked on, by id: choosing one again goes on where it was left. Never somebody else's. */
  readonly desk = new Map<string, OnDesk>();
  readonly #listeners = new Set<(state: State, before: State) => void>();
  readonly #effects: Effect[] = [];
  #run: AbortController | null = null;
  #reading = new Map<string, number>();
  #restarts = 0;
  /** The document whose method is being written. */
  #methodOf: ScenarioDocument | null = null;
  /** Says at once what is wrong with a field, by path. */
  readonly #waiting = new Map<string, () => void>();
  readonly #sayAfter: number;

  constructor(engine: Engine, options: { lang: State['lang']; embedded: boolean; keeping: boolean; sayAfter?: number }) {
    this.engine = engine;
    this.#sayAfter = options.sayAfter ?? SAY_AFTER;
    this.state = initialState(options.lang, options.embedded, options.keeping);
  }

  listen(listener: (state: State, before: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  addEffect(effect: Effect): void {
    this.#effects.push(effect);
  }

  readonly dispatch = (action: Action): void => {
    const before = this.state;
    this.state = reduce(before, action);
    if (this.state !== before) for (const listener of this.#listeners) listener(this.state, before);
    this.#follow(action, before);
    for (const effect of this.#effects) effect(action, before, this);
  };

  #follow(action: Action, before: State): void {
    const { document } = this.state;
    // A document that is opened again has lost its result, so it is computed again.
    if (document && (document !== before.document || action.type === 'document-opened')) {
      const { source, origin, past, future } = this.state;
      if (source && origin !== 'foreign') this.desk.set(document.id, { document, source, origin, past, future, checked: true });
      void this.#compute(document);
    }
    switch (action.type) {
      case 'type-in-field':
        void this.#readField(action);
        break;
      case 'read-number':
        void this.#number(action.text, null).then((read) => read && action.take(read));
        break;
      case 'leave-field':
        this.#waiting.get(action.path)?.();
        break;
      case 'restore-field':
      case 'move-lever':
      case 'reshape':
      case 'add-item':
      case 'remove-item':
      case 'undo':
      case 'redo':
      case 'back-to-source':
      case 'document-opened':
        this.#reading = new Map();
        break;
      case 'new-scenario':
        if (!this.state.readonly) this.dispatch({ type: 'document-opened', document: emptyDocument(this.#freeId()), origin: 'own' });
        break;
      case 'choose-scenario':
        void this.choose(action.id);
        break;
      case 'ask':
        void this.#explain(false);
        break;
      case 'ask-deeper':
        void this.#explain(true, action.address);
        break;
      case 'run-finished':
        if (this.state.tape) void this.#explain(false);
        break;
      case 'cancel-run':
        this.#run?.abort();
        break;
    }
    void this.#writeMethod();
  }

  /** Writes the method of what was computed, where the view that shows it is open. */
  async #writeMethod(): Promise<void> {
    const { view, computed, method } = this.state;
    if (view !== 'method' || !computed || method?.of === computed || this.#methodOf === computed) return;
    this.#methodOf = computed;
    try {
      this.dispatch({ type: 'method-written', of: computed, method: await this.engine.method(computed) });
    } catch (error) {
      if (this.state.computed === computed) this.#failed(faultOf(error));
    } finally {
      if (this.#methodOf === computed && this.state.method?.of === computed) this.#methodOf = null;
    }
  }

  #freeId(): string {
    const taken = new Set([...this.desk.keys(), ...this.state.scenarios.map(({ id }) => id)]);
    for (let n = 1; ; n += 1) {
      const id = n === 1 ? 'nieuw-scenario' : `nieuw-scenario-${n}`;
      if (!taken.has(id)) return id;
    }
  }

  /** What there is to know of a scenario: a shipped one by its id, one on the desk, or the open document of somebody else (''). */
  readonly about = (id: string): Promise<ScenarioAbout> => {
    const { document, scenarios } = this.state;
    const shipped = scenarios.some((scenario) => scenario.id === id);
    return this.engine.about(shipped ? id : ((id === '' ? document : this.desk.get(id)?.document) ?? id));
  };

  /** Opens a scenario: as it was left, or as it is shipped. */
  async choose(id: string, afresh = false): Promise<void> {
    const left = this.desk.get(id);
    try {
      if (left && !afresh && (left.checked || (await this.#accepts(left)))) this.dispatch({ type: 'document-opened', ...left });
      else this.dispatch({ type: 'document-opened', document: await this.engine.document(id), origin: 'shipped' });
    } catch (error) {
      this.#failed(faultOf(error));
    }
  }

  async #accepts({ document, source }: OnDesk): Promise<boolean> {
    try {
      await this.engine.run(source);
      await this.engine.run(document);
      return true;
    } catch (error) {
      this.desk.delete(document.id);
      this.dispatch({ type: 'notify', notice: { kind: 'refused-document', from: 'kept', problems: faultOf(error).problems } });
      return false;
    }
  }

  async #readField({ path, text, as, unit, optional }: Extract<Action, { type: 'type-in-field' }>): Promise<void> {
    const turn = (this.#reading.get(path) ?? 0) + 1;
    const reading = this.#reading.set(path, turn);
    // A per cent sign behind a field that is in per cent already says nothing new.
    const plain = as === 'percent' ? text.replace(/\s*%\s*$/, '') : text;
    const read: NumberRead | UnknownRead | null = UNKNOWN.test(text) && path.endsWith('.value') ? { unknown: true } : optional && text.trim() === '' ? { value: '' } : as === 'date' ? dateRead(text, path) : as === 'integer' ? wholeRead(text, path) : await this.#number(plain, path);
    const stands = () => this.#reading === reading && reading.get(path) === turn;
    if (!read || !stands()) return;
    if ('error' in read && !this.state.drafts[path]?.problem) await this.#rest(path);
    if (!stands()) return;
    const offer = 'error' in read && read.error.code === 'unit-in-number' ? read.error.expected : null;
    this.dispatch({ type: 'field-read', path, text, read, offer, as, ...(unit === undefined ? {} : { unit }) });
  }

  /** Until typing rests or the field is left. */
  #rest(path: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, this.#sayAfter);
      const waiting = this.#waiting;
      waiting.set(path, done);
      function done() {
        clearTimeout(timer);
        if (waiting.get(path) === done) waiting.delete(path);
        resolve();
      }
    });
  }

  async #number(text: string, path: string | null): Promise<NumberRead | null> {
    try {
      const read = await this.engine.readNumber(text);
      return 'error' in read && path !== null ? { error: { ...read.error, path } } : read;
    } catch (error) {
      this.#failed(faultOf(error));
      return null;
    }
  }

  /** Computes a document; a newer one takes its place. */
  async #compute(document: ScenarioDocument): Promise<void> {
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    const current = () => this.#run === run && this.state.document === document;
    let fraction = 0;
    const timer = setTimeout(() => current() && this.dispatch({ type: 'run-progressed', fraction, shown: true }), SHOW_AFTER);
    this.dispatch({ type: 'run-started' });
    try {
      const result = await this.engine.run(document, {
        signal: run.signal,
        onProgress: (done) => {
          fraction = done;
          if (current() && this.state.job?.shown) this.dispatch({ type: 'run-progressed', fraction, shown: true });
        },
      });
      if (!current()) return;
      this.#restarts = 0;
      this.dispatch({ type: 'run-finished', document, result });
      if (takesDrawnOrders(document)) await this.#withEffects(document, current, run.signal);
    } catch (error) {
      if (current()) await this.#runFailed(document, faultOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** The effects of many levers take thousands of runs: they follow when the answer is there already. */
  async #withEffects(document: ScenarioDocument, current: () => boolean, signal: AbortSignal): Promise<void> {
    const onProgress = (fraction: number) => {
      if (current()) this.dispatch({ type: 'run-progressed', fraction, shown: true });
    };
    const result = await this.engine.run(document, { effects: true, signal, onProgress });
    if (current()) this.dispatch({ type: 'run-finished', document, result });
  }

  async #runFailed(document: ScenarioDocument, fault: EngineFault): Promise<void> {
    switch (fault.code) {
      case 'cancelled':
        this.dispatch({ type: 'run-cancelled' });
        return;
      case 'engine-trap':
        // The package has put a fresh engine in the place of the dead one. Try the same input once more.
        this.#restarts += 1;
        this.dispatch({ type: 'run-cancelled' });
        this.dispatch({ type: 'notify', notice: { kind: 'restarted', code: fault.code, again: this.#restarts > 1 } });
        if (this.#restarts === 1) await this.#compute(document);
        return;
      default:
        if (fault.problems.length > 0) this.dispatch({ type: 'run-refused', document, problems: fault.problems });
        else {
          this.dispatch({ type: 'run-cancelled' });
          this.#failed(fault);
        }
    }
  }

  async #explain(deeper: boolean, address = this.state.tape?.address): Promise<void> {
    const { computed, tape } = this.state;
    if (!address || !computed) return;
    const run = tape?.run ?? null;
    try {
      const document = run?.document ?? computed;
      const explanation = await this.engine.explain(run && run.changes.length > 0 ? await this.engine.changed(document, run.changes) : document, address);
      if ((this.state.tape?.run ?? null) !== run) return;
      if (this.state.tape && this.state.computed === computed) this.dispatch({ type: 'explained', address, explanation, deeper });
    } catch {
      // Asked of a cell that the latest answer no longer has.
      if (this.state.computed === computed && !deeper) this.dispatch({ type: 'explain-failed', address });
    }
  }

  #failed(fault: EngineFault): void {
    this.dispatch({ type: 'notify', notice: { kind: 'failed', code: fault.code } });
  }
}
