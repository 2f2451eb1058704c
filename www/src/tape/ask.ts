// The buttons that ask *hoe is dit berekend?*: under a figure in words, or the number itself in a table.

import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../styles/icons.ts';
import { t } from '../i18n/index.ts';
import { addressText, sameAddress } from '../store/selectors.ts';
import type { Address, Dispatch, OtherRun, State } from '../store/types.ts';

/** What every view has at hand. */
export interface Context {
  state: State;
  dispatch: Dispatch;
}

/** The id of an asking button: the place on the page and the cell, so that the focus can go back to it. */
export const askerId = (place: string, address: Address) => `${place}-${addressText(address)}`.replace(/[^\w-]+/g, '_');

export const isAsked = (state: State, place: string, address: Address) => state.tape?.asker === askerId(place, address);

function toggle({ state, dispatch }: Context, place: string, address: Address, run?: OtherRun) {
  const asker = askerId(place, address);
  const open = state.tape?.asker === asker && sameAddress(state.tape.address, address);
  dispatch(open ? { type: 'close-tape' } : { type: 'ask', address, asker, ...(run ? { run } : {}) });
}

/** *Hoe is dit berekend?* under a figure; `of` names the figure for who hears the button alone. */
export function askButton(context: Context, place: string, address: Address, of: string): TemplateResult {
  const { lang } = context.state;
  const open = isAsked(context.state, place, address);
  return html`<button type="button" class="dagdeel-explain" id=${askerId(place, address)} aria-expanded=${open ? 'true' : 'false'}
    aria-controls=${open ? 'rekenstrook' : nothing} aria-label=${t(lang, 'tape.ask-of', { of })} @click=${() => toggle(context, place, address)}
    >${icon('tree')}<span>${t(lang, 'tape.ask')}</span></button>`;
}

/** A number that is itself the button; of another run than that of the open document where one is given. */
export function askNumber(context: Context, place: string, address: Address, content: unknown, run?: OtherRun): TemplateResult {
  const open = isAsked(context.state, place, address);
  return html`<button type="button" class="num-button" id=${askerId(place, address)} aria-expanded=${open ? 'true' : 'false'}
    aria-controls=${open ? 'rekenstrook' : nothing}
    @click=${() => toggle(context, place, address, run)}>${content}</button>`;
}
