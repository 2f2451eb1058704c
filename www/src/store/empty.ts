// A scenario with nothing in it yet: what *Nieuw scenario* opens.

import type { ScenarioDocument } from './types.ts';

export function emptyDocument(id: string): ScenarioDocument {
  const year = new Date().getFullYear() + 1;
  return {
    format: 'dagdeel-scenario/1',
    id,
    title: { nl: 'Nieuw scenario', en: 'New scenario' },
    place: { nl: 'Eigen begroting', en: 'Own budget' },
    horizon: { from: `${year}-01-01`, to: `${year + 4}-01-01`, step: 'month' },
    sources: [],
    parts: [],
    levers: [],
    caveats: [],
  };
}
