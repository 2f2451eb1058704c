// The computation as a workbook, saved by the browser: the effect of *Excel* and *Formules in Excel*.

import { faultOf, type Store } from '../store/store.ts';
import { isStale } from '../store/reduce.ts';
import { restsOnClaims } from '../store/selectors.ts';
import type { Address, State } from '../store/types.ts';
import { fileName, saveFile } from './bar.ts';
import { provenanceOf } from './sheet.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is saved is what the page shows: nothing goes out while the answer is older than the input, and nothing that rests on claims. */
export const canSaveWorkbook = (state: State) => state.result !== null && state.document === state.computed && !isStale(state)
  && ![state.document, ...(state.view === 'compare' ? state.compare.others.map(({ document }) => document) : [])].some(restsOnClaims);

export class Workbooks {
  readonly #store: Store;
  readonly #save: (name: string, content: Blob) => void;
  #writing: AbortController | null = null;

  constructor(store: Store, save = saveFile) {
    this.#store = store;
    this.#save = save;
    store.addEffect((action) => {
      if (action.type === 'save-workbook') void this.#write(action.at);
      if (action.type === 'cancel-workbook') this.#writing?.abort();
    });
  }

  async #write(at: Address | undefined): Promise<void> {
    const { state, engine, dispatch } = this.#store;
    const { computed, result, lang } = state;
    if (this.#writing || !computed || !result || !canSaveWorkbook(state)) return;
    this.#writing = new AbortController();
    const { signal } = this.#writing;
    try {
      dispatch({ type: 'workbook-progressed', fraction: 0 });
      const onProgress = (fraction: number) => dispatch({ type: 'workbook-progressed', fraction });
      // Where scenarios are compared, all of them side by side.
      const beside = state.view === 'compare' ? state.compare.others.map(({ document }) => document) : [];
      const bytes = await engine.workbook(beside.length > 0 ? [computed, ...beside] : computed, { language: lang, signal, onProgress, ...(at ? { at } : {}) });
      this.#save(fileName('werkboek', provenanceOf(result, state.origin === 'foreign'), 'xlsx'), new Blob([bytes], { type: XLSX }));
      dispatch({ type: 'notify', notice: { kind: 'said', message: 'file-saved' } });
    } catch (error) {
      const { code } = faultOf(error);
      if (code !== 'cancelled') dispatch({ type: 'notify', notice: { kind: 'failed', code } });
    } finally {
      this.#writing = null;
      dispatch({ type: 'workbook-progressed', fraction: null });
    }
  }
}
