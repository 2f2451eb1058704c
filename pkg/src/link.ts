import type { Channel, Listener } from './channel.js';
import { DagdeelError, type Failure, failure } from './errors.js';
import type { Answer, FromEngine, Question } from './protocol.js';

type Pending<A> = {
  resolve: (answer: A) => void;
  reject: (error: DagdeelError) => void;
  progress: ((fraction: number) => void) | undefined;
};

/** One engine at the other end of a channel, and the questions that wait for its answer. */
export class Link<Q extends object = Question, A = Answer> implements Listener<A> {
  readonly #channel: Channel<Q>;
  readonly #pending = new Map<number, Pending<A>>();
  readonly #started: Promise<string>;
  #settle: { ready: (version: string) => void; failed: (why: string) => void } = { ready: () => {}, failed: () => {} };
  #last = 0;
  #failure: Failure | null = null;

  constructor(connect: (listener: Listener<A>) => Channel<Q>, module: WebAssembly.Module) {
    this.#started = new Promise((resolve, reject) => {
      this.#settle = { ready: resolve, failed: (why) => reject(new Error(why)) };
    });
    this.#channel = connect(this);
    this.#channel.post({ start: module });
  }

  /** The engine's version, once it is ready. */
  get started(): Promise<string> {
    return this.#started;
  }

  /** Whether the engine can still be asked. */
  get alive(): boolean {
    return this.#failure === null;
  }

  /** Asks one question. The signal cancels it: at once for the caller, at the next step for the engine. */
  ask(question: Q, signal?: AbortSignal, progress?: (fraction: number) => void): Promise<A> {
    const failed = signal?.aborted ? failure('cancelled') : this.#failure;
    if (failed) return Promise.reject(new DagdeelError(failed));
    const id = ++this.#last;
    return new Promise<A>((resolve, reject) => {
      const cancel = () => {
        this.#channel.post({ cancel: id });
        this.#settled(id)?.reject(new DagdeelError(failure('cancelled')));
      };
      const done = () => signal?.removeEventListener('abort', cancel);
      signal?.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, {
        resolve: (answer) => (done(), resolve(answer)),
        reject: (error) => (done(), reject(error)),
        progress,
      });
      this.#channel.keepAlive(true);
      this.#channel.post({ id, ...question });
    });
  }

  receive(message: FromEngine<A>): void {
    if ('ready' in message) {
      this.#channel.keepAlive(this.#pending.size > 0);
      this.#settle.ready(message.ready);
    } else if ('unavailable' in message) this.lost(message.unavailable);
    else if ('progress' in message) this.#pending.get(message.id)?.progress?.(message.progress);
    else if ('answer' in message) this.#settled(message.id)?.resolve(message.answer);
    else {
      this.#settled(message.id)?.reject(new DagdeelError(message.failure));
      if (isTrap(message.failure)) this.#end(message.failure);
    }
  }

  lost(why: string): void {
    this.#settle.failed(why);
    this.#end(failure('engine-trap', why));
  }

  /** Ends the engine; what still waits for it is refused. */
  close(): void {
    this.#settle.failed('closed');
    this.#end(failure('closed'));
  }

  #end(failed: Failure): void {
    if (this.#failure) return;
    this.#failure = failed;
    this.#channel.close();
    for (const id of [...this.#pending.keys()]) this.#settled(id)?.reject(new DagdeelError(failed));
  }

  #settled(id: number): Pending<A> | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending && this.#pending.size === 0) this.#channel.keepAlive(false);
    return pending;
  }
}

/** Whether the instance behind a failure is dead. */
function isTrap({ code }: Failure): boolean {
  return code === 'engine-trap' || code === 'claims-trap';
}
