// How sure the answer is: the uncertain figures of the computed document are drawn once its answer stands, and again after
// every change. The last result stays until a newer one is there.

import { faultOf, type Store } from '../store/store.ts';
import type { ScenarioDocument } from '../store/types.ts';
import { isUncertain } from './figures.ts';

/** Work that lasts longer is shown with its progress. */
const SHOW_AFTER = 500;

/** The progress is told no more often than it can be read. */
const TELL_EVERY = 300;

export class Simulations {
  readonly #store: Store;
  readonly #showAfter: number;
  #running: AbortController | null = null;

  constructor(store: Store, showAfter = SHOW_AFTER) {
    this.#store = store;
    this.#showAfter = showAfter;
    store.addEffect((action, before) => {
      const { state } = store;
      if (state.document !== before.document) this.#running?.abort();
      if (action.type === 'run-finished' && state.document === action.document) {
        if (isUncertain(action.document)) void this.#simulate(action.document);
        else store.dispatch({ type: 'simulation-ended', problems: [], stopped: false });
      }
      if (action.type === 'simulate' && state.computed) void this.#simulate(state.computed);
      if (action.type === 'cancel-simulation') this.#running?.abort();
    });
  }

  async #simulate(document: ScenarioDocument): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const { dispatch, engine } = this.#store;
    const current = () => this.#running === running && this.#store.state.document === document;
    let fraction = 0;
    let told = 0;
    dispatch({ type: 'simulation-started' });
    const timer = setTimeout(() => current() && dispatch({ type: 'simulation-progressed', fraction, shown: true }), this.#showAfter);
    try {
      const result = await engine.simulate(document, {
        signal: running.signal,
        onProgress: (done) => {
          fraction = done;
          // Every message would have the whole page drawn again, more often than it can be.
          if (performance.now() - told < TELL_EVERY || !current() || !this.#store.state.simulation.job?.shown) return;
          told = performance.now();
          dispatch({ type: 'simulation-progressed', fraction, shown: true });
        },
      });
      if (current()) dispatch({ type: 'simulation-finished', document, result });
    } catch (error) {
      const { code, problems } = faultOf(error);
      if (!current()) return;
      dispatch({ type: 'simulation-ended', problems, stopped: code === 'cancelled' });
      if (code !== 'cancelled' && problems.length === 0) dispatch({ type: 'notify', notice: { kind: 'failed', code } });
    } finally {
      clearTimeout(timer);
      if (this.#running === running) this.#running = null;
    }
  }
}
