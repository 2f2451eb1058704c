import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { barsScene, writtenBar, type BarsSpec } from './geometry.ts';

/** Bars beside each other, with their table. */
export class BarsChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, spec: { attribute: false }, name: { attribute: false }, caption: { attribute: false }, head: { attribute: false } };
  declare spec: BarsSpec;
  /** A short name for the file. */
  declare name: string;
  /** What is plotted, in words. */
  declare caption: string;
  /** The heads of the table, that of the rows first. */
  declare head: readonly string[];

  constructor() {
    super();
    this.spec = { rows: [] };
    this.name = '';
    this.caption = '';
    this.head = [];
  }

  protected override scene(result: Result): Scene | null {
    return barsScene(result, this.spec, { width: this.room, lang: this.lang });
  }

  protected override describe(result: Result): string {
    const rows = this.spec.rows.map(({ name, cells }) => `${name}: ${cells.map((ref, at) => [this.spec.series?.[at], writtenBar(result, ref, this.lang)].filter(Boolean).join(' ')).join(', ')}.`);
    return [`${this.caption}.`, ...rows].join(' ');
  }

  protected override table(): { name: string; title: string; spec: TableSpec } {
    return { name: this.name, title: this.caption, spec: { head: this.head, rows: this.spec.rows } };
  }
}

register('dagdeel-bars-chart', BarsChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-bars-chart': BarsChart;
  }
}
