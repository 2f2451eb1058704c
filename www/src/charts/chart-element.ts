// What every chart element does: it draws again for its width, its accessible name is its message, and under it are the same
// data as a table and the exports.

import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { exportBar, type TableSpec } from '../export/bar.ts';
import { t } from '../i18n/index.ts';
import type { Lang, Result } from '../store/types.ts';
import type { Context } from '../tape/ask.ts';
import { drawn } from './draw.ts';
import type { Scene } from './scene.ts';
import { fitFont } from './text.ts';

const WIDE = 568;
const LEAST = 260;
const MOST = 1040;

let made = 0;

export abstract class ChartElement extends LitElement {
  static override properties: PropertyDeclarations = {
    result: { attribute: false },
    lang: { attribute: false },
    message: { attribute: false },
    stale: { attribute: false },
    foreign: { attribute: false },
    context: { attribute: false },
    room: { state: true },
  };

  /** The result to draw. */
  declare result: Result | null;
  declare lang: Lang;
  /** The sentence above the chart: the first part of its accessible name. */
  declare message: string;
  /** The input on the page is newer than the result: exports are off. */
  declare stale: boolean;
  /** The document came from somebody else. */
  declare foreign: boolean;
  /** Where given, every number of the table can be asked how it was computed. */
  declare context: Context | null;
  /** The width to draw for, in pixels. */
  declare room: number;

  readonly uid = `dagdeel-chart-${(made += 1)}`;
  private watcher: ResizeObserver | null = null;

  constructor() {
    super();
    this.result = null;
    this.lang = 'nl';
    this.message = '';
    this.stale = false;
    this.foreign = false;
    this.context = null;
    this.room = WIDE;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (typeof ResizeObserver === 'undefined') return;
    this.watcher = new ResizeObserver((entries) => {
      const width = Math.round(entries.at(-1)?.contentRect.width ?? 0);
      if (width > 0) this.room = Math.min(MOST, Math.max(LEAST, width));
    });
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
    this.watcher = null;
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
