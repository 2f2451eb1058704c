import { html } from 'lit';
import type { ViewModule } from '../registry.ts';
import { readNumbersBy, restOn } from './opening.ts';
import './own-data-view.ts';

export const view: ViewModule = {
  draw: ({ state, dispatch }) => html`<dagdeel-own-data-view class="dagdeel-view" .state=${state} .dispatch=${dispatch}></dagdeel-own-data-view>`,
  attach: (store) => {
    readNumbersBy(store.engine);
    restOn(store);
  },
  spoken: () => '',
};
