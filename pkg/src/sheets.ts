import init, * as glue from '../sheets/sheets.js';
import { reason } from './errors.js';

/** The file could not be written; the message says why. */
export class NotWritten extends Error {}

/** A file being written, from the plan that the engine makes. */
export interface Xlsx {
  /** Adds pieces of the plan, as the engine gave them. */
  add(pieces: string): void;
  /** The bytes of the file. */
  finish(): Uint8Array<ArrayBuffer>;
}

let begun = false;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Lets `work` write one file in an instance of the module that is thrown away afterwards, since the memory of an instance
 * never shrinks. In one thread files are written one after the other.
 */
export function writing<T>(module: WebAssembly.Module, work: (file: Xlsx) => Promise<T>): Promise<T> {
  const next = turn.then(async () => {
    if (!begun) await begin(module);
    try {
      const xlsx = called(() => new glue.Xlsx());
      return await work({
        add: (pieces) => called(() => xlsx.add(pieces)),
        finish: () => called(() => xlsx.finish() as Uint8Array<ArrayBuffer>),
      });
    } finally {
      glue.__wbg_reset_state();
    }
  });
  turn = next.catch(() => {});
  return next;
}

/** An XLSX file that was opened to be read. */
export interface XlsxIn {
  /** The names of its sheets. */
  readonly sheets: string[];
  /** The first rows of a sheet as CSV in UTF-8 with semicolons. */
  csv(sheet: string, rows: number): Uint8Array<ArrayBuffer>;
}

/**
 * Lets `work` read one file, likewise. What the module refuses is thrown as it came: the JSON of a problem of own data.
 */
export function readingXlsx<T>(module: WebAssembly.Module, bytes: Uint8Array, work: (file: XlsxIn) => T): Promise<T> {
  const next = turn.then(async () => {
    if (!begun) await begin(module);
    try {
      const file = new glue.XlsxIn(bytes);
      return work({ sheets: JSON.parse(file.sheets()) as string[], csv: (sheet, rows) => file.csv(sheet, rows) as Uint8Array<ArrayBuffer> });
    } finally {
      glue.__wbg_reset_state();
    }
  });
  turn = next.catch(() => {});
  return next;
}

async function begin(module: WebAssembly.Module): Promise<void> {
  try {
    await init({ module_or_path: module });
  } catch (thrown) {
    throw new NotWritten(reason(thrown), { cause: thrown });
  }
  begun = true;
}

function called<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw new NotWritten(reason(thrown), { cause: thrown });
  }
}
