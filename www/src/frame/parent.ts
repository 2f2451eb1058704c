// The helper for the page around a frame: `<iframe data-dagdeel src="…/index.html">` gets the height of what is in it, three
// events (`dagdeel-ready`, `dagdeel-changed`, `dagdeel-error`) and two calls (`iframe.dagdeel.get()` and `.set(…)`).

import { isOurs, PROTOCOL, type FromFrame, type ToFrame } from './protocol.ts';

type Wish = Pick<Extract<ToFrame, { type: 'set' }>, 'document' | 'scenario'>;
type Waiting = { resolve: (document: unknown) => void; reject: (error: Error) => void };

export interface DagdeelFrame {
  /** The document that is open. */
  get(): Promise<unknown>;
  /** Opens a document or a shipped scenario; fails where the user keeps what is there. */
  set(wish: Wish): Promise<unknown>;
}

class Helper implements DagdeelFrame {
  readonly #frame: HTMLIFrameElement;
  readonly #waiting = new Map<string, Waiting>();
  #last = 0;

  constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
    window.addEventListener('message', (event) => this.#hear(event));
  }

  get(): Promise<unknown> {
    return this.#ask({ type: 'get' });
  }

  set(wish: Wish): Promise<unknown> {
    return this.#ask({ type: 'set', ...wish });
  }

  get #origin(): string {
    return new URL(this.#frame.src, document.baseURI).origin;
  }

  #ask(message: { type: 'get' } | ({ type: 'set' } & Wish)): Promise<unknown> {
    const id = String((this.#last += 1));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#frame.contentWindow?.postMessage({ dagdeel: PROTOCOL, id, ...message }, this.#origin);
    });
  }

  #hear({ source, origin, data }: MessageEvent<unknown>): void {
    if (source !== this.#frame.contentWindow || origin !== this.#origin || !isOurs(data) || data.dagdeel !== PROTOCOL) return;
    const message = data as FromFrame;
    switch (message.type) {
      case 'height':
        this.#frame.style.blockSize = `${message.height}px`;
        break;
      case 'document':
        this.#settled(message.id)?.resolve(message.document);
        break;
      case 'error':
        if (message.id !== null) this.#settled(message.id)?.reject(Object.assign(new Error(message.code), { code: message.code, problems: message.problems }));
        this.#tell('dagdeel-error', { code: message.code, problems: message.problems });
        break;
      case 'ready':
        this.#tell('dagdeel-ready', { version: message.version });
        break;
      case 'changed':
        this.#tell('dagdeel-changed', { document: message.document });
        break;
    }
  }

  #settled(id: string): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #tell(name: string, detail: unknown): void {
    this.#frame.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

function help(): void {
  for (const frame of document.querySelectorAll<HTMLIFrameElement & { dagdeel?: DagdeelFrame }>('iframe[data-dagdeel]')) frame.dagdeel ??= new Helper(frame);
}

help();
document.addEventListener('DOMContentLoaded', help);
