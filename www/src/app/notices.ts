// The messages above the answer: what happened to the user's work first, then the cause, a code without any contents.

import { html, nothing, type TemplateResult } from 'lit';
import { t, writeDate } from '../i18n/index.ts';
import { icon } from '../styles/icons.ts';
import { copyText } from '../tape/clipboard.ts';
import type { Context } from '../tape/ask.ts';
import { ownClaimsOf } from '../store/selectors.ts';
import type { EngineFault } from '../store/store.ts';
import type { Lang, Notice, Problem } from '../store/types.ts';

/** A problem's place in the document is shown as it is written there; nothing of a field's contents. */
function refused(context: Context, problems: readonly Problem[], head: string): TemplateResult {
  const { lang } = context.state;
  const shown = problems.slice(0, 12);
  return html`<strong>${head}</strong><ul class="dagdeel-problems">${shown.map((problem) =>
    html`<li>${problem.message[lang]}${problem.path ? html` <span class="dagdeel-code">${problem.path}</span>` : nothing}</li>`)}</ul>`;
}

function code({ state, dispatch }: Context, fault: string): TemplateResult {
  const copy = async () => {
    const copied = await copyText(fault);
    if (copied) dispatch({ type: 'notify', notice: { kind: 'said', message: 'copied' } });
  };
  return html`<button type="button" class="dagdeel-link-button" @click=${copy}>${t(state.lang, 'app.copy-code')}</button>`;
}

function body(context: Context, notice: Notice): TemplateResult {
  const { state, dispatch } = context;
  const { lang } = state;
  const undo = (key: 'app.step-back' | 'app.undo-last') => (state.past.length === 0 ? nothing
    : html`<button type="button" class="dagdeel-link-button" @click=${() => { dispatch({ type: 'notify', notice: null }); dispatch({ type: 'undo' }); }}>${t(lang, key)}</button>`);
  switch (notice.kind) {
    case 'restarted':
      return html`<strong>${t(lang, 'app.restarted')}</strong><p>${t(lang, notice.again ? 'app.restarted-again' : 'app.restarted-kept')}</p>
        <p class="dagdeel-help">${t(lang, 'app.fault-code', { code: notice.code })}</p>
        <div class="dagdeel-notice__actions">${undo(notice.again ? 'app.step-back' : 'app.undo-last')}${code(context, notice.code)}</div>`;
    case 'refused-document':
      return refused(context, notice.problems, t(lang, `keeping.refused-${notice.from}`));
    case 'refused-settings':
      return refused(context, notice.problems, t(lang, 'settings.refused'));
    case 'asked':
      return html`<strong>${t(lang, 'frame.ask', { title: notice.title[lang], mine: state.document?.title[lang] ?? '' })}</strong><div class="dagdeel-notice__actions">
        <button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => dispatch({ type: 'answer', yes: true })}>${t(lang, 'frame.yes')}</button>
        <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => dispatch({ type: 'answer', yes: false })}>${t(lang, 'frame.no')}</button></div>`;
    case 'failed':
      return html`<strong>${t(lang, 'app.failed-here')}</strong><p class="dagdeel-help">${t(lang, 'app.fault-code', { code: notice.code })}</p>
        <div class="dagdeel-notice__actions">${code(context, notice.code)}</div>`;
    case 'said':
      return html`${t(lang, `app.said.${notice.message}`)}`;
  }
}

/** Why there is no engine, in words for whoever keeps the host, and a code for whoever is asked about it. */
export function faultHelp(lang: Lang, { code: fault, problems }: EngineFault): TemplateResult {
  return html`${problems.length > 0 ? problems.map(({ message, expected }) => html`<p class="dagdeel-answer-sub">${message[lang]}</p>${
    expected ? html`<p class="dagdeel-code">${expected}</p>` : nothing}`) : html`<p class="dagdeel-answer-sub">${t(lang, 'app.failed-help')}</p>`}
    <p class="dagdeel-answer-sub">${t(lang, 'app.fault-code', { code: problems[0]?.code ?? fault })}</p>`;
}

export function noticeBar(context: Context): TemplateResult {
  const { state, dispatch } = context;
  const { notice, lang } = state;
  const calm = notice?.kind === 'said';
  return html`<div role=${calm || !notice ? 'status' : 'alert'} class="dagdeel-noticebar">${notice ? html`<div class="dagdeel-notice ${calm ? 'dagdeel-notice--said' : 'dagdeel-notice--block'}">${icon(calm ? 'check' : 'warn')}
    <div>${body(context, notice)}</div><button type="button" class="dagdeel-icon-button" aria-label=${t(lang, 'app.close')} @click=${() => dispatch(notice.kind === 'asked' ? { type: 'answer', yes: false } : { type: 'notify', notice: null })}>${icon('close')}</button></div>` : nothing}</div>`;
}

/** A frozen version says what it is, and is not changed. */
export function frozenBar({ state, dispatch }: Context): TemplateResult | typeof nothing {
  const { lang, document, origin } = state;
  if (!document?.frozen || origin === 'foreign') return nothing;
  const { known, note } = document.frozen;
  return html`<section class="dagdeel-foreign" aria-label=${t(lang, 'version.title')}><span class="dagdeel-tag">${icon('save')}${writeDate(known, lang)}</span>
    <p>${t(lang, 'version.is', { date: writeDate(known, lang), note: note ?? '' })} ${t(lang, 'version.is-help')}</p><div class="dagdeel-foreign__actions"><button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => dispatch({ type: 'adopt-copy' })}>${t(lang, 'version.copy')}</button></div></section>`;
}

/** A scenario on claims that are not loaded says so, and where they are. */
export function claimsBar({ state }: Context): TemplateResult | typeof nothing {
  const { document, lang, view } = state;
  const own = document && ownClaimsOf(document);
  if (!own || state.supplied || view === 'own-data') return nothing;
  return html`<section class="dagdeel-foreign" aria-label=${t(lang, 'app.claims')}><span class="dagdeel-tag">${icon('file')}${t(lang, 'app.claims')}</span>
    <p>${t(lang, 'app.claims-missing', { year: String(own.year) })}</p>${state.ownData && !state.embedded ? html`<div class="dagdeel-foreign__actions"><a href="#gegevens">${t(lang, 'app.claims-load')}</a></div>` : nothing}</section>`;
}

/** A document from somebody else keeps its tag on every screen and in print. */
export function foreignBar({ state, dispatch }: Context): TemplateResult | typeof nothing {
  const { lang } = state;
  if (state.origin !== 'foreign') return nothing;
  return html`<section class="dagdeel-foreign" aria-label=${t(lang, 'app.foreign-tag')}><span class="dagdeel-tag">${icon('warn')}${t(lang, 'app.foreign-tag')}</span>
    <p>${t(lang, 'app.foreign')}</p><div class="dagdeel-foreign__actions"><button type="button" class="dagdeel-button dagdeel-button--dense" @click=${() => dispatch({ type: 'adopt-copy' })}>${t(lang, 'app.foreign-adopt')}</button>
    <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${() => dispatch({ type: 'close-foreign' })}>${t(lang, 'app.close')}</button></div></section>`;
}

/** Long work: a countable progress and a way to stop it. Its place is over the page, so that nothing jumps. */
export function jobBar({ state, dispatch }: Context): TemplateResult | typeof nothing {
  const { job, lang } = state;
  if (!job?.shown) return nothing;
  const percent = Math.floor(job.fraction * 100);
  const heard = String(Math.floor(percent / 25) * 25);
  return html`<section class="dagdeel-job" aria-label=${t(lang, 'app.job')}><div class="dagdeel-job__head"><strong>${t(lang, 'app.job')}</strong><button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense"
      @click=${() => dispatch({ type: 'cancel-run' })}>${t(lang, 'app.cancel')}</button></div>
    <div class="dagdeel-progress"><progress max="100" .value=${percent} aria-label=${t(lang, 'app.job')}></progress><span>${t(lang, 'app.job-done', { percent: String(percent) })}</span></div>
    <p class="dagdeel-help">${t(lang, 'app.job-help')}</p><p class="visually-hidden" role="status">${heard === '0' ? nothing : t(lang, 'app.job-done', { percent: heard })}</p></section>`;
}
