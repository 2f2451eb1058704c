// One engine for all elements of a page, for as long as there are any.

import type { Engine } from './types.ts';

/** How long an engine without users is kept, in milliseconds: an element that is moved leaves the page and comes back. */
const KEPT = 1000;

export class SharedEngine {
  readonly #open: () => Promise<Engine>;
  #engine: Promise<Engine> | null = null;
  #users = 0;

  constructor(open: () => Promise<Engine>) {
    this.#open = open;
  }

  /** One user more. An engine that could not be opened is tried again by the next one. */
  take(): Promise<Engine> {
    this.#users += 1;
    const engine = (this.#engine ??= this.#open());
    engine.catch(() => {
      if (this.#engine === engine) this.#engine = null;
    });
    return engine;
  }

  /** One user less; the last one closes it. */
  release(): void {
    this.#users -= 1;
    setTimeout(() => {
      if (this.#users > 0) return;
      const engine = this.#engine;
      this.#engine = null;
      engine?.then((opened) => opened.close(), () => {});
    }, KEPT);
  }
}
