// The one session of own data of a page. It outlives the view, so that looking at another one loses nothing.

import { openerOfClaims } from '../../engine/own-data.ts';
import { browserStorage, Keeper } from '../../keeping/shelf.ts';
import type { Store } from '../../store/store.ts';
import { Resting } from './resting.ts';
import { OwnData, type Mappings, type ReadNumber } from './session.ts';

let session: OwnData | null = null;
let read: ReadNumber | null = null;

/** Numbers are read as everywhere on the page: by the engine of the page that shows the session. */
export function readNumbersBy(engine: { readNumber: ReadNumber }): void {
  read = (text) => engine.readNumber(text);
}

/** The session; null where own data is switched off. */
export function ownData(): OwnData | null {
  const open = openerOfClaims();
  if (!session && open) {
    const keeper = new Keeper(browserStorage());
    const mappings: Mappings = {
      of: (signature) => keeper.mapping(signature),
      keep: (signature, columns) => keeper.keepMapping(signature, columns),
    };
    session = new OwnData(open, mappings, (text) => read?.(text) ?? Promise.reject(new Error('no engine reads numbers yet')));
  }
  return session;
}

let standing: Resting | null = null;

/** Lays the claims under the open document of a page, where they are the ones that it names. */
export function restOn(store: Store): void {
  const data = store.state.ownData ? ownData() : null;
  if (data) standing ??= new Resting(store, data);
}

export const resting = (): Resting | null => standing;
