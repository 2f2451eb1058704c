import { html } from 'lit';
import { t } from '../../i18n/index.ts';
import type { ViewModule } from '../registry.ts';
import { attach } from './asking.ts';
import './view.ts';

export const view: ViewModule = {
  draw: ({ state, dispatch }) => html`<dagdeel-compare-view class="dagdeel-view" .state=${state} .dispatch=${dispatch}></dagdeel-compare-view>`,
  attach,
  spoken: ({ compare: { answer }, lang }) => (answer ? t(lang, 'compare.title', { count: String(answer.documents.length) }) : ''),
};
