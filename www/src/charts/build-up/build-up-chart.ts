import type { TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import { tableOf } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { onDay, partyName, type Case } from '../../views/cost-price/case.ts';
import { register } from '../chart-element.ts';
import { CostPriceChart } from '../cost-price-chart.ts';
import type { Scene } from '../scene.ts';
import { buildUpScene, stepsOf } from './geometry.ts';

/** The steps from a wage to a tariff, for each party. */
export class BuildUpChart extends CostPriceChart {
  protected override get named(): { name: string; title: string } {
    return { name: 'opbouw', title: t(this.lang, 'cost.build.bar', { unit: '' }) };
  }

  protected override sceneOf(result: Result, found: Case): Scene | null {
    return buildUpScene(result, found, { width: this.room, lang: this.lang });
  }

  protected override say(result: Result, found: Case): string {
    const steps = stepsOf(result, found, this.lang).map(({ name, parts }) => `${name} ${parts.map(({ cell }) => this.amount(cell)).join(' / ')}`);
    return t(this.lang, 'cost.build.name', { steps: steps.join(', ') });
  }

  protected override tableOf(result: Result, found: Case): TableSpec {
    const { lang } = this;
    const parties = found.part.parties;
    const two = found.second !== null && tableOf(result, 'kostprijs-opbouw-verschil') !== undefined;
    const cells = (table: string, less: string, labels: Record<string, string>) => [
      ...parties.map(({ id }) => ({ table, labels: onDay(found, id, labels) })),
      ...(two ? [{ table: less, labels: onDay(found, null, labels), sign: true }] : []),
    ];
    return {
      head: [t(lang, 'cost.build.step'), ...parties.map(({ id }) => partyName(found, id, lang)), ...(two ? [t(lang, 'cost.build.difference')] : [])],
      rows: stepsOf(result, found, lang).map(({ id, name }) => ({ name, cells: cells('kostprijs-opbouw', 'kostprijs-opbouw-verschil', { 'kostprijs-stap': id }) })),
      foot: [{ name: tableOf(result, 'kostprijs-tarief')?.name[lang] ?? '', cells: cells('kostprijs-tarief', 'kostprijs-verschil', {}) }],
    };
  }
}

register('dagdeel-build-up-chart', BuildUpChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-build-up-chart': BuildUpChart;
  }
}
