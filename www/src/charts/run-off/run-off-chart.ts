import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { RunOffRow } from 'dagdeel';
import { register } from '../chart-element.ts';
import { drawn } from '../draw.ts';
import { DrawnElement } from '../drawn-element.ts';
import { fitFont } from '../text.ts';
import { runOffScene } from './geometry.ts';

/** What is claimed and still to be claimed by month of care. It rests on own data, so there is nothing to save or copy below it. */
export class RunOffChart extends DrawnElement {
  static override properties: PropertyDeclarations = { ...DrawnElement.properties, rows: { attribute: false }, name: { attribute: false } };
  declare rows: readonly RunOffRow[];
  /** What it says, in words. */
  declare name: string;

  constructor() {
    super();
    this.rows = [];
    this.name = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    fitFont(this.isConnected ? getComputedStyle(this).fontFamily : '');
    const scene = runOffScene(this.rows, this.room, this.lang);
    return scene ? html`${drawn(scene, this.uid, this.name)}` : nothing;
  }
}

register('dagdeel-run-off-chart', RunOffChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-run-off-chart': RunOffChart;
  }
}
