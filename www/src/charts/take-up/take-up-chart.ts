import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AllocationUseRow } from 'dagdeel';
import { register } from '../chart-element.ts';
import { drawn } from '../draw.ts';
import { DrawnElement } from '../drawn-element.ts';
import { fitFont } from '../text.ts';
import { takeUpScene } from './geometry.ts';

/** What is allocated and what of it is claimed. It rests on own data, so there is nothing to save or copy below it. */
export class TakeUpChart extends DrawnElement {
  static override properties: PropertyDeclarations = { ...DrawnElement.properties, rows: { attribute: false }, name: { attribute: false } };
  declare rows: readonly AllocationUseRow[];
  /** What it says, in words. */
  declare name: string;

  constructor() {
    super();
    this.rows = [];
    this.name = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    fitFont(this.isConnected ? getComputedStyle(this).fontFamily : '');
    const scene = takeUpScene(this.rows, this.room, this.lang);
    return scene ? html`${drawn(scene, this.uid, this.name)}` : nothing;
  }
}

register('dagdeel-take-up-chart', TakeUpChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-take-up-chart': TakeUpChart;
  }
}
