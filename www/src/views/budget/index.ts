import { html } from 'lit';
import type { ViewModule } from '../registry.ts';
import './budget-view.ts';
import { spokenBudget } from './sentences.ts';

export const view: ViewModule = {
  draw: ({ state, dispatch }) => html`<dagdeel-budget-view class="dagdeel-view" .state=${state} .dispatch=${dispatch}></dagdeel-budget-view>`,
  spoken: spokenBudget,
};
