import init, * as glue from '../claims/claims.js';
import type { ClaimsProblem } from '../types/index.js';

/** The module refused a file or a question, and said why. */
export class ClaimsRefusal extends Error {
  readonly problem: ClaimsProblem;

  constructor(problem: ClaimsProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The module trapped, now or earlier. Its worker is to be ended: no call goes to it any more. */
export class ClaimsTrap extends Error {}

export type ClaimsModule = typeof glue;

let alive = false;

/** Loads the module in this thread, once. */
export async function begin(module: WebAssembly.Module): Promise<void> {
  await init({ module_or_path: module });
  alive = true;
}

/** Calls into the module. It throws its refusals as text; anything else that comes out is a trap. */
export function call<T>(work: (module: ClaimsModule) => T): T {
  if (!alive) throw new ClaimsTrap('the instance has trapped before');
  try {
    return work(glue);
  } catch (thrown) {
    if (typeof thrown === 'string') throw new ClaimsRefusal(JSON.parse(thrown) as ClaimsProblem);
    alive = false;
    throw new ClaimsTrap('the instance trapped');
  }
}
