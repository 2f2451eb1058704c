/**
 * What crosses between the caller's thread and the engine's: a few plain messages of our own. A proxy library would
 * hide the three things that matter here: progress and cancelling of a job in steps, and an engine that is never called
 * again after a trap.
 */
import type { Failure } from './errors.js';

/**
 * One question: compute a document, tell its whole method, explain a cell of it, list its inputs, answer what takes several
 * runs of it, simulate its uncertain figures, lay several side by side, write the workbook of one or several, or read a number
 * as the Dutch write it.
 */
export type Question =
  | { ask: 'run'; text: string; effects: boolean }
  | { ask: 'method'; text: string }
  | { ask: 'inputs'; text: string }
  | { ask: 'inquire'; text: string; question: string }
  | { ask: 'compare'; texts: string[]; base: number }
  | { ask: 'explain'; text: string; address: string }
  | { ask: 'simulate'; text: string }
  | WorkbookQuestion
  | { ask: 'number'; text: string };

/** Asks for the workbook of documents, open at a cell of the first, written by the module that comes along. */
export type WorkbookQuestion = {
  ask: 'workbook';
  texts: string[];
  language: 'nl' | 'en';
  at: string | null;
  sheets: WebAssembly.Module;
};

/** What comes back: JSON, or the bytes of a file. */
export type Answer = string | Uint8Array<ArrayBuffer>;

/** To the engine's thread. `start` comes first, once. */
export type ToEngine<Q = Question> = { start: WebAssembly.Module } | ({ id: number } & Q) | { cancel: number };

/** From the engine's thread: `ready` or `unavailable` once, then for each question its progress and one answer. */
export type FromEngine<A = Answer> =
  | { ready: string }
  | { unavailable: string }
  | { id: number; progress: number }
  | { id: number; answer: A }
  | { id: number; failure: Failure };
