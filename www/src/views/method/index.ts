import { html } from 'lit';
import type { ViewModule } from '../registry.ts';
import './method-view.ts';
import { spokenMethod } from './words.ts';

export const view: ViewModule = {
  draw: ({ state, dispatch }) => html`<dagdeel-method-view class="dagdeel-view" .state=${state} .dispatch=${dispatch}></dagdeel-method-view>`,
  spoken: spokenMethod,
};
