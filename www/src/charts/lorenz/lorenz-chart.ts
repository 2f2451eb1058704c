import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { t, writeDecimal } from '../../i18n/index.ts';
import type { Lang } from '../../store/types.ts';
import { register } from '../chart-element.ts';
import { drawn } from '../draw.ts';
import { fitFont } from '../text.ts';
import { lorenzScene } from './geometry.ts';

/** How cost is spread over clients. It rests on own data, so there is nothing to save or copy below it. */
export class LorenzChart extends LitElement {
  static override properties = { curve: { attribute: false }, lang: { attribute: false }, room: { state: true } };
  declare curve: readonly string[];
  declare lang: Lang;
  declare room: number;
  #watcher: ResizeObserver | null = null;

  constructor() {
    super();
    this.curve = [];
    this.lang = 'nl';
    this.room = 568;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (typeof ResizeObserver === 'undefined') return;
    this.#watcher = new ResizeObserver((entries) => {
      const width = Math.round(entries.at(-1)?.contentRect.width ?? 0);
      if (width > 0) this.room = Math.min(760, Math.max(260, width));
    });
    this.#watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
    this.#watcher = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { curve, lang } = this;
    fitFont(this.isConnected ? getComputedStyle(this).fontFamily : '');
    const scene = lorenzScene(curve, this.room, lang);
    if (!scene) return nothing;
    const at = (percent: number) => writeDecimal(curve[percent] ?? '0', lang);
    return html`${drawn(scene, 'dagdeel-lorenz', t(lang, 'own.spread.name', { half: at(50), ninety: at(90) }))}
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
