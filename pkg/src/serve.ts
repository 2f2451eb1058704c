import { load } from './engine.js';
import { reason } from './errors.js';
import { Host } from './host.js';
import type { FromEngine, ToEngine } from './protocol.js';

/** Answers one caller: the first message brings the module, the others are for the host that it starts. */
export function serve(send: (message: FromEngine) => void): (message: ToEngine) => void {
  let host: Host | null = null;
  return (message) => {
    if (!('start' in message)) {
      host?.receive(message);
      return;
    }
    load(message.start).then(
      (engine) => {
        host = new Host(engine, send);
        send({ ready: engine.call((module) => module.version()) });
      },
      (thrown: unknown) => send({ unavailable: reason(thrown) }),
    );
  };
}
