// What the allocations say beside the claims: asked with the other answers, where a JW301 was read.

import type { AgreedTariff, AllocationForecast, AllocationRegimes, AllocationUse, AllocationUseBy, Claims, RunOffAsked } from 'dagdeel';

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
}

export const FIRST_ASKED: AllocatedAsked = { by: 'product', year: null, inflow: '' };

interface Beside {
  agreed: AgreedTariff[];
  runOff: RunOffAsked;
}

type Following = Parameters<Claims['allocationUse']>[1];

const codeOf = (thrown: unknown): string => (thrown as { problems?: { code: string }[] } | null)?.problems?.[0]?.code ?? '';

/** The answers; null where there are no allocations. */
export async function askAllocated(claims: Claims, asked: AllocatedAsked, { agreed, runOff }: Beside, following: Following): Promise<Allocated | null> {
  const { allocated: _, ...run } = runOff;
  const shared = { agreed, runOff: run };
  try {
    const use = await claims.allocationUse({ ...shared, by: asked.by }, following);
    const regimes = await claims.allocationRegimes({ by: asked.by }, following);
    const year = asked.year === null ? {} : { year: asked.year };
    const forecast = await claims.allocationForecast({ ...shared, ...year, ...(asked.inflow === '' ? {} : { inflow: asked.inflow }) }, following);
    return { asked, use, regimes, forecast };
  } catch (thrown) {
    if (codeOf(thrown) === 'no-allocations') return null;
    throw thrown;
  }
}
