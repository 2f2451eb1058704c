import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { t, writeDecimal } from '../../i18n/index.ts';
import { register } from '../chart-element.ts';
import { drawn } from '../draw.ts';
import { DrawnElement } from '../drawn-element.ts';
import { fitFont } from '../text.ts';
import { lorenzScene } from './geometry.ts';

/** A square curve says no more where it is wider. */
const MOST = 760;

/** How cost is spread over clients. It rests on own data, so there is nothing to save or copy below it. */
export class LorenzChart extends DrawnElement {
  static override properties: PropertyDeclarations = { ...DrawnElement.properties, curve: { attribute: false } };
  declare curve: readonly string[];

  constructor() {
    super();
    this.curve = [];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { curve, lang } = this;
    fitFont(this.isConnected ? getComputedStyle(this).fontFamily : '');
    const scene = lorenzScene(curve, Math.min(MOST, this.room), lang);
    if (!scene) return nothing;
    const at = (percent: number) => writeDecimal(curve[percent] ?? '0', lang);
    return html`${drawn(scene, this.uid, t(lang, 'own.spread.name', { half: at(50), ninety: at(90) }))}
      <details class="dagdeel-more"><summary>${t(lang, 'chart.show-table')}</summary><div class="dagdeel-table-wrap dagdeel-table-wrap--tall" tabindex="0" role="group" aria-label=${t(lang, 'own.spread.bar')}><table class="dagdeel-table"><thead><tr><th scope="col">${t(lang, 'own.spread.clients')}</th><th scope="col">${t(lang, 'own.spread.cost')}</th></tr></thead>
      <tbody>${curve.map((share, percent) => (percent % 10 === 0 ? html`<tr><th scope="row">${percent}</th><td>${writeDecimal(share, lang)}</td></tr>` : nothing))}</tbody></table></div></details>`;
  }
}

register('dagdeel-lorenz-chart', LorenzChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-lorenz-chart': LorenzChart;
  }
}
