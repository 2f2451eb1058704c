// A chart of rows from own data: there is nothing to save or copy below it.

import { nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { drawn } from './draw.ts';
import { DrawnElement } from './drawn-element.ts';
import type { Scene } from './scene.ts';
import { fitFont } from './text.ts';

export abstract class RowsChart<Row> extends DrawnElement {
  static override properties: PropertyDeclarations = { ...DrawnElement.properties, rows: { attribute: false }, name: { attribute: false } };
  declare rows: readonly Row[];
  /** What it says, in words. */
  declare name: string;

  constructor() {
    super();
    this.rows = [];
    this.name = '';
  }

  /** What is drawn, for the room there is; none where there is nothing to draw. */
  protected abstract scene(): Scene | null;

  protected override render(): TemplateResult | typeof nothing {
    fitFont(this.isConnected ? getComputedStyle(this).fontFamily : '');
    const scene = this.scene();
    return scene ? drawn(scene, this.uid, this.name) : nothing;
  }
}
