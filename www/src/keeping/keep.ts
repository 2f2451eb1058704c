// What is kept, opened and given away: the effects of the actions about documents as a whole.

import { faultOf, type Store } from '../store/store.ts';
import type { Action, Engine, Notice, Result, ScenarioDocument, State } from '../store/types.ts';
import { fromFragment, holdsDocument } from './link.ts';
import { KeepingError, LIMITS } from './limits.ts';
import { Keeper, type Kept } from './shelf.ts';
import { frozenVersion } from './versions.ts';

/** A document as it is exchanged: the bytes that the checksum of a result is taken over. */
export const textOf = (document: ScenarioDocument) => `${JSON.stringify(document, null, 2)}\n`;

/** A document from outside: the engine reads all of it before the page shows any. */
export async function readDocument(engine: Engine, given: ScenarioDocument | string): Promise<{ document: ScenarioDocument; result: Result }> {
  const text = typeof given === 'string' ? given : textOf(given);
  if (text.length > LIMITS.documentBytes) throw new KeepingError('document-too-large');
  let document: ScenarioDocument;
  try {
    document = JSON.parse(text) as ScenarioDocument;
  } catch {
    throw new KeepingError('not-json');
  }
  return { document, result: await engine.run(text) };
}

type From = 'file' | 'link' | 'kept';

export class Keeping {
  readonly #store: Store;
  readonly #keeper: Keeper;

  constructor(store: Store, keeper: Keeper) {
    this.#store = store;
    this.#keeper = keeper;
    store.addEffect((action, before) => this.#follow(action, before));
  }

  /** Puts the kept documents on the desk; says which was open last. */
  restore(): string | null {
    if (!this.#store.state.keeping) return null;
    const { documents, last } = this.#keeper.shelf;
    for (const kept of Object.values(documents)) this.#store.desk.set(kept.document.id, { ...kept, past: [], future: [], checked: false });
    return last;
  }

  /** Opens the document in the fragment of the address, and takes it out of the address. */
  async openLink(location: Location, history: History): Promise<boolean> {
    const { hash, pathname, search } = location;
    if (!holdsDocument(hash)) return false;
    history.replaceState(null, '', pathname + search);
    try {
      return await this.#openText(await fromFragment(hash));
    } catch (error) {
      this.#refuse('link', error);
      return false;
    }
  }

  #follow(action: Action, before: State): void {
    const { state } = this.#store;
    switch (action.type) {
      case 'run-finished':
        if (state.keeping && state.origin !== 'foreign' && state.document === action.document) this.#keep(state);
        break;
      case 'adopt-copy':
        if (before.origin === 'foreign' && state.keeping && state.document && state.document === state.computed) this.#keep(state);
        break;
      case 'keep':
        this.#try(() => {
          this.#keeper.wish = action.on;
          if (action.on && state.origin !== 'foreign' && state.document === state.computed) this.#keep(state);
        });
        break;
      case 'speak':
        if (state.keeping) this.#try(() => this.#keeper.speak(action.lang));
        break;
      case 'save-file':
        this.#saveFile(state);
        break;
      case 'freeze':
        this.#freeze(state, action);
        break;
      case 'remove-version':
        this.#removeVersion(action.id);
        break;
      case 'open-file':
        void this.#openFile(action.file);
        break;
      case 'clear-all':
        void this.#clear();
        break;
    }
  }

  #keep({ document, source, origin }: State): void {
    if (!document || !source || origin === 'foreign') return;
    const kept: Kept = { document, source, origin };
    this.#try(() => this.#keeper.keep(kept));
  }

  /** Puts the document as it is beside the one that is worked on. */
  #freeze(state: State, { known, note }: Extract<Action, { type: 'freeze' }>): void {
    const { document } = state;
    if (!document || document.frozen) return;
    const taken = new Set([...this.#store.desk.keys(), ...state.scenarios.map(({ id }) => id)]);
    const version = frozenVersion(document, known, note, (id) => taken.has(id));
    const kept = { document: version, source: version, origin: 'own' } as const;
    this.#store.desk.set(version.id, { ...kept, past: [], future: [], checked: true });
    if (state.keeping) this.#try(() => this.#keeper.keep(kept));
    this.#say('version-frozen');
  }

  #removeVersion(id: string): void {
    this.#store.desk.delete(id);
    this.#try(() => this.#keeper.remove(id));
    this.#say('version-removed');
  }

  #saveFile(state: State): void {
    const { document, result, computed } = state;
    if (!document) return;
    const link = window.document.createElement('a');
    link.href = URL.createObjectURL(new Blob([textOf(document)], { type: 'application/json' }));
    link.download = `dagdeel-${document.id}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    if (state.keeping && state.origin !== 'foreign' && result && computed === document) this.#try(() => this.#keeper.remember(result.document.checksum));
    this.#say('file-saved');
  }

  async #openFile(file: File): Promise<void> {
    try {
      if (file.size > LIMITS.documentBytes) throw new KeepingError('document-too-large');
      await this.#openText(await file.text());
    } catch (error) {
      this.#refuse('file', error);
    }
  }

  async #openText(text: string): Promise<boolean> {
    const { document, result } = await readDocument(this.#store.engine, text);
    const own = this.#store.state.keeping && this.#keeper.shelf.saved.includes(result.document.checksum);
    const shipped = this.#store.state.scenarios.some(({ id }) => id === document.id);
    const source = own && shipped ? await this.#store.engine.document(document.id) : document;
    this.#store.dispatch({ type: 'document-opened', document, source, origin: own ? (shipped ? 'shipped' : 'own') : 'foreign' });
    this.#store.dispatch({ type: 'notify', notice: null });
    return true;
  }

  async #clear(): Promise<void> {
    this.#keeper.clear();
    this.#store.desk.clear();
    const { scenarios, document, view } = this.#store.state;
    const first = scenarios.find(({ id }) => id === document?.id) ?? scenarios.find((scenario) => scenario.view === view) ?? scenarios[0];
    if (first) await this.#store.choose(first.id, true);
    this.#say('kept-cleared');
  }

  #refuse(from: From, error: unknown): void {
    const problems = error instanceof KeepingError ? [error.problem] : faultOf(error).problems;
    const notice: Notice = problems.length > 0 ? { kind: 'refused-document', from, problems } : { kind: 'failed', code: faultOf(error).code };
    this.#store.dispatch({ type: 'notify', notice });
  }

  #try(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof KeepingError)) throw error;
      this.#refuse('kept', error);
    }
  }

  #say(message: Extract<Notice, { kind: 'said' }>['message']): void {
    this.#store.dispatch({ type: 'notify', notice: { kind: 'said', message } });
  }
}
