import type {
  AllocationForecast,
  AllocationForecastAsked,
  AllocationRegimes,
  AllocationRegimesAsked,
  AllocationUse,
  AllocationUseAsked,
  CheckReport,
  ChecksAsked,
  ClaimsBase,
  ClaimsBaseAsked,
  ClaimsExport,
  ClaimsExportAsked,
  ClaimsExportTable,
  ClaimsLinePriceAsked,
  ClaimsLinePriced,
  ClaimsLines,
  ClaimsMode,
  ClaimsPriceAsked,
  ClaimsPriced,
  ClaimsSummary,
  ClaimsTable,
  ClaimsTableAsked,
  Concentration,
  ConcentrationAsked,
  FileChoices,
  FileInspection,
  FileReport,
  GeneratedClaims,
  GenerateWish,
  Iv3Asked,
  Iv3Row,
  LinesAsked,
  ReconcileAsked,
  Reconciled,
  RunOffAnswer,
  RunOffAsked,
} from '../types/index.js';
import { type EngineWorker, inWorker } from './channel.js';
import type { ClaimsAnswer, ClaimsQuestion } from './claims-protocol.js';
import { compiled, type ModuleSource, type Platform, type RunOptions } from './client.js';
import { DagdeelError, failure, reason } from './errors.js';
import { workbookPlan } from './claims-table.js';
import { Link } from './link.js';
import type { Language } from './tables.js';

/** A file of claims: its name, for messages, and where its bytes are. */
export interface ClaimsFile {
  readonly name: string;
  readonly data: Blob | BufferSource | ReadableStream<Uint8Array>;
}

/** Which sheet of a workbook is read; the first unless told. */
export interface SheetChoice {
  sheet?: string;
}

/** What a file shows; of a workbook its sheets too, and the one that is looked at. */
export type Inspection = FileInspection & { readonly sheets?: readonly string[]; readonly sheet?: string };

/** What came of a file; of a workbook the sheet that was read. */
export type ReadReport = FileReport & { readonly sheet?: string };

/** What to generate: the number of rows, and what differs from seed 0, no errors and no personal columns. */
export type Wish = Pick<GenerateWish, 'rows'> & Partial<GenerateWish>;

/** How own data is opened. */
export interface ClaimsOptions {
  /** `'analyse'` (the default) reads no personal column; `'controle'` is a deliberate choice of whoever controls claims. */
  mode?: ClaimsMode;
  /** The claims module, in the forms of `OpenOptions`. */
  claims?: ModuleSource;
  /** The module that writes workbooks, in the same forms; loaded when one is asked for. */
  sheets?: ModuleSource;
  /** Starts the worker, where its script is not a file of its own. */
  createWorker?: () => EngineWorker;
}

/**
 * Own data, in a worker of its own that is ended by `close()`, which gives all memory back. Nothing leaves it but sums and lines
 * without personal data. Amounts are text: exact decimals in euros such as `"45960.00"`.
 *
 * Calls are answered one after the other. A file that is refused (`claims-refused`, with `place`) or cancelled leaves the claims as
 * they were.
 */
export interface Claims {
  readonly mode: ClaimsMode;
  /** What the first part of a file shows: how it is written, and what its columns seem to mean. Not for a stream. */
  inspect(file: ClaimsFile, choices?: FileChoices & SheetChoice): Promise<Inspection>;
  /**
   * Reads a file to the lines that there are: CSV, or a sheet of an XLSX workbook. Without choices, as `inspect` proposes. A stream
   * is read as CSV.
   */
  read(file: ClaimsFile, choices?: FileChoices & SheetChoice, options?: RunOptions): Promise<ReadReport>;
  /** Says that no more files come; in *Controle* it wipes what clients were called. */
  finish(): Promise<ClaimsSummary>;
  /** Removes a file, by its place in the order of reading. */
  remove(file: number): Promise<ClaimsSummary>;
  /** What there is: files, lines, clients, memory. */
  summary(): Promise<ClaimsSummary>;
  /** Adds clearly artificial claims, as if they were a file. */
  generate(wish: Wish, options?: RunOptions): Promise<GeneratedClaims>;
  /** Clearly artificial claims as a CSV file; adds nothing. */
  generateFile(wish: Wish, options?: RunOptions): Promise<Blob>;
  /** Does the checks; lines that they hit can then be paged through and left out. */
  check(asked?: ChecksAsked, options?: RunOptions): Promise<CheckReport>;
  /** Lines to look up, without anything personal. */
  lines(asked?: LinesAsked, options?: RunOptions): Promise<ClaimsLines>;
  /** Sums, different clients and cost per client, by axes. */
  table(asked?: Partial<ClaimsTableAsked>, options?: RunOptions): Promise<ClaimsTable>;
  /** How cost is spread over clients. */
  concentration(asked?: ConcentrationAsked, options?: RunOptions): Promise<Concentration[]>;
  /** The claims beside totals of the ledger or of providers. */
  reconcile(asked: ReconcileAsked, options?: RunOptions): Promise<Reconciled[]>;
  /** The euros of each task field of Iv3, by a table of products. */
  iv3(asked: Iv3Asked, options?: RunOptions): Promise<Iv3Row[]>;
  /**
   * What changed tariffs make of the claims, exact in whole cents, from a cube that is made once: moving a tariff then costs the
   * same on ten million lines as on ten thousand.
   */
  price(asked: ClaimsPriceAsked, options?: RunOptions): Promise<ClaimsPriced>;
  /** What changed tariffs and volumes make of each line, rounded by itself, and how much that differs from rounding per cell. */
  priceLines(asked: ClaimsLinePriceAsked, options?: RunOptions): Promise<ClaimsLinePriced>;
  /** A year of claims as the base of a scenario: volumes, and how they lie over months, municipalities and providers. */
  base(asked: ClaimsBaseAsked, options?: RunOptions): Promise<ClaimsBase>;
  /**
   * How claims run off: what of the care of each month is still to be claimed, by chain ladder with the standard error of Mack, and
   * what a year comes to in the end. An expert may set factors and a tail; a triangle may be given in the place of the claims'.
   */
  runOff(asked?: RunOffAsked, options?: RunOptions): Promise<RunOffAnswer>;
  /**
   * The use of allocations (JW301): what of them is claimed, who finishes within the first one and how it is extended, and how closely
   * they name what may be delivered.
   */
  allocationUse(asked?: AllocationUseAsked, options?: RunOptions): Promise<AllocationUse>;
  /**
   * The same allocations and claims under other frequencies (by the week, by the month, in total): the ceiling of each month, and the
   * lines that would fall out.
   */
  allocationRegimes(asked?: AllocationRegimesAsked, options?: RunOptions): Promise<AllocationRegimes>;
  /** What a year comes to by what was allocated for it, the run-off beside it, and the difference divided by where it lies. */
  allocationForecast(asked?: AllocationForecastAsked, options?: RunOptions): Promise<AllocationForecast>;
  /**
   * Tables as they may leave the page: cells about few clients or mostly about one are hidden, and others with them, so that none
   * can be worked out from all tables that were asked for in this session. All of them are of the same lines.
   */
  export(asked: ClaimsExportAsked, options?: RunOptions): Promise<ClaimsExport>;
  /** A table as it may leave, as an XLSX file; `claimsCsv` gives it as CSV. */
  workbook(table: ClaimsExportTable, language?: Language): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends the worker and with it everything that was read; calls that still wait are rejected with the code `closed`. */
  close(): void;
}

/** Opens own data on a platform. */
export async function openClaimsOn(platform: Platform, options: ClaimsOptions): Promise<Claims> {
  const module = await compiled(platform, 'claims-unavailable', options.claims ?? platform.defaults.claims);
  const create = options.createWorker ?? platform.defaults.createClaimsWorker;
  const { mode = 'analyse' } = options;
  const link = await connected(module, create);
  try {
    await link.ask({ ask: 'open', mode, probe: platform.networked });
  } catch (thrown) {
    link.close();
    throw thrown;
  }
  const sheets = () => compiled(platform, 'sheets-unavailable', options.sheets ?? platform.defaults.sheets);
  return new Session(link, mode, sheets);
}

type ClaimsLink = Link<ClaimsQuestion, ClaimsAnswer>;

async function connected(module: WebAssembly.Module, create: (() => EngineWorker) | undefined): Promise<ClaimsLink> {
  try {
    if (!create) throw new Error('the option createWorker is missing');
    const link: ClaimsLink = new Link<ClaimsQuestion, ClaimsAnswer>((listener) => inWorker(create, listener), module);
    await link.started;
    return link;
  } catch (thrown) {
    throw new DagdeelError(failure('worker-unavailable', reason(thrown)), { cause: thrown });
  }
}

class Session implements Claims {
  readonly #link: ClaimsLink;
  readonly mode: ClaimsMode;
  readonly #sheets: () => Promise<WebAssembly.Module>;

  constructor(link: ClaimsLink, mode: ClaimsMode, sheets: () => Promise<WebAssembly.Module>) {
    this.#link = link;
    this.mode = mode;
    this.#sheets = sheets;
  }

  async inspect(file: ClaimsFile, choices: FileChoices & SheetChoice = {}): Promise<Inspection> {
    const { name, data } = file;
    if (data instanceof ReadableStream) throw new TypeError('a stream cannot be looked at before it is read');
    return this.#json({ ask: 'look', ...(await this.#part(name, blob(data))), choices: JSON.stringify(choices) });
  }

  async read(file: ClaimsFile, choices: FileChoices & SheetChoice = {}, options: RunOptions = {}): Promise<ReadReport> {
    const { name, data } = file;
    const words = JSON.stringify(choices);
    if (data instanceof ReadableStream) return this.#stream(name, data, words, options);
    return this.#json({ ask: 'read', ...(await this.#part(name, blob(data))), choices: words }, options);
  }

  /** A file, with the module that opens workbooks where it begins like one. */
  async #part(name: string, data: Blob): Promise<{ name: string; data: Blob; sheets: WebAssembly.Module | null }> {
    const head = new Uint8Array(await data.slice(0, 4).arrayBuffer().catch(() => new ArrayBuffer(0)));
    const begins = (bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
    const isWorkbook = begins([0x50, 0x4b, 3, 4]) || begins([0xd0, 0xcf, 0x11, 0xe0]);
    return { name, data, sheets: isWorkbook ? await this.#sheets() : null };
  }

  finish(): Promise<ClaimsSummary> {
    return this.#asked('finish', {});
  }

  remove(file: number): Promise<ClaimsSummary> {
    return this.#asked('remove', { file });
  }

  summary(): Promise<ClaimsSummary> {
    return this.#asked('summary', {});
  }

  generate(wish: Wish, options?: RunOptions): Promise<GeneratedClaims> {
    return this.#asked('generate', wish, options);
  }

  async generateFile(wish: Wish, options: RunOptions = {}): Promise<Blob> {
    return (await this.#link.ask({ ask: 'csv', wish: JSON.stringify(wish) }, options.signal, options.onProgress)) as Blob;
  }

  check(asked: ChecksAsked = {}, options?: RunOptions): Promise<CheckReport> {
    return this.#asked('check', asked, options);
  }

  lines(asked: LinesAsked = {}, options?: RunOptions): Promise<ClaimsLines> {
    return this.#asked('lines', asked, options);
  }

  table(asked: Partial<ClaimsTableAsked> = {}, options?: RunOptions): Promise<ClaimsTable> {
    return this.#asked('table', asked, options);
  }

  concentration(asked: ConcentrationAsked = {}, options?: RunOptions): Promise<Concentration[]> {
    return this.#asked('concentration', asked, options);
  }

  reconcile(asked: ReconcileAsked, options?: RunOptions): Promise<Reconciled[]> {
    return this.#asked('reconcile', asked, options);
  }

  iv3(asked: Iv3Asked, options?: RunOptions): Promise<Iv3Row[]> {
    return this.#asked('iv3', asked, options);
  }

  price(asked: ClaimsPriceAsked, options?: RunOptions): Promise<ClaimsPriced> {
    return this.#asked('price', asked, options);
  }

  priceLines(asked: ClaimsLinePriceAsked, options?: RunOptions): Promise<ClaimsLinePriced> {
    return this.#asked('lineprice', asked, options);
  }

  base(asked: ClaimsBaseAsked, options?: RunOptions): Promise<ClaimsBase> {
    return this.#asked('base', asked, options);
  }

  export(asked: ClaimsExportAsked, options?: RunOptions): Promise<ClaimsExport> {
    return this.#asked('export', asked, options);
  }

  async workbook(table: ClaimsExportTable, language: Language = 'nl'): Promise<Uint8Array<ArrayBuffer>> {
    const { writing } = await import('./sheets.js');
    return writing(await this.#sheets(), async (file) => {
      file.add(workbookPlan(table, language));
      return file.finish();
    });
  }

  runOff(asked: RunOffAsked = {}, options?: RunOptions): Promise<RunOffAnswer> {
    return this.#asked('runoff', asked, options);
  }

  allocationUse(asked: AllocationUseAsked = {}, options?: RunOptions): Promise<AllocationUse> {
    return this.#asked('use', asked, options);
  }

  allocationRegimes(asked: AllocationRegimesAsked = {}, options?: RunOptions): Promise<AllocationRegimes> {
    return this.#asked('regimes', asked, options);
  }

  allocationForecast(asked: AllocationForecastAsked = {}, options?: RunOptions): Promise<AllocationForecast> {
    return this.#asked('forecast', asked, options);
  }

  close(): void {
    this.#link.close();
  }

  async #stream(name: string, data: ReadableStream<Uint8Array>, choices: string, options: RunOptions): Promise<FileReport> {
    const reader = data.getReader();
    await this.#link.ask({ ask: 'begin', name, choices }, options.signal);
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return await this.#json({ ask: 'end' }, options);
        await this.#link.ask({ ask: 'push', bytes: value }, options.signal);
      }
    } catch (thrown) {
      await this.#link.ask({ ask: 'give-up' }).catch(() => {});
      throw thrown;
    } finally {
      reader.releaseLock();
    }
  }

  #asked<T>(ask: string, asked: object, options?: RunOptions): Promise<T> {
    return this.#json<T>({ ask: 'question', text: JSON.stringify({ ask, ...asked }) }, options);
  }

  async #json<T>(question: ClaimsQuestion, options: RunOptions = {}): Promise<T> {
    return JSON.parse((await this.#link.ask(question, options.signal, options.onProgress)) as string) as T;
  }
}

/** Bytes as a file, which the worker reads a piece at a time. */
function blob(data: Blob | BufferSource): Blob {
  return data instanceof Blob ? data : new Blob([data]);
}
