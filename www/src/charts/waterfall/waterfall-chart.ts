import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import { cellAt } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { effectsOf, waterfallScene } from './geometry.ts';

const EURO = { format: 'amount', decimals: 2 } as const;

/** What moved the cost from one year to another. */
export class WaterfallChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, from: { attribute: false }, to: { attribute: false } };
  /** The years that are compared, as labels of the year axis. */
  declare from: string;
  declare to: string;

  constructor() {
    super();
    this.from = '';
    this.to = '';
  }

  protected override scene(result: Result): Scene | null {
    return waterfallScene(result, { width: this.room, lang: this.lang, from: this.from, to: this.to });
  }

  protected override describe(result: Result): string {
    const { lang, from, to } = this;
    const effects = effectsOf(result, lang).map((effect) => `${effect.name} ${writeCell(effect.cell, EURO, lang, true)}`).join(', ');
    return t(lang, 'chart.waterfall.name', { from, to, effects, total: writeCell(cellAt(result, 'verschil'), EURO, lang, true) });
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, from, to } = this;
    const clients = (year: string) => ({ table: 'clienten-totaal', labels: { year } });
    return {
      name: 'effecten',
      title: t(lang, 'chart.waterfall.caption', { from, to }),
      spec: {
        head: [t(lang, 'chart.waterfall.cause'), t(lang, 'chart.waterfall.cost'), t(lang, 'chart.waterfall.clients-column')],
        rows: [
          { name: from, cells: [{ table: 'verschil-van' }, clients(from)] },
          ...effectsOf(result, lang).map((effect) => ({ name: effect.name, cells: [{ table: 'effecten', labels: { effect: effect.id }, sign: true }, null] })),
          { name: to, cells: [{ table: 'verschil-naar' }, clients(to)] },
        ],
        foot: [{ name: t(lang, 'chart.waterfall.difference', { from, to }), cells: [{ table: 'verschil', sign: true }, { table: 'verandering-clienten', sign: true }] }],
      },
    };
  }
}

register('dagdeel-waterfall-chart', WaterfallChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-waterfall-chart': WaterfallChart;
  }
}
