import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import type { Result } from '../../store/types.ts';
import { onDay, partyWord, type Case } from '../../views/cost-price/case.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { publishedScene, rowsOf, WHAT } from './geometry.ts';

/** What was published elsewhere, beside the cost prices. */
export class PublishedChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, found: { attribute: false } };
  declare found: Case | null;

  constructor() {
    super();
    this.found = null;
  }

  protected override scene(result: Result): Scene | null {
    return this.found ? publishedScene(result, this.found, { width: this.room, lang: this.lang }) : null;
  }

  protected override describe(result: Result): string {
    const { lang, found } = this;
    if (!found) return '';
    const list = rowsOf(result, found, lang).map(({ place, what, points }) =>
      `${place} (${t(lang, WHAT[what])}) ${points.map(({ cell }) => writeCell(cell, { format: 'amount', decimals: 2 }, lang)).join(', ')}`);
    return t(lang, 'cost.published.name', { list: list.join('; ') });
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, found } = this;
    const title = t(lang, 'cost.published.bar', { unit: '' });
    if (!found) return { name: 'gepubliceerd', title, spec: { head: [], rows: [] } };
    return { name: 'gepubliceerd', title, spec: {
      head: [t(lang, 'cost.published.what'), t(lang, 'cost.published.amount'), ...found.part.parties.map(({ id }) => t(lang, 'cost.published.less', { party: partyWord(found, id, lang) }))],
      rows: rowsOf(result, found, lang).flatMap(({ place, what, points }) => points.map(({ id, name }) => ({
        name: `${place}, ${name} (${t(lang, WHAT[what])})`,
        cells: [{ table: 'kostprijs-gepubliceerd', labels: { 'kostprijs-gepubliceerd': id } },
          ...found.part.parties.map((party) => ({ table: 'kostprijs-min-gepubliceerd', labels: onDay(found, party.id, { 'kostprijs-gepubliceerd': id }), sign: true }))],
      }))),
    } };
  }
}

register('dagdeel-published-chart', PublishedChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-published-chart': PublishedChart;
  }
}
