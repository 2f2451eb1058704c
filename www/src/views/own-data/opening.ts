// The one session of own data of a page. It outlives the view, so that looking at another one loses nothing.

import { openerOfClaims } from '../../engine/own-data.ts';
import { browserStorage, Keeper } from '../../keeping/shelf.ts';
import { OwnData } from './session.ts';

let session: OwnData | null = null;

/** The session; null where own data is switched off. */
export function ownData(): OwnData | null {
  const open = openerOfClaims();
  if (!open) return null;
  const keeper = new Keeper(browserStorage());
  session ??= new OwnData(open, {
    of: (signature) => keeper.mapping(signature),
    keep: (signature, columns) => keeper.keepMapping(signature, columns),
  });
  return session;
}
