/** How long one step may take, in milliseconds: a job that is cancelled stops within about two of them. */
const STEP_MS = 8;

/** Does work in steps of about equal time: each as much as the time that the one before took allows. */
export class Pace {
  #budget: number;
  readonly #least: number;
  readonly #most: number;

  constructor(first: number, least: number, most: number) {
    this.#budget = first;
    this.#least = least;
    this.#most = most;
  }

  /** One step, given how much it may do; returns what it returned. */
  step(work: (budget: number) => number): number {
    const began = performance.now();
    const progress = work(this.#budget);
    const faster = STEP_MS / Math.max(performance.now() - began, 0.1);
    this.#budget = Math.round(Math.min(Math.max(this.#budget * Math.min(faster, 4), this.#least), this.#most));
    return progress;
  }
}

/** Lets waiting messages and events through; a timer would be held back to 4 ms after a few of them. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
