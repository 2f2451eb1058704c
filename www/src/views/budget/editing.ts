// A form that opens under what it edits, and the menu that adds something new.

import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/index.ts';
import { icon } from '../../styles/icons.ts';
import type { Context } from '../../tape/ask.ts';

/** Which form is open: one at a time. */
export interface Opened {
  id: string | null;
  show: (id: string | null, focus?: boolean) => void;
}

export interface Edited {
  id: string;
  name: string;
  root: string;
  list: 'levers' | 'parts';
  index: number;
}

export function editing({ state: { lang }, dispatch }: Context, { id, name, list, index }: Edited, opened: Opened, content: () => TemplateResult): TemplateResult {
  const open = opened.id === id;
  const remove = () => {
    dispatch({ type: 'remove-item', path: list, index });
    opened.show(null);
  };
  return html`<div class="dagdeel-editing"><button type="button" class="dagdeel-link-button" id="wijzig-${id}" aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? `formulier-${id}` : nothing}
      aria-label=${open ? nothing : t(lang, 'lever.edit-of', { name })} @click=${() => opened.show(open ? null : id, true)}>${t(lang, open ? 'lever.close' : 'lever.edit')}</button>
    <button type="button" class="dagdeel-link-button" aria-label=${t(lang, 'form.remove-of', { of: name })} @click=${remove}>${t(lang, 'form.remove')}</button></div>
    ${open ? html`<div class="dagdeel-editing__form" id="formulier-${id}" role="group" aria-label=${name}>${content()}</div>` : nothing}`;
}

export interface Menu {
  id: string;
  add: string;
  label: string;
  options: readonly { value: string; name: string; off: boolean }[];
  choose: (value: string) => void;
}

/** A native list and a button: a choice by keyboard alone adds nothing yet. */
export function addMenu({ id, add, label, options, choose }: Menu): TemplateResult {
  const first = options.find(({ off }) => !off)?.value ?? '';
  const press = (event: Event) => {
    const list = (event.currentTarget as HTMLElement).parentElement?.querySelector('select');
    const chosen = options.find(({ value }) => value === (list?.value || first));
    if (chosen && !chosen.off) choose(chosen.value);
  };
  return html`<div class="dagdeel-add"><label class="visually-hidden" for=${id}>${label}</label>
    <select class="dagdeel-select" id=${id}>${options.map(({ value, name, off }) => html`<option value=${value} ?disabled=${off} ?selected=${value === first}>${name}</option>`)}</select>
    <button type="button" class="dagdeel-button dagdeel-button--secondary dagdeel-button--dense" @click=${press}>${icon('plus')}${add}</button></div>`;
}
