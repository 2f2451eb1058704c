// What the allocations say beside the claims: asked with the other answers, where a JW301 was read.

import type {
  AgreedTariff, AllocationForecast, AllocationForecastAsked, AllocationRegimes, AllocationRegimesAsked, AllocationUse, AllocationUseAsked, AllocationUseBy, Claims, RunOffAsked,
} from 'dagdeel';

/** What of it can be chosen. */
export interface AllocatedAsked {
  by: AllocationUseBy;
  year: number | null;
  /** In euros; empty for nothing. */
  inflow: string;
}

export interface Allocated {
  asked: AllocatedAsked;
  use: AllocationUse;
  regimes: AllocationRegimes;
  forecast: AllocationForecast;
  /** What was asked for each of them. */
  questions: Questions;
}

/** The questions behind the three answers. */
type Questions = Readonly<{ use: AllocationUseAsked; regimes: AllocationRegimesAsked; forecast: AllocationForecastAsked }>;

export const FIRST_ASKED: AllocatedAsked = { by: 'product', year: null, inflow: '' };

interface Beside {
  agreed: AgreedTariff[];
  runOff: RunOffAsked;
}

type Following = Parameters<Claims['allocationUse']>[1];

const codeOf = (thrown: unknown): string => (thrown as { problems?: { code: string }[] } | null)?.problems?.[0]?.code ?? '';

function questionsOf({ by, year, inflow }: AllocatedAsked, { agreed, runOff }: Beside): Questions {
  const { allocated: _, ...run } = runOff;
  const shared = { agreed, runOff: run };
  return { use: { ...shared, by }, regimes: { by }, forecast: { ...shared, ...(year === null ? {} : { year }), ...(inflow === '' ? {} : { inflow }) } };
}

/** The answers; null where there are no allocations. Each walks over all lines: what `before` answered on these claims is not asked again. */
export async function askAllocated(claims: Claims, asked: AllocatedAsked, beside: Beside, following: Following, before: Allocated | null): Promise<Allocated | null> {
  const questions = questionsOf(asked, beside);
  const known = <Part extends keyof Questions>(part: Part): Allocated[Part] | null =>
    before && JSON.stringify(before.questions[part]) === JSON.stringify(questions[part]) ? before[part] : null;
  try {
    const use = known('use') ?? (await claims.allocationUse(questions.use, following));
    const regimes = known('regimes') ?? (await claims.allocationRegimes(questions.regimes, following));
    const forecast = known('forecast') ?? (await claims.allocationForecast(questions.forecast, following));
    return { asked, use, regimes, forecast, questions };
  } catch (thrown) {
    if (codeOf(thrown) === 'no-allocations') return null;
    throw thrown;
  }
}
