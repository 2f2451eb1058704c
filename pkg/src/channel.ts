import { reason } from './errors.js';
import type { Answer, FromEngine, Question, ToEngine } from './protocol.js';
import { serve } from './serve.js';

/** What this package needs of a worker; a browser's `Worker` has it. */
export interface EngineWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: object) => void): void;
  /** In Node: whether the worker keeps the process running. */
  keepAlive?(on: boolean): void;
}

/** A way to an engine, wherever it lives. */
export interface Channel<Q = Question> {
  post(message: ToEngine<Q>): void;
  keepAlive(on: boolean): void;
  close(): void;
}

/** Both ways: what comes from the engine, and that it will not come any more. */
export interface Listener<A = Answer> {
  receive(message: FromEngine<A>): void;
  lost(why: string): void;
}

/** An engine in a worker. Throws where workers are not allowed. */
export function inWorker<Q = Question, A = Answer>(create: () => EngineWorker, listener: Listener<A>): Channel<Q> {
  const worker = create();
  worker.addEventListener('message', (event) => listener.receive(event.data as FromEngine<A>));
  worker.addEventListener('messageerror', () => listener.lost('a message could not be read'));
  worker.addEventListener('error', (event) => listener.lost('message' in event ? String(event.message) : 'blocked'));
  return {
    post: (message) => worker.postMessage(message),
    keepAlive: (on) => worker.keepAlive?.(on),
    close: () => worker.terminate(),
  };
}

/** An engine in the caller's own thread, where there are no workers. It answers in later tasks, as a worker does. */
export function inThisThread(listener: Listener): Channel {
  let open = true;
  const later = (work: () => void) =>
    queueMicrotask(() => {
      if (!open) return;
      try {
        work();
      } catch (thrown) {
        listener.lost(reason(thrown));
      }
    });
  const receive = serve((message) => later(() => listener.receive(message)));
  return {
    post: (message) => later(() => receive(message)),
    keepAlive: () => {},
    close: () => {
      open = false;
    },
  };
}
