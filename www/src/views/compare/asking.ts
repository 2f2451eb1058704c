// Asks the engine to lay documents side by side, and fetches those that are put beside the open one.

import { LIMITS } from '../../keeping/limits.ts';
import { t } from '../../i18n/index.ts';
import { faultOf, type Store } from '../../store/store.ts';
import type { Action, Compare, Problem, ScenarioDocument, State } from '../../store/types.ts';

export function attach(store: Store): void {
  let last: { documents: readonly ScenarioDocument[]; base: number } | null = null;
  let run: AbortController | null = null;

  function look(state: State): void {
    const { compare, computed, view } = state;
    if (view !== 'compare' || !computed) return;
    const documents = [computed, ...compare.others.map(({ document }) => document)];
    const same = last?.base === compare.base && last.documents.length === documents.length && documents.every((each, index) => each === last?.documents[index]);
    if (same) return;
    last = { documents, base: compare.base };
    run?.abort();
    run = new AbortController();
    void answer(store, documents, compare.base, run.signal);
  }

  store.listen(look);
  store.addEffect((action) => {
    switch (action.type) {
      case 'cancel-compare':
        run?.abort();
        store.dispatch({ type: 'set-compare', change: { job: null, stopped: true } });
        break;
      case 'compare-with':
        void bring(store, action);
        break;
      case 'compare-file':
        void open(store, action.file);
        break;
      case 'show-view':
        onDesk(store);
        break;
    }
  });
  onDesk(store);
  look(store.state);
}

function onDesk(store: Store): void {
  store.dispatch({ type: 'set-compare', change: { desk: [...store.desk.values()].map(({ document }) => ({ id: document.id, title: document.title })) } });
}

async function answer(store: Store, documents: ScenarioDocument[], base: number, signal: AbortSignal): Promise<void> {
  const tell = (change: Partial<Compare>) => {
    if (!signal.aborted) store.dispatch({ type: 'set-compare', change });
  };
  tell({ job: 0, stopped: false, problems: [] });
  try {
    const found = await store.engine.compare(documents, { base: Math.min(base, documents.length - 1), signal, onProgress: (job) => tell({ job }) });
    tell({ answer: found, of: documents, job: null });
  } catch (error) {
    const fault = faultOf(error);
    if (fault.code !== 'cancelled') tell({ problems: fault.problems, job: null });
  }
}

async function bring(store: Store, { id, what }: Extract<Action, { type: 'compare-with' }>): Promise<void> {
  const { state, engine } = store;
  try {
    const document = what === 'copy' ? state.computed : what === 'source' ? state.source : what === 'desk' ? (store.desk.get(id)?.document ?? null) : await engine.document(id);
    const name = what === 'copy' ? t(state.lang, 'compare.as-was') : what === 'source' ? t(state.lang, 'compare.as-source') : null;
    // A copy of its own, so that one document can stand there twice.
    if (document) store.dispatch({ type: 'add-compared', document: structuredClone(document), name, foreign: state.origin === 'foreign' && (what === 'copy' || what === 'source') });
  } catch (error) {
    refuse(store, faultOf(error).problems);
  }
}

/** A file is run before it stands beside the others: what cannot be opened is not compared. */
async function open(store: Store, file: File): Promise<void> {
  try {
    const text = file.size > LIMITS.documentBytes ? '' : await file.text();
    await store.engine.run(text === '' ? '{' : text);
    store.dispatch({ type: 'add-compared', document: JSON.parse(text) as ScenarioDocument, name: file.name, foreign: true });
  } catch (error) {
    refuse(store, faultOf(error).problems);
  }
}

function refuse(store: Store, problems: readonly Problem[]): void {
  store.dispatch({ type: 'set-compare', change: { problems } });
}
