// Own data while the page is open: which files there are, what was found in them and what was asked. It lives outside the
// document and outside the undo history, since it holds nothing that may be kept; only its answers are ever drawn.

import type {
  AgreedTariff, CheckId, CheckReport, Claims, ClaimsAxis, ClaimsBase, ClaimsBaseAsked, ClaimsExportTable, ClaimsLinePriceAsked, ClaimsLinePriced, ClaimsLines, ClaimsMode, ClaimsSummary, ClaimsTable, ColumnChoice, Concentration,
  FileChoices, FileInspection, Inspection, Iv3Row, Iv3Rule, NumberRead, OtherTotal, Problem, ReadReport, Reconciled, RunOffAllocated, RunOffAnswer, RunOffAsked, SheetChoice,
} from 'dagdeel';
import type { OpenClaims } from '../../engine/own-data.ts';
import { type Allocated, type AllocatedAsked, askAllocated, FIRST_ASKED } from './allocated.ts';

/** One file, from being chosen to being read. */
export interface OwnFile {
  readonly key: number;
  readonly name: string;
  readonly blob: Blob | null;
  choices: FileChoices & SheetChoice;
  inspection: Inspection | null;
  report: ReadReport | null;
  problem: Problem[] | null;
  /** The total that the ledger or the provider states for it, in euros; empty where none was given. */
  stated?: string;
}

/** What runs now; one thing at a time. */
export interface Work {
  kind: 'opening' | 'looking' | 'reading' | 'generating' | 'checking' | 'answering';
  file: number | null;
  fraction: number;
  stop: AbortController;
}

type Thing = (claims: Claims, work: Work) => Promise<void>;

/** How a thing is done: for a file, which then bears what went wrong; quiet where nobody asked for it, so that what went wrong before stays. */
interface Asked {
  own?: OwnFile;
  quiet?: boolean;
}

/** Lines of one check that are looked at. */
export interface Page {
  check: CheckId;
  skip: number;
  sample: boolean;
  lines: ClaimsLines;
}

export interface Answers {
  axes: readonly ClaimsAxis[];
  table: ClaimsTable;
  providers: ClaimsTable;
  concentration: Concentration[];
}

/** How many lines one page of lines has. */
export const PAGE = 25;

/** Reads a number as it is typed in Dutch. */
export type ReadNumber = (text: string) => Promise<NumberRead>;

/** Which meanings were chosen for a file with these columns; kept for the next file. */
export interface Mappings {
  of(signature: string): ColumnChoice[] | null;
  keep(signature: string, columns: ColumnChoice[]): void;
}

const signatureOf = ({ columns }: FileInspection) => columns.map(({ name }) => name.nl).join('|').slice(0, 2_000);

interface Failing {
  code: string;
  problems: Problem[];
}

const failing = (thrown: unknown): Failing =>
  thrown !== null && typeof thrown === 'object' && 'problems' in thrown && 'code' in thrown ? (thrown as Failing) : { code: 'claims-trap', problems: [] };

const typedOf = (allocated: RunOffAllocated | undefined) => (allocated ? { inflow: '', ...allocated } : null);

/** Claims without a date have no run-off; that is said on the page, and no error. */
function unlessUndated(thrown: unknown): null {
  if (failing(thrown).problems[0]?.code === 'triangle-empty') return null;
  throw thrown;
}

export class OwnData {
  mode: ClaimsMode = 'analyse';
  files: OwnFile[] = [];
  /** The file whose columns are shown. */
  shown: number | null = null;
  summary: ClaimsSummary | null = null;
  report: CheckReport | null = null;
  page: Page | null = null;
  answers: Answers | null = null;
  reconciled: { by: ClaimsAxis; rows: Reconciled[] } | null = null;
  iv3: Iv3Row[] | null = null;
  runOff: RunOffAnswer | null = null;
  /** What was asked of the run-off, and before that. */
  runOffAsked: RunOffAsked = {};
  runOffBefore: readonly RunOffAsked[] = [];
  /** What is typed of the allocations; it is asked along once it is whole. */
  allocated: Required<RunOffAllocated> | null = null;
  /** What the allocations say; null where none were read. */
  allocations: Allocated | null = null;
  allocationsAsked: AllocatedAsked = FIRST_ASKED;
  /** The table that may leave. */
  leaving: ClaimsExportTable | null = null;
  work: Work | null = null;
  /** What went wrong last, until the next thing is done. */
  problem: Failing | null = null;
  /** The claims are generated: invented, and said so everywhere. */
  invented = false;
  /** The choice to leave out lines with an error. */
  withoutErrors = true;
  agreed: AgreedTariff[] = [];
  rules: Iv3Rule[] = [{ product: '41A17', task: '6.72c' }];
  totals: OtherTotal[] = [];
  limit = '';
  /** What was typed and is being read, one after another: a question waits for it. */
  #typing: Promise<void> = Promise.resolve();
  #known: { products: string[]; providers: string[]; municipalities: string[] } | null = null;
  /** Goes up when the claims, or what the checks found in them, are others. */
  version = 0;
  #claims: Claims | null = null;
  /** Goes up when all is wiped: what was asked before that is not done any more, and its end tells nothing. */
  #life = 0;
  #doing: Promise<boolean> | null = null;
  #order: OwnFile[] = [];
  #next = 1;
  readonly #open: OpenClaims;
  readonly #mappings: Mappings;
  readonly #readNumber: ReadNumber;
  readonly #listeners = new Set<() => void>();

  constructor(open: OpenClaims, mappings: Mappings, readNumber: ReadNumber) {
    this.#open = open;
    this.#mappings = mappings;
    this.#readNumber = readNumber;
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** The files that were read, in the order of reading. */
  get read(): readonly OwnFile[] {
    return this.#order;
  }

  /** Another mode begins anew: nothing that was read in one is seen in the other. */
  async choose(mode: ClaimsMode): Promise<void> {
    if (mode === this.mode) return;
    await this.clear();
    this.mode = mode;
    this.changed();
  }

  async add(files: readonly File[]): Promise<void> {
    for (const blob of files) {
      const file: OwnFile = { key: this.#next, name: blob.name, blob, choices: {}, inspection: null, report: null, problem: null };
      this.#next += 1;
      this.files = [...this.files, file];
      await this.#look(file, true);
    }
  }

  async #look(file: OwnFile, first: boolean): Promise<void> {
    await this.#do('looking', file.key, async (claims) => {
      const { blob } = file;
      if (!blob) return;
      file.problem = null;
      let inspection = await claims.inspect({ name: file.name, data: blob }, file.choices);
      const before = first ? this.#mappings.of(signatureOf(inspection)) : null;
      if (before) {
        file.choices = { ...file.choices, columns: before };
        inspection = await claims.inspect({ name: file.name, data: blob }, file.choices);
      }
      file.inspection = inspection;
      // A national message has no columns to say anything of.
      if (!inspection.message) this.shown = file.key;
    }, { own: file });
  }

  /** Says something about how a file is written or what a column means, and looks at it again. */
  async say(file: OwnFile, choices: FileChoices & SheetChoice): Promise<void> {
    file.choices = { ...file.choices, ...choices };
    await this.#look(file, false);
  }

  async sayColumn(file: OwnFile, choice: ColumnChoice): Promise<void> {
    const others = (file.choices.columns ?? []).filter(({ column }) => column !== choice.column);
    await this.say(file, { columns: [...others, choice] });
  }

  keepMapping(file: OwnFile): void {
    if (file.inspection) this.#mappings.keep(signatureOf(file.inspection), file.inspection.columns.map(({ column, meaning }) => ({ column, meaning })));
  }

  /** Reads every file that can be read and was not yet. */
  async readAll(): Promise<void> {
    for (const file of this.files.filter((each) => each.report === null && each.inspection?.readable)) {
      const done = await this.#do('reading', file.key, async (claims, work) => {
        const { blob } = file;
        if (!blob) return;
        file.report = await claims.read({ name: file.name, data: blob }, file.choices, this.#following(work));
        this.#order = [...this.#order, file];
      }, { own: file });
      if (!done && !this.#claims) return;
    }
    await this.#after();
  }

  async remove(file: OwnFile): Promise<void> {
    if (this.work?.file === file.key) {
      this.work.stop.abort();
      return;
    }
    const at = this.#order.indexOf(file);
    if (at >= 0) await this.#do('answering', file.key, async (claims) => void (await claims.remove(at)));
    this.#order = this.#order.filter((each) => each !== file);
    this.files = this.files.filter((each) => each !== file);
    if (this.shown === file.key) this.shown = this.files.at(-1)?.key ?? null;
    await this.#after();
  }

  /** Clearly artificial claims, with errors planted in them, to try it out. */
  async generate(rows: number): Promise<void> {
    await this.clear();
    await this.#do('generating', null, async (claims, work) => {
      const made = await claims.generate({ rows, errors: 12, allocations: true }, this.#following(work));
      this.invented = true;
      // They are claimed up to March 2024; at the end of 2023 something is still to come.
      this.runOffAsked = { seen: '2023-12' };
      this.agreed = made.agreed;
      this.#known = { products: made.products, providers: made.providers, municipalities: made.municipalities };
      const summary = await claims.summary();
      this.files = summary.files.map((report, index) => ({ key: this.#next + index, name: report.file, blob: null, choices: {}, inspection: null, report, problem: null }));
      this.#order = this.files;
      this.#next += summary.files.length;
    });
    await this.#after();
    if (this.summary) await this.check();
  }

  /** The agreed tariffs and the choice of lines of a document, where nothing else was said yet. */
  takeAgreed(agreed: readonly { product: string; provider?: string; unit: string; tariff: string; from: string }[], withoutErrors: boolean): void {
    this.agreed = agreed.map((each) => ({ ...each, unit: each.unit as AgreedTariff['unit'] }));
    this.withoutErrors = withoutErrors;
    this.changed();
  }

  /** A year of claims as the base of a scenario; null where that could not be made. */
  async baseOf(asked: ClaimsBaseAsked): Promise<ClaimsBase | null> {
    let base: ClaimsBase | null = null;
    await this.#do('answering', null, async (claims, work) => {
      base = await claims.base(asked, this.#following(work));
    }, { quiet: true });
    return base;
  }

  /** How many clients stand behind some lines; null where that could not be told. */
  async clientsOf(selection: NonNullable<ClaimsBaseAsked['selection']>): Promise<number | null> {
    let clients: number | null = null;
    await this.#do('answering', null, async (claims, work) => {
      clients = (await claims.table({ axes: [], selection, clients: true }, this.#following(work))).total.clients;
    });
    return clients;
  }

  /** What tariffs make of each line by itself. */
  async priceLines(asked: ClaimsLinePriceAsked): Promise<ClaimsLinePriced | null> {
    let priced: ClaimsLinePriced | null = null;
    await this.#do('answering', null, async (claims, work) => {
      priced = await claims.priceLines(asked, this.#following(work));
    }, { quiet: true });
    return priced;
  }

  async check(): Promise<void> {
    await this.#typing;
    await this.#do('checking', null, async (claims, work) => {
      if (this.mode === 'controle') await claims.finish();
      const asked = { ...(this.agreed.length > 0 ? { agreed: this.agreed } : {}), ...(this.limit === '' ? {} : { limit: this.limit }), ...this.#stated(), ...(this.#known ?? {}) };
      this.report = await claims.check(asked, this.#following(work));
      this.version += 1;
      this.page = null;
    });
    if (this.report) await this.#answer(this.answers?.axes ?? ['year', 'product']);
  }

  /** The totals that were typed for files, by their place in the order of reading. */
  #stated() {
    const totals = this.#order.flatMap(({ stated }, at) => (stated ? [{ file: at, total: stated }] : []));
    return totals.length > 0 ? { totals } : {};
  }

  async look(check: CheckId, skip: number, sample = false): Promise<void> {
    await this.#do('answering', null, async (claims) => {
      const rows = this.report?.checks.find((each) => each.check === check)?.sample ?? [];
      const lines = await claims.lines(sample ? { rows } : { check, skip, take: PAGE });
      this.page = { check, skip, sample, lines };
    });
  }

  /** Takes what is typed as an amount; what is wrong with it is said, and nothing is taken. */
  type(text: string, take: (amount: string) => void): Promise<void> {
    this.#typing = this.#typing.catch(() => {}).then(() => this.#read(text, take));
    return this.#typing;
  }

  async #read(text: string, take: (amount: string) => void): Promise<void> {
    const read = text.trim() === '' ? { value: '' } : await this.#readNumber(text);
    this.problem = 'error' in read ? { code: read.error.code, problems: [read.error] } : null;
    if ('value' in read) take(read.value);
    this.changed();
  }

  closePage(): void {
    this.page = null;
    this.changed();
  }

  /** Whether lines with an error count. */
  async leaveOut(on: boolean): Promise<void> {
    this.withoutErrors = on;
    if (this.answers) await this.#answer(this.answers.axes);
  }

  /** Sums by other axes; all else that was answered is still true. */
  async turn(change: (axes: readonly ClaimsAxis[]) => readonly ClaimsAxis[]): Promise<void> {
    await this.#do('answering', null, async (claims, work) => {
      if (!this.answers) return;
      const axes = change(this.answers.axes);
      const table = await this.#sums(claims, axes, work);
      this.answers = { ...this.answers, axes, table };
      this.leaving = null;
    });
  }

  async #answer(axes: readonly ClaimsAxis[]): Promise<void> {
    await this.#do('answering', null, async (claims, work) => {
      const table = await this.#sums(claims, axes, work);
      const providers = await this.#sums(claims, ['provider'], work);
      const concentration = await claims.concentration({ perYear: false, selection: this.#selection }, this.#following(work));
      this.answers = { axes, table, providers, concentration };
      this.reconciled = null;
      this.iv3 = null;
      this.leaving = null;
      this.runOff = await claims.runOff({ ...this.runOffAsked, selection: this.#selection }, this.#following(work)).catch(unlessUndated);
      this.allocations = await this.#allocated(claims, this.allocationsAsked, this.runOffAsked, work, null);
    });
  }

  #allocated(claims: Claims, asked: AllocatedAsked, runOff: RunOffAsked, work: Work, before: Allocated | null): Promise<Allocated | null> {
    return askAllocated(claims, asked, { agreed: this.agreed, runOff: { ...runOff, selection: this.#selection } }, this.#following(work), before);
  }

  /** Asks the allocations by something else. */
  async toAllocations(change: Partial<AllocatedAsked>): Promise<void> {
    await this.#do('answering', null, async (claims, work) => {
      const asked = { ...this.allocationsAsked, ...change };
      this.allocations = await this.#allocated(claims, asked, this.runOffAsked, work, this.allocations);
      this.allocationsAsked = asked;
    });
  }

  /** A table as it may leave the page, small cells hidden. */
  async takeAlong(axes: readonly ClaimsAxis[], maskProviders: boolean): Promise<void> {
    await this.#do('answering', null, async (claims, work) => {
      const { tables } = await claims.export({ tables: [[...axes]], selection: this.#selection, maskProviders }, this.#following(work));
      this.leaving = tables[0] ?? null;
    });
  }

  /** Whether the euros of a year may leave the page, such as into a scenario; it counts as a table that left. Null where that could not be told. */
  async mayLeave(year: number): Promise<boolean | null> {
    let may: boolean | null = null;
    await this.#do('answering', null, async (claims, work) => {
      const { tables } = await claims.export({ tables: [['year']], selection: this.#selection }, this.#following(work));
      const place = tables[0]?.axes[0]?.labels.findIndex(({ id }) => id === String(year));
      may = tables[0]?.cells.find(({ at }) => at[0] === place)?.shown === 'yes';
    });
    return may;
  }

  /** That table as a workbook. */
  async toWorkbook(lang: 'nl' | 'en', save: (content: Blob) => void): Promise<void> {
    await this.#do('answering', null, async (claims) => {
      if (this.leaving) save(new Blob([await claims.workbook(this.leaving, lang)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
    });
  }

  /** Runs the claims off with a change to what was asked before it; what was asked can be gone back to. */
  toRunOff(change: (asked: RunOffAsked) => RunOffAsked): Promise<void> {
    return this.#runOff(() => change(this.runOffAsked), (before) => [...this.runOffBefore, before]);
  }

  undoRunOff(): Promise<void> {
    return this.#runOff(() => {
      const before = this.runOffBefore.at(-1) ?? this.runOffAsked;
      if (before.allocated !== this.runOffAsked.allocated) this.allocated = typedOf(before.allocated?.[0]);
      return before;
    }, () => this.runOffBefore.slice(0, -1));
  }

  /** Takes a part of what was allocated in a year; without the euros or the take-up there is nothing to set beside the run-off yet. */
  async allocate(year: number, part: Partial<RunOffAllocated>): Promise<void> {
    const allocated = { inflow: '', euros: '', takeUp: '', ...(this.allocated?.year === year ? this.allocated : {}), ...part, year };
    this.allocated = allocated;
    this.changed();
    const whole = allocated.euros !== '' && allocated.takeUp !== '';
    if (whole || this.runOffAsked.allocated) await this.toRunOff(({ allocated: _, ...rest }) => (whole ? { ...rest, allocated: [{ ...allocated, inflow: allocated.inflow || '0' }] } : rest));
  }

  async #runOff(next: () => RunOffAsked, history: (before: RunOffAsked) => readonly RunOffAsked[]): Promise<void> {
    await this.#do('answering', null, async (claims, work) => {
      const before = this.runOffAsked;
      const asked = next();
      this.runOff = await claims.runOff({ ...asked, selection: this.#selection }, this.#following(work));
      if (this.allocations) this.allocations = await this.#allocated(claims, this.allocationsAsked, asked, work, this.allocations);
      this.runOffAsked = asked;
      this.runOffBefore = history(before);
    });
  }

  #sums(claims: Claims, axes: readonly ClaimsAxis[], work: Work): Promise<ClaimsTable> {
    return claims.table({ axes: [...axes], selection: this.#selection, clients: true }, this.#following(work));
  }

  /** Which lines count. */
  get #selection() {
    return { withoutErrors: this.withoutErrors };
  }

  async reconcile(by: ClaimsAxis): Promise<void> {
    await this.#typing;
    await this.#do('answering', null, async (claims, work) => {
      this.reconciled = { by, rows: await claims.reconcile({ by, totals: this.totals, selection: { withoutErrors: false } }, this.#following(work)) };
    });
  }

  async toTaskFields(rules: Iv3Rule[]): Promise<void> {
    this.rules = rules;
    await this.#do('answering', null, async (claims, work) => {
      this.iv3 = await claims.iv3({ rules, selection: this.#selection }, this.#following(work));
    });
  }

  cancel(): void {
    this.work?.stop.abort();
  }

  /** Ends the worker, and with it all that was read. */
  async clear(): Promise<void> {
    this.#life += 1;
    this.work?.stop.abort();
    this.#claims?.close();
    this.#claims = null;
    this.files = [];
    this.#order = [];
    this.shown = null;
    this.agreed = [];
    this.totals = [];
    this.runOffAsked = {};
    this.allocated = null;
    this.allocationsAsked = FIRST_ASKED;
    this.invented = false;
    this.problem = null;
    this.#known = null;
    this.#forget();
    this.changed();
  }

  #forget(): void {
    this.version += 1;
    this.summary = null;
    this.report = null;
    this.page = null;
    this.answers = null;
    this.reconciled = null;
    this.iv3 = null;
    this.runOff = null;
    this.runOffBefore = [];
    this.allocations = null;
    // The files that are there next may be of other years.
    this.allocationsAsked = { ...this.allocationsAsked, year: null };
    this.leaving = null;
  }

  /** After the files changed: what was found in others is no longer true. */
  async #after(): Promise<void> {
    const problem = this.problem;
    this.#forget();
    if (this.read.length > 0) await this.#do('answering', null, async (claims) => {
      this.summary = await claims.summary();
      // How messages stand among each other changes with every file.
      this.summary.files.forEach((report, at) => {
        const file = this.#order[at];
        if (file) file.report = report;
      });
    });
    this.problem = problem ?? this.problem;
    this.changed();
  }

  #following(work: Work) {
    return {
      signal: work.stop.signal,
      onProgress: (fraction: number) => {
        work.fraction = fraction;
        this.changed();
      },
    };
  }

  /** Does one thing after another, for the worker gives up a question when the next is asked; says whether it was done. */
  async #do(kind: Work['kind'], file: number | null, thing: Thing, asked: Asked = {}): Promise<boolean> {
    const life = this.#life;
    while (this.#doing) await this.#doing;
    if (life !== this.#life) return false;
    this.#doing = this.#now(kind, file, thing, asked);
    return this.#doing;
  }

  async #now(kind: Work['kind'], file: number | null, thing: Thing, { own, quiet }: Asked): Promise<boolean> {
    const life = this.#life;
    const work: Work = { kind: this.#claims ? kind : 'opening', file, fraction: 0, stop: new AbortController() };
    this.work = work;
    if (!quiet) this.problem = null;
    this.changed();
    try {
      const claims = this.#claims ?? (await this.#open({ mode: this.mode }));
      if (life !== this.#life) {
        claims.close();
        return false;
      }
      this.#claims = claims;
      work.kind = kind;
      await thing(claims, work);
      return life === this.#life;
    } catch (thrown) {
      const problem = failing(thrown);
      if (problem.code === 'cancelled' || life !== this.#life) return false;
      if (own) own.problem = problem.problems;
      // A worker that stopped has lost all that it read.
      if (problem.code === 'claims-trap' || problem.code === 'closed') await this.clear();
      this.problem = problem;
      return false;
    } finally {
      this.#doing = null;
      if (this.work === work) this.work = null;
      this.changed();
    }
  }
}
