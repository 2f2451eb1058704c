// The documents that this browser keeps, one per id, in localStorage. Nothing is written while keeping is off.

import type { ColumnChoice } from 'dagdeel';
import type { Lang, ScenarioDocument } from '../store/types.ts';
import { KeepingError, LIMITS } from './limits.ts';

const SHELF = 'dagdeel/documents/1';
const SWITCH = 'dagdeel/keeping/1';
/** What columns mean in files with the same header: names of columns, nothing of what stands in them. */
const MAPPINGS = 'dagdeel/columns/1';
const MOST_MAPPINGS = 20;

export interface Kept {
  document: ScenarioDocument;
  /** As shipped or opened, so that *terug naar bronwaarden* still works tomorrow. */
  source: ScenarioDocument;
  origin: 'shipped' | 'own';
}

interface Shelf {
  last: string | null;
  documents: Record<string, Kept>;
  /** Checksums of documents saved as a file here: opened again, they are not from somebody else. */
  saved: string[];
  lang: Lang | null;
}

const EMPTY: Shelf = { last: null, documents: {}, saved: [], lang: null };

export class Keeper {
  #storage: Storage | null;
  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  /** Whether the user asked for keeping, or against it; null when not said. */
  get wish(): boolean | null {
    const said = this.#get(SWITCH);
    return said === null ? null : said === 'on';
  }

  set wish(on: boolean) {
    this.#set(SWITCH, on ? 'on' : 'off');
  }

  get shelf(): Shelf {
    try {
      const read: unknown = JSON.parse(this.#get(SHELF) ?? 'null');
      return typeof read === 'object' && read !== null ? { ...EMPTY, ...(read as Partial<Shelf>) } : EMPTY;
    } catch {
      return EMPTY;
    }
  }

  keep(kept: Kept): void {
    const shelf = this.shelf;
    const { [kept.document.id]: _, ...others } = shelf.documents;
    this.#set(SHELF, JSON.stringify({ ...shelf, last: kept.document.frozen ? shelf.last : kept.document.id, documents: { ...withRoom(others), [kept.document.id]: kept } }));
  }

  /** Takes a document off the shelf. */
  remove(id: string): void {
    const shelf = this.shelf;
    const { [id]: _, ...documents } = shelf.documents;
    this.#set(SHELF, JSON.stringify({ ...shelf, last: shelf.last === id ? null : shelf.last, documents }));
  }

  remember(checksum: string): void {
    const shelf = this.shelf;
    this.#set(SHELF, JSON.stringify({ ...shelf, saved: [...shelf.saved.filter((each) => each !== checksum), checksum].slice(-200) }));
  }

  /** What the columns of a file with this header mean, where that was kept. */
  mapping(signature: string): ColumnChoice[] | null {
    const kept: unknown = this.#mappings()[signature];
    return Array.isArray(kept) ? (kept as ColumnChoice[]) : null;
  }

  keepMapping(signature: string, columns: ColumnChoice[]): void {
    const { [signature]: _, ...others } = this.#mappings();
    this.#set(MAPPINGS, JSON.stringify({ ...Object.fromEntries(Object.entries(others).slice(1 - MOST_MAPPINGS)), [signature]: columns }));
  }

  #mappings(): Record<string, ColumnChoice[]> {
    try {
      const read: unknown = JSON.parse(this.#get(MAPPINGS) ?? 'null');
      return typeof read === 'object' && read !== null ? (read as Record<string, ColumnChoice[]>) : {};
    } catch {
      return {};
    }
  }

  /** The language that was chosen. */
  speak(lang: Lang): void {
    this.#set(SHELF, JSON.stringify({ ...this.shelf, lang }));
  }

  clear(): void {
    try {
      this.#storage?.removeItem(SHELF);
      this.#storage?.removeItem(SWITCH);
      this.#storage?.removeItem(MAPPINGS);
    } catch {
      // A browser that refuses storage has nothing to clear.
    }
  }

  #get(key: string): string | null {
    try {
      return this.#storage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  }

  #set(key: string, text: string): void {
    try {
      this.#storage?.setItem(key, text);
    } catch {
      throw new KeepingError('storage-full');
    }
  }
}

/** The documents without the oldest where the shelf is full; a frozen version is never taken off by itself. */
function withRoom(documents: Shelf['documents']): Shelf['documents'] {
  const all = Object.entries(documents);
  const extra = new Set(all.filter(([, { document }]) => !document.frozen).slice(0, Math.max(0, all.length + 1 - LIMITS.keptDocuments)).map(([id]) => id));
  if (all.length - extra.size >= LIMITS.keptDocuments) throw new KeepingError('storage-full');
  return Object.fromEntries(all.filter(([id]) => !extra.has(id)));
}

/** The browser's storage, or null where it is refused. */
export function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
