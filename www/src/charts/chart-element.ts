// What every chart element does: it draws again for its width, its accessible name is its message, and under it are the same
// data as a table and the exports.

import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { exportBar, type TableSpec } from '../export/bar.ts';
import { t } from '../i18n/index.ts';
import type { Result } from '../store/types.ts';
import type { Context } from '../tape/ask.ts';
import { drawn } from './draw.ts';
import { DrawnElement } from './drawn-element.ts';
import type { Scene } from './scene.ts';
import { fitFont } from './text.ts';

export abstract class ChartElement extends DrawnElement {
  static override properties: PropertyDeclarations = {
    ...DrawnElement.properties,
    result: { attribute: false },
    message: { attribute: false },
    stale: { attribute: false },
    foreign: { attribute: false },
    context: { attribute: false },
  };

  /** The result to draw. */
  declare result: Result | null;
  /** The sentence above the chart: the first part of its accessible name. */
  declare message: string;
  /** The input on the page is newer than the result: exports are off. */
  declare stale: boolean;
  /** The document came from somebody else. */
  declare foreign: boolean;
  /** Where given, every number of the table can be asked how it was computed. */
  declare context: Context | null;

  constructor() {
    super();
    this.result = null;
    this.message = '';
    this.stale = false;
    this.foreign = false;
    this.context = null;
  }

  /** The drawing for `room`, or what to say in its place. */
  protected abstract scene(result: Result): Scene | TemplateResult | null;
  /** What is plotted, in words, after the message. */
  protected abstract describe(result: Result): string;
  /** The same data as a table. */
  protected abstract table(result: Result): { name: string; title: string; spec: TableSpec };

  protected override render(): TemplateResult | typeof nothing {
    const { result, lang } = this;
    if (!result) return nothing;
    fitFont(this.isConnected ? getComputedStyle(this).fontFamily : '');
    const scene = this.scene(result);
    const isDrawing = scene !== null && 'marks' in scene;
    const { name, title, spec } = this.table(result);
    const { stale: disabled, foreign, context } = this;
    return html`${scene === null ? html`<p class="dagdeel-chart-none">${t(lang, 'chart.nothing')}</p>`
      : isDrawing ? drawn(scene, this.uid, [this.message, this.describe(result)].filter(Boolean).join(' ')) : scene}
      ${exportBar({ result, lang, foreign, context, name, title, table: spec, disabled, chart: isDrawing ? () => this.querySelector<SVGSVGElement>('svg.dagdeel-chart') : undefined })}`;
  }
}

export function register(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
