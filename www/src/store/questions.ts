// What is asked of documents in several runs, and the answers that stand: sensitivity and comparing.

import type { Address, Comparison, Grid, Input, Problem, ScenarioDocument, Sought, Text, Tornado } from '../engine/types.ts';

/** From a lowest to a highest value of an input: decimals, as the engine reads them. */
export interface Reach {
  low: string;
  high: string;
}

/** What is sought: which tariff, or how many clients, fit a budget; from how many present costs are covered; anything. */
export type Goal = 'tariff' | 'clients' | 'attendance' | 'own';

export interface Sensitivity extends Questions {
  /** What is wrong with a field, by its place. */
  faults: Readonly<Record<string, Problem>>;
  /** Of which document the answers are. */
  of: ScenarioDocument | null;
  inputs: readonly Input[];
  tornado: Tornado | null;
  grid: Grid | null;
  sought: Sought | null;
  /** The same goal by other inputs. */
  others: readonly Sought[];
  /** How far the runs are, from 0 to 1; null when none run. */
  job: number | null;
  stopped: boolean;
  problems: readonly Problem[];
}

/** What is asked: a step that can be undone, as a change of the document is. */
export interface Questions {
  /** The outcome that was chosen; null for the usual one of the document. */
  outcome: Address | null;
  /** By path of the input; what is not here reaches from a tenth less to a tenth more. */
  ranges: Readonly<Record<string, Reach>>;
  goal: Goal | null;
  /** The budget that is sought for; null for that of the document. */
  budget: string | null;
  /** The own question. */
  input: string | null;
  target: string | null;
  rows: string | null;
  columns: string | null;
}

/** What of it is typed, as figures: where nothing may be changed, these may not either. */
const TYPED = ['ranges', 'budget', 'input', 'target'] as const;

/** What is asked of what stands there. */
export const questionsOf = ({ budget, columns, goal, input, outcome, ranges, rows, target }: Questions): Questions => ({ budget, columns, goal, input, outcome, ranges, rows, target });

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
export const asksOther = (one: Questions, other: Questions): boolean => !same(questionsOf(one), questionsOf(other));
export const typesOther = (one: Questions, other: Questions): boolean => TYPED.some((key) => !same(one[key], other[key]));

export const NO_SENSITIVITY: Sensitivity = {
  outcome: null, ranges: {}, faults: {}, goal: null, budget: null, input: null, target: null, rows: null, columns: null, of: null, inputs: [], tornado: null,
  grid: null, sought: null, others: [], job: null, stopped: false, problems: [],
};

/** A document beside the open one. */
export interface Beside {
  document: ScenarioDocument;
  /** What sets it apart from another with the same title. */
  name: string | null;
  /** From a file: it may be somebody else's, and was not checked. */
  foreign: boolean;
}

export interface Compare {
  /** Beside the open document, which is always the first. */
  others: readonly Beside[];
  /** The position of the one that the others are compared with. */
  base: number;
  /** Documents that were worked on here, to choose from. */
  desk: readonly { id: string; title: Text }[];
  /** Only what differs is shown. */
  only: boolean;
  /** The documents that the answer is of. */
  of: readonly ScenarioDocument[];
  answer: Comparison | null;
  job: number | null;
  stopped: boolean;
  problems: readonly Problem[];
}

export const NO_COMPARE: Compare = { others: [], base: 0, desk: [], only: false, of: [], answer: null, job: null, stopped: false, problems: [] };

/** Columns beside the open document that can still be read. */
export const MOST_BESIDE = 7;
