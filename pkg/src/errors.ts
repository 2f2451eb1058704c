import type { Problem, Text } from '../types/index.js';

/**
 * What kind of error it is:
 * - `document-refused`: the document cannot be read; one problem for each place that is wrong;
 * - `calculation-failed`: the document is right, but its numbers cannot be computed exactly;
 * - `explanation-refused`: the address names no cell of the result;
 * - `workbook-refused`: the workbook would be too large, or there is nothing to show in it;
 * - `workbook-failed`: the file could not be written;
 * - `engine-trap`: the engine stopped on an error of its own; it has been replaced, and the next call works;
 * - `engine-unavailable`: the engine's file could not be loaded;
 * - `sheets-unavailable`: the file of the module that writes workbooks could not be loaded;
 * - `worker-unavailable`: a worker was asked for and could not be started;
 * - `unknown-scenario`: no shipped scenario has that id;
 * - `unknown-table`: the result has no table with that id;
 * - `scenario-unavailable`: a shipped scenario's file could not be loaded;
 * - `cancelled`: the caller's signal was aborted;
 * - `closed`: `close()` was called.
 */
export type ErrorCode =
  | 'document-refused'
  | 'calculation-failed'
  | 'explanation-refused'
  | 'workbook-refused'
  | 'workbook-failed'
  | 'engine-trap'
  | 'engine-unavailable'
  | 'sheets-unavailable'
  | 'worker-unavailable'
  | 'unknown-scenario'
  | 'unknown-table'
  | 'scenario-unavailable'
  | 'cancelled'
  | 'closed';

/** What crosses from the thread of the engine when a call fails. */
export type Failure = { code: ErrorCode; problems: Problem[] };

/** The one kind of error that this package throws. */
export class DagdeelError extends Error {
  override readonly name = 'DagdeelError';
  readonly code: ErrorCode;
  /** What is wrong, in Dutch and English; with a path where it is in the document. */
  readonly problems: Problem[];

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.problems.map(line).join('\n') || failure.code, options);
    this.code = failure.code;
    this.problems = failure.problems;
  }
}

function line(problem: Problem): string {
  return problem.path === null ? problem.message.en : `${problem.path}: ${problem.message.en}`;
}

/** The codes whose problems the engine gives. */
type FromEngine = 'document-refused' | 'calculation-failed' | 'explanation-refused' | 'workbook-refused';

const MESSAGES: Record<Exclude<ErrorCode, FromEngine>, Text> = {
  'engine-trap': {
    nl: 'De rekenkern is gestopt door een fout in het programma en is opnieuw gestart. Uw document is niet veranderd.',
    en: 'The engine stopped on an error of its own and has been started anew. Your document is unchanged.',
  },
  'engine-unavailable': {
    nl: 'De rekenkern kon niet worden geladen.',
    en: 'The engine could not be loaded.',
  },
  'workbook-failed': {
    nl: 'Het werkboek kon niet worden geschreven.',
    en: 'The workbook could not be written.',
  },
  'sheets-unavailable': {
    nl: 'Het onderdeel dat werkboeken schrijft kon niet worden geladen.',
    en: 'The module that writes workbooks could not be loaded.',
  },
  'worker-unavailable': {
    nl: 'Een worker kon niet worden gestart.',
    en: 'A worker could not be started.',
  },
  'unknown-scenario': {
    nl: 'Er is geen scenario met deze naam.',
    en: 'There is no scenario with this id.',
  },
  'unknown-table': {
    nl: 'Deze uitkomst heeft geen tabel met deze naam.',
    en: 'This result has no table with this id.',
  },
  'scenario-unavailable': {
    nl: 'Het scenario kon niet worden geladen.',
    en: 'The scenario could not be loaded.',
  },
  cancelled: { nl: 'De berekening is afgebroken.', en: 'The computation was cancelled.' },
  closed: { nl: 'De rekenkern is gesloten.', en: 'The engine has been closed.' },
};

/** A failure that the package itself found, with what was found and expected where that helps. */
export function failure(code: keyof typeof MESSAGES, found: string | null = null, expected: string | null = null): Failure {
  return { code, problems: [{ code, path: null, message: MESSAGES[code], found, expected }] };
}

/** The text of whatever was thrown. */
export function reason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
