import { html } from 'lit';
import type { ViewModule } from '../registry.ts';
import { spokenAnswer } from './view.ts';

export const view: ViewModule = {
  draw: ({ state, dispatch }) => html`<dagdeel-tariff-view class="dagdeel-view" .state=${state} .dispatch=${dispatch}></dagdeel-tariff-view>`,
  spoken: spokenAnswer,
};
