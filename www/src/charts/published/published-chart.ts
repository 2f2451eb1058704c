import type { TableSpec } from '../../export/bar.ts';
import { t } from '../../i18n/index.ts';
import type { Result } from '../../store/types.ts';
import { onDay, partyWord, type Case } from '../../views/cost-price/case.ts';
import { register } from '../chart-element.ts';
import { CostPriceChart } from '../cost-price-chart.ts';
import type { Scene } from '../scene.ts';
import { publishedScene, rowsOf, WHAT } from './geometry.ts';

/** What was published elsewhere, beside the cost prices. */
export class PublishedChart extends CostPriceChart {
  protected override get named(): { name: string; title: string } {
    return { name: 'gepubliceerd', title: t(this.lang, 'cost.published.bar', { unit: '' }) };
  }

  protected override sceneOf(result: Result, found: Case): Scene | null {
    return publishedScene(result, found, { width: this.room, lang: this.lang });
  }

  protected override say(result: Result, found: Case): string {
    const { lang } = this;
    const list = rowsOf(result, found, lang).map(({ place, what, points }) => `${place} (${t(lang, WHAT[what])}) ${points.map(({ cell }) => this.amount(cell)).join(', ')}`);
    return t(lang, 'cost.published.name', { list: list.join('; ') });
  }

  protected override tableOf(result: Result, found: Case): TableSpec {
    const { lang } = this;
    return {
      head: [t(lang, 'cost.published.what'), t(lang, 'cost.published.amount'), ...found.part.parties.map(({ id }) => t(lang, 'cost.published.less', { party: partyWord(found, id, lang) }))],
      rows: rowsOf(result, found, lang).flatMap(({ place, what, points }) => points.map(({ id, name }) => ({
        name: `${place}, ${name} (${t(lang, WHAT[what])})`,
        cells: [{ table: 'kostprijs-gepubliceerd', labels: { 'kostprijs-gepubliceerd': id } },
          ...found.part.parties.map((party) => ({ table: 'kostprijs-min-gepubliceerd', labels: onDay(found, party.id, { 'kostprijs-gepubliceerd': id }), sign: true }))],
      }))),
    };
  }
}

register('dagdeel-published-chart', PublishedChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-published-chart': PublishedChart;
  }
}
