import type { PropertyDeclarations } from 'lit';
import type { CellRef, TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import { tableOf, type Labels } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { hasBudget, projectionScene, yearsOf } from './geometry.ts';

/** Cost per year, observed and ahead, beside the budget. */
export class ProjectionChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, against: { attribute: false } };
  /** The variant that the measures are compared with. */
  declare against: string;

  constructor() {
    super();
    this.against = 'huidig';
  }

  protected override scene(result: Result): Scene | null {
    return projectionScene(result, { width: this.room, lang: this.lang, against: this.against });
  }

  protected override describe(): string {
    return t(this.lang, 'chart.projection.name');
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, against } = this;
    const budget = hasBudget(result);
    const at = (table: string, labels: Labels): CellRef => ({ table, labels });
    return {
      name: 'prognose',
      title: t(lang, 'chart.projection.caption'),
      spec: {
        head: [t(lang, 'chart.cost.year'), ...(tableOf(result, 'kosten-totaal') ? [t(lang, 'chart.projection.observed-column')] : []),
          t(lang, against === 'constant' ? 'chart.projection.constant-column' : 'chart.projection.old-column'), t(lang, 'chart.projection.new-column'), ...(budget ? [t(lang, 'chart.projection.budget-column')] : [])],
        rows: yearsOf(result).map((year) => ({
          name: year.name[lang],
          cells: [
            ...(tableOf(result, 'kosten-totaal') ? [at('kosten-totaal', { year: year.id })] : []),
            at('kosten-per-jaar', { year: year.id, variant: against }),
            at('kosten-per-jaar', { year: year.id, variant: 'nieuw' }),
            ...(budget ? [at('begroting', { year: year.id })] : []),
          ],
        })),
      },
    };
  }
}

register('dagdeel-projection-chart', ProjectionChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-projection-chart': ProjectionChart;
  }
}
