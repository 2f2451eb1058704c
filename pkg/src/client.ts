import type {
  Address,
  ChangedInput,
  Comparison,
  Explanation,
  Grid,
  GridQuestion,
  Input,
  Method,
  Problem,
  Result,
  ScenarioDocument,
  SeekQuestion,
  SimulationResult,
  Sought,
  Tornado,
  TornadoQuestion,
} from '../types/index.js';
import { changed } from './changes.js';
import { type Channel, type EngineWorker, inThisThread, inWorker, type Listener } from './channel.js';
import { Documents, isId, type ScenarioAbout, type ScenarioInfo, type ScenarioSource, tell, written } from './documents.js';
import { DagdeelError, failure, reason, unavailable } from './errors.js';
import { compileBytes } from './module.js';
import { Link } from './link.js';
import type { Answer, Question } from './protocol.js';
import { unsupplied } from './supplied.js';
import type { Language } from './tables.js';

/** A module: its address, its bytes, or compiled. */
type Module = URL | string | BufferSource | WebAssembly.Module;

/** Where a module comes from: itself, or what gives it when it is asked for. */
export type ModuleSource = Module | (() => Promise<Module>);

/** Where the engine runs and what it is loaded from. Every option has a default where the package knows its own files. */
export interface OpenOptions {
  /** `'auto'` (the default): in a worker where workers are allowed, otherwise in this thread. `true` insists. */
  worker?: boolean | 'auto';
  /** The engine's module: its address, its bytes, compiled, or what gives one of these. */
  wasm?: ModuleSource;
  /** The module that writes workbooks, in the same forms; loaded when the first workbook is asked for. */
  sheets?: ModuleSource;
  /** The shipped documents: the address of their folder (it ends in a slash), or their texts by id (and of its `about.json`). */
  scenarios?: URL | string | Record<string, string>;
  /** Starts the worker, where its script is not a file of its own (a page in one file, a custom element). */
  createWorker?: () => EngineWorker;
}

/** How a computation is followed and stopped. */
export interface RunOptions {
  /** Aborting it rejects the call with the code `cancelled` and stops the work. */
  signal?: AbortSignal;
  /** Called between the steps of a long computation with the part that is done, from 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** What a run computes. */
export interface RunQuestion extends RunOptions {
  /**
   * Also the effect of each lever where more than eight are on: the mean over 256 drawn orders, which takes thousands of runs.
   * Up to eight levers their effects are always there.
   */
  effects?: boolean;
}

/** How documents are compared. */
export interface CompareOptions extends RunOptions {
  /** Which of them the others are compared with: its position; the first where nothing is said. */
  base?: number;
}

/** How a workbook is made. */
export interface WorkbookOptions extends RunOptions {
  /** The language of its words; Dutch where nothing is said. */
  language?: Language;
  /** The cell that it opens at: of the first document, on the sheet where its formula stands. */
  at?: Address;
}

/** A number as it was read: an exact decimal, or what is wrong with the text. */
export type NumberRead = { value: string } | { error: Problem };

/** An open engine. Every amount in what it gives is text: an exact decimal such as `"45960.00"`. */
export interface Dagdeel {
  readonly version: string;
  /** The shipped scenarios. */
  scenarios(): Promise<ScenarioInfo[]>;
  /**
   * What there is to know of a scenario before it is opened: its sources, what it computes, its caveats, and which figures are
   * assumed. Of a shipped scenario, given by its id, it was written when it was shipped; of others it is computed.
   */
  about(document: ScenarioDocument | string): Promise<ScenarioAbout>;
  /** One shipped document, to be changed and run. */
  document(id: string): Promise<ScenarioDocument>;
  /** Computes a document, given as an object, as its text, or as the id of a shipped one. */
  run(document: ScenarioDocument | string, options?: RunQuestion): Promise<Result>;
  /** Everything in a document that can be changed, each with its path, name, unit and value. */
  inputs(document: ScenarioDocument | string): Promise<Input[]>;
  /** The document with inputs at other values, such as those of a run that an answer names; it is checked when it is run. */
  changed(document: ScenarioDocument | string, changes: readonly ChangedInput[]): Promise<ScenarioDocument>;
  /** Inputs and outcomes of documents side by side, matched by their identifiers. */
  compare(documents: readonly (ScenarioDocument | string)[], options?: CompareOptions): Promise<Comparison>;
  /** What an outcome is with each input at a low and a high value, one at a time; the widest first. */
  tornado(document: ScenarioDocument | string, question: TornadoQuestion, options?: RunOptions): Promise<Tornado>;
  /** What an outcome is with two inputs at several values each. */
  grid(document: ScenarioDocument | string, question: GridQuestion, options?: RunOptions): Promise<Grid>;
  /** Which value of an input gives an outcome: one that hits it, two neighbours with it in between, none, or more than one. */
  seek(document: ScenarioDocument | string, question: SeekQuestion, options?: RunOptions): Promise<Sought>;
  /**
   * How all of it was computed, written from the computation itself: every formula in order, every input with its source or
   * marked as an assumption, roundings, measures, caveats.
   */
  method(document: ScenarioDocument | string, options?: RunOptions): Promise<Method>;
  /** How a number came about: the tree behind one cell of the result. */
  explain(document: ScenarioDocument | string, address: Address): Promise<Explanation>;
  /**
   * Draws the uncertain figures of a document, those with a distribution, and gives what becomes of its yearly costs: quantiles,
   * the chance of exceeding the budget, and what drives them. The same document gives the same numbers everywhere. A
   * simulation has an engine of its own, which ends with it, so that other questions are answered meanwhile.
   */
  simulate(document: ScenarioDocument | string, options?: RunOptions): Promise<SimulationResult>;
  /**
   * The computation as a workbook (XLSX) with live formulas: inputs, computations and outcomes; of several documents side by
   * side. The same documents give the same bytes.
   */
  workbook(
    documents: ScenarioDocument | string | readonly (ScenarioDocument | string)[],
    options?: WorkbookOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** Reads a number as the Dutch write it, or plainly: `1.234,56`, `€ 49,01`, `49.01`. */
  readNumber(text: string): Promise<NumberRead>;
  /** Ends the engine; calls that still wait are rejected with the code `closed`. */
  close(): void;
}

/** What differs between a browser and Node. */
export interface Platform {
  compile(address: URL | string): Promise<WebAssembly.Module>;
  read(address: URL): Promise<string>;
  address(text: string): URL;
  defaults: {
    wasm?: ModuleSource;
    sheets?: ModuleSource;
    claims?: ModuleSource;
    scenarios?: ScenarioSource;
    createWorker?: () => EngineWorker;
    createClaimsWorker?: () => EngineWorker;
  };
  /** Whether workers may reach the network, so that the claims module must be sure that its own may not. */
  networked: boolean;
}

/** Opens an engine on a platform. */
export async function openOn(platform: Platform, options: OpenOptions): Promise<Dagdeel> {
  const module = await compiled(platform, 'engine-unavailable', options.wasm ?? platform.defaults.wasm);
  const sheets = () => compiled(platform, 'sheets-unavailable', options.sheets ?? platform.defaults.sheets);
  const { scenarios = platform.defaults.scenarios } = options;
  const source = typeof scenarios === 'string' ? platform.address(scenarios) : scenarios;
  const create = options.createWorker ?? platform.defaults.createWorker;
  const client = new Client(module, sheets, new Documents(source, platform.read), options.worker ?? 'auto', create);
  await client.start();
  return client;
}

/** The option that gives each module. */
const OPTIONS = { 'engine-unavailable': 'wasm', 'sheets-unavailable': 'sheets', 'claims-unavailable': 'claims' } as const;

/** Compiles a module from wherever it comes. */
export async function compiled(
  platform: Platform,
  code: keyof typeof OPTIONS,
  given: ModuleSource | undefined,
): Promise<WebAssembly.Module> {
  try {
    const source = typeof given === 'function' ? await given() : given;
    if (source === undefined) throw new Error(`the option ${OPTIONS[code]} is missing`);
    if (typeof source === 'string' || source instanceof URL) return await platform.compile(source);
    if (typeof WebAssembly !== 'undefined' && source instanceof WebAssembly.Module) return source;
    return await compileBytes(source);
  } catch (thrown) {
    throw new DagdeelError(unavailable(code, thrown), { cause: thrown });
  }
}

class Client implements Dagdeel {
  readonly #module: WebAssembly.Module;
  readonly #loadSheets: () => Promise<WebAssembly.Module>;
  #sheets: Promise<WebAssembly.Module> | null = null;
  readonly #documents: Documents;
  #worker: boolean | 'auto';
  readonly #create: (() => EngineWorker) | undefined;
  #link: Promise<Link> | null = null;
  readonly #own = new Set<Link>();
  #closed = false;
  #version = '';

  constructor(
    module: WebAssembly.Module,
    sheets: () => Promise<WebAssembly.Module>,
    documents: Documents,
    worker: boolean | 'auto',
    create: (() => EngineWorker) | undefined,
  ) {
    this.#module = module;
    this.#loadSheets = sheets;
    this.#documents = documents;
    this.#worker = worker;
    this.#create = create;
  }

  async start(): Promise<void> {
    await this.#linked();
  }

  get version(): string {
    return this.#version;
  }

  scenarios(): Promise<ScenarioInfo[]> {
    return this.#documents.index();
  }

  async about(document: ScenarioDocument | string): Promise<ScenarioAbout> {
    const written = typeof document === 'string' && isId(document) ? await this.#documents.about(document) : null;
    return written ?? tell(await this.method(document));
  }

  async document(id: string): Promise<ScenarioDocument> {
    return JSON.parse(await this.#documents.text(id)) as ScenarioDocument;
  }

  async run(document: ScenarioDocument | string, options: RunQuestion = {}): Promise<Result> {
    const question: Question = { ask: 'run', text: await this.#text(document), effects: options.effects ?? false };
    return (await this.#asked(question, options)) as Result;
  }

  async inputs(document: ScenarioDocument | string): Promise<Input[]> {
    return (await this.#asked({ ask: 'inputs', text: await this.#text(document) })) as Input[];
  }

  async changed(document: ScenarioDocument | string, changes: readonly ChangedInput[]): Promise<ScenarioDocument> {
    return changed(JSON.parse(unsupplied(await this.#text(document))) as ScenarioDocument, changes);
  }

  async compare(documents: readonly (ScenarioDocument | string)[], options: CompareOptions = {}): Promise<Comparison> {
    const texts = await Promise.all(documents.map((document) => this.#text(document)));
    return (await this.#asked({ ask: 'compare', texts, base: options.base ?? 0 }, options)) as Comparison;
  }

  tornado(document: ScenarioDocument | string, question: TornadoQuestion, options?: RunOptions): Promise<Tornado> {
    return this.#inquired(document, { kind: 'tornado', ...question }, options) as Promise<Tornado>;
  }

  grid(document: ScenarioDocument | string, question: GridQuestion, options?: RunOptions): Promise<Grid> {
    return this.#inquired(document, { kind: 'grid', ...question }, options) as Promise<Grid>;
  }

  seek(document: ScenarioDocument | string, question: SeekQuestion, options?: RunOptions): Promise<Sought> {
    return this.#inquired(document, { kind: 'seek', ...question }, options) as Promise<Sought>;
  }

  async #inquired(document: ScenarioDocument | string, question: object, options?: RunOptions): Promise<unknown> {
    const asked: Question = { ask: 'inquire', text: await this.#text(document), question: JSON.stringify(question) };
    return this.#asked(asked, options);
  }

  async method(document: ScenarioDocument | string, options: RunOptions = {}): Promise<Method> {
    return (await this.#asked({ ask: 'method', text: await this.#text(document) }, options)) as Method;
  }

  async explain(document: ScenarioDocument | string, address: Address): Promise<Explanation> {
    const text = await this.#text(document);
    return (await this.#asked({ ask: 'explain', text, address: JSON.stringify(address) })) as Explanation;
  }

  async simulate(document: ScenarioDocument | string, options: RunOptions = {}): Promise<SimulationResult> {
    const text = await this.#text(document);
    // Whether there are workers at all is known once the first engine runs.
    await this.#linked();
    const link = await this.#connect();
    if (this.#closed) link.close();
    this.#own.add(link);
    try {
      return JSON.parse((await link.ask({ ask: 'simulate', text }, options.signal, options.onProgress)) as string) as SimulationResult;
    } finally {
      this.#own.delete(link);
      link.close();
    }
  }

  async workbook(
    documents: ScenarioDocument | string | readonly (ScenarioDocument | string)[],
    options: WorkbookOptions = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    const list = isList(documents) ? documents : [documents];
    const texts = await Promise.all(list.map((document) => this.#text(document)));
    const at = options.at === undefined ? null : JSON.stringify(options.at);
    this.#sheets ??= this.#loadSheets();
    this.#sheets.catch(() => {
      this.#sheets = null;
    });
    const { language = 'nl' } = options;
    return (await this.#ask({ ask: 'workbook', texts, language, at, sheets: await this.#sheets }, options)) as Uint8Array<ArrayBuffer>;
  }

  async readNumber(text: string): Promise<NumberRead> {
    return (await this.#asked({ ask: 'number', text })) as NumberRead;
  }

  close(): void {
    this.#closed = true;
    for (const link of this.#own) link.close();
    this.#link?.then(
      (link) => link.close(),
      () => {},
    );
  }

  async #text(document: ScenarioDocument | string): Promise<string> {
    if (typeof document !== 'string') return written(document);
    return isId(document) ? this.#documents.text(document) : document;
  }

  /** Asks a question whose answer is JSON. */
  async #asked(question: Question, options?: RunOptions): Promise<unknown> {
    return JSON.parse((await this.#ask(question, options)) as string);
  }

  async #ask(question: Question, options: RunOptions = {}): Promise<Answer> {
    const link = await this.#linked();
    return link.ask(question, options.signal, options.onProgress);
  }

  /** The living link; a new one where there is none yet, or where the engine trapped. */
  async #linked(): Promise<Link> {
    for (;;) {
      if (this.#closed) throw new DagdeelError(failure('closed'));
      this.#link ??= this.#connect();
      const connecting = this.#link;
      const link = await connecting.catch((thrown: unknown) => {
        this.#forget(connecting);
        throw thrown;
      });
      if (link.alive) return link;
      this.#forget(connecting);
    }
  }

  /** Forgets a link that is dead, unless another call has connected anew already. */
  #forget(link: Promise<Link>): void {
    if (this.#link === link) this.#link = null;
  }

  async #connect(): Promise<Link> {
    if (this.#worker !== false) {
      try {
        return await this.#started((listener) => this.#inWorker(listener));
      } catch (thrown) {
        if (this.#worker === true) {
          throw new DagdeelError(failure('worker-unavailable', reason(thrown)), { cause: thrown });
        }
        this.#worker = false;
      }
    }
    try {
      return await this.#started(inThisThread);
    } catch (thrown) {
      throw new DagdeelError(failure('engine-unavailable', reason(thrown)), { cause: thrown });
    }
  }

  #inWorker(listener: Listener): Channel {
    if (!this.#create) throw new Error('the option createWorker is missing');
    return inWorker(this.#create, listener);
  }

  async #started(connect: (listener: Listener) => Channel): Promise<Link> {
    const link = new Link(connect, this.#module);
    this.#version = await link.started;
    return link;
  }
}

function isList(
  documents: ScenarioDocument | string | readonly (ScenarioDocument | string)[],
): documents is readonly (ScenarioDocument | string)[] {
  return Array.isArray(documents);
}
