import type { PropertyDeclarations } from 'lit';
import type { RowSpec, TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import { axisOf, cellAt } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { costScene } from './geometry.ts';

const EURO = { format: 'amount', decimals: 2 } as const;

/** Cost per month or per year, without and with the measure. */
export class CostChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, mode: { attribute: false } };
  declare mode: 'month' | 'year';

  constructor() {
    super();
    this.mode = 'month';
  }

  protected override scene(result: Result): Scene | null {
    return costScene(result, { width: this.room, mode: this.mode, lang: this.lang });
  }

  protected override describe(result: Result): string {
    const { lang } = this;
    const last = axisOf(result, 'year')?.labels.at(-1);
    const name = t(lang, this.mode === 'month' ? 'chart.cost.name.month' : 'chart.cost.name.year');
    if (!last) return name;
    const cost = (variant: string) => writeCell(cellAt(result, 'kosten-per-jaar', { year: last.id, variant }), EURO, lang);
    const effect = writeCell(cellAt(result, 'effect-per-jaar', { year: last.id }), EURO, lang, true);
    return `${name} ${t(lang, 'chart.cost.ends-in', { year: last.name[lang], old: cost('huidig'), new: cost('nieuw'), effect })}`;
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, mode } = this;
    const rows = (axis: 'period' | 'year', cost: string, effect: string): RowSpec[] =>
      (axisOf(result, axis)?.labels ?? []).map((label) => ({
        name: label.name[lang],
        cells: [
          { table: cost, labels: { [axis]: label.id, variant: 'huidig' } },
          { table: cost, labels: { [axis]: label.id, variant: 'nieuw' } },
          { table: effect, labels: { [axis]: label.id }, sign: true },
        ],
      }));
    const years = rows('year', 'kosten-per-jaar', 'effect-per-jaar');
    const heads = [t(lang, 'chart.cost.column-old'), t(lang, 'chart.cost.column-new'), t(lang, 'chart.cost.column-effect')];
    return mode === 'year'
      ? { name: 'kosten-per-jaar', title: t(lang, 'chart.cost.caption.year'), spec: { head: [t(lang, 'chart.cost.year'), ...heads], rows: years } }
      : { name: 'kosten-per-periode', title: t(lang, 'chart.cost.caption.month'), spec: { head: [t(lang, 'chart.cost.period'), ...heads], rows: rows('period', 'kosten-per-periode', 'effect-per-periode'), foot: years } };
  }
}

register('dagdeel-cost-chart', CostChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-cost-chart': CostChart;
  }
}
