import type { Scenario, Workbook } from '../engine/engine.js';
import { type Engine, Refusal } from './engine.js';
import { type ErrorCode, type Failure, failure } from './errors.js';
import type { Address } from '../types/index.js';
import { type Bench, compared, inquired, type Part } from './inquire.js';
import { Pace, pause } from './pace.js';
import type { Answer, FromEngine, Question, ToEngine, WorkbookQuestion } from './protocol.js';
import { NotWritten, writing, type Xlsx } from './sheets.js';

/** How many cells the first step computes; the next ones follow from how long it took. */
const FIRST_BUDGET = 2_000;
const LEAST_BUDGET = 50;
const MOST_BUDGET = 5_000_000;

/** What the engine says by refusing, for each kind of question. */
const REFUSALS = {
  read: 'document-refused',
  compute: 'calculation-failed',
  explain: 'explanation-refused',
  question: 'question-refused',
  simulate: 'simulation-refused',
  workbook: 'workbook-refused',
} as const satisfies Record<string, ErrorCode>;

/** The table of effects by lever. */
const EFFECTS = 'effect-per-maatregel';

const ALL: Part = { from: 0, to: 1 };
/** How much of a workbook's progress computing its documents is; planning and writing it takes longer. */
const COMPUTING = 0.3;

class Cancelled extends Error {}
class Refused extends Error {
  readonly failure: Failure;

  constructor(refused: Failure) {
    super(refused.code);
    this.failure = refused;
  }
}

/**
 * The engine's side of the protocol, in whichever thread it lives: answers questions one after the other, long ones in
 * steps between which messages are heard. It keeps the last computed document, so that explaining it costs nothing.
 */
export class Host {
  readonly #engine: Engine;
  readonly #send: (message: FromEngine) => void;
  readonly #cancelled = new Set<number>();
  readonly #waiting = new Set<number>();
  #work: Promise<void> = Promise.resolve();
  #kept: { text: string; scenario: Scenario } | null = null;

  constructor(engine: Engine, send: (message: FromEngine) => void) {
    this.#engine = engine;
    this.#send = send;
  }

  receive(message: ToEngine): void {
    if ('cancel' in message) {
      if (this.#waiting.has(message.cancel)) this.#cancelled.add(message.cancel);
    } else if ('ask' in message) {
      this.#waiting.add(message.id);
      this.#work = this.#work.then(() => this.#reply(message.id, message));
    }
  }

  async #reply(id: number, question: Question): Promise<void> {
    try {
      const answer = await this.#answer(id, question);
      this.#send({ id, answer });
    } catch (thrown) {
      this.#send({ id, failure: this.#failure(thrown) });
    } finally {
      this.#waiting.delete(id);
      this.#cancelled.delete(id);
    }
  }

  #failure(thrown: unknown): Failure {
    if (thrown instanceof Refused) return thrown.failure;
    if (thrown instanceof Cancelled) return failure('cancelled');
    if (thrown instanceof NotWritten) return failure('workbook-failed', thrown.message);
    return failure('engine-trap');
  }

  async #answer(id: number, question: Question): Promise<Answer> {
    this.#stopIfCancelled(id);
    if (question.ask === 'number') return this.#engine.call((module) => module.read_number(question.text));
    if (question.ask === 'workbook') return this.#workbook(id, question);
    if (question.ask === 'inquire') return inquired(this.#bench(id), question.text, question.question);
    if (question.ask === 'compare') return compared(this.#bench(id), question.texts, question.base);
    if (question.ask === 'simulate') return this.#simulated(id, question.text);
    const scenario = await this.#computed(id, question.text);
    if (question.ask === 'inputs') return this.#engine.call(() => scenario.inputs());
    if (question.ask === 'method') return this.#refusing('compute', () => scenario.method());
    if (question.ask === 'run') {
      if (question.effects) await this.#effects(id, scenario);
      return this.#refusing('compute', () => scenario.result());
    }
    if ((JSON.parse(question.address) as Address).node === EFFECTS) await this.#effects(id, scenario);
    return this.#refusing('explain', () => scenario.explain(question.address));
  }

  /** The effects of more than eight levers, which take runs of their own; without those there is nothing to do. */
  async #effects(id: number, scenario: Scenario): Promise<void> {
    await this.#inSteps(id, ALL, (budget) => this.#refusing('compute', () => scenario.step_effects(budget)));
  }

  /** What a question of several runs is answered with. */
  #bench(id: number): Bench {
    return {
      ask: (work) => this.#refusing('question', work),
      inSteps: (part, step) => this.#inSteps(id, part, step),
      computed: (text, part) => this.#computed(id, text, part),
      free: (made) => {
        if (this.#engine.alive) this.#engine.call(() => made.free());
      },
    };
  }

  /** The scenario of a document, computed to its end. */
  async #computed(id: number, text: string, part: Part = ALL): Promise<Scenario> {
    if (this.#kept?.text === text) return this.#kept.scenario;
    this.#forget();
    const scenario = this.#refusing('read', (module) => new module.Scenario(text));
    try {
      await this.#compute(id, scenario, part);
    } catch (thrown) {
      if (this.#engine.alive) this.#engine.call(() => scenario.free());
      throw thrown;
    }
    this.#kept = { text, scenario };
    return scenario;
  }

  async #compute(id: number, scenario: Scenario, part: Part): Promise<void> {
    await this.#inSteps(id, part, (budget) => this.#refusing('compute', () => scenario.step(budget)));
  }

  /** Does work in steps of about equal time; `step` does as much as its budget says and returns the part that is done. */
  async #inSteps(id: number, { from, to }: Part, step: (budget: number) => number): Promise<void> {
    const pace = new Pace(FIRST_BUDGET, LEAST_BUDGET, MOST_BUDGET);
    for (;;) {
      const progress = pace.step(step);
      if (progress >= 1) return;
      this.#send({ id, progress: from + progress * (to - from) });
      await pause();
      this.#stopIfCancelled(id);
    }
  }

  /** The simulation of a document's uncertain figures. */
  async #simulated(id: number, text: string): Promise<Answer> {
    const simulation = this.#refusing('simulate', (module) => new module.Simulation(text));
    try {
      await this.#inSteps(id, ALL, (budget) => this.#refusing('simulate', () => simulation.step(budget)));
      return this.#refusing('simulate', () => simulation.result());
    } finally {
      if (this.#engine.alive) this.#engine.call(() => simulation.free());
    }
  }

  /** The workbook of computed documents: the engine plans it, a module of its own writes it, a step of the plan at a time. */
  async #workbook(id: number, { texts, language, at, sheets }: WorkbookQuestion): Promise<Answer> {
    const plan = this.#engine.call((module) => new module.Workbook(language));
    try {
      for (const [place, text] of texts.entries()) {
        const share = COMPUTING / texts.length;
        const scenario = await this.#computed(id, text, { from: place * share, to: (place + 1) * share });
        this.#refusing('workbook', () => plan.add(scenario));
        if (place === 0 && at !== null) this.#refusing('workbook', () => plan.open_at(at));
      }
      return await writing(sheets, async (file) => {
        await this.#inSteps(id, { from: COMPUTING, to: 1 }, (budget) => this.#written(plan, file, budget));
        return file.finish();
      });
    } finally {
      if (this.#engine.alive) this.#engine.call(() => plan.free());
    }
  }

  #written(plan: Workbook, file: Xlsx, budget: number): number {
    const pieces = this.#refusing('workbook', () => plan.step(budget));
    if (pieces === '[]') return 1;
    file.add(pieces);
    // Less than 1 until the plan has nothing more to give.
    return Math.min(this.#engine.call(() => plan.progress()), 0.999);
  }

  #forget(): void {
    const kept = this.#kept;
    this.#kept = null;
    if (kept) this.#engine.call(() => kept.scenario.free());
  }

  #stopIfCancelled(id: number): void {
    if (this.#cancelled.has(id)) throw new Cancelled();
  }

  #refusing<T>(what: keyof typeof REFUSALS, work: Parameters<typeof Engine.prototype.call<T>>[0]): T {
    try {
      return this.#engine.call(work);
    } catch (thrown) {
      if (thrown instanceof Refusal) throw new Refused({ code: REFUSALS[what], problems: thrown.problems });
      throw thrown;
    }
  }
}
