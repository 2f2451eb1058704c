import type { PropertyDeclarations } from 'lit';
import type { CellRef, TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import { cellAt } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { BETWEEN_YEARS, effectsOf, waterfallScene, type Place, type WaterfallSource } from './geometry.ts';

const EURO = { format: 'amount', decimals: 2 } as const;

/** What moved the cost from one year to another, or from unchanged policy to the measures. */
export class WaterfallChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, from: { attribute: false }, to: { attribute: false }, source: { attribute: false } };
  /** What the two ends are called; between years, labels of the year axis. */
  declare from: string;
  declare to: string;
  declare source: WaterfallSource;

  constructor() {
    super();
    this.from = '';
    this.to = '';
    this.source = BETWEEN_YEARS;
  }

  protected override scene(result: Result): Scene | null {
    return waterfallScene(result, { width: this.room, lang: this.lang, from: this.from, to: this.to, source: this.source });
  }

  protected override describe(result: Result): string {
    const { lang, from, to, source } = this;
    const effects = effectsOf(result, lang, source).map((effect) => `${effect.name} ${writeCell(effect.cell, EURO, lang, true)}`).join(', ');
    return t(lang, 'chart.waterfall.name', { from, to, effects, total: writeCell(cellAt(result, ...source.difference), EURO, lang, true) });
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, from, to, source } = this;
    const own = ([table, labels]: Place, sign = false) => ({ table, labels, sign });
    const clients = (cell: CellRef) => (source.clients ? [cell] : []);
    const counted = (year: string) => clients({ table: 'clienten-totaal', labels: { year } });
    const [effects, labels] = source.effects;
    return {
      name: source.clients ? 'effecten' : 'oorzaken',
      title: t(lang, 'chart.waterfall.caption', { from, to }),
      spec: {
        head: [t(lang, 'chart.waterfall.cause'), t(lang, 'chart.waterfall.cost'), ...(source.clients ? [t(lang, 'chart.waterfall.clients-column')] : [])],
        rows: [
          { name: from, cells: [own(source.before), ...counted(from)] },
          ...effectsOf(result, lang, source).map((effect) => ({ name: effect.name, cells: [{ table: effects, labels: { ...labels, [source.axis]: effect.id }, sign: true }, ...(source.clients ? [null] : [])] })),
          { name: to, cells: [own(source.after), ...counted(to)] },
        ],
        foot: [{ name: t(lang, 'chart.waterfall.difference', { from, to }), cells: [own(source.difference, true), ...clients({ table: 'verandering-clienten', sign: true })] }],
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
