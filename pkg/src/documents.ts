import type { ScenarioDocument, Text } from '../types/index.js';
import { DagdeelError, failure, reason } from './errors.js';

/** What a list of scenarios shows of one. */
export type ScenarioInfo = {
  id: string;
  title: Text;
  place: Text;
  /** The short names of its sources. */
  sources: string[];
  /** Which view of the page shows it. */
  view: 'tariff' | 'budget';
};

/** The texts of documents by id. */
type Texts = Record<string, string>;

/** Shipped documents: a folder with an index, their texts by id, or what gives these. */
export type ScenarioSource = URL | Texts | (() => Promise<Texts>);

/** What a document is about, for a list. */
export function describe(document: ScenarioDocument): ScenarioInfo {
  const tariff = document.parts.some((part) => part.kind === 'group_tariff');
  return {
    id: document.id,
    title: document.title,
    place: document.place,
    sources: document.sources.map((source) => source.short),
    view: tariff ? 'tariff' : 'budget',
  };
}

/** A document as text: the form in which it crosses to the engine, is saved, and has its checksum. */
export function written(document: ScenarioDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Whether a string can only be the id of a shipped scenario, and not the text of a document. */
export function isId(text: string): boolean {
  return /^[a-z0-9-]+$/.test(text);
}

/** The scenarios that are shipped; each file is read when it is first asked for, and once. */
export class Documents {
  readonly #source: ScenarioSource | undefined;
  readonly #read: (url: URL) => Promise<string>;
  readonly #texts = new Map<string, Promise<string>>();
  #index: Promise<ScenarioInfo[]> | null = null;

  constructor(source: ScenarioSource | undefined, read: (url: URL) => Promise<string>) {
    this.#source = source;
    this.#read = read;
  }

  index(): Promise<ScenarioInfo[]> {
    this.#index ??= this.#list();
    this.#index.catch(() => {
      this.#index = null;
    });
    return this.#index;
  }

  async #list(): Promise<ScenarioInfo[]> {
    if (this.#source instanceof URL) return JSON.parse(await this.#file('index.json', this.#source)) as ScenarioInfo[];
    return Object.values(await this.#given()).map((text) => describe(JSON.parse(text) as ScenarioDocument));
  }

  async #given(): Promise<Texts> {
    if (this.#source === undefined || this.#source instanceof URL) return {};
    if (typeof this.#source !== 'function') return this.#source;
    try {
      return await this.#source();
    } catch (thrown) {
      throw new DagdeelError(failure('scenario-unavailable', reason(thrown)), { cause: thrown });
    }
  }

  /** The text of a shipped document. */
  text(id: string): Promise<string> {
    let text = this.#texts.get(id);
    if (!text) {
      text = this.#find(id);
      text.catch(() => this.#texts.delete(id));
      this.#texts.set(id, text);
    }
    return text;
  }

  async #find(id: string): Promise<string> {
    const ids = (await this.index()).map((info) => info.id);
    if (!ids.includes(id)) throw new DagdeelError(failure('unknown-scenario', id, ids.join(', ')));
    if (this.#source instanceof URL) return this.#file(`${id}.json`, this.#source);
    return (await this.#given())[id] ?? '';
  }

  async #file(name: string, folder: URL): Promise<string> {
    try {
      return await this.#read(new URL(name, folder));
    } catch (thrown) {
      throw new DagdeelError(failure('scenario-unavailable', `${name}: ${reason(thrown)}`), { cause: thrown });
    }
  }
}
