import type { PropertyDeclarations } from 'lit';
import type { CellRef, TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import { tableOf, type Labels } from '../../store/selectors.ts';
import { COSTS } from '../../uncertainty/merged.ts';
import type { Result } from '../../store/types.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { hasBudget, projectionScene, yearsOf } from './geometry.ts';

/** The ends of the fan, as columns of the table. */
const FAN = [['p5', 'chart.fan.p5'], ['p25', 'chart.fan.p25'], ['p75', 'chart.fan.p75'], ['p95', 'chart.fan.p95']] as const;

/** Cost per year, observed and ahead, beside the budget. */
export class ProjectionChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, against: { attribute: false }, band: { attribute: false } };
  /** The variant that the measures are compared with. */
  declare against: string;
  /** Whether the interval of the log-linear trend of the total is drawn. */
  declare band: boolean;

  constructor() {
    super();
    this.against = 'huidig';
    this.band = false;
  }

  protected override scene(result: Result): Scene | null {
    return projectionScene(result, { width: this.room, lang: this.lang, against: this.against, band: this.band });
  }

  protected override describe(): string {
    const fan = this.result && tableOf(this.result, COSTS);
    return [t(this.lang, 'chart.projection.name'), fan ? t(this.lang, 'chart.fan.name') : ''].filter(Boolean).join(' ');
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, against } = this;
    const budget = hasBudget(result);
    const fan = tableOf(result, COSTS) !== undefined;
    const ends = this.band ? ['laag', 'hoog'] : [];
    const at = (table: string, labels: Labels): CellRef => ({ table, labels });
    return {
      name: 'prognose',
      title: t(lang, 'chart.projection.caption'),
      spec: {
        head: [t(lang, 'chart.cost.year'), ...(tableOf(result, 'kosten-totaal') ? [t(lang, 'chart.projection.observed-column')] : []),
          t(lang, against === 'constant' ? 'chart.projection.constant-column' : 'chart.projection.old-column'), t(lang, 'chart.projection.new-column'), ...(budget ? [t(lang, 'chart.projection.budget-column')] : []),
          ...(fan ? FAN.map(([, key]) => t(lang, key)) : []), ...ends.map((end) => t(lang, end === 'laag' ? 'plan.trends.low' : 'plan.trends.high'))],
        rows: yearsOf(result).map((year) => ({
          name: year.name[lang],
          cells: [
            ...(tableOf(result, 'kosten-totaal') ? [at('kosten-totaal', { year: year.id })] : []),
            at('kosten-per-jaar', { year: year.id, variant: against }),
            at('kosten-per-jaar', { year: year.id, variant: 'nieuw' }),
            ...(budget ? [at('begroting', { year: year.id })] : []),
            ...(fan ? FAN.map(([maat]) => at(COSTS, { year: year.id, variant: 'nieuw', maat })) : []),
            ...ends.map((end) => at(`trend-totaal-${end}`, { year: year.id })),
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
