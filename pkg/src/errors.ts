import type { ClaimsProblem, Problem, Text } from '../types/index.js';

/**
 * What kind of error it is:
 * - `document-refused`: the document cannot be read; one problem for each place that is wrong;
 * - `calculation-failed`: the document is right, but its numbers cannot be computed exactly;
 * - `explanation-refused`: the address names no cell of the result;
 * - `question-refused`: a question names no input or outcome of its document, or asks more than can be answered;
 * - `simulation-refused`: the document cannot be simulated: it is wrong, or nothing in it is uncertain;
 * - `workbook-refused`: the workbook would be too large, or there is nothing to show in it;
 * - `workbook-failed`: the file could not be written;
 * - `engine-trap`: the engine stopped on an error of its own; it has been replaced, and the next call works;
 * - `engine-unavailable`: the engine's file could not be loaded;
 * - `sheets-unavailable`: the file of the module that writes workbooks could not be loaded;
 * - `worker-unavailable`: a worker was asked for and could not be started;
 * - `unknown-scenario`: no shipped scenario has that id;
 * - `unknown-table`: the result has no table with that id;
 * - `unknown-input`: the document has no input at that path;
 * - `scenario-unavailable`: a shipped scenario's file could not be loaded;
 * - `claims-refused`: a file of claims or a question about them was refused; `place` says where in the file;
 * - `claims-network`: claims could leave the worker by the network: the policy of the page or its worker is missing;
 * - `claims-trap`: the claims module stopped on an error of its own; its claims are gone, and `openClaims` begins anew;
 * - `claims-unavailable`: the claims module could not be loaded;
 * - `cancelled`: the caller's signal was aborted;
 * - `closed`: `close()` was called.
 */
export type ErrorCode =
  | 'document-refused'
  | 'calculation-failed'
  | 'explanation-refused'
  | 'question-refused'
  | 'simulation-refused'
  | 'workbook-refused'
  | 'workbook-failed'
  | 'engine-trap'
  | 'engine-unavailable'
  | 'sheets-unavailable'
  | 'worker-unavailable'
  | 'unknown-scenario'
  | 'unknown-table'
  | 'unknown-input'
  | 'scenario-unavailable'
  | 'claims-refused'
  | 'claims-network'
  | 'claims-trap'
  | 'claims-unavailable'
  | 'cancelled'
  | 'closed';

/**
 * Why a module could not be loaded, as the code of the error's problem: each message says what whoever keeps the host must allow.
 * - `wasm-missing`: the browser has no WebAssembly, or it is switched off;
 * - `wasm-forbidden`: the page's Content-Security-Policy forbids it;
 * - `file-unreachable`: no answer came: the network, the page's policy, or a sandbox without an origin;
 * - `file-refused`: the host answered with an error;
 * - `not-wasm`: the host answered with something else, such as a page to log in.
 */
export type ObstacleCode = 'wasm-missing' | 'wasm-forbidden' | 'file-unreachable' | 'file-refused' | 'not-wasm';

/** What crosses from the thread of the engine when a call fails. */
export type Failure = { code: ErrorCode; problems: Problem[]; place?: ClaimsProblem };

/** The one kind of error that this package throws. */
export class DagdeelError extends Error {
  override readonly name = 'DagdeelError';
  readonly code: ErrorCode;
  /** What is wrong, in Dutch and English; with a path where it is in the document. */
  readonly problems: Problem[];
  /** Where in a file of claims it went wrong; never what stands there. */
  readonly place: ClaimsProblem | null;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.problems.map(line).join('\n') || failure.code, options);
    this.code = failure.code;
    this.problems = failure.problems;
    this.place = failure.place ?? null;
  }
}

function line(problem: Problem): string {
  return problem.path === null ? problem.message.en : `${problem.path}: ${problem.message.en}`;
}

/** The codes whose problems the engine gives. */
type FromEngine =
  | 'document-refused'
  | 'calculation-failed'
  | 'explanation-refused'
  | 'question-refused'
  | 'simulation-refused'
  | 'workbook-refused'
  | 'claims-refused';

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
  'unknown-input': {
    nl: 'Dit document heeft geen invoer op deze plaats.',
    en: 'This document has no input at this place.',
  },
  'scenario-unavailable': {
    nl: 'Het scenario kon niet worden geladen.',
    en: 'The scenario could not be loaded.',
  },
  'claims-network': {
    nl: 'Uw gegevens worden niet gelezen: deze pagina verbiedt haar worker het netwerk niet. Laat de beheerder het beveiligingsbeleid op elk antwoord meesturen, ook op dat van het workerscript.',
    en: 'Your data is not read: this page does not forbid its worker the network. Have the administrator send the security policy with every response, the worker script\'s included.',
  },
  'claims-trap': {
    nl: 'Het lezen van uw gegevens is gestopt door een fout in het programma of te weinig geheugen. Lees de bestanden opnieuw in.',
    en: 'Reading your data stopped on an error of the program or for lack of memory. Read the files again.',
  },
  'claims-unavailable': {
    nl: 'Het onderdeel dat eigen gegevens leest kon niet worden geladen.',
    en: 'The module that reads own data could not be loaded.',
  },
  cancelled: { nl: 'De berekening is afgebroken.', en: 'The computation was cancelled.' },
  closed: { nl: 'De rekenkern is gesloten.', en: 'The engine has been closed.' },
};

/** What stands in the way of a module, with what the host must allow in so many words. */
const OBSTACLES: Record<ObstacleCode, { message: Text; expected: string }> = {
  'wasm-missing': {
    message: {
      nl: 'Deze browser biedt geen WebAssembly, of een instelling heeft het uitgezet. Laat de beheerder het voor deze website toestaan.',
      en: 'This browser offers no WebAssembly, or a setting has switched it off. Have the administrator allow it for this website.',
    },
    expected: 'WebAssembly',
  },
  'wasm-forbidden': {
    message: {
      nl: 'Het beveiligingsbeleid van deze pagina verbiedt WebAssembly. Laat de beheerder \'wasm-unsafe-eval\' toevoegen aan script-src.',
      en: 'The security policy of this page forbids WebAssembly. Have the administrator add \'wasm-unsafe-eval\' to script-src.',
    },
    expected: "Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'",
  },
  'file-unreachable': {
    message: {
      nl: 'Een bestand kon niet worden opgehaald: de host antwoordt niet, of het beleid van de pagina verbiedt het. Laat de beheerder connect-src \'self\' toestaan, en in een iframe met sandbox ook allow-same-origin.',
      en: 'A file could not be fetched: the host does not answer, or the page\'s policy forbids it. Have the administrator allow connect-src \'self\' and, in a sandboxed iframe, allow-same-origin.',
    },
    expected: "Content-Security-Policy: connect-src 'self'",
  },
  'file-refused': {
    message: {
      nl: 'De host geeft een bestand niet. Laat de beheerder bestanden met de extensie .wasm toestaan.',
      en: 'The host does not give a file. Have the administrator allow files with the extension .wasm.',
    },
    expected: 'Content-Type: application/wasm',
  },
  'not-wasm': {
    message: {
      nl: 'De host geeft iets anders dan het gevraagde bestand, bijvoorbeeld een aanmeldpagina. Laat de beheerder bestanden met de extensie .wasm ongewijzigd geven.',
      en: 'The host gives something else than the file that was asked for, such as a page to log in. Have the administrator give files with the extension .wasm unchanged.',
    },
    expected: 'Content-Type: application/wasm',
  },
};

/** A module that could not be had, and why. */
export class Obstacle extends Error {
  readonly code: ObstacleCode;

  constructor(code: ObstacleCode, found: string, options?: ErrorOptions) {
    super(found, options);
    this.code = code;
  }
}

/** A failure to load a module: where the cause is known, in words for whoever keeps the host. */
export function unavailable(code: 'engine-unavailable' | 'sheets-unavailable' | 'claims-unavailable', thrown: unknown): Failure {
  if (!(thrown instanceof Obstacle)) return failure(code, reason(thrown));
  const { message, expected } = OBSTACLES[thrown.code];
  const { nl, en } = MESSAGES[code];
  const said = { nl: `${nl} ${message.nl}`, en: `${en} ${message.en}` };
  return { code, problems: [{ code: thrown.code, path: null, message: said, found: thrown.message, expected }] };
}

/** A failure that the package itself found, with what was found and expected where that helps. */
export function failure(code: keyof typeof MESSAGES, found: string | null = null, expected: string | null = null): Failure {
  return { code, problems: [{ code, path: null, message: MESSAGES[code], found, expected }] };
}

/** The text of whatever was thrown. */
export function reason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
