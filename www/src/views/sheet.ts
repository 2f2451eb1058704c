// The sheet that an answer stands on: the main part of our own page, and one part among others in somebody else's.

import { html, type TemplateResult } from 'lit';
import type { State } from '../store/types.ts';

export const sheet = ({ embedded }: State, content: unknown, wide = false): TemplateResult => (embedded
  ? html`<div class="dagdeel-sheet ${wide ? 'dagdeel-sheet--wide' : ''}" id="uitkomst" tabindex="-1">${content}</div>`
  : html`<main class="dagdeel-sheet ${wide ? 'dagdeel-sheet--wide' : ''}" id="uitkomst" tabindex="-1">${content}</main>`);
