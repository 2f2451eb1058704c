// Dagdeel in a frame of another page. It listens to its own parent alone, and only where that is of its own origin or of one
// that the configuration file names; an origin that is `null` is nobody's.

import { readDocument } from '../keeping/keep.ts';
import { faultOf, type Store } from '../store/store.ts';
import type { Action, State } from '../store/types.ts';
import { isOurs, PROTOCOL, understood, type FromFrame, type ToFrame } from './protocol.ts';

type Said = FromFrame extends infer M ? (M extends FromFrame ? Omit<M, 'dagdeel'> : never) : never;
type Set = Extract<ToFrame, { type: 'set' }>;

export class Frame {
  readonly #store: Store;
  readonly #allowed: ReadonlySet<string>;
  readonly #page: HTMLElement;
  readonly #sizes: ResizeObserver;
  readonly #stop: () => void;
  /** A `set` that waits for the user's answer. */
  #waiting: Set | null = null;
  #ready = false;

  constructor(store: Store, parents: readonly string[], page: HTMLElement) {
    this.#store = store;
    this.#page = page;
    this.#allowed = new Set([window.location.origin, ...parents].filter((origin) => origin !== 'null'));
    window.addEventListener('message', this.#hear);
    store.addEffect((action) => this.#answered(action));
    this.#stop = store.listen((state, before) => this.#follow(state, before));
    this.#sizes = new ResizeObserver(() => this.#say({ type: 'height', height: Math.ceil(page.getBoundingClientRect().height) }));
  }

  close(): void {
    window.removeEventListener('message', this.#hear);
    this.#sizes.disconnect();
    this.#stop();
  }

  /** A message reaches the parent only where its origin is the one it is meant for: the browser sees to that. */
  #say(message: Said): void {
    for (const origin of this.#parents()) window.parent.postMessage({ dagdeel: PROTOCOL, ...message }, origin);
  }

  /** Whom it is in a frame of, where the browser tells; otherwise everybody who may be. */
  #parents(): string[] {
    const [known] = window.location.ancestorOrigins ?? [];
    return known === undefined ? [...this.#allowed] : [known].filter((origin) => this.#allowed.has(origin));
  }

  readonly #hear = (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || !this.#allowed.has(event.origin) || !isOurs(event.data)) return;
    const message = understood(event.data);
    const { id } = event.data;
    if (typeof message === 'string') this.#refuse(typeof id === 'string' ? id : null, message);
    else if (message.type === 'get') this.#give(message.id);
    else this.#replace(message);
  };

  #give(id: string): void {
    const { document } = this.#store.state;
    if (document) this.#say({ type: 'document', id, document });
    else this.#refuse(id, 'no-document');
  }

  #refuse(id: string | null, code: string, problems: Extract<Said, { type: 'error' }>['problems'] = []): void {
    this.#say({ type: 'error', id, code, problems });
  }

  /** Never over work that the user has not saved without asking. */
  #replace(message: Set): void {
    const { state, dispatch } = this.#store;
    if (state.past.every(({ document }) => document === state.document)) {
      void this.#open(message);
      return;
    }
    if (this.#waiting) this.#refuse(this.#waiting.id, 'replaced');
    this.#waiting = message;
    dispatch({ type: 'notify', notice: { kind: 'asked', title: this.#titleOf(message) } });
  }

  #titleOf({ document, scenario }: Set) {
    const shipped = this.#store.state.scenarios.find(({ id }) => id === scenario);
    const given = typeof document === 'object' ? document.title : undefined;
    const named = (text: unknown) => (typeof text === 'string' ? text.slice(0, 120) : (scenario ?? 'document'));
    return shipped?.title ?? { nl: named(given?.nl), en: named(given?.en) };
  }

  #answered(action: Action): void {
    if (action.type !== 'answer' || !this.#waiting) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (action.yes) void this.#open(waiting);
    else this.#refuse(waiting.id, 'refused-by-user');
  }

  async #open({ id, document, scenario }: Set): Promise<void> {
    const { engine, dispatch } = this.#store;
    try {
      if (scenario !== undefined) dispatch({ type: 'document-opened', document: await engine.document(scenario), origin: 'shipped' });
      // Read in whole by the engine before any of it is shown, and marked as somebody else's.
      else if (document !== undefined) dispatch({ type: 'document-opened', document: (await readDocument(engine, document)).document, origin: 'foreign' });
      this.#give(id);
    } catch (error) {
      const { code, problems } = faultOf(error);
      this.#refuse(id, code, problems);
    }
  }

  #follow(state: State, before: State): void {
    if (state.result === null || state.result === before.result) return;
    if (!this.#ready) {
      this.#ready = true;
      this.#say({ type: 'ready', version: this.#store.engine.version });
      this.#sizes.observe(this.#page);
    } else if (state.computed && state.computed !== before.computed) this.#say({ type: 'changed', document: state.computed });
  }
}
