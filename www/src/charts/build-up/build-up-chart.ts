import type { PropertyDeclarations } from 'lit';
import type { TableSpec } from '../../export/bar.ts';
import { t, writeCell } from '../../i18n/index.ts';
import { tableOf } from '../../store/selectors.ts';
import type { Result } from '../../store/types.ts';
import { onDay, partyName, type Case } from '../../views/cost-price/case.ts';
import { ChartElement, register } from '../chart-element.ts';
import type { Scene } from '../scene.ts';
import { buildUpScene, stepsOf } from './geometry.ts';

/** The steps from a wage to a tariff, for each party. */
export class BuildUpChart extends ChartElement {
  static override properties: PropertyDeclarations = { ...ChartElement.properties, found: { attribute: false } };
  declare found: Case | null;

  constructor() {
    super();
    this.found = null;
  }

  protected override scene(result: Result): Scene | null {
    return this.found ? buildUpScene(result, this.found, { width: this.room, lang: this.lang }) : null;
  }

  protected override describe(result: Result): string {
    const { lang, found } = this;
    if (!found) return '';
    const steps = stepsOf(result, found, lang).map(({ name, parts }) => `${name} ${parts.map(({ cell }) => writeCell(cell, { format: 'amount', decimals: 2 }, lang)).join(' / ')}`);
    return t(lang, 'cost.build.name', { steps: steps.join(', ') });
  }

  protected override table(result: Result): { name: string; title: string; spec: TableSpec } {
    const { lang, found } = this;
    const title = t(lang, 'cost.build.bar', { unit: '' });
    if (!found) return { name: 'opbouw', title, spec: { head: [], rows: [] } };
    const parties = found.part.parties;
    const two = found.second !== null && tableOf(result, 'kostprijs-opbouw-verschil') !== undefined;
    const cells = (table: string, less: string, labels: Record<string, string>) => [
      ...parties.map(({ id }) => ({ table, labels: onDay(found, id, labels) })),
      ...(two ? [{ table: less, labels: onDay(found, null, labels), sign: true }] : []),
    ];
    return { name: 'opbouw', title, spec: {
      head: [t(lang, 'cost.build.step'), ...parties.map(({ id }) => partyName(found, id, lang)), ...(two ? [t(lang, 'cost.build.difference')] : [])],
      rows: stepsOf(result, found, lang).map(({ id, name }) => ({ name, cells: cells('kostprijs-opbouw', 'kostprijs-opbouw-verschil', { 'kostprijs-stap': id }) })),
      foot: [{ name: tableOf(result, 'kostprijs-tarief')?.name[lang] ?? '', cells: cells('kostprijs-tarief', 'kostprijs-verschil', {}) }],
    } };
  }
}

register('dagdeel-build-up-chart', BuildUpChart);

declare global {
  interface HTMLElementTagNameMap {
    'dagdeel-build-up-chart': BuildUpChart;
  }
}
