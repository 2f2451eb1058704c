// Lays the loaded claims under the open document, as soon as they are the ones that it names, and tells what rounding each line
// by itself makes of its tariffs.

import { claimsOf, figuresOf, isBaseOf, supplied } from 'dagdeel/core';
import type { ClaimsBase, ClaimsLinePriced, ClaimsTariffChange, OwnClaims } from 'dagdeel';
import { layUnder } from '../../engine/under.ts';
import { axisOf, cellAt } from '../../store/selectors.ts';
import type { Store } from '../../store/store.ts';
import type { Result, ScenarioDocument } from '../../store/types.ts';
import type { OwnData } from './session.ts';

/** How the open document and the loaded claims stand to each other. */
export type Standing = 'none' | 'unchecked' | 'other' | 'same';

/** What the document asks of the claims. */
const codesOf = (document: ScenarioDocument, own: OwnClaims) =>
  document.parts.flatMap((part) => (part.kind === 'product' && own.products.includes(part.id) && part.code ? [part.code] : []));

/** The tariffs of a scenario with all its measures, where each is one for all municipalities and providers. */
export function tariffsOf(result: Result, document: ScenarioDocument): ClaimsTariffChange[] {
  const own = claimsOf(document);
  if (!own) return [];
  return document.parts.flatMap((part) => {
    if (part.kind !== 'product' || !own.products.includes(part.id) || !part.code) return [];
    const code = part.code;
    const table = result.tables.find(({ id, axes }) => /^tarief(-|$)/.test(id) && axes.length <= 3 && axes.some((axis) => /^product/.test(axis) && axisOf(result, axis)?.labels.some((label) => label.id === part.id)));
    const axis = table?.axes.find((each) => /^product/.test(each));
    if (!table || !axis) return [];
    let last: unknown = null;
    return (axisOf(result, 'period')?.labels ?? []).flatMap(({ id, from }) => {
      const cell = cellAt(result, table.id, { period: id, variant: 'nieuw', [axis]: part.id });
      if (typeof cell !== 'string' || from === null || cell === last) return [];
      last = cell;
      return [{ product: code, from, tariff: cell }];
    });
  });
}

export class Resting {
  standing: Standing = 'none';
  rounding: ClaimsLinePriced | null = null;
  base: ClaimsBase | null = null;
  #key = '';
  #priced: Result | null = null;
  /** The claims whose agreed tariffs were taken over: once, so that one that is taken out stays out. */
  #agreedOf = '';
  readonly #store: Store;
  readonly #data: OwnData;

  constructor(store: Store, data: OwnData) {
    this.#store = store;
    this.#data = data;
    store.listen((state, before) => {
      if (state.document !== before.document || state.result !== before.result) this.#look();
    });
    data.listen(() => this.#look());
    this.#look();
  }

  #look(): void {
    const { document } = this.#store.state;
    const own = document && claimsOf(document);
    if (this.#data.files.length === 0) this.#agreedOf = '';
    if (own && this.#agreedOf !== own.hash) {
      this.#agreedOf = own.hash;
      if (own.agreed && own.agreed.length > 0 && this.#data.agreed.length === 0) this.#data.takeAgreed(own.agreed, own.without_errors ?? false);
    }
    const key = `${this.#data.version} ${JSON.stringify(own)}`;
    if (key !== this.#key && this.#data.work === null) {
      this.#key = key;
      void this.#match(document, own);
    } else if (this.standing === 'same') void this.#price();
  }

  async #match(document: ScenarioDocument | null, own: OwnClaims | null): Promise<void> {
    const { summary, report } = this.#data;
    const before = this.base;
    this.rounding = null;
    this.base = null;
    if (!document || !own || !summary || summary.accepted.lines === 0) this.standing = 'none';
    else if (own.without_errors && !report) this.standing = 'unchecked';
    else {
      const base = await this.#data.baseOf({ year: String(own.year), products: codesOf(document, own), selection: { withoutErrors: own.without_errors ?? false } });
      // Where it could not be told, nothing is said of it.
      this.standing = base ? (isBaseOf(document, base) ? 'same' : 'other') : 'none';
      if (this.standing === 'same') this.base = base;
    }
    const base = this.base;
    layUnder(base ? (each) => (isBaseOf(each, base) ? supplied(each, figuresOf(each, base)) : null) : null);
    if (base || before) this.#store.dispatch({ type: 'claims-supplied', supplied: base !== null });
    this.#data.changed();
  }

  async #price(): Promise<void> {
    const { result, computed } = this.#store.state;
    if (!result || !computed || !this.base || this.#priced === result || this.#data.work !== null) return;
    const own = claimsOf(computed);
    const changes = tariffsOf(result, computed);
    if (!own || changes.length === 0) return;
    this.#priced = result;
    const only = [{ axis: 'year' as const, labels: [String(own.year)] }, { axis: 'product' as const, labels: codesOf(computed, own) }];
    const side = computed.parts.some(({ kind }) => kind === 'providers') ? 'provider' : 'municipality';
    this.rounding = await this.#data.priceLines({ side, changes, selection: { only, withoutErrors: own.without_errors ?? false } });
    this.#data.changed();
  }
}
