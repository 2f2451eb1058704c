import type { Data } from '../claims/claims.js';
import { begin, call, ClaimsRefusal } from './claims-module.js';
import type { SheetChoice } from './claims.js';
import type { ClaimsAnswer, ClaimsPart, ClaimsQuestion, FromClaims, ToClaims } from './claims-protocol.js';
import { type Failure, failure, reason } from './errors.js';
import { pause, Pace } from './pace.js';
import { readingXlsx } from './sheets.js';
import type { ClaimsProblem, FileChoices } from '../types/index.js';

/** How many bytes of a file are read at a time: about 10 ms of work. */
const PIECE = 1 << 20;
/** How many of the first bytes show what a file is. */
const HEAD = 1 << 19;

class Cancelled extends Error {}
class Networked extends Error {}

/** The claims' side of the protocol: answers questions one after the other, long ones in steps between which messages are heard. */
class ClaimsHost {
  readonly #send: (message: FromClaims) => void;
  readonly #cancelled = new Set<number>();
  readonly #waiting = new Set<number>();
  #work: Promise<void> = Promise.resolve();
  #data: Data | null = null;

  constructor(send: (message: FromClaims) => void) {
    this.#send = send;
  }

  receive(message: ToClaims): void {
    if ('cancel' in message) {
      if (this.#waiting.has(message.cancel)) this.#cancelled.add(message.cancel);
    } else if ('ask' in message) {
      this.#waiting.add(message.id);
      this.#work = this.#work.then(() => this.#reply(message.id, message));
    }
  }

  async #reply(id: number, question: ClaimsQuestion): Promise<void> {
    try {
      if (this.#cancelled.has(id)) throw new Cancelled();
      const answer = await this.#answer(id, question);
      this.#send({ id, answer });
    } catch (thrown) {
      this.#send({ id, failure: failed(thrown) });
    } finally {
      this.#waiting.delete(id);
      this.#cancelled.delete(id);
    }
  }

  async #answer(id: number, question: ClaimsQuestion): Promise<ClaimsAnswer> {
    switch (question.ask) {
      case 'open':
        return this.#open(question.mode, question.probe);
      case 'look': {
        if (question.sheets) return this.#lookIn(question.sheets, question);
        const head = await bytesOf(question.data.slice(0, HEAD));
        return this.#call((data) => data.look(question.name, head, head.length === question.data.size, question.choices));
      }
      case 'read':
        return question.sheets ? this.#readIn(id, question.sheets, question) : this.#read(id, question.name, question.data, question.choices);
      case 'begin':
        this.#call((data) => data.begin(question.name, question.choices, undefined));
        return '';
      case 'push':
        this.#call((data) => data.push(question.bytes));
        return '';
      case 'end':
        return this.#call((data) => data.finish());
      case 'give-up':
        this.#call((data) => data.abandon());
        return '';
      case 'csv':
        return this.#csv(id, question.wish);
      case 'question':
        return this.#question(id, question.text);
    }
  }

  async #open(mode: 'analyse' | 'controle', probe: boolean): Promise<string> {
    if (probe && (await reachesNetwork())) throw new Networked();
    const [seed = 0, more = 0] = crypto.getRandomValues(new Uint32Array(2));
    this.#data?.free();
    this.#data = call((module) => new module.Data(mode, seed, more));
    return '';
  }

  async #read(id: number, name: string, file: Blob, choices: string): Promise<string> {
    this.#call((data) => data.begin(name, choices, file.size));
    try {
      for (let from = 0; from < file.size; from += PIECE) {
        const bytes = await bytesOf(file.slice(from, from + PIECE));
        this.#call((data) => data.push(bytes));
        // Less than 1 until the report is there.
        await this.#between(id, Math.min((from + bytes.length) / file.size, 0.999));
      }
      return this.#call((data) => data.finish());
    } catch (thrown) {
      if (thrown instanceof Cancelled) this.#call((data) => data.abandon());
      throw thrown;
    }
  }

  /** A workbook: what the first rows of a sheet show, as of any file. */
  async #lookIn(module: WebAssembly.Module, { name, data, choices }: ClaimsPart & { choices: string }): Promise<string> {
    const { csv, sheets, sheet, written } = await sheetOf(module, name, data, choices, ROWS);
    const found = this.#call((session) => session.look(name, csv, lines(csv) < ROWS, written));
    return JSON.stringify({ ...(JSON.parse(found) as object), sheets, sheet });
  }

  async #readIn(id: number, module: WebAssembly.Module, { name, data, choices }: ClaimsPart & { choices: string }): Promise<string> {
    const { csv, sheet, written } = await sheetOf(module, name, data, choices, ALL_ROWS);
    const report = await this.#read(id, name, new Blob([csv]), written);
    return JSON.stringify({ ...(JSON.parse(report) as object), sheet });
  }

  async #question(id: number, text: string): Promise<string> {
    this.#call((data) => data.ask(text));
    const pace = new Pace(20_000, 4_096, 4_000_000);
    try {
      for (;;) {
        const progress = pace.step((budget) => this.#call((data) => data.step(budget)));
        if (progress >= 1) return this.#call((data) => data.answer());
        await this.#between(id, progress);
      }
    } catch (thrown) {
      if (thrown instanceof Cancelled) this.#call((data) => data.abandon());
      throw thrown;
    }
  }

  /** Generated claims as a file. */
  async #csv(id: number, wish: string): Promise<Blob> {
    const file = call((module) => new module.GeneratedFile(wish));
    const parts: BlobPart[] = [];
    try {
      for (;;) {
        const bytes = call(() => file.step(10_000));
        if (bytes.length === 0) return new Blob(parts, { type: 'text/csv' });
        parts.push(bytes as Uint8Array<ArrayBuffer>);
        await this.#between(id, call(() => file.progress()));
      }
    } finally {
      file.free();
    }
  }

  /** Tells how far it is, and hears whether it was cancelled. */
  async #between(id: number, progress: number): Promise<void> {
    this.#send({ id, progress });
    await pause();
    if (this.#cancelled.has(id)) throw new Cancelled();
  }

  #call<T>(work: (data: Data) => T): T {
    return call(() => {
      if (!this.#data) throw new Error('the session was not opened');
      return work(this.#data);
    });
  }
}

/** The rows of a sheet that are looked at, and all that a sheet can have. */
const ROWS = 1_000;
const ALL_ROWS = 1 << 20;

const lines = (csv: Uint8Array) => csv.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);

/** A sheet as CSV: the chosen one or the first, with how it is written. */
async function sheetOf(module: WebAssembly.Module, name: string, data: Blob, choices: string, rows: number) {
  const { sheet: wanted, ...chosen } = JSON.parse(choices) as FileChoices & SheetChoice;
  const bytes = await bytesOf(data);
  try {
    return await readingXlsx(module, bytes, ({ sheets, csv }) => {
      const sheet = wanted ?? sheets[0] ?? '';
      const written = JSON.stringify({ decimal: 'point', dates: 'ymd', ...chosen, encoding: 'utf-8', delimiter: ';' });
      return { csv: csv(sheet, rows), sheets, sheet, written };
    });
  } catch (thrown) {
    // A trap of the module that reads workbooks ends with its instance; the claims are as they were.
    const problem: ClaimsProblem = typeof thrown === 'string' ? (JSON.parse(thrown) as ClaimsProblem) : { code: 'xlsx-too-large', file: null, line: null, column: null, message: TOO_LARGE };
    throw new ClaimsRefusal({ ...problem, file: name });
  }
}

const TOO_LARGE = {
  nl: 'Dit werkboek kan niet worden gelezen: het is te groot voor het geheugen of beschadigd. Bewaar het blad als CSV.',
  en: 'This workbook cannot be read: it is too large for memory, or damaged. Save the sheet as CSV.',
};

function failed(thrown: unknown): Failure {
  if (thrown instanceof Cancelled) return failure('cancelled');
  if (thrown instanceof Networked) return failure('claims-network', null, "Content-Security-Policy: default-src 'none'; connect-src 'self'");
  if (thrown instanceof ClaimsRefusal) {
    const { problem } = thrown;
    const path = [problem.file, problem.line, problem.column].filter((part) => part !== null).join(':');
    const line = { code: problem.code, path: path === '' ? null : path, message: problem.message, found: null, expected: null };
    return { code: 'claims-refused', problems: [line], place: problem };
  }
  // A file that cannot be read (any more) is no trap of the module; its name and content stay out of the message.
  if (thrown instanceof DOMException) {
    const message = {
      nl: 'Het bestand kan niet (meer) worden gelezen: het is verplaatst, gewijzigd of niet toegankelijk.',
      en: 'The file cannot be read (any more): it was moved, changed or is not accessible.',
    };
    return { code: 'claims-refused', problems: [{ code: 'file-gone', path: null, message, found: null, expected: null }] };
  }
  return failure('claims-trap');
}

async function bytesOf(part: Blob): Promise<Uint8Array> {
  return new Uint8Array(await part.arrayBuffer());
}

/** Whether this worker could reach another address. The question itself causes no traffic: the address holds its own answer. */
async function reachesNetwork(): Promise<boolean> {
  try {
    await fetch('data:,x');
    return true;
  } catch {
    return false;
  }
}

/** Answers one caller: the first message brings the module. */
export function serveClaims(send: (message: FromClaims) => void): (message: ToClaims) => void {
  const host = new ClaimsHost(send);
  return (message) => {
    if (!('start' in message)) {
      host.receive(message);
      return;
    }
    begin(message.start).then(
      () => send({ ready: '' }),
      (thrown: unknown) => send({ unavailable: reason(thrown) }),
    );
  };
}
