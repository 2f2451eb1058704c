// The one state of the page and the named actions that change it. Views get `state` and `dispatch`, and nothing else.

import type { Address, ChangedInput, Explanation, Method, NumberRead, Problem, Result, ScenarioDocument, ScenarioInfo, SimulationResult, Text } from '../engine/types.ts';
import type { Compare, Questions, Sensitivity } from './questions.ts';

export type * from '../engine/types.ts';
export type * from './questions.ts';

export type Lang = 'nl' | 'en';
/** Where a document is at home: which view shows its own answer. */
export type Home = 'tariff' | 'budget';
/** What the page can show of the open document; the views are listed in `views/registry.ts`. */
export type View = Home | 'cost-price' | 'sensitivity' | 'own-data' | 'compare' | 'method';

/** Where the open document came from: shipped with the page, made here, or from somebody else (unchecked). */
export type Origin = 'shipped' | 'own' | 'foreign';

/** What stands in a field while it is being typed in, and what is wrong with it. */
export interface Draft {
  text: string;
  /** Null while the text is being read or is right. */
  problem: Problem | null;
  /** The amount per dagdeel that the engine offers for a text "per hour"; never taken over by itself. */
  offer: string | null;
}

/** The open rekenstrook: one at a time. `asker` is the id of the button that opened it and gets the focus back. */
export interface Tape {
  address: Address;
  asker: string;
  explanation: Explanation | null;
  /** The deeper explanations that were asked for, by address text. */
  deeper: Readonly<Record<string, Explanation>>;
  failed: boolean;
  /** Opened by the page itself: the focus stays where it is. */
  quiet: boolean;
  /** Another run than that of the open document; null for that. */
  run: OtherRun | null;
}

/** A run behind an answer: of another document, or of one with inputs changed. */
export interface OtherRun {
  document: ScenarioDocument | null;
  changes: readonly ChangedInput[];
  /** Which run it is, in words. */
  said: string;
}

/** How long work stands; null when nothing runs. `shown` after half a second. */
export interface Job {
  fraction: number;
  shown: boolean;
}

/** What is known of how sure the answer is. */
export interface Simulated {
  /** The last simulation that was finished, and the document it is of. */
  result: SimulationResult | null;
  of: ScenarioDocument | null;
  /** While one runs. */
  job: Job | null;
  /** The last one was stopped by the user. */
  stopped: boolean;
  /** Why the document cannot be simulated. */
  problems: readonly Problem[];
}

/** A message above the answer that stays until it is closed. */
export type Notice =
  | { kind: 'restarted'; code: string; again: boolean }
  | { kind: 'refused-document'; from: 'file' | 'link' | 'kept'; problems: Problem[] }
  | { kind: 'refused-settings'; problems: Problem[] }
  /** The page around ours wants to open something else, over work that is not saved. */
  | { kind: 'asked'; title: Text }
  | { kind: 'said'; message: SaidKey }
  | { kind: 'failed'; code: string };

/** Short messages after an action. */
export type SaidKey = 'kept-cleared' | 'file-saved' | 'link-copied' | 'copied' | 'copy-failed' | 'version-frozen' | 'version-removed';

/** Where undo goes back to: a document, and what was asked of it. */
export interface Step {
  document: ScenarioDocument;
  asked: Questions;
}

export interface Aside {
  document: ScenarioDocument;
  source: ScenarioDocument;
  origin: Origin;
  past: readonly Step[];
  future: readonly Step[];
}

export interface State {
  lang: Lang;
  view: View;
  scenarios: readonly ScenarioInfo[];
  /** The document as it was shipped or opened: where *Terug naar bronwaarden* goes back to. */
  source: ScenarioDocument | null;
  /** The document with the latest right input of every field. */
  document: ScenarioDocument | null;
  origin: Origin;
  /** The user's own work while a document from somebody else is open. */
  aside: Aside | null;
  past: readonly Step[];
  future: readonly Step[];
  /** The field of the last change: typing on in one field is one step back. */
  lastField: string | null;
  /** By path in the document. */
  drafts: Readonly<Record<string, Draft>>;
  /** What the engine found wrong in `document` at the latest run. */
  problems: readonly Problem[];
  /** The last good result and the document it was computed from. */
  result: Result | null;
  computed: ScenarioDocument | null;
  /** The method of a computed document, once the view that shows it asked for it. */
  method: { of: ScenarioDocument; method: Method } | null;
  job: Job | null;
  /** The part of a workbook that is written, from 0 to 1; null while none is. */
  workbook: number | null;
  /** How sure the answer is, where figures of the document are uncertain. */
  simulation: Simulated;
  tape: Tape | null;
  sensitivity: Sensitivity;
  compare: Compare;
  notice: Notice | null;
  costMode: 'month' | 'year';
  /** Whether documents are kept in this browser. */
  keeping: boolean;
  /** Embedded in somebody else's page. */
  embedded: boolean;
  /** Nothing of the document may be changed here. */
  readonly: boolean;
  /** Whoever keeps the page allows claims of the user's own to be loaded. */
  ownData: boolean;
  /** The claims that the open document rests on are loaded and lie under it. */
  supplied: boolean;
}

/** The word for unknown was typed: the figure is there, and not known. */
export interface UnknownRead {
  unknown: true;
}

/** How the text of a field is read. */
export type FieldAs = 'number' | 'percent' | 'date' | 'integer';

export type Action =
  | { type: 'scenarios-listed'; scenarios: readonly ScenarioInfo[] }
  | { type: 'document-opened'; document: ScenarioDocument; source?: ScenarioDocument; origin: Origin; past?: State['past']; future?: State['future'] }
  | { type: 'choose-scenario'; id: string }
  /** Another view of the open document. */
  | { type: 'show-view'; view: View }
  | { type: 'type-in-field'; path: string; text: string; as: FieldAs; unit?: string; optional?: boolean }
  | { type: 'field-read'; path: string; text: string; read: NumberRead | UnknownRead; offer: string | null; as: FieldAs; unit?: string }
  | { type: 'leave-field'; path: string }
  | { type: 'restore-field'; path: string }
  /** Any other change of the document at a path, such as a choice or a switch. */
  | { type: 'set'; path: string; value: unknown }
  /** The open document in another shape, as one step back. */
  | { type: 'reshape'; document: ScenarioDocument }
  | { type: 'move-lever'; from: number; to: number }
  /** Puts a measure, a part or a row at the end of its list. */
  | { type: 'add-item'; path: string; value: unknown }
  | { type: 'remove-item'; path: string; index: number }
  /** A document with nothing in it yet. */
  | { type: 'new-scenario' }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'back-to-source' }
  | { type: 'run-started' }
  | { type: 'run-progressed'; fraction: number; shown: boolean }
  | { type: 'run-cancelled' }
  | { type: 'cancel-run' }
  | { type: 'run-finished'; document: ScenarioDocument; result: Result }
  | { type: 'run-refused'; document: ScenarioDocument; problems: Problem[] }
  | { type: 'ask'; address: Address; asker: string; quiet?: boolean; run?: OtherRun }
  /** What is asked of the open document, or what was answered. */
  | { type: 'set-sensitivity'; change: Partial<Sensitivity> }
  | { type: 'cancel-sensitivity' }
  /** Reads a number for a field that is not in the document. */
  | { type: 'read-number'; text: string; take: (read: NumberRead) => void }
  /** The open document with inputs changed, beside it. */
  | { type: 'put-beside'; changes: readonly ChangedInput[]; name: string }
  | { type: 'set-compare'; change: Partial<Compare> }
  /** Puts a document beside the open one: this one as it is now or as its source, a shipped one, one that was worked on. */
  | { type: 'compare-with'; what: 'copy' | 'source' | 'shipped' | 'desk'; id: string }
  | { type: 'compare-file'; file: File }
  | { type: 'add-compared'; document: ScenarioDocument; name: string | null; foreign?: boolean }
  | { type: 'remove-compared'; at: number }
  | { type: 'cancel-compare' }
  | { type: 'ask-deeper'; address: Address }
  | { type: 'explained'; address: Address; explanation: Explanation; deeper: boolean }
  | { type: 'explain-failed'; address: Address }
  | { type: 'close-tape' }
  | { type: 'method-written'; of: ScenarioDocument; method: Method }
  | { type: 'speak'; lang: Lang }
  | { type: 'show-cost'; mode: 'month' | 'year' }
  | { type: 'notify'; notice: Notice | null }
  /** What the user answered to a notice that asks. */
  | { type: 'answer'; yes: boolean }
  /** What whoever keeps the page allows. */
  | { type: 'allow'; changes: boolean; ownData: boolean }
  | { type: 'keep'; on: boolean }
  | { type: 'save-file' }
  /** Claims lie under the document from now on, or no longer. */
  | { type: 'claims-supplied'; supplied: boolean }
  /** The computation as a workbook, open at the formula of a cell. */
  | { type: 'save-workbook'; at?: Address }
  | { type: 'workbook-progressed'; fraction: number | null }
  | { type: 'cancel-workbook' }
  /** Draws the uncertain figures of the computed document again. */
  | { type: 'simulate' }
  | { type: 'cancel-simulation' }
  | { type: 'simulation-started' }
  | { type: 'simulation-progressed'; fraction: number; shown: boolean }
  | { type: 'simulation-finished'; document: ScenarioDocument; result: SimulationResult }
  | { type: 'simulation-ended'; problems: readonly Problem[]; stopped: boolean }
  /** Keeps the document as it is, beside the one that is worked on. */
  | { type: 'freeze'; known: string; note: string }
  | { type: 'remove-version'; id: string }
  | { type: 'open-file'; file: File }
  | { type: 'adopt-copy' }
  | { type: 'close-foreign' }
  | { type: 'clear-all' };

export type Dispatch = (action: Action) => void;
