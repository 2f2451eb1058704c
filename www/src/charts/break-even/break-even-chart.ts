import type { TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import type { Result } from '../../store/types.ts';
import { look, onDay, partyName, type Case } from '../../views/cost-price/case.ts';
import { register } from '../chart-element.ts';
import { CostPriceChart } from '../cost-price-chart.ts';
import type { Scene } from '../scene.ts';
import { breakEvenScene, curvesOf } from './geometry.ts';

/** The cost of a group against attendance by each party, with the tariff that holds. */
export class BreakEvenChart extends CostPriceChart {
  protected override get named(): { name: string; title: string } {
    return { name: 'kostendekkend', title: t(this.lang, 'cost.even.bar') };
  }

  protected override sceneOf(result: Result, found: Case): Scene | null {
    return breakEvenScene(result, found, { width: this.room, lang: this.lang });
  }

  protected override say(result: Result, found: Case): string {
    return t(this.lang, 'cost.even.name', { tariff: this.amount(look(result, 'kostprijs-geldend', onDay(found)).cell) });
  }

  protected override tableOf(result: Result, found: Case): TableSpec {
    const { lang } = this;
    const [first] = curvesOf(result, found);
    return {
      head: [t(lang, 'chart.attendance.present'), ...found.part.parties.map(({ id }) => partyName(found, id, lang))],
      rows: (first?.points ?? []).map(({ id }) => ({
        name: writeCell(id, { format: 'number', decimals: 2 }, lang),
        cells: found.part.parties.map((party) => ({ table: 'kostprijs-curve', labels: onDay(found, party.id, { 'kostprijs-aanwezig': id }) })),
      })),
    };
  }
}

register('dagdeel-break-even-chart', BreakEvenChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-break-even-chart': BreakEvenChart;
  }
}
