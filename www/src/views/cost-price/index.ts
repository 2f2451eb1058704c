import { html } from 'lit';
import type { ViewModule } from '../registry.ts';
import './view.ts';
import { spokenCostPrice } from './sentences.ts';

export const view: ViewModule = {
  draw: ({ state, dispatch }) => html`<dagdeel-cost-price-view class="dagdeel-view" .state=${state} .dispatch=${dispatch}></dagdeel-cost-price-view>`,
  spoken: spokenCostPrice,
};
