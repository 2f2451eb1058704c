// An element that draws for its own width, in the tree of the page.

import { LitElement, type PropertyDeclarations } from 'lit';
import type { Lang } from '../store/types.ts';

const WIDE = 568;
const LEAST = 260;
const MOST = 1040;

let made = 0;

export abstract class DrawnElement extends LitElement {
  static override properties: PropertyDeclarations = { lang: { attribute: false }, room: { state: true } };
  declare lang: Lang;
  /** The width to draw for, in pixels. */
  declare room: number;

  readonly uid = `dagdeel-chart-${(made += 1)}`;
  private watcher: ResizeObserver | null = null;

  constructor() {
    super();
    this.lang = 'nl';
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
}
