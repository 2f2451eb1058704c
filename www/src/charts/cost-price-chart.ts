import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../export/bar.ts';
import { writeCell } from '../i18n/index.ts';
import type { Cell, Result } from '../store/types.ts';
import type { Case } from '../views/cost-price/case.ts';
import { ChartElement } from './chart-element.ts';
import type { Scene } from './scene.ts';

/** A chart of a cost price: it draws once it knows of which one. */
export abstract class CostPriceChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, found: { attribute: false } };
  declare found: Case | null;

  constructor() {
    super();
    this.found = null;
  }

  protected abstract sceneOf(result: Result, found: Case): Scene | null;
  protected abstract say(result: Result, found: Case): string;
  /** The table's name, and what it holds in words. */
  protected abstract get named(): { name: string; title: string };
  protected abstract tableOf(result: Result, found: Case): TableSpec;

  protected amount(cell: Cell | undefined): string {
    return writeCell(cell, { format: 'amount', decimals: 2 }, this.lang);
  }

  protected override scene(result: Result): Scene | null {
    return this.found ? this.sceneOf(result, this.found) : null;
  }

  protected override describe(result: Result): string {
    return this.found ? this.say(result, this.found) : '';
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    return { ...this.named, spec: this.found ? this.tableOf(result, this.found) : { head: [], rows: [] } };
  }
}
