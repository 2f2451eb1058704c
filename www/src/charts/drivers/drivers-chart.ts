import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import type { Result } from '../../store/types.ts';
import { RANKS } from '../../uncertainty/merged.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { driversOf, driversScene } from './geometry.ts';

/** What drives the spread of one year, by rank correlation. */
export class DriversChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, year: { attribute: false } };
  /** The year that is looked at. */
  declare year: string;

  constructor() {
    super();
    this.year = '';
  }

  protected override scene(result: Result): Scene | null {
    return driversScene(result, { width: this.room, lang: this.lang, year: this.year });
  }

  protected override describe(): string {
    return t(this.lang, 'chart.drivers.name', { year: this.year });
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, year } = this;
    return {
      name: 'spreiding',
      title: t(lang, 'chart.drivers.caption', { year }),
      spec: {
        head: [t(lang, 'chart.drivers.input'), t(lang, 'chart.drivers.rank')],
        rows: driversOf(result, year, lang).map(({ id, name }) => ({ name, cells: [{ table: RANKS, labels: { year, variant: 'nieuw', invoer: id }, sign: true }] })),
      },
    };
  }
}

register('dagdeel-drivers-chart', DriversChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-drivers-chart': DriversChart;
  }
}
