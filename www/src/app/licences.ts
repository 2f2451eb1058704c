// *Licenties*: a link to the file where the page is a folder, and a dialog with its text where the page is one file.

import { html, type TemplateResult } from 'lit';
import { t } from '../i18n/index.ts';
import type { Lang } from '../store/types.ts';
import type { Start } from './start.ts';

export function licences(lang: Lang, from: Start['licences']): TemplateResult {
  const word = t(lang, 'app.licences');
  if (typeof from === 'string') return html`<a href=${from}>${word}</a>`;
  const show = async (event: Event) => {
    const dialog = (event.currentTarget as HTMLElement).nextElementSibling as HTMLDialogElement;
    const text = dialog.querySelector('pre');
    if (text) text.textContent = await from();
    dialog.showModal();
  };
  return html`<span><button type="button" class="dagdeel-link-button" @click=${show}>${word}</button>
    <dialog class="dagdeel-dialog dagdeel-dialog--wide" aria-label=${word} @keydown=${(event: Event) => event.stopPropagation()}><pre class="dagdeel-licences" tabindex="0" lang="en"></pre><form method="dialog" class="dagdeel-dialog__actions"><button class="dagdeel-button dagdeel-button--dense">${t(lang, 'app.close')}</button></form></dialog></span>`;
}
