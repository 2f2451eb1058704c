import type { Scenario } from '../engine/engine.js';
import type { Engine } from './engine.js';

/** The part of a question's progress that a piece of its work takes. */
export type Part = { from: number; to: number };

/** What the host lends to a question of several runs. */
export type Bench = {
  ask<T>(work: Parameters<typeof Engine.prototype.call<T>>[0]): T;
  /** Does work in steps; `step` returns the part that is done. */
  inSteps(part: Part, step: (budget: number) => number): Promise<void>;
  computed(text: string, part: Part): Promise<Scenario>;
  free(made: { free(): void }): void;
};

/** The answer to a question that takes several runs of one document. */
export async function inquired(bench: Bench, text: string, question: string): Promise<string> {
  const inquiry = bench.ask((module) => new module.Inquiry(text, question));
  try {
    await bench.inSteps({ from: 0, to: 1 }, (budget) => bench.ask(() => inquiry.step(budget)));
    return bench.ask(() => inquiry.answer());
  } finally {
    bench.free(inquiry);
  }
}

/** Documents side by side. */
export async function compared(bench: Bench, texts: readonly string[], base: number): Promise<string> {
  const comparison = bench.ask((module) => new module.Comparison());
  try {
    for (const [place, text] of texts.entries()) {
      const scenario = await bench.computed(text, { from: place / texts.length, to: (place + 1) / texts.length });
      bench.ask(() => comparison.add(scenario));
    }
    return bench.ask(() => comparison.answer(base));
  } finally {
    bench.free(comparison);
  }
}
