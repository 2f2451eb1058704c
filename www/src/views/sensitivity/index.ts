import { html } from 'lit';
import { plain } from '../../i18n/index.ts';
import { outcomeName } from '../../inputs/words.ts';
import type { ViewModule } from '../registry.ts';
import { attach } from './asking.ts';
import { widestSaid } from './view.ts';

export const view: ViewModule = {
  draw: ({ state, dispatch }) => html`<dagdeel-sensitivity-view class="dagdeel-view" .state=${state} .dispatch=${dispatch}></dagdeel-sensitivity-view>`,
  attach,
  spoken: ({ lang, sensitivity: { inputs, tornado } }) => {
    const widest = tornado ? widestSaid(tornado, inputs, lang) : null;
    return tornado && widest ? plain(lang, 'sensitivity.answer', { outcome: outcomeName(tornado.result, lang), ...widest }) : '';
  },
};
