// The views of the page, in the order of its navigation. A view's module is loaded when the view is first shown, so that the
// first answer waits for nothing that it does not need.

import type { TemplateResult } from 'lit';
import type { Context } from '../tape/ask.ts';
import type { Key } from '../i18n/index.ts';
import type { Store } from '../store/store.ts';
import type { State, View } from '../store/types.ts';

/** What the module of a view exports as `view`. */
export interface ViewModule {
  /** The view, as one element with the class `dagdeel-view`, drawn from the state. */
  draw(context: Context): TemplateResult;
  /** Answers what the view asks of the engine; called once, when the view is first shown. */
  attach?(store: Store): void;
  /** What a screen reader hears once a new answer has come to rest; '' for nothing. */
  spoken(state: State): string;
}

interface Entry {
  view: View;
  hash: `#${string}`;
  key: Key;
  load: () => Promise<{ view: ViewModule }>;
}

export const VIEWS: readonly Entry[] = [
  { view: 'tariff', hash: '#tarief', key: 'app.nav.tariff', load: () => import('./tariff/index.ts') },
  { view: 'budget', hash: '#begroting', key: 'app.nav.budget', load: () => import('./budget/index.ts') },
  { view: 'cost-price', hash: '#kostprijs', key: 'app.nav.cost-price', load: () => import('./cost-price/index.ts') },
  { view: 'sensitivity', hash: '#gevoeligheid', key: 'app.nav.sensitivity', load: () => import('./sensitivity/index.ts') },
  { view: 'own-data', hash: '#gegevens', key: 'app.nav.own-data', load: () => import('./own-data/index.ts') },
  { view: 'compare', hash: '#vergelijken', key: 'app.nav.compare', load: () => import('./compare/index.ts') },
  { view: 'method', hash: '#onderbouwing', key: 'app.nav.method', load: () => import('./method/index.ts') },
];

const loaded = new Map<View, ViewModule>();
const loading = new Map<View, Promise<ViewModule | null>>();

/** The module of a view, where it is there already. */
export const viewModule = (view: View): ViewModule | null => loaded.get(view) ?? null;

/** Loads the module of a view; null where that failed, and the next call tries again. */
export function loadView(view: View): Promise<ViewModule | null> {
  const under = loading.get(view);
  if (under) return under;
  const entry = VIEWS.find((each) => each.view === view);
  if (!entry) return Promise.resolve(null);
  const work = entry.load().then(
    ({ view: module }) => {
      loaded.set(view, module);
      return module;
    },
    () => {
      loading.delete(view);
      return null;
    },
  );
  loading.set(view, work);
  return work;
}
