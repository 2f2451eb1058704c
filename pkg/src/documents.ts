import type { Method, MethodCounts, MethodInput, ScenarioDocument, Source, Text } from '../types/index.js';
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

/** One quantity of a scenario that is assumed, at one place of its document or at several. */
export type Assumed = Pick<MethodInput, 'name' | 'value' | 'unit' | 'format' | 'decimals'> & {
  /** At how many places it stands; `value` is null where there is more than one. */
  places: number;
};

/** What there is to know of a scenario before it is opened, written from its method. */
export type ScenarioAbout = {
  id: string;
  sources: Source[];
  /** What it computes, each name once. */
  outcomes: Text[];
  /** Its measures, in the order in which they work. */
  measures: Text[];
  caveats: Text[];
  /** Which of its inputs are in no source, each name once. */
  assumptions: Assumed[];
  counts: MethodCounts;
};

/** The file beside the index that holds what there is to know of each document, by id; made when the documents are shipped. */
export const ABOUT = 'about.json';

/** The texts of documents by id, and of `about.json` where it is given. */
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

/** What a method tells of its scenario. */
export function tell(method: Method): ScenarioAbout {
  const named = new Map<string, Assumed>();
  for (const { basis, name, value, unit, format, decimals } of method.inputs) {
    if (basis !== 'assumption') continue;
    const before = named.get(name.nl);
    named.set(name.nl, before ? { ...before, value: null, places: before.places + 1 } : { name, value, unit, format, decimals, places: 1 });
  }
  const outcomes = method.formulas.filter(({ outcome }) => outcome).map(({ name }) => [name.nl, name] as const);
  return {
    id: method.document.id,
    sources: method.sources,
    outcomes: [...new Map(outcomes).values()],
    measures: method.measures.map(({ name }) => name),
    caveats: method.caveats.map(({ text }) => text),
    assumptions: [...named.values()],
    counts: method.counts,
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
  #about: Promise<Record<string, ScenarioAbout>> | null = null;

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
    const texts = Object.entries(await this.#given()).filter(([id]) => isId(id));
    return texts.map(([, text]) => describe(JSON.parse(text) as ScenarioDocument));
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

  /** What was written of a shipped document when it was shipped; null where nothing was. */
  async about(id: string): Promise<ScenarioAbout | null> {
    this.#about ??= this.#told();
    return (await this.#about)[id] ?? null;
  }

  async #told(): Promise<Record<string, ScenarioAbout>> {
    const read = this.#source instanceof URL ? this.#file(ABOUT, this.#source) : this.#given().then((texts) => texts[ABOUT]);
    const text = await read.catch(() => undefined);
    return text === undefined ? {} : (JSON.parse(text) as Record<string, ScenarioAbout>);
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
