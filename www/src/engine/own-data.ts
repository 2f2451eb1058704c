// Whether and how own data is opened in this build of the page. The view that uses it is loaded later.

import type { Claims, ClaimsOptions } from 'dagdeel';

/** Opens own data in a worker of its own. */
export type OpenClaims = (options: ClaimsOptions) => Promise<Claims>;

let opener: OpenClaims | null = null;

/** Says how own data is opened here; without this call there is none. */
export function allowOwnData(open: OpenClaims): void {
  opener ??= open;
}

export const openerOfClaims = (): OpenClaims | null => opener;
