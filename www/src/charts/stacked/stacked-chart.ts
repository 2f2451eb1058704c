import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import { cellAt } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { categoriesOf, stackedScene, TABLES, yearsOf, type Measure } from './geometry.ts';

/** Why an observation is absent, by category and year: "gezinshuizen/2020". */
export type Reasons = Readonly<Record<string, string>>;

/** Categories per year: cost, clients, or cost per client. */
export class StackedChart extends ChartElement {
  static override properties: PropertyDeclarations = {
    ...ChartElement.properties,
    mode: { attribute: false },
    order: { attribute: false },
    reasons: { attribute: false },
  };
  declare mode: Measure;
  /** Categories in the order of the document. */
  declare order: readonly string[];
  declare reasons: Reasons;

  constructor() {
    super();
    this.mode = 'costs';
    this.order = [];
    this.reasons = {};
  }

  protected override scene(result: Result): Scene | null {
    return stackedScene(result, { width: this.room, mode: this.mode, lang: this.lang, order: this.order });
  }

  private get shape() {
    return this.mode === 'clients' ? ({ format: 'number', decimals: 2 } as const) : ({ format: 'amount', decimals: 2 } as const);
  }

  protected override describe(result: Result): string {
    const { lang, mode } = this;
    const totals = yearsOf(result).map((year) => t(lang, 'chart.stacked.says', { year: year.name[lang], amount: writeCell(cellAt(result, TABLES[mode].total, { year: year.id }), this.shape, lang) }));
    return [t(lang, `chart.stacked.name.${mode}`), ...totals].join(' ');
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, mode, reasons } = this;
    const { each, total } = TABLES[mode];
    const years = yearsOf(result);
    return {
      name: each,
      title: t(lang, `chart.stacked.caption.${mode}`),
      spec: {
        head: [t(lang, 'chart.stacked.category'), ...years.map((year) => year.name[lang])],
        rows: categoriesOf(result, lang, this.order).map((category) => ({
          name: category.name,
          cells: years.map((year) => ({ table: each, labels: { year: year.id, categorie: category.id }, reason: reasons[`${category.id}/${year.id}`] })),
        })),
        foot: [{ name: t(lang, mode === 'per-client' ? 'chart.stacked.average' : 'chart.stacked.total'), cells: years.map((year) => ({ table: total, labels: { year: year.id } })) }],
      },
    };
  }
}

register('dagdeel-stacked-chart', StackedChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-stacked-chart': StackedChart;
  }
}
