import init, * as glue from '../engine/engine.js';
import type { Problem } from '../types/index.js';

/** The engine refused what it was given, and said why. */
export class Refusal extends Error {
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super(problems.map((problem) => problem.code).join(', '));
    this.problems = problems;
  }
}

/** The engine trapped, now or earlier. */
export class Trap extends Error {}

/**
 * One instance of the engine's module. Once it has trapped it is never called again, since it would answer, wrongly:
 * the thread gets a fresh one at once, so that not even the collector of forgotten objects calls the old one.
 */
export class Engine {
  #alive = true;
  #replaced = false;

  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Calls into the module. The engine throws its refusals as text; anything else that comes out is a trap, a stack
   * overflow among them.
   */
  call<T>(work: (module: typeof glue) => T): T {
    if (!this.#alive) throw new Trap('the instance has trapped before');
    try {
      return work(glue);
    } catch (thrown) {
      if (typeof thrown === 'string') throw new Refusal(JSON.parse(thrown) as Problem[]);
      this.#alive = false;
      this.replace();
      throw new Trap('the instance trapped', { cause: thrown });
    }
  }

  /** Puts a fresh instance in the place of the trapped one, once. */
  replace(): void {
    if (this.#replaced) return;
    glue.__wbg_reset_state();
    this.#replaced = true;
  }
}

let current: Promise<Engine | null> = Promise.resolve(null);

/**
 * The living instance of this thread: the module is instantiated once, and again only after a trap. The first module
 * given in a thread is the one that stays.
 */
export function load(module: WebAssembly.Module): Promise<Engine> {
  const next = current.then(async (engine) => {
    if (engine?.alive) return engine;
    if (engine) engine.replace();
    else await init({ module_or_path: module });
    return new Engine();
  });
  current = next.catch(() => null);
  return next;
}
